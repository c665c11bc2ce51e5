"""Printed numbers: what counts as one, its exact text, and its value in its unit."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.numbers import find_numbers, find_unit, is_year, parse_cell

_SPACES = " \u00a0\u202f\u2009\u2007"
_MINUSES = "-\u2212\u2013\u2010\u2011"


def _raws(text: str) -> list[str]:
    return [number.raw for number in find_numbers(text)]


def _only(text: str) -> tuple[str, Decimal, str | None, int]:
    (number,) = find_numbers(text)
    return number.raw, number.value, number.unit, number.scale


# --- any number in any style reads back ------------------------------------------------------------


def _grouped(digits: str, separator: str) -> str:
    head = len(digits) % 3
    groups = ([digits[:head]] if head else []) + [digits[i : i + 3] for i in range(head, len(digits), 3)]
    return separator.join(groups)


@st.composite
def _printed(draw: st.DrawFn) -> tuple[str, Decimal]:
    whole = draw(st.integers(0, 10**10))
    decimals = draw(st.text("0123456789", min_size=0, max_size=3))
    separator = draw(st.sampled_from([*_SPACES, ".", ""]))
    sign = draw(st.sampled_from(["", "+", *_MINUSES]))
    body = _grouped(str(whole), separator) + ("," + decimals if decimals else "")
    value = Decimal(f"{whole}.{decimals}" if decimals else str(whole))
    return sign + body, -value if sign and sign in _MINUSES else value


@given(_printed())
def test_a_cell_reads_back_in_every_style(printed: tuple[str, Decimal]) -> None:
    text, value = printed
    number = parse_cell(text)
    assert number is not None
    assert number.number == value
    assert number.raw == text


@given(_printed(), st.sampled_from([" milj. euroa", " %", " €", "\u00a0prosenttia", " kpl"]))
def test_a_number_with_its_unit_reads_back_in_running_text(printed: tuple[str, Decimal], unit: str) -> None:
    text, value = printed
    (number,) = find_numbers(f"Tulos oli {text}{unit} eli ennallaan.")
    assert number.raw == text
    assert number.number == value


@given(_printed().filter(lambda printed: printed[0][0].isdigit()))
def test_parentheses_and_a_trailing_minus_are_negative_in_cells(printed: tuple[str, Decimal]) -> None:
    text, value = printed
    for negative in (f"({text})", f"- {text}", *([] if is_year(text) else [f"{text}-"])):
        number = parse_cell(negative)
        assert number is not None and number.number == -value and number.raw == negative


@given(st.text(alphabet=st.sampled_from("0123456789 .,-–−+%€()/:§¹*\u00a0\nabAäTPkm"), max_size=60))
def test_nothing_raises_and_numbers_never_overlap(text: str) -> None:
    parse_cell(text)
    find_unit(text)
    end = 0
    for number in find_numbers(text):
        assert number.start >= end
        assert number.raw == text[number.start : number.end]
        assert number.value == number.number * number.scale
        end = number.end


@given(st.text(max_size=60))
def test_any_text_at_all_is_survived(text: str) -> None:
    parse_cell(text)
    find_unit(text)
    for number in find_numbers(text):
        assert number.raw == text[number.start : number.end]


# --- cells -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", "0"),
        ("200357", "200357"),
        ("-7 431", "-7431"),
        ("17.223", "17223"),
        ("6.204.518,35", "6204518.35"),
        ("23.000.000", "23000000"),
        ("111,340", "111.340"),
        ("- 179", "-179"),
        ("-\n27 485 031,46", "-27485031.46"),
        ("(3,2)", "-3.2"),
        ("1 234-", "-1234"),
        ("12*", "12"),
        ("12¹", "12"),
        ("45 1)", "45"),
        ("1.3", "1.3"),
        ("1,234,567", "1234567"),
        ("1,234.56", "1234.56"),
        ("2024", "2024"),
        ("+/-0", "0"),
        ("0.123", "0.123"),
    ],
)
def test_cells_that_are_numbers(text: str, number: str) -> None:
    parsed = parse_cell(text)
    assert parsed is not None
    assert parsed.number == Decimal(number)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "-",
        "–",
        "—",
        "..",
        "x",
        "n/a",
        "31.3.2025",
        "7.4.",
        "12/2023",
        "10–20",
        "10–20 %",
        "1 234 5 678",
        "TP 2024",
        "Koulu 5",
        "1:5",
        "040 123",
        "12 345 67",
        "12 a",
        "2025–",
        "2025-",
    ],
)
def test_cells_that_are_not_one_number(text: str) -> None:
    assert parse_cell(text) is None


def test_a_unit_in_a_cell_is_kept_out_of_raw() -> None:
    number = parse_cell("5,4 m€")
    assert number is not None
    assert (number.raw, number.value, number.unit, number.scale, number.printed_unit) == (
        "5,4",
        Decimal(5_400_000),
        "EUR",
        1_000_000,
        "m€",
    )
    percent = parse_cell("-37,2%")
    assert percent is not None and (percent.raw, percent.unit) == ("-37,2", "%")


# --- running text ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Menot olivat 5,6 milj. euroa.", ("5,6", "5600000", "EUR", 1_000_000)),
        ("(poikkeama +1,0 milj.)", ("+1,0", "1000000", "EUR", 1_000_000)),
        ("yhteensä 34.517.603,28 euroa", ("34.517.603,28", "34517603.28", "EUR", 1)),
        ("laski \u22123,2 M€", ("\u22123,2", "-3200000", "EUR", 1_000_000)),
        ("laski \u201110 t€", ("\u201110", "-10000", "EUR", 1000)),
        ("vähemmän 380.000 eurolla", ("380.000", "380000", "EUR", 1)),
        ("vähentymä 5 %:n verran", ("5", "5", "%", 1)),
        ("nousi 0,5 %-yksikköä", ("0,5", "0.5", "%-yks.", 1)),
        ("hinta 8,5 snt/kWh", ("8,5", "8.5", "snt/kWh", 1)),
        ("lainaa 3 917 €/asukas", ("3 917", "3917", "EUR/asukas", 1)),
        ("lainaa 3 917 euroa asukasta kohti", ("3 917", "3917", "EUR/asukas", 1)),
        ("vähentää 104 henkilötyövuotta", ("104", "104", "HTV", 1)),
        ("tappio oli 2,3 mil-\njoonaa euroa", ("2,3", "2300000", "EUR", 1_000_000)),
        ("kasvoi 2 024 asukkaalla", ("2 024", "2024", "asukas", 1)),
        ("asuntoja 3.800 neliötä", ("3.800", "3800", "m2", 1)),
        ("Yhteensä:5 600 euroa", ("5 600", "5600", "EUR", 1)),
        ("(2024:7,4 milj. euroa)", ("7,4", "7400000", "EUR", 1_000_000)),
        ("Palvelussa oli luvussa 3 200 henkilöä", ("3 200", "3200", "henkilö", 1)),
        ("sivulla 12 500 euroa", ("12 500", "12500", "EUR", 1)),
        ("§ 12 500 000 euroa", ("12 500 000", "12500000", "EUR", 1)),
        ("10.5 milj. euroa säästettiin", ("10.5", "10500000", "EUR", 1_000_000)),
        ("Osuus on kohdassa 5 prosenttia", ("5", "5", "%", 1)),
        ("Toimintakate on - 5,2 milj. euroa", ("- 5,2", "-5200000", "EUR", 1_000_000)),
        ("Toimintakate oli noin – 5,2 milj. euroa", ("– 5,2", "-5200000", "EUR", 1_000_000)),
        ("Toimintakate: \u2212 5,2 milj. euroa", ("\u2212 5,2", "-5200000", "EUR", 1_000_000)),
        ("- 5,2 % edellisvuodesta", ("- 5,2", "-5.2", "%", 1)),
        ("- 5 uutta hanketta", ("5", "5", None, 1)),
        ("ylijäämä – 5,2 milj. euroa – kirjattiin", ("5,2", "5200000", "EUR", 1_000_000)),
    ],
)
def test_numbers_with_units(text: str, expected: tuple[str, str, str, int]) -> None:
    raw, value, unit, scale = expected
    assert _only(text) == (raw, Decimal(value), unit, scale)


@pytest.mark.parametrize(
    "text",
    [
        "päätös 20.5.2024 § 63",
        "63–65 §",
        "KH 16.9.2024",
        "klo 12.30",
        "kello 9",
        "12:45",
        "7.4.",
        "1.1.–31.3.",
        "2025-03-31",
        "Q1/2025",
        "TP2024",
        "hankinta 12/2023",
        "lain 410/2015 mukaan",
        "LK/123/02.05.01/2025",
        "1.3.1 Rahoitus",
        "1. Yleistä",
        "46) Saamiset",
        "kasvun 2. vaihe",
        "1.–3. luokka",
        "s. 12",
        "sivu 3",
        "taulukko 2",
        "vuonna 2024",
        "vuosina 2020–2024",
        "2024",
        "5-vuotiaat",
        "4H-yhdistys",
        "COVID19",
        "puh. 044 123 4567",
        "044 123 4567",
        "1234567-8",
        "https://a.fi/12",
        "a1@b.fi",
        "29/157",
        "vuonna 2024 asukasta",
        "suhde 1:5",
        "klo12:45",
        "§ 63 ja 65",
        "liite 3 Henkilöstö",
        "Taulukko 3 Euroa asukasta kohti",
        "puh. 12 345 678",
    ],
)
def test_digits_that_are_no_figures(text: str) -> None:
    assert _raws(text) == []


@pytest.mark.parametrize(
    ("text", "raws"),
    [
        ("vuonna 2024 120 henkilöä", ["120"]),
        ("2024 500", ["500"]),
        ("3 500 000 5 500 000", ["3 500 000", "5 500 000"]),
        ("31.3.2025 500 000 euroa", ["500 000"]),
        ("(2024: 7,4)", ["7,4"]),
        ("osallistujia oli yli 20. Lisäksi tuli muita", ["20"]),
        ("osallistujia oli\n20. Lisäksi tuli muita", ["20"]),
        ("-2,2–-1,5 %", ["-2,2", "-1,5"]),
        ("nousi 5 %–10 %", ["5", "10"]),
        ("muutos (- 9 %) ja + 3 €", ["- 9", "+ 3"]),
        ("tilat – 5 kpl", ["5"]),
        ("kirjattu 614 .207,00 euroa", ["614 .207,00"]),
        ("Rahoituslaskelma ........ 132", []),
        ("ajalla 8–12/2024 tehtiin 7 tarkastusta", ["7"]),
        ("18 402 €, tiloja 31 077 eli 293 €/tila", ["18 402", "31 077", "293"]),
        ("3\u00a0500 200 kpl", ["3\u00a0500", "200"]),
        ("0 500", ["0", "500"]),
        ("sivulla 12 on 500 euroa", ["500"]),
        ("TP 2024:7,4 ja TA:8,1", ["7,4", "8,1"]),
        ("välillä 10 -15 milj. euroa", ["10", "15"]),
        ("kasvua 5 % –10 %", ["5", "10"]),
        ("tuotot 120 -5 %", ["120", "-5"]),
        ("muutos -3 % -2 %", ["-3", "-2"]),
    ],
)
def test_neighbours_are_kept_apart(text: str, raws: list[str]) -> None:
    assert _raws(text) == raws


def test_both_ends_of_a_range_share_the_unit() -> None:
    low, high = find_numbers("kasvu on 40–60 % vuodessa")
    assert (low.raw, low.unit, high.raw, high.unit) == ("40", "%", "60", "%")
    low, high = find_numbers("hinta 2–3 milj. euroa")
    assert (low.value, high.value) == (Decimal(2_000_000), Decimal(3_000_000))


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("lähes 18 000 tapahtumaa", "lähes"),
        ("Noin 80 000 asiakasta", "noin"),
        ("hieman yli 0,1 milj. €", "hieman yli"),
        ("reilun 0,1 miljoonaa euroa", "reilun"),
        ("vajaat 5 %", "vajaat"),
        ("n. 20 kpl", "n."),
        ("enintään 5 %", "enintään"),
        ("oli 5 %", None),
    ],
)
def test_qualifiers(text: str, qualifier: str | None) -> None:
    (number,) = find_numbers(text)
    assert number.qualifier == qualifier


def test_a_range_with_a_space_before_its_dash_is_not_negative() -> None:
    low, high = find_numbers("kasvua 5 –10 %")
    assert (low.value, low.unit, high.value, high.unit) == (5, "%", 10, "%")


@pytest.mark.parametrize(
    "text",
    [
        "kaksikymmentä miljoonaa euroa",
        "kahdenkymmenen miljoonan euron säästö",
        "muutama miljoona euroa",
        "usean miljoonan euron säästö",
        "kymmeniä miljoonaa euroa",
        "sata kolme miljoonaa euroa",
        "kaksikymmentäkaksi ja puoli miljoonaa euroa",
        "kaksikym-\nmentä miljoonaa euroa",
    ],
)
def test_a_count_in_words_that_is_not_known_gives_no_figure(text: str) -> None:
    assert find_numbers(f"Säästöt olivat {text} vuodessa.") == ()


def test_halves_in_words() -> None:
    assert _only("kaksi ja puoli miljoonaa euroa") == ("kaksi ja puoli", Decimal(2_500_000), "EUR", 10**6)
    assert _only("meni ja puoli miljoonaa euroa jäi") == ("puoli", Decimal(500_000), "EUR", 10**6)


def test_a_lone_million_is_one() -> None:
    for text in ("miljoonan euron hanke", "lähes miljoonaa euroa", "säästettiin miljoona euroa"):
        assert _only(text)[1] == Decimal(1_000_000)


def test_numbers_in_words() -> None:
    (number,) = find_numbers("varautuu purkuihin noin miljoonalla eurolla ensi vuonna")
    assert (number.raw, number.value, number.unit, number.qualifier) == (
        "miljoonalla",
        Decimal(10**6),
        "EUR",
        "noin",
    )
    (half,) = find_numbers("puoli miljoonaa euroa")
    assert (half.raw, half.value) == ("puoli", Decimal(500_000))
    assert find_numbers("miljoonia euroja") == ()


def test_a_bare_scale_is_money_only_where_nothing_else_is_counted() -> None:
    visitors = find_numbers("Lippuja myytiin 3 milj. eurolla ja kävi 1,2 miljoonaa kävijää tänä vuonna.")
    assert [number.unit for number in visitors] == ["EUR", None]
    taxes = find_numbers("Kertyi 28,4 miljoonaa euroa, lähes 1,7 miljoonaa budjetoitua enemmän.")
    assert [number.unit for number in taxes] == ["EUR", "EUR"]


# --- units in headers ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "unit", "scale"),
    [
        ("1 000 euroa", "EUR", 1000),
        ("(1000 €)", "EUR", 1000),
        ("1\u00a0000 e", "EUR", 1000),
        ("t€", "EUR", 1000),
        ("TEUR", "EUR", 1000),
        ("tuhansina euroina", "EUR", 1000),
        ("milj. €", "EUR", 10**6),
        ("M€", "EUR", 10**6),
        ("m€", "EUR", 10**6),
        ("mrd. euroa", "EUR", 10**9),
        ("€/as.", "EUR/asukas", 1),
        ("%", "%", 1),
        ("euroa per asukas", "EUR/asukas", 1),
        ("HTV", "HTV", 1),
        ("TP 2024 1 000 €", "EUR", 1000),
        ("Kassan riittävyys, pv", "päivä", 1),
        ("Henkilöstö (hlö)", "henkilö", 1),
        ("Tulovero-prosentti", "%", 1),
        ("Vuokra €/m2/kk", "EUR/m2/kuukausi", 1),
        ("Lainakanta 31.12., 1000 €", "EUR", 1000),
    ],
)
def test_units_named_in_headers(text: str, unit: str, scale: int) -> None:
    found = find_unit(text)
    assert found is not None
    assert (found.unit, found.scale) == (unit, scale)
    assert found.text in text


@pytest.mark.parametrize(
    "text", ["Toimintatuotot", "tuotot olivat 5,6 milj. euroa", "hinta 21 000 euroa", "Teho", ""]
)
def test_texts_that_name_no_unit(text: str) -> None:
    assert find_unit(text) is None


def test_years() -> None:
    assert is_year("2024") and is_year("1999")
    assert not is_year("2 024") and not is_year("2100") and not is_year("202")
