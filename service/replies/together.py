"""How two figures are told beside each other: both as printed, their difference computed and shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from ingest.records import FigureKind
from service.choose import Evidence, FigureCandidate
from service.citations import Citations
from service.question import Question
from service.records import AnswerFigure
from service.replies.base import Reply
from service.replies.parts import MOVES, Pair
from service.texts import say
from service.wording import bracketed, difference, figure_answer, mark, named, number_text, quoted, stated

_Operands = tuple[FigureCandidate, FigureCandidate]


def development(question: Question, evidence: Evidence, pair: Pair, *between: FigureCandidate) -> Reply:
    """From the first figure to the second: both, which way it went, and by how much. THE figure is the
    later one. A change that the row prints is quoted."""
    citations = Citations(evidence.reports)
    texts = [say(_direction(pair), question.language)]
    made = [stated(candidate, citations) for candidate in (pair.second, *between, pair.first)]
    change = _change_printed(pair)
    told: tuple[FigureCandidate, ...] = (pair.first, *between, pair.second)
    if change is not None:
        told = (*told, change)
        made.append(stated(change, citations))
    elif pair.subtracts:
        told = between
    texts += [f"{figure_answer(each, citations, question.language).text}." for each in told]
    if change is None and pair.subtracts:
        result = difference(made[0], made[-1])
        texts.append(_calculation(question, (pair.second, pair.first), result, citations))
        made.append(result)
    return Reply(" ".join(texts), tuple(made), citations.all, pair.sure)


def in_time(pair: Pair) -> Pair:
    """The pair with the later figure first."""
    ends = [each.figure.period.end if each.figure.period else None for each in (pair.first, pair.second)]
    later = ends[0] is not None and ends[1] is not None and ends[0] < ends[1]
    return replace(pair, first=pair.second, second=pair.first) if later else pair


def printed_change(question: Question, evidence: Evidence, pair: Pair) -> Reply | None:
    """The difference of two figures of one row as that row prints it, with both; None where it does not."""
    change = _change_printed(pair)
    if change is None:
        return None
    citations = Citations(evidence.reports)
    worded = [figure_answer(each, citations, question.language) for each in (change, pair.first, pair.second)]
    told = tuple(figure for piece in worded for figure in piece.figures)
    return Reply(" ".join(piece.text for piece in worded), told, citations.all, pair.sure)


def _change_printed(pair: Pair) -> FigureCandidate | None:
    """The change between two figures of one row where that row prints it too."""
    hit = pair.first.hit
    if hit.statement.id != pair.second.hit.statement.id or pair.first.report != pair.second.report:
        return None
    apart = abs(_value(pair.first) - _value(pair.second))
    for figure in hit.statement.figures:
        alike = (figure.unit, figure.scale) == (pair.first.figure.unit, pair.first.figure.scale)
        if apart and figure.column_kind in MOVES and alike and abs(figure.value) == apart:
            return replace(pair.first, figure=figure)
    return None


def distance(
    question: Question, evidence: Evidence, pair: Pair, signed: bool, over_time: bool = False
) -> Reply | None:
    """By how much the two differ, which one is larger, both as printed. THE figure is the difference.

    `signed`: the second is taken from the first as the question says; else the smaller from the larger.
    `over_time`: the first is the later one of the same thing; told is which way it went. None where they
    do not subtract.
    """
    if not pair.subtracts:
        return None
    one, two = pair.first, pair.second
    upper, lower = (one, two) if signed or _value(one) >= _value(two) else (two, one)
    citations = Citations(evidence.reports)
    first, second = stated(upper, citations), stated(lower, citations)
    result = difference(first, second)
    if not signed:
        result = replace(result, raw=result.raw.lstrip("+"))
    texts = [_calculation(question, (upper, lower), result, citations)]
    if over_time:
        texts.append(say(_direction(replace(pair, first=two, second=one)), question.language))
    elif _value(one) != _value(two) and one.hit.statement.id != two.hit.statement.id:
        texts.append(_larger(question, pair, citations))
    return Reply(" ".join(texts), (result, first, second), citations.all, pair.sure)


def _calculation(question: Question, pair: _Operands, result: AnswerFigure, citations: Citations) -> str:
    """ "Erotus: 40 (yksikkö 1 000 euroa) = 100 − 60 (what; what) [1][2]"."""
    language = question.language
    shown = number_text(replace(pair[0].figure, raw=result.raw, qualifier=None), language)
    sides = f"{pair[0].figure.raw} − {bracketed(pair[1].figure.raw)}"
    names = "; ".join(dict.fromkeys(filter(None, map(_name, pair))))
    text = f"{say('answer.difference', language, result=shown)} = {sides}{f' ({names})' if names else ''}"
    marks = [stated(each, citations).citation for each in pair]
    marks += [number for each in pair for number in citations.support(each.report, each.figure, text)]
    text = f"{text} " + "".join(f"[{number}]" for number in dict.fromkeys(marks))
    said = [each for each in pair if each.figure.kind is FigureKind.TEXT]
    quotes = dict.fromkeys(quoted(each.hit.statement, each.report, citations) for each in said)
    return " ".join((text, *quotes))


def _name(candidate: FigureCandidate) -> str:
    """What one operand is; a sentence's figure is told by its sentence."""
    if candidate.figure.kind is FigureKind.TEXT:
        return ""
    return named(candidate.hit.statement, candidate.figure)


def _larger(question: Question, pair: Pair, citations: Citations) -> str:
    """Which of the two is larger; of two that are printed with a minus, without it."""
    size: Callable[[FigureCandidate], Decimal] = _value
    costs = _value(pair.first) < 0 and _value(pair.second) < 0
    if costs:
        size = _size
    larger = max(pair.first, pair.second, key=size)
    figure = larger.figure
    statement = larger.hit.statement
    whose = statement.entity or ""
    label = statement.label if figure.kind is not FigureKind.TEXT else whose
    name = label if whose.casefold() in label.casefold() else f"{whose} – {label}"
    what = f"{name}: {number_text(figure, question.language)}"
    text = say("answer.larger_unsigned" if costs else "answer.larger", question.language, what=what)
    made = stated(larger, citations)
    marks = citations.support(larger.report, figure, text)
    return f"{text} {mark(made)}{''.join(f'[{number}]' for number in marks)}"


def _direction(pair: Pair) -> str:
    """The text that says which way it went; of costs printed with a minus, which way their size did."""
    before, after = _value(pair.first), _value(pair.second)
    if before < 0 and after < 0:
        if before == after:
            return "answer.unchanged"
        return "answer.grew_unsigned" if after < before else "answer.fell_unsigned"
    if before == after:
        return "answer.unchanged"
    return "answer.grew" if after > before else "answer.fell"


def _value(candidate: FigureCandidate) -> Decimal:
    return candidate.figure.value


def _size(candidate: FigureCandidate) -> Decimal:
    return abs(candidate.figure.value)
