"""The PDF reader's blocks: words, reading order, headings, lists, cards, running lines."""

from __future__ import annotations

import pytest
from pdf_pages import DARK, INK, SHADE, SLIDE, Sheet, blocks_of, make_pdf, read, texts

from ingest.pdf import read_pdf
from ingest.pdf.lines_to_paragraphs import is_soft_break
from ingest.records import BlockKind

LEFT = [
    "Lautakunnan toiminta jatkui alkuvuonna",
    "suunnitellusti ja palvelut toteutuivat",
    "talousarvion mukaisina.",
]
RIGHT = [
    "Henkilöstön määrä pysyi ennallaan ja",
    "sairauspoissaolot vähenivät edellisestä",
    "vuodesta kymmenen päivää.",
]


BOTH = [*LEFT[:2], "talousarvion mukaisina, vaikka henkilöstön", *RIGHT[1:]]


def joined(lines: list[str]) -> str:
    return " ".join(lines)


def test_two_columns_are_read_one_after_the_other() -> None:
    def draw(page: Sheet) -> None:
        page.text(40, 60, "Toiminnan katsaus", 26, bold=True)
        for index in range(3):  # drawn line by line across the page, as some programs do
            page.text(40, 120 + 20 * index, LEFT[index], 16)
            page.text(500, 122 + 20 * index, RIGHT[index], 16)

    assert texts(blocks_of(draw, size=SLIDE)) == ["Toiminnan katsaus", joined(LEFT), joined(RIGHT)]


def test_three_columns_with_their_own_headings() -> None:
    columns = {
        40: ("Talous", ["Menot alittuivat hieman", "edellisestä vuodesta."]),
        350: ("Toiminta", ["Uusi kirjasto avattiin", "maaliskuun lopussa."]),
        660: ("Henkilöstö", ["Rekrytointeja tehtiin", "aiempaa vähemmän."]),
    }

    def draw(page: Sheet) -> None:
        page.text(40, 60, "Vuosi pähkinänkuoressa on tämä koko sivun levyinen otsikko", 26, bold=True)
        for x, (head, lines) in columns.items():
            page.text(x, 120, head, 18, bold=True)
            page.lines(x, 150, lines, 14)

    found = blocks_of(draw, size=SLIDE)
    expected = [text for head, lines in columns.values() for text in (head, joined(lines))]
    assert texts(found)[1:] == expected
    assert [block.level for block in found if block.kind is BlockKind.HEADING] == [1, 2, 2, 2]


def test_a_sidebar_right_of_the_text_is_read_after_it() -> None:
    body = [
        f"Tämä on leipätekstin rivi numero {word}, joka jatkuu"
        for word in ("yksi", "kaksi", "kolme", "neljä")
    ]

    def draw(page: Sheet) -> None:
        page.lines(420, 110, ["Lisätietoja", "antaa talousjohtaja"], 11)  # drawn first
        page.lines(50, 100, body, 11)

    assert texts(blocks_of(draw)) == [joined(body), "Lisätietoja antaa talousjohtaja"]


def test_text_boxes_drawn_out_of_order_are_read_from_the_top() -> None:
    def draw(page: Sheet) -> None:
        page.text(50, 300, "Kolmantena tulee viimeinen kappale.")
        page.text(50, 100, "Ensin tulee ensimmäinen kappale.")
        page.text(50, 200, "Toisena tulee keskimmäinen kappale.")

    assert [text.split()[0] for text in texts(blocks_of(draw))] == ["Ensin", "Toisena", "Kolmantena"]


def test_a_gap_without_a_space_is_a_space_and_a_small_one_is_not() -> None:
    def draw(page: Sheet) -> None:
        x = 50.0
        for part, gap in (("tulos", 3.5), ("lask", 0.0), ("elma", 3.5), ("ja tase", 0.0)):
            page.text(x, 100, part)
            x += page.measure(part, 11) + gap

    assert texts(blocks_of(draw)) == ["tulos laskelma ja tase"]


