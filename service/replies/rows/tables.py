"""Which tables may hold the rows asked for, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.contract import Library, Scope, StatementHit
from ingest.records import StatementKind, Table
from service.choose import Evidence
from service.matching import strength
from service.replies.rows.suiting import UNITS
from service.terms import Term

_LOOKED_AT = 16
_ROWS = 600
_TITLED, _LABELLED, _OWN = 1.0, 0.4, 0.6
_SAID = 0.75


def likely_tables(
    terms: Sequence[Term], evidence: Evidence, library: Library, also: Sequence[str] = ()
) -> Iterator[tuple[str, Table]]:
    """The tables whose titles, headers or rows speak most of the words; `also` are words by which more of
    them are found."""
    found: dict[tuple[str, str], float] = {}
    pages: dict[tuple[str, str], int] = {}
    for hit in _rows([*(term.word for term in terms), *also], evidence, library):
        key = (hit.report, hit.statement.table or "")
        found[key] = max(found.get(key, 0.0), _fit(terms, hit))
        pages.setdefault(key, hit.statement.page)
    ranked = sorted(found, key=lambda key: (-found[key], key[0] != evidence.newest))
    for report, name in ranked[:_LOOKED_AT]:
        table = next((t for t in library.tables(report, pages[report, name]) if t.id == name), None)
        if table is not None:
            yield report, table


def _rows(words: Sequence[str], evidence: Evidence, library: Library) -> Iterator[StatementHit]:
    scope = Scope(reports=tuple(evidence.reports))
    hits = [hit for hit, _ in evidence.hits]
    for word in words:
        hits += library.figures("", word, scope, _ROWS)
    for hit in hits:
        if hit.statement.kind is StatementKind.ROW and hit.statement.table is not None:
            yield hit


def _fit(terms: Sequence[Term], hit: StatementHit) -> float:
    fit = 0.0
    own = (hit.statement.entity or "").casefold() == hit.statement.label.casefold()
    for term in terms:
        weight = max(term.weight, 0.3)
        if strength(term, hit.context_keys) >= _SAID:
            fit += _TITLED * weight
        elif strength(term, hit.label_keys) >= _SAID:
            fit += _LABELLED * weight
        elif own and term.keys & UNITS:
            fit += _OWN * weight
    return fit
