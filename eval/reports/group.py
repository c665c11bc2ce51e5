"""The group report: the city's companies, one table each and one over all, beside the city itself."""

from __future__ import annotations

from decimal import Decimal

from eval.reports import lines as L
from eval.reports.accounts import surroundings
from eval.reports.compose import PERCENT, PIECES, Column, Composer, Line
from eval.reports.figures import Saying
from eval.reports.vocabulary import Role
from eval.reports.words import Word

MONEY = (L.TURNOVER, L.OPERATING_PROFIT, L.NET_RESULT, L.TOTAL_ASSETS)


def group_pages(c: Composer) -> None:
    year, city = c.year, c.books.name

    def value(entity: Word, metric: Word, column: Column) -> Decimal | None:
        company = next(each for each in c.books.companies if each.name == entity)
        return company.figures[(metric, column.year)]

    years = tuple(Column(Role.ACTUAL, each) for each in (year, year - 1))
    c.page("review")
    now, before = years
    for metric in (L.ANNUAL, L.MARGIN):
        c.para(*filter(None, [c.two("actual", city, metric, now, before)]), c.filler())
    c.para(c.event(c.books.events[city]), c.post(0), c.post(1))
    c.aims()
    c.page("companies")
    names = tuple((company.name.nom.split()[-2],) for company in c.books.companies)
    keys = c.bullets(*(company.name.nom for company in c.books.companies))
    slots = {"what": c.words.titles["companies"][0], "t": "companies"}
    c.truth.sayings.append(Saying("list", slots, names, (), keys, c.books.companies[0].name.nom))
    rows = [Line(each.name.nom, each.name, L.TURNOVER) for each in c.books.companies]
    c.table(L.TURNOVER.printed, c.thousands, years, rows, value, label_width=0.5)
    for company in c.books.companies:
        c.page("unit", company.name)
        c.para(c.filler())
        rows = [Line(metric.printed, company.name, metric) for metric in MONEY]
        c.table(company.name.nom, c.thousands, years, rows, value)
        rows = [
            Line(L.STAFF_COUNT.printed, company.name, L.STAFF_COUNT),
            Line(f"{L.EQUITY_RATIO.printed}, %", company.name, L.EQUITY_RATIO, unit=PERCENT),
        ]
        c.table(c.words.titles["key"][0], PIECES, years, rows, value)
    surroundings(c, "")
    c.glossary()
