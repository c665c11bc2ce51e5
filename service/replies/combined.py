"""Two things in one number: the sum of two items, or by how much one is more than the other.

Both items are looked up as questions of their own, in the same kind of column for the same
period; the result is computed with both operands shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from index.contract import Library
from service.asking import Asked
from service.choose import Evidence, FigureCandidate, figures
from service.citations import Citations
from service.question import Question
from service.replies.amounts import amount
from service.replies.base import Reply, answers, speaks_of
from service.replies.parts import best_pair, found
from service.replies.sides import sides
from service.replies.text_cells import in_words
from service.terms import Term
from service.texts import say
from service.wording import bracketed, difference, named, number_text, stated, total

_SUM = re.compile(
    r"\b(?:yhteensä|yhteen|summa\w*|yhteenlask\w+|together|total|sammanlagt|tillsammans)\b", re.IGNORECASE
)
_AND = re.compile(r"\s(?:sekä|ja|och|and)\s", re.IGNORECASE)
_THAN = re.compile(r"\s(?:kuin|än|than)\s", re.IGNORECASE)
_READINGS = 3
_Split = tuple[tuple[Term, ...], tuple[Term, ...]]


def combined(question: Question, evidence: Evidence, library: Library) -> Reply | None:
    """The sum or the difference of two items, None when the question names no two."""
    adds = _SUM.search(question.text) is not None
    for read in islice(sides(question, evidence, library, added=True), _READINGS) if adds else ():
        if not read.alike:
            firsts, seconds = found(read.first, evidence), found(read.second, evidence)
            both = best_pair(read.first, firsts, read.second, seconds, same_period=True)
            if both is not None and both.subtracts and _comparable(both.first, both.second):
                return _told(question, evidence, (both.first, both.second), adds)
    for first, second in _splits(question, adds):
        pair = _pair(question, evidence, first, second)
        if pair is not None:
            return _told(question, evidence, pair, adds)
    return None


def quantity(question: Question, evidence: Evidence, library: Library) -> Reply | None:
    """How much, how many: the printed figure; for two items together their sum, printed or computed."""
    if _SUM.search(question.text) and _AND.search(question.text):
        whole = [c for c in figures(question, evidence)[:1] if not c.cover.missing and answers(question, c)]
        if not whole and any(True for _ in _splits(question, adds=True)):
            return combined(question, evidence, library)  # one of the two alone is not the answer
    return amount(question, evidence, library) or in_words(question, evidence)


def _splits(question: Question, adds: bool) -> Iterator[_Split]:
    """The ways to part the question's words in two items, at each "ja" or "kuin"."""
    for match in (_AND if adds else _THAN).finditer(question.text):
        before = [term for term in question.essential if term.start < match.start()]
        after = [term for term in question.essential if term.start >= match.end() - 1]
        if before and after:
            yield tuple(before), tuple(after)
            if adds and (len(before) > 1 or len(after) > 1):
                yield tuple(before[-1:]), tuple(after[:1])


def _pair(
    question: Question, evidence: Evidence, first: tuple[Term, ...], second: tuple[Term, ...]
) -> tuple[FigureCandidate, FigureCandidate] | None:
    shared = tuple(replace(t, essential=False) for t in question.terms if t not in first and t not in second)
    one = _best(question, evidence, first + shared)
    if not one:
        return None
    two = [c for c in _best(question, evidence, second + shared) if _comparable(one[0], c)]
    return (one[0], two[0]) if two else None


def _best(question: Question, evidence: Evidence, terms: tuple[Term, ...]) -> list[FigureCandidate]:
    part = replace(question, asked=Asked.AMOUNT, terms=terms, total=False)
    rated = evidence.rated(part)
    return [c for c in figures(part, rated)[:20] if speaks_of(part, c.cover) and not c.cover.missing]


def _comparable(one: FigureCandidate, two: FigureCandidate) -> bool:
    a, b = one.figure, two.figure
    same = (a.unit, a.scale, a.column_kind, a.period) == (b.unit, b.scale, b.column_kind, b.period)
    return same and one.hit.statement.id != two.hit.statement.id and one.report == two.report


def _told(
    question: Question, evidence: Evidence, pair: tuple[FigureCandidate, FigureCandidate], adds: bool
) -> Reply:
    citations = Citations(evidence.reports)
    one, two = (stated(candidate, citations) for candidate in pair)
    result = total(one, two) if adds else difference(one, two)
    language = question.language
    shown = number_text(replace(pair[0].figure, raw=result.raw, qualifier=None), language)
    key, sign = ("answer.sum", "+") if adds else ("answer.difference", "−")
    names = "; ".join(named(candidate.hit.statement, candidate.figure) for candidate in pair)
    text = f"{say(key, language, result=shown)} = {one.raw} {sign} {bracketed(two.raw)} ({names})"
    more = [
        number for candidate in pair for number in citations.support(candidate.report, candidate.figure, text)
    ]
    marks = "".join(f"[{number}]" for number in dict.fromkeys((one.citation, two.citation, *more)))
    sure = 0.25 + 0.6 * min(candidate.cover.total for candidate in pair)
    return Reply(f"{text} {marks}", (result, one, two), citations.all, min(0.9, sure))
