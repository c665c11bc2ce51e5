"""Shaded boxes as a reader sees them: the colour behind a line of text, the level edges of shaded rows."""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Sequence

from ingest.pdf.pieces import Fill, Line, Rule, holds
from ingest.pdf.segments_to_rules import segments_to_rules

Colour = tuple[int, int, int]

_PAPER = 252
"""A fill whose every part is at least this light is not seen."""
_TALLEST_POINTS = 90.0
_LOWEST_POINTS = 4.0
_TOUCH_POINTS = 0.7


class Shades:
    """The shaded boxes of a page that are as low as rows of a table."""

    def __init__(self, fills: Sequence[Fill] = ()) -> None:
        rows = [
            (fill.box.top, place, fill)
            for place, fill in enumerate(fills)
            if _LOWEST_POINTS <= fill.box.bottom - fill.box.top <= _TALLEST_POINTS
        ]
        self._rows = sorted(rows, key=lambda row: row[:2])
        self._tops = [top for top, _, _ in self._rows]

    def behind(self, line: Line) -> Colour | None:
        """The one colour that all texts of a line stand on; None for paper, or for several colours."""
        colours = {self._at(chunk.across, chunk.middle) for chunk in line}
        return colours.pop() if len(colours) == 1 else None

    def _at(self, x: float, y: float) -> Colour | None:
        low, high = bisect.bisect_left(self._tops, y - _TALLEST_POINTS), bisect.bisect(self._tops, y)
        over = [(place, fill) for _, place, fill in self._rows[low:high] if holds(fill.box, x, y)]
        colour = max(over, key=lambda item: item[0])[1].colour if over else None
        return colour if colour is not None and min(colour) < _PAPER else None

    def edges(self) -> tuple[Rule, ...]:
        """Where shaded rows begin and end; not where one of the same colour goes on."""
        fills = [fill for _, _, fill in self._rows if min(fill.colour) < _PAPER]
        tops: defaultdict[int, list[Fill]] = defaultdict(list)
        bottoms: defaultdict[int, list[Fill]] = defaultdict(list)
        for fill in fills:
            tops[round(fill.box.top)].append(fill)
            bottoms[round(fill.box.bottom)].append(fill)
        edges: list[Rule] = []
        for fill in fills:
            box = fill.box
            for at, others, below in ((box.top, bottoms, False), (box.bottom, tops, True)):
                meeting = [
                    other.box
                    for near in (-1, 0, 1)
                    for other in others[round(at) + near]
                    if other.colour == fill.colour
                    and abs((other.box.top if below else other.box.bottom) - at) <= _TOUCH_POINTS
                ]
                spans = sorted((other.x0, other.x1) for other in meeting)
                edges += [Rule(at, start, end) for start, end in _left_free(box.x0, box.x1, spans)]
        return segments_to_rules(edges)


NO_SHADES = Shades()


def _left_free(start: float, end: float, taken: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """What some stretches, sorted, leave free of a longer one."""
    free: list[tuple[float, float]] = []
    for low, high in taken:
        if low > start:
            free.append((start, min(low, end)))
        start = max(start, high)
    if start < end:
        free.append((start, end))
    return [(low, high) for low, high in free if high - low > _TOUCH_POINTS]
