"""Finds KPI cards: an outstandingly large number with its small lines above and below.

First the drawn boxes that hold exactly one such number, then, where a page sets several large
numbers without boxes, the small lines nearest to each.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from ingest.boxes import bounds
from ingest.pdf.limits import LIMITS
from ingest.pdf.number_rows import number_rows
from ingest.pdf.pieces import Chunk, Word, holds
from ingest.pdf.words_to_lines import chunks_of, is_bullet, words_to_lines
from ingest.records import Box

_HEADLINE = re.compile(
    r"(?:noin|yli|lähes|n\.|ca)?\s*[(€$]?\s*[-+±\u2010\u2212\u2013]?\s*\d[\d\s.,:/\u00a0\u202f]*\s*(?:%|€|[^\d\s]\S{0,11})?"
    r"(?:\s+[^\d\s]\S{0,9})?\)?[*\d]?",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?:[^\W\d_]{3,}|\d{4})[.!?]$")
_LABEL_WORDS = 9
_PANEL_SHARE = 0.9
_MOST_WORDS = 45
_MOST_LINES = 10
_WIDEST = 0.6
_TALLEST = 0.6
_LINE_GAP = 2.4
_SAME_CARD_GAP = 1.4
_SIDE_GAP = 1.0
_SAME_SIZE = 0.06


@dataclass(frozen=True, slots=True)
class Card:
    """One card: its words line by line, top first, and the box around them."""

    lines: tuple[tuple[Word, ...], ...]
    box: Box


def words_to_cards(
    words: Sequence[Word],
    boxes: Sequence[Box],
    width: float,
    height: float,
    body: float,
    panel: bool = False,
) -> list[Card]:
    """The cards of a page, or of a panel. `boxes` are the drawn boxes, `body` the document's text size in
    points. Outside of boxes and panels a single large number makes no card."""
    lines = words_to_lines(words)
    chunks = chunks_of(lines)
    headlines = [chunk for chunk in chunks if _is_headline(chunk)]
    if not headlines:
        return []
    cards: list[Card] = []
    used: set[int] = set()
    sized = [
        box
        for box in boxes
        if 3 * body < box.x1 - box.x0 < _WIDEST * width
        and 3 * body < box.bottom - box.top < _TALLEST * height
    ]
    for box in sorted(sized, key=lambda box: (box.x0 - box.x1) * (box.bottom - box.top)):
        inside = [word for word in words if holds(box, word.across, word.middle)]
        if not inside or any(id(word) in used for word in inside):
            continue
        card = _boxed(box, inside)
        if card:
            cards.append(card)
            used |= {id(word) for word in inside}
    free = [line for line in lines if not any(id(word) in used for chunk in line for word in chunk.words)]
    for number, labels in number_rows(free, _is_headline):
        cards.append(_card([*labels, number]))
        used |= {id(word) for chunk in (*labels, number) for word in chunk.words}
    rest = [chunk for chunk in chunks if not any(id(word) in used for word in chunk.words)]
    if panel and rest:
        return cards + _unboxed(rest, _PANEL_SHARE * median(chunk.size for chunk in rest), 1)
    return cards + _unboxed(rest, body, 2)


def _is_headline(chunk: Chunk) -> bool:
    return len(chunk.text) <= 24 and _HEADLINE.fullmatch(chunk.text.strip()) is not None


def _boxed(box: Box, inside: Sequence[Word]) -> Card | None:
    lines = words_to_lines(inside)
    chunks = chunks_of(lines)
    if len(inside) > _MOST_WORDS or not 2 <= len(lines) <= _MOST_LINES:
        return None
    headline = max(chunks, key=lambda chunk: chunk.size)
    others = [chunk for chunk in chunks if chunk is not headline]
    if not others or not _is_headline(headline):
        return None
    if headline.size < LIMITS.big_number * median(chunk.size for chunk in others):
        return None
    if any(abs(chunk.size - headline.size) < _SAME_SIZE * headline.size for chunk in others):
        return None
    if not any(letter.isalpha() for chunk in others for letter in chunk.text) or _is_text(others):
        return None
    return Card(tuple(tuple(word for chunk in line for word in chunk.words) for line in lines), box)


def _is_text(chunks: Sequence[Chunk]) -> bool:
    """Whether a box holds whole sentences, not the few words of a label."""
    return sum(len(chunk.words) for chunk in chunks) > _LABEL_WORDS and any(
        _SENTENCE_END.search(chunk.text) for chunk in chunks
    )


def _card(parts: Sequence[Chunk]) -> Card:
    words = [word for part in parts for word in part.words]
    lines = [tuple(word for chunk in line for word in chunk.words) for line in words_to_lines(words)]
    return Card(tuple(lines), bounds(word.box for word in words))


def _unboxed(chunks: Sequence[Chunk], body: float, fewest: int) -> list[Card]:
    heads = [chunk for chunk in chunks if _is_headline(chunk) and chunk.size >= LIMITS.big_number * body]
    heads = [head for head in heads if _alone(head, chunks)]
    if len(heads) < fewest:
        return []
    small = [chunk for chunk in chunks if chunk.size <= max(head.size for head in heads) / LIMITS.big_number]
    owned: dict[int, list[Chunk]] = {id(head): [] for head in heads}
    taken: set[int] = set()
    for head in heads:
        for chunk in _beside(head, small):
            if id(chunk) not in taken:
                taken.add(id(chunk))
                owned[id(head)].append(chunk)
    claims: dict[int, tuple[float, Chunk, Chunk]] = {}
    for head in heads:
        for step, chunk in _stack(head, heads, small):
            if id(chunk) in taken or (id(chunk) in claims and claims[id(chunk)][0] <= step):
                continue
            claims[id(chunk)] = (step, head, chunk)
    for _, head, chunk in claims.values():
        owned[id(head)].append(chunk)
    cards = []
    for head in heads:
        parts = owned[id(head)]
        if not any(letter.isalpha() for part in parts for letter in part.text):
            continue
        cards.append(_card([*parts, head]))
    return cards


def _alone(head: Chunk, chunks: Sequence[Chunk]) -> bool:
    """No text of about the same size right beside or right above or below it: not part of a title."""
    for chunk in chunks:
        if chunk is head or chunk.size < 0.8 * head.size or _is_headline(chunk):
            continue
        over = min(chunk.x1, head.x1) - max(chunk.x0, head.x0)
        if abs(chunk.base - head.base) < 0.5 * head.size and over > -2 * head.size:
            return False
        if abs(chunk.base - head.base) < 1.6 * head.size and over > 0:
            return False
    return True


def _beside(head: Chunk, small: Sequence[Chunk]) -> list[Chunk]:
    """Short lines right of the number, within its height."""
    return [
        chunk
        for chunk in small
        if 0 <= chunk.x0 - head.x1 < _SIDE_GAP * head.size
        and head.top - 0.1 * head.size <= chunk.middle <= head.bottom + 0.1 * head.size
        and len(chunk.text) <= 30
    ]


def _stack(head: Chunk, heads: Sequence[Chunk], small: Sequence[Chunk]) -> list[tuple[float, Chunk]]:
    """Lines above and below the number that are set to it, with the gap each one keeps (in em)."""
    found: list[tuple[float, Chunk]] = []
    for upward in (True, False):
        edge = head
        weight = 0.0
        line = [
            chunk for chunk in small if (chunk.base < head.base) == upward and _set_to(chunk, head, heads)
        ]
        line.sort(key=lambda chunk: -chunk.base if upward else chunk.base)
        for chunk in line:
            gap = edge.top - chunk.bottom if upward else chunk.top - edge.bottom
            if gap > _LINE_GAP * chunk.size or len(chunk.words) > 8 or is_bullet(chunk.words[0].text):
                break
            if upward and _SENTENCE_END.search(chunk.text):
                break
            if edge is not head and gap > _SAME_CARD_GAP * chunk.size:
                break
            weight = max(weight, gap / chunk.size)
            found.append((weight, chunk))
            edge = chunk
    return found


def _set_to(chunk: Chunk, head: Chunk, heads: Sequence[Chunk]) -> bool:
    """Whether a small line is aligned with this number and with no other beside it."""

    def off(other: Chunk) -> float:
        return min(abs(chunk.x0 - other.x0), abs(chunk.across - other.across), abs(chunk.x1 - other.x1))

    if off(head) > 1.5 * head.size and not (chunk.x0 < head.across < chunk.x1):
        return False
    beside = [other for other in heads if other is not head and abs(other.base - head.base) < head.size]
    if any(chunk.x0 < other.across < chunk.x1 for other in beside):
        return False
    return all(off(head) <= off(other) for other in beside)
