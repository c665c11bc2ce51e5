"""The characters of a page, with their places, from PDFium's text page.

Facts this rests on (PDFium 159): the origin is the baseline; the loose box is the advance box;
the font size ignores the text matrix; a hyphen at a line's end is U+0002 or U+FFFE; implied
spaces and line ends are "generated" characters. Size and weight belong to the text object, so
they are asked for once per object.
"""

from __future__ import annotations

import ctypes
import math
import sys
from collections import Counter
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # ships no types

from ingest.pdf.pieces import Glyph
from ingest.pdf.turning import Frame

SOFT_HYPHEN = "\u00ad"
UNKNOWN = "\ufffd"

_HEAVY = 600
_INVISIBLE = 3
_HYPHENS = (0x02, 0xFFFE, 0xAD)
_SPACES = (0x20, 0xA0, 0x2002, 0x2003, 0x2007, 0x2009, 0x202F, 0x3000, 0x09)
_SKIPPED = (0, 0x0A, 0x0D, 0xFFFF, 0xFEFF, 0x200B, 0x200C, 0x200D, 0x2060)
_SLANT = 0.05
_MAIN_SHARE = 0.25
_WHITE = 250


class _Style(NamedTuple):
    """What all characters of one text object share."""

    scale: float
    bold: bool
    italic: bool
    direction: int
    visible: bool
    white: bool


class RawGlyph(NamedTuple):
    """A character in PDF space. `direction` is its text's angle, counter-clockwise; -1 if oblique."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    x: float
    y: float
    size: float
    style: _Style


@dataclass(frozen=True, slots=True)
class RawText:
    """A page's characters in content order, None where a space was implied or printed."""

    glyphs: tuple[RawGlyph | None, ...]


def page_to_raw_text(textpage: Any) -> RawText:
    """All characters of a page, in the order they are drawn. `textpage` is a raw FPDF_TEXTPAGE."""
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    styles: dict[int, _Style] = {}
    found: list[RawGlyph | None] = []
    for index in range(pdfium.FPDFText_CountChars(textpage)):
        code = pdfium.FPDFText_GetUnicode(textpage, index)
        if code in _SKIPPED or (_is_control(code) and code not in _HYPHENS and code not in _SPACES):
            continue
        if code in _SPACES:
            found.append(None)
            continue
        if not pdfium.FPDFText_GetLooseCharBox(textpage, index, box):
            continue
        pdfium.FPDFText_GetCharOrigin(textpage, index, x, y)
        drawn = pdfium.FPDFText_GetTextObject(textpage, index)
        key = ctypes.addressof(drawn.contents) if drawn else 0
        style = styles.get(key)
        if style is None:
            style = styles[key] = _style(textpage, index, drawn, matrix)
        size = pdfium.FPDFText_GetFontSize(textpage, index) * style.scale
        if size < 1:
            size = abs(box.top - box.bottom)
        text = SOFT_HYPHEN if code in _HYPHENS else _character(code)
        found.append(RawGlyph(text, box.left, box.bottom, box.right, box.top, x.value, y.value, size, style))
    return RawText(tuple(found))


def _is_control(code: int) -> bool:
    """The controls C0 and C1: no font shows them, and some stores refuse them."""
    return code < 0x20 or 0x7F <= code < 0xA0


def _character(code: int) -> str:
    """A code as text. Half of a surrogate pair, from a wrong character map, is no character."""
    return UNKNOWN if 0xD800 <= code <= 0xDFFF or code > sys.maxunicode else chr(code)


def _style(textpage: Any, index: int, drawn: Any, matrix: Any) -> _Style:
    pdfium.FPDFText_GetMatrix(textpage, index, matrix)
    angle = math.atan2(matrix.b, matrix.a)
    quarter = round(angle / (math.pi / 2))
    straight = abs(angle - quarter * math.pi / 2) < _SLANT
    name_buffer, flags = ctypes.create_string_buffer(256), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(textpage, index, name_buffer, 256, flags)
    name = name_buffer.value.decode("utf-8", "replace").lower()
    heavy = pdfium.FPDFText_GetFontWeight(textpage, index) >= _HEAVY
    mode = pdfium.FPDFTextObj_GetTextRenderMode(drawn) if drawn else 0
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    white = bool(
        drawn
        and pdfium.FPDFPageObj_GetFillColor(drawn, red, green, blue, alpha)
        and min(red.value, green.value, blue.value) >= _WHITE
    )
    return _Style(
        scale=math.hypot(matrix.c, matrix.d),
        bold=heavy or any(part in name for part in ("bold", "black", "heavy", "semibold")),
        italic="italic" in name or "oblique" in name or bool(flags.value & 64),
        direction=quarter % 4 * 90 if straight else -1,
        visible=mode != _INVISIBLE,
        white=white,
    )


def main_turn(raw: RawText, rotation: int) -> int:
    """The clockwise turn that makes most of a shown page's text run from left to right."""
    directions = Counter(
        (glyph.style.direction - rotation) % 360
        for glyph in raw.glyphs
        if glyph and glyph.style.direction >= 0
    )
    if not directions or directions[0] > _MAIN_SHARE * directions.total():
        return 0
    return directions.most_common(1)[0][0]


def raw_text_to_glyphs(raw: RawText, frame: Frame, keep_white: bool) -> tuple[Glyph, ...]:
    """The characters that run along the page's main direction, in reading coordinates.

    Text drawn invisibly is dropped unless the whole page is (a scan's recognised text); white
    text is dropped when nothing on the page could be behind it (`keep_white` False).
    """
    shown = sum(1 for glyph in raw.glyphs if glyph and glyph.style.visible)
    total = sum(1 for glyph in raw.glyphs if glyph)
    scan = shown < total / 2
    width, height = frame.read
    a, b, c, d, e, f = frame.matrix
    turned = (frame.rotation + frame.turn) % 360
    found: list[Glyph] = []
    for glyph in raw.glyphs:
        if glyph is None:
            if found and found[-1].text != " ":
                found.append(found[-1]._replace(text=" "))
            continue
        text, left, bottom, right, top, x, y, size, style = glyph
        if style.direction != turned or (not style.visible and not scan) or (style.white and not keep_white):
            continue
        x0, x1 = a * left + c * bottom + e, a * right + c * top + e
        if x0 > x1:
            x0, x1 = x1, x0
        base = b * x + d * y + f
        if 0 <= (x0 + x1) / 2 <= width and 0 <= base <= height + size:
            found.append(Glyph(text, x0, x1, base, size, style.bold, style.italic))
    return tuple(found)
