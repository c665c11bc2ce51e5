"""The description of the interface: every route with examples, and examples that are true to its models."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from fakes import FakeLibrary, fake_answer
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from service.api import create_app
from service.openapi import has_example, is_read
from service.settings import Settings
from service.web.operations import operations_of


@pytest.fixture
def described(library: FakeLibrary) -> dict[str, Any]:
    return create_app(Settings(), library, fake_answer).openapi()


def operations(described: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in described["paths"].items():
        for method, told in methods.items():
            yield f"{method} {path}", told


def contents(told: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """What an operation takes and gives that can be read, by a name of its own."""
    for media, content in told.get("requestBody", {}).get("content", {}).items():
        yield f"takes {media}", content
    for status, reply in told["responses"].items():
        for media, content in reply.get("content", {}).items():
            if status.startswith("2") and is_read(media):
                yield f"gives {status} {media}", content


def test_every_route_shows_by_example_what_it_takes_and_gives(described: dict[str, Any]) -> None:
    schemas = described["components"]["schemas"]
    without = [
        f"{name} {what}"
        for name, told in operations(described)
        for what, content in contents(told)
        if not has_example(content, schemas)
    ]
    without += [
        f"{name} needs {parameter['name']}"
        for name, told in operations(described)
        for parameter in told.get("parameters", ())
        if parameter["required"] and not has_example(parameter, schemas)
    ]
    assert without == []


def test_every_route_says_what_it_does(described: dict[str, Any]) -> None:
    assert [name for name, told in operations(described) if not told.get("description")] == []


def test_the_examples_are_true_to_their_schemas_and_show_all_fields(described: dict[str, Any]) -> None:
    checked = 0
    for name, told in operations(described):
        for what, content in contents(told):
            if "example" not in content or "json" not in what.split("/")[-1] or "ndjson" in what:
                continue
            schema = content["schema"] | {"components": described["components"]}
            faults = [fault.message for fault in Draft202012Validator(schema).iter_errors(content["example"])]
            assert faults == [], f"{name} {what}"
            fields = described["components"]["schemas"].get(schema.get("$ref", "").rpartition("/")[2], {})
            if what.startswith("gives"):
                assert set(fields.get("properties", ())) <= set(content["example"]), f"{name} {what}"
            checked += 1
    assert checked > 10


def test_the_page_about_the_interface_shows_every_route(library: FakeLibrary) -> None:
    app = create_app(Settings(), library, fake_answer)
    with TestClient(app) as client:
        page = client.get("/docs").text
    for path, methods in app.openapi()["paths"].items():
        for method in methods:
            assert f"<code>{method.upper()} {path}</code>" in page


def test_a_call_can_be_copied(described: dict[str, Any]) -> None:
    calls = {f"{one.method} {one.path}": one.curl for one in operations_of(described, "http://luku")}
    assert calls["POST /api/v1/ask"].startswith("curl -s -X POST http://luku/api/v1/ask -H 'Content-Type:")
    assert "{" not in calls["GET /api/v1/reports/{report}/pages/{page}"]
    assert "Authorization: Bearer" in calls["DELETE /api/v1/reports/{report}"]
    assert "-F 'file=@" in calls["POST /api/v1/reports"]
