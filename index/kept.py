"""Rows of the database that questions read again and again, kept for as long as one state lasts.

A row of a state never changes, so what was read once is not read and decoded again. At most so many are
kept: with more, all are forgotten and it begins anew. Safe for threads: at worst two read the same row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from index.snapshot import Snapshot, StoredStatement

if TYPE_CHECKING:
    from index.vectors import Ids

MOST_STATEMENTS = 20_000
MOST_PASSAGES = 50_000
MOST_SCOPES = 20


class Kept:
    """Statements by number, the numbers of passages' statements, and those of reports' rows."""

    def __init__(self) -> None:
        self._statements: dict[int, StoredStatement] = {}
        self._held: dict[int, list[int]] = {}
        self._numbers: dict[tuple[str, tuple[str, ...]], Ids] = {}
        self._homes: dict[int, str] | None = None

    def statements(self, numbers: Sequence[int], snapshot: Snapshot) -> Mapping[int, StoredStatement]:
        """Those of the statements that there are, among others that were read before."""
        known = self._statements
        missing = [number for number in numbers if number not in known]
        if missing:
            if len(known) > MOST_STATEMENTS:
                known = {number: known[number] for number in numbers if number in known}
            known.update(snapshot.statements_by_number(missing))
            self._statements = known
        return known

    def held(self, passages: Sequence[int], snapshot: Snapshot) -> dict[int, list[int]]:
        """Passage number to the numbers of its statements, in reading order."""
        known = self._held
        missing = [number for number in passages if number not in known]
        if missing:
            if len(known) > MOST_PASSAGES:
                known = {number: known[number] for number in passages if number in known}
            read = snapshot.statements_of_passages(missing)
            known.update((number, read.get(number, [])) for number in missing)
            self._held = known
        return {number: known[number] for number in passages}

    def passage_reports(self, snapshot: Snapshot) -> Mapping[int, str]:
        """The report of each passage."""
        if self._homes is None:
            self._homes = snapshot.passage_reports()
        return self._homes

    def numbers(self, table: str, reports: tuple[str, ...], snapshot: Snapshot) -> Ids:
        """The numbers of those reports' rows of "statements" or "passages", ascending."""
        known = self._numbers
        found = known.get((table, reports))
        if found is None:
            if len(known) >= MOST_SCOPES:
                known = self._numbers = {}
            read = snapshot.statement_numbers if table == "statements" else snapshot.passage_numbers
            found = known[table, reports] = np.array(read(reports), np.int64)
        return found
