"""Yes and no by two numbers; contradictions; reasons, times, names and definitions by what they want."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from town import Town

from index.embedding import open_embedder
from index.library import open_library
from ingest.read import read_bytes
from service.replies.comparing import Relation, Standard, comparison

_REPORT = "lehtoranta-tilinpaatos-2031"
_PAGES = """Lehtorannan kaupunki

Tilinpäätös 2031

Lehtorannassa asui vuoden 2031 lopussa 14 312 ihmistä.

Satamajohtajana toimii Ilmari Vesala.

Sataman laituri valmistui syyskuussa 2031.

Laiturin ylitys johtui pohjan vahvistamisesta.

Torin hiekkaa ei vaihdettu.

Sivukaduksi luokitellaan katu, jota käyttää alle 300 ajoneuvoa vuorokaudessa.
\f
Satamapalvelut

Satamapalvelujen talous

1 000 euroa             TP 2030    TA 2031    TP 2031    Poikkeama
Toimintatuotot            1 210      1 300      1 255          -45
Toimintakulut            -2 480     -2 550     -2 610          -60
\f
Kirjastopalvelut

Kirjastopalvelujen talous

1 000 euroa             TP 2030    TA 2031    TP 2031    Poikkeama
Toimintatuotot              140        150        165           15
Toimintakulut            -1 980     -2 050     -2 020           30
\f
Tunnusluvut

Tunnusluku                  2029      2030      2031
Asukasluku 31.12.         14 020    14 155    14 321
Työttömyysaste, %            9,1       8,7       8,2
Tuloveroprosentti, %         8,5       8,5       8,9
"""


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    folder: Path = tmp_path_factory.mktemp("lehtoranta")
    with open_library(folder, open_embedder(lean=True)) as library:
        data = _PAGES.encode()
        library.add(read_bytes(data, f"{_REPORT}.txt"), data)
        yield Town(library)


@pytest.mark.parametrize(
    ("question", "word", "raws"),
    [
        ("Ylittyivätkö Satamapalvelujen toimintakulut?", "Kyllä.", {"-60", "-2 610", "-2 550"}),
        ("Ylittyivätkö Kirjastopalvelujen toimintakulut?", "Ei.", {"30", "-2 020", "-2 050"}),
        (
            "Jäivätkö Satamapalvelujen toimintatuotot alle talousarvion?",
            "Kyllä.",
            {"-45", "1 255", "1 300"},
        ),
        ("Riittikö Satamapalvelujen menobudjetti?", "Ei.", {"-60", "-2 610", "-2 550"}),
        (
            "Toteutuivatko Kirjastopalvelujen toimintakulut talousarviota pienempinä?",
            "Kyllä.",
            {"30", "-2 020", "-2 050"},
        ),
    ],
)
def test_a_budget_is_held_against_what_came_of_it(
    town: Town, question: str, word: str, raws: set[str]
) -> None:
    given = town.ask(question)
    assert given.answer.startswith(word)
    assert {figure.raw for figure in given.figures} == raws


@pytest.mark.parametrize(
    ("question", "word", "raws"),
    [
        ("Kasvoivatko Satamapalvelujen toimintatuotot edellisestä vuodesta?", "Kyllä.", ["1 255", "1 210"]),
        ("Vähenivätkö Kirjastopalvelujen toimintakulut edellisvuodesta?", "Ei.", ["-2 020", "-1 980"]),
    ],
)
def test_growth_is_told_by_the_two_years_and_their_difference(
    town: Town, question: str, word: str, raws: list[str]
) -> None:
    given = town.ask(question)
    assert given.answer.startswith(word)
    assert given.figures[0].derivation is not None
    assert [figure.raw for figure in given.figures[1:]] == raws


@pytest.mark.parametrize(
    ("question", "relation", "standard"),
    [
        ("Meneekö budjetti yli?", Relation.MORE, Standard.BUDGET),
        ("Pysyvätkö kulut talousarviossa?", Relation.WITHIN, Standard.BUDGET),
        ("Jäikö tulos tavoitetta pienemmäksi?", Relation.LESS, Standard.TARGET),
        ("Vähenivätkö tuotot vuodesta 2030?", Relation.LESS, Standard.EARLIER),
        ("Did the costs exceed the budget?", Relation.MORE, Standard.BUDGET),
        ("Överskreds budgeten?", Relation.MORE, Standard.BUDGET),
    ],
)
def test_what_a_question_compares(town: Town, question: str, relation: Relation, standard: Standard) -> None:
    compared = comparison(town.understood(question), town.library)
    assert compared is not None
    assert (compared.relation, compared.standard) == (relation, standard)


def test_a_question_without_a_comparison_has_none(town: Town) -> None:
    assert comparison(town.understood("Onko satamassa nosturi?"), town.library) is None


def test_text_and_table_that_print_two_numbers_of_one_thing_are_both_given(town: Town) -> None:
    given = town.ask("Mikä oli kaupungin asukasluku vuonna 2031?")
    assert {figure.raw for figure in given.figures} == {"14 312", "14 321"}
    (conflict,) = given.conflicts
    assert {figure.citation for figure in given.figures} <= set(conflict.citations)


def test_asked_whether_figures_contradict_the_answer_is_yes_with_both(town: Town) -> None:
    given = town.ask("Onko kaupungin asukasluvussa 2031 ristiriitaa?")
    assert given.answer.startswith("Kyllä.")
    assert {figure.raw for figure in given.figures} == {"14 312", "14 321"}


@pytest.mark.parametrize(
    "question",
    [
        "Mitkä olivat Satamapalvelujen toimintakulut 2031?",
        "Paljonko Kirjastopalvelujen toimintatuotot olivat vuonna 2031?",
    ],
)
def test_another_units_figure_contradicts_nothing(town: Town, question: str) -> None:
    assert town.ask(question).conflicts == ()


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Kuka henkilö on satamajohtaja?", "Ilmari Vesala"),
        ("Milloin sataman laituri valmistui?", "syyskuussa 2031"),
        ("Miksi laituri ylitti budjettinsa?", "pohjan vahvistamisesta"),
        ("Milloin katu luokitellaan sivukaduksi?", "alle 300 ajoneuvoa"),
        ("Mitä tarkoitetaan sivukadulla?", "alle 300 ajoneuvoa"),
    ],
)
def test_the_sentence_of_the_sort_that_is_wanted_is_quoted(town: Town, question: str, said: str) -> None:
    given = town.ask(question)
    assert said in given.answer
    assert re.search(r"\[1\]", given.answer)
