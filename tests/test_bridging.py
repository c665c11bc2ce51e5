"""Swedish and English words lead to the Finnish ones that reports print."""

from __future__ import annotations

import pytest

from service.bridging import bridges, finnish_of, is_general
from service.language import language_of
from service.records import Language
from service.vocabulary import STOP_WORDS

SV, EN = Language.SWEDISH, Language.ENGLISH


@pytest.mark.parametrize(
    ("word", "finnish"),
    [
        ("skuld", "velka"),
        ("skulden", "velka"),
        ("skulderna", "velka"),
        ("skuldernas", "velka"),
        ("avskrivningarna", "poisto"),
        ("invånarnas", "asukas"),
        ("tomter", "tontti"),
        ("städernas", "kaupunki"),
        ("statens", "valtio"),
        ("beviljades", "myöntää"),
        ("budgeterats", "talousarvio"),
    ],
)
def test_a_swedish_word_is_known_in_all_its_forms(word: str, finnish: str) -> None:
    assert finnish in finnish_of(word, SV)


@pytest.mark.parametrize(
    ("compound", "finnish"),
    [
        ("skolmåltiderna", "kouluateria"),
        ("vattenförbrukningen", "vesikulutus"),
        ("elförbrukning", "sähkökulutus"),
        ("biblioteksbesöken", "kirjastokäynti"),
        ("läckvattenprocenten", "vuotovesiprosentti"),
        ("stadsstrategin", "kaupunginstrategia"),
    ],
)
def test_a_swedish_compound_is_put_together_in_finnish(compound: str, finnish: str) -> None:
    assert finnish in finnish_of(compound, SV)


def test_a_compound_with_a_part_that_is_not_known_leads_nowhere() -> None:
    assert finnish_of("kylanläggningen", SV) == ()


@pytest.mark.parametrize(
    ("text", "language", "phrase", "finnish"),
    [
        ("How many sick leave days were there?", EN, "sick leave days", "sairauspoissaolo"),
        ("How many person-years?", EN, "person-years", "henkilötyövuosi"),
        ("What are the state grants?", EN, "state grants", "valtionosuus"),
        ("Hur stora var likvida medlen?", SV, "likvida medlen", "kassavara"),
        ("Vad kostar den grundläggande utbildningen?", SV, "grundläggande utbildningen", "perusopetus"),
    ],
)
def test_a_phrase_goes_before_its_words(text: str, language: Language, phrase: str, finnish: str) -> None:
    found = {text[bridge.start : bridge.end]: bridge.words for bridge in bridges(text, language)}
    assert finnish in found[phrase]


def test_every_word_is_bridged_at_most_once() -> None:
    text = "How did the tax revenue and the sick leave days of the city board change?"
    ends = [0]
    for bridge in bridges(text, EN):
        assert bridge.start >= ends[-1]
        ends.append(bridge.end)


def test_finnish_is_left_alone() -> None:
    assert bridges("Paljonko on personal budget?", Language.FINNISH) == ()


def test_words_without_content_are_told() -> None:
    assert is_general("sammanlagt", SV)
    assert is_general("altogether", EN)
    assert not is_general("skuld", SV)
    assert not is_general("sammanlagt", Language.FINNISH)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ange skatteintäkterna för Tammerlund", SV),
        ("Vilken är nettoskulden i slutet av perioden?", SV),
        ("Tell me the tax income of Tammerlund", EN),
        ("Kerro Tammerlundin verotulot", Language.FINNISH),
    ],
)
def test_the_language_is_told_by_function_words(text: str, language: Language) -> None:
    assert language_of(text) is language


def test_what_is_left_out_of_questions_is_not_what_is_asked() -> None:
    for word in ("skuld", "debt", "velka", "staff", "personal"):
        assert word not in STOP_WORDS
