"""The parts of the index by themselves: fusion, vectors, lexical ranking."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.fusion import K, fuse
from index.lexical import LexicalDocument, LexicalIndex, shown_generation
from index.vectors import FaissIndex, Fingerprint, MatrixIndex, load_index, pack, unpack_all
from index.words import Keys, analyse


def keys_of(text: str) -> list[Keys]:
    return [word.keys for word in analyse(text)]


def test_fusion_adds_reciprocal_ranks() -> None:
    fused = fuse([[[1], [2], [3]], [[3], [1]]])
    assert [document for document, _ in fused] == [1, 3, 2]
    assert dict(fused)[1] == pytest.approx(1 / (K + 1) + 1 / (K + 2))
    assert dict(fused)[2] == pytest.approx(1 / (K + 2))


def test_members_of_a_group_share_its_rank_and_repeats_count_once() -> None:
    assert fuse([[[5, 4], [4, 6]]]) == [(4, 1 / (K + 1)), (5, 1 / (K + 1)), (6, 1 / (K + 2))]


def random_vectors(count: int, seed: int) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    vectors = np.random.default_rng(seed).normal(size=(count, 8)).astype(np.float32)
    result: np.ndarray[tuple[int, int], np.dtype[np.float32]] = vectors / np.linalg.norm(
        vectors, axis=1, keepdims=True
    )
    return result


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 30), st.integers(0, 40), st.sets(st.integers(0, 60), max_size=20), st.integers(0, 999))
def test_the_matrix_and_faiss_agree(count: int, limit: int, allowed: set[int], seed: int) -> None:
    vectors = random_vectors(count, seed)
    ids = np.arange(count, dtype=np.int64) * 2 + 1
    matrix, faiss = MatrixIndex(ids, vectors), FaissIndex.build(ids, vectors)
    query = random_vectors(1, seed + 1)[0]
    for chosen in (None, np.array(sorted(allowed), np.int64)):
        one, other = matrix.search(query, limit, chosen), faiss.search(query, limit, chosen)
        assert [number for number, _ in one] == [number for number, _ in other]
        assert [score for _, score in one] == pytest.approx([score for _, score in other], abs=1e-5)
        assert chosen is None or {number for number, _ in one} <= allowed


def test_ids_and_vectors_must_fit() -> None:
    with pytest.raises(ValueError, match="2 ids for 3 vectors"):
        MatrixIndex(np.array([1, 2], np.int64), random_vectors(3, 1))


def test_stored_vectors_come_back_nearly_the_same() -> None:
    vectors = random_vectors(20, 4)
    back = unpack_all([pack(vector) for vector in vectors], 8)
    assert (vectors * back).sum(axis=1) == pytest.approx(1.0, abs=1e-6)


def test_saved_vectors_are_used_only_where_they_fit(tmp_path: Path) -> None:
    index = FaissIndex.build(np.array([3, 7, 9], np.int64), random_vectors(3, 1))
    index.remove(np.array([7], np.int64))
    index.save(tmp_path, Fingerprint("malli", 5, 2))
    loaded = load_index(tmp_path, 5, "malli")
    assert loaded is not None
    assert sorted(loaded.ids().tolist()) == [3, 9]
    assert load_index(tmp_path, 6, "malli") is None
    assert load_index(tmp_path, 5, "toinen") is None
    index.save(tmp_path, Fingerprint("malli", 5, 3))
    assert load_index(tmp_path, 5, "malli") is None, "the count is wrong"


DOCUMENTS = [
    LexicalDocument(1, "a", "siivouskeskus siivous keskus poikkeama", "talous"),
    LexicalDocument(2, "a", "vuosikate vuosi kate", "siivouskeskus siivous keskus"),
    LexicalDocument(3, "b", "keskus urheilu", "poikkeama"),
]


def test_the_label_weighs_more_than_the_context_and_a_lemma_more_than_a_part() -> None:
    index = LexicalIndex.in_memory(DOCUMENTS)
    assert [number for number, _ in index.search(keys_of("siivouskeskuksen"), 10, None)] == [1, 2, 3]
    scores = dict(index.search(keys_of("poikkeama"), 10, None))
    assert scores[1] > scores[3] > 0


def test_the_scope_neither_leaks_nor_scores() -> None:
    index = LexicalIndex.in_memory(DOCUMENTS)
    everywhere = dict(index.search(keys_of("poikkeama"), 10, None))
    assert dict(index.search(keys_of("poikkeama"), 10, ["b"])) == pytest.approx({3: everywhere[3]})
    assert index.search(keys_of("poikkeama"), 10, []) == []
    assert index.search(keys_of("mikä on"), 10, None) == []


def test_an_index_on_disk_follows_changes_and_says_what_it_shows(tmp_path: Path) -> None:
    place = tmp_path / "lexical"
    assert shown_generation(place) is None
    LexicalIndex(place).update(1, [], DOCUMENTS)
    assert shown_generation(place) == 1
    before = LexicalIndex(place)
    LexicalIndex(place).update(2, ["a"], [LexicalDocument(4, "c", "poikkeama", "")])
    after = LexicalIndex(place)
    assert shown_generation(place) == 2
    assert {number for number, _ in after.search(keys_of("poikkeama"), 10, None)} == {3, 4}
    assert {number for number, _ in before.search(keys_of("poikkeama"), 10, None)} == {1, 3}


def test_an_index_in_memory_shows_no_state() -> None:
    index = LexicalIndex.in_memory(DOCUMENTS)
    assert index.count == len(DOCUMENTS)
    with pytest.raises(ValueError, match="in memory"):
        index.update(1, [], [])
