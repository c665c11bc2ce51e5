"""One figure divided by another: printed, or computed with both operands; no other ratio passes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from town import Town, open_reports

from service.asking import Asked, asked_type
from service.guard import untraced
from service.provenance import faults
from service.records import Answer, AnswerFigure, Citation, Derivation, Status

_REPORT = """Koivurannan kaupunki

Tilinpäätös 2033

Kaupungin tuloslaskelma

1 000 euroa                  2033        2032
Toimintatuotot              8 000       7 500
Toimintakulut             -44 000     -42 000
Toimintakate              -36 000     -34 500
Verotulot                  39 000      38 200
Korkokulut                 -1 300      -1 100
Vuosikate                   6 400       6 100
Poistot                    -4 000      -3 900
\f
Tuloslaskelman tunnusluvut

                             2033        2032
Vuosikate/Poistot, %        160,0       156,4
Lainakanta, €/asukas        3 120       3 010
Asukasmäärä                12 500      12 650
Työpaikat                   5 200       5 150
\f
Kaupungin tase

1 000 euroa                          31.12.2033   31.12.2032
Oma pääoma                               30 000       29 000
Lyhytaikainen vieras pääoma              10 000        9 600
Rahavarat                                14 500       13 100
\f
Konsernin tuloslaskelma

