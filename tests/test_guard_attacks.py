"""Attacks on true answers: no lie about a number, name, unit, page or quote passes; the truth does.

The answers are those given to questions about the sample reports, and plain ones made up for every
row of an invented town's reports, cited and computed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import islice, pairwise
from pathlib import Path

import pytest
from attack_tools import Target, Told, targets
from attacks_on_answers import ON_ANSWERS, ON_CITATIONS
from attacks_on_figures import ON_FIGURES
from fakes import FakeLibrary
from index_samples import LetterEmbedder
from town import NEW, NEW_TEXT, OLD, OLD_TEXT

from eval.client import request_of
from eval.samples.write import sample_cases, write_samples
from index.library import open_library
from ingest.read import read_bytes, read_report
from ingest.records import Figure, Statement, StatementKind
from service.answer import answer
from service.citations import Citations
from service.faults import Fault, FaultKind
from service.provenance import faults
from service.records import AnswerFigure, Status
from service.schemas import AskBody
from service.wording import bracketed, difference

EVERY = 7
"""Of the sample questions each seventh is asked, of the town's figures each seventh told."""
MOST = 3
"""The most attacks of one kind on one figure or answer, spread over all that can be made."""

KINDS = (*ON_FIGURES, *ON_CITATIONS, *ON_ANSWERS)


def found(told: Told, library: FakeLibrary) -> tuple[Fault, ...]:
    return faults(told.text, told.figures, told.citations, library)


# --- true answers ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> tuple[FakeLibrary, tuple[Told, ...]]:
    """Answers to questions about the sample reports, and the reports in memory."""
    folder = tmp_path_factory.mktemp("samples")
    stored = FakeLibrary(folder)
    with open_library(folder / "library", LetterEmbedder()) as library:
        for file in write_samples(folder / "reports"):
            if file.suffix == ".pdf":
                report = read_report(file)
                library.add(report, file.read_bytes())
                stored.stored[report.id] = report
        asked = [case for case in sample_cases() if case.answerable][::EVERY]
        given = [answer(AskBody.model_validate(request_of(case)).to_ask(), library) for case in asked]
    told = [Told(a.answer, a.figures, a.citations) for a in given if a.status is Status.ANSWERED]
    return stored, tuple(told)


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> tuple[FakeLibrary, tuple[Told, ...]]:
    """Figures and differences of an invented town, worded plainly."""
    library = FakeLibrary(tmp_path_factory.mktemp("town"))
    for name, text in ((NEW, NEW_TEXT), (OLD, OLD_TEXT)):
        report = read_bytes(text.encode(), f"{name}.txt")
        library.stored[report.id] = report
    rows = [
        (report.id, statement)
        for report in library.stored.values()
        for statement in report.statements
        if statement.kind is StatementKind.ROW
    ]
    single = [told_plainly(library, name, row, figure) for name, row in rows for figure in row.figures]
    computed = [told for name, row in rows for told in told_computed(library, name, row)]
    return library, (*single[::EVERY], *computed[::EVERY])


def stated(citations: Citations, report: str, row: Statement, figure: Figure) -> AnswerFigure:
    return AnswerFigure(
        raw=figure.raw, printed_unit=figure.printed_unit, value=figure.value, unit=figure.unit,
        scale=figure.scale, entity=figure.entity or row.entity, metric=figure.metric, column=figure.column,
        period=figure.period, citation=citations.statement(report, row), ocr=figure.ocr,
    )  # fmt: skip


def marked(text: str, report: str, citations: Citations, *figures: Figure) -> str:
    for figure in figures:
        citations.support(report, figure, text)
    return text + " " + "".join(f"[{citation.id}]" for citation in citations.all)


def told_plainly(library: FakeLibrary, report: str, row: Statement, figure: Figure) -> Told:
    citations = Citations({item.id: item for item in library.reports()})
    told = stated(citations, report, row, figure)
    text = f"{told.metric}, {told.column}: {told.raw} (yksikkö {told.printed_unit})"
    text = marked(f"{told.entity} – {text}" if told.entity else text, report, citations, figure)
    return Told(text, (told,), citations.all)


def told_computed(library: FakeLibrary, report: str, row: Statement) -> Iterator[Told]:
    for first, second in pairwise(row.figures):
        if second.value == first.value or not first.value:
            continue
        citations = Citations({item.id: item for item in library.reports()})
        later, earlier = (stated(citations, report, row, figure) for figure in (second, first))
        result = difference(later, earlier)
        text = (
            f"Erotus: {result.raw} (yksikkö {later.printed_unit}) = {later.raw} − {bracketed(earlier.raw)} "
            f"({row.label}, {later.column}; {earlier.column})"
        )
        text = marked(text, report, citations, second, first)
        yield Told(text, (result, later, earlier), citations.all)


Given = tuple[FakeLibrary, tuple[Told, ...]]


def test_true_answers_pass(answered: Given, invented: Given) -> None:
    for library, told in (answered, invented):
        assert len(told) > 15
        assert [(one.text, found(one, library)) for one in told if found(one, library)] == []


# --- attacks --------------------------------------------------------------------------------------


