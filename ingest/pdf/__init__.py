"""Reads a PDF file: its pages as blocks in reading order and grids, and what the file says of itself.

Stages, each a pure function of frozen records: page -> sheet (glyphs, rules, fills) -> words ->
running heads, cards, grids, charts -> reading order -> paragraphs -> blocks.
"""

from __future__ import annotations

from ingest.pdf.lock import PDFIUM_LOCK
from ingest.pdf.reading import read_pdf

__all__ = ["PDFIUM_LOCK", "read_pdf"]
