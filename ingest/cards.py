"""KPI cards: label lines, one large number, its unit, a comparison in parentheses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.columns import find_kinds
from ingest.numbers import PrintedNumber, find_numbers, find_unit, parse_cell
from ingest.periods import find_periods
from ingest.records import Box, ColumnKind, Figure, FigureKind, Period

_FORWARD = (ColumnKind.FORECAST, ColumnKind.BUDGET, ColumnKind.AMENDED_BUDGET, ColumnKind.TARGET)
_COMPARISON = re.compile(
    r"\(?\s*(?P<what>[^():]*[^\W\d_][^():]*(?::\w+)?|\d{4})\s*[:=]\s+(?P<rest>.+?)\s*\)?$"
    r"|^\(?\s*(?P<year>(?:TP\s?)?(?:19|20)\d\d)\s*:?\s+(?P<value>.+?)\s*\)?$"
)


@dataclass(frozen=True, slots=True)
class Card:
    """A card read: `label` is what it measures, figures[0] its number, then the comparisons."""

    label: str
    figures: tuple[Figure, ...]


def read_card(
    text: str, page: int, box: Box | None, entity: str | None, report_period: Period | None
) -> Card | None:
    """Read a card from its lines (separated by line feeds); None when it holds no number."""
    lines = [" ".join(line.split()) for line in text.split("\n") if line.strip()]
    main = _main_line(lines)
    if main is None:
        return None
    place, number = main
    after = lines[place + 1 :]
    unit_lines = [line for line in after if _is_unit(line)]
    comparisons = [line for line in (*lines[:place], *after) if _COMPARISON.match(line) and _has_number(line)]
    labels = [line for line in lines[:place] if line not in comparisons]
    if not labels:
        labels = [line for line in after if line not in unit_lines and line not in comparisons]
    label = _join(labels)
    unit = find_unit(unit_lines[0]) if unit_lines else (find_unit(label) if number.unit is None else None)
    if unit is not None and number.unit is None:
        number = _with_unit(number, unit.unit, unit.scale, unit.text)
    kinds = find_kinds(label)
    kind = kinds[0].kind if kinds else None
    figures = [
        Figure(
            raw=number.raw, value=number.value, unit=number.unit, scale=number.scale,
            printed_unit=number.printed_unit, kind=FigureKind.CARD, entity=entity, metric=label,
            column=kinds[0].text if kinds else None, column_kind=kind,
            period=_period(label, kind, report_period), page=page, box=box, qualifier=number.qualifier,
        )
    ]  # fmt: skip
    figures += [
        figure
        for line in comparisons
        if (figure := _comparison(line, figures[0], report_period)) is not None
    ]
    return Card(label, tuple(figures))


def _main_line(lines: Sequence[str]) -> tuple[int, PrintedNumber] | None:
    for place, line in enumerate(lines):
        if _COMPARISON.match(line) or line.startswith("("):
            continue
        number = parse_cell(line)
        if number is None:
            found = find_numbers(line)
            rest = line[: found[0].start] + line[found[0].end :] if len(found) == 1 else ""
            number = found[0] if len(found) == 1 and (not rest.strip() or _is_unit(rest)) else None
        if number is not None:
            return place, number
    return None


def _is_unit(line: str) -> bool:
    unit = find_unit(line)
    return unit is not None and len(line.strip(" ().")) <= len(unit.text) + 2


def _has_number(line: str) -> bool:
    match = _COMPARISON.match(line)
    rest = match and (match["rest"] or match["value"])
    return bool(rest) and (parse_cell(rest or "") is not None or bool(find_numbers(rest or "")))


def _with_unit(number: PrintedNumber, unit: str | None, scale: int, printed: str) -> PrintedNumber:
    return PrintedNumber(
        raw=number.raw, number=number.number, value=number.number * scale, unit=unit, scale=scale,
        printed_unit=printed, qualifier=number.qualifier, start=number.start, end=number.end,
    )  # fmt: skip


def _period(label: str, kind: ColumnKind | None, report_period: Period | None) -> Period | None:
    mentioned = find_periods(label)
    if mentioned:
        return mentioned[0].period
    if kind in _FORWARD and report_period is not None:
        return year_of(report_period)
    return report_period


def year_of(period: Period) -> Period:
    """The calendar year in which `period` ends."""
    year = period.end.year
    return Period(str(year), period.end.replace(month=1, day=1), period.end.replace(month=12, day=31))


def _comparison(line: str, main: Figure, report_period: Period | None) -> Figure | None:
    match = _COMPARISON.match(line)
    if match is None:
        return None
    what = (match["what"] or match["year"] or "").strip(" (:")
    rest = (match["rest"] or match["value"] or "").strip(" )")
    number = parse_cell(rest) or next(iter(find_numbers(rest)), None)
    if number is None:
        return None
    if number.unit is None:
        number = _with_unit(number, main.unit, main.scale, main.printed_unit or "")
    periods = find_periods(what)
    kinds = find_kinds(what)
    period = periods[0].period if periods else (year_of(report_period) if kinds and report_period else None)
    kind = kinds[0].kind if kinds else None
    if number.unit == "%" and main.unit != "%":
        kind = ColumnKind.SHARE
    elif kind is None and period is not None and report_period is not None and period.end < report_period.start:
        kind = ColumnKind.ACTUAL
    return Figure(
        raw=number.raw, value=number.value, unit=number.unit, scale=number.scale,
        printed_unit=number.printed_unit or None, kind=FigureKind.CARD, entity=main.entity, metric=main.metric,
        column=what, column_kind=kind, period=period, page=main.page, box=main.box, qualifier=number.qualifier,
    )  # fmt: skip


def _join(lines: Sequence[str]) -> str:
    """Label lines as one text: a hyphen at a line's end joins, unless a word stands complete."""
    text = ""
    for line in lines:
        if text.endswith("-") and line[:1].isalpha() and not text.endswith((" -", "/-")):
            text = text[:-1] + line
        else:
            text = f"{text} {line}" if text and not text.endswith("/") else text + line
    return text
