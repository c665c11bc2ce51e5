"""What the browser tests share beside fixtures: the running service and the kinds of fixtures."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Page
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

EDITOR_TOKEN = "toimittajan-avain"

COUNT_SHIFTS = """
window.moved = 0;
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) if (!one.hadRecentInput) window.moved += one.value;
}).observe({ type: "layout-shift", buffered: true });
"""
"""A script for a page to begin with: it adds up what moves in sight though nobody pressed anything."""

_SHIFTS = """() => new Promise((tell) => {
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => tell(window.moved))));
})"""

OpenPage = Callable[..., Page]
CheckPage = Callable[[Page], None]


@dataclass(frozen=True, slots=True)
class Server:
    """A service that runs for the tests."""

    url: str
    library: Path
    token: str = EDITOR_TOKEN


def shifts(page: Page) -> float:
    """How far things have moved in a page with COUNT_SHIFTS, what is drawn next included."""
    moved: float = page.evaluate(_SHIFTS)
    return moved


class OtherSite:
    """Pages of another origin, on a loopback port of their own; a page that was not put there is 404."""

    def __init__(self) -> None:
        self._pages: dict[str, str] = {}
        self._serving = Serving(Starlette(routes=[Route("/{path:path}", self._page)]))
        self.url = self._serving.start()

    def put(self, path: str, html: str) -> str:
        """Put a page there and give its address."""
        self._pages[path] = html
        return self.url + path

    def stop(self) -> None:
        self._serving.stop()

    async def _page(self, request: Request) -> HTMLResponse:
        html = self._pages.get(request.url.path)
        return HTMLResponse(html or "", 200 if html is not None else 404)


class Serving(uvicorn.Server):
    """A server in a thread of its own, on a port that the system chooses."""

    def __init__(self, app: FastAPI | Any) -> None:
        super().__init__(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning", ws="none"))
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.is_up = threading.Event()

    async def startup(self, sockets: Any = None) -> None:
        await super().startup(sockets)
        self.is_up.set()

    def start(self) -> str:
        """Start and give the address."""
        self.thread.start()
        assert self.is_up.wait(120), "the service did not start"
        port = self.servers[0].sockets[0].getsockname()[1]
        return f"http://127.0.0.1:{port}"

    def stop(self) -> None:
        self.should_exit = True
        self.thread.join(30)
