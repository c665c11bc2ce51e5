"""Decides over the whole document what each paragraph is: heading (and its level), text, list item.

Headings are told by print that stands out from the document's body text: larger, bold, all
capitals, numbered. Their levels follow the ranking of the prints used, or the numbers.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from ingest.boxes import bounds
from ingest.pdf.limits import LIMITS
from ingest.pdf.lines_to_paragraphs import Paragraph, is_contents_line
from ingest.pdf.paragraph_to_text import lines_to_text
from ingest.pdf.pieces import Aside, Chunk, Tag
from ingest.pdf.told_structure import Told, told_structure
from ingest.pdf.words_to_cards import Card
from ingest.records import Block, BlockKind, Box

_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+(?=[A-ZÅÄÖ\d])")
_CAPTION = re.compile(r"(?:Kuva|Kuvio|Kaavio|Taulukko|Figur|Tabell|Figure|Table)\s*\d{1,3}", re.IGNORECASE)
_FOOTNOTE = re.compile(r"(?:\*+\)?|\d{1,2}\)|[†‡]|\d{1,2}(?=\s))\s*\S")
_LISTED = re.compile(r"\(?(?:\d{1,2}|[a-z])[.)]$")
_SENTENCE_END = re.compile(r"[.!?;,]['\"”»]*$")
_MONEY = re.compile(r"\d\s*(?:€|euro|milj|%)", re.IGNORECASE)
_LONGEST_HEADING = 160
_MOST_HEADING_LINES = 4
_LARGE_TITLE = 1.4
_LARGER_TITLE = 1.08
_DIVIDER_WORDS = 12
_SAME_PRINT = 0.95
_DEEPEST_LEVEL = 6
_ENOUGH_LETTERS = 120
_FEWEST_CONTENTS = 5
_SMALL = 0.9
_FOOT_ZONE = 0.72
_ALONE_GAP = 0.9
_ASIDE_WORDS = 6


@dataclass(frozen=True, slots=True)
class TableMark:
    """Stands in the reading order for a grid."""

    box: Box


@dataclass(frozen=True, slots=True)
class ChartMark:
    """The words printed in a chart, left in no sentence."""

    chunks: tuple[Chunk, ...]


@dataclass(frozen=True, slots=True)
class PanelEdge:
    """Stands in the reading order where what is drawn into one box begins, or ends."""

    begins: bool


Entry = Paragraph | Card | TableMark | ChartMark | PanelEdge


@dataclass(frozen=True, slots=True)
class PageEntries:
    """One page in reading order, running heads and feet apart.

    `tags` are what a tagged file says of its texts, `titles` the file's outline entries that lead to
    the page, with their levels.
    """

    page: int
    width: float
    height: float
    entries: tuple[Entry, ...]
    heads: tuple[Chunk, ...]
    feet: tuple[Chunk, ...]
    asides: tuple[Aside, ...] = ()
    tags: tuple[Tag, ...] = ()
    titles: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class _Print:
    """How a heading is printed: its size in whole points, bold, italic."""

    size: int
    bold: bool
    italic: bool

    def rank(self) -> tuple[int, bool, bool]:
        return (-self.size, not self.bold, self.italic)


def paragraphs_to_blocks(
    pages: Sequence[PageEntries], body: float, known: frozenset[str]
) -> list[tuple[Block, ...]]:
    """The blocks of each page. `body` is the size of the body text, `known` the document's words."""
    dividers = _dividers(pages, body)
    listed = {id(entry) for page in pages for entry in _contents_entries(page)}
    bodies = {page.page: _page_body(page, body) for page in pages}
    headings = {
        id(entry)
        for page in pages
        for index, entry in enumerate(page.entries)
        if isinstance(entry, Paragraph)
        and id(entry) not in listed
        and _is_heading(page, index, entry, bodies[page.page])
    }
    slides = sum(page.width > page.height for page in pages) > len(pages) / 2
    told = _told(pages, headings, listed, known)
    headings |= {key for key, (kind, _) in told.items() if kind is BlockKind.HEADING}
    shift = 1 if any(number > 1 for number in dividers) else 0
    levels = _levels([page for page in pages if page.page not in dividers], headings, known, shift, body)
    blocks = []
    for page in pages:
        own = _slide_levels(page, headings, levels, shift) if slides else levels
        if slides:  # a slide's levels count from its own title
            told = {key: found for key, found in told.items() if found[0] is not BlockKind.HEADING}
        blocks.append(
            _page_blocks(page, page.page in dividers, headings, own, bodies[page.page], known, told)
        )
    return blocks


