"""Searching a library: all that has the words, in any inflection; phrases as written; names suggested."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from index_samples import LetterEmbedder, figure, original, report, school_report, sentence, water_report

from index.contract import Matches, Scope, SuggestionKind
from index.library import FolderLibrary, open_library
from index.marks import joined
from index.words import analyse, word_places
from ingest.records import Figure, FigureKind


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FolderLibrary]:
    """A library that is only read."""
    many = report(
        "hankkeet",
        [
            sentence(
                f"s{number}", f"Sillan {number} korjaus maksaa {number} 400 euroa.", section=(f"K{number}",)
            )
            for number in range(1, 31)
        ],
        unit="Hankkeet",
    )
    with open_library(tmp_path_factory.mktemp("haku") / "kirjasto", LetterEmbedder()) as library:
        for one in (water_report(), school_report(), many):
            library.add(one, original(one.id))
        yield library


def quotes(library: FolderLibrary, found: Matches, worded: bool = True) -> list[str]:
    passages = library.numbered([match.number for match in found.passages])
    return [passages[match.number].quote for match in found.passages if match.worded is worded]


def marked(library: FolderLibrary, query: str, text: str, *phrases: str) -> list[str]:
    (places,) = library.marks(query, phrases, [text])
    return [text[start:end] for start, end in places]


def test_every_passage_with_the_words_is_found(library: FolderLibrary) -> None:
    found = library.matches("siltojen korjaukset")
    assert len(quotes(library, found)) == len(found.passages) == 30


def test_all_the_words_narrow(library: FolderLibrary) -> None:
    assert quotes(library, library.matches("poikkeama kouluruokailussa")) == [
        "Kouluruokailun poikkeama on -0,2 milj. euroa."
    ]


def test_part_of_a_compound_finds_it(library: FolderLibrary) -> None:
    assert quotes(library, library.matches("menot perusopetus"))[0].startswith(
        "Perusopetuksen henkilöstömenot"
    )


def test_where_none_has_all_the_words_those_with_most_are_found(library: FolderLibrary) -> None:
    found = quotes(library, library.matches("lukioiden opiskelijamäärä ja putkirikkoja"))
    assert "Lukioiden opiskelijamäärä kasvoi 120 opiskelijalla." in found
    assert not any("Sillan" in quote for quote in found)


def test_few_are_filled_up_with_the_nearest_and_told_apart(library: FolderLibrary) -> None:
    found = library.matches("putkirikkoja")
    assert [match.worded for match in found.passages] == [True] + [False] * 9


def test_a_number_is_found_as_it_is_however_it_is_spaced(library: FolderLibrary) -> None:
    for number in ("12 400", "12400", "12\u00a0400"):
        (quote,) = quotes(library, library.matches(number))
        assert quote == "Sillan 12 korjaus maksaa 12 400 euroa."


def test_a_phrase_is_found_as_written_only(library: FolderLibrary) -> None:
    found = library.matches("", ["talousarviosta ON"])
    assert [match.worded for match in found.passages] == [True]
    assert "Poikkeama talousarviosta on +0,7 milj. euroa." in quotes(library, found)[0]
    assert library.matches("", ["on talousarviosta"]).passages == ()
    assert library.matches("", ["talousarvio"]).passages == (), "a piece of a word is no phrase"


def test_words_beside_a_phrase_narrow_further(library: FolderLibrary) -> None:
    assert len(library.matches("", ["korjaus maksaa"]).passages) == 30
    assert len(library.matches("7 400", ["korjaus maksaa"]).passages) == 1


def test_a_slip_is_mended_and_told(library: FolderLibrary) -> None:
    found = library.matches("henkilostomenot perusopetuksn")
    assert dict(found.respelt) == {"henkilostomenot": "henkilöstömenot", "perusopetuksn": "perusopetuksen"}
    assert found.missing == ()
    assert quotes(library, found) == ["Perusopetuksen henkilöstömenot olivat 41,3 milj. euroa."]


def test_words_that_no_report_has_are_told_and_do_not_narrow(library: FolderLibrary) -> None:
    found = library.matches("lukioiden raitiovaunu")
    assert found.missing == ("raitiovaunu",)
    assert "Lukioiden opiskelijamäärä kasvoi 120 opiskelijalla." in quotes(library, found)


def test_a_search_stays_in_its_scope(library: FolderLibrary) -> None:
    found = library.matches("poikkeama", scope=Scope(unit="sivistystoimi"))
    assert {match.report for match in found.passages} == {"koulut-q2"}


def test_an_empty_library_finds_and_suggests_nothing(tmp_path_factory: pytest.TempPathFactory) -> None:
    with open_library(tmp_path_factory.mktemp("tyhja") / "kirjasto", LetterEmbedder()) as empty:
        assert empty.matches("poikkeama") == Matches(())
        assert empty.suggest("p") == ()


def test_what_is_removed_is_not_found_any_more(tmp_path_factory: pytest.TempPathFactory) -> None:
    with open_library(tmp_path_factory.mktemp("poisto") / "kirjasto", LetterEmbedder()) as changing:
        changing.add(water_report(), b"1")
        changing.add(school_report(), b"2")
        numbers = [match.number for match in changing.matches("lukiot").passages]
        assert changing.suggest("vesil")
        changing.remove("koulut-q2")
        assert {passage.report for passage in changing.numbered(numbers).values()} <= {"vesilaitos-q1"}
        assert {match.report for match in changing.matches("lukiot").passages} == {"vesilaitos-q1"}


@pytest.mark.parametrize(
    ("query", "text", "places"),
    [
        (
            "henkilöstömeno",
            "Henkilöstömenot ja henkilöstömenoihin",
            ["Henkilöstömenot", "henkilöstömenoihin"],
        ),
        ("menot", "Henkilöstömenot", ["Henkilöstömenot"]),
        ("10500", "Tuotot 10 500 11 200", ["10 500"]),
        ("mikä on poikkeama", "Poikkeama on +0,7", ["Poikkeama"]),
        ("henkilöstö", "Henki\u00adlöstö kasvoi", ["Henki\u00adlöstö"]),
        ("poikkeama", "Toimintatuotot", []),
    ],
)
def test_words_are_marked_in_any_inflection(
    library: FolderLibrary, query: str, text: str, places: list[str]
) -> None:
    assert marked(library, query, text) == places


def test_phrases_are_marked_over_line_ends(library: FolderLibrary) -> None:
    assert marked(library, "", "Palkat\nja palkkiot, palkat", "palkat ja palkkiot") == ["Palkat\nja palkkiot"]


def test_marks_that_overlap_become_one() -> None:
    assert joined([(4, 9), (0, 5), (9, 12)]) == ((0, 9), (9, 12))


def test_places_are_those_of_the_words() -> None:
    text = "Esi- ja perus\u00adopetuksen menot: −31 406 t€ (2,5 %)."
    cut = [text[start:end].replace("\u00ad", "") for start, end in word_places(text)]
    assert cut == [word.text for word in analyse(text)]


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FolderLibrary]:
    """A library whose figures have names."""
    rows = [
        ("Vesilaitos", "TOIMINTATUOTOT", FigureKind.TABLE),
        ("Vesilaitos", "Toimintakate", FigureKind.TABLE),
        ("Vesilaitos", "Toimintakate", FigureKind.CARD),
        ("Yövalaistus", "jonka arvioidaan toimivan", FigureKind.TEXT),
    ]
    statements = [
        sentence(
            f"s{number}",
            f"{metric} 1,0",
            figures=(_of_kind(figure("1,0", "1000000", metric, entity=entity), kind),),
        )
        for number, (entity, metric, kind) in enumerate(rows)
    ]
    with open_library(tmp_path_factory.mktemp("nimet") / "kirjasto", LetterEmbedder()) as library:
        for name in ("a", "b"):
            library.add(report(name, statements), original(name))
        yield library


def _of_kind(one: Figure, kind: FigureKind) -> Figure:
    return replace(one, kind=kind)


def suggested(library: FolderLibrary, typed: str) -> list[str]:
    return [item.text for item in library.suggest(typed)]


def test_names_are_suggested_by_the_beginning_of_any_word(named: FolderLibrary) -> None:
    assert suggested(named, "toimintak") == ["Toimintakate"]
    assert suggested(named, "VESI") == ["Vesilaitos"]
    assert suggested(named, "b") == ["Raportti b"]


def test_the_most_printed_names_are_suggested_first(named: FolderLibrary) -> None:
    assert suggested(named, "toiminta") == ["Toimintakate", "TOIMINTATUOTOT"]


def test_dots_need_not_be_typed(named: FolderLibrary) -> None:
    assert suggested(named, "yov") == ["Yövalaistus"]


def test_pieces_of_sentences_and_nothing_are_not_suggested(named: FolderLibrary) -> None:
    assert suggested(named, "jonka") == suggested(named, "") == suggested(named, "  ") == []


def test_a_suggestion_tells_what_it_names_and_where(named: FolderLibrary) -> None:
    (entity,) = named.suggest("vesil")
    assert (entity.kind, entity.reports) == (SuggestionKind.ENTITY, ("a", "b"))
    first, *_ = named.suggest("raportti a")
    assert (first.kind, first.reports) == (SuggestionKind.REPORT, ("a",))
