"""Replies with several figures: over years, two things held against each other, two reports, lists."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from town import Town

from index.embedding import open_embedder
from index.library import open_library
from ingest.read import read_bytes
from service.asking import Asked, asked_type
from service.provenance import faults
from service.records import Answer, Status

SPRING, SUMMER = "vuolijoki-osavuosikatsaus-q1-2033", "vuolijoki-osavuosikatsaus-q2-2033"


def _pages(until: str, forecast: tuple[str, str], half: str) -> str:
    return "\f\n".join(
        (
            f"""Vuolijoen kaupunki

Osavuosikatsaus 1.1.–{until}2033

Satamapalvelut

1 000 euroa             TP 2032    TA 2033    Ennuste 2033    Poikkeama
Toimintatuotot            4 115      4 300           {forecast[0]}          -80
Toimintakulut            -6 470     -6 310          -6 675         -365

Puistopalvelut

1 000 euroa             TP 2032    TA 2033    Ennuste 2033    Poikkeama
Toimintatuotot            1 215      1 400           {forecast[1]}          -15
Toimintakulut            -2 060     -2 120          -2 130          -10
""",
            f"""Tunnusluvut

                              2031       2032
Asukasluku                  12 480     12 655
Omavaraisuusaste, %           48,2       46,9

Sairauspoissaolojen osuus oli {half} prosenttia.
""",
            """Investoinnit

1 000 euroa             TA 2033    Ennuste 2033
Myllysilta                1 250           1 310
Lintutorni                   85              85
Uimaranta                   340             295
Yhteensä                  1 675           1 690
""",
            """Vuoden tavoitteet

• Kävelytiet valaistaan

• Kirjasto palvelee iltaisin

