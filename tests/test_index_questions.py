"""What a question costs and what is remembered between questions."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from index_samples import LetterEmbedder, original, school_report, water_report
from rapidfuzz.distance import OSA

from index.contract import Scope
from index.library import MOST_CORRECTED, FolderLibrary, open_library
from index.remembered import Remembered
from index.spelling import Vocabulary, allowed_slips, correct, fold
from ingest.records import Report

LETTERS = "aeiklnostuäö"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kirjasto"


def opened(folder: Path) -> FolderLibrary:
    return open_library(folder, LetterEmbedder())


def put(library: FolderLibrary, one: Report) -> None:
    library.add(one, original(one.id))


def junk(count: int) -> list[str]:
    source = random.Random(7)
    return ["x" + "".join(source.choices("bcdfgqwxz", k=9)) for _ in range(count)]


def test_weights_follow_the_changes_of_another_process(folder: Path) -> None:
    with opened(folder) as reader, opened(folder) as writer:
        put(writer, water_report())
        before = reader.weight("vesilaitos")
        put(writer, school_report())
        after = reader.weight("vesilaitos")
        assert after > before
        assert after == writer.weight("vesilaitos")


def test_weights_of_any_number_of_words_are_asked_for(folder: Path) -> None:
    with opened(folder) as library:
        put(library, water_report())
        first = library.weight("vesilaitos")
        for word in junk(300):
            assert library.weight(word) >= first
        assert library.weight("vesilaitos") == first


def test_what_is_remembered_is_bounded() -> None:
    made: list[str] = []

    def make(key: str) -> str:
        made.append(key)
        return key.upper()

    remembered: Remembered[str] = Remembered(3)
    for key in ("a", "b", "a", "c", "d", "d"):
        assert remembered.get(key, make) == key.upper()
        assert len(remembered) <= 3
    assert made == ["a", "b", "c", "d"]


def test_each_word_of_a_library_is_corrected_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corrected: list[str] = []

    def counted(word: str, vocabulary: Vocabulary) -> str:
        corrected.append(word)
        return correct(word, vocabulary)

    monkeypatch.setattr("index.library.correct", counted)
    with opened(folder) as library:
        put(library, water_report())
        for _ in range(3):
            assert library.keys("ylijaama ylijaama")[1] == library.keys("ylijäämä")[0]
            library.find("ylijaama", Scope())
        assert corrected == ["ylijaama"]
        put(library, school_report())
        assert library.keys("kouluruokailum")[0] == library.keys("kouluruokailun")[0]


def test_a_text_of_junk_has_only_its_first_words_corrected(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corrected: list[str] = []

    def noted(word: str, vocabulary: Vocabulary) -> str:
        corrected.append(word)
        return word

    monkeypatch.setattr("index.library.correct", noted)
    words = junk(100)
    with opened(folder) as library:
        put(library, water_report())
        assert len(library.words(" ".join(words))) == 100
        assert corrected == words[:MOST_CORRECTED]
        library.words(" ".join(words))
        assert corrected == words[:MOST_CORRECTED], "the same words, whatever was asked before"


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.text(LETTERS, min_size=1, max_size=12), max_size=30),
    st.text(LETTERS, min_size=5, max_size=12),
)
def test_the_nearest_word_is_as_near_as_any(words: list[str], asked: str) -> None:
    distances = {word: OSA.distance(fold(asked), fold(word)) for word in words}
    nearest = Vocabulary(words).nearest(asked)
    least = min(distances.values(), default=99)
    if least > allowed_slips(len(asked)):
        assert nearest is None
    else:
        assert nearest is not None and distances[nearest] == least


def test_few_words_of_a_large_vocabulary_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    from rapidfuzz import process

    compared: list[int] = []
    extract = process.extract

    def counted(query: str, choices: list[str], **how: object) -> object:
        compared.append(len(choices))
        return extract(query, choices, **how)  # type: ignore[call-overload]  # passed on as they came

    monkeypatch.setattr(process, "extract", counted)
    source = random.Random(3)
    words = ["".join(source.choices(LETTERS + "bdfghjmprvy", k=source.randint(5, 14))) for _ in range(20_000)]
    vocabulary = Vocabulary([*words, "jäteveden"])
    assert vocabulary.nearest("jätevdeen") == "jäteveden"
    assert compared[0] < 1000
