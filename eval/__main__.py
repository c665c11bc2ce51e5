"""Command line of the evaluation: `python -m eval COMMAND`.

    samples   write the sample reports and their gold questions
    run       ask a running service gold questions and print how right it is
    score     the scores of a run again: by type, report or tag, as text or JSON
    compare   two runs question by question: wins, ties, losses, significance
    report    a run as one HTML page: tables, plots, every miss
    check     a run's scores against the expected ones: OK, near, FAIL
    reports   write random reports of invented cities with their truth and questions
    tables    draw random tables, have them read, tell how much was read exactly
    bench     measure speed and memory as ratios within one run
    sides     Luku beside plainer recipes, over the same reports, cases, tables, paragraphs

Exit codes: 0 done; 1 below a target, or a check failed; 2 wrong use or a bad case file, nothing was
asked; 3 no service answers, some questions could not be asked, or the product does not run.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from eval import measuring
from eval.exits import DONE, MISSED, NO_SERVICE, WRONG_USE
from eval.measuring import at_least_one
from eval.sides import command as sides

SAMPLES = Path("build/samples")


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    if options.command == "samples":
        return _samples(options.out, options.text)
    if options.command == "reports":
        return _reports(options)
    if options.command == "tables":
        return _tables(options.profile, options.first, options.seeds, options.out)
    if options.command == "bench":
        return _bench(options.samples, options.questions, options.grown)
    if options.command == "sides":
        return sides.do(options)
    return measuring.do(options)


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

    measuring.add_parsers(commands)

    reports = commands.add_parser("reports", help="write random reports with their truth and questions")
    reports.add_argument(
        "--profile",
        choices=("tune", "measure"),
        default="measure",
        help="measure: looks and words that nobody learned from; tune: those to look at (%(default)s)",
    )
    reports.add_argument(
        "--seed", type=int, default=1, help="the same seed writes the same bytes (%(default)s)"
    )
    reports.add_argument("--reports", type=at_least_one, default=20, metavar="N", help="(%(default)s)")
    reports.add_argument("--questions", type=at_least_one, default=600, metavar="N", help="(%(default)s)")
    reports.add_argument(
        "--out", type=Path, default=Path("build/reports"), metavar="DIR", help="(%(default)s)"
    )

    tables = commands.add_parser("tables", help="draw random tables and measure how they are read")
    tables.add_argument("--seeds", type=at_least_one, default=300, help="how many (%(default)s)")
    tables.add_argument("--first", type=at_least_one, default=1, metavar="SEED", help="(%(default)s)")
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
        "--questions", type=at_least_one, default=60, help="questions asked over HTTP (%(default)s)"
    )
    bench.add_argument(
        "--grown", type=at_least_one, default=10_000,
        help="passages that the library is grown by, with ten figures each (%(default)s)",
    )  # fmt: skip

    sides.add_parser(commands)
    return parser


def _reports(options: argparse.Namespace) -> int:
    # the producers of PDFs and Word documents are only needed here
    from eval.reports.write import write_reports
    from eval.tables.spec import Profile

    try:
        written = write_reports(
            options.out, Profile(options.profile), options.seed, options.reports, options.questions
        )
    except OSError as error:
        print(f"{options.out} cannot be written: {error}", file=sys.stderr)
        return WRONG_USE
    asked = len(written[-2].read_text(encoding="utf-8").splitlines())
    print(f"{len(written) - 2} reports in {written[0].parent}, {asked} questions in {written[-2]}")
    if asked < options.questions:
        print(f"{options.questions} questions need more reports: these have {asked}", file=sys.stderr)
    return DONE


def _samples(folder: Path, texts: Path | None) -> int:
    # reportlab is only needed here
    from eval.samples.write import write_samples

    for path in write_samples(folder, texts):
        print(path)
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


def _bench(samples: Path | None, questions: int, grown: int) -> int:
    from eval.bench import BenchFailed, bench

    try:
        return DONE if bench(samples, questions, grown) else MISSED
    except BenchFailed as error:
        print(f"nothing to measure: {error}", file=sys.stderr)
        return NO_SERVICE


if __name__ == "__main__":
    sys.exit(main())
