"""Words -> lines of chunks: which words share a baseline, and which of those belong together."""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Sequence
from functools import lru_cache
from operator import attrgetter
from statistics import median

from ingest.pdf.limits import LIMITS
from ingest.pdf.numerals import GROUP, GROUP_HEAD, has_digit, is_numeric
from ingest.pdf.pieces import Chunk, Line, Word, chunk_of, join_words

BULLETS = "•·▪■●◦○‣∙➢➤✓\uf0b7\uf0a7\uf0d8\u25aa\u2043-\u2010\u2013\u2014\u2212"
"""Marks that stand alone before an item of a list."""

DOTS = "".join(mark for mark in BULLETS if mark not in "-\u2010\u2013\u2014\u2212")
"""Those of them that are nothing else in a text."""

_BULLET = re.compile(rf"[{re.escape(BULLETS)}o]|\(?\w{{1,2}}[.)]")
_DASHES = "-\u2010\u2013\u2014\u2212o"
_LEADERS = ".…·_"
_LEADER_END = re.compile(r"[.…]{4,}$")
_MARK_LENGTH = 5
_NOTE_MARK = re.compile(r"\d{1,2}|\*{1,3}|[a-z]\)?|\d{1,2}\)|[†‡]")
_CLOSING = ("%", "€")
_SMALLER = 0.9
_ONE, _THOUSAND = ("1", "(1"), "000"
_BASE, _LEFT, _SIZE = attrgetter("base"), attrgetter("x0"), attrgetter("size")


@lru_cache(maxsize=4096)
def is_bullet(text: str) -> bool:
    """Whether a word standing alone marks a list item: a dot, a dash, "1.", "a)"."""
    return _BULLET.fullmatch(text) is not None


def words_to_word_lines(words: Sequence[Word]) -> list[list[Word]]:
    """Words that share a baseline, top line first, left to right. Raised marks join their neighbour."""
    carriers = _carriers(words)
    lines: list[list[Word]] = []
    largest: Word | None = None
    for word in sorted((word for word in words if id(word) not in carriers), key=_BASE):
        if largest is None or not _same_line(lines[-1], largest, word):
            lines.append([])
            largest = word
        elif word.size > largest.size:
            largest = word
        lines[-1].append(word)
    if carriers:
        place = {id(word): line for line in lines for word in line}
        for mark in words:
            carrier = carriers.get(id(mark))
            if carrier is not None:
                place[id(carrier)].append(mark)
    for line in lines:
        line.sort(key=_LEFT)
    return sorted(lines, key=lambda line: median(map(_BASE, line)))


def _carriers(words: Sequence[Word]) -> dict[int, Word]:
    """For each small raised mark, by identity, the larger word that it is attached to."""
    largest = max(map(_SIZE, words), default=0.0)
    marks = [word for word in words if word.size < _SMALLER * largest and len(word.text) <= _MARK_LENGTH]
    if not marks:
        return {}
    ordered = sorted(words, key=_BASE)
    bases = [word.base for word in ordered]
    found: dict[int, Word] = {}
    for mark in sorted(marks, key=_BASE):
        reach = LIMITS.raised_reach * largest
        near = ordered[bisect.bisect_left(bases, mark.base - reach) : bisect.bisect(bases, mark.base + reach)]
        carrier = _carrier(mark, near) or _explained(mark, near)
        if carrier is not None:
            found[id(mark)] = carrier
    for key, carrier in list(found.items()):
        if id(carrier) in found:
            del found[key]
    return found


def _same_line(line: list[Word], large: Word, word: Word) -> bool:
    """Whether a word stands on the line above it; `large` is the first of that line's largest words."""
    step, spread = word.base - line[-1].base, word.base - line[0].base
    size = min(word.size, large.size)
    if step <= LIMITS.line_step * size and spread <= LIMITS.line_spread * size:
        return True
    # Small print set on the middle of much larger print beside it.
    return word.size < 0.8 * large.size and abs(word.middle - large.middle) < 0.3 * large.size


def _carrier(mark: Word, words: Sequence[Word]) -> Word | None:
    """The word that a small raised mark is attached to, if it is one."""
    best: tuple[float, Word] | None = None
    for word in words:
        if mark.size >= LIMITS.raised_size * word.size:
            continue
        gap, step = mark.x0 - word.x1, abs(word.base - mark.base)
        reach = LIMITS.raised_reach if mark.base < word.base else LIMITS.lowered_reach
        if (
            -0.3 * word.size < gap < LIMITS.raised_reach * word.size
            and 0.05 * word.size < step < reach * word.size
            and (best is None or step + abs(gap) < best[0])
        ):
            best = (step + abs(gap), word)
    return best[1] if best else None


