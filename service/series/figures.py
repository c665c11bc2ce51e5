"""Series of printed figures: which figures are asked for, and how they follow each other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from index.contract import Library, ReportSummary, Scope
from ingest.columns import find_kinds
from ingest.errors import LukuError
from ingest.records import ColumnKind, Statement
from service.checks import clean_question
from service.series.labels import LabelReader
from service.series.printed import Shown
from service.series.printings import Printing, printings
from service.series.records import PrintedFigure, Series, SeriesPoint
from service.series.tracks import Track, tracks

CANDIDATES = 2000
"""So many statements are looked at for one question."""


@dataclass(frozen=True, slots=True)
class FigureQuery:
    """Which figures are asked for; what is None or empty does not restrict.

    `metric` are words of the label, `entity` of whose it is; `column` is the name of a kind
    ("forecast"), a word for one ("ennuste") or words of a printed header. `period_from` and `period_to`
    bound the figures' own periods.
    """

    metric: str | None = None
    entity: str | None = None
    column: str | None = None
    period_from: date | None = None
    period_to: date | None = None
    scope: Scope = Scope()
    limit: int = 200


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
    kind, header = _column(query, reader)
    asked = _Asked(query, kind, header, reader)
    reports = {report.id: report for report in library.reports(query.scope)}
    statements, complete = _candidates(library, asked, reports)
    found = [
        printing
        for report, held in statements.items()
        for printing in printings(reports[report], held, reader)
        if asked.fits(printing)
    ]
    chosen = asked.nearest(found)
    made = sorted(tracks(chosen), key=_rank)
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


class _Asked:
    """A query read: words instead of texts."""

    def __init__(
        self, query: FigureQuery, kind: ColumnKind | None, header: frozenset[str], reader: LabelReader
    ) -> None:
        self._query = query
        self._kind = kind
        self._header = header
        self._reader = reader
        self.metric: frozenset[str] = frozenset()
        self.entity: frozenset[str] = frozenset()
        if query.metric is not None:
            self.metric = reader.label(clean_question(query.metric, "metric"), None).core
        if query.entity is not None:
            self.entity = reader.words(clean_question(query.entity, "entity"))
        self.scope = query.scope

    def fits(self, printing: Printing) -> bool:
        """Kind, header and period; the label has all words of the metric."""
        query, period = self._query, printing.period
        if self._kind is not None and printing.meaning.kind is not self._kind:
            return False
        if self._header and not self._header <= self._reader.words(printing.figure.column or ""):
            return False
        if query.period_from is not None and (period is None or period.end < query.period_from):
            return False
        if query.period_to is not None and (period is None or period.start > query.period_to):
            return False
        return self.metric <= printing.label.words and (not self.entity or self._near(printing) is not None)

    def nearest(self, found: Sequence[Printing]) -> list[Printing]:
        """Those whose label is the metric and nothing else, if there are any; of them those that belong
        to the entity rather than stand near its name."""
        exact = [printing for printing in found if printing.meaning.metric == self.metric]
        chosen = exact or list(found)
        if self.entity:
            best = min((self._near(printing) or 0 for printing in chosen), default=0)
            chosen = [printing for printing in chosen if (self._near(printing) or 0) == best]
        return chosen

    def _near(self, printing: Printing) -> int | None:
        """0 the entity's own figure, 1 one that names it, 2 one of a report that is about it."""
        if self.entity <= printing.meaning.owner:
            return 0
        if self.entity <= printing.place | printing.label.words | printing.meaning.owner:
            return 1
        about = printing.report
        if printing.figure.entity is None and self.names(about):
            return 2
        return None

    def names(self, report: ReportSummary) -> bool:
        """Whether a report as a whole is about the entity."""
        own = self._reader.words(f"{report.unit or ''}\n{report.organisation or ''}")
        return bool(self.entity) and self.entity <= own


def _column(query: FigureQuery, reader: LabelReader) -> tuple[ColumnKind | None, frozenset[str]]:
    """The kind that is asked for, and otherwise the words of a printed header. A metric may name the kind
    ("toimintakatteen ennuste")."""
    if query.column is not None:
        column = clean_question(query.column, "column")
        if column.lower() in set(ColumnKind):
            return ColumnKind(column.lower()), frozenset()
        kinds = {mention.kind for mention in find_kinds(column)}
        if len(kinds) == 1:
            return kinds.pop(), frozenset()
        return None, reader.words(column)
    kinds = {mention.kind for mention in find_kinds(query.metric or "")}
    return (kinds.pop() if len(kinds) == 1 else None), frozenset()


def _candidates(
    library: Library, asked: _Asked, reports: dict[str, ReportSummary]
) -> tuple[dict[str, list[Statement]], bool]:
    """Statements that may hold the figures, by report in reading order, and whether they are all."""
    found: dict[str, dict[str, Statement]] = defaultdict(dict)
    complete = True
    if asked.metric or asked.entity:
        label, around = " ".join(sorted(asked.metric)), " ".join(sorted(asked.entity))
        lookups = [(around, asked.scope)]
        about = tuple(report.id for report in reports.values() if asked.names(report))
        if about and asked.metric:
            lookups.append(("", replace(asked.scope, reports=about)))
        for near, scope in lookups:
            hits = library.figures(label, near, scope, CANDIDATES)
            complete = complete and len(hits) < CANDIDATES
            for hit in hits:
                if hit.report in reports:
                    found[hit.report][hit.statement.id] = hit.statement
    elif asked.scope.reports:
        for report in asked.scope.reports:
            found[report] = {statement.id: statement for statement in library.statements(report)}
    else:
        raise LukuError(
            "invalid_request",
            "Kerro, mitä lukuja haetaan: mittari (metric), yksikkö (entity) tai raportti (report).",
            field="metric",
        )
    return {report: sorted(held.values(), key=_reading_order) for report, held in found.items()}, complete


def _reading_order(statement: Statement) -> tuple[int, int]:
    """A statement's number on its page ends its id."""
    number = re.search(r"(\d+)$", statement.id)
    return statement.page, int(number[1]) if number else 0


def _rank(track: Track) -> tuple[int, int]:
    """Series of the organisation or the report's unit itself before those of its parts; longer first."""
    first = track.slots[0].shown
    return first.owned, -len(track.slots)


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
