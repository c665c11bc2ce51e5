"""What a service answered, as far as judging needs it: read from the JSON of POST /api/v1/ask."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import PurePath

STATUSES = ("answered", "partial", "not_found")


class NotAnAnswer(ValueError):
    """The service's JSON is not what the contract says."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of an answer: its printed form, its meaning and, if it was computed, its operands' forms.

    `value` is in `unit` with the scale applied; None where the service does not tell.
    """

    raw: str
    operands: tuple[str, ...]
    computed: bool
    value: Decimal | None = None
    unit: str | None = None
    scale: int | None = None
    entity: str | None = None
    period: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """Where the answer says it stands. `report` is the file's stem, else the report's id."""

    report: str
    page: int | None
    quote: str
    report_id: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """`confidence` is between 0 and 1 and `took_ms` in milliseconds; None where not told."""

    status: str
    answer: str
    figures: tuple[Figure, ...]
    citations: tuple[Citation, ...]
    confidence: float | None = None
    took_ms: float | None = None

    @property
    def quotes(self) -> str:
        return " \n ".join(citation.quote for citation in self.citations)


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, best first: passages as citations, figures with their citations."""

    passages: tuple[Citation, ...]
    figures: tuple[tuple[Figure, Citation], ...]


def reply_from_json(data: object) -> Reply:
    """Raises `NotAnAnswer` where a field of the contract is missing or of another type."""
    answer = _object(data, "answer")
    status, text = answer.get("status"), answer.get("answer")
    if not isinstance(status, str) or not isinstance(text, str):
        raise NotAnAnswer("the reply has no text in 'status' and 'answer'")
    if status not in STATUSES:
        raise NotAnAnswer(f"the status is {status!r}, not one of {', '.join(STATUSES)}")
    return Reply(
        status,
        text,
        tuple(figure_from_json(item) for item in _objects(answer, "figures")),
        tuple(citation_from_json(item) for item in _objects(answer, "citations")),
        _number(answer, "confidence"),
        _number(answer, "took_ms"),
    )


def found_from_json(data: object) -> Found:
    """What GET /api/v1/search answered. Raises `NotAnAnswer`."""
    body = _object(data, "search")
    if not isinstance(body.get("passages"), list) or not isinstance(body.get("figures"), list):
        raise NotAnAnswer("the search has no lists in 'passages' and 'figures'")
    return Found(
        tuple(citation_from_json(item) for item in _objects(body, "passages")),
        tuple(
            (figure_from_json(item), citation_from_json(_object(item.get("citation") or {}, "citation")))
            for item in _objects(body, "figures")
        ),
    )


def figure_from_json(data: dict[str, object]) -> Figure:
    """A figure of an answer, a search or an extract. Raises `NotAnAnswer` for a value that is no number."""
    derivation = data.get("derivation")
    operands: tuple[str, ...] = ()
    if derivation is not None:
        found = _objects(_object(derivation, "derivation"), "operands")
        operands = tuple(str(operand.get("raw") or "") for operand in found)
    scale = data.get("scale")
    return Figure(
        str(data.get("raw") or ""),
        operands,
        derivation is not None,
        _decimal(data.get("value")),
        _text(data.get("unit")),
        scale if type(scale) is int else None,
        _text(data.get("entity")),
        _text(data.get("period")),
    )


def citation_from_json(data: dict[str, object]) -> Citation:
    """A citation of an answer, or a passage of a search."""
    page = data.get("page")
    stem = PurePath(str(data.get("file") or "")).stem
    report_id = str(data.get("report") or "")
    return Citation(
        stem or report_id,
        page if type(page) is int else None,
        str(data.get("quote") or ""),
        report_id,
        str(data.get("url") or ""),
    )


def _decimal(value: object) -> Decimal | None:
    if value is None:
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        number = None
    if number is None or not number.is_finite():
        raise NotAnAnswer(f"the figure's value {value!r} is not a decimal number")
    return number


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _number(data: dict[str, object], name: str) -> float | None:
    value = data.get(name)
    if not isinstance(value, int | float) or isinstance(value, bool):
        return None
    if not -sys.float_info.max <= value <= sys.float_info.max:  # JSON readers let NaN and 1e999 through
        raise NotAnAnswer(f"field {name!r} is no number that can be counted with")
    return float(value)


def _object(data: object, name: str) -> dict[str, object]:
    if not isinstance(data, dict):
        raise NotAnAnswer(f"{name} is not a JSON object")
    return data


def _objects(data: dict[str, object], name: str) -> list[dict[str, object]]:
    items = data.get(name) or []
    if not isinstance(items, list):
        raise NotAnAnswer(f"field {name!r} is not a list")
    return [_object(item, name) for item in items]
