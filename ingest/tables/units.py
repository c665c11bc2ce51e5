"""The unit of a table and of its rows, where they are printed; nothing is guessed.

A table says its unit in its corner, its title, the line above or its headers. A row may say its
own ("Lainat, €/asukas"), and some official key figures have one by definition ("Omavaraisuusaste"
is a percentage, "Asukasmäärä" counts people, "Lainanhoitokate" has none).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.records import Column, Quote
from ingest.tables.headers import Headers, is_unit_text
from ingest.tables.measures import measure_of
from ingest.tables.places import Places, join_wrapped, quote_cells
from ingest.units import PrintedUnit, find_unit


@dataclass(frozen=True, slots=True)
class TableUnit:
    """A table's unit and, where it stands inside the grid, its quote."""

    unit: PrintedUnit
    quote: Quote | None = None


@dataclass(frozen=True, slots=True)
class RowUnit:
    """The unit a row has of its own; `unit` None for a plain number (a count, a ratio)."""

    unit: str | None
    scale: int = 1
    printed: str | None = None


_LONGEST_STATEMENT = 80
_BY_EACH = re.compile(
    r"(?:\w+\s\d+[.:]?\s+|\d+(?:\.\d+)*\.?\s+)?(?P<what>(?:[^\W\d]\S*\s){1,4}?)\S+(?:ittain|uksittain|kohtaisesti)\b"
)
_STATED = re.compile(
    r"\b(?:tuhansi(?:na|a|n)|miljooni(?:na|a)|miljoonin|miljardeina|euroina|luvut|summat|määrät|tuhatta|tusen(?:tal)?"
    r"|thousands?|millions?|belopp(?:en)?)\b",
    re.IGNORECASE,
)


def stated_unit(line: str) -> PrintedUnit | None:
    """The unit that a caption or the line above states for the numbers below.

    Prose that merely speaks of euros does not: the unit stands alone, in parentheses, after a
    comma, dash or colon at the end, or in words like "tuhansina euroina".
    """
    line = " ".join(line.split())
    for inside in re.findall(r"[(\[]([^()\[\]]{1,30})[)\]]", line):
        unit = find_unit(inside)
        if unit is not None and _covers(unit, inside):
            return unit
    measure = measure_of(line) if len(line) <= _LONGEST_STATEMENT else None
    if measure is not None:
        return measure
    tail = re.split(r"[,;:–—|]\s|\s-\s", line.rstrip(" .)"))[-1].strip(" (")
    unit = find_unit(tail)
    if unit is not None and _covers(unit, tail):
        return unit
    if unit is not None and unit.unit != "%" and len(line) <= 80 and tail.endswith(unit.text.rstrip(".")):
        return unit
    if len(line) <= _LONGEST_STATEMENT and not line.endswith("."):
        bare = re.sub(r"\([^()]*\)", " ", line)  # "Netto, 1 000 € (netto = tulot – menot)"
        for part in re.split(r"[,;:–—|]\s|\s-\s", bare):
            unit = find_unit(part.strip())
            if unit is not None and unit.unit != "%" and unit.text == part.strip():
                return unit
    if len(line) <= 120 and _STATED.search(line):
        return find_unit(line)
    return None


def measured_in_title(title: str) -> PrintedUnit | None:
    """The unit of what a title says is counted for each of many: "Henkilötyövuodet palvelualueittain"."""
    head = _BY_EACH.match(" ".join(title.split()))
    unit = row_unit(head.group("what").strip(" ,")) if head else None
    if head is None or unit is None or unit.unit is None:
        return None
    return PrintedUnit(unit.printed or "", unit.unit, unit.scale)


def _covers(unit: PrintedUnit, text: str) -> bool:
    rest = re.sub(r":\w{1,3}\b", "", text.replace(unit.text, "", 1))  # "%:a", "kpl:tta"
    return not re.search(r"\w", re.sub(r"\b(?:in|luvut|yksikkö|ovat)\b", "", rest, flags=re.IGNORECASE))


def table_unit(
    places: Places, header_rows: int, label_columns: Iterable[int], title: str | None, above: str
) -> TableUnit | None:
    """The unit of a table as a whole: from its corner, its own caption, its title, the line above."""
    labels = tuple(label_columns) or (0,)
    for row in range(min(places.rows, max(header_rows, 1))):
        for cell in places.row_cells(row):
            text = join_wrapped([cell.text])
            if not places.is_caption(cell) and (cell.column not in labels or row >= header_rows):
                continue
            unit = stated_unit(text) if places.is_caption(cell) else find_unit(text)
            if unit is not None and unit.unit is not None:
                return TableUnit(unit, quote_cells(places.grid.page, [cell]))
    measured = measured_in_title(title) if title else None
    if measured is not None:
        return TableUnit(measured)
    lines = [title] if title else []
    lines += [line for line in reversed(above.splitlines()) if line.strip()]
    for line in lines:
        unit = stated_unit(line)
        if unit is not None:
            return TableUnit(unit)
    return None


def common_unit(columns: Sequence[Column], headers: Headers) -> TableUnit | None:
    """The money unit that every money column names in its own header, as the table's; None where
    some column's unit is not known."""
    if any(column.unit is None for column in columns):
        return None
    named = [column for column in columns if column.unit and column.unit.startswith("EUR")]
    if not named or any((c.unit, c.scale) != (named[0].unit, named[0].scale) for c in named):
        return None
    printed = named[0].printed_unit
    if printed is None:
        return None
    return TableUnit(PrintedUnit(printed, named[0].unit, named[0].scale), _unit_quote(named[0], headers))


