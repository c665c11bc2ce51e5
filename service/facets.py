"""Facets: what the reports of a search's passages are, counted, and narrowing by it.

A facet's counts are of the passages that all the other choices leave: they tell what choosing another
value of it would bring up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from index.contract import PassageMatch, ReportSummary

NAMES = ("organisation", "unit", "kind", "year")

Facets = dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The values that are chosen; None does not narrow."""

    organisation: str | None = None
    unit: str | None = None
    kind: str | None = None
    year: int | None = None

    def __bool__(self) -> bool:
        return self != Chosen()

    def without(self, name: str) -> Chosen:
        """All the choices but that of one facet."""
        match name:
            case "organisation":
                return replace(self, organisation=None)
            case "unit":
                return replace(self, unit=None)
            case "kind":
                return replace(self, kind=None)
            case _:
                return replace(self, year=None)

    def allows(self, report: ReportSummary) -> bool:
        """Whether a report is what is chosen; upper and lower case are alike."""
        named = (
            (self.organisation, report.organisation),
            (self.unit, report.unit),
            (self.kind, report.kind),
        )
        if any(wanted and wanted.casefold() != (has or "").casefold() for wanted, has in named):
            return False
        return self.year is None or self.year in years_of(report)


def count_facets(
    matches: Sequence[PassageMatch], reports: Mapping[str, ReportSummary], chosen: Chosen
) -> Facets:
    """The number of passages of each value of each facet: the latest year first, of other values the most
    frequent."""
    passages = Counter(match.report for match in matches)
    found: Facets = {}
    for name in NAMES:
        others = chosen.without(name)
        counts: Counter[str] = Counter()
        for id_, number in passages.items():
            if others.allows(reports[id_]):
                counts.update(dict.fromkeys(_values(reports[id_], name), number))
        found[name] = _in_order(name, _one_spelling(counts))
    return found


def _values(report: ReportSummary, name: str) -> Iterable[str]:
    match name:
        case "organisation":
            return (report.organisation,) if report.organisation else ()
        case "unit":
            return (report.unit,) if report.unit else ()
        case "kind":
            return (report.kind,) if report.kind else ()
        case _:
            return map(str, years_of(report))


def years_of(report: ReportSummary) -> range:
    """The years that a report tells of, all that its period touches."""
    period = report.period
    return range(period.start.year, period.end.year + 1) if period else range(0)


def _one_spelling(counts: Counter[str]) -> dict[str, int]:
    """Values that differ in upper and lower case alone counted as one, in its most frequent spelling."""
    spelt: dict[str, str] = {}
    summed: Counter[str] = Counter()
    for value, number in counts.most_common():
        summed[spelt.setdefault(value.casefold(), value)] += number
    return dict(summed)


def _in_order(name: str, counts: Mapping[str, int]) -> dict[str, int]:
    if name == "year":
        return dict(sorted(counts.items(), reverse=True))
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
