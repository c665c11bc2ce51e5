"""Lies about one printed figure of an answer: its number, its unit, its names, its neighbours."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from attack_tools import (
    SIGNS,
    Target,
    Told,
    cite,
    entities,
    like,
    others,
    outside_quotes,
    put_at,
    renumbered,
    within,
    words,
)

from ingest.records import Figure, Period, Statement, StatementKind

# --- numbers --------------------------------------------------------------------------------------


def changed_digits(target: Target) -> Iterator[Told]:
    raw = target.figure.raw
    for at, char in enumerate(raw):
        if char.isdigit():
            yield from renumbered(target, f"{raw[:at]}{(int(char) + 3) % 10}{raw[at + 1 :]}")


def more_or_fewer_digits(target: Target) -> Iterator[Told]:
    raw = target.figure.raw
    places = [at for at, char in enumerate(raw) if char.isdigit()]
    if len(places) > 1:
        for at in places:
            yield from renumbered(target, raw[:at] + raw[at + 1 :])
    for at in (places[0], places[-1] + 1):
        yield from renumbered(target, f"{raw[:at]}7{raw[at:]}")


def other_signs(target: Target) -> Iterator[Told]:
    raw = target.figure.raw
    bare = raw.strip("()+ " + "".join(SIGNS))
    value = abs(target.figure.value)
    if raw != bare:
        yield from target.with_number(bare, value)
    if target.figure.value > 0:
        for form in (*(f"{sign}{bare}" for sign in SIGNS), f"({bare})", f"{bare}-", f"− {bare}"):
            yield from target.with_number(form, -value)
    else:
        yield from target.with_number(f"+{bare}", value)
    yield target.with_figure(value=-target.figure.value) if value else target.with_figure(value=Decimal(1))


def other_separators(target: Target) -> Iterator[Told]:
    raw, value = target.figure.raw, target.figure.value
    swaps = [
        (",", "."),
        (",", ""),
        (",", " "),
        (" ", ","),
        (" ", "."),
        (" ", ""),
        (" ", "'"),
        ("\u00a0", ","),
    ]
    for old, new in swaps:
        if old in raw:
            for worth in (value, value * 1000, value / 1000, value * 10):
                yield from target.with_number(raw.replace(old, new, 1), worth)
    if " " in raw and re.search(r"\d \d", raw):  # "12 345" as "123 45"
        moved = re.sub(r"(\d) (\d)", r"\1\2 ", raw, count=1)
        yield from target.with_number(moved, value)
    if re.fullmatch(r"\d{2,}", raw):
        for gap in (",", ".", " ", "\u00a0", "\u202f"):
            yield from target.with_number(raw[:1] + gap + raw[1:], value)


def other_scales(target: Target) -> Iterator[Told]:
    figure = target.figure
    for factor in (1000, Decimal("0.001"), 1_000_000, 100, Decimal("0.01")):
        if figure.value:
            yield target.with_figure(value=figure.value * factor)
        scale = figure.scale * factor
        if scale == int(scale):
            yield target.with_figure(scale=int(scale), value=figure.value * factor)
            yield target.with_figure(scale=int(scale))


_MONEY = {1: "€", 1_000: "1 000 €", 1_000_000: "milj. €", 1_000_000_000: "mrd. €"}


def other_units(target: Target) -> Iterator[Told]:
    """Per cent for euros, thousands for millions: as the figure's unit, in the text, and in both."""
    figure = target.figure
    made: list[tuple[str, str, int]] = []
    if figure.unit == "EUR":
        made = [(name, "EUR", scale) for scale, name in _MONEY.items() if scale != figure.scale]
        made += [("%", "%", 1), ("€/asukas", "EUR/asukas", 1), ("HTV", "HTV", 1)]
    elif figure.unit == "%":
        made = [("€", "EUR", 1), ("milj. euroa", "EUR", 1_000_000), ("%-yks.", "%-yks.", 1)]
    else:
        made = [("€", "EUR", 1), ("%", "%", 1), ("1 000 €", "EUR", 1_000)]
    for name, unit, scale in made:
        worth = figure.value / figure.scale * scale
        changed = target.with_figure(printed_unit=name, unit=unit, scale=scale, value=worth)
        yield changed
        yield target.with_figure(unit=unit, scale=scale, value=worth)
        if name != figure.printed_unit:
            yield target.with_figure(printed_unit=name)
        if unit == "HTV":
            continue
        if figure.printed_unit:
            old, new = figure.printed_unit, name
        else:
            old, new = figure.raw, f"{figure.raw} {name}"
        said = target.with_text(old, new)
        if said is not None:
            yield said
            yield replace(changed, text=said.text)


# --- neighbours -----------------------------------------------------------------------------------


def numbers_of_other_rows(target: Target) -> Iterator[Told]:
    """The number of another row or sentence of the page, with the old names, quote or citation."""
    for other in others(target):
        for stored in like(target, other):
            yield from _neighbour(target, other, stored)


