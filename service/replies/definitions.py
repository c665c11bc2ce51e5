"""What it means: the report's own glossary first, else the sentence that says so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.contract import Library, StatementHit
from ingest.records import StatementKind
from service.choose import Evidence
from service.citations import Citations
from service.matching import near
from service.question import Question
from service.replies.base import Reply
from service.replies.quotes import speaking, tell
from service.wording import quoted

_MEANS = re.compile(
    r"\b(?:tarkoit\w+|kuvaa\w*|osoittaa|mittaa|kertoo|ilmaisee|lasketaan|muodostuu|on\s+(?:se|ne|kunnan|palkalli\w+|tunnusluku))\b",
    re.IGNORECASE,
)
_TERM_ENDING = re.compile(r":\w+$")
GLOSSARY = 0.9
"""The confidence of a definition out of a glossary."""


def definition(question: Question, evidence: Evidence, library: Library) -> Reply | None:
    """The report's own definition of each term asked; else the sentence that says what it is."""
    citations = Citations(evidence.reports)
    texts: list[str] = []
    for word, keys in _asked_terms(question):
        defined = _defined(word, keys, evidence)
        if defined is not None:
            texts.append(quoted(defined.statement, defined.report, citations))
    if texts:
        return Reply("\n".join(dict.fromkeys(texts)), (), citations.all, GLOSSARY)
    told = [c for c in speaking(question, evidence) if _MEANS.search(c.hit.statement.text)]
    told.sort(key=lambda c: -(c.score + 0.5 * _defines(question, c.hit.statement.text)))
    return tell(question, evidence, told[:1], told[1:]) if told else None


def _defines(question: Question, text: str) -> bool:
    """A sentence that begins with the term and says what it means."""
    head = " ".join(text.split()[:3])
    subject = question.essential
    return bool(subject) and near(subject, head) > 0.5 and bool(_MEANS.search(text[:80]))


def _asked_terms(question: Question) -> Iterator[tuple[str, frozenset[str]]]:
    for term in question.terms:
        yield _TERM_ENDING.sub("", term.word).casefold(), term.keys


def _defined(word: str, keys: frozenset[str], evidence: Evidence) -> StatementHit | None:
    """The definition whose term is the word asked, exactly if possible."""
    best: tuple[float, StatementHit] | None = None
    for hit, _ in evidence.hits:
        if hit.statement.kind is not StatementKind.DEFINITION:
            continue
        forms = {
            _TERM_ENDING.sub("", part.strip()).casefold()
            for part in re.split(r"[(),;/]| eli ", hit.statement.label)
        }
        longest = max(keys, key=len, default="")
        fit = 1.0 if word in forms else 0.9 if longest in forms else 0.0
        if not fit and len(longest) > 3 and longest in hit.label_keys:
            fit = 0.5 / len(hit.statement.label.split())
        if fit and (best is None or fit > best[0]):
            best = (fit, hit)
    return best[1] if best else None