1 000 euroa                  2033        2032
Konsernin toimintatuotot   21 000      20 500
Konsernin korkokulut       -3 900      -3 700
"""


@pytest.fixture(scope="module")
def shore(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with open_reports(tmp_path_factory.mktemp("shore"), {"koivuranta-tilinpaatos-2033.txt": _REPORT}) as town:
        yield town


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Laske vuosikate/poistot.", Asked.RATIO),
        ("Laske korkokulut suhteessa verotuloihin.", Asked.RATIO),
        ("Oma pääoma jaettuna vieraalla pääomalla?", Asked.RATIO),
        ("Mikä on toimintakate asukasta kohden?", Asked.RATIO),
        ("Mikä on oma pääoma/kertynyt ylijäämä?", Asked.OPEN),
        ("Mikä oli toteuma suhteessa talousarvioon?", Asked.OPEN),
        ("Montako euroa asukasta kohti velka on kasvanut?", Asked.DIFFERENCE),
    ],
)
def test_a_division_is_told_by_the_words(question: str, asked: Asked) -> None:
    assert asked_type(question) is asked


@pytest.mark.parametrize(
    ("question", "raw"),
    [
        ("Laske vuosikate/poistot.", "160,0"),
        ("Mikä on vuosikatteen suhde poistoihin?", "160,0"),
        ("Mikä oli lainakanta asukasta kohden 2032?", "3 010"),
    ],
)
def test_a_printed_ratio_is_quoted(shore: Town, question: str, raw: str) -> None:
    figure = shore.first(question)
    assert figure.raw == raw and figure.derivation is None


@pytest.mark.parametrize(
    ("question", "raw", "operands"),
    [
        ("Laske korkokulut suhteessa toimintatuottoihin.", "16,3", ("-1 300", "8 000")),
        ("Laske korkokulut suhteessa toimintakuluihin 2032.", "2,6", ("-1 100", "-42 000")),
        ("Laske maksuvalmius: rahavarat jaettuna lyhytaikaisilla veloilla.", "145,0", ("14 500", "10 000")),
        ("Laske toimintakate per asukas.", "-2 880", ("-36 000", "12 500")),
        ("Paljonko verotuloja kertyi asukasta kohden vuonna 2032?", "3 020", ("38 200", "12 650")),
        ("Laske konsernin korkokulut suhteessa konsernin toimintatuottoihin.", "18,6", ("-3 900", "21 000")),
    ],
)
def test_what_is_not_printed_is_computed(
    shore: Town, question: str, raw: str, operands: tuple[str, ...]
) -> None:
    given = shore.ask(question)
    figure = given.figures[0]
    assert figure.derivation is not None
    assert (figure.raw, tuple(each.raw for each in figure.derivation.operands)) == (raw, operands)
    assert {each.raw for each in given.figures[1:]} == set(operands)
    assert faults(given.answer, given.figures, given.citations, shore.library) == ()


@pytest.mark.parametrize(
    "question",
    [
        "Laske korkokulut suhteessa leasingvastuisiin.",
        "Laske takausvastuut jaettuna omalla pääomalla.",
        "Laske museon kulut per asukas.",
        "Laske verotulot suhteessa toimintakuluihin 2027.",
    ],
)
def test_one_of_the_two_alone_is_no_answer(shore: Town, question: str) -> None:
    assert shore.ask(question).status is Status.NOT_FOUND


def _changed(given: Answer, **changes: object) -> tuple[str, tuple[AnswerFigure, ...]]:
    """The answer with its ratio changed, and its text with it."""
    told = given.figures[0]
    other = replace(told, **changes)  # type: ignore[arg-type]  # fields by name
    return given.answer.replace(told.raw, other.raw, 1), (other, *given.figures[1:])


def _lies(given: Answer) -> Iterator[tuple[str, tuple[AnswerFigure, ...]]]:
    told = given.figures[0]
    assert told.derivation is not None
    one, two = told.derivation.operands
    for step in ("1", "-1", "0.1", "100"):
        value = told.value + Decimal(step)
        yield _changed(given, value=value, raw=f"{value}".replace(".", ","))
    yield _changed(given, value=-told.value, raw=f"-{told.raw}".removeprefix("--"))
    for operation in ("share", "growth", "quotient", "difference", "sum", "mean"):
        if operation != told.derivation.operation:
            yield _changed(given, derivation=Derivation(operation, (one, two)))
    yield _changed(given, derivation=Derivation(told.derivation.operation, (two, one)))
    yield _changed(given, derivation=Derivation(told.derivation.operation, (one,)))
    yield _changed(given, derivation=Derivation(told.derivation.operation, (one, two, two)))
    for unit in ("%", "EUR", "EUR/asukas", None):
        if unit != told.unit:
            yield _changed(given, unit=unit)
    yield _changed(given, scale=1000)
    yield _changed(given, metric="Kassavarat")
    for wrong in ("€", "1 000 €", "€/as.", "%"):
        if wrong not in (told.printed_unit, "€/as."):
            yield _changed(given, printed_unit=wrong)


@pytest.mark.parametrize(
    "question",
    [
        "Laske korkokulut suhteessa toimintatuottoihin.",
        "Laske korkokulut suhteessa toimintakuluihin.",
        "Laske toimintakate per asukas.",
    ],
)
def test_no_other_ratio_passes(shore: Town, question: str) -> None:
    given = shore.ask(question)
    lies = list(_lies(given))
    assert len(lies) > 15
    for text, figures in lies:
        assert faults(text, figures, given.citations, shore.library) != (), figures[0]


def test_only_inhabitants_are_heads(shore: Town) -> None:
    given, jobs = shore.ask("Laske toimintakate per asukas."), shore.ask("Montako työpaikkaa oli?")
    assert given.figures[0].derivation is not None and jobs.figures[0].raw == "5 200"
    money = given.figures[0].derivation.operands[0]
    places = replace(jobs.figures[0], citation=len(given.citations) + 1)
    cited = (*given.citations, replace(jobs.citations[0], id=len(given.citations) + 1))
    value = (money.value / places.value).quantize(Decimal(1))
    lie = replace(
        given.figures[0], raw=f"{value}", value=value, derivation=Derivation("quotient", (money, places))
    )
    marks = f"(yksikkö 1 000 euroa) [1][{cited[-1].id}]"
    text = f"Asukasta kohden: {value} €/asukas = {money.raw} / {places.raw} {marks}"
    assert faults(text, (lie, money, places), cited, shore.library) != ()


def test_a_loss_has_no_share_by_its_size() -> None:
    """Only a cost is taken by its size: what may be below nought keeps its sign."""

    def figure(raw: str, metric: str) -> AnswerFigure:
        value = Decimal(raw.replace(" ", ""))
        return AnswerFigure(raw, None, value, "EUR", 1, None, metric, None, None, 1)

    cited = (Citation(1, "r", "r.pdf", "R", 1, "table", "Rivi  -50  200", (), ""),)
    for metric, right in (("Korkokulut", True), ("Tilikauden tulos", False)):
        parts = (figure("-50", metric), figure("200", "Verotulot"))
        made = AnswerFigure(
            "25,0", "%", Decimal("25.0"), "%", 1, None, metric, None, None, None, Derivation("share", parts)
        )
        assert (untraced("Suhde: 25,0 % = -50 / 200 [1]", (made, *parts), cited) == ()) is right
