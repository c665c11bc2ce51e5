"""Draws small PDF files for the tests of the PDF reader."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ingest.pdf import read_pdf
from ingest.records import Block, BlockKind, Grid, Reading

A4 = (595.0, 842.0)
SLIDE = (960.0, 540.0)
SHADE = HexColor("#DDE8E8")
DARK = HexColor("#12355B")
INK = HexColor("#000000")


class Sheet:
    """One page to draw on, y counted down from the top edge."""

    def __init__(self, canvas: Canvas, size: tuple[float, float]) -> None:
        self.canvas = canvas
        self.width, self.height = size

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float = 11,
        bold: bool = False,
        colour: Color = INK,
        italic: bool = False,
    ) -> None:
        """Text with its baseline's left end at x, y."""
        style = "-Bold" if bold else "-Oblique" if italic else ""
        self.canvas.setFont(f"Helvetica{style}", size)
        self.canvas.setFillColor(colour)
        self.canvas.drawString(x, self.height - y, text)

    def right(self, x: float, y: float, text: str, size: float = 11, bold: bool = False) -> None:
        """Text that ends at x."""
        self.text(x - self.measure(text, size, bold), y, text, size, bold)

    def centre(self, x: float, y: float, text: str, size: float = 11, bold: bool = False) -> None:
        self.text(x - self.measure(text, size, bold) / 2, y, text, size, bold)

    def measure(self, text: str, size: float, bold: bool = False) -> float:
        return float(self.canvas.stringWidth(text, "Helvetica-Bold" if bold else "Helvetica", size))

    def lines(self, x: float, y: float, lines: Sequence[str], size: float = 11, leading: float = 1.2) -> None:
        for index, line in enumerate(lines):
            self.text(x, y + index * leading * size, line, size)

    def box(self, x0: float, top: float, x1: float, bottom: float, colour: Color = SHADE) -> None:
        self.canvas.setFillColor(colour)
        self.canvas.rect(x0, self.height - bottom, x1 - x0, bottom - top, stroke=0, fill=1)

    def rounded(self, x0: float, top: float, x1: float, bottom: float) -> None:
        self.canvas.setFillColor(SHADE)
        self.canvas.roundRect(x0, self.height - bottom, x1 - x0, bottom - top, 8, stroke=0, fill=1)

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.line(x0, self.height - y0, x1, self.height - y1)

    def picture(self, x0: float, top: float, x1: float, bottom: float) -> None:
        from PIL import Image

        image = ImageReader(Image.new("RGB", (8, 8), (90, 90, 90)))
        self.canvas.drawImage(image, x0, self.height - bottom, x1 - x0, bottom - top)

    def grid(self, left: float, top: float, rights: Sequence[float], rows: Sequence[Sequence[str]]) -> None:
        """An unruled table, size 10 and 15 points a row: labels at `left`, the rest ending at `rights`."""
        for index, row in enumerate(rows):
            y = top + 15 * index
            self.text(left, y, row[0], 10)
            for x, cell in zip(rights, row[1:], strict=True):
                self.right(x, y, cell, 10)


Draw = Callable[[Sheet], None]


def make_pdf(
    *pages: Draw,
    size: tuple[float, float] = A4,
    password: str | None = None,
    title: str | None = None,
) -> bytes:
    """A PDF file with one page for each drawing function."""
    buffer = io.BytesIO()
    encryption = StandardEncryption(password, canPrint=1) if password else None
    canvas = Canvas(buffer, pagesize=size, encrypt=encryption)
    if title:
        canvas.setTitle(title)
    for draw in pages:
        draw(Sheet(canvas, size))
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def read(*pages: Draw, size: tuple[float, float] = A4) -> Reading:
    return read_pdf(make_pdf(*pages, size=size), "testi.pdf")


def blocks_of(*pages: Draw, size: tuple[float, float] = A4, page: int = 1) -> tuple[Block, ...]:
    return read(*pages, size=size).layouts[page - 1].blocks


def texts(blocks: Sequence[Block], kind: BlockKind | None = None) -> list[str]:
    return [block.text for block in blocks if kind is None or block.kind is kind]


def grid_of(draw: Draw, size: tuple[float, float] = A4) -> Grid:
    """The only grid of a page."""
    (grid,) = read(draw, size=size).layouts[0].grids
    return grid


def rows_of(grid: Grid) -> list[list[str]]:
    """A grid's texts, row by row, "" where there is none."""
    rows = [[""] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        rows[cell.row][cell.column] = cell.text
    return rows
