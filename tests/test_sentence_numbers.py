"""Which numbers of a sentence are figures, and what they measure."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ingest.sentence_numbers import metric_of, sentence_numbers


def raws(sentence: str) -> list[str]:
    return [number.raw for number in sentence_numbers(sentence)]


def metrics(sentence: str) -> list[str]:
    return [metric_of(sentence, number) for number in sentence_numbers(sentence)]


@pytest.mark.parametrize(
    "sentence",
    [
        "1.",
        "1)",
        "2",
        "(3)",
        "1 Tilastolaitos 2031.",
        "12 Kuntien liitto: tilinpäätökset.",
        "2-4 tiedotetta / vuosi",
        "1–2 kokousta/vuosi",
        "Opetusta annetaan 3 –5-vuotiaille.",
        "Väkiluku 2021–202412 600202112 500202212 400202312 3452024",
        "Kasvu alkoi vuonna 2023.2",
        "Valtatien 19:n kehittäminen jatkui.",
        "Määräraha valtatielle 19:sta jätettiin pois.",
        "Opetusta annetaan vuosiluokille 1-9 kahdella koululla.",
        "Osoitteet ovat Rantatie 16, Koulukatu 563 ja Myllykuja 8.",
    ],
)
def test_what_is_no_figure(sentence: str) -> None:
    assert raws(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Kävijöitä oli 12 000–15 000.", ["12 000", "15 000"]),
        ("Kasvu on 40–60 %.", ["40", "60"]),
        ("Tukea sai 5–10 henkilöä.", ["5", "10"]),
        ("Muuttoliike oli −2.", ["−2"]),
        ("Vuosikate 200000", ["200000"]),
        ("Autoja on 199950.", ["199950"]),
        ("Lainaa on 3452024 euroa.", ["3452024"]),
        ("1 234 asukasta muutti.", ["1 234"]),
        ("Lisäksi 12 Kylätalon hallia myytiin.", ["12"]),
        ("Henkilömäärä nousi 15:stä 20:een.", ["15", "20"]),
        ("Koulutie 563 000 euroa, Rantatie 12 000 euroa.", ["563 000", "12 000"]),
    ],
)
def test_what_stays_a_figure(sentence: str, expected: list[str]) -> None:
    assert raws(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "raw", "value", "unit"),
    [
        ("Lainakanta2 345 €/ asukas", "2 345", "2345", "EUR/asukas"),
        ("Väkiluku12 345asukasta", "12 345", "12345", "asukas"),
        ("VUOSIKATE−3,2milj. euroa", "−3,2", "-3200000", "EUR"),
        ("Veroprosentti8,90 %", "8,90", "8.90", "%"),
        ("Henkilöstö45 htv", "45", "45", "HTV"),
    ],
)
def test_a_number_glued_to_a_word_is_read(sentence: str, raw: str, value: str, unit: str) -> None:
    (number,) = sentence_numbers(sentence)
    assert (number.raw, number.value, number.unit) == (raw, Decimal(value), unit)


@pytest.mark.parametrize(
    "sentence",
    ["TP2024 ylittyi", "Q1 ja COVID19 % näkyivät", "Tilinpäätös2024 julkaistiin", "Hanke-3,2 milj."],
)
def test_a_code_is_no_number_glued_to_a_word(sentence: str) -> None:
    assert raws(sentence) == []


def test_a_comparison_in_brackets_has_the_unit_before_it() -> None:
    own, compared = sentence_numbers("Vuosikate oli −3,2 milj. euroa (2023: +1,1).")
    assert (compared.raw, compared.value, compared.unit) == ("+1,1", Decimal(1_100_000), "EUR")
    assert own.value == Decimal(-3_200_000)
    assert sentence_numbers("Vuosikate oli 3,2 milj. euroa (232).")[1].unit is None


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Muiden kuntien (289 kpl) osuus oli 0,3 mrd. €.", ["Muiden kuntien", "osuus oli"]),
        ("Aste oli 45,6 % (2023: 47,0 %).", ["Aste oli", "Aste oli"]),
        ("Korko on yli 90 %:sti sidottu.", ["Korko on sidottu"]),
        ("Halli: yli 5 000 euroa / vuosi Toteutuminen: ei toteutunut", ["Halli"]),
        ("Poistojen 120 euroa jälkeen tappio oli 12 euroa.", None),
        ("2. Aste on vähintään 50 %.", ["Aste on"]),
        ("Poissaoloja oli noin 12,4–13,1 päivää vuodessa.", ["Poissaoloja oli vuodessa"] * 2),
        ("Kasvua oli 2-3 % vuodessa.", ["Kasvua oli vuodessa"] * 2),
    ],
)
def test_what_a_number_measures(sentence: str, expected: list[str] | None) -> None:
    if expected is None:
        expected = ["Poistojen jälkeen tappio oli 12 euroa", "Poistojen 120 euroa jälkeen tappio oli"]
    assert metrics(sentence) == expected
