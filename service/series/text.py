"""Series and comparisons as text for people at a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.records import ColumnKind
from service.records import Citation
from service.series.figures import FoundSeries
from service.series.pairing import Relation
from service.series.records import Change, Comparison, PrintedFigure, Series

KINDS = {
    ColumnKind.ACTUAL: "toteutunut",
    ColumnKind.BUDGET: "talousarvio",
    ColumnKind.AMENDED_BUDGET: "muutettu talousarvio",
    ColumnKind.FORECAST: "ennuste",
    ColumnKind.DEVIATION: "poikkeama",
    ColumnKind.CHANGE: "muutos",
    ColumnKind.SHARE: "osuus",
    ColumnKind.TARGET: "tavoite",
    ColumnKind.PLAN: "suunnitelma",
}
_RELATIONS = {
    Relation.SAME_PERIOD: "Sama ajanjakso, kerrottu uudelleen",
    Relation.NEXT_PERIOD: "Kummankin raportin oma ajanjakso",
}


def figures_text(found: FoundSeries) -> str:
    """The series one after another, a point a line."""
    if not found.series:
        return "Lukuja ei löytynyt."
    parts = ["\n".join(_series(series)) for series in found.series]
    shown = len(found.figures)
    if shown < found.total or not found.complete:
        parts.append(f"Näytetään {shown}, löytyi {found.total}{'' if found.complete else ' tai enemmän'}.")
    return "\n\n".join(parts)


def comparison_text(comparison: Comparison) -> str:
    """What changed, then how many stayed as they were, then what only one of the reports has."""
    before, after = comparison.before, comparison.after
    parts = [f"Ennen:   {before.title} ({before.id})\nJälkeen: {after.title} ({after.id})"]
    for relation, heading in _RELATIONS.items():
        changed = [each for each in comparison.changes if each.relation is relation and each.changed]
        if changed:
            parts.append("\n".join([heading, *(line for change in changed for line in _change(change))]))
    unchanged = sum(not change.changed for change in comparison.changes)
    if unchanged:
        parts.append(f"Ennallaan: {unchanged}")
    for report, figures in ((before, comparison.only_before), (after, comparison.only_after)):
        if figures:
            parts.append(
                "\n".join([f"Vain raportissa {report.id}", *(f"  {_named(each)}" for each in figures)])
            )
    if len(parts) == 1:
        parts.append("Vertailtavia lukuja ei löytynyt.")
    return "\n\n".join(parts)


def _series(series: Series) -> Iterator[str]:
    section = series.points[0].figure.section
    whose = series.entity or (section[-1] if section else None)
    names = (series.organisation, whose, series.metric, _kind(series.points[0].figure))
    yield " · ".join(name for name in names if name)
    for point in series.points:
        period = point.period.label if point.period else "–"
        figure = point.figure
        yield f"  {period:12} {number_text(figure)}  {_source(figure.citation)}{_also(figure)}"


def _change(change: Change) -> Iterator[str]:
    yield f"  {_name(change.after)}"
    by = f"  (erotus {_signed(change)})" if change.difference is not None else ""
    yield f"    {number_text(change.before)} → {number_text(change.after)}{by}"
    yield f"    {_source(change.before.citation)}; {_source(change.after.citation)}"


def _signed(change: Change) -> str:
    assert change.difference is not None
    return with_unit(change.difference.raw, change.difference.printed_unit)


def _named(figure: PrintedFigure) -> str:
    return f"{_name(figure)}: {number_text(figure)}  {_source(figure.citation)}"


def _name(figure: PrintedFigure) -> str:
    entity = figure.entity if figure.entity != figure.metric else None
    period = figure.period.label if figure.period else None
    return " · ".join(part for part in (entity, figure.metric, _kind(figure), period) if part)


def _kind(figure: PrintedFigure) -> str | None:
    """The kind of the column; of one that says none, its header."""
    return KINDS[figure.kind] if figure.kind else figure.column


def number_text(figure: PrintedFigure) -> str:
    """The number with its unit, both as printed."""
    return with_unit(figure.raw, figure.printed_unit)


def with_unit(raw: str, unit: str | None) -> str:
    """ "5,6 milj. euroa", but "-120 [1 000 euroa]": a unit that begins with a number is told apart."""
    if unit is None:
        return raw
    return f"{raw} [{unit}]" if unit[0].isdigit() or "/" in unit else f"{raw} {unit}"


def _source(citation: Citation) -> str:
    return f"({citation.file}, sivu {citation.page})"


def _also(figure: PrintedFigure) -> str:
    also = f", myös {', '.join(_source(each) for each in figure.also)}" if figure.also else ""
    return also + (" RISTIRIITA" if figure.conflict else "")