def _told(pages: Sequence[PageEntries], seen: set[int], listed: set[int], known: frozenset[str]) -> Told:
    """What the file says of its paragraphs, those of a table of contents left out."""
    if not any(page.tags or page.titles for page in pages):
        return {}
    parts = [
        (
            [entry for entry in page.entries if isinstance(entry, Paragraph) and id(entry) not in listed],
            page.tags,
            page.titles,
        )
        for page in pages
    ]
    return told_structure(parts, seen, lambda paragraph: _depth(paragraph, known))


def _page_body(page: PageEntries, body: float) -> float:
    """The size of a page's own text (slides set theirs as it fits), the document's if it has little."""
    letters: Counter[float] = Counter()
    for entry in page.entries:
        if isinstance(entry, Paragraph):
            letters[round(entry.size * 2) / 2] += sum(len(word.text) for word in entry.words)
    if not letters or letters.most_common(1)[0][1] < _ENOUGH_LETTERS:
        return body
    return max(letters.most_common(1)[0][0], _SMALL * body)


def _slide_levels(
    page: PageEntries, headings: set[int], levels: dict[_Print, int], shift: int
) -> dict[_Print, int]:
    """A slide's own ranking: its title is outermost, whatever other slides do below theirs."""
    styles = {
        _print(entry) for entry in page.entries if isinstance(entry, Paragraph) and id(entry) in headings
    }
    if not styles or not levels:
        return levels
    start = min(min((levels[style] for style in styles if style in levels), default=1), shift + 2)
    ranked = sorted(styles, key=_Print.rank)
    return {style: min(start + index, _DEEPEST_LEVEL) for index, style in enumerate(ranked)}


def _print(paragraph: Paragraph) -> _Print:
    return _Print(round(paragraph.size), paragraph.bold, paragraph.italic and not paragraph.bold)


def _all_capitals(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) >= 4 and sum(letter.isupper() for letter in letters) >= 0.9 * len(letters)


def _dividers(pages: Sequence[PageEntries], body: float) -> set[int]:
    """The divider pages: their title stands out from other pages' titles, too."""
    bare = [page for page in pages if _is_divider(page, body)]
    titles = [_largest(page) for page in pages if page not in bare and _largest(page)]
    usual = median(titles) if titles else 0.0
    return {page.page for page in bare if _largest(page) > _LARGER_TITLE * usual}


def _largest(page: PageEntries) -> float:
    return max((entry.size for entry in page.entries if isinstance(entry, Paragraph)), default=0.0)


def _is_divider(page: PageEntries, body: float) -> bool:
    """A page with nothing but a large title and perhaps a few words under it."""
    paragraphs = [entry for entry in page.entries if isinstance(entry, Paragraph)]
    if not paragraphs or len(paragraphs) != len(page.entries):
        return False
    largest = max(paragraph.size for paragraph in paragraphs)
    others = sum(len(p.words) for p in paragraphs if p.size < _SAME_PRINT * largest)
    if others > _DIVIDER_WORDS or sum(len(p.words) for p in paragraphs) > 2 * _DIVIDER_WORDS:
        return False
    if any(paragraph.marker is not None for paragraph in paragraphs):
        return False
    return largest >= _LARGE_TITLE * body


def _contents_entries(page: PageEntries) -> list[Paragraph]:
    """The entries of a table of contents without leader dots: texts that end in rising page numbers."""
    ends: list[tuple[Paragraph, int]] = []
    for entry in page.entries:
        if isinstance(entry, Paragraph) and len(entry.words) > 1 and entry.words[-1].text.isdecimal():
            ends.append((entry, int(entry.words[-1].text)))
    if len(ends) < _FEWEST_CONTENTS or len(ends) < 0.5 * len(page.entries):
        return []
    rising = sum(a <= b for (_, a), (_, b) in itertools.pairwise(ends))
    return [entry for entry, _ in ends] if rising >= 0.8 * (len(ends) - 1) else []


