"""Charts that show before any table is looked for: upright bars, lines, pies, and the labels around them.

A chart's labels stand on lines of their own beside a table, and the table must be read without them.
What may as well be a table (bars that lie beside names and numbers) is left for later.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from ingest.boxes import bounds
from ingest.pdf.pieces import Chunk, Line, Sheet, Word, holds
from ingest.pdf.words_to_charts import (
    LARGE,
    LONGEST_LABEL,
    REACH,
    Chart,
    bar_groups,
    chart_marks,
    clusters,
    has_curve,
    with_legend,
)
from ingest.pdf.words_to_lines import words_to_lines
from ingest.records import Box

_FEWEST_LENGTHS = 3
_TOUCH_POINTS = 1.0
_ROW_REACH = 2.2
_MOST_LINES = 4
_KEY = 1.3
_TITLE_MARGIN = 2.5
_TITLE_REACH = 5.0
_FEWEST_DOTS = 4
_UNEVEN = 0.1
_AXIS_REACH = 6.0
_FEWEST_NUMBERS = 2


def charts_first(sheet: Sheet, words: Sequence[Word], taken: Sequence[Box], body: float) -> list[Chart]:
    """The charts that can be nothing else. `taken` are boxes known to be something else (cards)."""

    def free(box: Box) -> bool:
        return not any(_overlap(box, other) for other in taken)

    marks = [box for box in chart_marks(sheet, words) if free(box)]
    groups = [
        _with_twins(group, marks)
        for group in bar_groups(_without_cells(marks), upright=True)
        if _are_bars(group)
    ]
    curves = frozenset(sheet.curves)
    lettered = [word for word in words if any(map(str.isalpha, word.text))]
    slices = [box for box in chart_marks(sheet, lettered) if box in curves and free(box)]
    groups += [group for group in clusters(slices, REACH * body) if has_curve(group, curves)]
    groups += [_with_axis(sheet, dots, body) for dots in _dotted(sheet.curves, body)]
    if not groups:
        return []
    lines = words_to_lines(words)
    keys = [mark for mark in marks if max(mark.x1 - mark.x0, mark.bottom - mark.top) < _KEY * body]
    charts: list[Chart] = []
    for group in groups:
        box = with_legend(bounds(group), keys, 1.5 * REACH * body)
        if any(_overlap(box, chart.box) for chart in charts):
            continue
        inside = [key for key in keys if holds(box, key.x0, key.top, 1.0)]
        labels = (*_labels(lines, box, body), *_named_keys(lines, inside, box))
        if labels and not _has_prose(lines, box, labels):
            charts.append(Chart(box, labels, _title(lines, box, labels)))
    return charts


def _overlap(box: Box, other: Box) -> bool:
    return box.x0 < other.x1 and other.x0 < box.x1 and box.top < other.bottom and other.top < box.bottom


def _without_cells(marks: Sequence[Box]) -> list[Box]:
    """The boxes less those that stand side by side at one height as a table's shaded cells do."""
    rows: dict[tuple[int, int], list[Box]] = {}
    for box in marks:
        rows.setdefault((round(box.top), round(box.bottom)), []).append(box)
    kept = []
    for box in marks:
        near = rows[round(box.top), round(box.bottom)]
        if not any(
            other is not box
            and (abs(other.x0 - box.x1) < _TOUCH_POINTS or abs(other.x1 - box.x0) < _TOUCH_POINTS)
            for other in near
        ):
            kept.append(box)
    return kept


def _are_bars(group: Sequence[Box]) -> bool:
    lengths = {round(box.bottom - box.top) for box in group}
    return len(lengths) >= _FEWEST_LENGTHS or len(lengths) == len(group)


def _with_twins(group: Sequence[Box], marks: Sequence[Box]) -> list[Box]:
    """The bars of a chart with those of one length side by side, which alone could be a table's cells."""
    foot, width = group[0].bottom, group[0].x1 - group[0].x0
    return [
        box
        for box in marks
        if abs(box.bottom - foot) < _TOUCH_POINTS and abs(box.x1 - box.x0 - width) < _TOUCH_POINTS
    ]


def _dotted(curves: Sequence[Box], body: float) -> list[list[Box]]:
    """The dots of a drawn line: small shapes of one size at even steps from left to right."""
    by_size: dict[tuple[int, int], list[Box]] = {}
    for box in curves:
        size = round(box.x1 - box.x0), round(box.bottom - box.top)
        if 0 < max(size) < body and abs(size[0] - size[1]) <= 1:
            by_size.setdefault(size, []).append(box)
    found = []
    for dots in by_size.values():
        rows = {round(dot.top) for dot in dots}
        places = sorted({round(dot.x0) for dot in dots})
        steps = [right - left for left, right in itertools.pairwise(places)]
        if len(places) >= _FEWEST_DOTS and len(rows) >= 2 and max(steps) - min(steps) <= _UNEVEN * max(steps):
            found.append(dots)
    return found


