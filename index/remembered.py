"""Results that are made once and kept, up to a number."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Remembered(Generic[T]):
    """At most `most` results by key. When there are as many, all are forgotten: it begins anew.

    Safe for threads: at worst two make the same result at the same time.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._results: dict[str, T] = {}

    def __len__(self) -> int:
        return len(self._results)

    def get(self, key: str, make: Callable[[str], T]) -> T:
        """The result of the key, made by `make(key)` if it is not there."""
        results = self._results
        try:
            return results[key]
        except KeyError:
            made = make(key)
        if len(results) >= self._most:
            results = self._results = {}
        results[key] = made
        return made
