"""Glyphs in the order they are drawn -> words.

A word ends at a space, a baseline step, a gap wide enough to be seen as a space, or a drawn
vertical rule. A glyph printed twice at one place (false bold, shadow) is read once.
"""

from __future__ import annotations

import bisect
import operator
import unicodedata
from collections.abc import Iterable, Sequence

from ingest.pdf.drop_caps import join_drop_caps
from ingest.pdf.limits import LIMITS
from ingest.pdf.page_to_glyphs import SOFT_HYPHEN
from ingest.pdf.pieces import MIDDLE, Glyph, Rule, Word
from ingest.pdf.spaced_letters import join_spaced_letters

_ROW_POINTS, _COLUMN_POINTS = 4.0, 16.0
_BASE_SHARE = 0.8
_FENCE_REACH = 0.6
_FENCE_SLACK_POINTS = 0.5
_LIGATURE = 0.5
_DROP = 1.7
_DROP_JUMP = 0.2
_TWIN = LIMITS.twin
_JUMP, _GAP, _BACK = LIMITS.word_jump, LIMITS.word_gap, LIMITS.word_back
_LIGATURES = {
    chr(0xFB00 + place): text for place, text in enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"))
}


def glyphs_to_words(glyphs: Sequence[Glyph], down: Sequence[Rule]) -> tuple[Word, ...]:
    """Words in content order; `down` are the page's vertical rules and edges of shaded cells."""
    fence = _Fence(down)
    twins = _Twins()
    words: list[Word] = []
    pending: list[Glyph] = []
    space = spaced = False
    for glyph in glyphs:
        if glyph.text == " ":
            if pending:
                words.append(_word(pending, spaced, fence))
                pending = []
            space = True
            continue
        last = pending[-1] if pending else None
        if not (last and last.x0 == glyph.x0 and _of_ligature(last, glyph)) and twins.seen(glyph):
            continue
        if last and _apart(last, glyph, fence):
            words.append(_word(pending, spaced, fence))
            pending = []
        if not pending:
            spaced = space
        space = False
        pending.append(glyph)
    if pending:
        words.append(_word(pending, spaced, fence))
    return join_drop_caps(join_spaced_letters(words))


def _of_ligature(last: Glyph, glyph: Glyph) -> bool:
    """Whether two equal letters are one wide glyph ("ff", "tt"): both have the place of the whole."""
    return (
        glyph.text == last.text
        and glyph.x0 == last.x0
        and glyph.x1 == last.x1
        and glyph.text in "ft"
        and glyph.x1 - glyph.x0 > _LIGATURE * glyph.size
    )


def _apart(left: Glyph, right: Glyph, fence: _Fence) -> bool:
    _, left0, left1, left_base, left_size, _, _ = left
    _, right0, _, right_base, right_size, _, _ = right
    size = left_size if left_size > right_size else right_size
    return (
        abs(right_base - left_base) > (_DROP_JUMP if left_size > _DROP * right_size else _JUMP) * size
        or right0 - left1 > _GAP * size
        or right0 < left0 - _BACK * size
        or (fence.drawn and fence.between(left, right))
    )


def _word(glyphs: list[Glyph], spaced: bool, fence: _Fence) -> Word:
    letters, lefts, rights, bases, sizes, bolds, italics = zip(*glyphs, strict=True)
    size = max(sizes)
    base = bases[0]
    if sizes[0] <= _BASE_SHARE * size:
        base = next(glyph.base for glyph in glyphs if glyph.size > _BASE_SHARE * size)
    if any(map(operator.lt, lefts[1:], lefts)):
        glyphs = sorted(glyphs, key=operator.itemgetter(1))
        letters = tuple(glyph.text for glyph in glyphs)
    half = len(glyphs) / 2
    text = "".join(letters)
    if not text.isascii():
        text = _mended(text)
    x0 = min(lefts)
    return Word(
        text=text,
        x0=x0,
        x1=max(rights),
        base=base,
        size=size,
        bold=sum(bolds) > half,
        italic=sum(italics) > half,
        spaced=spaced,
        fenced=fence.crosses(x0 - _FENCE_REACH * size, x0 + _FENCE_SLACK_POINTS, base - MIDDLE * size),
    )


def _mended(text: str) -> str:
    """Text without soft hyphens inside it, its ligatures as letters, in NFC."""
    text = "".join(_LIGATURES.get(letter, letter) for letter in text)
    if SOFT_HYPHEN in text[:-1]:
        text = text[:-1].replace(SOFT_HYPHEN, "") + text[-1]
    return unicodedata.normalize("NFC", text)


class _Twins:
    """Finds a glyph printed again at the place of an earlier one.

    The places of each letter are kept by the rows and columns of a grid laid over the page.
    """

    def __init__(self) -> None:
        self._places: dict[tuple[str, int, int], list[tuple[float, float]]] = {}

    def seen(self, glyph: Glyph) -> bool:
        text, x, _, base, size, _, _ = glyph
        near = _TWIN * size
        top, bottom = int((base - near) / _ROW_POINTS), int((base + near) / _ROW_POINTS)
        left, right = int((x - near) / _COLUMN_POINTS), int((x + near) / _COLUMN_POINTS)
        fields: Iterable[tuple[str, int, int]]
        if top == bottom and left == right:
            fields = ((text, top, left),)
        elif (bottom - top) * (right - left) > len(self._places):  # a letter of a size that no page has
            fields = [field for field in self._places if field[0] == text]
        else:
            fields = [
                (text, row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)
            ]
        for field in fields:
            for x0, other in self._places.get(field, ()):
                if -near < x0 - x < near and -near < other - base < near:
                    return True
        place = (text, int(base / _ROW_POINTS), int(x / _COLUMN_POINTS))
        self._places.setdefault(place, []).append((x, base))
        return False


class _Fence:
    """Finds a vertical rule between two glyphs of one line."""

    def __init__(self, down: Sequence[Rule]) -> None:
        self._rules = sorted(down)
        self._at = [rule.at for rule in self._rules]
        self.drawn = bool(self._rules)

    def between(self, left: Glyph, right: Glyph) -> bool:
        start, end = (left.x0 + left.x1) / 2, (right.x0 + right.x1) / 2
        return self.crosses(start, end, right.base - MIDDLE * right.size)

    def crosses(self, start: float, end: float, middle: float) -> bool:
        """Whether a rule crosses the height `middle` between x = `start` and x = `end`."""
        if not self._at or end <= start:
            return False
        for index in range(bisect.bisect_left(self._at, start), len(self._at)):
            rule = self._rules[index]
            if rule.at > end:
                return False
            if rule.start - 1 <= middle <= rule.end + 1:
                return True
        return False
