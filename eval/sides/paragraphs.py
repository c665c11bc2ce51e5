"""How the rankings find the one right paragraph of general text, measured by ir-measures."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


class BadParagraphs(ValueError):
    """A file of paragraphs that cannot be used; file, line and reason."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text and the question that it answers."""

    text: str
    question: str


@dataclass(frozen=True, slots=True)
class Ranked:
    """Means over the questions, each from 0 to 1."""

    name: str
    hit_1: float
    hit_10: float
    mrr: float
    ndcg_10: float


class Ranks(Protocol):
    def rank(self, question: str) -> Mapping[str, Sequence[int]]:
        """Numbers of paragraphs, the best first, by the name of the ranking."""
        ...


def read_paragraphs(file: Path, limit: int) -> tuple[Paragraph, ...]:
    """The first paragraphs of a JSON lines file with `text` and `question`. Raises `BadParagraphs`."""
    paragraphs: list[Paragraph] = []
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadParagraphs(f"{file} cannot be read: {error}") from error
    for number, line in enumerate(lines[:limit], start=1):
        try:
            data = json.loads(line)
            text, question = data["text"], data["question"]
        except (ValueError, KeyError, TypeError) as error:
            raise BadParagraphs(f"{file}, line {number}: no text and question ({error})") from error
        if not isinstance(text, str) or not isinstance(question, str):
            raise BadParagraphs(f"{file}, line {number}: text or question is no text")
        paragraphs.append(Paragraph(text, question))
    if not paragraphs:
        raise BadParagraphs(f"{file} holds no paragraphs")
    return tuple(paragraphs)


def measured(ranks: Ranks, questions: Sequence[str]) -> tuple[Ranked, ...]:
    """Question i is answered by paragraph i. Raises ImportError without ir-measures (the extra `eval`)."""
    from ir_measures import RR, Qrel, ScoredDoc, Success, calc_aggregate, nDCG

    lists = [ranks.rank(question) for question in questions]
    truth = [Qrel(str(number), str(number), 1) for number in range(len(questions))]
    measures = [Success @ 1, Success @ 10, RR, nDCG @ 10]
    results = []
    for name in lists[0] if lists else ():
        found = [
            ScoredDoc(str(number), str(document), -float(rank))
            for number, of_one in enumerate(lists)
            for rank, document in enumerate(of_one[name])
        ]
        means = calc_aggregate(measures, truth, found)
        results.append(Ranked(name, *(float(means[measure]) for measure in measures)))
    return tuple(results)


def markdown(ranked: Sequence[Ranked]) -> str:
    lines = ["| ranking | hit@1 | hit@10 | MRR | nDCG@10 |", "|---|---|---|---|---|"]
    lines += [
        f"| {one.name} | {one.hit_1:.3f} | {one.hit_10:.3f} | {one.mrr:.3f} | {one.ndcg_10:.3f} |"
        for one in ranked
    ]
    return "\n".join(lines)
