"""From a file to a stored report: what `luku ingest` and an upload share."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path, PurePath

from index.contract import Library, Outcome, ReportSummary
from ingest.errors import UnreadableFile
from ingest.guarded import read_guarded
from ingest.limits import ReadingLimits
from ingest.read import Overrides, slug


class Stage(StrEnum):
    """What is done with a file at the moment."""

    READING = "reading"
    STORING = "storing"


Told = Callable[[Stage, int, int], None]
"""Is told of progress: the stage, how much of it is done and how much there is (pages, then texts)."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of a file. `renamed`: it is stored under another name, which it had before."""

    outcome: Outcome
    report: ReportSummary
    renamed: bool = False


def store_file(
    path: Path,
    library: Library,
    max_bytes: int,
    overrides: Overrides = Overrides(),
    password: str | None = None,
    limits: ReadingLimits | None = None,
    ocr: bool = False,
    told: Told | None = None,
    file: str = "",
) -> Stored:
    """Read one file and put it into the library, whole or not at all.

    `file` is its name where the path's is another. With `ocr`, text is recognised on pages that are only
    pictures. Raises `UnreadableFile` when the file is missing, larger than `max_bytes`, or cannot be read
    within `limits`.
    """
    data = file_contents(path, max_bytes)
    return store_bytes(data, file or path.name, library, overrides, password, limits, ocr, told)


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
    """The same for a file in memory; its name gives the report its id. Contents that are stored already
    stay the report that they are, whatever the name: the same figures from two reports would be one
    another's witnesses."""
    name = _name_of(data, file, library)
    reading, storing = (partial(told, stage) if told else None for stage in (Stage.READING, Stage.STORING))
    report = read_guarded(data, name, overrides, password, limits, ocr, reading)
    outcome = library.add(report, data, storing)
    return Stored(outcome, library.report(report.id), renamed=name != file)


def _name_of(data: bytes, file: str, library: Library) -> str:
    """The name under which these contents are stored, in this format; the file's own where they are not."""
    digest, ending = hashlib.sha256(data).hexdigest(), PurePath(file).suffix.lower()
    known = [
        report.file
        for report in library.reports()
        if report.sha256 == digest and PurePath(report.file).suffix.lower() == ending
    ]
    own = slug(PurePath(file).stem)
    return file if not known or any(slug(PurePath(name).stem) == own for name in known) else known[0]


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
        raise too_large(path.name, max_bytes)
    return data


def too_large(file: str, max_bytes: int) -> UnreadableFile:
    """What is told of a file over the limit."""
    return UnreadableFile(
        "too_large",
        f"{file} on liian suuri; raja on {max_bytes / 1e6:.0f} Mt (LUKU_MAX_UPLOAD_MB).",
        file=file,
        limit=max_bytes,
    )
