"""Of which time a sentence's numbers are."""

from __future__ import annotations

import pytest

from ingest.periods import months_period, year_period
from ingest.records import Period
from ingest.sentence_numbers import sentence_numbers
from ingest.sentence_periods import nearest_period, tells_outcome
from ingest.sentences import clause_at

QUARTER = months_period(1, 3, 2031)
YEAR = year_period(2031)


def labels(sentence: str, report: Period = QUARTER) -> list[str | None]:
    found = [
        nearest_period(sentence, clause_at(sentence, number.start), number.start, report)
        for number in sentence_numbers(sentence)
    ]
    return [period.label if period else None for period in found]


@pytest.mark.parametrize(
    ("sentence", "periods"),
    [
        ("Vuosikate oli 7,7 milj. euroa vuonna 2029, edellisvuonna 12,1 milj. euroa.", ["2029", "2028"]),
        ("Vuonna 2030 kertyi 12,1 milj. euroa ja sitä edellisenä vuonna 10,2 milj. euroa.", ["2030", "2029"]),
        ("Lamppuja uusittiin 1 307 (edellisvuonna 1 650).", [None, "2030"]),
        ("Käyntejä oli 740, kun vuotta aiemmin luku oli 590.", [None, "2030"]),
        ("Käyntejä oli 740, kun kolme vuotta aiemmin niitä oli 590.", [None, "2028"]),
        ("Tulot olivat 5 milj. euroa, viime vuonna 4 milj. euroa.", [None, "2030"]),
        ("Tulot olivat 5 % suuremmat kuin vuotta aiemmin.", [None]),
        ("Edellisvuotta enemmän kertyi 5 milj. euroa.", [None]),
        (
            "Tammi–maaliskuussa 2031 kertyi 5 milj. euroa, edellisvuonna vastaavaan aikaan 4 milj. euroa.",
            ["1–3/2031", "1–3/2030"],
        ),
    ],
)
def test_years_counted_back(sentence: str, periods: list[str | None]) -> None:
    assert labels(sentence) == periods


def test_last_year_is_unsure_in_a_report_of_a_whole_year() -> None:
    assert labels("Tulot olivat viime vuonna 4 milj. euroa.", YEAR) == [None]
    assert labels("Tulot olivat edellisvuonna 4 milj. euroa.", YEAR) == ["2030"]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Henkilötyövuosia kertyi kaikkiaan 51,5.", True), ("Päätöksiä tehtiin 278.", True),
        ("Tulot olivat 5 milj. euroa.", True), ("Tulot ovat 5 milj. euroa.", False),
        ("Vuonna 2029 tulot olivat 5 milj. euroa.", False),
        ("Tulot olivat edellisvuonna 5 milj. euroa.", False),
        ("Maaliskuussa tulot olivat 5 milj. euroa.", False), ("Raja on 5 milj. euroa.", False),
    ],
)  # fmt: skip
def test_what_tells_an_outcome_of_the_reports_own_time(sentence: str, told: bool) -> None:
    assert tells_outcome(sentence, clause_at(sentence, sentence_numbers(sentence)[0].start)) is told


@pytest.mark.parametrize(
    ("sentence", "units"),
    [
        ("Henkilötyövuosia kertyi kaikkiaan 51,5.", ["HTV"]),
        ("Henkilötyövuosia kertyi 51,5 ja lainoja 278.", ["HTV", None]),
        ("Kokouksia pidettiin 278.", [None]),
    ],
)
def test_a_clause_may_begin_with_the_unit(sentence: str, units: list[str | None]) -> None:
    assert [number.unit for number in sentence_numbers(sentence)] == units
