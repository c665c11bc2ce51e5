"""Real reports read as their pages print them, held against another PDF library and their own sums.

They are skipped where the reports do not lie beside the project.
"""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from functools import cache
from itertools import groupby
from pathlib import Path

import openpyxl
import pytest
from page_oracle import Printed, page_lines

from ingest.read import read_report
from ingest.records import Cell, Report

REPORTS = Path(__file__).parent.parent.parent / "shared" / "reports"
ACCOUNTS = REPORTS / "kauhava-tilinpaatos-2024.pdf"
FOLLOW_UP = "lahti-konsernihallinto-q1-2025"
SHEET = REPORTS / f"{FOLLOW_UP}-tuloslaskelma.xlsx"
STATE_BUDGET = REPORTS / "valtion-talousarvio-2024.pdf"
COUNTED = {30: 42, 33: 46, 35: 126, 86: 65, 118: 20, 120: 108, 123: 126, 127: 76, 128: 38, 131: 56}
"""Amounts in the tables of these pages of the accounts, counted on the rendered pages."""
APART = 8.0
"""Points between a number within a label and its next word, at most."""
YEARS_ABOVE = (30, 33, 35, 127, 128, 131)
"""Pages whose tables have one year over each column."""

pytestmark = pytest.mark.skipif(not REPORTS.is_dir(), reason="the real reports do not lie beside the project")


@cache
def read(path: Path) -> Report:
    return read_report(path)


@cache
def lines_of(page: int) -> list[list[Printed]]:
    return page_lines(ACCOUNTS, page)


def amounts_on(page: int) -> list[Cell]:
    return [
        cell
        for table in read(ACCOUNTS).tables
        for cell in table.cells
        if cell.page == page and cell.value is not None
    ]


def bare(text: str) -> str:
    """Letters and digits and signs alone: how words are cut over lines does not count."""
    return re.sub(r"[\s\u00ad\u2010-]+", "", text)


def packed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def label_of(page: int, cell: Cell) -> str:
    """The words before a cell on the printed line that its last line stands on, numbers in them too."""
    box = cell.box
    assert box is not None
    line = min(lines_of(page), key=lambda line: abs(line[0].bottom - box.bottom))
    before = [word for word in line if word.x1 <= box.x0]
    while before and before[-1].is_amount:
        before.pop()
    label: list[Printed] = []
    for word in reversed(before):
        if word.is_amount and label[-1].x0 - word.x1 > APART:
            break  # a column of another table beside this one
        label.append(word)
    return bare("".join(word.text for word in reversed(label)))


def year_above(page: int, cell: Cell) -> str:
    """The year printed nearest above a cell in its column."""
    box = cell.box
    assert box is not None
    above = [
        word
        for line in lines_of(page)
        for word in line
        if word.bottom < box.bottom
        and re.fullmatch(r"(?:31\.12\.)?20\d\d", word.text)
        and word.x1 > box.x0 - APART
        and word.x0 < box.x1 + APART
    ]
    return max(above, key=lambda word: (round(word.bottom), -abs(word.x1 - box.x1))).text[-4:]


@pytest.mark.parametrize("page", COUNTED)
def test_every_printed_amount_of_the_page_is_a_cell(page: int) -> None:
    cells = amounts_on(page)
    assert len(cells) == COUNTED[page]
    printed = Counter(packed(word.text) for line in lines_of(page) for word in line if word.is_amount)
    for text in (Counter(packed(cell.text) for cell in cells) - printed).elements():
        broken = text[:-3], text[-3:]  # printed over two lines
        assert not Counter(broken) - printed, text
    assert all(cell.value is not None and abs(cell.value) == number(cell) for cell in cells)


def number(cell: Cell) -> Decimal:
    digits = re.sub(r"[^\d,]", "", cell.text).replace(",", ".")
    return Decimal(digits) * cell.scale


@pytest.mark.parametrize("page", COUNTED)
def test_every_amount_has_the_label_of_its_line(page: int) -> None:
    for cell in amounts_on(page):
        label = label_of(page, cell)
        assert label, cell.text
        assert label in bare("".join(cell.row_path)), (cell.text, label, cell.row_path)


@pytest.mark.parametrize("page", YEARS_ABOVE)
def test_every_amount_is_of_the_year_above_it(page: int) -> None:
    for cell in amounts_on(page):
        assert cell.period is not None, cell
        assert cell.period.label[-4:] == year_above(page, cell), cell


def amounts_of(report: Report) -> list[tuple[str, Decimal]]:
    return [
        (cell.row_path[-1], cell.value)
        for table in report.tables
        for cell in table.cells
        if cell.value is not None
    ]


