"""What is drawn on a page besides text: straight rules, filled boxes, curves, images."""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # ships no types

from ingest.pdf.limits import LIMITS
from ingest.pdf.pieces import Fill, Rule
from ingest.pdf.turning import Frame
from ingest.records import Box

_DEEPEST_FORM = 6
_MOST_OBJECTS = 60_000
_MOST_SEGMENTS = 400
_SLANT_POINTS = 1.5
_AXIS_POINTS = 0.6

Point = tuple[float, float]


class _Matrix(NamedTuple):
    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def then(self, other: _Matrix) -> _Matrix:
        """This transformation followed by another."""
        return _Matrix(
            self.a * other.a + self.b * other.c,
            self.a * other.b + self.b * other.d,
            self.c * other.a + self.d * other.c,
            self.c * other.b + self.d * other.d,
            self.e * other.a + self.f * other.c + other.e,
            self.e * other.b + self.f * other.d + other.f,
        )

    def map(self, x: float, y: float) -> Point:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f


@dataclass(frozen=True, slots=True)
class Drawing:
    """The drawn pieces of a page. `shaded`: it has colour gradients, whose place is not known."""

    across: tuple[Rule, ...]
    down: tuple[Rule, ...]
    fills: tuple[Fill, ...]
    curves: tuple[Box, ...]
    images: tuple[Box, ...]
    shaded: bool


def page_to_drawing(page: Any, frame: Frame) -> Drawing:
    """Every rule, fill, curve and image of a page. `page` is a raw FPDF_PAGE."""
    across: list[Rule] = []
    down: list[Rule] = []
    fills: list[Fill] = []
    curves: list[Box] = []
    images: list[Box] = []
    shaded = False
    for kind, item, matrix in _objects(page, _Matrix(*frame.matrix)):
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            own = _matrix(item)
            images.append(_box([own.then(matrix).map(x, y) for x in (0, 1) for y in (0, 1)]))
        elif kind == pdfium.FPDF_PAGEOBJ_SHADING:
            shaded = True
        else:
            _read_path(item, matrix, across, down, fills, curves)
    return Drawing(tuple(across), tuple(down), tuple(fills), tuple(curves), tuple(images), shaded)


def _objects(page: Any, shown: _Matrix) -> Iterator[tuple[int, Any, _Matrix]]:
    """Paths, images and shadings, those in form objects too, each with the matrix
    from its own space to the page as it is read (its form's, then `shown`).
    """
    stack: list[tuple[int, Any, _Matrix, int]] = []

    def push(count: int, get: Any, holder: Any, matrix: _Matrix, depth: int) -> None:
        for index in range(min(count, _MOST_OBJECTS) - 1, -1, -1):
            item = get(holder, index)
            stack.append((pdfium.FPDFPageObj_GetType(item), item, matrix, depth))

    push(pdfium.FPDFPage_CountObjects(page), pdfium.FPDFPage_GetObject, page, shown, 0)
    while stack:
        kind, item, matrix, depth = stack.pop()
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            if depth < _DEEPEST_FORM:
                inner = _matrix(item).then(matrix)
                push(
                    pdfium.FPDFFormObj_CountObjects(item),
                    pdfium.FPDFFormObj_GetObject,
                    item,
                    inner,
                    depth + 1,
                )
        elif kind in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING):
            yield kind, item, matrix


def _matrix(item: Any) -> _Matrix:
    raw = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, raw)
    return _Matrix(raw.a, raw.b, raw.c, raw.d, raw.e, raw.f)


def _box(points: list[Point]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _read_path(
    item: Any,
    matrix: _Matrix,
    across: list[Rule],
    down: list[Rule],
    fills: list[Fill],
    curves: list[Box],
) -> None:
    fill_mode, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, fill_mode, stroked)
    filled, lined = bool(fill_mode.value), bool(stroked.value)
    if not filled and not lined:
        return
    whole = _matrix(item).then(matrix)
    for points, curved in _subpaths(item, whole):
        steps = list(itertools.pairwise(points))
        box = _box(points)
        width, height = box.x1 - box.x0, box.bottom - box.top
        slanted = any(abs(a[0] - b[0]) > _SLANT_POINTS and abs(a[1] - b[1]) > _SLANT_POINTS for a, b in steps)
        if curved or slanted:
            curves.append(box)
            continue
        if filled and (not lined or min(width, height) < LIMITS.rule_thick_points):
            if not all(abs(a[0] - b[0]) < _AXIS_POINTS or abs(a[1] - b[1]) < _AXIS_POINTS for a, b in steps):
                continue
            if height <= LIMITS.rule_thick_points and width > height:
                across.append(Rule((box.top + box.bottom) / 2, box.x0, box.x1))
            elif width <= LIMITS.rule_thick_points and height > width:
                down.append(Rule((box.x0 + box.x1) / 2, box.top, box.bottom))
            elif width > LIMITS.rule_thick_points and height > LIMITS.rule_thick_points:
                fills.append(Fill(box, _colour(item)))
            continue
        if filled and len(points) >= 4:
            fills.append(Fill(box, _colour(item)))
        if lined:
            _stroke(steps, across, down)


def _stroke(steps: list[tuple[Point, Point]], across: list[Rule], down: list[Rule]) -> None:
    for (ax, ay), (bx, by) in steps:
        if abs(ay - by) < 1 and abs(ax - bx) > 1:
            across.append(Rule((ay + by) / 2, min(ax, bx), max(ax, bx)))
        elif abs(ax - bx) < 1 and abs(ay - by) > 1:
            down.append(Rule((ax + bx) / 2, min(ay, by), max(ay, by)))


def _subpaths(item: Any, matrix: _Matrix) -> Iterator[tuple[list[Point], bool]]:
    """Each drawn part of a path as its corner points, and whether it has curves."""
    x, y = ctypes.c_float(), ctypes.c_float()
    a, b, c, d, e, f = matrix
    points: list[Point] = []
    curved = False
    for index in range(min(pdfium.FPDFPath_CountSegments(item), _MOST_SEGMENTS)):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        px, py = x.value, y.value
        point = (a * px + c * py + e, b * px + d * py + f)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points, curved
            points, curved = [point], False
        else:
            curved = curved or kind == pdfium.FPDF_SEGMENT_BEZIERTO
            points.append(point)
        if pdfium.FPDFPathSegment_GetClose(segment) and len(points) > 1:
            points.append(points[0])
    if len(points) > 1:
        yield points, curved


def _colour(item: Any) -> tuple[int, int, int]:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(item, red, green, blue, alpha):
        return (0, 0, 0)
    return (red.value, green.value, blue.value)
