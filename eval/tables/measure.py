"""Draws the tables of many seeds, has them read, and tells how much was read exactly."""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from eval.tables.extracting import Extractor
from eval.tables.layout import draw
from eval.tables.make import make_sheet
from eval.tables.score import Found, Score, score
from eval.tables.spec import Profile, Sheet, facts

TARGET = 0.98
_AT_ONCE = 2


@dataclass(frozen=True, slots=True)
class Result:
    """The sheet of one seed and how it was read."""

    sheet: Sheet
    pages: int
    score: Score

    @property
    def clean(self) -> bool:
        return not self.score.misses and not self.score.invented


def share(results: Iterable[Result]) -> float:
    """The share of facts that were read exactly; 1 where there are none."""
    scores = [result.score for result in results]
    count = sum(score.facts for score in scores)
    return sum(score.right for score in scores) / count if count else 1.0


def measure(
    profile: Profile, seeds: Sequence[int], keep: Path | None, progress: Callable[[int], None]
) -> list[Result]:
    """Read the tables of some seeds with `luku extract`. `keep` is a folder for the PDFs.

    Raises ExtractFailed where the product does not run.
    """
    with ExitStack() as stack:
        folder = keep or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="luku-tables-")))
        folder.mkdir(parents=True, exist_ok=True)
        free: SimpleQueue[Extractor] = SimpleQueue()
        for _ in range(_AT_ONCE):
            free.put(stack.enter_context(Extractor()))

        def read(sheet: Sheet, pages: int, file: Path) -> Result:
            extractor = free.get()
            try:
                return Result(sheet, pages, score(facts(sheet), extractor.readings(file)))
            finally:
                free.put(extractor)

        futures: list[Future[Result]] = []
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            for seed in seeds:
                sheet = make_sheet(seed, profile)
                file = folder / f"{profile.value}-{seed}.pdf"
                pdf = draw(sheet)
                file.write_bytes(pdf)
                pages = len(re.findall(rb"/Type\s*/Page\b", pdf))
                futures.append(pool.submit(read, sheet, pages, file))
            results = []
            for count, future in enumerate(futures, start=1):
                results.append(future.result())
                progress(count)
    return results


def tally(profile: Profile, results: Sequence[Result]) -> str:
    """How right the reading is: in all, by producer and feature, what goes wrong, which seeds fail."""
    total = sum(result.score.facts for result in results)
    invented = sum(len(result.score.invented) for result in results)
    clean = sum(result.clean for result in results)
    lines = [
        f"{profile.value}: {share(results):.4f} of {total} numbers exact (target {TARGET}), "
        f"{invented} invented; {clean} of {len(results)} seeds without a fault",
        "",
        f"{'by producer and feature':<44} {'exact':>6} {'seeds':>6}",
    ]
    by_name: dict[str, list[Result]] = {}
    for result in results:
        for name in _names(result):
            by_name.setdefault(name, []).append(result)
    for name, those in sorted(by_name.items()):
        lines.append(f"  {name:<42} {share(those):6.3f} {len(those):6}")
    causes = Counter(miss.cause for result in results for miss in result.score.misses)
    if causes:
        lines += ["", "what is wrong"]
        lines += [f"  {cause:<42} {count / total:6.3f}" for cause, count in causes.most_common(12)]
    failed = [result for result in results if not result.clean]
    if failed:
        lines += ["", "seeds with faults, the worst first"]
        failed.sort(key=lambda result: -len(result.score.misses))
        lines += [f"  {_fault(result)}" for result in failed]
    return "\n".join(lines)


def _names(result: Result) -> list[str]:
    sheet = result.sheet
    names = [sheet.producer.value, *sheet.features]
    if result.pages > 1 and len(sheet.tables) == 1:
        again = sheet.tables[0].look.repeat_header
        names.append(f"over pages, header {'repeated' if again else 'once'}")
    return names


def _fault(result: Result) -> str:
    causes = Counter(miss.cause for miss in result.score.misses)
    said = ", ".join(f"{cause} {count}" for cause, count in causes.most_common(3))
    invented = f"; {len(result.score.invented)} invented" if result.score.invented else ""
    return f"{result.sheet.seed}: {len(result.score.misses)} of {result.score.facts} ({said}){invented}"


def missed(results: Sequence[Result]) -> str:
    """Every miss on a line: seed, cause, what is true, what was read."""
    lines = []
    for result in results:
        for miss in result.score.misses:
            fact = miss.fact
            row = " > ".join(label.plain for label in fact.row_paths[0])
            column = " > ".join(fact.column_path)
            lines.append(
                f"{result.sheet.seed}\t{miss.cause}\t{row} | {column} | {fact.printed} | "
                f"{fact.unit} × {fact.scale}\t{_shown(miss.nearest)}"
            )
        lines += [f"{result.sheet.seed}\tinvented\t\t{_shown(reading)}" for reading in result.score.invented]
    return "\n".join(lines)


def _shown(reading: Found | None) -> str:
    if reading is None:
        return "-"
    row = " > ".join(reading.row_path)
    return f"{row} | {reading.column_path} | {reading.value:f} | {reading.unit} × {reading.scale}"
