"""The search page: one field that both answers and searches.

The answer stands before the results when it is there in time; when it takes longer, the page comes
without it and the script fetches it (`/search/answer`), or a link waits for it (`wait=1`).
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from service.checks import MAX_QUESTION
from service.examples import Example
from service.records import Language
from service.running import Running, RunningService
from service.search import search
from service.search_query import read_query
from service.search_records import SearchResult
from service.web.answer_card import AnswerCard
from service.web.languages import asked_language, language_of
from service.web.render import render
from service.web.search_address import PAGE_SIZE, SearchAddress, fault_of, read_address
from service.web.search_late import answer_of, examples_in
from service.web.search_late_routes import helpers, late_router
from service.web.search_page import pages_of, results_page

PATIENCE = 0.5
"""Seconds that a page waits for its answer, after which it comes without it."""
EXAMPLES_PATIENCE = 0.1
"""The same for the front page's example questions."""

router = APIRouter()
router.include_router(late_router)


@router.get("/", response_class=HTMLResponse)
async def search_page(request: Request, service: Running) -> HTMLResponse:
    """The front page, or what a search finds."""
    asked, language = read_address(request), language_of(request)
    if not asked.q:
        return await _front(request, service, language)
    fault = fault_of(asked)
    if fault:
        return _page(request, language, asked, status_code=400, fault=fault, limit=MAX_QUESTION)
    return await _results(request, service, language, asked)


async def _front(request: Request, service: RunningService, language: Language) -> HTMLResponse:
    reports = await service.run(service.library.reports)
    ends = sorted(report.period.end.year for report in reports if report.period)
    starts = sorted(report.period.start.year for report in reports if report.period)
    examples: tuple[Example, ...] | None = None
    with suppress(TimeoutError):
        examples = (
            await examples_in(service, language, _patience(request, EXAMPLES_PATIENCE)) if reports else ()
        )
    return _page(
        request,
        language,
        SearchAddress(),
        front=True,
        reports=len(reports),
        first=starts[0] if starts else None,
        last=ends[-1] if ends else None,
        examples=examples or (),
        late=examples is None,
    )


async def _results(
    request: Request, service: RunningService, language: Language, asked: SearchAddress
) -> HTMLResponse:
    result, (card, late) = await asyncio.gather(
        _search(service, asked), _answer_or_not(request, service, asked, language)
    )
    if result.total and not result.passages:  # an old link may lead past the last page
        asked = replace(asked, page=pages_of(result))
        result = await _search(service, asked)
    titles = {report.id: report.title for report in await service.run(service.library.reports, asked.scope())}
    return _page(
        request,
        language,
        asked,
        results=results_page(asked, result, titles),
        card=card,
        late=late,
        phrases=bool(read_query(asked.q).phrases),
    )


async def _search(service: RunningService, asked: SearchAddress) -> SearchResult:
    first = (asked.page - 1) * PAGE_SIZE
    return await service.run(
        search,
        asked.q,
        service.library,
        asked.scope(),
        limit=PAGE_SIZE,
        offset=first,
        year=asked.year,
        sort=asked.sort,
        figures=False,
    )


def _page(
    request: Request, language: Language, asked: SearchAddress, status_code: int = 200, **values: object
) -> HTMLResponse:
    """The page with what is told of it; the rest is nothing."""
    empty = {"front": False, "results": None, "card": None, "late": False, "fault": None, "examples": ()}
    lang = asked_language(request)
    return render(
        request,
        "search.html",
        language,
        status_code,
        asked=asked,
        lang=lang,
        **helpers(request),
        **(empty | values),
    )


def _patience(request: Request, usual: float) -> float | None:
    """None waits for as long as it takes."""
    return None if request.query_params.get("wait") == "1" else usual


async def _answer_or_not(
    request: Request, service: RunningService, asked: SearchAddress, language: Language
) -> tuple[AnswerCard | None, bool]:
    """The answer if there is one, and whether it is still being looked for."""
    if asked.page > 1 or not read_query(asked.q).words:
        return None, False
    try:
        return await answer_of(service, asked, language, _patience(request, PATIENCE)), False
    except TimeoutError:
        return None, True
