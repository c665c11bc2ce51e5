"""Which figure of the books is printed where, and what is said in words: the truth of a report."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from eval.reports.vocabulary import Role
from eval.reports.words import Word


@dataclass(frozen=True, slots=True)
class Ident:
    """What makes a figure the one it is. `quarter` 0: of the whole year."""

    entity: Word
    metric: Word
    role: Role
    year: int
    quarter: int = 0


@dataclass(frozen=True, slots=True)
class Printed:
    """One place where a figure stands. `value` is what the printed text says, in `unit`; `way` is where:
    table, card or prose."""

    raw: str
    value: Decimal
    unit: str
    scale: int
    key: int
    quote: str
    way: str


@dataclass(slots=True)
class Figure:
    ident: Ident
    printings: list[Printed] = field(default_factory=list)

    @property
    def finest(self) -> Printed:
        """The printing with the smallest scale: what a strict judge goes by."""
        return min(self.printings, key=lambda printed: printed.scale)


@dataclass(frozen=True, slots=True)
class Saying:
    """Something said in words. `kind` is a type of question; `slots` fill its wordings; each of `groups`
    has forms of which an answer must hold one."""

    kind: str
    slots: dict[str, str]
    groups: tuple[tuple[str, ...], ...]
    must_not: tuple[str, ...]
    keys: tuple[int, ...]
    quote: str


@dataclass(slots=True)
class Truth:
    """All that a report says."""

    figures: dict[Ident, Figure] = field(default_factory=dict)
    sayings: list[Saying] = field(default_factory=list)

    def add(self, ident: Ident, printed: Printed) -> None:
        self.figures.setdefault(ident, Figure(ident)).printings.append(printed)
