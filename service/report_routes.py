"""HTTP routes of the stored reports: list, show, original file. Editors have theirs in `editor_routes`."""

from __future__ import annotations

from datetime import date
from pathlib import PurePosixPath

from fastapi import APIRouter
from fastapi.responses import FileResponse

from service.checks import make_scope
from service.report_schemas import ReportsBody, StoredReportBody
from service.running import Running

UPLOAD_PATH = "/api/v1/reports"

_OFFICE = "application/vnd.openxmlformats-officedocument"
MEDIA_TYPES = {
    ".txt": "text/plain",
    ".html": "text/html",
    ".htm": "text/html",
    ".docx": f"{_OFFICE}.wordprocessingml.document",
    ".pptx": f"{_OFFICE}.presentationml.presentation",
    ".xlsx": f"{_OFFICE}.spreadsheetml.sheet",
}
"""Of originals, by their ending; everything else that is read is PDF."""
SHOWN = ("application/pdf", "text/plain")
"""The others are offered for saving: browsers cannot show them, or would run what a web page holds."""

reports_router = APIRouter(prefix=UPLOAD_PATH)


@reports_router.get("")
async def list_reports(
    service: Running,
    organisation: str | None = None,
    unit: str | None = None,
    kind: str | None = None,
    period_from: date | None = None,
    period_to: date | None = None,
) -> ReportsBody:
    """The stored reports."""
    scope = make_scope((), organisation, unit, kind, period_from, period_to)
    return ReportsBody.of(await service.run(service.library.reports, scope))


@reports_router.get("/{report}")
async def show_report(report: str, service: Running) -> StoredReportBody:
    """What is known of one report."""
    return StoredReportBody.model_validate(await service.run(service.library.report, report))


@reports_router.get("/{report}/file", response_class=FileResponse)
async def original_file(report: str, service: Running) -> FileResponse:
    """The file as it was taken in."""
    summary = await service.run(service.library.report, report)
    path = await service.run(service.library.original, report)
    media_type = MEDIA_TYPES.get(PurePosixPath(summary.file).suffix.lower(), "application/pdf")
    shown = media_type in SHOWN
    return FileResponse(
        path,
        media_type=media_type,
        filename=summary.file,
        content_disposition_type="inline" if shown else "attachment",
        headers={"X-Content-Type-Options": "nosniff"}
        | ({} if shown else {"Content-Security-Policy": "sandbox"}),
    )
