"""Spoken Finnish: what the written form of a word with a spoken ending may be.

"kaupungil" is said for "kaupungilla", "ihmisii" for "ihmisiä", "käyny" for "käynyt". These are only
candidates: whether one of them is a word is for the lexicon or the library to say.
"""

from __future__ import annotations

from collections.abc import Iterator

_SHORTEST = 4
_BACK = frozenset("aou")
_FRONT = frozenset("äöy")
_ENDINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("st", ("stA",)),
    ("lt", ("ltA",)),
    ("ks", ("ksi",)),
    ("s", ("ssA", "si")),
    ("l", ("llA", "lle")),
    ("n", ("nA",)),
    ("ii", ("iA", "iin")),
    ("oo", ("oA",)),
    ("öö", ("öA",)),
    ("uu", ("uA",)),
    ("yy", ("yA",)),
    ("ee", ("eA", "een")),
    ("nu", ("nut",)),
    ("ny", ("nyt",)),
    ("lu", ("lut",)),
    ("ly", ("lyt",)),
    ("su", ("sut",)),
    ("ty", ("tyi",)),
    ("t", ("ttA", "tA")),
    ("us", ("usi",)),
    ("e", ("en", "eA")),
    ("i", ("in",)),
    ("a", ("an",)),
    ("ä", ("än",)),
)
"""Spoken endings and written ones; A is a or ä as the word's vowels ask for."""


def written_forms(word: str) -> Iterator[str]:
    """What a word in small letters may be in writing, the likeliest first."""
    if len(word) < _SHORTEST:
        return
    vowel = _vowel(word)
    for said, written in _ENDINGS:
        if word.endswith(said):
            for ending in written:
                yield word.removesuffix(said) + ending.replace("A", vowel)


def _vowel(word: str) -> str:
    """The a or ä of a word's endings: that of its last vowel that tells."""
    for letter in reversed(word):
        if letter in _BACK:
            return "a"
        if letter in _FRONT:
            return "ä"
    return "ä"
