"""Follow-ups: what they name takes the place of what was named of its kind, the rest stays."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from town import Town, open_reports

from ingest.records import ColumnKind
from service.asking import Asked

_REPORT = """Koivurannan kaupunki

Osavuosikatsaus 1.1.–30.9.2033

Kirjasto

1 000 euroa             TA 2033   Muutettu TA 2033   Ennuste 2033
Toimintatuotot             115          120               118
Toimintakulut           -1 070       -1 090            -1 110

Liikuntapalvelut

1 000 euroa             TA 2033   Muutettu TA 2033   Ennuste 2033
Toimintatuotot             215          210               233
Toimintakulut           -2 470       -2 420            -2 501
\f
Hankkeet

1 000 euroa             Kustannusarvio   Muutettu TA 2033   Ennuste 2033
Myllysilta                     4 250            1 250             1 310
Uimaranta                      1 340              340               335

Lainat

Lainakanta, €/asukas              3 124
"""


@pytest.fixture(scope="module")
def shore(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with open_reports(
        tmp_path_factory.mktemp("shore"), {"koivuranta-osavuosikatsaus-q3-2033.txt": _REPORT}
    ) as town:
        yield town


def _words(town: Town, question: str, *before: str) -> set[str]:
    return {term.word.lower() for term in town.understood(question, *before).essential}


@pytest.mark.parametrize(
    ("before", "question", "words"),
    [
        ("Montako lainaa kirjastossa tehtiin?", "Entä museossa?", {"lainaa", "museossa"}),
        ("Paljonko peruskoulussa on oppilaita?", "No entä lukio?", {"oppilaita", "lukio"}),
        ("Mikä on kirjaston asiakaspalaute?", "Entäpä kävijät?", {"kirjaston", "kävijät"}),
        ("Mikä on lautakunnan tilivelvollisuus?", "Ja valtuuston?", {"tilivelvollisuus", "valtuuston"}),
        ("Paljonko Myllysiltaan menee rahaa?", "Mikä sen lupa on?", {"myllysiltaan", "lupa"}),
        (
            "Paljonko Myllysiltaan menee rahaa?",
            "Entä koko hankkeen aikataulu?",
            {"myllysiltaan", "aikataulu"},
        ),
        ("Mitkä ovat siirtovelat?", "Entä ostovelat?", {"ostovelat"}),
    ],
)
def test_a_word_takes_the_place_of_its_kind(shore: Town, before: str, question: str, words: set[str]) -> None:
    assert _words(shore, question, before) == words


def test_a_new_question_word_keeps_what_it_is_about(shore: Town) -> None:
    asked = shore.understood("Kuka yritystä johtaa?", "Paljonko Rannan Lämpö maksaa osinkoa?")
    words = {term.word for term in asked.terms}
    assert asked.asked is Asked.WHO
    assert {"Rannan", "Lämpö", "johtaa"} <= words and not {"osinkoa", "maksaa"} & words


def test_the_kind_stays_and_gives_way(shore: Town) -> None:
    stays = shore.understood("Entäpä liikuntapalvelut?", "Mikä on kirjaston toimintakulujen ennuste?")
    other = shore.understood(
        "Mikä oli muutettu talousarvio siinä?", "Mikä on kirjaston toimintakulujen ennuste?"
    )
    assert stays.kinds == (ColumnKind.FORECAST,)
    assert other.kinds == (ColumnKind.AMENDED_BUDGET,)


def test_the_unit_of_an_item_goes_with_it(shore: Town) -> None:
    before = "Paljonko on lainakanta asukasta kohden?"
    assert shore.understood("Ja peruspääoma?", before).unit is None
    assert shore.understood("Ja peruspääoma?", "Laske lainakanta per asukas.").unit == "EUR/asukas"


@pytest.mark.parametrize(
    ("before", "question", "raw"),
    [
        ("Mikä on kirjaston toimintakulujen ennuste?", "Entäpä liikuntapalvelut?", "-2 501"),
        ("Mikä on kirjaston toimintakulujen ennuste?", "Ja toimintatuotot?", "118"),
        (
            "Mikä on liikuntapalvelujen toimintakulujen ennuste?",
            "Mikä oli muutettu talousarvio siinä?",
            "-2 420",
        ),
        ("Paljonko on Myllysillan ennuste?", "Ja Uimarannan?", "335"),
    ],
)
def test_a_follow_up_is_answered(shore: Town, before: str, question: str, raw: str) -> None:
    assert shore.first(question, before).raw == raw
