"""KPI cards: label, number, unit and comparisons in whatever order they are printed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from ingest.cards import Card, read_card, year_of
from ingest.records import ColumnKind, Figure, Period

QUARTER = Period("Q1/2025", date(2025, 1, 1), date(2025, 3, 31))


def card(text: str) -> Card:
    found = read_card(text, 3, None, "Satama", QUARTER)
    assert found is not None, text
    return found


def told(figure: Figure) -> tuple[str, Decimal, str | None, str | None]:
    return figure.raw, figure.value, figure.unit, figure.period.label if figure.period else None


@pytest.mark.parametrize(
    "text",
    [
        "Toimintatuotot ennuste\n5,6\nmilj. euroa",
        "5,6\nmilj. euroa\nToimintatuotot ennuste",
        "Toimintatuotot ennuste\n5,6 milj. euroa",
        "milj. euroa\nToimintatuotot ennuste\n5,6",
        "Toimintatuotot ennuste 5,6 milj. euroa",
        "Toimintatuotot ennuste\n\n 5,6 \n milj. euroa\n(2024: 7,4)",
        "Toimintatuotot ennuste\n5,6 milj. euroa\n(2024:7,4)",
        "(2024: 7,4)\nToimintatuotot ennuste\n5,6\nmilj. euroa",
        "Toiminta-\ntuotot ennuste\n5,6\nmilj. euroa",
    ],
)
def test_the_order_of_the_lines_does_not_matter(text: str) -> None:
    read = card(text)
    assert read.label == "Toimintatuotot ennuste"
    first = read.figures[0]
    assert told(first) == ("5,6", Decimal(5_600_000), "EUR", "2025")
    assert (first.column_kind, first.page, first.entity) == (ColumnKind.FORECAST, 3, "Satama")
    assert first.printed_unit == "milj. euroa"


@pytest.mark.parametrize(
    ("comparison", "raw", "kind", "period", "unit"),
    [
        ("(2024: 7,4)", "7,4", ColumnKind.ACTUAL, "2024", "%"),
        ("(2024:7,4)", "7,4", ColumnKind.ACTUAL, "2024", "%"),
        ("(TP 2024 7,4)", "7,4", ColumnKind.ACTUAL, "2024", "%"),
        ("TP 2024: 7,4", "7,4", ColumnKind.ACTUAL, "2024", "%"),
        ("ed. vuosi 7,4", "7,4", ColumnKind.ACTUAL, "2024", "%"),
        ("(ed. vuosi: 7,4)", "7,4", ColumnKind.ACTUAL, "2024", "%"),
        ("(edellinen vuosi 7,4 %)", "7,4", ColumnKind.ACTUAL, "2024", "%"),
        ("(tavoite: alle 4,0)", "4,0", ColumnKind.TARGET, "2025", "%"),
        ("Tavoite 4,0 %", "4,0", ColumnKind.TARGET, "2025", "%"),
        ("(TA 2025: 5,0)", "5,0", ColumnKind.BUDGET, "2025", "%"),
        ("(TA+LTA: 15,4 %)", "15,4", ColumnKind.AMENDED_BUDGET, "2025", "%"),
        ("(poikkeama +1,0)", "+1,0", ColumnKind.DEVIATION, "Q1/2025", "%"),
        ("Muutos\n+0,2", "+0,2", ColumnKind.CHANGE, "Q1/2025", "%"),
    ],
)
def test_comparisons(comparison: str, raw: str, kind: ColumnKind, period: str, unit: str) -> None:
    for text in (
        f"Sairauspoissaolot\n4,2\n% työajasta\n{comparison}",
        f"Sairauspoissaolot\n4,2 %\n{comparison}",
    ):
        read = card(text)
        assert read.label == "Sairauspoissaolot"
        assert told(read.figures[0]) == ("4,2", Decimal("4.2"), "%", "Q1/2025")
        (other,) = read.figures[1:]
        assert (other.raw, other.column_kind, other.unit) == (raw, kind, unit)
        assert other.period is not None and other.period.label == period


def test_growth_in_per_cent_of_an_amount() -> None:
    for line in ("+2,3 % edellisvuodesta", "kasvua 2,3 % edellisvuodesta", "(+2,3 % edellisestä vuodesta)"):
        main, growth = card(f"Verotulot\n12,3\nmilj. €\n{line}").figures
        assert main.value == Decimal(12_300_000)
        assert (growth.value, growth.unit, growth.column_kind) == (Decimal("2.3"), "%", ColumnKind.CHANGE)


def test_a_share_of_an_amount() -> None:
    main, share = card("Verotulot\n12,3\nmilj. €\n(TA+LTA: 15,4 %)").figures
    assert (share.unit, share.column_kind, share.scale) == ("%", ColumnKind.SHARE, 1)
    assert main.unit == "EUR"


def test_several_comparisons_on_a_line() -> None:
    read = card("Lainat\n4 250 €/asukas\n(2023: 4 100; 2022: 3 900)")
    assert [told(figure) for figure in read.figures[1:]] == [
        ("4 100", Decimal(4100), "EUR/asukas", "2023"),
        ("3 900", Decimal(3900), "EUR/asukas", "2022"),
    ]
    read = card("Verotulot\n12,3\nmilj. €\n(TA 2025: 12,0 milj. €, poikkeama +0,3)")
    assert [figure.raw for figure in read.figures] == ["12,3", "12,0", "+0,3"]


@pytest.mark.parametrize(
    "line",
    [
        "TP 2024 7,4 TA 2025 5,2",
        "TP 2024 7,4 / TA 2025 5,2",
        "(TP 2024: 7,4 | TA 2025: 5,2)",
        "TP 2024 7,4 · TA 2025 5,2",
    ],
)
def test_comparisons_side_by_side(line: str) -> None:
    read = card(f"Toimintatuotot\n5,6 milj. €\n{line}")
    assert read.label == "Toimintatuotot"
    assert [(figure.raw, figure.column_kind) for figure in read.figures] == [
        ("5,6", None),
        ("7,4", ColumnKind.ACTUAL),
        ("5,2", ColumnKind.BUDGET),
    ]


@pytest.mark.parametrize("line", ["+3 %", "▲ 3 %", "↑3 %"])
def test_a_bare_change_below_the_number(line: str) -> None:
    main, change = card(f"Henkilöstö\n1 234\n{line}").figures
    assert (main.raw, change.value, change.unit, change.column_kind) == (
        "1 234",
        Decimal(3),
        "%",
        ColumnKind.CHANGE,
    )


def test_against_another_number() -> None:
    main, other = card("Sairauspoissaolot\n4,2 %\nvs. 4,5 %").figures
    assert (main.raw, other.raw, other.column) == ("4,2", "4,5", "vs.")


def test_the_unit_above_and_the_label_below() -> None:
    read = card("milj. €\n12,5\nInvestoinnit")
    assert (read.label, read.figures[0].value) == ("Investoinnit", Decimal(12_500_000))


def test_a_card_of_one_line_that_begins_with_its_number() -> None:
    assert card("12,5 M€ | Investoinnit").label == "Investoinnit"


def test_a_time_above_the_number_does_not_hide_the_label_below() -> None:
    read = card("TOT 31.3.\n14,2\nM€\nToimintatulot")
    assert read.label == "Toimintatulot TOT 31.3."
    assert (read.figures[0].column, read.figures[0].column_kind) == ("TOT 31.3.", ColumnKind.ACTUAL)


def test_the_column_keeps_its_whole_date() -> None:
    assert card("Tulos TOT 31.3.2025\n-1,2 M€").figures[0].column == "TOT 31.3.2025"


def test_a_comparison_has_the_scale_of_the_number_unless_it_prints_its_own() -> None:
    read = card("Lainakanta\n92 504\n1 000 €\nTP 2024: 90 000")
    assert [figure.value for figure in read.figures] == [Decimal(92_504_000), Decimal(90_000_000)]
    read = card("Ylijäämä\n2,6 milj. euroa\n(2024: 350 000 euroa)")
    assert [figure.value for figure in read.figures] == [Decimal(2_600_000), Decimal(350_000)]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("TOIMINTA-\nTUOTOT\n5,6\nM€", "TOIMINTATUOTOT"),
        ("Palvelujen kehittämis-\nja tukipalvelut\n5,6\nM€", "Palvelujen kehittämis- ja tukipalvelut"),
        ("Etelä-\nSavo\n5,6\nM€", "Etelä-Savo"),
        ("Kävijät/\nasukas\n5,6", "Kävijät/asukas"),
        ("Toimintakulut -\nkoko vuosi\n5,6\nM€", "Toimintakulut - koko vuosi"),
    ],
)
def test_a_label_hyphenated_over_lines(text: str, label: str) -> None:
    assert card(text).label == label


def test_a_label_that_tells_the_time() -> None:
    assert told(card("1 234\nhenkilöä\nHenkilöstömäärä 31.12.2024").figures[0])[3] == "31.12.2024"
    assert told(card("Vuosikate\n12,0\nmilj. euroa\nennuste 31.12.2025").figures[0])[3] == "31.12.2025"
    assert told(card("2024\nVerotulot\n12,3 milj. €").figures[0]) == (
        "12,3",
        Decimal(12_300_000),
        "EUR",
        "2024",
    )


def test_a_negative_number_in_brackets_is_the_number_where_there_is_no_other() -> None:
    assert told(card("Tulos\n(3,2)\nmilj. €").figures[0])[:2] == ("(3,2)", Decimal(-3_200_000))
    assert card("Verotulot\n12,3 milj. €\n(7,4)").figures[0].raw == "12,3"


def test_a_qualifier_stays_apart() -> None:
    figure = card("Asukkaita\nnoin 1 200").figures[0]
    assert (figure.raw, figure.qualifier) == ("1 200", "noin")


@pytest.mark.parametrize("text", ["", "Ei lukua\nlainkaan", "Päivitetään 7.4.", "\n \n"])
def test_no_number_is_no_card(text: str) -> None:
    assert read_card(text, 1, None, None, QUARTER) is None


def test_without_a_report_period_nothing_is_dated() -> None:
    read = read_card("Verotulot ennuste\n5,6\nM€\n(ed. vuosi 5,0)", 1, None, None, None)
    assert read is not None and [figure.period for figure in read.figures] == [None, None]


def test_the_year_of_a_period() -> None:
    assert year_of(QUARTER) == Period("2025", date(2025, 1, 1), date(2025, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "VUOSIKATE\n−3,2\nmilj. euroa (2024: +1,1)",
        "VUOSIKATE\n−3,2 milj. euroa (2024: +1,1)",
        "VUOSIKATE −3,2 milj. euroa (2024: +1,1)",
        "VUOSIKATE\n−3,2\nmilj.\neuroa (2024: +1,1)",
        "VUOSIKATE (2024: +1,1)\n−3,2\nmilj. euroa",
        "milj. euroa (2024: +1,1)\n−3,2\nVUOSIKATE",
        "VUOSIKATE\n−3,2\nmilj. euroa, 2024: +1,1",
        "VUOSIKATE\n−3,2\nmilj. euroa | 2024: +1,1",
    ],
)
def test_a_unit_on_the_line_of_the_comparison_is_that_of_both_numbers(text: str) -> None:
    read = card(text)
    assert read.label == "VUOSIKATE"
    assert [(figure.raw, figure.value, figure.unit) for figure in read.figures] == [
        ("−3,2", Decimal(-3_200_000), "EUR"),
        ("+1,1", Decimal(1_100_000), "EUR"),
    ]
    assert read.figures[1].column == "2024" and read.figures[1].column_kind is ColumnKind.ACTUAL


@pytest.mark.parametrize(
    ("text", "numbers", "unit"),
    [
        ("Väkiluku\n12 345\nasukasta (2024: 12 400)", ["12 345", "12 400"], "asukas"),
        ("Henkilöstö\n812\nhtv (TA 820)", ["812", "820"], "HTV"),
        ("Lainakanta\n2 345 €\n/ asukas", ["2 345"], "EUR/asukas"),
        ("Lainakanta\n2 345\n€ / asukas (2024: 2 300)", ["2 345", "2 300"], "EUR/asukas"),
        ("Lainakanta\n2 345 €\n/ asukas (2024: 2 300)", ["2 345", "2 300"], "EUR/asukas"),
        ("Poissaolot\n4,2\n% työajasta (2024: 4,4)", ["4,2", "4,4"], "%"),
    ],
)
def test_counts_and_ratios_beside_a_comparison(text: str, numbers: list[str], unit: str) -> None:
    figures = card(text).figures
    assert [figure.raw for figure in figures] == numbers
    assert {figure.unit for figure in figures} == {unit}


def test_a_label_with_a_slash_and_a_unit_in_brackets_stay_labels() -> None:
    assert card("Tuotot\n/ kulut\n5,2 %").label == "Tuotot / kulut"
    amount = card("VUOSIKATE (1 000 €)\n-3 200\n(2024: 1 100)")
    assert amount.label == "VUOSIKATE (1 000 €)"
    assert [figure.value for figure in amount.figures] == [Decimal(-3_200_000), Decimal(1_100_000)]


def test_a_number_before_a_word_that_is_no_unit_is_the_cards() -> None:
    found = card("19 ohjaajaa\nkoulutettiin keväällä")
    assert (found.figures[0].raw, found.label) == ("19", "ohjaajaa koulutettiin keväällä")


def test_a_label_that_only_says_when_is_the_numbers_column_and_its_unit_stands_in_a_title() -> None:
    titles = ("Nettomenot alueittain, t€", "Satama")
    found = read_card("1–2\n-1 709", 3, None, "Satama", QUARTER, titles)
    assert found is not None
    (figure,) = found.figures
    assert (figure.column, figure.value, figure.unit) == ("1–2", Decimal(-1709000), "EUR")
    assert figure.period is not None
    assert (figure.period.start, figure.period.end) == (date(2025, 1, 1), date(2025, 2, 28))


def test_a_label_with_a_name_takes_no_unit_from_a_title() -> None:
    found = read_card("Asukasluku\n24 318", 3, None, None, QUARTER, ("Nettomenot, t€",))
    assert found is not None
    assert found.figures[0].unit is None
