"""Is it so: the word first, then what decides it."""

from __future__ import annotations

import re
from dataclasses import replace

from index.contract import Library
from ingest.records import ColumnKind, StatementKind
from service.asking import Asked
from service.choose import Candidate, Evidence, FigureCandidate, figures
from service.matching import strength
from service.question import Question
from service.replies.amounts import amount
from service.replies.base import Reply, answers
from service.replies.comparing import asks_of_target
from service.replies.conflicts import both, conflicting
from service.replies.quotes import speaking, tell
from service.replies.suffices import above_nought, asks_if_covered, suffices
from service.replies.verdict_figures import by_figures
from service.replies.verdict_words import DENIED, ONLY_IF, as_before, by_verb, denied, undone
from service.texts import say

_BETTER = re.compile(r"\b(?:parempi|paremmin|parantu\w+|parani\w*|better|bättre)\b", re.IGNORECASE)
_WORSE = re.compile(r"\b(?:huonompi|huonommin|heikompi|heiken\w+|huonon\w+|worse|sämre)\b", re.IGNORECASE)
_BUDGET_WORD = re.compile(r"talousarvio|budjet|käyttösuunnitelma|määräraha|budget", re.IGNORECASE)
_DISAGREE = re.compile(
    r"ristirii\w*|ristiriid\w*|eri (?:lukuja|tietoja)|contradict\w*|motsäg\w*", re.IGNORECASE
)
_FIGURES = re.compile(r"lu(?:ku|vu)\w*|tie(?:to|do)\w*|raport\w*|figures?|numbers?|siffr\w*", re.IGNORECASE)
_CONSIDERED, _LEAST = 12, 0.1
_CLEAR, _SAID = 0.8, 0.9
"""How much of the question's words, and of its verbs, a sentence itself must say for its yes or no
to be the answer."""


def yes_or_no(question: Question, evidence: Evidence, library: Library) -> Reply | None:
    """Yes or no by printed numbers where they decide it, else the best sentence, with a yes or no
    only if it says the very thing asked."""
    disagreeing = _disagreeing(question, evidence)
    if disagreeing is not None:
        return disagreeing
    covered = asks_if_covered(question)
    decided = (
        _by_sign(question, evidence, library)
        or above_nought(question, evidence, library)
        or suffices(question, evidence, library)
        or by_figures(question, evidence, library)
        or as_before(question, evidence)
        or (None if covered else by_verb(question, evidence, library))
    )
    if decided is not None:
        return decided
    told = speaking(question, evidence)
    if not told:
        return None
    word = ""
    if (denied(question, told[0]) or undone(question, told[0])) and not covered:
        word = say("answer.no", question.language)
    elif _says_it(question, told[0]) and not (asks_of_target(question) or covered):
        negative = DENIED.search(told[0].hit.statement.text)
        word = say("answer.no" if negative else "answer.yes", question.language)
    return tell(question, evidence, told[:1], told[1:], word)


def _disagreeing(question: Question, evidence: Evidence) -> Reply | None:
    """Do the reports contradict themselves: the two figures where they do; where none are found, it is
    not known."""
    if not _DISAGREE.search(question.text):
        return None
    terms = tuple(
        t for t in question.terms if not _DISAGREE.fullmatch(t.word) and not _FIGURES.fullmatch(t.word)
    )
    asking = replace(question, asked=Asked.AMOUNT, terms=terms)
    evidence = evidence.rated(asking)
    for candidate in figures(asking, evidence)[:_CONSIDERED]:
        rival = conflicting(asking, candidate, evidence) if _near_enough(candidate) else None
        if rival is not None:
            return both(question, evidence, candidate, rival, say("answer.yes", question.language))
    return None


def _near_enough(candidate: FigureCandidate) -> bool:
    return candidate.chance is None or candidate.chance >= _LEAST


def _says_it(question: Question, candidate: Candidate) -> bool:
    """Does the sentence hold the question's words and its verb ("suljettiinko", "on suljettu")?"""
    if candidate.hit.statement.kind is StatementKind.DEFINITION or candidate.cover.label < _CLEAR:
        return False
    if ONLY_IF.search(candidate.hit.statement.text):
        return False
    verbs = [term for term in question.terms if term.action]
    own = candidate.hit.label_keys
    return all(strength(verb, own) >= _SAID for verb in verbs) and (
        bool(verbs) or not candidate.cover.missing
    )


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
    if not found or not found[0].figure.value or found[0].figure.column_kind not in kinds:
        return None
    reply = amount(asking, evidence, library)
    if reply is None:
        return None
    word = "answer.yes" if (found[0].figure.value > 0) == bool(better) else "answer.no"
    return replace(reply, text=f"{say(word, question.language)} {reply.text}")
