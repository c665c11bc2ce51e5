"""HTTP routes by which editors add and remove reports."""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial
from pathlib import PurePosixPath
from typing import Annotated

import anyio.to_thread
from fastapi import APIRouter, Depends, Header, Request, Response
from starlette.datastructures import FormData, UploadFile

from index.contract import Outcome
from ingest.errors import LukuError
from ingest.read import Overrides
from service.checks import clean_text
from service.editors import require_editor
from service.incoming import put
from service.intake import Stored, Told, store_file, too_large
from service.report_routes import UPLOAD_PATH
from service.report_schemas import StoredBody, StoredReportBody
from service.running import Running
from service.upload_routes import UPLOADS_PATH, UploadBody
from service.uploads import Upload

LONGEST_NAME = 200
NO_WAITING = "respond-async"
"""What a sender puts into `Prefer` (RFC 7240) that wants to watch the reading and not to wait for its end."""
_FORM = {
    "type": "object",
    "required": ["file"],
    "properties": {"file": {"type": "string", "format": "binary"}}
    | {name: {"type": "string"} for name in ("password", "organisation", "unit", "kind", "period")}
    | {"ocr": {"type": "boolean", "description": "Recognise the text of pages that are only pictures"}},
}

editor_router = APIRouter(prefix=UPLOAD_PATH, dependencies=[Depends(require_editor)])


@editor_router.post(
    "",
    status_code=201,
    response_model=StoredBody,
    responses={
        200: {"model": StoredBody, "description": "The report was stored before: unchanged or replaced"},
        202: {"model": UploadBody, "description": "Asked for by `Prefer: respond-async`: being read"},
    },
    openapi_extra={"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": _FORM}}}},
)
async def add_report(
    request: Request,
    response: Response,
    service: Running,
    prefer: Annotated[
        str, Header(description="`respond-async`: answer at once; `Location` tells how far it is")
    ] = "",
) -> Response | StoredBody:
    """Read a file and store it, whole or not at all. A file that is stored already, under whatever name,
    stays the report that it is: the answer says which."""
    with ExitStack() as held:
        path = held.enter_context(service.incoming.place(_announced(request)))
        async with request.form(max_files=1, max_fields=8) as form:
            name, file = _file_of(form, service.settings.max_upload_bytes)
            await anyio.to_thread.run_sync(put, file.file, path)
            overrides = Overrides(
                organisation=_text(form, "organisation"),
                unit=_text(form, "unit"),
                kind=_text(form, "kind"),
                period=_text(form, "period"),
            )
            password = _text(form, "password")
            ocr = (_text(form, "ocr") or "").lower() in ("1", "true", "on")

        async def take_in(told: Told | None) -> Stored:
            settings = service.settings
            store = partial(
                store_file, path, service.library, settings.max_upload_bytes, overrides, password,
                settings.reading, ocr, told, file=name,
            )  # fmt: skip
            async with service.writing:
                return await service.run(store)

        if NO_WAITING in prefer.lower():
            keep = held.pop_all()

            async def watched(upload: Upload) -> Stored:
                with keep:
                    return await take_in(upload.tell)

            return _under_way(service.uploads.start(name, watched))
        stored = await take_in(None)
    response.status_code = 201 if stored.outcome is Outcome.ADDED else 200
    response.headers["Location"] = f"{UPLOAD_PATH}/{stored.report.id}"
    return StoredBody(outcome=stored.outcome, report=StoredReportBody.model_validate(stored.report))


@editor_router.delete("/{report}", status_code=204)
async def remove_report(report: str, service: Running) -> None:
    """Remove a report; it is never answered from again."""
    async with service.writing:
        await service.run(service.library.remove, report)


def _under_way(upload: Upload) -> Response:
    return Response(
        UploadBody.of(upload).model_dump_json(),
        status_code=202,
        media_type="application/json",
        headers={"Location": f"{UPLOADS_PATH}/{upload.id}", "Preference-Applied": NO_WAITING},
    )


def _announced(request: Request) -> int | None:
    """How long the request says that it is."""
    length = request.headers.get("content-length", "")
    return int(length) if length.isdecimal() else None


def _file_of(form: FormData, max_bytes: int) -> tuple[str, UploadFile]:
    """The uploaded file and its bare name. Raises `LukuError`: no_file, too_large."""
    upload = form.get("file")
    name = _bare_name(upload.filename) if isinstance(upload, UploadFile) else ""
    if not isinstance(upload, UploadFile) or not name:
        raise LukuError(
            "no_file", "Lähetä raportti lomakkeen kentässä file (multipart/form-data).", field="file"
        )
    if (upload.size or 0) > max_bytes:
        raise too_large(name, max_bytes)
    return name, upload


def _bare_name(filename: str | None) -> str:
    """The file's name without the folders that some browsers send with it."""
    return clean_text(PurePosixPath((filename or "").replace("\\", "/")).name)[-LONGEST_NAME:]


def _text(form: FormData, name: str) -> str | None:
    value = form.get(name)
    return (value if name == "password" else clean_text(value)) or None if isinstance(value, str) else None
