"""What a person types into the search field: words, and exact phrases between quotation marks."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PHRASE = re.compile(r"[\"”“„»«]([^\"”“„»«]+)[\"”“„»«]")
_MARKS = re.compile(r"[\"”“„»«]")


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """`words` are found in any inflection, each of the `phrases` as it is written."""

    words: str
    phrases: tuple[str, ...] = ()

    @property
    def has_letters(self) -> bool:
        """Whether the words mean something: numbers alone are near to nothing in meaning."""
        return any(map(str.isalpha, self.words))


def read_query(text: str) -> SearchQuery:
    """Words and phrases of what was typed; a quotation mark without its pair means nothing."""
    phrases = (" ".join(match.group(1).split()) for match in _PHRASE.finditer(text))
    kept = tuple(dict.fromkeys(phrase for phrase in phrases if any(map(str.isalnum, phrase))))
    return SearchQuery(without_marks(_PHRASE.sub(" ", text)), kept)


def without_marks(text: str) -> str:
    """What was typed without its quotation marks: all of it words."""
    return " ".join(_MARKS.sub(" ", text).split())
