"""Slots become figures that are shown, each place cited."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from index.contract import ReportSummary
from service.citations import Citations
from service.records import Citation
from service.series.pairing import comparable
from service.series.printings import Printing
from service.series.records import Difference, PrintedFigure
from service.series.slots import Slot, agree
from service.wording import printed

POINTS = "prosenttiyksikköä"


class Shown:
    """Makes figures of slots; a statement that is shown twice has one citation."""

    def __init__(self, reports: dict[str, ReportSummary]) -> None:
        self._reports = reports
        self._made: dict[tuple[str, str], Citation] = {}

    def figure(self, slot: Slot, first: int = 0) -> PrintedFigure:
        """The slot's figure as its printing number `first` prints it; the others are named in `also`."""
        chosen = slot.printings[first]
        citation = self._cite(chosen)
        others = dict.fromkeys(self._cite(other) for other in slot.printings if other is not chosen)
        figure = chosen.figure
        return PrintedFigure(
            raw=figure.raw, printed_unit=figure.printed_unit, value=figure.value, unit=figure.unit,
            scale=figure.scale, entity=figure.entity, metric=figure.metric or chosen.statement.label,
            section=chosen.statement.section, column=figure.column,
            kind=chosen.meaning.kind, period=figure.period, citation=citation,
            also=tuple(other for other in others if other != citation), conflict=slot.conflict,
            ocr=figure.ocr,
        )  # fmt: skip

    def pair(self, before: Slot, after: Slot) -> tuple[PrintedFigure, PrintedFigure, Difference | None, bool]:
        """Two slots as the printings of them that compare best, their difference, and whether they differ
        beyond their rounding."""
        i, j = comparable(before, after)
        one, other = before.printings[i], after.printings[j]
        first, second = self.figure(before, i), self.figure(after, j)
        changed = one.figure.value != other.figure.value if one.step == other.step else not agree(one, other)
        if _opposite(one, other):
            return first, second, None, not agree(one, other)
        return first, second, _difference(first, second, max(one.step, other.step)), changed

    def _cite(self, printing: Printing) -> Citation:
        report, statement = printing.report.id, printing.statement
        made = self._made.get((report, statement.id))
        if made is None:
            # One collection each: the whole of a long report would be compared quote by quote.
            alone = Citations(self._reports)
            alone.statement(report, statement)
            made = replace(alone.all[0], id=len(self._made) + 1)
            self._made[report, statement.id] = made
        return made


def _opposite(one: Printing, other: Printing) -> bool:
    """Costs with a minus in one report and without in the other."""
    return one.label.of_costs and agree_in_size(one, other) and one.figure.value * other.figure.value < 0


def agree_in_size(one: Printing, other: Printing) -> bool:
    """Whether two amounts are of one order: neither is ten times the other."""
    small, large = sorted((abs(one.figure.value), abs(other.figure.value)))
    return large <= 10 * small


def _difference(before: PrintedFigure, after: PrintedFigure, step: Decimal) -> Difference:
    value = after.value - before.value
    scale = max(before.scale, after.scale)
    coarser = after if after.scale == scale else before
    exponent = (step / scale).normalize().as_tuple().exponent
    places = max(-exponent, 0) if isinstance(exponent, int) else 0
    return Difference(
        raw=printed(value / scale, places),
        printed_unit=POINTS if after.unit == "%" else coarser.printed_unit,
        value=value, unit=after.unit, scale=scale, operands=(after, before),
    )  # fmt: skip
