"""Examples for the OpenAPI description, out of `openapi_examples.json` beside this file.

They are what the service answers of the sample reports (`python -m eval samples`), lists shortened. A
route that brings an example of its own keeps it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import FastAPI

Described = dict[str, Any]

_FILE = Path(__file__).parent / "openapi_examples.json"
_READ = ("application/json", "text/", "application/x-ndjson", "multipart/form-data")
"""Media that an example can be read in; pictures and workbooks are none."""


def add_examples(app: FastAPI) -> None:
    """Let the application describe itself with an example for each route."""
    described = app.openapi

    def with_examples() -> Described:
        if app.openapi_schema is None:
            app.openapi_schema = _filled(described())
        return app.openapi_schema

    app.openapi = with_examples  # type: ignore[method-assign]


def has_example(told: Mapping[str, Any], schemas: Mapping[str, Any]) -> bool:
    """Is there an example beside a schema, in it, or in the model that it names?"""
    if "example" in told or told.get("examples"):
        return True
    schema = told.get("schema") or schemas.get(str(told.get("$ref", "")).rpartition("/")[2])
    return isinstance(schema, Mapping) and has_example(schema, schemas)


def is_read(media: str) -> bool:
    return media.startswith(_READ)


@cache
def _examples() -> Described:
    read = json.loads(_FILE.read_text(encoding="utf-8"))
    assert isinstance(read, dict)
    return read


def _filled(described: Described) -> Described:
    schemas = described.get("components", {}).get("schemas", {})
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            ours = _examples()["operations"].get(f"{method} {path}", {})
            for parameter in operation.get("parameters", ()):
                values = _examples()["path"] if parameter["in"] == "path" else ours.get("parameters", {})
                if parameter["name"] in values and not has_example(parameter, schemas):
                    parameter["example"] = values[parameter["name"]]
            for content, example in _places(operation, ours):
                if not has_example(content, schemas):
                    content["example"] = example
    return described


def _places(operation: Described, ours: Described) -> Iterator[tuple[Described, Any]]:
    """What of an operation can carry an example, with ours."""
    if "body" in ours:
        for content in operation.get("requestBody", {}).get("content", {}).values():
            yield content, ours["body"]
    for status, example in ours.get("replies", {}).items():
        for media, content in operation["responses"].get(status, {}).get("content", {}).items():
            if is_read(media):
                yield content, example
