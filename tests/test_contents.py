"""Tables of contents state nothing, however they are set; nor do the labels of a chart."""

from __future__ import annotations

from pdf_pages import Sheet, blocks_of, read, texts

from ingest.contents import contents_blocks, is_contents_title
from ingest.records import Block, BlockKind, Grid, GridCell, Layout
from ingest.sections import place_blocks
from ingest.statements import page_statements

P, H, T = BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.TABLE


def page(number: int, *blocks: tuple[BlockKind, str], grids: tuple[Grid, ...] = ()) -> Layout:
    made = tuple(Block(kind, text, None, level=int(kind is H)) for kind, text in blocks)
    return Layout(number, 595.0, 842.0, None, made, grids)


def grid(*rows: tuple[str, str]) -> Grid:
    cells = tuple(
        GridCell(row, column, 1, 1, text, None)
        for row, texts_ in enumerate(rows)
        for column, text in enumerate(texts_)
    )
    return Grid(1, None, len(rows), 2, 0, cells)


def said(layouts: list[Layout]) -> list[str]:
    return [
        statement.text
        for layout, placed in zip(layouts, place_blocks(layouts), strict=True)
        for statement in page_statements(placed, (), layout.page, None)
    ]


def test_lines_with_leader_dots_are_entries_wherever_they_stand() -> None:
    layouts = [page(1, (P, "1 Talous ........ 5"), (P, "2 Toiminta.........12"), (P, "Menot olivat 5 e."))]
    assert contents_blocks(layouts) == [frozenset({0, 1})]
    assert said(layouts) == ["Menot olivat 5 e."]


def test_a_page_number_apart_from_its_entry_is_silent_too() -> None:
    entries = [(P, f"{number} Luku ........") for number in range(1, 4)]
    assert said([page(1, *entries, (P, "17"))]) == []


def test_entries_without_dots_are_told_by_the_title_and_rising_numbers() -> None:
    entries = [(H, "1 Yleistä 3"), (P, "2 Talous 5"), (P, "3 Investoinnit 18")]
    assert said([page(1, (H, "Sisällys"), *entries)]) == ["Sisällys"]
    assert len(said([page(1, (H, "Yhteenveto"), *entries)])) == 4
    assert contents_blocks([page(1, (H, "Sisällys"), *entries), page(2, *entries)])[1] == frozenset({0, 1, 2})


def test_numbers_that_fall_and_rise_are_no_contents() -> None:
    entries = [(P, "Kirjastot 31"), (P, "Koulut 5"), (P, "Päiväkodit 18"), (P, "Museot 2")]
    assert contents_blocks([page(1, (H, "Sisältö"), *entries)]) == [frozenset()]


def test_an_entry_opens_no_section() -> None:
    layouts = [
        page(1, (H, "Sisällys"), (H, "1 Talous 3"), (H, "2 Velka 5"), (H, "3 Muut 9")),
        page(2, (P, "Teksti alkaa.")),
    ]
    assert place_blocks(layouts)[1][0].block.section == ("Sisällys",)


def test_a_contents_table_is_silent_and_an_amounts_table_is_not() -> None:
    rows = [("Talous", "3"), ("Toiminta", "5"), ("Henkilöstö", "18")]
    assert contents_blocks([page(1, (H, "Innehåll"), (T, ""), grids=(grid(*rows),))]) == [frozenset({1})]
    assert contents_blocks([page(1, (H, "Tunnusluvut"), (T, ""), grids=(grid(*rows),))]) == [frozenset()]


def test_titles_of_contents() -> None:
    assert all(is_contents_title(text) for text in ("SISÄLLYSLUETTELO", "Innehåll", "Table of contents"))
    assert not is_contents_title("Sisältö ja tavoitteet")


def test_turned_text_is_read_after_the_page_and_mixes_with_nothing() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.lines(50, 100, ["Leipäteksti kulkee tavalliseen", "tapaan riviltä toiselle."], 11)
        canvas = sheet.canvas
        canvas.saveState()
        canvas.translate(560, 400)
        canvas.rotate(90)
        canvas.drawString(0, 0, "Tämä reunateksti on sivulla pystyssä ja se on pitkä")
        canvas.drawString(0, -14, "ja jatkuu toisella rivillä")
        canvas.restoreState()

    found = blocks_of(draw)
    assert texts(found) == [
        "Leipäteksti kulkee tavalliseen tapaan riviltä toiselle.",
        "Tämä reunateksti on sivulla pystyssä ja se on pitkä ja jatkuu toisella rivillä",
    ]
    box = found[1].box
    assert box is not None and box.x1 - box.x0 < 40 and 540 < box.x0 < box.x1 < 590
    assert 100 < box.top < 400 and abs(box.bottom - 442) < 2


def test_a_slanted_mark_is_one_caption() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.text(50, 100, "Leipäteksti on tässä.", 11)
        sheet.canvas.saveState()
        sheet.canvas.translate(200, 300)
        sheet.canvas.rotate(45)
        sheet.canvas.drawString(0, 0, "LUONNOS 1.2.")
        sheet.canvas.restoreState()

    (_, mark) = blocks_of(draw)
    assert (mark.kind, mark.text) == (BlockKind.CAPTION, "LUONNOS 1.2.")


def test_a_charts_labels_are_printed_but_no_statements() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.text(50, 80, "Lainakanta on kasvanut viime vuosina tasaisesti.", 11)
        for index, height in enumerate((60, 90, 120, 80)):
            sheet.box(100 + 60 * index, 400 - height, 130 + 60 * index, 400)
            sheet.centre(115 + 60 * index, 392 - height, f"{height},5", 9)
            sheet.centre(115 + 60 * index, 414, f"{2020 + index}", 9)

    reading = read(draw)
    (placed,) = place_blocks(reading.layouts)
    assert {"60,5", "2020"} <= {word for item in placed for word in item.block.text.split()}
    found = page_statements(placed, (), 1, None)
    assert [statement.text for statement in found] == ["Lainakanta on kasvanut viime vuosina tasaisesti."]
