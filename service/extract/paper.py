"""A PDF as it is drawn, apart from what was read of it: pictures of its pages, and the words on them.

The words come straight from PDFium's text page, by none of the reader's rules, so that they can
stand as witnesses against the reading.
"""

from __future__ import annotations

import ctypes
import io
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # ships no types
from PIL import Image

from ingest.pdf import PDFIUM_LOCK
from ingest.pdf.open_pdf import open_pdf
from ingest.records import Box

_DOTS_A_POINT = 110 / 72
_MOST_DOTS = 1700
_COLOURS = 32
_LARGE_BYTES = 150_000
_QUALITY = 50
_EFFORT = 2
_INVISIBLE = 3
_FAR = 1_000_000
_WORD_GAP = 0.25
_SPACES = frozenset({0, 9, 10, 13, 0x20, 0xA0, 0x202F, 0x3000, 0xFEFF, 0xFFFF, *range(0x2000, 0x200E)})


@dataclass(frozen=True, slots=True)
class Picture:
    """A page's picture; `width` and `height` in dots, `kind` as in "image/png"."""

    kind: str
    data: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Letter:
    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class DrawnWord:
    """Letters drawn close to each other, in the order of the file."""

    letters: tuple[Letter, ...]

    @property
    def text(self) -> str:
        return "".join(letter.text for letter in self.letters)


class Paper:
    """An open PDF. Raises UnreadableFile where it cannot be opened."""

    def __init__(self, data: bytes, file: str, password: str | None = None) -> None:
        with PDFIUM_LOCK:
            self._document = open_pdf(data, file, password)
            self._pages = len(self._document)

    def __enter__(self) -> Paper:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with PDFIUM_LOCK:
            self._document.close()

    def picture(self, page: int) -> Picture | None:
        """Page `page` (from 1), its longest side bounded; None where it cannot be drawn."""
        if not 1 <= page <= self._pages:
            return None
        with PDFIUM_LOCK:
            try:
                opened = self._document[page - 1]
                scale = min(_DOTS_A_POINT, _MOST_DOTS / max(1.0, *opened.get_size()))
                drawn = opened.render(scale=scale).to_pil().convert("RGB")
                opened.close()
            except Exception:  # a page that cannot be drawn must not cost the others
                return None
        return _packed(drawn)

    def words(self, page: int) -> tuple[DrawnWord, ...]:
        """The visible words of page `page`; of a page whose text is mostly invisible (a scan that was
        recognised) all of them. Empty where the page has no text or cannot be read."""
        if not 1 <= page <= self._pages:
            return ()
        with PDFIUM_LOCK:
            try:
                opened = self._document[page - 1]
                found = _letters(opened)
                opened.close()
            except Exception:  # as above
                return ()
        shown = [(letter, visible) for letter, visible in found if letter is not None]
        scan = 2 * sum(visible for _, visible in shown) < len(shown)
        return _words([letter if visible or scan else None for letter, visible in found])


def _packed(drawn: Image.Image) -> Picture:
    """Text and rules are smallest and sharpest in few colours; photographs as WebP."""
    few = io.BytesIO()
    drawn.quantize(_COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(few, "PNG")
    kind, data = "image/png", few.getvalue()
    if len(data) > _LARGE_BYTES:
        soft = io.BytesIO()
        drawn.save(soft, "WEBP", quality=_QUALITY, method=_EFFORT)
        if len(soft.getvalue()) < len(data):
            kind, data = "image/webp", soft.getvalue()
    return Picture(kind, data, drawn.width, drawn.height)


def _letters(page: Any) -> list[tuple[Letter | None, bool]]:
    """Every character in the file's order with its place on the shown page and whether it is
    visible; None for white space. `page` is a pypdfium2 PdfPage."""
    text = pdfium.FPDFText_LoadPage(page.raw)
    if not text:
        return []
    a, b, c, d, e, f = _to_shown(page)
    box = pdfium.FS_RECTF()
    modes: dict[int, bool] = {}
    found: list[tuple[Letter | None, bool]] = []
    try:
        for index in range(pdfium.FPDFText_CountChars(text)):
            code = pdfium.FPDFText_GetUnicode(text, index)
            if code in _SPACES or not pdfium.FPDFText_GetLooseCharBox(text, index, box):
                found.append((None, True))
                continue
            drawn = pdfium.FPDFText_GetTextObject(text, index)
            key = ctypes.addressof(drawn.contents) if drawn else 0
            if key not in modes:
                modes[key] = not drawn or pdfium.FPDFTextObj_GetTextRenderMode(drawn) != _INVISIBLE
            x = sorted((a * box.left + c * box.bottom + e, a * box.right + c * box.top + e))
            y = sorted((b * box.left + d * box.bottom + f, b * box.right + d * box.top + f))
            char = "-" if code in (2, 0xFFFE, 0xAD) else chr(code) if 0x20 < code <= 0x10FFFF else "\ufffd"
            found.append((Letter(char, Box(x[0], y[0], x[1], y[1])), modes[key]))
    finally:
        pdfium.FPDFText_ClosePage(text)
    return found


def _to_shown(page: Any) -> tuple[float, float, float, float, float, float]:
    """(a, b, c, d, e, f): PDF point x, y is shown at a*x + c*y + e, b*x + d*y + f points from the
    top left corner, crop box and rotation taken in."""
    width, height = page.get_size()
    x, y = ctypes.c_int(), ctypes.c_int()

    def shown(px: float, py: float) -> tuple[float, float]:
        pdfium.FPDF_PageToDevice(page.raw, 0, 0, _FAR, _FAR, 0, px, py, x, y)
        return x.value * width / _FAR, y.value * height / _FAR

    (e, f), (ax, ay), (cx, cy) = shown(0, 0), shown(100, 0), shown(0, 100)
    return (ax - e) / 100, (ay - f) / 100, (cx - e) / 100, (cy - f) / 100, e, f


def _words(letters: Sequence[Letter | None]) -> tuple[DrawnWord, ...]:
    words: list[DrawnWord] = []
    pending: list[Letter] = []
    for letter in (*letters, None):
        if pending and (letter is None or _apart(pending[-1].box, letter.box)):
            words.append(DrawnWord(tuple(pending)))
            pending = []
        if letter is not None:
            text = unicodedata.normalize("NFC", letter.text)
            pending.append(Letter(text, letter.box))
    return tuple(words)


def _apart(one: Box, other: Box) -> bool:
    """Whether two letters stand too far apart for one word, in any direction of writing."""
    size = max(min(one.bottom - one.top, one.x1 - one.x0), 4.0, (one.bottom - one.top) / 2)
    across = max(one.x0, other.x0) - min(one.x1, other.x1)
    down = max(one.top, other.top) - min(one.bottom, other.bottom)
    return max(across, down) > _WORD_GAP * size
