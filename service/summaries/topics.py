"""What of a report speaks of a topic: a unit, a heading, or free words.

A topic may name several things ("verotulot, valtionosuudet ja lainat"; "Satama: liikevaihto ja tulos"):
each is a facet that the summary should speak of, before a colon stands whose they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.errors import LukuError
from ingest.records import StatementKind
from service.checks import clean_text
from service.summaries.material import Item, Reader, Words
from service.summaries.vocabulary import GENERIC, heading_marks

MAX_TOPIC = 300
"""Longest topic, in characters."""
_SUGGESTED, _NEAREST = 8, 3
_AND = re.compile(r"\s*[,;]\s*|\s+(?:ja|sekä|och|samt|and)\s+", re.IGNORECASE)
_NUMBERING = re.compile(r"^\s*(?:\d+(?:\.\d+)*\.?|[IVX]+\.?)\s+|\s+\d+/\d+$")
_PART, _AROUND, _PARTS = 0.9, 0.75, 0.7
_ENOUGH = 0.55
"""Share of a topic's weight that must be found for a statement to speak of it."""
_ENOUGH_WITHIN = 0.4
"""The same where the topic names whose it is, and the statement is of it."""
_WHOLE = 0.85
"""Share of a topic's weight that a heading must hold to name it."""
_NAMED = 0.3
"""Share of a heading that a topic must explain for the heading to be about it."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a topic. `needed` is false for words like "year" that need not be found."""

    lemmas: frozenset[str]
    keys: frozenset[str]
    weight: float
    needed: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing that a topic names, and how far each statement speaks of it, by place, 0 to 1."""

    text: str
    relevance: dict[int, float]


def clean_topic(topic: str | None) -> str | None:
    """The topic on one line; None for none. Raises `LukuError("invalid_request")` when it is too long."""
    cleaned = clean_text(topic) if topic else ""
    if len(cleaned) > MAX_TOPIC:
        raise LukuError(
            "invalid_request",
            f"Aihe on liian pitkä: {len(cleaned)} merkkiä, enintään {MAX_TOPIC}. Anna se muutamalla sanalla.",
            field="topic",
            length=len(cleaned),
            limit=MAX_TOPIC,
        )
    return cleaned or None


def find_topic(
    topic: str, items: Sequence[Item], reader: Reader
) -> tuple[tuple[Facet, ...], tuple[str, ...]]:
    """The facets of a topic that the statements speak of, and the texts of those that they do not.

    Raises `LukuError("topic_not_found")` with headings as suggestions when they speak of none.
    """
    head, colon, tail = topic.partition(":")
    scope: dict[int, float] = {}
    if colon:
        whose = _terms(head, items, reader)
        scope = _of_place(whose, items, reader) if any(term.needed for term in whose) else {}
        wanted = _AND.split(tail)
    else:
        # "Kasvatus ja opetus" is one unit, "verotulot ja lainat" are two matters.
        one = _of_place(_terms(topic, items, reader), items, reader)
        wanted = [topic] if one else _AND.split(topic)
    texts = [text for part in wanted if (text := part.strip(" .?!"))]
    telling = [text for text in texts if any(term.needed for term in _terms(text, items, reader))]
    found: list[Facet] = []
    missing: list[str] = []
    for text in telling or texts:
        facet = _facet(text, items, reader, scope)
        if facet.relevance:
            found.append(facet)
        else:
            missing.append(text)
    if not found and scope:
        found = [Facet(head.strip(), scope)]
    if not found:
        raise _not_found(topic, items, reader)
    return tuple(found), tuple(missing)


def topics_of(items: Iterable[Item]) -> tuple[str, ...]:
    """Topics that may be asked for: units, then the outer headings, without numbering, in reading order."""
    found: dict[str, tuple[int, int]] = {}
    for item in items:
        statement = item.statement
        name = _topic_name(statement.text) if statement.kind is StatementKind.HEADING else None
        if name:
            rank = 0 if statement.entity and name in statement.entity else 1 + len(statement.section)
            found.setdefault(name, (rank, item.place))
    best = sorted(found, key=lambda name: found[name])[:_SUGGESTED]
    return tuple(sorted(best, key=lambda name: found[name][1]))


def without_numbering(heading: str) -> str:
    """A heading without the number before it and "1/3" behind it."""
    return _NUMBERING.sub("", heading).strip(" :")


def _topic_name(heading: str) -> str | None:
    """A heading as a topic that a person may ask for; None for what is no topic."""
    name = without_numbering(" ".join(heading.split()))
    fit = 3 <= len(name) <= 60 and not name[0].islower() and not any(char.isdigit() for char in name)
    return name if fit and not heading_marks(heading)[1] else None


def _facet(text: str, items: Sequence[Item], reader: Reader, scope: dict[int, float]) -> Facet:
    """How far each statement (in `scope`, where it is not empty) speaks of one thing."""
    terms = _terms(text, items, reader)
    if not terms:
        return Facet(text, {})
    named = _of_place(terms, items, reader)
    relevance: dict[int, float] = {}
    for item in items:
        if scope and item.place not in scope:
            continue
        found = max(named.get(item.place, 0.0), _told(terms, item))
        if found >= (_ENOUGH_WITHIN if scope else _ENOUGH):
            relevance[item.place] = found
    best = max(relevance.values(), default=0.0)
    return Facet(text, {place: found for place, found in relevance.items() if found >= 0.6 * best})


def _terms(text: str, items: Sequence[Item], reader: Reader) -> tuple[Term, ...]:
    """The words of a topic; numbers, generic words and the name of the reports' own organisation are needed
    only where there is nothing else."""
    own = {
        lemma
        for name in {item.report.organisation for item in items}
        if name
        for lemma in reader.words(name).lemmas
    }
    terms = []
    for word in reader.words(text).each:
        light = bool(word.lemmas & (GENERIC | own)) or any(lemma[:1].isdigit() for lemma in word.lemmas)
        terms.append(Term(word.lemmas, word.keys, max(reader.weight(word.lemmas), 0.1), not light))
    needed = tuple(term for term in terms if term.needed)
    return needed or tuple(terms)


def _strength(term: Term, words: Words) -> float:
    """How surely a text speaks of a term: by the word itself, in a compound, or by all parts of it."""
    if term.lemmas & words.lemmas:
        return 1.0
    if term.lemmas & words.keys:
        return _PART
    parts = term.keys - term.lemmas
    return _PARTS if len(parts) > 1 and parts <= words.keys else 0.0


def _cover(terms: Sequence[Term], words: Words) -> float:
    whole = sum(term.weight for term in terms)
    return sum(term.weight * _strength(term, words) for term in terms) / whole


def _told(terms: Sequence[Term], item: Item) -> float:
    """How far a statement speaks of the terms itself, with the help of what it stands under."""
    total = found = inside = 0.0
    for term in terms:
        here = _strength(term, item.own)
        there = _AROUND * _strength(term, item.around)
        total += term.weight
        inside += term.weight * here
        found += term.weight * max(here, there)
    return found / total if inside else 0.0


def _of_place(terms: Sequence[Term], items: Sequence[Item], reader: Reader) -> dict[int, float]:
    """The statements that stand under a heading, or belong to a unit, that the terms name."""
    if not terms:
        return {}
    fits: dict[str, float] = {}

    def fit(name: str) -> float:
        if name not in fits:
            words = reader.words(_NUMBERING.sub("", name))
            cover = _cover(terms, words)
            share = _explained(terms, words, reader) if cover >= _WHOLE else 0.0
            fits[name] = cover * (0.6 + 0.4 * share) if share >= _NAMED else 0.0
        return fits[name]

    found: dict[int, float] = {}
    for item in items:
        statement = item.statement
        names = (*statement.section, statement.entity or "")
        best = max((fit(name) for name in names if name), default=0.0)
        if statement.kind is StatementKind.HEADING:
            best = max(best, fit(statement.text))
        if best:
            found[item.place] = best
    return found


def _explained(terms: Sequence[Term], words: Words, reader: Reader) -> float:
    """The share of a name's weight that the terms explain."""
    asked = frozenset[str]().union(*(term.keys for term in terms))
    whole = told = 0.0
    for word in words.each:
        weight = max(reader.weight(word.lemmas), 0.1) * (0.3 if word.lemmas & GENERIC else 1.0)
        whole += weight
        told += weight if word.lemmas & asked else 0.0
    # A compound of which the topic names a part ("investoinnit" in "talonrakennusinvestoinnit").
    if not told and asked & words.keys:
        return 0.5
    return told / whole if whole else 0.0


def _largest(items: Sequence[Item]) -> tuple[str, ...]:
    """The labels of the largest amounts: what a report without headings is about."""
    rows = [item.statement for item in items if item.statement.figures and item.statement.table]
    rows.sort(key=lambda statement: -abs(statement.figures[0].value))
    return tuple(dict.fromkeys(without_numbering(" ".join(row.label.split())) for row in rows))


def _not_found(topic: str, items: Sequence[Item], reader: Reader) -> LukuError:
    """Says so, with the headings nearest to what was asked and those that the report is made of."""
    reports = tuple(dict.fromkeys(item.report.id for item in items))
    near = [
        name
        for statement in (reader.nearest(topic, reports) if items else ())
        for heading in reversed(statement.section)
        if (name := _topic_name(heading))
    ]
    suggestions = tuple(dict.fromkeys((*list(dict.fromkeys(near))[:_NEAREST], *topics_of(items))))
    listed = "; ".join((suggestions or _largest(items))[:_SUGGESTED])
    message = f"Raportti ei puhu aiheesta ”{topic}”."
    if listed:
        message += f" Sen aiheita ovat esimerkiksi: {listed}."
    return LukuError("topic_not_found", message, topic=topic, suggestions=listed)
