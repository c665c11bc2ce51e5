"""Pages of a stored PDF as pictures."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]  # ships no types

from ingest.errors import LukuError
from ingest.pdf.lock import PDFIUM_LOCK

SCALE = 2.0
"""Pixels a point: 144 dots an inch."""


def draw_page(path: Path, page: int) -> bytes:
    """Page `page` (from 1) of a PDF as PNG.

    Raises `LukuError("no_page_image")` where there is nothing to draw: plain text, or a PDF that
    opens only with a password, which is not stored; `report_not_found` when the file is gone.
    """
    with PDFIUM_LOCK:
        try:
            document = pypdfium2.PdfDocument(path)
        except FileNotFoundError as error:  # somebody removed the report since it was looked up
            raise LukuError(
                "report_not_found", "Raportti on juuri poistettu kirjastosta.", page=page
            ) from error
        except pypdfium2.PdfiumError as error:
            raise LukuError("no_page_image", "Tästä raportista ei voi piirtää sivuja.", page=page) from error
        try:
            picture = document[page - 1].render(scale=SCALE).to_pil()
        finally:
            document.close()
    out = io.BytesIO()
    picture.save(out, format="PNG")
    return out.getvalue()
