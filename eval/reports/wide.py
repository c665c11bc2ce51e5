"""The wide comparison: many columns for every unit, half of it percentages and changes."""

from __future__ import annotations

from eval.reports import lines as L
from eval.reports.accounts import surroundings
from eval.reports.compose import PERCENT, Column, Composer, Line
from eval.reports.quarter import columns_of, projects, review
from eval.reports.vocabulary import Role


def wide_pages(c: Composer) -> None:
    year, quarter = c.year, c.quarter
    forecast, amended, actual = columns_of(c)
    review(c)
    columns = (
        actual, Column(Role.BUDGET, year), Column(Role.CHANGES, year), amended,
        Column(Role.TO_DATE, year, quarter), Column(Role.SHARE, year, quarter, unit=PERCENT), forecast,
        Column(Role.DEVIATION, year, quarter),
    )  # fmt: skip
    for first in (0, 3):
        c.page("units")
        rows: list[Line] = []
        for unit in c.books.units[first : first + 3]:
            rows.append(Line(unit.printed, bold=True))
            rows += [Line(each.printed, unit, each, indent=1)
                     for each in (L.INCOME, L.COST, L.STAFF, L.SERVICES, L.MATERIALS, L.MARGIN)]  # fmt: skip
        c.table(c.words.titles["units"][0], c.thousands, columns, rows, c.money, label_width=0.24)
        for unit in c.books.units[first : first + 3]:
            deviation = c.books.money(unit, L.COST, Role.DEVIATION, year, quarter)
            if deviation:
                c.para(c.cause(unit, over=deviation < 0))
    projects(c)
    surroundings(c, "")
    for unit in c.books.units[3:]:
        c.para(c.counts(c.books.counts[unit][0]))
    c.bullets(c.post(2), c.post(3))
    c.glossary()
