"""The pages: one router a view, their templates, styles and scripts."""

from __future__ import annotations

from collections.abc import Collection

from fastapi import APIRouter, FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from ingest.errors import LukuError
from service.web import (
    accessibility_view,
    chat_view,
    compare_view,
    docs_view,
    reader_view,
    report_page,
    report_view,
    reports_view,
    search_view,
    series_view,
    site_files,
    widget_route,
)
from service.web.cross_origin import add_cross_origin
from service.web.error_page import add_error_pages
from service.web.headers import SafetyHeaders
from service.web.render import STATIC_PATH
from service.web.static_files import OwnFiles

web_router = APIRouter(include_in_schema=False)
for _view in (
    search_view,
    reader_view,
    report_page,
    report_view,
    reports_view,
    series_view,
    compare_view,
    chat_view,
    widget_route,
    accessibility_view,
    docs_view,
    site_files,
):
    web_router.include_router(_view.router)


def add_web(app: FastAPI, allowed_origins: Collection[str] = ()) -> None:
    """Give the application its pages, their files and error pages, and the headers that keep them safe.

    Pages of the allowed origins may ask and search; "*" allows every origin.
    """
    app.include_router(web_router)
    app.mount(STATIC_PATH, OwnFiles(), name="static")
    add_error_pages(app, (LukuError, HTTPException, RequestValidationError, Exception))
    app.add_middleware(SafetyHeaders)
    add_cross_origin(app, allowed_origins)
