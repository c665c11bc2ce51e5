"""A grid while it is being made: cells with their chunks, before text, boxes and indents are settled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ingest.boxes import bounds
from ingest.pdf.pieces import Chunk
from ingest.records import Box


@dataclass(frozen=True, slots=True, eq=False)
class DraftCell:
    """A cell from row `top` to `bottom` and column `left` to `right` (inclusive), its chunks in order."""

    top: int
    bottom: int
    left: int
    right: int
    chunks: tuple[Chunk, ...]

    @property
    def text(self) -> str:
        return " ".join(chunk.text for chunk in self.chunks)

    def moved(self, rows: int, columns: int = 0) -> DraftCell:
        return replace(
            self,
            top=self.top + rows,
            bottom=self.bottom + rows,
            left=self.left + columns,
            right=self.right + columns,
        )


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """A grid in the making. `header_rows` None: not known yet. `box` is the place it was found in.

    `parted`: rules or wider spaces between its rows showed which lines are one row.
    """

    cells: tuple[DraftCell, ...]
    rows: int
    columns: int
    header_rows: int | None
    box: Box
    parted: bool = False


def size_of(cells: Sequence[DraftCell]) -> tuple[int, int]:
    """Rows and columns of some cells."""
    return max(cell.bottom for cell in cells) + 1, max(cell.right for cell in cells) + 1


def chunk_bounds(chunks: Iterable[Chunk]) -> Box:
    return bounds(chunk.box for chunk in chunks)
