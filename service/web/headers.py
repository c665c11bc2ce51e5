"""What every response says to the browser for safety's sake.

A page of ours loads nothing from elsewhere and runs no script and no style that stands in the page
itself. Whatever a report or a question holds is thus shown and never run.
"""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PAGE_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'self'",
    )
)
_EVERYWHERE = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"}
PAGE_HEADERS = {"Content-Security-Policy": PAGE_POLICY, **_EVERYWHERE}
"""A page of ours has them from the start: the page of an unexpected error passes no middleware."""
PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""Of an SVG that is opened by itself."""
_POLICIES = {"text/html": PAGE_POLICY, "image/svg+xml": PICTURE_POLICY}


class SafetyHeaders:
    """Adds the headers to each response that does not set them itself."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add(MutableHeaders(scope=message))
            await send(message)

        await self.app(scope, receive, send_safely)


def _add(headers: MutableHeaders) -> None:
    for name, value in _EVERYWHERE.items():
        headers.setdefault(name, value)
    policy = _POLICIES.get(headers.get("content-type", "").partition(";")[0].strip())
    if policy:
        headers.setdefault("Content-Security-Policy", policy)
