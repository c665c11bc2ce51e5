"""Spoken and misspelt questions are read as they would be written; what is right stays."""

from __future__ import annotations

import pytest
from town import Town

from index.spelling import Vocabulary, correct
from index.spoken import written_forms
from service.mending import mended

LIBRARY = Vocabulary(["konsernipalvelut", "kirjastokäynnit", "toimintakate", "avustukset", "vuoden", "kassa"])


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("kaupungil", "kaupungilla"),
        ("lopus", "lopussa"),
        ("ihmisii", "ihmisiä"),
        ("käyny", "käynyt"),
        ("henkilöstöö", "henkilöstöä"),
        ("vuodeks", "vuodeksi"),
        ("perustettii", "perustettiin"),
    ],
)
def test_a_spoken_ending_is_written(said: str, written: str) -> None:
    assert written in written_forms(said)
    assert correct(said, LIBRARY) == written


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("keskimaarainen", "keskimääräinen"),
        ("konsernipavleluissa", "konsernipalveluissa"),
        ("suunitelma", "suunnitelma"),
        ("toimntakatteen", "toimintakate"),
        ("kirjstokäyntejä", "kirjastokäynnit"),
    ],
)
def test_a_slip_is_mended_towards_the_library_or_the_language(slip: str, meant: str) -> None:
    assert correct(slip, LIBRARY) == meant


@pytest.mark.parametrize("word", ["kassan", "kävi", "lohta", "talvi", "qwertzuiop", "as"])
def test_a_right_word_or_one_like_no_other_stays(word: str) -> None:
    assert correct(word, LIBRARY) == word


def test_short_words_are_not_spoken_forms() -> None:
    assert list(written_forms("sil")) == []


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("paljonks menee ens vuonna", "paljonko menee ensi vuonna"),
        ("montakko oppilasta vuona 2030", "montako oppilasta vuonna 2030"),
        ("kertoisitko mikä on velka kiitos", "mikä on velka"),
        ("velka as kohti elokusa", "velka asukasta kohti elokuussa"),
        ("mikä on enuste", "mikä on ennuste"),
    ],
)
def test_a_spoken_question_is_read_as_written(town: Town, typed: str, read: str) -> None:
    assert mended(typed, town.library) == read


@pytest.mark.parametrize(
    "text",
    ["Kuinka pitkä matka on?", "Paljonko muita kuluja on?", "Miltä talous näyttää?", "Paljonko on AB Velka?"],
)
def test_right_words_are_never_made_others(town: Town, text: str) -> None:
    assert mended(text, town.library) == text
