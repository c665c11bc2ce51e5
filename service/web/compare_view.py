"""Two reports side by side: what changed from one to the other, figure by figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from index.contract import ReportSummary
from ingest.errors import LukuError
from service.checks import clean_text
from service.records import Language
from service.running import Running, RunningService
from service.series import Change, Comparison, PrintedFigure, compare
from service.series.pairing import Relation
from service.texts import say
from service.web.languages import asked_language, language_of
from service.web.render import render
from service.web.report_links import keeper

MOST_SHOWN = 200
"""So many figures of each part are shown; a topic narrows what is compared."""
MOST_ONLY = 100

router = APIRouter()


@dataclass(frozen=True, slots=True)
class ChangesShown:
    """The changed figures of one relation between periods; `total` counts also those not shown."""

    relation: str
    changes: tuple[Change, ...]
    total: int


@dataclass(frozen=True, slots=True)
class OnlyShown:
    """Figures that only one of the reports has."""

    report: ReportSummary
    figures: tuple[PrintedFigure, ...]
    total: int


@dataclass(frozen=True, slots=True)
class ComparisonShown:
    """A comparison as the page shows it."""

    comparison: Comparison
    changed: tuple[ChangesShown, ...]
    unchanged: ChangesShown
    only: tuple[OnlyShown, ...]

    @property
    def total_changed(self) -> int:
        return sum(part.total for part in self.changed)


@router.get("/compare", response_class=HTMLResponse)
async def compare_page(
    request: Request, service: Running, a: str = "", b: str = "", topic: str = ""
) -> HTMLResponse:
    """What changed from report `a` to report `b`, or a form to choose them with."""
    language, topic = language_of(request), clean_text(topic)[:300]
    reports = await service.run(service.library.reports)
    shown, fault = None, None
    if a and a == b:
        fault = "compare.same"
    elif a and b:
        shown = await _compared(service, a, b, topic)
        fault = None if shown and shown.comparison.changes else "compare.none"
    lang = asked_language(request)
    return render(
        request,
        "compare.html",
        language,
        a=a,
        b=b,
        topic=topic,
        reports=_newest_first(reports),
        shown=shown,
        fault=fault,
        name_of=lambda figure, dated=True: figure_name(figure, language, dated),
        lang=lang.value if lang else None,
        keep=keeper(lang),
    )


async def _compared(service: RunningService, a: str, b: str, topic: str) -> ComparisonShown | None:
    """None where the topic has no word to look for. Raises `LukuError("report_not_found")`."""
    try:
        found = await service.run(compare, service.library, a, b, topic or None)
    except LukuError as error:
        if error.code != "empty_question":
            raise
        return None
    unchanged = [change for change in found.changes if not change.changed]
    return ComparisonShown(
        comparison=found,
        changed=tuple(_changed(found, relation) for relation in Relation),
        unchanged=ChangesShown("unchanged", tuple(unchanged[:MOST_SHOWN]), len(unchanged)),
        only=tuple(
            OnlyShown(report, figures[:MOST_ONLY], len(figures))
            for report, figures in ((found.before, found.only_before), (found.after, found.only_after))
            if figures
        ),
    )


def _changed(found: Comparison, relation: Relation) -> ChangesShown:
    changes = [change for change in found.changes if change.changed and change.relation is relation]
    return ChangesShown(relation.value, tuple(changes[:MOST_SHOWN]), len(changes))


def figure_name(figure: PrintedFigure, language: Language, dated: bool = True) -> str:
    """Whose, what and (if `dated`) when a figure is, as printed; its kind in the page's language."""
    kind = say(f"series.kind_{figure.kind.value}", language) if figure.kind else figure.column
    entity = figure.entity if figure.entity != figure.metric else None
    period = figure.period.label if figure.period and dated else None
    return " · ".join(" ".join(part.split()) for part in (entity, figure.metric, kind, period) if part)


def _newest_first(reports: Sequence[ReportSummary]) -> list[ReportSummary]:
    return sorted(reports, key=lambda report: report.period.end if report.period else date.min, reverse=True)
