"""Reasons told in the sentence after, and sentences that name several things."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from town import Town, open_reports

from service.asking import Asked, asked_type

_TEXT = """Tuulilahden kaupunki

Tilinpäätös 2032

Talousarvion toteutuminen

Sivistyslautakunta ylitti muutetun määrärahansa 437 tuhannella eurolla. Syynä olivat erityisopetuksen ostot ja
sijaisten palkat.

Uimahallin remontti siirrettiin syksyyn, jottei hallia suljeta kesken lukuvuoden.

Toiminnalliset tavoitteet

Valtuuston asettamista 24 tavoitteesta saavutettiin 17 kokonaan ja neljä osittain. Toteutumatta jäivät
sisäilmakorjausten aikataulu, kirjaston lainatavoite ja päästöjen välitavoite.
"""


@pytest.fixture(scope="module")
def accounts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A library of one invented report."""
    with open_reports(tmp_path_factory.mktemp("after"), {"tuulilahti-tilinpaatos-2032.txt": _TEXT}) as town:
        yield town


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("Miksi sivistyslautakunta ylitti määrärahansa?", "erityisopetuksen ostot"),
        ("Mistä sivistyslautakunnan ylitys johtui?", "erityisopetuksen ostot"),
        ("Miksi uimahallin remontti siirrettiin?", "jottei hallia suljeta"),
    ],
)
def test_the_reason_is_told_wherever_it_stands(accounts: Town, question: str, reason: str) -> None:
    assert reason in accounts.ask(question).answer


def test_the_sentence_that_names_them_answers_which(accounts: Town) -> None:
    given = accounts.ask("Mitkä valtuuston asettamat tavoitteet jäivät toteutumatta?")
    assert "kirjaston lainatavoite" in given.answer.replace("\n", " ")


def test_what_a_reason_is_asked_of_stays_in_the_question(accounts: Town) -> None:
    question = accounts.understood("Mistä sivistyslautakunnan määrärahan ylitys johtui?")
    assert question.asked is Asked.WHY
    assert any("sivistyslautakunta" in term.keys for term in question.essential)


@pytest.mark.parametrize(
    "question",
    ["Mikä vei yhtiön tuloksen miinukselle?", "Mikä heikensi toimintakatetta?", "Mistä alijäämä johtuu?"],
)
def test_what_made_it_so_asks_for_a_reason(question: str) -> None:
    assert asked_type(question) is Asked.WHY
