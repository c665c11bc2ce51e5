"""Pages of a stored PDF as pictures."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]  # ships no types

from ingest.errors import LukuError
from ingest.pdf.lock import PDFIUM_LOCK

SCALE = 2.0
"""Pixels a point: 144 dots an inch."""
MOST_PIXELS = 4000
"""The longest side of a picture: a page may be drawn metres wide."""


def draw_page(path: Path, page: int) -> bytes:
    """Page `page` (from 1) of a PDF as PNG.

    Raises `LukuError("no_page_image")` where there is nothing to draw: another format, a broken page,
    or a PDF that opens only with a password, which is not stored; `report_not_found` when the file is
    gone.
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
            drawn = document[page - 1]
            picture = drawn.render(scale=min(SCALE, MOST_PIXELS / max(1.0, *drawn.get_size()))).to_pil()
        except pypdfium2.PdfiumError as error:  # the page itself is broken
            raise LukuError("no_page_image", f"Sivua {page} ei voi piirtää.", page=page) from error
        finally:
            document.close()
    out = io.BytesIO()
    picture.save(out, format="PNG")
    return out.getvalue()
