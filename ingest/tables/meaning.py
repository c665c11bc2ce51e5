"""What a column's header does not say alone but the other columns and the title do.

    "Muutokset" beside a budget · "B-A" of two lettered columns · "Tammi" among months · an empty header
    over the sums of a staircase · a bare year under the title "Tilinpäätös 2024 ja 2023"

Never by position alone: each needs a printed word, letter or formula.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ingest.column_periods import month_alone
from ingest.column_words import bare_words, kind_beside_budget
from ingest.columns import find_kinds
from ingest.numbers import parse_cell
from ingest.periods import find_periods, months_period
from ingest.records import Column, ColumnKind, Period
from ingest.tables.headers import Headers
from ingest.tables.owners import owner_of_header
from ingest.tables.places import Places

_BUDGETS = (ColumnKind.BUDGET, ColumnKind.AMENDED_BUDGET)
_MEASURED = (ColumnKind.ACTUAL, ColumnKind.FORECAST)
_OF_A_TITLE = (*_MEASURED, *_BUDGETS, ColumnKind.PLAN)
_LETTER = re.compile(r"(?:^|\s)\(?(?P<letter>[A-H])\)?$")
_DIFFERENCE = re.compile(
    r"(?<!\w)\(*(?P<a>[A-H])\s?[-–−]\s?(?P<b>[A-H])\)*(?P<part>\s?[/:]\s?\(?[A-H]\)?(?:\s?[*x×]\s?100)?)?(?!\w)"
)
_RATIO = re.compile(r"(?<!\w)\(?(?P<a>[A-H])\s?[/:]\s?(?P<b>[A-H])\)?(?:\s?[*x×]\s?100)?(?!\w)")
_TOTAL = re.compile(r"(?:yhteensä|yht\.?|totalt|total)", re.IGNORECASE)


def with_context(
    columns: Mapping[int, Column],
    headers: Headers,
    places: Places,
    body: Sequence[int],
    title: str | None,
    report_period: Period | None,
) -> dict[int, Column]:
    """The columns with what their neighbours and the table's title add to their headers."""
    found = _with_stairs(dict(columns), places, body)
    found = _beside_budgets(found)
    found = _with_totals_of_budget(found, headers)
    found = _by_formula(found, headers)
    found = _months(found, title, report_period)
    found = _by_title(found, title, report_period)
    return {index: _owned(column, headers.texts(index)) for index, column in found.items()}


def _owned(column: Column, lines: Sequence[str]) -> Column:
    owner = owner_of_header(lines) or owner_of_header([column.text])
    return replace(column, entity=owner) if owner else column


# --- a staircase: parts in one column, their sums in the next under the same header ---------------


def staircases(columns: Mapping[int, Column], places: Places, body: Sequence[int]) -> list[tuple[int, ...]]:
    """Groups of neighbouring columns under one header, of which no row fills two."""
    order = sorted(columns)
    filled = {c: {row for row in body if _number_at(places, row, c)} for c in order}
    groups: list[tuple[int, ...]] = []
    empties = [c for c in order if not columns[c].text and filled[c]]
    if not empties or len(empties) == len(order):
        return groups
    leading = order[0] in empties  # the header stands over the last of the group
    for place, column in enumerate(order):
        if not columns[column].text:
            continue
        group = [column]
        beside = order[:place][::-1] if leading else order[place + 1 :]
        for other in beside:
            if columns[other].text or abs(other - group[-1]) != 1 or not filled[other]:
                break
            if any(filled[other] & filled[c] for c in group):
                break
            group.append(other)
        if len(group) > 1 and filled[column]:
            groups.append(tuple(sorted(group)))
    return groups


def _number_at(places: Places, row: int, column: int) -> bool:
    text = places.text(row, column)
    return bool(text) and parse_cell(text) is not None


def _with_stairs(columns: dict[int, Column], places: Places, body: Sequence[int]) -> dict[int, Column]:
    for group in staircases(columns, places, body):
        named = next(columns[c] for c in group if columns[c].text)
        columns.update({c: replace(named, index=c) for c in group})
    return columns


# --- words that need their neighbours --------------------------------------------------------------


def _beside_budgets(columns: dict[int, Column]) -> dict[int, Column]:
    kinds = {column.kind for column in columns.values()}
    for index, column in columns.items():
        kind = kind_beside_budget(column.text) if column.kind is None else None
        if kind is ColumnKind.FORECAST:
            if kinds & {ColumnKind.ACTUAL, *_BUDGETS} and kind not in kinds:
                columns[index] = replace(column, kind=kind)
        elif kind is not None and ColumnKind.BUDGET in kinds:
            columns[index] = replace(column, kind=kind)
    return columns


def _with_totals_of_budget(columns: dict[int, Column], headers: Headers) -> dict[int, Column]:
    """ "Talousarvio | Muutokset | Yhteensä": the last of the three is the budget as amended."""
    for index, column in columns.items():
        texts = headers.texts(index)
        if not texts or not _TOTAL.fullmatch(texts[-1]):
            continue
        change, budget = columns.get(index - 1), columns.get(index - 2)
        if change is None or budget is None:
            continue
        if change.kind is ColumnKind.CHANGE and budget.kind is ColumnKind.BUDGET:
            period = column.period or budget.period
            columns[index] = replace(column, kind=ColumnKind.AMENDED_BUDGET, period=period)
    return columns


