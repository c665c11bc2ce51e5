"""Pictures of pages over HTTP: marked where a citation stands, as wide as asked for, kept by who has them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import httpx2
import numpy as np
import pytest
from fakes import FakeLibrary, fake_answer, make_report
from PIL import Image
from reportlab.pdfgen.canvas import Canvas
from starlette.testclient import TestClient

from ingest.errors import LukuError
from ingest.records import Box
from service.api import create_app
from service.links import page_picture_url, parse_marks, reader_url, version
from service.page_image import can_draw, draw_page, has_pictures
from service.page_packing import packed
from service.page_pictures import page_picture
from service.picture_cache import PictureCache
from service.settings import Settings

PICTURE = "/api/v1/reports/satama/pages/1.png"
MARK = Box(20, 40, 120, 60)


def drawn(text: str = "Toimintakate 2 320 +130") -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(200, 100))
    canvas.drawString(22, 45, text)
    canvas.save()
    return out.getvalue()


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    library = FakeLibrary(tmp_path)
    library.add(make_report("satama.pdf", "a" * 64), drawn())
    with TestClient(create_app(Settings(), library, fake_answer), raise_server_exceptions=False) as client:
        yield client


def picture_of(response: httpx2.Response) -> Image.Image:
    assert response.status_code == 200, response.text
    return Image.open(io.BytesIO(response.content)).convert("RGB")


def is_marked(picture: Image.Image, x: float, y: float) -> bool:
    """Is a place of the page (in points of a page 200 wide) coloured as with a marker pen?"""
    scale = picture.width / 200
    red, green, blue = picture.getpixel((round(x * scale), round(y * scale)))  # type: ignore[misc]
    return red > 240 and green > 200 and blue < 150


def test_the_boxes_of_a_citation_are_coloured_in_and_nothing_else_is(client: TestClient) -> None:
    plain = picture_of(client.get(PICTURE))
    marked = picture_of(client.get(PICTURE, params={"highlight": "20,40,120,60;150,70,180,80"}))
    assert plain.size == marked.size == (400, 200)
    inside, outside = [(118, 43), (165, 75)], [(10, 10), (140, 50), (60, 90)]
    assert not any(is_marked(plain, *place) for place in inside + outside)
    assert all(is_marked(marked, *place) for place in inside)
    assert not any(is_marked(marked, *place) for place in outside)


def test_the_print_shows_through_a_mark(client: TestClient) -> None:
    marked = picture_of(client.get(PICTURE, params={"highlight": "20,40,120,60"}))
    letters = marked.crop((2 * 22, 2 * 42, 2 * 110, 2 * 58))
    assert min(sum(colour) for _, colour in letters.getcolors(10_000) or ()) < 200


@pytest.mark.parametrize("width", [40, 160, 1000, 4000])
def test_a_picture_is_as_wide_as_asked_for(client: TestClient, width: int) -> None:
    assert picture_of(client.get(PICTURE, params={"width": width})).size == (width, width // 2)


@pytest.mark.parametrize("width", ["0", "39", "4001", "leveä"])
def test_a_width_beyond_reason_is_refused(client: TestClient, width: str) -> None:
    response = client.get(PICTURE, params={"width": width})
    assert (response.status_code, response.json()["error"]["code"]) == (422, "invalid_request")


@pytest.mark.parametrize(
    "marks", ["1,2,3", "a,b,c,d", "1,2,3,nan", "1,2,3,inf", "1e9,0,1,1", ";".join(["1,2,3,4"] * 501)]
)
def test_marks_that_are_no_boxes_are_refused(client: TestClient, marks: str) -> None:
    response = client.get(PICTURE, params={"highlight": marks})
    assert (response.status_code, response.json()["error"]["code"]) == (422, "invalid_marks")


def test_marks_beyond_the_page_are_cut_off_at_its_edge(client: TestClient) -> None:
    marked = picture_of(client.get(PICTURE, params={"highlight": "-50,-50,20,20;500,500,600,600"}))
    assert is_marked(marked, 10, 10)
    assert not is_marked(marked, 190, 90)


def test_a_browser_that_has_the_picture_is_not_sent_it_again(client: TestClient) -> None:
    first = client.get(PICTURE, params={"width": 160})
    tag = first.headers["etag"]
    assert first.headers["cache-control"] == "no-cache"
    again = client.get(PICTURE, params={"width": 160}, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == tag
    other = client.get(PICTURE, params={"width": 320}, headers={"If-None-Match": tag})
    assert other.status_code == 200


def test_an_address_that_names_the_file_is_kept_for_a_year_and_only_then(client: TestClient) -> None:
    named = page_picture_url("satama", 1, 160, sha256="a" * 64)
    assert "max-age=31536000" in client.get(named).headers["cache-control"]
    older = page_picture_url("satama", 1, 160, sha256="b" * 64)
    assert client.get(older).headers["cache-control"] == "no-cache"


def test_the_second_picture_comes_out_of_the_cache(tmp_path: Path) -> None:
    library = FakeLibrary(tmp_path)
    library.add(make_report("satama.pdf", "a" * 64), drawn())
    with TestClient(create_app(Settings(), library, fake_answer)) as client:
        first = client.get(PICTURE).content
        (tmp_path / "satama.pdf").write_bytes(b"gone")
        assert client.get(PICTURE).content == first


@pytest.mark.parametrize(("page", "code"), [(2, "page_not_found"), (0, "page_not_found")])
def test_a_page_that_is_not_there(client: TestClient, page: int, code: str) -> None:
    response = client.get(f"/api/v1/reports/satama/pages/{page}.png")
    assert (response.status_code, response.json()["error"]["code"]) == (404, code)


def test_what_can_be_drawn(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(drawn())
    assert can_draw(path, 1)
    assert not can_draw(path, 2)
    assert not can_draw(tmp_path / "ei-ole.pdf", 1)
    path.write_bytes(b"%PDF-1.4 broken")
    assert not can_draw(path, 1)
    with pytest.raises(LukuError) as refused:
        draw_page(path, 1)
    assert refused.value.code == "no_page_image"
    assert [has_pictures(name) for name in ("a.pdf", "A.PDF", "a.docx", "pdf")] == [True, True, False, False]


# --- the cache ------------------------------------------------------------------------------------


def test_the_cache_drops_what_was_not_asked_for_longest() -> None:
    cache = PictureCache(most_bytes=10)
    cache.get("a", lambda: b"1234")
    cache.get("b", lambda: b"1234")
    assert cache.find("a") == b"1234"
    cache.get("c", lambda: b"1234")
    assert [cache.find(key) for key in "abc"] == [b"1234", None, b"1234"]
    assert cache.size == 8


def test_a_picture_larger_than_the_cache_is_given_and_not_kept() -> None:
    cache = PictureCache(most_bytes=3)
    assert cache.get("a", lambda: b"1234") == b"1234"
    assert (cache.find("a"), cache.size) == (None, 0)


# --- addresses ------------------------------------------------------------------------------------


def test_marks_come_back_out_of_an_address() -> None:
    boxes = (Box(1.04, 2.0, 3.5, 4.25), Box(10, 20, 30, 40))
    assert parse_marks("1.0,2.0,3.5,4.2;10.0,20.0,30.0,40.0") == (Box(1.0, 2.0, 3.5, 4.2), boxes[1])
    assert parse_marks("") == ()
    assert parse_marks("3,4,1,2") == (Box(1, 2, 3, 4),)


def test_a_quote_without_a_place_is_told_by_its_words() -> None:
    assert (
        reader_url("a b", 2, (), "Tulot  1 000\n€")
        == "/report/a%20b?page=2&quote=Tulot%201%20000%20%E2%82%AC"
    )
    assert reader_url("a", 2, (MARK,), "Tulot", (Box(1, 2, 3, 4),)) == (
        "/report/a?page=2&cite=20.0,40.0,120.0,60.0&at=1.0,2.0,3.0,4.0"
    )
    long = reader_url("a", 1, (), " ".join(f"sana{n}" for n in range(200)))
    assert len(long) < 300 and "sana0" in long and "sana199" in long


# --- packing --------------------------------------------------------------------------------------


def test_a_picture_of_few_colours_keeps_them_as_they_are() -> None:
    pixels = np.full((40, 60, 4), 255, np.uint8)
    pixels[10:20, 5:50, :3] = (250, 246, 240)
    pixels[12:14, 8:30, :3] = (176, 16, 16)
    pixels[30, 59, :3] = (0, 0, 191)
    shown = np.asarray(Image.open(io.BytesIO(packed(pixels))).convert("RGB"))
    assert np.array_equal(shown, pixels[:, :, :3])


def test_a_picture_of_many_colours_looks_as_it_did() -> None:
    slope = np.linspace(0, 255, 256).astype(np.uint8)
    pixels = np.zeros((256, 256, 4), np.uint8)
    pixels[:, :, 0], pixels[:, :, 1], pixels[:, :, 2] = slope, slope[:, None], slope[::-1]
    picture = Image.open(io.BytesIO(packed(pixels)))
    away = np.asarray(picture.convert("RGB")).astype(int) - pixels[:, :, :3]
    assert picture.mode == "P"
    assert np.abs(away).mean() < 16


# --- a report that is replaced --------------------------------------------------------------------


class Replaced(FakeLibrary):
    """Another file takes the report's place between the look at the report and that at its file."""

    replaced = False

    def original(self, report_id: str) -> Path:
        if not self.replaced:
            self.replaced = True
            self.add(make_report("satama.pdf", "b" * 64), drawn("Toinen"))
        return super().original(report_id)


def test_a_picture_is_never_kept_under_the_digest_of_another_file(tmp_path: Path) -> None:
    library, cache = Replaced(tmp_path), PictureCache()
    library.add(make_report("satama.pdf", "a" * 64), drawn())
    shown = page_picture(library, cache, "satama", 1)
    assert shown.version == version("b" * 64)
    (tmp_path / "satama.pdf").write_bytes(drawn("Toinen"))
    assert shown.png == draw_page(tmp_path / "satama.pdf", 1)
    assert cache.size == len(shown.png)


def test_a_newer_file_of_a_report_is_drawn_anew(client: TestClient, tmp_path: Path) -> None:
    first = client.get(PICTURE)
    service = client.app.state.service  # type: ignore[attr-defined]
    service.library.add(make_report("satama.pdf", "b" * 64), drawn("Aivan toinen"))
    second = client.get(PICTURE, headers={"If-None-Match": first.headers["etag"]})
    assert second.status_code == 200
    assert second.content != first.content
    assert second.headers["etag"] != first.headers["etag"]
