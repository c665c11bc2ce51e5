"""Headings set letter by letter ("T A L O U S A R V I O") -> their words.

A program that spaces the letters of a title leaves gaps as wide as spaces between them. Such a run
is told by its even gaps: a gap clearly wider than the others parts two words.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from statistics import median

from ingest.pdf.pieces import Word

_FEWEST_LETTERS = 5
_WIDEST_GAP = 1.1
_WORD_GAP = 1.7
_UNEVEN = 1.4
_SAME_PRINT = 0.05


def join_spaced_letters(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words, in their order, with each run of spaced letters joined."""
    joined: list[Word] = []
    run: list[Word] = []
    for word in words:
        if run and not _goes_on(run[-1], word):
            joined += _joined(run)
            run = []
        if len(word.text) == 1 and word.text.isalnum():
            run.append(word)
        else:
            joined += _joined(run)
            run = []
            joined.append(word)
    return (*joined, *_joined(run))


def _goes_on(last: Word, word: Word) -> bool:
    gap = word.x0 - last.x1
    return (
        abs(word.size - last.size) < _SAME_PRINT * last.size
        and abs(word.base - last.base) < _SAME_PRINT * last.size
        and 0 < gap < 3 * _WIDEST_GAP * last.size
    )


def _joined(run: Sequence[Word]) -> list[Word]:
    """The words that a run of single letters spells; the letters themselves where it spells none."""
    letters = [word.text for word in run]
    if sum(letter.isalpha() for letter in letters) < _FEWEST_LETTERS or _is_alphabet(letters):
        return list(run)
    gaps = [right.x0 - left.x1 for left, right in itertools.pairwise(run)]
    usual = median(gaps)
    inner = [gap for gap in gaps if gap <= _WORD_GAP * usual]
    if usual > _WIDEST_GAP * run[0].size or max(inner) > _UNEVEN * usual or min(inner) < usual / _UNEVEN:
        return list(run)
    parts: list[list[Word]] = [[run[0]]]
    for gap, word in zip(gaps, run[1:], strict=True):
        if gap > _WORD_GAP * usual:
            parts.append([word])
        else:
            parts[-1].append(word)
    return [_word(part) for part in parts]


def _is_alphabet(letters: Sequence[str]) -> bool:
    """Letters that only count ("A B C D E") are the names of columns or of classes."""
    codes = [ord(letter.casefold()) for letter in letters]
    return all(right - left == 1 for left, right in itertools.pairwise(codes))


def _word(letters: Sequence[Word]) -> Word:
    first = letters[0]
    return Word(
        text="".join(letter.text for letter in letters),
        x0=first.x0,
        x1=letters[-1].x1,
        base=first.base,
        size=first.size,
        bold=all(letter.bold for letter in letters),
        italic=all(letter.italic for letter in letters),
        spaced=first.spaced,
        fenced=first.fenced,
    )
