"""How far the words of a question are found in a piece of evidence."""

from __future__ import annotations

import pytest
from town import Town

from index.contract import Scope, StatementHit
from service.matching import AROUND, BEGINNING, FOUND, SYNONYM, Cover, around, cover, near, strength
from service.question import Question
from service.terms import Term, make_term

NO_SCOPE = Scope()


def term(town: Town, word: str) -> Term:
    return make_term(word, True, (), town.library)


def keys(town: Town, text: str) -> frozenset[str]:
    return frozenset().union(*town.library.keys(text))


def found(town: Town, word: str, text: str) -> float:
    return strength(term(town, word), keys(town, text))


def hit_and_cover(town: Town, question: str, text: str) -> tuple[StatementHit, Cover]:
    """The statement that begins with `text` and how it covers the question."""
    asked = town.understood(question)
    hits = town.library.find(question, NO_SCOPE)
    hit = next(hit for hit in hits if hit.statement.text.startswith(text))
    return hit, covered(town, asked, hit)


def covered(town: Town, question: Question, hit: StatementHit) -> Cover:
    return cover(question.terms, hit, [0.0] * len(question.terms), town.library.weight)


# --- one word ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("poistojen", "Poistot"),
        ("henkilöstökuluihin", "Henkilöstökulut"),
        ("museossa", "Museoissa kävi moni"),
        ("lainakanta", "lainakannan kasvu"),
    ],
)
def test_an_inflected_word_is_found_in_full(town: Town, word: str, text: str) -> None:
    assert found(town, word, text) == 1.0


@pytest.mark.parametrize(
    ("word", "text"), [("velka", "Lainat"), ("toimintamenot", "Toimintakulut"), ("väkiluku", "Asukkaita")]
)
def test_a_word_that_may_stand_for_it_is_found_less_surely(town: Town, word: str, text: str) -> None:
    assert found(town, word, text) == SYNONYM


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("toimintakate", "Vuosikate"),
        ("henkilöstökulut", "Kunnossapitokulut"),
        ("kirjastopalvelut", "Museopalvelut"),
        ("tulovero", "Kiinteistövero"),
        ("sivistystoimiala", "Tekninen toimiala"),
        ("uimala", "Museo"),
    ],
)
def test_what_only_shares_a_head_is_not_found(town: Town, word: str, text: str) -> None:
    assert found(town, word, text) < FOUND


def test_a_compound_is_found_where_its_parts_stand_apart(town: Town) -> None:
    assert FOUND <= found(town, "museokävijät", "museon kävijät") < 1.0


def test_a_common_beginning_is_the_weakest_find(town: Town) -> None:
    assert found(town, "harjoittelija", "Harjoittelu jatkui") == BEGINNING
    assert found(town, "harjoittelun", "Harjoittelu jatkui") == 1.0
    assert found(town, "harja", "Harjoittelu jatkui") == 0.0


def test_around_a_statement_only_the_very_word_counts_in_full(town: Town) -> None:
    debt = term(town, "velka")
    assert around(debt, keys(town, "Velka")) == AROUND
    assert around(debt, keys(town, "Laina")) < FOUND


# --- a whole question ----------------------------------------------------------------------------


def test_a_row_and_its_surroundings_cover_the_question_together(town: Town) -> None:
    hit, told = hit_and_cover(town, "Mikä on Museopalvelujen näyttelykulujen ennuste?", "Näyttelykulut")
    assert hit.statement.entity == "Museopalvelut"
    assert told.missing == () and told.total > 0.9
    assert 0 < told.label < told.total, "the unit stands around the row, not in it"


def test_what_is_nowhere_is_missing(town: Town) -> None:
    _, told = hit_and_cover(town, "Mikä on Kirjastopalvelujen näyttelykulujen ennuste?", "Näyttelykulut")
    assert [missing.word for missing in told.missing] == ["Kirjastopalvelujen"]
    assert told.total < 0.7


def test_a_label_the_question_explains_is_more_precise_than_a_longer_one(town: Town) -> None:
    question = town.understood("Mikä on Katupalvelujen toimintatuottojen ennuste?")
    hits = [
        hit for hit in town.library.find(question.text, NO_SCOPE) if hit.statement.entity == "Katupalvelut"
    ]
    by_label = {hit.statement.label: covered(town, question, hit).precision for hit in hits}
    assert by_label["Toimintatuotot"] > by_label["Lumenajosta maksettiin urakoitsijoille 410 000 euroa."]
    assert all(0 <= value <= 1 for value in by_label.values())


def test_without_essential_words_the_helping_ones_decide(town: Town) -> None:
    asked = town.understood("Mikä on ennuste?")
    assert asked.essential == ()
    hit = next(
        hit for hit in town.library.find("toimintatuottojen ennuste", NO_SCOPE) if hit.statement.figures
    )
    told = covered(town, asked, hit)
    assert told.missing == () and told.total == told.helped


# --- short texts ---------------------------------------------------------------------------------


def test_near_tells_the_share_of_the_words_that_a_short_text_speaks_of(town: Town) -> None:
    terms = [term(town, "kävijöitä"), term(town, "museossa")]
    assert near(terms, "museon kävijämäärä") == 1.0
    assert 0 < near(terms, "museon katto") < 1.0
    assert near(terms, "silta") == 0.0
    assert near([], "silta") == 0.0
