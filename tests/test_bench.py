"""The bench compares reading with readers that may not be installed."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader
from raw_pdf import pages_of, words

import eval.reading_speed as speed
from eval import yardstick
from eval.measure import Measure


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    path = tmp_path / "raportti.pdf"
    path.write_bytes(pages_of(words("Toimintakate oli 12 345 euroa."), words("Tulos oli 7 euroa.")))
    return path


def test_a_file_is_made_longer_by_its_own_pages(sample: Path, tmp_path: Path) -> None:
    long = tmp_path / "long.pdf"
    yardstick.repeat_pages(sample, long, 5)
    texts = [page.extract_text() for page in PdfReader(long).pages]
    assert [text.split()[0] for text in texts] == ["Toimintakate", "Tulos"] * 2 + ["Toimintakate"]


def test_a_reader_that_is_not_installed_is_a_note(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(file: Path) -> float:
        raise ImportError("No module named 'toinen'", name="toinen")

    for name in ("pdfplumber_seconds", "camelot_seconds"):
        monkeypatch.setattr(yardstick, name, missing)
    monkeypatch.setattr(speed, "REPORTS", sample.parent / "none")
    monkeypatch.setattr(speed, "TABLES", sample.parent)
    monkeypatch.setattr(speed, "MANY", 4)
    monkeypatch.setattr(speed, "FEW", 2)
    lines = list(speed.reading_measures([sample]))
    notes = [line for line in lines if isinstance(line, str)]
    assert "no real reports" in notes.pop(0)
    assert [note.split(":")[0] for note in notes] == [
        "reading / pdfplumber's text",
        "reading / camelot hybrid",
    ]
    assert all("toinen is not installed" in note for note in notes)
    measured = [line for line in lines if isinstance(line, Measure)]
    assert [measure.value > 0 for measure in measured] == [True, True]
    assert "no target" in measured[0].line() and measured[0].met
