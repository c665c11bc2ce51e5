"""Builds grids from rows of cells that may span, as word processors and web pages write them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.records import Box, Grid, GridCell

MOST_COLUMNS = 500
MOST_CELLS = 400_000


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell as a file writes it; `column` is its place where the file says it, else the next free one."""

    text: str
    row_span: int = 1
    column_span: int = 1
    bold: bool = False
    indent: float = 0.0
    column: int | None = None
    box: Box | None = None


def make_grid(
    page: int, rows: Sequence[Sequence[RawCell]], header_rows: int, box: Box | None = None
) -> Grid | None:
    """The rows as a grid, empty rows and columns at its edges and inside it left out; None for no text.

    Cells that span rows push those below to the right, as in HTML.
    """
    cells = _place(rows)
    filled = [cell for cell in cells if cell.text.strip()]
    used_rows = sorted({row for cell in filled for row in _rows(cell)})
    used_columns = sorted({column for cell in filled for column in _columns(cell)})
    if not filled:
        return None
    row_at = {row: place for place, row in enumerate(used_rows)}
    column_at = {column: place for place, column in enumerate(used_columns)}
    kept = []
    for cell in cells:
        own_rows = [row_at[row] for row in _rows(cell) if row in row_at]
        own_columns = [column_at[column] for column in _columns(cell) if column in column_at]
        if own_rows and own_columns:
            kept.append(
                GridCell(
                    own_rows[0], own_columns[0], len(own_rows), len(own_columns), cell.text, cell.box,
                    cell.bold, cell.indent,
                )
            )  # fmt: skip
    header = sum(row < header_rows for row in used_rows)
    kept.sort(key=lambda cell: (cell.row, cell.column))
    return Grid(page, box, len(used_rows), len(used_columns), header, tuple(kept))


def _rows(cell: GridCell) -> range:
    return range(cell.row, cell.row + cell.row_span)


def _columns(cell: GridCell) -> range:
    return range(cell.column, cell.column + cell.column_span)


def _place(rows: Sequence[Sequence[RawCell]]) -> list[GridCell]:
    cells: list[GridCell] = []
    free_from = [0] * MOST_COLUMNS  # the row from which on no cell from above stands in a column
    for row, raw_cells in enumerate(rows):
        column = 0
        for raw in raw_cells:
            if raw.column is not None:
                column = raw.column
            while column < MOST_COLUMNS and free_from[column] > row:
                column += 1
            if column >= MOST_COLUMNS or len(cells) >= MOST_CELLS:
                break
            down = min(max(1, raw.row_span), len(rows) - row)
            across = min(max(1, raw.column_span), MOST_COLUMNS - column)
            if down > 1:
                free_from[column : column + across] = [row + down] * across
            cells.append(
                GridCell(row, column, down, across, raw.text, raw.box, raw.bold, raw.indent)
            )  # fmt: skip
            column += across
    return cells
