"""Whose figures: nearer words go before far headings."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from ingest.entities import names_metric, unit_listed
from ingest.records import Cell, Column, Figure, FigureKind, Statement, StatementKind, Table
from ingest.whose import with_owners


def figure(raw: str, entity: str | None = None, kind: FigureKind = FigureKind.TABLE) -> Figure:
    value = Decimal(raw)
    return Figure(raw, value, "EUR", 1000, "1 000 €", kind, entity, "", None, None, None, 1, None)


def table(title: str | None, *paths: tuple[str, ...]) -> Table:
    cells = tuple(
        Cell(row, 1, 1, 1, 1, str(row), False, None, row_path=path, value=Decimal(row))
        for row, path in enumerate(paths, 1)
    )
    return Table("t1", (1,), title, "1 000 €", None, len(paths) + 1, (Column(0, ""), Column(1, "TP")), cells)


def rows(read: Table, entity: str | None) -> list[Statement]:
    return [
        Statement(
            f"p1-{cell.row}", StatementKind.ROW, cell.row_path[-1], cell.row_path[-1], 1, (), (), entity,
            table=read.id, row=cell.row, figures=(figure(str(cell.row), entity),),
        )
        for cell in read.cells
    ]  # fmt: skip


def owners(read: Table, far: str | None = None, organisation: str | None = "Kaislaranta") -> list[str | None]:
    return [s.figures[0].entity for s in with_owners(rows(read, far), (read,), organisation)]


def test_a_section_row_under_which_the_same_labels_recur_is_a_unit() -> None:
    read = table(
        "Käyttötalous",
        ("Ruokahuolto", "Tuotot"), ("Ruokahuolto", "Kulut"),
        ("Maatalouslomitus", "Tuotot"), ("Maatalouslomitus", "Kulut"),
    )  # fmt: skip
    assert owners(read, "Tekninen lautakunta") == ["Ruokahuolto"] * 2 + ["Maatalouslomitus"] * 2


def test_a_section_row_that_names_a_metric_is_no_unit() -> None:
    read = table(None, ("Toimintatuotot", "Myynti"), ("Toimintatuotot", "Vuokrat"),
                 ("Toimintakulut", "Myynti"), ("Toimintakulut", "Vuokrat"))  # fmt: skip
    assert owners(read, "Tekninen lautakunta") == ["Tekninen lautakunta"] * 4


def test_a_table_title_that_names_the_organisation_goes_before_the_last_heading() -> None:
    read = table("Kaislaranta", ("Verotulot",), ("Vuosikate",))
    assert owners(read, "Tekninen lautakunta") == ["Kaislaranta", "Kaislaranta"]


def test_projects_are_the_owners_of_their_rows() -> None:
    read = table("Investoinnit", ("Mäntyläntien silta",), ("Rannan päiväkoti",), ("Torin kiveys",))
    assert owners(read) == ["Mäntyläntien silta", "Rannan päiväkoti", "Torin kiveys"]


def test_items_of_an_income_statement_are_no_owners() -> None:
    read = table("Investoinnit ja rahoitus", ("Verotulot",), ("Poistot",), ("Rahoituskulut",))
    assert owners(read) == [None, None, None]


def sentence(text: str, raws: tuple[str, ...], entity: str | None) -> Statement:
    figures = tuple(figure(raw, entity, FigureKind.TEXT) for raw in raws)
    return Statement("p1-9", StatementKind.SENTENCE, text, text, 1, (), (), entity, figures=figures)


def test_a_sentence_names_its_unit_in_any_case() -> None:
    read = table(None, ("Ruokahuolto", "Tuotot"), ("Ruokahuolto", "Kulut"),
                 ("Maatalouslomitus", "Tuotot"), ("Maatalouslomitus", "Kulut"))  # fmt: skip
    said = sentence("Maatalouslomituksen kulut ovat 15 ja Ruokahuollon 12.", ("15", "12"), "Elinvoima")
    (made,) = [s for s in with_owners([*rows(read, None), said], (read,), None) if s.id == "p1-9"]
    assert [each.entity for each in made.figures] == ["Maatalouslomitus", "Ruokahuolto"]


def test_a_sentence_without_a_name_keeps_its_heading() -> None:
    said = sentence("Kulut ovat 15.", ("15",), "Elinvoimapalvelut")
    assert with_owners([said], (), "Kaislaranta")[0].figures[0].entity == "Elinvoimapalvelut"


def test_a_heading_is_a_unit_where_it_is_a_row_too_but_no_metric() -> None:
    labels = frozenset({"ruokahuolto", "verotulot", "investoinnit"})
    assert unit_listed("Ruokahuolto", labels) == "Ruokahuolto"
    assert unit_listed("Verotulot", labels) is None
    assert unit_listed("Lomitus", labels) is None


def test_metrics_are_told_from_names() -> None:
    assert all(names_metric(label) for label in ("Henkilöstökulut", "Vuosikate, 1 000 €", "Omavaraisuusaste"))
    assert not any(names_metric(label) for label in ("Torin kiveys", "Ruokahuolto", "Maatalouslomitus"))


def broken(*paths: tuple[str, ...], page_of: int) -> Table:
    """A table that goes on from page 1 to page 2 behind the row `page_of`."""
    read = table("Käyttötalous", *paths)
    cells = tuple(replace(cell, page=1 if cell.row <= page_of else 2) for cell in read.cells)
    return replace(read, pages=(1, 2), cells=cells)


def test_a_section_row_before_a_page_break_goes_on_behind_it() -> None:
    read = broken(
        ("Melonta", "Tuotot"), ("Melonta", "Kulut"), ("Melonta", "Kate"),
        ("Hiihto", "Tuotot"), ("Hiihto", "Kulut"), ("Hiihto", "Kate"),
        ("Uinti", "Tuotot"), ("Kulut",), ("Kate",), ("Muut erät",), page_of=7,
    )  # fmt: skip
    assert owners(read)[6:] == ["Uinti", "Uinti", "Uinti", None]


def test_rows_behind_a_page_break_that_complete_nothing_stay_alone() -> None:
    read = broken(
        ("Melonta", "Tuotot"), ("Melonta", "Kulut"), ("Hiihto", "Tuotot"), ("Hiihto", "Kulut"), ("Kulut",),
        page_of=4,
    )  # fmt: skip
    assert owners(read)[4] is None