def _with_axis(sheet: Sheet, dots: Sequence[Box], body: float) -> list[Box]:
    """The dots with the level lines drawn behind or below them."""
    box = bounds(dots)
    high = max(box.bottom - box.top, _AXIS_REACH * body)
    level = [
        Box(rule.start, rule.at, rule.end, rule.at)
        for rule in sheet.across
        if box.x0 - REACH * body <= rule.start <= box.x0 + body
        and box.x1 - body <= rule.end <= box.x1 + REACH * body
        and box.top - high <= rule.at <= box.bottom + high
    ]
    return [*dots, *level]


def _labels(lines: Sequence[Line], box: Box, body: float) -> tuple[Chunk, ...]:
    """The short texts in a chart and around it, up to where a table begins."""
    found: list[Chunk] = [chunk for line in lines for chunk in line if holds(box, chunk.across, chunk.middle)]
    for line in lines:
        if box.top <= line[0].middle <= box.bottom:
            found += _beside(line, box, body)
    above = [line for line in lines if line[0].middle < box.top]
    below = [line for line in lines if line[0].middle > box.bottom]
    found += _outwards(above[::-1], lines, box, body)
    found += _outwards(below, lines, box, body)
    return tuple(
        chunk
        for chunk in dict.fromkeys(found)
        if len(chunk.words) <= LONGEST_LABEL and chunk.size <= LARGE * body
    )


def _title(lines: Sequence[Line], box: Box, labels: Sequence[Chunk]) -> tuple[Chunk, ...]:
    """The nearest text over a chart, where it stands over its middle or begins at its left edge."""
    kept = {id(chunk) for chunk in labels}
    for line in reversed([line for line in lines if line[0].middle < box.top]):
        over = [c for c in line if c.x1 > box.x0 and c.x0 < box.x1 and id(c) not in kept]
        if not over:
            continue
        chunk = over[0]
        margin = _TITLE_MARGIN * chunk.size
        placed = min(abs(chunk.across - (box.x0 + box.x1) / 2), abs(chunk.x0 - box.x0)) < margin
        inside = box.x0 - margin < chunk.x0 and chunk.x1 < box.x1 + margin
        near = box.top - chunk.base < _TITLE_REACH * chunk.size
        alone = len(over) == 1 and not chunk.numeric
        return (chunk,) if placed and inside and near and alone else ()
    return ()


def _named_keys(lines: Sequence[Line], keys: Sequence[Box], box: Box) -> list[Chunk]:
    """The names right of a legend's squares, where these stand at the chart's edge."""
    return [
        chunk
        for line in lines
        for chunk in line
        if chunk.across > box.x1
        and any(
            key.top - 2 <= chunk.middle <= key.bottom + 2 and 0 < chunk.x0 - key.x1 < 1.2 * chunk.size
            for key in keys
        )
    ]


def _beside(line: Line, box: Box, body: float) -> list[Chunk]:
    """What stands alone left or right of a chart on one line: no part of a table's row."""
    left = [chunk for chunk in line if chunk.across < box.x0]
    right = [chunk for chunk in line if chunk.across > box.x1]
    near = [side[0] for side in (left, right) if len(side) == 1]
    reach = REACH * body
    return [chunk for chunk in near if box.x0 - reach <= chunk.across <= box.x1 + reach]


def _outwards(side: Sequence[Line], lines: Sequence[Line], box: Box, body: float) -> list[Chunk]:
    """The labels above or below a chart, nearest line first, up to the first row of a table."""
    found: list[Chunk] = []
    for line in side[:_MOST_LINES]:
        own = [chunk for chunk in line if box.x0 - body <= chunk.across <= box.x1 + body]
        near = abs(line[0].middle - (box.top if line[0].middle < box.top else box.bottom))
        if near > REACH * body:
            break
        own += [chunk for chunk in _beside(line, box, body) if chunk.numeric and chunk not in own]
        if not own:
            continue
        if _is_row(line, box) or any(
            0 < other[0].base - line[0].base < _ROW_REACH * body and _is_row(other, box) for other in lines
        ):
            break
        found += own
    return found


def _is_row(line: Line, box: Box) -> bool:
    """Whether a line over or under a chart reads like a table's row: a label and numbers. Numbers
    left of the chart are the end of another table's row, whose label is not this line's."""
    over = [chunk for chunk in line if chunk.x1 > box.x0 and chunk.x0 < box.x1]
    left = [chunk for chunk in line if chunk.x1 <= box.x0]
    counted = sum(chunk.counted for chunk in over)
    if left and not left[-1].numeric:
        return counted >= _FEWEST_NUMBERS
    return bool(over) and not over[0].numeric and counted > 0


def _has_prose(lines: Sequence[Line], box: Box, labels: Sequence[Chunk]) -> bool:
    kept = {id(chunk) for chunk in labels}
    inside = (chunk for line in lines for chunk in line if holds(box, chunk.across, chunk.middle))
    return sum(len(chunk.words) for chunk in inside if id(chunk) not in kept) >= 12
