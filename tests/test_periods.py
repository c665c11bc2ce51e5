"""Periods: what reports and questions name, and the days they cover."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.periods import find_periods


def _labels(text: str, year: int | None = None) -> list[str]:
    return [mention.period.label for mention in find_periods(text, year)]


@pytest.mark.parametrize(
    ("text", "label", "start", "end"),
    [
        ("Seurantaraportti Q1/2025", "Q1/2025", "2025-01-01", "2025-03-31"),
        ("Q3 2024", "Q3/2024", "2024-07-01", "2024-09-30"),
        ("2025Q2", "Q2/2025", "2025-04-01", "2025-06-30"),
        ("Q1/25", "Q1/2025", "2025-01-01", "2025-03-31"),
        ("I/2025 neljännes", "Q1/2025", "2025-01-01", "2025-03-31"),
        ("2. neljännes 2025", "Q2/2025", "2025-04-01", "2025-06-30"),
        ("vuoden 2025 ensimmäisellä neljänneksellä", "Q1/2025", "2025-01-01", "2025-03-31"),
        ("ensimmäinen puolivuosi 2025", "H1/2025", "2025-01-01", "2025-06-30"),
        ("Puolivuosikatsaus 2025", "H1/2025", "2025-01-01", "2025-06-30"),
        ("toinen kolmannes 2025", "T2/2025", "2025-05-01", "2025-08-31"),
        ("1.1.–31.3.2025", "1–3/2025", "2025-01-01", "2025-03-31"),
        ("1.1. - 31.8.2025", "1–8/2025", "2025-01-01", "2025-08-31"),
        ("1.1.2025–31.12.2025", "2025", "2025-01-01", "2025-12-31"),
        ("15.–20.3.2025", "15.3.–20.3.2025", "2025-03-15", "2025-03-20"),
        ("1–3/2025", "1–3/2025", "2025-01-01", "2025-03-31"),
        ("Osavuosikatsaus 1-8/2025", "1–8/2025", "2025-01-01", "2025-08-31"),
        ("tammi-maaliskuu 2025", "1–3/2025", "2025-01-01", "2025-03-31"),
        ("tammi–maalis 2025", "1–3/2025", "2025-01-01", "2025-03-31"),
        ("tammikuusta elokuuhun 2025", "1–8/2025", "2025-01-01", "2025-08-31"),
        ("vuoden 2025 tammi-huhtikuussa", "1–4/2025", "2025-01-01", "2025-04-30"),
        ("helmikuussa 2024", "2/2024", "2024-02-01", "2024-02-29"),
        ("12/2023", "12/2023", "2023-12-01", "2023-12-31"),
        ("31.3.2025", "31.3.2025", "2025-03-31", "2025-03-31"),
        ("31. maaliskuuta 2025", "31.3.2025", "2025-03-31", "2025-03-31"),
        ("2025-03-31", "31.3.2025", "2025-03-31", "2025-03-31"),
        ("TP 2024", "2024", "2024-01-01", "2024-12-31"),
        ("TP2024", "2024", "2024-01-01", "2024-12-31"),
        ("TA25", "2025", "2025-01-01", "2025-12-31"),
        ("2024", "2024", "2024-01-01", "2024-12-31"),
        ("vuoden 2027 loppuun mennessä", "2027", "2027-01-01", "2027-12-31"),
        ("v. 2023", "2023", "2023-01-01", "2023-12-31"),
        ("vuosina 2020–2024", "2020–2024", "2020-01-01", "2024-12-31"),
        ("lukuvuonna 2024–2025", "2024–2025", "2024-08-01", "2025-07-31"),
        ("keväällä 2025", "kevät 2025", "2025-03-01", "2025-05-31"),
        ("vuodenvaihteessa 2024–2025", "31.12.2024", "2024-12-31", "2024-12-31"),
        ("kolmannesvuosiraportti 2/2025", "2/2025", "2025-01-01", "2025-08-31"),
        ("osavuosikatsaus 2/2025", "2/2025", "2025-01-01", "2025-06-30"),
        ("Osavuosiraportti II/2025", "II/2025", "2025-01-01", "2025-06-30"),
        ("första kvartalet 2025", "Q1/2025", "2025-01-01", "2025-03-31"),
        ("i mars 2025", "3/2025", "2025-03-01", "2025-03-31"),
        ("first quarter of 2025", "Q1/2025", "2025-01-01", "2025-03-31"),
        ("January–March 2025", "1–3/2025", "2025-01-01", "2025-03-31"),
        ("vuonna 2024 asukasta kohti", "2024", "2024-01-01", "2024-12-31"),
        ("2024 M€", "2024", "2024-01-01", "2024-12-31"),
    ],
)
def test_one_period(text: str, label: str, start: str, end: str) -> None:
    (mention,) = find_periods(text)
    assert mention.period.label == label
    assert (mention.period.start, mention.period.end) == (date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "maaliskuussa",
        "TOT 31.3.",
        "tammi-maaliskuu",
        "2000 euroa",
        "2024 asukasta",
        "410/2015",
        "45.13.2025",
        "2 024",
        "2024-ohjelma",
        "123/2024/2025",
        "§ 2024",
        "klo 12.30",
        "sivu 12",
        "TA 30 000 euroa",
        "TA 25 milj. euroa",
        "TOT 12 htv",
    ],
)
def test_no_period(text: str) -> None:
    assert find_periods(text) == ()


def test_an_amount_after_a_quarter_is_not_its_year() -> None:
    assert _labels("Q1 15 milj. euroa") == []
    assert _labels("Q1 15 milj. euroa", 2025) == ["Q1/2025"]
    assert _labels("Q1 15 000 euroa", 2025) == ["Q1/2025"]
    assert _labels("TA25 M€ ja Q1/25 M€") == ["2025", "Q1/2025"]


def test_several_periods_stand_in_order() -> None:
    assert _labels("TP 2024, TA 2025 ja ennuste 3/2025") == ["2024", "2025", "3/2025"]
    assert _labels("Muutos TP24/TA25") == ["2024", "2025"]


def test_a_known_year_completes_what_names_none() -> None:
    assert _labels("TOT 31.3.", 2025) == ["31.3.2025"]
    assert _labels("Toteuma 1–3", 2025) == ["1–3/2025"]
    assert _labels("maaliskuussa", 2025) == ["3/2025"]
    assert _labels("TP 2024", 2025) == ["2024"]


def test_the_year_goes_with_its_word() -> None:
    text = "laski vuoden 2024 lopussa"
    (mention,) = find_periods(text)
    assert text[mention.start : mention.end] == "vuoden 2024 lopussa"


@given(st.dates(date(1990, 1, 1), date(2060, 12, 31)))
def test_every_day_reads_back(day: date) -> None:
    (mention,) = find_periods(f"tilanne {day.day}.{day.month}.{day.year} oli")
    assert (mention.period.start, mention.period.end) == (day, day)


@given(st.dates(date(2000, 1, 1), date(2050, 12, 31)), st.integers(1, 900))
def test_every_stretch_reads_back(first: date, days: int) -> None:
    last = first + timedelta(days=days)
    (mention,) = find_periods(f"{first.day}.{first.month}.{first.year}–{last.day}.{last.month}.{last.year}")
    assert (mention.period.start, mention.period.end) == (first, last)


@given(st.text(alphabet=st.sampled_from("0123456789./–- QIVTPvuodenkismar§"), max_size=40))
def test_mentions_never_overlap_and_never_run_backwards(text: str) -> None:
    end = 0
    for mention in find_periods(text, 2025):
        assert mention.start >= end
        assert mention.period.start <= mention.period.end
        end = mention.end
