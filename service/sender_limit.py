"""How often one sender may do something: a count by address, in memory, of bounded size."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from ingest.errors import LukuError

MOST_SENDERS = 10_000


@dataclass(slots=True)
class _Count:
    """How often since when."""

    since: float
    times: int = 0


class SenderLimit:
    """At most `most` times in `seconds` for each sender. Used from one event loop."""

    def __init__(self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._seconds = seconds
        self._clock = clock
        self._counts: OrderedDict[str, _Count] = OrderedDict()

    def __len__(self) -> int:
        return len(self._counts)

    def count(self, sender: str) -> None:
        """Count once more. Raises `LukuError("too_often")` when it was too often."""
        now = self._clock()
        counted = self._counts.get(sender)
        if counted is None or now - counted.since >= self._seconds:
            counted = self._counts[sender] = _Count(now)
        self._counts.move_to_end(sender)
        if len(self._counts) > MOST_SENDERS:
            self._counts.popitem(last=False)
        if counted.times >= self._most:
            wait = round(counted.since + self._seconds - now)
            raise LukuError(
                "too_often",
                f"Lähetit palautetta liian usein. Yritä uudelleen {max(1, wait)} sekunnin kuluttua.",
                seconds=max(1, wait),
            )
        counted.times += 1
