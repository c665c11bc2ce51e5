"""A chart's looks as a Vega-Lite specification: what stands where, in which shape, line and colour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from service.charts.groups import ChartGroup, Point, Step
from service.charts.labels import CHARACTER, beside, label_sides, room_for_labels
from service.charts.styles import GROUND, INK, LINE, SOFT, STYLES
from service.charts.words import kind_name, told
from service.records import Language
from service.texts import say

Json: TypeAlias = "str | int | float | bool | Sequence[Json] | Mapping[str, Json] | None"

LINK = "http://point/"
"""Before a point's number in the links of a drawing, which then become those of the pages."""
_WHOLE = 4
"""Where the numbers differ by less than one part in so many of the largest one, the axis does not begin at
zero: else they could not be told apart."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The size of a drawing: `wide` for screens, `narrow` for phones."""

    name: str
    width: int
    height: int

    @property
    def inner_width(self) -> int:
        """What is left for the points beside the axis."""
        return self.width - 90


WIDE = Shape("wide", 760, 320)
NARROW = Shape("narrow", 340, 300)


@dataclass(frozen=True, slots=True)
class Axis:
    """The axis of numbers: what they are divided by, in which unit, and whether zero is on it."""

    divisor: int
    unit: str
    zero: bool


def axis_of(group: ChartGroup, language: Language) -> Axis:
    values = [abs(point.figure.value) for point in group.points]
    most, signs = max(values), {point.figure.value > 0 for point in group.points if point.figure.value}
    spread = most - min(values)
    zero = len(signs) > 1 or spread * _WHOLE >= most
    # The scale that most of them are printed in: the numbers beside the points are then those of the axis.
    scale = Counter(point.figure.scale for point in group.points).most_common(1)[0][0]
    units = {1_000_000: "series.millions", 1_000: "series.thousands", 1: "series.euros"}
    if group.unit == "EUR" and scale in units:
        return Axis(scale, say(units[scale], language), zero)
    return Axis(1, say("series.euros", language) if group.unit == "EUR" else group.unit or "", zero)


def chart_spec(group: ChartGroup, shape: Shape, language: Language) -> dict[str, Json]:
    """The specification of a chart: lines with their points, the printed numbers beside them."""
    axis = axis_of(group, language)
    steps = {step: number for number, step in enumerate(sorted({point.step for point in group.points}))}
    labels = (
        label_sides(group.points, axis.divisor)
        if room_for_labels(group, len(steps), shape.inner_width)
        else {}
    )
    rows: list[Json] = [
        _row(number, point, steps, axis.divisor, labels.get(number, ""), language)
        for number, point in enumerate(group.points)
    ]
    return {
        "width": shape.inner_width,
        "height": shape.height - 70,
        "autosize": {"type": "pad", "contains": "padding"},
        "background": GROUND,
        "padding": {"left": 18, "right": 14, "top": 4, "bottom": 10},
        "data": {"values": rows},
        "title": {
            "text": axis.unit,
            "anchor": "start",
            "fontSize": 13,
            "fontWeight": "normal",
            "color": SOFT,
        },
        "layer": _layers(group, steps, axis, shape, language),
        "config": {
            "font": "sans-serif",
            "axis": {"aria": False, "labelColor": INK, "labelFontSize": 13, "gridColor": LINE},
            "view": {"stroke": None},
        },
    }


def _layers(
    group: ChartGroup, steps: Mapping[Step, int], axis: Axis, shape: Shape, language: Language
) -> list[Json]:
    kinds = [kind_name(kind, language) for kind in group.kinds]
    styles = [STYLES[kind] for kind in group.kinds]
    by_kind: dict[str, Json] = {"field": "kind", "type": "nominal", "legend": _legend(shape)}

    def scale(values: Sequence[Json]) -> dict[str, Json]:
        return by_kind | {"scale": {"domain": kinds, "range": values}}

    colours = scale([style.colour for style in styles])
    shapes = scale([style.shape for style in styles])
    dashes = scale([list(style.dash) for style in styles]) | {"legend": None}
    across: Json = {
        "field": "step",
        "type": "ordinal",
        "sort": {"field": "place"},
        "title": None,
        "axis": {"labelExpr": "split(datum.label, '|')", "labelAngle": 0}
        if _fits(steps, shape)
        else {"labelExpr": "replace(datum.label, '|', ' · ')", "labelAngle": -45},
    }
    up: Json = {
        "field": "value",
        "type": "quantitative",
        "title": None,
        "scale": {"zero": axis.zero, "padding": 18},
        "axis": {"tickCount": 5, "domain": False},
    }
    ground: dict[str, Json] = {"x": across, "y": up}
    layers: list[Json] = [
        {
            "mark": {"type": "line", "strokeWidth": 2.5, "aria": False},
            "encoding": ground
            | {
                "color": colours,
                "strokeDash": dashes,
                "detail": {"field": "line"},
                "order": {"field": "place"},
            },
        },
        {
            "mark": {"type": "point", "filled": True, "size": 130, "opacity": 1},
            "encoding": ground
            | {
                "color": colours,
                "shape": shapes,
                "href": {"field": "link"},
                "description": {"field": "told"},
            },
        },
    ]
    for side, offset in (("above", -15), ("below", 18)):
        text: dict[str, Json] = {"type": "text", "dy": offset, "fontSize": 13, "aria": False}
        halo: dict[str, Json] = {"color": GROUND, "stroke": GROUND, "strokeWidth": 4}
        layers += [
            {
                "transform": [{"filter": f"datum.side === '{side}'"}],
                "mark": text | look,
                "encoding": ground | {"text": {"field": "raw"}},
            }
            for look in (halo, {"color": INK})
        ]
    return layers


def _legend(shape: Shape) -> Json:
    return {
        "orient": "top",
        "direction": "horizontal",
        "columns": 2 if shape is NARROW else 0,
        "title": None,
        "labelFontSize": 13,
        "labelColor": INK,
        "labelLimit": 300,
        "columnPadding": 26,
        "symbolSize": 110,
        "symbolStrokeWidth": 0,
        "aria": False,
    }


def _row(
    number: int,
    point: Point,
    steps: Mapping[Step, int],
    divisor: int,
    side: str,
    language: Language,
) -> dict[str, Json]:
    return {
        "step": _step_label(point.step),
        "place": steps[point.step],
        "value": float(point.figure.value / divisor),
        "raw": beside(point.figure, divisor),
        "kind": kind_name(point.kind, language),
        "line": point.line,
        "link": f"{LINK}{number}",
        "told": told(point, language),
        "side": side,
    }


def _step_label(step: Step) -> str:
    return f"{step.label}|{step.report}" if step.report else step.label


def _fits(steps: Mapping[Step, int], shape: Shape) -> bool:
    longest = max(len(part) for step in steps for part in (step.label, step.report))
    return longest * CHARACTER * len(steps) <= shape.inner_width
