"""What stands around asking over HTTP: the stream of events, feedback, examples, measures, the widget."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fakes import FakeLibrary, fake_answer
from starlette.testclient import TestClient

import service.sender_limit
from ingest.errors import LukuError
from service.api import create_app
from service.feedback import FeedbackFile, RecentAnswers
from service.records import Answer, Ask, Language, Status
from service.running import FEEDBACKS
from service.sender_limit import SenderLimit
from service.settings import Settings
from service.web.widget_route import widget_script

EVENTS = {"accept": "text/event-stream"}
HERE, AWAY = ("127.0.0.1", 50000), ("192.0.2.7", 50000)
RIGHT = {"answer_id": "a1", "verdict": "right"}
"""A word on the answer that `fake_answer` gives."""


@pytest.fixture
def client(library: FakeLibrary, tmp_path: Path) -> Iterator[TestClient]:
    app = create_app(Settings(library=tmp_path / "library"), library, fake_answer)
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


def ask(client: TestClient) -> None:
    assert client.post("/api/v1/ask", json={"question": "Mikä on poikkeama?"}).json()["id"] == "a1"


def events(client: TestClient, question: str, **body: Any) -> list[tuple[str, Any]]:
    response = client.post("/api/v1/ask", json={"question": question, **body}, headers=EVENTS)
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/event-stream")
    blocks = [block.split("\n") for block in response.text.strip().split("\n\n")]
    return [(name.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for name, data in blocks]


def test_a_stream_gives_a_sign_of_life_the_answer_and_what_to_ask_next(client: TestClient) -> None:
    (first, _), (second, answer), (third, after) = events(client, "Mikä on poikkeama?")
    assert (first, second, third) == ("searching", "answer", "follow_ups")
    plain = client.post("/api/v1/ask", json={"question": "Mikä on poikkeama?"}).json()
    assert answer == plain
    assert list(after) == ["questions"]


def test_a_fault_in_a_stream_is_an_event_in_the_one_shape(client: TestClient) -> None:
    *_, (name, told) = events(client, "Mikä kaatuu?")
    assert (name, told["error"]["code"]) == ("error", "internal_error")
    *_, (name, told) = events(client, "Mikä?", filters={"reports": ["muu"]})
    assert (name, told["error"]["code"]) == ("error", "report_not_found")
    assert "secret" not in json.dumps(told)


def test_a_question_that_cannot_be_asked_is_refused_before_the_stream(client: TestClient) -> None:
    response = client.post("/api/v1/ask", json={"question": " "}, headers=EVENTS)
    assert (response.status_code, response.json()["error"]["code"]) == (422, "empty_question")


def test_examples_are_questions_of_the_reports_asked_for(client: TestClient) -> None:
    found = client.get("/api/v1/examples", params={"language": "sv", "limit": 2}).json()["examples"]
    assert len(found) <= 2
    assert all(example["report"] == "vesila-q1-2025" for example in found)
    assert client.get("/api/v1/examples", params={"report": "muu"}).json() == {"examples": []}
    refused = client.get("/api/v1/examples", params={"language": "de"})
    assert (refused.status_code, refused.json()["error"]["code"]) == (422, "invalid_request")


# --- feedback -------------------------------------------------------------------------------------


def test_feedback_is_kept_with_its_question_and_answer(client: TestClient, tmp_path: Path) -> None:
    answer = client.post("/api/v1/ask", json={"question": "Mikä on poikkeama?"}).json()
    word = {"answer_id": answer["id"], "verdict": "wrong", "comment": "Kysyin\ntoteumaa."}
    assert client.post("/api/v1/feedback", json=word).status_code == 204
    (line,) = (tmp_path / "library" / "feedback.jsonl").read_text().splitlines()
    kept = json.loads(line)
    assert kept.pop("at").endswith("+00:00")
    assert kept == {
        "answer_id": answer["id"],
        "verdict": "wrong",
        "comment": "Kysyin toteumaa.",
        "question": "Mikä on poikkeama?",
        "status": "answered",
        "answer": answer["answer"],
        "reports": ["vesila-q1-2025"],
    }


def test_what_nobody_said_stands_in_no_line(client: TestClient, tmp_path: Path) -> None:
    ask(client)
    assert client.post("/api/v1/feedback", json=RIGHT | {"comment": " "}).status_code == 204
    kept = json.loads((tmp_path / "library" / "feedback.jsonl").read_text())
    assert "comment" not in kept and None not in kept.values()


def test_feedback_on_an_answer_that_was_not_given_is_refused(client: TestClient, tmp_path: Path) -> None:
    ask(client)
    response = client.post("/api/v1/feedback", json={"answer_id": "b-2", "verdict": "right"})
    assert (response.status_code, response.json()["error"]["code"]) == (404, "answer_not_found")
    assert "Kysy uudelleen" in response.json()["error"]["message"]
    assert not (tmp_path / "library" / "feedback.jsonl").exists()


def test_one_sender_gives_so_much_feedback_and_another_his_own(client: TestClient, tmp_path: Path) -> None:
    ask(client)
    replies = [client.post("/api/v1/feedback", json=RIGHT) for _ in range(FEEDBACKS + 1)]
    assert [reply.status_code for reply in replies] == [*[204] * FEEDBACKS, 429]
    assert replies[-1].json()["error"]["code"] == "too_often"
    other = TestClient(client.app, client=("192.0.2.7", 50000))
    assert other.post("/api/v1/feedback", json=RIGHT).status_code == 204
    assert len((tmp_path / "library" / "feedback.jsonl").read_text().splitlines()) == FEEDBACKS + 1


def test_who_sent_too_often_may_send_again_after_a_while() -> None:
    now = [0.0]
    limit = SenderLimit(2, 60, lambda: now[0])
    for _ in range(2):
        limit.count("a")
    limit.count("b")
    now[0] = 45.0
    with pytest.raises(LukuError) as refused:
        limit.count("a")
    assert (refused.value.code, refused.value.detail) == ("too_often", {"seconds": 15})
    now[0] = 60.0
    limit.count("a")


def test_senders_are_forgotten_before_they_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service.sender_limit, "MOST_SENDERS", 3)
    limit = SenderLimit(1, 60)
    for number in range(5):
        limit.count(str(number))
    assert len(limit) == 3
    with pytest.raises(LukuError):
        limit.count("4")
    limit.count("0")


@pytest.mark.parametrize(
    "word",
    [
        {"answer_id": "a1"},
        {"answer_id": "a1", "verdict": "maybe"},
        {"answer_id": "../x", "verdict": "right"},
        {"answer_id": "", "verdict": "right"},
        {"answer_id": "a1", "verdict": "wrong", "comment": "x" * 2001},
        {"answer_id": "a1", "verdict": "wrong", "other": 1},
    ],
)
def test_feedback_that_does_not_fit_is_refused(client: TestClient, word: Any, tmp_path: Path) -> None:
    response = client.post("/api/v1/feedback", json=word)
    assert (response.status_code, response.json()["error"]["code"]) == (422, "invalid_request")
    assert not (tmp_path / "library" / "feedback.jsonl").exists()


def test_the_file_of_feedback_has_an_end(client: TestClient, tmp_path: Path) -> None:
    ask(client)
    client.app.state.service.feedback = FeedbackFile(tmp_path, max_bytes=400)  # type: ignore[attr-defined]
    assert client.post("/api/v1/feedback", json=RIGHT).status_code == 204
    response = client.post("/api/v1/feedback", json=RIGHT)
    assert (response.status_code, response.json()["error"]["code"]) == (503, "feedback_full")
    assert len((tmp_path / "feedback.jsonl").read_text().splitlines()) == 1


def test_only_the_latest_answers_are_remembered() -> None:
    recent = RecentAnswers(most=2)
    for number in range(3):
        told = Answer(f"a{number}", Status.NOT_FOUND, Language.FINNISH, 0, "-")
        recent.remember(Ask(f"Kysymys {number}"), told)
    with pytest.raises(LukuError):
        recent.find("a0")
    assert [recent.find(name).question for name in ("a1", "a2")] == ["Kysymys 1", "Kysymys 2"]


def test_feedback_is_readable_by_its_owner_only(tmp_path: Path, client: TestClient) -> None:
    ask(client)
    client.post("/api/v1/feedback", json=RIGHT)
    assert (tmp_path / "library" / "feedback.jsonl").stat().st_mode & 0o077 == 0


# --- measures -------------------------------------------------------------------------------------


def test_measures_count_by_the_pattern_of_the_route(client: TestClient) -> None:
    client.get("/api/v1/reports/vesila-q1-2025/pages/1")
    client.get("/api/v1/reports/salainen-raportti/pages/7")
    client.get("/ei/ole")
    ask(client)
    client.post("/api/v1/feedback", json=RIGHT)
    response = TestClient(client.app, client=HERE).get("/metrics")
    assert response.headers["content-type"].startswith("text/plain")
    lines = response.text.splitlines()
    route = 'route="/api/v1/reports/{report}/pages/{page}"'
    assert f'luku_requests_total{{method="GET",{route},status="200"}} 1.0' in lines
    assert f'luku_requests_total{{method="GET",{route},status="404"}} 1.0' in lines
    assert 'luku_requests_total{method="GET",route="other",status="404"} 1.0' in lines
    assert f'luku_request_seconds_count{{method="GET",{route}}} 2.0' in lines
    assert 'luku_answers_total{status="answered"} 1.0' in lines
    assert 'luku_feedback_total{verdict="right"} 1.0' in lines
    assert "luku_reports 1.0" in lines
    assert "salainen" not in response.text


@pytest.mark.parametrize(
    ("settings", "sender", "header", "status"),
    [
        (Settings(), HERE, "", 200),
        (Settings(), ("::1", 50000), "", 200),
        (Settings(), AWAY, "", 403),
        (Settings(), AWAY, "Bearer avain", 403),
        (Settings(editor_token="avain"), AWAY, "Bearer avain", 200),
        (Settings(editor_token="avain"), AWAY, "Bearer muu", 403),
        (Settings(open_metrics=True), AWAY, "", 200),
    ],
)
def test_measures_are_not_for_everybody(
    library: FakeLibrary, settings: Settings, sender: tuple[str, int], header: str, status: int
) -> None:
    with TestClient(create_app(settings, library, fake_answer), client=sender) as client:
        response = client.get("/metrics", headers={"Authorization": header})
    assert response.status_code == status
    if status == 403:
        assert response.json()["error"]["code"] == "metrics_closed"
        assert "luku_requests" not in response.text


# --- the widget's script --------------------------------------------------------------------------


def test_the_widget_is_one_small_script(client: TestClient) -> None:
    response = client.get("/widget.js", headers={"accept-encoding": "gzip"})
    assert response.headers["content-type"].startswith("text/javascript")
    assert response.headers["cross-origin-resource-policy"] == "cross-origin"
    assert len(widget_script().gzipped) < 40_000
    assert gzip.decompress(widget_script().gzipped) == widget_script().text == response.content
    assert "luku-chat" in response.text and "Fråga rapporterna" in response.text


def test_a_widget_that_has_not_changed_is_not_sent_again(client: TestClient) -> None:
    etag = client.get("/widget.js").headers["etag"]
    again = client.get("/widget.js", headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")


def test_the_widget_never_takes_text_for_html() -> None:
    script = widget_script().text.decode()
    assert not any(way in script for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "eval("))
