"""The last check before an answer leaves: every number in it must be traced.

A number is traced when it stands, sign and separators included, in the quote of one of the
answer's own citations, or when it is the result of a derivation whose operands do. The guard
shares no number reader with the rest: it compares characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal, localcontext

from service.records import AnswerFigure, Citation

_SPACES = dict.fromkeys(map(ord, "\u00a0\u2000\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\t\n\r"), " ")
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2212"), "-")
_MARK = re.compile(r"\[\d+\]")
_DIGITS = r"\d+(?:[ .:/]?\d+)*(?:,\d+)?"
_NUMBER = re.compile(rf"(?<!\w)(?:\([-+]?{_DIGITS}\)|[-+]?{_DIGITS})|\d+")


def untraced(text: str, figures: Sequence[AnswerFigure], citations: Sequence[Citation]) -> tuple[str, ...]:
    """The numbers of an answer that stand nowhere; empty when the answer may be given.

    A figure whose `raw` is not in the quote of its own citation, or a derivation whose result does
    not follow from its operands, is reported too.
    """
    quotes = {citation.id: _cells(citation.quote) for citation in citations}
    faults = [figure.raw for figure in figures if not _figure_holds(figure, quotes)]
    derived = [_plain(figure.raw) for figure in figures if figure.derivation is not None]
    known = [cell for cells in quotes.values() for cell in cells] + derived
    for match in _NUMBER.finditer(_MARK.sub(" ", _plain(text))):
        number = match.group()
        if not any(_stands_in(number, place) for place in known):
            faults.append(number)
    return tuple(faults)


def _figure_holds(figure: AnswerFigure, quotes: dict[int, tuple[str, ...]]) -> bool:
    if figure.derivation is None:
        cells = quotes.get(figure.citation, ()) if figure.citation is not None else ()
        return any(_stands_in(_plain(figure.raw), cell) for cell in cells)
    operands = figure.derivation.operands
    if not operands or not all(_figure_holds(operand, quotes) for operand in operands):
        return False
    with localcontext() as context:
        context.prec = 60
        values = [operand.value for operand in operands]
        match figure.derivation.operation:
            case "difference":
                expected = values[0] - sum(values[1:], Decimal(0))
            case "sum":
                expected = sum(values, Decimal(0))
            case _:
                return False
    return expected == figure.value and _digits(figure.raw) == _digits(f"{figure.value / figure.scale:f}")


def _digits(text: str) -> str:
    bare = re.sub(r"[^\d.,]", "", text).replace(",", ".")
    return bare.rstrip("0").rstrip(".") if "." in bare else bare


def _plain(text: str) -> str:
    return re.sub(r" +", " ", unicodedata.normalize("NFC", text).translate(_SPACES).translate(_DASHES)).strip()


def _cells(quote: str) -> tuple[str, ...]:
    """A quote's cells: in a table row wide white space parts one number from the next."""
    return tuple(_plain(cell) for cell in re.split(r"\s{2,}", unicodedata.normalize("NFC", quote)) if cell)


def _stands_in(number: str, text: str) -> bool:
    """`number` stands in `text` as a whole: no digit, group of digits, separator or sign cut off."""
    start = 0
    while (at := text.find(number, start)) >= 0:
        before, after = text[:at], text[at + len(number) :]
        cut = re.search(r"\d[.,]?$|(?<!\w)[-+]$", before) and number[0] not in "+-("
        if re.match(r"\d{3}(?!\d)", number) and re.search(r"(?<![\d.,])\d{1,3}(?: \d{3})* $", before):
            cut = True  # the tail of a number with its thousands apart
        if not cut and not re.match(r"\d|[.,]\d|(?: \d{3})+(?!\d)" if re.match(r"\W?\d{1,3}(?: \d{3})*$", number) else r"\d|[.,]\d", after):
            return True
        start = at + 1
    return False
