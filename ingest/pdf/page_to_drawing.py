"""What is drawn on a page besides text: straight rules, filled boxes, curves, images."""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # ships no types

from ingest.pdf.limits import LIMITS
from ingest.pdf.pieces import Fill, Rule
from ingest.pdf.raw_calls import (
    address_of,
    form_object,
    object_fill,
    object_matrix,
    object_type,
    page_object,
    path_mode,
    path_segment,
    path_segments,
    segment_closes,
    segment_point,
    segment_type,
)
from ingest.pdf.turning import Frame
from ingest.records import Box

_DEEPEST_FORM = 6
_MOST_OBJECTS = 60_000
_MOST_SEGMENTS = 400
_SLANT_POINTS = 1.5
_AXIS_POINTS = 0.6
_MOVE, _BEZIER = pdfium.FPDF_SEGMENT_MOVETO, pdfium.FPDF_SEGMENT_BEZIERTO

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
    images: list[Box] = []
    shaded = False
    paths = _Paths()
    for kind, item, matrix in _objects(page, _Matrix(*frame.matrix)):
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            own = _matrix(item)
            images.append(_bounds([own.then(matrix).map(x, y) for x in (0, 1) for y in (0, 1)]))
        elif kind == pdfium.FPDF_PAGEOBJ_SHADING:
            shaded = True
        else:
            paths.read(item, matrix)
    return Drawing(
        tuple(paths.across), tuple(paths.down), tuple(paths.fills), tuple(paths.curves), tuple(images), shaded
    )


def _objects(page: Any, shown: _Matrix) -> Iterator[tuple[int, int, _Matrix]]:
    """Paths, images and shadings (their kind and address), those in form objects too, each with the
    matrix from its own space to the page as it is read (its form's, then `shown`).
    """
    stack: list[tuple[int, int, _Matrix, int]] = []

    def push(
        count: int, get: Callable[[int, int], int | None], holder: int, matrix: _Matrix, depth: int
    ) -> None:
        for index in range(min(count, _MOST_OBJECTS) - 1, -1, -1):
            item = get(holder, index) or 0
            stack.append((object_type(item), item, matrix, depth))

    push(pdfium.FPDFPage_CountObjects(page), page_object, address_of(page), shown, 0)
    while stack:
        kind, item, matrix, depth = stack.pop()
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            if depth < _DEEPEST_FORM:
                inner = _matrix(item).then(matrix)
                form = ctypes.cast(item, pdfium.FPDF_PAGEOBJECT)
                push(pdfium.FPDFFormObj_CountObjects(form), form_object, item, inner, depth + 1)
        elif kind in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING):
            yield kind, item, matrix


def _matrix(item: int) -> _Matrix:
    raw = (ctypes.c_float * 6)()
    object_matrix(item, ctypes.addressof(raw))
    return _Matrix(*raw)


def _bounds(points: Sequence[Point]) -> Box:
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


class _Paths:
    """Reads paths, and keeps what they draw."""

    def __init__(self) -> None:
        self.across: list[Rule] = []
        self.down: list[Rule] = []
        self.fills: list[Fill] = []
        self.curves: list[Box] = []
        self._own = (ctypes.c_float * 6)()
        self._own_at = ctypes.addressof(self._own)
        self._mapped: dict[tuple[float, ...], _Matrix] = {}
        self._form: _Matrix | None = None
        self._mode = (ctypes.c_int * 2)()
        self._mode_at = ctypes.addressof(self._mode)
        self._point = (ctypes.c_float * 2)()
        self._point_at = ctypes.addressof(self._point)
        self._colour = (ctypes.c_uint * 4)()
        at = ctypes.addressof(self._colour)
        self._colour_at = (at, at + 4, at + 8, at + 12)

    def read(self, item: int, matrix: _Matrix) -> None:
        """Read one path (its address); `matrix` as `_objects` gives it."""
        path_mode(item, self._mode_at, self._mode_at + 4)
        filled, lined = map(bool, self._mode)
        if not filled and not lined:
            return
        for points, curved in self._subpaths(item, self._matrix_of(item, matrix)):
            box = _bounds(points)
            if curved or _is_slanted(points):
                self.curves.append(box)
                continue
            width, height = box.x1 - box.x0, box.bottom - box.top
            if filled and (not lined or min(width, height) < LIMITS.rule_thick_points):
                self._fill(item, points, box)
                continue
            if filled and len(points) >= 4:
                self.fills.append(Fill(box, self._colour_of(item)))
            if lined:
                _stroke(points, self.across, self.down)

    def _matrix_of(self, item: int, matrix: _Matrix) -> _Matrix:
        """The matrix from a path's own space to the page: most paths of a form share theirs."""
        if matrix is not self._form:
            self._form, self._mapped = matrix, {}
        object_matrix(item, self._own_at)
        own = tuple(self._own)
        if own not in self._mapped:
            self._mapped[own] = _Matrix(*own).then(matrix)
        return self._mapped[own]

    def _fill(self, item: int, points: Sequence[Point], box: Box) -> None:
        width, height = box.x1 - box.x0, box.bottom - box.top
        for (ax, ay), (bx, by) in itertools.pairwise(points):
            if abs(ax - bx) >= _AXIS_POINTS and abs(ay - by) >= _AXIS_POINTS:
                return
        thick = LIMITS.rule_thick_points
        if height <= thick and width > height:
            self.across.append(Rule((box.top + box.bottom) / 2, box.x0, box.x1))
        elif width <= thick and height > width:
            self.down.append(Rule((box.x0 + box.x1) / 2, box.top, box.bottom))
        elif width > thick and height > thick:
            self.fills.append(Fill(box, self._colour_of(item)))

    def _colour_of(self, item: int) -> tuple[int, int, int]:
        if not object_fill(item, *self._colour_at):
            return (0, 0, 0)
        red, green, blue, _ = self._colour
        return red, green, blue

    def _subpaths(self, item: int, matrix: _Matrix) -> Iterator[tuple[list[Point], bool]]:
        """Each drawn part of a path as its corner points, and whether it has curves."""
        place, x_at, y_at = self._point, self._point_at, self._point_at + 4
        a, b, c, d, e, f = matrix
        points: list[Point] = []
        curved = False
        for index in range(min(path_segments(item), _MOST_SEGMENTS)):
            segment = path_segment(item, index)
            segment_point(segment, x_at, y_at)
            px, py = place
            point = (a * px + c * py + e, b * px + d * py + f)
            kind = segment_type(segment)
            if kind == _MOVE:
                if len(points) > 1:
                    yield points, curved
                points, curved = [point], False
                continue
            curved = curved or kind == _BEZIER
            points.append(point)
            if segment_closes(segment) and len(points) > 1:
                points.append(points[0])
        if len(points) > 1:
            yield points, curved


def _is_slanted(points: Sequence[Point]) -> bool:
    for (ax, ay), (bx, by) in itertools.pairwise(points):
        if abs(ax - bx) > _SLANT_POINTS and abs(ay - by) > _SLANT_POINTS:
            return True
    return False


def _stroke(points: Sequence[Point], across: list[Rule], down: list[Rule]) -> None:
    for (ax, ay), (bx, by) in itertools.pairwise(points):
        if abs(ay - by) < 1 and abs(ax - bx) > 1:
            across.append(Rule((ay + by) / 2, min(ax, bx), max(ax, bx)))
        elif abs(ax - bx) < 1 and abs(ay - by) > 1:
            down.append(Rule((ax + bx) / 2, min(ay, by), max(ay, by)))
