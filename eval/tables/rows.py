"""Random rows: a tree of labels with numbers that add up, set as a table sets it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from random import Random

from eval.tables.amounts import Printing
from eval.tables.columns import ColumnSpec
from eval.tables.spec import Amount, Label, Row, Unit, UnitAt
from eval.tables.words import Branch, Words

PERCENT = Unit("%", "%", 1, 1)


class Shape(StrEnum):
    """How rows hang together."""

    FLAT = "flat"
    INDENT = "totals above indented parts"
    BOLD_TOTALS_FIRST = "bold totals above parts"
    SECTIONS = "sections"
    SECTION_TOTALS = "sections with totals"
    TOTALS_LAST = "totals after parts"
    OFFICES = "the same lines for each office"
    KEY_FIGURES = "key figures"


Values = tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class _Plain:
    """A row before its numbers are printed."""

    label: Label
    values: Values | None
    paths: tuple[tuple[Label, ...], ...]
    depth: int = 0
    bold: bool = False
    rule_above: bool = False
    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class RowPlan:
    """What the rows of one table have in common."""

    shape: Shape
    count: int
    unit: Unit
    unit_at: UnitAt
    codes: bool
    indented: bool
    bold_heads: bool
    grand_total: bool
    blanks: float
    marks: float
    costs_negative: bool
    cell_percent: bool


class _Numbers:
    def __init__(self, random: Random, columns: tuple[ColumnSpec, ...], blanks: float) -> None:
        self._random, self._columns, self._blanks = random, columns, blanks

    def leaf(self, unit: Unit, negative: bool = False) -> Values:
        random = self._random
        power = random.uniform(1.3, 5.2) if unit.scale < 1000000 else random.uniform(0.2, 2.6)
        if unit.name in ("%", "HTV", "päivä"):
            power = random.uniform(0.8, 1.95)
        if unit.scale == 1 and unit.name == "EUR":
            power += 1.5
        size = 10**power * (-1 if negative else 1)
        values: list[Decimal | None] = []
        for column in self._columns:
            if column.formula is not None:
                values.append(None)
                continue
            if random.random() < self._blanks:
                values.append(None)
                continue
            number = Decimal(size * random.uniform(0.75, 1.3))
            values.append(number.quantize(Decimal(1).scaleb(-unit.decimals), ROUND_HALF_UP))
        return self.derived(values)

    def total(self, parts: list[Values]) -> Values:
        values: list[Decimal | None] = []
        for place, column in enumerate(self._columns):
            numbers = [number for part in parts if (number := part[place]) is not None]
            values.append(sum(numbers, Decimal(0)) if numbers and column.formula is None else None)
        return self.derived(values)

    def derived(self, values: list[Decimal | None]) -> Values:
        for place, column in enumerate(self._columns):
            formula = column.formula
            if formula is None:
                continue
            first, second = values[formula.first], values[formula.second]
            if formula.kind == "sum":
                given = [number for number in (first, second) if number is not None]
                values[place] = sum(given, Decimal(0)) if given else None
            elif first is None or second is None:
                values[place] = None
            elif formula.kind == "difference":
                values[place] = first - second
            elif second == 0:
                values[place] = None
            else:
                share = first / second * 100 - (100 if formula.kind == "growth" else 0)
                values[place] = share.quantize(Decimal("0.1"), ROUND_HALF_UP)
        return tuple(values)


class _Writer:
    def __init__(self, random: Random, plan: RowPlan, words: Words, numbers: _Numbers) -> None:
        self.random, self.plan, self.words, self.numbers = random, plan, words, numbers
        self.rows: list[_Plain] = []
        self._code = 0

    def label(self, text: str, unit: Unit | None = None) -> Label:
        mark = ""
        if self.random.random() < self.plan.marks:
            mark = self.random.choice(("1)", " 1)", "*"))
        before = ""
        if self.plan.codes:
            self._code += 1
            before = str(self._code)
        if unit is None:
            return Label(text, before, mark)
        if self.plan.unit_at is UnitAt.UNIT_COLUMN:
            return Label(text, before, mark, unit.printed)
        return Label(f"{text}{self.random.choice((', {}', ' ({})')).format(unit.printed)}", before)

    def add(
        self, label: Label, values: Values | None, over: tuple[Label, ...], *, also: bool = False,
        depth: int = 0, bold: bool = False, rule: bool = False, unit: Unit | None = None,
    ) -> None:  # fmt: skip
        """A row under the labels `over`; `also` accepts it under nothing too."""
        paths: tuple[tuple[Label, ...], ...] = ((*over, label),)
        if also and over:
            paths += ((label,),)
        self.rows.append(_Plain(label, values, paths, depth, bold, rule, unit))

    def branch(self, branch: Branch, over: tuple[Label, ...], depth: int, negative: bool) -> Values:
        """A total with its parts indented under it. Returns the total."""
        label = self.label(branch.label)
        if not branch.parts:
            values = self.numbers.leaf(self.plan.unit, negative)
            self.add(label, values, over, depth=depth)
            return values
        place = len(self.rows)
        below = [self.branch(part, (*over, label), depth + 1, negative) for part in branch.parts]
        values = self.numbers.total(below)
        self.add(label, values, over, depth=depth, bold=depth == 0 and self.plan.bold_heads)
        self.rows.insert(place, self.rows.pop())
        return values

    def leaves(self, texts: list[str], over: tuple[Label, ...], depth: int, negative: bool) -> list[Values]:
        found = []
        for text in texts:
            values = self.numbers.leaf(self.plan.unit, negative)
            self.add(self.label(text), values, over, depth=depth)
            found.append(values)
        return found

    def grand(self, parts: list[Values]) -> None:
        if self.plan.grand_total and parts:
            sections = self.plan.shape in (Shape.SECTIONS, Shape.SECTION_TOTALS)
            label = Label(self.words.totals[-1] if sections else self.random.choice(self.words.totals))
            self.add(label, self.numbers.total(parts), (), bold=True, rule=True)


def _leaf_names(branch: Branch) -> list[str]:
    return [name for part in branch.parts for name in (_leaf_names(part) if part.parts else [part.label])]


def _flat(writer: _Writer) -> None:
    names = list(writer.words.offices)
    writer.random.shuffle(names)
    parts = writer.leaves(names[: max(3, writer.plan.count - 1)], (), 0, writer.plan.costs_negative)
    writer.grand(parts)


def _indent(writer: _Writer) -> None:
    parts: list[Values] = []
    for branch in _branches(writer):
        parts.append(writer.branch(branch, (), 0, _negative(writer, branch)))
    if len(parts) > 1:
        writer.grand(parts)


def _bold_totals_first(writer: _Writer) -> None:
    for branch in _branches(writer):
        place = len(writer.rows)
        label = writer.label(branch.label)
        below = writer.leaves(_leaf_names(branch), (label,), 0, _negative(writer, branch))
        writer.add(label, writer.numbers.total(below), (), bold=True)
        writer.rows.insert(place, writer.rows.pop())


def _sections(writer: _Writer) -> None:
    totals = writer.plan.shape is Shape.SECTION_TOTALS
    depth = 1 if writer.plan.indented else 0
    everything: list[Values] = []
    for branch in _branches(writer):
        head = Label(branch.label)
        writer.add(head, None, (), bold=writer.plan.bold_heads)
        below = writer.leaves(_leaf_names(branch), (head,), depth, _negative(writer, branch))
        total = writer.numbers.total(below)
        everything.append(total)
        if totals and writer.random.random() < 0.5:
            label = Label(writer.words.totals[0])
            writer.add(label, total, (head,), depth=depth, bold=writer.plan.bold_heads)
        elif totals:
            label = Label(writer.random.choice(writer.words.total_of).format(branch.label))
            writer.add(label, total, (head,), also=True, depth=depth, bold=writer.plan.bold_heads, rule=True)
    if writer.plan.bold_heads:
        writer.grand(everything)


def _totals_last(writer: _Writer) -> None:
    everything: list[Values] = []
    total_of = writer.words.total_of[0]
    for branch in _branches(writer):
        below = writer.leaves(_leaf_names(branch), (), 0, _negative(writer, branch))
        total = writer.numbers.total(below)
        everything.append(total)
        writer.add(Label(total_of.format(branch.label)), total, (), bold=True, rule=True)
    writer.add(Label(writer.words.result), writer.numbers.total(everything), (), bold=True, rule=True)


def _offices(writer: _Writer) -> None:
    names = list(writer.words.offices)
    writer.random.shuffle(names)
    depth = 1 if writer.plan.indented else 0
    size = len(writer.words.lines) + 2
    for name in names[: max(2, writer.plan.count // size)]:
        head = Label(name)
        writer.add(head, None, (), bold=True)
        income = writer.leaves([writer.words.lines[0]], (head,), depth, False)
        costs = writer.leaves([writer.words.lines[1]], (head,), depth, True)
        writer.add(Label(writer.words.result), writer.numbers.total([*income, *costs]), (head,), depth=depth)


def _key_figures(writer: _Writer) -> None:
    chosen = list(writer.words.key_figures)
    writer.random.shuffle(chosen)
    for text, unit in chosen[: max(3, min(writer.plan.count, len(chosen)))]:
        writer.add(writer.label(text, unit), writer.numbers.leaf(unit), (), unit=unit)


def _branches(writer: _Writer) -> list[Branch]:
    branches = list(writer.words.statements)
    writer.random.shuffle(branches)
    taken: list[Branch] = []
    count = 0
    for branch in branches:
        if taken and count >= writer.plan.count:
            break
        taken.append(branch)
        count += 1 + len(_leaf_names(branch))
    return taken


def _negative(writer: _Writer, branch: Branch) -> bool:
    costs = ("kulut", "menot", "poistot", "kostnader")
    return writer.plan.costs_negative and branch.label.lower().endswith(costs)


_WRITE = {
    Shape.FLAT: _flat, Shape.INDENT: _indent, Shape.BOLD_TOTALS_FIRST: _bold_totals_first,
    Shape.SECTIONS: _sections, Shape.SECTION_TOTALS: _sections, Shape.TOTALS_LAST: _totals_last,
    Shape.OFFICES: _offices, Shape.KEY_FIGURES: _key_figures,
}  # fmt: skip


def draw_rows(
    random: Random, plan: RowPlan, words: Words, columns: tuple[ColumnSpec, ...], printing: Printing
) -> tuple[Row, ...]:
    writer = _Writer(random, plan, words, _Numbers(random, columns, plan.blanks))
    _WRITE[plan.shape](writer)
    return tuple(_printed(random, plan, columns, printing, row) for row in writer.rows)


def _printed(
    random: Random, plan: RowPlan, columns: tuple[ColumnSpec, ...], printing: Printing, row: _Plain
) -> Row:
    amounts: list[Amount] = []
    for column, value in zip(columns, row.values or (), strict=False):
        unit = PERCENT if column.percent else row.unit or plan.unit
        tail = ""
        if column.percent and plan.cell_percent:
            tail = " %"
        elif plan.unit_at is UnitAt.CELL and not column.percent:
            tail = f" {unit.printed}"
        elif random.random() < plan.marks / 3:
            tail = random.choice((" 1)", "*"))
        amounts.append(printing.amount(value, unit, unit.decimals, column.signed, tail))
    return Row(row.label, tuple(amounts), row.paths, row.depth, row.bold, row.rule_above)
