"""What is X, and everything that names no type: a figure where one is printed, else a sentence."""

from __future__ import annotations

import re

from index.contract import Library
from service.choose import STRUCTURED, Evidence, FigureCandidate, figures
from service.question import Question
from service.replies.amounts import amount
from service.replies.base import Reply, answers
from service.replies.definitions import GLOSSARY, definition
from service.replies.quotes import best_sentence, speaking

_WHAT_IS = re.compile(r"\s*(?:mikä|mitä|what|vad)\s+(?:on|ovat|is|are|är)\b", re.IGNORECASE)
_WANTS_NUMBER = re.compile(r"\s*(?:mikä|what is|what was|vad är|vad var)\b", re.IGNORECASE)
_WANTS_WORDS = re.compile(
    r"\s*(?:mitä|miten|missä|mihin|mistä|where|hur\b(?! (?:stor|mycket|många))|how\b(?! (?:much|many)))",
    re.IGNORECASE,
)
_SURE = 0.85


def open_ended(question: Question, evidence: Evidence, library: Library) -> Reply | None:
    """A figure where the reports print one for what was asked; a definition or a sentence otherwise.

    "Mikä on X" wants a number unless a glossary explains X; "mitä", "miten" want words unless a
    card or a row answers them with the kind, the unit or the period that was named.
    """
    found = [candidate for candidate in figures(question, evidence)[:3] if answers(question, candidate)]
    printed = bool(found) and found[0].hit.statement.kind in STRUCTURED
    if _WHAT_IS.match(question.text) and not printed and not question.kinds:
        defined = definition(question, evidence, library)
        if defined is not None and defined.confidence >= GLOSSARY:
            return defined
    named = bool(question.kinds or question.unit or question.periods)
    sure = printed and ((named and found[0].cover.total >= _SURE) or _likelier(found[0], question, evidence))
    if _WANTS_WORDS.match(question.text) and not sure:
        return best_sentence(question, evidence)
    reply = amount(question, evidence, library)
    if reply is not None or question.kinds or question.unit or _WANTS_NUMBER.match(question.text):
        return reply
    return best_sentence(question, evidence)


def _likelier(figure: FigureCandidate, question: Question, evidence: Evidence) -> bool:
    """Is the figure likelier the answer than any sentence is, by what the model tells of both?"""
    if figure.chance is None:
        return False
    told = speaking(question, evidence)
    return not told or figure.chance > (told[0].chance or 0.0)
