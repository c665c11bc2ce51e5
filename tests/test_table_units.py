"""Where tables print their units: on top of the header, beside a year, in a column of their own."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ingest.periods import find_periods
from ingest.records import Box, Cell, Grid, GridCell, Table
from ingest.tables import read_table

_REPORT = find_periods("1.1.–30.9.2026")[0].period
_WIDE = 60.0


def _text(row: int, column: int, text: str, right: float | None = None, span: int = 1) -> GridCell:
    """A cell whose text ends at the right edge of its column, or at `right`."""
    end = (column + span) * _WIDE if right is None else right
    start = 0.0 if column == 0 else end - 5.0 * len(text)
    box = Box(start, row * 12.0, end if column else 55.0, row * 12.0 + 9)
    return GridCell(row, column, 1, span, text, box, lines=((text, box),))


def _grid(rows: list[list[str]], *more: GridCell) -> Grid:
    cells = [_text(r, c, text) for r, texts in enumerate(rows) for c, text in enumerate(texts) if text]
    cells = [cell for cell in cells if (cell.row, cell.column) not in {(m.row, m.column) for m in more}]
    return Grid(1, None, len(rows), max(map(len, rows)), 0, (*cells, *more))


def _read(grid: Grid) -> Table:
    return read_table(grid, "t1", None, "", _REPORT)


def _cell(table: Table, row: int, column: int) -> Cell:
    return next(cell for cell in table.cells if (cell.row, cell.column) == (row, column))


_BODY = [["Tuotot", "120", "110", "100"], ["Kulut", "-90", "-80", "-70"]]


def test_a_unit_over_the_right_edge_is_the_tables() -> None:
    grid = _grid([["", "", "", ""], ["Erä", "2026", "2025", "2024"], *_BODY], _text(0, 3, "1 000 euroa"))
    table = _read(grid)
    assert table.printed_unit == "1 000 euroa"
    assert table.unit_quote is not None and table.unit_quote.text == "1 000 euroa"
    assert _cell(table, 2, 3).column_path == ("2024",)
    assert [_cell(table, 2, c).value for c in (1, 3)] == [Decimal(120000), Decimal(100000)]


def test_a_unit_glued_to_the_last_header_is_the_tables_all_the_same() -> None:
    upper, lower = Box(190, 0, 240, 9), Box(215, 12, 240, 21)
    glued = GridCell(0, 3, 1, 1, "(t€)\n2024", Box(190, 0, 240, 21), lines=(("(t€)", upper), ("2024", lower)))
    beside = [
        GridCell(0, c, 1, 1, year, box := Box(c * 60 + 35, 12, c * 60 + 60, 21), lines=((year, box),))
        for c, year in ((1, "2026"), (2, "2025"))
    ]
    table = _read(_grid([["", "", "", ""], ["", "", "", ""], *_BODY], glued, *beside))
    assert _cell(table, 2, 3).column_path == ("2024",)
    assert {(cell.unit, cell.scale) for cell in table.cells if cell.value is not None} == {("EUR", 1000)}


def test_a_unit_in_the_middle_stands_over_every_column() -> None:
    grid = _grid([["", "", "", ""], ["Erä", "2026", "2025", "2024"], *_BODY], _text(0, 2, "milj. €", 165.0))
    table = _read(grid)
    assert [_cell(table, 2, c).column_path for c in (1, 2, 3)] == [
        ("milj. €", year) for year in ("2026", "2025", "2024")
    ]
    assert _cell(table, 3, 1).value == Decimal(-90_000_000)
    header = table.columns[1].header
    assert header is not None and header.text == "milj. €\n2026"


def test_a_unit_among_others_is_its_columns() -> None:
    rows = [["", "€", "€", "%"], ["Erä", "2026", "2025", "Muutos"], *_BODY]
    table = _read(_grid(rows))
    assert [column.unit for column in table.columns[1:]] == ["EUR", "EUR", "%"]
    # A unit below the header's words is that column's too.
    table = _read(_grid([["Erä", "Asukkaita", "Tuotot", "Kulut"], ["", "", "1 000 €", ""], *_BODY]))
    assert [column.unit for column in table.columns[1:]] == [None, "EUR", None]


@pytest.mark.parametrize("unit", ["€", "milj. €", "tuhatta euroa"])
def test_years_with_a_unit_are_a_header(unit: str) -> None:
    rows = [["Erä", f"2026 {unit}", f"2025 {unit}", "Muutos-%"], *_BODY]
    table = _read(_grid(rows))
    assert [c.period.label if c.period else None for c in table.columns[1:]] == ["2026", "2025", None]
    assert all(cell.header for cell in table.cells if cell.row == 0)


def test_amounts_that_look_like_years_are_no_header() -> None:
    table = _read(_grid([["Erä", "Tuotot", "Kulut"], ["Vesi", "2019 €", "1871 €"], ["Sähkö", "80 €", "9 €"]]))
    assert [_cell(table, 1, c).value for c in (1, 2)] == [Decimal(2019), Decimal(1871)]


def test_a_column_of_units_gives_each_row_its_own() -> None:
    rows = [
        ["Tunnusluku", "Yksikkö", "2025", "2026"],
        ["Rakennusluvat", "kpl", "54", "61"],
        ["Vuokrattu pinta-ala", "m²", "2 709", "3 399"],
        ["Sähkön kulutus", "MWh", "194", "177"],
        ["Vuosikate", "1 000 €", "150", "115"],
        ["Omavaraisuusaste", "%", "30,3", "29,5"],
        ["Viihtyvyys", "asteikko", "4", "5"],
    ]
    table = _read(_grid(rows))
    units = [_cell(table, row, 2).unit for row in range(1, 7)]
    assert units == ["kpl", "m2", "MWh", "EUR", "%", None]
    assert _cell(table, 4, 2).value == Decimal(150_000)
    assert [_cell(table, row, 3).row_path for row in (1, 5)] == [("Rakennusluvat",), ("Omavaraisuusaste",)]
    assert [column.period is not None for column in table.columns] == [False, False, True, True]


def test_the_euro_of_a_difference_is_on_the_scale_of_the_table() -> None:
    header = ["1 000 €", "TA 2026", "Ennuste 2026", "Poikkeama €", "Poikkeama %"]
    table = _read(_grid([header, ["Menot", "120", "132", "12", "10,0"]]))
    assert [_cell(table, 1, c).value for c in (2, 3, 4)] == [Decimal(132000), Decimal(12000), Decimal(10)]


def test_an_amount_in_plain_euros_keeps_its_own_scale() -> None:
    header = ["1 000 €", "TA 2026", "Ennuste 2026, €"]
    table = _read(_grid([header, ["Menot", "120", "132 100"]]))
    assert [_cell(table, 1, c).value for c in (1, 2)] == [Decimal(120000), Decimal(132100)]


@pytest.mark.parametrize(
    ("label", "unit", "scale"),
    [
        ("Kerrosala, k-m²", "m2", 1),
        ("Käynnit, 1 000 kpl", "kpl", 1000),
        ("Myyty vesi (1 000 m³)", "m3", 1000),
        ("Matkat, milj. kpl", "kpl", 1_000_000),
        ("Yksityistiet, km", "km", 1),
        ("Odotusaika (viikkoa)", "viikko", 1),
        ("Poissaolot, pv/htv", "päivä/HTV", 1),
        ("Poissaolopäivät/htv", "päivä/HTV", 1),
        ("Käynnit kpl / asukas", "kpl/asukas", 1),
        ("Sähkönkulutus, kWh/m²", "kWh/m2", 1),
        ("Hoitopäivän hinta, €/pv", "EUR/päivä", 1),
        ("Käyttöaste, %", "%", 1),
    ],
)
def test_a_label_ends_with_what_its_numbers_measure(label: str, unit: str, scale: int) -> None:
    grid = _grid([["Tunnusluku", "2024", "2025"], ["Tuotot", "700", "720"], [label, "320", "318"]])
    cell = _cell(_read(grid), 2, 2)
    assert (cell.unit, cell.scale, cell.value) == (unit, scale, Decimal(318) * scale)


@pytest.mark.parametrize(
    "label", ["Kuljetusmäärä -50 %", "Kustannukset +20 %", "Alennus 5 %", "Matka yli 5 km"]
)
def test_a_number_and_its_unit_in_a_label_are_its_name(label: str) -> None:
    grid = _grid([["Herkkyys", "Ve 1", "Ve 2"], ["Perustapaus", "0,70", "0,81"], [label, "0,40", "0,43"]])
    assert _cell(_read(grid), 2, 1).unit is None


@pytest.mark.parametrize(
    ("title", "unit", "scale"),
    [
        ("Henkilötyövuodet palvelualueittain", "HTV", 1),
        ("Sairauspoissaoloprosentti toimialoittain", "%", 1),
        ("Sairauspoissaolot, pv/htv", "päivä/HTV", 1),
        ("Netto, 1 000 € (netto = tulot – menot)", "EUR", 1000),
        ("Kuukausittain toteutunut kehitys", None, 1),
    ],
)
def test_a_title_says_what_is_counted(title: str, unit: str | None, scale: int) -> None:
    grid = _grid(
        [["Palvelualue", "1–9/2025", "1–9/2026"], ["Kadut", "566", "568"], ["Puistot", "143", "146"]]
    )
    cell = _cell(read_table(grid, "t1", title, "", _REPORT), 1, 2)
    assert (cell.unit, cell.scale) == (unit, scale)
