"""Words and spelling: which forms meet, and which stay apart."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.spelling import Vocabulary, allowed_slips, correct, fold
from index.words import FUNCTION_WORDS, Keys, Word, analyse, form, word_keys


def keys(text: str) -> frozenset[str]:
    """All keys of a text together."""
    return frozenset().union(*(word.keys.all for word in analyse(text)))


def one(text: str) -> Word:
    words = analyse(text)
    assert len(words) == 1, words
    return words[0]


@pytest.mark.parametrize(
    ("token", "lemma"),
    [
        ("siivouskeskuksen", "siivouskeskus"),
        ("TOIMINTATUOTOT", "toimintatuotto"),
        ("ylijäämästä", "ylijäämä"),
        ("vuosikatteella", "vuosikate"),
        ("Tampereella", "tampere"),
        ("palveluiden", "palvelu"),
        ("KELAn", "kela"),
        ("KH:ssa", "kh"),
        ("LTA:t", "lta"),
        ("HTV:n", "htv"),
        ("5:n", "5"),
        ("%:n", "prosentti"),
        ("€", "euro"),
        ("euroa", "euro"),
        ("20 278", "20278"),
        ("20\u00a0278", "20278"),
        ("1,0", "1,0"),
        ("2025", "2025"),
        ("TE-uudistuksen", "teuudistus"),
        ("lainakannasta", "lainakanta"),
    ],
)
def test_the_lemma_of_an_inflected_form(token: str, lemma: str) -> None:
    assert lemma in one(token).keys.lemmas


@pytest.mark.parametrize(
    ("token", "parts"),
    [
        ("siivouskeskuksen", {"siivous", "keskus"}),
        ("henkilötyövuosia", {"henkilö", "työ", "vuosi", "työvuosi"}),
        ("TE-uudistuksen", {"te", "uudistus"}),
        ("sote-menot", {"sote", "meno", "sosiaali"}),
        ("KH:n", {"kaupunginhallitus"}),
        ("milj", {"miljoona"}),
        ("TP2030", {"tp", "2030", "tilinpäätös"}),
        ("31.3.2030", {"2030"}),
        ("toteutunut", {"toteutua"}),
    ],
)
def test_the_parts_of_a_word(token: str, parts: set[str]) -> None:
    assert parts <= set(one(token).keys.parts)


@pytest.mark.parametrize(
    ("question", "report"),
    [
        ("henkilötyövuosien määrä", "HTV"),
        ("muutos prosentteina", "Muutos %"),
        ("miljoonaa euroa", "m€"),
        ("esiopetus", "esi- ja perusopetuksen"),
        ("Kolmatran", "Kolmatralle"),
        ("Voltgridin", "Voltgrid"),
        ("investointien", "investoinneista"),
        ("käyttötalous", "käyttötalousosassa"),
    ],
)
def test_a_question_meets_the_report(question: str, report: str) -> None:
    assert keys(question) & keys(report)


@pytest.mark.parametrize(("one_word", "other"), [("tuotto", "kulu"), ("2024", "2025"), ("lukio", "kirjasto")])
def test_different_words_stay_apart(one_word: str, other: str) -> None:
    assert not keys(one_word) & keys(other)


def test_the_words_of_a_text_in_order() -> None:
    words = analyse("Poikkeama oli +1,0 milj. euroa (5 %).")
    assert [word.text for word in words] == ["Poikkeama", "oli", "1,0", "milj", "euroa", "5", "%"]


def test_a_number_glued_to_its_unit() -> None:
    assert {"5,6", "milj", "miljoona"} <= keys("5,6milj.")
    assert {"1000", "euro"} <= keys("1000€")


def test_words_without_meaning_of_their_own() -> None:
    assert [word.text for word in analyse("Paljonko on poikkeama?") if not word.keys.function] == [
        "poikkeama"
    ]
    assert all(word.keys.function for word in analyse("mikä se oli ja mistä"))
    assert "olla" in FUNCTION_WORDS


def test_decomposed_letters_are_the_same_word() -> None:
    assert keys(unicodedata.normalize("NFD", "Ylijäämä säästö")) == keys("ylijäämä säästö")


def test_stored_keys_are_used_before_the_lexicon() -> None:
    own = Keys(("oma",))
    assert word_keys("Vuosikatteen", {"vuosikatteen": own}.get) == own
    assert form("KELAn") == "KELAn"


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_any_text_has_clean_keys(text: str) -> None:
    for word in analyse(text):
        assert word.keys.lemmas
        for key in word.keys.all:
            assert key and not any(character.isspace() for character in key)


_LIBRARY_WORDS = (
    "ylijäämä ylijäämän poikkeama poikkeaman talousarvio toimintatuotot vuosikate investoinnit siivouskeskus "
    "henkilöstömenot toteuma ennuste kirjasto laina"
)
VOCABULARY = Vocabulary(_LIBRARY_WORDS.split())


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("ylijaama", "ylijäämä"),
        ("poikeama", "poikkeama"),
        ("siivouskskus", "siivouskeskus"),
        ("toimitatuotot", "toimintatuotot"),
        ("henkilostomenot", "henkilöstömenot"),
        ("talosarvio", "talousarvio"),
        ("ennutse", "ennuste"),
        ("YLIJAAMA", "ylijäämä"),
    ],
)
def test_misspelt_words_are_corrected(written: str, meant: str) -> None:
    assert correct(written, VOCABULARY) == meant


@pytest.mark.parametrize("word", ["laina", "lainaa", "museo", "2025", "ab", "xyzzyqw", "covid-19", ""])
def test_other_words_stay(word: str) -> None:
    assert correct(word, VOCABULARY, understood=lambda word: word in {"lainaa", "museo"}) == word


def test_short_words_are_never_guessed() -> None:
    assert allowed_slips(4) == 0 < allowed_slips(5) <= allowed_slips(12)


@given(st.sampled_from(sorted(["ylijäämä", "poikkeama", "vuosikate"])))
def test_a_word_of_the_library_is_never_changed(word: str) -> None:
    assert correct(word, VOCABULARY) == word
    assert fold(correct(fold(word), VOCABULARY)) == fold(word)


def test_an_empty_library_corrects_nothing() -> None:
    assert correct("poikeama", Vocabulary([])) == "poikeama"
