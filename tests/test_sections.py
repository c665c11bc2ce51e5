"""Which headings stand above a block, and whose figures it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.records import Block, BlockKind, Grid, Layout
from ingest.sections import Placed, is_divider, is_slides, place_blocks, says_a_figure

TEXT = "Toiminta oli kaudella vilkasta ja se jatkui suunnitelman mukaisena koko vuoden."


def heading(text: str, level: int = 1) -> Block:
    return Block(BlockKind.HEADING, text, None, level)


def text(words: str = TEXT) -> Block:
    return Block(BlockKind.PARAGRAPH, words, None)


def header(words: str) -> Block:
    return Block(BlockKind.HEADER, words, None)


def slide(number: int, *blocks: Block) -> Layout:
    return Layout(number, 960, 540, None, blocks, ())


def sheet(number: int, *blocks: Block) -> Layout:
    return Layout(number, 595, 842, None, blocks, ())


def slides(*contents: Sequence[Block]) -> list[tuple[Placed, ...]]:
    return list(place_blocks([slide(number, *blocks) for number, blocks in enumerate(contents, 1)]))


def document(*contents: Sequence[Block]) -> list[tuple[Placed, ...]]:
    return list(place_blocks([sheet(number, *blocks) for number, blocks in enumerate(contents, 1)]))


def last(page: Sequence[Placed]) -> tuple[tuple[str, ...], str | None]:
    """Section and unit of a page's last block."""
    return page[-1].block.section, page[-1].entity


def test_slides_are_wide() -> None:
    assert is_slides([slide(1, text()), slide(2, text()), sheet(3, text())])
    assert not is_slides([sheet(1, text()), slide(2, text())])
    assert not is_slides([])


def test_a_divider_holds_only_short_headings() -> None:
    assert is_divider(slide(1, heading("Satama")))
    assert is_divider(slide(1, header("Kaupunki"), heading("Satama"), text("Q1/2025")))
    assert not is_divider(slide(1))
    assert not is_divider(slide(1, text("Satama")))
    assert not is_divider(slide(1, heading("Satama"), text(), text()))
    assert not is_divider(slide(1, heading("Satama"), text("x" * 200)))
    assert not is_divider(slide(1, heading("Ylijäämä 2,6 milj. euroa")))
    grid = Grid(1, None, 1, 1, 0, ())
    assert not is_divider(Layout(1, 960, 540, None, (heading("Satama"),), (grid,)))


def test_a_heading_with_an_amount_says_something() -> None:
    assert says_a_figure("Ylijäämä 2,6 milj. euroa") and says_a_figure("Tulot kasvoivat 2 %")
    assert not says_a_figure("Talous 2025") and not says_a_figure("3 Henkilöstö")


def test_slides_stand_under_the_last_divider() -> None:
    found = slides(
        [heading("Seurantaraportti Q1/2025")],
        [heading("Satama")],
        [heading("Talous"), text()],
        [heading("Henkilöstö"), heading("Poissaolot", 2), text()],
        [heading("Vesilaitos")],
        [heading("Talous"), text()],
    )
    assert last(found[2]) == (("Satama", "Talous"), "Satama")
    assert last(found[3]) == (("Satama", "Henkilöstö", "Poissaolot"), "Satama")
    assert last(found[5]) == (("Vesilaitos", "Talous"), "Vesilaitos")
    assert found[2][0].block.section == ("Satama",)


def test_slides_without_dividers_take_their_titles_units() -> None:
    found = slides(
        [heading("Raportti"), text()],
        [heading("Satama – talous"), text()],
        [heading("Vesilaitos, talous"), text()],
        [heading("Talous"), heading("Vuosikate", 1), text()],
    )
    assert last(found[0]) == (("Raportti",), None)
    assert last(found[1])[1] == "Satama"
    assert last(found[2]) == (("Vesilaitos, talous",), "Vesilaitos")
    assert last(found[3])[0] == ("Vuosikate",)


def test_a_slide_that_names_another_unit_leaves_the_divider() -> None:
    found = slides(
        [heading("Raportti"), text()],
        [heading("Satama")],
        [heading("Vesilaitos: talous"), text()],
        [heading("Satama: talous"), text()],
    )
    assert last(found[2]) == (("Vesilaitos: talous",), "Vesilaitos")
    assert last(found[3])[1] == "Satama"


