"""Finds drawn charts by their bars and curves, so that their labels become neither table nor prose."""

from __future__ import annotations

import bisect
import itertools
import math
from collections import defaultdict
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass

from ingest.boxes import bounds
from ingest.pdf.pieces import Chunk, Sheet, Word, holds
from ingest.pdf.words_to_axes import words_to_axes
from ingest.pdf.words_to_lines import chunks_of, words_to_lines
from ingest.records import Box

_PAGE_SHARE = 0.4
_FEWEST_BARS = 3
_EDGE_POINTS = 1.0
_THIN_POINTS = 3.0
REACH = 2.6
LONGEST_LABEL = 6
LARGE = 1.1


@dataclass(frozen=True, slots=True)
class Chart:
    """The place of a chart, the labels printed in it, and the title over it, which is text of the page."""

    box: Box
    chunks: tuple[Chunk, ...]
    title: tuple[Chunk, ...] = ()


def words_to_charts(sheet: Sheet, words: Sequence[Word], taken: Sequence[Box], body: float) -> list[Chart]:
    """The charts of a page. `taken` are boxes known to be something else (cards, tables)."""
    marks = [box for box in chart_marks(sheet, words) if not any(_inside(box, other) for other in taken)]
    reach = REACH * body
    groups = bar_groups(marks)
    curves = frozenset(sheet.curves)
    groups += [group for group in clusters(marks, reach) if has_curve(group, curves)]
    chunks = chunks_of(words_to_lines(words)) if groups else []
    charts: list[Chart] = []
    for group in groups:
        box = with_legend(bounds(group), marks, 1.5 * reach)
        if any(_inside(box, chart.box) for chart in charts):
            continue
        labels = tuple(
            chunk
            for chunk in chunks
            if holds(box, chunk.across, chunk.middle, reach)
            and len(chunk.words) <= LONGEST_LABEL
            and chunk.size <= LARGE * body
        )
        prose = sum(
            len(chunk.words)
            for chunk in chunks
            if holds(box, chunk.across, chunk.middle) and chunk not in labels
        )
        if labels and prose < 12:
            charts.append(Chart(box, labels))
    return charts


def axes_to_charts(sheet: Sheet, words: Sequence[Word], body: float) -> list[Chart]:
    """The charts that a numbered axis tells, whatever they are drawn with."""
    boxes = words_to_axes(sheet, words)
    chunks = chunks_of(words_to_lines(words)) if boxes else []
    charts = []
    for box in boxes:
        labels = tuple(
            chunk
            for chunk in chunks
            if holds(box, chunk.across, chunk.middle)
            and len(chunk.words) <= LONGEST_LABEL
            and chunk.size <= LARGE * body
        )
        charts.append(Chart(box, labels))
    return charts


def chart_marks(sheet: Sheet, words: Sequence[Word]) -> list[Box]:
    """Fills without text in them and curves, page backgrounds left out."""
    area = max(sheet.width * sheet.height, 1.0)
    middles = sorted((word.middle, word.across) for word in words)
    found = []
    for box in [fill.box for fill in sheet.fills if min(fill.colour) < 250] + list(sheet.curves):
        if (box.x1 - box.x0) * (box.bottom - box.top) > _PAGE_SHARE * area:
            continue
        if box.bottom - box.top > 0.9 * sheet.height or box.x1 - box.x0 > 0.9 * sheet.width:
            continue
        first, end = (
            bisect.bisect_left(middles, (box.top,)),
            bisect.bisect_right(middles, (box.bottom, math.inf)),
        )
        inside = (1 for index in range(first, end) if box.x0 <= middles[index][1] <= box.x1)
        if sum(itertools.islice(inside, 2)) <= 1:
            found.append(box)
    return found


