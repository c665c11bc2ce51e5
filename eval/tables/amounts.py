"""How a table prints its numbers: separators, decimals, signs, blanks."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from random import Random

from eval.tables.spec import Amount, Profile, Unit

NO_BREAK, NARROW, THIN = "\u00a0", "\u202f", "\u2009"
MINUS, DASH = "\u2212", "\u2013"
BUILT_IN = ("Helvetica", "Times")
"""Fonts that a PDF need not bring along; they have no true minus and no narrow spaces."""


@dataclass(frozen=True, slots=True)
class Printing:
    """One table's way with numbers. `blank` is what stands where there is nothing."""

    groups: str
    minus: str
    plus: bool
    blank: str
    zero: str

    def number(self, value: Decimal, decimals: int, signed: bool) -> str:
        """A number as printed; `signed` ones may get a plus."""
        whole, _, rest = f"{abs(value):.{decimals}f}".partition(".")
        groups = [whole[max(0, end - 3) : end] for end in range(len(whole), 0, -3)]
        text = self.groups.join(reversed(groups)) + ("," + rest if rest else "")
        if value < 0:
            return f"({text})" if self.minus == "()" else f"{self.minus}{text}"
        return f"+{text}" if signed and self.plus and value > 0 else text

    def amount(
        self, value: Decimal | None, unit: Unit, decimals: int, signed: bool, tail: str = ""
    ) -> Amount:
        """A cell. `tail` follows the number: a unit in the cell, a footnote mark."""
        if value is None:
            return Amount(self.blank, None)
        if value == 0 and self.zero != "0":
            return Amount(self.zero, None)
        return Amount(self.number(value, decimals, signed) + tail, value * unit.scale, unit.name, unit.scale)


def draw_printing(random: Random, profile: Profile, font: str) -> Printing:
    rich = font not in BUILT_IN
    groups = random.choice((" ", " ", " ", NO_BREAK, NARROW if rich else " ", THIN if rich else " ", "", "."))
    minuses = ["-", "-", DASH, "()"] + ([MINUS, MINUS] if rich else [])
    if profile is Profile.MEASURE:
        minuses += ["- ", DASH + " "]
    return Printing(
        groups=groups,
        minus=random.choice(minuses),
        plus=random.random() < 0.25,
        blank=random.choice(("", "", "-", DASH)),
        zero=random.choice(("0", "0", "0", "-")),
    )
