"""Glyphs in the order they are drawn -> words.

A word ends at a space, a baseline step, a gap wide enough to be seen as a space, or a drawn
vertical rule. A glyph printed twice at one place (false bold, shadow) is read once.
"""

from __future__ import annotations

import bisect
import itertools
import unicodedata
from collections.abc import Sequence

from ingest.pdf.drop_caps import join_drop_caps
from ingest.pdf.limits import LIMITS
from ingest.pdf.page_to_glyphs import SOFT_HYPHEN
from ingest.pdf.pieces import MIDDLE, Glyph, Rule, Word
from ingest.pdf.spaced_letters import join_spaced_letters

_CELL_POINTS = 4.0
_BASE_SHARE = 0.8
_FENCE_REACH = 0.6
_FENCE_SLACK_POINTS = 0.5
_LIGATURE = 0.5
_DROP = 1.7
_DROP_JUMP = 0.2
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
        if not (pending and _of_ligature(pending[-1], glyph)) and twins.seen(glyph):
            continue
        if pending and _apart(pending[-1], glyph, fence):
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
    size = max(left.size, right.size)
    return (
        abs(right.base - left.base)
        > (_DROP_JUMP if left.size > _DROP * right.size else LIMITS.word_jump) * size
        or right.x0 - left.x1 > LIMITS.word_gap * size
        or right.x0 < left.x0 - LIMITS.word_back * size
        or fence.between(left, right)
    )


def _word(glyphs: list[Glyph], spaced: bool, fence: _Fence) -> Word:
    size = max(glyph.size for glyph in glyphs)
    base = next(glyph.base for glyph in glyphs if glyph.size > _BASE_SHARE * size)
    if any(right.x0 < left.x0 for left, right in itertools.pairwise(glyphs)):
        glyphs = sorted(glyphs, key=lambda glyph: glyph.x0)
    half = len(glyphs) / 2
    text = "".join(_LIGATURES.get(glyph.text, glyph.text) for glyph in glyphs)
    if SOFT_HYPHEN in text[:-1]:
        text = text[:-1].replace(SOFT_HYPHEN, "") + text[-1]
    x0 = min(glyph.x0 for glyph in glyphs)
    return Word(
        text=unicodedata.normalize("NFC", text),
        x0=x0,
        x1=max(glyph.x1 for glyph in glyphs),
        base=base,
        size=size,
        bold=sum(glyph.bold for glyph in glyphs) > half,
        italic=sum(glyph.italic for glyph in glyphs) > half,
        spaced=spaced,
        fenced=fence.crosses(x0 - _FENCE_REACH * size, x0 + _FENCE_SLACK_POINTS, base - MIDDLE * size),
    )


class _Twins:
    """Finds a glyph printed again at the place of an earlier one."""

    def __init__(self) -> None:
        self._places: dict[tuple[str, int], list[tuple[float, float]]] = {}

    def seen(self, glyph: Glyph) -> bool:
        near = LIMITS.twin * glyph.size
        x, base, text = glyph.x0, glyph.base, glyph.text
        first, last = int((base - near) / _CELL_POINTS), int((base + near) / _CELL_POINTS)
        for row in range(first, last + 1):
            for x0, other in self._places.get((text, row), ()):
                if -near < x0 - x < near and -near < other - base < near:
                    return True
        self._places.setdefault((text, int(base / _CELL_POINTS)), []).append((x, base))
        return False


class _Fence:
    """Finds a vertical rule between two glyphs of one line."""

    def __init__(self, down: Sequence[Rule]) -> None:
        self._rules = sorted(down)
        self._at = [rule.at for rule in self._rules]

    def between(self, left: Glyph, right: Glyph) -> bool:
        start, end = (left.x0 + left.x1) / 2, (right.x0 + right.x1) / 2
        return self.crosses(start, end, right.base - MIDDLE * right.size)

    def crosses(self, start: float, end: float, middle: float) -> bool:
        """Whether a rule crosses the height `middle` between x = `start` and x = `end`."""
        if not self._at or end <= start:
            return False
        for index in range(bisect.bisect_left(self._at, start), bisect.bisect_right(self._at, end)):
            rule = self._rules[index]
            if rule.start - 1 <= middle <= rule.end + 1:
                return True
        return False