def _inside(box: Box, other: Box) -> bool:
    return holds(other, (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2, 2.0)


def clusters(boxes: Sequence[Box], reach: float) -> list[list[Box]]:
    """Boxes that are near each other, directly or through others; the order is that of each group's last.

    Boxes that touch one square with sides of `reach` are near each other, so that only those of
    neighbouring squares must be compared, and only until two of them are near.
    """
    side = max(reach, 1.0)
    parent = list(range(len(boxes)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    squares: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for index, box in enumerate(boxes):
        for column in range(math.floor(box.x0 / side), math.floor(box.x1 / side) + 1):
            for row in range(math.floor(box.top / side), math.floor(box.bottom / side) + 1):
                here = squares[column, row]
                if here:
                    parent[root(index)] = root(here[0])
                here.append(index)
    for (column, row), here in squares.items():
        for step in ((1, -1), (1, 0), (1, 1), (0, 1)):
            there = squares.get((column + step[0], row + step[1]))
            if not there or root(here[0]) == root(there[0]):
                continue
            if any(_near(boxes[one], boxes[other], reach) for one in here for other in there):
                parent[root(there[0])] = root(here[0])
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for index in range(len(boxes)):
        groups[root(index)].append(index)
    return [
        [boxes[index] for index in group] for group in sorted(groups.values(), key=lambda group: group[-1])
    ]


def _near(a: Box, b: Box, reach: float) -> bool:
    return (
        a.x0 - reach <= b.x1
        and b.x0 - reach <= a.x1
        and a.top - reach <= b.bottom
        and b.top - reach <= a.bottom
    )


def with_legend(box: Box, marks: Sequence[Box], reach: float) -> Box:
    """A chart's box with the small squares of its legend near it."""
    small = [m for m in marks if _near(m, box, reach) and max(m.x1 - m.x0, m.bottom - m.top) < reach]
    return bounds([box, *small])


def bar_groups(marks: Sequence[Box], upright: bool = False) -> list[list[Box]]:
    """Boxes of one thickness that stand on one line (or hang from one edge) with different lengths.

    `upright`: only those that stand.
    """
    groups: list[list[Box]] = []
    seen: set[Box] = set()
    by_bottom, by_left = _Along(marks, lambda box: box.bottom), _Along(marks, lambda box: box.x0)
    for box in marks:
        if box in seen:
            continue
        standing = [
            o
            for o in by_bottom.near(box)
            if abs(o.bottom - box.bottom) < _EDGE_POINTS
            and _alike(o.x1 - o.x0, box.x1 - box.x0)
            and o.bottom - o.top > _THIN_POINTS
        ]
        lying = [
            o
            for o in by_left.near(box)
            if abs(o.x0 - box.x0) < _EDGE_POINTS
            and _alike(o.bottom - o.top, box.bottom - box.top)
            and o.x1 - o.x0 > _THIN_POINTS
        ]
        found = [
            (standing, {round(o.bottom - o.top) for o in standing}),
            (lying, {round(o.x1 - o.x0) for o in lying}),
        ]
        for bars, lengths in found[: 1 if upright else 2]:
            if len(bars) >= _FEWEST_BARS and len(lengths) >= 2:
                groups.append(bars)
                seen.update(bars)
    return groups


class _Along:
    """Boxes in the order of one of their edges."""

    def __init__(self, boxes: Sequence[Box], edge: Callable[[Box], float]) -> None:
        self._edge = edge
        self._boxes = sorted(boxes, key=edge)
        self._at = [edge(box) for box in self._boxes]

    def near(self, box: Box) -> Sequence[Box]:
        """Those whose edge is not farther from the box's than the edges of one row of bars may be."""
        at = self._edge(box)
        first = bisect.bisect_left(self._at, at - _EDGE_POINTS)
        return self._boxes[first : bisect.bisect_right(self._at, at + _EDGE_POINTS)]


def _alike(length: float, other: float) -> bool:
    return abs(length - other) <= 0.1 * max(length, other) + 0.5


def has_curve(group: Sequence[Box], curves: Set[Box]) -> bool:
    drawn = [box for box in group if box in curves and max(box.x1 - box.x0, box.bottom - box.top) > 20]
    return len(drawn) >= 2
