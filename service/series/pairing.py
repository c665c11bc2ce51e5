"""Which figure of one report is which of another: same meaning, fitting period, nearest place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ingest.records import FigureKind, Period
from service.series.printings import Printing
from service.series.slots import Slot

_DOUBTFUL = 0.5
"""So much of their places two sums without a name of their own must share."""


class Relation(StrEnum):
    """How the periods of two figures of a pair stand to each other."""

    SAME_PERIOD = "same_period"
    """One period told of in both reports: a new forecast, an amended budget, a corrected actual."""
    NEXT_PERIOD = "next_period"
    """Each report's own period: how things went on."""


@dataclass(frozen=True, slots=True)
class Role:
    """What a figure's period is to its report: of which shape, how many years off, and whether it
    ends on the same day of the year as the report's period."""

    shape: str
    years: int
    now: bool

    @property
    def current(self) -> bool:
        """The report's own period or year, not one that it compares with."""
        return self.years == 0 and (self.now or self.shape == "year")


def role(printing: Printing) -> Role | None:
    """None where either period is not known."""
    period, report = printing.period, printing.report.period
    if period is None or report is None:
        return None
    now = (period.end.month, period.end.day) == (report.end.month, report.end.day)
    return Role(shape(printing), period.end.year - report.end.year, now)


def shape(printing: Printing) -> str:
    """What its period is: a day, a year, years, to_date (from the first of January), a part of a year, or
    own: what a report tells without saying when is of its own period, be that a quarter or a half (of a
    year's report it is the year)."""
    period = printing.period
    if period is None:
        return "own"
    start, end = period.start, period.end
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return "year" if start.year == end.year else "years"
    if printing.own_period:
        return "own"
    if start == end:
        return "day"
    return "to_date" if (start.month, start.day) == (1, 1) else "part"


def dates(period: Period | None) -> tuple[date, date] | None:
    """What periods are compared by: "Q1/2031" and "1–3/2031" are one."""
    return None if period is None else (period.start, period.end)


def pairs(before: Sequence[Slot], after: Sequence[Slot]) -> list[tuple[Slot, Slot]]:
    """The slots of two reports that belong together, each used once, best fitting first."""
    many = len(before) > 1 or len(after) > 1
    shared = frozenset.intersection(*(slot.place for slot in (*before, *after)))
    rated = sorted(
        (
            (-likeness(one, other, shared), i, j)
            for i, one in enumerate(before)
            for j, other in enumerate(after)
            if _may_pair(one, other, shared, many)
        ),
    )
    left, right = set(range(len(before))), set(range(len(after)))
    made = []
    for _, i, j in rated:
        if i in left and j in right:
            left.remove(i)
            right.remove(j)
            made.append((before[i], after[j]))
    return made


def likeness(one: Slot, other: Slot, shared: frozenset[str]) -> float:
    """How near the places of two slots are; `shared` words tell nothing."""
    first, second = one.place - shared, other.place - shared
    return (
        _overlap(first, second)
        + 2.0 * (one.shown.statement is other.shown.statement)
        + 0.3 * (one.shown.label.words == other.shown.label.words)
        + 0.2 * (one.order == other.order)
        + 0.1 * (one.shown.figure.kind is other.shown.figure.kind)
    )


def _may_pair(one: Slot, other: Slot, shared: frozenset[str], many: bool) -> bool:
    if one.shown.label.only_general:
        return _overlap(one.place, other.place) >= _DOUBTFUL
    if not many:
        return True
    first, second = one.place - shared, other.place - shared
    return bool(first & second) or first == second or not (first and second)


def _overlap(first: frozenset[str], second: frozenset[str]) -> float:
    """Jaccard's measure; two empty sets are alike."""
    union = first | second
    return len(first & second) / len(union) if union else 1.0


def comparable(before: Slot, after: Slot) -> tuple[int, int]:
    """The printings of two slots, by their numbers, that compare best: of one scale and fineness, of
    one sign, of one kind; the finest of those."""
    ranked = [
        (
            one.step != other.step,
            one.figure.scale != other.figure.scale,
            (one.figure.value < 0) != (other.figure.value < 0),
            one.figure.kind is not other.figure.kind,
            max(one.error, other.error),
            one.figure.kind is FigureKind.TEXT,
            i,
            j,
        )
        for i, one in enumerate(before.printings)
        for j, other in enumerate(after.printings)
    ]
    best = min(ranked)
    return best[-2], best[-1]
