"""What rows belong under: proved by sums, set by style, never by place alone."""

from __future__ import annotations

from ingest.records import Box, Grid, GridCell, Place, Table
from ingest.tables import read_table


def _table(text: str) -> Table:
    """A table of lines of cells; a label between asterisks is bold."""
    cells = []
    lines = [line.strip() for line in text.strip("\n").splitlines()]
    for row, line in enumerate(lines):
        for column, printed in enumerate(cell.strip() for cell in line.split("|")):
            if printed:
                label = printed.strip("*")
                cells.append(GridCell(row, column, 1, 1, label, None, bold=label != printed))
    columns = 1 + max(cell.column for cell in cells)
    return read_table(Grid(1, None, len(lines), columns, 1, tuple(cells)), "t1", None, "", None)


def _paths(table: Table) -> list[tuple[str, ...]]:
    return list({cell.row: cell.row_path for cell in table.cells if not cell.header}.values())


def test_a_blank_beside_a_blank_does_not_hide_a_sum() -> None:
    table = _table(
        """
        | TP 2025 | Ennuste 2026 | Muutos
        Varat | 1 670 | 1 590 | -11
        Maa | 1 101 | 1 090 | -11
        Talot | 569 | 500 |
        Velat | 902 | 846 | -56
        Lainat | 602 | 606 | 4
        Ennakot | 300 | 240 | -60
        """
    )
    assert _paths(table)[:3] == [("Varat",), ("Varat", "Maa"), ("Varat", "Talot")]
    assert _paths(table)[3:] == [("Velat",), ("Velat", "Lainat"), ("Velat", "Ennakot")]


def test_the_only_part_of_a_part_is_under_it() -> None:
    table = _table(
        """
        | TA 2026
        *TULOT*
        *1. VEROT* | 97 211
        01. Kunnallisvero | 90 100
        02. Kiinteistövero | 7 111
        *2. LAINAT* | 85 400
        01. Takaisin maksettavat lainat | 12 300
        04. Muut lyhennykset | 12 300
        03. Nettolainanotto | 73 100
        01. Nettolainanotto ja velanhoito | 73 100
        *Tulojen kokonaismäärä* | 182 611
        """
    )
    loans = ("TULOT", "2. LAINAT")
    taken = "03. Nettolainanotto"
    assert _paths(table)[4:] == [
        loans,
        (*loans, "01. Takaisin maksettavat lainat"),
        (*loans, "01. Takaisin maksettavat lainat", "04. Muut lyhennykset"),
        (*loans, taken),
        (*loans, taken, "01. Nettolainanotto ja velanhoito"),
        ("TULOT", "Tulojen kokonaismäärä"),
    ]
    whole = [check for check in table.checks if check.place == Place(10, 1)]
    assert [(check.holds, len(check.operands)) for check in whole] == [(True, 2)]


def test_a_bare_total_closes_its_heading_and_the_last_may_be_of_all() -> None:
    closed = _table(
        """
        | 2025
        *Vesi*
        Kunta | 10
        Taajama | 20
        *Yhteensä* | 30
        *Sähkö*
        Kunta | 1
        *Yhteensä* | 1
        """
    )
    assert _paths(closed)[3] == ("Vesi", "Yhteensä") and _paths(closed)[6] == ("Sähkö", "Yhteensä")
    of_all = _table(
        """
        | 2025
        *Vesi*
        Kunta | 10
        *Sähkö*
        Kunta | 1
        *Yhteensä* | 11
        """
    )
    assert _paths(of_all)[-1] == ("Yhteensä",)


