"""The font of the sample reports and the measuring and breaking of lines with it.

reportlab brings Bitstream Vera, whose licence allows embedding. It has the Latin-1 letters, the
euro sign, the true minus (U+2212) and the en dash. reportlab writes the no-break space (U+00A0) as
a plain space, and Vera lacks the narrow one (U+202F); the latter is lent the space's glyph, so
that one report can print its numbers with a space that is no plain space.
"""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR = "Vera"
BOLD = "VeraBd"
PLAIN_SPACE, NARROW_SPACE = 0x20, 0x202F
SOFT_HYPHEN = "¬"
"""Written in the prose where a word may be broken at the end of a line; never printed itself."""


def register() -> None:
    """Make the fonts known to reportlab; doing it again does nothing."""
    known = pdfmetrics.getRegisteredFontNames()
    for name in (REGULAR, BOLD):
        if name not in known:
            font = TTFont(name, f"{name}.ttf")
            font.face.charToGlyph[NARROW_SPACE] = font.face.charToGlyph[PLAIN_SPACE]
            font.face.charWidths[NARROW_SPACE] = font.face.charWidths[PLAIN_SPACE]
            pdfmetrics.registerFont(font)


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line after breaking. `last` is true for the last line of its paragraph."""

    text: str
    width: float
    last: bool


def width(text: str, font: str, size: float) -> float:
    """The printed width in points."""
    return float(pdfmetrics.stringWidth(text, font, size))


def break_lines(text: str, font: str, size: float, room: float) -> list[TextLine]:
    """Lines no wider than `room`, broken at spaces, newlines and soft hyphens."""
    lines: list[TextLine] = []
    for paragraph in text.split("\n"):
        lines += _break_paragraph(paragraph, font, size, room)
    return lines


def _break_paragraph(text: str, font: str, size: float, room: float) -> list[TextLine]:
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        rest = word
        while not _fits(line, rest, font, size, room):
            head, rest = _hyphenate(line, rest, font, size, room)
            if not head:
                break  # a word without a place to break, wider than the line
            lines.append(head)
            line = ""
        line = f"{line} {rest}" if line else rest
    lines.append(line)
    bare = [_bare(line) for line in lines]
    return [
        TextLine(line, width(line, font, size), number == len(bare) - 1) for number, line in enumerate(bare)
    ]


def _fits(line: str, word: str, font: str, size: float, room: float) -> bool:
    return width(_bare(f"{line} {word}" if line else word), font, size) <= room


def _hyphenate(line: str, word: str, font: str, size: float, room: float) -> tuple[str, str]:
    """The full line and what goes to the next one: as much of the word as fits at a soft hyphen."""
    pieces = word.split(SOFT_HYPHEN)
    for count in range(len(pieces) - 1, 0, -1):
        head = "".join(pieces[:count]) + "-"
        if _fits(line, head, font, size, room):
            return (f"{line} {head}" if line else head), SOFT_HYPHEN.join(pieces[count:])
    return line, word


def _bare(text: str) -> str:
    return text.replace(SOFT_HYPHEN, "")
