"""KPI cards: label lines, one large number, its unit, comparisons ("(2031: 9,2)") in any order."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.card_lines import AGAINST, EARLIER, card_lines
from ingest.column_periods import header_period
from ingest.columns import find_kinds
from ingest.numbers import PrintedNumber, find_numbers, find_unit, is_year, parse_cell
from ingest.periods import find_periods, year_period
from ingest.records import Box, ColumnKind, Figure, FigureKind, Period

_FORWARD = (ColumnKind.FORECAST, ColumnKind.BUDGET, ColumnKind.AMENDED_BUDGET, ColumnKind.TARGET)
_SAYS_WHAT = re.compile(r"[^\W\d_].*[:=]|(?:19|20)\d\d\s*:")
_PARTS = re.compile(r"\s*[;|]\s*|\s+[/·•]\s+|,\s+(?=[^\d\s])")
_ARROW = re.compile(r"[▲▼△▽↑↓↗↘⬆⬇]\s*(?=\d)")
_REST_OF_DATE = re.compile(r"[\d.]*\d[\d.]*|\.")
_CARRIES_ON = re.compile(r"(?:ja|tai|sekä|och|and|eller|or)\b")
_WORDS_AFTER_UNIT = 3


@dataclass(frozen=True, slots=True)
class Card:
    """A card read: `label` is what it measures, figures[0] its number, then the comparisons."""

    label: str
    figures: tuple[Figure, ...]


def read_card(
    text: str,
    page: int,
    box: Box | None,
    entity: str | None,
    report_period: Period | None,
    titles: Sequence[str] = (),
) -> Card | None:
    """Read a card from its lines (separated by line feeds); None when it holds no number.

    `titles` are the headings above it, outermost first: where the card itself says no more than when or
    what kind its number is, they may say its unit.
    """
    lines = card_lines([" ".join(line.split()) for line in text.split("\n") if line.strip()])
    main = _main_line(lines)
    if main is None and lines:
        lines = _own_word_apart(lines)
        main = _main_line(lines)
    if main is None:
        return None
    place, number, own_label = main
    before, after = lines[:place], lines[place + 1 :]
    compared, before, after = _comparisons(before, after)
    units = [line for line in after if _unit_words(line) is not None][:1]
    named = len(before) + bool(own_label) > 1 or any(_unit_words(line) is None for line in after)
    if not units and named:
        joined = {line for line, above in zip(before[1:], before, strict=False) if above.endswith(("-", "/"))}
        units = [line for line in before if _unit_words(line) == 0 and line not in joined][:1]
    labels = [line for line in (*before, own_label) if line and line not in units]
    rest = [line for line in after if line not in units]
    for line in rest:
        if find_kinds(line) or find_periods(line):
            labels.append(line)
        elif all(_says_only_when(other) for other in labels):
            labels.insert(0, line)
    label = _join(labels) or _words_after(lines[place], number)
    unit = find_unit(units[0]) if units else (find_unit(label) if number.unit is None else None)
    bare = bool(labels) and all(
        _says_only_when(line) or _part_of_year(line, report_period) is not None for line in labels
    )
    if unit is None and number.unit is None and bare:
        unit = next(filter(None, map(find_unit, reversed(titles))), None)
    if unit is not None and number.unit is None:
        number = _with_unit(number, unit.unit, unit.scale, unit.text)
    kinds = find_kinds(label)
    kind = kinds[0].kind if kinds else None
    when = _part_of_year(label, report_period) or _period(label, kind, report_period)
    own = Figure(
        raw=number.raw, value=number.value, unit=number.unit, scale=number.scale,
        printed_unit=number.printed_unit, kind=FigureKind.CARD, entity=entity, metric=label,
        column=_whole_date(kinds[0].text, label) if kinds else (label if bare else None), column_kind=kind,
        period=when, page=page, box=box, qualifier=number.qualifier,
    )  # fmt: skip
    others = (_comparison(part, own, report_period) for part in compared)
    return Card(label, (own, *(figure for figure in others if figure is not None)))


def _main_line(lines: Sequence[str]) -> tuple[int, PrintedNumber, str] | None:
    """The line of the card's number: its place, the number, and the label printed on the same line."""
    own = [(place, line) for place, line in enumerate(lines) if not _is_comparison(line)]
    for place, line in own:
        number = parse_cell(line) or _leading_number(line)
        year = number is not None and is_year(number.raw) and number.unit is None
        if number is not None and not (year and len(lines) > 2):
            return place, number, ""
    for place, line in own:
        found = find_numbers(line)
        if len(found) == 1 and (not line[found[0].end :].strip() or _unit_words(line[found[0].end :]) == 0):
            return place, found[0], line[: found[0].start].strip(" :–-")
    for place, line in enumerate(lines):
        if (number := parse_cell(line)) is not None:  # a negative number in brackets
            return place, number, ""
    return None


