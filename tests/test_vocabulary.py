"""The general vocabulary: everyday words mean the terms of reports, and content is never thrown away."""

from __future__ import annotations

import pytest

from service.vocabulary import GENERIC, OPPOSITES, SCOPES, STOP_WORDS, SYNONYMS


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("velkataakka", "lainakanta"),
        ("kassatilanne", "rahavara"),
        ("sairaspäivä", "sairauspoissaolo"),
        ("vauva", "syntynyt"),
        ("nuppi", "asukas"),
        ("palkkalasku", "henkilöstökulu"),
        ("lumihomma", "talvikunnossapito"),
        ("vesikuutio", "vesimaksu"),
        ("yritysvero", "yhteisövero"),
        ("nettomeno", "toimintakate"),
    ],
)
def test_an_everyday_word_means_a_reports_term(said: str, printed: str) -> None:
    assert printed in SYNONYMS[said]


@pytest.mark.parametrize(
    ("said", "printed"), [("porukka", "asukas"), ("viiva", "tulos"), ("pomo", "johtaja")]
)
def test_a_reports_term_does_not_mean_the_everyday_word(said: str, printed: str) -> None:
    assert said not in SYNONYMS.get(printed, ())


def test_no_word_means_itself() -> None:
    assert all(word not in terms for word, terms in SYNONYMS.items())


def test_no_word_means_its_opposite() -> None:
    for word, others in OPPOSITES.items():
        assert not SYNONYMS.get(word, frozenset()) & others


def test_words_that_mean_a_term_are_content() -> None:
    """A word of the trade decides; it may not be among those that evidence can lack."""
    for word in (
        "velka",
        "laina",
        "kassa",
        "vero",
        "vuosikate",
        "henkilöstö",
        "koulu",
        "sairauspoissaolo",
        "tontti",
    ):
        assert word not in GENERIC | SCOPES | STOP_WORDS
        assert SYNONYMS.get(word) or word in ("vuosikate", "koulu", "tontti")


@pytest.mark.parametrize("word", ["verran", "kaikkineen", "nettona", "tuhatta", "siis"])
def test_fillers_are_left_out(word: str) -> None:
    assert word in STOP_WORDS
