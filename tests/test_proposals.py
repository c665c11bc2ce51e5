"""Questions that Luku proposes, all known to be answered: examples, and what may be asked next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from town import NEW, OLD, Town

from index.contract import Library, Scope
from ingest.records import ColumnKind, Figure, FigureKind, Period
from service.answer import answer
from service.examples import MOST, Examples
from service.follow_ups import Proposal, proposals
from service.proposing import plain_name, question_about
from service.records import Answer, AnswerFigure, Ask, Citation, Conflict, Derivation, Language, Status, Trust
from service.trust import trust_of

YEAR = Period("2033", date(2033, 1, 1), date(2033, 12, 31))
FIGURE = Figure(
    raw="3 520",
    value=Decimal(3_520_000),
    unit="EUR",
    scale=1000,
    printed_unit="1 000 euroa",
    kind=FigureKind.TABLE,
    entity=None,
    metric="Toimintatuotot",
    column="Ennuste 2033",
    column_kind=ColumnKind.FORECAST,
    period=YEAR,
    page=2,
    box=None,
)


# --- wording --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("metric", "kind", "question"),
    [
        ("Toimintatuotot", ColumnKind.FORECAST, "Paljonko toimintatuotot ovat ennusteen mukaan?"),
        ("TOIMINTATUOTOT ENNUSTE", ColumnKind.FORECAST, "Paljonko toimintatuotot ovat ennusteen mukaan?"),
        ("Vuosikate", ColumnKind.BUDGET, "Mikä on vuosikate talousarvion mukaan?"),
        ("Vuosikate", ColumnKind.DEVIATION, "Paljonko vuosikate poikkeaa talousarviosta?"),
        ("Vuosikate", ColumnKind.ACTUAL, "Mikä on vuosikate vuonna 2033?"),
        ("HTV", None, "Mikä on HTV vuonna 2033?"),
    ],
)
def test_a_question_needs_no_inflection_of_the_name(
    metric: str, kind: ColumnKind | None, question: str
) -> None:
    assert question_about(replace(FIGURE, metric=metric, column_kind=kind), Language.FINNISH) == question


def test_whose_it_is_stands_before_the_question() -> None:
    worded = question_about(FIGURE, Language.SWEDISH, "Katupalvelut")
    assert worded == "Katupalvelut: hur stor är toimintatuotot enligt prognosen?"


def test_a_part_of_a_year_and_a_change_are_not_asked_for() -> None:
    quarter = Period("Q1/2033", date(2033, 1, 1), date(2033, 3, 31))
    assert question_about(replace(FIGURE, column_kind=None, period=quarter), Language.FINNISH) is None
    assert question_about(replace(FIGURE, column_kind=ColumnKind.CHANGE), Language.FINNISH) is None


@pytest.mark.parametrize("name", ["", "Rivi 12", "(sis. alv)", "Ennuste", "x" * 41, "<b>Kulut</b>"])
def test_what_is_no_plain_name_is_not_asked_for(name: str) -> None:
    assert plain_name(name) is None


# --- examples -------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", list(Language))
def test_every_example_is_answered_in_its_language(town: Town, language: Language) -> None:
    found = Examples().of(town.library, answer, language)
    assert 2 <= len(found) <= MOST
    assert len({example.question for example in found}) == len(found)
    for example in found:
        given = town.ask(example.question)
        assert (given.status, given.language) == (Status.ANSWERED, language)
        assert example.report in (NEW, OLD)


def test_examples_keep_to_the_reports_in_scope(town: Town) -> None:
    found = Examples().of(town.library, answer, Language.FINNISH, Scope(reports=(OLD,)))
    assert found and {example.report for example in found} == {OLD}


def test_examples_are_made_once(town: Town) -> None:
    asked: list[str] = []

    def counting(ask: Ask, library: Library) -> Answer:
        asked.append(ask.question)
        return answer(ask, library)

    examples = Examples()
    first = examples.of(town.library, counting, Language.FINNISH)
    made = len(asked)
    assert examples.of(town.library, counting, Language.FINNISH) == first
    assert len(asked) == made > 0


# --- what may be asked next -----------------------------------------------------------------------


def answered(town: Town, question: str) -> Iterator[tuple[Proposal, Answer]]:
    first = town.ask(question)
    for proposal in proposals(Ask(question), first, town.library):
        given = answer(proposal.ask, town.library)
        if proposal.answered_by(given):
            yield proposal, given


def test_other_columns_of_the_row_may_be_asked_next(town: Town) -> None:
    question = "Mikä on Katupalvelujen henkilöstökulujen ennuste?"
    told = {proposal.ask.question: given.figures[0].raw for proposal, given in answered(town, question)}
    assert told["Entä poikkeama?"] == "15"
    assert told["Entä talousarvio?"] == "-2 210"


def test_what_was_not_found_leads_to_what_there_is(town: Town) -> None:
    question = "Miksi Katupalvelujen kunnossapitokulut ovat mitä ovat?"
    first = town.ask(question)
    assert first.status is Status.NOT_FOUND
    assert [proposal.ask.question for proposal, _ in answered(town, question)] != []


def test_nothing_is_proposed_where_nothing_is_near(town: Town) -> None:
    question = "Montako delfiiniä altaassa on?"
    assert proposals(Ask(question), replace(town.ask(question), suggestions=()), town.library) == ()


# --- marks of trust -------------------------------------------------------------------------------


def told(raw: str, value: int, citation: int, proved: bool | None = None) -> AnswerFigure:
    return AnswerFigure(
        raw, "€", Decimal(value), "EUR", 1, None, "Tulos", None, None, citation, proved=proved
    )


def cited(number: int, kind: str, ocr: bool = False) -> Citation:
    return Citation(number, "r", "r.pdf", "R", 1, kind, "q", (), "/report/r?page=1", ocr=ocr)


TABLE, TEXT = cited(1, "table"), cited(2, "text")


def test_text_and_table_agree_when_both_give_the_figure() -> None:
    same, other = told("100", 100, 2), told("250", 250, 2)
    assert trust_of((told("100", 100, 1), same), (TABLE, TEXT), ()).text_and_table
    assert not trust_of((told("100", 100, 1), other), (TABLE, TEXT), ()).text_and_table
    assert not trust_of((told("100", 100, 1), same), (TABLE, cited(2, "table")), ()).text_and_table


def test_sums_are_checked_for_all_that_a_figure_was_computed_from() -> None:
    parts = (told("1", 1, 1, True), told("2", 2, 1, True))
    whole = replace(told("3", 3, 1), derivation=Derivation("sum", parts))
    assert trust_of((whole,), (TABLE,), ()).sums_checked is True
    unsure = replace(whole, derivation=Derivation("sum", (parts[0], told("2", 2, 1))))
    assert trust_of((unsure,), (TABLE,), ()).sums_checked is None
    wrong = replace(whole, derivation=Derivation("sum", (parts[0], told("2", 2, 1, False))))
    assert trust_of((wrong,), (TABLE,), ()).sums_checked is False


def test_a_picture_and_a_contradiction_are_told() -> None:
    assert trust_of((), (cited(1, "text", ocr=True),), (Conflict("a", (1,)),)) == Trust(
        ocr=True, contradiction=True
    )
    assert trust_of((), (), ()) == Trust()


def test_an_answer_tells_its_marks(town: Town) -> None:
    trust = town.ask("Mikä on Katupalvelujen toimintatuottojen ennuste?").trust
    assert trust.text_and_table
    assert not trust.contradiction
    assert town.ask("Montako katsojaa uimalan katsomoon mahtuu?").trust.contradiction
