"""Wording: chosen evidence becomes sentences, quotes and figures.

Labels are quoted as printed and never inflected, so no Finnish ending can go wrong.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from ingest.numbers import find_unit
from ingest.records import Figure, FigureKind, Statement, StatementKind
from service.choose import FigureCandidate
from service.citations import Citations
from service.records import AnswerFigure, Derivation, Language
from service.texts import say


@dataclass(frozen=True, slots=True)
class Worded:
    """A piece of an answer: its text and the figures it states."""

    text: str
    figures: tuple[AnswerFigure, ...] = ()


def number_text(figure: Figure, language: Language) -> str:
    """The number as printed with its unit: "8,5 milj. euroa", "68 902 (yksikkö 1 000 euroa)"."""
    unit = figure.printed_unit
    if (
        unit and figure.raw.isalpha() and unit.startswith(figure.raw)
    ):  # "miljoonalla eurolla": the number is a word of its unit
        return f"{figure.qualifier} {unit}" if figure.qualifier else unit
    number = f"{figure.qualifier} {figure.raw}" if figure.qualifier else figure.raw
    if not unit:
        return number
    if figure.kind is FigureKind.TABLE and (unit[0].isdigit() or "/" in unit):
        quoted_unit = any(unit in quote.text for quote in figure.support)
        if unit[0].isdigit() and not quoted_unit and figure.unit == "EUR" and figure.scale == 1000:
            return say("answer.thousands", language, number=number)
        return say("answer.in_unit", language, number=number, unit=unit)
    return f"{number} {unit}"


def figure_answer(candidate: FigureCandidate, citations: Citations, language: Language) -> Worded:
    """One figure: what it is, the number with its unit, and for a sentence the sentence itself."""
    figure = candidate.figure
    statement = candidate.hit.statement
    made = stated(candidate, citations)
    number = number_text(figure, language)
    if figure.kind is FigureKind.TEXT:
        whose = statement.entity
        head = f"{whose}: {number}." if whose and not re.search(r"\d", whose) else f"{number}."
        return Worded(f"{head.replace('..', '.')} ”{statement.text}” {mark(made)}", (made,))
    head = f"{named(statement, figure)}: {number}"
    more = citations.support(candidate.report, figure, head)
    marks = "".join(f"[{number}]" for number in dict.fromkeys((made.citation, *more)))
    return Worded(f"{head} {marks}", (made,))


def metric_of(statement: Statement, figure: Figure) -> str:
    """What a figure is of, as printed. A card's label may say the column or the time of its large number
    ("KATE ENNUSTE 1,2 (2024: 1,1)"), which the numbers beside that one do not share."""
    label = " ".join(figure.metric.split()) or statement.label
    main = statement.figures[0] if statement.figures else figure
    if statement.kind is not StatementKind.CARD or (main.raw, main.box) == (figure.raw, figure.box):
        return label
    for said in (main.column, main.period.label if main.period else None):
        if said and said != figure.column and label.casefold().endswith(f" {said.casefold()}"):
            return label[: -len(said)].rstrip(" ,")
    return label


def named(statement: Statement, figure: Figure) -> str:
    """What a figure of a row or card is: unit, label, column, each as printed."""
    label = metric_of(statement, figure)
    parts = [label]
    entity = statement.entity
    if entity and entity.casefold() not in label.casefold() and not re.search(r"\d", entity):
        parts.insert(0, f"{entity} –")
    column = _column_name(figure.column)
    if column and column.casefold() not in label.casefold():
        parts[-1] += ","
        parts.append(column)
    return " ".join(parts)


def _column_name(column: str | None) -> str:
    """A column's header without the unit that stands in it: "2024 1 000 €" is the column 2024."""
    text = " ".join((column or "").split())
    unit = find_unit(text)
    if unit is not None and any(char.isdigit() for char in unit.text):
        text = " ".join(text.replace(unit.text, " ").split()).strip(" ,;()")
    return text


def quoted(statement: Statement, report: str, citations: Citations) -> str:
    """A statement in its own words with its citation."""
    number = citations.statement(report, statement)
    if statement.kind is StatementKind.DEFINITION:
        named = statement.label.casefold() in statement.text.casefold()
        return f"{statement.text} [{number}]" if named else f"{statement.label}: {statement.text} [{number}]"
    return f"”{statement.text}” [{number}]"


