"""Shaded boxes that are a band of a table: its head, or one row of it, judged by the amounts near them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from ingest.pdf.numerals import is_year_like
from ingest.pdf.pieces import Chunk, Line
from ingest.records import Box

_FEWEST_AMOUNTS = 2
_LINES_NEAR = 8
_FIRST_REACH = 3.0
_STEP_REACH = 6.0
_MOST_NAME_WORDS = 5
_HALF = 0.5


def is_table_head(box: Box, lines: Sequence[Line], outside: Sequence[Line]) -> bool:
    """Whether a box holds short texts side by side and none of them an amount, and soon below it stands a
    row of amounts: names of a table's columns, perhaps with the heading of its first rows between."""
    names = [chunk for line in lines for chunk in line]
    if any(map(_is_sentence, names)) or any(map(_is_amount, names)):
        return False
    if not any(a.x1 <= b.x0 or b.x1 <= a.x0 for a, b in itertools.combinations(names, 2)):
        return False
    return _amounts_near(box, [line for line in outside if line[0].middle > box.bottom])


def is_table_row(box: Box, lines: Sequence[Line], outside: Sequence[Line]) -> bool:
    """Whether a box holds a label and one line of amounts, and another such line stands right above it."""
    counts = [count for line in lines if (count := _amounts_in(box, line))]
    if (
        len(counts) != 1
        or counts[0] < _FEWEST_AMOUNTS
        or any(_is_sentence(c) for line in lines for c in line)
    ):
        return False
    return _amounts_near(box, [line for line in reversed(outside) if line[0].middle < box.top])


def _amounts_near(box: Box, lines: Sequence[Line]) -> bool:
    """Whether one of some lines, the nearest to a box first, has amounts under or over it, and all before
    it follow each other."""
    edge = (box.top + box.bottom) / 2
    reach = _FIRST_REACH * lines[0][0].size + (box.bottom - box.top) / 2 if lines else 0.0
    for line in lines[:_LINES_NEAR]:
        if abs(line[0].middle - edge) > reach:
            return False
        if _amounts_in(box, line) >= _FEWEST_AMOUNTS:
            return True
        edge, reach = line[0].middle, _STEP_REACH * line[0].size
    return False


def _amounts_in(box: Box, line: Line) -> int:
    return sum(_is_amount(chunk) and box.x0 <= chunk.across <= box.x1 for chunk in line)


def _is_sentence(chunk: Chunk) -> bool:
    small = sum(word.text[:1].islower() for word in chunk.words)
    return len(chunk.words) > _MOST_NAME_WORDS and small > _HALF * len(chunk.words)


def _is_amount(chunk: Chunk) -> bool:
    return chunk.counted and not is_year_like(chunk.text)
