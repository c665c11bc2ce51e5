"""A table with something else beside it: a chart, another table, a list, a text."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import pytest
from pdf_pages import DARK, SLIDE, Draw, Sheet, read, rows_of, texts

from ingest.records import BlockKind

STAFF = [
    ["Palvelualue", "Htv 2026", "Htv 2025", "Muutos"],
    ["Lasten palvelut", "566,2", "568,9", "-2,7"],
    ["Ympäristö", "143,0", "146,1", "-3,1"],
    ["Elinvoima", "76,8", "72,9", "+3,9"],
    ["Tukipalvelut", "72,3", "75,3", "-3,0"],
    ["Yhteensä", "858,3", "863,2", "-4,9"],
]
TAXES = [
    ["Tulolaji", "TA 2026", "Toteutuma"],
    ["Kunnallisvero", "41 200", "27 310"],
    ["Yhteisövero", "3 150", "2 480"],
    ["Kiinteistövero", "2 900", "310"],
    ["Valtionosuudet", "18 400", "12 290"],
    ["Verorahoitus", "65 650", "42 390"],
]
PITCH = 26.0
TOP = 120.0
WIDTHS = (110.0, 70.0, 70.0, 60.0)
MONTHS = ("tammi", "helmi", "maalis", "huhti", "touko", "kesä")
HEIGHTS = ((60, 52), (95, 70), (70, 70), (44, 44), (52, 80), (30, 61))


def table(page: Sheet, left: float, rows: Sequence[Sequence[str]], drawn: bool, top: float = TOP) -> float:
    """A table with a shaded head and a rule under each row, or with neither; its right edge."""
    widths = WIDTHS[: len(rows[0])]
    right = left + sum(widths)
    if drawn:
        page.box(left, top - 17, right, top + 8)
    for number, row in enumerate(rows):
        y = top + PITCH * number
        page.text(left + 5, y, row[0])
        for column, cell in enumerate(row[1:], start=1):
            page.right(left + sum(widths[: column + 1]) - 5, y, cell)
        if drawn and number:
            page.rule(left, y + 9, right, y + 9)
    return right


def bars(page: Sheet, left: float, top: float = TOP) -> None:
    """Two bars for each month with their values over them, a title, the months and a legend below."""
    foot = top + 120
    page.centre(left + 130, top - 6, "Sairauspoissaolot kuukausittain, %")
    for number, (month, pair) in enumerate(zip(MONTHS, HEIGHTS, strict=True)):
        for side, height in enumerate(pair):
            x = left + 45 * number + 16 * side
            page.box(x, foot - height, x + 15, foot, DARK)
            page.centre(x + 7, foot - height - 3, f"{height / 12:.1f}".replace(".", ","), 7)
        page.centre(left + 45 * number + 16, foot + 12, month, 9)
    page.rule(left - 5, foot, left + 265, foot)
    for number, year in enumerate(("2026", "2025")):
        page.box(left + 80 + 60 * number, foot + 20, left + 87 + 60 * number, foot + 27, DARK)
        page.text(left + 91 + 60 * number, foot + 27, year, 9)


def pie(page: Sheet, left: float, top: float = TOP) -> None:
    middle, high, angle = left + 60, top + 60, 90.0
    for number, (share, name) in enumerate(((38, "Lapset"), (27, "Kadut"), (21, "Elinvoima"), (14, "Muut"))):
        page.canvas.setFillColor(DARK)
        extent = -3.6 * share
        box = (middle - 55, page.height - high - 55, middle + 55, page.height - high + 55)
        page.canvas.wedge(*box, angle, extent, fill=1, stroke=0)
        turn = math.radians(angle + extent / 2)
        page.centre(middle + 36 * math.cos(turn), high - 36 * math.sin(turn), f"{share} %", 9)
        angle += extent
        page.box(left + 135, top + 15 + 18 * number, left + 142, top + 22 + 18 * number, DARK)
        page.text(left + 146, top + 22 + 18 * number, name, 9)


def curve(page: Sheet, left: float, top: float = TOP) -> None:
    page.centre(left + 120, top - 6, "Asukasluku vuosittain")
    for number, level in enumerate((60, 74, 81, 70, 66, 92)):
        x, y = left + 42 * number, top + level
        page.canvas.setFillColor(DARK)
        page.canvas.circle(x, page.height - y, 3, stroke=0, fill=1)
        page.centre(x, y - 6, f"19 {900 - level}", 8)
        page.centre(x, top + 118, str(2021 + number), 8)
    page.rule(left - 10, top + 106, left + 220, top + 106)


def bullets(page: Sheet, left: float, top: float = TOP) -> None:
    items = (
        ("Poissaolot ovat vähentyneet viime vuodesta", "0,2 prosenttiyksikköä."),
        ("Korvaavaa työtä tarjottiin 57 kertaa.",),
        ("Täyttölupia on haettu yhteensä 96, joista", "63 hyväksyttiin."),
        ("Eläkkeelle on jäänyt 29 henkilöä.",),
    )
    y = top
    for lines in items:
        page.text(left, y, "•", 13)
        for line in lines:
            page.text(left + 14, y, line, 13)
            y += 19


def prose(page: Sheet, left: float, top: float = TOP) -> None:
    page.lines(
        left,
        top + 3,
        (
            "Henkilöstömenot kasvoivat edellisvuodesta 1,2",
            "miljoonaa euroa, koska palkkoja korotettiin",
            "kesäkuussa. Säästöt vaikuttavat vasta ensi",
            "vuonna. Eläkemenot alittuvat 0,3 miljoonaa",
            "euroa, ja sijaisia on palkattu vähemmän kuin",
            "aiemmin kaikissa yksiköissä.",
        ),
        12,
        1.45,
    )


Beside = Callable[[Sheet, float], None]


def slide(beside: Beside, drawn: bool, before: bool) -> Draw:
    def draw(page: Sheet) -> None:
        page.text(40, 60, "Henkilöstö", 24, bold=True)
        if before:
            beside(page, 60)
            table(page, 430, STAFF, drawn)
        else:
            right = table(page, 40, STAFF, drawn)
            beside(page, right + 28)
        page.text(40, 420, "Henkilöstön määrä kehittyi suunnitellusti katsauskauden aikana.", 13)

    return draw


@pytest.mark.parametrize("beside", [bars, pie, curve, bullets, prose])
@pytest.mark.parametrize("drawn", [True, False])
@pytest.mark.parametrize("before", [True, False])
def test_a_table_is_read_whole_whatever_stands_beside_it(beside: Beside, drawn: bool, before: bool) -> None:
    layout = read(slide(beside, drawn, before), size=SLIDE).layouts[0]
    assert [rows_of(grid) for grid in layout.grids] == [STAFF]


def test_the_numbers_of_a_chart_are_no_prose() -> None:
    layout = read(slide(bars, drawn=True, before=False), size=SLIDE).layouts[0]
    prose = texts(layout.blocks, BlockKind.PARAGRAPH)
    assert not any("5,0" in text or "tammi" in text for text in prose)
    assert any("Sairauspoissaolot kuukausittain" in block.text for block in layout.blocks)


def test_a_list_beside_a_table_is_read_as_a_list() -> None:
    layout = read(slide(bullets, drawn=False, before=False), size=SLIDE).layouts[0]
    assert texts(layout.blocks, BlockKind.BULLET)[1] == "Korvaavaa työtä tarjottiin 57 kertaa."


def test_two_drawn_tables_with_their_rows_on_the_same_lines_are_two() -> None:
    def beside(page: Sheet, left: float) -> None:
        table(page, left, TAXES, drawn=True)

    layout = read(slide(beside, drawn=True, before=False), size=SLIDE).layouts[0]
    assert [rows_of(grid) for grid in layout.grids] == [STAFF, TAXES]


def test_a_chart_right_over_a_table_leaves_it_its_head() -> None:
    def draw(page: Sheet) -> None:
        bars(page, 60, 90)
        table(page, 40, STAFF, drawn=False, top=280)

    layout = read(draw, size=SLIDE).layouts[0]
    assert [rows_of(grid) for grid in layout.grids] == [STAFF]


def test_a_column_of_remarks_stays_in_its_table() -> None:
    remarks = ["Selite", "Syntyvyys laskee", "Ulkoistus", "Uusi hanke", "Eläköityminen", "Suunnitelmassa"]

    def beside(page: Sheet, left: float) -> None:
        for number, remark in enumerate(remarks):
            page.text(left, TOP + PITCH * number, remark)

    layout = read(slide(beside, drawn=False, before=False), size=SLIDE).layouts[0]
    (grid,) = layout.grids
    assert rows_of(grid) == [[*row, remark] for row, remark in zip(STAFF, remarks, strict=True)]


def test_a_label_of_two_lines_round_its_numbers_ends_the_table() -> None:
    def draw(page: Sheet) -> None:
        table(page, 40, STAFF[:5], drawn=True)
        y = TOP + PITCH * 5
        page.text(45, y - 6, "Henkilöstö")
        page.text(45, y + 7, "Yhteensä")
        for column, cell in enumerate(STAFF[5][1:], start=1):
            page.right(40 + sum(WIDTHS[: column + 1]) - 5, y, cell)

    (grid,) = read(draw, size=SLIDE).layouts[0].grids
    assert rows_of(grid)[-1] == ["Henkilöstö Yhteensä", *STAFF[5][1:]]
