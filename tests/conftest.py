"""What several test files share. Threads are kept to one: the machine may be small and busy."""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import FakeLibrary, make_report
from town import Town, open_town


@pytest.fixture
def library(tmp_path: Path) -> Iterator[FakeLibrary]:
    """A library in memory that holds one report."""
    library = FakeLibrary(tmp_path)
    library.add(make_report(), b"Toimintakate 2 320 +130")
    yield library


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A library of an invented town's reports, read from text; shared, so nothing may change it."""
    with open_town(tmp_path_factory.mktemp("town")) as opened:
        yield opened


@pytest.fixture(autouse=True)
def no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests see the default settings, whatever the person's environment holds."""
    for name in [name for name in os.environ if name.startswith("LUKU_")]:
        monkeypatch.delenv(name)
