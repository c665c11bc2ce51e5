"""What browsers and search engines ask of every site without being told: /robots.txt and /favicon.ico."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import FileResponse, PlainTextResponse

from service.web.render import STATIC_FOLDER

router = APIRouter()

ROBOTS = """User-agent: *
Disallow: /api/
Disallow: /metrics
Disallow: /series
Disallow: /compare
Disallow: /*?q=
Disallow: /*&q=
"""
"""Reports may be found; what is worked out anew for each address is nothing to walk through."""
_FOR_A_DAY = {"Cache-Control": "public, max-age=86400"}


@router.get("/robots.txt", response_class=PlainTextResponse)
async def robots() -> PlainTextResponse:
    """What search engines may walk through."""
    return PlainTextResponse(ROBOTS, headers=_FOR_A_DAY)


@router.get("/favicon.ico", response_class=FileResponse)
async def favicon() -> FileResponse:
    """The mark of the service, also for what is shown without a page of ours: JSON, pictures."""
    return FileResponse(STATIC_FOLDER / "luku.svg", media_type="image/svg+xml", headers=_FOR_A_DAY)
