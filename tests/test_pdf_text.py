"""The PDF reader's words and paragraphs in odd settings: spaced letters, drop caps, justified lines."""

from __future__ import annotations

import pytest
from pdf_pages import Draw, Sheet, blocks_of, read, texts

from ingest.pdf.glyphs_to_words import glyphs_to_words
from ingest.pdf.pieces import Glyph
from ingest.records import BlockKind


def spaced(page: Sheet, x: float, y: float, text: str, size: float, gap: float) -> float:
    """Draw a text letter by letter, `gap` points between the letters, three times that for a space."""
    for letter in text:
        if letter == " ":
            x += 3 * gap
            continue
        page.text(x, y, letter, size, bold=True)
        x += page.measure(letter, size, bold=True) + gap
    return x


@pytest.mark.parametrize("gap", [3.5, 6.0, 9.0])
def test_a_heading_set_letter_by_letter_is_words(gap: float) -> None:
    def draw(page: Sheet) -> None:
        spaced(page, 50, 60, "TALOUS JA TOIMINTA", 14, gap)
        page.text(50, 100, "Menot kasvoivat.", 11)

    assert texts(blocks_of(draw)) == ["TALOUS JA TOIMINTA", "Menot kasvoivat."]


def test_letters_that_only_count_stay_apart() -> None:
    def draw(page: Sheet) -> None:
        spaced(page, 50, 60, "ABCDE", 12, 4)

    assert texts(blocks_of(draw)) == ["A B C D E"]


def justified(page: Sheet, x: float, y: float, text: str, width: float, size: float) -> None:
    """One line whose spaces are stretched to fill the width."""
    words = text.split()
    gap = (width - sum(page.measure(word, size) for word in words)) / (len(words) - 1)
    for word in words:
        page.text(x, y, word, size)
        x += page.measure(word, size) + gap


COLUMN = [
    "Lautakunnan alkuvuoden toiminta jatkui hyvin",
    "talousarvion mukaisesti ja palvelut toimivat",
    "suunnitellusti maakunnallisesti",
    "palvelujen käyttäjämäärien kasvaessa vielä",
    "kirjastopalveluissa 3 prosenttia",
    "vuodenvaihteen tilanteesta ja tavoitteen",
    "mukaisesta tasosta, mikä on enemmän kuin",
    "edellisenä vuonna samaan aikaan oli",
]


def test_stretched_lines_stay_whole() -> None:
    def draw(page: Sheet) -> None:
        for index, line in enumerate(COLUMN):
            justified(page, 50, 100 + 14 * index, line, 235, 11)

    assert texts(blocks_of(draw)) == [" ".join(COLUMN)]


def test_stretched_lines_of_two_columns_stay_whole() -> None:
    def draw(page: Sheet) -> None:
        for index, line in enumerate(COLUMN):
            justified(page, 50, 100 + 14 * index, line, 235, 11)
            justified(page, 310, 100 + 14 * index, line.replace("vuo", "Vuo"), 235, 11)

    both = " ".join(COLUMN)
    assert texts(blocks_of(draw)) == [both, both.replace("vuo", "Vuo")]


def test_labels_and_their_amounts_at_the_margins_are_no_justified_lines() -> None:
    def draw(page: Sheet) -> None:
        page.lines(50, 60, ["Seuraavassa luetellaan tämän"], 11)
        end = 50 + page.measure("Seuraavassa luetellaan tämän", 11)
        for index, (label, amount) in enumerate((("Verot", "12"), ("Maksut", "3"))):
            page.text(50, 90 + 30 * index, label)
            page.right(end, 90 + 30 * index, amount)

    found = texts(blocks_of(draw))
    assert found[0] == "Seuraavassa luetellaan tämän"
    assert "Verot 12" not in " ".join(found[1:2]) or len(found) > 2


def test_a_drop_cap_begins_its_word() -> None:
    def draw(page: Sheet) -> None:
        page.text(50, 118, "K", 34)
        page.text(76, 102, "aupungin talous vahvistui alkuvuonna selvästi,", 11)
        page.text(76, 116, "vaikka verotulojen kertymä jäi arvioidusta ja", 11)
        page.text(50, 130, "valtionosuudet pienenivät edellisestä vuodesta.", 11)

    (found,) = blocks_of(draw)
    assert found.text == (
        "Kaupungin talous vahvistui alkuvuonna selvästi, vaikka verotulojen kertymä jäi arvioidusta ja "
        "valtionosuudet pienenivät edellisestä vuodesta."
    )


