"""Speed and memory of the product, as ratios within one run.

Absolute times say little on a machine that others use too, so each cost is set against the
embedding that it cannot do without, measured a moment before or after. This is the one place of
the evaluation that starts processes: the console script `luku` beside this Python.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import httpx

from eval.cases import ACROSS_REPORTS, Case, read_cases
from eval.client import Service, ServiceDown
from eval.measure import Measure
from eval.picture_speed import picture_measures
from eval.reading_speed import REPORTS, SHARED

COLD_STARTS = 5
COLD_QUESTION = "Mikä on Uomaveden liikevaihdon ennuste?"
WARM_UP = 20
"""Other questions that a service answers before it is measured. None is asked twice: it would be
remembered."""
START_SECONDS = 120.0
GOLD = SHARED / "gold"
PASSAGES_OF_A_REPORT = 2000


class BenchFailed(RuntimeError):
    """The product did not run as it should, so there is nothing to measure."""


def bench(samples: Path | None, questions: int, grown: int) -> bool:
    """Measure, print each value as it is known, and say whether every target was met."""
    measures: list[Measure] = []
    with tempfile.TemporaryDirectory(prefix="luku-bench-") as folder:
        reports = samples or _fresh_samples(Path(folder) / "samples")
        for measure in _measures(reports, Path(folder), questions, grown):
            if isinstance(measure, str):
                print(measure, flush=True)
                continue
            measures.append(measure)
            print(measure.line(), flush=True)
    return all(measure.met for measure in measures)


def _measures(reports: Path, folder: Path, questions: int, grown: int) -> Iterator[Measure | str]:
    from eval.reading_speed import reading_measures
    from eval.yardstick import ingest_cost

    pdfs = sorted(reports.glob("*.pdf"))
    case_files = sorted(reports.glob("*.jsonl"))
    if not pdfs or not case_files:
        raise BenchFailed(f"{reports} holds no reports with questions; `python -m eval samples` makes some")
    library = folder / "library"
    _luku("ingest", *map(str, pdfs), "--library", str(library))

    yield _cold_start(library)
    yield from _answering(library, case_files, folder / "archive", questions, grown)

    cost = ingest_cost(pdfs[0], folder / "ingest")
    yield Measure(
        "ingest of a report / embedding its passages", cost.ingest / cost.embedding, 2.0, "times",
        f"{cost.ingest:.2f} s / {cost.embedding:.2f} s, {cost.passages} passages",
    )  # fmt: skip
    yield from reading_measures(pdfs)


def _fresh_samples(folder: Path) -> Path:
    # reportlab is only needed here
    from eval.samples.write import write_samples

    write_samples(folder)
    return folder


def _cold_start(library: Path) -> Measure:
    """A fresh process that opens the library, answers one question and ends."""
    times = []
    cpu = _cpu_of_children()
    for _ in range(COLD_STARTS):
        start = time.perf_counter()
        _luku("ask", COLD_QUESTION, "--library", str(library), also_fine=(1,))
        times.append(time.perf_counter() - start)
    cpu = (_cpu_of_children() - cpu) / COLD_STARTS
    detail = f"median of {COLD_STARTS}, {min(times):.2f} to {max(times):.2f} s, {cpu:.2f} s of processor"
    return Measure("cold start of luku ask", median(times), 2.5, "s", detail)


def _cpu_of_children() -> float:
    """Processor seconds of ended children: what a busy machine's clock hides."""
    used = os.times()
    return used.children_user + used.children_system


