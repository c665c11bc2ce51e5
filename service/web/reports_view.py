"""The list of reports, with adding and removing for editors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from index.contract import ReportSummary
from service.checks import clean_text
from service.facets import years_of
from service.running import Running
from service.texts import texts_of
from service.web.languages import asked_language, language_of
from service.web.render import render

PAGE_SIZE = 50

router = APIRouter()


class Order(StrEnum):
    NEWEST = "newest"
    OLDEST = "oldest"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class ListAddress:
    """The parameters of the list's address. What cannot be read is left out."""

    name: str = ""
    organisation: str = ""
    unit: str = ""
    kind: str = ""
    year: str = ""
    sort: Order = Order.NEWEST
    page: int = 1

    def holds(self, report: ReportSummary) -> bool:
        return (
            all(word in f"{report.title} {report.file}".lower() for word in self.name.lower().split())
            and self.organisation in ("", report.organisation)
            and self.unit in ("", report.unit)
            and self.kind in ("", report.kind)
            and (not self.year or int(self.year) in years_of(report))
        )

    @property
    def narrowed(self) -> bool:
        return replace(self, sort=Order.NEWEST, page=1) != ListAddress()

    def params(self, page: int) -> dict[str, str | int | None]:
        sort = None if self.sort is Order.NEWEST else self.sort.value
        named = {
            name: getattr(self, name) or None for name in ("name", "organisation", "unit", "kind", "year")
        }
        return {**named, "sort": sort, "page": None if page == 1 else page}


@router.get("/reports", response_class=HTMLResponse)
async def reports_page(request: Request, service: Running) -> HTMLResponse:
    """The stored reports, narrowed and in order, a page at a time."""
    asked, language = _asked(request), language_of(request)
    held = await service.run(service.library.reports)
    fitting = _in_order([report for report in held if asked.holds(report)], asked.sort)
    pages = max(1, -(-len(fitting) // PAGE_SIZE))
    page = min(asked.page, pages)
    lang = asked_language(request)
    return render(
        request,
        "reports.html",
        language,
        asked=asked,
        reports=fitting[(page - 1) * PAGE_SIZE : page * PAGE_SIZE],
        shown=len(fitting),
        total=len(held),
        page=page,
        pages=pages,
        choices=_choices(held),
        orders=tuple(Order),
        lang=lang.value if lang else None,
        may_add=service.settings.editor_token is not None,
        limit=service.settings.max_upload_mb,
        texts=texts_of("editor", language),
    )


def _asked(request: Request) -> ListAddress:
    given = {
        name: clean_text(request.query_params.get(name, ""))[:300]
        for name in ("name", "organisation", "unit", "kind")
    }
    year, page = (request.query_params.get(name, "") for name in ("year", "page"))
    sort = request.query_params.get("sort", "")
    return ListAddress(
        **given,
        year=year if year.isdecimal() and len(year) == 4 else "",
        sort=Order(sort) if sort in set(Order) else Order.NEWEST,
        page=max(1, int(page)) if page.isdecimal() and len(page) < 6 else 1,
    )


def _in_order(reports: Sequence[ReportSummary], order: Order) -> list[ReportSummary]:
    """Reports without a period stand last, of one time those with the same name together."""
    by_title = sorted(reports, key=lambda report: report.title.lower())
    if order is Order.TITLE:
        return by_title
    newest = order is Order.NEWEST
    return sorted(
        by_title,
        key=lambda report: (
            (report.period is not None) is newest,
            report.period.end if report.period else date.min,
        ),
        reverse=newest,
    )


def _choices(reports: Iterable[ReportSummary]) -> dict[str, list[str]]:
    """The values that the list can be narrowed to."""
    held = list(reports)
    return {
        "organisation": sorted({report.organisation for report in held if report.organisation}),
        "unit": sorted({report.unit for report in held if report.unit}),
        "kind": sorted({report.kind for report in held if report.kind}),
        "year": sorted({str(year) for report in held for year in years_of(report)}, reverse=True),
    }
