"""`python -m eval sides`: each measure that was asked for, as a Markdown table."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import httpx

from eval.cases import BadCaseFile, Case, read_cases
from eval.client import Service, ServiceDown
from eval.exits import DONE, NO_SERVICE, WRONG_USE
from eval.measuring import DEFAULT_URL, at_least_one
from eval.record import Record
from eval.run import BadRun, Settings, read_run, run
from eval.sides import answers, lexrank, paragraphs, readers
from eval.sides.embedding import same_model
from eval.sides.texts import Unreadable
from eval.tables.extracting import ExtractFailed


class BadSides(ValueError):
    """What was asked for cannot be put side by side; the message says why."""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("sides", help="Luku beside plainer recipes, over the same reports and cases")
    parser.add_argument("--cases", nargs="+", type=Path, default=[], metavar="FILE", help="case files")
    parser.add_argument("--reports", type=Path, metavar="DIR", help="the reports of the cases")
    parser.add_argument("--url", default=DEFAULT_URL, help="where the service answers (%(default)s)")
    parser.add_argument("--run", type=Path, metavar="RUN", help="Luku's answers (default: asked now)")
    parser.add_argument(
        "--tables",
        type=int,
        default=0,
        metavar="N",
        help="random tables to read with each reader (%(default)s)",
    )
    parser.add_argument(
        "--retrieval", type=Path, metavar="FILE", help="paragraphs with a question each, JSON lines"
    )
    parser.add_argument(
        "--summaries", nargs="+", type=Path, default=[], metavar="REPORT", help="files of reports to sum up"
    )
    parser.add_argument("--paragraphs", type=at_least_one, default=1000, metavar="N", help="(%(default)s)")
    parser.add_argument("--questions", type=at_least_one, default=300, metavar="N", help="(%(default)s)")


def do(options: argparse.Namespace) -> int:
    """What the options name; the exit code."""
    if bool(options.cases) != bool(options.reports):
        print("--cases and --reports go together", file=sys.stderr)
        return WRONG_USE
    if not (options.cases or options.retrieval or options.tables > 0 or options.summaries):
        print(
            "nothing to measure: name --cases with --reports, --tables, --retrieval or --summaries",
            file=sys.stderr,
        )
        return WRONG_USE
    wanted: list[tuple[object, Callable[[argparse.Namespace], str]]] = [
        (options.cases, _answers),
        (options.tables > 0, _tables),
        (options.retrieval, _retrieval),
        (options.summaries, _summaries),
    ]
    try:
        print("\n\n".join(measure(options) for asked, measure in wanted if asked))
    except (BadCaseFile, BadRun, BadSides, Unreadable, paragraphs.BadParagraphs) as error:
        print(error, file=sys.stderr)
        return WRONG_USE
    except (ServiceDown, ExtractFailed) as error:
        print(f"nothing to measure: {error}", file=sys.stderr)
        return NO_SERVICE
    except ImportError as error:
        print(f"{error.name} is not installed: pip install '.[dev]'", file=sys.stderr)
        return WRONG_USE
    return DONE


def _answers(options: argparse.Namespace) -> str:
    cases = read_cases(options.cases)
    texts = answers.read_reports(options.reports, cases)
    compared = answers.comparable(cases, texts)
    away = sum(case.answerable for case in cases) - len(compared)
    if away:
        print(f"{away} questions are left out: {options.reports} lacks their reports", file=sys.stderr)
    if not compared:
        raise BadSides(f"no question of the cases can be answered from {options.reports}")
    with Service(options.url) as service:
        held = service.about().reports
        missing = {case.report for case in compared} - held.keys() - set(held.values())
        if missing:
            raise BadSides(f"the service at {options.url} has no report {', '.join(sorted(missing))}")
        records = _records(options.run, cases, service)
        print(f"{len(texts)} reports are embedded", file=sys.stderr)
        found = answers.sides(compared, texts, same_model(), service, records)
    every = [records[case.id] for case in cases]
    gone = [record.abstained for record in every if not record.answerable]
    return (
        f"{len(compared)} answerable questions about {len(texts)} reports\n\n{answers.markdown(found)}\n\n"
        f"Of all {len(every)} questions Luku gets {sum(one.right for one in every)} exactly right; of the "
        f"{len(gone)} that the reports do not answer it refuses {sum(gone)}."
    )


def _records(folder: Path | None, cases: Sequence[Case], service: Service) -> dict[str, Record]:
    """Luku's record of each case, of a RUN where there is one. Raises `BadRun`, `BadSides`."""
    asked = read_run(folder)[1] if folder else run(service, cases, Settings(look=False))[1]
    records = {record.id: record for record in asked}
    lacking = [
        case.id for case in cases if case.id not in records or records[case.id].key not in ("", case.key)
    ]
    if lacking:
        raise BadSides(f"{folder} lacks {len(lacking)} of the cases, or asked them otherwise: {lacking[0]}")
    return records


def _tables(options: argparse.Namespace) -> str:
    found = readers.table_readers(range(1, options.tables + 1))
    return f"{options.tables} random sheets of tables\n\n{readers.markdown(found)}"


def _summaries(options: argparse.Namespace) -> str:
    with Service(options.url) as service:
        ids = service.about().reports
    missing = [str(file) for file in options.summaries if file.stem not in ids or not file.is_file()]
    if missing:
        raise BadSides(f"no such file, or not in the service at {options.url}: {', '.join(missing)}")
    try:
        found = [
            lexrank.markdown(file.stem, lexrank.sides(options.url, ids[file.stem], file))
            for file in options.summaries
        ]
    except httpx.HTTPError as error:
        raise ServiceDown(f"{options.url} gives no summary ({error})") from error
    return "\n\n".join(found)


def _retrieval(options: argparse.Namespace) -> str:
    from eval.sides.ranking import Rankings

    held = paragraphs.read_paragraphs(options.retrieval, options.paragraphs)
    questions = [paragraph.question for paragraph in held[: options.questions]]
    print(f"{len(held)} paragraphs are embedded", file=sys.stderr)
    ranks = Rankings([paragraph.text for paragraph in held], same_model())
    return (
        f"{len(questions)} questions, {len(held)} paragraphs of general text\n\n"
        f"{paragraphs.markdown(paragraphs.measured(ranks, questions))}"
    )
