"""The places of a grid: which cell covers a row and column, and how cell texts are joined."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

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
        elif joined[-1] in "\u00ad\u2010" and line[0].islower():
            joined = joined[:-1] + line
        elif re.search(r"[^\W\d_]-$", joined) and line[0].isalpha() and not line.startswith(_AND_WORDS):
            joined = (joined[:-1] if line[0].islower() else joined) + line
        else:
            joined = f"{joined} {line}"
    return joined


def quote_cells(page: int, cells: Sequence[GridCell]) -> Quote:
    """The texts of some cells as printed but for white space, a line and a box for each line of each
    cell: only a line is sure to stand on the page in one piece."""
    lines: list[tuple[str, Box | None]] = []
    for cell in cells:
        lines += cell.lines or [(cell.text, cell.box)]
    text = "\n".join(" ".join(line.split()) for line, _ in lines)
    return Quote(page, text, tuple(box for _, box in lines if box is not None))


class Places:
    """A grid's cells by place; a cell that spans stands at every place it covers."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.rows = max([grid.rows, *(cell.row + cell.row_span for cell in grid.cells)])
        self.columns = max([grid.columns, *(cell.column + cell.column_span for cell in grid.cells)])
        self._cells: dict[tuple[int, int], GridCell] = {}
        for cell in grid.cells:
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
        cells: list[GridCell] = []
        for column in range(first, self.columns):
            cell = self.cell(row, column)
            if cell is not None and cell not in cells:
                cells.append(cell)
        return cells

    def is_caption(self, cell: GridCell) -> bool:
        """Whether a cell runs over the whole width, labels included: a title inside the grid."""
        return self.columns > 1 and cell.column == 0 and cell.column_span >= self.columns
