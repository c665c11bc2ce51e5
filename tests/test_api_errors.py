"""One error shape on every route, ours and the framework's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx2
import pytest
from fakes import FakeLibrary, fake_answer
from starlette.testclient import TestClient

from ingest.errors import LukuError, UnreadableFile
from service.api import MAX_JSON_BYTES, create_app
from service.checks import MAX_QUESTION
from service.errors import status_of
from service.settings import Settings, read_settings

ASK, SEARCH, REPORTS = "/api/v1/ask", "/api/v1/search", "/api/v1/reports"
JSON = {"content-type": "application/json"}


@pytest.fixture
def client(library: FakeLibrary) -> Iterator[TestClient]:
    app = create_app(Settings(editor_token="avain"), library, fake_answer)
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


def error_of(response: httpx2.Response) -> dict[str, Any]:
    """The error, once its shape is checked."""
    body = response.json()
    assert list(body) == ["error"]
    error = body["error"]
    assert isinstance(error, dict)
    assert list(error) == ["code", "message", "detail"]
    assert isinstance(error["code"], str) and error["message"] and isinstance(error["detail"], dict)
    return error


TURN = {"question": "Mikä on vuosikate?", "answer": "3,2 milj. euroa"}
LONG_TURN = {"question": "x" * (MAX_QUESTION + 1)}

CASES: list[tuple[str, str, dict[str, Any], int, str]] = [
    ("POST", ASK, {"json": {"question": ""}}, 422, "empty_question"),
    ("POST", ASK, {"json": {"question": " \t?\x00"}}, 422, "empty_question"),
    ("POST", ASK, {"json": {"question": "x" * 10_000}}, 422, "question_too_long"),
    ("POST", ASK, {"json": {}}, 422, "invalid_request"),
    ("POST", ASK, {"json": {"question": 7}}, 422, "invalid_request"),
    ("POST", ASK, {"json": {"question": "a", "language": "de"}}, 422, "invalid_request"),
    ("POST", ASK, {"json": {"question": "a", "filters": {"report": ["a"]}}}, 422, "invalid_request"),
    ("POST", ASK, {"json": {"question": "a", "filters": {"period_from": "eilen"}}}, 422, "invalid_request"),
    ("POST", ASK, {"json": {"question": "a", "filters": {"reports": ["muu"]}}}, 404, "report_not_found"),
    ("POST", ASK, {"content": b'{"question": ', "headers": JSON}, 400, "malformed_json"),
    ("POST", ASK, {"content": b"\xff\xfe", "headers": JSON}, 400, "malformed_json"),
    ("POST", ASK, {"content": b"", "headers": JSON}, 422, "invalid_request"),
    ("POST", ASK, {"content": b'{"question": "\\ud800"}', "headers": JSON}, 422, "empty_question"),
    ("POST", ASK, {"content": b"[" * 50_000, "headers": JSON}, 400, "bad_request"),
    ("POST", ASK, {"json": {"question": "kaatuu"}}, 500, "internal_error"),
    ("POST", ASK, {"json": {"question": "a", "history": [LONG_TURN]}}, 422, "invalid_request"),
    ("POST", ASK, {"json": {"question": "a", "history": [TURN] * 11}}, 422, "invalid_request"),
    ("GET", ASK, {}, 405, "method_not_allowed"),
    ("POST", ASK + "/batch", {"json": {"questions": []}}, 422, "invalid_request"),
    ("POST", ASK + "/batch", {"json": {"questions": ["a"] * 1001}}, 422, "invalid_request"),
    ("GET", ASK + "/batch", {}, 405, "method_not_allowed"),
    ("GET", SEARCH, {}, 422, "invalid_request"),
    ("GET", SEARCH, {"params": {"q": ""}}, 422, "empty_question"),
    ("GET", SEARCH, {"params": {"q": "x" * 10_000}}, 422, "question_too_long"),
    ("GET", SEARCH, {"params": {"q": "a", "limit": 0}}, 422, "invalid_request"),
    ("GET", SEARCH, {"params": {"q": "a", "report": "muu"}}, 404, "report_not_found"),
    ("GET", SEARCH, {"params": {"q": "a", "period_to": "2025-13-01"}}, 422, "invalid_request"),
    (
        "GET",
        SEARCH,
        {"params": {"q": "a", "period_from": "2025-02-01", "period_to": "2025-01-01"}},
        422,
        "invalid_period",
    ),
    ("GET", REPORTS, {"params": {"period_from": "x"}}, 422, "invalid_request"),
    ("PUT", REPORTS, {}, 405, "method_not_allowed"),
    ("POST", REPORTS, {}, 401, "not_authorised"),
    ("GET", REPORTS + "/muu", {}, 404, "report_not_found"),
    ("DELETE", REPORTS + "/vesila-q1-2025", {}, 401, "not_authorised"),
    ("GET", REPORTS + "/muu/file", {}, 404, "report_not_found"),
    ("GET", REPORTS + "/muu/pages/1", {}, 404, "report_not_found"),
    ("GET", REPORTS + "/vesila-q1-2025/pages/0", {}, 404, "page_not_found"),
    ("GET", REPORTS + "/vesila-q1-2025/pages/2", {}, 404, "page_not_found"),
    ("GET", REPORTS + "/vesila-q1-2025/pages/x", {}, 422, "invalid_request"),
    ("GET", REPORTS + "/vesila-q1-2025/pages/2.png", {}, 404, "page_not_found"),
    ("GET", REPORTS + "/vesila-q1-2025/pages/1.png", {}, 404, "no_page_image"),
    ("GET", "/api/v1/ei-ole", {}, 404, "not_found"),
    ("GET", "/report/x/../../etc/passwd", {}, 404, "not_found"),
    ("POST", "/healthz", {}, 405, "method_not_allowed"),
    ("POST", "/readyz", {}, 405, "method_not_allowed"),
]


@pytest.mark.parametrize(
    ("method", "path", "request_parts", "status", "code"),
    CASES,
    ids=[f"{method} {path} {code} {number}" for number, (method, path, _, _, code) in enumerate(CASES)],
)
def test_every_error_has_the_one_shape(
    client: TestClient, method: str, path: str, request_parts: dict[str, Any], status: int, code: str
) -> None:
    response = client.request(method, path, **request_parts)
    error = error_of(response)
    assert (response.status_code, error["code"]) == (status, code)
    assert response.headers["content-type"] == "application/json"


def test_the_fault_names_its_field(client: TestClient) -> None:
    body = {"question": "a", "filters": {"period_from": "eilen"}}
    error = error_of(client.post(ASK, json=body))
    assert "filters.period_from" in error["message"]
    assert error["detail"]["errors"][0]["field"] == "filters.period_from"
    error = error_of(client.post(ASK, json={"question": "x" * 10_000}))
    assert error["detail"] == {"field": "question", "length": 10_000, "limit": MAX_QUESTION}


def test_the_longest_question_is_taken(client: TestClient) -> None:
    body = {"question": "x" * MAX_QUESTION, "history": [{"question": "y" * MAX_QUESTION}] * 10}
    assert client.post(ASK, json=body).status_code == 200


def test_a_fault_of_ours_tells_nothing_of_the_inside(client: TestClient) -> None:
    assert "secret" not in client.post(ASK, json={"question": "kaatuu"}).text


def test_a_wrong_method_says_what_is_allowed(client: TestClient) -> None:
    assert client.get(ASK).headers["allow"] == "POST"


def test_a_body_over_the_limit_is_refused_by_its_length(client: TestClient) -> None:
    response = client.post(ASK, content=b" " * (MAX_JSON_BYTES + 1), headers=JSON)
    assert (response.status_code, error_of(response)["code"]) == (413, "too_large")


def test_a_body_over_the_limit_is_refused_while_it_streams(client: TestClient) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(MAX_JSON_BYTES // 1_000_000 + 2):
            yield b" " * 1_000_000

    response = client.post(ASK, content=endless(), headers=JSON)
    assert (response.status_code, error_of(response)["code"]) == (413, "too_large")


def test_statuses_of_unlisted_codes() -> None:
    assert status_of(UnreadableFile("broken_file", "x")) == 422
    assert status_of(LukuError("model_mismatch", "x")) == 500


@pytest.mark.parametrize(("code", "status"), [("original_missing", 404), ("model_broken", 503)])
def test_statuses_of_what_is_gone_or_not_to_be_had(code: str, status: int) -> None:
    assert status_of(LukuError(code, "x")) == status


def test_a_report_removed_while_its_page_is_drawn_is_not_found(
    client: TestClient, library: FakeLibrary
) -> None:
    (library.folder / library.stored["vesila-q1-2025"].file).unlink()
    response = client.get(REPORTS + "/vesila-q1-2025/pages/1.png")
    assert (response.status_code, error_of(response)["code"]) == (404, "report_not_found")


@pytest.mark.parametrize("value", ["0", "-1", "paljon", "1.5"])
def test_a_bad_setting_is_named(value: str) -> None:
    with pytest.raises(LukuError, match="LUKU_MAX_UPLOAD_MB"):
        read_settings({"LUKU_MAX_UPLOAD_MB": value})


@pytest.mark.parametrize("token", ["väärä", "kaksi sanaa", "sala\tsana", "🔑"])
def test_a_token_that_no_header_can_bring_is_refused_at_the_start(token: str) -> None:
    with pytest.raises(LukuError, match="LUKU_EDITOR_TOKEN") as refused:
        read_settings({"LUKU_EDITOR_TOKEN": token})
    assert refused.value.code == "bad_setting"
    assert token not in refused.value.message


def test_a_token_of_ascii_is_taken() -> None:
    assert read_settings({"LUKU_EDITOR_TOKEN": " aB3-_.~+/=! "}).editor_token == "aB3-_.~+/=!"
    assert read_settings({"LUKU_EDITOR_TOKEN": " "}).editor_token is None


def test_measures_are_opened_by_one_word() -> None:
    assert read_settings({"LUKU_METRICS": "all"}).open_metrics
    assert not read_settings({}).open_metrics
    with pytest.raises(LukuError, match="LUKU_METRICS"):
        read_settings({"LUKU_METRICS": "yes"})
