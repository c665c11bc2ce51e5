"""Headings, bullets and paragraphs from lines that were wrapped anywhere.

Text taken from slides often has a blank line between any two lines, so a blank line alone says
little. Two lines belong together when the second goes on with a small letter, when the first ends
in a hyphen, or when the second's first word would not have fitted on the first line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.records import BlockKind
from ingest.text.lines import (
    Line,
    bullet,
    collapse,
    ends_sentence,
    ends_with_hyphen,
    explains,
    is_contents_line,
    is_heading_like,
    starts_lower,
)

_REACH = 9
_FILLED = 0.88
_NARROWEST = 45
_OUTLIER = 1.35
_MONTHS = re.compile(
    r"(?:tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)-$", re.IGNORECASE
)
_DEFINITION = re.compile(r"^[^=.]{1,60}\s=\s")
_ENDS_WITH_AMOUNT = re.compile(r"\d\s*(?:%|(?:milj\.?\s*|t|m|k)?€|(?:milj\.?\s*)?euroa)\)?$")
_LISTED = re.compile(r"^(?:ja|tai|sekä|eli|och|eller|and|or)\b")


@dataclass(frozen=True, slots=True)
class Piece:
    """A block in the making: its kind, its text and the line where it begins. `depth` is a
    bullet's depth."""

    kind: BlockKind
    text: str
    line: int
    depth: int = 0


def read_prose(lines: Sequence[Line], stretches: Iterable[tuple[int, int]]) -> list[list[Piece]]:
    """For each stretch [start, end) of lines that are no table's or card's: its pieces."""
    marked = _marks_wraps(lines)
    return [_Stretch(lines, start, end, marked).pieces() for start, end in stretches]


