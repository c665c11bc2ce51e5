"""Which recognised numbers are too uncertain to be figures.

The words stay as they were read, so that the page can be searched and shown; but a number is kept
back from the figures when one of these holds:

- Tesseract is unsure of the word, or of one of its digits;
- letters that look like digits stand among the digits ("4S 67O");
- on the picture there is a stroke before it, where a minus sign stands, that was not recognised;
- the minus sign that was recognised before it has no ink on the picture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from ingest.ocr.hocr_to_words import Recognised
from ingest.ocr.straighten import INK
from ingest.pdf.scans import Pixels
from ingest.records import Box

SURE_WORD = 50.0
SURE_DIGIT = 75.0
"""Confidences are 0 to 100; on clean print nearly all digits have over 95."""

_LOOK_ALIKE = re.compile(r"(?=.*\d)(?=.*[OoQDlIi|SsBZz])[\dOoQDlIi|SsBZz.,+−()%€-]+")
_DASHES = "-–−"
_SIGN_REACH = 0.75
_SIGN_NEAR = 0.04
_SIGN_LEAST = 0.2
_SIGN_ABOVE, _SIGN_BELOW = 0.5, 0.12
_SIGN_THICK = 0.16


def doubted(words: Sequence[Recognised], pixels: Pixels, points: float) -> tuple[Box, ...]:
    """The places of uncertain numbers. `pixels` is the straightened picture without its rules."""
    return tuple(
        word.box
        for place, word in enumerate(words)
        if any(letter.text.isdigit() for letter in word.letters)
        and (
            _unsure(word)
            or _sign_is_ghost(word, pixels, points)
            or (_signless(words, place) and _has_stroke(word, words, place, pixels, points))
        )
    )


def without_ghosts(words: Sequence[Recognised], pixels: Pixels, points: float) -> tuple[Recognised, ...]:
    """The words without dashes seen where there is no ink: Tesseract makes them up in wide gaps."""
    return tuple(word for word in words if word.text.strip(_DASHES) or _inked(word.box, pixels, points))


def _sign_is_ghost(word: Recognised, pixels: Pixels, points: float) -> bool:
    first = word.letters[0]
    place = Box(first.x0, word.box.top, first.x1, word.box.bottom)
    return first.text in _DASHES and not _inked(place, pixels, points)


def _inked(box: Box, pixels: Pixels, points: float) -> bool:
    area = pixels[_slice(box.top, box.bottom, points), _slice(box.x0, box.x1, points)]
    return bool((area < INK).any())


def _unsure(word: Recognised) -> bool:
    digits = [letter.confidence for letter in word.letters if letter.text.isdigit()]
    return (
        word.confidence < SURE_WORD
        or min(digits) < SURE_DIGIT
        or _LOOK_ALIKE.fullmatch(word.text) is not None
    )


def _signless(words: Sequence[Recognised], place: int) -> bool:
    return words[place].text[0].isdigit()


def _has_stroke(
    word: Recognised, words: Sequence[Recognised], place: int, pixels: Pixels, points: float
) -> bool:
    """Whether a short flat stroke that no word covers stands right before a number."""
    left = word.box.x0 - _SIGN_REACH * word.size
    for other in _before(words, place):
        left = max(left, other.box.x1)
    right = word.box.x0 - _SIGN_NEAR * word.size
    if right - left < _SIGN_LEAST * word.size:
        return False
    top, bottom = word.base - _SIGN_ABOVE * word.size, word.base - _SIGN_BELOW * word.size
    area = pixels[_slice(top, bottom, points), _slice(left, right, points)] < INK
    if not area.any():
        return False
    columns, rows = np.flatnonzero(area.any(axis=0)), np.flatnonzero(area.any(axis=1))
    wide, high = (columns[-1] - columns[0] + 1) * points, (rows[-1] - rows[0] + 1) * points
    return bool(wide >= _SIGN_LEAST * word.size and high <= _SIGN_THICK * word.size)


def _before(words: Sequence[Recognised], place: int) -> Iterator[Recognised]:
    """The words of the same line to the left."""
    word = words[place]
    for other in words[max(0, place - 3) : place]:
        if abs(other.base - word.base) < 0.5 * word.size and other.box.x1 <= word.box.x0:
            yield other


def _slice(start: float, end: float, points: float) -> slice:
    return slice(max(0, round(start / points)), max(0, round(end / points)))
