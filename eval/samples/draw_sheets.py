"""Document pages (A4, portrait) to PDF. The bytes are the same on every run."""

from __future__ import annotations

from io import BytesIO

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from eval.samples.fonts import BOLD, REGULAR, break_lines, register, width
from eval.samples.pages import DocumentReport, DocumentTable, Heading, Prose, Row

WIDTH, HEIGHT = 595.28, 841.89
LEFT, RIGHT, TOP, FOOT = 71.0, 524.0, 762.0, 66.0
ROOM = RIGHT - LEFT
INK, GREY, BLUE = HexColor("#1c1c1c"), HexColor("#6d6d6d"), HexColor("#1b3a5d")
BODY, LEADING = 9.5, 14.0
HEADINGS = {1: 15.0, 2: 12.0, 3: 10.5}


class PageIsFull(ValueError):
    """A page's contents do not fit: the generator's text is too long."""


def draw_sheets(report: DocumentReport) -> bytes:
    """The report as a PDF: a cover, then its pages. The printed page numbers leave out the cover."""
    register()
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), invariant=1, pageCompression=1)
    canvas.setTitle(f"{report.organisation} {report.title}")
    canvas.setAuthor(report.organisation)
    _cover(canvas, report)
    canvas.showPage()
    for number, page in enumerate(report.pages, start=1):
        canvas.bookmarkPage(page.key)
        _running(canvas, report, number)
        y = TOP
        for part in page.parts:
            if isinstance(part, Heading):
                y = _heading(canvas, part, y, page.key)
            elif isinstance(part, Prose):
                y = _prose(canvas, part, y)
            else:
                y = _table(canvas, part, y)
        if y < FOOT:
            raise PageIsFull(f"{report.stem}: page {page.key} runs {FOOT - y:.0f} points over its foot")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _cover(canvas: Canvas, report: DocumentReport) -> None:
    canvas.setFillColor(BLUE)
    canvas.rect(0, HEIGHT - 210, WIDTH, 210, stroke=0, fill=1)
    canvas.setFillColor(HexColor("#ffffff"))
    canvas.setFont(BOLD, 30)
    canvas.drawString(LEFT, HEIGHT - 130, report.title)
    canvas.setFillColor(INK)
    canvas.setFont(REGULAR, 17)
    canvas.drawString(LEFT, HEIGHT - 260, report.organisation)
    canvas.setFont(REGULAR, 10)
    canvas.drawString(LEFT, 110, "Kaupunginhallitus 31.3.2025")
    canvas.drawString(LEFT, 94, "Kaupunginvaltuusto 16.6.2025")


def _running(canvas: Canvas, report: DocumentReport, number: int) -> None:
    canvas.setFillColor(GREY)
    canvas.setFont(REGULAR, 8)
    canvas.drawString(LEFT, 800, report.running)
    canvas.setStrokeColor(GREY)
    canvas.setLineWidth(0.4)
    canvas.line(LEFT, 794, RIGHT, 794)
    canvas.drawCentredString(WIDTH / 2, 36, str(number))


def _heading(canvas: Canvas, heading: Heading, y: float, key: str) -> float:
    size = HEADINGS[heading.level]
    y -= 0 if y == TOP else size * 0.9
    if heading.level < 3:
        canvas.addOutlineEntry(heading.text, key, level=heading.level - 1)
    canvas.setFillColor(BLUE)
    canvas.setFont(BOLD, size)
    canvas.drawString(LEFT, y - size, heading.text)
    return y - size - 9


def _prose(canvas: Canvas, prose: Prose, y: float) -> float:
    """A justified paragraph: the spaces of every line but the last are stretched."""
    canvas.setFillColor(INK)
    for line in break_lines(prose.text, REGULAR, BODY, ROOM):
        text = canvas.beginText(LEFT, y - BODY)
        text.setFont(REGULAR, BODY)
        spaces = line.text.count(" ")
        if spaces and not line.last:
            text.setWordSpace((ROOM - line.width) / spaces)
        text.textOut(line.text)
        text.setWordSpace(0)  # it would hold for all text after this line
        canvas.drawText(text)
        y -= LEADING
    return y - 6


def _table(canvas: Canvas, table: DocumentTable, y: float) -> float:
    sheet = table.sheet
    size = 8.5
    if table.caption:
        canvas.setFillColor(INK)
        canvas.setFont(BOLD, 9)
        canvas.drawString(LEFT, y - 12, table.caption)
        y -= 20
    label_room = ROOM * table.label_width
    share = (ROOM - label_room) / (len(sheet.header) - 1)
    canvas.setFillColor(INK)
    canvas.setFont(BOLD, size)
    lines = max(head.count("\n") + 1 for head in sheet.header)
    for column, head in enumerate(sheet.header):
        for number, words in enumerate(head.split("\n")):
            at = y - 4 - size - number * 11
            if column and width(words, BOLD, size) > share - 3:
                raise PageIsFull(f"the header {words!r} is wider than its column")
            if column == 0:
                canvas.drawString(LEFT, at, words)
            else:
                canvas.drawRightString(LEFT + label_room + column * share, at, words)
    y -= lines * 11 + 9
    if table.ruled:
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(0.8)
        canvas.line(LEFT, y, RIGHT, y)
    for row in sheet.rows:
        y = _row(canvas, row, y, size, label_room, share, table.ruled)
    if table.note:
        canvas.setFillColor(GREY)
        canvas.setFont(REGULAR, 7.5)
        for line in break_lines(table.note, REGULAR, 7.5, ROOM):
            canvas.drawString(LEFT, y - 11, line.text)
            y -= 10
    return y - 8


def _row(
    canvas: Canvas, row: Row, y: float, size: float, label_room: float, share: float, ruled: bool
) -> float:
    """One row. A label too long for its column goes on below; the numbers stand on its last line."""
    font = BOLD if row.bold else REGULAR
    indent = 11.0 * row.indent
    lines = break_lines(row.label, font, size, label_room - indent - 4)
    canvas.setFillColor(INK)
    canvas.setFont(font, size)
    y -= 2
    for line in lines:
        canvas.drawString(LEFT + indent, y - size, line.text)
        y -= 11.5
    for column, text in enumerate(row.cells, start=1):
        if width(text, font, size) > share - 3:
            raise PageIsFull(f"the cell {text!r} of row {row.label!r} is wider than its column")
        canvas.drawRightString(LEFT + label_room + column * share, y - size + 11.5, text)
    y -= 1
    if ruled:
        canvas.setStrokeColor(GREY)
        canvas.setLineWidth(0.3)
        canvas.line(LEFT, y - 1, LEFT + label_room + share * len(row.cells), y - 1)
    return y
