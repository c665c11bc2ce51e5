"""The model that chooses: learnt from questions, stored, loaded, and done without where it does not fit."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from town import NEW, NEW_TEXT, OLD, OLD_TEXT, Town

from index.contract import Scope
from index.embedding import open_embedder
from index.library import open_library
from ingest.read import read_bytes
from service.answer import evidence_for
from service.choose import WEIGHED, figures, statements
from service.ranking import model, train
from service.ranking.boosting import Rows, fit
from service.ranking.signals import FALLING, FIGURE_SIGNALS, RISING, STATEMENT_SIGNALS
from service.ranking.trees import arrays, load
from service.records import Ask

# --- boosting ------------------------------------------------------------------------------------

NAMES = ("cover", "place", "noise")
"""The first can only speak for a candidate, the second only against it."""


def questions(number: int, reports: int = 4, right_of: float = 0.8) -> list[Rows]:
    """Invented questions with five candidates each; the one with the highest cover is right, where the
    question can be answered. `right_of`: the share of those that can."""
    random = np.random.default_rng(number)
    made = []
    for place in range(number):
        answerable = bool(random.random() < right_of)
        signals = random.random((5, 3)) * (0.6, 1.0, 1.0)
        right = [False] * 5
        if answerable:
            best = int(random.integers(5))
            right[best], signals[best, 0] = True, 0.8 + 0.2 * random.random()
        made.append(Rows(f"r{place % reports}", 1.0, answerable, signals, tuple(right)))
    return made


def test_what_is_learnt_finds_the_right_candidate_of_new_questions() -> None:
    trees, told = fit(questions(120), NAMES)
    assert "120 questions" in told
    for asked in questions(31, right_of=1.0):
        chances = trees.chances(asked.signals)
        assert asked.right[int(chances.argmax())]


def test_a_chance_is_high_where_there_is_an_answer_and_low_where_there_is_none() -> None:
    trees, _ = fit(questions(120), NAMES)
    best: dict[bool, list[float]] = {True: [], False: []}
    for asked in questions(61, right_of=0.5):
        best[asked.answerable].append(float(trees.chances(asked.signals).max()))
    assert np.median(best[True]) > 0.9
    assert np.median(best[False]) < 0.1


def test_a_signal_speaks_only_in_its_direction() -> None:
    assert NAMES[0] in RISING and NAMES[1] in FALLING
    trees, _ = fit(questions(120), NAMES)
    steps = np.linspace(0, 1, 21)
    for noise in (0.1, 0.9):
        rising = trees.chances(np.array([(step, 0.5, noise) for step in steps]))
        falling = trees.chances(np.array([(0.75, step, noise) for step in steps]))
        assert (np.diff(rising) >= 0).all() and rising[-1] > rising[0]
        assert (np.diff(falling) <= 0).all()


def test_the_same_questions_make_the_same_trees() -> None:
    one, other = (fit(questions(40), NAMES)[0] for _ in range(2))
    rows = questions(7)[0].signals
    assert (one.chances(rows) == other.chances(rows)).all()


def test_stored_trees_tell_what_they_told(tmp_path: Path) -> None:
    trees, _ = fit(questions(40), NAMES)
    file = tmp_path / "model.npz"
    np.savez_compressed(file, **arrays(trees, "figures"))  # type: ignore[arg-type]  # numpy's stub
    loaded = load(file, "figures", NAMES)
    assert loaded is not None
    rows = np.vstack([asked.signals for asked in questions(9)])
    assert np.allclose(loaded.chances(rows), trees.chances(rows), atol=1e-3)


def test_every_signal_has_one_place_and_at_most_one_direction() -> None:
    for names in (FIGURE_SIGNALS, STATEMENT_SIGNALS):
        assert len(set(names)) == len(names)
    assert not RISING & FALLING
    assert {*FIGURE_SIGNALS, *STATEMENT_SIGNALS} >= RISING | FALLING


# --- training ------------------------------------------------------------------------------------


def case(report: str, kind: str, question: str, page: int = 0, *accepted: str) -> str:
    given = {"answer_values": accepted, "pages": [page]} if accepted else {}
    return json.dumps(
        {"id": question, "report": report, "type": kind, "question": question, **given}, ensure_ascii=False
    )


CASES = (
    case(NEW, "table_cell", "Mikä on katupalvelujen henkilöstökulujen ennuste?", 2, "-2 195"),
    case(NEW, "table_cell", "Mikä on katupalvelujen toimintatuottojen ennuste?", 2, "3 520"),
    case(NEW, "table_cell", "Mikä on museopalvelujen toimintakulujen ennuste?", 3, "-1 930"),
    case(OLD, "table_cell", "Mikä on katupalvelujen henkilöstökulujen ennuste?", 2, "-2 130"),
    case(OLD, "table_cell", "Mikä on katupalvelujen toimintatuottojen ennuste?", 2, "3 385"),
    case(NEW, "unanswerable", "Mikä on avaruusaseman toimintatuottojen ennuste?"),
    case(OLD, "unanswerable", "Mikä on teatterin näyttelykulujen ennuste?"),
    case(NEW, "definition", "Mitä HTV tarkoittaa?", 7, "henkilötyövuosi"),
    case(NEW, "definition", "Mitä korjausvelka tarkoittaa?", 7, "rahamäärä"),
    case(NEW, "why", "Miksi sähkön hankintamenot ylittyvät?", 1, "pörssihinta nousi"),
    case(NEW, "unanswerable", "Miksi teatteri suljettiin?"),
    case(OLD, "unanswerable", "Miksi avaruusasema suljettiin?"),
    case(NEW, "summary", "Tiivistä raportti", 1, "verotulot"),
    "",
)


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A model file learnt from a few questions about the invented town."""
    folder = tmp_path_factory.mktemp("training")
    with open_library(folder / "library", open_embedder(lean=True)) as library:
        for report, text in ((NEW, NEW_TEXT), (OLD, OLD_TEXT)):
            data = text.encode()
            library.add(read_bytes(data, f"{report}.txt"), data)
    cases, out = folder / "cases.jsonl", folder / "model.npz"
    cases.write_text("\n".join(CASES), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(train, "open_embedder", lambda: open_embedder(lean=True))
        assert train.main(["--from", str(folder / "library"), str(cases), "2.0", "--out", str(out)]) == 0
    yield out


@pytest.fixture
def other_model(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Lets a test set `model.MODEL`: what is kept of the model's file is forgotten before and after."""
    for kept in (model.figure_trees, model.statement_trees):
        kept.cache_clear()
    yield monkeypatch
    for kept in (model.figure_trees, model.statement_trees):
        kept.cache_clear()


def test_cases_are_read_as_questions_about_their_report(tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_text("\n".join(CASES), encoding="utf-8")
    read = list(train.read_cases(file))
    assert len(read) == len(CASES) - 1
    assert read[0].ask.scope == Scope(reports=(NEW,))
    assert (read[0].accepted, read[0].places) == (("-2 195",), {(NEW, 2)})
    assert [each.answerable for each in read].count(False) == 4


def test_each_candidate_is_a_row_and_the_accepted_figure_is_the_right_one(town: Town, tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_text("\n".join(CASES), encoding="utf-8")
    amount, *_, summary = train.read_cases(file)
    numbers, words = train.rows_of(amount, town.library, 3.0)
    assert numbers is not None and words is not None  # "mikä on" may ask for either
    assert words.signals.shape == (len(words.right), len(STATEMENT_SIGNALS))
    assert numbers.signals.shape == (len(numbers.right), len(FIGURE_SIGNALS))
    assert 1 <= sum(numbers.right) < len(numbers.right) <= WEIGHED
    assert numbers.weight == 3.0 and numbers.report == NEW
    assert train.rows_of(summary, town.library, 1.0) == (None, None)


def test_a_question_that_nothing_found_answers_teaches_nothing(town: Town, tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_text(
        case(NEW, "table_cell", "Mikä on katupalvelujen henkilöstökulujen ennuste?", 2, "98 765"),
        encoding="utf-8",
    )
    (wrong,) = train.read_cases(file)
    assert train.rows_of(wrong, town.library, 1.0) == (None, None)


def test_a_trained_model_is_written_and_weighs_the_candidates(
    town: Town, trained: Path, other_model: pytest.MonkeyPatch
) -> None:
    other_model.setattr(model, "MODEL", trained)
    assert model.figure_trees() is not None and model.statement_trees() is not None
    question = "Mikä on katupalvelujen henkilöstökulujen ennuste?"
    asked = town.understood(question)
    reports = {report.id: report for report in town.library.reports()}
    evidence = evidence_for(Ask(question), asked, town.library, reports)
    for found in (figures(asked, evidence), statements(asked, evidence)):
        chances = [candidate.chance for candidate in found]
        assert 1 < len(found) <= WEIGHED
        assert all(chance is not None and 0 <= chance <= 1 for chance in chances)


@pytest.mark.parametrize("fault", ["no file", "other signals", "no model"])
def test_without_a_model_that_fits_the_rules_alone_answer(
    town: Town, tmp_path: Path, other_model: pytest.MonkeyPatch, fault: str
) -> None:
    file = tmp_path / "model.npz"
    if fault == "other signals":
        trees, _ = fit(questions(30), NAMES)
        np.savez_compressed(file, **arrays(trees, "figures"), **arrays(trees, "statements"))  # type: ignore[arg-type]
    if fault == "no model":
        file.write_bytes(b"not an archive")
    other_model.setattr(model, "MODEL", file)
    assert model.figure_trees() is None and model.statement_trees() is None
    question = "Mikä on katupalvelujen henkilöstökulujen ennuste 2033?"
    asked = town.understood(question)
    reports = {report.id: report for report in town.library.reports()}
    evidence = evidence_for(Ask(question), asked, town.library, reports)
    found = figures(asked, evidence)
    assert [candidate.chance for candidate in found] == [None] * len(found)
    assert found == figures(asked, evidence, by_rules=True)
    assert town.first(question).raw == "-2 195"


def test_the_model_of_the_service_weighs_the_signals_of_today(other_model: pytest.MonkeyPatch) -> None:
    assert model.figure_trees() is not None
    assert model.statement_trees() is not None


def test_no_candidates_have_no_chances(other_model: pytest.MonkeyPatch) -> None:
    trees = model.figure_trees()
    assert trees is not None and model.chances(trees, []) == []
