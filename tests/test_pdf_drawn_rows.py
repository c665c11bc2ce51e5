"""Tables drawn by rules or shades of rows: where the head ends, what one row is, where the next begins."""

from __future__ import annotations

import pytest
from pdf_pages import DARK, INK, SLIDE, Sheet, read, rows_of
from reportlab.lib.colors import white

LEFT, RIGHT = 45.0, 500.0
RIGHTS = (370, 430, 490)
GOALS = ["Tavoite", "Mittari", "TP 2031", "TA 2032", "TS 2033"]
GOAL_ROWS = [
    ("Lukeminen lisääntyy", ("Lainat asukasta kohden", "vuodessa, kpl"), ("14,2", "15,0", "15,5")),
    ("Kadut pysyvät kunnossa", ("Huonokuntoisten osuus", "koko verkosta, %"), ("12", "11", "9")),
    ("Luvat saadaan ajoissa", ("Käsittelyaika hakemuksesta", "päätökseen, vrk"), ("48", "45", "45")),
    ("Vesi on puhdasta", ("Hylätyt näytteet kaikista", "näytteistä, %"), ("0,4", "0,2", "0,0")),
]
KEYS = [
    ["Suorite", "TP 2031", "TA 2032", "TS 2033"],
    ["Käynnit", "81 200", "83 000", "84 500"],
    ["Lainaukset", "402 110", "410 000", "415 000"],
    ["Tapahtumat", "96", "100", "110"],
]
GOALS_READ = [GOALS, *([label, " ".join(texts), *values] for label, texts, values in GOAL_ROWS)]


def head(page: Sheet, y: float, names: list[str], shaded: bool) -> None:
    if shaded:
        page.box(LEFT, y - 11, RIGHT, y + 5, DARK)
    ink = white if shaded else INK
    page.text(50, y, names[0], 9, bold=True, colour=ink)
    if len(names) > len(KEYS[0]):
        page.text(180, y, names[1], 9, bold=True, colour=ink)
    for right, name in zip(RIGHTS, names[-3:], strict=True):
        page.text(right - page.measure(name, 9, True), y, name, 9, bold=True, colour=ink)


def goals(page: Sheet, y: float, drawn: str, shaded: bool) -> float:
    """Rows with a text of two lines beside a label and numbers of one, set on its middle."""
    head(page, y, GOALS, shaded)
    edge = y + 5
    if drawn == "rules":
        page.rule(LEFT, edge, RIGHT, edge)
    for index, (label, (upper, lower), values) in enumerate(GOAL_ROWS):
        if drawn == "shades" and index % 2:
            page.box(LEFT, edge, RIGHT, edge + 27)
        page.text(180, edge + 11, upper, 9)
        page.text(50, edge + 16, label, 9)
        for right, value in zip(RIGHTS, values, strict=True):
            page.right(right, edge + 16, value, 9)
        page.text(180, edge + 21, lower, 9)
        edge += 27
        if drawn == "rules":
            page.rule(LEFT, edge, RIGHT, edge)
    return edge


def keys(page: Sheet, y: float, drawn: str, shaded: bool) -> None:
    head(page, y, KEYS[0], shaded)
    edge = y + 5
    for index, (label, *values) in enumerate(KEYS[1:]):
        if drawn == "shades" and index % 2:
            page.box(LEFT, edge, RIGHT, edge + 15)
        page.text(50, edge + 11, label, 9)
        for right, value in zip(RIGHTS, values, strict=True):
            page.right(right, edge + 11, value, 9)
        edge += 15
        if drawn == "rules":
            page.rule(LEFT, edge, RIGHT, edge)


@pytest.mark.parametrize(
    ("drawn", "shaded"),
    [("rules", True), ("rules", False), ("shades", True), ("shades", False), ("nothing", True)],
)
def test_the_first_line_of_a_row_is_no_head(drawn: str, shaded: bool) -> None:
    def draw(page: Sheet) -> None:
        goals(page, 100, drawn, shaded)

    layout = read(draw).layouts[0]
    assert [rows_of(grid) for grid in layout.grids] == [GOALS_READ]
    assert layout.grids[0].header_rows == 1


