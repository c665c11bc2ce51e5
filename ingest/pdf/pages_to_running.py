"""Finds running heads and feet: lines that come back at the same place on many pages.

The outermost lines of each page are compared over the document with their digits masked, so
that page numbers match too. A repeated line counts only when white space parts it from the
page's own text: a table's head that is printed again on each page is not a running head. Nor is
a line whose numbers change from page to page, unless they count the pages: pages of one template
have the same labels at their feet, with other amounts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from ingest.pdf.pieces import Chunk, Line, Word
from ingest.pdf.words_to_lines import words_to_lines

_HEAD_ZONE = 0.15
_FOOT_ZONE = 0.12
_DEEPEST = 4
_FEWEST_PAGES = 3
_SOME_SHARE = 0.15
_MOST_SHARE = 0.6
_MOST_CHUNKS = 3
_PLACE_POINTS = 4.0
_PARTED = 0.7
_SMALL = 0.92
_LARGE = 1.08

_ROMAN = re.compile(r"(?i:x[lxc]?x?x?|l?x{0,3})(?i:ix|iv|v?i{0,3})")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_PAGE_NUMBER = re.compile(
    r"(?:sivu|sida|page|s\.)?\s*[-\u2013]?\s*(\d{1,4})\s*(?:[/(]\s*\d{1,4}\s*\)?)?\s*[-\u2013]?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PageWords:
    """One page's words and size."""

    page: int
    width: float
    height: float
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Running:
    """The running chunks of one page and the page number printed in them, if any."""

    heads: tuple[Chunk, ...] = ()
    feet: tuple[Chunk, ...] = ()
    label: str | None = None


@dataclass(frozen=True, slots=True)
class _Edge:
    """The outermost lines of a page's head or foot, outermost first, and the gap to what follows each.

    `edge` is the height of the page's edge they are measured from: pages may differ in size.
    """

    edge: float
    lines: tuple[Line, ...]
    gaps: tuple[float, ...]


def body_size(pages: Sequence[PageWords]) -> float:
    """The size most of the document's letters are printed in (points)."""
    letters: Counter[float] = Counter()
    for page in pages:
        for word in page.words:
            letters[round(word.size * 2) / 2] += len(word.text)
    return letters.most_common(1)[0][0] if letters else 10.0


def pages_to_running(pages: Sequence[PageWords]) -> list[Running]:
    """The running heads and feet of each page, in the pages' order."""
    body = body_size(pages)
    heads = [_edge(page, head=True) for page in pages]
    feet = [_edge(page, head=False) for page in pages]
    found_heads = _running_chunks(heads, body)
    found_feet = _running_chunks(feet, body)
    labels = _labels(pages, found_heads, found_feet)
    return [
        Running(tuple(head), tuple(foot), label)
        for head, foot, label in zip(found_heads, found_feet, labels, strict=True)
    ]


def _edge(page: PageWords, head: bool) -> _Edge:
    if head:
        zone = [word for word in page.words if word.base < _HEAD_ZONE * page.height]
    else:
        zone = [word for word in page.words if word.base > (1 - _FOOT_ZONE) * page.height]
    lines = words_to_lines(zone)
    if not head:
        lines.reverse()
    lines = lines[: _DEEPEST + 1]
    inner = {id(word) for line in lines for chunk in line for word in chunk.words}
    rest = [word for word in page.words if id(word) not in inner]
    # How near to the page's edge anything stands that comes after a line: below a head, above a foot.
    far = float("inf")
    near = (
        min((word.top for word in rest), default=far) if head else max((w.bottom for w in rest), default=-far)
    )
    gaps: list[float] = []
    for line in reversed(lines):
        size = max(chunk.size for chunk in line) or 1.0
        top, bottom = min(chunk.top for chunk in line), max(chunk.bottom for chunk in line)
        gaps.append((near - bottom if head else top - near) / size)
        near = min(near, top) if head else max(near, bottom)
    gaps.reverse()
    return _Edge(0.0 if head else page.height, tuple(lines[:_DEEPEST]), tuple(gaps[:_DEEPEST]))


def _key(chunk: Chunk) -> str:
    if _roman(chunk.text) is not None:
        return "#"
    return re.sub(r"\d+", "#", chunk.text).casefold()


def _roman(text: str) -> int | None:
    """The number of a text that is nothing but a roman numeral ("iv", "– XII –"), below 90."""
    match = _ROMAN.fullmatch(text.strip(" -\u2013\u2014"))
    if match is None or not match.group():
        return None
    letters = [_ROMAN_VALUES[letter] for letter in match.group().lower()]
    following = [*letters[1:], 0]
    return sum(-own if own < after else own for own, after in zip(letters, following, strict=True))


@lru_cache(maxsize=4096)
def _numbers(text: str) -> tuple[int, ...]:
    """The numbers that `_key` masks, in order. Only their first digits: no number of a page is longer."""
    roman = _roman(text)
    if roman is not None:
        return (roman,)
    return tuple(int(digits[:12]) for digits in re.findall(r"\d+", text))


