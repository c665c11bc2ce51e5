"""Made reports and their questions into a folder: the files, cases.jsonl and truth.json."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from eval.cases import case_to_line
from eval.reports.ask import Question, ask_questions
from eval.reports.make import Made, make_reports
from eval.tables.spec import Profile

CASES, TRUTH = "cases.jsonl", "truth.json"
REPORTS = "reports"


def write_reports(
    folder: Path, profile: Profile, seed: int, reports: int, questions: int
) -> tuple[Path, ...]:
    """Write the reports into `folder`/reports, cases and truth beside; return what was written."""
    made = make_reports(seed, profile, reports)
    asked = ask_questions(made, seed, profile, questions)
    contents = {folder / REPORTS / each.booklet.file: each.data for each in made}
    contents[folder / CASES] = "".join(line + "\n" for line in case_lines(asked, profile, seed)).encode()
    contents[folder / TRUTH] = truth_text(made, asked, profile, seed).encode()
    for path, data in contents.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return tuple(contents)


def case_lines(asked: tuple[Question, ...], profile: Profile, seed: int) -> list[str]:
    """The cases as JSON lines, numbered."""
    return [
        case_to_line(replace(question.case, id=f"{profile.value}-{seed}-{number:04}"))
        for number, question in enumerate(asked, start=1)
    ]


def truth_text(made: tuple[Made, ...], asked: tuple[Question, ...], profile: Profile, seed: int) -> str:
    """Every printed figure and saying of every report, with pages, and what unanswerables ask for."""
    reports = [
        {
            "report": each.booklet.stem,
            "file": each.booklet.file,
            "kind": each.kind,
            "city": each.books.name.nom,
            "year": each.year,
            "quarter": each.quarter or None,
            "figures": [
                {
                    "entity": figure.ident.entity.nom,
                    "metric": figure.ident.metric.nom,
                    "column": figure.ident.role.value,
                    "year": figure.ident.year,
                    "quarter": figure.ident.quarter or None,
                    "printed": [
                        {
                            "raw": printed.raw,
                            "value": f"{printed.value.normalize():f}",
                            "unit": printed.unit,
                            "scale": printed.scale,
                            "where": printed.way,
                            "page": each.pages[printed.key],
                            "quote": printed.quote,
                        }
                        for printed in figure.printings
                    ],
                }
                for figure in each.truth.figures.values()
            ],
            "sayings": [
                {
                    "kind": saying.kind,
                    "answers": saying.groups,
                    "pages": sorted({each.pages[key] for key in saying.keys}),
                    "quote": saying.quote,
                }
                for saying in each.truth.sayings
            ],
        }
        for each in made
    ]
    absent = [
        {"report": question.case.report, "question": question.case.question, "absent": question.absent}
        for question in asked
        if question.absent
    ]
    whole = {"profile": profile.value, "seed": seed, "reports": reports, "absent": absent}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
