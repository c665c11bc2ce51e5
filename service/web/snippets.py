"""Snippets: the lines of a passage that tell why it was found, cut to a readable length."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

MOST_LINES = 4
LONGEST_LINE = 260
BEFORE = 80
"""Characters shown before the first mark of a line that is cut."""
GAP = "…"
_BETWEEN_WORDS = re.compile(r"(?<=\D)\s+|\s+(?=\D)")
"""Not the space in a printed number: "31 406"."""
_BETWEEN_CELLS = re.compile(r"[^\S\n]{2,}")
_WITHIN_NUMBER = re.compile(r"(?<=\d) (?=\d{3}(?!\d)|[€%])")
CELL_GAP = "\u2002 "
"""Wider than the space in a number. Its plain space lets the line break also before a minus sign."""

Marks = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a snippet's text; `marked` where the searched words stand."""

    text: str
    marked: bool = False


Line = tuple[Piece, ...]


def snippet(quote: str, marks: Marks) -> tuple[Line, ...]:
    """The lines with the most marks in their order, or the first ones where nothing is marked."""
    lines = _lines(quote, marks)
    if not lines:
        return ()
    order = sorted(range(len(lines)), key=lambda place: (-len(lines[place][1]), place))
    told = [place for place in order if lines[place][1]][:MOST_LINES] or [0, 1][: len(lines)]
    return tuple(_cut(*lines[place]) for place in sorted(told))


def spaced(text: str) -> str:
    """The text with one wide space between the cells of a row: "31 406  2 600" are two numbers, and no
    line breaks within either."""
    return _BETWEEN_CELLS.sub(CELL_GAP, _WITHIN_NUMBER.sub("\u00a0", text))


def _lines(quote: str, marks: Marks) -> list[tuple[str, list[tuple[int, int]]]]:
    """The lines that hold text, each with the marks in it, counted from its beginning."""
    found = []
    start = 0
    for text in quote.split("\n"):
        end = start + len(text)
        here = [(max(a, start) - start, min(b, end) - start) for a, b in marks if a < end and b > start]
        if text.strip():
            found.append((text, here))
        start = end + 1
    return found


def _cut(text: str, marks: Marks) -> Line:
    """A line in pieces; of a long one what stands around its first mark."""
    start, end = 0, len(text)
    if end > LONGEST_LINE:
        start = _word_start(text, max(0, marks[0][0] - BEFORE), marks[0][0]) if marks else 0
        end = _word_end(text, start + LONGEST_LINE) if start + LONGEST_LINE < end else end
    pieces = [Piece(GAP)] if start else []
    at = start
    for a, b in marks:
        if a < at or b > end:
            continue
        pieces += [Piece(text[at:a]), Piece(text[a:b], marked=True)]
        at = b
    pieces.append(Piece(text[at:end]))
    if end < len(text):
        pieces.append(Piece(GAP))
    return tuple(Piece(spaced(piece.text), piece.marked) for piece in pieces if piece.text)


def _word_start(text: str, place: int, mark: int) -> int:
    """Where a word begins at or after a place, at the mark at the latest."""
    gap = _BETWEEN_WORDS.search(text, place, mark) if place else None
    return gap.end() if gap else mark if place else 0


def _word_end(text: str, place: int) -> int:
    """Where a word ends at or just before a place, else the first end after it."""
    gaps = [gap.start() for gap in _BETWEEN_WORDS.finditer(text, max(0, place - BEFORE), place)]
    after = _BETWEEN_WORDS.search(text, place)
    return gaps[-1] if gaps else after.start() if after else len(text)
