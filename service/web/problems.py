"""What could not be read of a report, in plain words: one line a kind of problem, with its pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.records import Problem
from service.records import Language
from service.texts import TEXTS, say


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """`text` in the reader's language, or as the reading told it (in Finnish) where it is not of a known
    kind; `pages` as "3, 5–7", empty where it concerns the whole file."""

    text: str
    pages: str
    language: str


def problem_lines(problems: Iterable[Problem], language: Language) -> tuple[ProblemLine, ...]:
    """The problems by kind, in the order in which they come."""
    groups: dict[tuple[str, str], list[int]] = {}
    for problem in problems:
        key = f"report.problem_{problem.code}"
        line = (say(key, language), language.value) if key in TEXTS else (problem.message, "fi")
        groups.setdefault(line, []).extend([problem.page] if problem.page else [])
    return tuple(ProblemLine(text, page_ranges(pages), told) for (text, told), pages in groups.items())


def page_ranges(pages: Sequence[int]) -> str:
    """Page numbers as people write them: [2, 5, 6, 7] -> "2, 5–7"."""
    runs: list[list[int]] = []
    for page in sorted(set(pages)):
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
