"""Parts a page where a table has something else beside it: another table, a list, a text, a chart's names.

What stands side by side was set apart: its lines keep their own distances, so that few of them stand on the
same baseline, or rules and fills end between the two. Across one table's columns neither is so.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from ingest.boxes import bounds
from ingest.pdf.limits import LIMITS
from ingest.pdf.numerals import is_year_like
from ingest.pdf.pieces import Chunk, Line, Rule, Sheet, Word
from ingest.pdf.setting import OVERLAP_STEP
from ingest.pdf.words_to_lines import words_to_lines
from ingest.records import Box

_FEWEST_LINES = 3
_FEWEST_ROWS = 4
_EDGE_POINTS = 2.0
_GAP = 1.0
_SAME_BASE = 0.15
_SHARED = 0.34
_SHARED_UNDER_RULES = 0.67
_STARTS = 0.6
_HANGING = 2.2
_TABULAR = 0.6
_TALLEST_POINTS = 60.0


@dataclass(frozen=True, slots=True)
class _Split:
    """Lines `first` to `last`, inclusive, with nothing across x = `at` and two things beside it."""

    at: float
    first: int
    last: int


def side_parts(sheet: Sheet, across: Sequence[Rule], words: Sequence[Word]) -> list[list[Word]]:
    """The words of each of the things that stand side by side, and the rest."""
    lines = words_to_lines(words)
    if len(lines) < _FEWEST_LINES:
        return [list(words)]
    strokes = _strokes(sheet, across)
    split = next(_splits(lines, strokes), None)
    if split is None:
        return [list(words)]
    band = lines[split.first : split.last + 1]
    parts: list[list[Word]] = []
    for right in (False, True):
        own = [c for line in band for c in line if (c.x0 >= split.at - _EDGE_POINTS) == right]
        parts += side_parts(sheet, across, [word for chunk in own for word in chunk.words])
    for rest in (lines[: split.first], lines[split.last + 1 :]):
        if rest:
            parts += side_parts(sheet, across, [w for line in rest for chunk in line for w in chunk.words])
    return parts


def _strokes(sheet: Sheet, across: Sequence[Rule]) -> list[Box]:
    """What is drawn along rows: level rules, and fills that touch side by side as one."""
    rows: dict[tuple[int, int], list[Box]] = {}
    for fill in sheet.fills:
        box = fill.box
        if box.bottom - box.top <= _TALLEST_POINTS:
            rows.setdefault((round(box.top), round(box.bottom)), []).append(box)
    found = [Box(rule.start, rule.at, rule.end, rule.at) for rule in across]
    for row in rows.values():
        whole: list[Box] = []
        for box in sorted(row, key=lambda box: box.x0):
            if whole and box.x0 - whole[-1].x1 <= _EDGE_POINTS:
                whole[-1] = bounds([whole[-1], box])
            else:
                whole.append(box)
        found += whole
    return found


def _splits(lines: Sequence[Line], strokes: Sequence[Box]) -> Iterator[_Split]:
    """The places where something begins beside a table, leftmost first."""
    for at in _left_edges(lines):
        for first, last in _free_bands(lines, at, strokes):
            split = _Split(at, first, last)
            if _are_apart(lines[first : last + 1], at, strokes):
                yield split


def _left_edges(lines: Sequence[Line]) -> list[float]:
    """Where at least a few texts begin under each other right of others, some perhaps indented."""
    starts = sorted(
        (chunk.x0, chunk.size)
        for line in lines
        for place, chunk in enumerate(line)
        if not chunk.numeric or place == 0
    )
    places = [x for x, _ in starts]
    edges: list[float] = []
    for place, (x, size) in enumerate(starts):
        if edges and x - edges[-1] <= _EDGE_POINTS:
            continue
        if bisect.bisect_right(places, x + _HANGING * size) - place >= _FEWEST_LINES:
            edges.append(x)
    return edges[1:]


def _free_bands(lines: Sequence[Line], at: float, strokes: Sequence[Box]) -> list[tuple[int, int]]:
    """Stretches of lines that leave the place left of `at` free, from the first to the last line that
    stands near others with nothing drawn across between them."""
    ends = [chunk.x1 for line in lines for chunk in line if chunk.x1 <= at - _gap(chunk)]
    left = max(ends, default=at)
    crossing = sorted(
        (box.top + box.bottom) / 2
        for box in strokes
        if box.x0 < left - 2 * _EDGE_POINTS and box.x1 > at + 2 * _EDGE_POINTS
    )
    bands: list[tuple[int, int]] = []
    begun: int | None = None
    for index, line in enumerate([*lines, None]):
        free = line is not None and not any(c.x0 < at - _EDGE_POINTS and c.x1 > at - _gap(c) for c in line)
        near = begun is not None and line is not None and _follows(lines[index - 1], line)
        near = (
            near and line is not None and not _has_between(crossing, lines[index - 1][0].base, line[0].base)
        )
        if begun is not None and not (free and near):
            bands.append((begun, index - 1))
            begun = None
        if free and begun is None:
            begun = index
    return [band for band in bands if band[1] - band[0] + 1 >= _FEWEST_LINES]


def _has_between(places: Sequence[float], low: float, high: float) -> bool:
    index = bisect.bisect_right(places, low)
    return index < len(places) and places[index] < high


def _gap(chunk: Chunk) -> float:
    return _GAP * chunk.size


def _follows(above: Line, line: Line) -> bool:
    size = max(chunk.size for chunk in (*above, *line))
    return line[0].base - above[0].base <= LIMITS.run_gap * size


def _are_apart(band: Sequence[Line], at: float, strokes: Sequence[Box]) -> bool:
    left = [part for line in band if (part := tuple(c for c in line if c.x0 < at - _EDGE_POINTS))]
    right = [part for line in band if (part := tuple(c for c in line if c.x0 >= at - _EDGE_POINTS))]
    if min(len(left), len(right)) < _FEWEST_LINES:
        return False
    starts = sum(line[0].x0 - at <= _HANGING * line[0].size for line in right)
    if starts < _STARTS * len(right) and not _is_tabular(right):
        return False
    if not (_is_tabular(left) or _is_tabular(right)):
        return False
    gutter = max(line[-1].x1 for line in left), min(line[0].x0 for line in right)
    top, bottom = band[0][0].top, max(line[0].bottom for line in band)
    near = [box for box in strokes if top - 2 <= (box.top + box.bottom) / 2 <= bottom + 4]
    if _crossed(near, gutter):
        return False
    if _drawn_apart(near, gutter) and _is_tabular(left) and _is_tabular(right):
        return True
    return _shared(left, right) <= (_SHARED_UNDER_RULES if _ends_drawn(near, gutter) else _SHARED)


def _is_tabular(lines: Sequence[Line]) -> bool:
    """Whether among the lines is a table: rows that begin with a label and have numbers, hardly a line
    between them that has not."""
    return len(_rows(lines)) >= _FEWEST_LINES


def _rows(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines from the first to the last row of a table; none where they are mostly something else."""
    lines = _beside(lines)
    places = [
        place for place, line in enumerate(lines) if len(line) > 1 and not line[0].numeric and _counts(line)
    ]
    if not places:
        return ()
    within = lines[places[0] : places[-1] + 1]
    return within if len(places) >= _TABULAR * len(within) else ()


