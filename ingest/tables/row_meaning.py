"""Kind, period and owner that a row says itself: periods down the side, metrics across.

"Tilinpäätös 2024 | 5 | 7" under "Tuotot | Kulut". A column's own kind and period go first; a row adds
what the column leaves open.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.column_periods import header_period, month_alone
from ingest.column_words import bare_words
from ingest.columns import find_kinds, read_column
from ingest.periods import find_periods, months_period
from ingest.records import ColumnKind, Period
from ingest.tables.owners import owner_of_row


@dataclass(frozen=True, slots=True)
class RowMeaning:
    """What a row's labels say of all its cells."""

    kind: ColumnKind | None = None
    period: Period | None = None
    entity: str | None = None


def row_meanings(
    paths: Iterable[tuple[str, ...]], report_period: Period | None
) -> dict[tuple[str, ...], RowMeaning]:
    """The meaning of each row path of a table.

    A label is read as a column word only where two rows or more are such words, or where it also names
    its period: "Muutos" alone among ordinary labels is a label.
    """
    distinct = list(dict.fromkeys(paths))
    kinds = {path: _kind(path[-1], report_period) for path in distinct if path}
    several = sum(kind is not None for kind in kinds.values()) >= 2
    months = sum(month_alone(path[-1]) is not None for path in distinct if path) >= 3
    found = {}
    for path in distinct:
        period = _period(path, report_period, months)
        kind = kinds.get(path)
        if kind is not None and not several and (period is None or not find_periods(path[-1])):
            kind = None
        found[path] = RowMeaning(kind, period, owner_of_row(path))
    return found


def _kind(label: str, report_period: Period | None) -> ColumnKind | None:
    """The kind of a label that is a column word and nothing else but its period and unit."""
    words = bare_words(label)
    mentions = find_kinds(words)
    whole = len(mentions) == 1 and mentions[0].text.strip(" .") == words.strip(" .")
    return read_column(0, label, None, report_period, None).kind if whole or not words else None


def _period(path: Sequence[str], report_period: Period | None, months: bool) -> Period | None:
    """The period that the label names as a whole or at its end, or a section row above it as a whole."""
    for place, label in enumerate(reversed(path)):
        own = place == 0
        if own and months and (month := month_alone(label)) is not None:
            return months_period(month, month, report_period.end.year) if report_period else None
        mentions = find_periods(label)
        if not mentions:
            continue
        last = mentions[-1]
        rest = label[last.end :].strip(" .,:;)*")
        if len(mentions) == 1 and not rest and (own or not bare_words(label) or find_kinds(label)):
            return header_period(label, report_period)
    return None
