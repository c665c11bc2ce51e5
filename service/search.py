"""Search: the passages and figures nearest to a query, with counts to narrow it by.

`total` and the facets count the passages among the best `CANDIDATES`, since dense search has no
natural end: every passage is near to every query to some degree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from index.contract import Library, PassageHit, ReportSummary, Scope, StatementHit
from ingest.records import Box, Period
from service.citations import Citations
from service.links import reader_url
from service.records import Citation

CANDIDATES = 100


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage as it is shown: `quote` is verbatim, `score` is the fused rank's, higher better."""

    report: str
    file: str
    title: str
    page: int
    section: tuple[str, ...]
    quote: str
    boxes: tuple[Box, ...]
    url: str
    score: float


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A printed figure with the citation of the statement that holds it."""

    raw: str
    printed_unit: str | None
    value: Decimal
    unit: str | None
    scale: int
    entity: str | None
    metric: str
    column: str | None
    period: Period | None
    citation: Citation


@dataclass(frozen=True, slots=True)
class SearchResult:
    """`facets` maps organisation, unit, kind and year to the number of passages of each value."""

    passages: tuple[FoundPassage, ...]
    figures: tuple[FoundFigure, ...]
    facets: dict[str, dict[str, int]]
    total: int


def search(query: str, library: Library, scope: Scope = Scope(), limit: int = 10) -> SearchResult:
    """The `limit` best passages and figures for a query within a scope, best first.

    Raises `LukuError("report_not_found")` when the scope names a report that is not stored.
    """
    for wanted in scope.reports:
        library.report(wanted)
    reports = {report.id: report for report in library.reports(scope)}
    hits = [hit for hit in library.passages(query, scope, CANDIDATES) if hit.passage.report in reports]
    statements = [hit for hit in library.find(query, scope, CANDIDATES) if hit.report in reports]
    return SearchResult(
        passages=tuple(_passage(reports[hit.passage.report], hit) for hit in hits[:limit]),
        figures=tuple(islice(_figures(reports, statements), limit)),
        facets=_facets(reports[hit.passage.report] for hit in hits),
        total=len(hits),
    )


def _passage(report: ReportSummary, hit: PassageHit) -> FoundPassage:
    passage = hit.passage
    return FoundPassage(
        report=report.id,
        file=report.file,
        title=report.title,
        page=passage.page,
        section=passage.section,
        quote=passage.quote,
        boxes=passage.boxes,
        url=reader_url(report.id, passage.page, passage.boxes),
        score=hit.score,
    )


def _figures(reports: dict[str, ReportSummary], hits: Iterable[StatementHit]) -> Iterator[FoundFigure]:
    """The figures of the statements, in their order; each statement has one citation."""
    citations = Citations(reports)
    for hit in hits:
        if not hit.statement.figures:
            continue
        number = citations.statement(hit.report, hit.statement)
        citation = citations.all[number - 1]
        for figure in hit.statement.figures:
            yield FoundFigure(
                raw=figure.raw,
                printed_unit=figure.printed_unit,
                value=figure.value,
                unit=figure.unit,
                scale=figure.scale,
                entity=figure.entity,
                metric=figure.metric,
                column=figure.column,
                period=figure.period,
                citation=citation,
            )


def _facets(reports: Iterable[ReportSummary]) -> dict[str, dict[str, int]]:
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("organisation", "unit", "kind", "year")}
    for report in reports:
        for name, value in (
            ("organisation", report.organisation),
            ("unit", report.unit),
            ("kind", report.kind),
        ):
            if value:
                counts[name][value] += 1
        if report.period:
            counts["year"].update(
                str(year) for year in range(report.period.start.year, report.period.end.year + 1)
            )
    return {name: dict(counter.most_common()) for name, counter in counts.items()}
