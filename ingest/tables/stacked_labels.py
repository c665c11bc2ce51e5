"""A heading and the first row under it that a reader took for one row with a label of two lines.

Rules that are drawn under a part of a heading's row only make it look so. The second line tells: it is set
in like the labels of the other rows under headings, and the row's numbers stand beside it.
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import replace

from ingest.records import Box, Grid, GridCell

_SET_IN = 2.0
_EVEN = 1.0
_FEWEST = 2


def with_headings_apart(grid: Grid) -> Grid:
    """The grid with a row of its own for each such heading; the same grid where it has none."""
    stacked = {cell.row: cell for cell in grid.cells if _is_stacked(cell, grid)}
    if not stacked:
        return grid
    at = sorted(stacked)

    def moved(row: int) -> int:
        return row + bisect.bisect_right(at, row)

    cells: list[GridCell] = []
    for cell in grid.cells:
        first, last = moved(cell.row), moved(cell.row + max(1, cell.row_span) - 1)
        if stacked.get(cell.row) is cell:
            (text, box), (own_text, own_box) = cell.lines
            indent = cell.indent + own_box.x0 - box.x0
            cells.append(replace(cell, row=first - 1, text=text, box=box, lines=cell.lines[:1]))
            cells.append(
                replace(cell, row=first, text=own_text, box=own_box, lines=cell.lines[1:], indent=indent)
            )
        else:
            cells.append(replace(cell, row=first, row_span=last - first + 1))
    parts = tuple(
        replace(part, first_row=part.first_row + bisect.bisect_left(at, part.first_row))
        for part in grid.parts
    )
    return replace(grid, rows=grid.rows + len(at), cells=tuple(cells), parts=parts)


def _is_stacked(cell: GridCell, grid: Grid) -> bool:
    if cell.column != 0 or cell.row < grid.header_rows or len(cell.lines) != 2 or cell.row_span > 1:
        return False
    (text, over), (own_text, own) = cell.lines
    if own.x0 < over.x0 + _SET_IN or not text[:1].isupper() or not own_text[:1].isupper():
        return False
    if text.rstrip().endswith(("-", "\u2010", "\u00ad")) or any(char.isdigit() for char in text):
        return False
    beside = [other for other in grid.cells if other.row == cell.row and other.column > 0 and other.box]
    alike = [other for other in grid.cells if _is_label_at(other, own.x0)]
    return bool(beside) and len(alike) >= _FEWEST and _stand_beside(beside, own)


def _is_label_at(cell: GridCell, x0: float) -> bool:
    return cell.column == 0 and cell.box is not None and len(cell.lines) < 2 and abs(cell.box.x0 - x0) < _EVEN


def _stand_beside(cells: Sequence[GridCell], line: Box) -> bool:
    """Whether texts stand on a line, and not between it and the line above."""
    return all(
        cell.box is not None
        and abs(cell.box.top - line.top) < _EVEN
        and abs(cell.box.bottom - line.bottom) < _EVEN
        for cell in cells
    )
