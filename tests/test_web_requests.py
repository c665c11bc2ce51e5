"""What every client of the web expects: HEAD, compressed text, robots.txt, a favicon."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import FakeLibrary, fake_answer, make_report
from starlette.testclient import TestClient
from test_page_pictures import drawn

from service.api import create_app
from service.settings import Settings

REPORT = "/api/v1/reports/satama"
VIEWS = ("/", "/reports", "/report/satama", "/report/satama?page=1", "/chat", "/robots.txt", "/favicon.ico")
INTERFACE = (
    "/api/v1/reports",
    REPORT,
    f"{REPORT}/file",
    f"{REPORT}/pages/1",
    f"{REPORT}/pages/1.png",
    "/healthz",
    "/openapi.json",
    "/widget.js",
    "/static/luku.css",
)
PLAIN = {"Accept-Encoding": "identity"}


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    library = FakeLibrary(tmp_path)
    library.add(make_report("satama.pdf", "a" * 64), drawn())
    with TestClient(create_app(Settings(), library, fake_answer), raise_server_exceptions=False) as client:
        yield client


@pytest.mark.parametrize("path", [*VIEWS, *INTERFACE, "/ei-ole"])
def test_head_tells_what_get_would_and_sends_no_body(client: TestClient, path: str) -> None:
    shown, asked = client.get(path), client.head(path)
    assert asked.content == b""
    assert asked.status_code == shown.status_code
    told = ("content-type", "content-length", "etag", "cache-control", "content-encoding", "vary")
    assert {name: asked.headers.get(name) for name in told} == {
        name: shown.headers.get(name) for name in told
    }


def test_head_where_nothing_can_be_got_is_refused_like_get(client: TestClient) -> None:
    assert client.head("/api/v1/ask").status_code == client.get("/api/v1/ask").status_code == 405


def test_head_is_counted_by_its_route(client: TestClient) -> None:
    client.head(f"{REPORT}/pages/1")
    registry = client.app.state.service.metrics.registry  # type: ignore[attr-defined]
    labels = {"method": "HEAD", "route": "/api/v1/reports/{report}/pages/{page}", "status": "200"}
    assert registry.get_sample_value("luku_requests_total", labels) == 1


@pytest.mark.parametrize("path", ["/", "/report/satama?page=1", "/static/luku.css", "/openapi.json"])
def test_text_is_compressed_for_those_who_can_read_it(client: TestClient, path: str) -> None:
    packed, plain = client.get(path), client.get(path, headers=PLAIN)
    assert packed.headers["content-encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["vary"]
    assert int(packed.headers["content-length"]) < len(plain.content) / 2
    assert "content-encoding" not in plain.headers
    assert packed.text == plain.text


@pytest.mark.parametrize("path", [f"{REPORT}/file", f"{REPORT}/pages/1.png", "/healthz"])
def test_what_is_small_or_compressed_inside_is_sent_as_it_is(client: TestClient, path: str) -> None:
    assert "content-encoding" not in client.get(path).headers


def test_events_are_sent_as_they_come(client: TestClient) -> None:
    events = client.post(
        "/api/v1/ask", json={"question": "Mikä on poikkeama?"}, headers={"Accept": "text/event-stream"}
    )
    assert "content-encoding" not in events.headers
    assert events.text.startswith("event: searching")


def test_search_engines_are_kept_from_what_is_worked_out_anew(client: TestClient) -> None:
    robots = client.get("/robots.txt")
    assert robots.headers["content-type"].startswith("text/plain")
    assert "Disallow: /api/" in robots.text and "Disallow: /\n" not in robots.text


def test_the_favicon_is_our_mark(client: TestClient) -> None:
    icon = client.get("/favicon.ico")
    assert icon.headers["content-type"] == "image/svg+xml"
    assert ElementTree.fromstring(icon.text).tag.endswith("svg")
