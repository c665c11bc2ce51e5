"""The same questions side by side: plain recipe, best sentence, Luku's passages, Luku's answer.

A passage counts as right as soon as the right value stands in it, whatever else does: who reads it must
still choose. Of a computed answer its operands are enough. An answer counts as right as `eval run`
judges it: value, sign, unit, scale, period and entity, and none that must not be given. So the shares
of passages are the most that anything built on them could reach without computing or reading on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from eval.cases import ACROSS_REPORTS, Case
from eval.client import Service
from eval.record import Record
from eval.sides.embedding import Embeds
from eval.sides.plain import PlainRecipe
from eval.sides.sentences import BestSentences
from eval.sides.texts import find_report, page_texts
from eval.statistics import Share, share
from eval.text import stands_in

TOPS = (1, 3, 5)
Finder = Callable[[Case], tuple[str, ...]]
"""The texts that are found for a case's question, the best first, at least `TOPS[-1]` where there are."""


@dataclass(frozen=True, slots=True)
class Side:
    """One way of answering: the share of questions right with the best 1, 3 and 5, or with its only one.

    `characters` is the mean length of the best one: a long text holds more by chance.
    """

    name: str
    tops: tuple[Share, ...]
    characters: float


def holds(case: Case, texts: Sequence[str]) -> bool:
    """Do these texts together hold what answers the case?"""
    text = " \n ".join(texts)
    if case.evidence and all(stands_in(value, text) for value in case.evidence):
        return True
    return all(any(stands_in(value, text) for value in group) for group in case.accepted)


def read_reports(folder: Path, cases: Sequence[Case]) -> dict[str, tuple[str, ...]]:
    """Pages by report, of the reports of the cases that the plain readers find. Raises `Unreadable`."""
    named = sorted({stem for case in cases for stem in (case.report, *dict(case.reports))})
    files = {stem: find_report(folder, stem) for stem in named}
    return {stem: page_texts(file) for stem, file in files.items() if file}


def comparable(cases: Sequence[Case], texts: Mapping[str, Sequence[str]]) -> tuple[Case, ...]:
    """The cases that passages can be right about: answerable, with all their reports at hand."""
    return tuple(
        case for case in cases if case.answerable and {case.report, *dict(case.reports)} <= texts.keys()
    )


def sides(
    cases: Sequence[Case],
    texts: Mapping[str, Sequence[str]],
    model: Embeds,
    service: Service,
    answers: Mapping[str, Record],
) -> tuple[Side, ...]:
    """Every way measured on the same cases; `answers` are Luku's records by the id of the case."""
    plain, words = PlainRecipe(texts, model), BestSentences(texts)
    every = tuple(sorted(texts))

    def within(case: Case) -> tuple[str, ...]:
        return every if case.type in ACROSS_REPORTS else (case.report,)

    def served(case: Case) -> tuple[str, ...]:
        found = service.search(case)
        return tuple(passage.quote for passage in found.passages) if found else ()

    finders: dict[str, Finder] = {
        "plain recipe: pypdf, 1,000 characters, embeddings, FAISS": lambda case: plain.best(
            asked(case), within(case), TOPS[-1]
        ),
        "best sentences: pypdf, BM25": lambda case: words.best(asked(case), within(case), TOPS[-1]),
        "Luku's passages, without its figures": served,
    }
    records = [answers[case.id] for case in cases]
    length = mean([len(record.answer) for record in records]) if records else 0.0
    judged = {
        "Luku: the value of its answer": [one.right or one.value_right for one in records],
        "Luku: the same with the figure's period and entity": [one.right for one in records],
        "Luku: all that, and the page cited": [one.right and one.cited for one in records],
    }
    return (
        *(_side(name, cases, finder) for name, finder in finders.items()),
        *(Side(name, (share(right),), length) for name, right in judged.items()),
    )


def asked(case: Case) -> str:
    """The question as a search is asked it: with those before it in the conversation."""
    return " ".join((*case.history, case.question))


def _side(name: str, cases: Sequence[Case], finder: Finder) -> Side:
    found = [(case, finder(case)) for case in cases]
    tops = tuple(share([holds(case, texts[:top]) for case, texts in found]) for top in TOPS)
    lengths = [len(texts[0]) for _, texts in found if texts]
    return Side(name, tops, mean(lengths) if lengths else 0.0)


def markdown(named: Sequence[Side]) -> str:
    """A table; what gives one answer only has no second and third column."""
    lines = ["| right | best 1 | 95 % | best 3 | best 5 | characters of one |", "|---|---|---|---|---|---|"]
    for side in named:
        low, high = side.tops[0].interval
        cells = [f"{one.mean:.3f}" if one.mean is not None else "–" for one in side.tops]
        cells += ["–"] * (len(TOPS) - len(cells))
        cells.insert(1, f"{low:.2f}–{high:.2f}")
        lines.append(f"| {' | '.join((side.name, *cells, f'{side.characters:.0f}'))} |")
    return "\n".join(lines)
