"""From blocks and tables to statements: what is quoted, what it is about, what its figures mean."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from ingest.definitions import find_definitions
from ingest.records import (
    Block,
    BlockKind,
    Box,
    Cell,
    Column,
    ColumnKind,
    Figure,
    FigureKind,
    Grid,
    GridCell,
    Period,
    Quote,
    Span,
    Statement,
    StatementKind,
    Table,
)
from ingest.sections import Placed
from ingest.sentences import Range
from ingest.statements import line_boxes, page_statements
from ingest.tables.understanding import read_table

QUARTER = Period("Q1/2025", date(2025, 1, 1), date(2025, 3, 31))
YEAR = Period("2025", date(2025, 1, 1), date(2025, 12, 31))
LAST = Period("2024", date(2024, 1, 1), date(2024, 12, 31))
P, BULLET, HEADING, CARD = BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.HEADING, BlockKind.CARD


def read(*blocks: tuple[BlockKind, str], tables: tuple[Table, ...] = ()) -> tuple[Statement, ...]:
    placed = [Placed(Block(kind, text, None, section=("Talous",)), 4, "Satama") for kind, text in blocks]
    return page_statements(placed, tables, 4, QUARTER)


def one_figure(sentence: str) -> Figure:
    (statement,) = read((P, sentence))
    (figure,) = statement.figures
    return figure


# --- sentences, bullets, headings -----------------------------------------------------------------


def test_sentences_are_numbered_and_know_the_one_before() -> None:
    first, second = read((P, "Tulot kasvoivat.\nNe olivat 5,6 milj. euroa."))
    assert (first.id, first.kind, first.text, first.context) == (
        "p4-1",
        StatementKind.SENTENCE,
        "Tulot kasvoivat.",
        "",
    )
    assert (second.id, second.text, second.context) == (
        "p4-2",
        "Ne olivat 5,6 milj. euroa.",
        "Tulot kasvoivat.",
    )
    assert (second.page, second.section, second.entity) == (4, ("Talous",), "Satama")


def test_headers_and_footers_say_nothing() -> None:
    assert read((BlockKind.HEADER, "Kaupunki 2025"), (BlockKind.FOOTER, "Sivu 3")) == ()


def test_bullets_stand_under_their_lead_in() -> None:
    found = read(
        (P, "Toimenpiteet ovat:"), (BULLET, "• Rekrytointi jatkuu"), (BULLET, "– Toimitilat myydään"),
        (P, "Muuta ei ole."), (BULLET, "• Irrallinen asia"),
    )  # fmt: skip
    assert [(s.text, s.context) for s in found] == [
        ("Toimenpiteet ovat:", ""),
        ("Rekrytointi jatkuu", "Toimenpiteet ovat:"),
        ("Toimitilat myydään", "Toimenpiteet ovat:"),
        ("Muuta ei ole.", ""),
        ("Irrallinen asia", ""),
    ]


@pytest.mark.parametrize("mark", ["• ", "– ", "- ", "▪", "o ", "✓ ", "\uf0b7 ", ""])
def test_a_bullet_mark_is_not_quoted(mark: str) -> None:
    (statement,) = read((BULLET, f"{mark}osuus kasvaa 5 %"))
    assert statement.text == "osuus kasvaa 5 %"


def test_a_list_number_stays_with_its_sentence() -> None:
    first, second = read((P, "1. Tulot olivat 5 milj. euroa. Menot olivat 4 milj. euroa."))
    assert (first.text, [figure.raw for figure in first.figures]) == ("1. Tulot olivat 5 milj. euroa.", ["5"])
    assert second.figures[0].metric == "Menot olivat"


@pytest.mark.parametrize("minus", ["-", "–"])
def test_a_minus_is_no_bullet_mark(minus: str) -> None:
    (statement,) = read((BULLET, f"{minus}5 % vähennys kuluihin"))
    assert statement.text == f"{minus}5 % vähennys kuluihin"
    assert statement.figures[0].value == Decimal(-5)


def test_a_heading_with_an_amount_is_a_sentence() -> None:
    plain, amount = read((HEADING, "Talous. Osa 1"), (HEADING, "Ylijäämä 2,6 milj. euroa"))
    assert (plain.kind, plain.text, plain.figures) == (StatementKind.HEADING, "Talous. Osa 1", ())
    assert amount.kind is StatementKind.SENTENCE and amount.figures[0].value == Decimal(2_600_000)


def test_the_unit_in_a_caption_is_no_figure() -> None:
    found = read((BlockKind.CAPTION, "Taulukko 3. Tulot, 1 000 €"), (HEADING, "Tulot (1000 euroa)"))
    assert [figure for statement in found for figure in statement.figures] == []
    assert one_figure("Avustus oli 1 000 euroa.").value == Decimal(1000)


# --- figures of sentences -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "raw", "value", "unit", "kind", "period", "qualifier"),
    [
        ("Ennuste on noin 5,6 milj. euroa.", "5,6", "5600000", "EUR", ColumnKind.FORECAST, YEAR, "noin"),
        ("Toteuma oli vuonna 2024 yli 12 %.", "12", "12", "%", ColumnKind.ACTUAL, LAST, "yli"),
        ("Talousarvio on 1 234 000 euroa.", "1 234 000", "1234000", "EUR", ColumnKind.BUDGET, YEAR, None),
        ("Henkilötyövuosia oli 212,4 htv.", "212,4", "212.4", "HTV", None, None, None),
        ("Tulos oli −0,4 milj. euroa.", "−0,4", "-400000", "EUR", None, None, None),
    ],
)
def test_what_a_figure_of_a_sentence_means(
    sentence: str,
    raw: str,
    value: str,
    unit: str,
    kind: ColumnKind | None,
    period: Period | None,
    qualifier: str | None,
) -> None:
    figure = one_figure(sentence)
    assert (figure.raw, figure.value, figure.unit) == (raw, Decimal(value), unit)
    assert (figure.column_kind, figure.period, figure.qualifier) == (kind, period, qualifier)
    assert (figure.kind, figure.page, figure.entity) == (FigureKind.TEXT, 4, "Satama")


@pytest.mark.parametrize(
    ("sentence", "periods"),
    [
        ("Vuonna 2024 tulot olivat 5 milj. euroa ja menot 4 milj. euroa.", ["2024", "2024"]),
        ("Ennuste on 5 milj. euroa ja vuonna 2024 toteuma oli 4 milj. euroa.", ["2025", "2024"]),
        (
            "Tulot olivat 5 milj. euroa vuonna 2024, kun vuonna 2023 ne olivat 4 milj. euroa.",
            ["2024", "2023"],
        ),
        ("Tulot kasvoivat, ja ne olivat 5 milj. euroa, mikä toteutui vuonna 2024.", ["2024"]),
        ("Tulot 5 milj. euroa (2023: 4 milj. euroa) Menot 3 milj. euroa", [None, "2023", None]),
    ],
)
def test_a_period_belongs_to_the_number_of_its_clause(sentence: str, periods: list[str | None]) -> None:
    (statement,) = read((P, sentence))
    assert [figure.period.label if figure.period else None for figure in statement.figures] == periods


# --- definitions ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("HTV = henkilötyövuosi, jossa 1 HTV vastaa kokoaikaista työtä.", ["HTV"]),
        ("Käyttöaste = käytetyt tunnit. Se lasketaan kuukausittain.", ["Käyttöaste"]),
        ("Lyhenteet. TA = talousarvio. TP = tilinpäätös.", ["TA", "TP"]),
        ("TA = talousarvio, TP = tilinpäätös; ENN = ennuste", ["TA", "TP", "ENN"]),
        ("1) HTV2 = palkalliset päivät / 365", ["HTV2"]),
        ("Omavaraisuusaste (%) = 100 x oma pääoma / taseen loppusumma", ["Omavaraisuusaste (%)"]),
        ("Tulos = 5,6 milj. euroa", []),
        ("2 + 2 = 4 ja se riittää", []),
        ("Yhtään yhtäsuuruutta ei ole.", []),
        ("Kun a=b, on muutos pieni.", []),
    ],
)
def test_definitions(text: str, terms: list[str]) -> None:
    assert [definition.term for definition in find_definitions(text)] == terms
    found = [s for s in read((P, text)) if s.kind is StatementKind.DEFINITION]
    assert [s.label for s in found] == terms
    assert all("=" in s.text and s.text in " ".join(text.split()) for s in found)


def test_a_definition_stands_whole_and_the_sentences_around_it_too() -> None:
    (whole,) = read((P, "Käyttöaste = käytetyt tunnit. Se lasketaan kuukausittain."))
    assert whole.text == "Käyttöaste = käytetyt tunnit. Se lasketaan kuukausittain."
    found = read((P, "Toiminnasta. Käyttöaste = käytetyt tunnit jaettuna kaikilla. Se oli 5 %."))
    assert [(s.kind, s.text) for s in found] == [
        (StatementKind.SENTENCE, "Toiminnasta."),
        (StatementKind.DEFINITION, "Käyttöaste = käytetyt tunnit jaettuna kaikilla."),
        (StatementKind.SENTENCE, "Se oli 5 %."),
    ]


def test_what_is_said_beside_a_definition_keeps_its_figures() -> None:
    definition, sentence = read((P, "HTV = henkilötyövuosi. Vuonna 2024 niitä oli 512,5 htv."))
    assert (definition.kind, definition.text) == (StatementKind.DEFINITION, "HTV = henkilötyövuosi.")
    assert (sentence.kind, sentence.text) == (StatementKind.SENTENCE, "Vuonna 2024 niitä oli 512,5 htv.")
    assert [figure.raw for figure in sentence.figures] == ["512,5"]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Tulos = 5,6 M€, HTV = henkilötyövuosi", ["Tulos = 5,6 M€", "HTV = henkilötyövuosi"]),
        ("HTV = henkilötyövuosi; Tulos = 5,6 M€", ["HTV = henkilötyövuosi", "Tulos = 5,6 M€"]),
    ],
)
def test_clauses_beside_a_definition_are_sentences(text: str, pieces: list[str]) -> None:
    found = read((P, text))
    assert [statement.text for statement in found] == pieces
    assert [figure.raw for statement in found for figure in statement.figures] == ["5,6"]


# --- cards ----------------------------------------------------------------------------------------


def test_a_card_is_quoted_whole() -> None:
    (card,) = read((CARD, "Toimintatuotot\nennuste\n5,6\nmilj. euroa\n(2024: 7,4)"))
    assert (card.kind, card.label) == (StatementKind.CARD, "Toimintatuotot ennuste")
    assert card.text == "Toimintatuotot ennuste 5,6 milj. euroa (2024: 7,4)"
    assert [figure.raw for figure in card.figures] == ["5,6", "7,4"]


def test_numbers_on_two_lines_of_a_card_stay_two() -> None:
    (card,) = read((CARD, "Tulot 1–3\n675\n+2,3 % edellisvuodesta"))
    assert card.text == "Tulot 1–3  675  +2,3 % edellisvuodesta"


def test_a_card_without_a_number_is_text() -> None:
    (statement,) = read((CARD, "Vain\ntekstiä"))
    assert (statement.kind, statement.text) == (StatementKind.SENTENCE, "Vain tekstiä")


# --- rows -----------------------------------------------------------------------------------------

HEADER = Quote(4, "TP 2024", (Box(100, 10, 140, 20),))
UNIT = Quote(4, "1 000 euroa")


def make_table(*rows: tuple[str, ...], unit: str | None = "1 000 euroa") -> Table:
    columns = (
        Column(0, ""),
        Column(1, "TP 2024", ColumnKind.ACTUAL, LAST, "EUR", 1000, "1 000 euroa", HEADER),
        Column(2, "Ennuste", ColumnKind.FORECAST, None, "EUR", 1000, "1 000 euroa"),
    )
    cells = [Cell(0, column.index, 1, 1, 4, column.text, True, None) for column in columns]
    for number, row in enumerate(rows, 1):
        for place, text in enumerate(row):
            digits = text.replace(" ", "").replace("−", "-")
            value = Decimal(digits) * 1000 if place and digits.lstrip("-").isdigit() else None
            box = Box(100.0 * place, 20.0 * number, 100.0 * place + 40, 20.0 * number + 10)
            cells.append(
                Cell(
                    number,
                    place,
                    1,
                    1,
                    4,
                    text,
                    False,
                    box,
                    (row[0],),
                    (columns[place].text,),
                    value,
                    "EUR",
                    1000,
                )
            )
    return Table(
        "t1", (4,), "Tuloslaskelma", unit, None, len(rows) + 1, columns, tuple(cells), UNIT if unit else None
    )


def test_a_row_is_quoted_with_its_cells_apart() -> None:
    (row,) = read((BlockKind.TABLE, ""), tables=(make_table(("Toimintatuotot", "675", "600")),))
    assert (row.kind, row.text, row.label) == (
        StatementKind.ROW,
        "Toimintatuotot  675  600",
        "Toimintatuotot",
    )
    assert (row.table, row.row, row.boxes) == ("t1", 1, (Box(0, 20, 240, 30),))
    assert row.context == "Tuloslaskelma TP 2024 Ennuste"


def test_a_rows_figures_have_the_meaning_of_their_columns() -> None:
    (row,) = read((BlockKind.TABLE, ""), tables=(make_table(("Toimintatuotot", "12 675", "−600")),))
    actual, forecast = row.figures
    assert (actual.raw, actual.value, actual.scale, actual.printed_unit) == (
        "12 675",
        Decimal(12_675_000),
        1000,
        "1 000 euroa",
    )
    assert (actual.column, actual.column_kind, actual.period) == ("TP 2024", ColumnKind.ACTUAL, LAST)
    assert actual.support == (HEADER, UNIT)
    assert (forecast.raw, forecast.value, forecast.column_kind, forecast.period) == (
        "−600",
        Decimal(-600_000),
        ColumnKind.FORECAST,
        YEAR,
    )
    assert {figure.metric for figure in row.figures} == {"Toimintatuotot"}


def test_a_row_quotes_the_header_of_its_own_band() -> None:
    rows = (
        ("Tulot", "TP 2023", "TA 2024"),
        ("A", "1", "2"),
        ("Menot", "TP 2024", "TA 2025"),
        ("B", "3", "4"),
    )
    cells = tuple(
        GridCell(row, column, 1, 1, text, Box(50.0 * column, 20.0 * row, 50.0 * column + 40, 20.0 * row + 10))
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )
    table = read_table(Grid(4, None, 4, 3, 1, cells), "t1", None, "1 000 €", QUARTER)
    first, second = read((BlockKind.TABLE, ""), tables=(table,))
    told = [
        [(f.column, f.column_kind, f.period and f.period.label, f.support[0].text) for f in row.figures]
        for row in (first, second)
    ]
    actual, budget = ColumnKind.ACTUAL, ColumnKind.BUDGET
    assert told == [
        [("TP 2023", actual, "2023", "TP 2023"), ("TA 2024", budget, "2024", "TA 2024")],
        [("TP 2024", actual, "2024", "TP 2024"), ("TA 2025", budget, "2025", "TA 2025")],
    ]
    assert second.figures[0].support[0].boxes == (Box(50, 40, 90, 50),)
    assert (second.figures[0].value, second.figures[0].unit) == (Decimal(3000), "EUR")


def test_blank_cells_leave_no_gap_and_no_figure() -> None:
    found = read(
        (BlockKind.TABLE, ""), tables=(make_table(("Korot", "", "600"), ("", "", ""), ("Otsikko", "", "–")),)
    )
    assert [(row.text, [figure.raw for figure in row.figures]) for row in found] == [
        ("Korot  600", ["600"]),
        ("Otsikko  –", []),
    ]


def test_a_cell_of_two_lines_is_quoted_on_one() -> None:
    (row,) = read((BlockKind.TABLE, ""), tables=(make_table(("Toiminta-\nkulut", "1", "2")),))
    assert row.text == "Toiminta- kulut  1  2"


def test_the_nth_table_block_stands_for_the_nth_table() -> None:
    first, second = make_table(("A", "1", "2")), make_table(("B", "3", "4"))
    found = read(
        (BlockKind.TABLE, ""),
        (P, "Välissä."),
        (BlockKind.TABLE, ""),
        (BlockKind.TABLE, ""),
        tables=(first, second),
    )
    assert [s.label for s in found] == ["A", "Välissä.", "B"]
    assert [s.id for s in found] == ["p4-1", "p4-2", "p4-3"]


# --- boxes ----------------------------------------------------------------------------------------


def test_boxes_of_words_one_a_line() -> None:
    spans = (
        Span(0, 5, Box(10, 10, 40, 20)), Span(6, 10, Box(45, 10, 80, 20)), Span(11, 15, Box(10, 24, 40, 34)),
    )  # fmt: skip
    block = Block(P, "Tulot ovat hyvä", Box(10, 10, 80, 34), spans=spans)
    assert line_boxes(block, Range(0, 15)) == (Box(10, 10, 80, 20), Box(10, 24, 40, 34))
    assert line_boxes(block, Range(6, 10)) == (Box(45, 10, 80, 20),)
    assert line_boxes(Block(P, "Tulot", Box(1, 2, 3, 4)), Range(0, 5)) == (Box(1, 2, 3, 4),)
    assert line_boxes(Block(P, "Tulot", None), Range(0, 5)) == ()
