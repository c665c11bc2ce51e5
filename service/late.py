"""What a page does not wait for: work that is shown at once if it is done in time, and fetched after if not.

The work goes on meanwhile, and whoever asks for the same soon after is given its result.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")
MOST = 128


class Late:
    """Work under way, by what it is for: the library's generation belongs to it, so that nobody is given
    what was found in a report that is gone. Used from one event loop."""

    def __init__(self) -> None:
        self._under_way: OrderedDict[Hashable, asyncio.Task[Any]] = OrderedDict()

    async def get(self, key: Hashable, work: Callable[[], Awaitable[T]], patience: float | None = None) -> T:
        """The result; work of one key always gives the same type. Raises `TimeoutError` if it takes longer
        than `patience` seconds, and what the work raises."""
        task: asyncio.Task[T] = self._under_way.get(key) or self._begin(key, work)
        done, _ = await asyncio.wait({task}, timeout=patience)
        if not done:
            raise TimeoutError
        if self._under_way.get(key) is task:
            del self._under_way[key]
        return task.result()

    def _begin(self, key: Hashable, work: Callable[[], Awaitable[T]]) -> asyncio.Task[T]:
        task = asyncio.ensure_future(_done(work))
        task.add_done_callback(_seen)
        self._under_way[key] = task
        if len(self._under_way) > MOST:
            self._under_way.popitem(last=False)
        return task


async def _done(work: Callable[[], Awaitable[T]]) -> T:
    return await work()


def _seen(task: asyncio.Task[Any]) -> None:
    """An error that nobody comes back for is no fault of the loop."""
    if not task.cancelled():
        task.exception()
