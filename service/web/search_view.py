"""The search page: one field that both answers and searches.

The answer stands before the results when it is there in time; when it takes longer, the page comes
without it and the script fetches it (`/search/answer`), or a link waits for it (`wait=1`).
"""

from __future__ import annotations

import asyncio
from contextlib import suppress

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from service.web.languages import language_of
from service.web.render import render

router = APIRouter()


@router.get("/", response_class=HTMLResponse)
async def search_page(request: Request) -> HTMLResponse:
    """The front page."""
    return render(request, "search.html", language_of(request))
