"""Random columns: what each holds, how it follows from the others, and the header over them."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from eval.tables.spec import HeaderCell, UnitAt
from eval.tables.words import Heads, Words


@dataclass(frozen=True, slots=True)
class Formula:
    """A column that follows from two others: "difference", "sum", "share" or "growth" (per cent)."""

    kind: str
    first: int
    second: int

    @property
    def percent(self) -> bool:
        return self.kind in ("share", "growth")


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """A value column: its header texts from the top; `formula` None where it is printed as given."""

    header: tuple[str, ...]
    formula: Formula | None = None

    @property
    def percent(self) -> bool:
        return self.formula is not None and self.formula.percent

    @property
    def signed(self) -> bool:
        return self.formula is not None and self.formula.kind in ("difference", "growth")


class _Wording:
    """One table's wording of each role, kept through the table."""

    def __init__(self, random: Random, heads: Heads) -> None:
        self._random, self._heads = random, heads
        self._chosen: dict[str, str] = {}

    def __call__(self, role: str, year: int) -> str:
        if role not in self._chosen:
            self._chosen[role] = self._random.choice(getattr(self._heads, role))
        text = self._chosen[role]
        return text.format(y=year, p=year - 1, s=f"{year % 100:02d}").replace("¬", "")


def draw_columns(random: Random, words: Words, depth: int) -> tuple[ColumnSpec, ...]:
    """Two to ten value columns under `depth` (1 to 3) header rows, units not counted."""
    year = random.randint(2019, 2027)
    say = _Wording(random, words.heads)
    if depth == 1:
        return random.choice((_plain, _plain, _plain, _years, _months))(random, words, say, year)
    if depth == 2:
        makers = (_years_over_kinds, _kinds_over_years, _whose_over_years, _budget_group)
        return random.choice(makers)(random, words, say, year)
    return _three(random, words, say, year)


def _plain(random: Random, words: Words, say: _Wording, year: int) -> tuple[ColumnSpec, ...]:
    columns = [ColumnSpec((say("actual", year - 1),))]
    if random.random() < 0.4:
        columns.insert(0, ColumnSpec((say("actual", year - 2),)))
    before = len(columns) - 1
    columns.append(ColumnSpec((say("budget", year),)))
    budget = len(columns) - 1
    if random.random() < 0.3:
        columns.append(ColumnSpec((say("changes", year),)))
        columns.append(ColumnSpec((say("amended", year),), Formula("sum", budget, budget + 1)))
        budget += 2
    role = random.choice(("so_far", "forecast", "both", "none"))
    if role in ("so_far", "both"):
        columns.append(ColumnSpec((say("so_far", year),)))
        if random.random() < 0.6:
            columns.append(ColumnSpec((say("share", year),), Formula("share", len(columns) - 1, budget)))
    if role in ("forecast", "both"):
        columns.append(ColumnSpec((say("forecast", year),)))
        columns.append(ColumnSpec((say("deviation", year),), Formula("difference", len(columns) - 1, budget)))
    if role == "none":
        if random.random() < 0.5:
            columns.append(ColumnSpec((say("plan", year + 1),)))
            columns.append(ColumnSpec((say("plan", year + 2),)))
        columns.append(ColumnSpec((say("change", year),), Formula("difference", budget, before)))
        if random.random() < 0.7:
            columns.append(ColumnSpec((say("growth", year),), Formula("growth", budget, before)))
    return tuple(columns)


def _years(random: Random, words: Words, say: _Wording, year: int) -> tuple[ColumnSpec, ...]:
    count = random.randint(2, 6)
    years = range(year - count + 1, year + 1) if random.random() < 0.5 else range(year, year - count, -1)
    columns = [ColumnSpec((str(each),)) for each in years]
    if random.random() < 0.5:
        last, before = (count - 1, count - 2) if years[0] < years[-1] else (0, 1)
        columns.append(ColumnSpec((say("growth", year),), Formula("growth", last, before)))
    return tuple(columns)


def _months(random: Random, words: Words, say: _Wording, year: int) -> tuple[ColumnSpec, ...]:
    names = random.choice(words.heads.months)
    tail = str(year) if names[0].endswith(".") else f"/{year}"
    return tuple(ColumnSpec((name + tail,)) for name in names)


