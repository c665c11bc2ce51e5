"""Parts a page set in prose columns, so that a table in one column is not read across the other."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.pdf.justified import join_justified
from ingest.pdf.pieces import Chunk, Line, Word
from ingest.pdf.words_to_lines import words_to_lines

_FEWEST_WORDS = 50
_FEWEST_LINES = 6
_PAD_POINTS = 3.0
_EDGE_POINTS = 1.5
_FILLED = 0.6


def page_parts(words: Sequence[Word]) -> list[list[Word]]:
    """The words of each prose column of each band of the page, and the rest."""
    if len(words) < _FEWEST_WORDS:
        return [list(words)]
    lines = join_justified(words_to_lines(words))
    left = min(word.x0 for word in words)
    width = max(word.x1 for word in words) - left
    found = _gutter(lines, left, width)
    if found is None:
        return [list(words)]
    at, free = found
    parts: list[list[Word]] = []
    rest: list[list[Word]] = [[]]
    band: list[Line] = []
    for index, line in enumerate([*lines, None]):
        if line is not None and index in free:
            band.append(line)
            continue
        sides = _sides(band, at)
        if band and all(sides) and any(_is_prose(side, width) for side in sides):
            parts += [_words(side) for side in sides]
            rest.append([])
        else:
            rest[-1] += _words(band)
        band = []
        if line is not None:
            rest[-1] += _words([line])
    return [part for part in parts + rest if part]


def _gutter(lines: Sequence[Line], left: float, width: float) -> tuple[float, set[int]] | None:
    """The place that most lines leave free with text on both sides, and those lines."""
    best: tuple[int, float, set[int]] | None = None
    taken = [[(chunk.x0, chunk.x1) for chunk in line] for line in lines]
    for percent in range(28, 73):
        at = left + width * percent / 100
        low, high = at - _PAD_POINTS, at + _PAD_POINTS
        free = []
        for index, places in enumerate(taken):
            for x0, x1 in places:
                if x0 < high and x1 > low:
                    break
            else:
                free.append(index)
        both = [i for i in free if lines[i][0].x1 < at and lines[i][-1].x0 > at]
        if len(both) >= _FEWEST_LINES and (best is None or len(free) > best[0]):
            best = (len(free), at, set(free))
    if best is None:
        return None
    _, at, chosen = best
    for right in (False, True):
        chunks = [chunk for i in chosen for chunk in lines[i] if (chunk.across > at) == right]
        if chunks and sum(chunk.numeric for chunk in chunks) > 0.4 * len(chunks):
            return None
    return at, chosen


def _sides(band: Sequence[Line], at: float) -> tuple[list[Line], list[Line]]:
    left = [tuple(chunk for chunk in line if chunk.across < at) for line in band]
    right = [tuple(chunk for chunk in line if chunk.across >= at) for line in band]
    return [line for line in left if line], [line for line in right if line]


def _is_prose(side: Sequence[Line], width: float) -> bool:
    if len(side) < _FEWEST_LINES:
        return False
    chunks: list[Chunk] = [chunk for line in side for chunk in line]
    if _is_justified(chunks, len(side)):
        return True
    own = max(chunk.x1 for chunk in chunks) - min(chunk.x0 for chunk in chunks)
    full = sum(len(line) == 1 and len(line[0].words) >= 5 and line[0].width > 0.65 * own for line in side)
    return full >= max(6, 0.45 * len(side)) and own > 0.22 * width


def _is_justified(chunks: Sequence[Chunk], lines: int) -> bool:
    """Whether most lines of a column fill it from edge to edge: no table is set like that."""
    left, right = min(chunk.x0 for chunk in chunks), max(chunk.x1 for chunk in chunks)
    filled = [
        chunk
        for chunk in chunks
        if chunk.x0 - left <= _EDGE_POINTS and right - chunk.x1 <= _EDGE_POINTS and len(chunk.words) > 1
    ]
    words = sum(len(chunk.words) for chunk in filled)
    return len(filled) >= max(_FEWEST_LINES - 1, _FILLED * lines) and words > 3 * len(filled)


def _words(lines: Sequence[Line]) -> list[Word]:
    return [word for line in lines for chunk in line for word in chunk.words]
