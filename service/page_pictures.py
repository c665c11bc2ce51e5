"""Pictures of the pages of a library's reports: drawn once, kept for as long as there is room."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from index.contract import Library
from ingest.errors import LukuError
from ingest.records import Box
from service.links import marks_text, version
from service.page_image import draw_page
from service.picture_cache import PictureCache

_ATTEMPTS = 5
"""A report may be replaced while one of its pages is drawn, though hardly so often."""


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page as PNG; `png` is None where whoever asks has it already. `tag` and `version` change with
    the file that was drawn from."""

    tag: str
    version: str
    png: bytes | None


def page_picture(
    library: Library,
    cache: PictureCache,
    report: str,
    page: int,
    width: int | None = None,
    marks: Sequence[Box] = (),
    known_tags: str = "",
) -> PagePicture:
    """Page `page` of a report, drawn from the very file whose digest the cache's key holds.

    Raises `LukuError`: report_not_found, page_not_found, no_page_image, original_missing.
    """
    for _ in range(_ATTEMPTS):
        digest = library.report(report).sha256
        library.page(report, page)
        key = f"{digest}:{page}:{width}:{marks_text(marks)}"
        tag = f'"{hashlib.sha256(key.encode()).hexdigest()[:20]}"'
        if tag in known_tags:
            return PagePicture(tag, version(digest), None)
        kept = cache.find(key)
        if kept is not None:
            return PagePicture(tag, version(digest), kept)
        path = library.original(report)
        if library.report(report).sha256 == digest:  # else the path is of a newer file
            draw = partial(draw_page, path, page, width, marks)
            return PagePicture(tag, version(digest), cache.get(key, draw))
    raise LukuError(
        "library_busy", "Raporttia vaihdetaan juuri. Yritä hetken päästä uudelleen.", report=report
    )
