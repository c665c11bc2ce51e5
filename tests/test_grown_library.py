"""A library grown for the bench has what was asked for."""

from __future__ import annotations

from pathlib import Path

from eval.grown_library import Size, grow
from index.contract import Scope
from index.library import open_library


def test_a_library_grows_by_what_was_asked(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    open_library(folder).close()
    grow(folder, Size(passages=200, figures=2000, reports=2))
    grow(folder, Size(passages=200, figures=2000, reports=2), seed=2)
    with open_library(folder) as library:
        reports = library.reports(Scope())
        figures = sum(report.figures for report in reports)
        passages = len(library.passages("toimintakulut", Scope(), limit=1000))
    assert len(reports) == 4
    assert 3600 <= figures <= 4800
    assert 300 <= passages <= 600
