"""A follow-up goes on from what answered: the same row in another column, the same column of another row."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from town import Town, open_reports

import service.answer
from service.asking import Asked
from service.idioms import plain
from service.question import Question

_REPORT = """Koivurannan kaupunki

Tilinpäätös 2033

Henkilöstö

Henkilöstö 31.12.          2032     2033     Muutos
Katupalvelut                 84       82         -2
Vesi-liikelaitos             41       42         +1
Toimiala yhteensä           175      174         -1

Uusia yrityksiä perustettiin 174 ja toimintansa lopetti 131 yritystä.

Alin keskiarvo oli Koivurannassa 7,42 ja Myllyjoella 7,00.
\f
Yhtiöt

Yhtiö                   Omistusosuus   Toimitusjohtaja     Liikevaihto, 1 000 €
Rannan Lämpö Oy             100 %      Aino Saarela                       8 906
Rannan Kehitys Oy            71 %      Eero Mustonen                        642

Hallinto

Lautakunnan puheenjohtaja oli Tiina Kallio ja vastuunalainen tilintarkastaja Oiva Lehto.

Vuoden katutyöt

Ohjelmassa päällystetään 14 kilometriä katuja. Työt kilpailutettiin helmikuussa ja urakoitsijaksi valittiin
Kivitien Asfaltti Oy.

Hankkeista suurin on Kiertolenkki, joka kierrättää betonia. Se päättyy 31.10.2034.
"""


@pytest.fixture(scope="module")
def shore(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with open_reports(tmp_path_factory.mktemp("shore"), {"koivuranta-tilinpaatos-2033.txt": _REPORT}) as town:
        yield town


@pytest.mark.parametrize(
    ("before", "question", "raw"),
    [
        ("Montako työntekijää Katupalveluissa oli vuoden 2033 lopussa?", "Entä Vesi-liikelaitoksessa?", "42"),
        ("Montako uutta yritystä perustettiin?", "Ja moniko pani lapun luukulle?", "131"),
        ("Mikä oli alin keskiarvo Koivurannassa?", "Ja Myllyjoella?", "7,00"),
    ],
)
def test_it_goes_on_from_what_answered(shore: Town, before: str, question: str, raw: str) -> None:
    assert shore.first(question, before).raw == raw


def test_each_question_before_is_answered_once_however_long_the_talk(
    shore: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def noted(question: Question, *rest: object) -> None:
        asked.append(question.text)

    monkeypatch.setattr(service.answer, "_reply", noted)
    shore.ask("Entä satamassa?", *["Entä satamassa?"] * 8)
    assert 1 < len(asked) <= 9


def test_a_question_that_names_next_to_nothing_leans_on_the_one_before(shore: Town) -> None:
    asked = shore.understood(
        "Kuka sitä vetää?", "Paljonko Kiertolenkki maksaa?", "Missä vaiheessa ollaan nyt?"
    )
    assert asked.asked is Asked.WHO
    assert "Kiertolenkki" in {term.word for term in asked.terms}


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Kuka johtaa Rannan Lämpöä?", "Aino Saarela"),
        ("Kuka tilit tarkastaa?", "Oiva Lehto"),
        ("Mikä yritys päällystää kadut?", "Kivitien Asfaltti Oy"),
        ("Milloin Kiertolenkki päättyy?", "31.10.2034"),
    ],
)
def test_who_and_when_are_told(shore: Town, question: str, said: str) -> None:
    assert said in shore.ask(question).answer


@pytest.mark.parametrize(
    "question",
    [
        "Kuinka suuri osuus menoista on palkkoja?",
        "Miten iso siivu lainoista on kiinteäkorkoisia?",
        "Kuinka ison osan rahoistaan lautakunta oli käyttänyt?",
        "What share of the loans has a fixed rate?",
        "Hur stor del av lånen är bundna?",
    ],
)
def test_a_share_is_asked_for_in_many_words(shore: Town, question: str) -> None:
    asked = shore.understood(question)
    assert (asked.asked, asked.unit) == (Asked.PERCENT, "%")


def test_a_rate_of_interest_is_in_per_cent(shore: Town) -> None:
    assert shore.understood("Mikä on lainojen keskikorko?").unit == "%"
    assert shore.understood("Paljonko korkokulut olivat?").unit is None


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Moniko pani lapun luukulle?", "Moniko lopetti?"),
        ("Montako firmaa pantiin vuoden aikana pystyyn?", "Montako firmaa perustettiin vuoden aikana?"),
        ("Koska koulun ovet suljettiin?", "Koska koulun lakkautettiin?"),
        ("Paljonko rahaa pantiin teihin?", "Paljonko rahaa pantiin teihin?"),
    ],
)
def test_turns_of_phrase_are_put_plainly(said: str, written: str) -> None:
    assert plain(said) == written


def test_how_much_a_number_fell_is_a_difference(shore: Town) -> None:
    assert shore.understood("By how much did the number of employees fall?").asked is Asked.DIFFERENCE
    assert shore.understood("Hur mycket sjönk antalet anställda?").asked is Asked.DIFFERENCE
