"""Slides to PDF. The bytes are the same on every run."""

from __future__ import annotations

from io import BytesIO

from reportlab.lib.colors import HexColor, white
from reportlab.pdfgen.canvas import Canvas

from eval.samples.fonts import BOLD, REGULAR, break_lines, register, width
from eval.samples.pages import (
    Bullets,
    Card,
    ContentSlide,
    DividerSlide,
    Row,
    Sheet,
    SlideReport,
    TitleSlide,
)

WIDTH, HEIGHT = 960.0, 540.0
LEFT, RIGHT, FOOT = 54.0, 906.0, 44.0
NAVY, TEAL, PALE, GREY, INK = (
    HexColor(code) for code in ("#1b3a5d", "#2c7a6b", "#e6f0ee", "#6b7680", "#1f2a33")
)
BODY, LEADING = 15.5, 21.0
GAP = 36.0


class PageIsFull(ValueError):
    """A slide's contents do not fit: the generator's text is too long."""


def draw_slides(report: SlideReport) -> bytes:
    """The report as a PDF with document information and an outline."""
    register()
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), invariant=1, pageCompression=1)
    canvas.setTitle(report.title)
    canvas.setAuthor(report.organisation)
    canvas.setSubject(report.sector)
    for number, slide in enumerate(report.slides, start=1):
        canvas.bookmarkPage(slide.key)
        if isinstance(slide, TitleSlide):
            _title(canvas, slide)
        elif isinstance(slide, DividerSlide):
            canvas.addOutlineEntry(" ".join(slide.lines), slide.key, level=0)
            _divider(canvas, slide)
        else:
            _content(canvas, slide, report, number)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _title(canvas: Canvas, slide: TitleSlide) -> None:
    canvas.setFillColor(NAVY)
    canvas.rect(0, 0, WIDTH, HEIGHT, stroke=0, fill=1)
    canvas.setFillColor(TEAL)
    canvas.rect(LEFT, 196, 120, 4, stroke=0, fill=1)
    canvas.setFillColor(white)
    canvas.setFont(BOLD, 38)
    canvas.drawString(LEFT, 300, slide.title)
    canvas.setFont(REGULAR, 20)
    for number, line in enumerate(slide.lines):
        canvas.drawString(LEFT, 256 - 30 * number, line)


def _divider(canvas: Canvas, slide: DividerSlide) -> None:
    canvas.setFillColor(TEAL)
    canvas.rect(0, 0, WIDTH, HEIGHT, stroke=0, fill=1)
    canvas.setFillColor(white)
    canvas.setFont(BOLD, 40)
    for number, line in enumerate(slide.lines):
        canvas.drawString(80, 290 - 52 * number, line)


def _content(canvas: Canvas, slide: ContentSlide, report: SlideReport, number: int) -> None:
    _frame(canvas, slide, report, number)
    top = 440.0 if slide.subtitle is None else 416.0
    left, room = LEFT, RIGHT - LEFT
    if slide.cards and slide.cards_beside:
        _cards_beside(canvas, slide.cards, top)
        room -= 240
    elif slide.cards and (slide.paragraphs or slide.headline) and not slide.table:
        below = _cards_in_row(canvas, slide.cards, LEFT, top, 142)
        if slide.bars:
            _bars(canvas, slide.bars, LEFT, below - 8)
        taken = len(slide.cards) * 154 + 22
        left, room = LEFT + taken, room - taken
    elif slide.cards:
        top = _cards_in_row(canvas, slide.cards, LEFT, top, 210) - 18
    if slide.headline:
        top = _headline(canvas, slide.headline, left, top, room)
    for paragraph in slide.paragraphs:
        top = _paragraph(canvas, paragraph, left, top, room) - 9
    if slide.columns:
        top = _columns(canvas, slide.columns, left, top, room)
    if slide.table:
        top = _table(canvas, slide.table, left, top, room)
    if slide.note:
        canvas.setFillColor(GREY)
        canvas.setFont(REGULAR, 10)
        canvas.drawString(left, top - 16, slide.note)
        top -= 20
    if top < FOOT:
        raise PageIsFull(f"{report.stem}: slide {slide.key} runs {FOOT - top:.0f} points over its foot")


def _frame(canvas: Canvas, slide: ContentSlide, report: SlideReport, number: int) -> None:
    canvas.setFillColor(TEAL)
    canvas.rect(0, 0, 14, HEIGHT, stroke=0, fill=1)
    canvas.setFont(BOLD, 9)
    canvas.drawString(LEFT, 508, report.sector.upper())
    canvas.setFillColor(NAVY)
    canvas.setFont(BOLD, 25)
    canvas.drawString(LEFT, 470, slide.title)
    if slide.subtitle:
        canvas.setFillColor(GREY)
        canvas.setFont(REGULAR, 14)
        canvas.drawString(LEFT, 446, slide.subtitle)
    canvas.setFillColor(GREY)
    canvas.setFont(REGULAR, 9)
    canvas.drawRightString(RIGHT - 70, 22, report.running)
    canvas.drawRightString(RIGHT, 22, f"Sivu {number}")


def _headline(canvas: Canvas, text: str, left: float, top: float, room: float) -> float:
    canvas.setFillColor(TEAL)
    canvas.setFont(BOLD, 15)
    for line in break_lines(text, BOLD, 15, room):
        canvas.drawString(left, top - 13, line.text)
        top -= 21
    return top - 7


def _paragraph(canvas: Canvas, text: str, left: float, top: float, room: float) -> float:
    canvas.setFillColor(INK)
    canvas.setFont(REGULAR, BODY)
    for line in break_lines(text, REGULAR, BODY, room):
        canvas.drawString(left, top - BODY, line.text)
        top -= LEADING
    return top