def _unit_quote(column: Column, headers: Headers) -> Quote | None:
    """The one header cell over a column that prints its unit."""
    for cell in reversed(headers.stack(column.index)):
        unit = find_unit(join_wrapped([cell.text]))
        if unit is not None and (unit.unit, unit.scale) == (column.unit, column.scale):
            return headers.quote([cell])
    return column.header


# --- a column of units -----------------------------------------------------------------------------

_UNIT_HEADER = re.compile(r"(?:mitta)?yksikkö|yks\.|enhet|unit", re.IGNORECASE)


def unit_column(places: Places, columns: Iterable[int], header_rows: int, body: Sequence[int]) -> int | None:
    """The column that names the unit of each row: headed "Yksikkö", or of units of several kinds."""
    for column in columns:
        texts = [text for row in body if re.search(r"[\w%€‰]", text := places.text(row, column))]
        known = {text for text in texts if is_unit_text(text)}
        header = join_wrapped(places.text(row, column) for row in range(header_rows))
        if (
            _UNIT_HEADER.fullmatch(header)
            and known
            and 2 * sum(text in known for text in texts) >= len(texts)
        ):
            return column
        if len(known) > 1 and known.issuperset(texts):
            return column
    return None


def unit_named(text: str) -> RowUnit | None:
    """The unit that a cell of a column of units names; None where it names none that is known."""
    unit = find_unit(text.strip().strip("()[]").strip()) if is_unit_text(text) else None
    return RowUnit(unit.unit, unit.scale, unit.text) if unit is not None else None


# --- rows ----------------------------------------------------------------------------------------

_COUNTS = (
    (re.compile(r"\b(?:asukas(?:määrä|luku)|asukkaiden (?:luku)?määrä|väkiluku|väestömäärä)\b"), "asukas"),
    (re.compile(r"\b(?:henkilöstö|henkilö|työntekijä)määrä\b|\bhenkilöstön (?:luku)?määrä\b"), "henkilö"),
    (re.compile(r"\boppilas(?:määrä|luku)\b|\boppilaiden (?:luku)?määrä\b"), "oppilas"),
    (re.compile(r"\bkassan riittävyys\b"), "päivä"),
    (re.compile(r"\b(?:lukumäärä|lkm)\b"), "kpl"),
)
_PLAIN_COUNT = re.compile(
    r"\b\w*(?:asiakas|kävijä|lapsi|opiskelija|potilas|käyttäjä|osallistuja|jäsen)(?:määrä|luku)\w*"
    r"|\b(?:asiakkaiden|kävijöiden|lasten|opiskelijoiden|potilaiden|työttömien) (?:luku)?määrä\b"
)
_RATIO = re.compile(
    r"\blainanhoitokate\b|\b(?:current|quick) ratio\b|\bsuhdeluku\b|\bkerroin\b|\bindeksi(?:luku)?\b"
)
_PERCENTAGE = re.compile(
    r"[^\W\d](?:prosentti|pros\.|-?\s?%)\s*$|\b(?:omavaraisuus|velkaantuneisuus|työllisyys|työttömyys|käyttö|täyttö"
    r"|toteutumis|kattavuus)aste\b|\bsuhteellinen velkaantuneisuus\b|\btulovero-?prosentti\b"
)
_PERSON_YEARS = re.compile(
    r"^(?:htv\d?|henkilötyövuo(?:det|si|tta|sia))\b|(?<!/)(?<!/ )\b(?:htv\d?|henkilötyövuo(?:det|tta|sia))$"
)
_EACH = re.compile(r"\b(?:asukasta (?:kohti|kohden)|asukasta koh\.|per asukas|per capita|per invånare)")


def row_unit(label: str) -> RowUnit | None:
    """The unit that a row's label gives its numbers; None where it says nothing."""
    label = " ".join(label.split())
    printed = measure_of(label) or _trailing_unit(label)
    words = label.lower()
    if printed is not None:
        each = "/asukas" if printed.unit == "EUR" and _EACH.search(words) else ""
        return RowUnit(f"{printed.unit}{each}" if each else printed.unit, printed.scale, printed.text)
    if _PERSON_YEARS.search(words):
        return RowUnit("HTV")
    if _RATIO.search(words) or _PLAIN_COUNT.search(words):
        return RowUnit(None)
    if _PERCENTAGE.search(words):
        return RowUnit("%")
    return next((RowUnit(unit) for pattern, unit in _COUNTS if pattern.search(words)), None)


def _trailing_unit(label: str) -> PrintedUnit | None:
    """The unit at the end of a label: ", €/as.", "(1 000 €)", " 1000 €"."""
    inside = re.search(r"[(\[]([^()\[\]]{1,25})[)\]]\s*$", label)
    tail = inside.group(1) if inside else re.split(r"[,;]\s?(?!\d{3}\b)|:\s+", label)[-1].strip()
    unit = find_unit(tail) if tail != label or inside else None
    if unit is not None and _covers(unit, tail):
        return unit
    unit = find_unit(label)
    if unit is None or not label.endswith(unit.text) or label == unit.text:
        return unit if unit is not None and label == unit.text else None
    if label[: -len(unit.text)].rstrip().endswith("/") and "€" not in unit.text:
        return None  # "poissaolopäivät/htv" counts days
    symbol = re.search(r"[€%/]", unit.text) is not None or unit.unit == "HTV"
    about = re.search(r"(?:yli|alle|noin|vähintään|enintään)\s*$", label[: -len(unit.text)], re.IGNORECASE)
    return unit if symbol and not about else None
