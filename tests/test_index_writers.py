"""Several writers, several models, newer rules: the library stays of one piece."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from index_samples import LetterEmbedder, original, report, school_report, sentence, water_report

import index.prepare
from index.contract import Outcome, Scope
from index.folder import keep_original, somebody_writes
from index.library import FolderLibrary, open_library
from index.store import Store
from index.words import analyse, word_keys
from ingest.errors import LukuError
from ingest.records import Report


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kirjasto"


def opened(folder: Path, identity: str = "letters", dimension: int = 64) -> FolderLibrary:
    return open_library(folder, LetterEmbedder(identity, dimension))


def put(library: FolderLibrary, one: Report) -> Outcome:
    return library.add(one, original(one.id))


def test_two_models_opened_on_one_empty_library_do_not_mix(folder: Path) -> None:
    with opened(folder) as first, opened(folder, "toinen", 32) as second:
        put(first, water_report())
        with pytest.raises(LukuError) as error:
            put(second, school_report())
        assert error.value.code == "model_mismatch"
        with pytest.raises(LukuError) as error:
            second.find("vesilaitoksen ylijäämä", Scope())
        assert error.value.code == "model_mismatch"
        assert [summary.id for summary in first.reports()] == ["vesilaitos-q1"]
        assert first.find("vesilaitoksen ylijäämä", Scope())[0].statement.id == "s2"
        assert [path.name for path in (folder / "originals").iterdir()] == [
            first.original("vesilaitos-q1").name
        ]


def test_the_model_is_checked_again_when_the_change_is_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another model's report may come in while ours is being prepared."""
    prepare = index.prepare.prepare
    with opened(folder) as first, opened(folder, "toinen", 32) as second:

        def overtaken(*arguments: object) -> object:
            monkeypatch.undo()
            put(first, water_report())
            return prepare(*arguments)  # type: ignore[arg-type]  # passed on as they came

        monkeypatch.setattr("index.library.prepare", overtaken)
        with pytest.raises(LukuError) as error:
            put(second, school_report())
        assert error.value.code == "model_mismatch"
        assert [summary.id for summary in first.reports()] == ["vesilaitos-q1"]


def test_an_empty_library_may_change_its_model(folder: Path) -> None:
    with opened(folder) as first:
        put(first, water_report())
        first.remove("vesilaitos-q1")
    with opened(folder, "toinen", 32) as second:
        assert put(second, school_report()) is Outcome.ADDED
        assert second.find("lukioiden opiskelijamäärä", Scope())[0].statement.id == "s1"


def test_originals_are_written_only_by_who_holds_the_lock(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another writer sweeps away what no report needs, half-written files too."""
    held: list[bool] = []

    def watched(folder: Path, name: str, content: bytes) -> None:
        held.append(somebody_writes(folder))
        keep_original(folder, name, content)

    monkeypatch.setattr("index.library.keep_original", watched)
    with opened(folder) as library:
        put(library, water_report())
        assert library.original("vesilaitos-q1").read_bytes() == original("vesilaitos-q1")
    assert held == [True]


def test_a_report_is_removed_although_the_originals_are_gone(folder: Path) -> None:
    with opened(folder) as library:
        put(library, water_report())
        shutil.rmtree(folder / "originals")
        library.remove("vesilaitos-q1")
        assert library.reports() == ()
        put(library, school_report())
        assert library.original("koulut-q2").is_file()


def test_putting_a_report_in_again_brings_its_lost_original_back(folder: Path) -> None:
    with opened(folder) as library:
        put(library, water_report())
        library.original("vesilaitos-q1").unlink()
        put(library, water_report())
        assert library.original("vesilaitos-q1").read_bytes() == original("vesilaitos-q1")
        assert put(library, water_report()) is Outcome.UNCHANGED


def test_newer_rules_make_new_keys(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(folder) as library:
        put(library, report("satama", [sentence("s1", "Laituri uusittiin.")]))
        store = Store(folder)
        with store.change() as change:  # keys as older rules made them
            change.clear_words()
            change.learn({"laituri": word_keys("majakka")})
        assert "majakka" in library.keys("laituri")[0]
        monkeypatch.setattr("index.prepare.RULES", "99")
        assert put(library, report("satama", [sentence("s1", "Laituri uusittiin.")])) is Outcome.REPLACED
        assert "majakka" not in library.keys("laituri")[0]
        assert library.find("laituri", Scope())[0].label_keys >= {"laituri"}
        store.close()


def test_a_shortened_word_is_stored_as_itself(folder: Path) -> None:
    """ "Esi- ja perusopetus": that "esi-" means "esiopetus" there does not hold elsewhere."""
    with opened(folder) as library:
        put(library, report("koulu", [sentence("s1", "Esi- ja perusopetus kasvoi.")]))
        assert "esiopetus" in library.find("perusopetus", Scope())[0].label_keys
        assert library.keys("esi- ja vesilaitos")[0] == analyse("esi- ja vesilaitos")[0].keys.all


def test_a_damaged_database_is_said_to_be_broken(tmp_path: Path) -> None:
    folder = tmp_path / "kirjasto"
    with open_library(folder, LetterEmbedder()) as library:
        for made in (school_report(), water_report()):
            library.add(made, original(made))
    database = folder / "library.sqlite"
    content = database.read_bytes()
    kept = 2 * 4096
    database.write_bytes(content[:kept] + b"\xa5" * (len(content) - kept))
    with pytest.raises(LukuError) as caught, open_library(folder, LetterEmbedder(), create=False) as library:
        library.find("Mikä on vuosikate?", Scope())
    assert caught.value.code == "library_broken"
