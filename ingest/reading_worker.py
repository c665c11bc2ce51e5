"""The process that reads files for another one: `python -m ingest.reading_worker`.

It loads the readers once and then reads each file that it is asked for over its standard input in a
copy of itself (fork), with limits of its own, so that a file costs neither the loading of the readers
nor, when it breaks the copy, anything else. Forking is safe here, as this process has one thread.
Where there is no fork it reads one file itself and ends. When the asking process has gone, so do this one
and its copy, in the middle of a file too.
"""

from __future__ import annotations

import contextlib
import gc
import os
import select
import signal
import sys
import traceback
from typing import IO, NoReturn

from ingest.errors import LukuError, UnreadableFile
from ingest.limits import ReadingLimits, watch_this_process
from ingest.read import Overrides, read_bytes
from ingest.wire import (
    Answer,
    Died,
    Done,
    Fault,
    OutOfMemory,
    Pages,
    Refused,
    Request,
    read_frame,
    read_request,
    write_answer,
    write_frame,
)

if sys.platform != "win32":
    import resource


_OUT_OF_MEMORY = 0.4
"""A copy that was broken off when it had filled this share of its memory ran out of it: C libraries end the
process where Python raises MemoryError, and often when they want twice of what they have."""


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Read files as long as somebody asks for them."""
    while (request := read_request(requests)) is not None:
        if not hasattr(os, "fork"):
            _read(request, answers)
            return
        reading, copy = _start_copy(request)
        limits = request.limits
        del request  # the file is in the copy now
        _pass_on(_Copy(copy, reading, requests), answers, limits)


def _start_copy(request: Request) -> tuple[int, int]:
    """A copy of this process that reads the file: where its answers come from, and its number."""
    reading, writing = os.pipe()
    copy = os.fork()
    if copy:
        os.close(writing)
        return reading, copy
    os.close(reading)
    status = 1
    try:
        with open(writing, "wb") as stream:
            _read(request, stream)
        status = 0
    finally:
        os._exit(status)


class _Copy:
    """The copy's answers as a stream. It is ended, with this process, when nobody waits for them."""

    def __init__(self, number: int, reading: int, requests: IO[bytes]) -> None:
        self.number, self._reading, self._requests = number, reading, requests.fileno()

    def read(self, size: int, /) -> bytes:
        """So many bytes; fewer at the end."""
        pieces: list[bytes] = []
        while size > 0:
            ready, _, _ = select.select([self._reading, self._requests], [], [])
            if self._reading not in ready:  # the next file is asked for after the answer: this is the end
                self._end_all()
            piece = os.read(self._reading, min(size, 1 << 20))
            if not piece:
                break
            pieces.append(piece)
            size -= len(piece)
        return b"".join(pieces)

    def wait(self) -> tuple[int, resource.struct_rusage]:
        """Its status and what it used, once it has ended."""
        os.close(self._reading)
        _, status, used = os.wait4(self.number, 0)
        return status, used

    def _end_all(self) -> NoReturn:
        if os.getpgrp() == os.getpid():  # programs that the copy has started as well
            os.killpg(0, signal.SIGKILL)
        os.kill(self.number, signal.SIGKILL)
        os._exit(1)


def _pass_on(copy: _Copy, answers: IO[bytes], limits: ReadingLimits) -> None:
    answered = False
    # After its answer the copy ends by itself, and the next file may be asked for at once.
    while not answered and (frame := read_frame(copy)) is not None:
        write_frame(answers, frame)
        answered = not _is_progress(frame)
    status, used = copy.wait()
    if not answered:
        write_answer(answers, _why(status, used, limits))


def _why(status: int, used: resource.struct_rusage, limits: ReadingLimits) -> Answer:
    """Why a copy ended without an answer."""
    if not os.WIFSIGNALED(status):
        return Died(0)
    reserved, held = _own_memory()
    filled = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024) - held
    ended_by = os.WTERMSIG(status)
    if ended_by != signal.SIGXCPU and filled > _OUT_OF_MEMORY * (limits.bytes_for(0) - reserved):
        return OutOfMemory()
    # Its share of time does not reach a library that never returns to Python before it breaks.
    overran = used.ru_utime + used.ru_stime > limits.page_seconds
    return Died(int(signal.SIGXCPU) if overran else ended_by)


def _own_memory() -> tuple[int, int]:
    """The bytes that this process, and so each copy at its start, has reserved and holds; 0 where the system
    does not tell."""
    try:
        with open("/proc/self/statm", "rb") as told:
            reserved, held = told.read().split()[:2]
        return int(reserved) * resource.getpagesize(), int(held) * resource.getpagesize()
    except (OSError, ValueError):
        return 0, 0


def _is_progress(frame: bytes) -> bool:
    return len(frame) < 64 and b"Pages" in frame


def _read(request: Request, answers: IO[bytes]) -> None:
    """Read one file within its limits and answer. Whatever happens becomes an answer, if Python sees it."""
    limits = request.limits
    _limit(limits, 0)
    # Readers make hundreds of thousands of small records and hardly a cycle: looking for cycles took a
    # tenth of the time. This process ends with its file.
    gc.disable()

    def announce(pages: int, reading: int, recognising: int) -> None:
        if not reading:
            _limit(limits, pages)
        write_answer(answers, Pages(pages, recognising, reading))

    watch_this_process(limits, announce)
    answer: Answer
    try:
        overrides = Overrides(**request.overrides)
        answer = Done(read_bytes(request.data, request.file, overrides, request.password, request.ocr))
    except LukuError as error:
        unreadable = isinstance(error, UnreadableFile)
        answer = Refused(error.code, error.message, error.detail, unreadable)
    except MemoryError:
        answer = OutOfMemory()
    except Exception as error:  # whatever it is, the asking process tells a person of it
        answer = Fault(type(error).__name__, "".join(traceback.format_exception(error)[-12:]))
    try:
        write_answer(answers, answer)
    except MemoryError:
        _free()
        write_answer(answers, OutOfMemory())
    except UnicodeEncodeError as error:
        write_answer(answers, Fault(type(error).__name__, str(error)))


def _limit(limits: ReadingLimits, pages: int) -> None:
    """Bound this process to what a file of so many pages may take, where the system can."""
    if sys.platform == "win32":
        return
    seconds = int(limits.seconds_for(pages)) + 1
    for kind, value in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, limits.bytes_for(pages)),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        if hard != resource.RLIM_INFINITY:
            value = min(value, hard)
        with contextlib.suppress(ValueError, OSError):  # a system that knows the limit but does not keep it
            resource.setrlimit(kind, (value, hard))


def _free() -> None:
    """Room for the last words of a process that has used all its memory."""
    if sys.platform != "win32":
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (hard, hard))


def main() -> None:
    """Talk over what was standard input and output; prints of libraries go to standard error instead."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the asking process decides what an interrupt ends
    with contextlib.suppress(BrokenPipeError):
        serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
