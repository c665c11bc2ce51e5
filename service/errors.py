"""The one shape of every HTTP error: {"error": {"code", "message", "detail"}}.

Ours (`LukuError`), the framework's (no such route, wrong method, a body that does not fit) and the
unexpected all leave through here. Codes are stable, messages are for people.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ingest.errors import LukuError, UnreadableFile
from service.schemas import ErrorBody, ErrorDetail

log = logging.getLogger("luku")

_DISCARDED = 3
"""A body of so many times the limit is still listened to."""

STATUSES = {
    "report_not_found": 404,
    "topic_not_found": 404,
    "page_not_found": 404,
    "no_page_image": 404,
    "table_not_found": 404,
    "original_missing": 404,
    "upload_not_found": 404,
    "answer_not_found": 404,
    "figures_not_found": 404,
    "not_found": 404,
    "not_authorised": 401,
    "uploads_disabled": 403,
    "metrics_closed": 403,
    "method_not_allowed": 405,
    "too_large": 413,
    "not_a_pdf": 415,
    "unknown_format": 415,
    "malformed_json": 400,
    "empty_question": 422,
    "question_too_long": 422,
    "invalid_marks": 422,
    "invalid_period": 422,
    "bad_period": 422,
    "invalid_request": 422,
    "no_file": 422,
    "too_often": 429,
    "not_ready": 503,
    "library_busy": 503,
    "feedback_full": 503,
    "uploads_full": 503,
    "model_broken": 503,
    "ocr_unavailable": 503,
}
UNREADABLE = 422
UNEXPECTED = 500

FRAMEWORK = {
    400: ("bad_request", "Pyyntöä ei voitu lukea."),
    404: ("not_found", "Osoitetta ei ole. Osoitteet on lueteltu sivulla /docs."),
    405: ("method_not_allowed", "Osoite ei tue tätä HTTP-metodia."),
    413: ("too_large", "Pyyntö on liian suuri."),
}
"""Codes and messages of the errors that the framework itself raises, by status."""


def status_of(error: LukuError) -> int:
    """The HTTP status that fits an error's code."""
    return STATUSES.get(error.code, UNREADABLE if isinstance(error, UnreadableFile) else UNEXPECTED)


def error_body(error: LukuError) -> ErrorBody:
    return ErrorBody(error=ErrorDetail(code=error.code, message=error.message, detail=dict(error.detail)))


def error_response(status: int, body: ErrorBody, headers: Mapping[str, str] | None = None) -> JSONResponse:
    return JSONResponse(body.model_dump(mode="json"), status, headers)


def add_error_handlers(app: FastAPI) -> None:
    """Give every error of the app the one shape."""
    app.exception_handler(LukuError)(_on_luku_error)
    app.exception_handler(HTTPException)(_on_http_error)
    app.exception_handler(RequestValidationError)(_on_invalid_request)
    app.exception_handler(Exception)(_on_unexpected)


async def _on_luku_error(request: Request, error: LukuError) -> JSONResponse:
    status = status_of(error)
    if status == UNEXPECTED:
        log.error("%s %s: %s: %s", request.method, request.url.path, error.code, error.message)
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else None
    return error_response(status, error_body(error), headers)


async def _on_http_error(request: Request, error: HTTPException) -> JSONResponse:
    code, message = FRAMEWORK.get(error.status_code, ("http_error", "Pyyntöä ei voitu käsitellä."))
    detail: dict[str, str | int] = {
        "path": request.url.path,
        "method": request.method,
        "reason": str(error.detail),
    }
    if isinstance(error, BodyTooLarge):
        message = f"{message} Raja on {error.limit / 1e6:.0f} Mt."
        detail["limit"] = error.limit
    body = ErrorBody(error=ErrorDetail(code=code, message=message, detail={**detail}))
    return error_response(error.status_code, body, error.headers)


async def _on_invalid_request(request: Request, error: RequestValidationError) -> JSONResponse:
    faults = [
        {"field": ".".join(str(part) for part in fault["loc"][1:]), "message": str(fault["msg"])}
        for fault in error.errors()
    ]
    if any(fault["type"] == "json_invalid" for fault in error.errors()):
        code, message = "malformed_json", "Pyynnön runko ei ole kelvollista JSON-muotoa."
    else:
        fields = ", ".join(fault["field"] or "runko" for fault in faults)
        code, message = (
            "invalid_request",
            f"Pyynnössä on kenttiä, jotka puuttuvat tai eivät kelpaa: {fields}.",
        )
    body = ErrorBody(error=ErrorDetail(code=code, message=message, detail={"errors": faults}))
    return error_response(STATUSES[code], body)


async def _on_unexpected(request: Request, error: Exception) -> JSONResponse:
    log.exception("%s %s failed", request.method, request.url.path, exc_info=error)
    return error_response(UNEXPECTED, unexpected_body())


def unexpected_body() -> ErrorBody:
    """What is said of a fault of ours; what it was stands in the log only."""
    message = "Palvelussa tapahtui odottamaton virhe. Se on kirjattu lokiin."
    return ErrorBody(error=ErrorDetail(code="internal_error", message=message, detail={}))


class BodyTooLarge(HTTPException):
    """A body over a limit, which is told."""

    def __init__(self, limit: int) -> None:
        super().__init__(413, "request body over the limit")
        self.limit = limit


class BodyLimit:
    """Refuses bodies over a limit, by their announced length or while they stream in. An upload may be
    longer than the file in it by `form_bytes`."""

    def __init__(
        self, app: ASGIApp, json_bytes: int, upload_path: str, upload_bytes: int, form_bytes: int = 0
    ) -> None:
        self.app = app
        self.json_bytes = json_bytes
        self.upload_path = upload_path
        self.upload_bytes = upload_bytes
        self.form_bytes = form_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        uploaded = scope["path"] == self.upload_path
        told = self.upload_bytes if uploaded else self.json_bytes
        limit = told + (self.form_bytes if uploaded else 0)
        announced = dict(scope["headers"]).get(b"content-length", b"0")
        if announced.isdigit() and int(announced) > limit:
            await _discard(receive, _DISCARDED * limit)
            response = await _on_http_error(Request(scope), BodyTooLarge(told))
            await response(scope, receive, send)
            return
        taken = 0

        async def receive_up_to_limit() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > limit:
                raise BodyTooLarge(told)
            return message

        await self.app(scope, receive_up_to_limit, send)


async def _discard(receive: Receive, most: int) -> None:
    """Let a body pass by, unless it is longer than `most`: browsers read an answer only after they have
    sent all, and take one that comes before for a lost connection."""
    passed, more = 0, True
    while more and passed <= most:
        message = await receive()
        passed += len(message.get("body", b""))
        more = message.get("more_body", False)
