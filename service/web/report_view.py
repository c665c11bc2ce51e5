"""A report's page, and the one route that tells the reader and it apart."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from service.running import Running
from service.web.reader_view import read_page
from service.web.report_page import show_report

router = APIRouter()


@router.get("/report/{report}", response_class=HTMLResponse)
async def report_or_page(
    request: Request,
    service: Running,
    report: str,
    page: int | None = None,
    topic: str = "",
    wait: bool = False,
    cite: str = "",
    at: str = "",
    quote: str = "",
    zoom: int = 100,
) -> HTMLResponse:
    """With `page` the reader, without it the report's own page."""
    if page is None and not cite:
        return await show_report(request, service, report, topic, wait)
    return await read_page(request, service, report, 1 if page is None else page, cite, at, quote, zoom)