def _marks_wraps(lines: Sequence[Line]) -> bool:
    """Does a space at a line's end mean that the paragraph goes on? True when lines that surely
    go on have it and lines that surely end mostly have not."""
    goes_on = [a.open_end for a, b in pairwise(lines) if starts_lower(b.text) and not bullet(b.text)]
    ends = [a.open_end for a, b in pairwise(lines) if b.strong_break or bullet(b.text)]
    return len(goes_on) >= 5 and sum(goes_on) >= 0.8 * len(goes_on) and sum(ends) <= 0.6 * len(ends)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Lines [start, end) to be read as prose; `marked`: see `_marks_wraps`."""

    lines: Sequence[Line]
    start: int
    end: int
    marked: bool

    def pieces(self) -> list[Piece]:
        pieces: list[Piece] = []
        unit: list[int] = []
        for place in range(self.start, self.end):
            if unit and (self._continues(unit[-1], place) or self._hangs(unit, place)):
                unit.append(place)
                continue
            if unit:
                pieces.append(_piece(self.lines, unit, pieces))
            unit = [place]
        if unit:
            pieces.append(_piece(self.lines, unit, pieces))
        return [piece for piece in pieces if piece.text]

    def _continues(self, above: int, below: int) -> bool:
        """Does line `below` go on with the text of line `above`?"""
        line = self.lines[below]
        first, second = self.lines[above].text, line.text
        if line.strong_break or bullet(second) is not None:
            return False
        lone = bullet(first)
        if lone is not None and not lone.text:
            return True
        if is_contents_line(first) or _DEFINITION.match(second) or (explains(first) and explains(second)):
            return False
        if ends_with_hyphen(first) and second[:1].isalpha():
            return True
        if starts_lower(second):
            below_heading = is_heading_like(first) and ends_sentence(second) and len(second) > 2 * len(first)
            return line.gap == 0 or not below_heading
        return self._capital_continues(above, below)

    def _hangs(self, unit: Sequence[int], below: int) -> bool:
        """Is the line indented under the text of the bullet that `unit` began with?"""
        first, line = self.lines[unit[0]], self.lines[below]
        mark = bullet(first.text)
        if mark is None or not mark.text or line.strong_break or bullet(line.text) is not None:
            return False
        return line.gap <= 1 and line.indent > first.indent

    def _capital_continues(self, above: int, below: int) -> bool:
        """The same where the line below begins with a capital or a digit: only if its first word
        would not have fitted on the line above."""
        first, second = self.lines[above].text, self.lines[below].text
        tight = self.lines[below].gap == 0
        if first.endswith(":") or not (tight or self._is_spaced(above)) or self._is_heading(below):
            return False
        if _ENDS_WITH_AMOUNT.search(first) and second[:1].isupper():
            return False
        word = second.split(maxsplit=1)[0]
        filled = len(first) + 1 + len(word) >= _FILLED * self._width(above)
        if self.marked and not self.lines[above].open_end:
            if ends_sentence(first) or is_heading_like(first):
                return False
            return filled and (tight or second[:1].isdigit())
        if ends_sentence(first):
            return filled
        return filled and (tight or ends_sentence(second) or len(second.split()) >= 3 or second[:1].isdigit())

    def _is_heading(self, place: int) -> bool:
        """A short line that could be a heading and does not go on in the next line."""
        text = self.lines[place].text
        if not is_heading_like(text) or len(text) > 0.6 * self._width(place):
            return False
        following = self.lines[place + 1] if place + 1 < self.end else None
        return following is None or following.strong_break or not starts_lower(following.text)

    def _window(self, place: int) -> range:
        """The lines around `place` that stand in the same text box."""
        first = last = place
        while first > max(self.start, place - _REACH) and not self.lines[first].strong_break:
            first -= 1
        while last + 1 < min(self.end, place + _REACH) and not self.lines[last + 1].strong_break:
            last += 1
        return range(first, last + 1)

    def _width(self, place: int) -> int:
        """The usual width of the lines here: the longest, unless it stands out."""
        lengths = sorted((len(self.lines[i].text) for i in self._window(place)), reverse=True)
        while len(lengths) > 2 and lengths[0] > _OUTLIER * lengths[1]:
            lengths.pop(0)
        return max(_NARROWEST, lengths[0])

    def _is_spaced(self, place: int) -> bool:
        """Is there a blank line between the lines of one paragraph here?"""
        return any(
            self.lines[i].gap == 1 and starts_lower(self.lines[i].text) and not bullet(self.lines[i].text)
            and not ends_sentence(self.lines[i - 1].text)
            for i in self._window(place)[1:]
        )  # fmt: skip


def _piece(lines: Sequence[Line], unit: Sequence[int], before: Sequence[Piece]) -> Piece:
    texts = [collapse(lines[place].text) for place in unit]
    mark = bullet(texts[0])
    if mark is not None:
        texts[0] = mark.text
        return Piece(BlockKind.BULLET, join_lines(texts).strip(), unit[0], _bullet_depth(mark.mark, before))
    text = join_lines(texts)
    kind = BlockKind.HEADING if len(unit) <= 4 and is_heading_like(text) else BlockKind.PARAGRAPH
    return Piece(kind, text, unit[0])


def _bullet_depth(mark: str, before: Sequence[Piece]) -> int:
    if mark in "o○◦":
        return 2
    if mark in "-–—" and before and before[-1].kind is BlockKind.BULLET:
        # A dash under a bullet that announces a list is one level deeper.
        return before[-1].depth if before[-1].depth > 1 else 2 if before[-1].text.endswith(":") else 1
    return 1


def join_lines(texts: Sequence[str]) -> str:
    """The lines of one paragraph as one text. A hyphen at a line's end is dropped where the word
    was only divided for the line's sake."""
    text = ""
    for line in texts:
        text = _join(text, line) if text else line
    return text.replace("\u00ad", "")


def _join(text: str, line: str) -> str:
    if text.endswith(("\u2010", "\u00ad")):
        return text[:-1] + line
    if not ends_with_hyphen(text) or not line[:1].isalpha() or _LISTED.match(line):
        return f"{text} {line}"
    return text + line if _keeps_hyphen(text, line) else text[:-1] + line


def _keeps_hyphen(text: str, line: str) -> bool:
    """A hyphen is the word's own before a capital, after capitals or a digit, between two equal
    vowels (tasa-arvo), and between months."""
    word = text.rsplit(maxsplit=1)[-1]
    if line[0].isupper() or any(c.isupper() for c in word[1:]) or any(c.isdigit() for c in word):
        return True
    return bool(_MONTHS.search(word)) or (word[-2] == line[0] and line[0] in "aeiouyäö")
