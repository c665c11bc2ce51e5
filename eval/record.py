"""What became of one question: a line of a RUN's answers.jsonl, with everything that was measured."""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec

Place = tuple[str, int]
"""A report's file stem and a page from 1."""


@dataclass(frozen=True, slots=True)
class Record:
    """A crash or time-out is in `error`, counts as wrong, and is no abstention.

    `key` tells which version of the case was asked. `stated` are the attributes that the case tells
    of its figure, `faults` those that the answer has wrong; `value_right` says that at most its period
    and entity are. `quotes` could be looked up, `verbatim`
    of them stand on their pages. `ranking` are the pages that the search found, best first, None where
    it was not asked or did not answer. `reply` is the service's JSON as it came.
    """

    id: str
    type: str
    report: str
    question: str
    answerable: bool
    right: bool
    why: str
    cited: bool
    abstained: bool
    untraced: tuple[str, ...]
    status: str
    answer: str
    ms: float
    error: str | None = None
    trouble: str = ""
    key: str = ""
    expected: tuple[str, ...] = ()
    given: str = ""
    stated: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    value_right: bool = False
    quotes: int = 0
    verbatim: int = 0
    confidence: float | None = None
    took_ms: float | None = None
    miss: str = ""
    miss_why: str = ""
    url: str = ""
    places: tuple[Place, ...] = ()
    ranking: tuple[Place, ...] | None = None
    tags: dict[str, str] = field(default_factory=dict)
    reply: str = ""

    def to_line(self) -> str:
        """The record as one JSON line, without its line's end."""
        return msgspec.json.encode(self).decode()


def record_from_line(line: str | bytes) -> Record:
    """Raises ValueError where the line is cut short or something else."""
    try:
        return msgspec.json.decode(line, type=Record)
    except msgspec.DecodeError as error:
        raise ValueError(str(error)) from error