def _is_heading(page: PageEntries, index: int, paragraph: Paragraph, body: float) -> bool:
    text = " ".join(word.text for word in paragraph.words)
    if paragraph.marker is not None or len(paragraph.lines) > _MOST_HEADING_LINES or is_contents_line(text):
        return False
    if _CAPTION.match(text):
        return False
    if len(text) > _LONGEST_HEADING or sum(letter.isalpha() for letter in text) < 3:
        return False
    if paragraph.size >= LIMITS.heading_size * body:
        return not _SENTENCE_END.search(text) or paragraph.size >= _LARGE_TITLE * body
    if _SENTENCE_END.search(text) or (text.endswith(":") and not paragraph.bold):
        return False
    if paragraph.size < _SMALL * body or not _leads(page, index):
        return False
    if paragraph.bold:
        return True
    if len(paragraph.lines) > 2 or not _stands_alone(page, index, paragraph):
        return False
    numbered = _NUMBERED.match(text) is not None and "." in text.split()[0].rstrip(".")
    return numbered or _all_capitals(text) or (paragraph.italic and len(text) < 80)


def _leads(page: PageEntries, index: int) -> bool:
    """Something that is not small print follows on the page, or the page ends (and goes on)."""
    return index + 1 >= len(page.entries) or not isinstance(page.entries[index + 1], ChartMark)


def _stands_alone(page: PageEntries, index: int, paragraph: Paragraph) -> bool:
    """White space parts it from the text above."""
    if index == 0:
        return True
    above = page.entries[index - 1]
    if not isinstance(above, Paragraph):
        return True
    return (
        paragraph.box.top - above.box.bottom > _ALONE_GAP * paragraph.size
        or above.box.top > paragraph.box.top
    )


def _levels(
    pages: Sequence[PageEntries], headings: set[int], known: frozenset[str], shift: int, body: float
) -> dict[_Print, int]:
    """The level of each print that headings use, the largest print outermost."""
    numbered: defaultdict[_Print, Counter[int]] = defaultdict(Counter)
    for page in pages:
        for entry in page.entries:
            if isinstance(entry, Paragraph) and id(entry) in headings:
                numbered[_print(entry)][_depth(entry, known)] += 1
    levels: dict[_Print, int] = {}
    level = shift
    for style in sorted(numbered, key=_Print.rank):
        depths = [depth for depth in numbered[style] if depth]
        if depths:
            # Unnumbered headings rank beside the numbered ones, or below them in the body's size.
            level = min(depths) if style.size >= LIMITS.heading_size * body else max(depths) + 1
        else:
            level += 1
        levels[style] = level = min(level, _DEEPEST_LEVEL)
    return levels


def _depth(paragraph: Paragraph, known: frozenset[str]) -> int:
    """How many numbers a heading's own number has ("1.3.1" 3), 0 without."""
    text, _ = lines_to_text(paragraph.lines, known)
    match = _NUMBERED.match(text)
    return match.group(1).count(".") + 1 if match and not _MONEY.match(text) else 0


def _page_blocks(
    page: PageEntries,
    divider: bool,
    headings: set[int],
    levels: dict[_Print, int],
    body: float,
    known: frozenset[str],
    told: Told,
) -> tuple[Block, ...]:
    blocks = [_running(chunk, BlockKind.HEADER) for chunk in page.heads]
    entries = _titles_joined(page.entries) if divider else page.entries
    largest = max((entry.size for entry in entries if isinstance(entry, Paragraph)), default=0.0)
    count = 0
    panels: tuple[int, ...] = ()
    begun = len(blocks)
    for entry in entries:
        if isinstance(entry, PanelEdge):
            blocks[begun:] = [replace(block, panels=panels) for block in blocks[begun:]]
            begun = len(blocks)
            count += entry.begins
            panels = (*panels, count) if entry.begins else panels[:-1]
        elif isinstance(entry, TableMark):
            blocks.append(Block(BlockKind.TABLE, "", entry.box))
        elif isinstance(entry, ChartMark):
            blocks.append(_chart(entry))
        elif isinstance(entry, Card):
            blocks.append(_card(entry, known))
        elif divider:
            title = entry.size >= _SAME_PRINT * largest
            blocks.append(
                _text(entry, BlockKind.HEADING if title else BlockKind.PARAGRAPH, int(title), known)
            )
        elif id(entry) in headings:
            kind, level = told.get(id(entry), (None, 0))
            own = level if kind is BlockKind.HEADING else levels.get(_print(entry), 1)
            level = _depth(entry, known) or own
            blocks.append(_text(entry, BlockKind.HEADING, level, known))
        elif entry.marker is not None and _plain_kind(entry, page.height, body) is not BlockKind.FOOTNOTE:
            blocks.append(_text(entry, BlockKind.BULLET, _bullet_level(entry, entries), known))
        else:
            kind, level = told.get(id(entry), (None, 0))
            plain = _plain_kind(entry, page.height, body)
            if kind in (BlockKind.CAPTION, BlockKind.FOOTNOTE):
                blocks.append(_text(entry, kind, 0, known))
            elif kind is BlockKind.BULLET and _LISTED.match(entry.words[0].text):
                blocks.append(_text(entry, BlockKind.BULLET, level, known))
            else:
                blocks.append(_text(entry, plain, 0, known))
    blocks += _asides(page.asides)
    blocks += [_running(chunk, BlockKind.FOOTER) for chunk in page.feet]
    return tuple(block for block in blocks if block.text or block.kind is BlockKind.TABLE)


