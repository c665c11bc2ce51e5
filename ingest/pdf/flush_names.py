"""Names of columns that are wider than their columns, set to the right as the numbers below them.

"Tot." ends where the numbers of its column end, "Tilinpäätös-" where those of the next one end, and nothing
parts the two: the second reaches into the first one's column. The right edges of the numbers tell where one
name ends and the next begins, and that a name which overflows its column is still that column's own.
"""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Sequence
from dataclasses import replace

from ingest.pdf.limits import LIMITS
from ingest.pdf.numerals import is_year_like
from ingest.pdf.pieces import Chunk, Line, chunk_of
from ingest.pdf.runs import Run, Stack

_FLUSH = 0.09
_FEWEST = 2
_LINES_ABOVE = 3
_MOST_OVER = 0.5
_ROOM = 0.45


def with_own_names(stack: Stack, run: Run) -> Stack:
    """The stack with the names over a run's numbers cut where a column ends, each in its own column.

    A name that reaches into the column to its left is made as narrow as its own column.
    """
    first = next((n for n in range(run.first, run.last + 1) if _has_amounts(stack.lines[n])), run.last + 1)
    edges = _edges(stack.lines[first : run.last + 1], _FLUSH * stack.size)
    if len(edges) < 2:
        return stack
    lines = list(stack.lines)
    for index in range(max(0, run.first - _LINES_ABOVE), first):
        above = lines[index - 1] if index and _is_next_line(stack, index) else ()
        lines[index] = _own(lines[index], above, edges)
    return replace(stack, lines=tuple(lines))


def _has_amounts(line: Line) -> bool:
    return any(chunk.counted and not is_year_like(chunk.text) for chunk in line[1:])


def _is_next_line(stack: Stack, index: int) -> bool:
    return stack.bases[index] - stack.bases[index - 1] <= LIMITS.wrap_gap * stack.size


def _edges(lines: Sequence[Line], near: float) -> list[float]:
    """Where columns of numbers end at the right: places that several numbers share."""
    ends = sorted(chunk.x1 for line in lines for chunk in line if chunk.counted)
    groups: list[list[float]] = []
    for end in ends:
        if groups and end - groups[-1][0] <= 2 * near:
            groups[-1].append(end)
        else:
            groups.append([end])
    return [sum(group) / len(group) for group in groups if len(group) >= _FEWEST]


def _edge_at(x: float, edges: Sequence[float], size: float) -> int | None:
    """Which column ends at x."""
    place = bisect.bisect_left(edges, x - _FLUSH * size)
    return place if place < len(edges) and abs(edges[place] - x) <= _FLUSH * size else None


def _own(line: Line, above: Line, edges: Sequence[float]) -> Line:
    parts = [part for chunk in line for part in _cut(chunk, edges)]
    ends = {_edge_at(part.x1, edges, part.size) for part in parts}
    over = {_edge_at(chunk.x1, edges, chunk.size) for chunk in above}
    return tuple(_kept_in(part, edges, ends, over) for part in parts)


def _cut(chunk: Chunk, edges: Sequence[float]) -> list[Chunk]:
    """A text that ends with a column, cut behind its words that end with another one."""
    last = _edge_at(chunk.x1, edges, chunk.size)
    if last is None or len(chunk.words) < 2 or chunk.counted:
        return [chunk]
    parts = [[chunk.words[0]]]
    for word in chunk.words[1:]:
        place = _edge_at(parts[-1][-1].x1, edges, chunk.size)
        if place is not None and place < last:
            parts.append([word])
        else:
            parts[-1].append(word)
    # every part ends in the column after that of the part before: nothing else is set so by chance
    made = [chunk_of(part) for part in parts]
    places = [_edge_at(part.x1, edges, part.size) for part in made]
    steps = [b - a for a, b in itertools.pairwise(places) if a is not None and b is not None]
    return made if len(made) > 1 and steps == [1] * (len(made) - 1) else [chunk]


def _kept_in(part: Chunk, edges: Sequence[float], ends: set[int | None], over: set[int | None]) -> Chunk:
    """A name as narrow as its column, if a name beside it or its line above tells that it stands there."""
    place = _edge_at(part.x1, edges, part.size)
    if not place or part.counted or (place - 1 not in ends and place not in over):
        return part
    start = edges[place - 1] + _ROOM * part.size
    most = edges[place - 1] - _MOST_OVER * (edges[place] - edges[place - 1])
    if not most <= part.x0 < start or start >= part.x1:
        return part
    return Chunk(part.words, part.text, start, part.x1, part.base, part.size, part.bold, part.numeric)
