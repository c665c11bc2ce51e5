"""Words of Swedish and English questions and the Finnish ones that they lead to.

A Swedish word loses its endings ("skulderna" -> "skuld") and a compound is taken apart: its halves are put
together again in Finnish ("ränte|kostnad" -> "korko|kulu"), as the terms of the two languages are made alike.
Phrases are looked up before words ("sick leave"). The words themselves stand in `vocabulary_swedish.toml` and
`vocabulary_english.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice, product
from pathlib import Path

from service.records import Language

_HERE = Path(__file__).parent
_FILES = {
    Language.SWEDISH: "vocabulary_swedish.toml",
    Language.ENGLISH: "vocabulary_english.toml",
}
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_PHRASE = 5
_SHORTEST_PART = 3
_MOST_COMPOUNDS = 12
_SWEDISH_ENDINGS = (
    "ningarnas", "ningarna", "ningar", "arnas", "ernas", "ornas", "erades", "erats", "arna", "erna", "orna",
    "ades", "ens", "ets", "nas", "ade", "ats", "ers", "ars", "ors", "des", "tts", "na", "ns", "en", "et",
    "er", "ar", "or", "an", "as", "at", "de", "te", "ts", "es", "n", "t", "s", "a", "e", "r",
)  # fmt: skip
_SWEDISH_DICTIONARY_FORMS = ("", "a", "e", "ning", "era", "en")
_ENGLISH_ENDINGS = ("'s", "ings", "ing", "ies", "ied", "es", "ed", "s", "d")
_ENGLISH_DICTIONARY_FORMS = ("", "e", "y")
_JOINS = ("", "s", "e", "es", "o", "u", "a")
"""What Swedish puts between the parts of a compound in place of the first part's own ending."""
_IN_COMPOUNDS: Mapping[str, tuple[str, ...]] = {
    "kaupunki": ("kaupungin", "kaupunki"),
    "kunta": ("kunnan", "kunta"),
    "valtio": ("valtion",),
    "maa": ("maan", "maa"),
    "lapsi": ("lapsi", "lasten"),
    "talous": ("talous", "talouden"),
    "asukas": ("asukas", "asukkaiden"),
    "rakentaminen": ("rakentamis", "rakennus"),
    "asuminen": ("asumis",),
    "koulutus": ("koulutus",),
    "henkilöstö": ("henkilöstö",),
    "työtön": ("työttömyys",),
    "vakinainen": ("vakinais",),
}
"""Forms that a Finnish word has as the first part of a compound, where it is not as it stands alone."""


@dataclass(frozen=True, slots=True)
class Bridge:
    """A word or phrase of a question, from `start` to `end`, and the Finnish `words` that it leads to,
    the likeliest first. The words are in dictionary form."""

    start: int
    end: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Lexicon:
    words: Mapping[str, tuple[str, ...]]
    phrases: Mapping[tuple[str, ...], tuple[str, ...]]
    general: frozenset[str]


def bridges(text: str, language: Language) -> tuple[Bridge, ...]:
    """The words and phrases of a Swedish or English text that lead to Finnish ones, in order."""
    if language not in _FILES:
        return ()
    lexicon = _lexicon(language)
    words = list(_WORD.finditer(text))
    found: list[Bridge] = []
    place = 0
    while place < len(words):
        length, finnish = _phrase(
            [match.group().lower() for match in islice(words, place, place + 5)], lexicon, language
        )
        if not length:
            length, finnish = 1, finnish_of(words[place].group().lower(), language)
        if finnish:
            found.append(Bridge(words[place].start(), words[place + length - 1].end(), finnish))
        place += length
    return tuple(found)


def is_general(word: str, language: Language) -> bool:
    """Is the word one of those that say nothing of what is asked for ("belopp", "total")?"""
    return language in _FILES and word.lower() in _lexicon(language).general


