"""Replies in the reports' own words: when, who, why, which, what it means, is it so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.contract import Library, StatementHit
from ingest.entities import unit_named
from ingest.periods import find_periods
from ingest.records import ColumnKind, Statement, StatementKind
from service.choose import Candidate, Evidence, figures, statements
from service.citations import Citations
from service.matching import near, strength
from service.question import Asked, Question
from service.records import Conflict
from service.replies.amounts import amount
from service.replies.base import Reply, confidence, speaks_of
from service.texts import say
from service.wording import quoted, stated

_MONTH = re.compile(
    r"\b(?:tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)kuu\w*(?:\s+(?:19|20)\d\d)?"
    r"|\b(?:keväällä|kesällä|syksyllä|talvella|kevään|syksyn|kesän|alkuvuodesta|loppuvuodesta)(?:\s+(?:19|20)\d\d)?",
    re.IGNORECASE,
)
_DAY = re.compile(r"\b\d{1,2}\.\d{1,2}\.(?:\d{4})?(?!\d)|\b\d{1,2}/(?:19|20)\d\d\b")
_YEAR = re.compile(r"\b(?:vuonna|vuoden|vuodelle|vuodesta|vuoteen)\s+(?:19|20)\d\d(?:\s+(?:alussa|lopussa|loppuun\b\s*(?:mennessä)?|aikana))?", re.IGNORECASE)  # fmt: skip
_PERSON = re.compile(r"\b[A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?\s+(?:von\s+|af\s+)?[A-ZÅÄÖ][a-zåäöé]{2,}(?:-[A-ZÅÄÖ][a-zåäöé]+)?\b")  # fmt: skip
_COMPANY = re.compile(r"\b[A-ZÅÄÖ][\w&-]*(?:\s+[\w&-]+){0,4}?\s+(?:Oyj|Oy|Ab|ry)\b")
_REASON = re.compile(
    r"\b(?:vuoksi|takia|johdosta|johtu\w+|koska|syynä|syy\b|syitä|ansiosta|myötä|seurauksena|aiheut\w+|selitt\w+|sillä|perustu\w+)\b",
    re.IGNORECASE,
)
_MEANS = re.compile(
    r"\b(?:tarkoit\w+|kuvaa\w*|osoittaa|mittaa|kertoo|ilmaisee|lasketaan|muodostuu|on\s+(?:se|ne|kunnan|palkalli\w+|tunnusluku))\b",
    re.IGNORECASE,
)
_NEGATIVE = re.compile(r"\b(?:ei|eivät|eikä|eivätkä|en|emme|ilman)\b", re.IGNORECASE)
_BETTER = re.compile(r"\b(?:parempi|paremmin|parantu\w+|parani\w*|better|bättre)\b", re.IGNORECASE)
_WORSE = re.compile(r"\b(?:huonompi|huonommin|heikompi|heiken\w+|huonon\w+|worse|sämre)\b", re.IGNORECASE)
_TERM_ENDING = re.compile(r":\w+$")


def when(question: Question, evidence: Evidence, library: Library) -> Reply | None:
    """The sentence that says when; with others that name another time for the same."""
    dated = [c for c in _speaking(question, evidence) if _moment(question, c.hit.statement.text)]
    if not dated:
        return None
    best = dated[0]
    first = _moment(question, best.hit.statement.text)
    assert first is not None
    differing = {first.casefold(): best}
    for other in dated[1:6]:
        moment = _moment(question, other.hit.statement.text)
        if moment and other.score >= best.score - 0.12 and other.cover.label >= best.cover.label - 0.1 and not _compatible(moment, differing):  # fmt: skip
            differing[moment.casefold()] = other
    return _told(question, evidence, tuple(differing.values()), dated[1:])


def _compatible(moment: str, known: dict[str, Candidate]) -> bool:
    return any(moment.casefold() in other or other in moment.casefold() for other in known)


def _moment(question: Question, text: str) -> str | None:
    """The time that stands nearest to the question's words in a sentence, as printed."""
    found = [match for pattern in (_DAY, _MONTH, _YEAR) for match in pattern.finditer(text)]
    if not found:
        return None
    places = [at.start() for term in question.terms for at in re.finditer(re.escape(_stem(term.word)), text, re.IGNORECASE)]  # fmt: skip
    if not places:
        return found[0].group()
    return min(found, key=lambda match: min(abs(match.start() - place) for place in places)).group()


