"""Puts what stands on a page into reading order: column by column, never across a gutter.

A gutter is a white strip with text on both sides. Pieces that cross it cut the page into bands;
within a band everything left of the gutter is read before what is right of it. Each side is
searched for gutters in turn (a recursive X-Y cut that looks for the strip first).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from ingest.boxes import bounds
from ingest.pdf.justified import join_justified
from ingest.pdf.limits import LIMITS
from ingest.pdf.numerals import is_numeric
from ingest.pdf.pieces import Chunk
from ingest.pdf.words_to_lines import is_bullet
from ingest.records import Box

_SLACK_POINTS = 1.0
_ALIGNED = 0.15
_FORM_SHARE = 0.7
_VALUE_WORDS = 3.0
_LOWER_SHARE = 0.3
_DEEPEST = 6
_TAIL_GAP = 0.6
_EVEN_ENDS = 1.8
_HEADING_SIZE = 1.12


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """Something with a place: a chunk of text, or (chunk None) a card, table or chart to be kept whole."""

    box: Box
    chunk: Chunk | None = None
    whole: int | None = None

    @property
    def middle(self) -> float:
        return (self.box.top + self.box.bottom) / 2

    @property
    def height(self) -> float:
        return self.box.bottom - self.box.top


@dataclass(frozen=True, slots=True)
class Flow:
    """A stretch of one text column, or (chunks empty) one whole item by its number."""

    chunks: tuple[Chunk, ...]
    whole: int | None = None


def items_to_order(items: Sequence[Item]) -> list[Flow]:
    """The items of a page as flows in reading order."""
    return _ordered(_whole_lines(items), 0)


def _whole_lines(items: Sequence[Item]) -> list[Item]:
    """The items, with the chunks joined that one line of a justified column holds."""
    lines: list[list[Chunk]] = []
    for chunk in sorted((item.chunk for item in items if item.chunk), key=lambda chunk: chunk.base):
        if lines and chunk.base - lines[-1][0].base < LIMITS.line_spread * chunk.size:
            lines[-1].append(chunk)
        else:
            lines.append([chunk])
    joined = join_justified([tuple(sorted(line, key=lambda chunk: chunk.x0)) for line in lines])
    others = [item for item in items if item.chunk is None]
    return others + [Item(chunk.box, chunk) for line in joined for chunk in line]


def _ordered(items: Sequence[Item], depth: int) -> list[Flow]:
    cut = _best_cut(items) if len(items) > 1 and depth < _DEEPEST else None
    if cut is None:
        return _single_column(items)
    flows: list[Flow] = []
    for part in cut:
        flows += _single_column(part) if len(cut) == 1 else _ordered(part, depth + 1)
    return flows


def _single_column(items: Sequence[Item]) -> list[Flow]:
    flows: list[Flow] = []
    pending: list[Chunk] = []
    for item in sorted(items, key=lambda item: item.box.top if item.chunk is None else item.middle):
        if item.chunk is not None:
            pending.append(item.chunk)
            continue
        if pending:
            flows.append(Flow(tuple(pending)))
            pending = []
        flows.append(Flow((), item.whole))
    if pending:
        flows.append(Flow(tuple(pending)))
    return flows


def _best_cut(items: Sequence[Item]) -> list[list[Item]] | None:
    """The page's parts in reading order, cut at the gutter that parts the most; None if there is none."""
    best: tuple[float, list[list[Item]]] | None = None
    starts = sorted({round(item.box.x0, 1) for item in items})
    for start in starts[1:]:
        at = start - 0.05
        scored = _cut_at(items, at)
        if scored and (best is None or scored[0] > best[0] + _SLACK_POINTS):
            best = scored
    return best[1] if best else None


def _cut_at(items: Sequence[Item], at: float) -> tuple[float, list[list[Item]]] | None:
    edges: list[Item] = []
    bands: list[tuple[list[Item], list[Item]]] = [([], [])]
    for item in sorted(items, key=lambda item: item.middle):
        if item.box.x0 < at - _SLACK_POINTS and item.box.x1 > at + _SLACK_POINTS:
            edges.append(item)
            bands.append(([], []))
        else:
            bands[-1][0 if item.box.x1 <= at + _SLACK_POINTS else 1].append(item)
    score = 0.0
    parts: list[list[Item]] = []
    plain: list[Item] = []
    for index, (left, right) in enumerate(bands):
        value, tail = _band_value(left, right)
        if value > 0:
            score += value
            if plain:
                parts.append(plain)
            kept = [item for item in left if item not in tail]
            parts += [kept, right]
            plain = list(tail)
        else:
            plain += left + right
        if index < len(edges):
            plain.append(edges[index])
    if plain:
        parts.append(plain)
    return (score, [part for part in parts if part]) if score > 0 else None