def test_main_titles_of_the_state_budget_add_up_to_its_totals() -> None:
    amounts = amounts_of(read(STATE_BUDGET))
    names = [label for label, _ in amounts]
    end_of_income = next(place for place, label in enumerate(names) if label.startswith("Tuloarvioiden"))
    for rows in (amounts[: end_of_income + 1], amounts[end_of_income + 1 :]):
        titles = [value for label, value in rows if re.fullmatch(r"\d\d\. [A-ZÅÄÖ ,-]+", label)]
        assert len(titles) >= 4
        total, value = rows[-1]
        assert total.endswith("kokonaismäärä")
        assert sum(titles) == value


def test_wrapped_labels_of_the_state_budget_are_whole() -> None:
    """Each amount's row begins with the number that the page prints before its label, and no row is left
    with a piece of a label alone."""
    (table,) = read(STATE_BUDGET).tables
    for cell in table.cells:
        if cell.value is not None:
            assert re.match(r"\d\d\. |.*kokonaismäärä$", cell.row_path[-1]), cell.row_path
    labels = {cell.text for cell in table.cells if cell.column == 0 and not cell.header}
    valued = {cell.row for cell in table.cells if cell.value is not None}
    alone = [
        cell.text for cell in table.cells if cell.row not in valued and not cell.header and cell.text.strip()
    ]
    assert alone == ["TULOARVIOT", "MÄÄRÄRAHAT"]
    assert len(labels) > 600


def sheet_rows() -> list[list[str | int | None]]:
    """The follow-up report's income statement as the numbers of a spreadsheet, header first."""
    (sheet,) = openpyxl.load_workbook(SHEET)
    return [list(row) for row in sheet.iter_rows(values_only=True)]


@pytest.mark.parametrize("ending", [".pdf", ".pptx", ".docx", "-tuloslaskelma.xlsx"])
def test_the_income_statement_is_the_spreadsheet_cell_by_cell(ending: str) -> None:
    header, *rows = sheet_rows()
    assert len(rows) == 17
    table = next(t for t in read(REPORTS / f"{FOLLOW_UP}{ending}").tables if t.rows == 18)
    assert [column.text for column in table.columns] == header
    assert (table.printed_unit, {cell.unit for cell in table.cells if cell.value}) == ("1 000 euroa", {"EUR"})
    cells = {(cell.row, cell.column): cell for cell in table.cells}
    for row, (label, *numbers) in enumerate(rows, start=1):
        assert cells[row, 0].text == label
        for column, number in enumerate(numbers, start=1):
            cell = cells.get((row, column))
            if number is None:
                assert cell is None or not cell.text.strip()
            else:
                assert cell is not None and cell.value == Decimal(str(number)) * 1000, (label, column)


def test_the_income_statement_as_text_holds_no_cell_that_the_spreadsheet_does_not() -> None:
    """A text file does not say where the blanks of a row are, so that a row with several stays text."""
    header, *rows = sheet_rows()
    (table,) = read(REPORTS / f"{FOLLOW_UP}.txt").tables
    assert [column.text for column in table.columns] == header
    true = Counter(
        (row[0], header[column], Decimal(str(number)) * 1000)
        for row in rows
        for column, number in enumerate(row)
        if column and number is not None
    )
    held = Counter(
        (cell.row_path[-1], table.columns[cell.column].text, cell.value)
        for cell in table.cells
        if cell.value is not None
    )
    assert not held - true
    assert held.total() == true.total() - 2


def card_figures(ending: str) -> Counter[tuple[object, ...]]:
    return Counter(
        (
            bare(statement.label), statement.entity, figure.raw, figure.value, figure.unit,
            figure.printed_unit, figure.column_kind, figure.period,
        )
        for statement in read(REPORTS / f"{FOLLOW_UP}{ending}").statements
        if statement.kind == "card"
        for figure in statement.figures
    )  # fmt: skip


def test_nine_cards_have_their_number_unit_comparison_and_entity() -> None:
    cards = [s for s in read(REPORTS / f"{FOLLOW_UP}.pdf").statements if s.kind == "card"]
    printed = [[(figure.raw, figure.printed_unit) for figure in card.figures] for card in cards]
    millions = "milj. euroa"
    assert printed == [
        [("0,2", millions), ("0,7", millions)],
        [("5,0", millions), ("5,0", millions)],
        [("5,6", millions), ("7,4", millions)],
        [("40,7", millions), ("33,5", millions)],
        [("112,9", millions), ("109,7", millions)],
        [("6,3", millions), ("9,4", millions)],
        [("2,6", millions), ("6,2", millions)],
        [("3,3", millions), ("10,8", "%")],
        [("0,0", millions), ("0,0", "%")],
    ]
    assert [len(list(group)) for _, group in groupby(card.entity for card in cards)] == [2, 2, 5]
    assert all(card.entity and card.label for card in cards)


@pytest.mark.parametrize("ending", [".pptx", ".docx", ".txt"])
def test_cards_are_the_same_in_every_format(ending: str) -> None:
    assert card_figures(ending) == card_figures(".pdf")
