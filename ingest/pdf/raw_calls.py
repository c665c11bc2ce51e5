"""PDFium functions that are called for every character or line of a page, with pointers as numbers.

pypdfium2 makes a Python object for each pointer, which takes longer than most of these calls
themselves. An address must be of something that lives: nothing checks it.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # ships no types

_INT, _UINT, _ADDRESS = ctypes.c_int, ctypes.c_uint, ctypes.c_void_p


def _quick(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    return ctypes.CFUNCTYPE(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value or 0)


def address_of(pointer: Any) -> int:
    """Where a pypdfium2 pointer points to, 0 for a null pointer."""
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


# characters: text page, index, where to put the result
char_code = _quick(pdfium.FPDFText_GetUnicode, _UINT, _ADDRESS, _INT)
char_object = _quick(pdfium.FPDFText_GetTextObject, _ADDRESS, _ADDRESS, _INT)
char_box = _quick(pdfium.FPDFText_GetLooseCharBox, _INT, _ADDRESS, _INT, _ADDRESS)
char_origin = _quick(pdfium.FPDFText_GetCharOrigin, _INT, _ADDRESS, _INT, _ADDRESS, _ADDRESS)
char_matrix = _quick(pdfium.FPDFText_GetMatrix, _INT, _ADDRESS, _INT, _ADDRESS)
char_size = _quick(pdfium.FPDFText_GetFontSize, ctypes.c_double, _ADDRESS, _INT)

# page objects
page_object = _quick(pdfium.FPDFPage_GetObject, _ADDRESS, _ADDRESS, _INT)
form_object = _quick(pdfium.FPDFFormObj_GetObject, _ADDRESS, _ADDRESS, ctypes.c_ulong)
object_type = _quick(pdfium.FPDFPageObj_GetType, _INT, _ADDRESS)
object_matrix = _quick(pdfium.FPDFPageObj_GetMatrix, _INT, _ADDRESS, _ADDRESS)
object_fill = _quick(pdfium.FPDFPageObj_GetFillColor, _INT, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS)
text_font = _quick(pdfium.FPDFTextObj_GetFont, _ADDRESS, _ADDRESS)
text_mode = _quick(pdfium.FPDFTextObj_GetTextRenderMode, _INT, _ADDRESS)

# paths: path, index of a segment; segment
path_mode = _quick(pdfium.FPDFPath_GetDrawMode, _INT, _ADDRESS, _ADDRESS, _ADDRESS)
path_segments = _quick(pdfium.FPDFPath_CountSegments, _INT, _ADDRESS)
path_segment = _quick(pdfium.FPDFPath_GetPathSegment, _ADDRESS, _ADDRESS, _INT)
segment_point = _quick(pdfium.FPDFPathSegment_GetPoint, _INT, _ADDRESS, _ADDRESS, _ADDRESS)
segment_type = _quick(pdfium.FPDFPathSegment_GetType, _INT, _ADDRESS)
segment_closes = _quick(pdfium.FPDFPathSegment_GetClose, _INT, _ADDRESS)
