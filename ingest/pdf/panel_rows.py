"""Rows of panels: those that begin side by side at one height are read from left to right, before what
stands below them."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.pdf.items_to_order import Item
from ingest.records import Box

_LEVEL_POINTS = 3.0
_SLACK_POINTS = 1.0
_TITLE_POINTS = 24.0


def cut_at_panels(items: Sequence[Item], panels: Sequence[Box]) -> list[list[Item]]:
    """The items in parts to be read one after the other: each panel of a row is a part of its own.

    A row has nothing else beside it, and no titles above its panels that each go with one of them.
    """
    parts: list[list[Item]] = []
    rest = list(items)
    for row in _rows(panels):
        top, bottom = min(box.top for box in row), max(box.bottom for box in row)
        own = [item for item in rest if item.chunk is None and item.box in row]
        others = [item for item in rest if item not in own]
        beside = any(
            item.box.bottom > top + _SLACK_POINTS and item.box.top < bottom - _SLACK_POINTS for item in others
        )
        if beside or len(own) < len(row) or _are_titled(row, top, others):
            continue
        above = [item for item in others if item.middle < top]
        parts += [above] if above else []
        parts += [[item] for item in sorted(own, key=lambda item: item.box.x0)]
        rest = [item for item in others if item.middle >= top]
    return [*parts, rest] if rest else parts


def _rows(panels: Sequence[Box]) -> list[list[Box]]:
    rows: list[list[Box]] = []
    for box in sorted(panels, key=lambda box: box.top):
        if rows and box.top - rows[-1][0].top <= _LEVEL_POINTS:
            rows[-1].append(box)
        else:
            rows.append([box])
    return [row for row in rows if len(row) > 1]


def _are_titled(row: Sequence[Box], top: float, others: Sequence[Item]) -> bool:
    """Whether texts stand right above most panels, each of them over its own."""
    above = [item for item in others if 0 <= top - item.box.bottom <= _TITLE_POINTS and item.chunk]
    over = {
        place
        for place, box in enumerate(row)
        for item in above
        if box.x0 - _LEVEL_POINTS <= item.box.x0 and item.box.x1 <= box.x1 + _LEVEL_POINTS
    }
    return len(over) > 1
