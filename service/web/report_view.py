"""A report's page, and the one route that tells the reader and it apart."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from service.running import Running
from service.web.reader_view import read_page

router = APIRouter()


@router.get("/report/{report}", response_class=HTMLResponse)
async def report_or_page(
    request: Request,
    service: Running,
    report: str,
    page: int | None = None,
    cite: str = "",
    at: str = "",
    quote: str = "",
    zoom: int = 100,
) -> HTMLResponse:
    """With `page` the reader, without it the report's own page."""
    return await read_page(request, service, report, 1 if page is None else page, cite, at, quote, zoom)
