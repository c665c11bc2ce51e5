"""Running headers and footers: lines that come back at the edges of pages or slides.

With form feeds the edges are the first and last lines of pages. Without them the text of a deck
still shows where a slide begins: an indented first line or several blank lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.records import BlockKind
from ingest.text.lines import Line, collapse

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
    if len(pages) == 1:
        return (_mark_slides(pages[0]),)
    tops = [tuple(range(min(_EDGE, len(page)))) for page in pages]
    bottoms = [tuple(range(max(0, len(page) - _EDGE), len(page))) for page in pages]
    # Deeper lines are headers only where most pages have them: slides repeat their titles too.
    headers = _repeated(pages, [top[:1] for top in tops]) | _repeated(pages, tops, len(pages) // 2 + 1)
    footers = _repeated(pages, bottoms)
    return tuple(
        _mark_page(page, top, bottom, headers, footers)
        for page, top, bottom in zip(pages, tops, bottoms, strict=True)
    )


def mark_slide_starts(page: Sequence[Line]) -> tuple[Line, ...]:
    """Without form feeds, lines like "Sivu 5" whose numbers rise still show where slides end."""
    ends = [
        (place, int(found["number"]))
        for place, line in enumerate(page)
        if (found := _PAGE_WORD.fullmatch(collapse(line.text)))
    ]
    rising = all(before[1] < after[1] for before, after in pairwise(ends))
    starts = {place + 1 for place, _ in ends} if len(ends) >= 3 and rising else set()
    return tuple(
        replace(line, box_start=line.box_start or place in starts) for place, line in enumerate(page)
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
    return _PAGE_WORD.sub("", collapse(text)).strip(" |–—-")


def _repeated(
    pages: Sequence[Sequence[Line]], places: Sequence[Sequence[int]], least: int = 3
) -> Counter[str]:
    """The lines that come back at these places, with how often they do."""
    counts: Counter[str] = Counter()
    for page, at in zip(pages, places, strict=True):
        keys = [_key(page[place].text) for place in at]
        counts.update(keys if len(pages) == 1 else set(keys))
    return Counter({
        key: count
        for key, count in counts.items()
        if 3 <= len(key) <= 90 and any(c.isalpha() for c in key)
        and (count >= max(3, least) or (count == 2 and least <= 3 and _REPORT_LINE.match(key)))
    })  # fmt: skip


def _mark_page(
    page: Sequence[Line],
    top: Sequence[int],
    bottom: Sequence[int],
    headers: Counter[str],
    footers: Counter[str],
) -> Marks:
    marks: list[BlockKind | None] = []
    for place, line in enumerate(page):
        text = collapse(line.text)
        key = _key(text)
        late = place * 2 >= len(page)
        mark: BlockKind | None = None
        if place in top and key in headers and not (late and key in footers):
            mark = BlockKind.HEADER
        elif place in bottom and key in footers:
            mark = BlockKind.FOOTER
        elif _is_page_number(text) or (place in (0, len(page) - 1) and _BARE_PAGE.match(text)):
            mark = BlockKind.FOOTER if late else BlockKind.HEADER
        marks.append(mark)
    # A page of nothing but running lines is a title page: keep its lines.
    if marks and all(marks):
        return tuple(
            None if mark is BlockKind.HEADER and not _has_page_number(line.text) else mark
            for line, mark in zip(page, marks, strict=True)
        )
    return tuple(marks)


def _mark_slides(page: Sequence[Line]) -> Marks:
    """The same for slides without form feeds. A line known to run is one wherever it stands alone."""
    count = len(page)
    tops = [place for place, line in enumerate(page) if line.strong_break]
    ends = {place - 1 for place in (*tops[1:], count)} | {
        place for place, line in enumerate(page) if _PAGE_WORD.match(line.text)
    }
    ends |= {place - 1 for place in ends if _is_page_number(collapse(page[place].text))}
    headers = _repeated([page], [tops])
    footers = _repeated([page], [sorted(place for place in ends if 0 <= place < count)])
    marks: list[BlockKind | None] = []
    for place, line in enumerate(page):
        key = _key(line.text)
        alone = line.gap > 0 and (place + 1 == count or page[place + 1].gap > 0)
        mark: BlockKind | None = None
        if _is_page_number(collapse(line.text)):
            mark = BlockKind.FOOTER
        elif headers[key] > footers[key] and (place in tops or alone):
            mark = BlockKind.HEADER
        elif footers[key] and (place in ends or alone):
            mark = BlockKind.FOOTER
        marks.append(mark)
    return tuple(marks)


def _has_page_number(text: str) -> bool:
    return bool(_BARE_PAGE.match(collapse(text)) or _PAGE_WORD.search(text))


def _is_page_number(text: str) -> bool:
    """A line that says its page in words: "Sivu 12", "Sivu 12/157"."""
    return bool(_PAGE_WORD.fullmatch(text))
