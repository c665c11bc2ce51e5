"""Proof by arithmetic: which of several ways to cut a row is the printed one.

"Silta 6 800 3 200 612 2 500 -700" can be cut into five numbers in more than one way. If one column
of the table is the difference of two others in its rows (a deviation is forecast less budget),
only a cut that keeps this holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from ingest.numbers import parse_cell
from ingest.text.rows import Row, splits

_MOST_WAYS = 60
_MOST_COLUMNS = 9
_LEAST_ROWS = 3
_LEAST_SHARE = 0.7

Values = tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Column `result` is column `first` less column `second`."""

    first: int
    second: int
    result: int

    def holds(self, values: Values) -> bool:
        first, second, result = values[self.first], values[self.second], values[self.result]
        return first is not None and second is not None and result == first - second


def find_differences(rows: Sequence[Row], columns: int) -> tuple[Difference, ...]:
    """The differences that the rows of `columns` numbers keep in at least one of their cuts.

    Seven rows in ten must keep it (blank cells and rounding spoil some), at least three, two of
    them with a result and a subtrahend that are not zero: equal or empty columns prove nothing.
    """
    if not 3 <= columns <= _MOST_COLUMNS:
        return ()
    ways = [cuts for row in rows if (cuts := _valued_cuts(row, columns))]
    if len(ways) < _LEAST_ROWS:
        return ()
    candidates = (Difference(*places) for places in permutations(range(columns), 3))
    return tuple(found for found in candidates if _is_kept(ways, found))


def certain_cut(row: Row, columns: int, differences: Sequence[Difference]) -> tuple[str, ...] | None:
    """The only way to cut the row, or the only one that keeps the table's differences.

    The numbers by column, "" for a blank cell: with differences even a row with one blank can be
    proved. None when more than one way is left.
    """
    ways = splits(row.pieces, columns, _MOST_WAYS)
    if len(ways) == _MOST_WAYS:
        return None
    kept = _keeping(ways, differences)
    blank = _keeping(_with_one_blank(row, columns), differences)
    if len(ways) == 1:
        return ways[0] if kept or not blank else None
    found = kept or blank
    return found[0] if len(found) == 1 else None


def _keeping(ways: Sequence[tuple[str, ...]], differences: Sequence[Difference]) -> list[tuple[str, ...]]:
    """The ways that keep all differences between filled cells, at least one of them filled."""
    found: list[tuple[str, ...]] = []
    for way in ways:
        values = _values(way)
        known = [
            one
            for one in differences
            if None not in (values[one.first], values[one.second], values[one.result])
        ]
        if known and all(one.holds(values) for one in known):
            found.append(way)
    return found


def _with_one_blank(row: Row, columns: int) -> list[tuple[str, ...]]:
    ways = splits(row.pieces, columns - 1, _MOST_WAYS)
    if len(ways) == _MOST_WAYS:
        return []
    return [(*way[:place], "", *way[place:]) for way in ways for place in range(columns)]


def _valued_cuts(row: Row, columns: int) -> list[Values]:
    return [_values(way) for way in splits(row.pieces, columns, _MOST_WAYS)]


def _values(cells: Sequence[str]) -> Values:
    numbers = [parse_cell(cell) for cell in cells]
    return tuple(number.number if number is not None else None for number in numbers)


def _is_kept(ways: Sequence[Sequence[Values]], difference: Difference) -> bool:
    kept = telling = 0
    for cuts in ways:
        keeping = [values for values in cuts if difference.holds(values)]
        kept += bool(keeping)
        telling += bool(keeping) and all(v[difference.result] and v[difference.second] for v in keeping)
    return kept >= _LEAST_ROWS and telling >= 2 and kept >= _LEAST_SHARE * len(ways)
