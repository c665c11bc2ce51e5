"""Are two printed numbers the same within their rounding?"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Protocol


class Printed(Protocol):
    """A number as printed and as understood: a figure of a report or of an answer."""

    @property
    def raw(self) -> str: ...

    @property
    def value(self) -> Decimal: ...

    @property
    def scale(self) -> int: ...


def same_value(a: Printed, b: Printed) -> bool:
    """Equal within the rounding of the coarser of the two as printed."""
    return bool(a.value and b.value) and abs(a.value - b.value) <= max(step(a), step(b)) / 2


def step(figure: Printed) -> Decimal:
    """The value of one unit in a printed number's last place."""
    _, comma, rest = figure.raw.rpartition(",")
    places = len(re.sub(r"\D", "", rest)) if comma else 0
    return Decimal(figure.scale).scaleb(-places)
