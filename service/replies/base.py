"""What every reply has in common: its record, what evidence must cover, near misses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.records import StatementKind
from service.choose import Candidate, Evidence
from service.matching import Cover
from service.question import Question
from service.records import AnswerFigure, Citation, Conflict, Language
from service.texts import say

ENOUGH = 0.5
MAY_MISS = 0.3


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
    essential = [term for term in question.terms if term.essential]
    if not essential:
        return bool(question.terms) and cover.helped >= ENOUGH
    whole = sum(max(term.weight, 0.1) for term in essential)
    lost = sum(max(term.weight, 0.1) for term in cover.missing)
    foreign = question.language is not Language.FINNISH
    if any(term.name for term in cover.missing) and not foreign:
        return False
    allowed = MAY_MISS + (0.25 if foreign else 0.0)
    return cover.total >= ENOUGH - (0.2 if foreign else 0.0) and lost <= allowed * whole


def confidence(best: Candidate, others: Sequence[Candidate]) -> float:
    """How sure the choice is: how much of the question is covered, and by how much it leads."""
    rival = next((c for c in others if c.figure is None or best.figure is None or c.figure.value != best.figure.value), None)
    lead = min(1.0, (best.score - rival.score) / 0.3) if rival is not None else 1.0
    return max(0.05, min(0.98, 0.25 + 0.45 * best.cover.total + 0.28 * max(0.0, lead)))


def suggestions(question: Question, evidence: Evidence) -> tuple[str, ...]:
    """The nearest things that the reports do speak of, for a question they do not answer."""
    found: dict[str, None] = {}
    for hit, cover in evidence.hits[:40]:
        statement = hit.statement
        if cover.total < 0.3 or statement.kind not in (StatementKind.ROW, StatementKind.CARD, StatementKind.HEADING):
            continue
        what = statement.label
        if statement.entity and statement.entity.casefold() not in what.casefold():
            what = f"{statement.entity} – {what}"
        found.setdefault(say("page", question.language, what=what, page=statement.page))
        if len(found) == 3:
            break
    return tuple(found)
