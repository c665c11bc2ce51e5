"""The pages of reports: the list, a report's own page, two reports compared; as HTML without scripts."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from fakes import FakeLibrary, fake_answer, make_report
from series_samples import ACCOUNTS, FIRST, SECOND, open_shelf
from starlette.testclient import TestClient

from index.library import FolderLibrary
from ingest.records import Period, Problem
from service.api import create_app
from service.records import Language
from service.settings import Settings
from service.web.problems import page_ranges, problem_lines

SCRIPT = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FolderLibrary]:
    with open_shelf(tmp_path_factory.mktemp("sivut") / "kirjasto") as library:
        yield library


@pytest.fixture(scope="module")
def client(shelf: FolderLibrary) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(), shelf), raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def small(library: FakeLibrary) -> Iterator[TestClient]:
    """Over a library in memory, with an editor's token."""
    app = create_app(Settings(editor_token="avain"), library, fake_answer)
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


def listed(client: TestClient, **asked: str) -> list[str]:
    """The ids of the reports on the list, in its order."""
    return re.findall(r'data-report="([^"]+)"', client.get("/reports", params=asked).text)


def test_the_list_has_the_newest_report_first(client: TestClient) -> None:
    assert listed(client) == [SECOND, FIRST, ACCOUNTS]
    assert listed(client, sort="oldest") == [ACCOUNTS, FIRST, SECOND]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"kind": "tilinpäätös"}, [ACCOUNTS]),
        ({"year": "2033"}, [ACCOUNTS]),
        ({"name": "TILINPÄÄTÖS"}, [ACCOUNTS]),
        ({"name": "osavuosi q2"}, [SECOND]),
        ({"organisation": "Toinen"}, []),
        ({"year": "ei vuosi", "page": "-3", "sort": "miten"}, [SECOND, FIRST, ACCOUNTS]),
    ],
)
def test_the_list_is_narrowed(client: TestClient, asked: dict[str, str], found: list[str]) -> None:
    assert listed(client, **asked) == found


def test_a_long_list_has_pages(small: TestClient, library: FakeLibrary) -> None:
    for number in range(70):
        library.add(make_report(f"raportti-{number:02}.txt"), b"x")
    first, second = listed(small, sort="title"), listed(small, sort="title", page="2")
    assert len(first) == 50 and len(second) == 21
    assert len({*first, *second}) == 71
    assert listed(small, sort="title", page="99") == second


def test_a_report_without_a_period_stands_last(small: TestClient, library: FakeLibrary) -> None:
    library.add(replace(make_report("ajaton.txt"), period=None), b"x")
    period = Period("2030", date(2030, 1, 1), date(2030, 12, 31))
    library.add(replace(make_report("uusi.txt"), period=period), b"x")
    assert listed(small) == ["uusi", "vesila-q1-2025", "ajaton"]
    assert listed(small, sort="oldest") == ["vesila-q1-2025", "uusi", "ajaton"]


def test_names_of_reports_are_shown_as_text(small: TestClient, library: FakeLibrary) -> None:
    odd = replace(make_report("outo.txt"), title=SCRIPT, organisation=SCRIPT, unit=SCRIPT, kind=SCRIPT)
    library.add(replace(odd, problems=(Problem("outo", SCRIPT, 1),)), b"x")
    for address in ("/reports", "/report/outo", "/report/outo/read", "/compare?a=outo&b=vesila-q1-2025"):
        page = small.get(address)
        assert page.status_code == 200
        assert SCRIPT not in page.text
    assert html.escape(SCRIPT, quote=False) in small.get("/reports").text


def test_without_a_token_the_list_says_that_adding_is_off(client: TestClient, small: TestClient) -> None:
    assert "LUKU_EDITOR_TOKEN" in client.get("/reports").text
    assert "data-sign-in" not in client.get("/reports").text
    page = small.get("/reports", params={"lang": "fi"}).text
    assert "tarvitsee JavaScriptin" in page and "data-sign-in" in page and "avain" not in page


def test_an_empty_library_says_so(small: TestClient, library: FakeLibrary) -> None:
    library.remove("vesila-q1-2025")
    assert "ei ole vielä raportteja" in small.get("/reports", params={"lang": "fi"}).text


