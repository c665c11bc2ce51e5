"""A file is stored as it was read."""

from __future__ import annotations

from pathlib import Path

import pytest
from fakes import FakeLibrary

import ingest.guarded
import service.intake
from index.contract import Outcome
from ingest.errors import UnreadableFile
from ingest.read import Overrides
from ingest.records import Report
from service.intake import store_bytes, store_file

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


def test_the_same_contents_under_another_name_stay_the_report_that_they_are(
    tmp_path: Path, library: FakeLibrary
) -> None:
    first, second = (tmp_path / name for name in ("satama.txt", "satama (2).txt"))
    for path in (first, second):
        path.write_bytes(TEXT)
    assert store_file(first, library, 1000).outcome is Outcome.ADDED
    again = store_file(second, library, 1000)
    assert (again.outcome, again.report.id, again.renamed) == (Outcome.UNCHANGED, "satama", True)
    assert "satama-2" not in library.stored


def test_the_same_contents_are_read_anew_with_what_is_told_of_them(library: FakeLibrary) -> None:
    store_bytes(TEXT, "satama.txt", library)
    told = store_bytes(TEXT, "uusi nimi.txt", library, Overrides(organisation="Uusi kunta"))
    assert (told.report.id, told.report.organisation) == ("satama", "Uusi kunta")


def test_contents_that_a_report_had_under_the_same_name_are_its_own(library: FakeLibrary) -> None:
    for name in ("satama.txt", "SATAMA.TXT"):
        assert not store_bytes(TEXT, name, library).renamed


def test_the_same_contents_in_another_format_are_another_report(library: FakeLibrary) -> None:
    """What is one line of text in one format may be a heading in the other."""
    page = b"<html><body><h1>Tulos</h1><p>Tulos oli 5 milj. euroa.</p></body></html>"
    assert store_bytes(page, "tulos.html", library).report.id == "tulos"
    assert store_bytes(page, "tuloste.txt", library).report.id == "tuloste"
