"""Lies about what an answer rests on: its marks, pages and quotes, its computations."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from attack_tools import Target, Told, alone, moved, put_at, says_too, with_citation, with_quote
from fakes import FakeLibrary

from ingest.records import Box, Period
from service.links import reader_url
from service.records import AnswerFigure, Derivation

# --- citations ------------------------------------------------------------------------------------


def marks_elsewhere(target: Target) -> Iterator[Told]:
    told, own = target.told, target.citation
    ids = {citation.id for citation in told.citations}
    for citation in told.citations:
        if not re.search(alone(target.figure.raw), citation.quote):
            yield target.with_figure(citation=citation.id)
            yield replace(
                told, text=re.sub(rf"(\[\d+\])*\[{own.id}\](\[\d+\])*", f"[{citation.id}]", told.text)
            )
    for strange in (max(ids) + 1, 0, 99):
        yield target.with_figure(citation=strange)
    yield target.with_figure(citation=None)


def wrong_pages(target: Target) -> Iterator[Told]:
    own = target.citation
    last = target.library.report(own.report).pages
    for page in (own.page - 1, own.page + 1, 1, last, last + 1, 0, -1):
        yield from moved(target, own.report, page)
    for other in target.library.reports():
        if other.id != own.report and not says_too(target, other.id, own.page):
            yield from moved(target, other.id, own.page)
            named = replace(own, report=other.id, file=other.file, title=other.title)
            url = reader_url(other.id, own.page, own.boxes, own.quote, own.cells)
            yield with_citation(target.told, replace(named, url=url))
    yield with_citation(target.told, replace(own, report="ei-ole"))
    yield with_citation(target.told, replace(own, title=f"{own.title} 1899"))
    yield with_citation(target.told, replace(own, file=f"x-{own.file}"))
    yield with_citation(target.told, replace(own, url=own.url.replace("?page=", "?page=1")))
    if own.boxes:
        away = tuple(Box(box.x0, box.top + 40, box.x1, box.bottom + 40) for box in own.boxes)
        url = reader_url(own.report, own.page, away, own.quote, own.cells)
        yield with_citation(target.told, replace(own, boxes=away, url=url))
        elsewhere = (*own.cells, away[0])
        url = reader_url(own.report, own.page, own.boxes, own.quote, elsewhere)
        yield with_citation(target.told, replace(own, cells=elsewhere, url=url))


def altered_quotes(told: Told, library: FakeLibrary) -> Iterator[Told]:
    """A word changed, dropped or put in; a digit changed; in the citation, in the text, in both."""
    for citation in told.citations:
        words = citation.quote.split(" ")
        places = [at for at, word in enumerate(words) if re.search(r"\w", word)]
        forged = []
        for at in places:
            forged.append(" ".join([*words[:at], "tuskin", *words[at + 1 :]]))
            forged.append(" ".join([*words[: at + 1], "ei", *words[at + 1 :]]))
            if len(places) > 2:
                forged.append(" ".join([*words[:at], *words[at + 1 :]]))
        for digit in re.finditer(r"\d", citation.quote):
            at = digit.start()
            forged.append(f"{citation.quote[:at]}{(int(digit.group()) + 1) % 10}{citation.quote[at + 1 :]}")
        printed = {" ".join(item.text.split()) for item in library.statements(citation.report, citation.page)}
        for quote in forged:
            if " ".join(quote.split()) in printed or not quote.strip():
                continue
            changed = with_quote(told, citation, quote)
            yield changed
            if len(places) > 4 and citation.quote in told.text:
                text = told.text.replace(citation.quote, quote)
                yield replace(told, text=text)
                yield replace(changed, text=text)


def spliced_quotes(told: Told, library: FakeLibrary) -> Iterator[Told]:
    """Two statements of a page as one: label of one and numbers of the other, halves, one after the other."""
    for citation in told.citations:
        page = library.statements(citation.report, citation.page)
        own = next((item for item in page if item.text == citation.quote), None)
        if own is None:
            continue
        at = page.index(own)
        for other in (*page[max(0, at - 3) : at], *page[at + 1 : at + 4]):
            first, second = own.text.split(), other.text.split()
            rest = own.text.removeprefix(own.label)
            for quote in (
                f"{own.text}  {other.text}",
                f"{other.text} {own.text}",
                f"{other.label}{rest}",
                f"{own.label}{other.text.removeprefix(other.label)}",
                " ".join([*first[: len(first) // 2], *second[len(second) // 2 :]]),
                " ".join([*second[: len(second) // 2 + 1], *first[len(first) // 2 :]]),
            ):
                if any(" ".join(quote.split()) == " ".join(item.text.split()) for item in page):
                    continue
                forged = with_quote(told, citation, quote)
                yield forged
                if citation.quote in told.text:
                    yield replace(forged, text=told.text.replace(citation.quote, quote))


def swapped_marks(told: Told, library: FakeLibrary) -> Iterator[Told]:
    """Quotes of text marked with each other's citation; marks of citations that are not there."""
    texts = [citation for citation in told.citations if f"”{citation.quote}” [{citation.id}]" in told.text]
    for citation in texts:
        for other in told.citations:
            if citation.quote not in other.quote:
                good = f"”{citation.quote}” [{citation.id}]"
                yield replace(told, text=told.text.replace(good, f"”{citation.quote}” [{other.id}]"))
        yield replace(told, citations=tuple(c for c in told.citations if c.id != citation.id))


