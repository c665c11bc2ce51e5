"""A slide report as plain text, the way a slide program's text export looks.

Slide after slide without geometry: each card's lines stand alone, a table row is its label and
its numbers on one line, the header is broken over lines as printed, and lines end where the
slide's lines ended.
"""

from __future__ import annotations

from eval.samples.draw_slides import BODY
from eval.samples.fonts import REGULAR, break_lines, register
from eval.samples.pages import Bullets, ContentSlide, DividerSlide, Sheet, SlideReport, TitleSlide

ROOM_OF_PROSE = 640.0
ROOM_OF_COLUMN = 400.0


def as_text(report: SlideReport) -> str:
    """The report's slides one after another."""
    register()
    slides = []
    for number, slide in enumerate(report.slides, start=1):
        if isinstance(slide, TitleSlide):
            lines = [slide.title, *slide.lines]
        elif isinstance(slide, DividerSlide):
            lines = list(slide.lines)
        else:
            lines = [report.sector.upper(), "", *_content(slide), "", report.running, f"Sivu {number}"]
        slides.append("\n".join(lines))
    return "\n\n".join(slides) + "\n"


def _content(slide: ContentSlide) -> list[str]:
    lines = [slide.title]
    if slide.subtitle:
        lines.append(slide.subtitle)
    for card in slide.cards:
        lines += ["", *card.label, "", card.number, card.unit, "", card.comparison]
    if slide.headline:
        lines += ["", slide.headline]
    for paragraph in slide.paragraphs:
        lines += ["", *_broken(paragraph, ROOM_OF_PROSE)]
    for column in slide.columns:
        lines += _bullets(column)
    if slide.table:
        lines += _table(slide.table)
    if slide.note:
        lines += ["", slide.note]
    return lines


def _bullets(column: Bullets) -> list[str]:
    lines = [""]
    if column.heading:
        lines += [column.heading, ""]
    for item in column.items:
        first, *rest = _broken(item, ROOM_OF_COLUMN)
        lines += [f"• {first}", *rest, ""]
    return lines


def _table(sheet: Sheet) -> list[str]:
    """The header cell by cell, then a line for each row: blank cells leave no trace."""
    lines = [""]
    for cell in sheet.header:
        lines += [*cell.split("\n"), ""]
    for row in sheet.rows:
        lines += [row.line, ""]
    return lines


def _broken(text: str, room: float) -> list[str]:
    return [line.text for line in break_lines(text, REGULAR, BODY, room)]