def test_a_report_has_a_page_of_its_own(client: TestClient) -> None:
    page = client.get(f"/report/{FIRST}", params={"wait": "1", "lang": "fi"}).text
    assert "Ruskoniemi" in page and "osavuosikatsaus" in page.lower()
    assert "-4 155" in page and "[1 000 euroa]" in page
    assert re.search(rf'href="/report/{FIRST}\?page=2[^"]*lang=fi"', page)
    assert re.search(rf'href="/api/v1/reports/{FIRST}/tables/t1\.csv"', page)
    assert re.search(rf'href="/api/v1/reports/{FIRST}/tables/t1\.xlsx"', page)
    assert "Kaikki sivut luettiin." in page


def test_every_link_of_a_report_page_leads_somewhere(client: TestClient) -> None:
    page = client.get(f"/report/{FIRST}", params={"wait": "1"}).text
    links = {html.unescape(link) for link in re.findall(r'(?:href|src)="(/[^"#]*)', page)}
    assert len(links) > 10
    assert {link: code for link in links if (code := client.get(link).status_code) != 200} == {}


def test_a_summary_may_be_of_a_topic(client: TestClient) -> None:
    part = client.get(f"/report/{FIRST}/summary", params={"topic": "Museopalvelut", "lang": "fi"})
    assert part.status_code == 200 and "<html" not in part.text
    assert "Museopalvelut" in part.text and "Satamapalvelut" not in part.text
    missing = client.get(f"/report/{FIRST}/summary", params={"topic": "jäähalli", "lang": "fi"}).text
    assert "Raportissa ei ole tietoa aiheesta: jäähalli" in missing


def test_a_report_that_is_not_there(client: TestClient) -> None:
    for address in ("/report/muu", "/report/muu/summary", f"/compare?a=muu&b={FIRST}"):
        page = client.get(address)
        assert page.status_code == 404
        assert page.headers["content-type"].startswith("text/html")


def test_problems_are_told_by_kind_with_their_pages() -> None:
    problems = [Problem("no_text_layer", "…", page) for page in (7, 2, 5, 6)]
    problems += [Problem("muu", "Outo vika.", None)]
    pictures, odd = problem_lines(problems, Language.SWEDISH)
    assert (pictures.pages, pictures.language) == ("2, 5–7", "sv")
    assert (odd.text, odd.pages, odd.language) == ("Outo vika.", "", "fi")


def test_page_ranges() -> None:
    assert page_ranges([]) == ""
    assert page_ranges([3, 1, 2, 2, 9]) == "1–3, 9"


def test_two_reports_compared(client: TestClient) -> None:
    asked = {"a": FIRST, "b": SECOND, "topic": "toimintakate", "lang": "fi"}
    page = client.get("/compare", params=asked).text
    for printed in ("-4 155", "-4 195", "-40"):
        assert printed in page
    assert "Saman ajanjakson luvut, jotka ovat muuttuneet" in page
    assert "Kummankin raportin oman ajanjakson luvut" in page
    assert "(1–3/2034)" in page and "(1–6/2034)" in page


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({}, "Valitse kaksi raporttia."),
        ({"a": FIRST}, "Valitse kaksi raporttia."),
        ({"a": FIRST, "b": FIRST}, "Valitse kaksi eri raporttia."),
        ({"a": FIRST, "b": SECOND, "topic": "avaruusohjelma"}, "ei ole samoja lukuja"),
        ({"a": FIRST, "b": SECOND, "topic": "??"}, "ei ole samoja lukuja"),
    ],
)
def test_a_comparison_that_cannot_be_made_says_why(
    client: TestClient, asked: dict[str, str], said: str
) -> None:
    page = client.get("/compare", params=asked | {"lang": "fi"})
    assert page.status_code == 200 and said in page.text


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("address", ["/reports", f"/report/{FIRST}?wait=1", f"/compare?a={FIRST}&b={SECOND}"])
def test_pages_speak_the_language_asked_for(client: TestClient, address: str, language: str) -> None:
    page = client.get(f"{address}{'&' if '?' in address else '?'}lang={language}")
    assert f'<html lang="{language}">' in page.text
    assert page.text.count("<h1") == 1