• Joki puhdistuu
""",
        )
    )


@pytest.fixture(scope="module")
def river(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with open_library(tmp_path_factory.mktemp("river"), open_embedder(lean=True)) as library:
        for name, text in (
            (SPRING, _pages("31.3.", ("4 220", "1 385"), "4,7")),
            (SUMMER, _pages("30.6.", ("4 260", "1 320"), "4,1")),
        ):
            data = text.encode()
            library.add(read_bytes(data, f"{name}.txt"), data)
        yield Town(library)


def _borne_out(town: Town, given: Answer) -> Answer:
    assert given.status is Status.ANSWERED
    assert faults(given.answer, given.figures, given.citations, town.library) == ()
    return given


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Miten asukasluku kehittyi vuodesta 2031 vuoteen 2032?", Asked.TREND),
        ("Kasvoiko vai laskiko omavaraisuusaste?", Asked.TREND),
        ("Vertaa: asukasluku 2031 ja 2032.", Asked.TREND),
        ("Laske erotus: tuotot miinus kulut", Asked.DIFFERENCE),
        ("Kuinka suuri ero on: satama ja puistot?", Asked.DIFFERENCE),
        ("Paljonko puistojen ennuste muuttui ensimmäisestä katsauksesta toiseen?", Asked.ACROSS),
        ("Puistojen ennuste: Q1 verrattuna Q2:een?", Asked.ACROSS),
        ("Mitä tavoitteita vuodelle on asetettu?", Asked.LIST),
        ("Luettele investoinnit.", Asked.LIST),
        ("Paljonko menot ovat?", Asked.AMOUNT),
        ("Kasvoivatko verotulot vuodesta 2031?", Asked.YES_NO),
    ],
)
def test_the_type_is_told_by_the_words(question: str, asked: Asked) -> None:
    assert asked_type(question) is asked


def test_a_development_gives_each_year_and_the_change(river: Town) -> None:
    given = _borne_out(river, river.ask("Miten asukasluku kehittyi vuodesta 2031 vuoteen 2032?"))
    later, earlier, change = given.figures
    assert (later.raw, earlier.raw, change.value) == ("12 655", "12 480", Decimal(175))
    assert change.derivation is not None and change.derivation.operands == (later, earlier)
    assert given.answer.startswith("Kasvoi.")


def test_a_fall_is_told_as_one(river: Town) -> None:
    given = river.ask("Mihin suuntaan omavaraisuusaste on mennyt 2031–2032?")
    assert given.answer.startswith("Laski.")
    assert [figure.raw for figure in given.figures] == ["46,9", "48,2", "-1,3"]


def test_a_year_that_is_not_there_is_no_development(river: Town) -> None:
    assert river.ask("Miten asukasluku kehittyi vuodesta 2027 vuoteen 2032?").status is Status.NOT_FOUND


@pytest.mark.parametrize(
    "question",
    [
        "Kuinka suuri ero on: Satamapalvelujen toimintatuotot 2032 ja Puistopalvelujen toimintatuotot 2032?",
        "Paljonko suurempi toinen on: Puistopalvelujen toimintatuotot vuonna 2032 vai Satamapalvelujen"
        " toimintatuotot vuonna 2032?",
        "Paljonko vuoden 2032 toimintatuotot eroavat: Puistopalvelut ja Satamapalvelut?",
    ],
)
def test_two_units_are_held_against_each_other_without_a_sign(river: Town, question: str) -> None:
    given = _borne_out(river, river.ask(question))
    assert given.figures[0].raw == "2 900"
    assert {figure.raw for figure in given.figures[1:]} == {"4 115", "1 215"}
    assert "Suurempi: Satamapalvelut" in given.answer


def test_costs_are_larger_without_their_sign(river: Town) -> None:
    given = river.ask("Paljonko vuoden 2032 toimintakulut eroavat: Puistopalvelut ja Satamapalvelut?")
    assert given.figures[0].raw == "4 410"
    assert "Ilman etumerkkiä suurempi: Satamapalvelut" in given.answer


def test_what_is_taken_from_what_keeps_its_sign(river: Town) -> None:
    given = river.ask(
        "Laske erotus: Puistopalvelujen toimintatuotot 2032 miinus Satamapalvelujen toimintatuotot 2032."
    )
    assert given.figures[0].raw == "-2 900"


def test_one_of_two_that_is_not_there_is_no_difference(river: Town) -> None:
    given = river.ask("Kuinka suuri ero on: Satamapalvelujen ja Museopalvelujen toimintatuotot 2032?")
    assert given.status is Status.NOT_FOUND


@pytest.mark.parametrize(
    "question",
    [
        "Miten Puistopalvelujen toimintatuottojen ennuste 2033 muuttui ensimmäisestä katsauksesta toiseen?",
        "Puistopalvelujen toimintatuottojen ennuste 2033: Q1 verrattuna Q2:een?",
        "Vertaa Puistopalvelujen toimintatuottojen ennustetta 2033 kahdessa osavuosikatsauksessa.",
    ],
)
def test_a_figure_of_two_reports_is_given_from_both(river: Town, question: str) -> None:
    given = _borne_out(river, river.ask(question))
    assert [figure.raw for figure in given.figures] == ["1 320", "1 385", "-65"]
    assert {citation.report for citation in given.citations} == {SPRING, SUMMER}
    assert given.answer.startswith("Laski.")


def test_rows_under_a_title_are_listed_without_their_sum(river: Town) -> None:
    given = _borne_out(river, river.ask("Luettele investoinnit."))
    assert [line.split(",")[0].strip("• ") for line in given.answer.split("\n")] == [
        "Myllysilta",
        "Lintutorni",
        "Uimaranta",
    ]
    assert "1 675" not in given.answer


def test_all_bullets_under_a_heading_are_listed_in_order(river: Town) -> None:
    given = _borne_out(river, river.ask("Mitä tavoitteita vuodelle on asetettu?"))
    assert [line.split(" [")[0] for line in given.answer.split("\n")] == [
        "• Kävelytiet valaistaan",
        "• Kirjasto palvelee iltaisin",
        "• Joki puhdistuu",
    ]
