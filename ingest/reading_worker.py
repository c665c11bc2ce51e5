"""The process that reads files for another one: `python -m ingest.reading_worker`.

It loads the readers once and then reads each file that it is asked for over its standard input in a
copy of itself (fork), with limits of its own, so that a file costs neither the loading of the readers
nor, when it breaks the copy, anything else. Forking is safe here, as this process has one thread.
Where there is no fork it reads one file itself and ends.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import traceback
from typing import IO

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


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Read files as long as somebody asks for them."""
    while (request := read_request(requests)) is not None:
        if not hasattr(os, "fork"):
            _read(request, answers)
            return
        _read_in_a_copy(request, answers)


def _read_in_a_copy(request: Request, answers: IO[bytes]) -> None:
    reading, writing = os.pipe()
    copy = os.fork()
    if copy == 0:
        os.close(reading)
        status = 1
        try:
            with open(writing, "wb") as stream:
                _read(request, stream)
            status = 0
        finally:
            os._exit(status)
    os.close(writing)
    del request
    with open(reading, "rb") as stream:
        answered = False
        while (frame := read_frame(stream)) is not None:
            write_frame(answers, frame)
            answered = not _is_progress(frame)
    _, status = os.waitpid(copy, 0)
    if not answered:
        write_answer(answers, Died(os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0))


def _is_progress(frame: bytes) -> bool:
    return len(frame) < 64 and b"Pages" in frame


def _read(request: Request, answers: IO[bytes]) -> None:
    """Read one file within its limits and answer. Whatever happens becomes an answer, if Python sees it."""
    limits = request.limits
    _limit(limits, 0)

    def announce(pages: int, recognising: int) -> None:
        _limit(limits, pages)
        write_answer(answers, Pages(pages, recognising))

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
