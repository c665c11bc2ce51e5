"""A figure over the periods as a chart and a table, each point with its page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse

from ingest.errors import LukuError
from ingest.records import ColumnKind
from service.charts.drawing import draw_chart
from service.charts.groups import ChartGroup, chart_groups
from service.charts.spec import NARROW, WIDE, axis_of
from service.charts.words import chart_name
from service.checks import clean_text
from service.records import Language
from service.running import Running, RunningService
from service.series import FigureQuery, FoundSeries, find_series
from service.series_routes import AskedFigures
from service.web.languages import asked_language, language_of
from service.web.render import render
from service.web.report_links import keeper

MOST_CHARTS = 4
"""So many charts are drawn on one page; the other series have their tables."""

router = APIRouter()


@dataclass(frozen=True, slots=True)
class DrawnGroup:
    """A group of series with its drawings; `wide` is empty where there is nothing to draw."""

    group: ChartGroup
    number: int
    name: str
    wide: str = ""
    narrow: str = ""
    from_zero: bool = True


@router.get("/series", response_class=HTMLResponse)
async def series_page(
    request: Request, service: Running, given: Annotated[AskedFigures, Depends()]
) -> Response:
    """The series of a measure: one chart a matter, kinds of figures apart."""
    language, asked = language_of(request), _asked(given)
    found = await _found(service, asked)
    groups = chart_groups(found.series) if found else ()
    names = names_of(groups, language)
    lang = asked_language(request)
    keep = keeper(lang)
    drawn = await service.run(_drawn, groups[:MOST_CHARTS], names, language, keep)
    return render(
        request,
        "series.html",
        language,
        asked=asked,
        kinds=tuple(ColumnKind),
        lang=lang.value if lang else None,
        keep=keep,
        found=found,
        drawn=drawn,
        others=[
            DrawnGroup(group, number, names[number])
            for number, group in enumerate(groups)
            if number >= MOST_CHARTS
        ],
    )


@router.get("/series/part", response_class=HTMLResponse)
async def series_part(
    request: Request, service: Running, given: Annotated[AskedFigures, Depends()]
) -> Response:
    """The first chart of a series with its table, for pages that show it beside an answer; nothing where
    there is none to draw."""
    language, keep = language_of(request), keeper(asked_language(request))
    found = await _found(service, _asked(given))
    groups = [group for group in chart_groups(found.series if found else ()) if group.drawn][:1]
    if not groups:
        return Response(status_code=204)
    drawn = await service.run(_drawn, groups, names_of(groups, language), language, keep)
    return render(request, "series_part.html", language, each=drawn[0], keep=keep)


def _asked(given: AskedFigures) -> FigureQuery:
    """What is asked for; a field of the form that is left empty asks for nothing. Raises
    `LukuError("invalid_period")`."""
    asked = given.query()
    metric, entity, column = (
        clean_text(text or "") or None for text in (asked.metric, asked.entity, asked.column)
    )
    return replace(asked, metric=metric, entity=entity, column=column)


async def _found(service: RunningService, asked: FigureQuery) -> FoundSeries | None:
    """What is found; None where nothing was asked for."""
    if asked.metric is None and asked.entity is None and not asked.scope.reports:
        return None
    try:
        return await service.run(find_series, service.library, asked)
    except LukuError as error:
        if error.code != "empty_question":
            raise
        return FoundSeries((), (), 0)


def names_of(groups: Sequence[ChartGroup], language: Language) -> list[str]:
    """The groups' names; those that are equal are told apart by their headings, and by their numbers."""
    names = [chart_name(group, language) for group in groups]
    sections = [group.section for group in groups]
    numbers = [str(place) for place in range(1, len(groups) + 1)]
    for more in (sections, numbers):
        counts = Counter(names)
        names = [
            f"{name} ({each})" if counts[name] > 1 and each else name
            for name, each in zip(names, more, strict=True)
        ]
    return names


def _drawn(
    groups: Sequence[ChartGroup], names: Sequence[str], language: Language, keep: Callable[[str], str]
) -> list[DrawnGroup]:
    return [
        DrawnGroup(
            group,
            number,
            names[number],
            draw_chart(group, language, WIDE, f"chart-{number}-wide", keep),
            draw_chart(group, language, NARROW, f"chart-{number}-narrow", keep),
            axis_of(group, language).zero,
        )
        if group.drawn
        else DrawnGroup(group, number, names[number])
        for number, group in enumerate(groups)
    ]