def test_thousands_stay_together_also_with_no_break_spaces() -> None:
    def draw(page: Sheet) -> None:
        page.text(50, 100, "Menot olivat 66\u00a0160 euroa ja tulot -20 278 euroa.")

    assert texts(blocks_of(draw)) == ["Menot olivat 66 160 euroa ja tulot -20 278 euroa."]


def test_text_printed_twice_is_read_once() -> None:
    def draw(page: Sheet) -> None:
        for shift in (0, 0.3):
            page.text(50 + shift, 100, "Vuosikate heikkeni", 12)

    assert texts(blocks_of(draw)) == ["Vuosikate heikkeni"]


def test_a_raised_mark_stays_with_its_word() -> None:
    def draw(page: Sheet) -> None:
        page.text(50, 100, "Asukasmäärä")
        page.text(50 + page.measure("Asukasmäärä", 11), 96, "1", 6)
        page.text(60 + page.measure("Asukasmäärä", 11), 100, "kasvoi")

    assert texts(blocks_of(draw)) == ["Asukasmäärä1 kasvoi"]


def test_divided_words_are_joined_and_compounds_keep_their_hyphen() -> None:
    def draw(page: Sheet) -> None:
        page.lines(
            50,
            100,
            [
                "Kaupungin toteutunut vuosikate on paran-",
                "tunut, koska talouden tasapaino-",
                "ohjelma ja valtakunnallinen TE-",
                "uudistus vaikuttivat, kuten myös tuotto-",
                "ja kulutilien uusi jaottelu kirjanpidossa.",
            ],
        )

    (text,) = texts(blocks_of(draw))
    assert "on parantunut," in text
    assert "tasapaino-ohjelma" in text
    assert "TE-uudistus" in text
    assert "tuotto- ja kulutilien" in text


@pytest.mark.parametrize(
    ("left", "right", "divided"),
    [
        ("TU\u2010", "LOUTUKSET", True),
        ("TULOU-", "TUKSET", True),
        ("TA-", "MUUTOS", False),
        ("tammi-", "maaliskuussa", False),
        ("Tammi\u00ad", "maaliskuun", False),
        ("maalis-", "kuussa", True),
        ("toimin-", "nan", True),
    ],
)
def test_which_hyphens_at_a_line_end_divide_a_word(left: str, right: str, divided: bool) -> None:
    assert is_soft_break(left, right, frozenset()) is divided


def test_spans_place_every_word_of_a_paragraph() -> None:
    def draw(page: Sheet) -> None:
        page.lines(50, 100, ["Tuloarvio ylittyi selvästi myyntitu-", "lojen kasvettua koko vuoden ajan."])

    (block,) = blocks_of(draw)
    words = [block.text[span.start : span.end] for span in block.spans]
    assert words == [
        "Tuloarvio",
        "ylittyi",
        "selvästi",
        "myyntitu",
        "lojen",
        "kasvettua",
        "koko",
        "vuoden",
        "ajan.",
    ]
    assert all(span.box.bottom > span.box.top >= 85 and span.box.x0 >= 49 for span in block.spans)


def test_list_items_wrap_and_nest() -> None:
    def draw(page: Sheet) -> None:
        for x, y, mark, text in (
            (50, 100, "\u2022", "Varhaiskasvatuksen lapsimäärä väheni, ja päiväkoteja"),
            (65, 113, "", "yhdistettiin keväällä"),
            (50, 130, "\u2022", "Perusopetus"),
            (70, 146, "\u2013", "luokkakoot pysyivät ennallaan"),
            (70, 162, "\u2013", "koulukuljetukset kilpailutettiin"),
        ):
            if mark:
                page.text(x, y, mark)
                page.text(x + 15, y, text)
            else:
                page.text(x, y, text)

    found = blocks_of(draw)
    assert [(block.kind, block.level, block.text.split()[0]) for block in found] == [
        (BlockKind.BULLET, 1, "Varhaiskasvatuksen"),
        (BlockKind.BULLET, 1, "Perusopetus"),
        (BlockKind.BULLET, 2, "luokkakoot"),
        (BlockKind.BULLET, 2, "koulukuljetukset"),
    ]
    assert found[0].text.endswith("päiväkoteja yhdistettiin keväällä")


