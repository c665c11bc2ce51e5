"""Command line of the evaluation: `python -m eval COMMAND`.

    samples   write the sample reports and their gold questions
    run       ask a running service gold questions and print how right it is
    tables    draw random tables, have them read, tell how much was read exactly
    bench     measure speed and memory as ratios within one run

Exit codes: 0 done; 1 a target was missed; 2 wrong use or a bad case file, nothing was
asked; 3 no service answers, or the product does not
run.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

DONE, MISSED, WRONG_USE, NO_SERVICE = 0, 1, 2, 3
DEFAULT_URL = "http://127.0.0.1:8000"
SAMPLES = Path("build/samples")


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    if options.command == "samples":
        return _samples(options.out, options.text)
    if options.command == "tables":
        return _tables(options.profile, options.first, options.seeds, options.out)
    if options.command == "bench":
        return _bench(options.samples, options.questions)
    return _run(options.url, options.cases, options.out, options.failures, options.at_once, options.timeout)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m eval", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)

    samples = commands.add_parser("samples", help="write the sample reports and their gold questions")
    samples.add_argument("--out", type=Path, default=SAMPLES, help="folder to write into (%(default)s)")
    samples.add_argument(
        "--text",
        type=Path,
        metavar="DIR",
        help="write one report as plain text too, into a folder of its own",
    )

    run = commands.add_parser("run", help="ask a running service gold questions")
    run.add_argument("--url", default=DEFAULT_URL, help="where the service answers (%(default)s)")
    run.add_argument(
        "--cases", nargs="+", type=Path, required=True, metavar="FILE", help="case files, JSON lines"
    )
    run.add_argument("--out", type=Path, help="write a record for each question here, as JSON lines")
    run.add_argument("--failures", action="store_true", help="list the wrong answers too")
    run.add_argument(
        "--at-once",
        type=_at_least_one,
        default=1,
        metavar="N",
        help="questions asked at the same time (%(default)s; more blurs the latencies)",
    )
    run.add_argument("--timeout", type=float, default=60.0, metavar="SECONDS", help="for one question")

    tables = commands.add_parser("tables", help="draw random tables and measure how they are read")
    tables.add_argument("--seeds", type=_at_least_one, default=300, help="how many (%(default)s)")
    tables.add_argument("--first", type=_at_least_one, default=1, metavar="SEED", help="(%(default)s)")
    tables.add_argument(
        "--profile",
        choices=("tune", "measure"),
        default="measure",
        help="measure: words and looks that nobody learned from; tune: those to look at (%(default)s)",
    )
    tables.add_argument(
        "--out", type=Path, metavar="DIR", help="keep the PDFs here, of tune also what was missed"
    )

    bench = commands.add_parser("bench", help="measure speed and memory")
    bench.add_argument("--samples", type=Path, help="folder of the sample reports (default: written anew)")
    bench.add_argument(
        "--questions", type=_at_least_one, default=60, help="questions asked over HTTP (%(default)s)"
    )
    return parser


def _at_least_one(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return value


def _samples(folder: Path, texts: Path | None) -> int:
    # reportlab is only needed here
    from eval.samples.write import write_samples

    for path in write_samples(folder, texts):
        print(path)
    return DONE


def _run(
    url: str, files: list[Path], out: Path | None, show_failures: bool, at_once: int, timeout: float
) -> int:
    from eval.cases import BadCaseFile, read_cases
    from eval.client import Record, Service, ServiceDown, ask_all
    from eval.table import failures, table

    try:
        cases = read_cases(files)
    except BadCaseFile as error:
        print(f"bad case file: {error}", file=sys.stderr)
        return WRONG_USE
    if not cases:
        print("the case files hold no questions", file=sys.stderr)
        return WRONG_USE
    asked = 0

    def progress(record: Record) -> None:
        nonlocal asked
        asked += 1
        if asked % 25 == 0 or asked == len(cases):
            print(f"asked {asked} of {len(cases)}", file=sys.stderr)

    with Service(url, timeout) as service:
        try:
            held = service.reports()
        except ServiceDown as error:
            print(f"{error}. Start it with: luku serve", file=sys.stderr)
            return NO_SERVICE
        for report in sorted({case.report for case in cases} - held):
            count = sum(case.report == report for case in cases)
            print(f"the service has no report {report}: its {count} questions will fail", file=sys.stderr)
        records = ask_all(service, cases, at_once, progress)
    if out:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text("".join(record.to_line() + "\n" for record in records), encoding="utf-8")
    if show_failures:
        print(failures(records), end="\n\n")
    print(table(records))
    return DONE


def _tables(profile_name: str, first: int, seeds: int, out: Path | None) -> int:
    # the PDF producers are only needed here
    from eval.tables.extracting import ExtractFailed
    from eval.tables.measure import TARGET, measure, missed, share, tally
    from eval.tables.spec import Profile

    profile = Profile(profile_name)

    def progress(count: int) -> None:
        if count % 50 == 0:
            print(f"read {count} of {seeds}", file=sys.stderr)

    try:
        results = measure(profile, range(first, first + seeds), out, progress)
    except ExtractFailed as error:
        print(f"nothing to measure: {error}", file=sys.stderr)
        return NO_SERVICE
    if out and profile is Profile.TUNE:
        (out / "missed.tsv").write_text(missed(results) + "\n", encoding="utf-8")
    print(tally(profile, results))
    return DONE if share(results) >= TARGET else MISSED


def _bench(samples: Path | None, questions: int) -> int:
    from eval.bench import BenchFailed, bench

    try:
        return DONE if bench(samples, questions) else MISSED
    except BenchFailed as error:
        print(f"nothing to measure: {error}", file=sys.stderr)
        return NO_SERVICE


if __name__ == "__main__":
    sys.exit(main())