def _columns(canvas: Canvas, columns: tuple[Bullets, ...], left: float, top: float, room: float) -> float:
    """Columns of equal width side by side; headless ones of a narrow slide come out as one list."""
    share = (room - GAP * (len(columns) - 1)) / len(columns)
    size = 14.0 if len(columns) > 1 else BODY
    ends = [
        _bullets(canvas, column, left + number * (share + GAP), top, share, size)
        for number, column in enumerate(columns)
    ]
    return min(ends)


def _bullets(canvas: Canvas, column: Bullets, left: float, top: float, room: float, size: float) -> float:
    if column.heading:
        canvas.setFillColor(TEAL)
        canvas.setFont(BOLD, size + 1.5)
        canvas.drawString(left, top - size, column.heading)
        top -= size * 1.9
    canvas.setFillColor(INK)
    canvas.setFont(REGULAR, size)
    for item in column.items:
        canvas.drawString(left + 2, top - size, "•")
        for line in break_lines(item, REGULAR, size, room - 18):
            canvas.drawString(left + 18, top - size, line.text)
            top -= size * 1.34
        top -= size * 0.5
    return top


def _cards_in_row(canvas: Canvas, cards: tuple[Card, ...], left: float, top: float, room: float) -> float:
    for number, card in enumerate(cards):
        _card(canvas, card, left + number * (room + 12), top, room)
    return top - 132


def _cards_beside(canvas: Canvas, cards: tuple[Card, ...], top: float) -> None:
    for number, card in enumerate(cards):
        _card(canvas, card, RIGHT - 206, top - number * 146, 206)


def _card(canvas: Canvas, card: Card, left: float, top: float, room: float) -> None:
    canvas.setFillColor(PALE)
    canvas.roundRect(left, top - 132, room, 132, 8, stroke=0, fill=1)
    middle = left + room / 2
    canvas.setFillColor(NAVY)
    canvas.setFont(BOLD, 10)
    for number, line in enumerate(card.label):
        canvas.drawCentredString(middle, top - 18 - 13 * number, line)
    canvas.setFillColor(TEAL)
    canvas.setFont(BOLD, 27)
    canvas.drawCentredString(middle, top - 78, card.number)
    canvas.setFillColor(INK)
    canvas.setFont(REGULAR, 11)
    canvas.drawCentredString(middle, top - 96, card.unit)
    canvas.setFillColor(GREY)
    canvas.setFont(REGULAR, 10)
    canvas.drawCentredString(middle, top - 118, card.comparison)


def _bars(canvas: Canvas, bars: tuple[tuple[str, int, int], ...], left: float, top: float) -> None:
    """A plain bar chart without figures: last year's bar beside the forecast's."""
    floor, tallest = 96.0, max(max(old, new) for _, old, new in bars)
    for number, (label, old, new) in enumerate(bars):
        x = left + 40 + number * 150
        for shift, value, colour in ((0, old, GREY), (36, new, TEAL)):
            canvas.setFillColor(colour)
            canvas.rect(x + shift, floor, 32, (top - floor - 20) * value / tallest, stroke=0, fill=1)
        canvas.setFillColor(INK)
        canvas.setFont(REGULAR, 9)
        canvas.drawCentredString(x + 34, floor - 13, label)
    for shift, colour, label in ((0, GREY, "TP 2024"), (90, TEAL, "Ennuste")):
        canvas.setFillColor(colour)
        canvas.rect(left + 60 + shift, 60, 7, 7, stroke=0, fill=1)
        canvas.setFillColor(INK)
        canvas.setFont(REGULAR, 8)
        canvas.drawString(left + 71 + shift, 60, label)


def _table(canvas: Canvas, sheet: Sheet, left: float, top: float, room: float) -> float:
    """A table with a coloured header, the numbers set flush right."""
    columns = len(sheet.header) - 1
    label_room = room * (0.36 if columns > 3 else 0.46)
    share = (room - label_room) / columns
    size = 11.0 if len(sheet.rows) > 9 else 12.5
    depth = size * (1.78 if len(sheet.rows) > 9 else 2.0)
    lines = max(text.count("\n") + 1 for text in sheet.header)
    head = 10 + lines * size * 1.3
    canvas.setFillColor(NAVY)
    canvas.rect(left, top - head, room, head, stroke=0, fill=1)
    canvas.setFillColor(white)
    canvas.setFont(BOLD, size)
    for number, text in enumerate(sheet.header):
        for line_number, line in enumerate(text.split("\n")):
            y = top - 5 - size - line_number * size * 1.3
            if number == 0:
                canvas.drawString(left + 6, y, line)
            else:
                canvas.drawRightString(left + label_room + number * share - 8, y, line)
    top -= head
    for number, row in enumerate(sheet.rows):
        _table_row(canvas, row, left, top, room, label_room, share, size, depth, shaded=number % 2 == 1)
        top -= depth
    return top


def _table_row(
    canvas: Canvas,
    row: Row,
    left: float,
    top: float,
    room: float,
    label_room: float,
    share: float,
    size: float,
    depth: float,
    shaded: bool,
) -> None:
    if shaded or row.bold:
        canvas.setFillColor(PALE if row.bold else HexColor("#f5f8f8"))
        canvas.rect(left, top - depth, room, depth, stroke=0, fill=1)
    font = BOLD if row.bold else REGULAR
    canvas.setFillColor(INK)
    canvas.setFont(font, size)
    if width(row.label, font, size) > label_room - 10 - 14 * row.indent:
        raise PageIsFull(f"row label {row.label!r} is wider than its column")
    y = top - depth + (depth - size) / 2 + 1.5
    canvas.drawString(left + 6 + 14 * row.indent, y, row.label)
    for number, text in enumerate(row.cells, start=1):
        canvas.drawRightString(left + label_room + number * share - 8, y, text)
