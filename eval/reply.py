"""What a service answered, as far as judging needs it: read from the JSON of POST /api/v1/ask."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath


class NotAnAnswer(ValueError):
    """The service's JSON is not an answer of the contract."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of an answer: its printed form and, if it was computed, its operands' forms."""

    raw: str
    operands: tuple[str, ...]
    computed: bool


@dataclass(frozen=True, slots=True)
class Citation:
    """Where the answer says it stands. `report` is the file's stem, else the report's id."""

    report: str
    page: int | None
    quote: str


@dataclass(frozen=True, slots=True)
class Reply:
    status: str
    answer: str
    figures: tuple[Figure, ...]
    citations: tuple[Citation, ...]

    @property
    def quotes(self) -> str:
        return " \n ".join(citation.quote for citation in self.citations)


def reply_from_json(data: object) -> Reply:
    """Raises `NotAnAnswer` where a field of the contract is missing or of another type."""
    answer = _object(data, "answer")
    status, text = answer.get("status"), answer.get("answer")
    if not isinstance(status, str) or not isinstance(text, str):
        raise NotAnAnswer("the reply has no text in 'status' and 'answer'")
    return Reply(
        status,
        text,
        tuple(_figure(item) for item in _objects(answer, "figures")),
        tuple(_citation(item) for item in _objects(answer, "citations")),
    )


def _figure(data: dict[str, object]) -> Figure:
    derivation = data.get("derivation")
    operands: tuple[str, ...] = ()
    if derivation is not None:
        found = _objects(_object(derivation, "derivation"), "operands")
        operands = tuple(str(operand.get("raw") or "") for operand in found)
    return Figure(str(data.get("raw") or ""), operands, derivation is not None)


def _citation(data: dict[str, object]) -> Citation:
    page = data.get("page")
    stem = PurePath(str(data.get("file") or "")).stem
    return Citation(
        stem or str(data.get("report") or ""),
        page if isinstance(page, int) else None,
        str(data.get("quote") or ""),
    )


def _object(data: object, name: str) -> dict[str, object]:
    if not isinstance(data, dict):
        raise NotAnAnswer(f"{name} is not a JSON object")
    return data


def _objects(data: dict[str, object], name: str) -> list[dict[str, object]]:
    items = data.get(name) or []
    if not isinstance(items, list):
        raise NotAnAnswer(f"field {name!r} is not a list")
    return [_object(item, name) for item in items]
