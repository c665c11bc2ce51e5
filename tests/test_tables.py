"""From grids to tables: header rows, units, row and column paths, values, in many layouts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.numbers import parse_cell
from ingest.periods import find_periods
from ingest.records import Box, Cell, ColumnKind, Grid, GridCell, Table
from ingest.tables.understanding import read_table

_REPORT = find_periods("Q1/2025")[0].period


def _grid(
    rows: Sequence[Sequence[str]],
    header_rows: int = 0,
    spans: Mapping[tuple[int, int], int] | None = None,
    bold: Sequence[int] = (),
    indents: Mapping[int, float] | None = None,
) -> Grid:
    cells = tuple(
        GridCell(
            row,
            column,
            1,
            (spans or {}).get((row, column), 1),
            text,
            Box(column * 10, row * 10, column * 10 + 9, row * 10 + 9),
            bold=row in bold,
            indent=(indents or {}).get(row, 0.0) if column == 0 else 0.0,
        )
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
        if text
    )
    return Grid(7, None, len(rows), max(len(row) for row in rows), header_rows, cells)


def _read(grid: Grid, title: str | None = None, above: str = "") -> Table:
    return read_table(grid, "t1", title, above, _REPORT)


def _cell(table: Table, row: int, column: int) -> Cell:
    return next(cell for cell in table.cells if (cell.row, cell.column) == (row, column))


def _values(table: Table, row: int) -> list[tuple[str, str | None]]:
    return [
        (str(cell.value), cell.unit) for cell in table.cells if cell.row == row and cell.value is not None
    ]


def _kinds(table: Table) -> list[tuple[ColumnKind | None, str | None]]:
    return [(c.kind, c.period.label if c.period else None) for c in table.columns[1:]]


def _path(table: Table, row: int) -> tuple[str, ...]:
    return next(cell.row_path for cell in table.cells if cell.row == row and cell.column > 0)


# --- headers and columns -----------------------------------------------------------------------------


def test_a_unit_in_the_corner() -> None:
    table = _read(
        _grid(
            [
                [
                    "1 000 euroa",
                    "TP 2024",
                    "Alkup. KS 2025",
                    "KS+LTA 2025",
                    "Ennuste 2025",
                    "Poikkeama\nKS+LTA/ENN",
                ],
                ["Myyntituotot", "750", "770", "771", "772", "1"],
                ["Aineet", "-85", "-102", "-102", "\u221298", "–"],
            ],
            header_rows=1,
        )
    )
    assert _kinds(table) == [
        (ColumnKind.ACTUAL, "2024"),
        (ColumnKind.BUDGET, "2025"),
        (ColumnKind.AMENDED_BUDGET, "2025"),
        (ColumnKind.FORECAST, "2025"),
        (ColumnKind.DEVIATION, None),
    ]
    assert table.printed_unit == "1 000 euroa"
    assert table.unit_quote is not None
    assert (table.unit_quote.page, table.unit_quote.text) == (7, "1 000 euroa")
    assert table.unit_quote.boxes == (Box(0, 0, 9, 9),)
    cell = _cell(table, 2, 4)
    assert (cell.value, cell.unit, cell.scale) == (Decimal(-98000), "EUR", 1000)
    assert (cell.row_path, cell.column_path) == (("Aineet",), ("Ennuste 2025",))
    assert _cell(table, 2, 5).value is None
    assert _cell(table, 0, 1).header and not cell.header


def test_the_columns_header_is_quoted_cell_by_cell() -> None:
    table = _read(_grid([["", "Talousarvio"], ["", "2025"], ["Tulot", "5"]], header_rows=2))
    header = table.columns[1].header
    assert header is not None
    assert (header.page, header.text) == (7, "Talousarvio\n2025")
    assert header.boxes == (Box(10, 0, 19, 9), Box(10, 10, 19, 19))


def test_years_and_a_row_of_units_are_header_whatever_the_grid_says() -> None:
    rows = [["", "2024", "2023"], ["", "1 000 €", "1 000 €"], ["Vuosikate", "8 417", "9 803"]]
    for hint in (0, 1, 2, 3):
        table = _read(_grid(rows, header_rows=hint))
        assert _kinds(table) == [(None, "2024"), (None, "2023")]
        assert _values(table, 2) == [("8417000", "EUR"), ("9803000", "EUR")]
        assert [cell.row for cell in table.cells if cell.header] == [0, 0, 1, 1]


def test_stacked_headers_are_joined_by_column() -> None:
    table = _read(
        _grid(
            [
                ["", "", "", "Talousarvio", "", ""],
                ["", "Alkuperäinen", "Talousarvio-", "muutosten", "", ""],
                ["", "talousarvio", "muutokset", "jälkeen", "Toteutuma", "Poikkeama"],
                ["Tulot", "73 000", "0", "73 000", "74 555", "1 555"],
            ],
            header_rows=1,
        )
    )
    assert [column.text for column in table.columns[1:]] == [
        "Alkuperäinen talousarvio",
        "Talousarviomuutokset",
        "Talousarvio muutosten jälkeen",
        "Toteutuma",
        "Poikkeama",
    ]
    assert [kind for kind, _ in _kinds(table)] == [
        ColumnKind.BUDGET,
        ColumnKind.CHANGE,
        ColumnKind.AMENDED_BUDGET,
        ColumnKind.ACTUAL,
        ColumnKind.DEVIATION,
    ]


def test_a_spanning_header_is_inherited_and_its_total_is_the_amended_budget() -> None:
    rows = [
        ["", "Talousarvio 2025", "", "", "Toteuma", ""],
        ["", "Alkuperäinen", "Muutokset", "Yhteensä", "31.3.", "%"],
        ["Tulot", "10", "1", "11", "5", "45"],
    ]
    expected = [
        (ColumnKind.BUDGET, "2025"),
        (ColumnKind.CHANGE, "2025"),
        (ColumnKind.AMENDED_BUDGET, "2025"),
        (ColumnKind.ACTUAL, "31.3.2025"),
        (ColumnKind.SHARE, None),
    ]
    assert _kinds(_read(_grid(rows, header_rows=2, spans={(0, 1): 3, (0, 4): 2}))) == expected
    # The same where the grid does not know the span of the first.
    loose = _read(_grid(rows, header_rows=2, spans={(0, 4): 2}))
    assert _kinds(loose) == expected
    assert _cell(loose, 2, 3).column_path == ("Talousarvio 2025", "Yhteensä")


def test_groups_of_repeated_years_share_the_header_above() -> None:
    table = _read(
        _grid(
            [
                ["", "Konserni", "", "Kunta", ""],
                ["", "2024", "2023", "2024", "2023"],
                ["Eläkevastuu 1.1.", "208 754,10", "315 926,43", "1,00", "2,00"],
            ]
        )
    )
    assert [column.text for column in table.columns[1:]] == [
        "Konserni 2024",
        "Konserni 2023",
        "Kunta 2024",
        "Kunta 2023",
    ]


def test_a_header_word_over_one_column_is_not_inherited() -> None:
    table = _read(
        _grid(
            [["", "", "TA", ""], ["", "TP 2024", "2025", "Ennuste"], ["Tulot", "1", "2", "3"]], header_rows=2
        )
    )
    assert [column.text for column in table.columns[1:]] == ["TP 2024", "TA 2025", "Ennuste"]


def test_letters_and_running_numbers_over_columns_are_header() -> None:
    rows = [
        ["", "A", "B", "C=B-A"],
        ["", "TA 2025", "Toteuma 3/2025", "Ero"],
        ["1", "2", "3", "4"],
        ["Menot", "(3,2)", "1", "4,2"],
    ]
    table = _read(_grid(rows, header_rows=1), title="Investoinnit, milj. €")
    assert {cell.row for cell in table.cells if cell.header} == {0, 1, 2}
    assert [kind for kind, _ in _kinds(table)] == [ColumnKind.BUDGET, ColumnKind.ACTUAL, ColumnKind.DEVIATION]
    assert _values(table, 3) == [("-3200000.0", "EUR"), ("1000000", "EUR"), ("4200000.0", "EUR")]


def test_unknown_headers_have_no_kind_and_no_period() -> None:
    table = _read(_grid([["", "Rakennukset", "Koneet"], ["Hankintameno", "15", "20"]], header_rows=1))
    assert [column.text for column in table.columns[1:]] == ["Rakennukset", "Koneet"]
    assert _kinds(table) == [(None, None), (None, None)]
    assert _values(table, 1) == [("15", None), ("20", None)]


def test_a_grid_without_header_has_values_and_no_columns_meaning() -> None:
    table = _read(_grid([["Saamisten muutos", "561 934,27"], ["Velkojen muutos", "-2 262"]]))
    assert not any(cell.header for cell in table.cells)
    assert table.columns[1].header is None and table.columns[1].kind is None
    assert _cell(table, 1, 1).value == Decimal(-2262)


def test_a_title_over_the_whole_width_names_no_column() -> None:
    table = _read(
        _grid(
            [["Tuloslaskelma 2019 (1 000 €)", "", ""], ["", "TP 2024", "TA 2025"], ["Tulot", "5", "6"]],
            header_rows=2,
            spans={(0, 0): 3},
        )
    )
    assert table.title == "Tuloslaskelma 2019 (1 000 €)"
    assert _kinds(table) == [(ColumnKind.ACTUAL, "2024"), (ColumnKind.BUDGET, "2025")]
    assert _values(table, 2) == [("5000", "EUR"), ("6000", "EUR")]


def test_english_and_swedish_headers() -> None:
    table = _read(
        _grid([["EUR 1,000", "Actual 2024", "Budget 2025", "Avvikelse"], ["Income", "5", "6", "1"]])
    )
    assert _kinds(table) == [
        (ColumnKind.ACTUAL, "2024"),
        (ColumnKind.BUDGET, "2025"),
        (ColumnKind.DEVIATION, None),
    ]


# --- units -------------------------------------------------------------------------------------------


def test_rows_and_percent_columns_have_their_own_unit_in_a_table_of_thousands() -> None:
    table = _read(
        _grid(
            [
                ["", "TP 2024", "Muutos %"],
                ["Vuosikate", "8 417", "1,5"],
                ["Omavaraisuusaste, %", "51,7 %", "2,0"],
                ["Lainat, €/asukas", "3 917", "-1,0"],
                ["Lainakanta 31.12., 1000 €", "61 825", "3,0"],
                ["Lainanhoitokate", "1,03", "0,1"],
                ["Kassan riittävyys, pv", "96", "0,1"],
                ["Asukasmäärä", "23 158", "-0,8"],
                ["Henkilötyövuodet", "120,5", "0,1"],
                ["Konsernin omavaraisuus, %:a", "42,8", "1"],
            ],
            header_rows=1,
        ),
        above="(1 000 euroa)",
    )
    assert table.printed_unit == "1 000 euroa" and table.unit_quote is None
    units = [[unit for _, unit in _values(table, row)] for row in range(1, 10)]
    assert [row[0] for row in units] == [
        "EUR",
        "%",
        "EUR/asukas",
        "EUR",
        None,
        "päivä",
        "asukas",
        "HTV",
        "%",
    ]
    assert {row[1] for row in units} == {"%"}
    assert [_cell(table, row, 1).value for row in (1, 3, 4, 7)] == [8417000, 3917, 61825000, 23158]


def test_the_lowest_header_line_that_names_a_unit_counts() -> None:
    table = _read(
        _grid(
            [
                ["", "1 000 €", "", ""],
                ["", "TP 2023", "TP 2024", "Muutos %"],
                ["Tulot", "100", "110", "10,0"],
            ],
            header_rows=2,
            spans={(0, 1): 3},
        )
    )
    assert _values(table, 2) == [("100000", "EUR"), ("110000", "EUR"), ("10.0", "%")]


def test_a_unit_in_the_line_above_but_not_in_prose() -> None:
    rows = [["01. Arvonlisävero", "18 605 000"], ["02. Autovero", "842 000"]]
    assert _read(_grid(rows), above="Talousarvio vuodelle 2024\n1000 €").columns[1].scale == 1000
    assert _read(_grid(rows), above="Luvut on esitetty tuhansina euroina.").columns[1].scale == 1000
    for prose in (
        "Tuotot kasvoivat 5,6 milj. euroa.",
        "Euroissa kasvu oli suurta viime vuonna.",
        "Kasvu oli 5 %.",
    ):
        table = _read(_grid(rows), above=prose)
        assert table.printed_unit is None and _cell(table, 0, 1).unit is None


def test_a_unit_printed_in_the_cell_goes_first() -> None:
    table = _read(
        _grid([["1 000 €", "2024"], ["Toteutumisaste", "16,8 %"], ["Koulu", "5,4 m€"]], header_rows=1)
    )
    assert _values(table, 1) == [("16.8", "%")]
    assert _values(table, 2) == [("5400000.0", "EUR")]


def test_a_column_of_years_is_not_in_money() -> None:
    table = _read(
        _grid(
            [
                ["Nro", "Hanke", "TA 2025", "Valmistuu"],
                ["1001", "Koulu", "1 200", "2026"],
                ["1002", "Silta", "800", "2027"],
            ],
            header_rows=1,
        ),
        title="Investoinnit (1 000 €)",
    )
    assert _values(table, 1) == [("1200000", "EUR"), ("2026", None)]
    assert _path(table, 1) == ("Koulu",)  # the number is kept apart from the name


# --- rows --------------------------------------------------------------------------------------------


def test_indented_rows_are_under_the_row_above() -> None:
    rows = [
        ["", "2024"],
        ["Rahoituksen rahavirta", ""],
        ["Antolainauksen muutokset", ""],
        ["Lisäykset", "4"],
        ["Oman pääoman muutokset", "0"],
        ["Rahoituksen rahavirta", "3"],
        ["Rahavarojen muutos", "7"],
    ]
    table = _read(_grid(rows, header_rows=1, indents={2: 10, 3: 20, 4: 10}))
    assert _path(table, 3) == ("Rahoituksen rahavirta", "Antolainauksen muutokset", "Lisäykset")
    assert _path(table, 4) == ("Rahoituksen rahavirta", "Oman pääoman muutokset")
    assert _path(table, 5) == ("Rahoituksen rahavirta",)
    assert _path(table, 6) == ("Rahavarojen muutos",)


def test_bold_rows_without_numbers_head_the_rows_below() -> None:
    rows = [
        ["", "TP 2024"],
        ["Sivistys", ""],
        ["Tuotot", "5"],
        ["Kulut", "6"],
        ["Tekninen", ""],
        ["Tuotot", "7"],
        ["KAIKKI YHTEENSÄ", "9"],
    ]
    table = _read(_grid(rows, header_rows=1, bold=(1, 4, 6)))
    assert [_path(table, row) for row in (2, 3, 5, 6)] == [
        ("Sivistys", "Tuotot"),
        ("Sivistys", "Kulut"),
        ("Tekninen", "Tuotot"),
        ("KAIKKI YHTEENSÄ",),
    ]


def test_parts_that_add_up_to_the_row_above_are_under_it() -> None:
    rows = [
        ["", "TP 2023", "TP 2024"],
        ["Toimintakulut", "-1 000", "-1 100"],
        ["Henkilöstökulut", "-600", "-700"],
        ["Palkat", "-500", "-580"],
        ["Sivukulut", "-100", "-120"],
        ["Ostot", "-400", "-400"],
        ["Avustukset", "0", "0"],
        ["Vuosikate", "50", "60"],
    ]
    table = _read(_grid(rows, header_rows=1))
    assert _path(table, 3) == ("Toimintakulut", "Henkilöstökulut", "Palkat")
    assert _path(table, 5) == ("Toimintakulut", "Ostot")
    assert _path(table, 6) == ("Toimintakulut", "Avustukset")
    assert _path(table, 7) == ("Vuosikate",)


def test_a_label_cut_over_two_grid_rows_is_one() -> None:
    rows = [
        ["", "TP 2024"],
        ["Aineet, tarvikkeet ja tava-", ""],
        ["rat", "-5 400"],
        ["Myynti-", ""],
        ["ja maksutuotot", "5"],
    ]
    table = _read(_grid(rows, header_rows=1))
    assert _path(table, 2) == ("Aineet, tarvikkeet ja tavarat",)
    assert _path(table, 4) == ("Myynti- ja maksutuotot",)


def test_a_second_header_in_the_middle_heads_its_own_rows() -> None:
    rows = [
        ["Toimintatuotot", "TA2024", "TP 2024", "Tot. %"],
        ["Kaupunki", "5 117 860", "6 614 650", "129,2 %"],
        ["Toimintakulut", "TA2024", "TP 2024", "Käyttö%"],
        ["Kaupunki", "-35 414 580", "-35 105 607", "99,1 %"],
    ]
    table = _read(_grid(rows, header_rows=1))
    assert _path(table, 1) == ("Toimintatuotot", "Kaupunki")
    assert _path(table, 3) == ("Toimintakulut", "Kaupunki")
    assert _cell(table, 2, 1).header
    assert table.columns[1].kind is ColumnKind.BUDGET


def test_columns_that_headers_disagree_on_have_no_period() -> None:
    rows = [
        ["Tulot", "TP 2023", "TP 2024"],
        ["A", "1", "2"],
        ["Menot", "TP 2024", "TP 2023"],
        ["A", "3", "4"],
    ]
    table = _read(_grid(rows, header_rows=1))
    assert [column.period for column in table.columns[1:]] == [None, None]
    assert _cell(table, 3, 1).column_path == ("TP 2024",)


def test_two_numbers_on_two_lines_of_a_cell_are_no_value() -> None:
    rows = [["Tulot", "TP 2023", "TP 2024"], ["A", "12\n345", "-\n1 200"], ["B", "12 345", "5\n%"]]
    grid = _grid(rows, header_rows=1)
    table = _read(grid)
    assert [value for value, _ in _values(table, 1)] == ["-1200"]
    assert [value for value, _ in _values(table, 2)] == ["12345", "5"]

    def printed(cell: GridCell, tops: tuple[float, float]) -> GridCell:
        lines = tuple(
            (text, Box(10, top, 20, top + 9)) for text, top in zip(("12", "345"), tops, strict=True)
        )
        return replace(cell, text="12 345", lines=lines)

    for tops, values in (((10, 20), ["-1200"]), ((10, 10), ["12345", "-1200"])):
        cells = tuple(printed(c, tops) if (c.row, c.column) == (1, 1) else c for c in grid.cells)
        assert [value for value, _ in _values(_read(replace(grid, cells=cells)), 1)] == values


def test_a_number_too_wide_for_its_column_is_one_over_two_lines() -> None:
    def read(widest: float) -> list[str]:
        broken = (("13 397", Box(100, 20, 130, 29)), ("700", Box(115, 30, 130, 39)))
        cells = (
            GridCell(0, 0, 1, 1, "Tulot", Box(0, 0, 40, 9)),
            GridCell(0, 1, 1, 1, "TP 2024", None, lines=(("TP 2024", Box(100, 0, 100 + widest, 9)),)),
            GridCell(1, 0, 1, 1, "A", Box(0, 20, 40, 29)),
            GridCell(1, 1, 1, 1, "13 397 700", None, lines=broken),
        )
        return [value for value, _ in _values(_read(Grid(7, None, 2, 2, 1, cells)), 1)]

    assert read(32) == ["13397700"]
    assert read(60) == []


def test_a_body_row_of_years_is_no_header() -> None:
    rows = [["1 000 €", "2025", "2026"], ["Menot", "10", "20"], ["Valmistumisvuosi", "2027", "2028"]]
    table = _read(_grid(rows, header_rows=1))
    assert _values(table, 2) == [("2027", None), ("2028", None)]


def test_a_balance_sheet_printed_side_by_side_has_two_label_columns() -> None:
    rows = [
        ["VASTAAVAA", "2024", "2023", "VASTATTAVAA", "2024", "2023"],
        ["", "1 000 €", "1 000 €", "", "1 000 €", "1 000 €"],
        ["Aineettomat", "2 229", "2 428", "Peruspääoma", "47 540", "47 540"],
        ["Saamiset", "41", "18", "", "", ""],
    ]
    table = _read(_grid(rows, header_rows=1))
    assert _cell(table, 2, 1).row_path == ("VASTAAVAA", "Aineettomat")
    assert _cell(table, 2, 5).row_path == ("VASTATTAVAA", "Peruspääoma")
    assert _cell(table, 2, 5).value == Decimal(47540000)


def test_an_empty_column_between_does_not_hide_the_tables_unit() -> None:
    rows = [["", "TP 2024, 1 000 €", "", "Tot. %"], ["Tulot", "5", "", "45"], ["Menot", "6", "", "55"]]
    assert _read(_grid(rows, header_rows=1)).printed_unit == "1 000 €"


def test_periods_in_the_first_column_are_labels() -> None:
    rows = [
        ["Vuosi", "Veroprosentti", "Tuotto (1000€)"],
        ["2023", "8,22", "36 826"],
        ["2024", "8,20", "37 551"],
    ]
    table = _read(_grid(rows, header_rows=1))
    assert _path(table, 1) == ("2023",)
    assert _values(table, 1) == [("8.22", "%"), ("36826000", "EUR")]


# --- any grid ------------------------------------------------------------------------------------------

_TEXTS = st.sampled_from(
    [
        "",
        "Tulot",
        "Menot yhteensä",
        "2024",
        "TP 2024",
        "TA+LTA",
        "1 000 €",
        "%",
        "5",
        "-1 234,5",
        "–",
        "tava-",
        "rat",
        "A",
    ]
)


@settings(max_examples=150, deadline=None)
@given(
    st.integers(1, 4).flatmap(
        lambda width: st.lists(st.lists(_TEXTS, min_size=width, max_size=width), min_size=1, max_size=7)
    ),
    st.integers(0, 3),
)
def test_any_grid_is_read_without_loss(rows: list[list[str]], header_rows: int) -> None:
    grid = _grid(rows, header_rows=header_rows)
    table = _read(grid)
    assert sorted((c.row, c.column, c.text) for c in table.cells) == sorted(
        (c.row, c.column, c.text) for c in grid.cells
    )
    assert [column.index for column in table.columns] == list(range(len(rows[0])))
    for cell in table.cells:
        if cell.value is not None:
            number = parse_cell(cell.text)
            assert number is not None and not cell.header
            assert cell.value == number.number * cell.scale
