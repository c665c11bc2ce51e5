"""Column kinds from headers and from questions, and columns from headers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.columns import find_kinds, read_column
from ingest.numbers import PrintedUnit
from ingest.periods import find_periods
from ingest.records import ColumnKind, Quote

_REPORT = find_periods("Q1/2025")[0].period
_THOUSANDS = PrintedUnit("1 000 €", "EUR", 1000)

A, B, M = ColumnKind.ACTUAL, ColumnKind.BUDGET, ColumnKind.AMENDED_BUDGET
F, D, C = ColumnKind.FORECAST, ColumnKind.DEVIATION, ColumnKind.CHANGE
S, T, P = ColumnKind.SHARE, ColumnKind.TARGET, ColumnKind.PLAN


@pytest.mark.parametrize(
    ("header", "kind", "period"),
    [
        ("TP 2024", A, "2024"),
        ("TP2021", A, "2021"),
        ("Tp 2024", A, "2024"),
        ("Toteuma", A, None),
        ("Toteuma 1–3/2025", A, "1–3/2025"),
        ("TOT 31.3.", A, "31.3.2025"),
        ("Tot. 1-3/2025", A, "1–3/2025"),
        ("Käyttö 31.3.2025", A, "31.3.2025"),
        ("Toteutuma", A, None),
        ("Bokslut 2024", A, "2024"),
        ("Actual 2024", A, "2024"),
        ("Toteuma tammi-maaliskuu", A, "1–3/2025"),
        ("TA2024", B, "2024"),
        ("Ta 2024", B, "2024"),
        ("Alkup. KS 2025", B, "2025"),
        ("Alkuperäinen TA", B, None),
        ("Talousarvio 2025 Alkuperäinen", B, "2025"),
        ("Käyttösuunnitelma 2025", B, "2025"),
        ("Budget 2025", B, "2025"),
        ("Alkuper. tuloarvio", B, None),
        ("KS+LTA 2025", M, "2025"),
        ("TA+LTAt", M, None),
        ("KS+LTA:t", M, None),
        ("TA 2025 + LTA", M, "2025"),
        ("TA2025+muutokset", M, "2025"),
        ("muutettu talousarvio 2025", M, "2025"),
        ("Tarkistettu TA", M, None),
        ("Voimassa oleva talousarvio", M, None),
        ("Talousarvio muutosten jälkeen", M, None),
        ("TA muutosten jälkeen", M, None),
        ("TA muutoksineen", M, None),
        ("Tarkistettu määräraha", M, None),
        ("TA-muutos", C, None),
        ("TA Muutokset", C, None),
        ("Talousarvio- muutokset", C, None),
        ("LTA", C, None),
        ("Muutos €", C, None),
        ("Muutos-%", C, None),
        ("Muutos TP24/TA25", C, None),
        ("Kasvu-%", C, None),
        ("Ennuste 2025", F, "2025"),
        ("ENN 2025", F, "2025"),
        ("TPE 2025", F, "2025"),
        ("TP-ennuste", F, None),
        ("Tilinpäätösennuste 2025", F, "2025"),
        ("Prognos 2025", F, "2025"),
        ("Poikkeama", D, None),
        ("Poikkeama KS+LTA/ENN", D, None),
        ("Poikkeama\nKS+LTA/ENN", D, None),
        ("Ero", D, None),
        ("Ero TA/ENN", D, None),
        ("Erotus", D, None),
        ("Jäljellä", D, None),
        ("Yli-/alitus", D, None),
        ("TA-TOT", D, None),
        ("Ennuste – TA", D, None),
        ("Poikkeama, %", D, None),
        ("Avvikelse", D, None),
        ("Tot. %", S, None),
        ("Toteuma-% TA:sta", S, None),
        ("Käyttö%", S, None),
        ("%", S, None),
        ("Osuus, %", S, None),
        ("Toteuma 3/2025 %", S, "3/2025"),
        ("Tavoite 2025", T, "2025"),
        ("TS 2026", P, "2026"),
        ("TAE 2026", P, "2026"),
        ("Taloussuunnitelma 2027", P, "2027"),
        ("tp 24", A, "2024"),
        ("Tp-24", A, "2024"),
        ("ta 2025", B, "2025"),
        ("Tot 1-8/25", A, "1–8/2025"),
        ("tot 9/25", A, "9/2025"),
        ("elo-25", None, "8/2025"),
        ("2025 Tammi–elo", None, "1–8/2025"),
        ("Toteuma 01-08 2025", A, "1–8/2025"),
        ("Q1–Q3/2024", None, "1–9/2024"),
        ("Luokat 3-6 2024", None, "2024"),
        ("TA 2026 muutettu", M, "2026"),
        ("Ändr. budget", M, None),
        ("Budget inkl. ändringar", M, None),
        ("Arvio 2026", F, "2026"),
        ("Arvio", None, None),
        ("Raami 2027", P, "2027"),
        ("Kj:n esitys 2027", P, "2027"),
        ("Poikk. %", D, None),
        ("Kertymä 9/2024", A, "9/2024"),
        ("Ennuste-%", S, None),
        ("% of budget", S, None),
        ("Utfall %", S, None),
        ("Toteuma/TA", S, None),
        ("Enn/TA", None, None),
        ("Ennuste vs. TA", D, None),
        ("2025/2024", C, None),
        ("TP 2025 vs TP 2024", C, None),
        ("Ero edelliseen vuoteen", C, None),
        ("Muutos ed. vuodesta", C, None),
        ("Ed. vuosi", None, "2024"),
        ("Toteuma ed. v.", A, "2024"),
        ("2024", None, "2024"),
        ("31.12.2024", None, "31.12.2024"),
        ("Konserni 2024", None, "2024"),
        ("Nimi", None, None),
        ("B-A", None, None),
        ("Tot 2024 TA 2025", None, None),
        ("", None, None),
    ],
)
def test_headers(header: str, kind: ColumnKind | None, period: str | None) -> None:
    column = read_column(1, header, None, _REPORT, None)
    assert column.kind == kind
    assert (column.period.label if column.period else None) == period
    assert column.text == header


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("Mikä on liikelaitoksen poikkeama?", [D]),
        ("Poikkeaako se?", [D]),
        ("Paljonko oli talousarviossa?", [B]),
        ("Paljonko oli budjetoitu?", [B]),
        ("Mitkä olivat ennusteen mukaan tuotot?", [F]),
        ("Paljonko toteutui?", [A]),
        ("Mitä tilinpäätöksessä 2024 luki?", [A]),
        ("Miten lainakanta muuttui?", [C]),
        ("Kasvoiko velka?", [C]),
        ("muutetun talousarvion mukaan", [M]),
        ("mitä prognosen visar", [F]),
        ("what is the deviation", [D]),
        ("mikä on suunnitelman mukaisten poistojen määrä", []),
        ("mikä on yli-/alijäämä", []),
        ("lämmön käyttö", []),
        ("ero ennusteen ja talousarvion välillä", [D, F, B]),
        ("mikä oli tavoite", [T]),
    ],
)
def test_questions(question: str, kinds: list[ColumnKind]) -> None:
    assert [mention.kind for mention in find_kinds(question)] == kinds


def test_a_headers_own_unit_goes_before_the_tables() -> None:
    assert read_column(1, "Muutos %", _THOUSANDS, None, None).unit == "%"
    euros = read_column(1, "Muutos €", _THOUSANDS, None, None)
    assert (euros.unit, euros.scale, euros.printed_unit) == ("EUR", 1, "€")
    plain = read_column(1, "TP 2024", _THOUSANDS, None, None)
    assert (plain.unit, plain.scale, plain.printed_unit) == ("EUR", 1000, "1 000 €")


def test_a_share_does_not_take_the_tables_money() -> None:
    column = read_column(1, "Osuus", _THOUSANDS, None, None)
    assert (column.kind, column.unit, column.scale) == (S, None, 1)


def test_a_part_in_money_is_no_share() -> None:
    assert read_column(1, "Konsernin osuus (1 000 €)", None, None, None).kind is None


def test_the_quote_is_kept() -> None:
    quote = Quote(3, "TP 2024")
    assert read_column(2, "TP 2024", None, None, quote).header == quote


def test_a_date_without_a_year_needs_the_reports_period() -> None:
    assert read_column(1, "TOT 31.3.", None, None, None).period is None


@given(st.text(max_size=40))
def test_mentions_are_verbatim_and_never_overlap(text: str) -> None:
    end = 0
    for mention in find_kinds(text):
        assert mention.start >= end
        assert mention.text == text[mention.start : mention.end]
        end = mention.end
