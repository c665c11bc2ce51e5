"""What columns and rows mean: letters, ordinary words, months, titles, staircases, owners."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest

from ingest.column_words import bare_words, without_marks
from ingest.periods import find_periods
from ingest.records import Cell, ColumnKind, Grid, GridCell, Quote, Table
from ingest.tables import read_table
from ingest.tables.owners import owner_named
from ingest.tables.said_once import unit_for_all_tables
from ingest.tables.units import TableUnit
from ingest.units import PrintedUnit, find_unit

_REPORT = find_periods("1.1.–30.9.2026")[0].period
A, B, M = ColumnKind.ACTUAL, ColumnKind.BUDGET, ColumnKind.AMENDED_BUDGET
F, D, C = ColumnKind.FORECAST, ColumnKind.DEVIATION, ColumnKind.CHANGE
S, P = ColumnKind.SHARE, ColumnKind.PLAN


def _table(
    text: str, title: str | None = None, above: str = "", spans: Mapping[tuple[int, int], int] | None = None
) -> Table:
    rows = [[cell.strip() for cell in line.split("|")] for line in text.strip("\n").splitlines()]
    cells = tuple(
        GridCell(row, column, 1, (spans or {}).get((row, column), 1), text, None)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
        if text
    )
    grid = Grid(1, None, len(rows), max(len(row) for row in rows), 0, cells)
    return read_table(grid, "t1", title, above, _REPORT)


def _columns(table: Table) -> list[tuple[ColumnKind | None, str | None]]:
    return [(c.kind, c.period.label if c.period else None) for c in table.columns[1:]]


def _cell(table: Table, row: int, column: int) -> Cell:
    return next(cell for cell in table.cells if (cell.row, cell.column) == (row, column))


def test_letters_and_formulas_take_their_meaning_from_the_columns_they_name() -> None:
    table = _table(
        """
         | TP 2025 | TA 2026 | Ennuste | | | |
         | A | B | C | C-B | (C-B)/B | B-A | A/B
        Tuotot | 1 200 | 1 250 | 1 150 | -100 | -8,0 | 50 | 96
        """,
        "Talous, 1 000 €",
    )
    assert [c.kind for c in table.columns[1:]] == [A, B, F, D, D, C, S]
    assert [(c.unit, c.scale) for c in table.columns[4:6]] == [("EUR", 1000), (None, 1)]


def test_a_formula_of_columns_without_letters_says_nothing() -> None:
    table = _table(" | TA 2026 | Ennuste | B-A\nTuotot | 1 200 | 1 250 | 50")
    assert not table.columns[3].understood


def test_ordinary_words_count_from_the_reports_period() -> None:
    table = _table(
        """
        1 000 € | Kuukausi | Kumulatiivinen | Viime vuonna | Koko vuosi | Jäljellä | Arvio vuoden lopussa
        Tuotot | 10 | 20 | 30 | 40 | 50 | 60
        """
    )
    assert _columns(table) == [
        (None, "9/2026"), (None, "1–9/2026"), (None, "2025"), (None, "2026"), (D, None), (F, "2026"),
    ]  # fmt: skip
    assert {cell.unit for cell in table.cells if cell.value is not None} == {"EUR"}


def test_words_that_mean_something_beside_a_budget() -> None:
    table = _table(
        """
        1 000 € | Talousarvio | Muutokset | Muutettu | Toteuma | Tot.% | Poikk.
        Tulot | 10 | 1 | 11 | 10 | 90,9 | -1
        """
    )
    assert [c.kind for c in table.columns[1:]] == [B, C, M, A, S, D]
    alone = _table("Sääntö | Muutettu | Sivuja\nOhje | 12 | 5")
    assert alone.columns[1].kind is None


@pytest.mark.parametrize("title", ["Kertymä kuukausittain 2025, 1 000 €", "Kertymä 2025"])
def test_months_as_columns_are_of_the_year_in_the_title(title: str) -> None:
    table = _table("Rivi | Tammi | Helmi | Maalis | Yhteensä\nVerot | 10 | 20 | 15 | 45", title)
    assert [c.period.label for c in table.columns[1:4] if c.period] == ["1/2025", "2/2025", "3/2025"]
    assert table.columns[4].period is None


def test_months_under_their_year() -> None:
    table = _table(" | 2024 | | \nRivi | Tammi | Helmi | Yht.\nVerot | 10 | 20 | 30", spans={(0, 1): 3})
    assert [c.period.label for c in table.columns[1:] if c.period] == ["1/2024", "2/2024", "2024"]


def test_the_title_names_the_kind_of_bare_years_it_names() -> None:
    accounts = _table("1 000 € | 2024 | 2023\nTulot | 10 | 11", "Tilinpäätös 2024 ja 2023")
    assert _columns(accounts) == [(A, "2024"), (A, "2023")]
    plan = _table(
        "1 000 € | 2025 | 2026 | 2027\nTulot | 10 | 11 | 12", "Talousarvio 2026 ja taloussuunnitelma 2027"
    )
    assert _columns(plan) == [(None, "2025"), (B, "2026"), (P, "2027")]
    both = _table("1 000 € | 2024 | 2023\nTulot | 10 | 11", "Talousarvion 2024 toteutuminen")
    assert _columns(both) == [(None, "2024"), (None, "2023")]


def test_a_lone_column_of_money_is_what_the_title_says() -> None:
    table = _table(" | 1 000 €\nVerot | 120\nMaksut | 30", "Talousarvio 2026")
    assert _columns(table) == [(B, "2026")]
    named = _table(" | Äänimäärä\nRyhmä | 120\nToinen | 30", "Talousarvio 2026")
    assert _columns(named) == [(None, None)]


def test_a_staircase_has_one_meaning_over_its_columns() -> None:
    left = _table("€ | 2025 | | 2024 |\nOsa | 10 | | 9 |\nToinen | 20 | | 8 |\nSumma | | 30 | | 17")
    assert [label for _, label in _columns(left)] == ["2025", "2025", "2024", "2024"]
    right = _table("€ | | 2025 | | 2024\nOsa | 10 | | 9 |\nToinen | 20 | | 8 |\nSumma | | 30 | | 17")
    assert [label for _, label in _columns(right)] == ["2025", "2025", "2024", "2024"]
    filled = _table("€ | 2025 | | 2024\nOsa | 10 | 5 | 9\nToinen | 20 | 6 | 8")
    assert not filled.columns[2].understood


def test_rows_that_name_kinds_and_periods_give_them_to_their_cells() -> None:
    table = _table(
        """
         | Tuotot | Kulut
        Tilinpäätös 2024 | 5 | 7
        Talousarvio 2025 | 6 | 8
        Poikkeama | 1 | 1
        """,
        above="1 000 €",
    )
    first, second, third = (_cell(table, row, 1) for row in (1, 2, 3))
    assert (first.kind, first.period.label if first.period else None) == (A, "2024")
    assert (second.kind, second.period.label if second.period else None) == (B, "2025")
    assert (third.kind, third.period) == (D, None)
    assert not table.columns[1].understood


def test_the_column_goes_before_the_row() -> None:
    table = _table("1 000 € | 2025 | TA 2026\nTalousarvio | 5 | 7\nToteuma | 6 | 7")
    assert [(_cell(table, 1, c).kind, _cell(table, 2, c).kind) for c in (1, 2)] == [(B, A), (B, B)]
    assert _cell(table, 1, 1).period == find_periods("2025")[0].period


def test_one_row_called_a_change_among_others_is_a_label() -> None:
    table = _table("1 000 € | Pääoma | Rahasto\nAlkusaldo | 5 | 7\nMuutos | 1 | 2\nLoppusaldo | 6 | 9")
    assert _cell(table, 2, 1).kind is None


def test_columns_and_rows_say_whose_figures_they_are() -> None:
    table = _table("€/asukas | Kaupunki | Konserni | Koko maa\nLainakanta 31.12.2025 | 3 100 | 7 000 | 3 300")
    assert [c.entity for c in table.columns[1:]] == ["Kaupunki", "Konserni", "Koko maa"]
    cell = _cell(table, 1, 3)
    assert (cell.entity, cell.period.label if cell.period else None) == ("Koko maa", "31.12.2025")
    rows = _table(
        "€/asukas | 2024 | 2025\nLainat | 3 100 | 3 200\nManner-Suomi | 3 000 | 3 100\nUtuvesi Oy | 3 | 4"
    )
    assert [_cell(rows, row, 1).entity for row in (1, 2, 3)] == [None, "Manner-Suomi", "Utuvesi Oy"]


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Konserni 2024", "Konserni"),
        ("Maakunta keskimäärin", "Maakunta keskimäärin"),
        ("Tekninen lautakunta yhteensä", "Tekninen lautakunta"),
        ("Palvelujen ostot", None),
        ("Talousarvio", None),
        ("Osakkeet ja osuudet", None),
        ("Konsernin ulkopuoliset tuotot", None),
    ],
)
def test_owners(text: str, owner: str | None) -> None:
    assert owner_named(text) == owner


def test_marks_of_footnotes_and_numbers_of_accounts_are_no_part_of_a_name() -> None:
    table = _table(
        "Tili | Nimi | 2024* | 2025 1)\n3000 | Myynti 2) | 10 | 20\n3100 | Vuokrat (liite 2) | 11 | 21"
    )
    assert [label for _, label in _columns(table)[1:]] == ["2024", "2025"]
    assert [_cell(table, row, 2).row_path for row in (1, 2)] == [("Myynti",), ("Vuokrat (liite 2)",)]
    assert _cell(table, 1, 1).text == "Myynti 2)"
    assert without_marks("Lainat²") == "Lainat" and without_marks("Ala, m²") == "Ala, m²"
    assert bare_words("TP 2024 1) (1 000 €)") == "TP"


def test_cells_print_the_unit_that_they_are_in() -> None:
    table = _table(
        """
        1 000 € | 2024 | Muutos, %
        Lainat | 10 | 5,0
        Lainat, €/asukas | 300 | 4,0
        Asukasta kohti, € | |
        Velat | 25 | 3,0
        """
    )
    assert [(_cell(table, row, 1).unit, _cell(table, row, 1).printed_unit) for row in (1, 2, 4)] == [
        ("EUR", "1 000 €"), ("EUR/asukas", "€/asukas"), ("EUR/asukas", "€"),
    ]  # fmt: skip
    assert _cell(table, 1, 1).value == Decimal(10000)
    assert {_cell(table, row, 2).printed_unit for row in (1, 2)} == {"%"}


@pytest.mark.parametrize(
    ("printed", "unit", "scale"),
    [
        ("Taulukoiden luvut ovat tuhansia euroja", "EUR", 1000),
        ("Luvut miljoonin euroin", "EUR", 1_000_000),
        ("€ (tuhansina)", "EUR", 1000),
        ("euroa (1 000)", "EUR", 1000),
        ("1 000-euroa", "EUR", 1000),
        ("x 1 000 €", "EUR", 1000),
        ("€ (2024)", "EUR", 1),
        ("€ (1 000 asukasta kohti)", "EUR", 1),
        ("EUR million", "EUR", 1_000_000),
        ("in thousands of euros", "EUR", 1000),
        ("€ 1 000", "EUR", 1000),
        ("t. €", "EUR", 1000),
        ("Belopp i tusental euro", "EUR", 1000),
        ("e/as", "EUR/asukas", 1),
        ("c/kWh", "snt/kWh", 1),
    ],
)
def test_units_turned_round_and_in_words(printed: str, unit: str, scale: int) -> None:
    found = find_unit(printed)
    assert found is not None and (found.unit, found.scale) == (unit, scale)


def test_a_formula_of_letters_is_no_unit() -> None:
    assert find_unit("C/B") is None


@pytest.mark.parametrize(
    ("text", "scale"),
    [
        ("Taulukoiden luvut ovat tuhansia euroja. Tekstissä käytetään euroja.", 1000),
        ("Luvut on esitetty miljoonina euroina, ellei toisin mainita.", 1_000_000),
        ("Beloppen i tabellerna anges i tusen euro.", 1000),
        ("Menot olivat 3 miljoonaa euroa.", None),
        ("Kaikki luvut on pyöristetty lähimpään tuhanteen euroon.", None),
        ("Taulukoissa on esitetty 5 miljoonan euron menot.", None),
    ],
)
def test_a_unit_stated_for_all_tables(text: str, scale: int | None) -> None:
    found = unit_for_all_tables(text)
    assert (found.unit.scale if found else None) == scale
    assert found is None or text[found.place.start : found.place.end] == found.unit.text


def test_only_a_table_of_money_without_a_unit_takes_the_one_stated_for_all() -> None:
    stated = TableUnit(PrintedUnit("tuhansia euroja", "EUR", 1000), Quote(2, "tuhansia euroja"))

    def read(rows: list[list[str]], title: str) -> Table:
        cells = tuple(
            GridCell(r, c, 1, 1, text, None)
            for r, row in enumerate(rows)
            for c, text in enumerate(row)
            if text
        )
        return read_table(Grid(5, None, len(rows), 2, 0, cells), "t1", title, "", _REPORT, stated)

    money = read([["", "2025"], ["Toimintatuotot", "12"], ["Toimintakulut", "-30"]], "Talous")
    assert (_cell(money, 1, 1).value, money.unit_quote) == (Decimal(12000), stated.quote)
    own = read([["milj. €", "2025"], ["Toimintatuotot", "12"]], "Talous")
    assert _cell(own, 1, 1).scale == 1_000_000
    counts = read([["", "2025"], ["Oppilaita", "12"], ["Kouluja", "3"]], "Koulut")
    assert (_cell(counts, 1, 1).value, counts.printed_unit) == (Decimal(12), None)
