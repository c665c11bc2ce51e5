"""Files on their way into the library: on disk while they wait for their turn, and not more than fit there.

Reports are read one at a time and a large one for minutes: only the file that is being read is in memory.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from ingest.errors import LukuError

MOST_FILES = 100
LARGEST_AT_ONCE = 10
"""So many files of the largest size may wait, or more smaller ones."""


class Incoming:
    """The places of one running service. Used from one event loop."""

    def __init__(self, max_upload_bytes: int) -> None:
        self._most_bytes = LARGEST_AT_ONCE * max_upload_bytes
        self._largest = max_upload_bytes
        self._bytes = 0
        self._files = 0

    @property
    def files(self) -> int:
        """How many are waiting or being read."""
        return self._files

    @contextmanager
    def place(self, announced: int | None) -> Iterator[Path]:
        """A path to put a file at; it is deleted in the end. `announced` is its size where that is known.

        Raises `LukuError("uploads_full")` when there is no room.
        """
        size = self._largest if announced is None else announced
        if self._files >= MOST_FILES or (self._files and self._bytes + size > self._most_bytes):
            raise LukuError(
                "uploads_full",
                f"Palvelussa odottaa jo lukemista niin monta tiedostoa ({self._files}), ettei uusia oteta. "
                "Yritä hetken päästä uudelleen.",
                waiting=self._files,
            )
        self._files += 1
        self._bytes += size
        try:
            with TemporaryDirectory(prefix="luku-upload-", ignore_cleanup_errors=True) as folder:
                yield Path(folder) / "file"
        finally:
            self._files -= 1
            self._bytes -= size


def put(stream: BinaryIO, path: Path) -> None:
    """Copy a file to its place."""
    with path.open("wb") as target:
        shutil.copyfileobj(stream, target)
