"""Units that a table has though it does not print them for all its columns."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pdf_pages import Draw, Sheet, make_pdf

from ingest.read import read_bytes
from ingest.records import Grid, GridCell, Table
from ingest.tables import read_table


def _table(text: str) -> Table:
    cells = []
    lines = [line.strip() for line in text.strip("\n").splitlines()]
    for row, line in enumerate(lines):
        for column, printed in enumerate(cell.strip() for cell in line.split("|")):
            if printed:
                cells.append(GridCell(row, column, 1, 1, printed, None))
    return read_table(Grid(1, None, len(lines), 6, 1, tuple(cells)), "t1", None, "", None)


_COLUMNS = """
    | Talousarvio € | Toteuma € | TP 2023 | Muutos € | Muutos %
    Tuotot | 6 100 200 | 6 340 110 | 6 002 050 | 338 060 | 5,6 %
    Kulut | -9 410 330 | -9 377 481 | -9 120 007 | -257 474 | 2,8 %
    Verot | 4 120 000 | 4 201 365 | 4 330 911 | -129 546 | -3,0 %
    Korot | -12 400 | -13 077 | -9 812 | -3 265 | 33,3 %
    """


def test_a_column_that_the_changes_tie_to_euros_is_in_euros() -> None:
    table = _table(_COLUMNS)
    assert [column.unit for column in table.columns[1:]] == ["EUR", "EUR", "EUR", "EUR", "%"]
    assert table.unit_quote is not None and "€" in table.unit_quote.text


def test_a_column_that_nothing_ties_stays_without_a_unit() -> None:
    table = _table(
        _COLUMNS.replace("6 002 050", "6 002 051 0").replace("9 120 007", "3").replace("4 330 911", "7")
    )
    assert table.columns[3].unit is None and table.unit_quote is None


def test_a_column_of_counts_beside_a_tied_one_leaves_both_open() -> None:
    table = _table(
        """
        | Toteuma € | TP 2023 | Muutos € | Vakanssit
        Tuotot | 6 340 110 | 6 002 050 | 338 060 | 12
        Kulut | -9 377 481 | -9 120 007 | -257 474 | 7
        Verot | 4 201 365 | 4 330 911 | -129 546 | 3
        Korot | -13 077 | -9 812 | -3 265 | 1
        """
    )
    assert table.columns[4].unit is None and table.columns[2].unit is None


_ASSETS = ("Rakennukset", "Maa-alueet", "Koneet", "Saamiset", "Rahat")
_DEBTS = ("Peruspääoma", "Ylijäämä", "Varaukset", "Pitkäaikaiset velat", "Lyhytaikaiset velat")


def _side(name: str, unit: str, labels: tuple[str, ...], years: tuple[str, str], top: float = 120) -> Draw:
    def draw(sheet: Sheet) -> None:
        sheet.text(50, top - 40, name, 14, bold=True)
        if unit:
            sheet.text(50, top - 18, unit)
        rows = [(label, f"{11000 + n}", f"{12000 + n}") for n, label in enumerate(labels)]
        sheet.grid(50, top, (400, 500), [("", *years), *rows])

    return draw


def _read(*pages: Draw) -> tuple[Table, ...]:
    return read_bytes(make_pdf(*pages), "tilinpaatos.pdf").tables


@pytest.mark.parametrize(("first", "other"), [("VASTAAVAA", "VASTATTAVAA"), ("AKTIVA", "PASSIVA")])
def test_the_other_side_of_a_balance_sheet_is_in_the_unit_of_the_first(first: str, other: str) -> None:
    assets = _side(first, "1 000 €", _ASSETS, ("2026", "2025"))
    debts = _side(other, "", _DEBTS, ("2026", "2025"))
    one, two = _read(assets, debts)
    assert (one.printed_unit, two.printed_unit) == ("1 000 €", "1 000 €")
    assert two.unit_quote == one.unit_quote and two.unit_quote is not None and two.unit_quote.page == 1
    assert {(cell.unit, cell.scale) for cell in two.cells if cell.value is not None} == {("EUR", 1000)}
    assert max(cell.value for cell in two.cells if cell.value is not None) == Decimal(12004000)


@pytest.mark.parametrize(
    ("first", "other", "unit", "years"),
    [
        ("VASTAAVAA", "KERTOMUS", "", ("2026", "2025")),
        ("KERTOMUS", "VASTATTAVAA", "", ("2026", "2025")),
        ("VASTATTAVAA", "VASTAAVAA", "", ("2026", "2025")),
        ("VASTAAVAA", "PASSIVA", "", ("2026", "2025")),
        ("VASTAAVAA", "VASTATTAVAA", "", ("2024", "2023")),
    ],
)
def test_no_other_table_takes_a_unit_from_the_one_before(
    first: str, other: str, unit: str, years: tuple[str, str]
) -> None:
    assets = _side(first, "1 000 €", _ASSETS, ("2026", "2025"))
    one, two = _read(assets, _side(other, unit, _DEBTS, years))
    assert one.printed_unit == "1 000 €" and two.printed_unit is None


def test_the_other_side_keeps_a_unit_of_its_own() -> None:
    assets = _side("VASTAAVAA", "1 000 €", _ASSETS, ("2026", "2025"))
    _, two = _read(assets, _side("VASTATTAVAA", "milj. €", _DEBTS, ("2026", "2025")))
    assert two.printed_unit == "milj. €"
