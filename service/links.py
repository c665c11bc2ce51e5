"""Addresses of the reader: where a citation is shown on its page."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from ingest.records import Box


def reader_url(report: str, page: int, boxes: Sequence[Box] = ()) -> str:
    """`/report/{id}?page=n&cite=x0,y0,x1,y1;…`: the boxes to highlight, in points to one decimal."""
    marks = ";".join(",".join(f"{edge:.1f}" for edge in box) for box in boxes)
    return f"/report/{quote(report)}?page={page}" + (f"&cite={marks}" if marks else "")