# --- computed -------------------------------------------------------------------------------------

_NEVER = Period("1899", date(1899, 1, 1), date(1899, 12, 31))


def wrong_computations(told: Told, library: FakeLibrary) -> Iterator[Told]:
    """Other operands, operations, results and names of a computed figure, or another calculation shown."""
    for place, figure in enumerate(told.figures):
        if figure.derivation is None:
            continue
        for changed in (*_other_operands(figure), *_other_results(figure)):
            yield replace(told, figures=put_at(told.figures, place, changed))
        rounded = f"{round(figure.value / figure.scale, -1):f}"
        text = told.text.replace(figure.raw, rounded, 1)
        if rounded != figure.raw:
            yield replace(told, text=text)
            result = replace(figure, raw=rounded, value=Decimal(rounded) * figure.scale)
            if result.value != figure.value:
                yield Told(text, put_at(told.figures, place, result), told.citations)
        for text in _other_calculations(told.text, figure):
            yield replace(told, text=text)


def _other_operands(figure: AnswerFigure) -> Iterator[AnswerFigure]:
    assert figure.derivation is not None
    operation, operands = figure.derivation.operation, figure.derivation.operands
    made = [
        Derivation(wrong, operands)
        for wrong in ("sum", "difference", "share", "average")
        if wrong != operation
    ]
    made += [Derivation(operation, wrong) for wrong in ((), operands[:1], (*operands, operands[0]))]
    if operation == "difference":
        made.append(Derivation(operation, operands[::-1]))
    for place, operand in enumerate(operands):
        for changed in (
            replace(operand, citation=None), replace(operand, citation=99),
            replace(operand, value=operand.value + 1), replace(operand, value=-operand.value),
            replace(operand, raw=f"1{operand.raw}"), replace(operand, unit="HTV"),
            replace(operand, scale=operand.scale * 1000), replace(operand, metric="Muu"),
            replace(operand, entity="Yöpuun vesiosuuskunta"), replace(operand, column="Muu 1899"),
            replace(operand, period=_NEVER),
        ):  # fmt: skip
            made.append(Derivation(operation, put_at(operands, place, changed)))
    yield from (replace(figure, derivation=derivation) for derivation in made)
    yield replace(figure, derivation=None)
    yield replace(figure, derivation=None, citation=operands[0].citation)


def _other_results(figure: AnswerFigure) -> Iterator[AnswerFigure]:
    for raw, value in (
        (f"{figure.raw}0", figure.value * 10),
        (figure.raw, figure.value + 1),
        (figure.raw, -figure.value),
        (f"{figure.raw[:-1]}{(int(figure.raw[-1]) + 1) % 10}", figure.value),
    ):
        yield replace(figure, raw=raw, value=value)
    yield replace(figure, unit="%")
    yield replace(figure, scale=figure.scale * 1000, value=figure.value * 1000)
    yield replace(figure, printed_unit="mrd. €")
    yield replace(figure, entity="Yöpuun vesiosuuskunta")
    yield replace(figure, metric="Aivan muu")
    yield replace(figure, period=_NEVER)


def _other_calculations(text: str, figure: AnswerFigure) -> Iterator[str]:
    assert figure.derivation is not None
    one, two, *_ = figure.derivation.operands
    for raw in (figure.raw, one.raw, two.raw):
        yield text.replace(raw, re.sub(r"\d", lambda digit: str((int(digit[0]) + 1) % 10), raw, count=1), 1)
    if figure.derivation.operation == "difference":
        yield text.replace(f"{one.raw} − {two.raw}", f"{two.raw} − {one.raw}")
        if one.column and two.column and one.column != two.column:
            swapped = text.replace(one.column, "\0").replace(two.column, one.column)
            yield swapped.replace("\0", two.column)


ON_CITATIONS: Mapping[str, Callable[[Target], Iterator[Told]]] = {
    "mark moved": marks_elsewhere,
    "wrong page": wrong_pages,
}
ON_ANSWERS: Mapping[str, Callable[[Told, FakeLibrary], Iterator[Told]]] = {
    "quote altered": altered_quotes,
    "quote spliced": spliced_quotes,
    "marks swapped": swapped_marks,
    "computation": wrong_computations,
}
