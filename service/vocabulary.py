"""The general vocabulary of questions, read from `vocabulary.toml` beside this file."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

_DATA = tomllib.loads((Path(__file__).parent / "vocabulary.toml").read_text(encoding="utf-8"))


def _synonyms(groups: Iterable[str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for group in groups:
        for word in group.split():
            found.setdefault(word, set()).update(group.split())
    return {word: frozenset(group - {word}) for word, group in found.items()}


STOP_WORDS = frozenset(str(_DATA["stop"]).split())
GENERIC = frozenset(str(_DATA["generic"]).split())
SCOPES = frozenset(str(_DATA["scopes"]).split())
SYNONYMS: Mapping[str, frozenset[str]] = _synonyms(_DATA["synonyms"])
BRIDGES: Mapping[str, tuple[str, ...]] = {
    word: tuple(str(finnish).split()) for word, finnish in _DATA["bridges"].items()
}
HEADLINES: tuple[tuple[str, float], ...] = tuple(
    (word, float(value)) for word, value in _DATA["headlines"].items()
)