def _own_word_apart(lines: Sequence[str]) -> list[str]:
    """The lines of a card whose number stands before a word that is no known unit: "19 käyntiä" and
    "päivässä" below it are "19" and "käyntiä päivässä"."""
    found = find_numbers(lines[0])
    if len(lines) < 2 or len(found) != 1 or lines[0][: found[0].start].strip():
        return []
    word = lines[0][found[0].end :].strip()
    return [lines[0][: found[0].end], f"{word} {lines[1]}", *lines[2:]] if word.isalpha() else []


def _leading_number(line: str) -> PrintedNumber | None:
    """The number of a line such as "4,2 % työajasta"."""
    found = find_numbers(line)
    if len(found) != 1 or line[: found[0].start].strip(" (") or found[0].printed_unit is None:
        return None
    tail = line[line.find(found[0].printed_unit, found[0].end) + len(found[0].printed_unit) :]
    return found[0] if len(tail.split()) <= _WORDS_AFTER_UNIT else None


def _unit_words(line: str) -> int | None:
    """How many words follow the unit that a line begins with ("% työajasta": 1); None for no unit."""
    unit = find_unit(line)
    bare = line.strip(" ().,")
    if unit is None or not bare.startswith(unit.text.strip(" ().,")):
        return None
    rest = bare[len(unit.text.strip(" ().,")) :]
    words = len(rest.split())
    return words if words <= _WORDS_AFTER_UNIT and not re.search(r"\d", rest) else None


def _comparisons(before: Sequence[str], after: Sequence[str]) -> tuple[list[str], list[str], list[str]]:
    """What is compared with the number, and what is left of the lines before and after it.

    A comparison may take two lines: "Muutos" and under it "+0,2".
    """
    found: list[str] = []
    left: tuple[list[str], list[str]] = ([], [])
    for lines, kept in zip((before, after), left, strict=True):
        for line in lines:
            if _is_comparison(line):
                found += _parts(line)
            elif lines is after and kept == [] and _is_bare_change(line):
                found.append(line)
            elif lines is after and kept and parse_cell(line) is not None and find_kinds(kept[-1]):
                found.append(f"{kept.pop()}: {line}")
            else:
                kept.append(line)
    return found, left[0], left[1]


def _is_comparison(line: str) -> bool:
    """Whether a line prints a number that is not the card's own: "(2031: 9,2)", "TP 2031 9,2"."""
    parts = _parts(line)
    numbers = find_numbers(parts[0])
    if len(numbers) != 1:
        return False
    if line.startswith("("):
        return True
    if parse_cell(line) is not None:
        return False
    what = f"{parts[0][: numbers[0].start]} {parts[0][numbers[0].end :]}"
    if _SAYS_WHAT.match(parts[0]) or EARLIER.search(what) or AGAINST.match(parts[0]):
        return True
    named = find_kinds(what) or find_periods(what)
    words = re.findall(r"[^\W\d_]{3,}", parts[0][: numbers[0].start])
    return bool(named) and len(words) <= len(find_kinds(what))


def _parts(line: str) -> list[str]:
    """What a line of comparisons prints one after the other: "TP 2031 9,2 TA 5,2" is two."""
    parts: list[str] = []
    for part in _PARTS.split(line.strip(" ()")):
        start = 0
        for number, following in itertools.pairwise(find_numbers(part)):
            unit = number.printed_unit or ""
            at = part.find(unit, number.end) if unit else -1
            end = at + len(unit) if 0 <= at < following.start else number.end
            between = part[end : following.start]
            if find_kinds(between) or find_periods(between):
                parts.append(part[start:end].strip(" ,(/"))
                start = end
        parts.append(part[start:].strip(" ,(/"))
    return [part for part in parts if part] or [""]


def _is_bare_change(line: str) -> bool:
    """A signed percentage, or one with an arrow, under the number: how it changed."""
    number = parse_cell(_ARROW.sub("", line))
    if number is None or number.unit != "%":
        return False
    return _ARROW.search(line) is not None or number.raw[0] in "+-\u2212\u2013"


