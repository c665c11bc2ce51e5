"""Whether a row meets a condition, and by which of its figures that is seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ingest.records import ColumnKind, Figure
from service.replies.rows.pick import Condition, Pick

_BUDGETS = (ColumnKind.AMENDED_BUDGET, ColumnKind.BUDGET)
_OUTCOMES = (ColumnKind.FORECAST, ColumnKind.ACTUAL)
_ROUNDING = Decimal("0.06")
May = Callable[[Figure], bool]
"""May a figure be of the time asked?"""


@dataclass(frozen=True, slots=True)
class Measured:
    """How far a row goes in the direction asked: at 0 or less it does not. `shown` are the figures
    that say it, the telling one first."""

    size: Decimal
    shown: tuple[Figure, ...]


def measured(pick: Pick, figures: Sequence[Figure], may: May, chosen: Figure | None) -> Measured | None:
    """What a row's figures say of the condition; None where they say nothing. `chosen` is the figure of
    the column that the question names."""
    condition = pick.condition
    if condition in (Condition.OVER, Condition.UNDER, Condition.WITHIN):
        return _against_budget(pick, figures, may)
    if condition in (Condition.GREW, Condition.FELL):
        return _moved(pick, figures, may)
    if chosen is None:
        return None
    beyond = chosen.value - (pick.limit or Decimal(0))
    below = condition in (Condition.BELOW, Condition.NEGATIVE)
    return Measured(-beyond if below else beyond, (chosen,))


def _against_budget(pick: Pick, figures: Sequence[Figure], may: May) -> Measured | None:
    deviation = next((f for f in figures if f.column_kind is ColumnKind.DEVIATION and f.unit != "%"), None)
    pair = _pair(figures, deviation, may)
    if pair is None:
        return None
    outcome, budget = pair
    over = _more(outcome.value, budget.value)
    if pick.condition is Condition.OVER:
        size = over
    elif pick.condition is Condition.UNDER:
        size = -over
    else:
        size = Decimal(1) if over <= 0 else Decimal(-1)
    if pick.percent and pick.extreme and budget.value:
        size = size / abs(budget.value)
    telling = deviation if deviation is not None and deviation.column_kind else outcome
    return Measured(size, tuple(dict.fromkeys((telling, outcome, budget))))


def _pair(figures: Sequence[Figure], deviation: Figure | None, may: May) -> tuple[Figure, Figure] | None:
    """The outcome and the budget that a row holds against each other: those that its deviation is the
    difference of, else the forecast of a time and its budget, else what came about."""
    outcomes = [f for kind in _OUTCOMES for f in figures if f.column_kind is kind and may(f)]
    budgets = [f for kind in _BUDGETS for f in figures if f.column_kind is kind and may(f)]
    pairs = [(o, b) for o in outcomes for b in budgets if o.unit == b.unit]
    if deviation is not None:
        for pair in pairs:
            apart = abs(abs(pair[0].value - pair[1].value) - abs(deviation.value))
            if apart <= _ROUNDING * deviation.scale * 20:
                return pair
    same = [p for p in pairs if p[0].period and p[1].period and p[0].period.end == p[1].period.end]
    return next(iter(same or pairs), None)


def _more(value: Decimal, than: Decimal) -> Decimal:
    """By how much a value goes beyond another; costs printed with a minus are taken by their size."""
    if value <= 0 and than < 0:
        return abs(value) - abs(than)
    return value - than


def _moved(pick: Pick, figures: Sequence[Figure], may: May) -> Measured | None:
    """How a row moved from the time before, by its figures of both times; else as a printed change says."""
    changes = [f for f in figures if f.column_kind is ColumnKind.CHANGE]
    changes.sort(key=lambda f: (f.unit == "%") is not pick.percent)
    sign = 1 if pick.condition is Condition.GREW else -1
    pair = _two_times(figures, may)
    if pair is not None:
        later, earlier = pair
        by = _more(later.value, earlier.value)
        if pick.percent and not earlier.value:
            return None
        by = by / abs(earlier.value) if pick.percent else by
        return Measured(sign * by, tuple(dict.fromkeys((*changes[:1], later, earlier))))
    return Measured(sign * changes[0].value, (changes[0],)) if changes else None


def _two_times(figures: Sequence[Figure], may: May) -> tuple[Figure, Figure] | None:
    """What came about in the time asked, and in the last one before it."""
    dated = [
        (f.period.end, f)
        for f in figures
        if f.column_kind in (ColumnKind.ACTUAL, None) and f.period is not None and f.unit != "%"
    ]
    dated.sort(key=lambda each: each[0])
    later = next((each for each in reversed(dated) if may(each[1])), None)
    if later is None:
        return None
    earlier = next((f for end, f in reversed(dated) if end < later[0]), None)
    return (later[1], earlier) if earlier is not None else None