def _answering(
    samples: Path, sample_cases: Sequence[Path], archive: Path, questions: int, grown: int
) -> Iterator[Measure | str]:
    """Answering over a library of real reports, where they are here, and over the same library grown."""
    from eval.grown_library import Size, grow

    case_files = sorted(GOLD.glob("*.jsonl"))
    pdfs = sorted(REPORTS.glob("*.pdf"))
    if pdfs and case_files:
        _luku("ingest", *map(str, pdfs), "--library", str(archive))
    else:
        yield "answering: no real reports here (../shared/reports), the samples are asked about instead"
        shutil.copytree(samples, archive)
        case_files = list(sample_cases)
    cases = [case for case in read_cases(case_files) if case.type not in ACROSS_REPORTS]
    cases = cases[:: max(1, len(cases) // (questions + WARM_UP))][: questions + WARM_UP]
    small = _served(archive, cases)
    embedding = median(small.embedded)
    yield Measure(
        "question over HTTP / embedding its query", median(small.asked) / embedding, 2.0, "times",
        f"{median(small.asked):.1f} ms / {embedding:.1f} ms, medians of {len(small.asked)}",
    )  # fmt: skip
    yield Measure(
        "the same, slowest in twenty", _slow(small.asked) / embedding, 4.0, "times",
        f"{_slow(small.asked):.1f} ms / {embedding:.1f} ms",
    )  # fmt: skip
    yield Measure(
        "memory of the service", small.memory, 1.2, "GB", f"resident after {len(small.asked)} questions"
    )
    with _serving(archive) as (service, _):
        yield from picture_measures(service.url, pdfs or sorted(sample_cases[0].parent.glob("*.pdf")))
    started = time.perf_counter()
    grow(archive, Size(grown, 10 * grown, max(1, grown // PASSAGES_OF_A_REPORT)))
    yield f"grown by {grown} passages and {10 * grown} figures in {time.perf_counter() - started:.0f} s"
    large = _served(archive, cases)
    yield Measure(
        "question, library grown / as it was", median(large.asked) / median(small.asked), 3.0, "times",
        f"{median(large.asked):.1f} ms / {median(small.asked):.1f} ms; "
        f"slowest in twenty {_slow(large.asked):.1f} ms",
    )  # fmt: skip
    yield Measure("memory of the service then", large.memory, None, "GB", "")


@dataclass(frozen=True, slots=True)
class _Times:
    """Milliseconds of questions over HTTP and of their embedding alone, gigabytes of the service."""

    asked: list[float]
    embedded: list[float]
    memory: float


def _served(library: Path, cases: Sequence[Case]) -> _Times:
    from eval.yardstick import QueryYardstick

    yardstick = QueryYardstick()
    asked, embedded = [], []
    with _serving(library) as (service, process):
        for case in cases[:WARM_UP]:
            service.ask(case)
        for case in cases[WARM_UP:] or cases:
            record = service.ask(case)
            if record.error:
                raise BenchFailed(f"the question {case.id} failed: {record.error}")
            asked.append(record.ms)
            embedded.append(1000 * yardstick.seconds(case.question))
        return _Times(asked, embedded, _resident_gigabytes(process.pid))


def _slow(times: Sequence[float]) -> float:
    """The 95th percentile."""
    return sorted(times)[int(0.95 * len(times))]


@contextmanager
def _serving(library: Path) -> Iterator[tuple[Service, subprocess.Popen[bytes]]]:
    """The service in a process of its own on a free port, ended at the end."""
    port = _free_port()
    command = [*_command(), "serve", "--library", str(library), "--port", str(port)]
    with tempfile.TemporaryFile() as noise:
        process = subprocess.Popen(command, stdout=noise, stderr=noise)
        try:
            with Service(f"http://127.0.0.1:{port}") as service:
                _wait_until_ready(service, process)
                yield service, process
        finally:
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_until_ready(service: Service, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            raise BenchFailed(f"luku serve ended at once with exit code {process.returncode}")
        try:
            if httpx.get(f"{service.url}/readyz", timeout=5).is_success and service.reports():
                return
        except (httpx.HTTPError, ServiceDown):
            pass
        time.sleep(0.1)
    raise BenchFailed(f"luku serve was not ready within {START_SECONDS:.0f} s")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _luku(*arguments: str, also_fine: tuple[int, ...] = ()) -> None:
    done = subprocess.run([*_command(), *arguments], capture_output=True, text=True, check=False)
    if done.returncode not in (0, *also_fine):
        raise BenchFailed(f"luku {arguments[0]} failed ({done.returncode}): {done.stderr.strip()[-500:]}")


def _command() -> list[str]:
    """The console script of this Python's environment, else the package that it runs."""
    script = Path(sys.executable).with_name("luku")
    return [str(script)] if script.is_file() else [sys.executable, "-m", "service"]


def _resident_gigabytes(pid: int) -> float:
    """Resident memory of a process: from /proc where there is one, else from ps."""
    status = Path("/proc") / str(pid) / "status"
    if status.is_file():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS:"))
        kilobytes = int(line.split()[1])
    else:
        command = ["ps", "-o", "rss=", "-p", str(pid)]
        shown = subprocess.run(command, capture_output=True, text=True, check=True)
        kilobytes = int(shown.stdout)
    return kilobytes * 1024 / 1e9