def test_paragraphs_end_at_white_space_and_at_a_line_that_ends_early() -> None:
    def draw(page: Sheet) -> None:
        page.lines(
            50, 100, ["Ensimmäinen kappale jatkuu rivin loppuun saakka ja edelleen", "toiselle riville."]
        )
        page.lines(
            50, 126.4, ["Toinen kappale alkaa heti seuraavalta riviltä ja se jatkuu vielä", "sekin kahdelle."]
        )
        page.text(50, 180, "Kolmas on tyhjän rivin jälkeen.")

    assert [text.split()[0] for text in texts(blocks_of(draw))] == ["Ensimmäinen", "Toinen", "Kolmas"]


def test_headings_by_size_weight_and_number() -> None:
    body = [
        "Tilikauden tulos muodostui ennakoitua paremmaksi, ja",
        "toimintatuotot ylittivät talousarvion selvästi.",
    ]

    def draw(page: Sheet) -> None:
        page.text(50, 80, "1 Talous", 16, bold=True)
        page.text(50, 110, "1.1 Tuloslaskelma ja sen", 13, bold=True)
        page.text(50, 125, "tunnusluvut", 13, bold=True)
        page.lines(50, 150, body)
        page.text(50, 200, "Verotulot", 11, bold=True)
        page.lines(50, 216, body)
        page.text(50, 260, "Tulos parani 1,3 milj. euroa.", 11, bold=True)
        page.lines(50, 290, body * 3)

    found = blocks_of(draw)
    assert [(block.level, block.text) for block in found if block.kind is BlockKind.HEADING] == [
        (1, "1 Talous"),
        (2, "1.1 Tuloslaskelma ja sen tunnusluvut"),
        (3, "Verotulot"),
    ]
    assert "Tulos parani 1,3 milj. euroa." in texts(found, BlockKind.PARAGRAPH)


def test_a_divider_slide_is_one_heading_of_the_first_level() -> None:
    def slide(page: Sheet) -> None:
        page.text(40, 60, "Tilannekatsaus", 26, bold=True)
        page.lines(40, 120, BOTH, 16)

    def divider(page: Sheet) -> None:
        page.text(40, 250, "Kaupunkiympäristön", 44, bold=True)
        page.text(40, 300, "toimiala", 44, bold=True)

    reading = read(slide, divider, slide, size=SLIDE)
    (found,) = reading.layouts[1].blocks
    assert (found.kind, found.level, found.text) == (BlockKind.HEADING, 1, "Kaupunkiympäristön toimiala")
    assert reading.layouts[2].blocks[0].level == 2


def card(
    page: Sheet, x: float, top: float, lines: list[str], number: str, below: list[str], boxed: bool
) -> None:
    if boxed:
        page.rounded(x, top, x + 200, top + 140)
    for index, line in enumerate(lines):
        page.centre(x + 100, top + 20 + 14 * index, line, 11, bold=True)
    page.centre(x + 100, top + 80, number, 34, bold=True)
    for index, line in enumerate(below):
        page.centre(x + 100, top + 100 + 16 * index, line, 12)


def side_by_side(page: Sheet, boxed: bool) -> None:
    page.text(40, 60, "Talouden ennuste", 26, bold=True)
    card(page, 40, 100, ["TOIMINTATUOTOT", "ENNUSTE"], "5,6", ["milj. euroa", "(2024: 7,4)"], boxed)
    card(page, 260, 100, ["TOIMINTAKULUT", "ENNUSTE"], "40,7", ["milj. euroa", "(2024: 33,5)"], boxed)
    page.lines(520, 120, BOTH, 16)


