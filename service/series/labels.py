"""What a printed label says is measured, as words that compare across reports.

"TOIMINTAKATE ENNUSTE 2031", "Toimintakatteen ennuste on" and "Toimintakate, 1 000 €" name one metric:
periods, units, words of the column's kind and words without meaning are left out, the rest are
dictionary forms. Words that only sum up ("yhteensä") are kept apart: a label may lack them.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import partial

from index.contract import Library
from ingest.columns import find_kinds
from ingest.numbers import find_unit
from ingest.periods import find_periods
from ingest.records import ColumnKind

GENERAL = frozenset(
    [
        "yhteensä",
        "yhteen",
        "yhteenlaskettu",
        "kaikki",
        "kaikkiaan",
        "koko",
        "kokonaan",
        "summa",
        "loppu",
        "aika",
        "noin",
        "arvio",
        "arviolta",
        "kaupunki",
        "kunta",
        "oma",
        "total",
        "totalt",
        "sammanlagt",
        "summe",
        "kommun",
        "stad",
    ]
)
"""Dictionary forms that a label may have or lack without naming another metric; the organisation is
compared by itself."""
_WORDS_OF_TIME = (
    "vuosi aiempi aiemmin aikaisempi aikaisemmin edellinen edellis viime viimevuotinen vastaava ajankohta "
    "kausi jakso kuukausi kvartaali neljännes vuosineljännes puolivuosi tilikausi nyt kuluva alkuvuosi "
    "year previous år föregående"
)
_WHEN = frozenset(_WORDS_OF_TIME.split())
"""A label of nothing else says when ("vuotta aiemmin"), not what."""
TOTALS = frozenset({"yhteensä", "yhteenlaskettu", "kaikkiaan", "summa", "total", "totalt", "sammanlagt"})
AMOUNTS = frozenset(
    {
        ColumnKind.ACTUAL,
        ColumnKind.BUDGET,
        ColumnKind.AMENDED_BUDGET,
        ColumnKind.FORECAST,
        ColumnKind.PLAN,
        ColumnKind.TARGET,
    }
)
_COSTS = ("kulu", "meno", "kustannus", "poisto", "osto", "avustus", "palkka", "palkkio", "kostnad", "utgift")
_SIGN_NOTE = re.compile(r"\(\s*[-+\u2212\u2013±/][^()]*\)|\(\s*\+?/?-?\s*\)")
_ANY_YEAR = 2000
"""Completes "31.12." and "tammi-maaliskuussa", which are left out whatever the year."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label's words in dictionary form; `core` is `words` without the general ones, or all of them
    where it has no others."""

    words: frozenset[str]
    core: frozenset[str]

    @property
    def only_general(self) -> bool:
        """ "Yhteensä": it says what only together with the place it stands in."""
        return self.core <= GENERAL

    @property
    def of_costs(self) -> bool:
        """Costs are printed with a minus in one place and without in another."""
        return any(word.endswith(_COSTS) for word in self.core)


class LabelReader:
    """Reads labels and remembers them: a library prints the same ones again and again."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._labels: dict[tuple[str, ColumnKind | None], Label] = {}
        self._words: dict[str, frozenset[str]] = {}
        self._places: dict[str, frozenset[str]] = {}

    def label(self, text: str, kind: ColumnKind | None) -> Label:
        """The label of a figure in a column of that kind; without words where it names no metric."""
        known = self._labels.get((text, kind))
        if known is None:
            plain = _metric(text, kind)
            words = frozenset() if self._says_only_when(plain) else self.words(plain)
            known = self._labels[text, kind] = Label(words, words - GENERAL or words)
        return known

    def place(self, text: str) -> frozenset[str]:
        """The words of what stands around a figure, without periods, kinds of columns and units."""
        known = self._places.get(text)
        if known is None:
            plain = _without_periods(text)
            for mention in reversed(find_kinds(plain)):
                plain = plain[: mention.start] + " " + plain[mention.end :]
            words = frozenset(word for word in self.words(plain) if word.isalpha())
            known = self._places[text] = words - GENERAL
        return known

    def words(self, text: str) -> frozenset[str]:
        """The words of meaning of a text, one dictionary form each."""
        known = self._words.get(text)
        if known is None:
            read = (keys for keys in self._library.words(text) if keys.lemmas and not keys.function)
            known = self._words[text] = frozenset(self._one_form(keys.lemmas, keys.parts) for keys in read)
        return known

    def _says_only_when(self, text: str) -> bool:
        words = [frozenset(keys.lemmas) for keys in self._library.words(text) if not keys.function]
        return all(word & _WHEN or word & GENERAL for word in words) and any(word & _WHEN for word in words)

    def _one_form(self, lemmas: Collection[str], parts: Collection[str]) -> str:
        """The reading of a word that the library uses most, which its inflected forms share ("vuotta" is
        of "vuosi", not of "vuo"); of an abbreviation its long form."""
        if len(lemmas) > 1:
            lemma = min(lemmas, key=lambda each: (self._library.weight(each), len(each), each))
        else:
            (lemma,) = lemmas
        long = next(iter(parts), "")
        return long if len(lemma) <= 5 and len(long) > len(lemma) + 2 and lemma not in long else lemma


def _metric(text: str, kind: ColumnKind | None) -> str:
    """A label without what is no metric; whole where nothing would be left."""
    plain = " ".join(_SIGN_NOTE.sub(" ", text).split())
    for cut in (_without_periods, _without_unit, partial(_without_kind, kind=kind)):
        left = cut(plain)
        if any(char.isalpha() for char in left):
            plain = left
    return plain


def _without_periods(text: str) -> str:
    for mention in reversed(find_periods(text, _ANY_YEAR)):
        text = text[: mention.start] + " " + text[mention.end :]
    return text


def _without_unit(text: str) -> str:
    unit = find_unit(text)
    return text if unit is None else text.replace(unit.text, " ", 1)


def _without_kind(text: str, kind: ColumnKind | None) -> str:
    """Without the words of the column's own kind; amounts of one metric share its name."""
    for mention in reversed(find_kinds(text)):
        if mention.kind is kind or (mention.kind in AMOUNTS and (kind is None or kind in AMOUNTS)):
            text = text[: mention.start] + " " + text[mention.end :]
    return text
