"""Which series belong into one chart, and where each of their points stands in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ingest.records import ColumnKind
from service.series import PrintedFigure, Series, SeriesPoint

_CHANGES = (ColumnKind.DEVIATION, ColumnKind.CHANGE, ColumnKind.SHARE)
"""Not levels of the metric itself: each of these has a chart of its own."""
_SETTLED = (ColumnKind.ACTUAL, ColumnKind.BUDGET)
KIND_ORDER = (
    ColumnKind.ACTUAL,
    ColumnKind.FORECAST,
    ColumnKind.AMENDED_BUDGET,
    ColumnKind.BUDGET,
    ColumnKind.TARGET,
    ColumnKind.PLAN,
    ColumnKind.DEVIATION,
    ColumnKind.CHANGE,
    ColumnKind.SHARE,
    None,
)


@dataclass(frozen=True, slots=True, order=True)
class Step:
    """A place on the axis of time: the end and start of the period, and of the report that tells it where
    several reports tell of the same time (forecasts of one year); `label` is shown, "report" below it."""

    end: date
    start: date
    told: date
    label: str
    report: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A printed figure and its step; `line` numbers the series that it belongs to."""

    step: Step
    kind: ColumnKind | None
    line: int
    figure: PrintedFigure

    @property
    def url(self) -> str:
        return self.figure.citation.url


@dataclass(frozen=True, slots=True)
class ChartGroup:
    """Series of one metric of one owner in one unit: what one chart and its table show. `whose` is None
    where the figure is the organisation's own."""

    metric: str
    whose: str | None
    organisation: str | None
    unit: str | None
    points: tuple[Point, ...]

    @property
    def name(self) -> str:
        names = (self.metric, self.whose, self.organisation)
        return " – ".join(dict.fromkeys(name for name in names if name))

    @property
    def section(self) -> str:
        """The heading that its first figure stands under, as printed; empty where there is none."""
        section = self.points[0].figure.section
        return " ".join(section[-1].split()) if section else ""

    @property
    def kinds(self) -> tuple[ColumnKind | None, ...]:
        """The kinds in it, in the order of the legend."""
        held = {point.kind for point in self.points}
        return tuple(kind for kind in KIND_ORDER if kind in held)

    @property
    def change(self) -> ColumnKind | None:
        """The kind of change or share that it tells; None where it tells the metric itself."""
        kind = self.points[0].kind
        return kind if kind in _CHANGES else None

    @property
    def drawn(self) -> bool:
        """Whether there is anything to draw: more than one step in time."""
        return len({point.step for point in self.points}) > 1


def chart_groups(found: Iterable[Series]) -> tuple[ChartGroup, ...]:
    """The series in charts, in the order of their first ones; those that can be drawn first."""
    held: dict[tuple[str | None, ...], list[list[Series]]] = {}
    for series in found:
        homes = held.setdefault(_key(series), [])
        home = next((home for home in homes if _fits(home, series)), None)
        if home is None:
            homes.append([series])
        else:
            home.append(series)
    groups = [_group(home) for homes in held.values() for home in homes]
    return tuple(sorted(groups, key=lambda group: not group.drawn))


def _key(series: Series) -> tuple[str | None, ...]:
    change = series.kind.value if series.kind in _CHANGES else None
    return series.organisation, _whose(series), " ".join(series.metric.lower().split()), series.unit, change


def _whose(series: Series) -> str | None:
    return series.entity or series.points[0].report.unit


def _fits(home: Sequence[Series], series: Series) -> bool:
    """Whether a series is of the same matter. Where nobody is named beside its figures, only what stands in
    one row with them surely is: a unit's table may not say that it is the unit's."""
    if _clash(home, series):
        return False
    return series.entity is not None or bool(_rows(series) & frozenset().union(*map(_rows, home)))


def _rows(series: Series) -> frozenset[tuple[object, ...]]:
    """The rows, cards and sentences that print its figures."""
    cited = (citation for point in series.points for citation in (point.figure.citation, *point.figure.also))
    return frozenset((citation.report, citation.page, citation.quote, citation.boxes) for citation in cited)


def _clash(home: Sequence[Series], series: Series) -> bool:
    """Whether both tell the same kind of the same period: they are figures of different things."""
    taken = {(each.kind, _dates(point)) for each in home for point in each.points}
    return any((series.kind, _dates(point)) in taken for point in series.points)


def _group(home: Sequence[Series]) -> ChartGroup:
    first = home[0]
    told_apart = any(_again(series) for series in home)
    points = [
        Point(_step(point, told_apart and series.kind not in _SETTLED), series.kind, line, point.figure)
        for line, series in enumerate(home)
        for point in series.points
    ]
    return ChartGroup(
        metric=first.metric,
        whose=_whose(first),
        organisation=first.organisation,
        unit=first.unit,
        points=tuple(sorted(points, key=lambda point: (point.step, KIND_ORDER.index(point.kind)))),
    )


def _again(series: Series) -> bool:
    """Whether one period is told of more than once."""
    told = list(_all_dates(series))
    return len(told) != len(set(told))


def _all_dates(series: Series) -> Iterator[tuple[date, date]]:
    return (_dates(point) for point in series.points)


def _dates(point: SeriesPoint) -> tuple[date, date]:
    period = point.period
    return (period.start, period.end) if period else (date.min, date.min)


def _step(point: SeriesPoint, by_report: bool) -> Step:
    start, end = _dates(point)
    label = point.period.label if point.period else "–"
    told_by = point.report.period
    if by_report and told_by and told_by.label != label:
        return Step(end, start, told_by.end, label, told_by.label)
    return Step(end, start, date.min, label)
