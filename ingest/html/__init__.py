"""Reads web pages saved as files."""

from __future__ import annotations

from ingest.html.reading import looks_like_html, read_html

__all__ = ["looks_like_html", "read_html"]
