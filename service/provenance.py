"""Does the library say what an answer says? Each citation and figure held against its page.

`service.guard.untraced` holds an answer against its own quotes. Here the quotes are held against the
stored pages, the figures against the figures that were read where they are cited, the units against
the words they are printed in, and the text against the figures (`service.telling`). Only the cited
pages are looked up.

faults(text, figures, citations, library) -> tuple[Fault, ...]
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from index.contract import ReportSummary
from ingest.errors import LukuError
from ingest.records import Block, BlockKind, Box, Figure, Page, Period, Statement, StatementKind
from service.faults import Fault, FaultKind
from service.guard import untraced
from service.links import reader_url
from service.records import AnswerFigure, Citation
from service.stated_units import stated_unit
from service.telling import Source, mistold
from service.wording import metric_of

_KINDS = {StatementKind.ROW: "table", StatementKind.CARD: "card"}
_SPACE = re.compile(r"[\s\u00ad\u200b\ufeff]+")
_QUOTABLE = (BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.CAPTION, BlockKind.FOOTNOTE)


class Stored(Protocol):
    """What the check looks up of a library (`index.contract.Library`)."""

    def report(self, report_id: str) -> ReportSummary: ...

    def page(self, report_id: str, page: int) -> Page: ...

    def statements(self, report_id: str, page: int | None = None) -> tuple[Statement, ...]: ...


@dataclass(frozen=True, slots=True)
class _Leaf:
    """One cited page: its text without white space, its blocks, what was read from it."""

    report: ReportSummary
    squeezed: str
    blocks: tuple[Block, ...]
    statements: tuple[Statement, ...]


def faults(
    text: str, figures: Sequence[AnswerFigure], citations: Sequence[Citation], library: Stored
) -> tuple[Fault, ...]:
    """Everything of an answer that the library does not bear out; empty when it may be given.

    Covers `untraced`. Beyond it: a citation must quote one whole statement (a row, a card, a sentence,
    a line of a header) of that page of that report, with its place; a figure must be, in number, unit,
    scale, column, period, metric and entity, one that was read there; the text must tell those figures
    under their own names and units, quote verbatim, and mark each quote with its own citation.

    A name may be made longer by words that stand around the figure (section, table, report) and may be
    left out; it may not be another. A period that was not read may be the report's, or one that the
    sentence itself, the section or the table's title names.
    """
    found = [Fault(FaultKind.NUMBER, number) for number in untraced(text, figures, citations)]
    if len({citation.id for citation in citations}) != len(citations):
        found.append(Fault(FaultKind.CITATION, "two citations have one number"))
    leaves = _leaves(citations, library)
    sources: dict[int, Source] = {}
    for citation in citations:
        leaf = leaves.get((citation.report, citation.page))
        wrong = "no such page" if leaf is None else _misquoted(citation, leaf)
        if wrong:
            found.append(Fault(FaultKind.CITATION, f"[{citation.id}] {wrong}"))
        if leaf is not None:
            sources[citation.id] = _source(citation, leaf)
    found += [fault for figure in figures for fault in _figure_faults(figure, sources)]
    found += mistold(text, figures, citations, sources)
    return tuple(found)


def _leaves(citations: Iterable[Citation], library: Stored) -> Mapping[tuple[str, int], _Leaf]:
    made: dict[tuple[str, int], _Leaf] = {}
    for report, page in {(citation.report, citation.page) for citation in citations}:
        try:
            summary, stored = library.report(report), library.page(report, page)
        except LukuError:
            continue
        made[report, page] = _Leaf(
            summary, _page_text(stored), stored.blocks, library.statements(report, page)
        )
    return made


def _page_text(page: Page) -> str:
    return _squeezed(page.text)


def _squeezed(text: str) -> str:
    return _SPACE.sub("", unicodedata.normalize("NFC", text))


def _spaced(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


# --- citations ------------------------------------------------------------------------------------


def _misquoted(citation: Citation, leaf: _Leaf) -> str | None:
    """What is wrong with a citation, None where it stands as it says."""
    if not citation.quote.strip() or _squeezed(citation.quote) not in leaf.squeezed:
        return "the page does not print the quote"
    if (citation.file, citation.title) != (leaf.report.file, leaf.report.title):
        return "the report is called otherwise"
    address = reader_url(citation.report, citation.page, citation.boxes, citation.quote, citation.cells)
    if citation.url != address:
        return "the address leads elsewhere"
    if not set(citation.cells) <= {f.box for s in leaf.statements for f in s.figures if f.box}:
        return "what is pointed at is no figure of the page"
    quote = _spaced(citation.quote)
    whole = [piece for piece in _pieces(leaf) if _spaced(piece.text) == quote]
    if not whole:
        return "the quote is no whole statement of the page"
    if not any(set(citation.boxes) <= set(piece.boxes) for piece in whole):
        return "the quote stands elsewhere on the page"
    if not any((citation.kind, citation.ocr) in ((piece.kind, piece.ocr),) for piece in whole):
        return "the quote is of another kind"
    return None


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    kind: str
    boxes: tuple[Box, ...]
    ocr: bool


def _pieces(leaf: _Leaf) -> Iterator[_Piece]:
    """What may be quoted of a page: whole statements, lines of headers and units, whole blocks of text."""
    for statement in leaf.statements:
        kind = _KINDS.get(statement.kind, "text")
        yield _Piece(statement.text, kind, statement.boxes, statement.ocr)
        for figure in statement.figures:
            for quote in figure.support:
                yield _Piece(quote.text, "table", quote.boxes, figure.ocr)
                for line in quote.text.split("\n"):
                    yield _Piece(line, "table", quote.boxes, figure.ocr)
    for block in leaf.blocks:
        if block.kind in _QUOTABLE:
            boxes = (block.box,) if block.box else ()
            yield _Piece(block.text, "text", (*boxes, *(span.box for span in block.spans)), False)


def _source(citation: Citation, leaf: _Leaf) -> Source:
    quote = _spaced(citation.quote)
    own = tuple(
        statement
        for statement in leaf.statements
        if _spaced(statement.text) == quote and set(citation.boxes) <= set(statement.boxes)
    )
    return Source(leaf.report, own, leaf.statements)


# --- figures --------------------------------------------------------------------------------------


def _figure_faults(figure: AnswerFigure, sources: Mapping[int, Source]) -> Iterator[Fault]:
    if figure.printed_unit is not None:
        named = stated_unit(figure.printed_unit)
        if named is not None and not named.fits(figure):
            yield Fault(FaultKind.UNIT, f"{figure.raw} {figure.printed_unit} is not {figure.unit}")
    if figure.derivation is not None:
        for operand in figure.derivation.operands:
            yield from _figure_faults(operand, sources)
        if not _follows(figure):
            yield Fault(FaultKind.DERIVATION, figure.raw)
        return
    source = sources.get(figure.citation) if figure.citation is not None else None
    read = [(statement, stored) for statement in (source.statements if source else ())
            for stored in statement.figures if _same_number(figure, stored)]  # fmt: skip
    if not read or source is None:
        yield Fault(FaultKind.FIGURE, f"{figure.raw}: no such figure was read there")
    elif not any(_same_meaning(figure, stored, statement, source.report) for statement, stored in read):
        yield Fault(FaultKind.FIGURE, f"{figure.raw}: the page says it of something else")


def _same_number(figure: AnswerFigure, stored: Figure) -> bool:
    told = (figure.raw, figure.value, figure.unit, figure.scale, figure.ocr)
    read = (stored.raw, stored.value, stored.unit, stored.scale, stored.ocr)
    return told == read and figure.printed_unit in (stored.printed_unit, None)


def _same_meaning(figure: AnswerFigure, stored: Figure, statement: Statement, report: ReportSummary) -> bool:
    around = " ".join(
        part
        for part in (statement.text, statement.label, statement.context, *statement.section,
                     statement.entity, stored.entity, stored.column, stored.metric,
                     report.title, report.organisation, report.unit)
        if part
    )  # fmt: skip
    whose = stored.entity or statement.entity
    return (
        _same_name(figure.metric, (stored.metric, statement.label, metric_of(statement, stored)), around)
        and (figure.entity is None or _same_name(figure.entity, (whose,) if whose else ("",), around))
        and (figure.column is None or _spaced(figure.column) == _spaced(stored.column or ""))
        and (figure.period is None or _same_period(figure.period, stored, statement, report))
    )


def _same_name(told: str, own: Iterable[str], around: str) -> bool:
    """Is the name one of its own, perhaps made longer by words that stand around it?"""
    words = _words(told)
    return any(_words(name) <= words for name in own) and words <= _words(around)


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", unicodedata.normalize("NFC", text).casefold()))


def _same_period(told: Period, stored: Figure, statement: Statement, report: ReportSummary) -> bool:
    read = stored.period
    if read is not None:
        return (told.start, told.end) == (read.start, read.end) and _digits(told.label) == _digits(read.label)
    if told == report.period:
        return True
    # A row's context holds the headers of its other columns too: it does not say when.
    places = statement.section if stored.column is not None else (*statement.section, statement.text)
    years = {str(told.start.year), str(told.end.year)}
    return any(_digits(told.label) and years <= set(_digits(place)) for place in places) and all(
        year in _digits(told.label) for year in years
    )


def _digits(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\d+", text))


def _follows(figure: AnswerFigure) -> bool:
    """Is a computed figure named, measured and printed as its operands are?"""
    assert figure.derivation is not None
    operands = figure.derivation.operands
    words = frozenset(word for operand in operands for word in _words(operand.metric))
    operation = figure.derivation.operation
    ratio = operation in ("share", "growth", "quotient")
    return (
        bool(operands)
        and _words(figure.metric) <= words
        and figure.entity in (None, *(operand.entity for operand in operands))
        and figure.column in (None, *(operand.column for operand in operands))
        and figure.period in (None, *(operand.period for operand in operands))
        and (ratio or len({(operand.unit, operand.scale) for operand in (figure, *operands)}) == 1)
        and (ratio or figure.printed_unit in (None, *(operand.printed_unit for operand in operands)))
        and (operation != "quotient" or figure.printed_unit in (None, "€/asukas"))
        and figure.ocr == any(operand.ocr for operand in operands)
    )
