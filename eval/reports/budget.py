"""The budget book: aims, each unit's budget beside the years around it, statement, projects, glossary."""

from __future__ import annotations

from eval.reports import lines as L
from eval.reports.compose import PERCENT, Column, Composer, Line
from eval.reports.quarter import CITY_LINES, projects
from eval.reports.vocabulary import Role


def budget_pages(c: Composer) -> None:
    city, year = c.books.name, c.year
    before, now = Column(Role.BUDGET, year - 1), Column(Role.BUDGET, year)
    actual = Column(Role.ACTUAL, year - 2)
    growth = Column(Role.GROWTH, year, unit=PERCENT)
    plans = (Column(Role.PLAN, year + 1),) if year + 1 <= c.books.year + 2 else ()
    c.page("review")
    c.para(*filter(None, [c.two("actual", city, L.TAXES, actual, Column(Role.ACTUAL, year - 3))]), c.filler())
    c.para(c.event(c.books.events[city]), c.filler())
    c.para(c.post(0))
    c.aims()
    c.page("taxes")
    rows = [Line(each.printed, city, each) for each in (*L.TAX_PARTS, L.TAXES, L.STATE)]
    c.table(c.words.titles["taxes"][0], c.thousands, (actual, before, now, growth), rows, c.money)
    c.para(c.filler())
    for place, unit in enumerate(c.books.units):
        c.page("unit", unit)
        c.para(c.filler())
        rows = c.statement(unit, ((L.INCOME, 0), (L.COST, 0), (L.STAFF, 1), (L.SERVICES, 1), (L.MARGIN, 0)))
        c.table(unit.printed, c.thousands, (actual, before, now, growth, *plans), rows, c.money)
        if place < 3:
            c.bullets(c.counts(c.books.counts[unit][0]), c.event(c.books.events[unit]))
        if 0 < place < 4:
            c.bullets(c.post(place))
    c.page("income")
    c.table(city.printed, c.thousands, (actual, before, now, *plans), c.statement(city, CITY_LINES), c.money)
    projects(c)
    c.glossary()
