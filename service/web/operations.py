"""The operations of an OpenAPI description as the page about the interface shows them."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

Schema = Mapping[str, Any]
_JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of the address, or a field of the body."""

    name: str
    where: str
    kind: str
    required: bool
    description: str
    example: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What comes back with a status, and how that looks."""

    status: str
    media: str
    description: str
    example: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one address."""

    id: str
    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[Parameter, ...]
    body: str
    curl: str
    replies: tuple[Reply, ...]


def operations_of(described: Schema, base: str) -> tuple[Operation, ...]:
    """All operations of a description; `base` is where the service is reached."""
    schemas = described.get("components", {}).get("schemas", {})
    return tuple(
        _operation(method, path, told, schemas, base)
        for path, methods in described["paths"].items()
        for method, told in methods.items()
    )


def _operation(method: str, path: str, told: Schema, schemas: Schema, base: str) -> Operation:
    content = told.get("requestBody", {}).get("content", {})
    body = _shown(_example_of(content.get(_JSON, {}), schemas))
    parameters = (*_parameters(told.get("parameters", ()), schemas), *_fields(content, schemas))
    return Operation(
        id=f"{method}-{path.strip('/').replace('/', '-').replace('{', '').replace('}', '')}",
        method=method.upper(),
        path=path,
        summary=told.get("summary", ""),
        description=told.get("description", ""),
        parameters=parameters,
        body=body,
        curl=_curl(method, path, parameters, body, "multipart/form-data" in content, base),
        replies=tuple(_replies(told.get("responses", {}), schemas)),
    )


def _parameters(told: Sequence[Schema], schemas: Schema) -> Iterator[Parameter]:
    for one in told:
        if one["in"] == "header":
            continue
        yield Parameter(
            name=one["name"],
            where=one["in"],
            kind=_kind(one.get("schema", {})),
            required=one.get("required", False),
            description=one.get("description", ""),
            example=_plain(_example_of({**one.get("schema", {}), **one}, schemas)),
        )


def _fields(content: Schema, schemas: Schema) -> Iterator[Parameter]:
    """The fields of the body, one deep."""
    for media, told in content.items():
        schema = _resolved(told.get("schema", {}), schemas)
        for name, field in schema.get("properties", {}).items():
            yield Parameter(
                name=name,
                where="form" if "form" in media else "body",
                kind=_kind(field),
                required=name in schema.get("required", ()),
                description=field.get("description", ""),
                example="" if media == _JSON else _plain(_example_of(field, schemas)),
            )


def _replies(told: Schema, schemas: Schema) -> Iterator[Reply]:
    for status, reply in told.items():
        if status.startswith(("4", "5")):
            continue
        content = reply.get("content", {}) or {"": {}}
        for media, shape in content.items():
            yield Reply(status, media, reply.get("description", ""), _shown(_example_of(shape, schemas)))


def _resolved(schema: Schema, schemas: Schema) -> Schema:
    name = schema.get("$ref", "").rpartition("/")[2]
    found = schemas.get(name, {}) if name else schema
    return found if isinstance(found, Mapping) else {}


def _kind(schema: Schema) -> str:
    if name := schema.get("$ref", "").rpartition("/")[2]:
        return str(name)
    if "enum" in schema:
        return " | ".join(str(value) for value in schema["enum"])
    if "const" in schema:
        return str(schema["const"])
    if several := schema.get("anyOf") or schema.get("oneOf"):
        return " | ".join(_kind(one) for one in several if one.get("type") != "null")
    if schema.get("type") == "array":
        return f"[{_kind(schema.get('items', {}))}]"
    return str(schema.get("format") or schema.get("type", ""))


def _example_of(told: Schema, schemas: Schema) -> Any:
    """The example beside a schema, in it, or in the model that it names; None where there is none."""
    if "example" in told:
        return told["example"]
    examples = told.get("examples")
    if isinstance(examples, Mapping) and examples:
        return next(iter(examples.values())).get("value")
    if isinstance(examples, Sequence) and examples:
        return examples[0]
    schema = told.get("schema") or _resolved(told, schemas)
    return _example_of(schema, schemas) if isinstance(schema, Mapping) and schema is not told else None


def _shown(example: Any) -> str:
    if example is None or isinstance(example, str):
        return example or ""
    return json.dumps(example, ensure_ascii=False, indent=2)


def _plain(example: Any) -> str:
    return "" if example is None else example if isinstance(example, str) else json.dumps(example)


def _curl(method: str, path: str, parameters: Sequence[Parameter], body: str, form: bool, base: str) -> str:
    """A command that can be copied."""
    shown = path
    for one in parameters:
        if one.where == "path" and one.example:
            shown = shown.replace(f"{{{one.name}}}", quote(one.example))
    query = [(one.name, one.example) for one in parameters if one.where == "query" and one.example]
    address = f"{base}{shown}" + (f"?{urlencode(query, quote_via=quote)}" if query else "")
    words = ["curl", "-s"] + ([] if method == "get" else ["-X", method.upper()])
    words.append(shlex.quote(address))
    if form or method == "delete":
        words.append("-H 'Authorization: Bearer …'")
    if form:
        words.append("-F 'file=@raportti.pdf'")
    if body:
        compact = json.dumps(json.loads(body), ensure_ascii=False)
        words.append(f"-H 'Content-Type: application/json' -d {shlex.quote(compact)}")
    return " ".join(words)
