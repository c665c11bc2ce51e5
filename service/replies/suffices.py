"""Is it so: by the sign of one figure, or by one item that has to suffice for another."""

from __future__ import annotations

import re
from dataclasses import replace

from index.contract import Library
from ingest.records import ColumnKind, FigureKind
from service.asking import Asked
from service.choose import Evidence, FigureCandidate, figures
from service.citations import Citations
from service.question import Question
from service.replies.base import Reply, answers, confidence
from service.replies.ratios import printed_ratio, two_amounts
from service.terms import Term, make_term
from service.texts import say
from service.wording import figure_answer

_ABOVE = re.compile(
    r"\b(?:plus(?:salle|salla|san puolel\w+)|ylijäämäi\w+|voitolli\w+|voitolla|positiivi\w+)(?:ko)?\b",
    re.IGNORECASE,
)
_BELOW = re.compile(
    r"\b(?:miinuk\w+|pakkas\w+|alijäämäi\w+|tappiolli\w+|tappiolla|negatiivi\w+)(?:ko)?\b", re.IGNORECASE
)
_SIGNED = re.compile(r"vuosikat|toimintakat|tulos|ylijäämä|alijäämä|rahavir|tulok", re.IGNORECASE)
_RESULTS = (("tilikauden", "tulos"), ("tilikauden", "ylijäämä"))
"""What is meant where a question for the sign names no item."""
_AROUND = re.compile(
    r"(?:takaisin|jää\w*|jäi\w*|pääs\w+|oli\w*|on\w*|ovat\w*|ollut|päätty\w+|päät[yi]\w*|men\w+|kääntyy\w*|kääntyi\w*"
    r"|nouse\w+|nousi\w*|suunnitel\w+|mukaan|vuosi|vuonna|talous|kaupun\w+|kunta|kunnan|taloutemme|vielä)",
    re.IGNORECASE,
)
_SUFFICES = re.compile(r"^\s*(?:riitt\w+|katt\w+|kata\w*)\b", re.IGNORECASE)


def above_nought(question: Question, evidence: Evidence, library: Library) -> Reply | None:
    """Whether a result is a surplus or a deficit, by its sign."""
    above, below = _ABOVE.search(question.text), _BELOW.search(question.text)
    if bool(above) == bool(below):
        return None
    kept = tuple(
        term
        for term in question.terms
        if not (_ABOVE.fullmatch(term.word) or _BELOW.fullmatch(term.word) or _AROUND.fullmatch(term.word))
    )
    for terms in _named(question, kept, library):
        asking = replace(question, asked=Asked.AMOUNT, terms=terms, unit=None)
        rated = evidence.rated(asking)
        ahead = not (question.kinds or question.periods or question.past)
        tries = ((ColumnKind.FORECAST,), ()) if ahead else (question.kinds,)
        for candidate in (c for kinds in tries for c in figures(replace(asking, kinds=kinds), rated)[:3]):
            figure = candidate.figure
            signed = figure.value and figure.unit in ("EUR", None) and _SIGNED.search(figure.metric)
            if signed and figure.kind is not FigureKind.TEXT and answers(asking, candidate):
                return _told(question, candidate, (figure.value > 0) == bool(above), rated)
    return None


def _named(question: Question, kept: tuple[Term, ...], library: Library) -> list[tuple[Term, ...]]:
    """The item whose sign is asked for: the one named, else the result of the year."""
    if any(_SIGNED.search(term.word) for term in kept):
        return [kept]
    if any(term.essential and not term.keys & question.owners.words for term in kept):
        return []
    return [
        (*kept, *(make_term(word, len(question.text), (), library) for word in words)) for words in _RESULTS
    ]


def asks_if_covered(question: Question) -> bool:
    """Does the question ask whether one item suffices for another?"""
    return _SUFFICES.match(question.text) is not None and len(_items(question)) > 1


def _items(question: Question) -> list[Term]:
    return [term for term in question.essential if not term.keys & question.owners.words]


def suffices(question: Question, evidence: Evidence, library: Library) -> Reply | None:
    """Whether one item covers another: by the ratio that is printed of them, else by both amounts."""
    items = _items(question)
    if not asks_if_covered(question):
        return None
    above, below = items[:1], items[1:]
    found = printed_ratio(question, evidence, library, above, below)
    if found is not None:
        asking, weighed, ratio = found
        return _told(asking, ratio, ratio.figure.value >= 100, weighed)
    pair = two_amounts(question, evidence, library, above, below)
    if pair is None:
        return None
    one, two = pair
    return _told(question, one, one.figure.value >= abs(two.figure.value), evidence, two)


def _told(
    question: Question, candidate: FigureCandidate, holds: bool, evidence: Evidence, *others: FigureCandidate
) -> Reply:
    citations = Citations(evidence.reports)
    worded = [figure_answer(each, citations, question.language) for each in (candidate, *others)]
    word = say("answer.yes" if holds else "answer.no", question.language)
    told = tuple(figure for piece in worded for figure in piece.figures)
    text = " ".join((word, "; ".join(piece.text for piece in worded)))
    return Reply(text, told, citations.all, min(0.95, confidence(candidate, ())))
