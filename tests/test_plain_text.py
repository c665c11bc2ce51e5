"""Reading text files: what users have when they only have the text of their slides and documents."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.errors import UnreadableFile
from ingest.records import Block, BlockKind, Grid, Layout
from ingest.text.prose import join_lines
from ingest.text.reading import decode, read_plain_text

SHARED = Path(__file__).resolve().parent.parent.parent / "shared" / "reports"

SLIDES = """ VESITOIMI

Johtajan katsaus

Ristijoen kaupunginvaltuusto hyväksyi vesilaitoksen tasapaino-\x20
ohjelman. Verkoston vuodot vähenivät ja energian hinta laski\x20
ennakoitua nopeammin. Tulojen arvioidaan kertyvän 0,4 milj. euroa\x20
yli suunnitelman ja menoja säästyy 1,2 milj. euroa.\x20
 Verkosto\x20
ja laitokset



VESITOIMI

Talouden ennuste ja poikkeamat\x20
 TOIMINTATUOTOT
ENNUSTE

3,7
milj. euroa

(2025: 3,1)

LIIKE-

YLIJÄÄMÄ
TOT 30.9.

-0,6\x20
milj. euroa

(TA+LTA: 12,5 %)

Ei poikkeamaa talousarvioon

Verkoston saneerauksen määrärahat sisältävät Niemenrannan linjan\x20

uusimisen. Menoihin vaikuttavat myös Uutelan pumppaamon korjaus ja\x20

sähkön hinta.\x20

SEURANTARAPORTTI Q3/2026
 VESITOIMI

Toiminta
• Uusi mittarijärjestelmä otettiin käyttöön\x20

elokuussa ja sen piirissä on 4 200 taloutta.

• Laitoksella on kaksi hanketta:

o Lietteen kuivaus, urakka-

aika päättyy 2027

o Automaation uusinta

SEURANTARAPORTTI Q3/2026
 VESITOIMI

Sanasto

• TA+LTA = voimassa oleva talousarvio

• Vuotovesi = verkostoon pumpattu vesi, josta ei\x20

saada laskutettua