def _says_only_when(line: str) -> bool:
    """A line of nothing but a kind or a time ("TOT 31.3."): what it measures stands elsewhere."""
    kinds = find_kinds(line)
    if not kinds and not find_periods(line):
        return False
    words = re.findall(r"[^\W\d_]{3,}", line)
    return len(words) <= sum(len(re.findall(r"[^\W\d_]{3,}", kind.text)) for kind in kinds)


def _part_of_year(line: str, report_period: Period | None) -> Period | None:
    """The time that a line without words names as a column's head does ("1–8")."""
    return None if any(map(str.isalpha, line)) else header_period(line, report_period)


def _words_after(line: str, number: PrintedNumber) -> str:
    """The label of a card of one line that begins with its number: "12,5 M€ Investoinnit"."""
    tail = line[line.find(number.raw) + len(number.raw) :] if number.raw in line else ""
    return tail.replace(number.printed_unit or "", "", 1).strip(" |:–-")


def _whole_date(text: str, label: str) -> str:
    """A kind's name with the whole date behind it ("TOT 31.3.", where "TOT 31." was told)."""
    at = label.find(text)
    rest = _REST_OF_DATE.match(label, at + len(text)) if at >= 0 and text[-1:] in ".0123456789" else None
    return text + rest.group() if rest else text


def _with_unit(number: PrintedNumber, unit: str | None, scale: int, printed: str | None) -> PrintedNumber:
    return replace(number, value=number.number * scale, unit=unit, scale=scale, printed_unit=printed)


def _period(label: str, kind: ColumnKind | None, report_period: Period | None) -> Period | None:
    mentioned = find_periods(label)
    if mentioned:
        return mentioned[0].period
    if kind in _FORWARD and report_period is not None:
        return year_of(report_period)
    return report_period


def year_of(period: Period) -> Period:
    """The calendar year in which `period` ends."""
    return year_period(period.end.year)


def _comparison(text: str, main: Figure, report_period: Period | None) -> Figure | None:
    number = next(iter(find_numbers(text)), None)
    if number is None:
        return None
    head = text[: number.start].strip(" (:=")
    tail = text[number.end :].replace(number.printed_unit or "", "", 1).strip(" ).")
    what = f"{head} {tail}".strip()
    if number.unit is None and number.scale == 1:
        number = _with_unit(number, main.unit, main.scale, main.printed_unit)
    kind, period = _meaning(what, number, main, report_period)
    if _is_bare_change(text):
        kind = ColumnKind.CHANGE
    return Figure(
        raw=number.raw, value=number.value, unit=number.unit, scale=number.scale,
        printed_unit=number.printed_unit, kind=FigureKind.CARD, entity=main.entity, metric=main.metric,
        column=head.removesuffix(number.qualifier or "").strip(" :") or what or None, column_kind=kind,
        period=period, page=main.page, box=main.box, qualifier=number.qualifier,
    )  # fmt: skip


def _meaning(
    what: str, number: PrintedNumber, main: Figure, report_period: Period | None
) -> tuple[ColumnKind | None, Period | None]:
    kinds, periods = find_kinds(what), find_periods(what)
    kind = kinds[0].kind if kinds else None
    period = periods[0].period if periods else None
    earlier = EARLIER.search(what) is not None
    if earlier and (
        kind is ColumnKind.CHANGE or (number.raw[0] in "+-\u2212\u2013" and number.unit != main.unit)
    ):
        return ColumnKind.CHANGE, main.period
    if earlier and report_period is not None:
        return kind or ColumnKind.ACTUAL, period or year_period(report_period.end.year - 1)
    if number.unit == "%" and main.unit != "%" and kind not in (ColumnKind.CHANGE, ColumnKind.DEVIATION):
        kind = ColumnKind.SHARE
    elif (
        kind is None and period is not None and report_period is not None and period.end < report_period.start
    ):
        kind = ColumnKind.ACTUAL
    if period is None and kind is not None and report_period is not None:
        period = year_of(report_period) if kind in _FORWARD else main.period
    return kind, period


def _join(lines: Sequence[str]) -> str:
    """Label lines as one text. A hyphen at a line's end goes where it only parts a word
    ("TOIMINTA-/TUOTOT"), and stays before "ja" ("kehittämis- ja") and a name ("Etelä-Savo")."""
    text = ""
    for line in lines:
        if text.endswith("-") and line[:1].isalpha() and not text.endswith((" -", "/-")):
            if _CARRIES_ON.match(line):
                text = f"{text} {line}"
            else:
                text = (text if line[0].isupper() and not text[-2:-1].isupper() else text[:-1]) + line
        else:
            text = f"{text} {line}" if text and not text.endswith("/") else text + line
    return text
