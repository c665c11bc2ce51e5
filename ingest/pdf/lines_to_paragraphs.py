"""Lines of one text column -> paragraphs and list items, with their joined text.

A paragraph ends at a change of print, at a wider gap than the column's leading, at a list mark,
or where a sentence ends although the next word would still have fitted on the line.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median

from ingest.boxes import bounds
from ingest.pdf.page_to_glyphs import SOFT_HYPHEN
from ingest.pdf.pieces import Chunk, Word
from ingest.pdf.words_to_lines import BULLETS, DOTS, words_to_word_lines
from ingest.records import Box

_MONTH = re.compile(r"tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu", re.IGNORECASE)
_DASHES = "-\u2010\u2013\u2014\u2212"
_GLUED_DASH = re.compile(rf"[{_DASHES}][A-ZÅÄÖ]")
_LISTED = re.compile(r"(?:\d{1,2}|[a-zåäö])\)|[a-z]\.")
_SECTION = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?|\d{1,2}\.?")
_STOP = re.compile(r"[.!?:;]['\"”»)]*$")
_LEADERS = re.compile(r"(?:\.{4,}|(?:\. ){4,}|…{2,}|_{4,})\s*\d{1,4}$")
_SIZE_STEP = 0.06
_EXTRA_GAP = 1.22
_MOST_LEADING = 1.6
_USUAL_LEADING = 1.2
_FIT = 0.5


@dataclass(frozen=True, eq=False)
class Paragraph:
    """Lines that are read as one text. `marker` is a list mark's place from the left, else None.

    `column` numbers the stretches of columns of the page. It has no slots, so that what each rule for
    headings asks of it again is worked out once.
    """

    lines: tuple[tuple[Word, ...], ...]
    marker: float | None = None
    column: int = 0

    @cached_property
    def words(self) -> list[Word]:
        return [word for line in self.lines for word in line]

    @cached_property
    def box(self) -> Box:
        return bounds(word.box for word in self.words)

    @cached_property
    def size(self) -> float:
        return _size_of_letters(self.words)

    @cached_property
    def bold(self) -> bool:
        return all(word.bold for word in self.words if word.text.strip(BULLETS))

    @cached_property
    def italic(self) -> bool:
        return all(word.italic for word in self.words)


def _size_of_letters(words: Sequence[Word]) -> float:
    """The middle size of all letters."""
    sizes = {word.size for word in words}
    return sizes.pop() if len(sizes) == 1 else median(word.size for word in words for _ in word.text)


@dataclass(frozen=True, slots=True)
class _Row:
    """One line with what decides whether it continues the line before."""

    words: tuple[Word, ...]
    marker: float | None
    x0: float
    x1: float
    base: float
    size: float
    bold: bool
    italic: bool


def lines_to_paragraphs(chunks: Sequence[Chunk], column: int = 0) -> list[Paragraph]:
    """The text of one column, given as its chunks in any order."""
    words = [word for chunk in chunks for word in chunk.words]
    rows = [_row(line) for line in words_to_word_lines(words)]
    rows = _marks_joined(rows)
    if not rows:
        return []
    leading = _leading(rows)
    right = max(row.x1 for row in rows)
    groups: list[list[_Row]] = []
    for row in rows:
        if groups and _continues(groups[-1], row, leading, right):
            groups[-1].append(row)
        else:
            groups.append([row])
    return [Paragraph(tuple(row.words for row in group), group[0].marker, column) for group in groups]


def _row(words: Sequence[Word]) -> _Row:
    kept, marker = _unmarked(words)
    size = _size_of_letters(kept or words[:1])
    plain = [word for word in kept if word.size > 0.8 * size] or list(words)
    return _Row(
        words=tuple(kept),
        marker=marker,
        x0=plain[0].x0,
        x1=words[-1].x1,
        base=median(word.base for word in plain),
        size=size,
        bold=all(word.bold for word in plain),
        italic=all(word.italic for word in plain),
    )


def _unmarked(words: Sequence[Word]) -> tuple[list[Word], float | None]:
    """A line without its list mark, and where the mark stands. "1)" and "a)" stay in the text."""
    first = words[0]
    if first.text in DOTS or (first.text == "o" and len(words) > 1 and _gap(words) > 0.5):
        return list(words[1:]), first.x0
    if first.text in _DASHES and len(words) > 1 and any(c.isalpha() for word in words for c in word.text):
        return list(words[1:]), first.x0
    if len(first.text) > 1 and (first.text[0] in DOTS or _GLUED_DASH.match(first.text)):
        share = (first.x1 - first.x0) / len(first.text)
        bare = Word(
            first.text[1:], first.x0 + share, first.x1, first.base, first.size, first.bold, first.italic, True
        )
        return [bare, *words[1:]], first.x0
    if len(words) > 1 and _LISTED.fullmatch(first.text) and not all(word.bold for word in words):
        return list(words), first.x0
    return list(words), None


def _gap(words: Sequence[Word]) -> float:
    return (words[1].x0 - words[0].x1) / words[0].size


def _marks_joined(rows: Sequence[_Row]) -> list[_Row]:
    """A list mark that stands alone (its baseline is off) joined to the line beside it."""
    joined: list[_Row] = []
    pending: _Row | None = None
    for row in rows:
        if row.marker is not None and not row.words:
            pending = row
            continue
        if pending is not None and abs(row.base - pending.base) < 0.6 * row.size and row.marker is None:
            row = _Row(row.words, pending.marker, row.x0, row.x1, row.base, row.size, row.bold, row.italic)
        pending = None
        joined.append(row)
    return joined


def _leading(rows: Sequence[_Row]) -> float:
    """The usual distance between the lines of one paragraph, in em."""
    steps = sorted(
        (lower.base - upper.base) / lower.size
        for upper, lower in itertools.pairwise(rows)
        if abs(lower.size - upper.size) < _SIZE_STEP * lower.size and lower.marker is None
    )
    steps = [step for step in steps if 0.8 < step < 2.2]
    if len(steps) < 3:
        return steps[0] if steps and steps[0] <= _MOST_LEADING else _USUAL_LEADING
    return min(_MOST_LEADING, steps[len(steps) // 3])


def _continues(group: Sequence[_Row], row: _Row, leading: float, right: float) -> bool:
    last, first = group[-1], group[0]
    if is_contents_line(" ".join(word.text for word in last.words)):
        return False
    size = max(last.size, row.size)
    step = (row.base - last.base) / size
    if row.marker is not None or step > max(_EXTRA_GAP * leading, leading + 0.2) or step < 0.4:
        return False
    if abs(row.size - last.size) > _SIZE_STEP * size or row.bold != last.bold or row.italic != last.italic:
        # Words in bold or italics may fill a line of a paragraph.
        within = row.size == last.size and len(group) > 1 and first.marker is None
        if not (within and _reaches(last, row, right)):
            return False
    if len(row.words) > 1 and row.bold and _SECTION.fullmatch(row.words[0].text):
        return False
    if first.marker is not None:
        hanging = row.x0 > first.marker + 0.5 * size
        return hanging or _reaches(last, row, right)
    if row.x0 - last.x0 > 3 * size and len(group) > 1 and not _reaches(last, row, right):
        return False
    if _reaches(last, row, right) or row.bold:
        return True
    text = row.words[0].text
    return not _STOP.search(last.words[-1].text) and not text[:1].isupper() and not text[:1].isdigit()


def _reaches(last: _Row, row: _Row, right: float) -> bool:
    """Whether the next line's first word would not have fitted on the line before."""
    first = row.words[0]
    return last.x1 + _FIT * row.size + (first.x1 - first.x0) > right - _FIT * row.size


