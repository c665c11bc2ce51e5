"""Numbers and names as answers print them; computed numbers that say exactly what they are."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from index_samples import FIRST_QUARTER as QUARTER
from index_samples import figure, sentence

from ingest.records import Figure, FigureKind, Quote, StatementKind
from service.records import AnswerFigure, Language
from service.wording import difference, mark, metric_of, named, number_text, printed, total

FI, SV, EN = Language.FINNISH, Language.SWEDISH, Language.ENGLISH
TEXT = figure("2,4", "2400000", "ylijäämä", entity="Vesilaitos")
CELL = replace(TEXT, kind=FigureKind.TABLE, raw="2 400", scale=1000, printed_unit="1 000 euroa",
               column="TA 2031", metric="Myyntituotot", support=(Quote(1, "1 000 euroa"),))  # fmt: skip


def told(raw: str, value: str, scale: int = 1000, citation: int | None = 1) -> AnswerFigure:
    return AnswerFigure(raw, "1 000 euroa", Decimal(value), "EUR", scale, "Vesilaitos", "Myynti", "TA 2031",
                        None, citation)  # fmt: skip


# --- printed numbers -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed_figure", "language", "text"),
    [
        (TEXT, FI, "2,4 milj. euroa"),
        (replace(TEXT, qualifier="noin"), FI, "noin 2,4 milj. euroa"),
        (replace(TEXT, printed_unit=None), FI, "2,4"),
        (CELL, FI, "2 400 (yksikkö 1 000 euroa)"),
        (CELL, SV, "2 400 (enhet 1 000 euroa)"),
        (CELL, EN, "2 400 (unit: 1 000 euroa)"),
        (replace(CELL, support=()), FI, "2 400 (tuhansina euroina)"),
        (replace(CELL, support=()), EN, "2 400 (in thousand euros)"),
        (replace(CELL, raw="7,1", printed_unit="%", unit="%", scale=1), FI, "7,1 %"),
        (replace(TEXT, raw="miljoonalla", printed_unit="miljoonalla eurolla"), FI, "miljoonalla eurolla"),
    ],
)
def test_a_number_with_its_unit(printed_figure: Figure, language: Language, text: str) -> None:
    assert number_text(printed_figure, language) == text


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        ("1234567", 0, "+1 234 567"),
        ("-1234.5", 1, "-1 234,5"),
        ("0.05", 2, "+0,05"),
        ("0", 0, "0"),
        ("999", 0, "+999"),
        ("-1000", 0, "-1 000"),
    ],
)
def test_computed_numbers_are_spelt_in_finnish(value: str, places: int, text: str) -> None:
    assert printed(Decimal(value), places) == text


@given(st.integers(-(10**12), 10**12), st.integers(0, 3))
def test_a_computed_number_reads_back_as_itself(digits: int, places: int) -> None:
    value = Decimal(digits).scaleb(-places)
    text = printed(value, places)
    assert Decimal(text.replace(" ", "").replace(",", ".")) == value
    assert not re.search(r"\d{4}", text.partition(",")[0])


# --- computed figures ----------------------------------------------------------------------------


def test_a_difference_names_its_operands_and_cites_nothing_itself() -> None:
    later, earlier = told("2 400", "2400000"), told("2 650", "2650000")
    result = difference(later, earlier)
    assert (result.raw, result.value, result.scale, result.unit) == ("-250", Decimal(-250_000), 1000, "EUR")
    assert result.derivation is not None and result.citation is None
    assert (result.derivation.operation, result.derivation.operands) == ("difference", (later, earlier))
    assert mark(result) == "" and mark(later) == "[1]"


def test_a_difference_has_the_decimals_of_its_finer_operand() -> None:
    assert difference(told("3,25", "3250"), told("1,5", "1500")).raw == "+1,75"
    assert difference(told("3,5", "3500"), told("1,5", "1500")).raw == "+2,0"


def test_a_sum_names_its_operands() -> None:
    parts = told("-1 200", "-1200000"), told("-300", "-300000"), told("50", "50000")
    result = total(*parts)
    assert (result.raw, result.value) == ("-1 450", Decimal(-1_450_000))
    assert result.derivation is not None
    assert (result.derivation.operation, result.derivation.operands) == ("sum", parts)
    assert total(told("1,5", "1500"), told("2,25", "2250")).raw == "3,75", "a sum has no plus sign"


_CELLS = st.integers(-9_999_999, 9_999_999)


@given(_CELLS, _CELLS)
def test_a_printed_difference_is_its_value(later: int, earlier: int) -> None:
    result = difference(told("0", str(later * 1000)), told("0", str(earlier * 1000)))
    assert Decimal(result.raw.replace(" ", "")) * 1000 == result.value == (later - earlier) * 1000


# --- names ---------------------------------------------------------------------------------------


def test_a_name_is_body_item_and_column_as_printed() -> None:
    row = sentence("s1", "Myyntituotot 2 400", entity="Vesilaitos", label="Myyntituotot")
    assert named(row, CELL) == "Vesilaitos – Myyntituotot, TA 2031"
    assert named(replace(row, entity=None), CELL) == "Myyntituotot, TA 2031"
    assert named(row, replace(CELL, column=None)) == "Vesilaitos – Myyntituotot"


def test_a_name_says_nothing_twice() -> None:
    row = sentence("s1", "Vesilaitoksen tulos 2 400", entity="Vesilaitos", label="x")
    assert named(row, replace(CELL, metric="Vesilaitos yhteensä")) == "Vesilaitos yhteensä, TA 2031"
    assert named(row, replace(CELL, metric="Tulos TA 2031")) == "Vesilaitos – Tulos TA 2031"


def test_a_column_is_named_without_the_unit_in_its_header() -> None:
    row = sentence("s1", "Myyntituotot 2 400", label="Myyntituotot")
    assert named(row, replace(CELL, column="TA 2031 1 000 €")) == "Myyntituotot, TA 2031"


CARD = sentence("c", "KATE ENNUSTE 1,2 (2030: 1,1; TA: 1,0)", kind=StatementKind.CARD, figures=tuple(
    replace(TEXT, raw=raw, kind=FigureKind.CARD, metric="KATE ENNUSTE", column=column, entity=None)
    for raw, column in (("1,2", "ENNUSTE"), ("1,1", "2030"), ("1,0", "TA"))
))  # fmt: skip


def test_what_a_card_says_of_its_large_number_is_not_said_of_those_beside_it() -> None:
    forecast, actual, budget = CARD.figures
    assert named(CARD, forecast) == "KATE ENNUSTE"
    assert named(CARD, replace(forecast, column=None)) == "KATE ENNUSTE"
    assert (named(CARD, actual), named(CARD, budget)) == ("KATE, 2030", "KATE, TA")
    assert metric_of(CARD, actual) == "KATE"


def test_a_card_that_names_a_time_names_it_of_its_large_number_alone() -> None:
    main, before = CARD.figures[:2]
    main = replace(main, metric="TYÖVUODET 1–3/2031", column=None, period=replace(QUARTER, label="1–3/2031"))
    before = replace(before, metric="TYÖVUODET 1–3/2031", column="1–3/2030")
    card = replace(CARD, figures=(main, before))
    assert (named(card, main), named(card, before)) == ("TYÖVUODET 1–3/2031", "TYÖVUODET, 1–3/2030")
