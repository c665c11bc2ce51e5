"""What unit a piece of text names: money, per cent, points of per cent, and its scale.

A second reader of units for the guard: it shares nothing with the reader of the reports, so that an
error of one is not an error of both. It knows only what an answer must not confuse.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol

EUR, PERCENT, POINTS = "EUR", "%", "%-yks."

_SCALES: tuple[tuple[str, int], ...] = (
    (r"mrd\.?|miljard\w*|billions?\b", 1_000_000_000),
    (r"milj\.|milj(?!ard)\w*|mn\b\.?|mill?ions?\b", 1_000_000),
    (r"1[ .]?000(?![ .]?\d)|tuh\.|tuhat\w*|tuhan\w*|tuhen\w*|tusen\b|thousands?\b", 1_000),
)
_SHORT = {"m€": 1_000_000, "me": 1_000_000, "meur": 1_000_000, "t€": 1_000, "te": 1_000, "teur": 1_000,
          "k€": 1_000, "ke": 1_000, "keur": 1_000, "md€": 1_000_000_000}  # fmt: skip
_SCALE = "|".join(f"(?P<s{place}>{words})" for place, (words, _) in enumerate(_SCALES))
_MONEY = r"€|euro\w*|eur\b|e(?![\w-])"
_PER = r"(?P<per> ?/ ?[^\W\d_]+|[ -]*asuk\w+ (?:kohti|kohden)| per (?:invånare|inhabitant|capita))?"
_UNIT = re.compile(
    r" ?(?:\((?:(?:yksikkö|enhet|unit):? |(?:i|in) )?)?"
    rf"(?:(?P<points>%-yks\w*|prosenttiyks\w*|procentenhet\w*|percentage points?)"
    rf"|(?P<percent>%|prosent\w*|procent\b|per ?cent\b)"
    rf"|(?P<short>(?:{'|'.join(_SHORT)})(?!\w)){_PER}"
    rf"|(?:(?:{_SCALE}) ?(?P<scaled>{_MONEY})?|(?P<money>{_MONEY})){_PER.replace('?P<per>', '?P<per2>')})",
    re.IGNORECASE,
)


_WORDS = "|".join(words for words, _ in _SCALES)
_SCALED = re.compile(
    rf"(?<![\w.,])(?:{_WORDS}) ?(?:{_MONEY})|(?<!\w)(?:{'|'.join(_SHORT)})(?!\w)", re.IGNORECASE
)


class Measured(Protocol):
    """Anything with a unit and a scale: a figure of an answer or of a report."""

    @property
    def unit(self) -> str | None: ...
    @property
    def scale(self) -> int: ...


@dataclass(frozen=True, slots=True)
class StatedUnit:
    """A unit as text names it. `kind` is None where only a scale is named ("miljoonaa"); `per` says
    that it is money for each of something (€/asukas)."""

    kind: str | None
    scale: int = 1
    per: bool = False

    def fits(self, figure: Measured) -> bool:
        """Does this say nothing else than the figure's unit and scale?"""
        unit = figure.unit
        if self.kind == EUR:
            money = unit is not None and unit.startswith(EUR)
            return money and figure.scale == self.scale and (not self.per or unit != EUR)
        if self.kind is None:
            return figure.scale == self.scale
        return unit == self.kind


def stated_unit(text: str, start: int = 0) -> StatedUnit | None:
    """The unit that the text names right at `start`, one space and an opening bracket before it
    allowed; None where it names none of those known here."""
    match = _UNIT.match(text, start)
    if match is None:
        return None
    if match["points"]:
        return StatedUnit(POINTS)
    if match["percent"]:
        return StatedUnit(PERCENT)
    per = bool(match["per"] or match["per2"])
    if match["short"]:
        return StatedUnit(EUR, _SHORT[match["short"].casefold()], per)
    scale = next((size for place, (_, size) in enumerate(_SCALES) if match[f"s{place}"]), 1)
    money = match["scaled"] or match["money"]
    return StatedUnit(EUR if money else None, scale, per)


def unit_end(text: str, start: int) -> int:
    """Where the unit that stands right at `start` ends; `start` where none stands there."""
    match = _UNIT.match(text, start)
    return match.end() if match else start


def without_unit(text: str) -> str:
    """A header without the scaled unit that stands in it: "2023 1 000 €" is the column 2023."""
    return " ".join(_SCALED.sub(" ", text).split()).strip(" ,;()")


def names_unit_of(text: str, figure: Measured) -> bool:
    """Does the text name, at the start of any of its words, a unit that fits the figure?"""
    places = (match.start() for match in re.finditer(r"(?<![^\W\d_])(?=[^\W_]|[€%])", text))
    return any((unit := stated_unit(text, place)) is not None and unit.fits(figure) for place in places)