def _stem(word: str) -> str:
    return word[: max(4, (2 * len(word)) // 3)]


def who(question: Question, evidence: Evidence, library: Library) -> Reply | None:
    """The sentence in which a person's name stands right beside the words asked for."""
    asked = [term for term in question.terms if term.essential and not term.name]
    for candidate in _speaking(question, evidence):
        text = candidate.hit.statement.text
        if any(strength(term, candidate.hit.label_keys) < 1.0 for term in asked):
            continue
        for match in _PERSON.finditer(text):
            beside = f"{text[max(0, match.start() - 60) : match.start()]} {text[match.end() : match.end() + 60]}"
            if near(asked, beside) == 1.0 and not _names_unit(match.group(), library):
                return _told(question, evidence, (candidate,), ())
        if asked and _COMPANY.search(text):
            return _told(question, evidence, (candidate,), ())
    return None


def _names_unit(name: str, library: Library) -> bool:
    """A capitalised pair that names a place or a unit in some case ("Jokilaakson Tilapalveluita")."""
    lemmas = [lemma for keys in library.words(name.split()[-1]) for lemma in keys.lemmas]
    return any(unit_named(f"{name.split()[0]} {lemma.capitalize()}") for lemma in (name.split()[-1], *lemmas))


def why(question: Question, evidence: Evidence, library: Library) -> Reply | None:
    """The sentence that gives the reason."""
    told = _speaking(question, evidence)
    giving = [c for c in told if _REASON.search(c.hit.statement.text)]
    best = next((c for c in giving if not told or c.score >= told[0].score - 0.35), None)
    return _told(question, evidence, (best,), [c for c in told if c is not best]) if best else None


def listing(question: Question, evidence: Evidence, library: Library) -> Reply | None:
    """What was asked for as a list: the sentence that lists it, or the bullets under its heading."""
    headed = _bullets(question, evidence, library)
    if headed:
        citations = Citations(evidence.reports)
        text = "\n".join(f"• {statement.text} [{citations.statement(report, statement)}]" for report, statement in headed)
        return Reply(text, (), citations.all, 0.6)
    told = _speaking(question, evidence)
    printed = [c for c in figures(question, evidence)[:1] if c.hit.statement.kind in _STRUCTURED]
    if printed and printed[0].cover.total >= 0.9 and printed[0].cover.label > 0.3 and not (told and told[0].cover.label > 0.8):
        return amount(question, evidence, library)
    if not told:
        return None
    close = [c for c in told[1:4] if c.score >= told[0].score - 0.08]
    return _told(question, evidence, (told[0], *close), told[1:])


def _bullets(question: Question, evidence: Evidence, library: Library) -> list[tuple[str, Statement]]:
    """Bullets that stand under a heading or a lead-in which alone speaks of the whole question."""
    for hit, cover in evidence.hits[:20]:
        statement = hit.statement
        leads = statement.kind is StatementKind.HEADING or statement.text.rstrip().endswith(":")
        if not leads or cover.label < 0.8 or not speaks_of(question, cover):
            continue
        page = library.statements(hit.report, statement.page)
        under = [s for s in page if _under(s, statement)]
        if not under and statement.text.rstrip().endswith(":"):
            place = next((n for n, s in enumerate(page) if s.id == statement.id), len(page))
            under = [s for s in page[place + 1 : place + 2] if s.kind is not StatementKind.HEADING]
            if under:
                return [(hit.report, s) for s in (statement, *under)]
        if len(under) >= 2:
            return [(hit.report, s) for s in under[:12]]
    return []


def _under(statement: Statement, lead: Statement) -> bool:
    if statement.kind in (StatementKind.HEADING, StatementKind.ROW):
        return False
    if lead.kind is StatementKind.HEADING:
        return bool(statement.section) and statement.section[-1] == lead.text
    return statement.context == lead.text


def definition(question: Question, evidence: Evidence, library: Library) -> Reply | None:
    """The report's own definition of each term asked; else the sentence that says what it is."""
    citations = Citations(evidence.reports)
    texts: list[str] = []
    for word, keys in _asked_terms(question):
        defined = _defined(word, keys, evidence)
        if defined is not None:
            texts.append(quoted(defined.statement, defined.report, citations))
    if texts:
        return Reply("\n".join(dict.fromkeys(texts)), (), citations.all, 0.9)
    told = [c for c in _speaking(question, evidence) if _MEANS.search(c.hit.statement.text)]
    told.sort(key=lambda c: -(c.score + 0.5 * _defines(question, c.hit.statement.text)))
    return _told(question, evidence, told[:1], told[1:]) if told else None


def _defines(question: Question, text: str) -> bool:
    """A sentence that begins with the term and says what it means."""
    head = " ".join(text.split()[:3])
    subject = [term for term in question.terms if term.essential]
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
        forms = {_TERM_ENDING.sub("", part.strip()).casefold() for part in re.split(r"[(),;/]| eli ", hit.statement.label)}
        longest = max(keys, key=len, default="")
        fit = 1.0 if word in forms else 0.9 if longest in forms else 0.0
        if not fit and len(longest) > 3 and longest in hit.label_keys:
            fit = 0.5 / len(hit.statement.label.split())
        if fit and (best is None or fit > best[0]):
            best = (fit, hit)
    return best[1] if best else None


def yes_or_no(question: Question, evidence: Evidence, library: Library) -> Reply | None:
    """Yes or no by the sign of a printed deviation, else by what the best sentence affirms."""
    better, worse = _BETTER.search(question.text), _WORSE.search(question.text)
    if better or worse:
        asking = replace(question, asked=Asked.AMOUNT, kinds=(ColumnKind.DEVIATION, ColumnKind.CHANGE), terms=tuple(
            term for term in question.terms if not (_BETTER.match(term.word) or _WORSE.match(term.word))))  # fmt: skip
        found = [c for c in figures(asking, evidence) if c.figure and speaks_of(asking, c.cover)]
        reply = amount(asking, evidence, library) if found else None
        if reply is not None and found[0].figure is not None and found[0].figure.value:
            positive = found[0].figure.value > 0
            word = say("yes" if positive == bool(better) else "no", question.language)
            return replace(reply, text=f"{word} {reply.text}")
    told = _speaking(question, evidence)
    if not told:
        return None
    negative = _NEGATIVE.search(told[0].hit.statement.text)
    return _told(question, evidence, told[:1], told[1:], say("no" if negative else "yes", question.language))


def open_ended(question: Question, evidence: Evidence, library: Library) -> Reply | None:
    """"Mikä on X?": a figure where the reports print one for X, else the sentence about X."""
    found = [c for c in figures(question, evidence)[:3] if speaks_of(question, c.cover)]
    printed = bool(found) and found[0].hit.statement.kind in _STRUCTURED
    if _WHAT_IS.match(question.text) and not printed and not question.kinds:
        defined = definition(question, evidence, library)
        if defined is not None and defined.confidence >= 0.9:
            return defined
    asks_number = printed and found[0].cover.total >= 0.85 and (question.kinds or question.unit or question.periods)
    if asks_number or not re.match(r"\s*(?:mitä|miten|missä|mihin|mistä|hur\b(?! (?:stor|mycket|många))|how\b(?! (?:much|many))|where)", question.text, re.IGNORECASE):  # fmt: skip
        reply = amount(question, evidence, library)
        if reply is not None:
            return reply
        if question.kinds or question.unit:
            return None
        return None if _wants_number(question) else _best_sentence(question, evidence)
    return _best_sentence(question, evidence)


_STRUCTURED = (StatementKind.ROW, StatementKind.CARD)
_WHAT_IS = re.compile(r"\s*(?:mikä|mitä|what|vad)\s+(?:on|ovat|is|are|är)\b", re.IGNORECASE)


def _wants_number(question: Question) -> bool:
    return bool(re.match(r"\s*(?:mikä|what is|what was|vad är|vad var)\b", question.text, re.IGNORECASE))


def _best_sentence(question: Question, evidence: Evidence) -> Reply | None:
    told = _speaking(question, evidence)
    return _told(question, evidence, told[:1], told[1:]) if told else None


def _speaking(question: Question, evidence: Evidence) -> list[Candidate]:
    return [c for c in statements(question, evidence) if c.hit.statement.kind is not StatementKind.ROW and speaks_of(question, c.cover)]  # fmt: skip


def _told(
    question: Question, evidence: Evidence, chosen: Sequence[Candidate], others: Sequence[Candidate], word: str = ""
) -> Reply:
    citations = Citations(evidence.reports)
    quotes = [quoted(c.hit.statement, c.report, citations) for c in chosen]
    told = [stated(Candidate(c.hit, figure, c.score, c.cover), citations) for c in chosen[:1] for figure in c.hit.statement.figures]  # fmt: skip
    text = " ".join(part for part in (word, " ".join(quotes)) if part)
    conflicts: tuple[Conflict, ...] = ()
    if question.asked is Asked.WHEN and len(chosen) > 1:
        text = f"{say('conflict', question.language)} {text}"
        conflicts = (Conflict(" ".join(question.text.split()), tuple(c.id for c in citations.all)),)
    return Reply(text, tuple(told), citations.all, confidence(chosen[0], others), conflicts)