def _band_value(left: list[Item], right: list[Item]) -> tuple[float, list[Item]]:
    """How much a band is worth as two columns, and the part of its left side that follows them.

    The worth is in points of height; 0 if the band is no pair of columns.
    """
    if not left or not right:
        return 0.0, []
    low = max(item.box.bottom for item in right)
    tail: list[Item] = []
    if all(item.chunk is None for item in right):
        # What follows below a row of cards or charts is not part of the first one's column.
        tail = [item for item in left if item.box.top >= low]
    else:
        tail = _below_columns(left, right)
        low = min((item.box.top for item in tail), default=low)
    body = [item for item in left if item.box.top < low or not tail]
    if not body:
        return 0.0, []
    a, b = bounds(item.box for item in body), bounds(item.box for item in right)
    overlap = min(a.bottom, b.bottom) - max(a.top, b.top)
    beside = [item for item in body if item.box.bottom > b.top and item.box.top < b.bottom]
    other = [item for item in right if item.box.bottom > a.top and item.box.top < a.bottom]
    if not beside or not other or overlap <= 0:
        return 0.0, []
    size = median([item.chunk.size for item in (*beside, *other) if item.chunk] or [10.0])
    gap = min(item.box.x0 for item in other) - max(item.box.x1 for item in beside)
    if gap < LIMITS.page_gutter * size or _is_form(beside, other):
        return 0.0, []
    return min(sum(item.height for item in beside), sum(item.height for item in other)) + 0.01 * gap, tail


def _below_columns(left: Sequence[Item], right: Sequence[Item]) -> list[Item]:
    """What stands on the left below two columns of text that end side by side: it follows both of them.

    It holds something whole, such as a table narrower than the column, and begins with that or with its
    heading, behind more white than parts the lines above it. Text alone may as well be the left column's.
    """
    sizes = [item.chunk.size for item in right if item.chunk]
    size = median(sizes) if sizes else 0.0
    if len(sizes) < max(2, len(right)) or max(sizes) > _HEADING_SIZE * size:
        return []  # a column with headings of its own
    low = max(item.box.bottom for item in right)
    ordered = sorted(left, key=lambda item: item.box.top)
    for index, item in enumerate(ordered[1:], 1):
        above = max(other.box.bottom for other in ordered[:index])
        if item.box.top < low - _SLACK_POINTS or item.box.top - above < _TAIL_GAP * size:
            continue
        if above < low - _EVEN_ENDS * size or above > low + _EVEN_ENDS * size:
            return []
        heads = item.chunk is None or item.chunk.size > _HEADING_SIZE * size
        whole = any(other.chunk is None for other in ordered[index:])
        return ordered[index:] if heads and whole and ordered[index - 1].chunk is not None else []
    return []


def _is_form(left: Sequence[Item], right: Sequence[Item]) -> bool:
    """Whether two sides are the labels and values of one list, read line by line."""
    chunks_left = [item.chunk for item in left if item.chunk]
    chunks_right = [item.chunk for item in right if item.chunk]
    if len(chunks_left) != len(left) or len(chunks_right) != len(right):
        return False
    listed = (
        chunks_right if all(_is_amount(chunk) for chunk in chunks_right) else (*chunks_left, *chunks_right)
    )
    if any(is_bullet(chunk.words[0].text) and len(chunk.words) > 1 for chunk in listed):
        return False
    if len(chunks_left) == 1 and len(chunks_right) == 1:
        return True
    fewer, more = sorted((chunks_left, chunks_right), key=len)
    aligned = sum(
        any(abs(chunk.base - other.base) <= _ALIGNED * max(chunk.size, other.size) for other in more)
        for chunk in fewer
    )
    if aligned < _FORM_SHARE * len(fewer):
        return False
    if any(_is_running_text(side) for side in (chunks_left, chunks_right)):
        return False
    values = sum(_is_amount(chunk) for chunk in chunks_right) >= 0.5 * len(chunks_right)
    return values or sum(len(chunk.words) for chunk in chunks_right) / len(chunks_right) <= _VALUE_WORDS


def _is_amount(chunk: Chunk) -> bool:
    """A number, perhaps with its unit."""
    return chunk.numeric or (len(chunk.words) <= _VALUE_WORDS and is_numeric(chunk.words[0].text))


def _is_running_text(side: Sequence[Chunk]) -> bool:
    """Whether lines go on from one to the next: many begin in lower case."""
    lower = sum(chunk.text[:1].islower() for chunk in side)
    return len(side) > 1 and lower >= _LOWER_SHARE * (len(side) - 1)
