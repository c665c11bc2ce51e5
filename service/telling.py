"""Does the text of an answer tell its figures and quotes as they are?

The guard knows that every number of the text stands in a quote. Here: that a number is one of the
answer's figures and not its neighbour in the row, that it is told under its own name and with its own
unit, that quotes in the text are verbatim and marked with their own citation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from index.contract import ReportSummary
from ingest.records import Figure, Statement, StatementKind
from service.faults import Fault, FaultKind
from service.guard import forms, placed_numbers, plain
from service.records import AnswerFigure, Citation
from service.stated_units import EUR, StatedUnit, names_unit_of, stated_unit, unit_end, without_unit
from service.texts import every_text

_MARKS = re.compile(r"(?:\[[0-9]+\])+")
_QUOTED = re.compile(r"[”“\"]([^”“\"]*)[”“\"]")
_ALIKE = 0.6
"""The share of its words from which on a text that is no quote is taken for an altered one."""
_NEW_LEAD = re.compile(r"[\n;=]")


@dataclass(frozen=True, slots=True)
class Source:
    """What stands behind a citation: its report, the statements quoted, all statements of the page."""

    report: ReportSummary
    statements: tuple[Statement, ...]
    page: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of the text up to its marks, whole quotes taken out; no marks at the end of a text.

    `quoted` are the ids of the citations whose quotes stood in it.
    """

    text: str
    marks: frozenset[int]
    quoted: frozenset[int]


def mistold(
    text: str,
    figures: Sequence[AnswerFigure],
    citations: Sequence[Citation],
    sources: Mapping[int, Source],
) -> Iterator[Fault]:
    """What the text says otherwise than its figures and citations."""
    everything = frozenset(citation.id for citation in citations)
    quotes = {citation.id: plain(citation.quote) for citation in citations}
    texts = {citation.id for citation in citations if citation.kind == "text"}
    if figures and not _told_at_all(figures[0], text):
        yield Fault(FaultKind.WORDING, f"{figures[0].raw} is not told")
    stated = [part for figure in figures for part in _with_operands(figure)]
    for piece in _pieces(text, quotes):
        marks = piece.marks or everything
        if piece.quoted and not any(
            quotes[own] in quotes[mark] for own in piece.quoted for mark in piece.marks
        ):
            yield Fault(FaultKind.MARK, "a quote is not marked with its citation")
        near = [sources[mark] for mark in sorted(marks) if mark in sources]
        prose = [quotes[mark] for mark in sorted(marks) if mark in texts]
        yield from _altered(piece.text, prose, near, stated)
        yield from _numbers_of(piece.text, marks, stated, near)


def _told_at_all(figure: AnswerFigure, text: str) -> bool:
    return _stands_in(plain(figure.raw), plain(text))


def _with_operands(figure: AnswerFigure) -> Iterator[AnswerFigure]:
    yield figure
    for operand in figure.derivation.operands if figure.derivation else ():
        yield from _with_operands(operand)


def _pieces(text: str, quotes: Mapping[int, str]) -> Iterator[_Piece]:
    start = 0
    for match in _MARKS.finditer(text):
        marks = frozenset(map(int, re.findall(r"\d+", match.group())))
        if marks <= quotes.keys():
            yield _piece(text[start : match.start()], marks, quotes)
            start = match.end()
    if text[start:].strip(" .\n"):
        yield _piece(text[start:], frozenset(), quotes)


def _piece(text: str, marks: frozenset[int], quotes: Mapping[int, str]) -> _Piece:
    """The piece without those quotes that are text: of three words or more."""
    left = "\n".join(plain(line) for line in text.split("\n"))
    found: set[int] = set()
    for number, quote in sorted(quotes.items(), key=lambda item: (-len(item[1]), item[0] not in marks)):
        if len(_words(quote)) >= 3:
            left, times = re.subn(rf"(?<!\w){re.escape(quote)}(?!\w)", " ” ” ", left)
            found |= {number} if times else set()
    return _Piece(left, marks, frozenset(found))


def _altered(
    text: str, quotes: Sequence[str], near: Sequence[Source], stated: Sequence[AnswerFigure]
) -> Iterator[Fault]:
    """What looks like a quote and is none: neither whole nor a name that stands on the page."""
    for match in _QUOTED.finditer(text):
        said = plain(match[1])
        if _words(said) and said not in quotes and said not in _labels(near):
            yield Fault(FaultKind.WORDING, f"not verbatim: {said}")
    own = {word for item in stated for word in _words(f"{item.entity or ''} {item.printed_unit or ''}")}
    for line in _QUOTED.sub("\n", text).split("\n"):
        words = set(_words(line)) - own  # "Kaupunki: 4 870 euroa asukasta kohden" is no quote
        for quote in quotes if len(words) >= 4 else ():
            if len(words & set(_words(quote))) >= _ALIKE * len(words):
                yield Fault(FaultKind.WORDING, f"nearly a quote: {line}")


