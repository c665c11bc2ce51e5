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
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # ships no types

from ingest.limits import PageTooSlow
from ingest.pdf.pieces import Glyph
from ingest.pdf.raw_calls import (
    address_of,
    char_box,
    char_code,
    char_matrix,
    char_object,
    char_origin,
    char_size,
    object_fill,
    text_font,
    text_mode,
)
from ingest.pdf.turning import Frame

SOFT_HYPHEN = "\u00ad"
UNKNOWN = "\ufffd"

_HEAVY = 600
_INVISIBLE = 3
_HYPHENS = frozenset((0x02, 0xFFFE, 0xAD))
_SPACES = frozenset((0x20, 0xA0, 0x2002, 0x2003, 0x2007, 0x2009, 0x202F, 0x3000, 0x09))
_SKIPPED = frozenset((0, 0x0A, 0x0D, 0xFFFF, 0xFEFF, 0x200B, 0x200C, 0x200D, 0x2060))
_PLAIN = range(0x20, 0x7F)
_MOST_CHARACTERS = 200_000
_SKIP, _SPACE = -1, -2
_SLANT = 0.05
_MAIN_SHARE = 0.25
_WHITE = 250
_BLANK = Glyph(" ", 0.0, 0.0, 0.0, 0.0, False, False)


_new = tuple.__new__  # a named tuple made so takes half the time


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
    """A page's characters in content order, None where a space was implied or printed.

    `styles` counts the characters of each style.
    """

    glyphs: tuple[RawGlyph | None, ...]
    styles: Counter[_Style]


def page_to_raw_text(textpage: Any) -> RawText:
    """All characters of a page, in the order they are drawn. `textpage` is a raw FPDF_TEXTPAGE.

    Raises PageTooSlow for a page with more characters than any page of text has.
    """
    count = pdfium.FPDFText_CountChars(textpage)
    if count > _MOST_CHARACTERS:
        raise PageTooSlow(f"{count} characters on one page")
    page = address_of(textpage)
    boxes, origins = (ctypes.c_float * (4 * count))(), (ctypes.c_double * (2 * count))()
    box_at, origin_at = ctypes.addressof(boxes), ctypes.addressof(origins)
    codes = [char_code(page, index) for index in range(count)]
    items: list[int] = []  # each character's text object, 0 without one
    for index, code in enumerate(codes):
        if code not in _PLAIN and (code in _SKIPPED or _is_unseen(code)):
            items.append(_SKIP)
        elif code in _SPACES:
            items.append(_SPACE)
        elif char_box(page, index, box_at + 16 * index):
            place = origin_at + 16 * index
            char_origin(page, index, place, place + 8)
            items.append(char_object(page, index) or 0)
        else:
            items.append(_SKIP)
    known: dict[int, tuple[_Style, float]] = {}
    glyphs = tuple(_raw_glyphs(_Styles(page), known, codes, items, boxes[:], origins[:]))
    styles: Counter[_Style] = Counter()
    for item, letters in Counter(items).items():
        if item >= 0:
            styles[known[item][0]] += letters
    return RawText(glyphs, styles)


def _raw_glyphs(
    styles: _Styles,
    known: dict[int, tuple[_Style, float]],
    codes: Sequence[int],
    items: Sequence[int],
    boxes: Sequence[float],
    origins: Sequence[float],
) -> Iterator[RawGlyph | None]:
    """The characters from their codes, text objects, boxes (left, top, right, bottom) and origins (x, y).

    `known` is given the style and size of each text object.
    """
    letters: dict[int, str] = {}
    corners = (boxes[0::4], boxes[1::4], boxes[2::4], boxes[3::4])
    places = enumerate(zip(codes, items, *corners, origins[0::2], origins[1::2], strict=True))
    for index, (code, item, left, top, right, bottom, x, y) in places:
        if item < 0:
            if item == _SPACE:
                yield None
            continue
        pair = known.get(item)
        if pair is None or not item:  # without a text object, each has a size of its own
            style = pair[0] if pair else styles.style(index, item)
            pair = known[item] = style, styles.font_size(index) * style.scale
        style, size = pair
        if size < 1:
            size = abs(top - bottom)
        text = letters.get(code)
        if text is None:
            text = letters[code] = SOFT_HYPHEN if code in _HYPHENS else _character(code)
        yield _new(RawGlyph, (text, left, bottom, right, top, x, y, size, style))


def _is_unseen(code: int) -> bool:
    return _is_control(code) and code not in _HYPHENS and code not in _SPACES


