"""Uploads that are watched: answered at once, with progress to ask for until the end."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from fakes import FakeLibrary, fake_answer
from own_loop import alone
from starlette.testclient import TestClient
from test_api_reports import pdf

import service.incoming
from index.contract import Outcome, Told
from ingest.errors import LukuError, UnreadableFile
from ingest.records import Report
from service.api import create_app
from service.incoming import LARGEST_AT_ONCE, MOST_FILES, Incoming, put
from service.intake import Stage, Stored, store_bytes
from service.settings import Settings
from service.uploads import MOST_KEPT, Upload, Uploads, UploadState

EDITOR = {"Authorization": "Bearer avain"}
WATCHED = EDITOR | {"Prefer": "respond-async"}
TEXT = b"Satama\nToimintakate on 1,5 milj. euroa.\n"


@pytest.fixture
def client(library: FakeLibrary) -> Iterator[TestClient]:
    settings = Settings(editor_token="avain", max_upload_mb=1)
    with TestClient(create_app(settings, library, fake_answer), raise_server_exceptions=False) as client:
        yield client


def send(client: TestClient, name: str, data: bytes) -> str:
    """Where the upload's progress is told."""
    response = client.post("/api/v1/reports", files={"file": (name, data)}, headers=WATCHED)
    assert response.status_code == 202, response.text
    assert response.headers["preference-applied"] == "respond-async"
    assert response.headers["location"] == f"/api/v1/uploads/{response.json()['id']}"
    assert response.json()["state"] in ("waiting", "reading", "storing")
    return response.headers["location"]


def end_of(client: TestClient, upload: str) -> dict[str, object]:
    """What is told of an upload once it has ended."""
    while True:
        told: dict[str, object] = client.get(upload, headers=EDITOR).json()
        if told["state"] in ("done", "failed"):
            return told


def test_a_watched_upload_is_answered_at_once_and_stored(client: TestClient, library: FakeLibrary) -> None:
    told = end_of(client, send(client, "uusi.txt", TEXT))
    assert (told["state"], told["file"], told["error"]) == ("done", "uusi.txt", None)
    result = told["result"]
    assert isinstance(result, dict)
    assert (result["outcome"], result["report"]["id"]) == ("added", "uusi")
    assert "uusi" in library.stored


def test_a_watched_upload_tells_why_nothing_was_stored(client: TestClient, library: FakeLibrary) -> None:
    told = end_of(client, send(client, "uusi.pdf", b"ei PDF"))
    assert (told["state"], told["result"]) == ("failed", None)
    assert isinstance(told["error"], dict) and told["error"]["code"] == "not_a_pdf"
    assert list(library.stored) == ["vesila-q1-2025"]


