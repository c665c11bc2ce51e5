"""Which files `luku ingest` takes: those given, those in folders, one of each report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ingest.formats import FORMATS
from ingest.read import slug


def report_files(paths: Sequence[Path]) -> Iterator[Path]:
    """The files as given, and the reports in the folders; hidden files and folders are passed over,
    and what an office program leaves beside an open file ("~$…")."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for found in sorted(path.rglob("*")):
            hidden = any(part.startswith(".") for part in found.relative_to(path).parts)
            hidden = hidden or found.name.startswith("~$")
            if found.suffix.lower() in FORMATS and found.is_file() and not hidden:
                yield found


def one_of_a_name(files: Sequence[Path]) -> tuple[list[Path], list[tuple[Path, Path]]]:
    """One file of each report: of those that share a name the format that tells most, the PDF with
    its pages before the text; and the files left out, each with the one taken in its place."""
    chosen: dict[str, Path] = {}
    for ending in (*FORMATS, ""):
        for path in files:
            if path.suffix.lower() == ending or (not ending and path.suffix.lower() not in FORMATS):
                chosen.setdefault(slug(path.stem), path)
    pairs = [(path, chosen[slug(path.stem)]) for path in files]
    return [path for path, best in pairs if path == best], [pair for pair in pairs if pair[0] != pair[1]]
