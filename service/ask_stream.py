"""An answer as server-sent events: a sign of life at once, the answer, then what may be asked next."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator

from fastapi.sse import format_sse_event
from pydantic import BaseModel

from ingest.errors import LukuError
from service.errors import error_body, unexpected_body
from service.follow_ups import MOST, proposals
from service.records import Answer, Ask
from service.running import RunningService
from service.schemas import AnswerBody

log = logging.getLogger("luku")

ANSWER_EVENTS = """event: searching
data: {}

event: answer
data: {"id": "…", "status": "answered", "answer": "…", …}

event: follow_ups
data: {"questions": ["Entä talousarvio?"]}

"""
"""The stream as the API's description shows it."""


class Searching(BaseModel):
    """The question has arrived."""


class FollowUps(BaseModel):
    """Questions that may be asked next, with the conversation so far; each is known to be answered."""

    questions: list[str]


async def answer_events(ask: Ask, service: RunningService) -> AsyncIterator[bytes]:
    """The events of one question; after an error there are none. `follow_ups` is the last, perhaps empty."""
    yield _event("searching", Searching())
    try:
        answer = await service.answer(ask)
    except LukuError as error:
        yield _event("error", error_body(error))
        return
    except Exception:
        log.exception("a question failed")
        yield _event("error", unexpected_body())
        return
    yield _event("answer", AnswerBody.model_validate(answer))
    yield _event("follow_ups", FollowUps(questions=await _follow_ups(ask, answer, service)))


async def _follow_ups(ask: Ask, answer: Answer, service: RunningService) -> list[str]:
    """Proposals that are answered; where other people wait for their answers, no more are tried."""
    found: list[str] = []
    try:
        for proposal in await service.run(proposals, ask, answer, service.library):
            if len(found) == MOST or service.threads.statistics().tasks_waiting:
                break
            tried = await service.run(service.answerer, proposal.ask, service.library)
            if proposal.answered_by(tried):
                found.append(proposal.ask.question)
    except Exception:
        log.exception("follow-ups could not be made")  # the answer has been given: it stands
    return found


def _event(name: str, body: BaseModel) -> bytes:
    return format_sse_event(event=name, data_str=body.model_dump_json())
