"""Reports over HTTP: listing, adding with the editor's token, removing, originals and pages."""

from __future__ import annotations

import io
from collections.abc import Iterator

import httpx2
import pytest
from fakes import FakeLibrary, fake_answer
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas
from starlette.testclient import TestClient

from service.api import create_app
from service.settings import Settings

REPORTS = "/api/v1/reports"
EDITOR = {"Authorization": "Bearer avain"}
TEXT = b"Satama\nToimintakate on 1,5 milj. euroa.\n"


@pytest.fixture
def client(library: FakeLibrary) -> Iterator[TestClient]:
    app = create_app(Settings(editor_token="avain", max_upload_mb=1), library, fake_answer)
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


def upload(client: TestClient, name: str, data: bytes, **fields: str) -> httpx2.Response:
    return client.post(REPORTS, files={"file": (name, data)}, data=fields, headers=EDITOR)


def code_of(response: httpx2.Response) -> str:
    return str(response.json()["error"]["code"])


def test_the_list_of_reports(client: TestClient) -> None:
    body = client.get(REPORTS).json()
    assert body["total"] == 1
    assert body["reports"][0] == {
        "id": "vesila-q1-2025",
        "file": "vesila-q1-2025.txt",
        "title": "Vesilän osavuosikatsaus",
        "organisation": "Vesilän kaupunki",
        "unit": None,
        "kind": "osavuosikatsaus",
        "period": {"label": "Q1/2025", "start": "2025-01-01", "end": "2025-03-31"},
        "language": "fi",
        "pages": 1,
        "sha256": "0" * 64,
        "tables": 0,
        "figures": 2,
        "problems": [],
    }
    assert client.get(REPORTS, params={"organisation": "Muu"}).json() == {"reports": [], "total": 0}


def test_one_report_and_its_page(client: TestClient) -> None:
    assert client.get(f"{REPORTS}/vesila-q1-2025").json()["title"] == "Vesilän osavuosikatsaus"
    page = client.get(f"{REPORTS}/vesila-q1-2025/pages/1").json()
    assert (page["page"], page["label"], page["text"]) == (1, "1", "Satama\nToimintakate 2 320 +130")
    assert page["blocks"][1] == {
        "kind": "paragraph",
        "text": "Toimintakate 2 320 +130",
        "box": [72.0, 310.2, 401.5, 322.0],
        "level": 0,
        "section": ["Satama"],
    }


def test_the_original_comes_back_as_it_was(client: TestClient) -> None:
    response = client.get(f"{REPORTS}/vesila-q1-2025/file")
    assert response.content == b"Toimintakate 2 320 +130"
    assert response.headers["content-type"].startswith("text/plain")
    assert 'filename="vesila-q1-2025.txt"' in response.headers["content-disposition"]


def test_an_original_that_a_browser_would_run_is_offered_for_saving(client: TestClient) -> None:
    page = "<html><body><h1>Tulos</h1><p>Tulos oli 5 milj. euroa.</p><script>alert(1)</script></body></html>"
    assert upload(client, "tulos.html", page.encode()).status_code == 201
    response = client.get(f"{REPORTS}/tulos/file")
    assert response.content == page.encode()
    assert response.headers["content-type"].startswith("text/html")
    assert response.headers["content-disposition"].startswith("attachment")
    assert response.headers["content-security-policy"] == "sandbox"


def test_a_page_is_drawn(client: TestClient) -> None:
    assert upload(client, "piirros.pdf", pdf()).status_code == 201
    response = client.get(f"{REPORTS}/piirros/pages/1.png")
    assert response.headers["content-type"] == "image/png"
    width, height = (int.from_bytes(response.content[place : place + 4], "big") for place in (16, 20))
    assert (width, height) == (400, 200)


def test_the_picture_of_a_page_of_metres_is_of_a_bounded_size(client: TestClient) -> None:
    assert upload(client, "lakana.pdf", pdf(size=(7200, 1000))).status_code == 201
    picture = Image.open(io.BytesIO(client.get(f"{REPORTS}/lakana/pages/1.png").content))
    assert picture.width <= 4000
    assert picture.width / picture.height == pytest.approx(7.2, rel=0.01)


def test_an_upload_is_stored_and_can_be_removed(client: TestClient, library: FakeLibrary) -> None:
    response = upload(client, "uusi.txt", TEXT, organisation="Uusi kunta")
    assert response.status_code == 201, response.text
    body = response.json()
    assert (body["outcome"], body["report"]["id"]) == ("added", "uusi")
    assert body["report"]["organisation"] == "Uusi kunta"
    assert response.headers["location"] == f"{REPORTS}/uusi"
    assert library.original("uusi").read_bytes() == TEXT

    again = upload(client, "uusi.txt", TEXT)
    assert (again.status_code, again.json()["outcome"]) == (200, "unchanged")
    newer = upload(client, "uusi.txt", TEXT + b"2")
    assert (newer.status_code, newer.json()["outcome"]) == (200, "replaced")

    assert client.delete(f"{REPORTS}/uusi", headers=EDITOR).status_code == 204
    assert client.get(f"{REPORTS}/uusi").status_code == 404
    assert code_of(client.delete(f"{REPORTS}/uusi", headers=EDITOR)) == "report_not_found"


def test_folders_in_a_file_name_are_dropped(client: TestClient, library: FakeLibrary) -> None:
    for name in ("../../ulos.txt", "C:\\kansio\\ulos.txt"):
        assert upload(client, name, TEXT).json()["report"]["file"] == "ulos.txt"


