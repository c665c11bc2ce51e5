"""Is it so: the word first, then what decides it."""

from __future__ import annotations

import re
from dataclasses import replace

from index.contract import Library
from ingest.records import ColumnKind, Figure, StatementKind
from service.asking import Asked
from service.choose import Candidate, Evidence, figures
from service.citations import Citations
from service.matching import strength
from service.question import Question
from service.replies.amounts import amount
from service.replies.base import Reply, answers, speaks_of
from service.replies.quotes import speaking, tell
from service.texts import say
from service.wording import figure_answer

_NEGATIVE = re.compile(r"\b(?:ei|eivät|eikä|eivätkä|en|emme|ilman)\b", re.IGNORECASE)
_BETTER = re.compile(r"\b(?:parempi|paremmin|parantu\w+|parani\w*|better|bättre)\b", re.IGNORECASE)
_WORSE = re.compile(r"\b(?:huonompi|huonommin|heikompi|heiken\w+|huonon\w+|worse|sämre)\b", re.IGNORECASE)
_OVER = re.compile(r"\b(?:ylit\w+|yli|enemmän|exceed\w*|over|överskrid\w*|över)\b", re.IGNORECASE)
_WITHIN = re.compile(r"\b(?:pysy\w*|riit\w*|alit\w+|alle|within|under|inom)\b", re.IGNORECASE)
_UNDER = re.compile(r"\b(?:alit\w+|alle|under|underskrid\w*)\b", re.IGNORECASE)
_BUDGET_WORD = re.compile(r"talousarvio|budjet|käyttösuunnitelma|määräraha|budget", re.IGNORECASE)
_BUDGETS = (ColumnKind.AMENDED_BUDGET, ColumnKind.BUDGET)
_CLEAR, _SAID = 0.8, 0.9
"""How much of the question's words, and of its verbs, a sentence itself must say for its yes or no
to be the answer."""


def yes_or_no(question: Question, evidence: Evidence, library: Library) -> Reply | None:
    """Yes or no by printed numbers where they decide it, else the best sentence, with a yes or no
    only if it says the very thing asked."""
    by_number = _by_sign(question, evidence, library) or _by_budget(question, evidence)
    if by_number is not None:
        return by_number
    told = speaking(question, evidence)
    if not told:
        return None
    word = ""
    if _says_it(question, told[0]):
        negative = _NEGATIVE.search(told[0].hit.statement.text)
        word = say("no" if negative else "yes", question.language)
    return tell(question, evidence, told[:1], told[1:], word)


def _says_it(question: Question, candidate: Candidate) -> bool:
    """Does the sentence hold the question's words and its verb ("suljettiinko", "on suljettu")?"""
    if candidate.hit.statement.kind is StatementKind.DEFINITION or candidate.cover.label < _CLEAR:
        return False
    verbs = [term for term in question.terms if term.action]
    own = candidate.hit.label_keys
    return all(strength(verb, own) >= _SAID for verb in verbs) and (
        bool(verbs) or not candidate.cover.missing
    )


def _by_budget(question: Question, evidence: Evidence) -> Reply | None:
    """Did it exceed, stay within or fall short of its budget: by the two amounts of one row."""
    over, under = _OVER.search(question.text), _UNDER.search(question.text)
    if not (over or under or _WITHIN.search(question.text)):
        return None
    outcomes = replace(question, asked=Asked.AMOUNT, kinds=(ColumnKind.FORECAST, ColumnKind.ACTUAL))
    for candidate in figures(outcomes, evidence)[:3]:
        outcome, row = candidate.figure, candidate.hit.statement.figures
        budget = next((f for kind in _BUDGETS for f in row if f.column_kind is kind), None)
        if budget is None or not speaks_of(question, candidate.cover) or not _comparable(outcome, budget):
            continue
        more = abs(outcome.value) - abs(budget.value)
        holds = more > 0 if over else more < 0 if under else more <= 0
        deviation = next((f for f in row if f.column_kind is ColumnKind.DEVIATION), None)
        citations = Citations(evidence.reports)
        told = [
            figure_answer(replace(candidate, figure=figure), citations, question.language)
            for figure in (deviation, outcome, budget)
            if figure is not None
        ]
        word = say("yes" if holds else "no", question.language)
        text = " ".join((word, "; ".join(piece.text for piece in told)))
        shown = tuple(figure for piece in told for figure in piece.figures)
        return Reply(text, shown, citations.all, 0.3 + 0.5 * candidate.cover.total)
    return None


def _comparable(outcome: Figure, budget: Figure) -> bool:
    """Of one unit, one sign and one year: a cost is held against a cost."""
    signs = (outcome.value >= 0) == (budget.value >= 0)
    years = {figure.period.end.year for figure in (outcome, budget) if figure.period is not None}
    return signs and outcome.unit == budget.unit and len(years) <= 1


def _by_sign(question: Question, evidence: Evidence, library: Library) -> Reply | None:
    """Better or worse than something, where the report prints by how much."""
    better, worse = _BETTER.search(question.text), _WORSE.search(question.text)
    if not (better or worse):
        return None
    terms = tuple(t for t in question.terms if not (_BETTER.match(t.word) or _WORSE.match(t.word)))
    budget = _BUDGET_WORD.search(question.text) or ColumnKind.DEVIATION in question.kinds
    kinds = (ColumnKind.DEVIATION,) if budget else (ColumnKind.CHANGE,)
    asking = replace(question, asked=Asked.AMOUNT, kinds=kinds, terms=terms)
    found = [candidate for candidate in figures(asking, evidence) if answers(asking, candidate)]
    reply = amount(asking, evidence, library) if found and found[0].figure.value else None
    if reply is None:
        return None
    word = "yes" if (found[0].figure.value > 0) == bool(better) else "no"
    return replace(reply, text=f"{say(word, question.language)} {reply.text}")
