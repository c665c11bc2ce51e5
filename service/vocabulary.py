"""The general vocabulary of questions, read from `vocabulary.toml` beside this file."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

_DATA = tomllib.loads((Path(__file__).parent / "vocabulary.toml").read_text(encoding="utf-8"))


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


STOP_WORDS = frozenset(str(_DATA["stop"]).split())
GENERIC = frozenset(str(_DATA["generic"]).split())
SCOPES = frozenset(str(_DATA["scopes"]).split())
_MEANS = {word: frozenset(str(terms).split()) for word, terms in _DATA["means"].items()}
_GROUPED = _synonyms(_DATA["synonyms"])
SYNONYMS: Mapping[str, frozenset[str]] = {
    word: _GROUPED.get(word, frozenset()) | _MEANS.get(word, frozenset()) for word in {**_GROUPED, **_MEANS}
}
OPPOSITES: Mapping[str, frozenset[str]] = _opposites(_DATA["opposites"])
HEADLINES: tuple[tuple[str, float], ...] = tuple(
    (word, float(value)) for word, value in _DATA["headlines"].items()
)


@lru_cache(maxsize=20_000)
def headline(label: str) -> float:
    """How much a label is a bottom line, 0 to 1."""
    lower = label.lower()
    return max((value for word, value in HEADLINES if word in lower), default=0.0)
