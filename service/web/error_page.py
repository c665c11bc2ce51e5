"""Errors as pages: what a route of the interface tells in JSON, a view tells its reader in a page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from typing import Any, cast

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from starlette.responses import Response

from service.schemas import ErrorBody
from service.texts import TEXTS
from service.web.languages import language_of
from service.web.render import render

Handler = Callable[[Request, Any], Awaitable[JSONResponse]]

_API = ("/api/", "/static/", "/healthz", "/readyz", "/metrics", "/openapi.json", "/widget.js")


def add_error_pages(app: FastAPI, kinds: Iterable[type[Exception]]) -> None:
    """Let the handlers of these errors, which answer in JSON, answer views with a page."""
    for kind in kinds:
        app.exception_handlers[kind] = _with_page(cast(Handler, app.exception_handlers[kind]))


def _with_page(handler: Handler) -> Callable[[Request, Any], Awaitable[Response]]:
    async def handle(request: Request, error: Exception) -> Response:
        told = await handler(request, error)
        return error_page(request, told) if _wants_page(request) else told

    return handle


def error_page(request: Request, told: JSONResponse) -> Response:
    """The page for an error that was put into JSON."""
    error = ErrorBody.model_validate_json(bytes(told.body)).error
    name = error.code if f"error.{error.code}_text" in TEXTS else "other"
    page = render(
        request,
        "error.html",
        language_of(request),
        told.status_code,
        heading=f"error.{name}",
        text=f"error.{name}_text",
        said=error.message if name == "other" else None,
    )
    if allowed := told.headers.get("allow"):
        page.headers["Allow"] = allowed
    return page


def _wants_page(request: Request) -> bool:
    """Does a person look at this: a view of ours, or any other address in a browser?"""
    if request.url.path.startswith(_API):
        return False
    endpoint = request.scope.get("endpoint")
    of_a_view = getattr(endpoint, "__module__", "").startswith("service.web.")
    return of_a_view or "text/html" in request.headers.get("accept", "")
