"""HTTP routes of printed figures over reports: series, and what changed between two reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from ingest.errors import LukuError
from service.charts.drawing import draw_chart
from service.charts.groups import chart_groups
from service.charts.spec import NARROW, WIDE
from service.checks import clean_text, make_scope
from service.records import Language
from service.running import Running
from service.series import FigureQuery, compare, find_series
from service.series_schemas import CompareBody, ComparisonBody, FiguresBody

series_router = APIRouter(prefix="/api/v1")


@dataclass(frozen=True, slots=True)
class AskedFigures:
    """The parameters that say which figures are asked for."""

    metric: str | None = None
    entity: str | None = None
    column: Annotated[
        str | None, Query(description="A kind (forecast), a word for one (ennuste) or words of a header")
    ] = None
    period_from: date | None = None
    period_to: date | None = None
    report: Annotated[list[str] | None, Query()] = None
    organisation: str | None = None

    def query(self, limit: int = 200) -> FigureQuery:
        """Raises `LukuError("invalid_period")`."""
        make_scope((), None, None, None, self.period_from, self.period_to)  # refuses one that ends first
        return FigureQuery(
            metric=self.metric,
            entity=self.entity,
            column=self.column,
            period_from=self.period_from,
            period_to=self.period_to,
            scope=make_scope(tuple(self.report or ()), self.organisation),
            limit=limit,
        )


@series_router.get("/figures")
async def list_figures(
    service: Running,
    asked: Annotated[AskedFigures, Depends()],
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
) -> FiguresBody:
    """Printed figures of one metric in series over periods and reports, forecasts and actuals apart.

    `period_from` and `period_to` bound the figures' own periods. One of metric, entity and report is
    needed.
    """
    return FiguresBody.of(await service.run(find_series, service.library, asked.query(limit)))


@series_router.get(
    "/figures.svg",
    response_class=Response,
    responses={200: {"content": {"image/svg+xml": {}}, "description": "The chart"}},
)
async def draw_figures(
    service: Running,
    asked: Annotated[AskedFigures, Depends()],
    chart: Annotated[int, Query(ge=0, description="Which of the charts, from 0: each matter has one")] = 0,
    narrow: Annotated[bool, Query(description="As for a phone")] = False,
    lang: Language = Language.FINNISH,
) -> Response:
    """The same series as a chart: SVG with title and description, each point a link to its page."""
    found = await service.run(find_series, service.library, asked.query())
    groups = [group for group in chart_groups(found.series) if group.drawn]
    if chart >= len(groups):
        raise LukuError("figures_not_found", "Lukuja ei löytynyt niin monta, että niistä tulisi kaavio.")
    shape = NARROW if narrow else WIDE
    drawn = await service.run(draw_chart, groups[chart], lang, shape, "chart", alone=True)
    return Response(drawn, media_type="image/svg+xml")


@series_router.post("/compare")
async def compare_reports(body: CompareBody, service: Running) -> ComparisonBody:
    """What changed from the first report to the second, figure by figure."""
    before, after = (clean_text(report) for report in body.reports)
    found = await service.run(compare, service.library, before, after, body.topic)
    return ComparisonBody.of(found, body.limit)
