"""The answer and the example questions of the search page: work that the page waits for a moment only."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from fastapi import Request

from index.contract import Scope
from service.examples import Example
from service.records import Ask, Language
from service.running import RunningService
from service.web.answer_card import AnswerCard, answer_card
from service.web.late import Late
from service.web.search_address import SearchAddress

EXAMPLES = 4


@dataclass(slots=True)
class _UnderWay:
    """What one running service is working on for its pages."""

    service: RunningService
    answers: Late[AnswerCard | None] = field(default_factory=Late)
    examples: Late[tuple[Example, ...]] = field(default_factory=Late)


async def answer_of(
    request: Request,
    service: RunningService,
    asked: SearchAddress,
    language: Language,
    patience: float | None = None,
) -> AnswerCard | None:
    """The answer to what is searched for, if it has one.

    Raises `TimeoutError` where it takes longer than `patience` seconds.
    """
    ask = Ask(asked.q, language=language, scope=_scope(asked))

    async def answered() -> AnswerCard | None:
        return await service.run(answer_card, await service.answer(ask), service.library)

    return await _under_way(request, service).answers.get(ask, answered, patience)


async def examples_in(
    request: Request, service: RunningService, language: Language, patience: float | None = None
) -> tuple[Example, ...]:
    """Questions to begin with. Raises `TimeoutError` like `answer_of`."""

    async def made() -> tuple[Example, ...]:
        return (await service.examples(language, Scope()))[:EXAMPLES]

    return await _under_way(request, service).examples.get(language, made, patience)


def _scope(asked: SearchAddress) -> Scope:
    """The reports that the search is narrowed to."""
    scope = asked.scope()
    if asked.year is None:
        return scope
    return replace(scope, period_from=date(asked.year, 1, 1), period_to=date(asked.year, 12, 31))


def _under_way(request: Request, service: RunningService) -> _UnderWay:
    held = getattr(request.app.state, "search_under_way", None)
    if not isinstance(held, _UnderWay) or held.service is not service:
        held = request.app.state.search_under_way = _UnderWay(service)
    return held