def test_a_unit_named_inside_a_page_holds_for_what_follows_it() -> None:
    (page,) = slides(
        [heading("Talous"), text(), heading("Satama", 2), text(), heading("Vesilaitos", 2), text()]
    )
    assert [placed.entity for placed in page if placed.block.kind is BlockKind.PARAGRAPH] == [
        None,
        "Satama",
        "Vesilaitos",
    ]


def test_running_headers_name_the_unit_of_their_pages() -> None:
    for make in (slides, document):
        found = make(
            [header("Satama"), heading("Talous"), text()],
            [header("Satama"), heading("Henkilöstö"), text()],
            [header("Vesilaitos"), heading("Talous"), text()],
            [header("Vesilaitos"), heading("Talous"), text()],
        )
        assert [last(page)[1] for page in found] == ["Satama", "Satama", "Vesilaitos", "Vesilaitos"]


def test_a_header_of_all_pages_names_the_report_not_a_unit() -> None:
    for make in (slides, document):
        found = make(*[[header("Ristijoen kaupunki"), heading("Talous"), text()]] * 5)
        assert {last(page)[1] for page in found} == {None}


def test_dividers_without_the_header_do_not_make_it_a_units() -> None:
    found = slides(
        [heading("Raportti"), text()],
        *[page for name in ("Satama", "Vesilaitos", "Maankäyttö") for page in (
            [heading(name)], [header("Tekninen toimiala"), heading("Talous"), text()],
        )],
    )  # fmt: skip
    assert [last(found[number])[1] for number in (2, 4, 6)] == ["Satama", "Vesilaitos", None]
    assert last(found[6])[0] == ("Maankäyttö", "Talous")


def test_a_divider_goes_before_a_header_of_another_unit() -> None:
    found = slides(
        [heading("Raportti"), text()],
        [heading("Satama")],
        [header("Tekninen toimiala"), heading("Talous"), text()],
        [header("Sivistystoimiala"), heading("Henkilöstö"), text()],
    )
    assert [last(page) for page in found[2:]] == [
        (("Satama", "Talous"), "Satama"), (("Satama", "Henkilöstö"), "Satama"),
    ]  # fmt: skip


def test_a_header_says_which_of_the_dividers_units() -> None:
    found = slides(
        [heading("Raportti"), text()],
        [heading("Konsernipalvelut – Vesilaitos")],
        [header("Vesilaitos"), heading("Talous"), text()],
        [header("Satama"), heading("Muuta"), text()],
    )
    assert last(found[2]) == (("Konsernipalvelut – Vesilaitos", "Talous"), "Vesilaitos")


def test_documents_keep_headings_over_pages_until_one_as_high() -> None:
    found = document(
        [heading("1 Tekninen lautakunta"), heading("1.1 Talous", 2), text()],
        [text(), heading("1.2 Henkilöstö", 2), text(), heading("1.2.1 Poissaolot", 3), text()],
        [heading("2 Sivistyslautakunta"), text(), heading("3 Investoinnit"), text()],
    )
    assert last(found[0]) == (("1 Tekninen lautakunta", "1.1 Talous"), "Tekninen lautakunta")
    assert found[1][0].block.section == ("1 Tekninen lautakunta", "1.1 Talous")
    assert last(found[1]) == (
        ("1 Tekninen lautakunta", "1.2 Henkilöstö", "1.2.1 Poissaolot"), "Tekninen lautakunta"
    )  # fmt: skip
    assert found[2][1].entity == "Sivistyslautakunta"
    assert last(found[2]) == (("3 Investoinnit",), None)


def test_a_heading_that_is_a_statement_opens_no_section() -> None:
    (page,) = document([heading("Talous"), heading("Ylijäämä 2,6 milj. euroa"), text()])
    assert last([page[2]])[0] == ("Talous",)


def test_the_deepest_unit_counts() -> None:
    (page,) = document([heading("Tekninen lautakunta"), heading("Satama", 2), heading("Talous", 3), text()])
    assert last(page)[1] == "Satama"


def test_headings_keep_their_words_on_one_line() -> None:
    (page,) = document([heading("Tekninen\n lautakunta"), text()])
    assert last(page) == (("Tekninen lautakunta",), "Tekninen lautakunta")


