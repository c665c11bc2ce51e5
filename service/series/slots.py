"""The printings of one report that say the same: one figure is shown, the other places are named.

A report prints a figure on a card, in a table and in its text, rounded differently. Printings of one
meaning and period that agree within their rounding are one figure, unless what stands around them
tells them apart (two units' rows of the same name). Those that do not agree and are not told apart
contradict each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from ingest.records import ColumnKind, FigureKind
from service.series.printings import Printing

_SIGNED = (ColumnKind.DEVIATION, ColumnKind.CHANGE)
_TELLING_DIGITS = 3
"""Printings that share so many digits are hardly the same by chance."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One figure of one report with all its printings, the one to show first. `conflict` says that
    another slot of the report contradicts it, `place` are the words around any of its printings."""

    printings: tuple[Printing, ...]
    conflict: bool = False
    place: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        around = (printing.place for printing in self.printings)
        object.__setattr__(self, "place", frozenset[str]().union(*around))

    @property
    def shown(self) -> Printing:
        return self.printings[0]

    @property
    def order(self) -> int:
        return self.shown.order


def slots(printings: Sequence[Printing]) -> tuple[Slot, ...]:
    """The figures that printings of one report, one meaning and one period are, in reading order."""
    if len(printings) == 1:
        return (Slot((printings[0],)),)
    shared = frozenset.intersection(*(printing.place for printing in printings))
    groups: list[list[Printing]] = []
    for printing in sorted(printings, key=_rank):
        home = next(
            (group for group in groups if all(_same(printing, other, shared) for other in group)), None
        )
        if home is None:
            groups.append([printing])
        else:
            home.append(printing)
    position = {id(printing): number for number, printing in enumerate(printings)}
    groups.sort(key=lambda group: min(position[id(printing)] for printing in group))
    return tuple(
        Slot(
            tuple(group),
            any(
                _contradict(printing, rival, shared)
                for other in groups
                if other is not group
                for printing in group
                for rival in other
            ),
        )
        for group in groups
    )


def agree(one: Printing, other: Printing) -> bool:
    """Whether two printings may be the same number, within the rounding of both.

    Costs count without their sign: one place prints them with a minus, another without.
    """
    first, second = one.figure.value, other.figure.value
    if one.label.of_costs and one.meaning.kind not in _SIGNED:
        first, second = abs(first), abs(second)
    return abs(first - second) <= one.error + other.error


def own_words(printing: Printing, shared: frozenset[str]) -> frozenset[str]:
    """What tells a printing's place from the others': the words around it that not all have."""
    return printing.place - shared


def _rank(printing: Printing) -> tuple[int, Decimal]:
    """Tables first, then cards, then text; in each the finest printing first."""
    kinds = (FigureKind.TABLE, FigureKind.CARD, FigureKind.TEXT)
    return kinds.index(printing.figure.kind), printing.error


def _same(one: Printing, other: Printing, shared: frozenset[str]) -> bool:
    if not agree(one, other):
        return False
    first, second = own_words(one, shared), own_words(other, shared)
    if one.table is not None and one.table == other.table:
        return first == second and (one.order == other.order or _digits(one) >= _TELLING_DIGITS)
    if not first or not second or first & second or _of_one_unit(one, other):
        return True
    return min(_digits(one), _digits(other)) >= _TELLING_DIGITS


def _contradict(one: Printing, other: Printing, shared: frozenset[str]) -> bool:
    """Neither agree nor are told apart by their rows, their tables or what stands around them."""
    if agree(one, other) or one.label.words != other.label.words:
        return False
    if one.table is not None and one.table == other.table:
        return False
    first, second = own_words(one, shared), own_words(other, shared)
    if one.table is not None and other.table is not None:
        # Tables of one name may be those of units whose names were not read.
        return one.owned and other.owned and first == second
    if first == second or _of_one_unit(one, other):
        return True
    return 2 * len(first & second) >= min(len(first), len(second)) > 0


def _of_one_unit(one: Printing, other: Printing) -> bool:
    """A unit's card, its text and its table tell of the same figure; two tables of it may not."""
    return one.owned and other.owned and (one.table is None or other.table is None)


def _digits(printing: Printing) -> int:
    return len("".join(char for char in printing.figure.raw if char.isdigit()).lstrip("0"))
