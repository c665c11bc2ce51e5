"""The last check: no invented, changed, cut, merged or misplaced number passes; honest answers do."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import pairwise

import pytest

from service.guard import untraced
from service.records import AnswerFigure, Citation, Derivation

ROWS = (
    "Toimintatuotot  12 345  12 980  13 402  +422",
    "Toimintakulut  −48 120  −47 900  −48 655  −755",
    "Vuosikate  (1 204)  675  600  -75",
    "Investoinnit, milj. €  5,6  7,25  4,0  1,65-",
    "Henkilöstö, HTV  212,4  215  208,9  – 6,1",
)
PROSE = (
    "Verotulot kasvoivat 3,4 prosenttia ja olivat 31.3.2025 yhteensä 9,1 milj. euroa (2024: 8,8).",
    "Lainaa oli vuoden lopussa 92 504 000 euroa eli 4 250 euroa asukasta kohti, 40–60 % suunnitellusta.",
    "Sitova tason ennuste: ylijäämä 2,6 milj. euroa (poikkeama +1,0 milj.)",
)
QUOTES = (*ROWS, *PROSE)
CELL_NUMBER = re.compile(r"\(?[-+−–]? ?\d[\d ]*(?:,\d+)?\)?-?")


def cite(*quotes: str) -> tuple[Citation, ...]:
    return tuple(
        Citation(number, "r", "r.pdf", "R", 1, "table" if "  " in quote else "text", quote, (), "")
        for number, quote in enumerate(quotes, 1)
    )


CITATIONS = cite(*QUOTES)


def value_of(raw: str) -> Decimal:
    digits = re.sub(r"[^\d,]", "", raw).replace(",", ".")
    negative = raw[0] in "-−–(" or raw.endswith("-")
    return -Decimal(digits) if negative else Decimal(digits)


def figure(
    raw: str,
    citation: int | None = 1,
    *,
    value: Decimal | None = None,
    scale: int = 1,
    unit: str | None = "EUR",
    derivation: Derivation | None = None,
) -> AnswerFigure:
    amount = value_of(raw) * scale if value is None else value
    return AnswerFigure(raw, None, amount, unit, scale, None, "", None, None, citation, derivation)


def cells_of(row: str) -> list[str]:
    return row.split("  ")[1:]


def passes(
    text: str,
    figures: tuple[AnswerFigure, ...] = (),
    citations: tuple[Citation, ...] = CITATIONS,
) -> bool:
    return untraced(text, figures, citations) == ()


# --- honest answers -------------------------------------------------------------------------------


@pytest.mark.parametrize("number", range(1, len(ROWS) + 1))
def test_every_cell_of_a_row_may_be_told(number: int) -> None:
    row = ROWS[number - 1]
    label = row.split("  ")[0]
    for cell in cells_of(row):
        assert passes(f"{label}, TA: {cell} [{number}].", (figure(cell, number),)), cell


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("Lainat 31.12., 1000 €  92 504  90 000", "Lainat 31.12., 1000 €: 92 504 (yksikkö 1000 €) [1]"),
        ("Tuotot  1\u00a0234,50", "Tuotot: 1 234,50 [1]"),
        ("Tuotot  1 234,50", "Tuotot: 1\u202f234,50 [1]"),
        ("Kulut  −1 234", "Kulut: -1 234 [1]"),
        ("Kulut  -1 234", "Kulut: \u22121 234 [1]"),
        ("Kulut  (3,2)", "Kulut: (3,2) [1]"),
        ("Kulut  ( 3,2 )", "Kulut: ( 3,2 ) [1]"),
        ("Kulut  3,2-", "Kulut: 3,2- [1]"),
        ("Kulut  - 3,2", "Kulut: - 3,2 [1]"),
        ("Kulut  +3,2 %", "Kulut: +3,2 % [1]"),
        ("Kasvua oli 5 %:n verran.", "5 %: ”Kasvua oli 5 %:n verran.” [1]"),
        ("Katsaus Q1/2025 hyväksyttiin 12/2023.", "”Katsaus Q1/2025 hyväksyttiin 12/2023.” [1]"),
        ("Hallintosäännön 12 § ja § 13 sekä 2. vaihe", "Hallintosäännön 12 § ja § 13 sekä 2. vaihe [1]"),
        ("Arvio on 40–60 milj. euroa.", "40 milj. euroa: ”Arvio on 40–60 milj. euroa.” [1]"),
        ("Arvio on 40–60 milj. euroa.", "60 milj. euroa [1]"),
        ("Arvio on 40 … 60 milj. euroa.", "40 ... 60 milj. euroa [1]"),
        ("Kausi 1.1.–31.3.2025 päättyi", "Kausi 1.1.\u201331.3.2025 [1]"),
        ("Kello 16.30 alkaen", "Kello 16.30 [1]"),
        ("Verotulot 5,6M€ ja muut", "Verotulot: 5,6 M€ [1]"),
        ("Pinta-ala, m²  1 250", "Pinta-ala, m²: 1 250 m² [1]"),
        ("Kävijät¹  1 250²", "Kävijät: 1 250 [1]"),
        ("Kehitys (5,2) oli vakaa koko tarkasteltavan kauden", "Kehitys: 5,2 [1]"),
        ("Rahat ja pankkisaamiset + 3.863.639,03 €.", "+ 3.863.639,03 €: ”Rahat” [1]"),
        ("Leikkaus oli lähes 649.000 € (- 9 %).", "- 9 %: ”Leikkaus” [1]"),
        ("Osuus 15,00 %  15,00", "15,00 % [1]"),
        ("COVID-19-kulut  1,5", "COVID-19-kulut: 1,5 [1]"),
        ("Ikäryhmä 6–12-vuotiaat  402", "Ikäryhmä 6–12-vuotiaat: 402 [1]"),
        ("HTV2  37", "HTV2: 37 [1]"),
        ("Asuntoja 2½ huonetta kohti", "Asuntoja 2½ huonetta [1]"),
        ("Palvelut maksavat n. 2.700 euroa", "n. 2.700 euroa [1]"),
        ("Vuonna 2024 150 000 euroa", "150 000 euroa: ”Vuonna 2024 150 000 euroa” [1]"),
    ],
)  # fmt: skip
def test_honest_answers_pass(quote: str, text: str) -> None:
    assert untraced(text, (), cite(quote)) == ()


@pytest.mark.parametrize("quote", QUOTES)
def test_a_quote_may_be_given_whole(quote: str) -> None:
    number = QUOTES.index(quote) + 1
    for text in (
        f"”{quote}” [{number}]",
        f"• {quote} [{number}]\n• {quote} [{number}]",
        f"Kyllä. ”{quote}” [{number}]",
    ):
        assert passes(text), text


def test_numbers_of_two_quotes_in_one_sentence_with_both_marks() -> None:
    assert passes("Toimintatuotot 13 402 ja toimintakulut −48 655 [1][2].")
    assert passes("Toimintatuotot: 13 402 [1]. Sama luku myös: 9,1 milj. euroa [6].")


def test_a_number_in_words_stands_in_its_quote() -> None:
    quote = cite("Tulos parani miljoonalla eurolla.")
    said = figure("miljoonalla", value=Decimal(1_000_000), scale=1_000_000)
    assert untraced("miljoonalla eurolla: ”Tulos” [1]", (said,), quote) == ()
    other = figure("kahdella", value=Decimal(2_000_000), scale=1_000_000)
    assert untraced("Tulos parani [1]", (other,), quote) == ("kahdella",)


def difference(
    raw: str, later: AnswerFigure, earlier: AnswerFigure, value: Decimal | None = None
) -> AnswerFigure:
    return figure(raw, None, value=value, derivation=Derivation("difference", (later, earlier)))


def test_a_shown_derivation_passes() -> None:
    later, earlier = figure("13 402"), figure("12 980")
    text = "Erotus: +422 = 13 402 − 12 980 (Toimintatuotot) [1]"
    assert passes(text, (difference("+422", later, earlier), later, earlier))


def test_a_derivation_of_negative_numbers_passes() -> None:
    later, earlier = figure("−48 655", 2), figure("−47 900", 2)
    text = "Erotus: -755 = −48 655 − (−47 900) [2]"
    assert passes(text, (difference("-755", later, earlier), later, earlier))


def test_a_sum_passes_and_other_operations_do_not() -> None:
    parts = (figure("675", 3), figure("600", 3))
    for operation, right in (("sum", True), ("share", False), ("growth", False), ("guess", False)):
        made = figure("1 275", None, derivation=Derivation(operation, parts))
        assert passes("Yhteensä 1 275 [3]", (made, *parts)) is right


# --- attacks --------------------------------------------------------------------------------------

Attack = tuple[str, tuple[AnswerFigure, ...]]


def flipped(raw: str) -> Iterator[str]:
    """The number with its sign changed, dropped or invented."""
    bare = raw.strip("()+-−– ")
    yield from (form for form in (f"-{bare}", f"+{bare}", f"({bare})", f"– {bare}", f"±{bare}", f"{bare}-")
                if value_sign(form) != value_sign(raw))  # fmt: skip
    if bare != raw:
        yield bare


def value_sign(raw: str) -> str:
    if raw[0] in "-−–(" or raw.endswith("-"):
        return "minus"
    return raw[0] if raw[0] in "+±" else ""


def changed_digit(raw: str, rng: random.Random) -> Iterator[str]:
    for place, char in enumerate(raw):
        if char.isdigit():
            other = rng.choice([digit for digit in "0123456789" if digit != char])
            yield raw[:place] + other + raw[place + 1 :]


def cut_or_grown(raw: str) -> Iterator[str]:
    """Digits, groups or decimals cut off or put on; other separators."""
    yield from (f"{raw}0", f"{raw}000", f"{raw} 000", f"{raw}.000", f"1{raw}", f"1 {raw}", f"{raw},5")
    if " " in raw.strip("– "):
        head, _, tail = raw.rpartition(" ")
        yield from (head, tail, raw.replace(" ", ","), raw.replace(" ", "."), raw.replace(" ", ""))
    if "," in raw:
        yield from (
            raw.partition(",")[0],
            raw.replace(",", "."),
            raw.replace(",", ""),
            raw.partition(",")[2],
            raw[:-1],
        )
    digits = re.sub(r"\D", "", raw)
    yield from (digits[:-1], digits[1:], digits[::-1]) if len(digits) > 2 else ()


def disguised(raw: str) -> Iterator[str]:
    """A changed number in digits, spaces, dashes and letters that a careless reader overlooks."""
    more = f"9{raw.strip('()+-−– ')}"
    for zero in (0x0660, 0x0966, 0xFF10, 0x1D7CE, 0x1D7D8, 0x0E50):
        yield re.sub(r"\d", lambda match, zero=zero: chr(zero + int(match.group())), more)  # type: ignore[misc]  # zero is bound
    for gap in "\u00a0\u202f\u2009\u2007\u3000\u200b\u2060\u00ad\ufeff\u2800\u3164'’·_*⁄\u0338":
        yield f"7{gap}{more}"
        yield f"7{gap}{raw.strip('()+-−– ')}"
    yield from (
        f"{more}½",
        f"{raw}½",
        f"{raw}²³",
        f"Ⅳ{more}",
        f"①{raw}",
        f"x{more}",
        f"Q{more}",
        f"{more}k",
        f"{raw}e3",
    )
    for dash in "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d\u207b\u2796\u02d7":
        if value_sign(raw) != "minus":
            yield f"{dash}{raw.lstrip('+')}"


def merged(row: str) -> Iterator[str]:
    """Two neighbouring cells as if they were one number, or a range."""
    cells = cells_of(row)
    for left, right in pairwise(cells):
        yield from (f"{left}{gap}{right}" for gap in ("", ".", ",", "–", "-", "…"))
        if right[0].isdigit():
            yield from (f"{left}{gap}{right}" for gap in "'·’")
        if re.fullmatch(r"\d{3}(?:,\d+)?", right) and "," not in left and not left.endswith(")"):
            yield from (
                f"{left}{gap}{right}" for gap in (" ", "  ", "\u00a0", "\u202f", "\u2009", "\n", "\u2800")
            )


def number_attacks() -> Iterator[tuple[str, int, str]]:
    """(row's label, its citation, number that it does not print)."""
    rng = random.Random(7)
    for citation, row in enumerate(ROWS, 1):
        label, *cells = row.split("  ")
        printed = {plain(cell) for cell in cells}
        forms = [
            form
            for cell in cells
            for made in (flipped(cell), changed_digit(cell, rng), cut_or_grown(cell), disguised(cell))
            for form in made
        ]
        forms += list(merged(row))
        forms += [cell for other in ROWS if other != row for cell in cells_of(other)]
        forms += [
            "2023",
            "31.12.2023",
            "12,5 %",
            "99 %",
            "0",
            "1",
            "12/2025",
            "Q3/2025",
            "§ 12",
            "100 000 000",
        ]
        for form in dict.fromkeys(forms):
            if plain(form) not in printed and form:
                yield label, citation, form


def plain(number: str) -> str:
    return re.sub(r"\s", "", number.replace("−", "-").replace("–", "-"))


ATTACKS = list(number_attacks())


def test_there_are_a_thousand_attacks() -> None:
    assert len(ATTACKS) > 1000


@pytest.mark.parametrize("citation", range(1, len(ROWS) + 1))
def test_no_number_that_the_cited_row_does_not_print_passes(citation: int) -> None:
    """Told before the row's mark, in any of the places where a number may stand in a sentence.

    What another quote prints does not help: it is not what the mark cites.
    """
    two = (CITATIONS[citation - 1], CITATIONS[citation % len(ROWS)])
    frames: tuple[Callable[[str, str], str], ...] = (
        lambda label, number: f"{label}: {number} [{citation}].",
        lambda label, number: f"{label} {number} milj. euroa [{citation}].",
        lambda label, number: f"{label} (ennuste {number}) [{citation}]",
        lambda label, number: f"”{label} {number}” [{citation}]",
    )
    let_through = [
        frame(label, number)
        for label, place, number in ATTACKS
        if place == citation
        for frame in (frames[:1] if number.startswith("– ") else frames)  # elsewhere it is a dash
        if passes(frame(label, number), citations=two)
    ]
    assert let_through == []


def test_no_such_number_passes_as_a_figure() -> None:
    let_through = [
        (number, citation)
        for label, citation, number in ATTACKS
        if any(
            passes(f"{label} [{citation}]", (figure(number, citation, value=value),))
            for value in values_of(number)
        )
    ]
    assert let_through == []


def values_of(number: str) -> tuple[Decimal, ...]:
    """What a liar could say that the number means."""
    digits = re.sub(r"[^0-9,]", "", number).strip(",")
    amount = Decimal(digits.replace(",", ".")) if digits.count(",") < 2 and digits else Decimal(0)
    return amount, -amount


def test_a_figure_means_what_it_prints() -> None:
    """The value follows from digits, sign and scale; a scale left out or put on is noticed."""
    for raw, citation, value, scale in (
        ("12 345", 1, 12345, 1), ("12 345", 1, 12345000, 1000), ("−48 120", 2, -48120, 1),
        ("(1 204)", 3, -1204, 1), ("1,65-", 4, Decimal("-1.65"), 1), ("5,6", 4, 5600000, 1000000),
    ):  # fmt: skip
        good = figure(raw, citation, value=Decimal(value), scale=scale)
        assert passes(f"[{citation}]", (good,)), raw
        for wrong in (-value, value * 1000, value / Decimal(1000), value + 1, value / Decimal(10), 0):
            bad = figure(raw, citation, value=Decimal(wrong), scale=scale)
            assert not passes(f"[{citation}]", (bad,)), (raw, wrong)


@pytest.mark.parametrize("citation", [2, 3, 6, 99, None])
def test_a_figure_cited_to_another_place_does_not_pass(citation: int | None) -> None:
    stated = figure("12 345", citation)
    assert untraced("Toimintatuotot: 12 345 [1]", (stated,), CITATIONS) == ("12 345",)


def test_a_mark_is_a_mark_only_of_a_citation() -> None:
    assert passes("Toimintatuotot: 12 345 [1][2]")
    assert untraced("Tulos oli [99999] euroa [1]", (), CITATIONS) == ("99999",)
    assert untraced("Tulos oli [1][48] euroa", (), CITATIONS) != ()


def test_numbers_of_another_citation_do_not_pass_before_a_mark() -> None:
    assert untraced("Toimintatuotot: −48 655 [1]. Toimintakulut: 13 402 [2].", (), CITATIONS) == (
        "-48 655",
        "13 402",
    )


def test_no_citations_no_numbers() -> None:
    assert untraced("Vuosikate oli 675.", (), ()) == ("675",)
    assert untraced("Vuosikate oli hyvä.", (), ()) == ()


def wrong_derivations() -> Iterator[AnswerFigure]:
    later, earlier = figure("13 402"), figure("12 980")
    for raw in ("+423", "-422", "422 000", "+42,2", "+26 382", "0", "422,5", "(422)"):
        yield difference(raw, later, earlier)
        yield difference(raw, later, earlier, Decimal(422))
    yield difference("+422", earlier, later)
    yield difference("+422", later, figure("12 980", 2))
    yield difference("+422", later, figure("12 980", None))
    yield difference("+423", later, figure("12 979"))
    yield difference("+423", later, figure("12 980", value=Decimal(12979)))
    yield difference("+422", later, figure("12 980", unit="HTV"))
    yield figure("+422", None, derivation=Derivation("difference", ()))
    yield figure("+422", None, derivation=Derivation("sum", (later, earlier)))
    yield figure("+422", None, unit="%", derivation=Derivation("difference", (later, earlier)))
    nested = difference("+423", later, earlier, Decimal(423))
    yield figure("+423", None, derivation=Derivation("sum", (nested,)))


@pytest.mark.parametrize("made", list(wrong_derivations()))
def test_a_wrong_derivation_does_not_pass(made: AnswerFigure) -> None:
    assert made.raw in untraced("Erotus [1]", (made,), CITATIONS)


def test_a_calculation_shows_the_operands_of_the_derivation() -> None:
    later, earlier = figure("13 402"), figure("12 980")
    made = (difference("+422", later, earlier), later, earlier)
    for text in (
        "Erotus: +422 = 13 402 − 12 345 [1]",
        "Erotus: +422 = 12 980 − 13 402 [1]",
        "Erotus: -422 [1]",
    ):
        assert not passes(text, made), text
