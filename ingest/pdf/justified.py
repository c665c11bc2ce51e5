"""Lines of justified text whose spaces were stretched so far that they fell apart -> whole lines again.

A text column's edges are told by the lines that fill it. A line that begins and ends on the same
edges, with its spaces all of one width, is a line of that column.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from statistics import median

from ingest.pdf.numerals import is_numeric
from ingest.pdf.pieces import Chunk, Line, Word, chunk_of

_EDGE_POINTS = 1.2
_FEWEST_WORDS = 3
_NARROWEST = 8.0
_FEWEST_LINES = 3
_WIDEST_GAP = 9.0
_UNEVEN = 1.3
_SLACK = 0.12

Edges = tuple[float, float]


def join_justified(lines: Sequence[Line]) -> list[Line]:
    """The lines, each with the chunks joined that one line of a justified text column holds."""
    columns = _columns(lines)
    return [_joined(line, columns) for line in lines] if columns else list(lines)


def _columns(lines: Sequence[Line]) -> list[Edges]:
    """The edges of the text columns: of some lines that one piece of text fills, as other lines have them."""
    full = Counter(
        (round(chunk.x0), round(chunk.x1))
        for line in lines
        for chunk in line
        if len(chunk.words) >= _FEWEST_WORDS and chunk.width > _NARROWEST * chunk.size and not chunk.numeric
    )
    edges = [([chunk.x0 for chunk in line], [chunk.x1 for chunk in line]) for line in lines]
    found: list[Edges] = []
    for (left, right), _ in full.most_common():
        if any(abs(left - a) <= 1 and abs(right - b) <= 1 for a, b in found):
            continue
        same = sum(_any_near(lefts, left) and _any_near(rights, right) for lefts, rights in edges)
        if same >= _FEWEST_LINES:
            found.append((left, right))
    return found


def _any_near(places: Sequence[float], at: float) -> bool:
    return any(abs(place - at) <= _EDGE_POINTS for place in places)


def _joined(line: Line, columns: Sequence[Edges]) -> Line:
    if len(line) < 2:
        return line
    chunks = list(line)
    for left, right in columns:
        starts = [i for i, chunk in enumerate(chunks) if abs(chunk.x0 - left) <= _EDGE_POINTS]
        ends = [i for i, chunk in enumerate(chunks) if abs(chunk.x1 - right) <= _EDGE_POINTS]
        if len(starts) == 1 and len(ends) == 1 and starts[0] < ends[0]:
            part = chunks[starts[0] : ends[0] + 1]
            words = [word for chunk in part for word in chunk.words]
            if _is_stretched(words, part):
                chunks[starts[0] : ends[0] + 1] = [chunk_of(words)]
    return tuple(chunks)


def _is_stretched(words: Sequence[Word], chunks: Sequence[Chunk]) -> bool:
    """Whether all spaces of some words are as wide as each other, but for those inside numbers."""
    if any(word.fenced for word in words[1:]) or sum(chunk.numeric for chunk in chunks) > 0.4 * len(chunks):
        return False
    gaps = [
        (right.x0 - left.x1) / max(left.size, right.size)
        for left, right in itertools.pairwise(words)
        if not (is_numeric(left.text) and is_numeric(right.text))
    ]
    if not gaps:
        return False
    usual = median(gaps)
    if usual > _WIDEST_GAP or (len(gaps) < 2 and any(chunk.numeric for chunk in chunks)):
        return False
    return max(gaps) <= _UNEVEN * usual + _SLACK and min(gaps) >= usual / _UNEVEN - _SLACK