def _is_control(code: int) -> bool:
    """The controls C0 and C1: no font shows them, and some stores refuse them."""
    return code < 0x20 or 0x7F <= code < 0xA0


def _character(code: int) -> str:
    """A code as text. Half of a surrogate pair, from a wrong character map, is no character."""
    return UNKNOWN if 0xD800 <= code <= 0xDFFF or code > sys.maxunicode else chr(code)


class _Face(NamedTuple):
    bold: bool
    italic: bool


class _Styles:
    """Asks a text page (its address) for the styles of its text objects, and for each font only once."""

    def __init__(self, page: int) -> None:
        self._page = page
        self._faces: dict[int, _Face] = {}
        self._matrix = pdfium.FS_MATRIX()
        self._matrix_at = ctypes.addressof(self._matrix)
        self._colour = (ctypes.c_uint * 4)()
        at = ctypes.addressof(self._colour)
        self._colour_at = (at, at + 4, at + 8, at + 12)

    def font_size(self, index: int) -> float:
        return float(char_size(self._page, index))

    def style(self, index: int, item: int) -> _Style:
        """The style of the text object `item` that character `index` belongs to; 0 for none."""
        matrix = self._matrix
        char_matrix(self._page, index, self._matrix_at)
        angle = math.atan2(matrix.b, matrix.a)
        quarter = round(angle / (math.pi / 2))
        straight = abs(angle - quarter * math.pi / 2) < _SLANT
        face = self._face(index, item)
        white = bool(item and object_fill(item, *self._colour_at) and min(self._colour[:3]) >= _WHITE)
        return _Style(
            scale=math.hypot(matrix.c, matrix.d),
            bold=face.bold,
            italic=face.italic,
            direction=quarter % 4 * 90 if straight else -1,
            visible=not item or text_mode(item) != _INVISIBLE,
            white=white,
        )

    def _face(self, index: int, item: int) -> _Face:
        font = text_font(item) if item else None
        face = self._faces.get(font) if font else None
        if face is None:
            buffer, flags = ctypes.create_string_buffer(256), ctypes.c_int()
            page = ctypes.cast(self._page, pdfium.FPDF_TEXTPAGE)
            pdfium.FPDFText_GetFontInfo(page, index, buffer, 256, flags)
            name = buffer.value.decode("utf-8", "replace").lower()
            heavy = pdfium.FPDFText_GetFontWeight(page, index) >= _HEAVY
            face = _Face(
                bold=heavy or any(part in name for part in ("bold", "black", "heavy", "semibold")),
                italic="italic" in name or "oblique" in name or bool(flags.value & 64),
            )
            if font:
                self._faces[font] = face
        return face


def main_turn(raw: RawText, rotation: int) -> int:
    """The clockwise turn that makes most of a shown page's text run from left to right."""
    directions: Counter[int] = Counter()
    for style, letters in raw.styles.items():
        if style.direction >= 0:
            directions[(style.direction - rotation) % 360] += letters
    if not directions or directions[0] > _MAIN_SHARE * directions.total():
        return 0
    return directions.most_common(1)[0][0]


def raw_text_to_glyphs(raw: RawText, frame: Frame, keep_white: bool) -> tuple[Glyph, ...]:
    """The characters that run along the page's main direction, in reading coordinates.

    Text drawn invisibly is dropped unless the whole page is (a scan's recognised text); white
    text is dropped when nothing on the page could be behind it (`keep_white` False).
    """
    scan = sum(count for style, count in raw.styles.items() if style.visible) < raw.styles.total() / 2
    width, height = frame.read
    a, b, c, d, e, f = frame.matrix
    turned = (frame.rotation + frame.turn) % 360
    read = {
        style
        for style in raw.styles
        if style.direction == turned and (style.visible or scan) and (keep_white or not style.white)
    }
    found: list[Glyph] = []
    space = True
    last: _Style | None = None
    bold = italic = wanted = False
    for glyph in raw.glyphs:
        if glyph is None:
            if not space:
                found.append(_BLANK)
                space = True
            continue
        text, left, bottom, right, top, x, y, size, style = glyph
        if style is not last:
            last, wanted, bold, italic = style, style in read, style.bold, style.italic
        if not wanted:
            continue
        x0, x1 = a * left + c * bottom + e, a * right + c * top + e
        if x0 > x1:
            x0, x1 = x1, x0
        base = b * x + d * y + f
        if 0 <= (x0 + x1) / 2 <= width and 0 <= base <= height + size:
            found.append(_new(Glyph, (text, x0, x1, base, size, bold, italic)))
            space = False
    return tuple(found)
