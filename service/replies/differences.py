"""The reply with a change or a difference: the one printed, else computed with its operands shown."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice

from index.contract import Library
from ingest.records import ColumnKind, FigureKind
from service.asking import Asked
from service.choose import Evidence, FigureCandidate, figures
from service.question import Question
from service.replies.amounts import amount
from service.replies.base import Reply, answers
from service.replies.combined import combined
from service.replies.parts import MOVES, best_pair, found, matter
from service.replies.row_ends import of_two_kinds, row_ends
from service.replies.sides import SUBTRACTED, Sides, sides
from service.replies.together import distance, in_time, printed_change

_COMPARES = re.compile(r"\b(?:kuin|enemmän|vähemmän|suurempi|pienempi)\b", re.IGNORECASE)
_MOVED = re.compile(
    r"kasv|nous|lask|vähen|lisään|supist|enemmän|vähemmän|suure|pien|muut|\bero|ylit|alit|yli\b|alle\b|jä[äi]",
    re.IGNORECASE,
)
"""Words of a sentence that tells by how much something changed or differs."""
_READINGS = 4
"""So many readings of a question's two sides are tried."""


def change(question: Question, evidence: Evidence, library: Library) -> Reply | None:
    """A change or difference: printed if the report prints it, else computed from two of its cells."""
    two_things = False
    if of_two_kinds(question):
        told = _within_row(question, evidence, library)
        if told is not None:
            return told
    if question.unit != "%":  # a change in per cent is quoted, not computed
        for read in islice(sides(question, evidence, library), _READINGS):
            two_things = two_things or not read.alike
            told = _between(question, read, evidence)
            if told is not None:
                return told
    if two_things:
        return combined(question, evidence, library)
    asking = replace(question, terms=matter(question) or question.terms)
    if question.unit == "%":
        return _printed_change(asking, evidence, library)
    computed = _within_row(question, evidence, library)
    direct = _printed_change(question, evidence, library)
    if computed is None or (direct is not None and direct.confidence > computed.confidence):
        if direct is None and _COMPARES.search(question.text):
            return None  # one of the two alone is not the answer
        return direct or amount(replace(question, asked=Asked.AMOUNT), evidence, library)
    return computed


def _within_row(question: Question, evidence: Evidence, library: Library) -> Reply | None:
    """The difference of two figures of one row, as the row prints it if it does."""
    ends = row_ends(question, evidence, library)
    if ends is None:
        return None
    return printed_change(question, evidence, ends.pair) or distance(
        question, evidence, ends.pair, signed=True, over_time=ends.over_time
    )


def _between(question: Question, read: Sides, evidence: Evidence) -> Reply | None:
    """The difference of the two figures that the sides of a question ask for."""
    one, two = read.first, read.second
    firsts, seconds = found(one, evidence), found(two, evidence)
    same_period = not read.alike and one.periods == two.periods
    pair = best_pair(one, firsts, two, seconds, one_row=read.alike, same_period=same_period)
    if pair is None:
        return None
    if not read.alike:
        return distance(question, evidence, pair, signed=SUBTRACTED.search(question.text) is not None)
    pair = in_time(pair)
    return printed_change(question, evidence, pair) or distance(
        question, evidence, pair, signed=True, over_time=True
    )


def _printed_change(question: Question, evidence: Evidence, library: Library) -> Reply | None:
    wanted = (ColumnKind.CHANGE, ColumnKind.DEVIATION) if not question.kinds else question.kinds
    asking = replace(question, asked=Asked.AMOUNT, kinds=wanted)
    found = [c for c in figures(asking, evidence) if answers(question, c)]
    if found and _moves(found[0]):
        return amount(asking, evidence, library)
    return None


def _moves(candidate: FigureCandidate) -> bool:
    """Is it printed as a change, or in a sentence that tells of one?"""
    figure = candidate.figure
    if figure.kind is not FigureKind.TEXT:
        return figure.column_kind is ColumnKind.CHANGE
    return figure.column_kind in MOVES or _MOVED.search(candidate.hit.statement.text) is not None
