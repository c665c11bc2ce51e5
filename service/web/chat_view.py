"""The chat widget as a page of its own, and how to put it on another."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from service.web.languages import language_of
from service.web.render import render

router = APIRouter()


@router.get("/chat")
async def chat(request: Request) -> HTMLResponse:
    """The conversation over the whole library."""
    line = f'<script src="{request.base_url}widget.js"></script><luku-chat></luku-chat>'
    return render(request, "chat.html", language_of(request), line=line)
