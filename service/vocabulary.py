"""The general vocabulary of questions, read from `vocabulary.toml` and `vocabulary_everyday.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))


_DATA = _read("vocabulary.toml")
_EVERYDAY = _read("vocabulary_everyday.toml")


def _synonyms(groups: Iterable[str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for group in groups:
        for word in group.split():
            found.setdefault(word, set()).update(group.split())
    return {word: frozenset(group - {word}) for word, group in found.items()}


def _opposites(pairs: Iterable[str]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for pair in pairs:
        one, other = (frozenset(side.split()) for side in pair.split("|"))
        found.update(dict.fromkeys(one, other) | dict.fromkeys(other, one))
    return found


def _meanings() -> dict[str, frozenset[str]]:
    """What everyday words may mean, from the table `means` and the lines of the everyday vocabulary."""
    found: dict[str, set[str]] = {}
    for word, terms in _DATA["means"].items():
        found.setdefault(word, set()).update(str(terms).split())
    for theme in _EVERYDAY.values():
        for line in str(theme).strip().splitlines():
            words, _, terms = line.partition(":")
            for word in words.split():
                found.setdefault(word, set()).update(terms.split())
    return {word: frozenset(terms - {word}) for word, terms in found.items()}


STOP_WORDS = frozenset(str(_DATA["stop"]).split())
GENERIC = frozenset(f"{_DATA['generic']} {_EVERYDAY.pop('general')}".split())
SCOPES = frozenset(str(_DATA["scopes"]).split())
_MEANS = _meanings()
_GROUPED = _synonyms(_DATA["synonyms"])
SYNONYMS: Mapping[str, frozenset[str]] = {
    word: _GROUPED.get(word, frozenset()) | _MEANS.get(word, frozenset()) for word in {**_GROUPED, **_MEANS}
}
OPPOSITES: Mapping[str, frozenset[str]] = _opposites(_DATA["opposites"])
ITEMS = tuple(str(_DATA["items"]).split())
HEADLINES: tuple[tuple[str, float], ...] = tuple(
    (word, float(value)) for word, value in _DATA["headlines"].items()
)


@lru_cache(maxsize=20_000)
def headline(label: str) -> float:
    """How much a label is a bottom line, 0 to 1."""
    lower = label.lower()
    return max((value for word, value in HEADLINES if word in lower), default=0.0)