Sivu 5SEURANTARAPORTTI Q3/2026
"""


def read(text: str, file: str = "raportti.txt") -> tuple[Layout, ...]:
    return read_plain_text(text.encode(), file)


def blocks(text: str, kind: BlockKind | None = None) -> list[Block]:
    found = [block for layout in read(text) for block in layout.blocks]
    return [block for block in found if kind is None or block.kind is kind]


def texts(text: str, kind: BlockKind) -> list[str]:
    return [block.text for block in blocks(text, kind)]


def table(grid: Grid) -> list[list[str]]:
    rows = [[""] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        rows[cell.row][cell.column] = cell.text
    return rows


def only_table(text: str) -> list[list[str]]:
    (grid,) = (grid for layout in read(text) for grid in layout.grids)
    return table(grid)


# --- bytes to text -------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_usual_encoding_reads_the_same(encoding: str) -> None:
    assert decode("Määräraha 1\u00a0200 €\n".encode(encoding), "a.txt") == "Määräraha 1\u00a0200 €\n"


def test_text_is_nfc() -> None:
    assert decode("Ma\u0308a\u0308ra\u0308raha".encode(), "a.txt") == "Määräraha"


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \r\n\t\f\n", "\ufeff \u00a0".encode()])
def test_nothing_to_read_is_an_empty_file(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"kuusi\.txt") as caught:
        read_plain_text(data, "kuusi.txt")
    assert caught.value.code == "empty_file"


@pytest.mark.parametrize("data", [b"%PDF-1.7\n...", b"PK\x03\x04abc", bytes(range(256)), b"abc\x00def"])
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"kuva\.txt") as caught:
        read_plain_text(data, "kuva.txt")
    assert caught.value.code == "unknown_format"


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_cause_any_other_error(data: bytes) -> None:
    try:
        layouts = read_plain_text(data, "a.txt")
    except UnreadableFile as error:
        assert error.code in ("empty_file", "unknown_format")
    else:
        assert layouts[0].page == 1


_PIECES = [
    "Palkat",
    "12",
    "345",
    "-1",
    "2025",
    "TP",
    "Ennuste",
    "€",
    "•",
    "o",
    "-",
    "ja",
    "kulut.",
    "(1,5)",
    "  ",
    "\t",
    "=",
    ":",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(st.sampled_from(_PIECES), max_size=9).map(" ".join), min_size=1, max_size=25))
def test_no_digit_is_lost_and_tables_stand_for_grids(lines: list[str]) -> None:
    text = "\n".join(["alku", *lines])
    for layout in read(text):
        printed = [block.text for block in layout.blocks] + [c.text for g in layout.grids for c in g.cells]
        kept = Counter(c for c in " ".join(printed) if c.isdigit())
        assert not Counter(c for c in text if c.isdigit()) - kept
        assert sum(block.kind is BlockKind.TABLE for block in layout.blocks) == len(layout.grids)
        assert (layout.width, layout.height) == (0, 0)


def test_form_feeds_divide_pages_and_printed_numbers_become_labels() -> None:
    page = "Ristijoki – Talousarvio 2030\n\nLuku {0}\n\nTässä on luvun {0} teksti, joka päättyy.\n\n{1}\n"
    layouts = read("\f".join(page.format(n, n + 6) for n in range(1, 5)) + "\f")
    assert [layout.page for layout in layouts] == [1, 2, 3, 4]
    assert [layout.label for layout in layouts] == ["7", "8", "9", "10"]
    assert all(layout.blocks[0].kind is BlockKind.HEADER for layout in layouts)
    assert all(layout.blocks[-1].kind is BlockKind.FOOTER for layout in layouts)


# --- slides --------------------------------------------------------------------------------------


def test_wrapped_lines_are_joined_also_over_blank_lines() -> None:
    paragraphs = texts(SLIDES, BlockKind.PARAGRAPH)
    assert paragraphs[0].startswith("Ristijoen kaupunginvaltuusto hyväksyi vesilaitoksen tasapaino-ohjelman.")
    assert paragraphs[0].endswith("yli suunnitelman ja menoja säästyy 1,2 milj. euroa.")
    assert paragraphs[1] == (
        "Verkoston saneerauksen määrärahat sisältävät Niemenrannan linjan uusimisen. "
        "Menoihin vaikuttavat myös Uutelan pumppaamon korjaus ja sähkön hinta."
    )


def test_cards_keep_their_lines() -> None:
    assert texts(SLIDES, BlockKind.CARD) == [
        "TOIMINTATUOTOT\nENNUSTE\n3,7\nmilj. euroa\n(2025: 3,1)",
        "LIIKE-\nYLIJÄÄMÄ\nTOT 30.9.\n-0,6\nmilj. euroa\n(TA+LTA: 12,5 %)",
    ]


def test_headings_know_divider_title_and_the_rest() -> None:
    levels = {block.text: block.level for block in blocks(SLIDES, BlockKind.HEADING)}
    assert levels["Verkosto ja laitokset"] == 1
    assert levels["Talouden ennuste ja poikkeamat"] == levels["Johtajan katsaus"] == 2
    assert levels["Ei poikkeamaa talousarvioon"] == 3


def test_running_lines_are_headers_and_footers() -> None:
    assert set(texts(SLIDES, BlockKind.HEADER)) == {"VESITOIMI"}
    assert len(texts(SLIDES, BlockKind.FOOTER)) == 3


def test_bullets_and_their_depth() -> None:
    bullets = [(block.text, block.level) for block in blocks(SLIDES, BlockKind.BULLET)]
    assert bullets[:4] == [
        ("Uusi mittarijärjestelmä otettiin käyttöön elokuussa ja sen piirissä on 4 200 taloutta.", 1),
        ("Laitoksella on kaksi hanketta:", 1),
        ("Lietteen kuivaus, urakka-aika päättyy 2027", 2),
        ("Automaation uusinta", 2),
    ]


def test_definitions_stay_bullets_with_their_sign() -> None:
    bullets = texts(SLIDES, BlockKind.BULLET)
    assert "TA+LTA = voimassa oleva talousarvio" in bullets
    assert "Vuotovesi = verkostoon pumpattu vesi, josta ei saada laskutettua" in bullets


def test_cards_written_row_by_row_are_put_together() -> None:
    groups = [
        "TULOT\nENNUSTE",
        "MENOT\nENNUSTE",
        "1,5",
        "22,0",
        "milj. €",
        "milj. €",
        "(2029: 1,4)",
        "(2029: 21,7)",
    ]
    text = "\n\n".join(["Katsaus", *groups])
    assert texts(text, BlockKind.CARD) == [
        "TULOT\nENNUSTE\n1,5\nmilj. €\n(2029: 1,4)",
        "MENOT\nENNUSTE\n22,0\nmilj. €\n(2029: 21,7)",
    ]


def test_lone_numbers_of_a_chart_are_no_cards() -> None:
    assert not texts("Lainakanta\n\n0\n10\n20\n30\n", BlockKind.CARD)


def test_a_number_with_its_unit_and_a_label_in_small_letters_is_a_card() -> None:
    text = "Talous\n\nToimintakate\nEnnuste 2030\n-11,5 milj. euroa\n(TP 2029: -11,3)\n\nTeksti on tässä.\n"
    assert texts(text, BlockKind.CARD) == ["Toimintakate\nEnnuste 2030\n-11,5 milj. euroa\n(TP 2029: -11,3)"]


# --- prose ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["Vuoden vuosi-", "kate parani."], "Vuoden vuosikate parani."),
        (["se on tasa-", "arvoinen"], "se on tasa-arvoinen"),
        (["tammi-", "maaliskuussa"], "tammi-maaliskuussa"),
        (["TE-", "palvelut"], "TE-palvelut"),
        (["Ranta-", "Uutelan alue"], "Ranta-Uutelan alue"),
        (["myynti-", "ja maksutulot"], "myynti- ja maksutulot"),
        (["voitto\u2010", "vero"], "voittovero"),
        (["hinta 1\u00a0200", "euroa"], "hinta 1\u00a0200 euroa"),
    ],
)
def test_hyphens_at_line_ends(lines: list[str], joined: str) -> None:
    assert join_lines(lines) == joined


def test_a_heading_above_text_is_not_swallowed() -> None:
    text = "Alku\n\nRahoitus\nLainoja nostettiin keväällä kaksi kertaa ja koroista sovittiin\nsyksyllä.\n"
    assert texts(text, BlockKind.HEADING) == ["Alku", "Rahoitus"]
    assert len(texts(text, BlockKind.PARAGRAPH)) == 1


def test_numbered_headings_tell_their_depth() -> None:
    text = "1 Toimintakertomus\n\n1.2 Väestö\n\n1.2.1 Muuttoliike\n\nVäki väheni vuoden aikana hieman.\n"
    assert [block.level for block in blocks(text, BlockKind.HEADING)] == [1, 2, 3]


def test_contents_lines_are_neither_table_nor_heading() -> None:
    text = "Sisällys\n\n1 Johdanto ........ 3\n2 Talous .......... 12\n3 Liitteet ........ 40\n"
    assert not read(text)[0].grids
    assert texts(text, BlockKind.HEADING) == ["Sisällys"]


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared reports are not here")
def test_a_real_text_file_gives_its_table_and_loses_nothing() -> None:
    path = SHARED / "lahti-konsernihallinto-q1-2025.txt"
    (layout,) = read_plain_text(path.read_bytes(), path.name)
    (grid,) = layout.grids
    assert (grid.columns, grid.header_rows) == (6, 1)
    assert sum(block.kind is BlockKind.CARD for block in layout.blocks) == 9
    printed = " ".join([block.text for block in layout.blocks] + [cell.text for cell in grid.cells])
    digits = Counter(c for c in path.read_text("utf-8") if c.isdigit())
    assert Counter(c for c in printed if c.isdigit()) == digits