CARDS = [
    "TOIMINTATUOTOT\nENNUSTE\n5,6\nmilj. euroa\n(2024: 7,4)",
    "TOIMINTAKULUT\nENNUSTE\n40,7\nmilj. euroa\n(2024: 33,5)",
]


def test_boxed_cards_side_by_side_do_not_mix() -> None:
    found = blocks_of(lambda page: side_by_side(page, boxed=True), size=SLIDE)
    assert texts(found, BlockKind.CARD) == CARDS
    assert texts(found)[-1] == joined(BOTH)


def test_cards_without_boxes_side_by_side_do_not_mix() -> None:
    found = blocks_of(lambda page: side_by_side(page, boxed=False), size=SLIDE)
    assert texts(found, BlockKind.CARD) == CARDS


def test_cards_with_the_number_first_and_the_label_below() -> None:
    def draw(page: Sheet) -> None:
        page.text(40, 60, "Avainluvut", 26, bold=True)
        for x, number, label in (
            (60, "15 049", "asukasta"),
            (360, "98 %", "investoinneista"),
            (660, "+3,1 M€", "tulos"),
        ):
            page.text(x, 160, number, 40, bold=True)
            page.text(x, 185, label, 14)
            page.text(x, 203, "vuoden 2024 lopussa", 14)
        page.lines(60, 300, LEFT, 14)

    assert texts(blocks_of(draw, size=SLIDE), BlockKind.CARD) == [
        "15 049\nasukasta\nvuoden 2024 lopussa",
        "98 %\ninvestoinneista\nvuoden 2024 lopussa",
        "+3,1 M€\ntulos\nvuoden 2024 lopussa",
    ]


def test_text_below_a_row_of_cards_follows_the_last_card() -> None:
    def draw(page: Sheet) -> None:
        page.text(40, 60, "Katsaus", 26, bold=True)
        for x, number in ((40, "1,1"), (260, "2,2"), (480, "3,3")):
            card(page, x, 90, ["TULOS"], number, ["milj. euroa"], boxed=True)
        page.text(40, 270, "Tulosennuste", 17, bold=True)
        page.lines(40, 300, LEFT, 14)

    found = texts(blocks_of(draw, size=SLIDE))
    assert found == [
        "Katsaus",
        "TULOS\n1,1\nmilj. euroa",
        "TULOS\n2,2\nmilj. euroa",
        "TULOS\n3,3\nmilj. euroa",
        "Tulosennuste",
        joined(LEFT),
    ]


def test_running_heads_and_feet_are_told_and_the_page_number_is_the_label() -> None:
    def page_with(text: str, number: int) -> object:
        def draw(page: Sheet) -> None:
            page.text(50, 40, "Tilinpäätös 2024", 9)
            page.text(50, 100, text)
            page.right(545, 820, f"{number}/157", 9)

        return draw

    topics = ("Verotulot kasvoivat.", "Menot alittuivat.", "Lainat vähenivät.", "Väestö väheni.")
    draws = [page_with(text, number) for number, text in enumerate(topics, start=12)]
    layouts = read_pdf(make_pdf(*draws), "testi.pdf").layouts  # type: ignore[arg-type]
    assert [layout.label for layout in layouts] == ["12", "13", "14", "15"]
    for layout, text in zip(layouts, topics, strict=True):
        assert [(block.kind, block.text) for block in layout.blocks] == [
            (BlockKind.HEADER, "Tilinpäätös 2024"),
            (BlockKind.PARAGRAPH, text),
            (BlockKind.FOOTER, f"{layout.label}/157"),
        ]


