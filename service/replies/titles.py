"""What is asked for as a list, and how well a title names it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.contract import Library
from ingest.records import Statement, StatementKind
from service.matching import strength
from service.question import Question
from service.terms import Term
from service.vocabulary import SCOPES

ORDER = re.compile(r"\b(?:luettele|listaa|list|räkna upp)\b", re.IGNORECASE)
_ONLY_ITEMS = re.compile(
    r"(?:hank(?:e|kee|kei)|koh(?:de|dete|tee|tei)|asia|asioi|tärke|keskei|vuode|vuosi|kaupun|kunnan|kunna[lst]|kunta|asete|merkittäv|suur|raport)\w*",
    re.IGNORECASE,
)
_ALL_OF_IT = SCOPES | {"toimiala", "kuntayhtymä", "raportti"}
"""Words for what the whole report is of."""


def asked_for(question: Question) -> tuple[Term, ...]:
    """The words for what is listed: those after "luettele", else all; without those that any list has."""
    order = ORDER.search(question.text)
    terms = [t for t in question.terms if t.essential or t.action]
    if order:
        terms = [t for t in terms if t.start >= order.end()] or terms
    terms = [t for t in terms if not t.keys & question.owners.words and not (t.name and len(terms) > 1)]
    terms = [t for t in terms if not t.keys & _ALL_OF_IT] or terms
    own = [t for t in terms if not _ONLY_ITEMS.fullmatch(t.word)]
    return tuple(own or terms)


def spoken(title: str, terms: Sequence[Term], library: Library) -> float:
    """How well a title speaks of the words, and of little else."""
    words = [keys for keys in library.keys(re.sub(r"[\d€]+", " ", title)) if keys]
    keys = frozenset().union(*words) if words else frozenset()
    whole = sum(max(t.weight, 0.1) for t in terms)
    said = sum(max(t.weight, 0.1) * strength(t, keys) for t in terms)
    own = sum(any(t.explains & w for t in terms) for w in words)
    return said / whole + (0.1 * own / len(words) if words and said else 0.0)


def is_item(statement: Statement) -> bool:
    if statement.kind is StatementKind.ROW:
        return True
    short = len(statement.text.split()) <= 25
    return statement.kind is StatementKind.SENTENCE and short and statement.text.rstrip()[-1:] not in ".:!?"
