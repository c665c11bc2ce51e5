"""Which period a column of deviations, changes or shares is about, where its own header names none.

The table's arithmetic tells where it can: a change that is in every row the third column less the second
is of what the third holds. Else the place tells: such a column stands behind what it compares.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from ingest.cards import year_of
from ingest.records import CheckKind, Column, ColumnKind, Period, Table

COMPARED = (ColumnKind.DEVIATION, ColumnKind.CHANGE, ColumnKind.SHARE)
_OUTCOMES = (ColumnKind.FORECAST, ColumnKind.ACTUAL)
_FOR_YEARS = (
    ColumnKind.FORECAST, ColumnKind.BUDGET, ColumnKind.AMENDED_BUDGET, ColumnKind.PLAN, ColumnKind.TARGET,
)  # fmt: skip


def periods_of_compared(table: Table, report: Period | None) -> dict[int, Period]:
    """The periods of a table's compared columns by their indices; a column is left out where nothing tells.

    `report` is the report's period: a forecast or budget whose header names none is of its year.
    """
    columns = {column.index: column for column in table.columns}
    compared = [column for column in columns.values() if column.kind in COMPARED]
    if not compared:
        return {}
    periods = {
        index: period
        for index, column in columns.items()
        if column.kind not in COMPARED and (period := _own(column, report)) is not None
    }
    proved = _operands(table, columns)
    found: dict[int, Period] = {}
    for column in compared:
        parts = [columns[index] for index in proved.get(column.index, ()) if index in periods]
        period = _told(column, parts or _beside(column, table.columns), periods)
        if period is not None:
            found[column.index] = period
    return found


def _own(column: Column, report: Period | None) -> Period | None:
    if column.period is None and column.kind in _FOR_YEARS and report is not None:
        return year_of(report)
    return column.period


def _operands(table: Table, columns: Mapping[int, Column]) -> dict[int, tuple[int, ...]]:
    """The columns that each compared column follows from in most rows, those of a difference resolved."""
    votes: dict[int, Counter[tuple[int, ...]]] = defaultdict(Counter)
    for check in table.checks:
        if check.holds and check.kind in (CheckKind.DIFFERENCE, CheckKind.SHARE):
            parts = tuple(dict.fromkeys(place.column for place in check.operands))
            if check.place.column not in parts and all(part in columns for part in parts):
                votes[check.place.column][parts] += 1
    most = {index: count.most_common(1)[0][0] for index, count in votes.items()}
    found: dict[int, tuple[int, ...]] = {}
    for index, parts in most.items():
        # "Muutos %" is the change per cent of the year before: it is of what the change is of
        deeper = [most.get(part, ()) if columns[part].kind in COMPARED else (part,) for part in parts]
        if all(deeper):
            found[index] = tuple(dict.fromkeys(each for group in deeper for each in group))
    return found


def _beside(column: Column, columns: Sequence[Column]) -> list[Column]:
    """The columns to the left that a column is about, by its place alone, the nearest first."""
    before = [other for other in sorted(columns, key=_from_the_right) if other.index < column.index]
    amounts = [other for other in before if other.kind not in COMPARED]
    outcomes = [other for other in before if other.kind in _OUTCOMES]
    if column.kind is ColumnKind.CHANGE:
        return amounts[:2]
    if column.kind is ColumnKind.DEVIATION and outcomes:
        # what is behind the last deviation: a forecast among it is what the budget is held against
        since = next((n for n, other in enumerate(before) if other.kind is ColumnKind.DEVIATION), len(before))
        forecasts = [other for other in before[:since] if other.kind is ColumnKind.FORECAST]
        return forecasts[:1] or outcomes[:1]
    return outcomes[:1]


def _from_the_right(column: Column) -> int:
    return -column.index


def _told(column: Column, parts: Sequence[Column], periods: Mapping[int, Period]) -> Period | None:
    """The period of a deviation's outcome, of a share's part, of the later side of a change."""
    known = [part for part in parts if part.index in periods]
    if not known:
        return None
    if column.kind is ColumnKind.SHARE:
        return periods[known[0].index]
    if column.kind is ColumnKind.DEVIATION:
        known = (
            [part for part in known if part.kind is ColumnKind.FORECAST]
            or [part for part in known if part.kind is ColumnKind.ACTUAL]
            or known
        )
    last = max(periods[part.index].end.year for part in known)
    of_year = [part for part in known if periods[part.index].end.year == last]
    outcomes = [part for part in of_year if part.kind in _OUTCOMES] or of_year
    return max((periods[part.index] for part in outcomes), key=lambda period: period.end)
