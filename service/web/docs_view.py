"""The page that describes the HTTP interface, route by route, out of its own OpenAPI description.

It needs nothing from elsewhere, unlike the framework's own page.
"""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from service.web.languages import language_of
from service.web.operations import operations_of
from service.web.render import render

router = APIRouter()


@router.get("/docs", response_class=HTMLResponse)
async def docs_page(request: Request) -> HTMLResponse:
    """All routes with what they take and give."""
    base = str(request.base_url).rstrip("/")
    return render(
        request,
        "docs.html",
        language_of(request),
        operations=operations_of(request.app.openapi(), base),
        base=base,
        version=request.app.version,
    )
