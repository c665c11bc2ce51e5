"""A run: every case asked, judged and looked into, many at once, into a folder that can be gone on with.

RUN/run.json        what was asked of what service with what settings, when, how busy the client was
RUN/cases.jsonl     the cases as they were asked
RUN/answers.jsonl   a `Record` a line: written as they come, in the cases' order at the end
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from eval.cases import Case, case_to_line
from eval.client import About, Service
from eval.judge import judge
from eval.misses import Extracts, miss_of
from eval.pages import PageTexts, PdfPages, ServedPages, verbatim
from eval.record import Place, Record, record_from_line
from eval.reply import Citation, Found

RUN_FILE, CASES_FILE, ANSWERS_FILE = "run.json", "cases.jsonl", "answers.jsonl"
FORMAT = 1


class BadRun(ValueError):
    """A folder that is no RUN, or one that cannot be read."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a run asks. `look` says whether pages and the search are asked too, for misses and ranks.

    `reports` is a folder of PDFs to hold quotes against, else the service's own pages are;
    `extracts` one of `luku extract --json` files, to see what was read.
    """

    at_once: int = 4
    timeout: float = 60.0
    look: bool = True
    reports: str | None = None
    extracts: str | None = None


@dataclass(frozen=True, slots=True)
class RunInfo:
    """run.json. Times are ISO 8601 in UTC, `seconds` what asking took.

    `busy` is the client's processor time by the time that passed: near 1 or above, the client itself
    held the questions up and the latencies are not the service's.
    """

    format: int
    url: str
    version: str
    reports: dict[str, str]
    files: tuple[str, ...]
    questions: int
    settings: Settings
    started: str
    finished: str | None = None
    seconds: float = 0.0
    asked: int = 0
    kept: int = 0
    busy: float | None = None


class Asker:
    """Asks, judges and looks into one case at a time; used by many threads."""

    def __init__(self, service: Service, about: About, settings: Settings) -> None:
        self._service = service
        self._ids = about.reports
        self._look = settings.look
        self._served: PageTexts = ServedPages(service)
        self._pdfs = PdfPages(Path(settings.reports)) if settings.reports else None
        self._extracts = Extracts(Path(settings.extracts)) if settings.extracts else None

    def record(self, case: Case) -> Record:
        """Everything about one case. Never raises for what the service does."""
        asked = self._service.ask(case)
        reply = asked.reply
        verdict = judge(case, reply) if reply else None
        quotes: list[bool] = []
        found: Found | None = None
        miss = None
        if self._look:
            found = self._service.search(case) if reply else None
            quotes = self._quotes(asked.reply.citations if asked.reply else ())
            miss = miss_of(
                case, asked, verdict, quotes.count(False), found, self._served, self._ids, self._extracts
            )
        elif asked.error:
            miss = miss_of(case, asked, None, 0, None, self._served, self._ids)
        truth = case.truth
        stated: tuple[str, ...] = ()
        if truth:
            told = {"unit": truth.unit, "scale": truth.scale, "period": truth.period, "entity": truth.entity}
            stated = ("value", "sign", *(name for name, value in told.items() if value))
        return Record(
            id=case.id,
            type=case.type,
            report=case.report,
            question=case.question,
            answerable=case.answerable,
            right=bool(verdict and verdict.right),
            why=verdict.why if verdict else asked.error or "",
            cited=bool(verdict and verdict.cited),
            abstained=bool(verdict and verdict.abstained),
            untraced=verdict.untraced if verdict else (),
            status=reply.status if reply else "error",
            answer=reply.answer if reply else "",
            ms=asked.ms,
            error=asked.error,
            trouble=asked.trouble,
            key=case.key,
            expected=tuple(" or ".join(group) for group in case.accepted if group),
            given=reply.figures[0].raw if reply and reply.figures else "",
            stated=stated,
            faults=verdict.faults if verdict else (),
            value_right=bool(verdict and verdict.value_right),
            quotes=len(quotes),
            verbatim=quotes.count(True),
            confidence=reply.confidence if reply else None,
            took_ms=reply.took_ms if reply else None,
            miss=miss.kind if miss else "",
            miss_why=miss.why if miss else "",
            url=self._link(case, reply.citations[0].url if reply and reply.citations else ""),
            places=tuple(sorted(case.places)),
            ranking=None if found is None else _pages_of(found),
            tags=dict(case.tags),
            reply=asked.body,
        )

    def _quotes(self, citations: Sequence[Citation]) -> list[bool]:
        pages = self._pdfs or self._served
        held = (verbatim(item, pages, by_id=self._pdfs is None) for item in citations)
        return [stands for stands in held if stands is not None]

    def _link(self, case: Case, cited: str) -> str:
        """Where a person can look: what the answer cites, else the right page."""
        page = min((page for stem, page in case.places if stem == case.report), default=1)
        return cited or f"/report/{self._ids.get(case.report, case.report)}?page={page}"


def ask_all(
    asker: Asker, cases: Sequence[Case], at_once: int = 4, done: Callable[[Record], None] | None = None
) -> tuple[Record, ...]:
    """Every case, at most `at_once` at a time; in order. `done` hears of each as it comes."""
    with ThreadPoolExecutor(max_workers=at_once) as pool:
        futures: list[Future[Record]] = [pool.submit(asker.record, case) for case in cases]
        try:
            for future in as_completed(futures):
                if done:
                    done(future.result())
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
        return tuple(future.result() for future in futures)


def run(
    service: Service,
    cases: Sequence[Case],
    settings: Settings,
    out: Path | None = None,
    files: Sequence[Path] = (),
    again: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[RunInfo, tuple[Record, ...]]:
    """Ask all cases; with `out`, only those whose answers the folder does not hold yet.

    What it holds is kept where the case is the same, an answer came, the service has the same version
    and reports, and the settings look at the same. Raises `ServiceDown` before anything is asked,
    `BadRun` for a folder that holds something else.
    """
    about = service.about()
    kept = _kept(out, cases, about, settings) if out and not again else {}
    left = [case for case in cases if case.id not in kept]
    info = RunInfo(
        FORMAT, service.url, about.version, about.reports, tuple(map(str, files)), len(cases), settings,
        datetime.now(UTC).isoformat(timespec="seconds"), asked=len(left), kept=len(kept),
    )  # fmt: skip
    start, processor = time.perf_counter(), time.process_time()
    with _lines(out, info, cases, list(kept.values())) as write:
        count = len(kept)

        def done(record: Record) -> None:
            nonlocal count
            count += 1
            write(record)
            if progress:
                progress(count, len(cases))

        asker = Asker(service, about, settings)
        new = {record.id: record for record in ask_all(asker, left, settings.at_once, done)}
    seconds = time.perf_counter() - start
    busy = (time.process_time() - processor) / seconds if new and seconds else None
    records = tuple((kept | new)[case.id] for case in cases)
    finished = datetime.now(UTC).isoformat(timespec="seconds")
    info = replace(info, finished=finished, seconds=round(seconds, 3), busy=busy)
    if out:
        _write(out / ANSWERS_FILE, "".join(record.to_line() + "\n" for record in records))
        _write(out / RUN_FILE, _json(info))
    return info, records


def read_run(folder: Path) -> tuple[RunInfo, tuple[Record, ...]]:
    """A RUN as it stands. Raises `BadRun`."""
    try:
        info = msgspec.json.decode((folder / RUN_FILE).read_bytes(), type=RunInfo)
    except FileNotFoundError as error:
        reason = f"{folder} is no run: it has no {RUN_FILE} (python -m eval run --out makes one)"
        raise BadRun(reason) from error
    except (OSError, msgspec.DecodeError) as error:
        raise BadRun(f"{folder / RUN_FILE} cannot be read: {error}") from error
    return info, tuple(_records(folder / ANSWERS_FILE))


@contextmanager
def _lines(
    out: Path | None, info: RunInfo, cases: Sequence[Case], kept: Sequence[Record]
) -> Iterator[Callable[[Record], None]]:
    """What writes each record down as it comes, so that a run that is broken off loses none."""
    if out is None:
        yield lambda record: None
        return
    try:
        out.mkdir(parents=True, exist_ok=True)
        _write(out / CASES_FILE, "".join(case_to_line(case) + "\n" for case in cases))
        _write(out / RUN_FILE, _json(info))
        _write(out / ANSWERS_FILE, "".join(record.to_line() + "\n" for record in kept))
    except OSError as error:
        raise BadRun(f"{out} cannot be written: {error}") from error
    with (out / ANSWERS_FILE).open("a", encoding="utf-8") as stream:

        def write(record: Record) -> None:
            stream.write(record.to_line() + "\n")
            stream.flush()

        yield write


def _kept(out: Path, cases: Sequence[Case], about: About, settings: Settings) -> dict[str, Record]:
    """The records of an earlier run that still hold, by the case's id."""
    if not out.exists() or (out.is_dir() and not any(out.iterdir())):
        return {}
    info, records = read_run(out)
    if (info.version, info.reports) != (about.version, about.reports):
        return {}
    # answers that were looked into otherwise have other quotes, misses and ranks
    measured = (settings.look, settings.reports, settings.extracts)
    if (info.settings.look, info.settings.reports, info.settings.extracts) != measured:
        return {}
    keys = {case.id: case.key for case in cases}
    return {record.id: record for record in records if record.key == keys.get(record.id) and not record.error}


def _records(file: Path) -> Iterator[Record]:
    """The records of a file; a last line that was cut short is left out. Raises `BadRun`."""
    try:
        lines = file.read_bytes().splitlines() if file.exists() else []
    except OSError as error:
        raise BadRun(f"{file} cannot be read: {error}") from error
    for number, line in enumerate(lines, start=1):
        try:
            yield record_from_line(line)
        except ValueError as error:
            if number == len(lines):
                return
            raise BadRun(f"{file}, line {number}: {error}") from error


def _pages_of(found: Found) -> tuple[Place, ...]:
    """The pages of a search's passages, each once, best first."""
    pages = ((passage.report, passage.page) for passage in found.passages if passage.page is not None)
    return tuple(dict.fromkeys(pages))


def _json(info: RunInfo) -> str:
    return msgspec.json.format(msgspec.json.encode(info), indent=2).decode() + "\n"


def _write(file: Path, text: str) -> None:
    """Whole or not at all."""
    part = file.with_name(file.name + ".part")
    part.write_text(text, encoding="utf-8")
    os.replace(part, file)
