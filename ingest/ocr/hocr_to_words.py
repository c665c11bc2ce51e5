"""Tesseract's hOCR -> recognised words, in points: letters with places, baseline, size, confidence."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple
from xml.etree import ElementTree

from ingest.pdf.numerals import GROUP
from ingest.records import Box

_CAPITAL, _SMALL, _BELOW = 0.72, 0.53, 0.21
"""How high capitals and digits stand, how high small letters, how far tails hang, in em: those of the
common book and office fonts differ by less than the recognised boxes do."""
_TALL = frozenset("bdfhklt")
_TAILED = frozenset("gjpqy")
_ODD_SIZE = 1.3
_SIZE_STEP = 0.5
_DIVIDER = "–"
_BEFORE_DIGIT = re.compile(r"^[—–‐~-]{1,2}(?=\d)")
_NUMBER_SPACE = 0.7
"""Digits are spaced 0.5 to 0.6 em; middles farther apart than this have a space between them."""


_Drawn = tuple[str, Box, float]
"""A letter, its box in pixels, its confidence."""


class Letter(NamedTuple):
    """One recognised letter; `confidence` 0 to 100."""

    text: str
    x0: float
    x1: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Recognised:
    """A recognised word; all places in points on the straightened page."""

    letters: tuple[Letter, ...]
    box: Box
    base: float
    size: float
    confidence: float

    @property
    def text(self) -> str:
        return "".join(letter.text for letter in self.letters)


def hocr_to_words(hocr: bytes, points: float) -> tuple[Recognised, ...]:
    """Words line by line, left to right. `points` is the size of a pixel."""
    root = ElementTree.fromstring(hocr)
    found: list[Recognised] = []
    for line in root.iter():
        if line.get("class") in ("ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat"):
            found += _line(line, points)
    return tuple(found)


def _line(line: ElementTree.Element, points: float) -> list[Recognised]:
    facts = _facts(line)
    left, _, _, bottom = facts["bbox"]
    slope, offset = facts.get("baseline", (0.0, 0.0))
    raw: list[tuple[list[_Drawn], float]] = []
    for word in line.iter():
        if word.get("class") == "ocrx_word":
            letters = [letter for item in word.iter() for letter in _letter(item)]
            if letters:
                raw.append((letters, _facts(word).get("x_wconf", (0.0,))[0]))
    sizes = [_size(letters) for letters, _ in raw]
    known = [size for size in sizes if size]
    usual = median(known) if known else facts.get("x_size", (0.0,))[0]
    words: list[Recognised] = []
    for (letters, confidence), size in zip(raw, sizes, strict=True):
        odd = size and not usual / _ODD_SIZE < size < usual * _ODD_SIZE
        em = size if odd else usual
        middle = (letters[0][1].x0 + letters[-1][1].x1) / 2
        base = bottom + offset + slope * (middle - left)
        points_size = max(_SIZE_STEP, round(em * points / _SIZE_STEP) * _SIZE_STEP)
        for part in _parted(_cleaned(letters), em):
            words.append(_word(part, base * points, points_size, confidence, points))
    return words


def _facts(element: ElementTree.Element) -> dict[str, tuple[float, ...]]:
    """The properties in an element's title: "bbox 1 2 3 4; x_wconf 92"."""
    facts: dict[str, tuple[float, ...]] = {}
    for fact in (element.get("title") or "").split(";"):
        name, *values = fact.split()
        if values and all(re.fullmatch(r"-?\d+(\.\d+)?(e-?\d+)?", value) for value in values):
            facts[name] = tuple(float(value) for value in values)
    return facts


def _letter(item: ElementTree.Element) -> Iterator[_Drawn]:
    if item.get("class") == "ocrx_cinfo" and item.text and item.text.strip():
        facts = _facts(item)
        x0, top, x1, bottom = facts["x_bboxes"]
        text = unicodedata.normalize("NFC", item.text.strip())
        yield text, Box(x0, top, x1, bottom), facts.get("x_conf", (0.0,))[0]


def _size(letters: list[_Drawn]) -> float:
    """The em in pixels that a word's height speaks for; 0 where it has neither letters nor digits."""
    shown = [(text, box) for text, box, _ in letters if text[0].isalnum()]
    if not shown:
        return 0.0
    up = max(_rise(text) for text, _ in shown)
    down = max(_BELOW if text in _TAILED else 0.0 for text, _ in shown)
    top, bottom = min(box.top for _, box in shown), max(box.bottom for _, box in shown)
    return (bottom - top) / (up + down)


def _rise(text: str) -> float:
    bare = unicodedata.normalize("NFD", text)
    return _CAPITAL if len(bare) > 1 or text in _TALL or text.isupper() or text.isdigit() else _SMALL


def _cleaned(letters: list[_Drawn]) -> list[_Drawn]:
    """Dashes as a report prints them. Which of the dashes it is, a picture does not tell: before a digit
    it is read as a minus sign, elsewhere as a dash."""
    text = "".join(letter[0] for letter in letters)
    signs = _BEFORE_DIGIT.match(text)
    if signs and len(text) == len(letters):
        first, last = letters[0], letters[signs.end() - 1]
        box = Box(first[1].x0, first[1].top, last[1].x1, last[1].bottom)
        letters = [("\u2212", box, min(first[2], last[2])), *letters[signs.end() :]]
    made: list[_Drawn] = []
    for text, box, sure in letters:
        if text == "—":
            text = _DIVIDER
        if made and made[-1][0] == _DIVIDER and text in (_DIVIDER, "-"):
            continue  # a dash that was read twice
        made.append((text, box, sure))
    return made


def _parted(letters: list[_Drawn], em: float) -> Iterator[list[_Drawn]]:
    """A number whose spaces between groups of three were not seen, in its groups; else the whole word."""
    starts = [0]
    for place, (left, right) in enumerate(itertools.pairwise(letters), start=1):
        if left[0].isdigit() and right[0].isdigit():
            pitch = (right[1].x0 + right[1].x1 - left[1].x0 - left[1].x1) / 2
            starts += [place] if pitch > _NUMBER_SPACE * em else []
    groups = [letters[start:end] for start, end in zip(starts, [*starts[1:], len(letters)], strict=True)]
    grouped = all(GROUP.fullmatch("".join(letter[0] for letter in group)) for group in groups[1:])
    yield from groups if grouped else [letters]


def _word(letters: list[_Drawn], base: float, size: float, confidence: float, points: float) -> Recognised:
    """The letters side by side: neighbours meet halfway, for inside a word a gap says nothing."""
    edges = [letters[0][1].x0]
    for (_, left, _), (_, right, _) in itertools.pairwise(letters):
        edges.append(max(edges[-1], (left.x1 + right.x0) / 2))
    edges.append(max(edges[-1], letters[-1][1].x1))
    made = tuple(
        Letter(text, x0 * points, x1 * points, sure)
        for (text, _, sure), x0, x1 in zip(letters, edges[:-1], edges[1:], strict=True)
    )
    box = Box(
        edges[0] * points,
        min(box.top for _, box, _ in letters) * points,
        edges[-1] * points,
        max(box.bottom for _, box, _ in letters) * points,
    )
    return Recognised(made, box, base, size, confidence)
