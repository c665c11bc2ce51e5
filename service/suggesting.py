"""Suggestions while a query is being typed: names that the library holds.

The whole of what is typed is tried first, then its end: "vesilaitoksen poik" goes on as "vesilaitoksen
poikkeama". Where nothing begins so, the last word's basic form, its spelling corrected, is tried.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from index.contract import Library, Suggestion, SuggestionKind

SuggestedKind = SuggestionKind

LONGEST_TYPED = 200
"""What is longer is a question that no name goes on from."""
LAST_WORDS = 3
"""So many of the last words are tried as the beginning of a name."""
SHORTEST_END = 2
"""A name is not proposed after other words for a single letter."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """A name to choose: `query` is what the field then holds, `reports` how many reports print it, `url`
    the page of a report that is itself suggested."""

    kind: SuggestionKind
    text: str
    query: str
    reports: int
    url: str | None


def suggest(typed: str, library: Library, limit: int = 8) -> tuple[Suggested, ...]:
    """The likeliest names that go on from what is typed."""
    text = " ".join(typed.split())
    if not text or len(text) > LONGEST_TYPED:
        return ()
    found: dict[str, Suggested] = {}
    for before, begin in _beginnings(text, library):
        for name in library.suggest(begin, limit):
            made = _suggested(name, before)
            found.setdefault(made.query.casefold(), made)
        if found:
            break
    return tuple(found.values())[:limit]


def _beginnings(text: str, library: Library) -> Iterator[tuple[str, str]]:
    """What a name may begin with, and the words that stay before it, the longest beginning first."""
    words = text.split(" ")
    yield "", text
    for count in range(min(LAST_WORDS, len(words) - 1), 0, -1):
        end = " ".join(words[-count:])
        if len(end) >= SHORTEST_END:
            yield " ".join(words[:-count]), end
    if len(words[-1]) > SHORTEST_END:
        for keys in library.words(words[-1])[-1:]:
            for lemma in keys.lemmas:
                yield " ".join(words[:-1]), lemma


def _suggested(name: Suggestion, before: str) -> Suggested:
    url = f"/report/{quote(name.reports[0])}" if name.kind is SuggestionKind.REPORT else None
    return Suggested(name.kind, name.text, f"{before} {name.text}".strip(), len(name.reports), url)
