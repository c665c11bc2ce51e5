"""Asking and searching over HTTP: the JSON of the contract, field by field."""

from __future__ import annotations

import json
import threading
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from fakes import FakeLibrary, fake_answer, make_report
from starlette.testclient import TestClient

from index.contract import Library
from service.api import create_app
from service.records import Answer, Ask
from service.schemas import plain_decimal
from service.settings import Settings


class Recorder:
    """An answerer that remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[Ask] = []

    def __call__(self, ask: Ask, library: Library) -> Answer:
        self.asked.append(ask)
        return fake_answer(ask, library)


@pytest.fixture
def recorder() -> Recorder:
    return Recorder()


@pytest.fixture
def client(library: FakeLibrary, recorder: Recorder) -> Iterator[TestClient]:
    app = create_app(Settings(), library, recorder)
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


def ask(client: TestClient, **body: Any) -> dict[str, Any]:
    response = client.post("/api/v1/ask", json=body)
    assert response.status_code == 200, response.text
    reply = response.json()
    assert isinstance(reply, dict)
    return reply


def test_answer_has_the_fields_of_the_contract(client: TestClient) -> None:
    reply = ask(client, question="Mikä on poikkeama?")
    assert list(reply) == [
        "id",
        "status",
        "language",
        "confidence",
        "answer",
        "figures",
        "citations",
        "conflicts",
        "suggestions",
        "took_ms",
        "trust",
    ]
    assert (reply["status"], reply["language"], reply["took_ms"]) == ("answered", "fi", 14.2)
    assert reply["figures"][0] == {
        "raw": "+130",
        "printed_unit": "1 000 €",
        "value": "130000",
        "unit": "EUR",
        "scale": 1000,
        "entity": "Vesilän satama",
        "metric": "Toimintakate",
        "column": "Poikkeama",
        "period": "Q1/2025",
        "derivation": None,
        "citation": 1,
        "ocr": False,
        "proved": None,
    }
    assert reply["trust"] == {
        "text_and_table": False,
        "sums_checked": None,
        "ocr": False,
        "contradiction": False,
    }
    assert reply["citations"][0] == {
        "id": 1,
        "report": "vesila-q1-2025",
        "file": "vesila-q1-2025.txt",
        "title": "Vesilän osavuosikatsaus",
        "page": 1,
        "kind": "table",
        "quote": "Toimintakate 2 320 +130",
        "boxes": [[72.0, 310.2, 401.5, 322.0]],
        "cells": [],
        "url": "/report/vesila-q1-2025?page=1&cite=s1",
        "ocr": False,
    }


def test_a_computed_figure_shows_its_operands(client: TestClient) -> None:
    computed = ask(client, question="Mikä on erotus?")["figures"][1]
    assert computed["value"] == "2190000"
    assert computed["derivation"]["operation"] == "difference"
    assert [operand["raw"] for operand in computed["derivation"]["operands"]] == ["2 320", "+130"]


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("1.0E+6", "1000000"),
        ("1000000.00", "1000000"),
        ("0.50", "0.5"),
        ("-0.0", "0"),
        ("100", "100"),
        ("-3.2", "-3.2"),
    ],
)
def test_decimals_are_plain_strings(number: str, text: str) -> None:
    assert plain_decimal(Decimal(number)) == text


def test_not_found_is_an_answer_and_no_error(client: TestClient) -> None:
    reply = ask(client, question="Mikä on asukasluku?")
    assert (reply["status"], reply["figures"], reply["citations"]) == ("not_found", [], [])


def test_everything_that_was_asked_arrives(client: TestClient, recorder: Recorder) -> None:
    ask(
        client,
        question=unicodedata.normalize("NFD", "  Entä\n\tpoikkeama? "),
        history=[{"question": "Mikä on toimintakate?"}, {"question": "b", "answer": "c"}],
        language="sv",
        filters={"reports": ["vesila-q1-2025"], "kind": "osavuosikatsaus", "period_from": "2024-01-01"},
    )
    asked = recorder.asked[-1]
    assert asked.question == "Entä poikkeama?"
    assert [(turn.question, turn.answer) for turn in asked.history] == [
        ("Mikä on toimintakate?", None),
        ("b", "c"),
    ]
    assert asked.language == "sv"
    assert asked.scope.reports == ("vesila-q1-2025",)
    assert asked.scope.kind == "osavuosikatsaus"
    assert str(asked.scope.period_from) == "2024-01-01"


def test_the_language_is_left_to_the_question_by_default(client: TestClient, recorder: Recorder) -> None:
    ask(client, question="Mikä on poikkeama?", language="auto")
    assert recorder.asked[-1].language is None


def test_a_batch_answers_a_line_each_in_order(client: TestClient) -> None:
    questions: list[Any] = [
        "Mikä on poikkeama?",
        {"question": "Mikä on asukasluku?"},
        "  ",
        "kaatuu",
        {"question": "Entä?", "filters": {"reports": ["muu"]}},
        "Mikä on poikkeama?",
    ]
    response = client.post("/api/v1/ask/batch", json={"questions": questions})
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("application/x-ndjson")
    lines = [json.loads(line) for line in response.text.splitlines()]
    assert [line.get("status") or line["error"]["code"] for line in lines] == [
        "answered",
        "not_found",
        "empty_question",
        "internal_error",
        "report_not_found",
        "answered",
    ]
    assert "secret" not in response.text


def test_search_gives_passages_figures_and_facets(client: TestClient, library: FakeLibrary) -> None:
    library.add(make_report("vesila-q2-2025.txt"), b"x")
    found = client.get("/api/v1/search", params={"q": "toimintakate", "limit": 1}).json()
    assert found["total"] == 2
    assert found["facets"] == {
        "organisation": {"Vesilän kaupunki": 2},
        "unit": {},
        "kind": {"osavuosikatsaus": 2},
        "year": {"2025": 2},
    }
    assert found["passages"] == [
        {
            "report": "vesila-q1-2025",
            "file": "vesila-q1-2025.txt",
            "title": "Vesilän osavuosikatsaus",
            "organisation": "Vesilän kaupunki",
            "unit": None,
            "kind": "osavuosikatsaus",
            "period": "Q1/2025",
            "language": "fi",
            "page": 1,
            "section": ["Satama"],
            "quote": "Toimintakate 2 320 +130",
            "marks": [[0, 12]],
            "boxes": [[72.0, 310.2, 401.5, 322.0]],
            "url": "/report/vesila-q1-2025?page=1&cite=72.0,310.2,401.5,322.0",
            "thumbnail": None,
            "score": 0.0325,
            "worded": True,
        }
    ]
    assert (found["worded"], found["offset"], found["sort"]) == (2, 0, "relevance")
    (figure,) = found["figures"]
    assert (figure["raw"], figure["value"], figure["period"]) == ("2 320", "2320000", "Q1/2025")
    assert figure["citation"]["quote"] == "Toimintakate 2 320 +130"


def test_search_stays_within_its_filters(client: TestClient) -> None:
    narrow = {"q": "toimintakate", "organisation": "Muu kaupunki"}
    found = client.get("/api/v1/search", params=narrow).json()
    assert (found["passages"], found["figures"], found["total"]) == ([], [], 0)
    found = client.get("/api/v1/search", params={"q": "toimintakate", "report": "vesila-q1-2025"}).json()
    assert found["total"] == 1


def test_health_and_readiness(client: TestClient) -> None:
    assert client.get("/healthz").json()["status"] == "ok"


def test_ready_once_a_question_has_been_answered(library: FakeLibrary, recorder: Recorder) -> None:
    go = threading.Event()

    def slow_first_answer(ask: Ask, library: Library) -> Answer:
        assert go.wait(20)
        return recorder(ask, library)

    with TestClient(create_app(Settings(), library, slow_first_answer)) as client:
        waiting = client.get("/readyz")
        assert (waiting.status_code, waiting.json()["error"]["code"]) == (503, "not_ready")
        go.set()
        client.post("/api/v1/ask", json={"question": "Mikä on poikkeama?"})
        while (ready := client.get("/readyz")).status_code != 200:
            pass
        assert ready.json() == {"status": "ready", "reports": 1}


def test_a_service_that_cannot_answer_is_not_ready(library: FakeLibrary) -> None:
    def broken(ask: Ask, library: Library) -> Answer:
        raise RuntimeError("no model")

    app = create_app(Settings(), library, broken)
    with TestClient(app):
        pass
    with TestClient(app, raise_server_exceptions=False) as client:
        while not app.state.service.failure:
            client.get("/healthz")
        response = client.get("/readyz")
        assert response.status_code == 503
        assert "RuntimeError" in response.json()["error"]["message"]


def test_the_library_given_stays_open(library: FakeLibrary, recorder: Recorder) -> None:
    with TestClient(create_app(Settings(), library, recorder)):
        pass
    assert not library.closed


def test_openapi_describes_every_route(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    assert {path: sorted(methods) for path, methods in paths.items()} == {
        "/api/v1/ask": ["post"],
        "/api/v1/ask/batch": ["post"],
        "/api/v1/examples": ["get"],
        "/api/v1/feedback": ["post"],
        "/api/v1/search": ["get"],
        "/api/v1/suggest": ["get"],
        "/api/v1/summary": ["post"],
        "/api/v1/figures": ["get"],
        "/api/v1/figures.svg": ["get"],
        "/api/v1/uploads": ["get"],
        "/api/v1/uploads/{upload}": ["get"],
        "/api/v1/compare": ["post"],
        "/api/v1/reports": ["get", "post"],
        "/api/v1/reports/{report}": ["delete", "get"],
        "/api/v1/reports/{report}/file": ["get"],
        "/api/v1/reports/{report}/pages/{page}": ["get"],
        "/api/v1/reports/{report}/pages/{page}.png": ["get"],
        "/api/v1/reports/{report}/tables": ["get"],
        "/api/v1/reports/{report}/tables/{table}": ["get"],
        "/api/v1/reports/{report}/tables/{table}.csv": ["get"],
        "/api/v1/reports/{report}/tables/{table}.xlsx": ["get"],
        "/healthz": ["get"],
        "/metrics": ["get"],
        "/readyz": ["get"],
    }
