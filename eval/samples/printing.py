"""How a report prints its numbers: each sample report has a style of its own."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal


@dataclass(frozen=True, slots=True)
class Style:
    """The marks a report prints numbers with: the thousands separator and the minus sign."""

    space: str = " "
    minus: str = "-"

    def whole(self, value: int) -> str:
        """12190 -> "12 190"."""
        return self._sign(value) + f"{abs(value):,}".replace(",", self.space)

    def signed(self, value: int) -> str:
        """Like `whole`, with a plus sign before what is more than nothing."""
        return ("+" if value > 0 else "") + self.whole(value)

    def millions(self, thousands: int) -> str:
        """Thousands of euros in millions with one decimal: 12190 -> "12,2"."""
        return self.decimal(Decimal(thousands) / 1000, 1)

    def signed_millions(self, thousands: int) -> str:
        """Like `millions`, with a plus sign before what is more than nothing."""
        return ("+" if thousands > 0 else "") + self.millions(thousands)

    def decimal(self, value: Decimal, places: int) -> str:
        """A number with so many decimals, a half rounded away from zero."""
        rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        text = f"{abs(rounded):,.{places}f}".replace(",", self.space).replace(".", ",")
        return self._sign(rounded) + text

    def cents(self, value: int) -> str:
        """Cents as euros: 123456789 -> "1 234 567,89"."""
        return self.decimal(Decimal(value) / 100, 2)

    def _sign(self, value: int | Decimal) -> str:
        return self.minus if value < 0 else ""


PLAIN = Style()
NARROW = Style(space="\u202f")
TRUE_MINUS = Style(minus="\u2212")
