"""What a figure must be to answer: of the kind, the period, the unit and the body that were asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from town import Town

from index.contract import ReportSummary, StatementHit
from ingest.periods import find_periods
from ingest.records import ColumnKind, Figure, FigureKind, Period, Statement, StatementKind
from service.fitting import asked_periods, in_time, kind_fit, period_fit, scope_fit, unit_fit

_K = ColumnKind
QUARTER = Period("Q1/2033", date(2033, 1, 1), date(2033, 3, 31))
REPORT = ReportSummary("r", "r.txt", "0", "R", None, None, "osavuosikatsaus", QUARTER, "fi", 1, 0, 0, ())
ACCOUNTS = replace(REPORT, kind="tilinpäätös", period=Period("2033", date(2033, 1, 1), date(2033, 12, 31)))


def period(text: str) -> Period:
    (mention,) = find_periods(text)
    return mention.period


def cell(kind: ColumnKind | None = None, when: str | None = None, unit: str | None = "EUR") -> Figure:
    return Figure("120", Decimal(120), unit, 1, unit, FigureKind.TABLE, "Satama", "Maksut", "x", kind,
                  period(when) if when else None, 1, None)  # fmt: skip


def hit(
    text: str = "Maksut 120",
    kind: StatementKind = StatementKind.ROW,
    section: tuple[str, ...] = (),
    entity: str | None = "Satama",
    context: str = "",
) -> StatementHit:
    label = "Maksut" if kind is StatementKind.ROW else text
    statement = Statement("s1", kind, text, label, 1, (), section, entity, context)
    return StatementHit("r", statement, frozenset(), frozenset(), 0.0, 0.0)


# --- kind ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "kind", "others"),
    [
        ("Mikä on maksujen ennuste?", _K.FORECAST, (_K.ACTUAL, _K.BUDGET, _K.DEVIATION, _K.CHANGE)),
        ("Mikä on maksujen toteuma?", _K.ACTUAL, (_K.FORECAST, _K.BUDGET, _K.DEVIATION, _K.PLAN)),
        ("Mikä on maksujen poikkeama?", _K.DEVIATION, (_K.ACTUAL, _K.FORECAST, _K.BUDGET)),
        ("Mikä on maksujen talousarvio?", _K.BUDGET, (_K.ACTUAL, _K.FORECAST, _K.DEVIATION)),
    ],
)
def test_a_named_kind_excludes_the_others_of_a_table(
    town: Town, question: str, kind: ColumnKind, others: tuple[ColumnKind, ...]
) -> None:
    asked = town.understood(question)
    assert kind_fit(asked, cell(kind), REPORT) == 1.0
    assert [kind_fit(asked, cell(other), REPORT) for other in others] == [None] * len(others)


def test_an_amended_budget_answers_for_the_budget_but_not_for_the_original(town: Town) -> None:
    plain, original = (
        town.understood(f"Mikä on maksujen {which} talousarvio?") for which in ("", "alkuperäinen")
    )
    fit = kind_fit(plain, cell(_K.AMENDED_BUDGET), REPORT)
    assert fit is not None and 0.5 < fit < 1.0
    assert kind_fit(original, cell(_K.AMENDED_BUDGET), REPORT) is None
    assert kind_fit(original, cell(_K.BUDGET), REPORT) == 1.0


def test_the_kind_of_a_sentence_is_inferred_and_so_only_weighs(town: Town) -> None:
    asked = town.understood("Mikä on maksujen ennuste?")
    fit = kind_fit(asked, replace(cell(_K.ACTUAL), kind=FigureKind.TEXT), REPORT)
    assert fit is not None and fit < 0


def test_what_a_budget_estimates_is_what_it_budgets(town: Town) -> None:
    asked = town.understood("Paljonko maksujen arvioidaan tuottavan?")
    assert kind_fit(asked, cell(_K.BUDGET), REPORT) is None
    assert kind_fit(asked, cell(_K.BUDGET), replace(REPORT, kind="talousarvio")) == 0.9


def test_when_no_kind_is_named_what_happened_comes_before_plans(town: Town) -> None:
    asked = town.understood("Paljonko maksut olivat?")
    kinds = (_K.ACTUAL, _K.FORECAST, _K.BUDGET)
    fits = [fit for kind in kinds if (fit := kind_fit(asked, cell(kind), REPORT)) is not None]
    assert len(fits) == 3 and fits == sorted(fits, reverse=True) and len(set(fits)) == 3


# --- period --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "own", "fits"),
    [
        ("2032", "2032", True),
        ("2032", "2033", False),
        ("2032", "Q4/2032", True),
        ("31.3.2033", "Q1/2033", True),
        ("Q1/2033", "Q2/2033", False),
        ("Q1/2032", "Q1/2033", False),
        ("30.6.2033", "31.3.2033", False),
    ],
)
def test_a_figure_of_another_period_cannot_answer(asked: str, own: str, fits: bool) -> None:
    assert (period_fit((period(asked),), hit(), cell(when=own), REPORT) is not None) is fits


def test_the_very_period_fits_best() -> None:
    asked = (period("2033"),)
    exact, part = (period_fit(asked, hit(), cell(when=own), REPORT) for own in ("2033", "Q1/2033"))
    assert exact is not None and part is not None and exact > part


def test_a_figure_without_a_period_has_that_of_its_words_or_else_of_its_report() -> None:
    sentence = hit("Vuonna 2031 maksuja kertyi 120 euroa.", StatementKind.SENTENCE)
    assert period_fit((period("2031"),), sentence, cell(), REPORT) is not None
    assert period_fit((period("2033"),), sentence, cell(), REPORT) is None
    assert period_fit((period("2033"),), hit(), cell(), REPORT) is not None
    assert period_fit((period("2031"),), hit(), cell(), REPORT) is None


def test_when_no_time_is_named_the_year_of_the_report_comes_first() -> None:
    own, before = (period_fit((), hit(), cell(when=when), REPORT) for when in ("2033", "2032"))
    assert own is not None and before is not None and own > before


@pytest.mark.parametrize(("report", "year"), [(REPORT, "2032"), (ACCOUNTS, "2033")])
def test_last_year_is_the_year_that_annual_accounts_are_about(
    town: Town, report: ReportSummary, year: str
) -> None:
    (asked,) = asked_periods(town.understood("Paljonko maksut olivat viime vuonna?"), report)
    assert asked.label == year


def test_last_year_of_a_budget_is_the_year_before_it(town: Town) -> None:
    budget = replace(ACCOUNTS, kind="talousarvio")
    (asked,) = asked_periods(town.understood("Paljonko maksut olivat viime vuonna?"), budget)
    assert asked.label == "2032"


def test_next_year_of_a_budget_is_its_own(town: Town) -> None:
    budget = replace(ACCOUNTS, kind="talousarvio")
    (asked,) = asked_periods(town.understood("Paljonko maksut ovat ensi vuonna?"), budget)
    assert asked.label == "2033"
    question = town.understood("Paljonko enemmän maksuja kertyy ensi vuonna kuin tänä vuonna?")
    assert {when.label for when in asked_periods(question, budget)} == {"2032", "2033"}


def test_the_month_of_a_forecast_says_when_it_was_made(town: Town) -> None:
    half = replace(REPORT, period=Period("1–6/2033", date(2033, 1, 1), date(2033, 6, 30)))
    assert asked_periods(town.understood("Mikä on maksujen kesäkuun ennuste?"), half) == ()
    assert asked_periods(town.understood("Paljonko maksuja kertyi kesäkuussa?"), REPORT) != ()


def test_the_year_before_is_always_the_year_before_the_report(town: Town) -> None:
    question = town.understood("Paljonko maksut olivat edellisenä vuonna?")
    assert [asked_periods(question, report)[0].label for report in (REPORT, ACCOUNTS)] == ["2032", "2032"]


def test_a_report_without_a_period_resolves_nothing(town: Town) -> None:
    undated = replace(REPORT, period=None)
    assert asked_periods(town.understood("Paljonko maksut olivat viime vuonna?"), undated) == ()


def test_a_sentence_is_in_time_by_what_it_and_its_report_say(town: Town) -> None:
    question = town.understood("Miksi maksut nousivat vuonna 2031?")
    assert in_time(question, hit("Maksut nousivat vuonna 2031.", StatementKind.SENTENCE), REPORT)
    assert not in_time(question, hit("Maksut nousivat vuonna 2030.", StatementKind.SENTENCE), REPORT)
    assert not in_time(question, hit("Maksut nousivat.", StatementKind.SENTENCE), REPORT)
    timeless = town.understood("Miksi maksut nousivat?")
    assert in_time(timeless, hit("Maksut nousivat vuonna 2030.", StatementKind.SENTENCE), REPORT)


# --- unit ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "fits", "never"),
    [
        ("Paljonko maksut ovat asukasta kohden?", "EUR/asukas", ("EUR", "%", None)),
        ("Kuinka monta prosenttia maksut ovat?", "%", ("EUR", "EUR/asukas", None)),
        ("Kuinka monta euroa maksut ovat?", "EUR", ("%", "EUR/asukas", "HTV")),
        ("Montako venettä satamassa on?", None, ("EUR", "%", "EUR/asukas")),
    ],
)
def test_a_figure_in_another_unit_cannot_answer(
    town: Town, question: str, fits: str | None, never: tuple[str | None, ...]
) -> None:
    asked = town.understood(question)
    said = hit("Satamassa on 120 venettä.", StatementKind.SENTENCE)
    assert unit_fit(asked, said, cell(unit=fits)) == 1.0
    assert [unit_fit(asked, said, cell(unit=unit)) for unit in never] == [None] * len(never)


def test_a_count_is_of_what_the_next_word_names(town: Town) -> None:
    asked = town.understood("Montako venettä satamassa kävi?")
    boats, people = (
        unit_fit(asked, hit(text, StatementKind.SENTENCE), cell(unit=None))
        for text in ("Satamassa kävi 120 venettä.", "Satamassa kävi 120 matkustajaa.")
    )
    assert boats is not None and people is not None and boats > people


def test_how_much_is_money_before_anything_else(town: Town) -> None:
    asked = town.understood("Paljonko poistot olivat?")
    euros, bare, share = (unit_fit(asked, hit(), cell(unit=unit)) for unit in ("EUR", None, "%"))
    assert euros is not None and bare is not None and share is not None and euros > bare > share


# --- whose figures -------------------------------------------------------------------------------

_GROUP = hit(section=("Konsernin tuloslaskelma",), entity=None)
_CITY = hit(section=("Kaupungin tuloslaskelma",), entity=None)


def test_the_group_and_the_city_are_told_apart(town: Town) -> None:
    for question, right, wrong in (
        ("Mikä on konsernin maksujen ennuste?", _GROUP, _CITY),
        ("Mikä on kaupungin maksujen ennuste?", _CITY, _GROUP),
    ):
        asked = town.understood(question)
        assert scope_fit(asked, right, cell()) is not None, question
        assert scope_fit(asked, wrong, cell()) is None, question
    open_to_both = town.understood("Mikä on maksujen ennuste?")
    city, group = (scope_fit(open_to_both, whose, cell()) for whose in (_CITY, _GROUP))
    assert city is not None and group is not None and city > group


def test_a_column_of_the_city_in_a_table_of_the_group_is_the_citys(town: Town) -> None:
    asked = town.understood("Mikä on kaupungin maksujen ennuste?")
    group, own = (
        scope_fit(asked, _GROUP, replace(cell(), column=name)) for name in ("2033", "Kaupunki 2033")
    )
    assert group is None and own is not None


def test_a_company_does_not_answer_for_the_city_unless_it_is_named(town: Town) -> None:
    company = hit(entity="Rantakuja Oy")
    assert scope_fit(town.understood("Mitkä ovat kaupungin maksut?"), company, cell()) is None
    sentence = hit("Maksuja kertyi 120 euroa.", StatementKind.SENTENCE, entity="Rantakuja Oy")
    assert scope_fit(town.understood("Paljonko maksut olivat?"), sentence, cell()) is None
    unnamed = scope_fit(town.understood("Paljonko maksut olivat?"), company, cell())
    named = scope_fit(town.understood("Paljonko Rantakuja Oy:n maksut olivat?"), company, cell())
    assert unnamed is not None and named is not None and named > unnamed


def test_a_company_is_named_by_what_it_does(town: Town) -> None:
    sentence = hit("Maksuja kertyi 120 euroa.", StatementKind.SENTENCE, entity="Rantakujan Vesi Oy")
    assert scope_fit(town.understood("Paljonko vesiyhtiön maksut olivat?"), sentence, cell()) is not None
    assert scope_fit(town.understood("Paljonko lämpöyhtiön maksut olivat?"), sentence, cell()) is None


def test_what_is_told_of_the_whole_country_answers_only_who_asks_of_it(town: Town) -> None:
    text = "Koko maassa lainaa oli asukasta kohden 120 euroa."
    sentence = hit(text, StatementKind.SENTENCE)
    assert scope_fit(town.understood("Paljonko lainaa oli asukasta kohden?"), sentence, cell()) is None
    asked = town.understood("Paljonko lainaa oli koko maassa asukasta kohden?")
    assert scope_fit(asked, sentence, cell()) is not None


def test_a_month_is_not_answered_by_its_year_but_its_end_may_be(town: Town) -> None:
    in_december = town.understood("Paljonko maksuja kertyi joulukuussa 2033?")
    by_december = town.understood("Paljonko maksuja kertyi joulukuun 2033 loppuun mennessä?")
    for question, fits in ((in_december, False), (by_december, True)):
        periods = asked_periods(question, REPORT)
        assert (period_fit(periods, hit(), cell(when="2033"), REPORT) is not None) is fits, question.text


def test_a_month_of_last_year_is_not_this_years(town: Town) -> None:
    asked = asked_periods(town.understood("Paljonko maksuja kertyi viime vuoden maaliskuussa?"), REPORT)
    assert {when.start.year for when in asked} == {REPORT.period.end.year - 1 if REPORT.period else 0}


def test_a_sentence_of_the_report_means_its_own_year_by_a_month(town: Town) -> None:
    asked = asked_periods(town.understood("Paljonko maksuja kertyi maaliskuussa?"), REPORT)
    for text, fits in (("Maaliskuussa kertyi 5 maksua.", True), ("Toukokuussa kertyi 5 maksua.", False)):
        sentence = hit(text, StatementKind.SENTENCE)
        assert (period_fit(asked, sentence, cell(), REPORT) is not None) is fits, text
