"""From a seed to a `Sheet`: every choice about a random table, made before anything is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from eval.tables.amounts import draw_printing
from eval.tables.columns import ColumnSpec, draw_columns, header_cells
from eval.tables.rows import RowPlan, Shape, draw_rows
from eval.tables.spec import (
    HeaderCell,
    Look,
    Place,
    Producer,
    Profile,
    Prose,
    Rules,
    Sheet,
    TableSpec,
    Unit,
    UnitAt,
)
from eval.tables.words import Words, words

_MONEY_PLACES = (
    UnitAt.CORNER, UnitAt.CORNER, UnitAt.TITLE, UnitAt.TITLE, UnitAt.LINE_ABOVE, UnitAt.SENTENCE,
    UnitAt.HEADER_OVER_ALL, UnitAt.HEADER_LINE, UnitAt.COLUMN, UnitAt.NOWHERE, UnitAt.CELL,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Made:
    table: TableSpec
    features: tuple[str, ...]


def make_sheet(seed: int, profile: Profile) -> Sheet:
    """The sheet of a seed; the same for ever. The producers take turns."""
    random = Random(f"{profile.value}-{seed}")
    producer = Producer.REPORTLAB if seed % 2 else Producer.FPDF2
    swedish = random.random() < 0.1
    vocabulary = words(profile, swedish)
    font = random.choice(("Helvetica", "Times", "Vera"))
    landscape = random.random() < 0.2
    items: list[Prose | TableSpec] = []
    features: list[str] = []
    if random.random() < 0.5:
        items += [Prose(random.choice(vocabulary.prose)) for _ in range(random.choice((1, 1, 2, 5)))]
    count = random.choice((1, 1, 1, 2, 3))
    for number in range(count):
        made = _make_table(random, profile, vocabulary, font, number + 1, count)
        items.append(made.table)
        features += made.features
        if random.random() < 0.4:
            items.append(Prose(random.choice(vocabulary.prose)))
    year = random.randint(2020, 2027)
    running = random.choice(vocabulary.running).format(y=year) if random.random() < 0.5 else ""
    return Sheet(
        seed=seed,
        profile=profile,
        producer=producer,
        font=font,
        landscape=landscape,
        margin=random.choice((45.0, 56.0, 70.0)),
        running=running,
        page_number=random.choice(("", "{n}", "Sivu {n}", "{n} (9)")),
        word_by_word=random.random() < 0.25,
        items=tuple(items),
        features=tuple(dict.fromkeys([*features, font, "swedish" if swedish else "finnish"]
                                     + (["several tables"] if count > 1 else [])
                                     + (["landscape"] if landscape else []))),
    )  # fmt: skip


def _make_table(
    random: Random, profile: Profile, vocabulary: Words, font: str, number: int, of: int
) -> _Made:
    shape = random.choice(tuple(Shape))
    depth = random.choice((1, 1, 1, 2, 2, 3))
    unit_at, unit = _draw_unit(random, vocabulary)
    if shape is Shape.KEY_FIGURES:
        depth = min(depth, 2)
    columns = draw_columns(random, vocabulary, depth)
    if shape is Shape.KEY_FIGURES:  # sums and differences of mixed units are fine, shares are not
        unit_at = random.choice((UnitAt.ROW, UnitAt.UNIT_COLUMN))
    if unit_at is UnitAt.HEADER_OVER_ALL and any(column.percent for column in columns):
        unit_at = UnitAt.HEADER_LINE
    percent_in_cells = unit_at is not UnitAt.HEADER_LINE and random.random() < 0.15
    low = random.random() < 0.5
    header = header_cells(columns, unit_at, unit.printed, low)
    if unit_at is UnitAt.COLUMN:
        header = _with_units(header, columns, random.choice((", {}", " ({})", "\n{}")).format(unit.printed))
    printing = draw_printing(random, profile, font)
    rows = random.choice((4, 6, 8, 8, 12, 15, 20, 30, 45, 60)) if of == 1 else random.choice((4, 6, 10))
    plan = RowPlan(
        shape=shape,
        count=rows,
        unit=unit,
        unit_at=unit_at,
        codes=random.random() < 0.12 and shape not in (Shape.SECTIONS, Shape.SECTION_TOTALS, Shape.OFFICES),
        indented=random.random() < 0.5,
        bold_heads=random.random() < 0.75,
        grand_total=random.random() < 0.6,
        blanks=random.choice((0.0, 0.0, 0.03, 0.1)),
        marks=random.choice((0.0, 0.0, 0.0, 0.08)),
        costs_negative=random.random() < 0.5,
        cell_percent=percent_in_cells,
    )
    drawn = draw_rows(random, plan, vocabulary, columns, printing)
    look = _draw_look(random, profile, vocabulary, depth)
    title, above, above_right = _draw_title(random, vocabulary, unit_at, unit, number)
    corner = random.choice(vocabulary.corners)
    if unit_at is UnitAt.CORNER:
        corner = f"{corner}, {unit.printed}" if corner else unit.printed
    plain_corner = random.random() < 0.2 and unit_at is UnitAt.CORNER
    beside = random.random() < 0.1 and len(columns) <= 3 and of == 1
    table = TableSpec(
        title=title,
        above=above,
        above_right=above_right,
        corner=f"({unit.printed})" if plain_corner else corner,
        header=header,
        columns=len(columns),
        rows=drawn,
        unit_column=random.choice(vocabulary.unit_heads) if unit_at is UnitAt.UNIT_COLUMN else "",
        number_column=random.choice(("", "Nro", "#")) if plan.codes else "",
        note=random.choice(vocabulary.notes) if plan.marks else "",
        beside=" ".join(vocabulary.prose) if beside else "",
        beside_left=random.random() < 0.5,
        look=look,
    )
    features = [
        f"shape: {shape.value}", f"header rows: {table.header_rows}", f"rules: {look.rules.value}",
        f"unit: {unit_at.value}", f"minus: {printing.minus!r}", f"groups: {printing.groups!a}",
        f"amounts: {look.amounts_at.value}",
    ]  # fmt: skip
    features += ["codes"] if plan.codes else []
    features += ["beside text"] if beside else []
    features += ["footnote marks"] if plan.marks else []
    features += ["numbers left"] if look.numbers_left else []
    features += ["long"] if len(drawn) > 30 else []
    return _Made(table, tuple(features))


def _with_units(
    header: tuple[HeaderCell, ...], columns: tuple[ColumnSpec, ...], tail: str
) -> tuple[HeaderCell, ...]:
    """The lowest header text of each column in money says its unit."""
    lowest = max(cell.bottom for cell in header)
    return tuple(
        HeaderCell(cell.text + tail, cell.first, cell.last, cell.top, cell.bottom)
        if cell.bottom == lowest and not columns[cell.first].percent
        else cell
        for cell in header
    )


def _draw_unit(random: Random, vocabulary: Words) -> tuple[UnitAt, Unit]:
    unit_at = random.choice(_MONEY_PLACES)
    if unit_at is UnitAt.NOWHERE:
        return unit_at, Unit("", None)
    chosen = random.choice(
        (vocabulary.thousands, vocabulary.thousands, vocabulary.millions, vocabulary.euros)
    )
    if unit_at is UnitAt.CELL:
        chosen = vocabulary.euros[:1]
    running = [unit for unit in chosen if unit.printed.endswith("ina")]
    plain = [unit for unit in chosen if not unit.printed.endswith("ina") and "ina " not in unit.printed]
    if unit_at is UnitAt.SENTENCE:
        return unit_at, random.choice(running or plain)
    return unit_at, random.choice(plain)


def _draw_title(
    random: Random, vocabulary: Words, unit_at: UnitAt, unit: Unit, number: int
) -> tuple[str, str, bool]:
    """Title, line above, and whether that line stands at the right edge."""
    title = random.choice(vocabulary.titles).format(n=number)
    if unit_at is UnitAt.TITLE:
        return title + random.choice((", {}", " ({})", ", {}")).format(unit.printed), "", False
    if unit_at is UnitAt.LINE_ABOVE:
        return title, random.choice(("{}", "({})")).format(unit.printed), random.random() < 0.6
    if unit_at is UnitAt.SENTENCE:
        return title, random.choice(vocabulary.unit_sentences).format(u=unit.printed), False
    return random.choice((title, title, "")), random.choice(("", *vocabulary.sentences)), False


def _draw_look(random: Random, profile: Profile, vocabulary: Words, depth: int) -> Look:
    measure = profile is Profile.MEASURE
    rules = random.choice(tuple(Rules))
    size = random.choice((7.0, 8.0, 9.0, 10.0, 11.0)) if not measure else random.choice((7.5, 8.5, 9.5, 10.5))
    amounts_at = (
        random.choice(tuple(Place)) if rules is Rules.FULL else random.choice((Place.FIRST, Place.LAST))
    )
    return Look(
        rules=rules,
        size=size,
        pad=max(random.uniform(3.5, 9.0), 0.42 * size),
        row_gap=size * random.uniform(0.3, 0.9) if not measure else size * random.uniform(0.35, 1.1),
        indent=random.uniform(7.0, 16.0),
        header_room=random.uniform(45.0, 110.0),
        label_room=random.uniform(110.0, 240.0),
        amounts_at=amounts_at,
        numbers_left=random.random() < (0.08 if not measure else 0.12),
        # over numbers at the right, a text at the left is only sure to be theirs within ruled cells
        header_align=random.choice(
            ("right", "right", "center", "left" if rules is Rules.FULL else "right")
            if not measure
            else ("right", "center")
        ),
        header_low=random.random() < 0.6,
        header_bold=random.random() < 0.7,
        header_grey=random.choice((1.0, 1.0, 0.85, 0.3) if not measure else (1.0, 0.9, 0.2)),
        repeat_header=random.random() < 0.6,
        continued=random.choice(("", "", *vocabulary.continued)),
        hanging=random.choice((0.0, 0.0, 6.0)),
        thin_boxes=random.random() < 0.3,
        spread=random.random() < 0.4,
        span_rules=depth > 1 and random.random() < 0.6,
    )