def _by_formula(columns: dict[int, Column], headers: Headers) -> dict[int, Column]:
    """Columns named by a formula of lettered columns: "B-A", "(C-B)/B", "C/B"."""
    lettered: dict[str, Column] = {}
    for index, column in columns.items():
        for text in headers.texts(index):
            match = _LETTER.search(text)
            if match:
                lettered[match["letter"]] = column
    if len(lettered) < 2:
        return columns
    for index, column in columns.items():
        if column.kind is not None:
            continue
        match, kind = _DIFFERENCE.search(column.text), None
        if match and match["a"] in lettered and match["b"] in lettered:
            kind = difference_kind(lettered[match["a"]], lettered[match["b"]])
        elif not match and (ratio := _RATIO.search(column.text)):
            known = ratio["a"] in lettered and ratio["b"] in lettered
            match, kind = ratio, ColumnKind.SHARE if known else None
        if kind is None or match is None:
            continue
        money = (column.unit or "").startswith("EUR")
        if (kind is ColumnKind.SHARE or match.groupdict().get("part")) and money:
            column = replace(
                column, unit=None, scale=1, printed_unit=None
            )  # a part is not in the table's euros
        columns[index] = replace(column, kind=kind)
    return columns


def difference_kind(first: Column, second: Column) -> ColumnKind | None:
    """What one column less another is; None where their headers leave it open."""
    years = [column.period.end.year if column.period else None for column in (first, second)]
    if None not in years and years[0] != years[1]:
        return ColumnKind.CHANGE
    kinds = {first.kind, second.kind}
    if kinds & set(_BUDGETS) and kinds & set(_MEASURED):
        return ColumnKind.DEVIATION
    return ColumnKind.CHANGE if kinds == set(_BUDGETS) else None


def _months(columns: dict[int, Column], title: str | None, report: Period | None) -> dict[int, Column]:
    """Columns named by months alone, of the year that the title names, else the report's own."""
    months = {
        index: month
        for index, column in columns.items()
        if column.period is None and (month := month_alone(column.text)) is not None
    }
    years = {mention.period.end.year for mention in find_periods(title or "")}
    year = next(iter(years)) if len(years) == 1 else report.end.year if report and not years else None
    if len(months) < 2 or year is None:
        return columns
    for index, month in months.items():
        columns[index] = replace(columns[index], period=months_period(month, month, year))
    return columns


# --- the title --------------------------------------------------------------------------------------


def _by_title(columns: dict[int, Column], title: str | None, report: Period | None) -> dict[int, Column]:
    """Kinds, and for a lone column its period, that the title says and no header of the table does.

    "Tilinpäätös 2024 ja 2023" over bare years makes them actuals; "Talousarvio 2026" does so with the
    year it names, not with the years beside it.
    """
    if not title or any(column.kind in _OF_A_TITLE for column in columns.values()):
        return columns
    said = _kinds_of_title(title)
    plain = [column for column in columns.values() if column.kind is None]
    lone = plain[0] if len(columns) == 1 and plain and not bare_words(plain[0].text) else None
    for column in plain:
        if column is lone and column.period is None:
            columns[column.index] = _lone(column, title, said)
        elif column.period is not None:
            kind = _kind_in_title(column.period, said, report)
            columns[column.index] = replace(column, kind=kind) if kind else column
    return columns


def _kinds_of_title(title: str) -> list[tuple[ColumnKind, tuple[Period, ...]]]:
    mentions = find_kinds(title)
    if not mentions or any(mention.kind not in _OF_A_TITLE for mention in mentions):
        return []
    if any(re.search(r"toteutu(?:mi|nut|neet)", mention.text, re.IGNORECASE) for mention in mentions):
        return []  # "Talousarvion toteutuminen" tells of both
    said = []
    for place, mention in enumerate(mentions):
        stop = mentions[place + 1].start if place + 1 < len(mentions) else len(title)
        periods = tuple(found.period for found in find_periods(title[mention.start : stop]))
        said.append((mention.kind, periods))
    if len(said) > 1 and not all(periods for _, periods in said):
        return []
    return said


def _kind_in_title(
    period: Period, said: Sequence[tuple[ColumnKind, tuple[Period, ...]]], report: Period | None
) -> ColumnKind | None:
    kinds = {
        kind for kind, named in said if any(p.start <= period.start and period.end <= p.end for p in named)
    }
    if len(kinds) == 1:
        return kinds.pop()
    if len(said) == 1 and said[0] == (ColumnKind.ACTUAL, ()):
        past = report is None or period.start <= report.end
        return ColumnKind.ACTUAL if past else None
    return None


def _lone(column: Column, title: str, said: Sequence[tuple[ColumnKind, tuple[Period, ...]]]) -> Column:
    """The only column of a table, its header a unit or nothing: the title speaks of it."""
    kind = said[0][0] if len(said) == 1 else None
    periods = {mention.period for mention in find_periods(title)}
    period = next(iter(periods)) if len(periods) == 1 else None
    return replace(column, kind=kind, period=period)
