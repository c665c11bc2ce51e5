"""One page of text to blocks and grids in reading order.

lines -> tables and cards claim theirs -> what remains: headings, bullets, paragraphs -> levels
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.records import Block, BlockKind, Grid
from ingest.text.cards import find_cards
from ingest.text.columns import find_column_tables
from ingest.text.furniture import Marks
from ingest.text.levels import with_levels
from ingest.text.lines import Line, collapse
from ingest.text.prose import Piece, read_prose
from ingest.text.stacked import find_stacked_tables
from ingest.text.tables import FoundTable, find_loose_tables
from ingest.text.tabs import find_tab_tables


@dataclass(frozen=True, slots=True)
class TextPage:
    """The blocks of a page; the n-th block of kind `table` stands for grids[n]."""

    blocks: tuple[Block, ...]
    grids: tuple[Grid, ...]


@dataclass(frozen=True, slots=True)
class _Claim:
    """Lines [start, end) that are read already, and what they became."""

    start: int
    end: int
    pieces: tuple[Piece, ...]
    grid: Grid | None = None


def read_page(lines: Sequence[Line], marks: Marks, page: int) -> TextPage:
    """Read the lines of one page; `marks` are its running headers and footers."""
    claims = [
        _Claim(place, place + 1, (Piece(mark, collapse(line.text), place),))
        for place, (line, mark) in enumerate(zip(lines, marks, strict=True))
        if mark is not None
    ]
    taken = {claim.start for claim in claims}

    def free(place: int) -> bool:
        return 0 <= place < len(lines) and place not in taken

    for find in (find_tab_tables, find_column_tables, find_loose_tables, find_stacked_tables):
        for table in find(lines, free, page):
            claims.append(_table_claim(table))
            taken.update(range(table.start, table.end))
    for cards in find_cards(lines, free):
        pieces = tuple(Piece(BlockKind.CARD, text, cards.start) for text in cards.texts)
        claims.append(_Claim(cards.start, cards.end, pieces))
        taken.update(range(cards.start, cards.end))
    return _in_order(lines, sorted(claims, key=lambda claim: claim.start))


def _table_claim(table: FoundTable) -> _Claim:
    before = tuple(Piece(BlockKind.CAPTION, text, table.start) for text in table.title)
    after = tuple(Piece(BlockKind.PARAGRAPH, text, table.start) for text in table.leftover)
    return _Claim(
        table.start, table.end, (*before, Piece(BlockKind.TABLE, "", table.start), *after), table.grid
    )


def _in_order(lines: Sequence[Line], claims: Sequence[_Claim]) -> TextPage:
    starts = [0, *(claim.end for claim in claims)]
    ends = [*(claim.start for claim in claims), len(lines)]
    prose = read_prose(lines, zip(starts, ends, strict=True))
    pieces = list(prose[0])
    for claim, following in zip(claims, prose[1:], strict=True):
        pieces += claim.pieces
        pieces += following
    grids = tuple(claim.grid for claim in claims if claim.grid is not None)
    return TextPage(with_levels(pieces, lines), grids)
