"""Who: the sentence in which a person's or a company's name stands with the words asked for."""

from __future__ import annotations

import re

from index.contract import Library
from ingest.entities import unit_named
from service.choose import Evidence
from service.matching import near, strength
from service.question import Question
from service.replies.base import Reply
from service.replies.quotes import speaking, tell

_PERSON = re.compile(
    r"\b[A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?"
    r"\s+(?:von\s+|af\s+)?[A-ZÅÄÖ][a-zåäöé]{2,}(?:-[A-ZÅÄÖ][a-zåäöé]+)?\b"
)
_COMPANY = re.compile(r"\b[A-ZÅÄÖ][\w&-]*(?:\s+[\w&-]+){0,4}?\s+(?:Oyj|Oy|Ab|ry)\b")
_BESIDE = 60
"""How many characters around a name may hold what the person is."""


def who(question: Question, evidence: Evidence, library: Library) -> Reply | None:
    """The sentence in which a person's name stands beside the words asked for, or a company's with them."""
    asked = [term for term in question.essential if not term.name]
    for candidate in speaking(question, evidence):
        text = candidate.hit.statement.text
        if any(strength(term, candidate.hit.label_keys) < 1.0 for term in asked):
            continue
        for match in _PERSON.finditer(text):
            before = text[max(0, match.start() - _BESIDE) : match.start()]
            after = text[match.end() : match.end() + _BESIDE]
            if near(asked, f"{before} {after}") == 1.0 and not _names_unit(match.group(), library):
                return tell(question, evidence, (candidate,), ())
        if asked and _COMPANY.search(text):
            return tell(question, evidence, (candidate,), ())
    return None


def _names_unit(name: str, library: Library) -> bool:
    """A capitalised pair that names a place or a unit in some case ("Jokilaakson Tilapalveluita")."""
    lemmas = [lemma for keys in library.words(name.split()[-1]) for lemma in keys.lemmas]
    return any(unit_named(f"{name.split()[0]} {lemma.capitalize()}") for lemma in (name.split()[-1], *lemmas))
