"""Pages whose text is only a picture: how they are told, drawn for recognition, and what comes back.

The recognition itself is not done here: `read_pdf` is given a `Recogniser`, or none.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Any, TypeAlias

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # ships no types

from ingest.pdf.page_to_glyphs import UNKNOWN
from ingest.pdf.pieces import Sheet, Word
from ingest.records import Box, Problem

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DPI = 300
MOST_PIXELS = 16_000_000
"""A picture larger than this is drawn coarser: A3 at 300 dpi just fits, and grey it takes 16 MB."""

_WHOLE_PAGE = 0.6
"""A picture that covers this share of the page may hold all that the page says."""
_MARGIN = 0.1
_STRAY_LETTERS = 100
"""A page number, a date and a scanner's stamp have fewer letters than this, all near the edges."""
_OUTLINES = 40
"""A page without text but with this many curves has its letters drawn as outlines."""
_GARBLED_SHARE = 0.3
_GARBLED_LEAST = 20
_MOST_LOOKED_AT = 2000
_INVISIBLE = 3

Pixels: TypeAlias = "NDArray[np.uint8]"


class TextLayer(Enum):
    """What a page's own text is worth."""

    SOUND = auto()
    BLANK = auto()
    """Nothing is printed on the page."""
    MISSING = auto()
    """The page is a picture; what text it has is a stamp or a page number."""
    GARBLED = auto()
    """Its fonts do not say which letters they draw."""
    RECOGNISED = auto()
    """Somebody's text recognition laid it invisibly over a picture."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as it is shown, drawn in grey, `pixels` row by row from the top. Width and height in points."""

    page: int
    width: float
    height: float
    pixels: Pixels


@dataclass(frozen=True, slots=True)
class Scan:
    """What was recognised on a picture of a page.

    `sheet` has the glyphs and rules, turned upright and straightened. `tilt` is the small angle in
    degrees, counter-clockwise, by which the picture was turned about its middle to be straight.
    `doubts` are the places of numbers on the sheet that are too uncertain to be figures.
    """

    sheet: Sheet
    tilt: float = 0.0
    doubts: tuple[Box, ...] = ()


Recogniser = Callable[[Picture], Scan | None]
"""Reads a picture; None when there is no text on it. Raises TimeoutError when it takes too long."""


def text_layer(page: Any, sheet: Sheet, words: Sequence[Word]) -> TextLayer:
    """Judge a page's text. `page` is its pypdfium2 PdfPage; hold the PDFium lock."""
    letters = "".join(word.text for word in words)
    covered = _covered(sheet)
    if len(letters) < _GARBLED_LEAST and _unmapped(page) >= _GARBLED_LEAST:
        return TextLayer.GARBLED
    if not letters:
        drawn = bool(sheet.images) or len(sheet.curves) >= _OUTLINES
        return TextLayer.MISSING if drawn else TextLayer.BLANK
    strange = sum(letters.count(letter) for letter in set(letters) if _is_strange(letter))
    if len(letters) >= _GARBLED_LEAST and strange > _GARBLED_SHARE * len(letters):
        return TextLayer.GARBLED
    if not covered:
        return TextLayer.SOUND
    if len(letters) <= _STRAY_LETTERS and all(_at_edge(word, sheet) for word in words):
        return TextLayer.MISSING
    return TextLayer.RECOGNISED if _mostly_invisible(page) else TextLayer.SOUND


def page_to_picture(page: Any, number: int) -> Picture:
    """Draw a page for recognition. `page` is a pypdfium2 PdfPage; hold the PDFium lock."""
    import numpy as np  # it takes longer to load than a page to read, and most files need no picture

    width, height = page.get_size()
    scale = min(DPI / 72, math.sqrt(MOST_PIXELS / max(width * height, 1.0)))
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        pixels = np.array(bitmap.to_numpy(), dtype=np.uint8).reshape(bitmap.height, bitmap.width)
    finally:
        bitmap.close()
    return Picture(number, width, height, pixels)


def untilt_box(box: Box, tilt: float, width: float, height: float) -> Box:
    """A box of a straightened sheet, `width` x `height` points, on the page before it was straightened."""
    turn = math.radians(tilt)
    x, y = (box.x0 + box.x1) / 2 - width / 2, (box.top + box.bottom) / 2 - height / 2
    across = x * math.cos(turn) - y * math.sin(turn) + width / 2
    down = x * math.sin(turn) + y * math.cos(turn) + height / 2
    half_width, half_height = (box.x1 - box.x0) / 2, (box.bottom - box.top) / 2
    rise = half_width * abs(math.sin(turn))
    return Box(across - half_width, down - half_height - rise, across + half_width, down + half_height + rise)


def _covered(sheet: Sheet) -> bool:
    """Whether one picture, or several side by side (a scan in strips), fill the page."""
    area = sum(
        max(0.0, min(box.x1, sheet.width) - max(box.x0, 0.0))
        * max(0.0, min(box.bottom, sheet.height) - max(box.top, 0.0))
        for box in sheet.images
    )
    return bool(area > _WHOLE_PAGE * sheet.width * sheet.height > 0)


def _at_edge(word: Word, sheet: Sheet) -> bool:
    down = word.middle / sheet.height
    return not _MARGIN <= down <= 1 - _MARGIN


def _is_strange(letter: str) -> bool:
    return letter == UNKNOWN or 0xE000 <= ord(letter) <= 0xF8FF or ord(letter) >= 0xF0000


def _unmapped(page: Any) -> int:
    """How many of a page's characters have no letter: control codes and codes that map to nothing."""
    textpage = pdfium.FPDFText_LoadPage(page.raw)
    if not textpage:
        return 0
    try:
        count = min(pdfium.FPDFText_CountChars(textpage), _MOST_LOOKED_AT)
        return sum(
            1
            for index in range(count)
            if not pdfium.FPDFText_IsGenerated(textpage, index)
            and ((code := pdfium.FPDFText_GetUnicode(textpage, index)) < 0x09 or 0x0E <= code < 0x20)
        )
    finally:
        pdfium.FPDFText_ClosePage(textpage)


def _mostly_invisible(page: Any) -> bool:
    modes = [
        pdfium.FPDFTextObj_GetTextRenderMode(item.raw)
        for item in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_TEXT,), max_depth=3)
    ]
    hidden = sum(1 for mode in modes if mode == _INVISIBLE)
    return hidden > len(modes) / 2


def scan_problem(
    page: int, layer: TextLayer, tried: bool, failure: Exception | None = None
) -> Problem | None:
    """What to tell of a page that was not recognised; None where nothing is amiss.

    `tried`: its picture was recognised, but without finding text, or with a `failure`.
    """
    if layer is TextLayer.MISSING:
        code, what = "no_text_layer", f"Sivulla {page} on vain kuva, ei tekstiä"
    elif layer is TextLayer.GARBLED:
        code, what = "unreadable_text", f"Sivun {page} fontit eivät kerro, mitä merkkejä ne piirtävät"
    else:
        return None
    if isinstance(failure, TimeoutError):
        advice = "Tekstintunnistus kesti liian kauan ja keskeytettiin. Katso alkuperäistä sivua."
    elif failure is not None:
        advice = f"Tekstintunnistus ei onnistunut ({failure}). Katso alkuperäistä sivua."
    elif tried:
        advice = "Tekstintunnistus ei löytänyt siitä tekstiä."
    else:
        advice = "Lue tiedosto uudelleen valitsimella --ocr, niin teksti tunnistetaan kuvasta."
    return Problem(code, f"{what}. {advice}", page)
