"""Is it so: by the words of a sentence, or of a row's mark, that say it or deny it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.records import StatementKind
from service.choose import Candidate, Evidence, statements
from service.fitting import in_time
from service.matching import near, strength
from service.question import Question
from service.replies.base import Reply, answers
from service.replies.quotes import speaking, tell
from service.terms import Term
from service.texts import say

DENIED = re.compile(r"\b(?:ei|eivät|eikä|eivätkä|en|emme|ilman)\b", re.IGNORECASE)
_CLAUSES = re.compile(r";\s|,?\s(?:mutta|vaan|kun taas)\s|,\s(?!että|jo[kts])", re.IGNORECASE)
_MISSED = re.compile(
    r"\b(?:ei|eivät|eikä)\b[^.,;]{0,30}\b(?:toteu\w+|saavut\w+|pääs\w+|täyt\w+|ylet\w+)"
    r"|\b(?:jä[äi]\w*) (?:\w+ )?(?:tavoit\w+|saavuttamatta|toteutumatta|vaille)"
    r"|\btoteutumatta\b|\bsaavuttamatta\b",
    re.IGNORECASE,
)
_ASKED_MISSED = re.compile(
    r"^\s*jä[äi]\w*\b.*\b(?:tavoit\w+st[aä]\w*|pyrit\w+|saavuttamatta|toteutumatta|vajaa\w*)", re.IGNORECASE
)
_PARTLY = re.compile(r"\bosittain\b|\bosin\b", re.IGNORECASE)
_REACHED = re.compile(
    r"\b(?:saavutettiin|saavute(?:ttu|taan)|toteutu(?:i|ivat|u|vat|nut|neet|nu[nt])|pääst(?:iin|ään)|pääsi"
    r"|täytty[iyv]\w*)\b",
    re.IGNORECASE,
)
_AS_BEFORE = re.compile(
    r"\b(?:ennallaan|samana|entisellään|ei (?:muut\w+|nost\w+|korot\w+|lask\w+|kirist\w+))\b", re.IGNORECASE
)
ONLY_IF = re.compile(
    r"\b(?:mikäli|jos|jollei|ellei|milloin|voidaan|voi|voivat|pitäisi|tulisi)\b", re.IGNORECASE
)
"""A sentence that says when something would be so, not that it is."""
_CHANGES = re.compile(
    r"\b(?:nost\w+|korot\w+|kirist\w+|lask\w+|alen\w+|kevenn\w+|muut\w+|kasv\w+|nous\w+)", re.IGNORECASE
)
_SAID = 0.9
_CONSIDERED = 12


def status(text: str) -> bool | None:
    """Was a target reached, by a mark or a sentence about it: None where it says nothing, or only partly."""
    if _PARTLY.search(text):
        return None
    if _MISSED.search(text):
        return False
    return True if _REACHED.search(text) else None


def reached(question: Question, asking: Question, evidence: Evidence) -> Reply | None:
    """Whether a target was reached by words alone: the clause about it, the mark of its row. `asking` is the
    question without its words of comparing."""
    for asked in (asking, question) if asking.essential else ():
        rated = evidence.rated(asked)
        for candidate in statements(asked, rated)[:_CONSIDERED]:
            text = candidate.hit.statement.text
            row = candidate.hit.statement.kind is StatementKind.ROW
            if (asked is asking and candidate.cover.missing) or not answers(asked, candidate):
                continue
            holds = status(text if row else _clause(asking.essential, text))
            if holds is not None:
                word = say(
                    "answer.yes" if holds != asks_of_missing(question) else "answer.no", question.language
                )
                return tell(question, rated, (candidate,), (), word)
    return None


def asks_of_missing(question: Question) -> bool:
    """Does it ask whether a target was missed ("jäikö tavoitteesta")?"""
    return _ASKED_MISSED.search(question.text) is not None


def by_verb(question: Question, evidence: Evidence) -> Reply | None:
    """By a sentence with the very verb that asks, said or denied there of all that the question names."""
    verb = _verb(question)
    if verb is None or not question.essential:
        return None
    found = [
        Candidate(hit, cover.total + cover.label + 0.2 * hit.dense, cover)
        for hit, cover in evidence.hits
        if hit.statement.kind is StatementKind.SENTENCE
        and not cover.missing
        and not ONLY_IF.search(hit.statement.text)
        and strength(verb, hit.label_keys) >= _SAID
        and in_time(question, hit, evidence.reports[hit.report])
    ]
    found.sort(key=lambda candidate: -candidate.score)
    said = {_denied(verb, candidate) for candidate in found[:2]}
    if len(said) != 1:
        return None
    word = say("answer.no" if said.pop() else "answer.yes", question.language)
    return tell(question, evidence, found[:1], found[1:], word)


def as_before(question: Question, evidence: Evidence) -> Reply | None:
    """No to what asks for a change, where a sentence says that all stays as it was."""
    first = question.text.split()[:1]
    if not first or not _CHANGES.match(first[0]):
        return None
    for candidate in speaking(question, evidence)[:3]:
        clause = _clause(question.essential, candidate.hit.statement.text)
        if not candidate.cover.missing and _AS_BEFORE.search(clause):
            return tell(question, evidence, (candidate,), (), say("answer.no", question.language))
    return None


def denied(question: Question, candidate: Candidate) -> bool:
    """Does a statement that answers deny the very verb that asks?"""
    verb = _verb(question)
    return verb is not None and strength(verb, candidate.hit.label_keys) >= _SAID and _denied(verb, candidate)


def _verb(question: Question) -> Term | None:
    """The verb that asks: the first word."""
    return next((t for t in question.terms if t.action and not question.text[: t.start].strip()), None)


def _denied(verb: Term, candidate: Candidate) -> bool:
    return DENIED.search(_clause((verb,), candidate.hit.statement.text)) is not None


def _clause(terms: Sequence[Term], text: str) -> str:
    """The clause of a sentence that says most of the words."""
    parts = _CLAUSES.split(text)
    return max(parts, key=lambda part: sum(near((term,), part) for term in terms))