def _titles_joined(entries: Sequence[Entry]) -> list[Entry]:
    """A divider's title lines of one print as one paragraph."""
    joined: list[Entry] = []
    for entry in entries:
        last = joined[-1] if joined else None
        if (
            isinstance(entry, Paragraph)
            and isinstance(last, Paragraph)
            and abs(entry.size - last.size) < 0.05 * last.size
            and entry.box.top - last.box.bottom < 1.5 * last.size
        ):
            joined[-1] = Paragraph((*last.lines, *entry.lines))
        else:
            joined.append(entry)
    return joined


def _plain_kind(paragraph: Paragraph, height: float, body: float) -> BlockKind:
    text = " ".join(word.text for word in paragraph.words)
    if _CAPTION.match(text) and len(text) < 2 * _LONGEST_HEADING:
        return BlockKind.CAPTION
    small = paragraph.size < _SMALL * body
    if small and paragraph.box.top > _FOOT_ZONE * height and _FOOTNOTE.match(text):
        return BlockKind.FOOTNOTE
    return BlockKind.PARAGRAPH


def _bullet_level(bullet: Paragraph, entries: Sequence[Entry]) -> int:
    """A list item's depth by how far its mark is indented among those of its column."""
    marks = sorted(
        entry.marker
        for entry in entries
        if isinstance(entry, Paragraph) and entry.marker is not None and entry.column == bullet.column
    )
    steps: list[float] = []
    for mark in marks:
        if not steps or mark - steps[-1] > 0.5 * bullet.size:
            steps.append(mark)
    place = bullet.marker or 0.0
    return max(1, sum(step <= place + 0.1 * bullet.size for step in steps))


def _text(paragraph: Paragraph, kind: BlockKind, level: int, known: frozenset[str]) -> Block:
    text, spans = lines_to_text(paragraph.lines, known)
    return Block(kind, text, paragraph.box, level, (), spans, round(paragraph.size, 1), paragraph.bold)


def _card(card: Card, known: frozenset[str]) -> Block:
    text, spans = lines_to_text(card.lines, known, between="\n")
    sizes = [word.size for line in card.lines for word in line]
    return Block(BlockKind.CARD, text, card.box, 0, (), spans, round(max(sizes), 1), False)


def _chart(chart: ChartMark) -> Block:
    """A chart's labels, each on a line of its own: no sentence, and no number of the text."""
    text, spans = lines_to_text([chunk.words for chunk in chart.chunks], frozenset(), between="\n")
    box = bounds(chunk.box for chunk in chart.chunks)
    return Block(BlockKind.CAPTION, text, box, 0, (), spans, round(chart.chunks[0].size, 1), False)


def _asides(asides: Sequence[Aside]) -> list[Block]:
    """Turned text after all other: each long one as a paragraph, the short ones (names of axes, marks at
    a page's edge) line by line as one caption."""
    long = [aside for aside in asides if sum(len(line.split()) for line in aside.lines) >= _ASIDE_WORDS]
    short = [aside for aside in asides if aside not in long]
    blocks = [
        Block(BlockKind.PARAGRAPH, " ".join(aside.lines), aside.box, size=round(aside.size, 1))
        for aside in long
    ]
    if short:
        text = "\n".join(line for aside in short for line in aside.lines)
        box = bounds(aside.box for aside in short)
        blocks.append(Block(BlockKind.CAPTION, text, box, size=round(short[0].size, 1)))
    return blocks


def _running(chunk: Chunk, kind: BlockKind) -> Block:
    text, spans = lines_to_text([chunk.words], frozenset())
    return Block(kind, text, chunk.box, 0, (), spans, round(chunk.size, 1), chunk.bold)
