"""Boxes put together."""

from __future__ import annotations

from collections.abc import Iterable

from ingest.records import Box


def bounds(boxes: Iterable[Box]) -> Box:
    """The smallest box around some boxes (at least one)."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))
