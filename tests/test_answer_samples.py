"""The project's own sample reports, asked in process: what is answered is right, cited and traced.

The pages are read a second time by pdfium as the oracle; the answers are judged by `eval`, which
shares nothing with the service.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest

from eval.cases import Case
from eval.client import request_of
from eval.judge import Verdict, judge
from eval.reply import reply_from_json
from eval.samples.write import sample_cases, write_samples
from index.embedding import open_embedder
from index.library import open_library
from ingest.read import read_report
from service.answer import answer
from service.records import Answer, AnswerFigure, Ask, Status
from service.schemas import AnswerBody, AskBody

EXACT_FLOOR = 0.7
UNANSWERABLE_FLOOR = 0.85
_LEFT_OUT = re.compile(r"[\s\u00ad\u200b\ufffe-]+")
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2212\u2013"), "-")


@dataclass(frozen=True)
class Answered:
    case: Case
    answer: Answer
    verdict: Verdict


@dataclass(frozen=True)
class Session:
    """All sample questions answered, and every page's text as pdfium reads it, squeezed."""

    all: tuple[Answered, ...]
    pages: dict[tuple[str, int], str]
    undated: Answer

    @property
    def given(self) -> tuple[Answered, ...]:
        return tuple(item for item in self.all if item.answer.status is not Status.NOT_FOUND)


def squeezed(text: str) -> str:
    """Text without white space and hyphens: what line breaks and justified lines cannot change."""
    return _LEFT_OUT.sub("", unicodedata.normalize("NFC", text).translate(_DASHES))


def judged(case: Case, given: Answer) -> Answered:
    """The answer judged from the JSON that HTTP would send."""
    body = AnswerBody.model_validate(given).model_dump(mode="json")
    return Answered(case, given, judge(case, reply_from_json(body)))


@pytest.fixture(scope="session")
def session(tmp_path_factory: pytest.TempPathFactory) -> Session:
    folder = tmp_path_factory.mktemp("samples")
    files = [path for path in write_samples(folder / "reports") if path.suffix == ".pdf"]
    pages: dict[tuple[str, int], str] = {}
    found: list[Answered] = []
    with open_library(folder / "library", open_embedder(lean=True)) as library:
        for file in files:
            library.add(read_report(file), file.read_bytes())
            document = pypdfium2.PdfDocument(file)
            for number, page in enumerate(document, start=1):
                pages[file.stem, number] = squeezed(page.get_textpage().get_text_range())
            document.close()
        for case in sample_cases():
            ask = AskBody.model_validate(request_of(case)).to_ask()
            found.append(judged(case, answer(ask, library)))
        undated = answer(Ask("Mikä on Maankäyttö ja luvat -yksikön toimintatuottojen poikkeama?"), library)
    return Session(tuple(found), pages, undated)


def test_the_questions_are_many_and_of_both_sorts(session: Session) -> None:
    answerable = [item for item in session.all if item.case.answerable]
    assert len(answerable) > 100 and len(session.all) - len(answerable) > 15
    assert len(session.pages) > 20


def test_no_answer_holds_an_untraced_number(session: Session) -> None:
    untraced = {item.case.question: item.verdict.untraced for item in session.all if item.verdict.untraced}
    assert untraced == {}


def test_every_quote_stands_on_its_page(session: Session) -> None:
    cited = [(item, citation) for item in session.given for citation in item.answer.citations]
    assert cited
    strange = [
        (item.case.question, citation.page, citation.quote)
        for item, citation in cited
        if squeezed(citation.quote) not in session.pages[Path(citation.file).stem, citation.page]
    ]
    assert strange == []


def test_marks_of_the_text_are_citations_of_the_answer(session: Session) -> None:
    for item in session.given:
        marks = {int(mark) for mark in re.findall(r"\[(\d+)\]", item.answer.answer)}
        ids = [citation.id for citation in item.answer.citations]
        assert ids == list(range(1, len(ids) + 1))
        assert marks and marks <= set(ids), item.case.question


def test_questions_without_an_answer_get_none(session: Session) -> None:
    unanswerable = [item for item in session.all if not item.case.answerable]
    abstained = [item for item in unanswerable if item.verdict.right]
    answered = [item.case.question for item in unanswerable if not item.verdict.right]
    assert len(abstained) / len(unanswerable) >= UNANSWERABLE_FLOOR, answered


def test_who_names_no_time_gets_the_figure_of_the_newest_report(session: Session) -> None:
    assert "-280" in [figure.raw for figure in session.undated.figures]  # beside it as a rounded card
    assert session.undated.citations[0].report.endswith("q2-2025")


def test_what_was_not_found_has_no_figures(session: Session) -> None:
    missed = [item for item in session.all if item.answer.status is Status.NOT_FOUND]
    assert missed
    assert [item.case.question for item in missed if item.answer.figures or item.answer.citations] == []


def test_answerable_questions_are_answered_exactly(session: Session) -> None:
    answerable = [item for item in session.all if item.case.answerable]
    right = [item for item in answerable if item.verdict.right]
    wrong = [(item.case.question, item.verdict.why) for item in answerable if not item.verdict.right]
    assert len(right) / len(answerable) >= EXACT_FLOOR, wrong


def test_right_answers_cite_the_right_page(session: Session) -> None:
    right = [item for item in session.all if item.case.answerable and item.verdict.right]
    cited = [item for item in right if item.verdict.cited]
    astray = [item.case.question for item in right if not item.verdict.cited]
    assert len(cited) / len(right) >= 0.9, astray


def printed_value(raw: str) -> Decimal:
    """The number that a sample report prints: spaces between thousands, a decimal comma, a minus."""
    return Decimal(re.sub(r"\s", "", raw.translate(_DASHES)).replace(",", "."))


def printed_figures(item: Answered) -> list[AnswerFigure]:
    stated = [*item.answer.figures]
    for figure in item.answer.figures:
        stated += figure.derivation.operands if figure.derivation else ()
    return [figure for figure in stated if re.search(r"\d", figure.raw)]


def test_the_value_of_a_figure_is_its_print_times_its_scale(session: Session) -> None:
    figures = [(item, figure) for item in session.given for figure in printed_figures(item)]
    assert len(figures) > 50
    wrong = [
        (item.case.question, figure.raw, figure.value, figure.scale)
        for item, figure in figures
        if figure.value != printed_value(figure.raw) * figure.scale
    ]
    assert wrong == []


def test_a_figure_stands_in_its_own_citation(session: Session) -> None:
    for item in session.given:
        quotes = {citation.id: squeezed(citation.quote) for citation in item.answer.citations}
        for figure in printed_figures(item):
            if figure.derivation is None:
                assert figure.citation is not None
                assert squeezed(figure.raw) in quotes[figure.citation], item.case.question
