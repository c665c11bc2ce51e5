"""A table's numbers laid out for calculation: whole numbers in the smallest printed step of a column.

The columns of a staircase count as one. Each number knows how far rounding may have moved it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ingest.numbers import is_year, parse_cell
from ingest.records import Cell, Column, Place, Table


@dataclass(frozen=True, slots=True)
class Entry:
    """A printed number: where it stands, its value in its unit, and half of its last printed digit."""

    place: Place
    value: Decimal
    half: Decimal
    unit: str | None


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of one group of columns: its label, and its numbers by the group's columns (None: none)."""

    row: int
    label: str
    entries: tuple[Entry | None, ...]

    @property
    def filled(self) -> bool:
        return any(entry is not None for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The value columns that one set of row labels names, and their rows from the top."""

    columns: tuple[Column, ...]
    rows: tuple[SheetRow, ...]


def sheets_of(table: Table) -> tuple[Sheet, ...]:
    """A sheet for each run of value columns between label columns."""
    body = [cell for cell in table.cells if not cell.header]
    valued = {cell.column for cell in body if cell.value is not None}
    return tuple(_sheet(table, run, body) for run in _runs(table, valued, body))


def _runs(table: Table, valued: set[int], body: Sequence[Cell]) -> list[list[int]]:
    texts = {
        column
        for column in {cell.column for cell in body} - valued
        if sum(any(char.isalpha() for char in c.text) for c in body if c.column == column) > 1
    }
    runs: list[list[int]] = []
    for column in sorted(valued):
        if runs and not any(runs[-1][-1] < text < column for text in texts):
            runs[-1].append(column)
        else:
            runs.append([column])
    return runs


def _sheet(table: Table, run: Sequence[int], body: Sequence[Cell]) -> Sheet:
    by_place = {(cell.row, cell.column): cell for cell in body}
    groups = _logical_columns(table, run, by_place)
    groups = [group for group in groups if not _lists_years(group, body)]
    rows = []
    for row in sorted({cell.row for cell in body}):
        label = next((c.row_path[-1] for i in run if (c := by_place.get((row, i))) and c.row_path), "")
        if not label:
            label = next((c.row_path[-1] for c in body if c.row == row and c.row_path), "")
        entries = tuple(_entry(cell for i in group if (cell := by_place.get((row, i)))) for group in groups)
        rows.append(SheetRow(row, label, entries))
    return Sheet(tuple(table.columns[group[0]] for group in groups), tuple(rows))


def _lists_years(group: Sequence[int], body: Sequence[Cell]) -> bool:
    return all(is_year(cell.text.strip()) for cell in body if cell.column in group and cell.value is not None)


def _logical_columns(
    table: Table, run: Sequence[int], by_place: dict[tuple[int, int], Cell]
) -> list[tuple[int, ...]]:
    """Columns, those of a staircase together: the same header, and no row with a number in both."""
    filled: dict[int, set[int]] = {column: set() for column in run}
    for (row, column), cell in by_place.items():
        if cell.value is not None and column in filled:
            filled[column].add(row)
    groups: list[tuple[int, ...]] = []
    for column in run:
        before = groups[-1] if groups else ()
        same = before and table.columns[before[-1]].text and before[-1] + 1 == column
        if (
            same
            and table.columns[before[-1]].text == table.columns[column].text
            and not any(filled[column] & filled[c] for c in before)
        ):
            groups[-1] = (*before, column)
        else:
            groups.append((column,))
    return groups


def _entry(cells: Iterable[Cell]) -> Entry | None:
    for cell in cells:
        number = parse_cell(" ".join(cell.text.split())) if cell.value is not None else None
        if cell.value is None or number is None:
            continue
        exponent = number.number.as_tuple().exponent
        step = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0) * cell.scale
        return Entry(Place(cell.row, cell.column), cell.value, step / 2, cell.unit)
    return None


def one_unit(a: Entry, b: Entry) -> bool:
    """Whether two numbers can be in one unit: the same, or one of them printed without."""
    return a.unit == b.unit or a.unit is None or b.unit is None


def weight(value: Decimal, tolerance: Decimal) -> float:
    """How much it proves that a number fits within a tolerance: about the digits that had to agree."""
    return (
        0.0
        if tolerance <= 0 or abs(value) <= tolerance
        else min(6.0, float((abs(value) / tolerance).log10()))
    )
