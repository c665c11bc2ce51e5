"""What the cities of one profile consist of and talk about. Slots in braces are filled when composing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from eval.reports.words import Word


class Role(StrEnum):
    """What kind of number stands in a column."""

    ACTUAL = "actual"
    BUDGET = "budget"
    CHANGES = "changes"
    AMENDED = "amended"
    TO_DATE = "to date"
    FORECAST = "forecast"
    DEVIATION = "deviation"
    SHARE = "share"
    PLAN = "plan"
    GROWTH = "growth"
    VALUE = "value"
    """A count, ratio or stock of a year."""


@dataclass(frozen=True, slots=True)
class Event:
    """`{subject} {verb} {date}.`"""

    subject: str
    verb: str


@dataclass(frozen=True, slots=True)
class Post:
    """A post that a person holds: nominative, genitive, essive."""

    nom: str
    gen: str
    ess: str


@dataclass(frozen=True, slots=True)
class Count:
    """Things that are counted: "rakennuslupia", "rakennuslupaa", "rakennuslupien", "myönnettiin"."""

    many: str
    one: str
    gen: str
    verb: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Cause:
    """Why costs differ: in the elative, and the stem of the word that an answer must hold."""

    elative: str
    key: str


@dataclass(frozen=True, slots=True)
class Term:
    """A glossary entry. `keys`: words of which an explanation holds at least one."""

    term: str
    gen: str
    meaning: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Aim:
    """A bullet under "the year's aims" and the word that stands for it."""

    text: str
    key: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All words of a profile.

    `places` are name parts (nominative, genitive) put together to a city's name. `heads` are the
    wordings of columns; {y} is the year, {m} the months ("1–3/2025"), {e} the last day of them.
    Sentences say {Eg} the unit in the genitive, {m} {mg} the metric, {a} an amount, {b} another.
    """

    municipality: str
    firsts: tuple[str, ...]
    lasts: tuple[tuple[str, str], ...]
    units: tuple[Word, ...]
    companies: tuple[str, ...]
    projects: tuple[Word, ...]
    given: tuple[str, ...]
    family: tuple[str, ...]
    posts: tuple[Post, ...]
    events: tuple[Event, ...]
    counts: tuple[Count, ...]
    over: tuple[Cause, ...]
    under: tuple[Cause, ...]
    terms: tuple[Term, ...]
    aims: tuple[Aim, ...]
    aims_head: str
    heads: dict[Role, tuple[str, ...]]
    thousands: tuple[str, ...]
    millions: tuple[str, ...]
    titles: dict[str, tuple[str, ...]]
    """By the kind of page or table: what stands over it."""
    kinds: dict[str, str]
    """Title of each kind of report."""
    stems: dict[str, str]
    """File name of each kind of report."""
    sentences: dict[str, tuple[str, ...]]
    filler: tuple[str, ...]
    card: tuple[str, str]
    """Words of a card after its metric, and its comparison ({y}, {b})."""
    country: str
    """Label of the benchmark row."""
    absent: tuple[Word, ...]
    """Metrics that no report of the profile has."""
    absent_counts: tuple[Count, ...]
    outside: tuple[str, ...]
    """Questions of general knowledge that no report answers."""
    topics: tuple[tuple[str, str], ...]
    """Things no report speaks of, with the word that must not stand in it: ("Mitä … kerrotaan", "metro")."""
