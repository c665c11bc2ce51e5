"""A unit that a report states once for all its tables: "Taulukoiden luvut ovat tuhansia euroja".

It holds from there on, for every table that prints none of its own, until another is stated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.sentences import Range, sentences
from ingest.units import PrintedUnit, find_unit

_ALL_TABLES = re.compile(
    r"(?<!\w)(?:(?:kaik(?:ki|issa|kien)\s+)?(?:raportin|katsauksen|asiakirjan|julkaisun|talousarvion|tilinpäätöksen)?\s?"
    r"taulukoi(?:den|ssa|hin)|kaikki\s+(?:luvut|summat|euromäärät)|kaikissa\s+taulukoissa"
    r"|(?:raportin|katsauksen|asiakirjan)\s+(?:luvut|summat|euromäärät)|ellei\s+(?:toisin|muuta)\s+(?:ole\s+)?(?:main|ilmoit)\w*"
    r"|(?:i\s+)?(?:alla\s+)?tabeller(?:na)?|all\s+(?:figures|tables|amounts)|unless\s+otherwise\s+stated)(?!\w)",
    re.IGNORECASE,
)
_NUMBERS = re.compile(
    r"(?<!\w)(?:luvut|summat|euromäärät|määrät|taulukot|taulukoi\w+|ilmoitet\w+|esitet\w+|tuhansi\w+|miljooni\w+"
    r"|siffror\w*|belopp\w*|figures|tables|amounts)(?!\w)",
    re.IGNORECASE,
)
_ROUNDED = re.compile(r"pyörist|avrund|rounded", re.IGNORECASE)
_MONEY = re.compile(
    r"tuotot|tulot|kulut|menot|kate(?!g)|vero|laina|velat|velka|varat|pääoma|avustu|investoin|määräraha|ostot|palkat"
    r"|poistot|valtionosuu|maksut|korot|tulos|jäämä|rahavirta|saamiset|bidrag|intäkt|kostnad|skatt|lån|revenue|expens"
    r"|income|loan|tax",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"lukumäärä|lkm|henkilöstömäärä|asukasluku|väestö|oppilas|tunnusluv|kapasiteet|htv|kpl", re.IGNORECASE
)
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class StatedUnit:
    """The unit and where in the text it is stated."""

    unit: PrintedUnit
    place: Range


def unit_for_all_tables(text: str) -> StatedUnit | None:
    """The money unit that a block of text states for all tables from there on; None where it states none.

    Of several such sentences the last counts.
    """
    found = None
    for piece in sentences(text):
        said = text[piece.start : piece.end]
        if len(said) > _LONGEST or not _ALL_TABLES.search(said) or not _NUMBERS.search(said):
            continue
        if _ROUNDED.search(said):
            continue  # what is rounded to thousands may be printed in full
        unit = find_unit(said)
        if unit is None or not (unit.unit or "").startswith("EUR") or said.count(unit.text) != 1:
            continue
        at = piece.start + said.index(unit.text)
        found = StatedUnit(unit, Range(at, at + len(unit.text)))
    return found


def tells_of_money(title: str | None, labels: Iterable[str]) -> bool:
    """Whether a table's title and row labels are those of amounts of money, not of counts or key figures."""
    names = [label for label in labels if label]
    if title and _COUNTED.search(title):
        return False
    return 3 * sum(_MONEY.search(name) is not None for name in names) >= len(names) > 0
