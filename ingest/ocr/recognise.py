"""A picture of a page -> its sheet of glyphs and rules."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np

from ingest.ocr.doubts import doubted, without_ghosts
from ingest.ocr.engine import Engine, open_engine
from ingest.ocr.hocr_to_words import Recognised, hocr_to_words
from ingest.ocr.picture_to_rules import picture_to_rules
from ingest.ocr.straighten import clean_paper, find_tilt, straighten
from ingest.pdf.pieces import Glyph, Sheet
from ingest.pdf.scans import Picture, Pixels, Recogniser, Scan

_LIKELY_UPRIGHT = 75.0
"""Pages that are read with less confidence than this, letters taken together, may lie on their side."""
_NO_TEXT = 35.0
"""With less than this there are no letters: a photograph, a map."""
_LEAST_LETTERS = 3
_BEARING = 0.03
"""A letter's ink is narrower than its place on the line, in em at each side."""


def open_recogniser() -> Recogniser:
    """What `read_pdf` recognises pages with. Raises LukuError `ocr_unavailable`."""
    engine = open_engine()

    return partial(picture_to_scan, engine=engine)


def picture_to_scan(picture: Picture, engine: Engine) -> Scan | None:
    """Recognise one page; None when there is no text on it."""
    best = _read(picture, 0, engine)
    if _confidence(best[1]) < _LIKELY_UPRIGHT:
        turn = engine.turn(picture.pixels, _dpi(picture))
        if turn:
            best = max(best, _read(picture, turn, engine), key=lambda found: _confidence(found[1]))
    scan, words = best
    letters = sum(len(word.letters) for word in words)
    return None if letters < _LEAST_LETTERS or _confidence(words) < _NO_TEXT else scan


def _read(picture: Picture, turn: int, engine: Engine) -> tuple[Scan, Sequence[Recognised]]:
    pixels: Pixels = np.ascontiguousarray(np.rot90(picture.pixels, -turn // 90))
    sideways = turn in (90, 270)
    width, height = (picture.height, picture.width) if sideways else (picture.width, picture.height)
    points = width / pixels.shape[1]
    tilt = find_tilt(pixels)
    ruled = picture_to_rules(clean_paper(straighten(pixels, tilt)), points)
    found = hocr_to_words(engine.read(ruled.pixels, _dpi(picture)), points)
    words = without_ghosts(found, ruled.pixels, points)
    sheet = Sheet(
        page=picture.page,
        width=width,
        height=height,
        turn=turn,
        glyphs=tuple(glyph for word in words for glyph in _glyphs(word)),
        across=ruled.across,
        down=ruled.down,
        fills=(),
        curves=(),
        images=(),
    )
    return Scan(sheet, tilt, doubted(words, ruled.pixels, points)), words


def _glyphs(word: Recognised) -> list[Glyph]:
    made = [
        Glyph(letter.text, letter.x0, letter.x1, word.base, word.size, bold=False, italic=False)
        for letter in word.letters
    ]
    bearing = _BEARING * word.size
    made[0] = made[0]._replace(x0=made[0].x0 - bearing)
    made[-1] = made[-1]._replace(x1=made[-1].x1 + bearing)
    return [*made, made[-1]._replace(text=" ")]


def _confidence(words: Sequence[Recognised]) -> float:
    """The mean confidence of the letters, 0 to 100; 0 without any."""
    letters = sum(len(word.letters) for word in words)
    return sum(word.confidence * len(word.letters) for word in words) / letters if letters else 0.0


def _dpi(picture: Picture) -> int:
    pixels: int = picture.pixels.shape[1]
    return max(70, round(72 * pixels / max(picture.width, 1.0)))
