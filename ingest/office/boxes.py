"""Boxes put together."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.records import Box


def bounds(boxes: Sequence[Box]) -> Box:
    """The box around some boxes."""
    return Box(
        min(box.x0 for box in boxes),
        min(box.top for box in boxes),
        max(box.x1 for box in boxes),
        max(box.bottom for box in boxes),
    )
