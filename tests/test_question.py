"""What a question is understood to ask for, before any evidence is looked at."""

from __future__ import annotations

from datetime import date

import pytest
from town import Town

from index.contract import ReportSummary
from ingest.records import ColumnKind, Period
from service.asking import Asked, Relative
from service.fitting import asked_periods
from service.language import language_of
from service.question import Question, understand
from service.records import Ask, Language

_K = ColumnKind


def essential(question: Question) -> set[str]:
    """The dictionary forms that the evidence has to speak of."""
    return set().union(*(term.keys for term in question.essential))


def half_year() -> ReportSummary:
    period = Period("1–6/2033", date(2033, 1, 1), date(2033, 6, 30))
    return ReportSummary("r", "r.txt", "0", "R", None, None, "osavuosikatsaus", period, "fi", 1, 0, 0, ())


# --- types ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Paljonko poistot olivat?", Asked.AMOUNT),
        ("Kuinka suuret olivat lainat?", Asked.AMOUNT),
        ("Hur mycket kostade bron?", Asked.AMOUNT),
        ("How much did the bridge cost?", Asked.AMOUNT),
        ("Montako uimaria hallissa kävi?", Asked.COUNT),
        ("Kuinka monta uimaria hallissa kävi?", Asked.COUNT),
        ("How many swimmers were there?", Asked.COUNT),
        ("Kuinka monta prosenttia uimareista on lapsia?", Asked.PERCENT),
        ("Kuinka suuri osa uimareista on lapsia?", Asked.PERCENT),
        ("Milloin uimala avataan?", Asked.WHEN),
        ("När öppnas simhallen?", Asked.WHEN),
        ("Kuka johtaa uimalaa?", Asked.WHO),
        ("Mikä yritys rakentaa uimalan?", Asked.WHO),
        ("Miksi uimala suljettiin?", Asked.WHY),
        ("Mistä ylitys johtuu?", Asked.WHY),
        ("Mitkä uimalat suljettiin?", Asked.LIST),
        ("Mitä tarkoittaa soliditeetti?", Asked.DEFINITION),
        ("Mitä eroa on katteella ja tuloksella?", Asked.DEFINITION),
        ("Onko uimala avattu?", Asked.YES_NO),
        ("Pysyvätkö menot talousarviossa?", Asked.YES_NO),
        ("Paljonko menot kasvoivat vuodesta 2031?", Asked.DIFFERENCE),
        ("Paljonko määrärahasta jäi käyttämättä?", Asked.DIFFERENCE),
        ("Tiivistä uimalan vuosi.", Asked.SUMMARY),
        ("Mikä on uimalan budjetti?", Asked.OPEN),
        # What only sounds alike asks for something else.
        ("Kuinka paljon kasvatuksesta vastaava lautakunta sai rahaa?", Asked.AMOUNT),
        ("Paljonko uimala on laskuttanut asiakkailtaan?", Asked.AMOUNT),
        ("Paljonko velkaa lyhennettiin?", Asked.AMOUNT),
        ("Haluaisin tietää, mikä on uimalan toteuma tammi–syyskuussa.", Asked.OPEN),
        ("Kuinka monta tonnia terminaalissa kuormattiin?", Asked.COUNT),
        ("Paljonko uimala on kuluttanut tammikuusta maaliskuuhun?", Asked.AMOUNT),
        ("Mitkä olivat uimalan toimintakulut?", Asked.OPEN),
        ("Voisitteko kertoa, minkä verran uimala sai avustuksia?", Asked.AMOUNT),
        ("Onko tiedossa, mikä on uimalan ennuste?", Asked.OPEN),
        ("Millä prosentilla palkat nousevat?", Asked.OPEN),
        # Other ways to ask the same.
        ("Monellako kadulla käytiin?", Asked.COUNT),
        ("Monta prosenttia uimareista on lapsia?", Asked.PERCENT),
        ("Kenelle uimala myytiin?", Asked.WHO),
        ("Minkä firman saha seisoo rannassa?", Asked.WHO),
        ("Mikä on uimalan johtajan nimi?", Asked.WHO),
        ("Mihin vuoteen mennessä uimala valmistuu?", Asked.WHEN),
        ("Miksei uimalaa avattu?", Asked.WHY),
        ("Menot jäävät alle varatun, mistä se johtuu?", Asked.WHY),
        ("Mikä ihmeen sitova taso?", Asked.DEFINITION),
        ("Selitä sitova taso.", Asked.DEFINITION),
        ("Mille kaduille hidasteet tulevat?", Asked.LIST),
        ("Keitä ohjausryhmään kuului?", Asked.LIST),
        ("Miten vuotovesi muuttuu vuodesta 2031 vuoteen 2033?", Asked.TREND),
        ("Kerro lyhyesti, miltä talous näytti.", Asked.SUMMARY),
    ],
)
def test_the_type_is_told_by_the_words(town: Town, text: str, asked: Asked) -> None:
    assert town.understood(text).asked is asked


