"""Search as the service gives it: queries read, facets that hold what they promise, order, pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from index_samples import LetterEmbedder, figure, original, report, sentence

from index.contract import Library, Scope
from index.library import open_library
from ingest.errors import LukuError
from ingest.records import Box, Period
from service.search import search
from service.search_query import SearchQuery, read_query
from service.search_records import SearchResult, Sort
from service.suggesting import suggest

YEARS = (2029, 2030, 2031)
UNITS = ("Vesilaitos", "Satama")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Two units' reports of three years; only the harbour's speak of cranes. One report has no period."""
    with open_library(tmp_path_factory.mktemp("haku") / "kirjasto", LetterEmbedder()) as library:
        for unit in UNITS:
            for year in YEARS:
                name = f"{unit.lower()}-{year}"
                statements = [
                    sentence(
                        f"s{number}",
                        f"{unit}: poikkeama {year} kohdassa {number} on {number},5 milj. euroa.",
                        section=(f"Kohta {number}",),
                        entity=unit,
                        figures=(figure(f"{number},5", f"{number}500000", "poikkeama", entity=unit),),
                    )
                    for number in range(1, 5)
                ]
                if unit == "Satama":
                    statements.append(sentence("k", "Nosturi korjattiin.", section=("Kalusto",)))
                period = Period(str(year), date(year, 1, 1), date(year, 12, 31))
                one = report(name, statements, unit=unit, period=period, kind="tilinpäätös")
                library.add(one, original(name))
        odd = report("muistio", [sentence("s1", "Poikkeama mainitaan.")], unit=None, period=None, kind=None)
        library.add(odd, original("muistio"))
        yield library


def ids(found: SearchResult) -> list[str]:
    return [passage.report for passage in found.passages]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("poikkeama 2031", SearchQuery("poikkeama 2031")),
        ('"palkat  ja palkkiot" 2031', SearchQuery("2031", ("palkat ja palkkiot",))),
        ("”yksi asia” “toinen” «kolmas»", SearchQuery("", ("yksi asia", "toinen", "kolmas"))),
        ('kesken " jäi', SearchQuery("kesken jäi")),
        ('" - " tuotot', SearchQuery("tuotot")),
        ('"a" "a"', SearchQuery("", ("a",))),
    ],
)
def test_phrases_stand_between_quotation_marks(typed: str, read: SearchQuery) -> None:
    assert read_query(typed) == read


def test_the_total_is_of_all_and_pages_go_through_them_once(library: Library) -> None:
    pages = [search("poikkeama", library, limit=10, offset=offset) for offset in (0, 10, 20, 30)]
    assert {page.total for page in pages} == {25} == {page.worded for page in pages}
    assert [len(page.passages) for page in pages] == [10, 10, 5, 0]
    urls = [passage.url + passage.quote for page in pages for passage in page.passages]
    assert len(set(urls)) == 25


@pytest.mark.parametrize("query", ["poikkeama", "nosturi", "poikkeama 2030"])
def test_choosing_a_facet_brings_up_what_its_count_says(library: Library, query: str) -> None:
    facets = search(query, library).facets
    for name in ("organisation", "unit", "kind"):
        for value, count in facets[name].items():
            assert search(query, library, Scope(**{name: value})).total == count
    for year, count in facets["year"].items():
        assert search(query, library, year=int(year)).total == count


def test_a_chosen_facet_still_counts_its_other_values(library: Library) -> None:
    found = search("poikkeama", library, Scope(unit="Satama"), year=2030)
    assert found.total == 4
    assert found.facets["unit"] == {"Satama": 4, "Vesilaitos": 4}
    assert found.facets["year"] == {"2031": 4, "2030": 4, "2029": 4}
    assert list(found.facets["year"]) == ["2031", "2030", "2029"]


