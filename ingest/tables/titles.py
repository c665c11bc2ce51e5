"""The title of a table: the caption or heading right above it, or a caption line inside its grid.

A numbered or bold line right above a table names it; the heading of its chapter does not, where such a line
is there. Headings side by side stand over columns: none of them is the title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.records import Block, BlockKind, Box, Grid
from ingest.sections import Placed
from ingest.tables.headers import count_header_rows, is_unit_text
from ingest.tables.places import Places, join_wrapped

_NUMBERED = re.compile(r"\d{1,3}\s?\)\s*(?=[^\W\d_])")
_MOST_WORDS = 12
_NAMED = (BlockKind.HEADING, BlockKind.CAPTION)
_LINES = (BlockKind.PARAGRAPH, BlockKind.BULLET)


@dataclass(frozen=True, slots=True)
class Title:
    """A table's title if any, the `above` lines that may name its unit, and whether the title is `near`:
    right above the table, nothing but a short line between."""

    text: str | None
    above: str
    near: bool


def title_above(blocks: Sequence[Placed], place: int) -> Title:
    """The nearest caption or heading above the table at `place` on its page, else the innermost section."""
    above: list[str] = []
    caption: str | None = None
    for at in range(place - 1, -1, -1):
        block = blocks[at].block
        text = " ".join(block.text.split())
        if _side_by_side(blocks, at):
            continue
        if block.kind in _NAMED:
            near = caption is not None or all(len(line.split()) <= _MOST_WORDS for line in above)
            return Title(caption or text, "\n".join(reversed([*above, block.text])), near)
        if caption is None and all(map(is_unit_text, above)) and _is_caption(block):
            caption = text
        if block.kind in (BlockKind.TABLE, BlockKind.CARD):
            break
        if len(above) < 2 and block.kind is not BlockKind.HEADER:
            above.append(block.text)
    section = blocks[place].block.section
    title = caption or (section[-1] if section else None)
    return Title(title, "\n".join(reversed(above)), caption is not None)


def with_caption(title: Title, grid: Grid) -> Title:
    """The title as the grid prints it itself; what the title above says of the unit still holds."""
    caption = _caption_inside(grid, title.near)
    if caption is None:
        return title
    above = "\n".join(line for line in (title.text, title.above) if line)
    return Title(caption, above, True)


def _caption_inside(grid: Grid, near: bool) -> str | None:
    """A line alone on top of the header that is the table's title: numbered, or, where no title is `near`,
    over the whole width or bold."""
    places = Places(grid)
    cells = places.row_cells(0) if grid.rows else []
    if len(cells) != 1 or cells[0].column != 0 or count_header_rows(places) < 2:
        return None
    (cell,) = cells
    text = join_wrapped([cell.text])
    if is_unit_text(text) or not any(char.isalpha() for char in text):
        return None
    if _NUMBERED.match(text):
        return text
    bold = cell.bold and len(text.split()) > 1
    return text if not near and (bold or places.is_caption(cell)) else None


def _is_caption(block: Block) -> bool:
    """Whether a line that is neither heading nor caption by its look names the table below it."""
    text = " ".join(block.text.split())
    if block.kind not in _LINES or len(text.split()) > _MOST_WORDS or text.endswith((".", ":", ";", ",")):
        return False
    letters = sum(char.isalpha() for char in text)
    return letters > 2 and not is_unit_text(text) and (block.bold or _NUMBERED.match(text) is not None)


def _side_by_side(blocks: Sequence[Placed], at: int) -> bool:
    """Whether a line that could be a title has another at the same height beside it."""
    block = blocks[at].block
    beside = [blocks[i].block for i in (at - 1, at + 1) if 0 <= i < len(blocks)]
    return block.box is not None and any(
        other.box is not None and _beside(block.box, other.box) and _may_name(block) and _may_name(other)
        for other in beside
    )


def _may_name(block: Block) -> bool:
    return block.kind in _NAMED or _is_caption(block)


def _beside(a: Box, b: Box) -> bool:
    overlap = min(a.bottom, b.bottom) - max(a.top, b.top)
    return overlap > 0.5 * min(a.bottom - a.top, b.bottom - b.top) and (a.x1 <= b.x0 or b.x1 <= a.x0)
