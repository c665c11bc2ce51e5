"""Pieces of the search page that its script puts in when they are done."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from service.running import Running
from service.web.languages import asked_language, language_of
from service.web.render import render
from service.web.report_links import keeper
from service.web.search_address import fault_of, read_address
from service.web.search_late import answer_of, examples_in
from service.web.snippets import spaced

late_router = APIRouter()


@late_router.get("/search/answer", response_class=HTMLResponse)
async def late_answer(request: Request, service: Running) -> Response:
    """The answer alone, as the page's script puts it in; nothing where there is none."""
    asked, language = read_address(request), language_of(request)
    card = None if fault_of(asked) else await answer_of(service, asked, language)
    if card is None:
        return Response(status_code=204)
    return render(request, "answer_card.html", language, 200, card=card, **helpers(request))


@late_router.get("/search/examples", response_class=HTMLResponse)
async def late_examples(request: Request, service: Running) -> Response:
    """The example questions alone."""
    language = language_of(request)
    examples = await examples_in(service, language)
    return render(request, "search_examples.html", language, examples=examples)


def helpers(request: Request) -> dict[str, Callable[..., str]]:
    """What the templates of searching call."""
    return {"keep": keeper(asked_language(request)), "number": _number, "spaced": spaced}


def _number(count: int) -> str:
    """A count as Finnish and Swedish print it, which English readers know too: 12 345."""
    return f"{count:,}".replace(",", "\u00a0")
