"""Tables as CSV and XLSX: every number and text as printed, numbers to compute with, nothing that runs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from fakes import FakeLibrary, fake_answer, make_report
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from starlette.testclient import TestClient

from ingest.records import Cell, Column, Table
from service.api import create_app
from service.records import Language
from service.settings import Settings
from service.table_files import table_csv, table_xlsx
from service.table_grid import header_rows, lay_out, width_of

TABLES = "/api/v1/reports/vesila-q1-2025/tables"


def table_of(
    rows: Sequence[Sequence[str]],
    heads: int = 1,
    spans: dict[tuple[int, int], tuple[int, int]] | None = None,
    scale: int = 1000,
) -> Table:
    """A table of texts; what reads as a number in a body row has a value."""
    cells = []
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            if not text:
                continue
            down, across = (spans or {}).get((row, column), (1, 1))
            digits = text.replace(" ", "").replace(",", ".").replace("−", "-").rstrip("%")
            number = row >= heads and column > 0 and digits.lstrip("+-").replace(".", "").isdigit()
            value = Decimal(digits) * scale if number else None
            cells.append(
                Cell(row, column, down, across, 1, text, row < heads, None, value=value, scale=scale)
            )
    width = max((len(row) for row in rows), default=0)
    columns = tuple(Column(index, "") for index in range(width))
    return Table("t1", (1,), "Tuotot", "1 000 €", None, len(rows), columns, tuple(cells))


PRINTED = table_of(
    [
        ["1 000 €", "TP 2024", "Poikkeama", "%"],
        ["Toimintatuotot", "2 874", "+130", "4,50 %"],
        ["Toimintakulut", "−1 842 775,38", "-", "0,0"],
    ]
)


def csv_rows(table: Table) -> list[list[str]]:
    text = table_csv(table).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def workbook(table: Table, language: Language = Language.FINNISH) -> Workbook:
    report = FakeLibrary(Path())
    report.stored["a"] = replace(make_report(), id="a", title="=Raportti")
    return load_workbook(io.BytesIO(table_xlsx(table, report.report("a"), language)))


def sheets(table: Table) -> tuple[Worksheet, Worksheet, Worksheet]:
    numbers, printed, source = workbook(table).worksheets
    return numbers, printed, source


def test_csv_holds_what_is_printed() -> None:
    assert csv_rows(PRINTED) == [
        ["1 000 €", "TP 2024", "Poikkeama", "%"],
        ["Toimintatuotot", "2 874", "+130", "4,50 %"],
        ["Toimintakulut", "−1 842 775,38", "-", "0,0"],
    ]


def test_csv_opens_in_a_spreadsheet_of_any_locale_as_utf_8() -> None:
    made = table_csv(PRINTED)
    assert made.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in made


def test_workbook_holds_numbers_in_the_unit_of_the_page_and_shows_them_as_printed() -> None:
    numbers, _, _ = sheets(PRINTED)
    assert [numbers["B2"].value, numbers["C2"].value, numbers["D2"].value] == [2874, 130, 4.5]
    assert numbers["B2"].number_format == "#,##0"
    assert numbers["C2"].number_format == "+0;-0;0"
    assert numbers["D2"].number_format == '0.00" %"'
    assert (numbers["B3"].value, numbers["B3"].number_format) == (-1842775.38, "#,##0.00")
    assert numbers["A2"].value == "Toimintatuotot"
    assert numbers["B1"].font.bold and not numbers["A2"].font.bold
    assert numbers.freeze_panes == "A2"


def test_workbook_keeps_the_printed_text_on_a_sheet_of_its_own() -> None:
    _, printed, _ = sheets(PRINTED)
    rows = [[cell.value for cell in row] for row in printed.iter_rows()]
    assert rows == [
        ["1 000 €", "TP 2024", "Poikkeama", "%"],
        ["Toimintatuotot", "2 874", "+130", "4,50 %"],
        ["Toimintakulut", "−1 842 775,38", "-", "0,0"],
    ]


def test_workbook_names_its_source_in_the_language_asked_for() -> None:
    book = workbook(PRINTED, Language.SWEDISH)
    assert book.sheetnames == ["Tal", "Som tryckt", "Källa"]
    told = {row[0].value: row[1].value for row in book.worksheets[2].iter_rows()}
    assert told["Rapport"] == "=Raportti"
    assert (told["Fil"], told["Sidor"], told["Tabell"], told["Enhet"]) == (
        "vesila-q1-2025.txt", "1", "Tuotot", "1 000 €",
    )  # fmt: skip


def test_a_number_with_more_digits_than_a_spreadsheet_keeps_stays_text() -> None:
    numbers, _, _ = sheets(table_of([["", "2024"], ["Summa", "12345678901234567"]]))
    assert numbers["B2"].value == "12345678901234567"


@pytest.mark.parametrize(
    "attack",
    ["=1+1", "+1+1", "-2+3+cmd|' /C calc'!A0", "@SUM(A1)", '=HYPERLINK("//x")', "|x", "＝1+1", "-x", "+"],
)
def test_a_text_that_reads_as_a_formula_is_no_formula(attack: str) -> None:
    made = table_of([["Nimi", attack], [attack, "5"]])
    assert [csv_rows(made)[0][1], csv_rows(made)[1][0]] == [f"'{attack}"] * 2
    for sheet in sheets(made)[:2]:
        for cell in (sheet["B1"], sheet["A2"]):
            assert (cell.value, cell.data_type, cell.quotePrefix) == (attack, "s", True)


@pytest.mark.parametrize("number", ["-5", "+1,0", "-1 842,5", "-3 %", "+2 874 €"])
def test_a_signed_number_stays_as_it_is(number: str) -> None:
    assert csv_rows(table_of([["Nimi", "A"], ["x", number]]))[1][1] == number


def test_what_a_workbook_cannot_hold_is_replaced_and_cut() -> None:
    _, printed, _ = sheets(table_of([["a\x00b\x0bc", "x" * 40_000], ["#REF!", "5"]]))
    assert printed["A1"].value == "a\ufffdb\ufffdc" or printed["A1"].value == "a\ufffdb c"
    assert len(str(printed["B1"].value)) == 32_000
    assert (printed["A2"].value, printed["A2"].data_type) == ("#REF!", "s")


def test_spans_are_merged_and_leave_room_in_csv() -> None:
    made = table_of(
        [["", "2024", ""], ["", "TA", "TP"], ["Tulot", "1", "2"]], heads=2, spans={(0, 1): (1, 2)}
    )
    numbers, _, _ = sheets(made)
    assert [str(area) for area in numbers.merged_cells.ranges] == ["B1:C1"]
    assert csv_rows(made)[:2] == [["", "2024", ""], ["", "TA", "TP"]]


def test_a_table_of_three_hundred_columns_and_an_empty_one() -> None:
    wide = table_of([[f"s{n}" for n in range(300)], ["rivi", *(str(n) for n in range(1, 300))]])
    assert len(csv_rows(wide)[1]) == 300
    assert sheets(wide)[0].cell(2, 300).value == 299
    assert csv_rows(table_of([])) == []
    assert sheets(table_of([]))[0].max_row == 1


# --- the layout -----------------------------------------------------------------------------------

CELLS = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(1, 7), st.integers(1, 7)), max_size=12
)


@given(CELLS, st.integers(0, 5), st.integers(1, 6))
@settings(max_examples=200, deadline=None)
def test_rows_are_equally_long_and_no_place_is_given_twice(
    cells: list[tuple[int, int, int, int]], first: int, count: int
) -> None:
    made = tuple(
        Cell(row, column, down, across, 1, f"{row}/{column}", False, None)
        for (row, column), (down, across) in {(r, c): (d, a) for r, c, d, a in cells}.items()
    )
    table = Table("t1", (1,), None, None, None, 6, (), made)
    end = min(6, first + count)
    places = [
        (at, across)
        for row in lay_out(table, first, end)
        for place in row.places
        for at in range(place.row, place.row + place.rows)
        for across in range(place.column, place.column + place.columns)
    ]
    assert sorted(places) == [(row, column) for row in range(first, end) for column in range(width_of(table))]
    shown = {place.text for row in lay_out(table, first, end) for place in row.places if place.cell}
    assert shown == {cell.text for cell in made if first <= cell.row < end}


def test_header_rows_are_those_above_the_first_other_cell() -> None:
    assert header_rows(PRINTED) == 1
    assert header_rows(table_of([["a", "b"], ["c", "d"], ["e", "1"]], heads=2)) == 2
    assert header_rows(table_of([["a", "1"]], heads=0)) == 0
    assert header_rows(table_of([])) == 0


# --- over HTTP ------------------------------------------------------------------------------------


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    library = FakeLibrary(tmp_path)
    second = replace(table_of([["a", "b"]]), id="t2", pages=(2,), title=None)
    library.add(replace(make_report(), tables=(PRINTED, second)), b"")
    with TestClient(create_app(Settings(), library, fake_answer), raise_server_exceptions=False) as client:
        yield client


def test_the_tables_of_a_report_and_of_a_page(client: TestClient) -> None:
    body = client.get(TABLES).json()
    assert (body["total"], [table["id"] for table in body["tables"]]) == (2, ["t1", "t2"])
    assert body["tables"][0] == {
        "id": "t1",
        "pages": [1],
        "title": "Tuotot",
        "printed_unit": "1 000 €",
        "rows": 3,
        "columns": 4,
        "url": "/report/vesila-q1-2025?page=1",
        "csv": f"{TABLES}/t1.csv",
        "xlsx": f"{TABLES}/t1.xlsx",
    }
    assert [table["id"] for table in client.get(TABLES, params={"page": 2}).json()["tables"]] == ["t2"]
    assert client.get(TABLES, params={"page": 9}).json() == {"tables": [], "total": 0}


def test_a_table_with_its_cells(client: TestClient) -> None:
    body = client.get(f"{TABLES}/t1").json()
    assert (body["rows"], body["columns"], body["cells"][5]["text"]) == (3, 4, "2 874")
    assert body["cells"][5]["value"] == "2874000"


@pytest.mark.parametrize(
    ("ending", "media_type", "start"),
    [
        ("csv", "text/csv; charset=utf-8", "\ufeff1 000 €;".encode()),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
    ],
)
def test_a_table_as_a_file_to_save(client: TestClient, ending: str, media_type: str, start: bytes) -> None:
    response = client.get(f"{TABLES}/t1.{ending}")
    assert response.headers["content-type"] == media_type
    assert response.headers["content-disposition"] == f'attachment; filename="vesila-q1-2025-t1.{ending}"'
    assert response.content.startswith(start)


@pytest.mark.parametrize("path", ["t9", "t9.csv", "t9.xlsx", "t1.ods"])
def test_a_table_that_is_not_there(client: TestClient, path: str) -> None:
    response = client.get(f"{TABLES}/{path}")
    assert (response.status_code, response.json()["error"]["code"]) == (404, "table_not_found")


def test_tables_of_a_report_that_is_not_there(client: TestClient) -> None:
    response = client.get("/api/v1/reports/ei-ole/tables")
    assert (response.status_code, response.json()["error"]["code"]) == (404, "report_not_found")