def _labels(near: Sequence[Source]) -> frozenset[str]:
    return frozenset(
        plain(name)
        for source in near
        for statement in source.page
        for name in (statement.label, statement.entity or "", *statement.section)
    )


# --- numbers --------------------------------------------------------------------------------------


def _numbers_of(
    text: str, marks: frozenset[int], stated: Sequence[AnswerFigure], near: Sequence[Source]
) -> Iterator[Fault]:
    here = [figure for figure in stated if _cited(figure) <= marks]
    claims: dict[str, list[AnswerFigure]] = {}
    for figure in here:
        for form in forms((plain(figure.raw),)):
            claims.setdefault(form, []).append(figure)
    named = forms(plain(name) for figure in here for name in (*_names(figure), figure.printed_unit) if name)
    stored = (figure.raw for source in near for item in source.statements for figure in item.figures)
    read = forms(map(plain, stored))
    computed = any(figure.derivation for figure in here)
    scales = [place for figure in here for place in _units_with_digits(text, figure)]
    begun = 0
    for number, start, end in placed_numbers(text):
        if any(first <= start < last for first, last in scales):
            continue
        bare = re.sub(r"(?<=\d)[^\W\d_]+$", "", number)
        told = claims.get(number) or claims.get(bare)
        if told:
            lead = _NEW_LEAD.split(text[begun:start])[-1]
            begun = unit_end(text, end)
            if not any(_unit_agrees(text, end - (len(number) - len(bare)), figure) for figure in told):
                yield Fault(FaultKind.UNIT, f"{number}: another unit in the text")
            if not any(_named_right(lead, figure, near) for figure in told):
                yield Fault(FaultKind.WORDING, f"{lead}{number}: another's name")
        elif (number in read or bare in read) and number not in named:
            yield Fault(FaultKind.WORDING, f"{number} is none of the figures")
    if computed:
        yield from _operands_named(text, here, near)


def _units_with_digits(text: str, figure: AnswerFigure) -> Iterator[tuple[int, int]]:
    """Where the "1 000 €" of "(yksikkö 1 000 €)" stands: that 1 000 is no figure."""
    unit = plain(figure.printed_unit or "")
    if unit[:1].isdigit():
        for match in re.finditer(rf"\([^()\d]*({re.escape(unit)})", text):
            yield match.span(1)


def _cited(figure: AnswerFigure) -> frozenset[int]:
    """The citations that must mark a piece of text which tells the figure; never empty."""
    if figure.derivation is None:
        return frozenset((figure.citation if figure.citation is not None else -1,))
    return frozenset(number for operand in figure.derivation.operands for number in _cited(operand))


def _unit_agrees(text: str, end: int, figure: AnswerFigure) -> bool:
    """Is the unit behind a number the figure's, and a scale told somewhere where there is one?"""
    printed = plain(figure.printed_unit) if figure.printed_unit else None
    behind = text[end:].removeprefix(" ")
    if printed and re.match(re.escape(printed) + r"(?![\w/])(?! /)", behind):
        return True
    unit = stated_unit(text, end)
    if unit is not None:
        return _fits(unit, figure)
    scaled = figure.scale != 1 or figure.unit == "%"
    return not scaled or printed is None or printed in text or names_unit_of(text, figure)


def _named_right(lead: str, figure: AnswerFigure, near: Sequence[Source]) -> bool:
    """Does the text before a number name no other row, column, owner or unit than the figure's?"""
    rest = _unclaimed(lead, (figure,), near)
    return rest is not None and _units_agree(rest, figure)


def _unclaimed(text: str, figures: Sequence[AnswerFigure], near: Sequence[Source]) -> str | None:
    """The text without the names of its figures; None where it names something else.

    Known names are looked for, the longest first; a proper name that nothing around the figures has
    is another's too.
    """
    rest = _folded(text)
    own = {
        _folded(name) for figure in figures for name in (*_names(figure), *_read_names(figure, near)) if name
    }
    around = _folded(" ".join(part for figure in figures for part in _around(figure, near)))
    columns = _neighbour_columns(figures, near)
    for name in sorted({*own, *_others(near)}, key=len, reverse=True):
        if not name or name not in rest:  # most are not there: no pattern is made of them
            continue
        pattern = rf"(?<!\w){re.escape(name)}(?!-?\w)"
        if not re.search(pattern, rest):
            continue
        if name not in own and (name in columns or not _stands_in(name, around)):
            return None  # a neighbour column's name stays its own, though the label holds the same word
        rest = re.sub(pattern, " ", rest)
    known = _vocabulary() | set(_words(around))
    strange = (word for word in re.findall(r"[^\W\d_]{4,}", text) if word[0].isupper())
    return rest if all(any(_kin(word.casefold(), other) for other in known) for word in strange) else None


