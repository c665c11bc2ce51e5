"""A table's own arithmetic: what its numbers prove about each other, and about how they were read.

Sums down the columns are in `row_sums`. Here: columns that follow from others in every row, such as forecast
less budget, budget plus its changes, or a percentage. A rule is only taken for one where it holds in
nearly every row; a row where it then fails is recorded as a failure. Nothing is ever mended by it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from ingest.records import Check, CheckKind, Column, ColumnKind, Place, Table
from ingest.tables.row_sums import row_sums
from ingest.tables.sheet import Entry, Sheet, SheetRow, one_unit, sheets_of, weight

_AMOUNTS = (
    ColumnKind.ACTUAL, ColumnKind.BUDGET, ColumnKind.AMENDED_BUDGET, ColumnKind.FORECAST, ColumnKind.PLAN,
    ColumnKind.TARGET, None,
)  # fmt: skip
_BETWEEN = (ColumnKind.DEVIATION, ColumnKind.CHANGE)
_TOTAL = re.compile(r"(?:^|\s)(?:yhteensä|yht\.?|summa|totalt?)$", re.IGNORECASE)
_NEAR = 8  # a column is compared with others this near
_WIDEST = 60
_LONGEST = 1000
_MOST_ROWS_TRIED = 12
_HUNDRED = Decimal(100)
_LARGEST_SHARE = 12  # digits of a percentage that says anything

_Rule = Callable[[SheetRow], "tuple[Check, float] | None"]
"""What a rule says of a row: the check and how much it proves if it holds; None where it says nothing."""


def table_checks(table: Table) -> tuple[Check, ...]:
    """The checks of a table, by their places. Tables beyond 1000 rows or 60 columns are not checked whole."""
    found: list[Check] = []
    for sheet in sheets_of(table):
        short = Sheet(sheet.columns[:_WIDEST], sheet.rows[:_LONGEST])
        found += row_sums(short)
        found += _column_rules(short)
    return tuple(sorted(dict.fromkeys(found), key=lambda check: (check.place, check.kind)))


def proved_cells(table: Table) -> dict[Place, bool]:
    """Which numbers the checks confirm (True) or contradict (False).

    A check that holds confirms the number and its parts. One that fails contradicts only the number that
    should follow: which of its parts is wrong nobody knows."""
    votes: dict[Place, int] = defaultdict(int)
    for check in table.checks:
        votes[check.place] += 1 if check.holds else -1
        for part in check.operands if check.holds else ():
            votes[part] += 1
    return {place: count > 0 for place, count in votes.items() if count}


# --- columns that follow from others -----------------------------------------------------------------


def _column_rules(sheet: Sheet) -> Iterator[Check]:
    for place, column in enumerate(sheet.columns):
        best: list[Check] = []
        for rule in _rules(sheet, place, column):
            checks = _tried(rule, sheet.rows)
            if _better(checks, best):
                best = checks
        yield from best


def _better(checks: Sequence[Check], best: Sequence[Check]) -> bool:
    return sum(c.holds for c in checks) > sum(c.holds for c in best)


def _rules(sheet: Sheet, place: int, column: Column) -> Iterator[_Rule]:
    near = [i for i in range(place - _NEAR, place + _NEAR + 1) if 0 <= i < len(sheet.columns) and i != place]
    amounts = [i for i in near if sheet.columns[i].kind in _AMOUNTS and sheet.columns[i].unit != "%"]
    percent = column.unit == "%" or column.kind is ColumnKind.SHARE
    if column.kind in _BETWEEN and not percent:
        for a, b in combinations(reversed(amounts), 2):
            yield _difference(place, a, b)
    elif column.kind is ColumnKind.AMENDED_BUDGET:
        budgets = [i for i in near if sheet.columns[i].kind is ColumnKind.BUDGET]
        changes = [
            i for i in near if sheet.columns[i].kind is ColumnKind.CHANGE and sheet.columns[i].unit != "%"
        ]
        for a in budgets:
            for b in changes:
                yield _sum(place, (a, b))
    elif percent:
        of_change = [i for i in near if sheet.columns[i].kind in _BETWEEN and sheet.columns[i].unit != "%"]
        for a in of_change if column.kind in _BETWEEN else amounts:
            for b in amounts:
                if a != b:
                    yield _share(place, a, b)
        yield from _vertical(sheet, place, amounts)
    if _TOTAL.search(column.text) and not percent:
        before = [i for i in range(place) if sheet.columns[i].unit == column.unit]
        start = max((i + 1 for i in before if _TOTAL.search(sheet.columns[i].text)), default=0)
        group = tuple(i for i in before if i >= start)
        if len(group) >= 2:
            yield _sum(place, group)


def _tried(rule: _Rule, rows: Sequence[SheetRow]) -> list[Check]:
    """A rule's checks over all rows, if it holds in nearly all of them and that proves something."""
    checks: list[Check] = []
    proof, telling, failed = 0.0, 0, 0
    for row in rows:
        said = rule(row)
        if said is None:
            continue
        check, proves = said
        checks.append(check)
        failed += not check.holds
        telling += proves > 0
        proof += proves if check.holds else 0.0
        if len(checks) == _MOST_ROWS_TRIED and failed * 2 > len(checks):
            return []
    if telling < 2 or proof < 3 or failed * 5 > telling or (failed and telling < 4):
        return []
    return checks


