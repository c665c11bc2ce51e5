"""The pieces a page is made of before it has blocks: glyphs, rules, fills, words and chunks.

All places are in points from the top left corner of the page as it is read, that is after the
page has been turned so that its text runs from left to right.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

from ingest.pdf.limits import LIMITS
from ingest.pdf.numerals import is_numeric
from ingest.records import BlockKind, Box

ASCENT = 0.75
DESCENT = 0.22
MIDDLE = 0.27


class Glyph(NamedTuple):
    """A printed character; `text` is " " for a printed or implied space, whose place is void."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool
    italic: bool


class Rule(NamedTuple):
    """A drawn straight line: at y = `at` from x = `start` to `end`, or the other way round."""

    at: float
    start: float
    end: float


class Fill(NamedTuple):
    """A filled rectangle, `colour` as red, green, blue 0 to 255."""

    box: Box
    colour: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Aside:
    """A text that runs in another direction than its page: its lines, its place and its size in points."""

    lines: tuple[str, ...]
    box: Box
    size: float


@dataclass(frozen=True, slots=True)
class Tag:
    """What a tagged file says of a text: its kind, a heading's or list item's level, where it is printed."""

    kind: BlockKind
    level: int
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is drawn on one page. `turn` is the angle (degrees, clockwise) the page was turned by."""

    page: int
    width: float
    height: float
    turn: int
    glyphs: tuple[Glyph, ...]
    across: tuple[Rule, ...]
    down: tuple[Rule, ...]
    fills: tuple[Fill, ...]
    curves: tuple[Box, ...]
    images: tuple[Box, ...]
    asides: tuple[Aside, ...] = ()
    tags: tuple[Tag, ...] = ()


@dataclass(slots=True, eq=False)
class Word:
    """Glyphs without a space between them.

    `spaced`: a space was printed before it. `fenced`: a drawn line or the edge of a shaded cell
    parts it from what is left of it.

    Words and chunks are made by the thousand for each page, and a frozen dataclass takes three times
    as long to make; they are never changed all the same.
    """

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool
    italic: bool
    spaced: bool
    fenced: bool = False

    @property
    def top(self) -> float:
        return self.base - ASCENT * self.size

    @property
    def bottom(self) -> float:
        return self.base + DESCENT * self.size

    @property
    def across(self) -> float:
        """The word's middle, from the left."""
        return (self.x0 + self.x1) / 2

    @property
    def middle(self) -> float:
        """The word's middle, from the top."""
        return self.base - MIDDLE * self.size

    @property
    def box(self) -> Box:
        return Box(self.x0, self.top, self.x1, self.bottom)


@dataclass(slots=True, eq=False)
class Chunk:
    """Words of one line that belong together: a phrase or one cell's line."""

    words: tuple[Word, ...]
    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool
    numeric: bool

    @property
    def top(self) -> float:
        return self.base - ASCENT * self.size

    @property
    def bottom(self) -> float:
        return self.base + DESCENT * self.size

    @property
    def across(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def middle(self) -> float:
        return self.base - MIDDLE * self.size

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def box(self) -> Box:
        return Box(self.x0, self.top, self.x1, self.bottom)

    @property
    def counted(self) -> bool:
        """A number with digits, not a dash or an "n/a" that stands for one."""
        return self.numeric and any(letter.isdigit() for letter in self.text)


Line = tuple[Chunk, ...]
"""One line of a page or of a column, its chunks from left to right."""


def join_words(words: Sequence[Word]) -> str:
    """The text of neighbouring words of one line, with spaces where they are printed or seen."""
    text = words[0].text
    if len(words) == 1:
        return text
    for left, right in itertools.pairwise(words):
        gap = right.x0 - left.x1
        tight = gap < LIMITS.unspaced_gap * max(left.size, right.size) and right.x0 > left.x0
        text += right.text if tight and not right.spaced else " " + right.text
    return text


def chunk_of(words: Iterable[Word]) -> Chunk:
    """Words of one line, left to right, as one chunk."""
    kept = tuple(words)
    text = join_words(kept)
    if len(kept) == 1:
        word = kept[0]
        return Chunk(kept, text, word.x0, word.x1, word.base, word.size, word.bold, is_numeric(text))
    return Chunk(
        words=kept,
        text=text,
        x0=kept[0].x0,
        x1=max(word.x1 for word in kept),
        base=median(word.base for word in kept),
        size=max(word.size for word in kept),
        bold=all(word.bold for word in kept),
        numeric=is_numeric(text),
    )


def holds(box: Box, x: float, y: float, slack: float = 0.0) -> bool:
    """Whether a point lies in a box widened by `slack` points."""
    return box.x0 - slack <= x <= box.x1 + slack and box.top - slack <= y <= box.bottom + slack
