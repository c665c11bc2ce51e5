"""What the file itself says of its paragraphs (tags, outline), where the page agrees with it.

A tag counts when its printed text fills one paragraph; an outline entry when a paragraph of its
page has its very words. Headings are taken from either only where the file knows most of the
headings that are plain to see: many files are tagged by programs that guess.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from statistics import median_low

from ingest.pdf.lines_to_paragraphs import Paragraph
from ingest.pdf.pieces import Tag, holds
from ingest.records import BlockKind

_FILLED = 0.9
_SLACK_POINTS = 2.0
_AGREED = 0.6
_LONGEST_HEADING = 160
_MOST_LINES = 4
_NUMBER = re.compile(r"^\s*\d{1,2}(?:\.\d{1,2})*\.?\s+")

Told = dict[int, tuple[BlockKind, int]]
"""By a paragraph's identity: what it is, and a heading's or list item's level (0 for others)."""


def told_structure(
    pages: Sequence[tuple[Sequence[Paragraph], Sequence[Tag], Sequence[tuple[str, int]]]],
    seen: set[int],
    depth: Callable[[Paragraph], int],
) -> Told:
    """What is told of the paragraphs of some pages (each with its tags and its titles in the outline).

    `seen` are the paragraphs that look like headings, `depth` how many numbers a heading begins with.
    Levels count as the headings' own numbers do where they have numbers.
    """
    told: Told = {}
    for paragraphs, tags, titles in pages:
        for paragraph in paragraphs:
            found = _tagged(paragraph, tags) or _titled(paragraph, titles)
            if found is not None:
                told[id(paragraph)] = found
    headings = {key for key, (kind, _) in told.items() if kind is BlockKind.HEADING}
    if not headings or len(seen & headings) < _AGREED * len(seen):
        return {key: found for key, found in told.items() if key not in headings}
    numbered = [
        told[id(paragraph)][1] - depth(paragraph)
        for paragraphs, _, _ in pages
        for paragraph in paragraphs
        if id(paragraph) in headings and depth(paragraph)
    ]
    shift = median_low(numbered) if numbered else 0
    return {
        key: (kind, max(1, level - shift)) if key in headings else (kind, level)
        for key, (kind, level) in told.items()
    }


def _tagged(paragraph: Paragraph, tags: Sequence[Tag]) -> tuple[BlockKind, int] | None:
    box = paragraph.box
    letters: dict[tuple[BlockKind, int], int] = {}
    for tag in tags:
        near = [
            own for own in tag.boxes if holds(box, (own.x0 + own.x1) / 2, (own.top + own.bottom) / 2, 2.0)
        ]
        for word in paragraph.words:
            if any(holds(own, word.across, word.middle, _SLACK_POINTS) for own in near):
                key = (tag.kind, tag.level)
                letters[key] = letters.get(key, 0) + len(word.text)
    if not letters:
        return None
    (kind, level), count = max(letters.items(), key=lambda item: item[1])
    if count < _FILLED * sum(len(word.text) for word in paragraph.words):
        return None
    if kind is BlockKind.HEADING and not _may_be_title(paragraph):
        return None
    return kind, level


def _titled(paragraph: Paragraph, titles: Sequence[tuple[str, int]]) -> tuple[BlockKind, int] | None:
    if not titles or not _may_be_title(paragraph):
        return None
    text = _bare(" ".join(word.text for word in paragraph.words))
    level = next((level for title, level in titles if _bare(title) == text), None)
    return None if level is None or not text else (BlockKind.HEADING, level)


def _may_be_title(paragraph: Paragraph) -> bool:
    text = " ".join(word.text for word in paragraph.words)
    short = len(text) <= _LONGEST_HEADING and len(paragraph.lines) <= _MOST_LINES
    return short and not text.endswith((".", ";", ",")) and sum(letter.isalpha() for letter in text) >= 3


def _bare(text: str) -> str:
    """A title without its number, its case and its white space: outlines print these in ways of their own."""
    return "".join(_NUMBER.sub("", text).casefold().split())
