"""What a chart says in words: its name, its description, and each of its points."""

from __future__ import annotations

from ingest.records import ColumnKind
from service.charts.groups import ChartGroup, Point
from service.records import Language
from service.series.text import number_text
from service.texts import say


def chart_name(group: ChartGroup, language: Language) -> str:
    """What the chart is of."""
    return f"{group.name} – {kind_name(group.change, language)}" if group.change else group.name


def told(point: Point, language: Language) -> str:
    """A point in words: when, what kind, the number as printed, and where it stands."""
    figure = point.figure
    when = f"{point.step.label} ({point.step.report})" if point.step.report else point.step.label
    return say(
        "series.point",
        language,
        period=when,
        kind=kind_name(point.kind, language),
        number=number_text(figure),
        report=figure.citation.title,
        page=figure.citation.page,
    )


def description(group: ChartGroup, language: Language) -> str:
    """What the chart shows, for those who do not see it."""
    return say(
        "series.description",
        language,
        count=len(group.points),
        first=group.points[0].step.label,
        last=group.points[-1].step.label,
        kinds=", ".join(kind_name(kind, language) for kind in group.kinds),
    )


def kind_name(kind: ColumnKind | None, language: Language) -> str:
    """A kind of figures in the page's language."""
    return say(f"series.kind_{kind.value if kind else 'other'}", language)
