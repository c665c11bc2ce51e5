"""Where a table ends because texts begin below it, set side by side in columns of their own."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from ingest.pdf.numerals import is_year_like
from ingest.pdf.pieces import Chunk, Line

_FEWEST_ROWS = 2
_FEWEST_WORDS = 4
_LARGER = 1.09


def begins_text(rows: Sequence[Line], line: Line) -> bool:
    """Whether a line of several pieces below a table's rows is text of its own: its print is larger, or its
    words run across the columns of numbers above it."""
    amounts = [row for row in rows if has_amounts(row)]
    if len(amounts) < _FEWEST_ROWS or len(line) < 2 or any(chunk.numeric for chunk in line):
        return False
    size = max(chunk.size for row in amounts for chunk in row)
    if min(chunk.size for chunk in line) > _LARGER * size:
        return True
    columns = _columns(amounts)
    values = columns[0][0]
    return any(
        len(chunk.words) >= _FEWEST_WORDS
        and sum(chunk.x0 < end and chunk.x1 > start for start, end in columns) > (chunk.x0 >= values)
        for chunk in line
    )


def without_titles(rows: Sequence[Line]) -> Sequence[Line]:
    """A table's rows less the lines without amounts at their end that stand nearer to the text below."""
    end = len(rows)
    while end > 1 and not has_amounts(rows[end - 1]) and _stands_off(rows[:end]):
        end -= 1
    return rows[:end]


def has_amounts(line: Line) -> bool:
    return any(chunk.counted and not is_year_like(chunk.text) for chunk in line[1:])


def _stands_off(rows: Sequence[Line]) -> bool:
    """Whether the last line is set bold, or farther from the one above than those are from each other."""
    if all(chunk.bold for chunk in rows[-1]):
        return True
    steps = [lower[0].base - upper[0].base for upper, lower in itertools.pairwise(rows)]
    return len(steps) > 1 and steps[-1] > max(steps[:-1])


def _columns(amounts: Sequence[Line]) -> list[tuple[float, float]]:
    """The stretches that the numbers of some rows take, left to right."""
    numbers: list[Chunk] = sorted(
        (chunk for row in amounts for chunk in row[1:] if chunk.counted), key=lambda chunk: chunk.x0
    )
    found: list[tuple[float, float]] = []
    for chunk in numbers:
        if found and chunk.x0 < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], chunk.x1))
        else:
            found.append((chunk.x0, chunk.x1))
    return found
