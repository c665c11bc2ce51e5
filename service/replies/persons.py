"""Who: the sentence in which a person's or a company's name stands with the words asked for."""

from __future__ import annotations

import re

from index.contract import Library
from ingest.entities import unit_named
from ingest.records import StatementKind
from service.choose import Candidate, Evidence, statements
from service.matching import FOUND, near, strength
from service.question import Question
from service.replies.base import Reply, answers
from service.replies.of_sort import LIKELY, of_sort
from service.replies.quotes import tell
from service.terms import Term

_PERSON = re.compile(
    r"\b(?=([A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?"
    r"\s+(?:von\s+|af\s+|de\s+)?[A-ZÅÄÖ][a-zåäöé]{2,}(?:-[A-ZÅÄÖ][a-zåäöé]+)?\b))"
)
"""Looked ahead to, so that "Virastossa Aino Salo" does not hide "Aino Salo"."""
_COMPANY = re.compile(r"\b[A-ZÅÄÖ][\w&-]*(?:\s+[\w&-]+){0,4}?\s+(?:Oyj|Oy|Ab|ry)\b")
_NAME_ALONE = re.compile(r"(?:[A-ZÅÄÖ][\w&-]*\s+){1,4}(?:Oyj|Oy|Ab|ry)$")
_ANY = frozenset(
    word
    for words in (
        "henkilö nimi ihminen tekijä vastuu tehtävä toimi paikka pesti virka virkamies yritys yhtiö firma",
        "toimittaja urakoitsija person namn name company företag",
    )
    for word in words.split()
)
"""Words that only say that a name is wanted."""
_TITLE = re.compile(r"(?:johtaja|päällikkö|sihteeri|tarkastaja|mestari|rehtori|insinööri|arkkitehti|mies)$")
_CHOSEN = re.compile(
    r"\b(?:urakoitsijaksi|pääurakoitsijaksi|toimittajaksi|toteuttajaksi|rakennuttajaksi|suunnittelijaksi|kumppaniksi"
    r"|tekijäksi|urakoi(?:tsija|tsijana|si)|urakan|urakasta|toimittaja|toteutti|toteuttaa|rakentaa|rakensi|rakennutti"
    r"|voitti|valittiin|valitsi|tilattiin|hankittiin)\b",
    re.IGNORECASE,
)
"""Words of a sentence that names the one who was chosen for a work."""
_ASKS_COMPANY = re.compile(
    r"yrity|yhtiö|firma|urakoitsija|toimittaja|company|contractor|supplier|företag|entreprenör", re.IGNORECASE
)
_ANYBODY = re.compile(r"\bken(?:en|elle|eltä|ellä|et)\b|\bwhose\b|\bvems\b", re.IGNORECASE)
"""What happens to or by somebody, who may well be told without a name ("urakoitsija")."""
_BESIDE = 60
"""How many characters around a name may hold what the person is."""
_MOSTLY, _SPOKEN_OF = 0.5, 0.2
_BY_ROLE, _SAYS_CHOICE = 0.75, 0.12
_SHORTEST_VERB = 5
_ROWS = 12
_CELLS = re.compile(r"\s{2,}")
_PERSON_ALONE = re.compile(
    r"(?:[a-zåäö]+\s)?[A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?\s+(?:von\s+|af\s+|de\s+)?[A-ZÅÄÖ][a-zåäöé]{2,}"
    r"(?:-[A-ZÅÄÖ][a-zåäöé]+)?$"
)
"""A cell that holds a person's name and at most a title before it."""


def who(question: Question, evidence: Evidence, library: Library) -> Reply | None:
    """The sentence in which a person's name stands beside the words asked for, or a company's with them."""
    told = []
    rows = [c for c in statements(question, evidence)[:_ROWS] if _row_of_person(question, c, library)]
    for candidate in (
        *of_sort(question, evidence, _names_someone, _SPOKEN_OF),
        *rows,
        *_choosing(question, evidence),
    ):
        asked = _asked(question, evidence, candidate)
        share = 1.0 if candidate in rows else _told(question, asked, candidate, library)
        if share >= _MOSTLY:
            told.append((share, candidate.chance or candidate.score, candidate))
    told.sort(key=lambda each: (-round(each[0], 1), -each[1]))
    if not told and _ANYBODY.search(question.text):
        sure = [c for c in of_sort(question, evidence, lambda c: True) if (c.chance or 0.0) >= _MOSTLY]
        return tell(question, evidence, sure[:1], sure[1:]) if sure else None
    return tell(question, evidence, (told[0][2],), ()) if told else None


