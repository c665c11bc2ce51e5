"""What every reply has in common: its record, what evidence must cover, near misses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.records import StatementKind
from service.choose import STRUCTURED, Candidate, Evidence, FigureCandidate
from service.fitting import scope_fit
from service.matching import Cover, names_column
from service.question import Question
from service.records import AnswerFigure, Citation, Conflict, Language
from service.terms import Term
from service.texts import say
from service.vocabulary import ITEMS

ENOUGH, ENOUGH_FOREIGN = 0.5, 0.3
"""Share of the question's essential words that evidence must speak of; less is known of the words
of another language than of Finnish ones."""
MAY_MISS, MAY_MISS_FOREIGN = 0.2, 0.55
_SUGGESTED = (StatementKind.ROW, StatementKind.CARD, StatementKind.HEADING)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer before its check."""

    text: str
    figures: tuple[AnswerFigure, ...]
    citations: tuple[Citation, ...]
    confidence: float
    conflicts: tuple[Conflict, ...] = ()


def speaks_of(question: Question, cover: Cover) -> bool:
    """Does the evidence speak of what was asked? What is missing may be light, and no name."""
    if not question.essential:
        return bool(question.terms) and cover.helped >= ENOUGH
    foreign = question.language is not Language.FINNISH
    if not foreign and any(term.name for term in cover.missing):
        return False
    whole = sum(max(term.weight, 0.1) for term in question.essential)
    lost = sum(max(term.weight, 0.1) for term in cover.missing)
    enough, may_miss = (ENOUGH_FOREIGN, MAY_MISS_FOREIGN) if foreign else (ENOUGH, MAY_MISS)
    return cover.total >= enough and lost <= may_miss * whole


ENOUGH_CHANCE, ENOUGH_UNSPOKEN, ENOUGH_QUOTED = 0.38, 0.7, 0.55
"""From this chance on a candidate is given as the answer, where a model tells it; the second where nothing
of what is asked of its owner stands about it, the third where it is then told in the report's own words."""


def answers(question: Question, candidate: Candidate) -> bool:
    """May the candidate be given as the answer: by its chance, or without a model by its words?"""
    if candidate.chance is None:
        return speaks_of(question, candidate.cover)
    if question.language is not Language.FINNISH:
        unknown = len(question.strange) >= max(1, len(question.essential))
        return candidate.chance >= (ENOUGH_UNSPOKEN if unknown else ENOUGH_CHANCE)
    missing = _untold(candidate)
    if any(term.name for term in missing):
        return False  # what is said of another name is no answer, however alike the rest
    item = [t for t in question.essential if not (t.name or t.keys & question.owners.words)]
    if any(t in missing and _is_item(t) for t in item):
        return False  # an item of accounts is printed by its name: another row is another item
    lost = sum(max(t.weight, 0.1) for t in item if t in missing)
    half = bool(item) and lost >= 0.45 * sum(max(t.weight, 0.1) for t in item)
    if half and candidate.hit.statement.kind is StatementKind.ROW:
        return candidate.chance >= ENOUGH_UNSPOKEN  # a row says what it is in its few words
    unspoken = bool(item) and all(term in missing for term in item)
    if not unspoken:
        return candidate.chance >= ENOUGH_CHANCE
    return candidate.chance >= (ENOUGH_UNSPOKEN if isinstance(candidate, FigureCandidate) else ENOUGH_QUOTED)


def _untold(candidate: Candidate) -> tuple[Term, ...]:
    """The words of the question that neither the statement speaks of nor the figure's own column."""
    column = candidate.figure.column if isinstance(candidate, FigureCandidate) else None
    if not column:
        return candidate.cover.missing
    return tuple(term for term in candidate.cover.missing if not names_column(term, column))


def _is_item(term: Term) -> bool:
    """Is it an item of accounts ("poistot", "sakkotuotot"), which reports print by that name?"""
    return any(key.endswith(ITEMS) for key in term.keys)


def confidence(best: Candidate, others: Sequence[Candidate]) -> float:
    """How sure the choice is: its chance where a model tells it; else how much of the question is covered,
    and by how much it leads."""
    if best.chance is not None:
        return best.chance
    rival = next((other for other in others if not _agrees(other, best)), None)
    lead = min(1.0, (best.score - rival.score) / 0.3) if rival is not None else 1.0
    return max(0.05, min(0.98, 0.25 + 0.45 * best.cover.total + 0.28 * max(0.0, lead)))


def _agrees(other: Candidate, best: Candidate) -> bool:
    if isinstance(other, FigureCandidate) and isinstance(best, FigureCandidate):
        return other.figure.value == best.figure.value
    return False


def rows(question: Question, evidence: Evidence) -> list[Candidate]:
    """Rows and cards of the body that was asked that speak of the question, best first, whatever
    their columns."""
    found = [
        Candidate(hit, cover.total + 0.3 * cover.precision + 0.1 * cover.label + whose, cover)
        for hit, cover in evidence.hits
        if hit.statement.kind in STRUCTURED
        and speaks_of(question, cover)
        and (whose := scope_fit(question, hit, None)) is not None
    ]
    return sorted(found, key=lambda candidate: -candidate.score)[:5]


def suggestions(question: Question, evidence: Evidence) -> tuple[str, ...]:
    """The nearest things that the reports do speak of, for a question they do not answer."""
    found: dict[str, None] = {}
    for hit, cover in evidence.hits[:40]:
        statement = hit.statement
        if cover.total < 0.3 or statement.kind not in _SUGGESTED:
            continue
        what = statement.label
        if statement.entity and statement.entity.casefold() not in what.casefold():
            what = f"{statement.entity} – {what}"
        found.setdefault(say("answer.page", question.language, what=what, page=statement.page))
        if len(found) == 3:
            break
    return tuple(found)
