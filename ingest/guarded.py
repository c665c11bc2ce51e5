"""Reads a file in a process of its own, so that no file can crash, hang or fill the one that asks.

PDFium is a large C library: a hostile file may crash it or keep it busy for ever, and only another
process guards against that. One worker process is started with the first file and kept; it reads each
file in a copy of itself with limits of time and memory (`ingest.reading_worker`), and is ended and
started anew when a file overruns its time.
"""

from __future__ import annotations

import atexit
import contextlib
import dataclasses
import logging
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from ingest.errors import LukuError, UnreadableFile
from ingest.limits import ReadingLimits
from ingest.records import Report
from ingest.wire import (
    Answer,
    Died,
    Done,
    Fault,
    OutOfMemory,
    Pages,
    Refused,
    Request,
    read_answer,
    write_request,
)

if TYPE_CHECKING:
    from ingest.read import Overrides

log = logging.getLogger("luku")
recognition_log = logging.getLogger("luku.ocr")
"""Is told of each page whose text is recognised, which takes seconds: something to show while waiting."""

Told = Callable[[int, int], None]
"""Is told of progress: the page that is read and how many there are."""

_ROOT = Path(__file__).resolve().parent.parent
WORKER = (sys.executable, "-m", "ingest.reading_worker")
_TOO_SLOW = {getattr(signal, name, None) for name in ("SIGXCPU", "SIGPROF")}


class GuardedReader:
    """Reads files one at a time in a worker process that it starts when there is a first file."""

    def __init__(self, command: Sequence[str] = WORKER) -> None:
        self._command = command
        self._lock = threading.Lock()
        self._worker: _Worker | None = None
        self._closed = False

    def prepare(self) -> None:
        """Start the worker if none runs: it loads the readers while the caller does something else."""
        with self._lock:
            self._running()

    def read(self, request: Request, told: Told | None = None) -> Answer | None:
        """The worker's last answer, never a `Pages`; None when it did not come in time.

        A worker that was lost between two files (it reads only one where there is no fork) costs none.
        """
        with self._lock:
            worker = self._running()
            was_used = worker.used
            answer = self._ask(worker, request, told)
            if was_used and worker.broken and answer is not None and not self._closed:
                answer = self._ask(self._running(), request, told)
        return answer

    def close(self) -> None:
        """End the worker, in the middle of a file too; the next file starts another."""
        self._closed = True
        if (worker := self._worker) is not None:
            worker.kill()
        with self._lock:
            self._end()
            self._closed = False

    def _ask(self, worker: _Worker, request: Request, told: Told | None) -> Answer | None:
        answer: Answer | None = None
        try:
            answer = worker.ask(request, told)
        finally:
            if answer is None or worker.lost:
                self._end()
        return answer

    def _running(self) -> _Worker:
        if self._worker is None or self._worker.lost:
            self._end()
            self._worker = _Worker(self._command)
        return self._worker

    def _end(self) -> None:
        if self._worker is not None:
            self._worker.end()
            self._worker = None


