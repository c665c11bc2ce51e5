"""The places of a grid: which cell covers a row and column, and how cell texts are joined."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from ingest.numbers import parse_cell
from ingest.records import Box, Grid, GridCell, Quote

_AND_WORDS = ("ja ", "tai ", "sekä ", "eli ", "och ", "and ", "or ")


def join_wrapped(pieces: Iterable[str]) -> str:
    """Lines of one text joined: white space collapsed, words cut at a line's end made whole.

    A hyphen stays where it belongs to the word: before a capital or figure ("TA-" "Muutos"), and
    in "myynti-" "ja maksutuotot".
    """
    joined = ""
    for line in (line for piece in pieces for line in piece.splitlines()):
        line = " ".join(line.split())
        if not line:
            continue
        if not joined:
            joined = line
        elif joined[-1] in "\u00ad\u2010" and (
            line[0].islower() or (joined[-3:-1].isupper() and line[:2].isupper())
        ):
            joined = joined[:-1] + line
        elif re.search(r"[^\W\d_]-$", joined) and line[0].isalpha() and not line.startswith(_AND_WORDS):
            joined = (joined[:-1] if line[0].islower() else joined) + line
        else:
            joined = f"{joined} {line}"
    return joined


def is_two_numbers(cell: GridCell, widest: float) -> bool:
    """Whether a cell prints numbers on two lines or more: joined they would read as one.

    A number in groups is broken over two lines only where it does not fit: wider than `widest`, the
    widest line of the column.
    """
    lines = _whole_lines(cell)
    if sum(parse_cell(text.strip()) is not None for text, _ in lines) < 2:
        return False
    (first, over), (_, under) = lines[:2]
    if over is None or under is None or not re.search(r"\d\s\d{3}$", first.strip()):
        return True
    return _width(over) + _width(under) <= widest


def widest_line(cells: Iterable[GridCell]) -> float:
    """The width of the widest printed line among cells of one column, 0 where nothing says it."""
    return max(
        (_width(box) for cell in cells for _, box in _whole_lines(cell) if box is not None), default=0.0
    )


def _width(box: Box) -> float:
    return box.x1 - box.x0


def _whole_lines(cell: GridCell) -> list[tuple[str, Box | None]]:
    """A cell's lines, pieces that stand side by side joined."""
    if not cell.lines:
        return [(line, None) for line in cell.text.splitlines()]
    rows: list[tuple[str, Box]] = []
    for text, box in cell.lines:
        above = rows[-1][1] if rows else None
        if above and min(box.bottom, above.bottom) - max(box.top, above.top) > 0.5 * (box.bottom - box.top):
            both = Box(
                min(above.x0, box.x0),
                min(above.top, box.top),
                max(above.x1, box.x1),
                max(above.bottom, box.bottom),
            )
            rows[-1] = (f"{rows[-1][0]} {text}", both)
        else:
            rows.append((text, box))
    return [*rows]


def quote_cells(page: int, cells: Sequence[GridCell]) -> Quote:
    """The texts of some cells as printed but for white space, a line and a box for each line of each
    cell: only a line is sure to stand on the page in one piece."""
    lines: list[tuple[str, Box | None]] = []
    for cell in cells:
        lines += cell.lines or [(cell.text, cell.box)]
    text = "\n".join(" ".join(line.split()) for line, _ in lines)
    return Quote(page, text, tuple(box for _, box in lines if box is not None))


class Places:
    """A grid's cells by place; a cell that spans stands at every place it covers.

    `instead` gives cells that count as others (None: as empty), where a text was found to be no part of
    the cell it stands in."""

    def __init__(self, grid: Grid, instead: Mapping[GridCell, GridCell | None] | None = None) -> None:
        self.grid = grid
        self.rows = max([grid.rows, *(cell.row + cell.row_span for cell in grid.cells)])
        self.columns = max([grid.columns, *(cell.column + cell.column_span for cell in grid.cells)])
        self._cells: dict[tuple[int, int], GridCell] = {}
        for printed in grid.cells:
            cell = instead.get(printed, printed) if instead else printed
            if cell is None:
                continue
            for row in range(cell.row, cell.row + max(1, cell.row_span)):
                for column in range(cell.column, cell.column + max(1, cell.column_span)):
                    if cell.text.strip() or (row, column) not in self._cells:
                        self._cells[row, column] = cell

    def cell(self, row: int, column: int) -> GridCell | None:
        """The cell that covers a place and has a text."""
        cell = self._cells.get((row, column))
        return cell if cell is not None and cell.text.strip() else None

    def text(self, row: int, column: int) -> str:
        """The text at a place on one line, "" where there is none."""
        cell = self.cell(row, column)
        return join_wrapped([cell.text]) if cell is not None else ""

    def row_cells(self, row: int, first: int = 0) -> list[GridCell]:
        """The cells with a text that begin or run on in a row, from column `first` on, each once."""
        cells: dict[int, GridCell] = {}
        for column in range(first, self.columns):
            cell = self.cell(row, column)
            if cell is not None:
                cells[id(cell)] = cell
        return list(cells.values())

    def is_caption(self, cell: GridCell) -> bool:
        """Whether a cell runs over the whole width, labels included: a title inside the grid."""
        return self.columns > 1 and cell.column == 0 and cell.column_span >= self.columns