def test_by_date_the_latest_report_comes_first_and_the_undated_last(library: Library) -> None:
    found = search("poikkeama", library, limit=100, sort=Sort.DATE)
    years = [passage.period.start.year if passage.period else 0 for passage in found.passages]
    assert years == sorted(years, reverse=True)
    assert ids(found)[-1] == "muistio"


def test_what_has_the_words_comes_before_what_is_near_by_date_too(library: Library) -> None:
    worded = [passage.worded for passage in search("nosturi", library, sort=Sort.DATE).passages]
    assert worded == sorted(worded, reverse=True)
    assert worded.count(True) == 3


def test_the_nearest_in_a_chosen_unit_are_found_though_it_has_not_the_word(library: Library) -> None:
    found = search("nosturi", library, Scope(unit="Vesilaitos"))
    assert found.total > 0
    assert found.worded == 0
    assert set(ids(found)) <= {f"vesilaitos-{year}" for year in YEARS}


def test_to_a_mere_number_nothing_is_near(library: Library) -> None:
    found = search("98 765", library)
    assert (found.passages, found.total, found.missing) == ((), 0, ("98 765",))


def test_words_are_marked_in_the_quote(library: Library) -> None:
    found = search("nostureita", library, limit=1)
    (passage,) = found.passages
    assert "Nosturi" in [passage.quote[start:end] for start, end in passage.marks]


def test_figures_stay_with_what_is_chosen_and_with_the_phrases(library: Library) -> None:
    found = search('"kohdassa 3" poikkeama', library, Scope(unit="satama"), limit=100, year=2031)
    assert [(item.raw, item.citation.report) for item in found.figures] == [("3,5", "satama-2031")]
    assert search("poikkeama", library, figures=False).figures == ()


def test_a_pdf_page_has_a_picture_and_another_has_none(library: Library) -> None:
    (passage,) = search("mainitaan", library, limit=1).passages
    assert passage.thumbnail is not None
    assert passage.thumbnail.startswith("/api/v1/reports/muistio/pages/1.png?width=")


def test_a_report_that_is_not_there_is_an_error(library: Library) -> None:
    with pytest.raises(LukuError) as caught:
        search("poikkeama", library, Scope(reports=("olematon",)))
    assert caught.value.code == "report_not_found"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("vesil", "Vesilaitos"),
        ("poikkeama vesil", "poikkeama Vesilaitos"),
        ("vesilaitoksessa", "Vesilaitos"),
        ("poikkeama vesilaitokselta", "poikkeama Vesilaitos"),
        ("vesilaitsos", "Vesilaitos"),
    ],
)
def test_a_name_goes_on_from_what_is_typed(library: Library, typed: str, first: str) -> None:
    assert suggest(typed, library)[0].query == first


def test_a_suggested_report_leads_to_its_page(library: Library) -> None:
    (found,) = suggest("Raportti muis", library)
    assert (found.text, found.url, found.reports) == ("Raportti muistio", "/report/muistio", 1)


@pytest.mark.parametrize("typed", ["", "   ", "x" * 300, "zzz zzz zzz"])
def test_nothing_is_suggested_where_nothing_goes_on(library: Library, typed: str) -> None:
    assert suggest(typed, library) == ()


def test_only_so_many_are_suggested(library: Library) -> None:
    assert len(suggest("raportti", library, limit=3)) == 3


def test_the_reader_is_shown_the_statement_that_has_the_words(tmp_path: Path) -> None:
    rows = [
        replace(sentence("s1", "Toimintatuotot 10 500"), boxes=(Box(50, 100, 400, 112),)),
        replace(sentence("s2", "Henkilöstömenot -3 100"), boxes=(Box(50, 120, 400, 132),)),
    ]
    with open_library(tmp_path / "kirjasto", LetterEmbedder()) as library:
        library.add(report("a", rows), original("a"))
        (passage,) = search("henkilöstömenot", library).passages
    assert passage.url.endswith("&cite=50.0,120.0,400.0,132.0")
    assert len(passage.boxes) == 2