def stated(candidate: FigureCandidate, citations: Citations) -> AnswerFigure:
    """The candidate's figure as the answer's JSON gives it, its statement cited."""
    figure = candidate.figure
    return AnswerFigure(
        raw=figure.raw, printed_unit=figure.printed_unit, value=figure.value, unit=figure.unit,
        scale=figure.scale, entity=figure.entity or citations.owner(candidate.report),
        metric=metric_of(candidate.hit.statement, figure),
        column=figure.column,
        period=figure.period,
        citation=citations.statement(candidate.report, candidate.hit.statement, figure),
        ocr=figure.ocr, proved=figure.proved,
    )  # fmt: skip


def difference(later: AnswerFigure, earlier: AnswerFigure) -> AnswerFigure:
    """`later` - `earlier`, printed in the scale and with the decimals of its operands."""
    value = later.value - earlier.value
    places = max(_places(later.raw), _places(earlier.raw))
    return AnswerFigure(
        raw=printed(value / later.scale, places), printed_unit=later.printed_unit, value=value,
        unit=later.unit, scale=later.scale, entity=later.entity, metric=later.metric, column=None,
        period=later.period, citation=None, derivation=Derivation("difference", (later, earlier)),
        ocr=later.ocr or earlier.ocr,
    )  # fmt: skip


def total(*parts: AnswerFigure) -> AnswerFigure:
    """The sum of figures of one unit, printed in the scale and with the decimals of its operands."""
    value = sum((part.value for part in parts), Decimal(0))
    places = max(_places(part.raw) for part in parts)
    first = parts[0]
    return AnswerFigure(
        raw=printed(value / first.scale, places).lstrip("+"), printed_unit=first.printed_unit, value=value,
        unit=first.unit, scale=first.scale, entity=first.entity, metric=first.metric, column=first.column,
        period=first.period, citation=None, derivation=Derivation("sum", parts),
        ocr=any(part.ocr for part in parts),
    )  # fmt: skip


def share(part: AnswerFigure, whole: AnswerFigure) -> AnswerFigure:
    """What part of `whole` the other is, in per cent; a cost printed with a minus is taken by its size."""
    values = (part.value, whole.value)
    one, two = (abs(value) for value in values) if values[0] * values[1] < 0 else values
    exact = 100 * one / two
    value = exact.quantize(Decimal("0.1") if abs(exact) >= 1 else Decimal("0.01"), ROUND_HALF_UP)
    return _divided(value, "%", "%", Derivation("share", (part, whole)))


def per_head(money: AnswerFigure, heads: AnswerFigure) -> AnswerFigure:
    """Money for each inhabitant: in whole euros, small sums with cents."""
    exact = money.value / heads.value
    value = exact.quantize(Decimal(1) if abs(exact) >= 100 else Decimal("0.01"), ROUND_HALF_UP)
    return _divided(value, "EUR/asukas", "€/asukas", Derivation("quotient", (money, heads)))


def _divided(value: Decimal, unit: str, printed_unit: str, derivation: Derivation) -> AnswerFigure:
    first, second = derivation.operands
    places = max(0, -int(value.as_tuple().exponent))
    return AnswerFigure(
        raw=printed(value, places).lstrip("+"), printed_unit=printed_unit, value=value, unit=unit, scale=1,
        entity=first.entity, metric=first.metric, column=None, period=first.period, citation=None,
        derivation=derivation, ocr=first.ocr or second.ocr,
    )  # fmt: skip


def bracketed(raw: str) -> str:
    """A number that comes after a sign of operation: its own sign in parentheses."""
    return f"({raw})" if raw[:1] in "-+−–" else raw


def printed(value: Decimal, places: int) -> str:
    """A computed number in Finnish spelling: sign, groups of three, decimal comma."""
    sign = "-" if value < 0 else "+" if value > 0 else ""
    whole, _, rest = f"{abs(value):.{places}f}".partition(".")
    groups = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", " ", whole)
    return f"{sign}{groups},{rest}" if rest else f"{sign}{groups}"


def _places(raw: str) -> int:
    _, comma, rest = raw.rpartition(",")
    return len(re.sub(r"\D", "", rest)) if comma else 0


def mark(figure: AnswerFigure) -> str:
    return f"[{figure.citation}]" if figure.citation is not None else ""
