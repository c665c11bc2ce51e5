"""How much time and memory one file may take, and the watch that a reader keeps on itself.

A reader tells how many pages a file has (`pages_to_read`) and reads each page inside
`page_share()`. In a process that reads one file alone (`ingest.reading_worker`) a page that takes
more than its share is given up with `PageTooSlow`, and the file's limits grow with its pages. In any
other process no time is measured: only one that may be interrupted, and lost, can be watched so.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """What reading one file may take; times are the processor's.

    The file as a whole may take `seconds` and `memory_mb`, and more for each page. `page_seconds` is
    one page's share in each pass over the pages. Of a file with more than `pages` pages the first
    ones are read.
    """

    seconds: float = 60.0
    page_seconds: float = 20.0
    memory_mb: int = 2_000
    pages: int = 5_000

    SECONDS_A_PAGE: ClassVar[float] = 1.0
    MEMORY_MB_A_PAGE: ClassVar[float] = 4.0
    RECOGNISING_SECONDS_A_PAGE: ClassVar[float] = 250.0
    """By the clock, for each page that is recognised: the most that `ingest.ocr` lets it take."""
    WAITING: ClassVar[float] = 4.0
    """By the clock reading may take this many times as long: others use the machine too."""

    def seconds_for(self, pages: int) -> float:
        """Processor time for a file of so many pages."""
        return self.seconds + self.SECONDS_A_PAGE * min(pages, self.pages)

    def wall_seconds_for(self, pages: int, recognised: int = 0) -> float:
        """Time by the clock for a file of so many pages, some of them recognised."""
        return self.WAITING * self.seconds_for(pages) + self.RECOGNISING_SECONDS_A_PAGE * recognised

    def bytes_for(self, pages: int) -> int:
        """Memory for a file of so many pages."""
        return int((self.memory_mb + self.MEMORY_MB_A_PAGE * min(pages, self.pages)) * 1_000_000)


class PageTooSlow(Exception):
    """A page took more than its share of time, or holds more than any page of text does."""


Announce = Callable[[int, int, int], None]
"""Is told how many pages a file has, the page that is read now and the page whose text is going to be
recognised (0 if none)."""


@dataclass(slots=True)
class _Watch:
    most_pages: int = ReadingLimits().pages
    page_seconds: float = 0.0
    announce: Announce | None = None
    pages: int = 0


_watch = _Watch()


def watch_this_process(limits: ReadingLimits, announce: Announce) -> None:
    """From now on, pages of this process have a share of time, and `announce` is told of each file's
    number of pages, of each page that is read and of each whose text is going to be recognised. For a
    process that reads one file in its main thread."""
    _watch.most_pages = limits.pages
    _watch.announce = announce
    if hasattr(signal, "setitimer"):
        _watch.page_seconds = limits.page_seconds
        signal.signal(signal.SIGPROF, _give_up)


def _give_up(signum: int, frame: object) -> None:
    raise PageTooSlow(f"the page took more than {_watch.page_seconds:g} s")


def pages_to_read(count: int) -> int:
    """How many of a file's `count` pages are to be read: the first ones, as many as the limits allow."""
    wanted = min(count, _watch.most_pages)
    _watch.pages = wanted
    if _watch.announce:
        _watch.announce(wanted, 0, 0)
    return wanted


def reading(page: int) -> None:
    """A page is going to be read."""
    if _watch.announce:
        _watch.announce(_watch.pages, page, 0)


def recognising(page: int) -> None:
    """Text is going to be recognised on a page, which takes seconds, most of them in a program of its own."""
    if _watch.announce:
        _watch.announce(_watch.pages, page, page)


@contextmanager
def page_share() -> Iterator[None]:
    """Inside it one page is read; raises PageTooSlow there once it has taken its share of time."""
    if not _watch.page_seconds:
        yield
        return
    signal.setitimer(signal.ITIMER_PROF, _watch.page_seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0.0)