def test_a_slide_of_another_topic_ends_the_units_slides() -> None:
    found = slides(
        [heading("Raportti"), text()],
        [heading("Kasvun palvelualue"), text()],
        [text("Jatkoa edelliseltä sivulta ilman otsikkoa.")],
        [heading("Kasvun palvelualueen tunnusluvut"), text()],
        [heading("Investoinnit ja rahoitus"), text()],
        [heading("Merkittävimmät riskit"), text()],
    )
    assert [last(page)[1] for page in found[1:4]] == ["Kasvun palvelualue"] * 3
    assert [last(page)[1] for page in found[4:]] == [None, None]


def test_slides_that_come_back_after_each_unit_are_the_units() -> None:
    found = slides(
        [heading("Raportti"), text()],
        [heading("Satama"), text()],
        [heading("Talous"), text()],
        [heading("Vesilaitos"), text()],
        [heading("Talous"), text()],
        [heading("Koko kaupungin lainat"), text()],
    )
    assert [last(page)[1] for page in found[1:]] == ["Satama", "Satama", "Vesilaitos", "Vesilaitos", None]


def test_headings_as_high_as_the_units_that_come_back_after_each_are_its_parts() -> None:
    found = document(
        [heading("Tekninen lautakunta", 2), heading("Talousarvion toteutuminen", 2), text()],
        [heading("Tavoitteet", 2), text(), heading("Satama", 2), text()],
        [heading("Sivistyslautakunta", 2), heading("Talousarvion toteutuminen", 2), text()],
        [heading("Tavoitteet", 2), text()],
        [heading("Rahoitus", 2), text()],
    )
    assert last(found[0]) == (("Tekninen lautakunta", "Talousarvion toteutuminen"), "Tekninen lautakunta")
    assert found[1][1].entity == "Tekninen lautakunta"
    assert last(found[1]) == (("Satama",), "Satama")
    assert last(found[3]) == (("Sivistyslautakunta", "Tavoitteet"), "Sivistyslautakunta")
    assert last(found[4]) == (("Rahoitus",), None)


def test_the_parts_of_a_slide_of_two_units_are_units() -> None:
    found = slides(
        [heading("Raportti"), text()],
        [heading("Elinvoimapalvelut ja työllisyys"), heading("Elinvoimapalvelut", 2), text()],
        [
            heading("Hyvinvointipalvelut ja kulttuuri"),
            heading("Hyvinvointipalvelut", 2),
            text(),
            heading("Kulttuuri", 2),
            text(),
        ],
    )
    assert last(found[1])[1] == "Elinvoimapalvelut"
    assert [found[2][place].entity for place in (2, 4)] == ["Hyvinvointipalvelut", "Kulttuuri"]


def test_a_heading_in_a_panel_holds_to_its_end() -> None:
    def inside(block: Block, *panels: int) -> Block:
        return replace(block, panels=panels)

    blocks = [
        heading("Kausi lyhyesti"),
        inside(heading("Kirjastopalvelut", 2), 1),
        inside(text(), 1),
        inside(heading("Liikuntapalvelut", 2), 2),
        inside(text(), 2),
        inside(heading("Uimahalli", 3), 2, 3),
        inside(text(), 2, 3),
        inside(text(), 2),
        text(),
    ]
    for place in (slides, document):
        placed = place(blocks, [text()])
        told = [
            (item.block.section, item.entity)
            for item in placed[0]
            if item.block.kind is not BlockKind.HEADING
        ]
        assert told == [
            (("Kausi lyhyesti", "Kirjastopalvelut"), "Kirjastopalvelut"),
            (("Kausi lyhyesti", "Liikuntapalvelut"), "Liikuntapalvelut"),
            (("Kausi lyhyesti", "Liikuntapalvelut", "Uimahalli"), "Liikuntapalvelut"),
            (("Kausi lyhyesti", "Liikuntapalvelut"), "Liikuntapalvelut"),
            (("Kausi lyhyesti",), None),
        ]


def test_a_panel_at_the_end_of_a_page_does_not_hold_on_the_next() -> None:
    boxed = [replace(block, panels=(1,)) for block in (heading("Liikuntapalvelut", 2), text())]
    placed = document([heading("Kausi lyhyesti"), *boxed], [replace(text(), panels=(1,)), text()])
    assert [(item.block.section, item.entity) for item in placed[1]] == [(("Kausi lyhyesti",), None)] * 2
