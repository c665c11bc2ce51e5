"""A table's cells laid out in rows and columns, as a file or a page of ours shows them."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.records import Cell, Table


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell in its place; None stands for a place where the page prints nothing. The spans cover no
    other cell and do not leave the rows that are laid out."""

    row: int
    column: int
    rows: int
    columns: int
    cell: Cell | None

    @property
    def text(self) -> str:
        return " ".join(self.cell.text.split()) if self.cell else ""


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row of a table: what begins in it, from the left."""

    number: int
    places: tuple[Placed, ...]

    @property
    def header(self) -> bool:
        """Whether it holds header cells and nothing else."""
        cells = [place.cell for place in self.places if place.cell and place.text]
        return bool(cells) and all(cell.header for cell in cells)


def width_of(table: Table) -> int:
    """How many columns the table has, labels included."""
    return max([len(table.columns), *(cell.column + 1 for cell in table.cells)])


def header_rows(table: Table) -> int:
    """How many rows from the top hold header cells and nothing else."""
    others = [cell.row for cell in table.cells if not cell.header and cell.text.strip()]
    first = min(others, default=table.rows)
    printed = {cell.row for cell in table.cells if cell.row < first and cell.text.strip()}
    return max(printed) + 1 if printed else 0


def lay_out(table: Table, first: int, end: int) -> tuple[GridRow, ...]:
    """The rows `first` to `end` (exclusive). Every place of every row is either given or covered by the
    span of what is given, so that the rows are equally long."""
    width = width_of(table)
    own = {(cell.row, cell.column): cell for cell in table.cells if first <= cell.row < end}
    taken = set(own)
    covered: set[tuple[int, int]] = set()
    rows = []
    for row in range(first, end):
        places = []
        for column in range(width):
            if (row, column) in covered:
                continue
            cell = own.get((row, column))
            placed = _place(cell, row, column, end, width, taken) if cell else Placed(row, column, 1, 1, None)
            span = _within(row, column, placed.rows, placed.columns)
            taken.update(span)
            covered.update(span)
            places.append(placed)
        rows.append(GridRow(row, tuple(places)))
    return tuple(rows)


def _place(cell: Cell, row: int, column: int, end: int, width: int, taken: set[tuple[int, int]]) -> Placed:
    """The cell with as much of its spans as is free: first to the right, then down."""
    columns = 1
    while columns < cell.column_span and column + columns < width and (row, column + columns) not in taken:
        columns += 1
    rows = 1
    while rows < cell.row_span and row + rows < end and _free(row + rows, column, columns, taken):
        rows += 1
    return Placed(row, column, rows, columns, cell)


def _free(row: int, column: int, columns: int, taken: set[tuple[int, int]]) -> bool:
    return not any((row, at) in taken for at in range(column, column + columns))


def _within(row: int, column: int, rows: int, columns: int) -> list[tuple[int, int]]:
    return [(at, across) for at in range(row, row + rows) for across in range(column, column + columns)]
