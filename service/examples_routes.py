"""HTTP route of example questions."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from service.checks import make_scope
from service.examples import MOST
from service.records import Language
from service.running import Running
from service.schemas import RecordBody

examples_router = APIRouter(prefix="/api/v1")


class ExampleBody(RecordBody):
    """A question that the library answers, and the report that it was made from."""

    question: str
    report: str


class ExamplesBody(BaseModel):
    examples: list[ExampleBody]

    model_config = {
        "json_schema_extra": {
            "example": {
                "examples": [
                    {
                        "question": "Paljonko toimintatuotot ovat ennusteen mukaan?",
                        "report": "kaupunki-q1-2025",
                    }
                ]
            }
        }
    }


@examples_router.get("/examples")
async def show_examples(
    service: Running,
    language: Language = Language.FINNISH,
    report: Annotated[list[str] | None, Query(max_length=100)] = None,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 4,
) -> ExamplesBody:
    """Questions to begin with, made from the reports' own names and figures, each known to be answered."""
    found = await service.examples(language, make_scope(tuple(report or ())))
    return ExamplesBody(examples=[ExampleBody.model_validate(example) for example in found[:limit]])