@lru_cache(maxsize=4096)
def finnish_of(word: str, language: Language) -> tuple[str, ...]:
    """The Finnish words for one Swedish or English word in small letters; empty when it is not known."""
    words = _lexicon(language).words
    for form in _dictionary_forms(word, language):
        if form in words:
            return words[form]
    return _compound(word, words) if language is Language.SWEDISH else ()


def _phrase(words: list[str], lexicon: _Lexicon, language: Language) -> tuple[int, tuple[str, ...]]:
    """The longest phrase that the words begin with: how many words it has, and its Finnish words."""
    for length in range(min(len(words), _LONGEST_PHRASE), 1, -1):
        forms = [tuple(_dictionary_forms(word, language)) for word in words[:length]]
        for phrase in _phrases_from(lexicon, words[0], forms[0]):
            if len(phrase) == length and all(part in forms[i] for i, part in enumerate(phrase)):
                return length, lexicon.phrases[phrase]
    return 0, ()


def _phrases_from(lexicon: _Lexicon, word: str, forms: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for phrase in lexicon.phrases:
        if phrase[0] in forms:
            yield phrase


def _dictionary_forms(word: str, language: Language) -> Iterator[str]:
    """The word itself and what it may be the inflected form of, the likeliest first."""
    yield word
    swedish = language is Language.SWEDISH
    endings = _SWEDISH_ENDINGS if swedish else _ENGLISH_ENDINGS
    forms = _SWEDISH_DICTIONARY_FORMS if swedish else _ENGLISH_DICTIONARY_FORMS
    for ending in sorted(endings, key=len):
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < _SHORTEST_PART - swedish:
            continue
        for form in forms:
            yield stem + form
        if len(stem) > _SHORTEST_PART and stem[-1] == stem[-2]:
            yield stem[:-1]
        if swedish and stem[-1] in "lr" and ending in ("en", "ens", "et", "ar", "arna"):
            yield f"{stem[:-1]}e{stem[-1]}"  # "medlen" is of "medel"


def _compound(word: str, words: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The Finnish compounds for a Swedish one that is not known as a whole."""
    for at in range(2, len(word) - _SHORTEST_PART + 1):  # the longest head decides
        heads = [head for head in _simple(word[at:], words) if not head.startswith("toiminta")]
        firsts = _modifier(word[:at], words) if heads else ()
        if firsts:
            made = (first + head for first, head in product(_first_parts(firsts), heads))
            return tuple(islice(dict.fromkeys(made), _MOST_COMPOUNDS))
    return ()


def _simple(word: str, words: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    return next((words[f] for f in _dictionary_forms(word, Language.SWEDISH) if f in words), ())


def _modifier(word: str, words: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The Finnish words for the first part of a compound, without what joins it to the next."""
    for join in _JOINS:
        if not word.endswith(join) or len(word) - len(join) < 2:
            continue
        stem = word.removesuffix(join)
        for form in (stem, stem + "a", stem + "e"):
            if form in words:
                return words[form]
    return _compound(word, words) or _compound(word.removesuffix("s"), words)


def _first_parts(words: tuple[str, ...]) -> Iterator[str]:
    for word in words:
        yield from _IN_COMPOUNDS.get(word, (word,))


@cache
def _lexicon(language: Language) -> _Lexicon:
    data = tomllib.loads((_HERE / _FILES[language]).read_text(encoding="utf-8"))
    general = frozenset(str(data.pop("general")).split())
    words: dict[str, dict[str, None]] = {}
    phrases: dict[tuple[str, ...], dict[str, None]] = {}
    for theme in data.values():
        for line in str(theme).strip().splitlines():
            finnish, _, foreign = line.partition(":")
            for entry in foreign.split(","):
                parts = tuple(_WORD.findall(entry.lower()))
                place = words.setdefault(parts[0], {}) if len(parts) == 1 else phrases.setdefault(parts, {})
                place.update(dict.fromkeys(finnish.split()))
    return _Lexicon(
        {word: tuple(finnish) for word, finnish in words.items()},
        {phrase: tuple(finnish) for phrase, finnish in phrases.items()},
        general,
    )