def _explained(mark: Word, words: Sequence[Word]) -> Word | None:
    """The first word of the footnote that a small raised number or star begins."""
    if not _NOTE_MARK.fullmatch(mark.text):
        return None
    first: Word | None = None
    for word in words:
        if word is mark or mark.size >= _SMALLER * word.size:
            continue
        gap, step = word.x0 - mark.x1, word.base - mark.base
        near = -0.1 * word.size < gap < LIMITS.raised_reach * word.size
        raised = 0.15 * word.size < step < LIMITS.raised_reach * word.size
        if near and raised and word.text[:1].isalpha() and (first is None or word.x0 < first.x0):
            first = word
    return first


def words_to_lines(words: Sequence[Word]) -> list[Line]:
    """Lines of chunks, top line first."""
    return list(_lines(tuple(words)))


@lru_cache(maxsize=256)
def _lines(words: tuple[Word, ...]) -> tuple[Line, ...]:
    """The same. Several stages of one page ask for the lines of the very same words."""
    return tuple(word_line_to_line(line) for line in words_to_word_lines(words))


def word_line_to_line(words: Sequence[Word]) -> Line:
    """One baseline's words, left to right, joined to chunks where the gaps are those of a text."""
    stretch = _stretched_gap(words)
    parts: list[list[Word]] = []
    for word in words:
        if not parts:
            parts.append([word])
            continue
        part = parts[-1]
        gap = word.x0 - part[-1].x1
        marks = is_bullet(part[0].text) and (len(parts) == 1 or part[0].text not in _DASHES)
        after_mark = marks and len(part) == 1 and not is_numeric(word.text)
        stretched = bool(stretch) and gap < stretch * word.size
        if word.fenced and gap > 0:
            parts.append([word])
        elif _continues(part, word) or stretched or (after_mark and gap < LIMITS.bullet_gap * word.size):
            part.append(word)
        else:
            parts.append([word])
    return tuple(chunk_of(part) for part in parts)


def _stretched_gap(words: Sequence[Word]) -> float:
    """The widest space of a justified line, in em; 0 if the line is not a justified line of prose."""
    if len(words) < 6 or sum(is_numeric(word.text) for word in words) >= 0.34 * len(words):
        return 0.0
    gaps = sorted(
        (right.x0 - left.x1) / max(left.size, right.size)
        for left, right in itertools.pairwise(words)
        if not (is_numeric(left.text) and is_numeric(right.text))
    )
    if len(gaps) < 5:
        return 0.0
    middle = gaps[len(gaps) // 2]
    widest = LIMITS.stretch * middle + 0.1
    return widest if middle < 1.2 and gaps[-2] < widest else 0.0


def _continues(part: list[Word], word: Word) -> bool:
    """Whether `word` belongs to the same chunk as the words before it."""
    last = part[-1]
    size = max(last.size, word.size)
    gap = word.x0 - last.x1
    if gap < 0.12 * size:
        return True
    number_left, number_right = is_numeric(last.text), is_numeric(word.text)
    leader_left, leader_right = not last.text.strip(_LEADERS), not word.text.strip(_LEADERS)
    dots_right = leader_right and len(word.text) != 3  # "..." may stand for a missing number
    if dots_right and (len(last.text) != 3 if leader_left else not number_left):
        return gap <= 1.2 * size
    if number_right and (_LEADER_END.search(last.text) or (leader_left and len(part) > 1)):
        return False
    if len(part) == 1 and last.text in ("$", "€", "£", "US$") and number_right and has_digit(word.text):
        return gap <= LIMITS.dollar_gap * size
    if len(part) > 1 and last.text in _CLOSING and is_numeric(part[-2].text) and has_digit(word.text):
        return not number_right and gap <= LIMITS.text_gap * size
    if number_left and number_right:
        return gap <= _number_gap(part, word) * size
    if number_left or number_right:
        return gap <= LIMITS.number_gap * size
    return gap <= LIMITS.text_gap * size


def _number_gap(part: list[Word], word: Word) -> float:
    """How far two neighbouring numbers may stand apart and still be one, in em."""
    grouped = all(other.text.isdigit() and len(other.text) == 3 for other in part[1:])
    if GROUP.fullmatch(word.text) and grouped and GROUP_HEAD.fullmatch(part[0].text):
        return LIMITS.group_gap
    if word.text.startswith(_THOUSAND) and part[-1].text in _ONE and not part[0].text[-1].isdigit():
        return LIMITS.group_gap
    if part[-1].text in ("-", "+", "\u2010", "\u2013", "\u2212") and has_digit(word.text):
        return LIMITS.text_gap
    if word.text in ("%", "€", "*", ")"):
        return LIMITS.text_gap
    return LIMITS.cell_gap


def words_to_text(words: Sequence[Word]) -> str:
    """The text of one cell: its lines from the top, joined by spaces."""
    return " ".join(join_words(line) for line in words_to_word_lines(words))


def chunks_of(lines: Sequence[Line]) -> list[Chunk]:
    """Every chunk of some lines."""
    return [chunk for line in lines for chunk in line]