def test_a_table_row_at_the_foot_of_pages_of_one_template_is_no_running_foot() -> None:
    def page_with(number: int) -> object:
        def draw(page: Sheet) -> None:
            page.lines(50, 100, BOTH)
            page.text(50, 770, "Henkilöstö yhteensä", 9)
            page.right(350, 770, str(120 + 7 * number), 9)
            page.right(450, 770, str(340 - 11 * number), 9)
            page.text(50, 815, "Talousraportti 2025", 9)
            page.right(545, 815, str(number), 9)

        return draw

    layouts = read_pdf(make_pdf(*[page_with(number) for number in range(1, 6)]), "testi.pdf").layouts  # type: ignore[arg-type]
    for number, layout in enumerate(layouts, start=1):
        feet = [block.text for block in layout.blocks if block.kind is BlockKind.FOOTER]
        assert feet == ["Talousraportti 2025", str(number)]
        kept = [block.text for block in layout.blocks if block.kind is not BlockKind.FOOTER]
        kept += [cell.text for grid in layout.grids for cell in grid.cells]
        assert str(120 + 7 * number) in " ".join(kept)


def test_a_slide_title_that_comes_back_is_no_running_head() -> None:
    def draw(page: Sheet) -> None:
        page.text(40, 60, "Talouden ennuste", 26, bold=True)
        page.lines(40, 120, BOTH, 16)

    other = [lambda page, t=t: page.lines(40, 120, [t, *BOTH], 16) for t in ("Muuta", "Lisää", "Vielä")]
    found = read(draw, draw, draw, *other, size=SLIDE).layouts[1].blocks
    assert (found[0].kind, found[0].text) == (BlockKind.HEADING, "Talouden ennuste")


def test_a_table_head_printed_again_on_some_pages_is_no_running_head() -> None:
    rows = [
        ["Tunnusluvut", "TP 2022", "TP 2023", "TP 2024"],
        ["Oppilaat", "199", "204", "179"],
        ["Ryhmät", "61", "56", "54"],
    ]

    def table(page: Sheet) -> None:
        page.grid(50, 90, (300, 380, 460), rows)

    def prose(page: Sheet) -> None:
        page.lines(50, 90, BOTH)

    layouts = read(table, prose, table, prose, table, prose, prose).layouts
    assert [len(layout.grids) for layout in layouts] == [1, 0, 1, 0, 1, 0, 0]
    assert all(grid.rows == 3 for layout in layouts for grid in layout.grids)


def test_a_captions_and_a_footnotes_kind() -> None:
    def draw(page: Sheet) -> None:
        page.lines(50, 100, BOTH)
        page.text(50, 220, "Taulukko 3. Toimintamenot sektoreittain", 11, italic=True)
        page.text(50, 780, "1) Luvut ovat ulkoisia.", 8)

    found = blocks_of(draw)
    assert texts(found, BlockKind.CAPTION) == ["Taulukko 3. Toimintamenot sektoreittain"]
    assert texts(found, BlockKind.FOOTNOTE) == ["1) Luvut ovat ulkoisia."]


def test_contents_lines_are_neither_headings_nor_a_table() -> None:
    def draw(page: Sheet) -> None:
        for index, (title, number) in enumerate(
            (("1 Johdanto", 3), ("2 Talous", 8), ("2.1 Tulot", 9), ("3 Tase", 21))
        ):
            dots = "." * (110 - len(title))
            page.text(50, 100 + 16 * index, f"{title}{dots}{number}", 11, bold=True)

    layout = read(draw).layouts[0]
    assert layout.grids == ()
    assert [block.kind for block in layout.blocks] == [BlockKind.PARAGRAPH] * 4


