"""HEAD on every address that GET shows: the same headers without the body."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class HeadRequests:
    """Lets the routes answer HEAD as they answer GET, and leaves the body out."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return

        async def send_without_body(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        # A copy: the server has to know that HEAD was asked.
        shown = {**scope, "method": "GET"}
        try:
            await self.app(shown, receive, send_without_body)
        finally:
            scope["route"] = shown.get("route")  # requests are counted by it
