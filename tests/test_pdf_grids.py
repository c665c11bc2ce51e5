"""The PDF reader's grids: ruled, shaded and unruled tables, and what is none."""

from __future__ import annotations

import importlib.util
import os
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest
from pdf_pages import DARK, Sheet, blocks_of, grid_of, read, rows_of, texts

from ingest.pdf import read_pdf
from ingest.records import BlockKind

ROWS = [
    ["1 000 euroa", "TP 2023", "TA 2024", "TP 2024"],
    ["Toimintatuotot", "7 920", "6 229", "7 726"],
    ["Toimintakulut", "-47 230", "-46 526", "-46 217"],
    ["Toimintakate", "-39 220", "-40 191", "-38 396"],
    ["Verotulot", "33 172", "31 902", "33 595"],
]
RIGHTS = (280, 380, 480)
ICDAR = Path(__file__).parents[2] / "shared" / "tables"


def test_an_unruled_table() -> None:
    grid = grid_of(lambda page: page.grid(50, 100, RIGHTS, ROWS))
    assert rows_of(grid) == ROWS
    assert grid.header_rows == 1


def test_a_fully_ruled_table() -> None:
    def draw(page: Sheet) -> None:
        page.grid(50, 100, RIGHTS, ROWS)
        for y in range(6):
            page.rule(45, 89 + 15 * y, 490, 89 + 15 * y)
        for x in (45, 200, 290, 390, 490):
            page.rule(x, 89, x, 164)

    grid = grid_of(draw)
    assert rows_of(grid) == ROWS
    assert grid.header_rows == 1


def test_close_columns_stay_two_cells_and_groups_one_number() -> None:
    rows = [
        ["", "2023", "2024"],
        ["Myyntitulot", "1 234 567", "1 345 678"],
        ["Maksutulot", "12 345", "9 876"],
        ["Muut tulot", "345", "1 200"],
    ]
    grid = grid_of(lambda page: page.grid(50, 100, (250, 250 + 57), rows))
    assert rows_of(grid) == rows


def test_blanks_stay_missing() -> None:
    rows = [[*ROWS[0]], ["Tuet", "120", "", "80"], ["Vuokrat", "", "", "15"], ["Avustukset", "70", "60", ""]]
    grid = grid_of(lambda page: page.grid(50, 100, RIGHTS, rows))
    assert rows_of(grid) == rows
    assert not any(cell.text == "" for cell in grid.cells)


def test_a_wrapped_label_is_one_row() -> None:
    def draw(page: Sheet) -> None:
        page.grid(50, 100, RIGHTS, ROWS)
        page.text(50, 175, "Suunnitelman mukaiset poistot ja", 10)
        page.text(50, 187, "arvonalentumiset yhteensä", 10)
        for x, cell in zip(RIGHTS, ("-8 507", "-5 763", "-6 275"), strict=True):
            page.right(x, 187, cell, 10)
        page.text(50, 202, "Tilikauden tulos", 10)
        for x, cell in zip(RIGHTS, ("2 136", "-982", "4 162"), strict=True):
            page.right(x, 202, cell, 10)

    rows = rows_of(grid_of(draw))
    assert rows[5] == [
        "Suunnitelman mukaiset poistot ja arvonalentumiset yhteensä",
        "-8 507",
        "-5 763",
        "-6 275",
    ]
    assert rows[6][0] == "Tilikauden tulos"


def test_a_two_line_header_is_one_row_of_names() -> None:
    def draw(page: Sheet) -> None:
        for x, upper, lower in zip(
            RIGHTS,
            ("Alkuperäinen", "Muutettu", "Toteuma"),
            ("talousarvio", "talousarvio", "2024"),
            strict=True,
        ):
            page.right(x, 88, upper, 10, bold=True)
            page.right(x, 100, lower, 10, bold=True)
        page.grid(50, 115, RIGHTS, ROWS[1:])

    grid = grid_of(draw)
    assert rows_of(grid)[0] == ["", "Alkuperäinen talousarvio", "Muutettu talousarvio", "Toteuma 2024"]
    assert grid.header_rows == 1
    assert all(cell.bold for cell in grid.cells if cell.row == 0)


