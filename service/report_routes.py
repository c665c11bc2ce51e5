"""HTTP routes of the stored reports: list, add, show, remove, original file."""

from __future__ import annotations

import hmac
from datetime import date
from pathlib import PurePosixPath
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import FileResponse
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.datastructures import FormData, UploadFile

from index.contract import Outcome
from ingest.errors import LukuError
from ingest.read import Overrides
from service.checks import clean_text, make_scope
from service.intake import store_bytes
from service.report_schemas import ReportsBody, StoredBody, StoredReportBody
from service.running import Running

UPLOAD_PATH = "/api/v1/reports"
LONGEST_NAME = 200
_FORM = {
    "type": "object",
    "required": ["file"],
    "properties": {"file": {"type": "string", "format": "binary"}}
    | {name: {"type": "string"} for name in ("password", "organisation", "unit", "kind", "period")}
    | {"ocr": {"type": "boolean", "description": "Recognise the text of pages that are only pictures"}},
}

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

reports_router = APIRouter(prefix="/api/v1/reports")

Bearer = Annotated[HTTPAuthorizationCredentials | None, Depends(HTTPBearer(auto_error=False))]


def require_editor(service: Running, credentials: Bearer) -> None:
    """Lets through only who shows the editor's token.

    Raises `LukuError`: uploads_disabled (no token is configured), not_authorised.
    """
    token = service.settings.editor_token
    if token is None:
        raise LukuError(
            "uploads_disabled",
            "Raporttien lisääminen ja poistaminen on pois käytöstä. Ota se käyttöön asettamalla "
            "LUKU_EDITOR_TOKEN ja käynnistämällä palvelu uudelleen.",
        )
    given = credentials.credentials if credentials else ""
    if not hmac.compare_digest(given.encode(), token.encode()):
        raise LukuError(
            "not_authorised",
            "Toimittajan tunnus puuttuu tai on väärä. Anna se otsakkeessa Authorization: Bearer …",
        )


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


@reports_router.post(
    "",
    status_code=201,
    dependencies=[Depends(require_editor)],
    responses={
        200: {"model": StoredBody, "description": "The report was stored before: unchanged or replaced"}
    },
    openapi_extra={"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": _FORM}}}},
)
async def add_report(request: Request, response: Response, service: Running) -> StoredBody:
    """Read a file and store it, whole or not at all."""
    async with request.form(max_files=1, max_fields=8) as form:
        name, data = await _file_of(form, service.settings.max_upload_bytes)
        overrides = Overrides(
            organisation=_text(form, "organisation"),
            unit=_text(form, "unit"),
            kind=_text(form, "kind"),
            period=_text(form, "period"),
        )
        password = _text(form, "password")
        ocr = (_text(form, "ocr") or "").lower() in ("1", "true", "on")
    async with service.writing:
        stored = await service.run(
            store_bytes, data, name, service.library, overrides, password, service.settings.reading, ocr
        )
    response.status_code = 201 if stored.outcome is Outcome.ADDED else 200
    response.headers["Location"] = f"{UPLOAD_PATH}/{stored.report.id}"
    return StoredBody(outcome=stored.outcome, report=StoredReportBody.model_validate(stored.report))


@reports_router.get("/{report}")
async def show_report(report: str, service: Running) -> StoredReportBody:
    """What is known of one report."""
    return StoredReportBody.model_validate(await service.run(service.library.report, report))


@reports_router.delete("/{report}", status_code=204, dependencies=[Depends(require_editor)])
async def remove_report(report: str, service: Running) -> None:
    """Remove a report; it is never answered from again."""
    async with service.writing:
        await service.run(service.library.remove, report)


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


async def _file_of(form: FormData, max_bytes: int) -> tuple[str, bytes]:
    """The uploaded file's bare name and contents. Raises `LukuError`: no_file, too_large."""
    upload = form.get("file")
    name = _bare_name(upload.filename) if isinstance(upload, UploadFile) else ""
    if not isinstance(upload, UploadFile) or not name:
        raise LukuError(
            "no_file", "Lähetä raportti lomakkeen kentässä file (multipart/form-data).", field="file"
        )
    if (upload.size or 0) > max_bytes:
        raise LukuError(
            "too_large",
            f"{name}: tiedosto on liian suuri, enintään {max_bytes} tavua. Rajaa muuttaa LUKU_MAX_UPLOAD_MB.",
            file=name,
            limit=max_bytes,
        )
    return name, await upload.read()


def _bare_name(filename: str | None) -> str:
    """The file's name without the folders that some browsers send with it."""
    return clean_text(PurePosixPath((filename or "").replace("\\", "/")).name)[-LONGEST_NAME:]


def _text(form: FormData, name: str) -> str | None:
    value = form.get(name)
    return (value if name == "password" else clean_text(value)) or None if isinstance(value, str) else None
