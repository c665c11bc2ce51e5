"""The answer and the example questions of the search page: work that the page waits for a moment only."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from index.contract import Scope
from service.examples import Example
from service.records import Ask, Language
from service.running import RunningService
from service.web.answer_card import AnswerCard, answer_card
from service.web.search_address import SearchAddress

EXAMPLES = 4


async def answer_of(
    service: RunningService, asked: SearchAddress, language: Language, patience: float | None = None
) -> AnswerCard | None:
    """The answer to what is searched for, if it has one.

    Raises `TimeoutError` where it takes longer than `patience` seconds.
    """
    ask = Ask(asked.q, language=language, scope=_scope(asked))

    async def answered() -> AnswerCard | None:
        return await service.run(answer_card, await service.answer(ask), service.library)

    return await service.late.get((answer_of, ask, await service.generation()), answered, patience)


async def examples_in(
    service: RunningService, language: Language, patience: float | None = None
) -> tuple[Example, ...]:
    """Questions to begin with. Raises `TimeoutError` like `answer_of`."""

    async def made() -> tuple[Example, ...]:
        return (await service.examples(language, Scope()))[:EXAMPLES]

    return await service.late.get((examples_in, language, await service.generation()), made, patience)


def _scope(asked: SearchAddress) -> Scope:
    """The reports that the search is narrowed to."""
    scope = asked.scope()
    if asked.year is None:
        return scope
    return replace(scope, period_from=date(asked.year, 1, 1), period_to=date(asked.year, 12, 31))