class _Worker:
    """A worker process and the thread that talks with it. `used`: it was asked for a file. `broken`: it
    broke off without an answer. `lost`: it did, or has ended."""

    def __init__(self, command: Sequence[str]) -> None:
        paths = [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
        self.used = self.broken = False
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(paths)},
            start_new_session=True,
        )

    @property
    def lost(self) -> bool:
        return self.broken or self._process.poll() is not None

    def ask(self, request: Request, told: Told | None = None) -> Answer | None:
        heard: queue.SimpleQueue[Answer] = queue.SimpleQueue()
        threading.Thread(target=self._talk, args=(request, heard), daemon=True).start()
        self.used = True
        start, pages = time.monotonic(), 0
        recognised: set[int] = set()
        while True:
            left = start + request.limits.wall_seconds_for(pages, len(recognised)) - time.monotonic()
            try:
                answer = heard.get(timeout=max(0.0, left))
            except queue.Empty:
                return None
            if not isinstance(answer, Pages):
                return answer
            pages = answer.count
            if told is not None:
                told(answer.reading, pages)
            if 0 < answer.recognising <= request.limits.pages:
                recognised.add(answer.recognising)
                recognition_log.info("sivu %d/%d: tunnistetaan tekstiä …", answer.recognising, pages)

    def _talk(self, request: Request, heard: queue.SimpleQueue[Answer]) -> None:
        """Send the request and pass on what is answered, the last of it not a `Pages`."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None and stdout is not None
        try:
            write_request(stdin, request)
            while isinstance(answer := read_answer(stdout), Pages):
                heard.put(answer)
        except (OSError, ValueError, MemoryError, msgspec.MsgspecError):  # it broke, or was ended
            answer = None
        self.broken = answer is None
        heard.put(answer or Died(0))

    def kill(self) -> None:
        """End the worker, the copy of it that reads, and what that has started."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if hasattr(os, "killpg"):
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()

    def end(self) -> None:
        """End all of it and free what it took."""
        process = self._process
        self.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            with contextlib.suppress(OSError, ValueError):
                if stream:
                    stream.close()


_reader = GuardedReader()
atexit.register(_reader.close)


def prepare() -> None:
    """Start loading the readers in the worker process, before the first file is known."""
    _reader.prepare()


def read_guarded(
    data: bytes,
    file: str,
    overrides: Overrides | None = None,
    password: str | None = None,
    limits: ReadingLimits | None = None,
    ocr: bool = False,
    told: Told | None = None,
    reader: GuardedReader = _reader,
) -> Report:
    """`ingest.read.read_bytes` within limits, in another process; one file at a time. `told` is told of
    each page that is read.

    Raises what that raises, and UnreadableFile `too_slow`, `too_large_in_memory` or `crashed`.
    """
    limits = limits or ReadingLimits()
    given = dataclasses.asdict(overrides) if overrides else {}
    answer = reader.read(Request(data, file, given, password, limits, ocr), told)
    if isinstance(answer, Done):
        return answer.report
    raise _error(answer, file, limits)


def _error(answer: Answer | None, file: str, limits: ReadingLimits) -> LukuError:
    if isinstance(answer, Refused):
        kind = UnreadableFile if answer.unreadable else LukuError
        return kind(answer.code, answer.message, **answer.detail)
    if answer is None or (isinstance(answer, Died) and answer.signal in _TOO_SLOW):
        return UnreadableFile(
            "too_slow",
            f"{file}: tiedoston lukeminen keskeytettiin, koska se kesti liian kauan. Tallenna se "
            "lukuohjelmasta uudeksi PDF-tiedostoksi tai jaa se osiin ja yritä uudelleen; ylläpito voi "
            f"nostaa aikarajaa ({limits.seconds:g} s ja lisää joka sivusta, LUKU_READING_SECONDS).",
            file=file,
        )
    if isinstance(answer, OutOfMemory):
        return UnreadableFile(
            "too_large_in_memory",
            f"{file}: tiedoston lukeminen keskeytettiin, koska se vaatisi liikaa muistia. Jaa tiedosto "
            "osiin tai tallenna se lukuohjelmasta uudeksi PDF-tiedostoksi; ylläpito voi nostaa "
            f"muistirajaa ({limits.memory_mb} Mt ja lisää joka sivusta, LUKU_READING_MEMORY_MB).",
            file=file,
        )
    reason = ""
    if isinstance(answer, Fault):
        reason = f" ({answer.name})"
        log.error("reading %s failed:\n%s", file, answer.trace)
    return UnreadableFile(
        "crashed",
        f"{file}: tiedoston lukeminen kaatui{reason}; se on luultavasti vioittunut. Tallenna se "
        "lukuohjelmasta uudeksi PDF-tiedostoksi ja yritä uudelleen, tai ilmoita tästä ylläpidolle.",
        file=file,
    )
