"""One PDFium page to one `Sheet`: everything that is drawn, in reading coordinates."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # ships no types

from ingest.pdf.page_to_drawing import page_to_drawing
from ingest.pdf.page_to_glyphs import main_turn, page_to_raw_text, raw_text_to_glyphs
from ingest.pdf.page_to_tags import page_to_tags
from ingest.pdf.pieces import Sheet
from ingest.pdf.texts_aside import raw_text_to_asides
from ingest.pdf.turning import Frame

_DARK = 245


def page_to_sheet(page: Any, number: int) -> Sheet:
    """Read one page. `page` is a pypdfium2 PdfPage; hold the PDFium lock. `number` counts from 1."""
    left, bottom, right, top = _shown_box(page)
    rotation = page.get_rotation()
    frame = Frame(left, bottom, right, top, rotation)
    textpage = pdfium.FPDFText_LoadPage(page.raw)
    if not textpage:
        raise RuntimeError("PDFium gave no text page")
    try:
        raw = page_to_raw_text(textpage)
    finally:
        pdfium.FPDFText_ClosePage(textpage)
    frame = replace(frame, turn=main_turn(raw, rotation))
    drawing = page_to_drawing(page.raw, frame)
    backed = (
        drawing.shaded
        or bool(drawing.images)
        or bool(drawing.curves)
        or any(min(fill.colour) < _DARK for fill in drawing.fills)
    )
    width, height = frame.read
    return Sheet(
        page=number,
        width=width,
        height=height,
        turn=frame.turn,
        glyphs=raw_text_to_glyphs(raw, frame, keep_white=backed),
        across=drawing.across,
        down=drawing.down,
        fills=drawing.fills,
        curves=drawing.curves,
        images=drawing.images,
        asides=raw_text_to_asides(raw, frame, keep_white=backed),
        tags=page_to_tags(page.raw, frame),
    )


def _shown_box(page: Any) -> tuple[float, float, float, float]:
    """The crop box cut to the media box, as PDFium shows it."""
    media = page.get_mediabox(fallback_ok=True) or (0.0, 0.0, 595.0, 842.0)
    crop = page.get_cropbox(fallback_ok=True) or media
    left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    if right - left < 1 or top - bottom < 1:
        return media[0], media[1], media[2], media[3]
    return left, bottom, right, top
