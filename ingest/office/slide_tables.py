"""Tables, charts and diagrams of slides."""

from __future__ import annotations

from itertools import accumulate

from lxml import etree
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide

from ingest.office.charts import Chart, read_chart
from ingest.office.grids import RawCell, make_grid
from ingest.office.parts import attribute, child, local, parse, relation
from ingest.office.slide_text import SlideParagraph, paragraphs_of
from ingest.office.xml_text import is_on, one_line
from ingest.records import Box, Grid

_STEP = 12.0  # points that a paragraph level is set in
_EMU = 12700


def table_grid(table: etree._Element, page: int, frame: Box) -> Grid | None:
    """A slide's table (a:tbl) as a grid; its cells' boxes share the frame as its rows and columns do."""
    columns = child(table, "tblGrid")
    widths = [_size(column, "w") for column in columns] if columns is not None else []
    rows = [row for row in table if local(row) == "tr"]
    xs = _edges(widths, frame.x0, frame.x1)
    ys = _edges([_size(row, "h") for row in rows], frame.top, frame.bottom)
    raw: list[list[RawCell]] = []
    for r, row in enumerate(rows):
        cells: list[RawCell] = []
        for c, cell in enumerate(part for part in row if local(part) == "tc"):
            if is_on(attribute(cell, "hMerge") or "0") or is_on(attribute(cell, "vMerge") or "0"):
                continue
            down, across = _span(cell, "rowSpan"), _span(cell, "gridSpan")
            box = None
            if c + across < len(xs) and r + down < len(ys):
                box = Box(xs[c], ys[r], xs[c + across], ys[r + down])
            cells.append(_cell(cell, down, across, c, box))
        raw.append(cells)
    properties = child(table, "tblPr")
    first = properties is not None and is_on(attribute(properties, "firstRow") or "0")
    return make_grid(page, raw, 1 if first and len(rows) > 1 else 0, frame)


def _cell(cell: etree._Element, down: int, across: int, column: int, box: Box | None) -> RawCell:
    body = child(cell, "txBody")
    paragraphs: list[SlideParagraph] = paragraphs_of(body, []) if body is not None else []
    text = "\n".join(paragraph.text for paragraph in paragraphs)
    bold = bool(paragraphs) and all(paragraph.bold for paragraph in paragraphs)
    first = next((p for p in body if local(p) == "p"), None) if body is not None else None
    own = child(first, "pPr")
    level = attribute(own, "lvl") if own is not None else None
    margin = attribute(own, "marL") if own is not None else None
    indent = int(level) * _STEP if level is not None and level.isdigit() else 0.0
    if margin is not None and margin.isdigit():
        indent = int(margin) / _EMU
    return RawCell(text, down, across, bold, indent, column, box)


def _size(element: etree._Element, name: str) -> float:
    value = attribute(element, name) or "0"
    return float(value) if value.isdigit() else 0.0


def _edges(sizes: list[float], start: float, end: float) -> list[float]:
    whole = sum(sizes) or 1.0
    return [start + (end - start) * part / whole for part in (0.0, *accumulate(sizes))]


def _span(cell: etree._Element, name: str) -> int:
    value = attribute(cell, name) or "1"
    return max(1, int(value)) if value.isdigit() and len(value) < 5 else 1


def frame_chart(frame: GraphicFrame, page: int, box: Box) -> Chart | None:
    """The chart in a graphic frame; None where its part is missing or empty."""
    try:
        return read_chart(parse(frame.chart_part.blob), page, box) if frame.has_chart else None
    except (KeyError, etree.XMLSyntaxError):
        return None


def diagram_texts(frame: GraphicFrame, slide: Slide) -> list[str]:
    """The texts of a SmartArt diagram in the order of its data."""
    links = next((part for part in frame._element.iter() if local(part) == "relIds"), None)
    link = relation(links, "dm") if links is not None else None
    if link is None:
        return []
    try:
        root = parse(slide.part.related_part(link).blob)
    except (KeyError, etree.XMLSyntaxError):
        return []
    found: list[str] = []
    for point in root.iter():
        if local(point) == "pt" and attribute(point, "type") in (None, "node", "asst"):
            text = one_line(" ".join(e.text or "" for e in point.iter() if local(e) == "t"))
            if text:
                found.append(text)
    return found
