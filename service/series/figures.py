"""Series of printed figures: which figures are asked for, and how they follow each other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from index.contract import Library, ReportSummary, Scope
from ingest.errors import LukuError
from ingest.records import ColumnKind, Statement
from service.series.asked import Asked, FigureQuery
from service.series.labels import TOTALS, LabelReader
from service.series.printed import Shown
from service.series.printings import printings
from service.series.records import PrintedFigure, Series, SeriesPoint
from service.series.tracks import Track, tracks

CANDIDATES = 1000
"""So many statements are looked at that have the metric in their label …"""
AROUND = 400
"""… and so many that have it around them, where it is the table's title or a header."""
_KIND_ORDER = (ColumnKind.ACTUAL, ColumnKind.FORECAST, None)
"""Of series of one length these come first, then the others."""


@dataclass(frozen=True, slots=True)
class FoundSeries:
    """`figures` are those of the series, in their order, at most `limit`; `total` counts all that were
    found. `complete` is false where the library may hold more than were looked at."""

    figures: tuple[PrintedFigure, ...]
    series: tuple[Series, ...]
    total: int
    complete: bool = True


def find_series(library: Library, query: FigureQuery) -> FoundSeries:
    """The series of figures that a query asks for: those named exactly so; if there are none, those whose
    label has all its words. Series of the organisation itself and longer ones first.

    Raises `LukuError`: report_not_found; invalid_request (nothing restricts the figures);
    empty_question (a metric, entity or column without a word).
    """
    for wanted in query.scope.reports:
        library.report(wanted)
    reader = LabelReader(library)
    asked = Asked(query, reader)
    reports = {report.id: report for report in library.reports(query.scope)}
    statements, complete = _candidates(library, asked, query.scope, reports)
    found = [
        printing
        for report, held in statements.items()
        for printing in printings(reports[report], held, reader)
        if asked.fits(printing)
    ]
    chosen = asked.nearest(found)
    made = sorted(tracks(chosen), key=lambda track: _rank(track, asked))
    total = sum(len(track.slots) for track in made)
    return FoundSeries(*_shown(made, reports, query.limit), total=total, complete=complete)


def series_of(
    library: Library,
    metric: str,
    entity: str | None = None,
    kind: ColumnKind | None = None,
    scope: Scope = Scope(),
) -> tuple[SeriesPoint, ...]:
    """The points of the one series that fits best, in the order of time; empty where there is none.

    For answers that follow a figure from report to report. `entity` None prefers the organisation's
    own figures, `kind` None takes that of the longest series.
    """
    column = kind.value if kind is not None else None
    found = find_series(library, FigureQuery(metric, entity, column, scope=scope, limit=CANDIDATES))
    return found.series[0].points if found.series else ()


def _candidates(
    library: Library, asked: Asked, scope: Scope, reports: dict[str, ReportSummary]
) -> tuple[dict[str, list[Statement]], bool]:
    """Statements that may hold the figures, by report in reading order, and whether they are all."""
    found: dict[str, dict[str, Statement]] = defaultdict(dict)
    if not asked.metric and not asked.entity:
        if not scope.reports:
            raise LukuError(
                "invalid_request",
                "Kerro, mitä lukuja haetaan: mittari (metric), yksikkö (entity) tai raportti (report).",
                field="metric",
            )
        for report in scope.reports:
            found[report] = {statement.id: statement for statement in library.statements(report)}
    complete = True
    for label, around, within in _lookups(asked, scope, reports):
        most = CANDIDATES if label or not asked.metric else AROUND
        hits = library.figures(label, around, within, most)
        complete = complete and (len(hits) < most or most == AROUND)
        for hit in hits:
            if hit.report in reports:
                found[hit.report][hit.statement.id] = hit.statement
    return {report: sorted(held.values(), key=_reading_order) for report, held in found.items()}, complete


def _lookups(
    asked: Asked, scope: Scope, reports: dict[str, ReportSummary]
) -> Iterator[tuple[str, str, Scope]]:
    """Words of the label, words around it and the reports to look in."""
    metric, entity = " ".join(sorted(asked.metric)), " ".join(sorted(asked.entity))
    if not metric and not entity:
        return
    yield metric, entity, scope
    if metric:
        yield "", f"{metric} {entity}", scope
    about = tuple(report.id for report in reports.values() if asked.about(report))
    if metric and about:
        yield metric, "", replace(scope, reports=about)


def _reading_order(statement: Statement) -> tuple[int, int]:
    """A statement's number on its page ends its id."""
    number = re.search(r"(\d+)$", statement.id)
    return statement.page, int(number[1]) if number else 0


def _rank(track: Track, asked: Asked) -> tuple[bool, int, bool, int]:
    """Series of the unit that is asked for, or of the organisation or the report's unit itself, before
    those of its parts; longer first, of equally long ones sums first."""
    first = track.slots[0].shown
    total = bool(first.label.words & TOTALS)
    return not asked.names(first), -len(track.slots), not total, _kind_rank(first.meaning.kind)


def _kind_rank(kind: ColumnKind | None) -> int:
    return _KIND_ORDER.index(kind) if kind in _KIND_ORDER else len(_KIND_ORDER)


def _shown(
    made: Iterable[Track], reports: dict[str, ReportSummary], limit: int
) -> tuple[tuple[PrintedFigure, ...], tuple[Series, ...]]:
    shown = Shown(reports)
    figures: list[PrintedFigure] = []
    series: list[Series] = []
    for track in made:
        points = tuple(_points(track, shown, limit - len(figures)))
        if not points:
            break
        figures.extend(point.figure for point in points)
        first = points[0]
        series.append(
            Series(
                metric=first.figure.metric, organisation=first.report.organisation,
                entity=first.figure.entity, kind=track.meaning.kind, unit=track.meaning.unit, points=points,
            )
        )  # fmt: skip
    return tuple(figures), tuple(series)


def _points(track: Track, shown: Shown, most: int) -> Iterator[SeriesPoint]:
    for slot in track.slots[:most]:
        yield SeriesPoint(slot.shown.period, slot.shown.report, shown.figure(slot))
