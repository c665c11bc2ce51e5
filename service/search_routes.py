"""HTTP routes of searching: passages and figures for a query, and suggestions while it is typed."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query

from service.checks import clean_question, clean_text, make_scope
from service.running import Running
from service.search import search
from service.search_records import Sort
from service.search_schemas import SearchBody, SuggestionsBody
from service.suggesting import suggest

FARTHEST = 1_000_000

search_router = APIRouter(prefix="/api/v1")

Asked = Annotated[
    str,
    Query(
        description="Words, found in any inflection; between quotation marks an exact phrase",
        examples=["vesilaitoksen toimintakate", '"palkat ja palkkiot" 2031'],
    ),
]
Year = Annotated[int | None, Query(ge=1, le=9999, description="Reports whose period is in this year")]


@search_router.get("/search")
async def search_reports(
    service: Running,
    q: Asked,
    report: Annotated[list[str] | None, Query()] = None,
    organisation: str | None = None,
    unit: str | None = None,
    kind: str | None = None,
    year: Year = None,
    period_from: date | None = None,
    period_to: date | None = None,
    sort: Annotated[Sort, Query(description="`date`: the latest report first")] = Sort.RELEVANCE,
    offset: Annotated[int, Query(ge=0, le=FARTHEST, description="Passages to leave out first")] = 0,
    limit: Annotated[int, Query(ge=1, le=100)] = 10,
) -> SearchBody:
    """All passages that have a query's words, a page at a time, with counts to narrow them by, and the
    figures nearest to it."""
    query = clean_question(q, "q")
    scope = make_scope(tuple(report or ()), organisation, unit, kind, period_from, period_to)
    return SearchBody.model_validate(
        await service.run(search, query, service.library, scope, limit, offset, year, sort)
    )


@search_router.get("/suggest")
async def suggest_names(
    service: Running,
    q: Annotated[str, Query(max_length=2000, examples=["toimintak"])] = "",
    limit: Annotated[int, Query(ge=1, le=20)] = 8,
) -> SuggestionsBody:
    """Names that the library holds (whose figures there are, of what, reports) and that go on from what is
    being typed."""
    found = await service.run(suggest, clean_text(q), service.library, limit)
    return SuggestionsBody.model_validate({"suggestions": found})