def _running_chunks(edges: Sequence[_Edge], body: float) -> list[list[Chunk]]:
    places: dict[str, list[tuple[int, float, Chunk]]] = {}
    for index, edge in enumerate(edges):
        for line in edge.lines:
            for chunk in line:
                places.setdefault(_key(chunk), []).append((index, chunk.base - edge.edge, chunk))

    def same_place(chunk: Chunk, edge: float) -> list[tuple[int, Chunk]]:
        return [
            (index, other)
            for index, base, other in places[_key(chunk)]
            if abs(base + edge - chunk.base) <= _PLACE_POINTS
        ]

    def pages_with(chunk: Chunk, edge: float) -> int:
        return len({index for index, _ in same_place(chunk, edge)})

    def steady(chunk: Chunk, index: int, edge: float) -> bool:
        """Whether each number in it is the same on other pages or counts them."""
        own = _numbers(chunk.text)
        read = ((page, _numbers(other.text)) for page, other in same_place(chunk, edge))
        others = [(page, numbers) for page, numbers in read if len(numbers) == len(own)]  # "#" is a text too
        needed = min(_FEWEST_PAGES, len({page for page, _ in others}) / 2)
        return all(
            len({page for page, numbers in others if numbers[place] == number}) >= needed
            or len({page for page, numbers in others if numbers[place] - page == number - index}) >= needed
            for place, number in enumerate(own)
        )

    def repeated(chunk: Chunk, edge: float) -> bool:
        count = pages_with(chunk, edge)
        if count < _FEWEST_PAGES:
            return False
        if chunk.size <= _SMALL * body or _PAGE_NUMBER.fullmatch(chunk.text.strip()):
            return True
        return count >= (_SOME_SHARE if chunk.size <= _LARGE * body else _MOST_SHARE) * len(edges)

    spots = {
        (round(chunk.base - edge.edge), side, round(x))
        for edge in edges
        for line in edge.lines
        for chunk in line
        if chunk.size <= _SMALL * body and repeated(chunk, edge.edge)
        for side, x in (("left", chunk.x0), ("right", chunk.x1))
    }

    def on_spot(chunk: Chunk, edge: float) -> bool:
        near = (
            (round(chunk.base - edge) + a, side, round(x) + b)
            for side, x in (("left", chunk.x0), ("right", chunk.x1))
            for a in (-1, 0, 1)
            for b in (-1, 0, 1)
        )
        return chunk.size <= _SMALL * body and len(chunk.words) <= 6 and any(spot in spots for spot in near)

    def is_running(line: Line, index: int, edge: float) -> bool:
        if not all(repeated(chunk, edge) or on_spot(chunk, edge) for chunk in line):
            return False
        alone = len(line) == 1 and _PAGE_NUMBER.fullmatch(line[0].text.strip())
        return bool(alone) or all(steady(chunk, index, edge) for chunk in line)

    found = []
    for index, edge in enumerate(edges):
        kept: list[Chunk] = []
        pending: list[Chunk] = []
        for line, gap in zip(edge.lines, edge.gaps, strict=True):
            if len(line) > _MOST_CHUNKS or not is_running(line, index, edge.edge):
                break
            pending += line
            if gap >= _PARTED:
                kept += pending
                pending = []
        found.append(kept)
    return found


def _labels(
    pages: Sequence[PageWords], heads: Sequence[Sequence[Chunk]], feet: Sequence[Sequence[Chunk]]
) -> list[str | None]:
    """The printed page numbers: those that keep one distance to the page's place in the file over at
    least three pages. Front matter may count in roman numerals, and each part of a file anew."""
    candidates: list[list[_Number]] = []
    for page, head, foot in zip(pages, heads, feet, strict=True):
        chunks = sorted((*foot, *head), key=lambda chunk: not _PAGE_NUMBER.fullmatch(chunk.text.strip()))
        candidates.append([number for chunk in chunks for number in _counts(chunk.text, page.page)])
    sequences = Counter((number.roman, number.offset) for found in candidates for number in set(found))
    labels: list[str | None] = []
    for found in candidates:
        best = max(found, key=lambda number: sequences[number.roman, number.offset], default=None)
        steady = best is not None and sequences[best.roman, best.offset] >= _FEWEST_PAGES
        labels.append(best.text if best and steady else None)
    return labels


class _Number(NamedTuple):
    """A number in a running line: how it is printed and how far it is from the page's place in the file."""

    text: str
    roman: bool
    offset: int


def _counts(text: str, page: int) -> list[_Number]:
    bare = text.strip(" -\u2013\u2014")
    roman = _roman(bare)
    if roman is not None:
        return [_Number(bare, True, roman - page)]
    digits = (found.lstrip("0") or "0" for found in re.findall(r"(?<![\d.,])\d{1,4}(?![\d.,]*\d)", text))
    return [_Number(number, False, int(number) - page) for number in digits]
