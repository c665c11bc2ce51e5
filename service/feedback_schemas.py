"""JSON of feedback as it enters."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from service.feedback import Verdict

MAX_COMMENT = 2_000


class FeedbackBody(BaseModel):
    """A word on one answer; `comment` says in free words what is wrong or missing."""

    model_config = ConfigDict(extra="forbid")

    answer_id: str = Field(pattern=r"^[0-9A-Za-z-]{1,64}$")
    verdict: Verdict
    comment: str | None = Field(None, max_length=MAX_COMMENT)
