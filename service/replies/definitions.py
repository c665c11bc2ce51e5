"""What it means: the report's own glossary first, else the sentence that says so."""

from __future__ import annotations

import re
from collections.abc import Set

from index.contract import Library, StatementHit
from ingest.records import StatementKind
from service.asking import Asked
from service.choose import Evidence, statements
from service.citations import Citations
from service.matching import near
from service.question import Question
from service.replies.base import Reply
from service.replies.of_sort import of_sort
from service.replies.quotes import tell
from service.terms import Term
from service.wording import quoted

_MEANS = re.compile(
    r"\b(?:tarkoit\w+|kuvaa\w*|osoittaa|mittaa|kertoo|ilmaisee|lasketaan|muodostuu|on\s+(?:se|ne|tunnusluku)"
    r"|luokitel\w+|kutsut\w+|määritel\w+|katsotaan|käsittää|sisältää|tarkoit\w+|eli|refers to|means|avses)\b"
    r"|\bon\s+[^,.]+,\s+(?:kun|jos|joka|jolla|jonka|jota)\b",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"\b(?:tarkoitetaan|tarkoittaa|kuvaa|osoittaa|mittaa|kertoo|ilmaisee|luokitellaan|kutsutaan|on tunnusluku"
    r"|avses|betyder|means|refers to)\b",
    re.IGNORECASE,
)
_BETWEEN, _MOSTLY = 1, 0.5
_TERM_ENDING = re.compile(r":\w+$")
_ALSO_CALLED = re.compile(r"[(),;/]| eli ")
GLOSSARY, NEARLY = 0.9, 0.5
"""The confidence of a definition out of a glossary, of the very term asked or of a longer one."""


def definition(question: Question, evidence: Evidence, library: Library) -> Reply | None:
    """The report's own definition of each term asked; else the sentence that says what it is."""
    found = [each for term in question.terms for each in _defined(question, term, evidence, library)]
    if question.asked is not Asked.DEFINITION and len(found) < len(question.essential):
        found = []  # "Mikä on X:n vuosikate" does not ask what vuosikate means
    exact = [hit for fit, hit in found if fit == 1.0] or [hit for _, hit in found]
    if exact:
        citations = Citations(evidence.reports)
        texts = [quoted(hit.statement, hit.report, citations) for hit in exact]
        sure = GLOSSARY if any(fit == 1.0 for fit, _ in found) else NEARLY
        return Reply("\n".join(dict.fromkeys(texts)), (), citations.all, sure)
    told = of_sort(question, evidence, lambda c: _MEANS.search(c.hit.statement.text) is not None)
    outright = [c for c in statements(question, evidence) if _defines(question, c.hit.statement.text)]
    told = outright + [c for c in told if c not in outright]
    return tell(question, evidence, told[:1], told[1:]) if told else None


def _defines(question: Question, text: str) -> bool:
    """A sentence that begins with the very term and says at once what it means."""
    head = _SAYS.search(text)
    subject = question.essential
    if head is None or not subject or len(text[: head.start()].split()) > len(subject) + _BETWEEN:
        return False
    return near(subject, text[: head.start()]) > _MOSTLY


def _defined(
    question: Question, term: Term, evidence: Evidence, library: Library
) -> list[tuple[float, StatementHit]]:
    """The best definition of a term: its very name or a name of several words that the question
    says (fit 1), or a longer name with the term in it (less); empty when there is none."""
    word = _TERM_ENDING.sub("", term.word).casefold()
    longest = max(term.keys, key=len)
    said = {key for each in question.terms for key in each.keys}
    asked = f" {' '.join(re.findall(r'[^ ?!.,]+', question.text.casefold()))} "
    best: tuple[float, int, StatementHit] | None = None
    for hit, _ in evidence.hits:
        if hit.statement.kind is not StatementKind.DEFINITION:
            continue
        names = _names(hit.statement.label)
        spoken = [
            name
            for name in names
            if " " in name
            and ((word in name.split() and f" {name} " in asked) or _in_other_form(name, term, said, library))
        ]
        fit, words = 0.0, 1
        if word in names or longest in names or spoken:
            fit, words = 1.0, max((len(name.split()) for name in spoken), default=1)
        elif any(" " not in name and _in_other_form(name, term, said, library) for name in names):
            fit, words = 1.0, 1
        elif len(longest) > 3 and longest in hit.label_keys:
            fit = 0.5 / len(hit.statement.label.split())
        if fit and (best is None or (fit, words) > best[:2]):
            best = (fit, words, hit)
    return [(best[0], best[2])] if best else []


def _in_other_form(name: str, term: Term, said: Set[str], library: Library) -> bool:
    """Is the name said in another case, the term being one of its words ("sitovalla tasolla")?"""
    lemmas = [frozenset(keys.lemmas) for keys in library.words(name)]
    return bool(lemmas) and all(each & said for each in lemmas) and any(each & term.keys for each in lemmas)


def _names(label: str) -> frozenset[str]:
    """The names that a glossary gives one thing: "Henkilötyövuosi (HTV)", "KS eli käyttösuunnitelma"."""
    return frozenset(_TERM_ENDING.sub("", part.strip()).casefold() for part in _ALSO_CALLED.split(label))