def _years_over_kinds(random: Random, words: Words, say: _Wording, year: int) -> tuple[ColumnSpec, ...]:
    kinds = random.choice(words.heads.kinds)
    columns: list[ColumnSpec] = []
    for each in range(year - random.randint(1, 2), year + 1):
        start = len(columns)
        for place, kind in enumerate(kinds):
            formula = Formula("difference", start + 1, start) if place == 2 else None
            columns.append(ColumnSpec((str(each), kind), formula))
    return tuple(columns)


def _kinds_over_years(random: Random, words: Words, say: _Wording, year: int) -> tuple[ColumnSpec, ...]:
    kinds = random.choice(words.heads.kinds)[:2]
    columns = [ColumnSpec((kind, str(each))) for kind in kinds for each in (year - 1, year)]
    if random.random() < 0.5:
        columns.append(ColumnSpec((say("change", year),), Formula("difference", 1, 0)))
    return tuple(columns)


def _whose_over_years(random: Random, words: Words, say: _Wording, year: int) -> tuple[ColumnSpec, ...]:
    columns: list[ColumnSpec] = []
    growth = random.random() < 0.4
    for whose in random.choice(words.heads.whose):
        start = len(columns)
        columns += [ColumnSpec((whose, str(each))) for each in (year, year - 1)]
        if growth:
            text = say("growth", year).replace("\n", " ")
            columns.append(ColumnSpec((whose, text), Formula("growth", start, start + 1)))
    return tuple(columns)


def _budget_group(random: Random, words: Words, say: _Wording, year: int) -> tuple[ColumnSpec, ...]:
    group = random.choice(words.heads.budget_group).format(y=year)
    first, second, both = random.choice(words.heads.parts_of_budget)
    columns = [ColumnSpec((say("actual", year - 1),))] if random.random() < 0.5 else []
    at = len(columns)
    columns += [
        ColumnSpec((group, first)),
        ColumnSpec((group, second)),
        ColumnSpec((group, both), Formula("sum", at, at + 1)),
        ColumnSpec((say("forecast", year),)),
        ColumnSpec((say("deviation", year),), Formula("difference", at + 3, at + 2)),
    ]
    return tuple(columns)


def _three(random: Random, words: Words, say: _Wording, year: int) -> tuple[ColumnSpec, ...]:
    kinds = random.choice(words.heads.kinds)[:2]
    return tuple(
        ColumnSpec((whose, str(each), kind))
        for whose in random.choice(words.heads.whose)[:2]
        for each in (year - 1, year)
        for kind in kinds
    )


def header_cells(
    columns: tuple[ColumnSpec, ...], unit_at: UnitAt, unit: str, low: bool
) -> tuple[HeaderCell, ...]:
    """The header as cells. Equal texts side by side above the lowest level are one spanning cell.

    `low` lets a text without a group stand on the lowest level, else it spans the levels. Units get a
    line of their own where `unit_at` says so.
    """
    levels = max(len(column.header) for column in columns)
    cells: list[HeaderCell] = []
    top = 0
    if unit_at is UnitAt.HEADER_OVER_ALL:
        cells.append(HeaderCell(unit, 0, len(columns) - 1, 0, 0))
        top = 1
    for level in range(levels):
        start = 0
        while start < len(columns):
            header = columns[start].header
            end = start
            if len(header) == levels and level < levels - 1:
                path = header[: level + 1]
                while end + 1 < len(columns) and columns[end + 1].header[: level + 1] == path:
                    end += 1
            if len(header) == levels:
                cells.append(HeaderCell(header[level], start, end, top + level, top + level))
            elif level == levels - 1:
                above = level if low else level - (levels - len(header))
                cells.append(HeaderCell(header[-1], start, start, top + above, top + level))
            start = end + 1
    if unit_at is UnitAt.HEADER_LINE:
        bottom = top + levels
        for place, column in enumerate(columns):
            text = "%" if column.percent else unit
            cells.append(HeaderCell(text, place, place, bottom, bottom))
    return tuple(cells)
