"""Tables that go on over pages: one table where it is one, two where they only look alike."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pdf_pages import Draw, Sheet, make_pdf

from ingest.read import read_bytes
from ingest.records import Grid, GridCell, Part, Report, Table
from ingest.tables import read_table

RIGHTS = (330, 420, 510)
HEAD = ("1 000 €", "TP 2024", "TA 2025", "Ennuste 2025")
ITEMS = ("Myyntituotot", "Maksutuotot", "Tuet ja avustukset", "Vuokratuotot", "Palkat", "Palvelut", "Aineet")


def rows(count: int, first: int = 0) -> list[Sequence[str]]:
    return [
        (f"{ITEMS[n % len(ITEMS)]} {n}", f"{11000 + n}", f"{12000 + n}", f"{13000 + n}")
        for n in range(first, first + count)
    ]


def page(table: Sequence[Sequence[str]], title: str = "", top: float = 100, below: str = "") -> Draw:
    """A page with running head and foot, perhaps a heading, a table from `top` on, a paragraph below."""

    def draw(sheet: Sheet) -> None:
        sheet.text(50, 40, "Koivulahden kaupunki", 8)
        sheet.text(500, 815, "Talousraportti", 8)
        if title:
            sheet.text(50, top - 30, title, 15, bold=True)
        sheet.grid(50, top, RIGHTS, table)
        if below:
            sheet.text(50, top + 15 * len(table) + 20, below)

    return draw


def report(*pages: Draw) -> Report:
    return read_bytes(make_pdf(*pages), "talousraportti.pdf")


def values(table: Table) -> dict[str, list[Decimal]]:
    found: dict[str, list[Decimal]] = {}
    for cell in table.cells:
        if cell.value is not None:
            found.setdefault(" > ".join(cell.row_path), []).append(cell.value)
    return found


def test_a_table_whose_header_is_printed_again_on_the_next_page() -> None:
    read = report(page([HEAD, *rows(44)], "Tuloslaskelma"), page([HEAD, *rows(5, 44)]))
    (table,) = read.tables
    assert table.pages == (1, 2)
    assert [column.kind for column in table.columns[1:]] == ["actual", "budget", "forecast"]
    found = values(table)
    assert len(found) == 49
    assert found["Myyntituotot 42"] == [11042000, 12042000, 13042000]
    assert found["Palkat 46"] == [11046000, 12046000, 13046000]
    again = [cell for cell in table.cells if cell.page == 2 and cell.header]
    assert [cell.text for cell in again] == list(HEAD)


def test_rows_without_a_header_keep_the_one_of_the_page_before() -> None:
    read = report(page([HEAD, *rows(44)], "Tuloslaskelma"), page(rows(5, 44)))
    (table,) = read.tables
    figure = next(f for f in read.figures if f.metric == "Aineet 48" and f.column == "Ennuste 2025")
    assert (figure.page, figure.value, figure.unit) == (2, Decimal(13048000), "EUR")
    assert figure.period is not None and figure.period.label == "2025"
    assert {quote.page for quote in figure.support} == {1}
    (part,) = table.parts
    assert (part.page, part.first_row) == (2, 45)
    assert part.box is not None and part.box.top < 120


def test_a_table_of_three_pages() -> None:
    read = report(
        page([HEAD, *rows(44)], "Tuloslaskelma"), page([HEAD, *rows(46, 44)]), page([HEAD, *rows(3, 90)])
    )
    (table,) = read.tables
    assert table.pages == (1, 2, 3)
    assert len(values(table)) == 93
    assert {cell.page for cell in table.cells if cell.row >= 92} == {3}


def test_rows_on_the_next_page_stay_under_their_section() -> None:
    sections = [HEAD, *rows(40), ("KASVATUS", "", "", ""), *rows(3, 40)]
    read = report(page(sections, "Tuloslaskelma"), page([HEAD, *rows(4, 43)]))
    (table,) = read.tables
    assert {"KASVATUS > Maksutuotot 43", "KASVATUS > Palkat 46"} <= set(values(table))


def test_a_section_that_is_the_last_line_of_its_page_heads_the_rows_of_the_next() -> None:
    sections = [HEAD, *rows(43), ("KASVATUS", "", "", "")]
    read = report(page(sections, "Tuloslaskelma"), page([HEAD, *rows(4, 43)]))
    (table,) = read.tables
    assert {"Myyntituotot 42", "KASVATUS > Maksutuotot 43", "KASVATUS > Palkat 46"} <= set(values(table))
    assert [cell.page for cell in table.cells if cell.text == "KASVATUS"] == [1]


def test_a_section_above_rows_without_a_header_heads_them() -> None:
    read = report(page([HEAD, *rows(44)], "Tuloslaskelma"), page([("KASVATUS", "", "", ""), *rows(4, 44)]))
    (table,) = read.tables
    assert {"Maksutuotot 43", "KASVATUS > Tuet ja avustukset 44"} <= set(values(table))


def test_each_page_quotes_its_own_rows() -> None:
    read = report(page([HEAD, *rows(44)], "Tuloslaskelma"), page(rows(5, 44)))
    by_page = {number: [s for s in read.statements if s.page == number and s.table] for number in (1, 2)}
    assert [len(found) for found in by_page.values()] == [44, 5]
    assert all(figure.page == 2 for statement in by_page[2] for figure in statement.figures)
    assert len({s.id for s in read.statements}) == len(read.statements)


def test_a_heading_between_them_begins_another_table() -> None:
    read = report(page([HEAD, *rows(44)], "Tuloslaskelma"), page([HEAD, *rows(5)], "Rahoituslaskelma"))
    assert [table.pages for table in read.tables] == [(1,), (2,)]
    assert [table.title for table in read.tables] == ["Tuloslaskelma", "Rahoituslaskelma"]


def test_a_heading_that_says_it_goes_on_does_not() -> None:
    read = report(page([HEAD, *rows(44)], "Tuloslaskelma"), page([HEAD, *rows(5)], "Tuloslaskelma (jatkuu)"))
    assert [table.pages for table in read.tables] == [(1, 2)]


def test_a_table_that_leaves_room_below_has_ended() -> None:
    full = page(rows(45))
    read = report(full, page([HEAD, *rows(20)], "Tuloslaskelma"), page([HEAD, *rows(5, 20)]))
    assert [table.pages for table in read.tables][1:] == [(2,), (3,)]


def test_text_after_the_table_ends_it() -> None:
    read = report(
        page([HEAD, *rows(42)], "Tuloslaskelma", below="Tuotot kasvoivat vuoden aikana selvästi."),
        page([HEAD, *rows(5)]),
    )
    assert [table.pages for table in read.tables] == [(1,), (2,)]


def test_another_header_is_another_table() -> None:
    other = ("1 000 €", "TP 2023", "TA 2024", "Muutos")
    read = report(page([HEAD, *rows(44)], "Tuloslaskelma"), page([other, *rows(5)]))
    assert [table.pages for table in read.tables] == [(1,), (2,)]


def test_cents_do_not_go_on_in_thousands() -> None:
    cents = [(label, *(f"{number},50" for number in numbers)) for label, *numbers in rows(44)]
    head = ("", "TP 2024", "TA 2025", "Ennuste 2025")
    read = report(page([head, *cents], "Tuloslaskelma"), page([head, *rows(5)]))
    assert [table.pages for table in read.tables] == [(1,), (2,)]


def test_other_columns_are_another_table() -> None:
    def shifted(sheet: Sheet) -> None:
        sheet.grid(50, 100, (250, 300, 365), rows(5))

    read = report(page([HEAD, *rows(44)], "Tuloslaskelma"), shifted)
    assert [table.pages for table in read.tables] == [(1,), (2,)]


def test_a_unit_printed_on_the_first_page_alone_does_not_part_a_table() -> None:
    head = ("", *HEAD[1:])
    read = report(page([HEAD, *rows(44)], "Tuloslaskelma"), page([head, *rows(5, 44)]))
    (table,) = read.tables
    assert table.pages == (1, 2)
    last = next(figure for figure in read.figures if figure.metric == "Aineet 48")
    assert (last.value, last.unit) == (Decimal(11048000), "EUR")


def test_another_unit_on_the_next_page_is_another_table() -> None:
    head = ("milj. €", *HEAD[1:])
    read = report(page([HEAD, *rows(44)], "Tuloslaskelma"), page([head, *rows(5, 44)]))
    assert [table.pages for table in read.tables] == [(1,), (2,)]


def test_a_header_of_a_unit_alone_is_the_same_on_each_page() -> None:
    def amounts(count: int, first: int = 0) -> list[Sequence[str]]:
        return [("", "1 000 €"), *((label, number) for label, number, *_ in rows(count, first))]

    def draw(table: Sequence[Sequence[str]]) -> Draw:
        return lambda sheet: sheet.grid(50, 100, (420,), table)

    (table,) = report(draw(amounts(44)), draw(amounts(5, 44))).tables
    assert table.pages == (1, 2)


def test_the_pages_of_a_table_are_each_told_once() -> None:
    cells = (
        GridCell(0, 1, 1, 1, "2026", None),
        GridCell(1, 0, 1, 1, "Tuotot", None),
        GridCell(1, 1, 1, 1, "5", None),
        GridCell(2, 0, 1, 1, "Kulut", None),
        GridCell(2, 1, 1, 1, "7", None),
    )
    grid = Grid(3, None, 3, 2, 1, cells, (Part(3, None, 2, 0), Part(4, None, 3, 0)))
    assert read_table(grid, "t1", None, "", None).pages == (3, 4)
