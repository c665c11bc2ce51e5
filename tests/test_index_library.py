"""The library as a whole: what is put in is found, what is taken out is gone."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from index_samples import (
    LetterEmbedder,
    original,
    report,
    school_report,
    sentence,
    water_report,
)
from numpy.typing import NDArray

import index.refresh
import index.state
from index.contract import Library, Outcome, Scope
from index.library import FolderLibrary, open_library
from index.store import Change
from ingest.errors import LukuError
from ingest.records import Report


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kirjasto"


@pytest.fixture(scope="module")
def three_reports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FolderLibrary]:
    """A library that is only read: two reports and one that says nothing about itself."""
    silent = report(
        "ajaton",
        [sentence("s1", "Poikkeama on 5,0 milj. euroa.")],
        organisation=None,
        unit=None,
        kind=None,
        period=None,
    )
    with opened(tmp_path_factory.mktemp("kolme") / "kirjasto") as library:
        for one in (water_report(), school_report(), silent):
            put(library, one)
        yield library


def opened(folder: Path) -> FolderLibrary:
    return open_library(folder, LetterEmbedder())


def put(library: Library, one: Report) -> Outcome:
    return library.add(one, original(one.id))


def found(library: Library, question: str, scope: Scope = Scope()) -> list[tuple[str, str]]:
    return [(hit.report, hit.statement.id) for hit in library.find(question, scope)]


def test_what_was_put_in_is_read_back_as_it_was(folder: Path) -> None:
    water = water_report()
    with opened(folder) as library:
        assert put(library, water) is Outcome.ADDED
    with opened(folder) as library:
        assert library.statements(water.id) == water.statements
        assert library.tables(water.id) == water.tables
        page = water.tables[0].pages[0]
        assert library.tables(water.id, page) == tuple(t for t in water.tables if page in t.pages)
        assert library.tables(water.id, 99) == ()
        assert library.page(water.id, 2) == water.pages[1]
        assert library.original(water.id).read_bytes() == original(water.id)
        summary = library.report(water.id)
    assert (summary.pages, summary.tables, summary.figures) == (2, 1, 1)
    assert summary.period == water.period
    assert summary.problems == water.problems


def test_statements_of_one_page_in_reading_order(folder: Path) -> None:
    with opened(folder) as library:
        put(library, water_report())
        assert [statement.id for statement in library.statements("vesilaitos-q1", 2)] == ["r1", "r2", "r3"]


def test_an_inflected_question_finds_its_statement_first(folder: Path) -> None:
    with opened(folder) as library:
        put(library, water_report())
        put(library, school_report())
        assert found(library, "Mikä on vesilaitosten ylijäämä?")[0] == ("vesilaitos-q1", "s2")
        assert found(library, "opiskelijamäärän kasvu lukiossa")[0] == ("koulut-q2", "s1")
        assert found(library, "henkilöstömenoista")[0] in {("vesilaitos-q1", "r2"), ("koulut-q2", "s2")}


def test_a_misspelt_question_finds_the_same(folder: Path) -> None:
    with opened(folder) as library:
        put(library, water_report())
        put(library, school_report())
        assert found(library, "vesilaitoksen ylijaama")[0] == ("vesilaitos-q1", "s2")
        assert found(library, "kouluruokailun poikeama")[0] == ("koulut-q2", "s3")
        assert library.keys("ylijaama")[0] == library.keys("ylijäämä")[0]


def test_a_word_that_the_library_lacks_is_not_corrected_when_finnish_knows_it(folder: Path) -> None:
    with opened(folder) as library:
        put(library, report("pieni", [sentence("s1", "Kirjasto sai uuden katon.")]))
        assert library.keys("kirjaimet")[0].isdisjoint(library.keys("kirjasto")[0])


def test_hits_carry_keys_and_both_scores(folder: Path) -> None:
    with opened(folder) as library:
        put(library, water_report())
        hit = library.find("vuosikatteen ennuste", Scope())[0]
        assert hit.statement.id in {"r3", "s5"}
        by_id = {hit.statement.id: hit for hit in library.find("vuosikatteen ennuste", Scope())}
    row = by_id["r3"]
    assert "vuosikate" in row.label_keys and "kate" in row.label_keys
    assert {"tuloslaskelma", "ennuste", "2031", "4000", "4700"} <= row.context_keys
    assert row.lexical > 0 and 0 < row.dense <= 1.0001
    assert by_id["s5"].label_keys >= {"vuosikate"}
    assert "investointi" in by_id["s5"].context_keys


@pytest.mark.parametrize(
    ("scope", "ids"),
    [
        (Scope(), {"vesilaitos-q1", "koulut-q2"}),
        (Scope(reports=("koulut-q2",)), {"koulut-q2"}),
        (Scope(unit="vesilaitos"), {"vesilaitos-q1"}),
        (Scope(organisation="KOIVURANNAN KAUPUNKI"), {"vesilaitos-q1", "koulut-q2"}),
        (Scope(organisation="Muu kunta"), set()),
        (Scope(kind="talouskatsaus"), {"koulut-q2"}),
        (Scope(period_from=date(2031, 4, 1)), {"koulut-q2"}),
        (Scope(period_to=date(2031, 3, 31)), {"vesilaitos-q1"}),
        (Scope(period_from=date(2031, 3, 31), period_to=date(2031, 4, 1)), {"vesilaitos-q1", "koulut-q2"}),
        (Scope(period_from=date(2032, 1, 1)), set()),
        (Scope(reports=("ei-ole",)), set()),
    ],
)
def test_scope_is_never_left(three_reports: FolderLibrary, scope: Scope, ids: set[str]) -> None:
    allowed = ids | ({"ajaton"} if scope == Scope() else set())
    question = "poikkeama milj. euroa"
    assert {hit.report for hit in three_reports.find(question, scope)} == allowed
    assert {hit.passage.report for hit in three_reports.passages(question, scope, 50)} == allowed
    assert {summary.id for summary in three_reports.reports(scope)} == allowed


def test_the_same_again_is_unchanged(folder: Path) -> None:
    with opened(folder) as library:
        put(library, water_report())
        before = library.generation
        assert put(library, water_report()) is Outcome.UNCHANGED
        assert library.generation == before


def test_other_metadata_for_the_same_file_replaces(folder: Path) -> None:
    with opened(folder) as library:
        put(library, water_report())
        assert put(library, replace(water_report(), unit="Vesihuolto")) is Outcome.REPLACED
        assert library.report("vesilaitos-q1").unit == "Vesihuolto"


def test_a_new_file_under_an_old_name_replaces_the_whole(folder: Path) -> None:
    new = report("vesilaitos-q1", [sentence("s1", "Verkostoa uusittiin 7 kilometriä.")])
    with opened(folder) as library:
        put(library, water_report())
        first = library.original("vesilaitos-q1")
        assert library.add(new, b"%PDF uusi") is Outcome.REPLACED
        assert library.statements("vesilaitos-q1") == new.statements
        assert library.tables("vesilaitos-q1") == ()
        assert found(library, "vesilaitoksen ylijäämä poikkeama") in ([], [("vesilaitos-q1", "s1")])
        assert library.original("vesilaitos-q1").read_bytes() == b"%PDF uusi"
        assert not first.exists()


def test_a_new_version_embeds_only_what_is_new(folder: Path) -> None:
    asked: list[str] = []

    class Noting(LetterEmbedder):
        def encode_passages(self, texts: list[str]) -> NDArray[np.float32]:
            asked.extend(texts)
            return super().encode_passages(texts)

    first = report("satama", [sentence("s1", "Laivoja kävi 300.", section=("A",))])
    more = sentence("s2", "Laituri uusittiin.", section=("B",))
    second = report("satama", [*first.statements, more])
    with open_library(folder, Noting()) as library:
        put(library, first)
        asked.clear()
        put(library, second)
        assert asked == ["B\nLaituri uusittiin.", "B – Laituri uusittiin."]
        hits = {hit.statement.id: hit.dense for hit in library.find("Laivoja kävi 300", Scope())}
        assert hits["s1"] > hits["s2"]


def test_a_removed_report_is_never_answered_from_again(folder: Path) -> None:
    question = "vesilaitoksen ylijäämän ennuste"

    def gone(library: Library) -> None:
        assert not [pair for pair in found(library, question) if pair[0] == "vesilaitos-q1"]
        assert all(hit.passage.report != "vesilaitos-q1" for hit in library.passages(question, Scope(), 50))
        assert [summary.id for summary in library.reports()] == ["koulut-q2"]
        calls = (library.statements, library.tables, library.original, library.report, library.remove)
        for call in calls:
            with pytest.raises(LukuError) as error:
                call("vesilaitos-q1")
            assert error.value.code == "report_not_found"
        with pytest.raises(LukuError) as error:
            library.page("vesilaitos-q1", 1)
        assert error.value.code == "report_not_found"
        assert library.weight("putkirikko") == library.weight("sanaa-ei-ole")
        # Its words no longer bend the spelling of questions either.
        assert library.keys("putkirikkokja")[0].isdisjoint({"putkirikko"})

    with opened(folder) as library:
        put(library, water_report())
        put(library, school_report())
        kept = library.original("vesilaitos-q1")
        assert found(library, question)[0] == ("vesilaitos-q1", "s2")
        library.remove("vesilaitos-q1")
        assert not kept.exists()
        gone(library)
    with opened(folder) as library:
        gone(library)


def test_another_open_library_sees_changes_at_its_next_call(folder: Path) -> None:
    with opened(folder) as reader, opened(folder) as writer:
        put(writer, school_report())
        assert found(reader, "lukioiden opiskelijamäärä")[0] == ("koulut-q2", "s1")
        put(writer, water_report())
        assert found(reader, "vesilaitoksen ylijäämä")[0] == ("vesilaitos-q1", "s2")
        writer.remove("koulut-q2")
        assert ("koulut-q2", "s1") not in found(reader, "lukioiden opiskelijamäärä")


def test_an_original_shared_by_two_reports_stays_until_both_are_gone(folder: Path) -> None:
    with opened(folder) as library:
        library.add(water_report(), b"sama")
        library.add(school_report(), b"sama")
        library.remove("vesilaitos-q1")
        assert library.original("koulut-q2").read_bytes() == b"sama"


def test_a_crash_in_the_middle_leaves_the_old_state(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(self: Change, prepared: object) -> None:
        raise RuntimeError("virta katkesi")

    with opened(folder) as library:
        put(library, water_report())
        monkeypatch.setattr(Change, "_put_words", crash)
        with pytest.raises(RuntimeError):
            library.add(report("vesilaitos-q1", [sentence("s1", "Uusi.")]), b"uusi")
        assert library.statements("vesilaitos-q1") == water_report().statements
        assert found(library, "vesilaitoksen ylijäämä")[0] == ("vesilaitos-q1", "s2")


def test_a_crash_before_the_indexes_are_written_loses_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*arguments: object) -> None:
        raise RuntimeError("virta katkesi")

    with opened(folder) as library:
        put(library, school_report())
        with monkeypatch.context() as patch:
            patch.setattr("index.library.refresh_indexes", crash)
            with pytest.raises(RuntimeError):
                put(library, water_report())
        assert found(library, "vesilaitoksen ylijäämä")[0] == ("vesilaitos-q1", "s2")
    with opened(folder) as library:
        assert found(library, "vesilaitoksen ylijäämä")[0] == ("vesilaitos-q1", "s2")
        library.remove("koulut-q2")
        assert found(library, "vesilaitoksen ylijäämä")[0] == ("vesilaitos-q1", "s2")


def test_derived_files_can_be_deleted(folder: Path) -> None:
    with opened(folder) as library:
        put(library, water_report())
        before = library.find("vesilaitoksen ylijäämä", Scope())
    for path in sorted((folder / "lexical").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    with opened(folder) as library:
        assert library.find("vesilaitoksen ylijäämä", Scope()) == before


def test_lexical_files_that_are_lost_behind_their_marker_are_made_again(folder: Path) -> None:
    """An index without its segments opens as an empty one."""
    with opened(folder) as library:
        put(library, water_report())
        before = library.find("vesilaitoksen ylijäämä", Scope())
        assert before[0].lexical > 0
    for path in (folder / "lexical").rglob("*"):
        if path.is_file() and path.name != "generation":
            path.unlink()
    with opened(folder) as library:
        assert library.find("vesilaitoksen ylijäämä", Scope()) == before
        put(library, school_report())
    with opened(folder) as library:
        assert library.find("vesilaitoksen ylijäämä", Scope())[0].lexical > 0


@pytest.mark.parametrize("ending", ["store", "term"])
def test_a_segment_that_lacks_a_file_does_not_stop_a_writer(folder: Path, ending: str) -> None:
    with opened(folder) as library:
        put(library, water_report())
    for path in (folder / "lexical").rglob(f"*.{ending}"):
        path.unlink()
    with opened(folder) as library:
        put(library, school_report())
        assert found(library, "vesilaitoksen ylijäämä")[0] == ("vesilaitos-q1", "s2")
        assert found(library, "lukioiden opiskelijamäärä")[0] == ("koulut-q2", "s1")


def test_a_large_library_searches_the_same_through_faiss(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    questions = ("vesilaitoksen ylijäämä", "lukioiden opiskelijat", "poikkeama")
    with opened(folder) as library:
        put(library, water_report())
        put(library, school_report())
        small = [found(library, question) for question in questions]
        scoped = found(library, "poikkeama", Scope(unit="Sivistystoimi"))
    monkeypatch.setattr(index.state, "SMALL", 0)
    monkeypatch.setattr(index.refresh, "SMALL", 0)
    with opened(folder) as library:
        put(library, report("kolmas", [sentence("s1", "Satamaan tuli uusi laituri.")]))
        assert (folder / "vectors.faiss").is_file()
        library.remove("kolmas")
        assert [found(library, question) for question in questions] == small
        assert found(library, "poikkeama", Scope(unit="Sivistystoimi")) == scoped
    (folder / "vectors.faiss").write_bytes(b"rikki")
    with opened(folder) as library:
        assert [found(library, question) for question in questions] == small


def test_rare_words_weigh_more_and_unseen_ones_most(folder: Path) -> None:
    with opened(folder) as library:
        put(library, water_report())
        common, rare, unseen = (library.weight(key) for key in ("vesilaitos", "putkirikko", "majakka"))
        assert 0 <= common < rare < unseen
        assert library.weight("olla") == 0.0
        keys = ("vesilaitos", "putkirikko", "olla")
        assert library.weights(keys) == {key: library.weight(key) for key in keys}


def test_an_empty_library_finds_nothing(folder: Path) -> None:
    with opened(folder) as library:
        assert library.find("mikä on poikkeama", Scope()) == ()
        assert library.passages("poikkeama", Scope()) == ()
        assert library.reports() == ()


def test_a_report_without_text_is_stored(folder: Path) -> None:
    with opened(folder) as library:
        assert put(library, report("tyhja", [])) is Outcome.ADDED
        assert library.find("poikkeama", Scope()) == ()
        assert library.statements("tyhja") == ()


@pytest.mark.parametrize("question", ["", "   ", "?", "mikä on", "§§ ((", "a" * 3000, "\0", "-", "😀 \ud800"])
def test_odd_questions_are_survived(three_reports: FolderLibrary, question: str) -> None:
    assert len(three_reports.find(question, Scope(), 3)) <= 3
    assert len(three_reports.passages(question, Scope(), 2)) <= 2
    assert len(three_reports.keys(question)) <= 2


def test_many_threads_ask_while_one_writes(folder: Path) -> None:
    with opened(folder) as library:
        put(library, water_report())

        def ask(_: int) -> bool:
            return ("vesilaitos-q1", "s2") in found(library, "vesilaitoksen ylijäämän ennuste")

        with ThreadPoolExecutor(8) as pool:
            answers = [pool.submit(ask, i) for i in range(40)]
            for _ in range(3):
                put(library, school_report())
                library.remove("koulut-q2")
            assert all(answer.result() for answer in answers)


def test_what_one_process_ingests_another_one_answers(folder: Path) -> None:
    script = (
        "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[2])\n"
        "from index_samples import *; from index.library import open_library\n"
        "with open_library(Path(sys.argv[1]), LetterEmbedder()) as library:\n"
        "    library.add(school_report(), b'x')\n"
    )
    with opened(folder) as library:
        put(library, water_report())
        assert found(library, "kouluruokailun poikkeama")[0][0] == "vesilaitos-q1"
        here = Path(__file__).parent
        subprocess.run([sys.executable, "-c", script, str(folder), str(here)], check=True, cwd=here.parent)
        assert found(library, "kouluruokailun poikkeama")[0] == ("koulut-q2", "s3")


def test_page_that_is_not_there(folder: Path) -> None:
    with opened(folder) as library:
        put(library, water_report())
        for page in (99, 0, -1, 2**63, 10**30, -(10**30)):
            with pytest.raises(LukuError) as error:
                library.page("vesilaitos-q1", page)
            assert error.value.code == "page_not_found"
            assert library.statements("vesilaitos-q1", page) == ()


# The folder


def refused(folder: Path, create: bool = True, identity: str = "letters") -> str:
    with pytest.raises(LukuError) as error:
        open_library(folder, LetterEmbedder(identity), create=create)
    assert str(folder) in error.value.message
    return error.value.code


def test_the_folder_explains_itself(folder: Path) -> None:
    opened(folder).close()
    assert "library.sqlite" in (folder / "README.txt").read_text(encoding="utf-8")


def test_a_folder_that_is_no_library_is_refused(folder: Path) -> None:
    assert refused(folder, create=False) == "library_not_found"
    assert not folder.exists()
    folder.mkdir()
    (folder / "muistio.txt").write_text("jotain muuta")
    assert refused(folder) == "not_a_library"
    assert refused(folder, create=False) == "not_a_library"
    assert [path.name for path in folder.iterdir() if path.name != ".lock"] == ["muistio.txt"]
    assert refused(folder / "muistio.txt") == "not_a_library"


def test_a_database_of_something_else_is_refused(folder: Path) -> None:
    folder.mkdir()
    (folder / "library.sqlite").write_text("ei tietokanta, vaan tekstiä " * 100)
    assert refused(folder) == "library_broken"
    (folder / "library.sqlite").unlink()
    connection = sqlite3.connect(folder / "library.sqlite")
    connection.execute("CREATE TABLE muu (a)")
    connection.close()
    assert refused(folder) == "not_a_library"


def test_a_library_of_another_version_is_refused(folder: Path) -> None:
    opened(folder).close()
    for version, code in ((99, "library_newer"), (0, "library_older")):
        connection = sqlite3.connect(folder / "library.sqlite")
        connection.execute(f"PRAGMA user_version = {version}")
        connection.close()
        assert refused(folder) == code


def test_a_library_of_another_model_is_refused_unless_it_is_empty(folder: Path) -> None:
    opened(folder).close()
    with open_library(folder, LetterEmbedder("toinen")) as library:
        put(library, water_report())
    assert refused(folder) == "model_mismatch"


def test_storing_tells_how_many_texts_are_embedded(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    many = report("vesilaitos-q1", [sentence(f"s{n}", f"Pumppu {n} toimi.") for n in range(100)])
    with open_library(tmp_path, LetterEmbedder()) as library:
        library.add(many, b"vesi", lambda done, total: told.append((done, total)))
        assert len(library.find("pumppu 99", Scope(), 200)) == 100
    assert told[0][0] == 0 and len(told) > 1
    assert {total for _, total in told} == {told[0][1]}
    assert [done for done, _ in told] == sorted(done for done, _ in told)
