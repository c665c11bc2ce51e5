"""A paragraph's first letter set over several lines (a drop cap) -> joined to the rest of its word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.pdf.pieces import Word

_LARGE = 1.7
_LARGEST = 8.0
_NEAR = 0.6
_OVERLAP = 0.15
_ALIGNED = 0.45
_CAP_HEIGHT = 0.7


def join_drop_caps(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words, in their order, each drop cap joined to the word whose first letter it is.

    The joined word keeps the place of its printed rest, so that the lines keep their sizes.
    """
    caps = [word for word in words if len(word.text) == 1 and word.text.isupper()]
    taken: dict[int, Word] = {}
    for cap in caps:
        rest = _rest(cap, words)
        if rest is not None:
            taken[id(rest)] = cap
    if not taken:
        return tuple(words)
    gone = {id(cap) for cap in taken.values()}
    return tuple(
        replace(word, text=taken[id(word)].text + word.text) if id(word) in taken else word
        for word in words
        if id(word) not in gone
    )


def _rest(cap: Word, words: Sequence[Word]) -> Word | None:
    """The word right of a large letter's top, where at least one more line stands beside the letter."""
    beside = [
        word
        for word in words
        if _LARGE * word.size <= cap.size <= _LARGEST * word.size
        and cap.x1 - _OVERLAP * cap.size <= word.x0 <= cap.x1 + _NEAR * cap.size
        and cap.base - cap.size < word.base <= cap.base + 0.3 * word.size
    ]
    if len(beside) < 2:
        return None
    first = min(beside, key=lambda word: (word.base, word.x0))
    height = cap.base - _CAP_HEIGHT * cap.size
    if abs(first.base - _CAP_HEIGHT * first.size - height) > _ALIGNED * first.size:
        return None
    lower = [word for word in beside if word.base > first.base + 0.8 * first.size]
    if not any(abs(word.x0 - first.x0) < 1.2 * first.size for word in lower):
        return None
    goes_on = first.text[:1].islower() or (len(first.text) > 1 and first.text.isupper())
    return first if goes_on else None
