"""Totals down a column: rows that the rows before them, or after them, add up to.

A table is gone through with the rows not yet summed up at hand. A row that the last few of them add up to,
in every column, takes their place; so subtotals, totals of subtotals and running results ("toimintakate",
"vuosikate") come out alike. Totals printed above their parts are found the same way from below.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from ingest.records import Check, CheckKind, ColumnKind
from ingest.tables.sheet import Entry, Sheet, SheetRow, weight

_TOTAL = re.compile(
    r"(?<!\w)(?:yhteensä|yht\.?|summa|kokonaismäärä|kaikkiaan|loppusumma|totalt?|sammanlagt)(?!\w)",
    re.IGNORECASE,
)
_RESULT = re.compile(
    r"kate|tulos|jäämä|netto(?!\w)|rahavirta|yhteensä|(?<!\w)(?:result|net(?!\w)|total)", re.IGNORECASE
)
_INCOME = re.compile(r"tuot|tulot|intäkter|inkomster|income|revenue", re.IGNORECASE)
_COST = re.compile(r"kulu|meno|kostnader|utgifter|expense|expenditure|cost", re.IGNORECASE)
_RATES = ("%", "%-yks.", "‰")
_MOST_PARTS = 60
_PROBES = 3
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class _Fit:
    """How some rows add up to another: its checks, and how much those that hold prove together."""

    checks: tuple[Check, ...]
    weight: float

    @property
    def failures(self) -> int:
        return sum(not check.holds for check in self.checks)


def row_sums(sheet: Sheet) -> list[Check]:
    """The sums down the columns of a sheet that hold, and single cells of proved totals that do not."""
    rows, columns, heads = _adding_up(sheet)
    found, total_of = _pass(list(reversed(rows)), columns, heads, below=True)
    more, _ = _pass([row for row in rows if row.row not in total_of], columns, heads, below=False)
    return [*found, *more]


def totals_above(sheet: Sheet) -> dict[int, int]:
    """For each row that a total printed above it adds up, the row of that total; for the only part of a
    proved part, which repeats it, the part."""
    rows, columns, heads = _adding_up(sheet)
    return _pass(list(reversed(rows)), columns, heads, below=True)[1]


def _adding_up(sheet: Sheet) -> tuple[list[SheetRow], list[int], set[int]]:
    """The rows with numbers that may add up, the columns they do in, and the rows right below a heading."""
    filled = [row for row in sheet.rows if row.filled]
    columns, common = _summed_columns(sheet, filled)
    heads = {row.row for before, row in pairwise(sheet.rows) if not before.filled}
    return [row for row in filled if any(_in_unit(row.entries[c], common) for c in columns)], columns, heads


def _summed_columns(sheet: Sheet, rows: Sequence[SheetRow]) -> tuple[list[int], str | None]:
    """The columns whose numbers add up, those in the unit of most, and that unit."""
    units = {}
    for place, column in enumerate(sheet.columns):
        counted = Counter(e.unit for row in rows if (e := row.entries[place]) is not None)
        if counted and column.kind is not ColumnKind.SHARE and column.unit != "%":
            units[place] = counted.most_common(1)[0][0]
    named = Counter(unit for unit in units.values() if unit not in (None, *_RATES))
    common = named.most_common(1)[0][0] if named else None
    return [place for place, unit in units.items() if unit in (None, common) and unit not in _RATES], common


def _in_unit(entry: Entry | None, common: str | None) -> bool:
    return entry is not None and (entry.unit == common or entry.unit is None or common is None)


def _pass(
    rows: Sequence[SheetRow], columns: Sequence[int], heads: set[int], below: bool
) -> tuple[list[Check], dict[int, int]]:
    """The sums met when the rows are taken in this order, and for the rows that are parts their total's row.

    `below`: the parts stand below their total, the rows come from the last to the first. `heads` are the
    rows right below a heading."""
    waiting: list[SheetRow] = []
    found: list[Check] = []
    total_of: dict[int, int] = {}
    for row in rows:
        fit, count = _best(row, waiting, columns, heads, below)
        if fit is None and below:
            only = _without_only_children(waiting, columns)
            if len(only) < len(waiting) and not _repeats(row, only[-1], columns):
                fit, count = _best(row, only, columns, heads, below)
                if fit is not None:
                    kept = {part.row for part in only}
                    total_of.update(
                        (part.row, over.row) for part, over in pairwise(waiting) if part.row not in kept
                    )
                    waiting = only
        if fit is not None:
            found += fit.checks
            if (
                below
                and count < len(waiting)
                and _is_only_part(waiting[-count - 1], waiting[-count], columns)
            ):
                total_of[waiting[-count - 1].row] = waiting[-count].row
                del waiting[-count - 1]
            while below and count < len(waiting) and _is_nothing(waiting[-count - 1], columns):
                count += 1
            total_of.update((part.row, row.row) for part in waiting[len(waiting) - count :])
            del waiting[len(waiting) - count :]
        waiting.append(row)
    return found, total_of


def _without_only_children(waiting: Sequence[SheetRow], columns: Sequence[int]) -> list[SheetRow]:
    """Rows from below without those that the row above repeats: a heading row and its only part."""
    return [
        row
        for place, row in enumerate(waiting)
        if place + 1 == len(waiting) or not _is_only_part(row, waiting[place + 1], columns)
    ]


def _is_only_part(row: SheetRow, above: SheetRow, columns: Sequence[int]) -> bool:
    return not _is_nothing(row, columns) and _repeats(row, above, columns)


def _best(
    row: SheetRow, waiting: Sequence[SheetRow], columns: Sequence[int], heads: set[int], below: bool
) -> tuple[_Fit | None, int]:
    """The shortest run of the last waiting rows that adds up to a row; where none does, the one that a total
    adds up in most columns."""
    total = _TOTAL.search(row.label) is not None
    sums, halves, counts = (
        dict.fromkeys(columns, _ZERO),
        dict.fromkeys(columns, _ZERO),
        dict.fromkeys(columns, 0),
    )
    blank = {c for c in columns if row.entries[c] is None}
    nearly: tuple[_Fit, int] | None = None
    if not total and not _may_add_up(row, waiting, columns):
        return (
            _result(row, waiting[-2], waiting[-1], columns) if not below and len(waiting) >= 2 else (None, 0)
        )
    for count, part in enumerate(reversed(waiting[-_MOST_PARTS:]), start=1):
        for c in columns:
            entry = part.entries[c]
            if entry is not None:
                sums[c] += entry.value
                halves[c] += entry.half
                counts[c] += entry.value != 0
            else:
                blank.add(c)
        if count == 1:
            if total and not below and _repeats(row, part, columns):
                return _Fit((), 0.0), 1
            continue
        agreeing = [c for c in columns if _matches(row.entries[c], sums[c], halves[c])]
        matched = len(agreeing)
        # Where a part is left blank, as no deviation is printed beside no forecast, nobody can add up.
        whole = matched == len(columns) or (
            blank.issuperset({*columns} - {*agreeing}) and 2 * matched >= len(columns)
        )
        if not whole and not (total and matched):
            continue
        added = agreeing if whole else columns
        fit = _fit(row, waiting[len(waiting) - count :], added, sums, halves, counts)
        if whole:
            if below and not total and _RESULT.search(part.label):
                continue  # "tuotot = kulut + kate" is the result's sum turned round
            if fit.weight >= _needed(total, below, count):
                return fit, count
        elif _is_total(fit, len(columns) - matched, count == len(waiting) or part.row in heads):
            nearly = fit, count
    if nearly is not None:
        return nearly
    if not below and len(waiting) >= 2:
        return _result(row, waiting[-2], waiting[-1], columns)
    return None, 0


def _may_add_up(row: SheetRow, waiting: Sequence[SheetRow], columns: Sequence[int]) -> bool:
    """Whether some run of two or more waiting rows adds up to a row in one of its first columns: the cheap
    test that most rows fail."""
    for probe in [c for c in columns if row.entries[c] is not None][:_PROBES]:
        added, halves = _ZERO, _ZERO
        for count, part in enumerate(reversed(waiting[-_MOST_PARTS:]), start=1):
            entry = part.entries[probe]
            if entry is not None:
                added, halves = added + entry.value, halves + entry.half
            if count > 1 and _matches(row.entries[probe], added, halves):
                return True
    return False


def _is_nothing(row: SheetRow, columns: Sequence[int]) -> bool:
    return all((e := row.entries[c]) is None or not e.value for c in columns)


def _is_total(fit: _Fit, unmatched: int, whole: bool) -> bool:
    """Whether a row is the total of its parts though it does not add up in every column: it does in two
    thirds, or in half if the parts are `whole`, all rows below a heading or another total."""
    held = len(fit.checks) - fit.failures
    if not 0 < fit.failures == unmatched:
        return False
    return fit.weight >= 3.5 and (held >= 2 * fit.failures or (whole and held >= fit.failures))


def _needed(total: bool, below: bool, tried: int) -> float:
    if total:
        return 1.0
    return (3.0 if below else 2.5) + math.log10(tried)


def _matches(entry: Entry | None, added: Decimal, halves: Decimal) -> bool:
    return added == 0 if entry is None else abs(added - entry.value) <= max(halves, entry.half)


def _repeats(row: SheetRow, part: SheetRow, columns: Sequence[int]) -> bool:
    pairs = [(row.entries[c], part.entries[c]) for c in columns]
    return all((a.value if a else None) == (b.value if b else None) for a, b in pairs)


def _fit(
    row: SheetRow,
    parts: Sequence[SheetRow],
    columns: Sequence[int],
    sums: dict[int, Decimal],
    halves: dict[int, Decimal],
    counts: dict[int, int],
) -> _Fit:
    checks, proof = [], 0.0
    seen: set[Decimal] = set()
    for c in columns:
        entry = row.entries[c]
        if entry is None or (counts[c] < 2 and entry.value == sums[c]):
            continue  # a blank, or one part that is the total: nothing to add
        holds = _matches(entry, sums[c], halves[c])
        operands = tuple(e.place for part in _in_order(parts) if (e := part.entries[c]) is not None)
        blank = any(part.entries[c] is None and _TOTAL.search(part.label) for part in parts)
        if not holds and (blank or len(operands) < 2):
            continue  # a subtotal left blank: its own parts are missing from the sum
        checks.append(Check(CheckKind.SUM, entry.place, operands, sums[c], holds))
        if holds and entry.value not in seen:
            proof += weight(entry.value, max(halves[c], entry.half))
            seen.add(entry.value)
    return _Fit(tuple(checks), proof)


def _in_order(parts: Sequence[SheetRow]) -> list[SheetRow]:
    return sorted(parts, key=lambda part: part.row)


def _result(
    row: SheetRow, income: SheetRow, cost: SheetRow, columns: Sequence[int]
) -> tuple[_Fit | None, int]:
    """Income less costs that are printed without a sign."""
    if not (_INCOME.search(income.label) and _COST.search(cost.label)) or _INCOME.search(row.label):
        return None, 0
    checks, proof = [], 0.0
    for c in columns:
        a, b, entry = income.entries[c], cost.entries[c], row.entries[c]
        if a is None or b is None or entry is None:
            continue
        expected = a.value - b.value
        if b.value < 0 or abs(expected - entry.value) > max(a.half + b.half, entry.half):
            return None, 0
        checks.append(Check(CheckKind.DIFFERENCE, entry.place, (a.place, b.place), expected, True))
        proof += weight(entry.value, a.half + b.half)
    return (_Fit(tuple(checks), proof), 2) if proof >= 1.5 else (None, 0)
