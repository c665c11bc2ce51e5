"""The chat widget as one script: its parts, texts and styles put together, so that a page needs one line.

<script src="https://luku.example/widget.js"></script><luku-chat></luku-chat>
"""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache

from fastapi import APIRouter, Request, Response

from service.records import Language
from service.texts import texts_of
from service.web.render import STATIC_FOLDER

router = APIRouter()

_FOLDER = STATIC_FOLDER / "widget"
_PARTS = ("dom.js", "connection.js", "memory.js", "answer.js", "turn.js", "element.js")
"""In the order in which they need each other; together they are one function, so that the page sees none
of their names."""
_KEPT = "public, max-age=300, stale-while-revalidate=86400"
"""Pages elsewhere cannot know a hash: a new widget reaches them within minutes."""


@dataclass(frozen=True, slots=True)
class Script:
    """The script as it is sent."""

    text: bytes
    gzipped: bytes
    etag: str


@lru_cache(maxsize=1)
def widget_script() -> Script:
    """The whole widget; made once."""
    texts = {language.value: texts_of("widget", language) for language in Language}
    style = (_FOLDER / "widget.css").read_text(encoding="utf-8")
    parts = [(_FOLDER / name).read_text(encoding="utf-8") for name in _PARTS]
    known = f"const TEXTS = {_json(texts)};\nconst STYLE = {_json(style)};\n"
    text = ('(() => {\n"use strict";\n' + known + "\n".join(parts) + "})();\n").encode()
    digest = hashlib.sha256(text).hexdigest()[:16]
    return Script(text, gzip.compress(text, mtime=0), f'"{digest}"')


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@router.get("/widget.js")
async def widget(request: Request) -> Response:
    """The script of `<luku-chat>`, for pages of any origin."""
    script = widget_script()
    headers = {
        "Cache-Control": _KEPT,
        "ETag": script.etag,
        "Vary": "Accept-Encoding",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    if script.etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    packed = "gzip" in request.headers.get("accept-encoding", "")
    if packed:
        headers["Content-Encoding"] = "gzip"
    return Response(script.gzipped if packed else script.text, media_type="text/javascript", headers=headers)