def _beside(lines: Sequence[Line]) -> list[Line]:
    """The lines, those set too close to be under each other as one: a label's two lines and its numbers."""
    found: list[Line] = []
    last = 0.0
    for line in lines:
        if found and line[0].base - last < OVERLAP_STEP * max(chunk.size for chunk in line):
            found[-1] = tuple(sorted((*found[-1], *line), key=lambda chunk: chunk.x0))
        else:
            found.append(line)
        last = line[0].base
    return found


def _counts(line: Line) -> bool:
    return any(chunk.counted and not is_year_like(chunk.text) for chunk in line[1:])


def _crossed(strokes: Sequence[Box], gutter: tuple[float, float]) -> bool:
    """Whether rules or rows of fills run on from one side to the other."""
    low, high = gutter
    crossing = sum(box.x0 < low - 2 * _EDGE_POINTS and box.x1 > high + 2 * _EDGE_POINTS for box in strokes)
    return crossing > 0


def _drawn_apart(strokes: Sequence[Box], gutter: tuple[float, float]) -> bool:
    """Whether rules or rows of fills end on one side of the gutter and others begin on the other."""
    low, high = gutter
    ending = [box for box in strokes if low - _EDGE_POINTS <= box.x1 <= high and box.x0 < low]
    beginning = [box for box in strokes if low <= box.x0 <= high + _EDGE_POINTS and box.x1 > high]
    return len(ending) >= 1 and len(beginning) >= 1


def _ends_drawn(strokes: Sequence[Box], gutter: tuple[float, float]) -> bool:
    """Whether a table's rules or shaded rows end before the gutter or begin behind it."""
    low, high = gutter
    ending = [box.x1 for box in strokes if low - _EDGE_POINTS <= box.x1 <= high and box.x0 < low]
    beginning = [box.x0 for box in strokes if low <= box.x0 <= high + _EDGE_POINTS and box.x1 > high]
    return any(len(xs) >= _FEWEST_LINES and max(xs) - min(xs) <= _EDGE_POINTS for xs in (ending, beginning))


def _shared(left: Sequence[Line], right: Sequence[Line]) -> float:
    """The share of the rows of the table among the two that stand on a line of the other side."""
    table, other = (_rows(left), right) if _is_tabular(left) else (_rows(right), left)
    if len(table) < _FEWEST_ROWS:
        return 1.0
    bases = sorted(line[0].base for line in other)
    top, bottom = bases[0], bases[-1]
    size = median(chunk.size for line in table for chunk in line)
    within = [line for line in table if top - size <= line[0].base <= bottom + size]
    shared = sum(_has_near(bases, line[0].base, _SAME_BASE * size) for line in within)
    return shared / len(within) if len(within) >= _FEWEST_LINES else 1.0


def _has_near(places: Sequence[float], place: float, reach: float) -> bool:
    index = bisect.bisect_left(places, place - reach)
    return index < len(places) and places[index] <= place + reach