def attacks(kind: str, given: Given) -> Iterator[Told]:
    library, answers = given
    for told in answers:
        if kind in ON_ANSWERS:
            made = [list(ON_ANSWERS[kind](told, library))]
        else:
            on_figure: Callable[[Target], Iterator[Told]] = {**ON_FIGURES, **ON_CITATIONS}[kind]
            made = [list(on_figure(target)) for target in islice(targets(told, library), 2)]
        for ways in made:
            lies = [lie for lie in ways if lie != told]
            yield from lies[:: max(1, len(lies) // MOST)][:MOST] if kind != "computation" else lies


@pytest.fixture(scope="module")
def made(answered: Given, invented: Given) -> dict[str, list[tuple[FakeLibrary, Told]]]:
    return {
        kind: [(given[0], lie) for given in (answered, invented) for lie in attacks(kind, given)]
        for kind in KINDS
    }


Made = dict[str, list[tuple[FakeLibrary, Told]]]


def test_attacks_are_many_and_of_every_kind(made: Made) -> None:
    many = Counter({kind: len(lies) for kind, lies in made.items()})
    assert many.total() > 1000, many
    assert [kind for kind in KINDS if many[kind] < (5 if kind == "marks swapped" else 20)] == [], many


@pytest.mark.parametrize("kind", KINDS)
def test_no_attack_passes(made: Made, kind: str) -> None:
    passed = [lie for library, lie in made[kind] if not found(lie, library)]
    assert passed == []


# --- what a fault is called -----------------------------------------------------------------------


@pytest.fixture
def one(invented: Given) -> tuple[FakeLibrary, Told]:
    library, told = invented
    return library, told[0]


def kinds_of(told: Told, library: FakeLibrary) -> set[FaultKind]:
    return {fault.kind for fault in found(told, library)}


def test_faults_say_what_is_wrong(one: tuple[FakeLibrary, Told]) -> None:
    library, told = one
    figure, citation = told.figures[0], told.citations[0]
    for kind, lie in (
        (FaultKind.NUMBER, replace(told, text=told.text.replace(figure.raw, "98 765,4"))),
        (FaultKind.CITATION, replace(told, citations=(replace(citation, page=9), *told.citations[1:]))),
        (FaultKind.FIGURE, replace(told, figures=(replace(figure, column="Muu"),))),
        (FaultKind.UNIT, replace(told, figures=(replace(figure, printed_unit="milj. €"),))),
        (FaultKind.WORDING, replace(told, text=f"Vieras Oy – {told.text}")),
    ):
        assert kind in kinds_of(lie, library), lie


def test_a_figure_of_a_sentence_may_be_told_with_its_owner_and_unit(tmp_path: Path) -> None:
    report = read_bytes(NEW_TEXT.encode(), f"{NEW}.txt")
    library = FakeLibrary(tmp_path, {report.id: report})
    sentence = next(item for item in report.statements if item.text.endswith("asukasta kohden."))
    figure = sentence.figures[-1]
    citations = Citations({item.id: item for item in library.reports()})
    told = replace(stated(citations, report.id, sentence, figure), entity="Ruokosalmen kaupunki")
    text = f"{told.entity}: {told.raw} {told.printed_unit}. ”{sentence.text}” [1]"
    assert found(Told(text, (told,), citations.all), library) == ()


@pytest.mark.parametrize("deviation", ["- 80", "−80", "-80"])
def test_a_neighbours_number_is_known_however_its_sign_is_set(tmp_path: Path, deviation: str) -> None:
    report = read_bytes(NEW_TEXT.replace(" -80\n", f" {deviation}\n").encode(), f"{NEW}.txt")
    library = FakeLibrary(tmp_path, {report.id: report})
    row = next(item for item in report.statements if item.text.endswith(deviation))
    told = told_plainly(library, report.id, row, row.figures[0])
    assert found(told, library) == ()
    assert found(replace(told, text=told.text.replace(row.figures[0].raw, deviation)), library) != ()


def test_two_citations_never_have_one_number(one: tuple[FakeLibrary, Told]) -> None:
    library, told = one
    twice = replace(told, citations=(*told.citations, told.citations[0]))
    assert FaultKind.CITATION in kinds_of(twice, library)


def test_less_may_be_said(one: tuple[FakeLibrary, Told]) -> None:
    """Entity, column and period may be left out of a figure; names may be made longer by their section."""
    library, told = one
    bare = replace(told.figures[0], entity=None, column=None, period=None)
    assert found(replace(told, figures=(bare,)), library) == ()


def test_a_share_and_a_growth_are_rounded_to_what_they_print(invented: Given) -> None:
    library, answers = invented
    told = next(
        one
        for one in answers
        if one.figures[0].derivation and one.figures[1].value * one.figures[2].value > 0
    )
    result, later, earlier = told.figures
    assert result.derivation is not None
    for operation, exact in (
        ("share", 100 * later.value / earlier.value),
        ("growth", 100 * (later.value - earlier.value) / earlier.value),
    ):
        value = exact.quantize(Decimal("0.1"))
        raw = f"{value}".replace(".", ",")
        ratio = replace(
            result, raw=raw, value=value, unit="%", scale=1, printed_unit="%",
            derivation=replace(result.derivation, operation=operation),
        )  # fmt: skip
        marks = told.text[told.text.index("[") :]
        text = f"{raw} % = {later.raw} / {earlier.raw} (yksikkö {later.printed_unit}) {marks}"
        right = Told(text, (ratio, later, earlier), told.citations)
        assert found(right, library) == ()
        for wrong in (Decimal("0.1"), Decimal("-0.1"), Decimal(1)):
            other = value + wrong
            changed = replace(ratio, raw=f"{other}".replace(".", ","), value=other)
            lie = replace(right, text=text.replace(raw, changed.raw, 1), figures=(changed, later, earlier))
            assert found(lie, library) != ()