@pytest.mark.parametrize(
    ("misspelt", "asked"),
    [
        ("montakko uimaria hallissa kävi", Asked.COUNT),
        ("paljonkko poistot olivat", Asked.AMOUNT),
        ("mitka uimalat suljettiin", Asked.LIST),
    ],
)
def test_misspelt_question_words_still_ask(town: Town, misspelt: str, asked: Asked) -> None:
    assert town.understood(misspelt).asked is asked


def test_mending_leaves_every_other_word_as_it_was(town: Town) -> None:
    assert town.understood("mika on Qvidjan soutustadionin ennuste").text == (
        "mikä on Qvidjan soutustadionin ennuste"
    )


# --- kinds of number -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Mikä on poistojen ennuste?", (_K.FORECAST,)),
        ("Mikä on poistojen poikkeama?", (_K.DEVIATION,)),
        ("Mikä on poistojen poikeama?", (_K.DEVIATION,)),
        ("Mikä on poistojen poikkeama talousarvioon?", (_K.DEVIATION,)),
        ("Paljonko poistoihin on talousarviossa?", (_K.BUDGET,)),
        ("Mikä on poistojen muutettu talousarvio?", (_K.AMENDED_BUDGET,)),
        ("Paljonko poistot olivat tilinpäätöksessä?", (_K.ACTUAL,)),
        ("Mikä on poistojen toteuma?", (_K.ACTUAL,)),
        ("Paljonko poistojen arvioidaan olevan?", (_K.FORECAST,)),
        ("Paljonko ennuste jää alle talousarvion?", (_K.DEVIATION,)),
        ("Paljonko poistot olivat?", ()),
        ("Miksi ennuste ylittää talousarvion?", ()),
    ],
)
def test_the_kind_of_number_asked(town: Town, text: str, kinds: tuple[ColumnKind, ...]) -> None:
    assert town.understood(text).kinds == kinds


def test_the_original_budget_is_told_from_the_amended_one(town: Town) -> None:
    assert town.understood("Mikä oli poistojen alkuperäinen talousarvio?").original_budget
    assert not town.understood("Mikä oli poistojen talousarvio?").original_budget


@pytest.mark.parametrize(
    ("compound", "kind", "word"),
    [
        ("menoennuste", _K.FORECAST, "meno"),
        ("tulopoikkeama", _K.DEVIATION, "tulo"),
    ],
)
def test_a_compound_with_a_column_word_is_a_kind_and_a_thing(
    town: Town, compound: str, kind: ColumnKind, word: str
) -> None:
    question = town.understood(f"Mikä on Katupalvelujen {compound}?")
    assert question.kinds == (kind,)
    assert essential(question) == {"katupalvelu", word}


def test_a_column_word_alone_is_nothing_that_evidence_must_speak_of(town: Town) -> None:
    assert essential(town.understood("Mikä on poistojen ennuste?")) == {"poisto"}


# --- times ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Paljonko poistot olivat vuonna 2031?", date(2031, 1, 1), date(2031, 12, 31)),
        ("Paljonko poistot olivat 30.6.2031?", date(2031, 6, 30), date(2031, 6, 30)),
        ("Paljonko poistot olivat tammi-maaliskuussa 2031?", date(2031, 1, 1), date(2031, 3, 31)),
        ("Paljonko poistot olivat Q2/2031?", date(2031, 4, 1), date(2031, 6, 30)),
    ],
)
def test_a_period_named_in_full(town: Town, text: str, start: date, end: date) -> None:
    (period,) = town.understood(text).periods
    assert (period.start, period.end) == (start, end)
    assert essential(town.understood(text)) == {"poisto"}, "a time is no word to look for"


def test_a_time_without_a_year_takes_the_year_of_the_report(town: Town) -> None:
    question = town.understood("Paljonko lainaa oli maaliskuun lopussa?")
    assert question.periods == () and question.timed
    (period,) = asked_periods(question, half_year())
    assert period.end == date(2033, 3, 31)


@pytest.mark.parametrize(
    ("words", "relative", "year"),
    [
        ("viime vuonna", Relative.LAST_YEAR, 2032),
        ("edellisenä vuonna", Relative.YEAR_BEFORE, 2032),
        ("tänä vuonna", Relative.THIS_YEAR, 2033),
        ("ensi vuonna", Relative.NEXT_YEAR, 2034),
    ],
)
def test_a_relative_year_is_told_by_the_report(town: Town, words: str, relative: Relative, year: int) -> None:
    question = town.understood(f"Paljonko poistot ovat {words}?")
    assert question.relative == (relative,)
    assert [period.label for period in asked_periods(question, half_year())] == [str(year)]
    assert essential(question) == {"poisto"}


# --- units and whose figures ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Paljonko lainaa on asukasta kohden?", "EUR/asukas"),
        ("Mikä on lainakanta per asukas?", "EUR/asukas"),
        ("Mikä on veroprosentti?", "%"),
        ("Kuinka monta euroa silta maksoi?", "EUR"),
        ("Montako siltaa on?", None),
    ],
)
def test_the_unit_asked(town: Town, text: str, unit: str | None) -> None:
    assert town.understood(text).unit == unit


