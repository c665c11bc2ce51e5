"""Spelling of a question's words, corrected against the words that the library has.

Careful by design: a word that the library has in any form stays, and so does a word that the
Finnish lexicon knows, because "the reports do not say" is a better answer than one about another
word. What is corrected: missing dots of ä and ö ("ylijaama"), spoken endings ("kaupungil"), and one or two
slips in a long word. What a word is corrected to is a word of the library, or at least one of the language.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from index.spoken import written_forms
from index.voikko import readings

_START = 2
_SHORTEST_STEM = 7
_LONGEST_ENDING = 5
_SHORTEST_MENDED = 6
"""Shorter words are too like each other for the language alone to tell which was meant."""
_DOTS = str.maketrans("ao", "äö")
_FOLD = str.maketrans({"ä": "a", "ö": "o", "å": "a", "é": "e", "š": "s", "ž": "z"})


def fold(word: str) -> str:
    """Lower case without dots and rings: "Ylijäämä" -> "ylijaama"."""
    return unicodedata.normalize("NFC", word).lower().translate(_FOLD)


def allowed_slips(length: int) -> int:
    """How many slips a word of this many letters may have and still be recognised."""
    if length < 5:
        return 0
    return 1 if length < 9 else 2


class Vocabulary:
    """The words of a library, ready to be compared with misspelt ones. Immutable once made."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = tuple(sorted(set(words)))
        self._known = frozenset(self._words)
        # All at once: a library may have half a million words.
        self._folded = tuple(fold("\n".join(self._words)).split("\n")) if self._words else ()
        self._letters = _letter_sets(self._folded)
        self._dotted: dict[str, str] = {}
        for word, folded in zip(self._words, self._folded, strict=True):
            if folded != word:
                self._dotted.setdefault(folded, word)

    def __contains__(self, word: str) -> bool:
        return word.lower() in self._known

    def __len__(self) -> int:
        return len(self._words)

    def restore_dots(self, word: str) -> str | None:
        """The word of the library that only the dots of ä and ö tell from this one."""
        return self._dotted.get(fold(word))

    def nearest(self, word: str, slips: int | None = None) -> str | None:
        """The closest word of the library within so many slips, else `allowed_slips` (optimal string
        alignment)."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        folded = fold(word)
        slips = allowed_slips(len(folded)) if slips is None else min(slips, allowed_slips(len(folded)))
        if not slips or not self._words:
            return None
        # A slip takes a letter out of a word's set of letters, puts one in, or both.
        apart = np.bitwise_count(self._letters ^ _letter_sets([folded])[0])
        places = np.flatnonzero(apart <= 2 * slips)
        choices = [self._folded[place] for place in places]
        found = process.extract(folded, choices, scorer=OSA.distance, score_cutoff=slips, limit=20)
        if not found:
            return None
        # Of equally close words the one that starts alike and is as long: slips are rarer there.
        best = min(
            found, key=lambda hit: (hit[1], hit[0][0] != folded[0], abs(len(hit[0]) - len(folded)), hit[0])
        )
        return self._words[int(places[best[2]])]

    def begun_like(self, word: str) -> str | None:
        """A word of the library that begins like a long misspelt one, with one slip at most before the
        ending: another form of the word that was meant."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        folded = fold(word)
        alike = [
            place
            for place in self._begun.get(folded[:_START], ())
            if abs(len(self._folded[place]) - len(folded)) <= _LONGEST_ENDING
        ]
        for cut in range(1, _LONGEST_ENDING + 1):
            stem = folded[:-cut]
            if len(stem) < _SHORTEST_STEM:
                break
            for length in (len(stem), len(stem) + 1, len(stem) - 1):
                begun = [self._folded[place][:length] for place in alike]
                found = process.extractOne(stem, begun, scorer=OSA.distance, score_cutoff=1)
                if found:
                    return self._words[alike[found[2]]]
        return None

    @cached_property
    def _begun(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for place, folded in enumerate(self._folded):
            found.setdefault(folded[:_START], []).append(place)
        return found


def _letter_sets(words: Sequence[str]) -> NDArray[np.uint32]:
    """Each word's set of letters as bits; letters may share one. Shape [words]."""
    ends = np.cumsum([len(word) for word in words], dtype=np.int64)
    if not len(ends) or not ends[-1]:
        return np.zeros(len(words), np.uint32)
    codes = np.frombuffer("".join(words).encode("utf-32-le", "surrogatepass"), "<u4")
    bits = np.left_shift(np.uint32(1), codes & np.uint32(31)).astype(np.uint32)
    return np.bitwise_or.reduceat(bits, np.concatenate([[0], ends[:-1]]))


def correct(
    word: str,
    vocabulary: Vocabulary,
    understood: Callable[[str], bool] = lambda word: False,
    in_language: Callable[[str], bool] = lambda word: bool(readings(word)),
) -> str:
    """The word as the library or the language spells it, or the word itself.

    `understood` says whether a word needs no correction even though the library does not have this
    form of it: the library has its lemma or a part of it, or the lexicon knows it. `in_language` says
    whether a form is a word of the language. An empty library corrects nothing.
    """
    if word in vocabulary or not word.isalpha() or not len(vocabulary):
        return word
    lower = word.lower()
    if understood(word) or in_language(lower):
        return word
    if dotted := vocabulary.restore_dots(lower):
        return dotted
    spoken = list(written_forms(lower))
    for form in spoken:
        if form in vocabulary:
            return form
    for form in (*spoken, *_dotted_forms(lower)):
        if in_language(form):
            return form
    if near := vocabulary.nearest(lower, 1):
        return near
    for form in _one_slip_less(lower):
        if in_language(form):
            return form
    return vocabulary.nearest(lower) or vocabulary.begun_like(lower) or word


def _dotted_forms(word: str) -> Iterator[str]:
    """The word with the dots of ä and ö put back from some letter on: compounds mix both kinds."""
    seen = {word}
    for start in range(len(word)):
        form = word[:start] + word[start:].translate(_DOTS)
        if form not in seen:
            seen.add(form)
            yield form


def _one_slip_less(word: str) -> Iterator[str]:
    """The word without the commonest slips: two letters that changed places, one written twice or once."""
    if len(word) < _SHORTEST_MENDED:
        return
    for at in range(1, len(word) - 1):
        if word[at] != word[at + 1]:
            yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        else:
            yield word[:at] + word[at + 1 :]
    for at in range(1, len(word)):
        if word[at - 1] != word[at] and word[at : at + 1] != word[at + 1 : at + 2]:
            yield word[:at] + word[at] + word[at:]
