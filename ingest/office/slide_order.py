"""The order in which a slide's shapes are read: by where they stand, not by when they were drawn.

The slide is cut recursively (XY-cut, Nagy and Seth 1984): into columns where a gap runs through from top
to bottom, else into rows where one runs from side to side, else from the top.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.records import Box

_OVERLAP = 4.0  # points by which text boxes may overlap and still stand beside each other
_DEEPEST = 30


def reading_order(boxes: Sequence[Box]) -> list[int]:
    """The places of the boxes in reading order."""
    return _cut(list(range(len(boxes))), boxes, 0)


def _cut(places: list[int], boxes: Sequence[Box], depth: int) -> list[int]:
    if len(places) > 1 and depth < _DEEPEST:
        for across in (True, False):
            groups = _groups(places, boxes, across)
            if len(groups) > 1:
                return [place for group in groups for place in _cut(group, boxes, depth + 1)]
    return sorted(places, key=lambda place: (round(boxes[place].top), boxes[place].x0))


def _groups(places: list[int], boxes: Sequence[Box], across: bool) -> list[list[int]]:
    """The boxes parted at the gaps along one direction."""

    def span(place: int) -> tuple[float, float]:
        box = boxes[place]
        return (box.x0, box.x1) if across else (box.top, box.bottom)

    groups: list[list[int]] = []
    end = 0.0
    for place in sorted(places, key=span):
        start, stop = span(place)
        if groups and start < end - min(_OVERLAP, (stop - start) / 2):
            groups[-1].append(place)
            end = max(end, stop)
        else:
            groups.append([place])
            end = max(end, stop) if groups[:-1] else stop
    return groups
