"""The two things that a question holds against each other, each as a question for its own figure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from index.contract import Library
from ingest.columns import find_kinds
from ingest.periods import find_periods
from ingest.records import ColumnKind, Period
from service.choose import Evidence
from service.question import Question
from service.replies.parts import MOVES, matter, part
from service.terms import Term

_HELD = re.compile(r",?\s(?:kuin|vai|miinus|verrattuna|än|eller|minus|than|or)\s|\s[–—−-]\s", re.IGNORECASE)
_AND = re.compile(r"\s(?:ja|sekä|och|and)\s|,\s|\s/\s", re.IGNORECASE)
_HEAD = re.compile(r":(?=\s)")
_LEAD = re.compile(r"\b(?:vuo\w{1,5}|år\w*|year)\s*$", re.IGNORECASE)
_PLAN = re.compile(r"\bsuunnitelma(?:n|an|ssa|sta)?\b", re.IGNORECASE)
SUBTRACTED = re.compile(r"\b(?:miinus|minus|vähennet\w+)\b|\s[–—−]\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sides:
    """`first` and `second` ask for one figure each; `alike`: about the same thing, at two times or of two
    kinds."""

    first: Question
    second: Question
    alike: bool


@dataclass(frozen=True, slots=True)
class _Span:
    """What a stretch of the question names."""

    terms: tuple[Term, ...]
    kinds: tuple[ColumnKind, ...]
    periods: tuple[Period, ...]

    @property
    def essential(self) -> bool:
        return any(term.essential for term in self.terms)


def sides(question: Question, evidence: Evidence, library: Library, added: bool = False) -> Iterator[Sides]:
    """The ways to read two sides out of a question, likeliest first; none where it has no two. `added`: it
    asks for their sum, so that "ja" parts them."""
    text = question.text
    colon = _HEAD.search(text)
    start = colon.end() if colon else 0
    head = _span(question, 0, colon.start()) if colon else _Span((), (), ())
    for cut_start, cut_end in _cuts(question, start, added):
        one, two = _span(question, start, cut_start), _span(question, cut_end, len(text))
        yield from _read(question, head, one, two, evidence, library)


def _cuts(question: Question, start: int, added: bool) -> Iterator[tuple[int, int]]:
    """Where the first side may end and the second begin."""
    text = question.text
    held = [match.span() for match in _HELD.finditer(text, start)]
    yield from held
    listed = [match.span() for match in _AND.finditer(text, start)]
    if not held and (added or start or len(question.owners.names) > 1):
        yield from listed
    if not held and not added:
        times = [mention.start for mention in find_periods(text)]
        if len(times) == 2:
            lead = _LEAD.search(text, 0, times[1])
            at = lead.start() if lead else times[1]
            yield at, at


def _span(question: Question, start: int, end: int) -> _Span:
    said = question.text[start:end]
    mentions = [mention for mention in find_kinds(said) if mention.kind not in MOVES]
    # "määrärahan ennuste" is a forecast: the word before another column word only says of what it is.
    kinds = [
        mention.kind
        for place, mention in enumerate(mentions)
        if place + 1 == len(mentions) or said[mention.end : mentions[place + 1].start].strip()
    ]
    if not kinds and _PLAN.search(said):
        kinds.append(ColumnKind.PLAN)
    return _Span(
        tuple(t for t in matter(question) if start <= t.start < end and not _PLAN.fullmatch(t.word)),
        tuple(dict.fromkeys(kinds)),
        tuple(dict.fromkeys(mention.period for mention in find_periods(said))),
    )


def _read(
    question: Question, head: _Span, one: _Span, two: _Span, evidence: Evidence, library: Library
) -> Iterator[Sides]:
    if not (one.essential or two.essential or head.essential):
        return
    alike = not two.essential or not one.essential
    differ = one.kinds != two.kinds or one.periods != two.periods
    if alike and not (differ and (two.kinds or two.periods)):
        return
    for terms in _divided(question, one, two):
        if alike:
            kinds = [span.kinds or head.kinds for span in (one, two)]
            periods = [span.periods or head.periods for span in (one, two)]
            if not any(kinds):
                kinds = [tuple(k for k in question.kinds if k not in MOVES)] * 2
        else:
            kinds = [a.kinds or head.kinds or b.kinds for a, b in ((one, two), (two, one))]
            periods = [a.periods or head.periods or b.periods for a, b in ((one, two), (two, one))]
            if not any(kinds):
                kinds = [tuple(k for k in question.kinds if k not in MOVES)] * 2
        made = [
            part(question, (*head.terms, *own), evidence, library, kind, period or None)
            for own, kind, period in zip(terms, kinds, periods, strict=True)
        ]
        if alike and one.periods != two.periods:  # "enemmän kuin vuonna 2024": the other is of now
            made = [
                replace(each, timed="", relative=()) if span.periods else replace(each, periods=())
                for each, span in zip(made, (one, two), strict=True)
            ]
        yield Sides(made[0], made[1], alike)


def _divided(
    question: Question, one: _Span, two: _Span
) -> Iterator[tuple[tuple[Term, ...], tuple[Term, ...]]]:
    """The words of each side; what only one of them names may be meant of both."""
    said = question.owners.words
    units = [tuple(t for t in span.terms if t.keys & said) for span in (one, two)]
    items = [tuple(t for t in span.terms if not t.keys & said) for span in (one, two)]
    essential = [any(t.essential for t in each) for each in items]
    if units[0] and units[1]:
        if all(essential):
            yield one.terms, two.terms
        both = (*items[0], *(t for t in items[1] if not any(t.keys & other.keys for other in items[0])))
        yield (*units[0], *both), (*units[1], *both)
    elif one.essential and two.essential:
        whose = units[0] or units[1]
        if essential[0] and essential[1]:
            yield (*whose, *items[0]), (*whose, *items[1])
            if len(items[0]) > 1:  # "sillan toteuma kuin pumppaamon": the last word is meant of both
                yield one.terms, (*two.terms, *items[0][1:])
        else:  # a unit against what may be one too
            shared = items[0] if units[0] else items[1]
            yield (one.terms, (*two.terms, *shared)) if units[0] else ((*one.terms, *shared), two.terms)
    else:
        whole = (*one.terms, *two.terms)
        yield whole, whole