@pytest.mark.parametrize(
    ("name", "data", "status", "code"),
    [
        ("a.pdf", b"", 422, "empty_file"),
        ("a.txt", b"", 422, "empty_file"),
        ("a.pdf", b"ei PDF", 415, "not_a_pdf"),
        ("a.docx", b"PK\x03\x04", 422, "broken_file"),
        ("a.txt", b"x" * 1_000_001, 413, "too_large"),
        ("a.txt", b"x" * 3_000_000, 413, "too_large"),
        ("", TEXT, 422, "no_file"),
    ],
)
def test_a_bad_file_is_refused_and_nothing_stored(
    client: TestClient, library: FakeLibrary, name: str, data: bytes, status: int, code: str
) -> None:
    response = upload(client, name, data)
    assert (response.status_code, code_of(response)) == (status, code)
    assert list(library.stored) == ["vesila-q1-2025"]


def test_the_limit_of_a_file_is_told(client: TestClient) -> None:
    for size in (1_000_001, 1_500_000, 9_000_000):
        refused = upload(client, "a.txt", b"x" * size).json()["error"]
        assert "aja on 1 Mt" in refused["message"]
        assert refused["detail"]["limit"] == 1_000_000


def test_an_upload_over_the_limit_is_refused_while_it_streams(
    client: TestClient, library: FakeLibrary
) -> None:
    def parts() -> Iterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
        for _ in range(30):
            yield b"x" * 100_000
        yield b"\r\n--x--\r\n"

    headers = EDITOR | {"content-type": "multipart/form-data; boundary=x"}
    response = client.post(REPORTS, content=parts(), headers=headers)
    assert (response.status_code, code_of(response)) == (413, "too_large")
    assert list(library.stored) == ["vesila-q1-2025"]


@pytest.mark.parametrize(
    ("content", "content_type", "status", "code"),
    [
        (b"{}", "application/json", 422, "no_file"),
        (b"file=x", "application/x-www-form-urlencoded", 422, "no_file"),
        (b"x", "multipart/form-data", 400, "bad_request"),
        (b"--x\r\nhm", "multipart/form-data; boundary=x", 422, "no_file"),
    ],
)
def test_an_upload_that_is_no_form(
    client: TestClient, content: bytes, content_type: str, status: int, code: str
) -> None:
    response = client.post(REPORTS, content=content, headers=EDITOR | {"content-type": content_type})
    assert (response.status_code, code_of(response)) == (status, code)


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer väärä", "Bearer avain2", "Basic avain", "avain"])
def test_only_the_token_opens(client: TestClient, library: FakeLibrary, header: str) -> None:
    headers = {b"Authorization": header.encode()}
    response = client.post(REPORTS, files={"file": ("uusi.txt", TEXT)}, headers=headers)
    assert (response.status_code, code_of(response)) == (401, "not_authorised")
    assert response.headers["www-authenticate"] == "Bearer"
    assert client.delete(f"{REPORTS}/vesila-q1-2025", headers=headers).status_code == 401
    assert list(library.stored) == ["vesila-q1-2025"]


def test_without_a_configured_token_nobody_writes(library: FakeLibrary) -> None:
    with TestClient(create_app(Settings(), library, fake_answer)) as client:
        for response in (
            upload(client, "uusi.txt", TEXT),
            client.delete(f"{REPORTS}/vesila-q1-2025", headers=EDITOR),
        ):
            assert (response.status_code, code_of(response)) == (403, "uploads_disabled")
            assert "LUKU_EDITOR_TOKEN" in response.json()["error"]["message"]
    assert list(library.stored) == ["vesila-q1-2025"]


def pdf(password: str | None = None, size: tuple[float, float] = (200, 100)) -> bytes:
    """A PDF of one page, encrypted if a password is given."""
    out = io.BytesIO()
    lock = StandardEncryption(password, strength=128) if password else None
    drawing = Canvas(out, pagesize=size, encrypt=lock)
    drawing.drawString(10, 50, "Toimintakate oli 1,5 milj. euroa.")
    drawing.save()
    return out.getvalue()


def test_an_encrypted_pdf_needs_its_password(client: TestClient, library: FakeLibrary) -> None:
    locked = pdf("sala sana")
    refused = upload(client, "salattu.pdf", locked)
    assert (refused.status_code, code_of(refused)) == (422, "encrypted")
    refused = upload(client, "salattu.pdf", locked, password="väärä")
    assert (refused.status_code, code_of(refused)) == (422, "wrong_password")
    assert list(library.stored) == ["vesila-q1-2025"]
    assert upload(client, "salattu.pdf", locked, password="sala sana").status_code == 201
    assert "1,5" in client.get(f"{REPORTS}/salattu/pages/1").json()["text"]
    undrawn = client.get(f"{REPORTS}/salattu/pages/1.png")
    assert (undrawn.status_code, code_of(undrawn)) == (404, "no_page_image")


def test_a_cut_off_pdf_is_refused(client: TestClient, library: FakeLibrary) -> None:
    response = upload(client, "katkennut.pdf", pdf()[:300])
    assert (response.status_code, code_of(response)) == (422, "broken_file")
    assert "katkennut.pdf" in response.json()["error"]["message"]
    assert list(library.stored) == ["vesila-q1-2025"]
