"""Is it so: by the words of a sentence, or of a row's mark, that say it or deny it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.contract import Library
from ingest.records import StatementKind
from service.choose import Candidate, Evidence, statements
from service.fitting import in_time
from service.matching import PARTS, near, strength
from service.question import Question
from service.replies.base import Reply, answers
from service.replies.of_sort import LIKELY
from service.replies.quotes import tell
from service.terms import UNSEEN, Term
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
_HELPS = re.compile(
    r"\s*(?:pääs|ehdit|ehti|jou[dt]u|alko|alet|ruve|lähd|läht|saatiinko|kyet|pysty)\w*", re.IGNORECASE
)
_INFINITIVE = re.compile(r"m(?:aan|ään)$", re.IGNORECASE)
_UNDONE = re.compile(
    r"\b\w{3,}m[aä]tt[aä]\b|\b(?:kesken|keskeneräi\w+|vireillä|odottaa|odotetaan|viivästy\w+|siirty\w+)\b"
    r"|\bvalmistu(?:u|vat|ne\w*|massa)\b|\balk(?:aa|avat)\b",
    re.IGNORECASE,
)
"""What is told of something that has not been done yet."""
_DONE = re.compile(
    r"\s*(?:joko\b|(?:onko|ovatko)\b.*\b(?:valmi\w+|valmistu\w+|alkanut|alkaneet|aloitettu|saatu|tehty|täytetty"
    r"|korjattu|rakennettu|myyty|hyväksytty|maksettu|hankittu|otettu|avattu)\b|valmistuiko|valmistuivatko)",
    re.IGNORECASE,
)
"""Asks whether something has been done."""
_MARKED, _MAY_MISS, _SENTENCE_LONG = 0.05, 0.45, 40
_SAID = 0.8
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
            marked = row and not candidate.cover.missing and (candidate.chance or 1.0) >= _MARKED
            if (asked is asking and candidate.cover.missing) or not (marked or answers(asked, candidate)):
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


def by_verb(question: Question, evidence: Evidence, library: Library) -> Reply | None:
    """By a sentence with the very verb that asks, said or denied there of all that the question names."""
    verb = _verb(question)
    if verb is None or not question.essential:
        return None
    told = [
        Candidate(hit, cover.total + cover.label + 0.2 * hit.dense, cover)
        for hit, cover in evidence.hits
        if (hit.statement.kind is StatementKind.SENTENCE or len(hit.statement.label) >= _SENTENCE_LONG)
        and not ONLY_IF.search(hit.statement.text)
        and strength(verb, hit.label_keys) >= _SAID
        and in_time(question, hit, evidence.reports[hit.report])
    ]
    found = [c for c in told if not _unsaid(c)] or [c for c in told if _all_but_unseen(question, c, library)]
    found.sort(key=lambda candidate: -candidate.score)
    said = {_denied(verb, candidate) for candidate in found[:2]}
    if len(said) != 1:
        return None
    word = say("answer.no" if said.pop() else "answer.yes", question.language)
    return tell(question, evidence, found[:1], found[1:], word)


def _unsaid(candidate: Candidate) -> tuple[Term, ...]:
    """The words that neither a sentence nor the one before it begins to say."""
    before = candidate.hit.statement.context
    return tuple(term for term in candidate.cover.missing if not near((term,), before))


def _all_but_unseen(question: Question, candidate: Candidate, library: Library) -> bool:
    """Does a sentence say all but words that no report uses, and at least one of the others itself?"""
    missing = candidate.cover.missing
    if any(term.name or term.weight < library.weight(UNSEEN) for term in missing):
        return False
    own = candidate.hit.label_keys
    return any(strength(term, own) >= PARTS * PARTS for term in question.essential if not term.action)


def as_before(question: Question, evidence: Evidence) -> Reply | None:
    """No to what asks for a change, where a sentence says that all stays as it was."""
    first = question.text.split()[:1]
    if not first or not _CHANGES.match(first[0]):
        return None
    for candidate in statements(question, evidence)[:_CONSIDERED]:
        if candidate.hit.statement.kind is StatementKind.ROW or (candidate.chance or 1.0) < LIKELY:
            continue
        clause = _clause(question.essential, candidate.hit.statement.text)
        lost = sum(term.weight for term in candidate.cover.missing)
        whole = sum(term.weight for term in question.essential)
        if lost <= _MAY_MISS * whole and _AS_BEFORE.search(clause):
            return tell(question, evidence, (candidate,), (), say("answer.no", question.language))
    return None


def denied(question: Question, candidate: Candidate) -> bool:
    """Does a statement that answers deny the very verb that asks?"""
    verb = _verb(question)
    return verb is not None and strength(verb, candidate.hit.label_keys) >= _SAID and _denied(verb, candidate)


def undone(question: Question, candidate: Candidate) -> bool:
    """Is it asked whether something has been done, of what a statement tells to be still undone?"""
    text = candidate.hit.statement.text
    return _DONE.match(question.text) is not None and _UNDONE.search(text) is not None


def _verb(question: Question) -> Term | None:
    """The verb that asks: the first word; after one that only helps ("pääsikö … vuotamaan") what it helps."""
    helped = next((t for t in question.terms if _INFINITIVE.search(t.word)), None)
    if helped is not None and _HELPS.match(question.text):
        return helped
    return next((t for t in question.terms if t.action and not question.text[: t.start].strip()), None)


def _denied(verb: Term, candidate: Candidate) -> bool:
    return DENIED.search(_clause((verb,), candidate.hit.statement.text)) is not None


def _clause(terms: Sequence[Term], text: str) -> str:
    """The clause of a sentence that says most of the words."""
    parts = _CLAUSES.split(text)
    return max(parts, key=lambda part: sum(near((term,), part) for term in terms))