def test_a_header_over_several_columns_spans_them() -> None:
    def draw(page: Sheet) -> None:
        rights = (220, 290, 400, 470)
        page.centre(240, 85, "Konserni", 10)
        page.rule(195, 88, 290, 88)
        page.centre(420, 85, "Kunta", 10)
        page.rule(375, 88, 470, 88)
        page.grid(
            50,
            100,
            rights,
            [
                ["", "2024", "2023", "2024", "2023"],
                ["Takaukset", "4 375", "5 771", "81 422", "83 486"],
                ["Vastuut", "1 178", "2 127", "63 785", "63 914"],
                ["Muut", "12", "13", "14", "15"],
            ],
        )

    grid = grid_of(draw)
    spans = {
        cell.text: (cell.column, cell.column_span)
        for cell in grid.cells
        if cell.row == 0 and cell.column_span > 1
    }
    assert spans == {"Konserni": (1, 2), "Kunta": (3, 2)}
    assert grid.header_rows == 2


def test_section_rows_and_indents() -> None:
    def draw(page: Sheet) -> None:
        page.grid(50, 100, RIGHTS, ROWS[:1])
        page.text(50, 115, "PYSYVÄT VASTAAVAT", 10, bold=True)
        page.grid(
            70, 130, RIGHTS, [["Rakennukset", "52 812", "60 000", "65 660"], ["Kalusto", "416", "300", "284"]]
        )
        page.text(50, 160, "VAIHTUVAT VASTAAVAT", 10, bold=True)
        page.grid(
            70,
            175,
            RIGHTS,
            [["Saamiset", "4 303", "4 400", "4 426"], ["Pankkisaamiset", "16 940", "17 000", "18 895"]],
        )

    grid = grid_of(draw)
    labels = [
        (cell.text, round(cell.indent), cell.bold) for cell in grid.cells if cell.column == 0 and cell.row > 0
    ]
    assert labels == [
        ("PYSYVÄT VASTAAVAT", 0, True),
        ("Rakennukset", 20, False),
        ("Kalusto", 20, False),
        ("VAIHTUVAT VASTAAVAT", 0, True),
        ("Saamiset", 20, False),
        ("Pankkisaamiset", 20, False),
    ]
    assert grid.header_rows == 1


def test_two_halves_side_by_side_are_two_grids() -> None:
    left = [
        ["VASTAAVAA", "2024"],
        ["Aineettomat", "1 118"],
        ["Rakennukset", "65 660"],
        ["Koneet", "284"],
        ["Sijoitukset", "12 696"],
        ["Saamiset", "4 426"],
        ["Pankkisaamiset", "18 895"],
        ["Vaihto-omaisuus", "7"],
    ]
    right = [
        ["VASTATTAVAA", "2024"],
        ["Peruspääoma", "36 430"],
        ["Varaukset", "219"],
        ["Lainat", "69 455"],
        ["Ostovelat", "2 490"],
        ["Muut velat", "674"],
    ]

    def draw(page: Sheet) -> None:
        page.grid(50, 100, (270,), left)
        page.grid(320, 100, (540,), right[:1])
        for index, row in enumerate(right[1:]):
            page.grid(320, 122 + 17 * index, (540,), [row])

    grids = read(draw).layouts[0].grids
    assert [rows_of(grid) for grid in grids] == [left, right]


def test_tables_stacked_under_repeated_heads_are_two_grids() -> None:
    again = [
        ["1 000 euroa", "TP 2023", "TA 2024", "Poikkeama"],
        ["Investoinnit", "16 882", "15 661", "3 329"],
        ["Rahoitusosuudet", "96", "500", "-38"],
        ["Netto", "16 786", "15 161", "3 291"],
    ]

    def draw(page: Sheet) -> None:
        page.grid(50, 100, RIGHTS, ROWS)
        page.grid(50, 190, RIGHTS, again)

    assert [rows_of(grid) for grid in read(draw).layouts[0].grids] == [ROWS, again]


def test_shaded_header_cells_show_an_empty_column() -> None:
    def draw(page: Sheet) -> None:
        edges = (45, 180, 260, 340, 420)
        for x0, x1 in pairwise(edges):
            page.box(x0, 86, x1, 104, DARK)
        for x, name in zip((255, 335, 415), ("Alkuperäinen", "Muutokset", "Toteuma"), strict=True):
            page.right(x, 98, name, 10)
        for index, (label, a, b) in enumerate(
            (
                ("Kunnallisvero", "24 420", "26 441"),
                ("Yhteisövero", "2 976", "2 827"),
                ("Kiinteistövero", "4 506", "4 327"),
            )
        ):
            y = 118 + 15 * index
            page.text(50, y, label, 10)
            page.right(255, y, a, 10)
            page.right(415, y, b, 10)

    rows = rows_of(grid_of(draw))
    assert rows[0] == ["", "Alkuperäinen", "Muutokset", "Toteuma"]
    assert rows[1] == ["Kunnallisvero", "24 420", "", "26 441"]


