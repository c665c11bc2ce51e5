"""Questions answered by choosing among the rows of a table: all that meet a condition, or the largest."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from town import NEW, Town, open_reports

from index.contract import Scope
from service.records import Answer
from service.replies.rows.pick import Condition, pick_of
from service.replies.rows.verdict_rows import Verdict, verdict_of

ACCOUNTS = "tuulilahti-tilinpaatos-2032"
_PAGES = """Tuulilahden kaupunki

Tilinpäätös 2032

Toimintakulut toimielimittäin

Toimielin                 Muutettu TA 2032    Toteuma 2032    Poikkeama
Kaupunginhallitus                  -12 030         -11 904          126
Sivistyslautakunta                 -40 830         -41 267         -437
Kaupunkirakennelautakunta          -17 500         -17 578          -78
Tarkastuslautakunta                   -104             -98            6
Yhteensä                           -70 464         -70 847         -383
\f
Investointihankkeet

Hanke                   Kustannusarvio    TA 2032    Toteuma 2032    Poikkeama
Kuusitien silta                  6 800      3 200           2 300         -900
Harjun pumppaamo                 2 150      1 900           2 140          240
Torin saneeraus                  3 400      2 600           2 480         -120
Muut hankkeet                    9 500      9 300           9 300            0
Investoinnit yhteensä           21 850     17 000          16 220         -780
"""
_TARGETS = """<html><head><title>Tuulilahden kaupunki, toimintakertomus 2032</title></head><body>
<h1>Sitovat tavoitteet</h1><table>
<tr><th>Tavoite</th><th>Tavoitetaso</th><th>Toteutunut</th><th>Tulos</th></tr>
<tr><td>Asiakastyytyväisyys</td><td>vähintään 4,0</td><td>4,3</td><td>Toteutui</td></tr>
<tr><td>Kirjaston lainat</td><td>300 000</td><td>287 400</td><td>Ei toteutunut</td></tr>
<tr><td>Luvan käsittelyaika</td><td>enintään 30</td><td>34</td><td>Ei toteutunut</td></tr>
<tr><td>Sairauspoissaolot</td><td>enintään 12,0</td><td>11,3</td><td>Toteutui</td></tr>
</table></body></html>"""


@pytest.fixture(scope="module")
def accounts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A library of one invented report."""
    reports = {f"{ACCOUNTS}.txt": _PAGES, "tuulilahti-tavoitteet-2032.html": _TARGETS}
    with open_reports(tmp_path_factory.mktemp("rows"), reports) as town:
        yield town


def _raw(given: Answer) -> list[str]:
    return [figure.raw for figure in given.figures]


def test_all_that_went_over_their_budget_are_listed_and_no_other(accounts: Town) -> None:
    given = accounts.ask("Mitkä toimielimet ylittivät määrärahansa?")
    assert "Sivistyslautakunta" in given.answer and "Kaupunkirakennelautakunta" in given.answer
    assert "Kaupunginhallitus" not in given.answer and "Yhteensä" not in given.answer
    assert _raw(given)[0] == "-437"


def test_projects_below_their_budget_are_told_though_costs_have_no_minus(accounts: Town) -> None:
    given = accounts.ask("Mitkä hankkeet alittivat talousarvionsa?")
    assert "Kuusitien silta" in given.answer and "Torin saneeraus" in given.answer
    assert "Harjun pumppaamo" not in given.answer and "Muut hankkeet" not in given.answer


def test_the_largest_is_a_row_and_neither_the_sum_nor_what_is_left_over(accounts: Town) -> None:
    given = accounts.ask("Mikä on suurin investointihanke?")
    assert _raw(given)[0] == "2 480"
    assert given.answer.startswith("Torin saneeraus")
    assert given.answer.index("Kuusitien silta") < given.answer.index("Harjun pumppaamo")
    assert given.figures[0].value == Decimal(2480)


def test_the_column_that_the_question_names_is_compared(accounts: Town) -> None:
    given = accounts.ask("Minkä hankkeen kustannusarvio on suurin?")
    assert _raw(given)[0] == "6 800"
    assert given.answer.startswith("Kuusitien silta")


def test_the_most_over_is_the_first_of_those_that_are_over(accounts: Town) -> None:
    given = accounts.ask("Mikä toimielin ylitti määrärahansa eniten?")
    assert _raw(given)[0] == "-437"


def test_rows_are_found_by_the_verdict_that_a_column_gives_them(accounts: Town) -> None:
    given = accounts.ask("Mitkä sitovat tavoitteet eivät toteutuneet?")
    assert "Kirjaston lainat: Ei toteutunut" in given.answer
    assert "Luvan käsittelyaika: Ei toteutunut" in given.answer
    assert "Asiakastyytyväisyys" not in given.answer and "Sairauspoissaolot" not in given.answer


def test_units_that_each_have_a_table_are_compared(town: Town) -> None:
    given = town.ask("Minkä yksikön toimintakulut ylittyvät eniten?", scope=Scope(reports=(NEW,)))
    assert (given.figures[0].raw, given.figures[0].entity) == ("-365", "Katupalvelut")
    assert "Museopalvelut" not in given.answer


@pytest.mark.parametrize(
    ("question", "condition", "extreme", "count"),
    [
        ("Mitkä yksiköt ylittivät budjettinsa?", Condition.OVER, None, 0),
        ("Minkä hankkeiden ennuste jää alle talousarvion?", Condition.UNDER, None, 0),
        ("Mitkä toimialat pysyivät talousarviossaan?", Condition.WITHIN, None, 0),
        ("Missä yksiköissä henkilöstömäärä väheni?", Condition.FELL, None, 0),
        ("Mitkä puolueet saivat alle 10 prosenttia äänistä?", Condition.BELOW, None, 0),
        ("Mitkä ovat viisi suurinta investointia?", None, "most", 5),
        ("Mikä palvelualue ylittää budjettinsa eniten?", Condition.OVER, "most", 1),
        ("Missä yksikössä on pienin toimintakate?", None, "least", 1),
    ],
)
def test_what_is_asked_of_rows_is_told_by_the_question(
    question: str, condition: Condition | None, extreme: str | None, count: int
) -> None:
    pick = pick_of(question)
    assert pick is not None
    assert (pick.condition, pick.extreme, pick.count) == (condition, extreme, count)


@pytest.mark.parametrize(
    "question", ["Kuinka paljon kulut kasvoivat?", "Miksi menot ylittyivät eniten?", "Mikä on lainakanta?"]
)
def test_a_question_for_a_number_or_a_reason_asks_for_no_rows(question: str) -> None:
    assert pick_of(question) is None


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Ei toteutunut", Verdict.NOT),
        ("toteutuu osin", Verdict.PARTLY),
        ("Epävarma", Verdict.UNSURE),
        ("Toteutui", Verdict.DONE),
        ("Kesken", Verdict.GOES_ON),
        ("12 245", None),
    ],
)
def test_a_verdict_is_told_from_what_it_denies(text: str, verdict: Verdict | None) -> None:
    assert verdict_of(text) is verdict