@pytest.mark.parametrize("drawn", ["rules", "shades"])
@pytest.mark.parametrize("caption", ["Suoritteet", ""])
def test_a_head_shaded_as_the_first_begins_another_table(drawn: str, caption: str) -> None:
    def draw(page: Sheet) -> None:
        end = goals(page, 100, drawn, True)
        page.text(LEFT, end + 14, caption, 9, italic=True)
        keys(page, end + 30, drawn, True)

    layout = read(draw).layouts[0]
    assert [rows_of(grid) for grid in layout.grids] == [GOALS_READ, KEYS]
    assert [grid.header_rows for grid in layout.grids] == [1, 1]


def test_a_head_in_bold_under_a_title_begins_another_table() -> None:
    def draw(page: Sheet) -> None:
        end = goals(page, 100, "rules", False)
        page.text(LEFT, end + 14, "Suoritteet", 9, italic=True)
        keys(page, end + 30, "rules", False)

    assert [rows_of(grid) for grid in read(draw).layouts[0].grids] == [GOALS_READ, KEYS]


def test_a_shaded_section_under_the_head_is_no_head() -> None:
    def draw(page: Sheet) -> None:
        head(page, 100, KEYS[0], True)
        page.box(LEFT, 105, RIGHT, 120)
        page.text(50, 116, "Kirjasto", 9, bold=True)
        for index, (label, *values) in enumerate(KEYS[1:]):
            page.text(50, 131 + 15 * index, label, 9)
            for right, value in zip(RIGHTS, values, strict=True):
                page.right(right, 131 + 15 * index, value, 9)

    (grid,) = read(draw).layouts[0].grids
    assert grid.header_rows == 1
    assert rows_of(grid) == [KEYS[0], ["Kirjasto", "", "", ""], *KEYS[1:]]


def test_a_heading_in_bold_is_no_part_of_the_label_below_it() -> None:
    def draw(page: Sheet) -> None:
        head(page, 100, KEYS[0], True)
        y = 105.0
        for label, *values in KEYS[1:]:
            page.text(50, y + 11, f"Toimiala {label}", 9, bold=True)
            page.text(50, y + 22, label, 9)
            for right, value in zip(RIGHTS, values, strict=True):
                page.right(right, y + 22, value, 9)
            y += 28
            page.rule(LEFT, y, RIGHT, y)

    (grid,) = read(draw).layouts[0].grids
    assert [row[0] for row in rows_of(grid)] == [
        "Suorite", "Toimiala Käynnit", "Käynnit", "Toimiala Lainaukset", "Lainaukset",
        "Toimiala Tapahtumat", "Tapahtumat",
    ]  # fmt: skip


def test_white_lines_between_columns_leave_shaded_rows_their_own() -> None:
    """White verticals make one cell of each column; the shades part its rows."""

    def draw(page: Sheet) -> None:
        edge = goals(page, 100, "shades", True)
        page.canvas.setStrokeColor(white)
        for x in (LEFT, 175, 315, 375, 435, RIGHT):
            page.rule(x, 89, x, edge)
        page.canvas.setStrokeColor(DARK)
        page.rule(LEFT, 89, RIGHT, 89)
        page.rule(LEFT, edge, RIGHT, edge)

    assert [rows_of(grid) for grid in read(draw).layouts[0].grids] == [GOALS_READ]


def test_a_head_and_the_first_row_in_one_drawn_cell_are_two_rows() -> None:
    def draw(page: Sheet) -> None:
        for index, (label, *values) in enumerate(KEYS):
            page.text(50, 100 + 15 * index, label, 9)
            for right, value in zip(RIGHTS, values, strict=True):
                page.right(right, 100 + 15 * index, value, 9)
        for y in (89, 119, 134, 149):
            page.rule(LEFT, y, RIGHT, y)
        for x in (LEFT, 315, 375, 435, RIGHT):
            page.rule(x, 89, x, 149)

    (grid,) = read(draw).layouts[0].grids
    assert rows_of(grid) == KEYS
    assert grid.header_rows == 1


def test_a_title_over_a_rule_across_the_slide_leaves_table_and_text_beside_it_apart() -> None:
    items = ("Käynnit kasvoivat keväällä, koska", "aukioloa pidennettiin. Lainat kasvoivat", "hitaammin.")

    def draw(page: Sheet) -> None:
        page.text(LEFT, 50, "Toiminta", 22, bold=True)
        page.rule(LEFT, 58, 900, 58)
        goals(page, 90, "rules", True)
        for index, line in enumerate((*items, *items)):
            page.text(560, 95 + 17.5 * index, line, 12)

    assert [rows_of(grid) for grid in read(draw, size=SLIDE).layouts[0].grids] == [GOALS_READ]
