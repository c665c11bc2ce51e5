"""Several organisations in one library: the one that a question names answers, no other."""

from __future__ import annotations

import pytest

from index.embedding import open_embedder
from index.library import FolderLibrary, open_library
from ingest.organisation import find_organisation
from ingest.read import Overrides, read_bytes
from service.answer import answer
from service.records import Ask, Status

_TEXT = """Tilinpäätös 2031

Talouden katsaus

Vuosikate oli {amount} milj. euroa. Verotuloja kertyi {taxes} milj. euroa.
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> FolderLibrary:
    library = open_library(tmp_path_factory.mktemp("kaksi"), open_embedder(lean=True))
    for city, amount, taxes in (("Kaislaranta", "7,3", "41,8"), ("Tervaharju", "2,9", "18,6")):
        text = _TEXT.format(amount=amount, taxes=taxes).encode()
        overrides = Overrides(organisation=city, kind="tilinpäätös", period="2031")
        library.add(read_bytes(text, f"{city.lower()}-tilinpaatos.txt", overrides), text)
    return library


@pytest.mark.parametrize(("city", "amount"), [("Kaislarannan", "7,3"), ("Tervaharjun", "2,9")])
def test_the_organisation_named_answers(library: FolderLibrary, city: str, amount: str) -> None:
    told = answer(Ask(f"Mikä oli {city} vuosikate vuonna 2031?"), library)
    assert told.figures[0].raw == amount
    assert all(city.lower()[:6] in citation.report for citation in told.citations)


def test_an_organisation_without_reports_is_not_answered_for(library: FolderLibrary) -> None:
    told = answer(Ask("Mikä oli Koivulehdon vuosikate vuonna 2031?"), library)
    assert told.status is Status.NOT_FOUND and told.figures == ()


def test_a_name_that_the_text_gives_once_counts_if_the_file_has_it_too() -> None:
    assert (
        find_organisation([], [], "kaislaharju konserniraportti 2031", "Kaislaharjun kaupunki")
        == "Kaislaharju"
    )
    assert find_organisation([], [], "konserniraportti 2031", "Kaislaharjun kaupunki") is None
