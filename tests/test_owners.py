"""Whose figures a question asks for, and how well the owner of a figure fits that."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from town import Town

from index.contract import ReportSummary, StatementHit
from ingest.records import Figure, FigureKind, Period, Statement, StatementKind
from service.owners import MENTIONED, NOBODY, OTHERS, OTHERS_THAN_ORGANISATION, Owners, owner_fit

HALF = Period("H1/2033", date(2033, 1, 1), date(2033, 6, 30))
TOWN = ReportSummary("r", "r.txt", "0", "R", "Ruokosalmi", None, "osavuosikatsaus", HALF, "fi", 1, 0, 0, ())
MUSEUM = replace(TOWN, unit="Museopalvelut")
STREETS = Owners(frozenset({"katupalvelut"}), frozenset({"katupalvelu"}))


def figure(entity: str | None) -> Figure:
    return Figure(
        "120", Decimal(120), "EUR", 1, "€", FigureKind.TABLE, entity, "Maksut", "x", None, None, 1, None
    )


def hit(entity: str | None, *keys: str, context: frozenset[str] = frozenset()) -> StatementHit:
    statement = Statement("s1", StatementKind.ROW, "Maksut 120", "Maksut", 1, (), (), entity)
    return StatementHit("r", statement, frozenset(keys), context, 0.0, 0.0)


def fit(asked: Owners, own: str | None, report: ReportSummary = TOWN) -> float | None:
    return owner_fit(asked, hit(own), figure(own), report)


# --- whom a question names -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Paljonko katupalvelujen toimintatuotot ovat?", {"katupalvelut"}),
        ("Mitä museopalveluilla on ennusteena?", {"museopalvelut"}),
        ("Katupalvelujen ja museopalvelujen toimintakulut?", {"katupalvelut", "museopalvelut"}),
        ("Paljonko toimintatuotot ovat?", set()),
        ("Paljonko lumenajo maksoi?", set()),
    ],
)
def test_a_unit_is_named_in_any_form_of_its_name(town: Town, question: str, names: set[str]) -> None:
    assert town.understood(question).owners.names == names


def test_the_town_itself_is_no_unit(town: Town) -> None:
    asked = town.understood("Mitkä ovat Ruokosalmen verotulot?").owners
    assert asked == Owners(organisation=True)
    assert town.understood("Mitkä ovat verotulot?").owners == NOBODY


def test_the_words_of_the_name_are_told_from_those_of_the_item(town: Town) -> None:
    asked = town.understood("Paljonko katupalvelujen henkilöstökulut ovat?").owners
    assert "katupalvelu" in asked.words
    assert not any("henkilöstö" in word or "kulu" in word for word in asked.words)


# --- how a figure's owner fits -------------------------------------------------------------------


def test_the_figures_of_the_unit_that_is_named_fit_and_another_units_cannot() -> None:
    assert fit(STREETS, "Katupalvelut") == 1.0
    assert fit(STREETS, "KATUPALVELUT") == 1.0
    assert fit(STREETS, "Museopalvelut") is None
    assert fit(STREETS, None) is None


def test_a_statement_that_speaks_of_the_unit_may_answer() -> None:
    for place in (hit(None, "katupalvelu"), hit(None, context=frozenset({"katupalvelu"}))):
        assert owner_fit(STREETS, place, figure(None), TOWN) == MENTIONED
    assert owner_fit(Owners(frozenset({"x"})), hit(None, "katupalvelu"), figure(None), TOWN) is None


def test_a_report_of_the_unit_that_is_named_speaks_of_it_throughout() -> None:
    asked = Owners(frozenset({"museopalvelut"}), frozenset({"museopalvelu"}))
    assert fit(asked, None, MUSEUM) == 1.0
    assert fit(asked, "Museopalvelut", MUSEUM) == 1.0
    assert fit(asked, "Taidemuseo", MUSEUM) == OTHERS


def test_when_no_unit_is_named_the_report_itself_comes_first() -> None:
    assert fit(NOBODY, None) == fit(NOBODY, "Ruokosalmi") == 1.0
    assert fit(NOBODY, "Katupalvelut") == OTHERS
    assert fit(NOBODY, "Museopalvelut", MUSEUM) == 1.0


def test_when_the_town_is_named_a_unit_is_still_less_likely() -> None:
    asked = Owners(organisation=True)
    assert fit(asked, "Katupalvelut") == OTHERS_THAN_ORGANISATION < OTHERS
    assert fit(asked, "Ruokosalmi") == 1.0


def test_without_a_figure_the_owner_of_the_statement_counts() -> None:
    assert owner_fit(STREETS, hit("Katupalvelut"), None, TOWN) == 1.0
    assert owner_fit(STREETS, hit("Museopalvelut"), None, TOWN) is None


def test_what_a_unit_is_asked_is_answered_with_its_own_figure(town: Town) -> None:
    for unit, raw in (("Katupalvelujen", "-2 195"), ("Museopalvelujen", "-1 690")):
        assert town.first(f"Mikä on {unit} henkilöstökulujen ennuste 2033?").raw == raw
