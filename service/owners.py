"""Whose figures a question asks for, and how well a figure's owner fits that.

A report prints the same items for the organisation, its units, its companies and wider areas: the item
alone does not tell which is meant. Names are matched by the lemmas of their words, so that every
inflection of a name is the name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from index.contract import Library, Owner, ReportSummary, StatementHit
from ingest.records import Figure
from service.terms import Term
from service.vocabulary import SCOPES

_LEGAL = frozenset({"oy", "oyj", "ab", "ky", "ry", "koy", "as", "osakeyhtiö"})
_ALMOST = 0.7
"""Share of a name's words, by weight, that have to be said for the name to be meant."""
MENTIONED, ON_THE_PAGE, OTHERS, OTHERS_THAN_ORGANISATION = 0.7, 0.5, 0.35, 0.1


@dataclass(frozen=True, slots=True)
class Owners:
    """Whose figures are asked for: `names` in small letters, empty where no unit is named.

    `words` are the lemmas by which the names were said; `organisation` says that a report's own
    organisation is named.
    """

    names: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    organisation: bool = False


NOBODY = Owners()


def owners_asked(terms: Sequence[Term], library: Library, reports: Iterable[ReportSummary]) -> Owners:
    """The owners that the terms of a question name, the fullest names of those that share words."""
    reports = tuple(reports)
    said = {key for term in terms for key in term.keys}
    own = organisation_words(reports, library)
    scope = {report.id for report in reports}
    units = [Owner(r.unit, _words(r.unit, library), frozenset({r.id})) for r in reports if r.unit]
    found: list[tuple[float, frozenset[str], str]] = []
    for owner in (*units, *library.owners(said)):
        if not owner.reports & scope:
            continue
        words = [lemmas for lemmas in owner.words if not lemmas & (own | _LEGAL | SCOPES)]
        if not words:
            continue
        hit = [lemmas & said for lemmas in words if lemmas & said]
        whole = sum(_weight(lemmas, library) for lemmas in words)
        told = sum(_weight(lemmas, library) for lemmas in words if lemmas & said)
        if hit and told >= _ALMOST * whole:
            found.append((told, frozenset().union(*hit), owner.name.casefold()))
    found.sort(key=lambda each: -each[0])
    names: list[str] = []
    words_said: frozenset[str] = frozenset()
    for _, lemmas, name in found:
        if not lemmas < words_said:  # "Satama" is said within "Rannan Satama Oy"
            names.append(name)
            words_said |= lemmas
    return Owners(frozenset(names), words_said, bool(said & own))


def owner_fit(
    asked: Owners,
    hit: StatementHit,
    figure: Figure | None,
    report: ReportSummary,
    pages: Collection[tuple[str, int]] = (),
) -> float | None:
    """How well the owner of a figure (of a statement, without one) fits; None where it is another's.

    `pages` are those (report, page) on which the names asked for stand: a figure whose owner nothing tells
    may be theirs there.
    """
    own = (figure.entity if figure is not None else None) or hit.statement.entity
    whole = own is None or _is_report(own, report)
    if asked.names:
        if own is not None and own.casefold() in asked.names:
            return 1.0
        if report.unit is not None and report.unit.casefold() in asked.names:
            return 1.0 if whole else OTHERS
        keys: Collection[str] = hit.label_keys | hit.context_keys
        if asked.words and all(word in keys for word in asked.words):
            return MENTIONED
        return ON_THE_PAGE if own is None and (hit.report, hit.statement.page) in pages else None
    if whole:
        return 1.0
    return OTHERS_THAN_ORGANISATION if asked.organisation else OTHERS


def pages_naming(asked: Owners, hits: Iterable[StatementHit]) -> frozenset[tuple[str, int]]:
    """The pages on which a statement found names whom the question names."""
    if not asked.names:
        return frozenset()
    return frozenset(
        (hit.report, hit.statement.page)
        for hit in hits
        if (hit.statement.entity or "").casefold() in asked.names
        or all(word in hit.label_keys or word in hit.context_keys for word in asked.words)
    )


def _is_report(name: str, report: ReportSummary) -> bool:
    own = name.casefold()
    return any(part is not None and own == part.casefold() for part in (report.organisation, report.unit))


def organisation_words(reports: Iterable[ReportSummary], library: Library) -> frozenset[str]:
    """The lemmas of the names of the reports' organisations, what they are ("kaupunki") left out."""
    names = {report.organisation for report in reports if report.organisation}
    return frozenset().union(*(lemmas for name in names for lemmas in _words(name, library)[:1]))


def _words(name: str, library: Library) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(keys.lemmas) for keys in library.words(name) if not keys.function)


def _weight(lemmas: frozenset[str], library: Library) -> float:
    return max((library.weight(lemma) for lemma in lemmas), default=0.0)
