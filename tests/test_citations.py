"""Citations of one answer: numbered as they are used, each once, with the reader's address."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from index.contract import ReportSummary
from ingest.records import Box, Figure, FigureKind, Period, Quote, Statement, StatementKind
from service.citations import Citations
from service.links import reader_url

BOX = Box(72.04, 310.25, 401.5, 322.0)
PERIOD = Period("2024", date(2024, 1, 1), date(2024, 12, 31))


def summary(report: str) -> ReportSummary:
    return ReportSummary(
        id=report,
        file=f"{report}.pdf",
        sha256="0",
        title=f"Raportti {report}",
        organisation=None,
        unit=None,
        kind=None,
        period=PERIOD,
        language="fi",
        pages=9,
        tables=1,
        figures=1,
        problems=(),
    )


def statement(
    text: str, kind: StatementKind = StatementKind.ROW, page: int = 3, boxes: tuple[Box, ...] = (BOX,)
) -> Statement:
    return Statement("p3-1", kind, text, text, page, boxes, (), None)


def figure(*support: Quote, printed_unit: str | None = None) -> Figure:
    return Figure(
        raw="675",
        value=Decimal(675_000),
        unit="EUR",
        scale=1000,
        printed_unit=printed_unit,
        kind=FigureKind.TABLE,
        entity=None,
        metric="Tulot",
        column="TP 2024",
        column_kind=None,
        period=PERIOD,
        page=3,
        box=None,
        support=support,
    )


def citations() -> Citations:
    return Citations({"a": summary("a"), "b & c": summary("b & c")})


def test_a_statement_is_cited_with_all_that_shows_it() -> None:
    made = citations()
    assert made.statement("a", statement("Tulot  675  600")) == 1
    (cited,) = made.all
    assert (cited.id, cited.report, cited.file, cited.title) == (1, "a", "a.pdf", "Raportti a")
    assert (cited.page, cited.kind, cited.quote, cited.boxes) == (3, "table", "Tulot  675  600", (BOX,))


def test_the_address_is_the_readers() -> None:
    made = citations()
    made.statement("a", statement("Tulot  675", boxes=(BOX, Box(1, 2, 3, 4))))
    made.statement("b & c", statement("Tulot  600", boxes=()))
    assert [cited.url for cited in made.all] == [
        "/report/a?page=3&cite=72.0,310.2,401.5,322.0;1.0,2.0,3.0,4.0",
        "/report/b%20%26%20c?page=3&quote=Tulot%20600",
    ]
    assert [cited.url for cited in made.all] == [
        reader_url("a", 3, (BOX, Box(1, 2, 3, 4))),
        reader_url("b & c", 3, (), "Tulot  600"),
    ]


def test_a_figure_that_is_meant_is_pointed_at_within_its_row() -> None:
    made = citations()
    one, other = Box(200, 310.2, 240, 322), Box(300, 310.2, 340, 322)
    row = statement("Tulot  675  600")
    for box in (one, other, one, None, BOX):
        assert made.statement("a", row, replace(figure(), box=box)) == 1
    (cited,) = made.all
    assert cited.cells == (one, other)
    assert cited.url == (
        "/report/a?page=3&cite=72.0,310.2,401.5,322.0&at=200.0,310.2,240.0,322.0;300.0,310.2,340.0,322.0"
    )


def test_the_kind_of_what_is_cited() -> None:
    made = citations()
    for kind in StatementKind:
        made.statement("a", statement(f"Lause {kind}", kind))
    assert {cited.quote.removeprefix("Lause "): cited.kind for cited in made.all} == {
        "row": "table", "card": "card", "sentence": "text", "definition": "text", "heading": "text",
    }  # fmt: skip


def test_the_same_quote_is_cited_once() -> None:
    made = citations()
    first = made.statement("a", statement("Tulot  675"))
    assert made.statement("a", statement("Tulot  675")) == first
    others = [
        made.statement("a", statement("Tulot  600")),
        made.statement("a", statement("Tulot  675", page=4)),
        made.statement("b & c", statement("Tulot  675")),
    ]
    assert [first, *others] == [cited.id for cited in made.all] == [1, 2, 3, 4]


def test_header_lines_with_numbers_that_the_answer_uses_are_cited() -> None:
    made = citations()
    header = Quote(3, "TP 2024\nToteuma\nTA 2025", (BOX,))
    ids = made.support("a", figure(header), "Tulot, TP 2024 Toteuma: 675")
    assert [(cited.id, cited.quote, cited.page) for cited in made.all] == [(1, "TP 2024", 3)] and ids == (1,)


def test_a_unit_with_a_number_is_cited_where_it_is_used() -> None:
    made = citations()
    unit = Quote(3, "Taulukko 2, 1 000 euroa", (BOX,))
    stated = figure(unit, printed_unit="1 000 euroa")
    assert made.support("a", stated, "Tulot: 675") == ()
    assert made.support("a", stated, "Tulot: 675 (yksikkö 1 000 euroa)") == (1,)
    assert "1 000 euroa" in made.all[0].quote


def test_a_unit_without_a_number_needs_no_citation() -> None:
    made = citations()
    assert (
        made.support("a", figure(Quote(3, "milj. euroa"), printed_unit="milj. euroa"), "5 milj. euroa") == ()
    )
    assert made.all == ()