def test_a_bar_charts_labels_become_neither_table_nor_prose() -> None:
    def draw(page: Sheet) -> None:
        page.lines(50, 80, BOTH)
        for index, tick in enumerate(("60 000", "40 000", "20 000", "0")):
            page.right(110, 250 + 40 * index, tick, 8)
            page.rule(115, 247 + 40 * index, 400, 247 + 40 * index)
        for index, (year, value, height) in enumerate(
            (("2022", "31 456", 63), ("2023", "47 230", 94), ("2024", "46 217", 92))
        ):
            x = 140 + 80 * index
            page.box(x, 367 - height, x + 40, 367)
            page.centre(x + 20, 362 - height, value, 8)
            page.centre(x + 20, 380, year, 8)
        page.text(140, 400, "Käyttötalousmenot", 8)

    layout = read(draw).layouts[0]
    assert layout.grids == ()
    assert texts(layout.blocks, BlockKind.PARAGRAPH) == [joined(BOTH)]
    (labels,) = texts(layout.blocks, BlockKind.CAPTION)
    assert {"31 456", "47 230", "46 217"} <= set(labels.split("\n"))


def test_framed_cards_beside_a_list_hold_only_their_own_lines() -> None:
    def draw(page: Sheet) -> None:
        page.text(40, 60, "Tunnusluvut", 26, bold=True)
        for index, item in enumerate(("Menot kasvoivat vain vähän", "Tulot kasvoivat")):
            page.text(40, 100 + 18 * index, "•", 12)
            page.text(52, 100 + 18 * index, item, 12)
        for x, number, label in ((40, "48 %", "Omavaraisuus"), (220, "1 234", "Henkilöstö")):
            for x0, y0, x1, y1 in ((0, 0, 150, 0), (0, 90, 150, 90), (0, 0, 0, 90), (150, 0, 150, 90)):
                page.rule(x + x0, 140 + y0, x + x1, 140 + y1)
            page.centre(x + 75, 160, label, 12)
            page.centre(x + 75, 195, number, 30, bold=True)
            page.centre(x + 75, 220, "TA 50", 9)

    found = blocks_of(draw, size=SLIDE)
    assert texts(found, BlockKind.CARD) == ["Omavaraisuus\n48 %\nTA 50", "Henkilöstö\n1 234\nTA 50"]
    assert texts(found, BlockKind.BULLET) == ["Menot kasvoivat vain vähän", "Tulot kasvoivat"]


def test_small_words_under_a_large_number_are_no_lowered_marks() -> None:
    def draw(page: Sheet) -> None:
        page.text(40, 60, "Tunnusluvut", 26, bold=True)
        for x in (40, 400):
            page.box(x, 100, x + 200, 190)
            page.text(x + 10, 120, "Toimintatuotot", 12)
            page.text(x + 10, 150, "5,6", 26, bold=True)
            page.text(x + 10, 165, "TP 2024 7,4 TA 5,2", 9)

    (first, _) = texts(blocks_of(draw, size=SLIDE), BlockKind.CARD)
    assert first == "Toimintatuotot\n5,6\nTP 2024 7,4 TA 5,2"


def test_a_footnote_keeps_its_raised_number() -> None:
    def draw(page: Sheet) -> None:
        page.lines(50, 100, BOTH * 4, 11)
        page.text(50, 760, "1", 6)
        page.text(55, 763, "Tilastokeskus, ennakkoväkiluku.", 8)

    (found,) = texts(blocks_of(draw), BlockKind.FOOTNOTE)
    assert found == "1 Tilastokeskus, ennakkoväkiluku."


def ends_side_by_side(page: Sheet) -> None:
    left = ["Tulos heikkeni vuoden aikana selvästi, ja", "verotulot kasvoivat hitaammin,", "mikä näkyi."]
    right = ["Investoinnit olivat suuremmat kuin", "koskaan, ja niistä uuden koulun osuus", "oli yli puolet."]
    page.text(50, 100, "Hallituksen katsaus", 14, bold=True)
    page.lines(50, 130, left)
    page.lines(320, 124, right)
    page.text(50, 190, "Palvelut", 14, bold=True)
    rows = [("Palvelu", "2023", "2024"), ("Kirjasto", "1 200", "1 300"), ("Uimahalli", "2 400", "2 500")]
    page.grid(50, 215, (180, 240), rows)


