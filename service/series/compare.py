"""What changed from one report to another, figure by figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from index.contract import Library, ReportSummary
from ingest.errors import LukuError
from ingest.records import ColumnKind, FigureKind
from service.series.labels import LabelReader
from service.series.pairing import Relation, dates, pairs, role
from service.series.printed import Shown
from service.series.printings import Meaning, Printing, printings
from service.series.records import Change, Comparison
from service.series.slots import Slot, slots
from service.series.topic import Topic

KIND_ORDER = (
    ColumnKind.FORECAST,
    ColumnKind.DEVIATION,
    ColumnKind.AMENDED_BUDGET,
    ColumnKind.BUDGET,
    ColumnKind.TARGET,
    ColumnKind.PLAN,
    ColumnKind.ACTUAL,
    ColumnKind.CHANGE,
    ColumnKind.SHARE,
    None,
)
"""What a reader of a follow-up asks for first."""

_Slots = dict[Meaning, list[Slot]]


def compare(library: Library, before: str, after: str, topic: str | None = None) -> Comparison:
    """What the report `after` says otherwise than `before`, about `topic` or at all.

    Figures are compared only with figures of the same metric, entity, kind of column and unit: those of
    the same period first (a new forecast for the year), then each report's own period (how things went
    on). Comparison years of two reports make no pair. Raises `LukuError`: report_not_found,
    invalid_request (a report against itself), empty_question (a topic without a word).
    """
    if before == after:
        raise LukuError(
            "invalid_request", f"Vertaa kahta eri raporttia: {before} annettiin kahdesti.", field="reports"
        )
    old, new = library.report(before), library.report(after)
    reader = LabelReader(library)
    wanted = Topic(topic, reader) if topic is not None else None
    first, second = (_slots(library, report, reader, wanted) for report in (old, new))
    shown = Shown({old.id: old, new.id: new})
    found = list(_pairs(first, second))
    found.sort(key=_weight)
    changes = [_change(relation, one, other, shown) for relation, one, other in found]
    changes.sort(key=lambda change: (change.relation is not Relation.SAME_PERIOD, not change.changed))
    return Comparison(
        before=old,
        after=new,
        topic=topic,
        changes=tuple(changes),
        only_before=tuple(shown.figure(slot) for slot in _only(first, second)),
        only_after=tuple(shown.figure(slot) for slot in _only(second, first)),
    )


def _slots(library: Library, report: ReportSummary, reader: LabelReader, topic: Topic | None) -> _Slots:
    """The figures of a report by meaning, in reading order."""
    groups: dict[tuple[Meaning, object], list[Printing]] = defaultdict(list)
    for printing in printings(report, library.statements(report.id), reader):
        if topic is None or topic.covers(printing):
            groups[_anywhere(printing.meaning), dates(printing.period)].append(printing)
    found: _Slots = defaultdict(list)
    for (meaning, _), group in groups.items():
        found[meaning].extend(slots(group))
    return found


def _anywhere(meaning: Meaning) -> Meaning:
    """Two reports that a person names are compared also where they are of two organisations."""
    return replace(meaning, organisation="")


def _pairs(first: _Slots, second: _Slots) -> Iterator[tuple[Relation, Slot, Slot]]:
    for before, after in _counterparts(first, second):
        same_before, same_after = _by_dates(before), _by_dates(after)
        for period, slots_before in same_before.items():
            for one, other in pairs(slots_before, same_after.get(period, [])):
                # Two reports of no known period tell each of its own time.
                yield Relation.NEXT_PERIOD if period is None else Relation.SAME_PERIOD, one, other
        next_before, next_after = _by_role(before), _by_role(after)
        for current, slots_before in next_before.items():
            going_on = [
                slot
                for slot in next_after.get(current, [])
                if dates(slot.shown.period) != dates(slots_before[0].shown.period)
            ]
            for one, other in pairs(slots_before, going_on):
                yield Relation.NEXT_PERIOD, one, other


def _weight(pair: tuple[Relation, Slot, Slot]) -> tuple[int, bool]:
    """Forecasts first; in each kind the organisation's or the report's unit's own figures first."""
    printing = pair[2].shown
    return KIND_ORDER.index(printing.meaning.kind), printing.owned


def _counterparts(
    first: Mapping[Meaning, list[Slot]], second: Mapping[Meaning, list[Slot]]
) -> Iterator[tuple[list[Slot], list[Slot]]]:
    """The figures of meanings that both have, in the order of the second report."""
    for meaning, after in second.items():
        if meaning in first:
            yield first[meaning], after


def _by_dates(found: list[Slot]) -> dict[object, list[Slot]]:
    groups: dict[object, list[Slot]] = defaultdict(list)
    for slot in found:
        groups[dates(slot.shown.period)].append(slot)
    return groups


def _by_role(found: list[Slot]) -> dict[object, list[Slot]]:
    """Figures of the report's own period or year, by what their period is to it."""
    groups: dict[object, list[Slot]] = defaultdict(list)
    for slot in found:
        current = role(slot.shown)
        if current is not None and current.current:
            groups[current].append(slot)
    return groups


def _change(relation: Relation, before: Slot, after: Slot, shown: Shown) -> Change:
    first, second, difference, changed = shown.pair(before, after)
    return Change(
        metric=second.metric, entity=second.entity, kind=second.kind, unit=second.unit, relation=relation,
        before=first, after=second, difference=difference, changed=changed,
    )  # fmt: skip


def _only(here: _Slots, there: _Slots) -> Iterator[Slot]:
    """Figures of tables and cards whose meaning the other report does not have."""
    for meaning, found in here.items():
        if meaning not in there:
            yield from (slot for slot in found if slot.shown.figure.kind is not FigureKind.TEXT)
