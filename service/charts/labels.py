"""The printed numbers beside the points: whether there is room for them, and on which side they stand."""

from __future__ import annotations

from collections.abc import Sequence

from service.charts.groups import ChartGroup, Point, Step
from service.series import PrintedFigure
from service.series.text import number_text

CHARACTER = 8
"""About the width of a character, in pixels."""
_NEAR = 0.09
"""Numbers nearer to each other than this share of the height would be printed over each other."""


def label_sides(points: Sequence[Point], divisor: int) -> dict[int, str]:
    """On which side of its point each number is printed: above or below, or not where there is no room."""
    values = [float(point.figure.value / divisor) for point in points]
    height = (max(*values, 0.0) - min(*values, 0.0)) or 1.0
    at_step: dict[Step, list[int]] = {}
    for number, point in enumerate(points):
        at_step.setdefault(point.step, []).append(number)
    sides: dict[int, str] = {}
    for here in at_step.values():
        here.sort(key=lambda number: -values[number])
        sides[here[0]] = "above"
        if len(here) > 1 and values[here[0]] != values[here[-1]]:
            sides[here[-1]] = "below"
        for before, number, after in zip(here, here[1:], here[2:], strict=False):
            room = min(values[before] - values[number], values[number] - values[after])
            if room > 2 * _NEAR * height:
                sides[number] = "above"
    return sides


def room_for_labels(group: ChartGroup, steps: int, width: int) -> bool:
    """Whether the numbers of neighbouring steps would stand apart."""
    longest = max(len(point.figure.raw) for point in group.points)
    return longest * CHARACTER * steps <= width


def beside(figure: PrintedFigure, divisor: int) -> str:
    """The number as it is printed; with its unit where that is not the axis's."""
    return figure.raw if figure.scale == divisor or not figure.printed_unit else number_text(figure)