def test_what_stands_below_two_even_columns_follows_both() -> None:
    found = blocks_of(ends_side_by_side)
    assert [block.text.split()[0] for block in found[:4]] == [
        "Hallituksen",
        "Tulos",
        "Investoinnit",
        "Palvelut",
    ]
    assert [block.kind for block in found[4:]] == [BlockKind.TABLE]


def test_a_left_column_that_goes_on_below_the_right_one_is_read_first() -> None:
    def draw(page: Sheet) -> None:
        page.lines(50, 100, [f"Tämä on vasemman palstan rivi, joka jatkuu {word}" for word in "abcdef"])
        page.text(50, 190, "Palvelut", 14, bold=True)
        page.lines(50, 212, ["Palveluja supistettiin keväällä."])
        page.lines(320, 100, ["Oikea palsta loppuu", "jo ylempänä tällä", "sivulla."])

    assert [text.split()[0] for text in texts(blocks_of(draw))] == ["Tämä", "Palvelut", "Palveluja", "Oikea"]


ITEMS = [
    (100, True, "verotulot kasvoivat ja valtionosuudet pienenivät niin kuin"),
    (113, False, "talousarviossa ennakoitiin"),
    (126, True, "investoinnit siirtyivät"),
    (139, True, "Rantala myytiin"),
]


@pytest.mark.parametrize("mark", ["disc", "square"])
def test_drawn_marks_part_the_items_of_a_list(mark: str) -> None:
    def draw(page: Sheet) -> None:
        for y, marked, text in ITEMS:
            page.text(65, y, text)
            if marked and mark == "disc":
                page.canvas.circle(55, page.height - y + 4, 2, stroke=0, fill=1)
            elif marked:
                page.box(53, y - 6, 57, y - 2, INK)

    found = blocks_of(draw)
    assert [(block.kind, block.text.split()[0]) for block in found] == [
        (BlockKind.BULLET, "verotulot"),
        (BlockKind.BULLET, "investoinnit"),
        (BlockKind.BULLET, "Rantala"),
    ]
    assert found[0].text.endswith("niin kuin talousarviossa ennakoitiin")


def test_shapes_that_mark_no_items_are_no_marks() -> None:
    def draw(page: Sheet) -> None:
        page.text(65, 100, "Yksi piste ei ole luettelo.")
        page.canvas.circle(55, page.height - 96, 2, stroke=0, fill=1)
        for y, colour, text in ((200, DARK, "Selite sinisellä"), (260, SHADE, "Selite harmaalla")):
            page.box(53, y - 6, 57, y - 2, colour)
            page.text(65, y, text)

    assert {block.kind for block in blocks_of(draw)} == {BlockKind.PARAGRAPH}


def test_amounts_right_of_a_list_stand_with_their_items() -> None:
    def draw(page: Sheet) -> None:
        for index, (name, amount) in enumerate(
            (("Rantala Oy", "2.159.000 euroa"), ("Kotila Oy", "110.000 euroa"))
        ):
            page.text(50, 100 + 14 * index, "\u2013")
            page.text(65, 100 + 14 * index, name)
            page.text(200, 100 + 14 * index, amount)

    assert texts(blocks_of(draw)) == ["Rantala Oy 2.159.000 euroa", "Kotila Oy 110.000 euroa"]


def test_a_minus_before_a_word_marks_an_item() -> None:
    def draw(page: Sheet) -> None:
        for index, text in enumerate(
            ("siirretään rahastoon 60 000 euroa", "kartutetaan varausta 5 000 eurolla")
        ):
            page.text(72, 100 + 14 * index, "\u2212")
            page.text(90, 100 + 14 * index, text)

    found = blocks_of(draw)
    assert [(block.kind, block.text.split()[0]) for block in found] == [
        (BlockKind.BULLET, "siirretään"),
        (BlockKind.BULLET, "kartutetaan"),
    ]
