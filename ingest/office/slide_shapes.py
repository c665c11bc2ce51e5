"""The shapes of a slide as frames: boxes in points on the slide, groups opened, hidden ones left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree
from pptx.shapes.base import BaseShape
from pptx.shapes.graphfrm import GraphicFrame
from pptx.shapes.group import GroupShape
from pptx.slide import Slide

from ingest.office.parts import local
from ingest.office.slide_text import SlideParagraph, inherited_styles, paragraphs_of
from ingest.office.xml_text import is_on
from ingest.records import Box

EMU = 12700  # per point
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Frame:
    """A shape: its place on the slide, its paragraphs, and what else it holds. `group` numbers the
    innermost group that it is in, 0 for none; `role` is its placeholder's type, "" for none."""

    box: Box
    paragraphs: tuple[SlideParagraph, ...]
    role: str
    group: int
    graphic: GraphicFrame | None = None

    @property
    def text(self) -> str:
        return "\n".join(paragraph.text for paragraph in self.paragraphs)

    @property
    def lines(self) -> list[str]:
        return self.text.split("\n") if self.paragraphs else []


@dataclass(frozen=True, slots=True)
class _Scale:
    """From a group's inner measures to points on the slide."""

    x: float = 0.0
    y: float = 0.0
    across: float = 1 / EMU
    down: float = 1 / EMU

    def box(self, shape: BaseShape) -> Box:
        left, top = float(shape.left or 0), float(shape.top or 0)
        width, height = float(shape.width or 0), float(shape.height or 0)
        x0, y0 = self.x + left * self.across, self.y + top * self.down
        return Box(x0, y0, x0 + width * self.across, y0 + height * self.down)


def frames_of(slide: Slide) -> list[Frame]:
    """The shapes of a slide with their boxes, drawn boxes without text included."""
    groups = iter(range(1, 1_000_000))
    return list(_frames(slide.shapes, slide, _Scale(), 0, groups, 0))


def _frames(
    shapes: Iterable[BaseShape], slide: Slide, scale: _Scale, group: int, groups: Iterator[int], depth: int
) -> Iterator[Frame]:
    for shape in shapes:
        if _is_hidden(shape._element) or depth > _DEEPEST:
            continue
        if isinstance(shape, GroupShape):
            yield from _frames(shape.shapes, slide, _inner(shape, scale), next(groups), groups, depth + 1)
            continue
        own = shape._element.find(".//{*}nvPr/{*}ph")
        role = (own.get("type") or "body") if own is not None else ""
        body = shape._element.find("{*}txBody")
        paragraphs = paragraphs_of(body, inherited_styles(shape, slide)) if body is not None else []
        graphic = shape if isinstance(shape, GraphicFrame) else None
        yield Frame(scale.box(shape), tuple(paragraphs), role, group, graphic)


def _is_hidden(element: etree._Element) -> bool:
    named = next((part for part in element.iter() if local(part) == "cNvPr"), None)
    return named is not None and is_on(named.get("hidden", "0"))


def _inner(group: GroupShape, scale: _Scale) -> _Scale:
    """The scale inside a group: its children are measured in a space of their own (chOff, chExt)."""
    xfrm = group._element.find("{*}grpSpPr/{*}xfrm")
    offset = xfrm.find("{*}chOff") if xfrm is not None else None
    extent = xfrm.find("{*}chExt") if xfrm is not None else None
    if offset is None or extent is None:
        return scale
    inner_x, inner_y = _int(offset.get("x")), _int(offset.get("y"))
    inner_width, inner_height = _int(extent.get("cx")), _int(extent.get("cy"))
    across = scale.across * (float(group.width or 0) / inner_width if inner_width else 1.0)
    down = scale.down * (float(group.height or 0) / inner_height if inner_height else 1.0)
    x = scale.x + float(group.left or 0) * scale.across - inner_x * across
    y = scale.y + float(group.top or 0) * scale.down - inner_y * down
    return _Scale(x, y, across, down)


def _int(text: str | None) -> float:
    try:
        return float(text or 0)
    except ValueError:
        return 0.0
