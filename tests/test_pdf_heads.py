"""The PDF reader's heads of tables, and numbers wrapped inside their cells."""

from __future__ import annotations

from pdf_pages import Sheet, grid_of, rows_of

from ingest.records import Grid

AMOUNTS = [["Tuet", "12", "14", "11", "13", "9"], ["Maksut", "22", "24", "21", "23", "8"]]
RIGHTS = (230, 300, 370, 440, 510)


def spans_of(grid: Grid) -> dict[str, tuple[int, int]]:
    return {
        cell.text: (cell.column, cell.column_span)
        for cell in grid.cells
        if cell.row < (grid.header_rows or 0)
    }


def test_a_number_wrapped_inside_its_cell_is_one_number_of_one_row() -> None:
    # The label and a short number stand in the middle of the two lines of the long ones.
    def draw(page: Sheet) -> None:
        page.grid(50, 100, (250, 330, 410), [["Erä", "2031", "2030", "Ero"]])
        page.grid(50, 130, (250, 330, 410), [["Tuotot", "1 234 567,89", "1 200 000,00", "34 567,89"]])
        for right, upper, lower in ((250, "-2 345", "678,90"), (330, "-2 300", "000,00")):
            page.right(right, 154, upper, 10)
            page.right(right, 166, lower, 10)
        page.text(50, 160, "Menot", 10)
        page.right(410, 160, "-45 678,90", 10)
        page.grid(50, 190, (250, 330, 410), [["Kate", "-1 111", "-1 100", "-11,01"]])

    assert rows_of(grid_of(draw))[2] == ["Menot", "-2 345 678,90", "-2 300 000,00", "-45 678,90"]


def test_a_label_in_the_middle_of_two_rows_joins_no_numbers() -> None:
    def draw(page: Sheet) -> None:
        page.grid(50, 100, (250, 330), [["Erä", "2031", "2030"], ["Tuotot", "812", "790"]])
        page.grid(50, 141, (250, 330), [["", "1 500", "1 400"]])
        page.text(50, 147, "Menot", 10)
        page.grid(50, 153, (250, 330), [["", "2 500", "2 400"]])
        page.grid(50, 180, (250, 330), [["Kate", "312", "290"]])

    texts = {cell.text for cell in grid_of(draw).cells}
    assert {"1 500", "1 400", "2 500", "2 400"} <= texts


def test_totals_without_a_label_stay_a_row_of_their_own() -> None:
    rows = [["Erä", "2031", "2030"], ["Tuet", "12", "120"], ["Maksut", "88", "880"], ["", "100", "999"]]
    assert rows_of(grid_of(lambda page: page.grid(50, 100, (250, 330), rows))) == rows


def test_a_year_does_not_stand_over_names_of_other_years() -> None:
    def draw(page: Sheet) -> None:
        page.centre(352, 85, "Arvio 2031", 10)
        page.grid(50, 100, RIGHTS, [["Erä", "Tulos 2030", "Alku", "Lisä", "Yht.", "Ero 2031"], *AMOUNTS])

    assert spans_of(grid_of(draw))["Arvio 2031"] == (2, 3)


def test_a_name_between_lines_of_another_is_beside_it() -> None:
    def draw(page: Sheet) -> None:
        names = ["Erä", "Tulos 2030", "Tulos 2031", "", "Ennuste", "Ero"]
        page.grid(50, 100, RIGHTS, [names])
        page.right(370, 95, "Arvio", 10)
        page.right(370, 105, "2031", 10)
        page.grid(50, 122, RIGHTS, AMOUNTS)

    grid = grid_of(draw)
    assert rows_of(grid)[0] == ["Erä", "Tulos 2030", "Tulos 2031", "Arvio 2031", "Ennuste", "Ero"]


def test_a_thousand_in_a_unit_is_one_number() -> None:
    def draw(page: Sheet) -> None:
        page.text(50, 100, "Erä, 1", 10)
        page.text(50 + page.measure("Erä, 1", 10) + 3.6, 100, "000 euroa", 10)
        page.grid(50, 100, (230, 300), [["", "2030", "2031"]])
        page.grid(
            50, 115, (230, 300), [["Tuet", "101,5", "122"], ["Maksut", "16,5", "3"], ["Muut", "5", "7"]]
        )

    assert rows_of(grid_of(draw))[0] == ["Erä, 1 000 euroa", "2030", "2031"]


def test_verticals_that_begin_under_a_group_cut_the_names_beside_it() -> None:
    def draw(page: Sheet) -> None:
        page.centre(300, 100, "Arvio 2031", 10)
        page.grid(50, 115, RIGHTS, [["Erä", "Tulos 2030", "Alku", "Lisä", "Ennuste", "Ero"], *AMOUNTS])
        for y in (89, 119, 134, 149):
            page.rule(45, y, 515, y)
        page.rule(235, 104, 375, 104)
        for x in (45, 165, 235, 375, 515):
            page.rule(x, 89, x, 149)
        for x in (305, 445):
            page.rule(x, 104, x, 149)

    grid = grid_of(draw)
    assert {"Ennuste": (4, 1), "Ero": (5, 1), "Arvio 2031": (2, 2), "Alku": (2, 1)}.items() <= spans_of(
        grid
    ).items()
