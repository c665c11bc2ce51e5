"""Terms and their meanings: under a glossary's heading, in tables of terms, told in prose."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.definitions import find_definitions
from ingest.read import read_report
from ingest.records import Block, BlockKind, Grid, GridCell, Statement, StatementKind
from ingest.sections import Placed
from ingest.statements import page_statements
from ingest.tables.understanding import read_table

P, BULLET, HEADING, TABLE = BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.HEADING, BlockKind.TABLE


def under(heading: str, *blocks: tuple[BlockKind, str]) -> tuple[Statement, ...]:
    section = (heading,)
    placed = [Placed(Block(kind, text, None, section=section), 4, None) for kind, text in blocks]
    return page_statements(placed, (), 4, None)


def meanings(statements: tuple[Statement, ...]) -> list[tuple[str, str]]:
    return [(s.label, s.text) for s in statements if s.kind is StatementKind.DEFINITION]


def rows(*texts: tuple[str, ...], header_rows: int = 0, heading: str = "Käsitteet") -> tuple[Statement, ...]:
    cells = [
        GridCell(row, column, 1, 1, text, None)
        for row, line in enumerate(texts)
        for column, text in enumerate(line)
    ]
    grid = Grid(4, None, len(texts), len(texts[0]), header_rows, tuple(cells))
    table = read_table(grid, "t1", None, "", None)
    placed = [Placed(Block(TABLE, "", None, section=(heading,)), 4, None)]
    return page_statements(placed, (table,), 4, None)


@pytest.mark.parametrize(
    "heading",
    ["Käsitteet", "LYHENTEET JA KÄSITTEET", "Sanasto", "Termit", "Määritelmiä", "Taloussanasto", "Begrepp"],
)
@pytest.mark.parametrize(
    ("line", "term"),
    [
        ("TP: tilinpäätös.", "TP"),
        ("Sitova taso: taso, jonka ylittämisestä päättää valtuusto.", "Sitova taso"),
        ("Vuosikate – se, mitä jää", "Vuosikate"),
        ("HTV henkilötyövuosi", "HTV"),
        ("Henkilötyövuosi (HTV): vuoden työpanos", "Henkilötyövuosi (HTV)"),
    ],
)
@pytest.mark.parametrize("kind", [P, BULLET])
def test_a_line_of_a_glossary_is_a_definition(heading: str, line: str, term: str, kind: BlockKind) -> None:
    assert meanings(under(heading, (kind, line))) == [(term, line)]


@pytest.mark.parametrize("heading", ["Satamaterminaali", "Asian käsittely", "Talous", "Termiikki"])
def test_only_a_glossary_has_them(heading: str) -> None:
    assert meanings(under(heading, (P, "TP: tilinpäätös."))) == []


@pytest.mark.parametrize(
    "line",
    [
        "Toimintakate: 5,6 milj. euroa",
        "Tässä luvussa kerrotaan raportissa käytetyistä sanoista seuraavaa: niitä on monta.",
        "Käsitteet: alla.",
        "Raportissa on monta käsitettä.",
        "Tuloarvio, sitova taso: määrärahat",
    ],
)
def test_what_explains_no_term_stays_a_sentence(line: str) -> None:
    assert meanings(under("Käsitteet", (P, line))) == []


def test_a_definition_goes_on_to_the_end_of_its_paragraph_or_to_a_figure() -> None:
    found = under(
        "Käsitteet", (P, "Vuosikate: se, mitä jää. Sillä maksetaan lainoja. Se oli 5,6 milj. euroa.")
    )
    assert meanings(found) == [("Vuosikate", "Vuosikate: se, mitä jää. Sillä maksetaan lainoja.")]
    assert [figure.raw for figure in found[-1].figures] == ["5,6"]


def test_abbreviations_in_one_line_are_each_one() -> None:
    found = under("Lyhenteet", (P, "TP: tilinpäätös, TA: talousarvio ENN: vuoden ennuste"))
    assert meanings(found) == [
        ("TP", "TP: tilinpäätös"), ("TA", "TA: talousarvio"), ("ENN", "ENN: vuoden ennuste"),
    ]  # fmt: skip


@pytest.mark.parametrize("kind", [P, HEADING])
def test_a_term_over_its_meaning(kind: BlockKind) -> None:
    found = under("Sanasto", (kind, "TP"), (P, "tilinpäätös"), (kind, "Sitova taso"), (P, "Siitä päätetään."))
    assert meanings(found) == [("TP", "tilinpäätös"), ("Sitova taso", "Siitä päätetään.")]


def test_a_column_of_terms_beside_a_column_of_meanings_is_not_matched_by_guess() -> None:
    lines = ("TP", "HTV", "tilinpäätös", "henkilötyövuosi, joka on yhden ihmisen työ")
    assert meanings(under("Sanasto", *((P, line) for line in lines))) == []


@pytest.mark.parametrize("header_rows", [0, 1])
def test_rows_of_a_table_of_terms(header_rows: int) -> None:
    body = [("TP", "tilinpäätös"), ("Sitova taso", "taso, josta valtuusto päättää")]
    told = [("TP", "TP  tilinpäätös"), ("Sitova taso", "Sitova taso  taso, josta valtuusto päättää")]
    assert meanings(rows(*body, header_rows=header_rows)) == told
    named = rows(("Termi", "Selitys"), *body, header_rows=header_rows, heading="Liite")
    assert meanings(named) == told


def test_rows_of_other_tables_stay_rows() -> None:
    assert meanings(rows(("Tavoite", "Toteuma"), ("Sujuva arki", "toteutui"), heading="Tavoitteet")) == []
    assert meanings(rows(("€", "TP 2031"), ("Tulot", "1 200"), ("Menot", "1 100"), header_rows=1)) == []


@pytest.mark.parametrize(
    ("sentence", "term"),
    [
        ("Korjausvelka tarkoittaa rahasummaa, jolla talo saataisiin kuntoon.", "Korjausvelka"),
        ("HTV:llä tarkoitetaan henkilötyövuotta.", "HTV"),
        ("Sitovalla tasolla tarkoitetaan tasoa, josta valtuusto päättää.", "Sitovalla tasolla"),
        ("Vuosikate kuvaa sitä, mitä lainanhoitoon jää.", "Vuosikate"),
        ("Omavaraisuusaste lasketaan jakamalla oma pääoma taseella.", "Omavaraisuusaste"),
        ("Kertynyt ylijäämä -tunnusluku kertoo, paljonko ylijäämää on.", "Kertynyt ylijäämä"),
        ("Med verksamhetsbidrag avses skillnaden mellan intäkter och kostnader.", "verksamhetsbidrag"),
        ("Tämä tarkoittaa säästöjä.", None),
        ("Päätös tarkoittaa, että menoja karsitaan.", None),
        ("Sopeuttaminen tarkoittaa käytännössä säästöjä.", None),
        ("Korjausvelka tarkoittaa 5,6 miljoonan euron tarvetta.", None),
        ("Taulukko kuvaa menojen kehitystä.", None),
        ("Veroprosenttia lasketaan ensi vuonna.", None),
        ("Katsaus kuvaa vuotta 2031.", None),
        ("Mitä vuosikate tarkoittaa kunnalle?", None),
    ],
)
def test_sentences_that_say_what_a_word_means(sentence: str, term: str | None) -> None:
    assert [found.term for found in find_definitions(sentence)] == ([term] if term else [])


def test_the_name_of_a_list_of_abbreviations_is_no_term() -> None:
    found = find_definitions("Käytetyt lyhenteet: TP = tilinpäätös, TA = talousarvio")
    assert [definition.term for definition in found] == ["TP", "TA"]


def test_a_glossary_of_a_text_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "TALOUSRAPORTTI\n\nKÄSITTEET\n\nTP: tilinpäätös\nTA: talousarvio\n"
        "Sitova taso: taso, jonka ylittämisestä päättää aina\nvaltuusto\n\nHTV – henkilötyövuosi\n",
        encoding="utf-8",
    )
    assert [label for label, _ in meanings(read_report(path).statements)] == [
        "TP", "TA", "Sitova taso", "HTV",
    ]  # fmt: skip
