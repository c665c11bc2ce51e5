"""All that Luku says in its own words: each text in every language, with the same things filled in."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from service.records import Language
from service.texts import TEXTS, read_texts, say, texts_of

ROOT = Path(__file__).parent.parent


def filled_in(text: str) -> list[str]:
    return sorted({name for _, name, _, _ in Formatter().parse(text) if name is not None})


@pytest.mark.parametrize("key", sorted(TEXTS))
def test_a_text_is_told_in_every_language_with_the_same_values(key: str) -> None:
    told = TEXTS[key]
    assert set(told) == set(Language)
    assert all(text.strip() for text in told.values())
    assert len({tuple(filled_in(text)) for text in told.values()}) == 1


def test_every_text_that_a_template_names_is_there() -> None:
    templates = sorted((ROOT / "service" / "web" / "templates").glob("*.html"))
    named = {key for file in templates for key in re.findall(r'\bt\("(\w+\.\w+)"\s*[,)]', file.read_text())}
    assert named, "templates name their texts"
    assert named - set(TEXTS) == set()


def test_texts_are_named_by_their_file_and_table(tmp_path: Path) -> None:
    (tmp_path / "haku.toml").write_text('[otsikko]\nfi = "Haku: {q}"\nsv = "Sök: {q}"\nen = "Search: {q}"\n')
    assert read_texts(tmp_path)["haku.otsikko"][Language.SWEDISH] == "Sök: {q}"


def test_what_is_filled_in_is_never_taken_for_a_text_of_ours() -> None:
    assert say("common.page_title", Language.FINNISH, what="{t}") == "{t} – Luku"


def test_a_part_is_given_whole_to_a_script() -> None:
    assert texts_of("common", Language.ENGLISH)["search"] == TEXTS["common.search"][Language.ENGLISH]
