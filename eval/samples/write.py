"""The sample reports and their gold questions into a folder."""

from __future__ import annotations

from pathlib import Path

from eval.cases import Case, case_to_line
from eval.samples import questions_annual, questions_first, questions_second
from eval.samples.accounts import accounts
from eval.samples.as_text import as_text
from eval.samples.draw_sheets import draw_sheets
from eval.samples.draw_slides import draw_slides
from eval.samples.first_quarter import first_quarter
from eval.samples.second_quarter import second_quarter

CASES = "sample.jsonl"


def sample_cases() -> tuple[Case, ...]:
    """The gold questions over all sample reports."""
    return (*questions_first.questions(), *questions_second.questions(), *questions_annual.questions())


def write_samples(folder: Path, texts: Path | None = None) -> tuple[Path, ...]:
    """Write the PDFs and the questions; return what was written.

    The plain-text rendering of one report goes into a folder of its own, if one is given: it has
    the same report id as the PDF, so that ingesting both would replace one with the other.
    """
    first, second, books = first_quarter(), second_quarter(), accounts()
    lines = "".join(case_to_line(case) + "\n" for case in sample_cases())
    contents = {
        folder / f"{first.stem}.pdf": draw_slides(first),
        folder / f"{second.stem}.pdf": draw_slides(second),
        folder / f"{books.stem}.pdf": draw_sheets(books),
        folder / CASES: lines.encode(),
    }
    if texts:
        contents[texts / f"{first.stem}.txt"] = as_text(first).encode()
    for path, data in contents.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return tuple(contents)
