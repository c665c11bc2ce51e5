"""How deep each heading of a text stands.

Numbered headings say it themselves. On slides a heading that is alone between two breaks is a
divider (1), the heading at the start of a slide is its title (2), others stand below it (3). In a
document headings in capitals stand above the others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.records import Block, BlockKind
from ingest.text.lines import Line, is_capitals, section_depth
from ingest.text.prose import Piece

_OUTERMOST = re.compile(
    r"^(?:liitteet|liite\s\w+|sanasto\w*|lyhenteet|termit|tiivistelmä|johdanto|sisällys\w*|yhteenveto|bilagor|ordlista)$",
    re.IGNORECASE,
)


def with_levels(pieces: Sequence[Piece], lines: Sequence[Line]) -> tuple[Block, ...]:
    """The pieces as blocks with heading and bullet levels."""
    slides = any(line.box_start for line in lines)
    blocks: list[Block] = []
    level = 0
    for place, piece in enumerate(pieces):
        if piece.kind is BlockKind.HEADING:
            level = _level(pieces, lines, place, level, slides)
        blocks.append(
            Block(piece.kind, piece.text, None, level if piece.kind is BlockKind.HEADING else piece.depth)
        )
    return tuple(blocks)


def _level(pieces: Sequence[Piece], lines: Sequence[Line], place: int, before: int, slides: bool) -> int:
    text = pieces[place].text
    numbered = section_depth(text)
    if numbered:
        return numbered
    if _OUTERMOST.match(text):
        return 1
    follows_heading = (
        place > 0 and pieces[place - 1].kind is BlockKind.HEADING and not _breaks(pieces, lines, place)
    )
    if not slides:
        if all(piece.kind is BlockKind.HEADING for piece in pieces):
            return 1 if place == 0 else 2
        if follows_heading and not is_capitals(text):
            return min(before + 1, 3)
        return 1 if is_capitals(text) else 2
    if follows_heading:
        return 3
    if place > 0 and pieces[place - 1].kind is BlockKind.HEADER:
        return 2
    if not _breaks(pieces, lines, place):
        return 3
    if _breaks(pieces, lines, place + 1):
        return 1
    following = pieces[place + 1]
    return 2 if following.kind is BlockKind.HEADING else 3


def _breaks(pieces: Sequence[Piece], lines: Sequence[Line], place: int) -> bool:
    """Does a new text box or slide begin with this piece (or the page end before it)?"""
    return (
        place >= len(pieces)
        or pieces[place].kind is BlockKind.HEADER
        or lines[pieces[place].line].strong_break
    )