def numbers_of_other_columns(target: Target) -> Iterator[Told]:
    for stored in target.statement.figures:
        if stored.value == target.figure.value or stored.raw == target.figure.raw:
            continue
        yield from target.with_number(stored.raw, stored.value)
        whole = target.with_figure(
            raw=stored.raw, value=stored.value, unit=stored.unit, scale=stored.scale,
            printed_unit=stored.printed_unit, column=stored.column, period=stored.period,
            metric=stored.metric, entity=stored.entity,
        )  # fmt: skip
        computed = any(figure.derivation for figure in target.told.figures)  # operands are told there too
        if not computed and outside_quotes(target.told, target.figure.raw, "") is not None:
            yield whole  # the text still tells the old one


def numbers_of_other_pages(target: Target) -> Iterator[Told]:
    report, page = target.citation.report, target.citation.page
    for number in range(max(1, page - 3), page + 4):
        if number == page or number > target.library.report(report).pages:
            continue
        for other in target.library.statements(report, number)[:40]:
            for stored in like(target, other)[:1]:
                yield from _neighbour(target, other, stored)


def _neighbour(target: Target, other: Statement, stored: Figure) -> Iterator[Told]:
    yield from target.with_number(stored.raw, stored.value)
    citation = cite(target, other)
    swapped = tuple(citation if c.id == citation.id else c for c in target.told.citations)
    changed = target.with_figure(
        raw=stored.raw,
        value=stored.value,
        unit=stored.unit,
        scale=stored.scale,
        printed_unit=stored.printed_unit,
    )
    said = target.with_text(target.figure.raw, stored.raw)
    if said is None:
        return
    if (stored.metric, other.label) != (target.stored.metric, target.statement.label):
        yield Told(said.text, changed.figures, swapped)  # its number and quote under the old names
        whole = replace(
            changed.figures[target.place], metric=stored.metric, entity=stored.entity,
            column=stored.column, period=stored.period,
        )  # fmt: skip
        if _names_old(target, other):  # all of it true but the name in the text
            yield Told(said.text, put_at(changed.figures, target.place, whole), swapped)
    yield Told(said.text, changed.figures, target.told.citations)


def _names_old(target: Target, other: Statement) -> bool:
    """Does the text name the target's row, and would that be a lie about the other's?"""
    label = target.figure.metric
    around = " ".join((other.text, other.label, other.entity or "", *other.section)).casefold()
    return label.casefold() not in around and label in target.told.text and other.kind is StatementKind.ROW


# --- names ----------------------------------------------------------------------------------------


def other_periods(target: Target) -> Iterator[Told]:
    period = target.figure.period
    if period is None:
        yield target.with_figure(period=Period("1899", date(1899, 1, 1), date(1899, 12, 31)))
        return
    for years in (-1, 1, 10):
        moved = Period(
            re.sub(r"\d{4}", lambda year, years=years: str(int(year.group()) + years), period.label),  # type: ignore[misc]  # years is bound
            date(period.start.year + years, period.start.month, 1),
            date(period.end.year + years, period.end.month, 28),
        )
        yield target.with_figure(period=moved)
        if moved.label != period.label:
            yield target.with_figure(period=replace(period, label=moved.label))
        yield target.with_figure(period=replace(moved, label=period.label))
    for stored in target.statement.figures:
        if stored.period is not None and stored.period != period:
            yield target.with_figure(period=stored.period)


def other_columns(target: Target) -> Iterator[Told]:
    for stored in target.statement.figures:
        if stored.raw == target.figure.raw or not stored.column or stored.column == target.figure.column:
            continue
        changed = target.with_figure(column=stored.column)
        yield changed
        yield target.with_figure(column=stored.column, period=stored.period)
        said = target.with_text(target.figure.column or "\0", stored.column)
        if said is not None:
            yield said
            yield replace(changed, text=said.text)
    if target.figure.column:
        yield target.with_figure(column=f"{target.figure.column} 1899")
    else:
        yield target.with_figure(column="Ennuste 1899")


def other_metrics(target: Target) -> Iterator[Told]:
    for other in others(target):
        if within(other.label, target) or other.kind not in (StatementKind.ROW, StatementKind.CARD):
            continue
        changed = target.with_figure(metric=other.label)
        yield changed
        said = target.with_text(target.figure.metric, other.label)
        if said is not None and not words(other.label) <= words(target.figure.metric):
            yield said
            yield replace(changed, text=said.text)


def other_entities(target: Target) -> Iterator[Told]:
    for name in (*entities(target), "Yöpuun vesiosuuskunta", "Konserni Takamaa Oy"):
        if within(name, target):
            continue
        changed = target.with_figure(entity=name)
        yield changed
        head = target.figure.entity or target.figure.metric
        new = name if target.figure.entity else f"{name} – {target.figure.metric}"
        said = target.with_text(head, new)
        if said is not None:
            yield said
            yield replace(changed, text=said.text)


ON_FIGURES: Mapping[str, Callable[[Target], Iterator[Told]]] = {
    "changed digit": changed_digits,
    "dropped or added digit": more_or_fewer_digits,
    "sign": other_signs,
    "separators": other_separators,
    "scale": other_scales,
    "unit": other_units,
    "neighbour row": numbers_of_other_rows,
    "neighbour column": numbers_of_other_columns,
    "other page's number": numbers_of_other_pages,
    "period": other_periods,
    "column": other_columns,
    "metric": other_metrics,
    "entity": other_entities,
}
