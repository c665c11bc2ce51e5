"""Two PDF producers behind one way of drawing. Lengths are points, y grows down from the page's top."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Protocol

import reportlab
from fpdf import FPDF
from fpdf.fonts import TTFFont
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from eval.samples.fonts import register
from eval.tables.amounts import NARROW, NO_BREAK, THIN
from eval.tables.spec import Producer

_FACES = {
    "Helvetica": ("Helvetica", "Helvetica-Bold"),
    "Times": ("Times-Roman", "Times-Bold"),
    "Vera": ("Vera", "VeraBd"),
}


class Pen(Protocol):
    """What draws. `font` is a family: Helvetica, Times or Vera. Grey 0 is black."""

    def page(self, width: float, height: float) -> None: ...
    def width(self, text: str, font: str, bold: bool, size: float) -> float: ...
    def text(
        self, x: float, y: float, text: str, font: str, bold: bool, size: float, grey: float
    ) -> None: ...
    def line(self, x0: float, y0: float, x1: float, y1: float, width: float) -> None: ...
    def fill(self, x0: float, y0: float, x1: float, y1: float, grey: float) -> None: ...
    def save(self) -> bytes: ...


class ReportlabPen:
    """reportlab: a text object for each string."""

    def __init__(self) -> None:
        register()
        _lend_thin_space()
        self._out = BytesIO()
        self._canvas = Canvas(self._out, invariant=1)
        self._height = 0.0
        self._begun = False

    def page(self, width: float, height: float) -> None:
        if self._begun:
            self._canvas.showPage()
        self._begun = True
        self._height = height
        self._canvas.setPageSize((width, height))

    def width(self, text: str, font: str, bold: bool, size: float) -> float:
        return float(self._canvas.stringWidth(text, _FACES[font][bold], size))

    def text(self, x: float, y: float, text: str, font: str, bold: bool, size: float, grey: float) -> None:
        self._canvas.setFillGray(grey)
        self._canvas.setFont(_FACES[font][bold], size)
        self._canvas.drawString(x, self._height - y, text)

    def line(self, x0: float, y0: float, x1: float, y1: float, width: float) -> None:
        self._canvas.setLineWidth(width)
        self._canvas.line(x0, self._height - y0, x1, self._height - y1)

    def fill(self, x0: float, y0: float, x1: float, y1: float, grey: float) -> None:
        self._canvas.setFillGray(grey)
        self._canvas.rect(x0, self._height - y1, x1 - x0, y1 - y0, stroke=0, fill=1)

    def save(self) -> bytes:
        self._canvas.showPage()
        self._canvas.save()
        return self._out.getvalue()


def _lend_thin_space() -> None:
    """Vera has no thin space either; it is lent the glyph of the plain one."""
    for name in _FACES["Vera"]:
        font = pdfmetrics.getFont(name)
        assert isinstance(font, TTFont)
        font.face.charToGlyph[ord(THIN)] = font.face.charToGlyph[ord(" ")]
        font.face.charWidths[ord(THIN)] = font.face.charWidths[ord(" ")]


class Fpdf2Pen:
    """fpdf2: its built-in fonts in the Windows encoding, Vera as a subset of its own making."""

    def __init__(self) -> None:
        self._pdf = FPDF(unit="pt")
        self._pdf.core_fonts_encoding = "windows-1252"
        self._pdf.set_auto_page_break(False)
        self._pdf.set_producer("fpdf2")
        self._pdf.set_creation_date(datetime(2024, 1, 1, tzinfo=UTC))
        self._vera = False

    def page(self, width: float, height: float) -> None:
        self._pdf.add_page(format=(width, height))

    def width(self, text: str, font: str, bold: bool, size: float) -> float:
        self._set(font, bold, size)
        return float(self._pdf.get_string_width(text))

    def text(self, x: float, y: float, text: str, font: str, bold: bool, size: float, grey: float) -> None:
        self._set(font, bold, size)
        self._pdf.set_text_color(round(grey * 255))
        self._pdf.text(x, y, text)

    def line(self, x0: float, y0: float, x1: float, y1: float, width: float) -> None:
        self._pdf.set_line_width(width)
        self._pdf.line(x0, y0, x1, y1)

    def fill(self, x0: float, y0: float, x1: float, y1: float, grey: float) -> None:
        self._pdf.set_fill_color(round(grey * 255))
        self._pdf.rect(x0, y0, x1 - x0, y1 - y0, style="F")

    def save(self) -> bytes:
        return bytes(self._pdf.output())

    def _set(self, font: str, bold: bool, size: float) -> None:
        if font == "Vera" and not self._vera:
            self._vera = True
            folder = Path(reportlab.__file__).parent / "fonts"
            for style, name in (("", "Vera"), ("B", "VeraBd")):
                self._pdf.add_font("Vera", style, folder / f"{name}.ttf")
                added = self._pdf.fonts[f"vera{style}"]
                assert isinstance(added, TTFFont)
                for space in (NO_BREAK, NARROW, THIN):  # as to reportlab; Vera's own first is twice as wide
                    added.cmap[ord(space)] = added.cmap[0x20]
                    added.cw[ord(space)] = added.cw[0x20]
                    added.glyph_ids[ord(space)] = added.glyph_ids[0x20]
        self._pdf.set_font(font, "B" if bold else "", size)


def new_pen(producer: Producer) -> Pen:
    return ReportlabPen() if producer is Producer.REPORTLAB else Fpdf2Pen()