def test_a_table_beside_text_and_its_place_in_the_reading_order() -> None:
    prose = [
        f"Rivi {n} kertoo, miten talous kehittyi ja"
        for n in ("yksi", "kaksi", "kolme", "neljä", "viisi", "kuusi")
    ]

    def draw(page: Sheet) -> None:
        page.text(50, 60, "Talouskatsaus", 18, bold=True)
        page.grid(50, 100, RIGHTS, ROWS)
        page.lines(50, 200, prose)

    blocks = blocks_of(draw)
    assert [block.kind for block in blocks] == [BlockKind.HEADING, BlockKind.TABLE, BlockKind.PARAGRAPH]
    assert blocks[1].text == ""


def test_prose_and_lists_are_no_tables() -> None:
    def draw(page: Sheet) -> None:
        page.lines(
            50,
            100,
            [
                "Vuoden 2024 tulos oli 4,3 milj. euroa, kun se vuonna 2023 oli 2,3 milj. euroa.",
                "Lainakanta kasvoi 72,9 milj. euroon, ja lainaa oli 4 844 euroa asukasta kohti.",
                "Asukkaita oli vuoden 2024 lopussa 15 049, mikä on 115 vähemmän kuin 2023.",
            ],
        )
        for index, text in enumerate(("Perusopetus 320 oppilasta", "Lukio 94 oppilasta", "Kansalaisopisto")):
            page.text(50, 180 + 16 * index, "\u2022")
            page.text(64, 180 + 16 * index, text)

    layout = read(draw).layouts[0]
    assert layout.grids == ()
    assert len(texts(layout.blocks, BlockKind.BULLET)) == 3


def test_an_empty_ruled_grid_is_no_table() -> None:
    def draw(page: Sheet) -> None:
        page.text(50, 60, "Talouden toteuma esitetään erillisessä liitteessä.")
        for y in range(6):
            page.rule(45, 89 + 15 * y, 490, 89 + 15 * y)
        for x in (45, 200, 290, 390, 490):
            page.rule(x, 89, x, 164)

    assert read(draw).layouts[0].grids == ()


def test_every_cell_lies_in_its_grid_and_has_its_own_field() -> None:
    grid = grid_of(lambda page: page.grid(50, 100, RIGHTS, ROWS))
    assert grid.box is not None
    fields = [
        (row, column)
        for cell in grid.cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    ]
    assert len(fields) == len(set(fields))
    for cell in grid.cells:
        assert cell.box is not None
        assert cell.box.x0 >= grid.box.x0 - 0.1 and cell.box.x1 <= grid.box.x1 + 0.1


