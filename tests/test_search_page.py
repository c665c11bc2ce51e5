"""The search page as the server makes it: snippets, addresses, answers in time and late."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator

import pytest
from fakes import FakeLibrary, fake_answer
from own_loop import alone
from starlette.testclient import TestClient

import service.web.search_view
from index.contract import Library
from service.api import create_app
from service.late import Late
from service.records import Answer, Ask
from service.settings import Settings
from service.web.search_address import PAGE_SIZE
from service.web.snippets import GAP, snippet, spaced


@pytest.fixture
def client(library: FakeLibrary) -> Iterator[TestClient]:
    def answer(ask: Ask, library: Library) -> Answer:
        # What the page asks on its own account (examples, warming up) is no matter here.
        return fake_answer(ask, library)

    with TestClient(create_app(Settings(), library, answer), raise_server_exceptions=False) as client:
        yield client


def shown(quote: str, *words: str) -> list[str]:
    """The lines of a snippet, what is marked in brackets."""
    marks = [match.span() for word in words for match in re.finditer(re.escape(word), quote)]
    lines = snippet(quote, sorted(marks))
    return ["".join(f"[{piece.text}]" if piece.marked else piece.text for piece in line) for line in lines]


def test_lines_with_marks_are_shown_in_their_order() -> None:
    assert shown("Yksi\nKaksi kissaa\nKolme\nNeljä kissaa", "kissaa") == ["Kaksi [kissaa]", "Neljä [kissaa]"]


def test_of_many_lines_those_with_the_most_marks_are_shown() -> None:
    quote = "\n".join(["a 1"] * 6 + ["a a 2"])
    assert shown(quote, "a") == ["[a] 1", "[a] 1", "[a] 1", "[a] [a] 2"]


def test_without_marks_the_beginning_is_shown() -> None:
    assert shown("Yksi\nKaksi\nKolme") == ["Yksi", "Kaksi"]
    assert shown("  \n") == []


def test_a_long_line_is_cut_around_its_mark_and_never_inside_a_number() -> None:
    quote = "sana " * 80 + "tulos 31 406 euroa " + "ja 12 345 678 " * 40
    (line,) = shown(quote, "tulos")
    assert line.startswith(GAP) and line.endswith(GAP)
    assert "[tulos] 31\u00a0406 euroa" in line
    assert line.removesuffix(GAP).endswith((" 12\u00a0345\u00a0678", " ja"))


def test_a_row_is_broken_between_its_cells_and_never_within_a_number() -> None:
    assert spaced("Toimintakate  -10 820  -560") == "Toimintakate\u2002 -10\u00a0820\u2002 -560"
    assert spaced("Kasvu 4,5 % vuonna 2025") == "Kasvu 4,5\u00a0% vuonna 2025"


def test_cells_of_a_row_are_kept_apart() -> None:
    assert shown("Tuotot  11 842  -70", "Tuotot") == ["[Tuotot]\u2002 11\u00a0842\u2002 -70"]


def test_the_page_holds_results_and_their_answer(client: TestClient) -> None:
    page = client.get("/", params={"q": "Mikä on poikkeama?"}).text
    assert '<span class="l-figure__raw">+130</span>' in page
    assert "Yksikkö: 1\u00a0000\u00a0€" in page
    assert "Toimintakate 2\u00a0320 +130" in page
    assert "/report/vesila-q1-2025?page=1" in page


def test_what_does_not_answer_leaves_the_results(client: TestClient) -> None:
    page = client.get("/", params={"q": "asukasluku"}).text
    assert "l-figure__raw" not in page
    assert "Vesilän osavuosikatsaus" in page
    assert client.get("/search/answer", params={"q": "asukasluku"}).status_code == 204


def test_the_answer_alone_is_a_piece_of_the_page(client: TestClient) -> None:
    piece = client.get("/search/answer", params={"q": "Mikä on poikkeama?", "lang": "sv"})
    assert "Svar" in piece.text and "<html" not in piece.text
    assert "&amp;lang=sv" in piece.text, "links keep the language"


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("?!", 400, "Haussa ei ole yhtään kirjainta"),
        ("x" * 2001, 400, "Haku on liian pitkä"),
        ("", 200, "Hae"),
    ],
)
def test_what_cannot_be_searched_for_is_told(client: TestClient, query: str, status: int, said: str) -> None:
    page = client.get("/", params={"q": query})
    assert (page.status_code, said in page.text) == (status, True)


def test_markup_is_text(client: TestClient) -> None:
    page = client.get("/", params={"q": "<script>x</script> toimintakate", "unit": '"><b>'}).text
    assert "<script>x" not in page
    assert "<b>" not in page


@pytest.mark.parametrize("odd", ["page=abc", "page=-3", "page=99999", "year=x", "year=²", "sort=x", "page=²"])
def test_what_cannot_be_read_of_an_address_is_left_out(client: TestClient, odd: str) -> None:
    page = client.get(f"/?q=toimintakate&{odd}")
    assert page.status_code == 200
    assert 'class="s-hit"' in page.text


def test_a_report_that_is_gone_is_a_page_that_says_so(client: TestClient) -> None:
    page = client.get("/", params={"q": "toimintakate", "report": "poissa"})
    assert page.status_code == 404
    assert "Raporttia ei löytynyt" in page.text


def test_many_results_have_pages(library: FakeLibrary, client: TestClient) -> None:
    from fakes import make_report

    for number in range(2 * PAGE_SIZE):
        library.add(make_report(f"raportti-{number}.txt"), b"x")
    second = client.get("/?q=toimintakate&page=2").text
    assert second.count('class="s-hit"') == PAGE_SIZE
    assert "21 hakutulosta" in second
    last = client.get("/?q=toimintakate&page=3").text
    assert last.count('class="s-hit"') == 1


def test_what_is_late_goes_on_and_is_given_to_who_comes_back() -> None:
    async def ask_twice() -> None:
        go = asyncio.Event()
        made: list[int] = []

        async def work() -> str:
            made.append(1)
            await go.wait()
            return "valmis"

        late = Late()
        with pytest.raises(TimeoutError):
            await late.get("a", work, 0.0)
        go.set()
        assert await late.get("a", work) == "valmis"
        assert made == [1]
        assert await late.get("a", work) == "valmis"
        assert made == [1, 1], "a result is given once"

    alone(ask_twice())


def test_an_answer_that_nobody_fetched_is_not_given_once_the_library_has_changed(
    client: TestClient, library: FakeLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service.web.search_view, "PATIENCE", 0.0)
    assert "data-late" in client.get("/?q=toimintakate").text
    for report in list(library.stored):
        library.remove(report)
    assert client.get("/search/answer?q=toimintakate").status_code == 204


def test_what_fails_late_fails_for_who_comes_back() -> None:
    async def ask() -> None:
        async def work() -> str:
            raise ValueError("rikki")

        with pytest.raises(ValueError, match="rikki"):
            await Late().get("a", work)

    alone(ask())
