"""How well a series of rows suits a question: its words have to name the items, the table or the column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from index.contract import Library
from ingest.columns import find_kinds
from ingest.records import ColumnKind, Table
from service.matching import strength
from service.question import Question
from service.replies.rows.pick import Pick
from service.replies.rows.series import Item, Series
from service.terms import Term

UNITS = frozenset({
    "yksikkö", "toimiala", "palvelualue", "tulosalue", "vastuualue", "toimielin", "lautakunta",
    "tulosyksikkö", "tehtäväalue", "palvelu", "osasto", "liikelaitos", "toiminto", "palvelukokonaisuus",
    "hallintokunta",
})  # fmt: skip
_ITEMS_OF_ACCOUNTS = {
    "menoerä": "meno", "kuluerä": "meno", "meno": "meno", "kulu": "meno", "kustannus": "meno",
    "kululaji": "meno", "menolaji": "meno", "tuloerä": "tulo", "tuottoerä": "tulo", "tulo": "tulo",
    "tuotto": "tulo", "tulolaji": "tulo", "erä": "erä",
}  # fmt: skip
_COSTS = ("kulu", "meno", "osto", "avustu", "palka", "palkk", "tarvik", "vuokr", "korko", "poisto")
_INCOME = ("tuot", "tulo", "maksut", "vero", "myyn", "tuet", "valtionosuu")
_ANY_QUESTION = frozenset({
    "vuosi", "kaupunki", "kuntayhtymä", "raportti", "summa", "euro", "luku", "määrä", "mukaan", "asia",
    "prosentti", "jäädä", "olla", "saada", "tulla", "käyttää", "mennä", "tehdä", "arvio", "kohta", "kaksi",
    "yksi", "kolme", "neljä", "viisi", "moni",
})  # fmt: skip
"""Words that name neither items nor what is printed of them."""
_PLANS = ("määräraha", "talousarvio", "budjetti", "käyttösuunnitelma", "menoarvio", "tuloarvio")
_SORTS = frozenset({"laji", "lähde", "ryhmä", "erä", "muoto", "tyyppi", "luokka"})
_FEW_SAY, _SAID = 0.3, 0.75


@dataclass(frozen=True, slots=True)
class Suited:
    """A series cut to the items that are meant, how well it suits, and the words that nothing of it
    says, which may name a column."""

    series: Series
    fit: float
    unsaid: tuple[Term, ...]


def wanted(question: Question, pick: Pick) -> tuple[Term, ...]:
    """The words of the question that say of what items and of which numbers it asks."""
    return wanted_of(question, pick.spans)


def wanted_of(question: Question, spans: Sequence[tuple[int, int]]) -> tuple[Term, ...]:
    """The same, `spans` being the places of the words that say which rows are asked for."""
    return tuple(
        term
        for term in question.terms
        if not any(start <= term.start < end for start, end in spans)
        and not term.action
        and not term.keys & _ANY_QUESTION
        and not any(key.endswith(_PLANS) for key in term.keys)
        and not (term.name is False and _only_kind(term.word))
    )


def _only_kind(word: str) -> bool:
    """Does the word only say which kind of number is meant? Targets are things as well."""
    kinds = find_kinds(word)
    return bool(kinds) and all(mention.kind is not ColumnKind.TARGET for mention in kinds)


def suited(series: Series, terms: Sequence[Term], library: Library) -> Suited:
    """The series held against the words; those that name a column are counted by the caller."""
    titles = _keys(series.titles, library)
    header = _keys((series.header, series.metric), library)
    items = series.items
    told = whole = 0.0
    unsaid: list[Term] = []
    for term in terms:
        weight = max(term.weight, 0.3)
        said, items = _says(term, series, items, titles, header, library)
        whole += weight
        told += weight * said
        if said < _FEW_SAY:
            unsaid.append(term)
    fit = told / whole if whole else 0.0
    return Suited(replace(series, items=items), fit, tuple(unsaid))


def said_of_table(table: Table, terms: Sequence[Term], library: Library) -> float:
    """How much of the words a table's titles, headers and row names say."""
    texts = [table.title or "", *(column.text for column in table.columns)]
    texts += [cell.text for cell in table.cells if cell.column == 0]
    keys = _keys(texts, library)
    whole = sum(max(term.weight, 0.3) for term in terms)
    told = sum(max(term.weight, 0.3) * strength(term, keys) for term in terms)
    return told / whole if whole else 0.0


def _says(
    term: Term,
    series: Series,
    items: tuple[Item, ...],
    titles: frozenset[str],
    header: frozenset[str],
    library: Library,
) -> tuple[float, tuple[Item, ...]]:
    """How surely the series speaks of one word, and the items that it leaves."""
    named = strength(term, header)
    sort = next((_ITEMS_OF_ACCOUNTS[key] for key in term.keys if key in _ITEMS_OF_ACCOUNTS), None)
    of_sort = tuple(item for item in items if sort is not None and _of_sort(item.name, sort))
    if len(of_sort) >= 2:
        return 1.0, of_sort
    labelled = tuple(item for item in items if _is_called(item, term, library))
    if len(labelled) >= 2:
        return 1.0, labelled
    if term.keys & UNITS and _are_units(items):
        return 1.0, items
    kind = next((part.key for part in term.parts if part.key not in _SORTS), "")
    if kind and any(part.key in _SORTS for part in term.parts):  # "verolajit": rows that each are a tax
        of_kind = tuple(item for item in items if kind in _keys((item.name,), library))
        if len(of_kind) >= 2:
            return 1.0, of_kind
    around = strength(term, titles)
    return max(named, 0.95 * around), items


def _is_called(item: Item, term: Term, library: Library) -> bool:
    """Is the item one of what the word names, by the last word of its name ("Tekninen lautakunta")?"""
    words = library.keys(item.name)
    return bool(words) and strength(term, words[-1]) >= _SAID


def _are_units(items: Sequence[Item]) -> bool:
    """Are the rows named by their owners, as a table of units has them?"""
    own = sum((item.statement.entity or "").casefold() == item.name.casefold() for item in items)
    return own * 2 >= len(items)


def _of_sort(name: str, sort: str) -> bool:
    lower = name.casefold()
    costs, income = any(w in lower for w in _COSTS), any(w in lower for w in _INCOME)
    return {"meno": costs and "korkotuo" not in lower, "tulo": income and not costs, "erä": True}[sort]


def _keys(texts: Iterable[str], library: Library) -> frozenset[str]:
    return frozenset().union(*(keys for text in texts if text for keys in library.keys(text)))
