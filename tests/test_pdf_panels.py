"""Boxes that hold a text of their own, labelled numbers in them, and texts in columns below tables."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pdf_pages import SLIDE, Sheet, blocks_of, read, rows_of, texts

from ingest.records import BlockKind

AREAS = ("Satama", "Torit", "Puistot", "Hallit")
LABELS = ("Budjetti", "1–9", "Arvio")
NUMBERS = (
    ("-1 410", "-960", "-1 390"),
    ("-820", "-455", "-790"),
    ("-2 205", "-1 630", "-2 240"),
    ("-95", "-71", "-99"),
)
TEXT = ("Kulut pysyivät kesän ajan kurissa, mutta syksyn", "sateet lisäävät töitä vielä loppuvuonna.")
WHOLE = " ".join(TEXT)


def filled(page: Sheet, x0: float, top: float, x1: float, bottom: float) -> None:
    page.box(x0, top, x1, bottom)


def framed(page: Sheet, x0: float, top: float, x1: float, bottom: float) -> None:
    for rule in ((x0, top, x1, top), (x0, bottom, x1, bottom), (x0, top, x0, bottom), (x1, top, x1, bottom)):
        page.rule(*rule)


def rounded(page: Sheet, x0: float, top: float, x1: float, bottom: float) -> None:
    page.rounded(x0, top, x1, bottom)


Drawer = Callable[[Sheet, float, float, float, float], None]
DRAWN = pytest.mark.parametrize("draw", [filled, framed, rounded])


def four_boxes(
    draw: Callable[[Sheet, float, float, float, float], None], below: bool = False
) -> Callable[[Sheet], None]:
    """Two by two boxes with a title, three labelled numbers and a sentence on two lines each."""

    def page(sheet: Sheet) -> None:
        sheet.text(40, 50, "Syyskuun tilanne", 26, True)
        for place, (name, numbers) in enumerate(zip(AREAS, NUMBERS, strict=True)):
            x, y = 40 + 450 * (place % 2), 90 + 190 * (place // 2)
            draw(sheet, x, y, x + 430, y + 170)
            sheet.text(x + 14, y + 26, name, 15, True)
            for column, (label, number) in enumerate(zip(LABELS, numbers, strict=True)):
                rows = (60, 46) if below else (46, 66)
                sheet.text(x + 14 + 90 * column, y + rows[0] + (14 if below else 0), label, 8)
                sheet.text(x + 14 + 90 * column, y + rows[1] + (12 if below else 0), number, 17, True)
            sheet.lines(x + 14, y + 110, TEXT, 12)
        sheet.text(40, 490, "Luvut ovat tuhansia euroja.", 12)

    return page


@DRAWN
@pytest.mark.parametrize("below", [False, True])
def test_boxes_side_by_side_are_each_read_by_themselves(draw: Drawer, below: bool) -> None:
    blocks = blocks_of(four_boxes(draw, below), size=SLIDE)
    assert texts(blocks, BlockKind.HEADING) == ["Syyskuun tilanne", *AREAS]
    assert texts(blocks, BlockKind.PARAGRAPH) == [*[WHOLE] * 4, "Luvut ovat tuhansia euroja."]
    pairs = [sorted(text.split("\n")) for text in texts(blocks, BlockKind.CARD)]
    assert pairs == [sorted(pair) for own in NUMBERS for pair in zip(LABELS, own, strict=True)]


def test_what_stands_in_a_box_is_told_by_its_number() -> None:
    blocks = blocks_of(four_boxes(filled), size=SLIDE)
    assert [block.panels for block in blocks if block.kind is BlockKind.PARAGRAPH] == [
        (1,),
        (2,),
        (3,),
        (4,),
        (),
    ]


def test_a_title_alone_in_a_box_is_the_title_of_what_stands_below() -> None:
    def page(sheet: Sheet) -> None:
        sheet.box(0, 30, sheet.width, 110)
        sheet.text(50, 65, "Satamapalvelut", 22, True)
        sheet.text(50, 90, "Johtaja Ville Ranta", 11)
        for place in range(6):
            sheet.lines(50, 150 + 60 * place, TEXT, 11)

    assert {block.panels for block in blocks_of(page)} == {()}


def test_a_row_of_many_boxes_is_read_from_left_to_right() -> None:
    names = ["Tammi", "Helmi", "Maalis", "Huhti", "Touko", "Kesä", "Heinä", "Elo"]

    def page(sheet: Sheet) -> None:
        sheet.text(40, 50, "Vuoden vaiheet", 26, True)
        for place, name in enumerate(names):
            x = 40 + 110 * place
            sheet.box(x, 100, x + 100, 220)
            sheet.text(x + 8, 122, f"{name}kuu", 13, True)
            sheet.lines(x + 8, 145, ("Valtuusto", "kokoontui", "kerran"), 11)

    assert texts(blocks_of(page, size=SLIDE), BlockKind.HEADING)[1:] == [f"{name}kuu" for name in names]


def test_a_shaded_row_of_two_lines_stays_in_its_table() -> None:
    def page(sheet: Sheet) -> None:
        rows = (
            ("Satamamaksut ja", "muut tuotot", "410", "395"),
            ("Vuokrat ja muut", "korvaukset", "120", "133"),
            ("Myynti ja", "asiakasmaksut", "77", "81"),
            ("Tuet ja", "avustukset", "15", "19"),
        )
        for place, (upper, lower, first, second) in enumerate(rows):
            y = 100 + 40 * place
            if place % 2 == 0:
                sheet.box(40, y - 14, 540, y + 22)
            sheet.lines(50, y, (upper, lower), 11)
            sheet.right(380, y, first)
            sheet.right(520, y, second)

    (grid,) = read(page).layouts[0].grids
    assert [row[1:] for row in rows_of(grid) if row[1]] == [
        ["410", "395"],
        ["120", "133"],
        ["77", "81"],
        ["15", "19"],
    ]


ROWS = (
    ("1 000 €", "2030", "2031", "Muutos"),
    ("Satama", "1 410", "1 390", "-20"),
    ("Torit", "820", "790", "-30"),
    ("Puistot", "2 205", "2 240", "35"),
)


def table(sheet: Sheet, top: float) -> None:
    for place, row in enumerate(ROWS):
        y = top + 20 * place
        sheet.text(40, y, row[0])
        for column, cell in enumerate(row[1:], 1):
            sheet.right(280 + 200 * column, y, cell)
        sheet.rule(40, y + 6, 890, y + 6)


@pytest.mark.parametrize("titled", [True, False])
def test_texts_in_columns_right_below_a_table_are_no_rows_of_it(titled: bool) -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(40, 50, "Talous", 26, True)
        table(sheet, 90)
        for x in (40, 480):
            if titled:
                sheet.text(x, 178, "Satama" if x == 40 else "Torit", 14, True)
            sheet.lines(x, 196, (f"{TEXT[0]} tuulet ja", TEXT[1]), 12)

    layout = read(page, size=SLIDE).layouts[0]
    assert [row[0] for row in rows_of(layout.grids[0])] == ["1 000 €", "Satama", "Torit", "Puistot"]
    assert texts(layout.blocks, BlockKind.PARAGRAPH) == [f"{TEXT[0]} tuulet ja {TEXT[1]}"] * 2
    assert texts(layout.blocks, BlockKind.HEADING)[1:] == (["Satama", "Torit"] if titled else [])


COLUMN = (
    "Kulut pysyivät kesän ajan kurissa ja",
    "syksyn sateet lisäävät töitä vielä",
    "loppuvuonna, kun kaikki alueen kadut",
    "ja puistot siivotaan ennen talvea.",
    "Satama sai uuden laiturin, jonka hinta",
)


def test_a_sentence_goes_on_in_the_next_column() -> None:
    def page(sheet: Sheet) -> None:
        sheet.lines(40, 100, COLUMN, 14)
        sheet.lines(480, 100, ("oli vain puolet siitä, mitä arvioitiin.", *COLUMN[:4]), 14)

    (first,) = texts(blocks_of(page, size=SLIDE))
    assert "jonka hinta oli vain puolet" in first


def test_lists_of_names_in_two_columns_are_no_one_text() -> None:
    def page(sheet: Sheet) -> None:
        sheet.lines(40, 100, ("Ranta Ville", "Salo Tuula", "Niemi Arvo", "Laine Helka", "Koski Vesa"), 14)
        sheet.lines(480, 100, ("keskusta", "vihreät", "kokoomus", "keskusta", "vasemmisto"), 14)

    assert not any("Vesa keskusta" in text for text in texts(blocks_of(page, size=SLIDE)))


def test_numbers_in_two_rows_take_the_labels_above_and_the_comparisons_below_them() -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(40, 50, "Tunnusluvut", 26, True)
        for row, names in enumerate((("Vuosikate", "Lainat", "Kassa"), ("Verot", "Tulos", "Menot"))):
            for column, name in enumerate(names):
                x, y = 40 + 250 * column, 100 + 60 * row
                sheet.text(x, y, f"{name}, arvio", 9)
                sheet.text(x, y + 18, f"{3 + row},{column} M€", 18, True)
                sheet.text(x, y + 30, f"TP 2030: 2,{column} M€", 9)
        for place in range(4):
            sheet.lines(40, 260 + 60 * place, TEXT, 13)

    cards = texts(blocks_of(page, size=SLIDE), BlockKind.CARD)
    assert sorted(cards) == sorted(
        f"{name}, arvio\n{3 + row},{column} M€\nTP 2030: 2,{column} M€"
        for row, names in enumerate((("Vuosikate", "Lainat", "Kassa"), ("Verot", "Tulos", "Menot")))
        for column, name in enumerate(names)
    )


@pytest.mark.parametrize("section", ["", "Satama"])
def test_a_shaded_head_of_two_lines_is_no_panel(section: str) -> None:
    """Its names stand in the middle of their columns, so that no number is aligned with them."""
    rows = [["Budjetti 2031", "Toteuma 2031", "Arvio 2031"], ["tuhatta", "tuhatta", "tuhatta"]]

    def page(sheet: Sheet) -> None:
        filled(sheet, 45, 89, 545, 124)
        for y, names in zip((102, 117), rows, strict=True):
            for middle, name in zip((250, 350, 450), names, strict=True):
                sheet.centre(middle, y, name, 10, True)
        sheet.text(50, 138, section, 10, True)
        for index, (area, numbers) in enumerate(zip(AREAS, NUMBERS, strict=True)):
            y = 154 + 15 * index
            sheet.text(50, y, area, 10)
            for right, number in zip((300, 400, 500), numbers, strict=True):
                sheet.right(right, y, number, 10)

    (grid,) = read(page).layouts[0].grids
    names = [f"{upper} {lower}" for upper, lower in zip(*rows, strict=True)]
    assert rows_of(grid)[0] == ["", *names]
    assert grid.header_rows == 1
