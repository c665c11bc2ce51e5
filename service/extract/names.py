"""What was read in a few Finnish words: kinds, meanings of columns and figures, cards, arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ingest.records import BlockKind, Cell, CheckKind, Column, ColumnKind, Figure, Table
from service.extract.items import TextItem

BLOCKS = {
    BlockKind.HEADING: "otsikko",
    BlockKind.PARAGRAPH: "kappale",
    BlockKind.BULLET: "luettelo",
    BlockKind.CARD: "kortti",
    BlockKind.TABLE: "taulukko",
    BlockKind.CAPTION: "kuvateksti",
    BlockKind.FOOTNOTE: "alaviite",
    BlockKind.HEADER: "ylätunniste",
    BlockKind.FOOTER: "alatunniste",
}
KINDS = {
    ColumnKind.ACTUAL: "toteuma",
    ColumnKind.BUDGET: "talousarvio",
    ColumnKind.AMENDED_BUDGET: "muutettu talousarvio",
    ColumnKind.FORECAST: "ennuste",
    ColumnKind.DEVIATION: "poikkeama",
    ColumnKind.CHANGE: "muutos",
    ColumnKind.SHARE: "osuus",
    ColumnKind.TARGET: "tavoite",
    ColumnKind.PLAN: "suunnitelma",
}
CHECKS = {CheckKind.SUM: "summa", CheckKind.DIFFERENCE: "erotus", CheckKind.SHARE: "osuus"}
NOT_UNDERSTOOD = "otsikkoa ei ymmärretty"
ROWS_TELL = "rivit kertovat"


def column_meaning(column: Column, rows_tell: bool = False, table_unit: str | None = None) -> str:
    """Whose figures of what kind, when, in what unit: "Konserni: toteuma 2024, 1 000 €".

    A header that says neither kind nor period says so in its place, unless the rows tell (`rows_tell`).
    The unit is left out where it is `table_unit`, which stands over the table.
    """
    words = [KINDS[column.kind] if column.kind else None, column.period.label if column.period else None]
    meaning = " ".join(word for word in words if word) or (ROWS_TELL if rows_tell else NOT_UNDERSTOOD)
    unit = column.printed_unit or column.unit
    if unit and unit != table_unit:
        meaning += f", {unit}"
    return f"{column.entity}: {meaning}" if column.entity else meaning


def figure_meaning(figure: Figure) -> str:
    """The kind and period of a figure, where they are known: "ennuste 2025"."""
    parts = [
        KINDS[figure.column_kind] if figure.column_kind else None,
        figure.period.label if figure.period else None,
    ]
    return " ".join(part for part in parts if part)


def printed(figure: Figure) -> str:
    """The number as printed, with its qualifier and unit: "noin 8,3 milj. euroa"."""
    return " ".join(part for part in (figure.qualifier, figure.raw, figure.printed_unit) if part)


def plain_number(value: Decimal) -> str:
    """A number without exponent or needless zeros, thousands apart, a comma for decimals."""
    number = value.normalize()
    text = f"{number:,f}".replace(",", "\u00a0").replace(".", ",")
    return text.replace("-", "−")


def card_line(item: TextItem) -> str | None:
    """A card as "label: number unit (comparison)"; None where no number was read from it."""
    if not item.figures:
        return None
    main, *others = item.figures
    line = f"{item.label or main.metric}: {printed(main)}"
    if others:
        compared = "; ".join(f"{f.column}: {printed(f)}" if f.column else printed(f) for f in others)
        line += f" ({compared})"
    return line


@dataclass(frozen=True, slots=True)
class CheckSummary:
    """How many of a table's own calculations hold, and a line for each that does not."""

    text: str
    wrong: tuple[str, ...] = ()


def check_summary(table: Table) -> CheckSummary | None:
    """None where nothing in the table ties its numbers to each other."""
    if not table.checks:
        return None
    held = sum(check.holds for check in table.checks)
    if held == len(table.checks):
        return CheckSummary(f"laskelmat täsmäävät {held}/{held}")
    cells = {(cell.row, cell.column): cell for cell in table.cells}
    wrong = []
    for check in table.checks:
        if check.holds:
            continue
        cell = cells.get(check.place)
        shown = cell.text if cell else "–"
        scale = cell.scale if cell and cell.scale else 1
        wrong.append(
            f"ei täsmää ({CHECKS[check.kind]}): {_where(cell, check.place.row, check.place.column)}: "
            f"painettu {shown}, laskettu {plain_number(check.expected / scale)}"
        )
    return CheckSummary(f"laskelmista täsmää {held}/{len(table.checks)}", tuple(wrong))


def _where(cell: Cell | None, row: int, column: int) -> str:
    """A cell's row and column in words, or their numbers where they have none."""
    name = cell.row_path[-1] if cell and cell.row_path else f"rivi {row + 1}"
    over = " ".join(cell.column_path) if cell and cell.column_path else f"sarake {column + 1}"
    return f"{name}, {over}"
