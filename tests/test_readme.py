"""README.md names every setting, route, command and make target there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fakes import FakeLibrary, fake_answer

from ingest.records import ColumnKind
from service.api import create_app
from service.report_schemas import CheckBody, TableBody
from service.settings import Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()


def product_text() -> str:
    files = (path for name in ("ingest", "index", "service", "eval") for path in (ROOT / name).rglob("*.py"))
    return "\n".join(path.read_text() for path in files)


def undocumented_settings(readme: str, code: str) -> set[str]:
    return set(re.findall(r"\bLUKU_[A-Z][A-Z_]*[A-Z]\b", code)) - set(re.findall(r"`(LUKU_[A-Z_]+)`", readme))


def undocumented_routes(readme: str, paths: list[str]) -> set[str]:
    """Paths that the text lacks, whatever it calls their parameters."""

    def nameless(text: str) -> str:
        return re.sub(r"\{\w+\}", "{}", text)

    return {path for path in paths if not re.search(re.escape(nameless(path)) + r"[`\s?,]", nameless(readme))}


def test_every_setting_is_described() -> None:
    assert undocumented_settings(README, product_text()) == set()


def test_every_route_is_described(library: FakeLibrary) -> None:
    paths = list(create_app(Settings(), library, fake_answer).openapi()["paths"])
    assert len(paths) > 5
    assert undocumented_routes(README, paths) == set()


def test_every_field_of_an_upload_is_described(library: FakeLibrary) -> None:
    post = create_app(Settings(), library, fake_answer).openapi()["paths"]["/api/v1/reports"]["post"]
    fields = post["requestBody"]["content"]["multipart/form-data"]["schema"]["properties"]
    (row,) = [line for line in README.splitlines() if line.startswith("| `GET /api/v1/reports` |")]
    assert {"file", "ocr"} <= set(fields)
    assert {field for field in fields if not re.search(rf"`{field}[`=]", row)} == set()


@pytest.mark.parametrize(
    "option", ["--ocr", "--password", "--page", "--html", "--json", "--library", "--report"]
)
def test_every_option_that_changes_what_is_read_or_shown_is_described(option: str) -> None:
    assert re.search(rf"(?<=[` ]){option}[` ]", README)


def test_what_extract_adds_to_a_table_is_described() -> None:
    of_cells = {"row_path", "column_path", "kind", "period", "entity"}
    told = set(re.findall(r"`(?:cells\[\]\.)?(\w+)`", README))
    assert {"headers", "parts", "checks"} <= set(TableBody.model_fields)
    assert {"headers", "parts", "checks", *of_cells} <= told
    assert set(CheckBody.model_fields) <= told
    assert {kind.value for kind in ColumnKind} <= told


def test_every_package_of_ingest_is_in_the_tree() -> None:
    packages = {path.parent.name for path in (ROOT / "ingest").glob("*/__init__.py")}
    assert packages == {name for name in re.findall(r"^    (\w+)/ ", README, re.M)} - {
        "ingest", "index", "service", "eval", "tests",
    }  # fmt: skip


def test_the_checks_would_notice() -> None:
    assert undocumented_settings("`LUKU_ONE`", "LUKU_ONE LUKU_TWO") == {"LUKU_TWO"}
    assert undocumented_routes("`GET /a/{id}`", ["/a/{report}", "/a", "/b"]) == {"/a", "/b"}


@pytest.mark.parametrize(
    "command", ["extract", "ingest", "ask", "search", "summary", "reports list", "serve"]
)
def test_every_command_is_described(command: str) -> None:
    assert f"`luku {command}" in README


def test_the_commands_are_all_there_are() -> None:
    made = re.findall(r'commands\.add_parser\(\s*"(\w+)"', (ROOT / "service" / "cli.py").read_text())
    assert set(made) == {"extract", "ingest", "ask", "search", "summary", "reports", "serve"}


def test_every_make_target_is_described() -> None:
    phony = re.search(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text(), re.M)
    assert phony is not None
    told = set(re.findall(r"make (\w+)", README))
    assert set(phony.group(1).split()) - told <= {"help", "lint", "types", "clean"}