def test_whose_figures_are_asked(town: Town) -> None:
    group = town.understood("Mikä on kaupunkikonsernin lainakanta?")
    city = town.understood("Mikä on kaupungin lainakanta?")
    neither = town.understood("Mikä on lainakanta?")
    assert [(q.group, q.city) for q in (group, city, neither)] == [
        (True, False),
        (False, True),
        (False, False),
    ]
    assert essential(group) == essential(city) == essential(neither)


def test_what_is_left_out_is_not_asked_for(town: Town) -> None:
    question = town.understood("Mikä on korjausvelka ilman vesihuoltoa?")
    assert essential(question) == {"korjausvelka"}


# --- follow-ups ----------------------------------------------------------------------------------

_FIRST = "Mikä on Katupalvelujen henkilöstökulujen ennuste vuodelle 2033?"


def test_a_follow_up_that_names_a_kind_keeps_the_rest(town: Town) -> None:
    question = town.understood("Entä poikkeama?", _FIRST)
    assert question.kinds == (_K.DEVIATION,)
    assert essential(question) == {"katupalvelu", "henkilöstökulu"}
    assert [period.label for period in question.periods] == ["2033"]


def test_a_follow_up_that_names_a_year_drops_the_kind_of_the_other_year(town: Town) -> None:
    question = town.understood("Entä vuonna 2032?", _FIRST)
    assert [period.label for period in question.periods] == ["2032"]
    assert question.kinds == ()
    assert essential(question) == {"katupalvelu", "henkilöstökulu"}


def test_a_follow_up_that_names_another_body_keeps_kind_and_year(town: Town) -> None:
    question = town.understood("Entä Museopalvelujen?", _FIRST)
    assert question.kinds == (_K.FORECAST,)
    assert [period.label for period in question.periods] == ["2033"]
    assert essential(question) == {"museopalvelu", "henkilöstökulu"}


def test_a_follow_up_keeps_the_type_unless_it_names_one(town: Town) -> None:
    assert town.understood("Entä lapsia?", "Montako uimaria hallissa kävi?").asked is Asked.COUNT
    assert town.understood("Entä miksi lapsia kävi?", "Montako uimaria hallissa kävi?").asked is Asked.WHY


def test_a_chain_of_follow_ups_reaches_back_to_the_question(town: Town) -> None:
    question = town.understood("Entä poikkeama?", _FIRST, "Entä vuonna 2032?")
    assert question.kinds == (_K.DEVIATION,)
    assert [period.label for period in question.periods] == ["2032"]
    assert essential(question) == {"katupalvelu", "henkilöstökulu"}


def test_a_question_of_its_own_owes_nothing_to_the_one_before(town: Town) -> None:
    text = "Montako kävijää museoissa kävi?"
    assert town.understood(text, _FIRST) == town.understood(text)


# --- languages -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Paljonko poistot olivat?", Language.FINNISH),
        ("Hur stora var avskrivningarna?", Language.SWEDISH),
        ("What was the depreciation?", Language.ENGLISH),
        ("poistot 2031", Language.FINNISH),
        ("", Language.FINNISH),
    ],
)
def test_the_language_of_a_question(text: str, language: Language) -> None:
    assert language_of(text) is language


@pytest.mark.parametrize(
    ("text", "kinds", "finnish"),
    [
        ("Hur stor är prognosen för personalkostnader?", (_K.FORECAST,), "henkilöstökulu"),
        ("How large is the forecast of revenue?", (_K.FORECAST,), "toimintatuotto"),
        ("Hur stor är avvikelsen för personalkostnader?", (_K.DEVIATION,), "henkilöstökulu"),
        ("How large is the deviation of the debt?", (_K.DEVIATION,), "velka"),
    ],
)
def test_swedish_and_english_words_lead_to_finnish_ones(
    town: Town, text: str, kinds: tuple[ColumnKind, ...], finnish: str
) -> None:
    question = town.understood(text)
    assert question.kinds == kinds
    assert any(finnish in term.keys | term.also for term in question.terms)
    assert finnish in question.search_text


def test_a_language_that_is_given_is_not_guessed(town: Town) -> None:
    asked = Ask("Paljonko poistot olivat?", language=Language.ENGLISH)
    assert understand(asked, town.library, town.library.reports()).language is Language.ENGLISH


@pytest.mark.parametrize("text", ["", "?", "   ", "mikä", "2033"])
def test_a_question_that_names_nothing_has_no_essential_words(town: Town, text: str) -> None:
    assert town.understood(text).essential == ()


def test_a_question_that_is_whole_by_itself_ends_the_chain(town: Town) -> None:
    question = town.understood(
        "Entä vuonna 2032?", "Paljonko Katupalvelujen poistot olivat?", "Mikä on vuosikate vuonna 2033?"
    )
    assert essential(question) == {"vuosikate"}
