"""The route that tells how far an upload is, for senders that do not wait (`Prefer: respond-async`)."""

from __future__ import annotations

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from service.editors import require_editor
from service.errors import error_body, unexpected_body
from service.report_schemas import StoredBody, StoredReportBody
from service.running import Running
from service.schemas import ErrorDetail
from service.uploads import Upload, UploadState

UPLOADS_PATH = "/api/v1/uploads"

uploads_router = APIRouter(prefix=UPLOADS_PATH)


class UploadBody(BaseModel):
    """How far an upload is: `done` of `total` pages while reading, of `total` texts while storing (0 where
    not known). Once it has ended, `result` tells what was stored, or `error` why nothing was."""

    id: str = Field(examples=["k3XwQ0b2Yv9sT1aZ"])
    file: str = Field(examples=["osavuosikatsaus-q1-2031.pdf"])
    state: UploadState = Field(examples=["reading"])
    done: int = Field(examples=[12])
    total: int = Field(examples=[48])
    result: StoredBody | None = None
    error: ErrorDetail | None = None

    @classmethod
    def of(cls, upload: Upload) -> UploadBody:
        stored, fault = upload.stored, upload.fault
        failed = (error_body(fault) if fault else unexpected_body()).error
        return cls(
            id=upload.id,
            file=upload.file,
            state=upload.state,
            done=upload.done,
            total=upload.total,
            result=None
            if stored is None
            else StoredBody(outcome=stored.outcome, report=StoredReportBody.model_validate(stored.report)),
            error=failed if upload.state is UploadState.FAILED else None,
        )


class UploadsBody(BaseModel):
    """The uploads since the service was started, the latest first."""

    uploads: list[UploadBody]


@uploads_router.get("", dependencies=[Depends(require_editor)])
async def list_uploads(service: Running) -> UploadsBody:
    """The uploads that are under way, and what became of the latest ones."""
    return UploadsBody(uploads=[UploadBody.of(upload) for upload in service.uploads.all()])


@uploads_router.get("/{upload}", dependencies=[Depends(require_editor)])
async def show_upload(upload: str, service: Running) -> UploadBody:
    """How far an upload is, and in the end what was stored."""
    return UploadBody.of(service.uploads.get(upload))
