"""The commands that measure a running service: run, score, compare, report, check."""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
from collections.abc import Callable
from pathlib import Path

from eval.cases import BadCaseFile, read_cases
from eval.check import BadExpectations, check, checked, passed, read_expected
from eval.client import Service, ServiceDown
from eval.compare import compare, compared
from eval.exits import BROKEN_OFF, DONE, MISSED, NO_SERVICE, WRONG_USE
from eval.record import Record
from eval.run import BadRun, RunInfo, Settings, read_run, run
from eval.score import score
from eval.table import failures, table

DEFAULT_URL = "http://127.0.0.1:8000"
PROGRESS_SECONDS = 2.0
BUSY = 0.8
"""Of one processor: above this the client may hold the questions up."""


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The sub-commands, each with its options."""
    asked = commands.add_parser("run", help="ask a running service gold questions")
    asked.add_argument("--url", default=DEFAULT_URL, help="where the service answers (%(default)s)")
    asked.add_argument(
        "--cases", nargs="+", type=Path, required=True, metavar="FILE", help="case files, JSON lines"
    )
    asked.add_argument(
        "--out", type=Path, metavar="RUN", help="folder to keep the run in; one that is there is gone on with"
    )
    asked.add_argument(
        "--unfiltered", action="store_true", help="ask all reports, with the questions' `whole_question`"
    )
    asked.add_argument("--again", action="store_true", help="ask also what RUN holds already")
    asked.add_argument("--failures", action="store_true", help="list what was missed too")
    asked.add_argument(
        "--at-once",
        type=at_least_one,
        default=4,
        metavar="N",
        help="questions asked at the same time (%(default)s; 1 for latencies of a service that is not busy)",
    )
    asked.add_argument(
        "--timeout", type=_seconds, default=60.0, metavar="SECONDS", help="for one question (%(default)s)"
    )
    asked.add_argument(
        "--reports", type=Path, metavar="DIR", help="PDFs to hold the quotes against (default: served pages)"
    )
    asked.add_argument(
        "--extracts",
        type=Path,
        metavar="DIR",
        help="what `luku extract --json` read, STEM.json for each report, to tell misread figures",
    )
    asked.add_argument(
        "--only-ask", action="store_true", help="no looking at pages and the search: no misses, no ranks"
    )

    scored = commands.add_parser("score", help="the scores of a run")
    scored.add_argument("run", type=Path, metavar="RUN")
    scored.add_argument("--by", default="type", metavar="TAG", help="type, report or a tag of the cases")
    scored.add_argument("--json", action="store_true", help="as JSON: each score by its name")
    scored.add_argument("--failures", action="store_true", help="list what was missed too")

    paired = commands.add_parser("compare", help="two runs question by question")
    paired.add_argument("old", type=Path, metavar="RUN_A")
    paired.add_argument("new", type=Path, metavar="RUN_B")

    shown = commands.add_parser("report", help="a run as one HTML page")
    shown.add_argument("run", type=Path, metavar="RUN")
    shown.add_argument(
        "--html", type=Path, nargs="?", metavar="FILE", help="where to write (RUN/report.html)"
    )
    shown.add_argument("--against", type=Path, metavar="RUN", help="an earlier run to compare with")

    held = commands.add_parser("check", help="a run's scores against the expected ones")
    held.add_argument("run", type=Path, metavar="RUN")
    held.add_argument("--name", default="samples", help="the table of the file (%(default)s)")
    held.add_argument("--expected", type=Path, metavar="FILE", help="(default: eval/expected.toml)")


def _seconds(text: str) -> float:
    """The type of --timeout."""
    seconds = float(text)
    if not 0 < seconds < math.inf:
        raise argparse.ArgumentTypeError("must be above 0")
    return seconds


def at_least_one(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return value


def do(options: argparse.Namespace) -> int:
    """One of the commands above; its exit code."""
    commands: dict[str, Callable[[argparse.Namespace], int]] = {
        "run": _run,
        "score": _score,
        "compare": _compare,
        "report": _report,
        "check": _check,
    }
    try:
        return commands[options.command](options)
    except BadCaseFile as error:
        print(f"bad case file: {error}", file=sys.stderr)
    except (BadRun, BadExpectations) as error:
        print(error, file=sys.stderr)
    except ServiceDown as error:
        print(f"{error}. Start it with: luku serve", file=sys.stderr)
        return NO_SERVICE
    except KeyboardInterrupt:
        print("broken off; the same command with --out goes on where it was", file=sys.stderr)
        return BROKEN_OFF
    return WRONG_USE


def _run(options: argparse.Namespace) -> int:
    cases = read_cases(options.cases)
    if options.unfiltered:
        cases = tuple(case.unfiltered() for case in cases)
    if not cases:
        print("the case files hold no questions", file=sys.stderr)
        return WRONG_USE
    for folder in (options.reports, options.extracts):
        if folder and not folder.is_dir():
            print(f"{folder} is no folder", file=sys.stderr)
            return WRONG_USE
    settings = Settings(
        options.at_once,
        options.timeout,
        not options.only_ask,
        str(options.reports) if options.reports else None,
        str(options.extracts) if options.extracts else None,
    )
    with Service(options.url, options.timeout) as service:
        held = service.about().reports
        for report in sorted({case.report for case in cases} - set(held) - set(held.values())):
            count = sum(case.report == report for case in cases)
            print(f"the service has no report {report}: its {count} questions will fail", file=sys.stderr)
        info, records = run(service, cases, settings, options.out, options.cases, options.again, _progress())
    _say_how_it_went(info)
    if options.failures:
        print(failures(records), end="\n\n")
    print(table(score(records)))
    lost = sum(record.error is not None for record in records)
    if lost:
        print(f"{lost} of {len(records)} questions got no answer that can be judged", file=sys.stderr)
    return NO_SERVICE if lost else DONE


def _progress() -> Callable[[int, int], None]:
    """Tells on stderr how far it is, every two seconds and at the end."""
    last = time.monotonic()

    def tell(done: int, of: int) -> None:
        nonlocal last
        now = time.monotonic()
        if done == of or now - last >= PROGRESS_SECONDS:
            last = now
            print(f"asked {done} of {of}", file=sys.stderr)

    return tell


def _say_how_it_went(info: RunInfo) -> None:
    if info.kept:
        print(f"{info.kept} answers kept from an earlier run (--again asks all)", file=sys.stderr)
    if info.busy is not None:
        print(
            f"{info.asked} questions in {info.seconds:.1f} s, {info.settings.at_once} at once; "
            f"the client was busy {info.busy:.0%} of the time",
            file=sys.stderr,
        )
        if info.busy > BUSY:
            print("the client held the questions up: the latencies are not the service's", file=sys.stderr)


def _records(folder: Path) -> tuple[Record, ...]:
    """The records of a RUN; says so where it was broken off. Raises `BadRun`."""
    info, records = read_run(folder)
    if info.finished is None:
        print(
            f"{folder} was broken off: it has {len(records)} of {info.questions} questions", file=sys.stderr
        )
    return records


def _score(options: argparse.Namespace) -> int:
    records = _records(options.run)
    scores = score(records, options.by)
    if options.json:
        print(json.dumps(scores.numbers(), ensure_ascii=False, indent=2))
        return DONE
    if options.failures:
        print(failures(records), end="\n\n")
    print(table(scores, options.by))
    return DONE


def _compare(options: argparse.Namespace) -> int:
    result = compare(_records(options.old), _records(options.new))
    if not result.pairs:
        print("the runs have no question in common", file=sys.stderr)
        return WRONG_USE
    print(compared(result))
    return DONE


def _report(options: argparse.Namespace) -> int:
    from eval.report import html_report

    records = _records(options.run)
    info = read_run(options.run)[0]
    against = compare(_records(options.against), records) if options.against else None
    file: Path = options.html or options.run / "report.html"
    page = html_report(info, records, against)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(page, encoding="utf-8")
    except OSError as error:
        print(f"{file} cannot be written: {error}", file=sys.stderr)
        return WRONG_USE
    print(file)
    return DONE


def _check(options: argparse.Namespace) -> int:
    expected = read_expected(options.name, options.expected)
    info, records = read_run(options.run)
    if info.finished is None:
        print(f"{options.run} was broken off: go on with it first (python -m eval run)", file=sys.stderr)
        return WRONG_USE
    checks = check(score(records), expected)
    print(checked(checks, expected))
    return DONE if passed(checks) else MISSED
