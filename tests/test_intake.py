"""A file is stored as it was read."""

from __future__ import annotations

from pathlib import Path

import pytest
from fakes import FakeLibrary

import ingest.guarded
import service.intake
from ingest.errors import UnreadableFile
from ingest.records import Report
from service.intake import store_file

TEXT = "Vesilän satama\n\nToimintakate oli 2 320 euroa vuonna 2024.\n".encode()


def test_what_is_stored_is_what_was_read(
    tmp_path: Path, library: FakeLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody may write the file anew while it is being read."""
    path = tmp_path / "satama.txt"
    path.write_bytes(TEXT)
    read = ingest.guarded.read_guarded

    def overtaken(data: bytes, file: str, *how: object) -> Report:
        path.write_bytes(b"muuta" * 1000)
        return read(data, file, *how)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(service.intake, "read_guarded", overtaken)
    store_file(path, library, len(TEXT))
    assert library.original("satama").read_bytes() == TEXT


@pytest.mark.parametrize(
    ("name", "limit", "code"),
    [("satama.txt", len(TEXT) - 1, "too_large"), ("muu.txt", 1000, "not_found"), ("", 1000, "not_a_file")],
)
def test_a_file_that_cannot_be_taken_in_leaves_the_library_alone(
    tmp_path: Path, library: FakeLibrary, name: str, limit: int, code: str
) -> None:
    folder = tmp_path / "raportit"
    folder.mkdir()
    (folder / "satama.txt").write_bytes(TEXT)
    before = dict(library.stored)
    with pytest.raises(UnreadableFile) as error:
        store_file(folder / name, library, limit)
    assert error.value.code == code
    assert library.stored == before


def test_a_limit_is_met_by_a_file_just_as_large(tmp_path: Path, library: FakeLibrary) -> None:
    path = tmp_path / "satama.txt"
    path.write_bytes(TEXT)
    assert store_file(path, library, len(TEXT)).report.id == "satama"
