"""Trains the model that chooses: `python -m service.ranking.train --from LIBRARY CASES WEIGHT ...`.

Every question is understood and its evidence gathered as when it is asked; each candidate becomes a row of
signals, right where it prints an accepted answer on an accepted page. The files of questions are those of
the evaluation (eval/cases/README.md).
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from index.contract import Library, Scope
from index.embedding import open_embedder
from index.library import open_library
from service.answer import evidence_for
from service.asking import Asked
from service.choose import WEIGHED, Candidate, figure_row, figures, statement_row, statements
from service.question import understand
from service.ranking.boosting import Rows, fit
from service.ranking.model import MODEL
from service.ranking.signals import FIGURE_SIGNALS, STATEMENT_SIGNALS
from service.ranking.trees import arrays
from service.records import Ask, Turn

ACROSS = ("cross_report", "cross_report_trend")
NOT_ONE = (
    "summary", "trend", "difference", "contradiction", "compare_periods", "sum_or_difference", "yes_no",
    *ACROSS,
)  # fmt: skip
"""Types whose answer is no single figure or statement."""
_NUMBERS = (Asked.AMOUNT, Asked.COUNT, Asked.PERCENT, Asked.OPEN, Asked.DIFFERENCE)
_WORDS = (Asked.WHEN, Asked.WHO, Asked.WHY, Asked.DEFINITION, Asked.LIST, Asked.OPEN, Asked.YES_NO)


@dataclass(frozen=True, slots=True)
class Case:
    """A question with its accepted printed forms and the places (report, page) where they stand."""

    ask: Ask
    report: str
    type: str
    accepted: tuple[str, ...]
    places: frozenset[tuple[str, int]]

    @property
    def answerable(self) -> bool:
        return self.type != "unanswerable"


def read_cases(file: Path) -> Iterator[Case]:
    """The questions of a file of the evaluation."""
    for line in file.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            continue
        data = json.loads(line)
        groups = data.get("groups") or data.get("answer_groups") or []
        forms = [*data.get("answer_values", ()), *data.get("also_accept", ())]
        forms += [form for group in groups for form in group]
        report, kind = data["report"], data["type"]
        places = {(report, page) for page in (*data.get("pages", ()), *data.get("also_ok_pages", ()))}
        scope = Scope() if kind in ACROSS else Scope(reports=(report,))
        turns = (turn if isinstance(turn, str) else turn["question"] for turn in data.get("history") or ())
        ask = Ask(data["question"], tuple(Turn(turn) for turn in turns), None, scope)
        yield Case(ask, report, kind, tuple(map(str, forms)), frozenset(places))


def rows_of(case: Case, library: Library, weight: float) -> tuple[Rows | None, Rows | None]:
    """The rows of a question for figures and for statements; None where it teaches nothing."""
    if case.type in NOT_ONE:
        return None, None
    reports = {report.id: report for report in library.reports(case.ask.scope)}
    question = understand(case.ask, library, tuple(reports.values()))
    evidence = evidence_for(case.ask, question, library, reports)
    numbers = words = None
    if question.asked in _NUMBERS:
        found = figures(question, evidence, by_rules=True)[:WEIGHED]
        digits = set(map(_digits, case.accepted))
        right = tuple(_prints(case, c) and _digits(c.figure.raw) in digits for c in found)
        numbers = _rows(case, weight, [figure_row(question, evidence, c) for c in found], right)
    if question.asked in _WORDS:
        told = statements(question, evidence, by_rules=True)[:WEIGHED]
        right = tuple(_prints(case, c) and _says(case, c.hit.statement.text) for c in told)
        words = _rows(case, weight, [statement_row(question, evidence, c) for c in told], right)
    return numbers, words


def _rows(
    case: Case, weight: float, rows: Sequence[tuple[float, ...]], right: tuple[bool, ...]
) -> Rows | None:
    if not rows or (case.answerable and not any(right)):
        return None  # nothing to choose between: the fault is elsewhere
    return Rows(case.report, weight, case.answerable, np.array(rows, np.float64), right)


def _prints(case: Case, candidate: Candidate) -> bool:
    return case.answerable and (candidate.report, candidate.hit.statement.page) in case.places


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().replace("\u2212", "-").split())


def _says(case: Case, text: str) -> bool:
    plain = _plain(text)
    forms = (re.escape(_plain(form)) for form in case.accepted if form)
    return any(re.search(rf"(?<![\w,.]){form}", plain) is not None for form in forms)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m service.ranking.train", description=__doc__)
    sources = ("LIBRARY", "CASES", "WEIGHT")
    parser.add_argument("--from", nargs=3, action="append", required=True, dest="sources", metavar=sources)
    parser.add_argument("--out", type=Path, default=MODEL)
    options = parser.parse_args(arguments)
    embedder = open_embedder()
    numbers: list[Rows] = []
    words: list[Rows] = []
    for folder, file, weight in options.sources:
        with open_library(Path(folder), embedder, create=False) as library:
            for case in read_cases(Path(file)):
                one, other = rows_of(case, library, float(weight))
                numbers += [one] if one else []
                words += [other] if other else []
        print(f"{file}: {len(numbers)} and {len(words)} questions so far", file=sys.stderr)
    made, told = fit(numbers, FIGURE_SIGNALS)
    said, also = fit(words, STATEMENT_SIGNALS)
    held: dict[str, Any] = {**arrays(made, "figures"), **arrays(said, "statements")}
    with options.out.open("wb") as stream:
        np.savez_compressed(stream, **held)
    print(f"figures: {told}\nstatements: {also}\n{options.out}: {options.out.stat().st_size / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