def test_a_large_letter_beside_a_heading_is_no_drop_cap() -> None:
    def draw(page: Sheet) -> None:
        page.text(50, 118, "A", 34)
        page.text(80, 102, "Luottoluokitus", 11)
        page.text(80, 116, "ennallaan", 11)

    assert "ALuottoluokitus" not in " ".join(texts(blocks_of(draw)))


def glyphs(text: str, places: list[tuple[float, float]]) -> list[Glyph]:
    return [
        Glyph(letter, x0, x1, 100.0, 10.0, False, False)
        for letter, (x0, x1) in zip(text, places, strict=True)
    ]


def test_equal_letters_of_one_ligature_are_both_read() -> None:
    drawn = glyphs("office", [(50, 56), (56, 63), (56, 63), (63, 66), (66, 71), (71, 77)])
    (word,) = glyphs_to_words(drawn, ())
    assert word.text == "office"


def test_ligature_characters_are_their_letters() -> None:
    drawn = glyphs("e\ufb03k\ufb01a", [(50, 56), (56, 66), (66, 71), (71, 77), (77, 82)])
    (word,) = glyphs_to_words(drawn, ())
    assert word.text == "effikfia"


def test_headings_keep_their_kind_when_spaced() -> None:
    def draw(page: Sheet) -> None:
        spaced(page, 50, 60, "TALOUSARVIO", 16, 7)
        page.lines(50, 100, COLUMN, 11)

    assert texts(blocks_of(draw), BlockKind.HEADING) == ["TALOUSARVIO"]


def numbered(printed: list[str], odd: str = "", even: str = "", corner: bool = False) -> list[str | None]:
    """The labels of a file whose pages print these at their feet."""

    def page_of(index: int, text: str) -> Draw:
        def draw(page: Sheet) -> None:
            page.text(50, 40, odd if index % 2 else even, 8)
            page.text(50, 100 + 7 * index, f"Sivun {'abcdefghij'[index]} teksti on tässä.", 11)
            if corner and index % 2:
                page.right(545, 810, text, 8)
            else:
                page.text(50, 810, text, 8)

        return draw

    layouts = read(*(page_of(index, text) for index, text in enumerate(printed))).layouts
    for layout in layouts:
        body = [
            block.text for block in layout.blocks if block.kind not in (BlockKind.HEADER, BlockKind.FOOTER)
        ]
        assert all(text.startswith("Sivun") for text in body), body
    return [layout.label for layout in layouts]


@pytest.mark.parametrize("form", ["{}", "Sivu {}/8", "{} (8)", "– {} –", "Laskula | Talousarvio 2026 | {}"])
def test_printed_page_numbers_in_many_forms(form: str) -> None:
    labels = numbered([form.format(number) for number in range(3, 11)])
    assert labels == [str(number) for number in range(3, 11)]


def test_page_numbers_at_the_outer_edge_under_two_running_heads() -> None:
    printed = [str(number) for number in range(1, 9)]
    assert numbered(printed, "Laskulan kaupunki", "Talousarvio", corner=True) == printed


def test_roman_front_matter_and_pages_counted_anew() -> None:
    printed = ["i", "ii", "iii", "iv", "1", "2", "3", "4", "5"]
    assert numbered(printed) == printed


def test_a_name_put_together_with_a_word_keeps_its_hyphen() -> None:
    def draw(page: Sheet) -> None:
        page.lines(
            50,
            100,
            [
                "Kaupunki otti uuden Satama ohjelman käyttöön ja hankki sitä varten Satama-",
                "ohjelman lisenssit. Henkilöstö kasvoi, kuten myös menot kasvoivat. Henkilöstö-",
                "menot kasvoivat eniten, koska palvelut laajenivat ja henkilöstö kasvoi eniten Sata-",
                "massa.",
            ],
        )

    (text,) = texts(blocks_of(draw))
    assert "varten Satama-ohjelman lisenssit. " in text
    assert "Henkilöstömenot kasvoivat" in text and text.endswith("eniten Satamassa.")