def test_a_fault_of_ours_ends_a_watched_upload_without_its_secrets(
    client: TestClient, library: FakeLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(report: Report, original: bytes, told: Told | None = None) -> Outcome:
        raise ZeroDivisionError("secret of the inside")

    monkeypatch.setattr(library, "add", broken)
    told = end_of(client, send(client, "uusi.txt", TEXT))
    assert isinstance(told["error"], dict) and told["error"]["code"] == "internal_error"
    assert "secret" not in str(told)


def test_only_editors_watch(client: TestClient) -> None:
    upload = send(client, "uusi.txt", TEXT)
    assert client.get(upload).status_code == 401
    assert client.get("/api/v1/uploads/muu", headers=EDITOR).json()["error"]["code"] == "upload_not_found"


def test_what_is_under_way_is_stored_before_the_service_ends(library: FakeLibrary) -> None:
    with TestClient(create_app(Settings(editor_token="avain"), library, fake_answer)) as client:
        send(client, "uusi.txt", TEXT)
    assert "uusi" in library.stored


def test_an_upload_tells_how_far_it_is(library: FakeLibrary) -> None:
    seen: list[tuple[UploadState, int, int]] = []

    async def take_in(upload: Upload) -> Stored:
        for stage, done, total in ((Stage.READING, 2, 5), (Stage.STORING, 64, 90)):
            upload.tell(stage, done, total)
            seen.append((upload.state, upload.done, upload.total))
        return Stored(Outcome.ADDED, library.report("vesila-q1-2025"))

    async def watch() -> Upload:
        uploads = Uploads()
        upload = uploads.start("a.pdf", take_in)
        assert upload.state is UploadState.WAITING
        await uploads.finish()
        return upload

    assert alone(watch()).state is UploadState.DONE
    assert seen == [(UploadState.READING, 2, 5), (UploadState.STORING, 64, 90)]


def test_old_uploads_that_have_ended_are_forgotten() -> None:
    async def refused(upload: Upload) -> Stored:
        raise UnreadableFile("empty_file", "tyhjä")

    async def many() -> tuple[Uploads, list[Upload]]:
        uploads = Uploads()
        started = []
        for number in range(MOST_KEPT + 1):
            started.append(uploads.start(f"{number}.pdf", refused))
            await uploads.finish()
        return uploads, started

    uploads, started = alone(many())
    with pytest.raises(LukuError, match="Lähetystä ei tunneta"):
        uploads.get(started[0].id)
    assert uploads.get(started[1].id).file == "1.pdf"


def test_reading_a_pdf_tells_of_its_pages(library: FakeLibrary) -> None:
    told: list[tuple[Stage, int, int]] = []
    store_bytes(pdf(), "yksi.pdf", library, told=lambda stage, done, total: told.append((stage, done, total)))
    assert (Stage.READING, 1, 1) in told


# --- files that wait ------------------------------------------------------------------------------


def test_a_file_that_waits_is_on_disk_until_it_is_stored() -> None:
    incoming = Incoming(1000)
    with incoming.place(500) as path:
        put(io.BytesIO(TEXT), path)
        assert path.read_bytes() == TEXT
        assert incoming.files == 1
    assert not path.parent.exists()
    assert incoming.files == 0


def test_as_many_files_wait_as_there_is_room_for() -> None:
    incoming = Incoming(1000)
    with ExitStack() as held:
        for _ in range(LARGEST_AT_ONCE - 1):
            held.enter_context(incoming.place(1000))
        held.enter_context(incoming.place(600))
        held.enter_context(incoming.place(400))
        with pytest.raises(LukuError, match="uudelleen") as refused, incoming.place(1):
            pass
    assert refused.value.detail == {"waiting": LARGEST_AT_ONCE + 1}
    with incoming.place(None):
        assert incoming.files == 1


def test_small_files_too_are_not_taken_without_end() -> None:
    incoming = Incoming(1_000_000)
    with ExitStack() as held:
        for _ in range(MOST_FILES):
            held.enter_context(incoming.place(1))
        with pytest.raises(LukuError), incoming.place(1):
            pass


def test_an_upload_for_which_there_is_no_room_is_told_so(
    client: TestClient, library: FakeLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service.incoming, "MOST_FILES", 0)
    for headers in (EDITOR, WATCHED):
        refused = client.post("/api/v1/reports", files={"file": ("uusi.txt", TEXT)}, headers=headers)
        assert (refused.status_code, refused.json()["error"]["code"]) == (503, "uploads_full")
    assert list(library.stored) == ["vesila-q1-2025"]


def test_places_are_free_again_after_each_upload(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service.incoming, "MOST_FILES", 1)
    for name, data in (("a.txt", TEXT), ("b.pdf", b"ei PDF"), ("", TEXT), ("c.txt", TEXT + b"2")):
        client.post("/api/v1/reports", files={"file": (name, data)}, headers=EDITOR)
    end_of(client, send(client, "d.txt", TEXT + b"3"))
    end_of(client, send(client, "e.pdf", b"ei PDF"))
    end_of(client, send(client, "f.txt", TEXT + b"4"))


def test_the_same_file_under_another_name_is_told_to_be_the_report_that_it_is(client: TestClient) -> None:
    client.post("/api/v1/reports", files={"file": ("eka.txt", TEXT)}, headers=EDITOR)
    again = client.post("/api/v1/reports", files={"file": ("toka.txt", TEXT)}, headers=EDITOR)
    assert (again.status_code, again.json()["outcome"]) == (200, "unchanged")
    assert (again.json()["report"]["id"], again.headers["location"]) == ("eka", "/api/v1/reports/eka")