def _row_of_person(question: Question, candidate: Candidate, library: Library) -> bool:
    """Is it a row of what was asked of, with a person's name in one of its cells, in a table of persons that
    are what is asked ("Toimitusjohtaja" of "kuka johtaa")?"""
    statement = candidate.hit.statement
    if statement.kind is not StatementKind.ROW or candidate.cover.missing:
        return False
    if not (answers(question, candidate) or (candidate.chance or 0.0) >= LIKELY):
        return False
    keys = candidate.hit.label_keys | candidate.hit.context_keys
    roles = [t for t in question.terms if t.action or any(_TITLE.search(key) for key in t.keys)]
    cells = (cell for cell in _CELLS.split(statement.text) if _PERSON_ALONE.match(cell))
    persons = [cell for cell in cells if not near(question.terms, cell) and not _names_unit(cell, library)]
    return bool(persons and roles) and all(strength(term, keys) >= FOUND for term in roles)


def _choosing(question: Question, evidence: Evidence) -> list[Candidate]:
    """Sentences that name the company chosen for a work, less sure by themselves: what the work is stands in
    the sentence before."""
    if not _ASKS_COMPANY.search(question.text):
        return []
    return [
        candidate
        for candidate in statements(question, evidence)[:_ROWS]
        if candidate.hit.statement.kind is StatementKind.SENTENCE
        and not candidate.cover.missing
        and (candidate.chance or 0.0) >= _SAYS_CHOICE
        and _CHOSEN.search(candidate.hit.statement.text)
        and _COMPANY.search(candidate.hit.statement.text)
    ]


def _names_someone(candidate: Candidate) -> bool:
    text = candidate.hit.statement.text
    return _PERSON.search(text) is not None or _COMPANY.search(text) is not None


def _asked(question: Question, evidence: Evidence, candidate: Candidate) -> tuple[Term, ...]:
    """What the person or company is asked to be or to have done: not whose report it is."""
    report = evidence.reports[candidate.report]
    whose = f"{report.organisation or ''} {report.unit or ''}"
    terms = [t for t in question.terms if not (t.keys & _ANY or (t.essential and near((t,), whose)))]
    return tuple([t for t in terms if t.essential] or [t for t in terms if t.action])


def _told(question: Question, asked: tuple[Term, ...], candidate: Candidate, library: Library) -> float:
    """The share of the words asked that stand beside a person's name; or, more surely chosen, with a
    company's in the sentence and around it."""
    hit = candidate.hit
    if not asked:
        return 0.0
    best = 0.0
    for match in _PERSON.finditer(hit.statement.text):
        if _names_unit(match[1], library):
            continue
        before = hit.statement.text[max(0, match.start() - _BESIDE) : match.start()]
        after = hit.statement.text[match.end(1) : match.end(1) + _BESIDE]
        beside = f"{before} {after}".casefold()
        best = max(best, _share(asked, beside))
        if any(agent in beside for agent in _agents(question)) and any(near((t,), beside) for t in asked):
            best = max(best, _BY_ROLE)
    if any(
        near(asked, _name_alone(match.group())) < _MOSTLY for match in _COMPANY.finditer(hit.statement.text)
    ):
        keys = hit.label_keys | hit.context_keys
        within = sum(strength(term, keys) >= FOUND for term in asked) / len(asked)
        chosen = _ASKS_COMPANY.search(question.text) and _CHOSEN.search(hit.statement.text)
        enough = _SAYS_CHOICE if chosen else _MOSTLY
        if within == 1.0 and (candidate.chance is None or candidate.chance >= enough):
            best = max(best, within)
    return best


def _name_alone(company: str) -> str:
    """The name of a company without the words of the sentence before it."""
    alone = _NAME_ALONE.search(company)
    return alone.group() if alone else company


def _agents(question: Question) -> tuple[str, ...]:
    """The nouns for who does what the question's verbs say: "tarkastaa" - "tarkastaja"."""
    verbs = (key for term in question.terms if term.action for key in term.keys if key[-1:] in "aä")
    return tuple(f"{verb[:-1]}j" for verb in verbs if len(verb) >= _SHORTEST_VERB)


def _share(asked: tuple[Term, ...], beside: str) -> float:
    """How much of the words asked a short text says; a word in part counts half, a title in full is
    enough."""
    told = whole = 0.0
    for term in asked:
        weight = max(term.weight, 0.1)
        whole += weight
        if any(_TITLE.search(key) and key[:-2] in beside for key in term.keys):
            return 1.0
        if near((term,), beside) or any(root in beside for root in term.roots if len(root) >= 4):
            told += weight
        elif any(part.key[:-1] in beside for part in term.parts if len(part.key) >= 5):
            told += 0.5 * weight
    return told / whole


def _names_unit(name: str, library: Library) -> bool:
    """A capitalised pair that names a place or a unit in some case ("Jokilaakson Tilapalveluita")."""
    lemmas = [lemma for keys in library.words(name.split()[-1]) for lemma in keys.lemmas]
    return any(unit_named(f"{name.split()[0]} {lemma.capitalize()}") for lemma in (name.split()[-1], *lemmas))
