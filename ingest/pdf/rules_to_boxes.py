"""Drawn lines that close a rectangle -> its box: the frame of a card that is not filled."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.pdf.pieces import Rule
from ingest.records import Box

_SLACK_POINTS = 3.0
_SMALLEST_POINTS = 24.0
_MOST_RULES = 400


def rules_to_boxes(across: Sequence[Rule], down: Sequence[Rule]) -> list[Box]:
    """The rectangles of which all four sides are drawn as lines of their own, not as parts of a grid.

    None on a page with so many lines that they draw tables.
    """
    if len(across) + len(down) > _MOST_RULES:
        return []
    found: list[Box] = []
    for top in across:
        if top.end - top.start < _SMALLEST_POINTS:
            continue
        below = [
            rule
            for rule in across
            if rule.at > top.at + _SMALLEST_POINTS
            and abs(rule.start - top.start) < _SLACK_POINTS
            and abs(rule.end - top.end) < _SLACK_POINTS
        ]
        for bottom in sorted(below)[:1]:
            if all(_side(down, x, top.at, bottom.at) for x in (top.start, top.end)):
                found.append(Box(top.start, top.at, top.end, bottom.at))
    return found


def _side(down: Sequence[Rule], x: float, top: float, bottom: float) -> bool:
    return any(
        abs(rule.at - x) < _SLACK_POINTS
        and abs(rule.start - top) < _SLACK_POINTS
        and abs(rule.end - bottom) < _SLACK_POINTS
        for rule in down
    )
