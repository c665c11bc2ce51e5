"""Names of columns wider than their columns, set to the right like the numbers below them."""

from __future__ import annotations

import pytest
from pdf_pages import Draw, Sheet, grid_of, rows_of

RIGHTS = (230, 290, 350, 410, 470)
BODY = [
    ["Tuotot", "1 200", "1 240", "1 215", "310", "1 250"],
    ["Kulut", "1 100", "1 090", "1 120", "280", "1 110"],
    ["Kate", "100", "150", "95", "30", "140"],
]


def table(*names: tuple[str, ...], body: list[list[str]] = BODY) -> Draw:
    """A head whose names have a line for each text, over the body."""

    def draw(page: Sheet) -> None:
        for right, lines in zip(RIGHTS, names, strict=True):
            for number, line in enumerate(lines):
                page.right(right, 100 + 12 * number, line, 10)
        page.grid(50, 142, RIGHTS, body)

    return draw


@pytest.mark.parametrize("rows", [2, 3])
def test_names_that_touch_are_each_over_its_own_column(rows: int) -> None:
    names = (("TP 2030",), ("TA 2031",), ("TA 2031",), ("Tot.", "1–3/2031"), ("Tilinpäätös-", "ennuste 2031"))
    grid = grid_of(table(*names, body=BODY[:rows]))
    assert grid.columns == 6 and all(cell.column_span == 1 for cell in grid.cells)
    head = rows_of(grid)[0]
    assert head[4:] == ["Tot. 1–3/2031", "Tilinpäätösennuste 2031"]
    assert rows_of(grid)[-rows:] == BODY[:rows]


def test_a_line_that_overflows_stays_with_the_line_above_it() -> None:
    names = (("TP 2030",), ("TA 2031",), ("TA 2031", "muutoksineen"), ("Tot.", "1–3/2031"), ("Ennuste",))
    grid = grid_of(table(*names))
    assert rows_of(grid)[0][2:4] == ["TA 2031", "TA 2031 muutoksineen"]
    assert all(cell.column_span == 1 for cell in grid.cells)


def test_a_name_over_two_columns_still_spans_them() -> None:
    def draw(page: Sheet) -> None:
        page.centre(432, 88, "Kaupunki 2031", 10)
        table(("TP 2030",), ("TA 2031",), ("Muutos",), ("Tot.",), ("Ennuste",))(page)

    grid = grid_of(draw)
    spans = {cell.text: (cell.column, cell.column_span) for cell in grid.cells if cell.column_span > 1}
    assert spans == {"Kaupunki 2031": (4, 2)}


def test_a_name_of_several_words_within_its_column_is_not_cut() -> None:
    names = (("TP 2030",), ("TA 2031",), ("Ero TA",), ("Tot. %",), ("Arvio 2031",))
    assert rows_of(grid_of(table(*names)))[0][1:] == ["TP 2030", "TA 2031", "Ero TA", "Tot. %", "Arvio 2031"]
