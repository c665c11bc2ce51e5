"""Native charts of slides and documents: their data as a grid, categories down, series across."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from lxml import etree

from ingest.office.grids import RawCell, make_grid
from ingest.office.number_format import show_value
from ingest.office.parts import attribute, child, local
from ingest.office.xml_text import clean, one_line
from ingest.records import Box, Grid

_MOST_POINTS = 2000


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart's title, the titles of its axes (which often print the unit), and its data."""

    title: str
    axes: tuple[str, ...]
    grid: Grid


def read_chart(root: etree._Element, page: int, box: Box | None = None) -> Chart | None:
    """The chart of a chart part; None where it holds no data."""
    series = [element for element in root.iter(etree.Element) if local(element) == "ser"]
    names: list[str] = []
    columns: list[dict[int, str]] = []
    labels: dict[int, str] = {}
    for place, element in enumerate(series):
        values = _points(
            child(element, "val") if child(element, "val") is not None else child(element, "yVal")
        )
        if not values:
            continue
        names.append(_name(child(element, "tx")) or (f"Sarja {place + 1}" if len(series) > 1 else ""))
        columns.append(values)
        own = child(element, "cat") if child(element, "cat") is not None else child(element, "xVal")
        for index, text in _points(own).items():
            labels.setdefault(index, text)
    rows = sorted({index for column in columns for index in column} | set(labels))[:_MOST_POINTS]
    if not columns or not rows:
        return None
    head = [RawCell("", column=0), *(RawCell(name, column=c) for c, name in enumerate(names, 1))]
    body = [
        [
            RawCell(labels.get(row, ""), column=0),
            *(RawCell(column.get(row, ""), column=c) for c, column in enumerate(columns, 1)),
        ]
        for row in rows
    ]
    grid = make_grid(page, [head, *body], 1 if any(names) else 0, box)
    if grid is None:
        return None
    axes = tuple(text for element in root.iter() if local(element) in ("valAx", "catAx", "dateAx")
                 if (text := _rich(child(element, "title"))))  # fmt: skip
    return Chart(_rich(child(root, "chart", "title")), axes, grid)


def _points(element: etree._Element | None) -> dict[int, str]:
    """The points of a series by their place, numbers as their format shows them."""
    if element is None:
        return {}
    caches = [e for e in element.iter() if local(e) in ("numCache", "strCache", "numLit", "strLit", "lvl")]
    found: dict[int, str] = {}
    if not caches:
        return found
    cache = caches[0]
    coded = child(cache, "formatCode")
    code = (coded.text if coded is not None else None) or "General"
    for point in cache:
        value = child(point, "v")
        index = attribute(point, "idx") or ""
        if local(point) != "pt" or value is None or not value.text or not index.isdigit():
            continue
        own = attribute(point, "formatCode") or code
        found[int(index)] = (
            _shown(value.text, own) if local(cache).startswith("num") else one_line(clean(value.text))
        )
    return found


def _shown(text: str, code: str) -> str:
    try:
        value = Decimal(text.strip())
    except InvalidOperation:
        return one_line(clean(text))
    return show_value(value, code) if value.is_finite() and abs(value.adjusted()) < 300 else ""


def _name(element: etree._Element | None) -> str:
    if element is None:
        return ""
    return one_line(clean(" ".join(e.text or "" for e in element.iter() if local(e) == "v")))


def _rich(element: etree._Element | None) -> str:
    if element is None:
        return ""
    return one_line(clean("".join(e.text or "" for e in element.iter() if local(e) in ("t", "v"))))
