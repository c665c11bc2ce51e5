"""Drawing: a chart's specification becomes an SVG that says what it shows and links each point.

Vega-Lite (through vl-convert) draws. What it cannot say is put in afterwards: a title and a description,
the points' links, and classes beside the colours so that a style sheet can turn them for dark screens.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

import msgspec
import vl_convert

from service.charts.groups import ChartGroup
from service.charts.spec import LINK, Shape, chart_spec
from service.charts.styles import GROUND, INK, LINE, SOFT, STYLES
from service.charts.words import chart_name, description
from service.records import Language

STYLE_SHEET = Path(__file__).parents[1] / "web" / "static" / "chart.css"
_SVG, _XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
_FINNISH: dict[str, object] = {
    "decimal": ",",
    "thousands": "\u00a0",
    "grouping": [3],
    "currency": ["", "\u00a0€"],
}
_drawing = threading.Lock()
"""The drawing engine is one for the process and takes one chart at a time."""

CLASSES: Mapping[str, str] = {
    GROUND: "ground",
    INK: "ink",
    SOFT: "soft",
    LINE: "line",
    **{style.colour: kind.value if kind else "other" for kind, style in STYLES.items()},
}

ElementTree.register_namespace("", _SVG)

_SMALLEST = b'{"data": {"values": [{"x": 1}]}, "mark": "point", "encoding": {"x": {"field": "x"}}}'


def load_engine() -> None:
    """Draw something: the engine takes a second to load, which the first chart need not wait for."""
    _drawn(_SMALLEST)


def draw_chart(
    group: ChartGroup,
    language: Language,
    shape: Shape,
    name: str,
    keep: Callable[[str], str] = str,
    alone: bool = False,
) -> str:
    """The chart as SVG. `name` begins its ids, so that a page can hold several; `alone` brings the style
    sheet with it, for a file of its own; `keep` makes the pages' addresses what they are to be."""
    root = ElementTree.fromstring(_drawn(msgspec.json.encode(chart_spec(group, shape, language))))
    _name(root, group, language, name)
    _thin_out(root)
    for element in root.iter():
        _classify(element)
    _link(root, group, keep)
    if alone:
        style = ElementTree.Element(f"{{{_SVG}}}style")
        style.text = STYLE_SHEET.read_text(encoding="utf-8")
        root.insert(2, style)
    return ElementTree.tostring(root, encoding="unicode")


@lru_cache(maxsize=128)
def _drawn(spec: bytes) -> str:
    with _drawing:
        made: str = vl_convert.vegalite_to_svg(
            spec.decode(), vl_version="6.4", format_locale=_FINNISH, allowed_base_urls=[]
        )
    return made


def _name(root: ElementTree.Element, group: ChartGroup, language: Language, name: str) -> None:
    """Say what is shown, and let the drawing fill the width that it is given."""
    for attribute in ("width", "height"):
        root.attrib.pop(attribute, None)
    root.set("class", "l-drawing")
    root.set("role", "group")
    root.set("aria-labelledby", f"{name}-title")
    root.set("aria-describedby", f"{name}-description")
    told = {"title": chart_name(group, language), "description": description(group, language)}
    for place, (tag, key) in enumerate((("title", "title"), ("desc", "description"))):
        element = ElementTree.Element(f"{{{_SVG}}}{tag}", {"id": f"{name}-{key}"})
        element.text = told[key]
        root.insert(place, element)


def _thin_out(root: ElementTree.Element) -> None:
    """Leave out the empty shapes and the English words that the engine puts into every drawing."""
    for parent in list(root.iter()):
        for child in list(parent):
            if child.get("class") in ("background", "foreground"):
                parent.remove(child)
    points = {path for link in root.iter(f"{{{_SVG}}}a") for path in link}
    for element in root.iter():
        if element is root:
            continue
        for attribute in ("class", "role", "aria-roledescription", "pointer-events", "opacity"):
            element.attrib.pop(attribute, None)
        if element not in points:
            element.attrib.pop("aria-label", None)


def _classify(element: ElementTree.Element) -> None:
    classes = [
        f"l-{part}-{CLASSES[colour]}"
        for part in ("fill", "stroke")
        if (colour := element.get(part, "")) in CLASSES
    ]
    if classes:
        element.set("class", " ".join(classes))


def _link(root: ElementTree.Element, group: ChartGroup, keep: Callable[[str], str]) -> None:
    """Give each point the link to its page and its words as the link's name."""
    for link in root.iter(f"{{{_SVG}}}a"):
        number = int(link.attrib.pop(f"{{{_XLINK}}}href").removeprefix(LINK))
        link.set("href", keep(group.points[number].url))
        link.set("class", "l-point")
        for path in link:
            link.set("aria-label", path.attrib.pop("aria-label", ""))
