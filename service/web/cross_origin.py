"""Which other sites' pages may ask this service: those of the allowlist, to ask and search and no more.

Adding and removing reports needs the header `Authorization`, which other origins may not send.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection
from typing import Any, cast

from fastapi import FastAPI, Request
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import Response

Handler = Callable[[Request, Any], Awaitable[Response]]

_KEPT_SECONDS = 3600


def add_cross_origin(app: FastAPI, origins: Collection[str]) -> None:
    """Let pages of these origins use the interface; without any, only pages of this service may."""
    if not origins:
        return
    app.add_middleware(
        CORSMiddleware,
        allow_origins=tuple(origins),
        allow_methods=("GET", "POST"),
        allow_headers=("Accept", "Content-Type"),
        max_age=_KEPT_SECONDS,
    )
    told = cast(Handler, app.exception_handlers[Exception])
    app.exception_handlers[Exception] = _readable(told, origins)


def _readable(told: Handler, origins: Collection[str]) -> Handler:
    """The handler of unexpected errors, whose response passes no middleware: a page elsewhere shall be
    able to tell a fault of ours from a lost connection."""

    async def handle(request: Request, error: Exception) -> Response:
        response = await told(request, error)
        origin = request.headers.get("origin", "")
        if "*" in origins or origin in origins:
            response.headers["Access-Control-Allow-Origin"] = "*" if "*" in origins else origin
            response.headers.append("Vary", "Origin")
        return response

    return handle
