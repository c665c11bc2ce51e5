"""What attacks on the guard are made with.

An attack takes a true answer and changes one thing, and what hangs on it, so that the lie is as
consistent as a liar could make it. What would still be true is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeVar

from fakes import FakeLibrary

from ingest.records import Figure, Statement
from service.citations import Citations
from service.links import reader_url
from service.records import AnswerFigure, Citation

SIGNS = ("-", "−", "–", "‐", "‑", "‒", "—", "﹣", "－", "⁻", "➖", "˗")


@dataclass(frozen=True, slots=True)
class Told:
    """What a guard sees of an answer."""

    text: str
    figures: tuple[AnswerFigure, ...]
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """A true answer, the library behind it, and one of its printed figures with where it was read."""

    told: Told
    library: FakeLibrary
    place: int
    figure: AnswerFigure
    citation: Citation
    statement: Statement
    stored: Figure

    @property
    def page(self) -> tuple[Statement, ...]:
        return self.library.statements(self.citation.report, self.citation.page)

    def with_figure(self, **changes: object) -> Told:
        """The answer with its figure changed, its text as it was."""
        changed = replace(self.figure, **changes)  # type: ignore[arg-type]  # fields by name
        return replace(self.told, figures=put_at(self.told.figures, self.place, changed))

    def with_text(self, old: str, new: str) -> Told | None:
        """The answer with a piece of its text (outside quotes) changed; None where it is not there."""
        text = outside_quotes(self.told, old, new)
        return None if text is None else replace(self.told, text=text)

    def with_number(self, raw: str, value: Decimal) -> Iterator[Told]:
        """Another number: in the text, as the figure, in both, and in the quote too."""
        said = self.with_text(self.figure.raw, raw)
        stated = self.with_figure(raw=raw, value=value)
        if said is not None:
            yield said
            yield replace(stated, text=said.text)
        yield stated
        quote = re.sub(alone(self.figure.raw), lambda _: raw, self.citation.quote, count=1)
        if quote != self.citation.quote:
            forged = with_quote(stated, self.citation, quote)
            yield forged
            if said is not None:
                yield replace(forged, text=said.text.replace(self.citation.quote, quote))


def targets(told: Told, library: FakeLibrary) -> Iterator[Target]:
    """Each printed figure of an answer, with the statement that it was read in."""
    cited = {citation.id: citation for citation in told.citations}
    for place, figure in enumerate(told.figures):
        if figure.citation is None or not re.search(r"\d", figure.raw):
            continue
        citation = cited[figure.citation]
        for statement in library.statements(citation.report, citation.page):
            if statement.text != citation.quote or statement.boxes != citation.boxes:
                continue
            for stored in statement.figures:
                if (stored.raw, stored.column, stored.value) == (figure.raw, figure.column, figure.value):
                    yield Target(told, library, place, figure, citation, statement, stored)
                    break


_T = TypeVar("_T")


def put_at(items: tuple[_T, ...], place: int, item: _T) -> tuple[_T, ...]:
    return (*items[:place], item, *items[place + 1 :])


def alone(raw: str) -> str:
    return rf"(?<![\w,.]){re.escape(raw)}(?![\w]|[,. ]\d)"


def renumbered(target: Target, raw: str) -> Iterator[Told]:
    """The number `raw` instead, its value as it would be read."""
    digits = re.sub(r"[^\d,]", "", raw).replace(",", ".")
    worth = Decimal(digits or 0) * target.figure.scale
    if re.search(r"\d", raw):
        yield from target.with_number(raw, -worth if target.figure.value < 0 else worth)


def outside_quotes(told: Told, old: str, new: str) -> str | None:
    """The text with the first `old` that stands in no quote replaced; None where there is none."""
    quotes = "|".join(re.escape(f"”{citation.quote}”") for citation in told.citations)
    for match in re.finditer(alone(old) if old else r"(?!)", told.text):
        inside = any(q.start() <= match.start() < q.end() for q in re.finditer(quotes, told.text))
        if not inside:
            return told.text[: match.start()] + new + told.text[match.end() :]
    return None


def with_citation(told: Told, citation: Citation) -> Told:
    return replace(told, citations=tuple(citation if c.id == citation.id else c for c in told.citations))


def with_quote(told: Told, citation: Citation, quote: str) -> Told:
    return with_citation(told, replace(citation, quote=quote))


def moved(target: Target, report: str, page: int) -> Iterator[Told]:
    """The citation on another page, unless that page says the same."""
    own = target.citation
    if (report, page) == (own.report, own.page):
        return
    if says_too(target, report, page):
        return
    yield with_citation(target.told, replace(own, report=report, page=page))
    url = reader_url(report, page, own.boxes, own.quote, own.cells)
    yield with_citation(target.told, replace(own, report=report, page=page, url=url))


def says_too(target: Target, report: str, page: int) -> bool:
    """Does another page print the very same at the same place?"""
    if not 1 <= page <= target.library.report(report).pages:
        return False
    own = target.citation
    there = target.library.statements(report, page)
    return any(item.text == own.quote and item.boxes == own.boxes for item in there)


def cite(target: Target, other: Statement) -> Citation:
    """The target's citation, quoting another statement truly."""
    reports = {report.id: report for report in target.library.reports()}
    citations = Citations(reports)
    citations.statement(target.citation.report, other)
    return replace(citations.all[0], id=target.citation.id)


def others(target: Target) -> Iterator[Statement]:
    """Statements near the target on its page that say something else."""
    page = target.page
    at = next(n for n, item in enumerate(page) if item.id == target.statement.id)
    for other in (*page[max(0, at - 3) : at], *page[at + 1 : at + 4]):
        if other.text != target.statement.text and other.figures:
            yield other


def like(target: Target, other: Statement) -> list[Figure]:
    """The other's figures that could stand in the target's place: same column, other number."""
    column = target.figure.column
    found = [f for f in other.figures if f.raw != target.figure.raw and re.search(r"\d", f.raw)]
    printed = {figure.raw for figure in target.statement.figures}
    found = [f for f in found if f.raw not in printed and not re.search(alone(f.raw), target.citation.quote)]
    return [f for f in found if f.column == column] or found[:1]


def within(name: str, target: Target) -> bool:
    """Would it be true to call the target so?"""
    statement, stored = target.statement, target.stored
    report = target.library.report(target.citation.report)
    around = " ".join(
        part or "" for part in (statement.text, statement.label, statement.context, statement.entity,
                                *statement.section, stored.entity, stored.metric, stored.column,
                                report.title, report.organisation, report.unit)
    )  # fmt: skip
    return words(name) <= words(around)


def words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))


def entities(target: Target) -> tuple[str, ...]:
    everywhere = {item.entity for item in target.library.statements(target.citation.report) if item.entity}
    return tuple(sorted(everywhere))
