"""The search page."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from service.web.languages import language_of
from service.web.render import render

router = APIRouter()


@router.get("/", response_class=HTMLResponse)
async def search_page(request: Request) -> HTMLResponse:
    """The front page."""
    return render(request, "search.html", language_of(request))