def scorer() -> ModuleType:
    path = ICDAR / "icdar_score.py"
    if not path.exists():
        pytest.skip("the ICDAR 2013 documents are not beside the project")
    spec = importlib.util.spec_from_file_location("icdar_score", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_icdar_2013_tables_are_read(tmp_path: Path) -> None:
    """Cell adjacency over every fourth file of the EU part (micro F1 over all of it: 0.998)."""
    score = scorer()
    os.symlink(ICDAR / "icdar2013-eu", tmp_path / "eu")
    found = true = right = 0
    for _, path, truth in score.documents(str(tmp_path), step=4):
        own = [
            [
                score.Cell(c.row, c.row + c.row_span - 1, c.column, c.column + c.column_span - 1, c.text)
                for c in grid.cells
            ]
            for layout in read_pdf(Path(path).read_bytes(), path).layouts
            for grid in layout.grids
        ]
        expected = sum((score.relations(table) for table in truth), start=score.collections.Counter())
        actual = sum((score.relations(table) for table in own), start=score.collections.Counter())
        right += (expected & actual).total()
        found += actual.total()
        true += expected.total()
    assert 2 * right / (found + true) > 0.97


def test_a_name_centred_beside_its_numbers_makes_no_column_of_its_own() -> None:
    def draw(page: Sheet) -> None:
        rights = (300, 400, 500)
        for x, year in zip(rights, ("2022", "2023", "2024"), strict=True):
            page.centre(x - 40, 100, year, 10)
        rows = [["Uudet", "857", "919", "492"], ["Vanhat", "722", "346", "210"], ["Muut", "134", "916", "93"]]
        page.grid(50, 115, rights, rows)

    rows = rows_of(grid_of(draw))
    assert rows[0] == ["", "2022", "2023", "2024"]
    assert rows[1] == ["Uudet", "857", "919", "492"]


def test_a_unit_in_the_head_is_no_amount() -> None:
    def draw(page: Sheet) -> None:
        for x, name in zip(RIGHTS, ("Tuotanto", "Palkat", "Vastaajat"), strict=True):
            page.right(x, 88, name, 10)
        for x, unit in zip(RIGHTS, ("(000)", "($1,000)", "(n=1,204)"), strict=True):
            page.right(x, 100, unit, 10)
        page.grid(50, 115, RIGHTS, ROWS[1:])

    grid = grid_of(draw)
    assert rows_of(grid)[0] == ["", "Tuotanto (000)", "Palkat ($1,000)", "Vastaajat (n=1,204)"]
    assert grid.header_rows == 1


def test_a_unit_under_one_name_does_not_span_the_names_beside_it() -> None:
    def draw(page: Sheet) -> None:
        page.centre(300, 88, "Syvyys", 10)
        for x, name in zip((200, 300, 400), ("Kaivoja", "(metriä)", "Tuotto"), strict=True):
            page.centre(x, 100, name, 10)
        for y, label in enumerate(("Pohjoinen", "Eteläinen", "Itäinen")):
            page.text(50, 115 + 15 * y, label, 10)
            for x, value in zip((200, 300, 400), ("356", "315", "94,0"), strict=True):
                page.centre(x, 115 + 15 * y, value, 10)

    assert rows_of(grid_of(draw))[0] == ["", "Kaivoja", "Syvyys (metriä)", "Tuotto"]


GOALS = [
    ("Asukkaiden hyvinvointi", "paranee", "Neuvonnan asiakkaita", "vuoden aikana", "310"),
    ("Kunta on hiilineutraali", "vuonna 2030", "Päästöjen vähennys", "vuodesta 2007", "41,2"),
    ("Henkilöstö voi hyvin", "", "Sairauspoissaoloja,", "päivää henkilöä kohti", "15,4"),
]


def goals(page: Sheet, step: float) -> None:
    page.text(50, 100, "Tavoite", 10)
    page.text(220, 100, "Mittari", 10)
    page.right(480, 100, "Toteuma", 10)
    for index, (goal, more, measure, rest, value) in enumerate(GOALS):
        y = 100 + step * (index + 1)
        page.text(50, y, goal, 10)
        page.text(220, y, measure, 10)
        page.right(480, y, value, 10)
        if more:
            page.text(50, y + 12, more, 10)
        page.text(220, y + 12, rest, 10)


def goal_rows() -> list[list[str]]:
    return [
        ["Tavoite", "Mittari", "Toteuma"],
        *([f"{goal} {more}".strip(), f"{m} {r}", value] for goal, more, m, r, value in GOALS),
    ]


def test_rules_between_rows_show_which_lines_are_one_row() -> None:
    def draw(page: Sheet) -> None:
        goals(page, 24)
        for y in (103, 139, 163, 187):
            page.rule(45, y, 490, y)

    assert rows_of(grid_of(draw)) == goal_rows()


def test_wider_spaces_between_rows_show_which_lines_are_one_row() -> None:
    assert rows_of(grid_of(lambda page: goals(page, 30))) == goal_rows()


def test_a_table_of_texts_without_a_number() -> None:
    rows = [
        ("Yksikkö", "Tehtävä", "Yhteys"),
        ("Vesiosasto", "Antaa luvat ja valvoo/vesistöjen tilaa", "Osastopäällikkö"),
        ("Rannikkotoimi", "Pitää yllä merikarttoja/ja mareografeja", "Yksikön johtaja"),
        ("Maaperätoimi", "Kartoittaa maalajit ja/neuvoo viljelijöitä", "Kenttäpalvelut"),
    ]

    def draw(page: Sheet) -> None:
        for index, (unit, task, contact) in enumerate(rows):
            y = 100 + 32 * index
            page.text(50, y, unit, 10)
            for line, text in enumerate(task.split("/")):
                page.text(160, y + 12 * line, text, 10)
            page.text(380, y, contact, 10)

    assert rows_of(grid_of(draw)) == [[a, b.replace("/", " "), c] for a, b, c in rows]


def test_a_title_and_years_begin_the_next_table() -> None:
    first = [["", "2024", "2023"], ["Yleishallinto", "6 471", "3 779"], ["Opetus", "9 138", "6 612"]]
    then = [["", "2024", "2023"], ["Kunnan tulovero", "1 434", "1 740"], ["Kiinteistövero", "885", "4 056"]]

    def draw(page: Sheet) -> None:
        page.grid(50, 100, (220, 290), first)
        page.text(50, 145, "6. Verotulojen erittely", 10)
        page.grid(50, 160, (190, 330), then)

    assert [rows_of(grid) for grid in read(draw).layouts[0].grids] == [first, then]


def test_fields_of_a_form_are_no_table() -> None:
    def draw(page: Sheet) -> None:
        for index, names in enumerate((("1. Sukunimi", "2. Etunimet"), ("3. Katuosoite", "4. Kunta"))):
            for place, name in enumerate(names):
                x, y = 50 + 200 * place, 100 + 34 * index
                page.text(x + 3, y + 9, name, 8)
                for x0, y0, x1, y1 in (
                    (x, y, x + 200, y),
                    (x, y + 34, x + 200, y + 34),
                    (x, y, x, y + 34),
                    (x + 200, y, x + 200, y + 34),
                ):
                    page.rule(x0, y0, x1, y1)
        page.text(50, 200, "Hakemus liitteineen jätetään kirjaamoon.", 10)

    assert not read(draw).layouts[0].grids


def test_names_of_columns_under_a_name_that_verticals_do_not_cut() -> None:
    def draw(page: Sheet) -> None:
        page.centre(265, 98, "Talletukset", 10)
        page.centre(230, 112, "Kaikki", 10)
        page.centre(300, 112, "Vakuutetut", 10)
        page.text(50, 112, "Alue", 10)
        for index, (label, a, b) in enumerate((("Pohjoinen", "83", "65"), ("Eteläinen", "91", "77"))):
            page.text(50, 130 + 15 * index, label, 10)
            page.right(245, 130 + 15 * index, a, 10)
            page.right(315, 130 + 15 * index, b, 10)
        for y in (86, 117, 150):
            page.rule(45, y, 335, y)
        for x in (45, 195, 335):
            page.rule(x, 86, x, 150)
        page.rule(265, 103, 265, 150)

    grid = grid_of(draw)
    spanning = [cell for cell in grid.cells if cell.text == "Talletukset"]
    assert [(cell.row, cell.column, cell.column_span) for cell in spanning] == [(0, 1, 2)]
    assert rows_of(grid)[1][1:] == ["Kaikki", "Vakuutetut"]


def test_a_label_drawn_over_two_rows_is_one() -> None:
    def draw(page: Sheet) -> None:
        rows = [
            ["", "2024", "2023"],
            ["Kunnan osuus", "131 063", "125 399"],
            ["Kunnan osuus kattamattomista", "", ""],
            ["takausvastuista vuoden lopussa", "", ""],
            ["Kunnan osuus rahastosta", "140", "99"],
        ]
        page.grid(50, 100, (290, 370), rows)
        for y in (89, 104, 119, 134, 149, 164):
            page.rule(45, y, 380, y)
        for x in (45, 220, 300, 380):
            page.rule(x, 89, x, 164)

    labels = [row[0] for row in rows_of(grid_of(draw))]
    assert labels[2:] == [
        "Kunnan osuus kattamattomista takausvastuista vuoden lopussa",
        "Kunnan osuus rahastosta",
    ]


def test_numbers_without_a_word_are_no_table() -> None:
    rows = [["30.5", "49.0", "20.4"], ["29.7", "48.6", "21.7"], ["28.7", "46.3", "25.0"]]
    assert not read(lambda page: page.grid(50, 100, (200, 300), rows)).layouts[0].grids


def test_a_heading_alone_in_the_middle_of_the_table_spans_it() -> None:
    rows = [["Maissi", "9 892", "4 149", "7 624"], ["Kaura", "7 553", "7 406", "7 375"]]

    def draw(page: Sheet) -> None:
        page.grid(50, 100, (250, 350, 450), [["Vilja", "2022", "2023", "2024"]])
        for index, name in enumerate(("Pohjoinen", "Etelä ja saaret")):
            page.centre(250, 115 + 45 * index, name, 10)
            page.grid(50, 130 + 45 * index, (250, 350, 450), rows)

    grid = grid_of(draw)
    spanning = {cell.text: (cell.row, cell.column, cell.column_span) for cell in grid.cells}
    assert spanning["Pohjoinen"] == (1, 0, 4)
    assert spanning["Etelä ja saaret"] == (4, 0, 4)
    assert rows_of(grid)[2:4] == rows


def test_a_title_above_a_rule_in_pieces_is_no_head() -> None:
    def draw(page: Sheet) -> None:
        page.centre(330, 82, "Tilikausi päättyi 30.6.2024 kaikissa yksiköissä", 10)
        for x0, x1 in ((48, 195), (200, 285), (290, 385), (390, 485)):
            page.rule(x0, 88, x1, 88)
        page.grid(50, 100, RIGHTS, ROWS)

    assert rows_of(grid_of(draw)) == ROWS


def test_a_group_over_columns_set_to_the_right_spans_them() -> None:
    # The columns' fields end with their numbers, so each name stands left of the middle of their texts.
    def draw(page: Sheet) -> None:
        rights = (250, 320, 390, 460)
        page.centre(252, 87, "2031", 10)
        page.centre(392, 87, "2032", 10)
        page.grid(50, 100, rights, [["Erä", "Arvio", "Tulos", "Arvio", "Tulos"]])
        for index, label in enumerate(("Tuet", "Maksut", "Muut")):
            page.grid(50, 115 + 15 * index, rights, [[label, "12,5", "7,1", "10,4", "8,8"]])

    grid = grid_of(draw)
    assert grid.header_rows == 2
    spans = {cell.text: (cell.column, cell.column_span) for cell in grid.cells if cell.row == 0}
    assert spans["2031"] == (1, 2)
    assert spans["2032"] == (3, 2)


def test_a_name_of_three_lines_beside_names_of_one_is_one_cell() -> None:
    def draw(page: Sheet) -> None:
        page.right(380, 78, "Alkuperäinen", 10)
        page.right(380, 90, "talousarvio", 10)
        page.grid(50, 102, RIGHTS, [["Erä", "TP 2030", "2031", "Ero"], *ROWS[1:]])

    grid = grid_of(draw)
    assert rows_of(grid)[0] == ["Erä", "TP 2030", "Alkuperäinen talousarvio 2031", "Ero"]
    assert grid.header_rows == 1


def test_amounts_that_all_carry_their_unit_are_amounts() -> None:
    rows = [["", "2030", "2031"], ["Myynti", "699 541 €", "695 051 €"], ["Maksut", "38 795 €", "41 090 €"]]
    grid = grid_of(lambda page: page.grid(50, 100, (250, 310), rows))
    assert rows_of(grid) == rows
    assert grid.header_rows == 1


def test_a_footnote_mark_beside_a_number_makes_no_column() -> None:
    rows = [["Erä", "2030", "2031"], *([label, "101,5", "122,0"] for label in ("Tuet", "Vuokrat", "Muut"))]

    def draw(page: Sheet) -> None:
        page.grid(50, 100, (250, 350), rows)
        page.text(256, 130, "1)", 10)

    assert rows_of(grid_of(draw))[2][1] == "101,5 1)"


def test_a_ruled_table_right_under_another_does_not_take_its_rows() -> None:
    other = [["Vastattavaa", "31.12.2025", "31.12.2024"], ["Oma pääoma", "7 000", "6 900"]]
    rows = [["Vastaavaa", "31.12.2025", "31.12.2024"], ["Rakennukset", "4 500", "4 400"]]
    rows += [["Saamiset", "1 500", "1 400"], ["Rahat", "1 000", "1 100"]]

    def draw(page: Sheet) -> None:
        for top, table in ((100, rows), (180, other)):
            page.grid(50, top, (300, 400), table)
            bottom = top - 11 + 15 * len(table)
            for number in range(len(table) + 1):
                page.rule(45, top - 11 + 15 * number, 410, top - 11 + 15 * number)
            for x in (45, 220, 310, 410):
                page.rule(x, top - 11, x, bottom)

    grids = read(draw).layouts[0].grids
    assert [rows_of(grid) for grid in grids] == [rows, other]
