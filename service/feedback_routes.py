"""HTTP route of feedback: was an answer right or wrong."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Body, Request

from service.checks import clean_text
from service.feedback import Feedback
from service.feedback_schemas import FeedbackBody
from service.running import Running

feedback_router = APIRouter(prefix="/api/v1")


_EXAMPLES = {
    "wrong": {
        "summary": "The answer is wrong, and why",
        "value": {
            "answer_id": "0f3c2a5e9d7b4c61a8e2f4b6d8c0a1e3",
            "verdict": "wrong",
            "comment": "Luku on talousarviosta, kysyin toteumaa.",
        },
    },
    "right": {
        "summary": "The answer is right",
        "value": {"answer_id": "0f3c2a5e9d7b4c61a8e2f4b6d8c0a1e3", "verdict": "right"},
    },
}


@feedback_router.post("/feedback", status_code=204)
async def give_feedback(
    body: Annotated[FeedbackBody, Body(openapi_examples=_EXAMPLES)], service: Running, request: Request
) -> None:
    """Keep a word on one of the latest answers, with its question. Who gives very many has to wait."""
    given = service.recent.find(body.answer_id)
    service.feedback_limit.count(request.client.host if request.client else "")
    feedback = Feedback(
        at=datetime.now(UTC),
        answer_id=body.answer_id,
        verdict=body.verdict,
        comment=(clean_text(body.comment) or None) if body.comment else None,
        given=given,
    )
    await service.run(service.feedback.add, feedback)
    service.metrics.feedback.labels(body.verdict.value).inc()
