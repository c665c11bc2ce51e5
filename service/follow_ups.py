"""What may be asked next: other columns of the row that answered, other years, other units, the reason.

Where nothing was found, the nearest things that the reports do tell. Each question is asked before it is
proposed, with the conversation so far; one that is not answered with what it was made of is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from index.contract import Library, Scope
from ingest.records import ColumnKind, Figure, Statement, StatementKind
from service.anchor import source
from service.proposing import kind_word, question_about, whole_year
from service.records import Answer, Ask, Status, Turn
from service.texts import say

MOST = 3
MOST_TRIED = 6
_LONGEST_OWNER = 40
_QUOTE = "”"
"""What an answer in a report's own words begins with; a definition of the term, say, does not."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A question and the number that answers it; None where a sentence of the report does."""

    ask: Ask
    raw: str | None

    def answered_by(self, answer: Answer) -> bool:
        if answer.status is not Status.ANSWERED:
            return False
        if self.raw is None:
            return answer.answer.startswith(_QUOTE)
        return bool(answer.figures and answer.figures[0].raw == self.raw)


def proposals(ask: Ask, answer: Answer, library: Library) -> tuple[Proposal, ...]:
    """The questions worth trying, the likeliest first; none is known to be answered yet."""
    if answer.status is Status.NOT_FOUND:
        found = _nearest(ask, answer, library)
    else:
        found = _next(ask, answer, library)
    unlike = {proposal.ask.question.casefold(): proposal for proposal in found}
    unlike.pop(ask.question.casefold(), None)
    return tuple(islice(unlike.values(), MOST_TRIED))


def _next(ask: Ask, answer: Answer, library: Library) -> Iterator[Proposal]:
    found = source(answer, library)
    if found is None:
        return
    statement, main = found
    language = answer.language
    told = Turn(ask.question, answer.answer)
    follow = replace(ask, history=(*ask.history, told))
    for other in _one_a_kind(statement, main):
        kind, year = kind_word(other), whole_year(other)
        if kind is not None:
            yield Proposal(replace(follow, question=say(f"examples.next_{kind}", language)), other.raw)
        elif year is not None and other.column_kind in (ColumnKind.ACTUAL, None):
            question = say("examples.next_year", language, year=year)
            yield Proposal(replace(follow, question=question), other.raw)
    yield Proposal(replace(follow, question=say("examples.next_why", language)), None)
    for whose, raw in _others(statement, main, answer.citations[0].report, library):
        yield Proposal(replace(follow, question=say("examples.next_of", language, whose=whose)), raw)


def _one_a_kind(statement: Statement, main: Figure) -> Iterator[Figure]:
    """Of the other figures of a row the first of each kind and year."""
    seen = {(kind_word(main), whole_year(main))}
    for figure in statement.figures:
        key = (kind_word(figure), whole_year(figure))
        if key not in seen:
            seen.add(key)
            yield figure


def _others(statement: Statement, main: Figure, report: str, library: Library) -> Iterator[tuple[str, str]]:
    """The same metric of other owners in the same report, in the same column."""
    seen = {main.entity or statement.entity}
    for hit in library.figures(statement.label, scope=Scope(reports=(report,)), limit=40):
        if hit.statement.label.casefold() != statement.label.casefold():
            continue
        for figure in hit.statement.figures:
            whose = figure.entity or hit.statement.entity
            alike = (figure.column_kind, figure.period) == (main.column_kind, main.period)
            if whose and whose not in seen and alike and len(whose) <= _LONGEST_OWNER:
                seen.add(whose)
                yield whose, figure.raw


def _nearest(ask: Ask, answer: Answer, library: Library) -> Iterator[Proposal]:
    """Of the rows and cards that the answer names as near misses the first figure of each."""
    language = answer.language
    for hit in library.find(ask.question, ask.scope, 40) if answer.suggestions else ():
        statement = hit.statement
        near = any(statement.label in suggestion for suggestion in answer.suggestions)
        if not near or statement.kind not in (StatementKind.ROW, StatementKind.CARD):
            continue
        for figure in statement.figures[:1]:
            question = question_about(figure, language, figure.entity or statement.entity)
            if question is not None:
                yield Proposal(Ask(question, language=None, scope=ask.scope), figure.raw)
