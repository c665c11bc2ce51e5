"""Scripts, styles and pictures of our pages, kept by browsers for a year under their hashed address."""

from __future__ import annotations

from urllib.parse import parse_qs

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from service.page_routes import ASK_EACH_TIME, FOR_A_YEAR
from service.web.render import STATIC_FOLDER


class OwnFiles(StaticFiles):
    """The files of `static/`. Without the hash in the address a browser asks whether they changed."""

    def __init__(self) -> None:
        super().__init__(directory=STATIC_FOLDER)

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        hashed = "v" in parse_qs(scope.get("query_string", b"").decode("latin-1"))
        response.headers["Cache-Control"] = FOR_A_YEAR if hashed else ASK_EACH_TIME
        return response
