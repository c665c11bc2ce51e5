"""HTTP routes of printed figures over reports: series, and what changed between two reports."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query

from service.checks import clean_text, make_scope
from service.running import Running
from service.series import FigureQuery, compare, find_series
from service.series_schemas import CompareBody, ComparisonBody, FiguresBody

series_router = APIRouter(prefix="/api/v1")


@series_router.get("/figures")
async def list_figures(
    service: Running,
    metric: str | None = None,
    entity: str | None = None,
    column: Annotated[
        str | None, Query(description="A kind (forecast), a word for one (ennuste) or words of a header")
    ] = None,
    period_from: date | None = None,
    period_to: date | None = None,
    report: Annotated[list[str] | None, Query()] = None,
    organisation: str | None = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
) -> FiguresBody:
    """Printed figures of one metric in series over periods and reports, forecasts and actuals apart.

    `period_from` and `period_to` bound the figures' own periods. One of metric, entity and report is
    needed.
    """
    make_scope((), None, None, None, period_from, period_to)  # refuses a period that ends before it starts
    query = FigureQuery(
        metric=metric,
        entity=entity,
        column=column,
        period_from=period_from,
        period_to=period_to,
        scope=make_scope(tuple(report or ()), organisation),
        limit=limit,
    )
    return FiguresBody.of(await service.run(find_series, service.library, query))


@series_router.post("/compare")
async def compare_reports(body: CompareBody, service: Running) -> ComparisonBody:
    """What changed from the first report to the second, figure by figure."""
    before, after = (clean_text(report) for report in body.reports)
    found = await service.run(compare, service.library, before, after, body.topic)
    return ComparisonBody.of(found, body.limit)
