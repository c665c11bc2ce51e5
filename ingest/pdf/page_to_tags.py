"""The structure that a tagged PDF gives its page: which printed text is a heading, list item, caption, note.

PDFium tells for each structure element the numbers of its marked contents, and for each text
object the number it is marked with; the object's box then says where the element is printed.
"""

from __future__ import annotations

import ctypes
import re
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # ships no types

from ingest.pdf.pieces import Tag
from ingest.pdf.turning import Frame
from ingest.records import BlockKind, Box

_DEEPEST = 40
_MOST_ELEMENTS = 20_000
_HEADING = re.compile(r"H([1-6])")
_ROLES = {"Caption": BlockKind.CAPTION, "Note": BlockKind.FOOTNOTE}


def page_to_tags(page: Any, frame: Frame) -> tuple[Tag, ...]:
    """The tagged texts of a page in reading coordinates; none where the file is not tagged.

    `page` is a raw FPDF_PAGE; hold the PDFium lock.
    """
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    if not tree:
        return ()
    try:
        roles = _roles(tree)
    finally:
        pdfium.FPDF_StructTree_Close(tree)
    if not roles:
        return ()
    boxes = _boxes(page, frame, roles)
    return tuple(Tag(*roles[mark], tuple(found)) for mark, found in boxes.items())


def _roles(tree: Any) -> dict[int, tuple[BlockKind, int]]:
    """What the marked contents are, by their numbers: the nearest element that says it."""
    roles: dict[int, tuple[BlockKind, int]] = {}
    count = pdfium.FPDF_StructTree_CountChildren(tree)
    waiting: list[tuple[Any, tuple[BlockKind, int] | None, int, int]] = [
        (pdfium.FPDF_StructTree_GetChildAtIndex(tree, index), None, 0, 0) for index in range(max(count, 0))
    ]
    seen = 0
    while waiting and seen < _MOST_ELEMENTS:
        element, role, lists, depth = waiting.pop()
        seen += 1
        if not element or depth > _DEEPEST:
            continue
        name = _type(element)
        heading = _HEADING.fullmatch(name)
        if heading:
            role = (BlockKind.HEADING, int(heading.group(1)))
        elif name in _ROLES:
            role = (_ROLES[name], 0)
        elif name == "L":
            lists += 1
        elif name == "LI":
            role = (BlockKind.BULLET, max(lists, 1))
        elif name in ("Table", "TOC", "Figure"):
            role = None
        if role is not None:
            for index in range(pdfium.FPDF_StructElement_GetMarkedContentIdCount(element)):
                mark = pdfium.FPDF_StructElement_GetMarkedContentIdAtIndex(element, index)
                if mark >= 0:
                    roles.setdefault(mark, role)
        for index in range(pdfium.FPDF_StructElement_CountChildren(element)):
            child = pdfium.FPDF_StructElement_GetChildAtIndex(element, index)
            waiting.append((child, role, lists, depth + 1))
    return roles


def _type(element: Any) -> str:
    length = pdfium.FPDF_StructElement_GetType(element, None, 0)
    buffer = ctypes.create_string_buffer(min(length, 256))
    pdfium.FPDF_StructElement_GetType(element, buffer, len(buffer))
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\x00")


def _boxes(page: Any, frame: Frame, roles: dict[int, Any]) -> dict[int, list[Box]]:
    found: dict[int, list[Box]] = {}
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        drawn = pdfium.FPDFPage_GetObject(page, index)
        if pdfium.FPDFPageObj_GetType(drawn) != pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        mark = pdfium.FPDFPageObj_GetMarkedContentID(drawn)
        if mark in roles and pdfium.FPDFPageObj_GetBounds(drawn, left, bottom, right, top):
            x0, y0 = frame.show(left.value, bottom.value)
            x1, y1 = frame.show(right.value, top.value)
            found.setdefault(mark, []).append(Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
    return found
