"""From a file to a stored report: what `luku ingest` and an upload share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path

from index.contract import Library, Outcome, ReportSummary
from ingest.errors import UnreadableFile
from ingest.guarded import read_guarded
from ingest.limits import ReadingLimits
from ingest.read import Overrides


class Stage(StrEnum):
    """What is done with a file at the moment."""

    READING = "reading"
    STORING = "storing"


Told = Callable[[Stage, int, int], None]
"""Is told of progress: the stage, how much of it is done and how much there is (pages, then texts)."""


@dataclass(frozen=True, slots=True)
class Stored:
    outcome: Outcome
    report: ReportSummary


def store_file(
    path: Path,
    library: Library,
    max_bytes: int,
    overrides: Overrides = Overrides(),
    password: str | None = None,
    limits: ReadingLimits | None = None,
    ocr: bool = False,
) -> Stored:
    """Read one file and put it into the library, whole or not at all.

    With `ocr`, text is recognised on pages that are only pictures. Raises `UnreadableFile` when the
    file is missing, larger than `max_bytes`, or cannot be read within `limits`.
    """
    return store_bytes(file_contents(path, max_bytes), path.name, library, overrides, password, limits, ocr)


def store_bytes(
    data: bytes,
    file: str,
    library: Library,
    overrides: Overrides = Overrides(),
    password: str | None = None,
    limits: ReadingLimits | None = None,
    ocr: bool = False,
    told: Told | None = None,
) -> Stored:
    """The same for a file in memory; `file` is its name, which gives the report its id."""
    reading, storing = (partial(told, stage) if told else None for stage in (Stage.READING, Stage.STORING))
    report = read_guarded(data, file, overrides, password, limits, ocr, reading)
    outcome = library.add(report, data, storing)
    return Stored(outcome, library.report(report.id))


def file_contents(path: Path, max_bytes: int) -> bytes:
    """The file's bytes, read once: what is understood and what is kept are then the same.

    Raises `UnreadableFile` `not_found`, `not_a_file` or `too_large`.
    """
    if path.is_dir():
        raise UnreadableFile("not_a_file", f"{path} on kansio. Anna tiedosto.", file=str(path))
    if not path.exists():
        raise UnreadableFile("not_found", f"Tiedostoa {path} ei ole.", file=str(path))
    with path.open("rb") as stream:
        data = stream.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise UnreadableFile(
            "too_large",
            f"{path.name} on liian suuri; raja on {max_bytes / 1e6:.0f} Mt (LUKU_MAX_UPLOAD_MB).",
            file=path.name,
        )
    return data
