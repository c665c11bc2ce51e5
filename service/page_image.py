"""Pages of a stored PDF as pictures, and what is marked on them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Any

import numpy as np
import pypdfium2  # type: ignore[import-untyped]  # ships no types
from PIL import Image, ImageChops, ImageDraw

from ingest.errors import LukuError
from ingest.pdf.lock import PDFIUM_LOCK
from ingest.records import Box
from service.page_packing import Pixels, packed

SCALE = 2.0
"""Pixels a point where no width is asked for: 144 dots an inch."""
MOST_PIXELS = 4000
"""The longest side of a picture: a page may be drawn metres wide."""
_MARK = (255, 228, 92)
_EDGE = (138, 84, 0)
_ROOM_POINTS = 1.5
"""A mark goes so far beyond the words: its edge does not touch them."""


def has_pictures(file: str) -> bool:
    """Whether pages of such a file can be drawn: PDF alone has pages that look a certain way."""
    return PurePosixPath(file).suffix.lower() == ".pdf"


def draw_page(path: Path, page: int, width: int | None = None, marks: Sequence[Box] = ()) -> bytes:
    """Page `page` (from 1) of a PDF as PNG, `width` pixels wide, with the `marks` coloured in.

    Raises `LukuError("no_page_image")` where there is nothing to draw: another format, a broken page,
    or a PDF that opens only with a password, which is not stored; `report_not_found` when the file is
    gone.
    """
    with PDFIUM_LOCK:
        document = _open(path, page)
        try:
            drawn = document[page - 1]
            scale = _scale(drawn.get_size(), width)
            bitmap = drawn.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
            pixels: Pixels = bitmap.to_numpy()  # of memory of its own: it outlives the bitmap
            bitmap.close()
        except (pypdfium2.PdfiumError, IndexError) as error:  # the page itself is broken
            raise LukuError("no_page_image", f"Sivua {page} ei voi piirtää.", page=page) from error
        finally:
            document.close()
    return packed(_marked(pixels, marks, scale) if marks else pixels)


def can_draw(path: Path, page: int) -> bool:
    """Whether `draw_page` finds something to draw; much faster than drawing."""
    with PDFIUM_LOCK:
        try:
            document = _open(path, page)
        except LukuError:
            return False
        try:
            document[page - 1].close()
        except (pypdfium2.PdfiumError, IndexError):
            return False
        finally:
            document.close()
    return True


def _open(path: Path, page: int) -> Any:
    """A pypdfium2 PdfDocument; close it."""
    try:
        return pypdfium2.PdfDocument(path)
    except FileNotFoundError as error:  # somebody removed the report since it was looked up
        raise LukuError("report_not_found", "Raportti on juuri poistettu kirjastosta.", page=page) from error
    except pypdfium2.PdfiumError as error:
        raise LukuError("no_page_image", "Tästä raportista ei voi piirtää sivuja.", page=page) from error


def _scale(size: tuple[float, float], width: int | None) -> float:
    """Pixels a point."""
    wide, high = max(1.0, size[0]), max(1.0, size[1])
    return min(width / wide if width else SCALE, MOST_PIXELS / max(wide, high))


def _marked(pixels: Pixels, marks: Sequence[Box], scale: float) -> Pixels:
    picture = Image.fromarray(pixels, "RGBX").convert("RGB")
    for mark in marks:
        _colour(picture, mark, scale)
    return np.asarray(picture.convert("RGBX"))


def _colour(picture: Image.Image, mark: Box, scale: float) -> None:
    """Colour a box as with a marker pen, the print showing through, and draw a line around it."""
    room = _ROOM_POINTS
    left, top = round((mark.x0 - room) * scale), round((mark.top - room) * scale)
    right, bottom = round((mark.x1 + room) * scale), round((mark.bottom + room) * scale)
    left, top = max(0, left), max(0, top)
    right, bottom = min(picture.width, right), min(picture.height, bottom)
    if left >= right or top >= bottom:
        return
    place = (left, top, right, bottom)
    pen = Image.new("RGB", (right - left, bottom - top), _MARK)
    picture.paste(ImageChops.multiply(picture.crop(place), pen), place)
    line = max(1, round(scale))
    ImageDraw.Draw(picture).rectangle((left, top, right - 1, bottom - 1), outline=_EDGE, width=line)