def is_soft_break(left: str, right: str, known: frozenset[str]) -> bool:
    """Whether the hyphen that ends `left` only divides a word whose rest is `right`.

    In a word all in capitals it does. Else it is kept where the word needs it: before a capital
    or a digit, after one ("TE-uudistus"), between equal vowels (Finnish never divides a long
    vowel: "tasapaino-ohjelma"), between months ("tammi-maaliskuu"), before "ja" and "tai" ("tuotot
    ja -kulut"), or where the document itself prints the hyphen.
    """
    stem = left[:-1]
    shortest = 3 if left.endswith("-") else 2  # "TA-" is an abbreviation; "TU\u2010" was divided by a program
    if len(stem) >= shortest and stem.isalpha() and stem.isupper() and right.isalpha() and right.isupper():
        return f"{stem}-{right}".casefold() not in known
    if not stem or not right or not right[0].islower() or not stem[-1].isalpha() or stem[-1].isupper():
        return False
    head = re.split(r"[\W_]+", stem)[-1]
    tail = re.split(r"[\W_]+", right)[0]
    if _MONTH.fullmatch(head) and _MONTH.match(tail) and "kuu" in tail:
        return False
    joined, hyphened = (head + tail).casefold(), f"{head}-{tail}".casefold()
    if hyphened in known and joined not in known:
        return False
    if joined in known:
        return True
    if stem[-1] == right[0] and right[0] in "aeiouyäö":
        return False
    return tail not in ("ja", "tai", "sekä", "eli", "och", "eller")


def is_contents_line(text: str) -> bool:
    """A line of a table of contents: leader dots and a page number at its end."""
    return _LEADERS.search(text) is not None


def ends_in_hyphen(text: str) -> bool:
    return text.endswith((SOFT_HYPHEN, "-", "\u2010")) and len(text) > 1