def _amount(row: SheetRow, places: Sequence[int]) -> list[Entry] | None:
    """The row's numbers in some columns, blanks left out; None where fewer than two are there."""
    entries = [entry for place in places if (entry := row.entries[place]) is not None]
    return entries if len(entries) >= 2 else None


def _difference(place: int, a: int, b: int) -> _Rule:
    def rule(row: SheetRow) -> tuple[Check, float] | None:
        printed, first, second = row.entries[place], row.entries[a], row.entries[b]
        if printed is None or first is None or second is None or not one_unit(printed, first):
            return None
        expected = first.value - second.value
        tolerance = max(first.half + second.half, printed.half)
        holds = abs(expected - printed.value) <= tolerance
        if not holds and abs(expected + printed.value) <= tolerance:
            # Costs may be held the other way round, so that a minus is always for the worse.
            first, second, expected, holds = second, first, -expected, True
        check = Check(CheckKind.DIFFERENCE, printed.place, (first.place, second.place), expected, holds)
        trivial = not first.value or not second.value
        return check, 0.0 if trivial else weight(printed.value if holds else first.value, tolerance)

    return rule


def _sum(place: int, parts: Sequence[int]) -> _Rule:
    def rule(row: SheetRow) -> tuple[Check, float] | None:
        printed, entries = row.entries[place], _amount(row, parts)
        if printed is None or entries is None or not all(one_unit(entry, printed) for entry in entries):
            return None
        expected = sum((entry.value for entry in entries), Decimal(0))
        tolerance = max(sum((entry.half for entry in entries), Decimal(0)), printed.half)
        holds = abs(expected - printed.value) <= tolerance
        check = Check(CheckKind.SUM, printed.place, tuple(e.place for e in entries), expected, holds)
        trivial = sum(entry.value != 0 for entry in entries) < 2
        return check, 0.0 if trivial else weight(printed.value, tolerance)

    return rule


def _share(place: int, a: int, b: int) -> _Rule:
    def rule(row: SheetRow) -> tuple[Check, float] | None:
        return _share_check(row.entries[place], row.entries[a], row.entries[b])

    return rule


def _share_check(
    printed: Entry | None, part: Entry | None, whole: Entry | None
) -> tuple[Check, float] | None:
    if printed is None or part is None or whole is None or not whole.value or not one_unit(part, whole):
        return None
    expected = part.value / whole.value * _HUNDRED
    rounding = _HUNDRED * (part.half + abs(part.value / whole.value) * whole.half) / abs(whole.value)
    tolerance = printed.half + rounding
    if tolerance > 5 or expected.adjusted() > _LARGEST_SHARE:
        return None  # the amounts are too small for a percentage to follow from them
    expected = expected.quantize(Decimal("0.001"))
    holds = abs(expected - printed.value) <= tolerance
    check = Check(CheckKind.SHARE, printed.place, (part.place, whole.place), expected, holds)
    trivial = not part.value or part.value == whole.value
    return check, 0.0 if trivial else weight(max(abs(printed.value), Decimal(10)), tolerance)


def _vertical(sheet: Sheet, place: int, amounts: Sequence[int]) -> Iterator[_Rule]:
    """Shares of the column's own total: the row that prints 100."""
    whole = [row for row in sheet.rows if (e := row.entries[place]) is not None and e.value == _HUNDRED]
    if len(whole) != 1:
        return
    for a in [i for i in amounts if i < place][-2:]:
        total = whole[0].entries[a]

        def rule(row: SheetRow, a: int = a, total: Entry | None = total) -> tuple[Check, float] | None:
            return None if row is whole[0] else _share_check(row.entries[place], row.entries[a], total)

        yield rule
