"""Running headers and footers: lines that come back at the edges of pages or slides.

With form feeds the edges are the first and last lines of pages. Without them the text of a deck
still shows where a slide begins: an indented first line or several blank lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

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
    tops = [_edge_lines(page, top=True) for page in pages]
    bottoms = [_edge_lines(page, top=False) for page in pages]
    headers = _repeated(pages, tops)
    footers = _repeated(pages, bottoms)
    return tuple(
        _mark(page, set(top), set(bottom), headers, footers, len(pages) > 1)
        for page, top, bottom in zip(pages, tops, bottoms, strict=True)
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


def _edge_lines(page: Sequence[Line], top: bool) -> list[int]:
    """Lines that stand first (or last) on the page or on a slide within it."""
    count = len(page)
    places: list[int] = []
    if top:
        places += range(min(_EDGE, count))
        places += [i for i, line in enumerate(page) if line.strong_break]
    else:
        places += range(max(0, count - _EDGE), count)
        places += [i - 1 for i in range(1, count) if page[i].strong_break]
        places += [i for i, line in enumerate(page) if _PAGE_WORD.match(line.text)]
    return sorted(set(places))


def _repeated(pages: Sequence[Sequence[Line]], edges: Sequence[Sequence[int]]) -> frozenset[str]:
    counts = Counter(
        key
        for page, places in zip(pages, edges, strict=True)
        for key in ([_key(page[i].text) for i in places] if len(pages) == 1 else {_key(page[i].text) for i in places})
        if 3 <= len(key) <= 90 and any(c.isalpha() for c in key)
    )
    return frozenset(
        key for key, count in counts.items() if count >= 3 or (count == 2 and _REPORT_LINE.match(key))
    )


def _mark(
    page: Sequence[Line],
    top: set[int],
    bottom: set[int],
    headers: frozenset[str],
    footers: frozenset[str],
    paged: bool,
) -> Marks:
    marks: list[BlockKind | None] = []
    for place, line in enumerate(page):
        text = collapse(line.text)
        key = _key(text)
        mark: BlockKind | None = None
        if place in top and key in headers:
            mark = BlockKind.HEADER
        elif place in bottom and key in footers:
            mark = BlockKind.FOOTER
        elif _is_page_number(text, paged, place, len(page)):
            mark = BlockKind.FOOTER if place * 2 > len(page) else BlockKind.HEADER
        marks.append(mark)
    # A page of nothing but running lines is a title: keep it.
    if page and all(marks):
        return tuple(None if not _BARE_PAGE.match(collapse(line.text)) else mark for line, mark in zip(page, marks, strict=True))
    return tuple(marks)


def _is_page_number(text: str, paged: bool, place: int, count: int) -> bool:
    """"12/157", "– 3 –", "Sivu 12" alone on a line; a bare number only at a page's very edge."""
    if _PAGE_WORD.fullmatch(text):
        return True
    return paged and place in (0, count - 1) and bool(_BARE_PAGE.match(text))
