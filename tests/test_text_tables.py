"""Tables in text files: rows that are cut for certain, headers broken anywhere, columns of spaces."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.records import Block, BlockKind, Grid, Layout
from ingest.text import cards as text_cards
from ingest.text import stacked as text_stacked
from ingest.text import tables as text_tables
from ingest.text.headers import read_header
from ingest.text.lines import Line
from ingest.text.proof import certain_cut, find_differences
from ingest.text.reading import read_plain_text
from ingest.text.rows import Row, column_counts, read_row, splits

STATEMENT = """Vesilaitos

1 000 euroa TP 2025

Alkup. TA\x20

2026 TA+LTA 2026

Ennuste\x20

2026

Poikkeama\x20

TA+LTA/ENN

Liikevaihto 12 354 13 001 13 001 13 201 200

Muut tuotot 98 60 60 60 0

Henkilöstökulut -2 245 -2 320 -2 320 -2 300 20

Lainojen korkotuotot 235 0

YLIJÄÄMÄ 1 369 1 253 1 253 1 753 500
"""


@pytest.mark.parametrize("pattern", ["12\n", "Tuotot\n12\n", "Tuotot\n12\n34\nKulut\n5\n"])
def test_the_work_grows_with_the_lines_and_not_with_their_square(
    monkeypatch: pytest.MonkeyPatch, pattern: str
) -> None:
    asked = 0

    def counted(text: str) -> bool:
        nonlocal asked
        asked += 1
        return text_tables.is_number_line(text)

    for module in (text_cards, text_stacked):
        monkeypatch.setattr(module, "is_number_line", counted)
    read(pattern * 400)
    assert 0 < asked < 40 * 400 * pattern.count("\n")


def test_a_stacked_table_is_found_after_an_odd_record() -> None:
    records = "".join(f"{name}\n{n}\n{n + 5}\n" for n, name in ((10, "Tuotot"), (20, "Kulut"), (30, "Verot")))
    (grid,) = read("Muut erät\n1\n2\n3\n" + records)[0].grids
    assert table(grid)[-1] == ["Verot", "30", "35"]


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


# --- rows ----------------------------------------------------------------------------------------


def test_a_row_that_can_be_cut_in_one_way_only() -> None:
    row = read_row("Liikevaihto 75 754 77 501 77 501 77 501 0")
    assert row is not None
    assert splits(row.pieces, 5) == [("75 754", "77 501", "77 501", "77 501", "0")]


def test_an_uncertain_row_has_several_cuts() -> None:
    row = read_row("Siirrot 1 200 300 400 500")
    assert row is not None and len(splits(row.pieces, 3)) == 2


def test_no_number_begins_with_a_superfluous_zero() -> None:
    row = read_row("Korot 6 064 2 000")
    assert row is not None and splits(row.pieces, 2) == [("6 064", "2 000")]


@pytest.mark.parametrize("text", ["Kokous pidettiin 31.12.2024", "Tulos parani", "12 300", "(2024: 7,4)"])
def test_lines_that_are_no_rows(text: str) -> None:
    assert read_row(text) is None


_NUMBERS = st.integers(-9_999_999, 9_999_999).map(lambda n: f"{n:,}".replace(",", " "))


@settings(max_examples=200, deadline=None)
@given(st.lists(_NUMBERS, min_size=1, max_size=7))
def test_the_printed_numbers_are_always_among_the_cuts(numbers: list[str]) -> None:
    row = read_row("Rivi " + " ".join(numbers))
    assert row is not None
    ways = splits(row.pieces, len(numbers), 5_000)
    assert tuple(numbers) in ways
    if len(ways) == 1:
        assert certain_cut(row, len(numbers), ()) == tuple(numbers)


def test_the_number_of_columns_is_what_the_rows_allow() -> None:
    rows = [Row("a", ("675", "600", "600", "0")), Row("b", ("9", "369", "5", "253", "6", "253", "1", "000"))]
    assert column_counts(rows)[0] == 4


def test_differences_prove_a_cut_and_a_blank_cell() -> None:
    lines = ["Silta 6 800 3 200 612 2 500 -700", "Katu 3 400 2 600 118 2 650 50", "Laituri 980 980 0 990 10",
             "Yhteensä 12 430 1 909 11 880 -550"]  # fmt: skip
    rows = [row for line in lines if (row := read_row(line))]
    differences = find_differences(rows[:3], 5)
    assert certain_cut(rows[0], 5, ()) is None
    assert certain_cut(rows[0], 5, differences) == ("6 800", "3 200", "612", "2 500", "-700")
    assert certain_cut(rows[3], 5, differences) == ("", "12 430", "1 909", "11 880", "-550")


# --- headers -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("above", "corner", "names"),
    [
        (
            ["1 000 euroa TP 2025", "Alkup. TA", "2026 TA+LTA 2026", "ENN", "2026", "Poikkeama", "TA+LTA"],
            "1 000 euroa",
            ["TP 2025", "Alkup. TA 2026", "TA+LTA 2026", "ENN 2026", "Poikkeama TA+LTA"],
        ),
        (["Milj. euroa", "2027 2028 2029"], "Milj. euroa", ["2027", "2028", "2029"]),
        (["TP TA Ennuste", "2024 2025 2025"], "", ["TP 2024", "TA 2025", "Ennuste 2025"]),
        (["Toimielin TP 2029 TA 2030 Muutos %"], "Toimielin", ["TP 2029", "TA 2030", "Muutos %"]),
        (["1 000 €", "Kustannusarvio", "TA 2030", "Ennuste 2030"], "1 000 €",
         ["Kustannusarvio", "TA 2030", "Ennuste 2030"]),
    ],
)  # fmt: skip
def test_header_lines_become_column_names(above: list[str], corner: str, names: list[str]) -> None:
    header = read_header([Line(line, 0) for line in above], len(names))
    assert header is not None
    assert (header.corner, list(header.names)) == (corner, names)


def test_a_header_that_fits_another_number_of_columns_is_not_used() -> None:
    lines = [Line(line, 0) for line in ["1 000 euroa", "TP 2029", "TA 2030", "Ennuste 2030"]]
    assert read_header(lines, 2) is None
    assert read_header(lines, 5) is None


def test_a_kind_and_its_year_are_never_two_columns() -> None:
    assert read_header([Line("Toteuma 2030 Ennuste 2030", 0)], 4) is None


# --- tables --------------------------------------------------------------------------------------


def test_an_income_statement_out_of_slides() -> None:
    rows = only_table(STATEMENT)
    assert rows[0] == [
        "1 000 euroa",
        "TP 2025",
        "Alkup. TA 2026",
        "TA+LTA 2026",
        "Ennuste 2026",
        "Poikkeama TA+LTA/ENN",
    ]
    assert rows[1] == ["Liikevaihto", "12 354", "13 001", "13 001", "13 201", "200"]
    assert rows[-1] == ["YLIJÄÄMÄ", "1 369", "1 253", "1 253", "1 753", "500"]


def test_a_row_whose_blank_cells_are_unknown_is_left_as_text() -> None:
    assert "Lainojen korkotuotot 235 0" in texts(STATEMENT, BlockKind.PARAGRAPH)
    assert not any("Lainojen" in row[0] for row in only_table(STATEMENT))


def test_wrapped_labels_and_group_headings() -> None:
    lines = [
        "1 000 € 2029 2030",
        "Menot",
        "Palkat ja",
        "palkkiot 5 200 5 300",
        "Aineet 410 395",
        "Tulot",
        "Vuokrat 72 80",
    ]
    text = "\n".join([*lines, "Myynti 1 000 998"])
    rows = only_table(text)
    assert [row[0] for row in rows] == [
        "1 000 €",
        "Menot",
        "Palkat ja palkkiot",
        "Aineet",
        "Tulot",
        "Vuokrat",
        "Myynti",
    ]
    assert rows[2][1:] == ["5 200", "5 300"]


def test_prose_that_ends_in_numbers_is_no_table() -> None:
    text = "Väkiluku kasvoi ja oli vuoden lopussa 21 384\nhenkeä. Muuttajia oli noin 104\nja kuolleita 230.\n"
    assert not read(text)[0].grids


def test_columns_of_spaces_keep_blank_cells() -> None:
    text = (
        "                               TP 2029    TA 2030   Ennuste\n"
        "1 000 euroa                                            2030\n"
        "Tulot\n"
        "  Myyntitulot                   12 354     13 001    13 201\n"
        "  Tuet                              98                    7\n"
        "  Pitkä nimi, joka on\n"
        "  kahdella rivillä                 235          –         0\n"
        "Menot                          -14 000    -14 500   -14 900\n"
    )
    assert only_table(text) == [
        ["1 000 euroa", "TP 2029", "TA 2030", "Ennuste 2030"],
        ["Tulot", "", "", ""],
        ["Myyntitulot", "12 354", "13 001", "13 201"],
        ["Tuet", "98", "", "7"],
        ["Pitkä nimi, joka on kahdella rivillä", "235", "–", "0"],
        ["Menot", "-14 000", "-14 500", "-14 900"],
    ]


def test_two_tables_side_by_side_are_two_tables() -> None:
    left = [
        ("Rakennukset", "65 660"),
        ("Koneet ja kalusto", "284"),
        ("Sijoitukset", "12 696"),
        ("Saamiset", "4 426"),
    ]
    right = [
        ("Peruspääoma", "36 430"),
        ("Varaukset", "927"),
        ("Pitkäaikaiset lainat", "69 455"),
        ("Ostovelat", "2 490"),
    ]
    lines = [f"{a:<24}{x:>10}      {b:<24}{y:>10}" for (a, x), (b, y) in zip(left, right, strict=True)]
    grids = read("\n".join(lines))[0].grids
    assert [table(grid)[0] for grid in grids] == [["Rakennukset", "65 660"], ["Peruspääoma", "36 430"]]
    assert [len(table(grid)) for grid in grids] == [4, 4]


def test_two_columns_of_bullets_are_read_one_after_the_other() -> None:
    left = [
        "• Verkosto uusittiin keväällä",
        "  suunnitelman mukaan.",
        "• Mittareita vaihdettiin",
        "  yhteensä 420.",
        "",
    ]
    right = [
        "• Laitos sai uuden",
        "  automaation.",
        "• Liete kuivataan nyt",
        "  omassa laitoksessa",
        "  Niemenrannassa.",
    ]
    text = "\n".join(f"{a:<34}{b}".rstrip() for a, b in zip(left, right, strict=True))
    assert texts(text, BlockKind.BULLET) == [
        "Verkosto uusittiin keväällä suunnitelman mukaan.",
        "Mittareita vaihdettiin yhteensä 420.",
        "Laitos sai uuden automaation.",
        "Liete kuivataan nyt omassa laitoksessa Niemenrannassa.",
    ]


def test_a_table_of_one_cell_a_line() -> None:
    cells = [
        "1 000 euroa",
        "TP 2029",
        "TA 2030",
        "Tulot",
        "1 200",
        "1 300",
        "Menot",
        "-900",
        "-950",
        "Kate",
        "300",
        "350",
    ]
    text = "\n\n".join(cells)
    assert only_table(text) == [
        ["1 000 euroa", "TP 2029", "TA 2030"],
        ["Tulot", "1 200", "1 300"],
        ["Menot", "-900", "-950"],
        ["Kate", "300", "350"],
    ]


def test_numbers_that_slipped_to_the_next_row_are_not_trusted() -> None:
    text = "A\n\n1\n\n2\n\nB\n\n3\n\n4\n\nC\n\n5\n\n6\n\nD\n\n7\n\nE\n\n0\n\n8\n"
    assert [row[0] for row in only_table(text)] == ["A", "B", "C"]
    assert texts(text, BlockKind.PARAGRAPH)[-2:] == ["D 7", "E 0 8"]


def test_tabulators_keep_cells_apart() -> None:
    assert only_table("Kohde\tTP 2029\tTA 2030\nTulot\t1 200 300\t1 300\nMenot\t\t-4 600\n") == [
        ["Kohde", "TP 2029", "TA 2030"],
        ["Tulot", "1 200 300", "1 300"],
        ["Menot", "", "-4 600"],
    ]


def test_a_table_stands_in_reading_order() -> None:
    kinds = [block.kind for block in blocks(STATEMENT)]
    assert kinds[:2] == [BlockKind.HEADING, BlockKind.TABLE]
