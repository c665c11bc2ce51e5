"""Where the words and phrases of a search stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from index.words import Keys, Stored, analyse, word_places

Place = tuple[int, int]

_BETWEEN = r"[\s\u00ad]+"


def wanted_keys(words: Iterable[Keys]) -> frozenset[str]:
    """The keys by which a text has one of the words: the lemmas, of a word that the lexicon does not know
    its stems too."""
    return frozenset(
        key
        for keys in words
        if not keys.function
        for key in (keys.lemmas if keys.known else (*keys.lemmas, *keys.parts))
    )


def phrase_pattern(phrase: str) -> re.Pattern[str]:
    """Finds a phrase as whole words as written; upper and lower case and kinds of white space are alike."""
    words = _BETWEEN.join(map(re.escape, phrase.split()))
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)


def word_marks(text: str, wanted: frozenset[str], stored: Stored) -> list[Place]:
    """Where words of the text stand that have one of the keys."""
    placed = zip(analyse(text, stored), word_places(text), strict=True)
    return [place for word, place in placed if not wanted.isdisjoint(word.keys.all)]


def phrase_marks(text: str, patterns: Sequence[re.Pattern[str]]) -> list[Place]:
    return [match.span() for pattern in patterns for match in pattern.finditer(text)]


def joined(places: Iterable[Place]) -> tuple[Place, ...]:
    """The places in order, those that overlap made one."""
    found: list[Place] = []
    for start, end in sorted(places):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)