def test_a_long_label_that_runs_on_into_the_next_column_is_one() -> None:
    cells = [
        GridCell(0, 1, 1, 1, "2025", Box(150, 0, 170, 10)),
        GridCell(0, 2, 1, 1, "2024", Box(190, 0, 210, 10)),
        GridCell(1, 0, 1, 1, "Rakennusvalvonta ja", Box(0, 12, 120, 22), bold=True),
        GridCell(1, 1, 1, 1, "ympäristönsuojelu", Box(123, 12, 200, 22), bold=True),
        GridCell(2, 0, 1, 1, "Tuotot", Box(0, 24, 40, 34)),
        GridCell(2, 1, 1, 1, "36", Box(160, 24, 170, 34)),
        GridCell(2, 2, 1, 1, "41", Box(200, 24, 210, 34)),
    ]
    table = read_table(Grid(1, None, 3, 3, 1, tuple(cells)), "t1", None, "", None)
    assert _paths(table)[-1] == ("Rakennusvalvonta ja ympäristönsuojelu", "Tuotot")


def test_a_bare_total_closes_its_heading_beside_headings_with_named_totals() -> None:
    table = _table(
        """
        | 2025
        *Vesi*
        Kunta | 10
        Taajama | 20
        *Vesi yhteensä* | 30
        *Sähkö*
        Kunta | 1
        Taajama | 2
        *Yhteensä* | 3
        """
    )
    assert _paths(table)[-1] == ("Sähkö", "Yhteensä")


def test_sums_tell_whose_total_the_last_one_is() -> None:
    lines = """
        | TP 2025 | TA 2026
        *Verot*
        Tulovero | 900 | 950
        Kiinteistövero | 100 | 110
        *Lainat*
        Pitkäaikaiset | 40 | 50
        Lyhytaikaiset | 5 | 6
        """
    own = _table(f"{lines}*Kaikkiaan* | 45 | 56")
    assert _paths(own)[-1] == ("Lainat", "Kaikkiaan")
    of_all = _table(f"{lines}*Kaikkiaan* | 1 045 | 1 116")
    assert _paths(of_all)[-1] == ("Kaikkiaan",)


def test_a_total_that_names_its_heading_closes_it() -> None:
    table = _table(
        """
        | Utfall 2025 | Budget 2026
        *Skatter*
        Kommunalskatt | 900 | 950
        Fastighetsskatt | 100 | 110
        Summa skatter | 1 000 | 1 060
        *Totalt* | 1 007 | 1 068
        """
    )
    assert _paths(table)[-2:] == [("Skatter", "Summa skatter"), ("Totalt",)]


def test_rows_indented_elsewhere_do_not_hide_the_parts_of_a_strong_total() -> None:
    rows = [
        ("", 0.0, False, "TP 2025", "TA 2026"), ("Menot", 0.0, True, "1 236", "1 303"),
        ("Palkat", 0.0, False, "1 011", "1 067"), ("Vuokrat", 0.0, False, "225", "236"),
        ("Tulot", 0.0, True, "708", "755"), ("Maksut", 4.0, False, "402", "431"),
        ("Myynnit", 4.0, False, "306", "324"),
    ]  # fmt: skip
    cells = [
        GridCell(row, column, 1, 1, text, None, bold=bold and not column, indent=0.0 if column else indent)
        for row, (label, indent, bold, *numbers) in enumerate(rows)
        for column, text in enumerate((label, *numbers))
        if text
    ]
    table = read_table(Grid(1, None, len(rows), 3, 1, tuple(cells)), "t1", None, "", None)
    assert _paths(table) == [
        ("Menot",), ("Menot", "Palkat"), ("Menot", "Vuokrat"),
        ("Tulot",), ("Tulot", "Maksut"), ("Tulot", "Myynnit"),
    ]  # fmt: skip


def test_a_labelled_row_of_header_words_and_pieces_of_some_is_a_header() -> None:
    table = _table(
        """
        | | | Valtuuston |
        Toimiala | TP 2025 | TA 2026 | muutokset, M€ | Ennuste 2026
        Talot | 9,5 | 9,1 | 0,2 | 9,3
        """
    )
    assert [column.text for column in table.columns[1:]] == [
        "TP 2025", "TA 2026", "Valtuuston muutokset, M€", "Ennuste 2026",
    ]  # fmt: skip
