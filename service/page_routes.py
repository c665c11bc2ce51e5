"""HTTP routes of one page of a report: its text and blocks, and its picture."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header, Query, Response

from service.links import parse_marks
from service.page_image import MOST_PIXELS
from service.page_pictures import page_picture
from service.report_schemas import PageBody
from service.running import Running

LEAST_WIDTH = 40
FOR_A_YEAR = "public, max-age=31536000, immutable"
"""Of an address that changes with the file. Public as the reports are: what needs no login to be read."""
ASK_EACH_TIME = "no-cache"

page_router = APIRouter(prefix="/api/v1/reports", tags=["reports"])

Highlight = Annotated[
    str,
    Query(
        description="Boxes to colour in, in points from the top left corner: those of a citation",
        examples=["72.0,310.2,401.5,322.0;72.0,330.0,401.5,342.0"],
        max_length=20_000,
    ),
]
Width = Annotated[
    int | None,
    Query(
        ge=LEAST_WIDTH,
        le=MOST_PIXELS,
        description="Pixels; 144 dots an inch without it",
        examples=[1000, 160],
    ),
]


@page_router.get(
    "/{report}/pages/{page}.png",
    response_class=Response,
    responses={200: {"content": {"image/png": {}}}, 304: {"description": "The picture has not changed"}},
)
async def page_image(
    report: str,
    page: int,
    service: Running,
    highlight: Highlight = "",
    width: Width = None,
    v: Annotated[str, Query(description="The start of the file's sha256: the picture may then be kept")] = "",
    if_none_match: Annotated[str, Header(include_in_schema=False)] = "",
) -> Response:
    """A page of a PDF as a picture, with the boxes of a citation coloured in."""
    marks = parse_marks(highlight)
    picture = await service.draw(
        page_picture, service.library, service.pictures, report, page, width, marks, if_none_match
    )
    fixed = v != "" and v == picture.version
    headers = {"ETag": picture.tag, "Cache-Control": FOR_A_YEAR if fixed else ASK_EACH_TIME}
    if picture.png is None:
        return Response(status_code=304, headers=headers)
    return Response(picture.png, media_type="image/png", headers=headers)


@page_router.get("/{report}/pages/{page}")
async def show_page(report: str, page: int, service: Running) -> PageBody:
    """A page's text and its blocks in reading order; `page` counts from 1 in the file."""
    return PageBody.model_validate(await service.run(service.library.page, report, page))
