"""HTTP routes of asking: one question, answered whole or as a stream, and many at once."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Body, Request
from fastapi.responses import StreamingResponse

from ingest.errors import LukuError
from service.ask_stream import ANSWER_EVENTS, answer_events
from service.errors import error_body, unexpected_body
from service.running import Running, RunningService
from service.schemas import AnswerBody, AskBody, BatchBody, ErrorBody

log = logging.getLogger("luku")

EVENT_STREAM = "text/event-stream"

ask_router = APIRouter(prefix="/api/v1")

_QUESTIONS: dict[str, Any] = {
    "question": {"summary": "A question", "value": {"question": "Mikä on toimintakatteen poikkeama?"}},
    "follow-up": {
        "summary": "A follow-up, answered from some reports only",
        "value": {
            "question": "Entä vuonna 2023?",
            "history": [{"question": "Paljonko korkokulut ovat vuonna 2024?"}],
            "language": "auto",
            "filters": {"kind": "tilinpäätös", "period_from": "2023-01-01"},
        },
    },
}
_BATCH: dict[str, Any] = {
    "batch": {
        "summary": "Two questions",
        "value": {
            "questions": ["Mikä on vuosikate?", {"question": "What is the deviation?", "language": "en"}]
        },
    }
}


@ask_router.post(
    "/ask",
    response_model=AnswerBody,
    responses={
        200: {
            "description": "The answer; with `Accept: text/event-stream` as a stream of events",
            "content": {EVENT_STREAM: {"schema": {"type": "string"}, "example": ANSWER_EVENTS}},
        }
    },
)
async def ask(
    body: Annotated[AskBody, Body(openapi_examples=_QUESTIONS)], service: Running, request: Request
) -> AnswerBody | StreamingResponse:
    """Answer one question from the reports, or say that they do not tell.

    With `Accept: text/event-stream` the events are `searching` at once, then `answer` with what is otherwise
    the whole response (or `error`), then `follow_ups` with questions that may be asked next and are known
    to be answered.
    """
    question = body.to_ask()
    if EVENT_STREAM not in request.headers.get("accept", ""):
        return AnswerBody.model_validate(await service.answer(question))
    return StreamingResponse(
        answer_events(question, service),
        media_type=EVENT_STREAM,
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


@ask_router.post(
    "/ask/batch",
    response_class=StreamingResponse,
    responses={
        200: {"content": {"application/x-ndjson": {}}, "description": "One answer or error a line, in order"}
    },
)
async def ask_batch(
    body: Annotated[BatchBody, Body(openapi_examples=_BATCH)], service: Running
) -> StreamingResponse:
    """Answer many questions; a question that fails gives an error in its line and stops nothing."""
    return StreamingResponse(_lines(body.bodies(), service), media_type="application/x-ndjson")


async def _lines(questions: Sequence[AskBody], service: RunningService) -> AsyncIterator[str]:
    for question in questions:
        yield (await _line(question, service)).model_dump_json() + "\n"


async def _line(question: AskBody, service: RunningService) -> AnswerBody | ErrorBody:
    try:
        return AnswerBody.model_validate(await service.answer(question.to_ask()))
    except LukuError as error:
        return error_body(error)
    except Exception:
        log.exception("a question of a batch failed")
        return unexpected_body()
