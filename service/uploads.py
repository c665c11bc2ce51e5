"""Files that are being taken in while their senders watch: how far each one is and what became of it.

Kept in memory: after a restart of the service only the library itself tells what was stored.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import StrEnum

from ingest.errors import LukuError
from service.intake import Stage, Stored

log = logging.getLogger("luku")

MOST_KEPT = 200
"""So many uploads are remembered; of older ones those that have ended are forgotten."""


class UploadState(StrEnum):
    WAITING = "waiting"
    READING = "reading"
    STORING = "storing"
    DONE = "done"
    FAILED = "failed"

    @property
    def ended(self) -> bool:
        return self in (UploadState.DONE, UploadState.FAILED)


@dataclass(slots=True)
class Upload:
    """One file on its way. `done` of `total` are pages while it is read, texts while it is stored; both
    are 0 where that is not known. `fault` is what went wrong, None also where that was a fault of ours."""

    id: str
    file: str
    state: UploadState = UploadState.WAITING
    done: int = 0
    total: int = 0
    stored: Stored | None = None
    fault: LukuError | None = None

    def tell(self, stage: Stage, done: int, total: int) -> None:
        self.done, self.total = done, total
        self.state = UploadState(stage.value)


TakeIn = Callable[[Upload], Awaitable[Stored]]


@dataclass(slots=True)
class Uploads:
    """The uploads of one running service."""

    _kept: dict[str, Upload] = field(default_factory=dict)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def start(self, file: str, take_in: TakeIn) -> Upload:
        """Begin taking a file in; the upload tells how far it is."""
        upload = Upload(secrets.token_urlsafe(12), file)
        self._forget()
        self._kept[upload.id] = upload
        task = asyncio.create_task(_run(upload, take_in))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return upload

    def get(self, upload: str) -> Upload:
        """Raises `LukuError("upload_not_found")`."""
        found = self._kept.get(upload)
        if found is None:
            raise LukuError(
                "upload_not_found",
                "Lähetystä ei tunneta: palvelu on käynnistetty sen jälkeen uudelleen. Katso raporttien "
                "luettelosta, onko raportti tallennettu.",
                upload=upload,
            )
        return found

    def all(self) -> tuple[Upload, ...]:
        """The uploads that are remembered, the latest first."""
        return tuple(reversed(self._kept.values()))

    async def finish(self) -> None:
        """Wait for those that are under way: a report is stored whole or not at all."""
        await asyncio.gather(*self._tasks)

    def _forget(self) -> None:
        ended = [upload.id for upload in self._kept.values() if upload.state.ended]
        for old in ended[: max(0, len(self._kept) - MOST_KEPT + 1)]:
            del self._kept[old]


async def _run(upload: Upload, take_in: TakeIn) -> None:
    try:
        upload.stored = await take_in(upload)
        upload.state = UploadState.DONE
    except LukuError as fault:
        upload.fault = fault
        upload.state = UploadState.FAILED
    except Exception:
        log.exception("taking in %s failed", upload.file)
        upload.state = UploadState.FAILED
