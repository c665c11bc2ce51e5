"""What all pages share: their language, their safety, errors as pages, which origins may ask."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fakes import FakeLibrary, fake_answer
from starlette.testclient import TestClient

from ingest.errors import LukuError
from service.api import create_app
from service.settings import Settings, read_settings
from service.web.render import address, static

PAGE = {"accept": "text/html"}
FRIEND, STRANGER = "https://kunta.example", "https://muu.example"


@pytest.fixture
def client(library: FakeLibrary) -> Iterator[TestClient]:
    app = create_app(Settings(allowed_origins=(FRIEND,)), library, fake_answer)
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


@pytest.mark.parametrize(
    ("path", "accept", "language"),
    [
        ("/", "", "fi"),
        ("/", "sv-FI,sv;q=0.9,fi;q=0.5", "sv"),
        ("/", "de, en;q=0.4, fi;q=0.2", "en"),
        ("/", "de,*;q=0.5", "fi"),
        ("/", "en;q=0, sv;q=x, fi;q=0.1", "fi"),
        ("/?lang=en", "sv", "en"),
        ("/?lang=de", "sv", "sv"),
    ],
)
def test_a_page_is_in_the_language_asked_for(
    client: TestClient, path: str, accept: str, language: str
) -> None:
    response = client.get(path, headers={"accept-language": accept})
    assert f'<html lang="{language}">' in response.text
    assert response.headers["content-language"] == language
    assert "Accept-Language" in response.headers["vary"]


def test_links_keep_the_language_that_was_asked_for(client: TestClient) -> None:
    assert 'href="/reports?lang=sv"' in client.get("/?lang=sv").text
    assert 'href="/reports"' in client.get("/", headers={"accept-language": "sv"}).text


def test_the_language_switch_keeps_the_rest_of_the_address(client: TestClient) -> None:
    page = client.get("/accessibility?x=%22%3E&x=2&lang=fi").text
    assert 'href="/accessibility?x=%22%3E&amp;x=2&amp;lang=en"' in page


def test_addresses_leave_out_what_is_not_given_and_repeat_what_is_several() -> None:
    assert address("/report/ä b", page=2, cite=None, unit=("x&y", "z")) == (
        "/report/%C3%A4%20b?page=2&unit=x%26y&unit=z"
    )


@pytest.mark.parametrize("path", ["/", "/ei-ole", "/docs", "/accessibility"])
def test_a_page_runs_nothing_that_stands_in_it(client: TestClient, path: str) -> None:
    response = client.get(path, headers=PAGE)
    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["referrer-policy"] == "same-origin"
    assert " style=" not in response.text and "<style" not in response.text


def test_json_is_not_guessed_to_be_anything_else(client: TestClient) -> None:
    assert client.get("/healthz").headers["x-content-type-options"] == "nosniff"


def test_files_are_kept_for_a_year_by_their_hash_only(client: TestClient) -> None:
    hashed = client.get(static("luku.css"))
    assert (hashed.status_code, hashed.headers["cache-control"]) == (
        200,
        "public, max-age=31536000, immutable",
    )
    plain = client.get("/static/luku.css")
    assert plain.headers["cache-control"] == "no-cache"
    again = client.get("/static/luku.css", headers={"if-none-match": plain.headers["etag"]})
    assert again.status_code == 304


def test_files_beside_the_static_ones_are_not_served(client: TestClient) -> None:
    assert client.get("/static/../render.py").status_code == 404
    assert client.get("/static/%2e%2e/render.py").status_code == 404


@pytest.mark.parametrize(
    ("language", "heading"),
    [("fi", "Sivua ei löytynyt"), ("sv", "Sidan hittades inte"), ("en", "Page not found")],
)
def test_an_unknown_address_is_a_page_for_people(client: TestClient, language: str, heading: str) -> None:
    response = client.get(f"/ei-ole?lang={language}", headers=PAGE)
    assert response.status_code == 404
    assert f"<h1>{heading}</h1>" in response.text


def test_an_unknown_address_is_json_for_programs(client: TestClient) -> None:
    assert client.get("/ei-ole").json()["error"]["code"] == "not_found"


def test_errors_of_the_interface_stay_json_in_a_browser(client: TestClient) -> None:
    response = client.get("/api/v1/reports/muu", headers=PAGE)
    assert (response.status_code, response.json()["error"]["code"]) == (404, "report_not_found")


def test_the_page_of_an_error_shows_what_was_asked_as_text(client: TestClient) -> None:
    response = client.get("/<script>alert(1)</script>", headers=PAGE)
    assert response.status_code == 404
    assert "<script>alert" not in response.text


def ask(client: TestClient, origin: str, question: str = "Mikä on poikkeama?") -> str | None:
    response = client.post("/api/v1/ask", json={"question": question}, headers={"origin": origin})
    return response.headers.get("access-control-allow-origin")


def test_the_language_links_of_no_address_lead_to_another_host(client: TestClient) -> None:
    page = client.get("http://testserver//elsewhere.example/x", headers={"Accept": "text/html"})
    assert page.status_code == 404
    assert 'href="/elsewhere.example/x?lang=sv"' in page.text and 'href="//' not in page.text


def test_only_pages_of_the_allowed_origins_may_ask(client: TestClient) -> None:
    assert ask(client, FRIEND) == FRIEND
    assert ask(client, STRANGER) is None


def test_a_page_elsewhere_can_read_that_something_failed_here(client: TestClient) -> None:
    assert ask(client, FRIEND, "kaatuu") == FRIEND
    assert ask(client, STRANGER, "kaatuu") is None


def test_no_origin_is_allowed_unless_set(library: FakeLibrary) -> None:
    with TestClient(create_app(Settings(), library, fake_answer)) as client:
        assert ask(client, FRIEND) is None


def test_every_origin_is_allowed_by_a_star(library: FakeLibrary) -> None:
    app = create_app(Settings(allowed_origins=("*",)), library, fake_answer)
    with TestClient(app, raise_server_exceptions=False) as client:
        assert [ask(client, STRANGER), ask(client, STRANGER, "kaatuu")] == ["*", "*"]


def test_other_origins_may_not_send_the_editors_token(client: TestClient) -> None:
    def preflight(method: str, header: str) -> int:
        headers = {
            "origin": FRIEND,
            "access-control-request-method": method,
            "access-control-request-headers": header,
        }
        return client.options("/api/v1/reports", headers=headers).status_code

    assert preflight("POST", "content-type") == 200
    assert preflight("POST", "authorization") == 400
    assert preflight("DELETE", "content-type") == 400


def test_origins_are_read_from_the_environment() -> None:
    told = read_settings({"LUKU_ALLOWED_ORIGINS": "https://A.example/, http://localhost:8080 http://[::1]:3"})
    assert told.allowed_origins == ("https://a.example", "http://localhost:8080", "http://[::1]:3")
    assert read_settings({}).allowed_origins == ()


@pytest.mark.parametrize("origin", ["a.example", "https://a.example/sivu", "ftp://a.example", "https://*"])
def test_an_origin_that_no_browser_sends_is_refused(origin: str) -> None:
    with pytest.raises(LukuError, match="LUKU_ALLOWED_ORIGINS"):
        read_settings({"LUKU_ALLOWED_ORIGINS": origin})


def statement(library: FakeLibrary, settings: Settings) -> str:
    with TestClient(create_app(settings, library, fake_answer)) as client:
        return client.get("/accessibility").text


def test_the_accessibility_statement_names_who_to_tell(library: FakeLibrary) -> None:
    page = statement(library, Settings(operator="Vesilän kaupunki", contact="palaute@vesila.example"))
    assert "Palvelun tarjoaja: Vesilän kaupunki." in page
    assert '<a href="mailto:palaute@vesila.example">palaute@vesila.example</a>' in page


def test_the_accessibility_statement_says_when_nobody_is_named(library: FakeLibrary) -> None:
    page = statement(library, Settings())
    assert "ei ole vielä ilmoittanut nimeään" in page
    assert "ei ole vielä ilmoittanut palauteosoitetta" in page


def test_a_contact_that_is_no_address_is_no_link(library: FakeLibrary) -> None:
    page = statement(library, Settings(contact="javascript:alert(1)"))
    assert "javascript:alert(1)" in page and 'href="javascript' not in page
