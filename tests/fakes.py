"""A library in memory and reports to put into it, for tests of what stands above the index."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from index.contract import (
    Library,
    Matches,
    Outcome,
    Owner,
    Passage,
    PassageHit,
    PassageMatch,
    ReportSummary,
    Scope,
    StatementHit,
    Suggestion,
    SuggestionKind,
    Told,
)
from index.words import Keys
from ingest.errors import LukuError
from ingest.records import (
    Block,
    BlockKind,
    Box,
    ColumnKind,
    Figure,
    FigureKind,
    Page,
    Period,
    Report,
    Statement,
    StatementKind,
    Table,
)
from service.records import Answer, AnswerFigure, Ask, Citation, Derivation, Language, Status

QUARTER = Period("Q1/2025", date(2025, 1, 1), date(2025, 3, 31))
ROW_BOX = Box(72.04, 310.2, 401.5, 322.0)


def make_report(file: str = "vesila-q1-2025.txt", sha256: str = "0" * 64) -> Report:
    """A report of one page: a heading and the table row that holds its two figures."""
    figures = tuple(
        Figure(
            raw=raw,
            value=Decimal(raw.replace("+", "").replace(" ", "")) * 1000,
            unit="EUR",
            scale=1000,
            printed_unit="1 000 €",
            kind=FigureKind.TABLE,
            entity="Vesilän satama",
            metric="Toimintakate",
            column=column,
            column_kind=ColumnKind.DEVIATION,
            period=QUARTER,
            page=1,
            box=ROW_BOX,
        )
        for raw, column in (("2 320", "Ennuste"), ("+130", "Poikkeama"))
    )
    row = Statement(
        id="s1",
        kind=StatementKind.ROW,
        text="Toimintakate 2 320 +130",
        label="Toimintakate",
        page=1,
        boxes=(ROW_BOX,),
        section=("Satama",),
        entity="Vesilän satama",
        figures=figures,
    )
    blocks = (
        Block(BlockKind.HEADING, "Satama", Box(72, 40, 200, 60), level=1),
        Block(BlockKind.PARAGRAPH, row.text, ROW_BOX, section=("Satama",)),
    )
    return Report(
        id=Path(file).stem,
        file=file,
        sha256=sha256,
        title="Vesilän osavuosikatsaus",
        organisation="Vesilän kaupunki",
        unit=None,
        kind="osavuosikatsaus",
        period=QUARTER,
        language="fi",
        pages=(Page(1, 595.0, 842.0, "1", f"Satama\n{row.text}", blocks),),
        statements=(row,),
    )


@dataclass
class FakeLibrary:
    """Implements `index.contract.Library` in memory; originals are written to `folder`."""

    folder: Path
    stored: dict[str, Report] = field(default_factory=dict)
    closed: bool = False
    shown: dict[int, Passage] = field(default_factory=dict)
    generation: int = 0

    def add(self, report: Report, original: bytes, told: Told | None = None) -> Outcome:
        before = self.stored.get(report.id)
        self.stored[report.id] = report
        self.generation += 1
        (self.folder / report.file).write_bytes(original)
        if before is None:
            return Outcome.ADDED
        return Outcome.UNCHANGED if before.sha256 == report.sha256 else Outcome.REPLACED

    def remove(self, report_id: str) -> None:
        self._get(report_id)
        del self.stored[report_id]
        self.generation += 1

    def reports(self, scope: Scope = Scope()) -> tuple[ReportSummary, ...]:
        return tuple(
            self.report(report.id)
            for report in self.stored.values()
            if (not scope.reports or report.id in scope.reports)
            and scope.organisation in (None, report.organisation)
            and scope.kind in (None, report.kind)
        )

    def report(self, report_id: str) -> ReportSummary:
        report = self._get(report_id)
        return ReportSummary(
            id=report.id,
            file=report.file,
            sha256=report.sha256,
            title=report.title,
            organisation=report.organisation,
            unit=report.unit,
            kind=report.kind,
            period=report.period,
            language=report.language,
            pages=len(report.pages),
            tables=len(report.tables),
            figures=len(report.figures),
            problems=report.problems,
        )

    def page(self, report_id: str, page: int) -> Page:
        pages = self._get(report_id).pages
        if not 1 <= page <= len(pages):
            raise LukuError("page_not_found", f"Raportissa {report_id} ei ole sivua {page}.", page=page)
        return pages[page - 1]

    def tables(self, report_id: str, page: int | None = None) -> tuple[Table, ...]:
        return tuple(table for table in self._get(report_id).tables if page is None or page in table.pages)

    def original(self, report_id: str) -> Path:
        return self.folder / self._get(report_id).file

    def statements(self, report_id: str, page: int | None = None) -> tuple[Statement, ...]:
        return tuple(item for item in self._get(report_id).statements if page in (None, item.page))

    def find(self, question: str, scope: Scope, limit: int = 200) -> tuple[StatementHit, ...]:
        return tuple(
            StatementHit(summary.id, statement, frozenset(), frozenset(), 1.0, 0.9)
            for summary in self.reports(scope)
            for statement in self.statements(summary.id)
        )[:limit]

    def figures(
        self, label: str, around: str = "", scope: Scope = Scope(), limit: int = 2000
    ) -> tuple[StatementHit, ...]:
        words = set(f"{label} {around}".lower().split())
        return tuple(
            hit
            for hit in self.find(label, scope, limit)
            if hit.statement.figures and words <= set(hit.statement.label.lower().split())
        )

    def owners(self, lemmas: Collection[str]) -> tuple[Owner, ...]:
        return ()

    def passages(self, query: str, scope: Scope, limit: int = 10) -> tuple[PassageHit, ...]:
        return tuple(
            PassageHit(
                Passage(
                    report=hit.report,
                    page=hit.statement.page,
                    section=hit.statement.section,
                    text=hit.statement.text,
                    quote=hit.statement.text,
                    boxes=hit.statement.boxes,
                    statements=(hit.statement.id,),
                ),
                score=0.0325,
            )
            for hit in self.find(query, scope, limit)
        )

    def matches(self, query: str, phrases: Sequence[str] = (), scope: Scope = Scope()) -> Matches:
        hits = self.passages(query, scope, 1000)
        places = range(len(hits))
        self.shown = {place: hits[place].passage for place in places}
        return Matches(
            tuple(PassageMatch(i, hits[i].passage.report, hits[i].score, worded=True) for i in places)
        )

    def numbered(self, numbers: Sequence[int]) -> dict[int, Passage]:
        return {number: self.shown[number] for number in numbers}

    def marks(
        self, query: str, phrases: Sequence[str], texts: Sequence[str]
    ) -> tuple[tuple[tuple[int, int], ...], ...]:
        places = [(text.lower().find(query.lower()), len(query)) for text in texts]
        return tuple(((start, start + length),) if start >= 0 else () for start, length in places)

    def suggest(self, typed: str, limit: int = 8) -> tuple[Suggestion, ...]:
        named = [Suggestion(SuggestionKind.REPORT, item.title, (item.id,)) for item in self.stored.values()]
        return tuple(item for item in named if item.text.lower().startswith(typed.lower()))[:limit]

    def keys(self, text: str) -> tuple[frozenset[str], ...]:
        return tuple(frozenset({word.lower()}) for word in text.split())

    def words(self, text: str) -> tuple[Keys, ...]:
        return tuple(Keys(lemmas=(word.lower(),)) for word in text.split())

    def weight(self, key: str) -> float:
        return 1.0

    def weights(self, keys: Collection[str]) -> dict[str, float]:
        return dict.fromkeys(keys, 1.0)

    def close(self) -> None:
        self.closed = True

    def _get(self, report_id: str) -> Report:
        if report_id not in self.stored:
            raise LukuError(
                "report_not_found", f"Raporttia {report_id} ei ole kirjastossa.", report=report_id
            )
        return self.stored[report_id]


def fake_answer(ask: Ask, library: Library) -> Answer:
    """Answers from the first statement in scope; "kaatuu" in the question is a fault of ours."""
    if "kaatuu" in ask.question:
        raise ZeroDivisionError("secret of the inside")
    for wanted in ask.scope.reports:
        library.report(wanted)
    hits = library.find(ask.question, ask.scope)
    if not hits or "asukasluku" in ask.question:
        return Answer("a0", Status.NOT_FOUND, Language.FINNISH, 0.2, "Raporteista ei löytynyt: asukasluku.")
    report, statement = library.report(hits[0].report), hits[0].statement
    citation = Citation(
        id=1,
        report=report.id,
        file=report.file,
        title=report.title,
        page=1,
        kind="table",
        quote=statement.text,
        boxes=statement.boxes,
        url=f"/report/{report.id}?page=1&cite=s1",
    )
    printed, deviation = (
        AnswerFigure(
            raw=figure.raw,
            printed_unit=figure.printed_unit,
            value=figure.value,
            unit=figure.unit,
            scale=figure.scale,
            entity=figure.entity,
            metric=figure.metric,
            column=figure.column,
            period=figure.period,
            citation=1,
        )
        for figure in statement.figures
    )
    computed = AnswerFigure(
        raw="2 190",
        printed_unit=None,
        value=Decimal("2.190E+6"),
        unit="EUR",
        scale=1,
        entity=None,
        metric="Toimintakate",
        column=None,
        period=None,
        citation=None,
        derivation=Derivation("difference", (printed, deviation)),
    )
    return Answer(
        id="a1",
        status=Status.ANSWERED,
        language=ask.language or Language.FINNISH,
        confidence=0.93,
        answer=f"Poikkeama on {deviation.raw} {deviation.printed_unit} [1].",
        figures=(deviation, computed),
        citations=(citation,),
        took_ms=14.237,
    )
