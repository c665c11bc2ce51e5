"""Question words spelt right: "montakko", "mika", "paljoko". The rest of a question is left alone;
its other words are mended by the library, which knows what they may be."""

from __future__ import annotations

import re
import unicodedata

from rapidfuzz import process
from rapidfuzz.distance import OSA

from index.contract import Library

_WORD = re.compile(r"[^\W\d_]+")
_LONG = 8
_FORMS = frozenset(
    {"mikä", "mitä", "mitkä", "paljonko", "montako", "milloin", "kuinka", "miksi", "missä", "kuka", "onko"}
    | {"oliko", "entä", "vuonna", "vuoden", "tarkoittaa", "paljon", "monta", "suuri", "prosentti"}
    | {"ennuste", "poikkeama", "toteuma", "talousarvio", "tilinpäätös"}
)


def mended(text: str, library: Library) -> str:
    """The question with its question words spelt right, one slip a word (two from eight letters on)."""
    return _WORD.sub(lambda match: _mend(match.group(), library), text)


def _mend(word: str, library: Library) -> str:
    lower = word.lower()
    if lower in _FORMS or len(lower) < 4:
        return word
    if lower in _FOLDED:  # only the dots of ä and ö are missing
        return _FOLDED[lower]
    if len(lower) < 5 or all(keys.known for keys in library.words(lower)):
        return word
    slips = 1 if len(lower) <= _LONG else 2
    found = process.extractOne(_fold(lower), _BY_FOLD.keys(), scorer=OSA.distance, score_cutoff=slips)
    return _BY_FOLD[found[0]] if found else word


def _fold(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


_BY_FOLD = {_fold(word): word for word in _FORMS}
_FOLDED = {_fold(word): word for word in _FORMS if _fold(word) != word}
