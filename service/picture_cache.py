"""Pictures that were drawn, kept in memory up to so many bytes; those not asked for longest go first."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable

MEGABYTES = 48


class PictureCache:
    """Safe for threads: at worst two draw the same picture at the same time."""

    def __init__(self, most_bytes: int = MEGABYTES * 1_000_000) -> None:
        self._most = most_bytes
        self._bytes = 0
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def size(self) -> int:
        """How many bytes are kept at this moment."""
        return self._bytes

    def find(self, key: str) -> bytes | None:
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
        return found

    def get(self, key: str, draw: Callable[[], bytes]) -> bytes:
        """The picture under a key, drawn where it is not kept. One larger than the cache never is."""
        found = self.find(key)
        if found is not None:
            return found
        drawn = draw()
        with self._lock:
            self._bytes -= len(self._kept.pop(key, b""))
            self._kept[key] = drawn
            self._bytes += len(drawn)
            while self._bytes > self._most:
                _, dropped = self._kept.popitem(last=False)
                self._bytes -= len(dropped)
        return drawn
