"""From a file to a stored report: what `luku ingest` and an upload share."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from index.contract import Library, Outcome, ReportSummary
from ingest.read import Overrides, read_bytes, read_report
from ingest.records import Report


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
) -> Stored:
    """Read one file and put it into the library, whole or not at all.

    Raises `UnreadableFile` when it is missing, larger than `max_bytes`, or cannot be read.
    """
    return _store(read_report(path, overrides, password, max_bytes), path.read_bytes(), library)


def store_bytes(
    data: bytes, file: str, library: Library, overrides: Overrides = Overrides(), password: str | None = None
) -> Stored:
    """The same for a file in memory; `file` is its name, which gives the report its id."""
    return _store(read_bytes(data, file, overrides, password), data, library)


def _store(report: Report, original: bytes, library: Library) -> Stored:
    outcome = library.add(report, original)
    return Stored(outcome, library.report(report.id))
