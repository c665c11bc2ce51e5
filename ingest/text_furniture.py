"""Running headers and footers: lines that come back at the edges of pages or slides.

With form feeds the edges are the first and last lines of pages. Without them the text of a deck
still shows where a slide begins: an indented first line or several blank lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.records import BlockKind
from ingest.text_lines import Line, collapse

_EDGE = 3
_PAGE_WORD = re.compile(
    r"\b(?:sivu|sida|page|s\.)\s*(?P<number>\d{1,4})(?:\s*[/(]\s*\d{1,4}\)?)?", re.IGNORECASE
)
_BARE_PAGE = re.compile(r"^[–—-]?\s*(?P<number>\d{1,4})\s*(?:/\s*\d{1,4}|\(\d{1,4}\))?\s*[–—-]?$")
_REPORT_LINE = re.compile(
    r"^(?:\w+\s){0,2}\w*(?:raportti|katsaus|tilinpäätös|talousarvio|kertomus|bokslut|budget|rapport|report)"
    r"(?:\s+\S*(?:19|20)\d\d\S*)?$",
    re.IGNORECASE,
)

Marks = tuple[BlockKind | None, ...]


def find_furniture(pages: Sequence[Sequence[Line]]) -> tuple[Marks, ...]:
    """For each line of each page: HEADER, FOOTER, or None for content."""
    edges = [
        _Edges(tuple(_top(page, len(pages) > 1)), tuple(_bottom(page, len(pages) > 1))) for page in pages
    ]
    headers = _repeated(pages, [edge.top for edge in edges])
    footers = _repeated(pages, [edge.bottom for edge in edges])
    if len(pages) > 1:
        # Deeper lines are headers only where most pages have them: slides repeat their titles too.
        deeper = [tuple(range(min(_EDGE, len(page)))) for page in pages]
        headers |= _repeated(pages, deeper, len(pages) // 2 + 1)
        edges = [_Edges(deep, edge.bottom) for deep, edge in zip(deeper, edges, strict=True)]
    return tuple(
        _mark(page, edge, headers, footers, len(pages) > 1) for page, edge in zip(pages, edges, strict=True)
    )


def printed_page_label(page: Sequence[Line], marks: Marks) -> str | None:
    """The page number that a page prints about itself, if its header or footer does."""
    for line, mark in zip(page, marks, strict=True):
        text = collapse(line.text)
        found = mark and (_BARE_PAGE.match(text) or _PAGE_WORD.search(text))
        if found:
            return found["number"]
    return None


def _key(text: str) -> str:
    """What is the same on every page: the line without its page number."""
    return _PAGE_WORD.sub("", collapse(text)).strip(" |–—-").casefold()


@dataclass(frozen=True, slots=True)
class _Edges:
    """Places of the lines that stand first (or last) on a page or on a slide within it."""

    top: tuple[int, ...]
    bottom: tuple[int, ...]


def _top(page: Sequence[Line], paged: bool) -> list[int]:
    if paged:
        return [0] if page else []
    return [place for place, line in enumerate(page) if line.strong_break]


def _bottom(page: Sequence[Line], paged: bool) -> list[int]:
    count = len(page)
    places = set(range(max(0, count - _EDGE), count))
    if not paged:
        places |= {place - 1 for place in range(1, count) if page[place].strong_break}
    places |= {place for place, line in enumerate(page) if _PAGE_WORD.match(line.text)}
    return sorted(places)


def _repeated(
    pages: Sequence[Sequence[Line]], places: Sequence[Sequence[int]], least: int = 3
) -> frozenset[str]:
    counts: Counter[str] = Counter()
    for page, at in zip(pages, places, strict=True):
        keys = [_key(page[place].text) for place in at]
        counts.update(keys if len(pages) == 1 else set(keys))
    return frozenset(
        key
        for key, count in counts.items()
        if 3 <= len(key) <= 90 and any(c.isalpha() for c in key)
        and (count >= max(3, least) or (count == 2 and least <= 3 and _REPORT_LINE.match(key)))
    )  # fmt: skip


def _mark(
    page: Sequence[Line], edges: _Edges, headers: frozenset[str], footers: frozenset[str], paged: bool
) -> Marks:
    top, bottom = frozenset(edges.top), frozenset(edges.bottom)
    marks: list[BlockKind | None] = []
    for place, line in enumerate(page):
        text = collapse(line.text)
        key = _key(text)
        late = paged and place * 2 >= len(page)
        mark: BlockKind | None = None
        if place in top and key in headers and not (late and key in footers):
            mark = BlockKind.HEADER
        elif place in bottom and key in footers:
            mark = BlockKind.FOOTER
        elif _is_page_number(text, paged, place, len(page)):
            mark = BlockKind.FOOTER if place * 2 > len(page) else BlockKind.HEADER
        marks.append(mark)
    # A page of nothing but running lines is a title page: keep its lines.
    if marks and all(marks):
        return tuple(None if mark is BlockKind.HEADER and not _has_page_number(line.text) else mark
                     for line, mark in zip(page, marks, strict=True))  # fmt: skip
    return tuple(marks)


def _has_page_number(text: str) -> bool:
    return bool(_BARE_PAGE.match(collapse(text)) or _PAGE_WORD.search(text))


def _is_page_number(text: str, paged: bool, place: int, count: int) -> bool:
    """ "12/157", "– 3 –", "Sivu 12" alone on a line; a bare number only at a page's very edge."""
    if _PAGE_WORD.fullmatch(text):
        return True
    return paged and place in (0, count - 1) and bool(_BARE_PAGE.match(text))
