"""The statements of reports with their words analysed: what a summary is made of."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from threading import Lock
from weakref import ref

from index.contract import Library, ReportSummary, Scope
from ingest.records import Statement, StatementKind

_WITHOUT = re.compile(
    r"\s\(?(?:ilman|pois lukien|lukuun ottamatta|pl\.|utan|exklusive|exkl\.|excluding|without)\s.*",
    re.IGNORECASE | re.DOTALL,
)
"""What a name says that it is without is not what it is about."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word that carries meaning: its lemmas, and with them the parts of a compound."""

    lemmas: frozenset[str]
    keys: frozenset[str]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text that carry meaning, in order; all their lemmas and all their keys together."""

    each: tuple[Word, ...] = ()
    lemmas: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()

    @classmethod
    def of(cls, each: Iterable[Word]) -> Words:
        words = tuple(each)
        lemmas = frozenset[str]().union(*(word.lemmas for word in words))
        return cls(words, lemmas, frozenset[str]().union(*(word.keys for word in words)))


@dataclass(frozen=True, slots=True)
class Item:
    """A statement of a report and its place in reading order. `around` are the words of what it stands
    under: its section, its unit, its table."""

    report: ReportSummary
    statement: Statement
    place: int
    own: Words
    around: Words


_NOTHING = Words()


class Reader:
    """Analyses texts once; what repeats (headings, labels) is remembered."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._known: dict[str, Words] = {}
        self._joined: dict[tuple[str, ...], Words] = {}

    def words(self, text: str) -> Words:
        """The words of a text but for those that it says it is without."""
        found = self._known.get(text)
        if found is None:
            found = self._known[text] = self._analysed(_WITHOUT.sub("", text))
        return found

    def joined(self, texts: Iterable[str]) -> Words:
        """The words of several texts."""
        told = tuple(text for text in texts if text)
        found = self._joined.get(told)
        if found is None:
            found = Words.of(word for text in told for word in self.words(text).each)
            self._joined[told] = found
        return found

    def weight(self, lemmas: Iterable[str]) -> float:
        """How much a word tells: its inverse document frequency over the library."""
        return max((self._library.weight(lemma) for lemma in lemmas), default=0.0)

    def nearest(self, text: str, reports: Sequence[str], limit: int = 40) -> tuple[Statement, ...]:
        """The statements of some reports that are nearest to a text, by words or by meaning."""
        hits = self._library.find(text, Scope(reports=tuple(reports)), limit)
        return tuple(hit.statement for hit in hits)

    def _analysed(self, text: str) -> Words:
        return Words.of(
            Word(frozenset(keys.lemmas), keys.all) for keys in self._library.words(text) if not keys.function
        )


def gather(
    library: Library, reports: Sequence[str], reader: Reader, rows_too: bool = True
) -> tuple[Item, ...]:
    """All statements of some reports, in the reports' order and each in reading order.

    Without `rows_too` only sentences have their words: all that a summary without a topic needs.

    Raises `LukuError("report_not_found")`.
    """
    found: list[Item] = []
    for report_id in dict.fromkeys(reports):
        report = library.report(report_id)
        found += _REMEMBERED.items(
            library, report, rows_too, partial(_items, library, report, reader, rows_too)
        )
    return tuple(
        replace(item, place=place) if item.place != place else item for place, item in enumerate(found)
    )


def _items(library: Library, report: ReportSummary, reader: Reader, rows_too: bool) -> Iterator[Item]:
    for place, statement in enumerate(library.statements(report.id)):
        told = rows_too or statement.kind is StatementKind.SENTENCE
        own = reader.words(statement.text) if told else _NOTHING
        around = reader.joined((*statement.section, statement.entity or "")) if rows_too else _NOTHING
        yield Item(report, statement, place, own, around)


class _Remembered:
    """The analysed statements of the reports last summed up: who asks for one summary of a report often
    asks for another. What is known of a report is part of the key, so a report that changed is read anew."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._held: OrderedDict[tuple[int, ReportSummary, bool], tuple[ref[Library], tuple[Item, ...]]]
        self._held = OrderedDict()

    def items(
        self, library: Library, report: ReportSummary, rows_too: bool, make: Callable[[], Iterable[Item]]
    ) -> tuple[Item, ...]:
        key = (id(library), report, rows_too)
        with self._lock:
            held = self._held.get(key)
            if held is not None and held[0]() is library:
                self._held.move_to_end(key)
                return held[1]
        made = tuple(make())
        with self._lock:
            self._held[key] = (ref(library), made)
            while len(self._held) > self._most:
                self._held.popitem(last=False)
        return made


_REMEMBERED = _Remembered(most=4)
