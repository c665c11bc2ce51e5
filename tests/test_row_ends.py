"""Differences within one row or sentence: two years, two kinds of number, the target, the year before."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from town import Town, open_reports

from service.asking import Asked, asked_type
from service.provenance import faults
from service.records import Status

_REPORT = """Koivurannan kaupunki

Osavuosikatsaus 1.1.–30.9.2033

Teiden auraus maksoi 910 000 euroa, sillä aurauslähtöjä oli 41 (edellisvuonna 29).

Kirjastosta lainattiin 87 400 teosta, kun tavoite oli 95 000.

Hankkeet

1 000 euroa             Muutettu TA 2033   Toteuma 1–9/2033   Ennuste 2033
Myllysilta                     1 250              820              1 310
Uimaranta                        340              190                335
\f
Energia

                             Tavoite 2033   Toteuma 2033   Toteuma 2032
Energiankulutus, MWh              5 900          5 742          6 018
Opetustunnit                     13 200         12 864         13 410

Lainat

1 000 euroa                  30.9.2033    31.12.2032    Muutos
Lainakanta                      74 970        73 710    +1 260
Lainat, €/asukas                 3 124         3 058       +66
Siirtovelat                      8 420         8 134      +286
"""


@pytest.fixture(scope="module")
def shore(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with open_reports(
        tmp_path_factory.mktemp("shore"), {"koivuranta-osavuosikatsaus-q3-2033.txt": _REPORT}
    ) as town:
        yield town


@pytest.mark.parametrize(
    "question",
    [
        "Kuinka monta teosta jäi tavoitteesta puuttumaan?",
        "Monellako eurolla lainakanta supistui?",
        "Kuinka paljon rahat lisääntyivät vuoden aikana?",
    ],
)
def test_words_of_a_difference(question: str) -> None:
    assert asked_type(question) is Asked.DIFFERENCE


@pytest.mark.parametrize(
    ("question", "raw"),
    [
        ("Kuinka paljon enemmän aurauslähtöjä oli kuin edellisvuonna?", "+12"),
        ("Montako teosta kirjaston lainauksista jäi tavoitteesta puuttumaan?", "-7 600"),
        (
            "Paljonko enemmän Myllysilta tulee maksamaan tänä vuonna kuin mitä syyskuun loppuun mennessä"
            " on maksettu?",
            "+490",
        ),
        ("Kuinka paljon vähemmän energiaa kului 2033 kuin 2032 (MWh)?", "-276"),
        ("Montako opetustuntia jäi tavoitteesta puuttumaan?", "-336"),
    ],
)
def test_the_difference_of_two_figures_of_one_row(shore: Town, question: str, raw: str) -> None:
    given = shore.ask(question)
    assert given.figures[0].raw == raw
    assert given.figures[0].derivation is not None
    assert faults(given.answer, given.figures, given.citations, shore.library) == ()


@pytest.mark.parametrize(
    ("question", "raw"),
    [
        ("Paljonko lainakanta on kasvanut vuoden alusta?", "+1 260"),
        ("Kuinka paljon siirtovelat lisääntyivät?", "+286"),
        ("Montako euroa asukasta kohti lainat ovat kasvaneet vuoden alusta?", "+66"),
    ],
)
def test_a_change_that_the_row_prints_is_quoted(shore: Town, question: str, raw: str) -> None:
    figure = shore.first(question)
    assert figure.raw == raw and figure.derivation is None


def test_a_development_quotes_the_change_that_its_row_prints(shore: Town) -> None:
    given = shore.ask("Miten siirtovelat ovat kehittyneet vuodesta 2032 vuoteen 2033?")
    assert given.answer.startswith("Kasvoi.")
    assert [figure.raw for figure in given.figures] == ["8 420", "8 134", "+286"]
    assert not any(figure.derivation for figure in given.figures)


@pytest.mark.parametrize(
    "question",
    [
        "Kuinka paljon vähemmän museossa kävi väkeä kuin edellisvuonna?",
        "Montako kurssia jäi tavoitteesta puuttumaan?",
        "Paljonko enemmän Kirkkosilta tulee maksamaan tänä vuonna kuin mitä syyskuun loppuun mennessä on"
        " maksettu?",
    ],
)
def test_what_is_not_there_has_no_difference(shore: Town, question: str) -> None:
    assert shore.ask(question).status is Status.NOT_FOUND
