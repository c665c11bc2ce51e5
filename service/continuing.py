"""Which words of the question before a follow-up's own words take the place of.

A word says where or whose ("kirjastossa", "lautakunnan", a name, a unit) or what ("lainat",
"toimintakulut"): the new word takes the place of those of its own kind, the rest stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from service.terms import Term

_PLACE = re.compile(
    r"(?:koulu|lukio|opisto|koti|kirjasto|museo|halli|satama|asema|laitos|lautakunta|jaosto|valtuusto|hallitus"
    r"|hallinto|palvelu|palvelut|toimi|toimiala|palvelualue|yksikkö|osasto|virasto|tiimi|keskus|kunta|kaupunki|yhtiö"
    r"|konserni|opetus|kasvatus|koulutus|hanke|kampus|oy|ab)$"
)
"""What words for units, companies and places end in."""
_LOCAL = re.compile(
    r"(?:ss[aä]|st[aä]|ll[aäe]|lt[aä]|h[aeiouyäö]n|seen|siin|(?:[aä]{2}|ee|ii|oo|uu|yy|öö)n)$", re.IGNORECASE
)
"""Endings that say where, where from, where to."""


_THE_THING = frozenset({"hanke", "yritys", "yhtiö", "ohjelma", "projekti", "kohde"})
"""Nouns that stand for what was just spoken of."""


class _Role(Enum):
    WHOSE = "whose"
    LOCAL = "local"
    WHAT = "what"


@dataclass(frozen=True, slots=True)
class Named:
    """What a question names: its essential words, and the lemmas of those that name owners."""

    terms: Sequence[Term]
    owners: frozenset[str]

    def role(self, term: Term) -> _Role:
        if term.keys & self.owners or term.name or any(_PLACE.search(key) for key in term.keys):
            return _Role.WHOSE
        return _Role.LOCAL if _LOCAL.search(term.word) else _Role.WHAT

    def of(self, *roles: _Role) -> tuple[Term, ...]:
        return tuple(term for term in self.terms if self.role(term) in roles)


def refers_by_noun(term: Term) -> bool:
    """Does the word stand for the thing just spoken of ("hankkeen", "yritystä")?"""
    return bool(term.keys & _THE_THING)


def replaced(before: Named, now: Named, *, refers: bool) -> tuple[Term, ...]:
    """The words that are no longer meant. `refers`: the follow-up speaks of the same thing ("siitä")."""
    if not now.terms:
        return ()
    everything = tuple(before.terms)
    roles = {now.role(term) for term in now.terms}
    whose, local, what = before.of(_Role.WHOSE), before.of(_Role.LOCAL), before.of(_Role.WHAT)
    if _Role.WHAT not in roles:
        if refers and _Role.WHOSE not in roles:
            return ()
        if whose:
            return whose
        if local and what:
            return local
        return () if _Role.WHOSE in roles and not local else everything
    if roles == {_Role.WHAT}:
        if refers:
            return ()
        if whose:
            return (*local, *what)
    same = {head for term in now.terms if (head := _head(term))}
    return tuple(term for term in before.terms if _head(term) in same) or everything


def _head(term: Term) -> str | None:
    """The last part of a compound."""
    return next((part.key for part in term.parts if part.place and part.place.stop == term.length), None)