def _neighbour_columns(figures: Sequence[AnswerFigure], near: Sequence[Source]) -> frozenset[str]:
    """The column names on the cards cited that are none of the figures' own."""
    own = {_folded(name) for figure in figures for name in _column_names(figure) if name}
    found = {
        _folded(name)
        for source in near
        for statement in source.statements
        if statement.kind is StatementKind.CARD
        for stored in statement.figures
        for name in _column_names(stored)
        if name
    }
    return frozenset(found - own)


def _units_agree(rest: str, figure: AnswerFigure) -> bool:
    for match in re.finditer(r"(?<![^\W\d_])(?:[^\W\d_]{2,}|[€%])", rest):
        unit = stated_unit(rest, match.start())
        if unit is not None and not _fits(unit, figure):
            return False
    return True


def _fits(unit: StatedUnit, figure: AnswerFigure) -> bool:
    per = figure.unit is not None and figure.unit.startswith(EUR) and figure.unit != EUR
    return unit.fits(figure) and (unit.kind != EUR or unit.per == per)


def _stands_in(name: str, around: str) -> bool:
    return name in around and re.search(rf"(?<!\w){re.escape(name)}(?!-?\w)", around) is not None


def _names(figure: AnswerFigure) -> tuple[str, ...]:
    period = figure.period.label if figure.period else ""
    return (figure.metric, figure.entity or "", *_column_names(figure), period)


def _column_names(figure: AnswerFigure | Figure) -> tuple[str, str]:
    """A column's header, and the same without the unit that may stand in it."""
    column = " ".join((figure.column or "").split())
    return column, without_unit(column)


def _read_names(figure: AnswerFigure, near: Sequence[Source]) -> Iterator[str]:
    """The names that the figure was read under: the answer may leave them out of the figure's record."""
    for source in near:
        for statement in source.statements:
            for stored in statement.figures:
                if stored.raw == figure.raw and figure.column in (None, stored.column):
                    yield from (stored.metric, stored.entity or "", *_column_names(stored))
                    yield stored.period.label if stored.period else ""


def _around(figure: AnswerFigure, near: Sequence[Source]) -> Iterator[str]:
    """What may be said of a figure besides its own names: where it stands, not what stands beside it."""
    yield from _names(figure)
    for source in near:
        yield from (
            part for part in (source.report.title, source.report.organisation, source.report.unit) if part
        )
        for statement in source.statements:
            yield from (statement.label, statement.entity or "", *statement.section)


def _others(near: Sequence[Source]) -> Iterator[str]:
    """The names on the cited pages: columns of the cited rows, rows and owners of the whole page."""
    for source in near:
        for statement in source.statements:
            for figure in statement.figures:
                yield from map(_folded, _column_names(figure))
        for statement in source.page:
            if statement.figures:
                yield from map(_folded, (_label(statement.label), statement.entity or ""))


def _label(label: str) -> str:
    """A row's or card's label; a whole sentence is no name."""
    return label if len(label.split()) <= 12 else ""


def _operands_named(text: str, here: Sequence[AnswerFigure], near: Sequence[Source]) -> Iterator[Fault]:
    """Beside a calculation its operands are named, none other, their columns in their order."""
    for figure in here:
        if figure.derivation is None:
            continue
        operands = figure.derivation.operands
        if _unclaimed(text, (figure, *operands), near) is None:
            yield Fault(FaultKind.WORDING, f"{figure.raw}: named after what it was not computed from")
        owners = list(_owners(_folded(text), operands))
        if owners and set(owners) != {place for place, item in enumerate(operands) if item.column}:
            yield Fault(FaultKind.WORDING, f"{figure.raw}: not all operands are named")
        if len(set(owners)) == len(owners) and owners != sorted(owners):
            yield Fault(FaultKind.WORDING, f"{figure.raw}: its operands are named in another order")


def _owners(text: str, operands: Sequence[AnswerFigure]) -> Iterator[int]:
    """Whose columns a text names, in the order of naming; a column of several operands is of all."""
    found: list[tuple[int, int]] = []
    columns = [{_folded(name) for name in _column_names(operand)} for operand in operands]
    for name in sorted({name for names in columns for name in names if name}, key=len, reverse=True):
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!-?\w)", text):
            found += [(match.start(), place) for place, names in enumerate(columns) if name in names]
            text = text[: match.start()] + " " * len(name) + text[match.end() :]
    for _, place in sorted(found):
        yield place


# --- words ----------------------------------------------------------------------------------------


def _folded(text: str) -> str:
    return plain(text).casefold()


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.casefold())


def _kin(word: str, other: str) -> bool:
    """Two forms of one word, as far as endings go: "lautakuntien", "lautakunta"."""
    short, long = sorted((len(word), len(other)))
    if short < 4:
        return word == other
    same = next((n for n, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), short)
    return same >= (4 if short == 4 else max(3, short - 2)) and long - same <= 6


@cache
def _vocabulary() -> frozenset[str]:
    """The words that Luku itself says in answers."""
    return frozenset(word for text in every_text("answer") for word in _words(text))
