"""Where a question says to look: what names the place is no part of what is asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from town import Town

from index.contract import ReportSummary
from ingest.periods import find_periods
from ingest.records import Period
from service.where import Where, find_where


def _report(id: str, organisation: str, title: str, kind: str, period: Period) -> ReportSummary:
    return ReportSummary(id, f"{id}.pdf", "0", title, organisation, None, kind, period, "fi", 1, 0, 0, ())


def _year(year: int) -> Period:
    return Period(str(year), date(year, 1, 1), date(year, 12, 31))


REPORTS = (
    _report("tp", "Rantala", "Tilinpäätös 2030", "tilinpäätös", _year(2030)),
    _report("ta", "Rantala", "Talousarvio 2032", "talousarvio", _year(2032)),
    _report("o1", "Rantala", "Osavuosikatsaus 1/2031", "osavuosikatsaus",
            Period("1/2031", date(2031, 1, 1), date(2031, 4, 30))),
    _report("o2", "Rantala", "Osavuosikatsaus 2/2031", "osavuosikatsaus",
            Period("2/2031", date(2031, 1, 1), date(2031, 8, 31))),
    _report("other", "Vuorela", "Tilinpäätös 2030", "tilinpäätös", _year(2030)),
)  # fmt: skip


def where(town: Town, text: str, reports: Sequence[ReportSummary] = REPORTS) -> Where:
    return find_where(text, town.library, reports)


@pytest.mark.parametrize(
    ("question", "rest", "found"),
    [
        ("Paljonko Rantalan velka oli vuoden 2030 tilinpäätöksen mukaan?", "Paljonko velka oli?", {"tp"}),
        ("Mitä Rantalan tilinpäätöksessä 2030 sanotaan velasta?", "Mitä sanotaan velasta?", {"tp"}),
        ("Mikä oli Rantalan ennuste elokuun lopun katsauksessa 2031?", "Mikä oli ennuste?", {"o2"}),
        ("Mikä oli ennuste Rantalan osavuosikatsauksessa 1/2031?", "Mikä oli ennuste?", {"o1"}),
        ("Mikä oli ennuste Rantalan toisessa osavuosikatsauksessa?", "Mikä oli ennuste?", {"o2"}),
        ("Mikä oli velka Vuorelan tilinpäätöksessä?", "Mikä oli velka?", {"other"}),
    ],
)
def test_the_report_named_is_where_to_look(town: Town, question: str, rest: str, found: set[str]) -> None:
    place = where(town, question)
    assert (place.text, set(place.reports)) == (rest, found)


def test_a_report_that_is_not_there_stays_in_the_question(town: Town) -> None:
    question = "Paljonko velkaa oli vuoden 2019 tilinpäätöksen mukaan?"
    assert where(town, question) == Where(question)


def test_a_budget_stays_a_column_where_nothing_else_tells_the_time(town: Town) -> None:
    place = where(town, "Paljonko Rantalan talousarviossa 2032 on varattu kouluille?")
    assert place.reports == {"ta"}
    assert [mention.period for mention in find_periods(place.text)] == [_year(2032)]


def test_two_reports_are_held_against_each_other(town: Town) -> None:
    question = "Miten ennuste muuttui osavuosikatsauksesta 1/2031 osavuosikatsaukseen 2/2031?"
    assert where(town, question) == Where(question)


def test_two_organisations_are_both_asked_about(town: Town) -> None:
    question = "Kummalla on enemmän velkaa, Rantalalla vai Vuorelalla?"
    assert where(town, question) == Where(question)


def test_a_city_named_alone_is_left_out_but_not_the_word_for_what_it_is(town: Town) -> None:
    place = where(town, "Paljonko Rantalan kaupungilla on velkaa?")
    assert (place.text, place.organisation) == ("Paljonko kaupungilla on velkaa?", "Rantala")


def test_the_group_named_by_the_city_is_still_the_group(town: Town) -> None:
    assert where(town, "Paljonko Rantala-konsernilla on velkaa?").text == "Paljonko konsernilla on velkaa?"


def test_a_date_in_a_title_is_not_the_number_of_a_report(town: Town) -> None:
    until_august = Period("1–8/2031", date(2031, 1, 1), date(2031, 8, 31))
    reports = (_report("o", "Rantala", "Osavuosikatsaus 1.1.–31.8.2031", "osavuosikatsaus", until_august),)
    question = "Mikä oli velka ensimmäisessä osavuosikatsauksessa?"
    assert where(town, question, reports) == Where(question)
