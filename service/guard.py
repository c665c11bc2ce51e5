"""The last check before an answer leaves: every number in it must be traced.

A number is traced when it stands as a whole, sign and separators included, in the quote of a
citation that marks the sentence it is in, or when it is the result of a derivation whose operands
do. Answer and quotes are cut into numbers by the same rules and compared as characters. The guard
shares no number reader with the rest of the program.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import lru_cache

from service.records import AnswerFigure, Citation

_MARKS = re.compile(r"(?:\[[0-9]+\])+")
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"
_SIGNS = {"\u2795": "+", "\ufe62": "+", "\uff0b": "+", "\u207a": "+"} | dict.fromkeys(
    "\u2212\u207b\u208b\u2043\u02d7\u2796", "-"
)
_BLANK = "\u2800\u3164\uffa0"

# Digits in groups of three ("1 234,5"), or a word with digits and what is glued to it: "31.3.2025",
# "Q1/2025", "TP2024", "COVID-19", "5,6M".
_GROUPED = r"(?<![\w.,:/])\d{1,3}(?:(?: | ?\.)\d{3})+(?!\d)(?:[.,]\d+)?(?![^\w\s()\[\]-]+\d)"
_GLUED = r"(?:[^\W\d_]+-)?\w*\d\w*(?:[^\w\s()\[\]-]+\w*\d\w*)*"
_BODY = rf"(?:{_GROUPED}[^\W\d_]*|{_GLUED})"
_SIGN = r"(?:(?<![\w.%€)\]])(?<!\d[,:/])(?:\+/-|±|[-+])|(?:(?<=[:=] )|(?<=\()|\A)[-+] |(?<=[^\d] )\+ )"
_PLAIN_NUMBER = rf"(?:{_GROUPED}|\d+(?:[.,]\d+)*)"
_NUMBER = rf"(?:(?<!\w)\( ?[-+]? ?{_PLAIN_NUMBER} ?\)(?!\S?\d)|{_SIGN}?{_BODY}(?:-(?=$|[ .,;:)”])(?! \d))?)"
_ONE = re.compile(_NUMBER)
_RANGE = re.compile(rf"{_NUMBER}(?:[.%€]?(?:-| - ){_NUMBER})*")
_COST = re.compile(
    r"kulu|meno|poisto|arvonalent|kustannu|palk|ostot|avustukset|kostnad|utgift|avskriv|cost|expen",
    re.IGNORECASE,
)
_PEOPLE = re.compile(
    r"^(?:asuk(?:as|kaiden|kaita)|väkilu|väestö(?!n)|invånar|folkm|population|inhabitants)", re.IGNORECASE
)
_WHOLE_QUOTE = r"(?:(?<=”)|(?<=• )|(?<=\]\n)|\A)(?:{})(?=”| ?\[[0-9]+\]|\Z)"


def untraced(text: str, figures: Sequence[AnswerFigure], citations: Sequence[Citation]) -> tuple[str, ...]:
    """The numbers of an answer that stand nowhere; empty when the answer may be given.

    A figure whose `raw` is not in the quote of its own citation, whose `value` is not what its
    `raw` says, or a derivation whose result does not follow from its operands, is reported too.
    """
    cells = {citation.id: _cells(citation) for citation in citations}
    faults = [figure.raw for figure in figures if not _figure_holds(figure, cells)]
    derived = forms(form for figure in figures if figure.derivation for form in _computed(figure))
    known = {number: forms(texts) for number, texts in cells.items()}
    for piece, marks in _sentences(text, citations):
        near = [known[mark] for mark in marks] if marks else list(known.values())
        for number in _numbers(piece):
            if number not in derived and not any(number in printed for printed in near):
                faults.append(number)
    return tuple(faults)


def _sentences(text: str, citations: Sequence[Citation]) -> Iterator[tuple[str, frozenset[int]]]:
    """The pieces of an answer, each with the citations that mark its end.

    A quote that stands there whole is left out: it may hold the wide gaps between a row's cells.
    """
    ids = {citation.id for citation in citations}
    quotes = [re.escape(citation.quote) for citation in citations if re.search(r"[^\W\d_]", citation.quote)]
    if quotes:
        text = re.sub(_WHOLE_QUOTE.format("|".join(sorted(quotes, key=len, reverse=True))), "", text)
    start = 0
    for match in _MARKS.finditer(text):
        marks = frozenset(map(int, re.findall(r"\d+", match.group())))
        if marks <= ids:
            yield plain(text[start : match.start()]), marks
            start = match.end()
    yield plain(text[start:]), frozenset()


def _figure_holds(figure: AnswerFigure, cells: Mapping[int, tuple[str, ...]]) -> bool:
    if not _says(figure.raw, figure.value, figure.scale):
        return False
    if figure.derivation is None:
        own = cells.get(figure.citation, ()) if figure.citation is not None else ()
        raw = plain(figure.raw)
        if not re.search(r"\d", raw):  # a number in words: "miljoonalla eurolla"
            return bool(raw) and any(re.search(rf"(?<!\w){re.escape(raw)}(?!\w)", cell) for cell in own)
        numbers = list(_numbers(raw))
        return len(numbers) == 1 and numbers[0] in forms(own)
    operands = figure.derivation.operands
    if not operands or not all(_figure_holds(operand, cells) for operand in operands):
        return False
    operation = figure.derivation.operation
    units = {operand.unit for operand in operands}
    ratio = operation in ("share", "growth")
    if operation != "quotient" and (len(units) != 1 or not (ratio or units == {figure.unit})):
        return False
    with localcontext() as context:
        context.prec = 60
        values = [operand.value for operand in operands]
        match operation:
            case "difference":
                return figure.value == values[0] - sum(values[1:], Decimal(0))
            case "sum":
                return figure.value == sum(values, Decimal(0))
            case "share" | "growth":
                return figure.scale == 1 and figure.unit == "%" and _is_ratio(figure, operands)
            case "quotient":
                return figure.scale == 1 and figure.unit == "EUR/asukas" and _is_per_head(figure, operands)
            case _:
                return False


def _is_ratio(figure: AnswerFigure, operands: Sequence[AnswerFigure]) -> bool:
    """Is the figure the first value in per cent of the second (share), or its growth from the second,
    rounded half up to the decimals that it prints? Values of two signs have no growth, and a share only
    where the one printed with a minus is a cost: that is taken by its size."""
    assert figure.derivation is not None
    growth = figure.derivation.operation == "growth"
    values = [operand.value for operand in operands]
    if len(values) == 2 and values[0] * values[1] < 0 and not growth:
        values = [abs(o.value) if o.value < 0 and _COST.search(o.metric) else o.value for o in operands]
    if len(values) != 2 or not values[1] or values[0] * values[1] < 0:
        return False
    return figure.value == _rounded(100 * (values[0] / values[1] - growth), figure)


def _is_per_head(figure: AnswerFigure, operands: Sequence[AnswerFigure]) -> bool:
    """Is the figure money divided by a number of inhabitants, rounded half up to what it prints?"""
    if len(operands) != 2:
        return False
    money, heads = operands
    people = heads.unit in (None, "asukas") and heads.scale == 1 and heads.value > 0
    if money.unit != "EUR" or not people or not _PEOPLE.search(heads.metric):
        return False
    return figure.value == _rounded(money.value / heads.value, figure)


def _rounded(value: Decimal, figure: AnswerFigure) -> Decimal:
    decimals = re.search(r"[.,](\d+)\D*$", plain(figure.raw))
    return value.quantize(Decimal(1).scaleb(-len(decimals[1]) if decimals else 0), ROUND_HALF_UP)


def _says(raw: str, value: Decimal, scale: int) -> bool:
    """Do the digits and the sign of `raw` make `value`, whichever of point and comma parts decimals?"""
    printed = plain(raw)
    digits = re.sub(r"\D", "", printed)
    if not digits:
        return bool(printed)
    if not digits.isascii():
        return False
    decimals = re.search(r"[.,](\d+)\D*$", printed)
    with localcontext() as context:
        context.prec = 60
        whole = Decimal(digits) * scale
        amounts = {whole.scaleb(-len(decimals[1]))} if decimals else {whole}
        if decimals and len(decimals[1]) == 3:  # "1.234" may be a thousand or so
            amounts.add(whole)
        negative = re.match(r"[-(]", printed) is not None or printed.endswith("-")
        return value in {-amount if negative else amount for amount in amounts}


def _computed(figure: AnswerFigure) -> Iterator[str]:
    """What a derivation lets an answer print: its result and, from two operands, the calculation."""
    yield plain(figure.raw)
    assert figure.derivation is not None
    operands = [plain(operand.raw) for operand in figure.derivation.operands]
    yield from operands
    bracketed = [f"({raw})" if raw[:1] in ("-", "+") else raw for raw in operands]
    yield " - ".join([*operands[:1], *bracketed[1:]])


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """A text as the guard compares it: one kind of space and of dash; nothing invisible; strange
    numerals begin with a digit."""
    made: list[str] = []
    for char in unicodedata.normalize("NFC", text):
        category = unicodedata.category(char)
        if char.isspace() or char in _BLANK:
            made.append(" ")
        elif category == "Pd" or char in _SIGNS:
            made.append(_SIGNS.get(char, "-"))
        elif category in ("Cf", "Mn", "Me", "Cc"):
            continue
        elif category in ("No", "Nl") and char not in _RAISED:
            made.append(f"\U0001d7d8{char}")  # ½, Ⅳ, ① count as digits below
        else:
            made.append(char)
    text = re.sub(r"(?<=\d) ?(?:\.{2,3}|…) ?(?=[-+]?\d)", "-", "".join(made))
    return re.sub(r" +", " ", text).strip()


def _cells(citation: Citation) -> tuple[str, ...]:
    """A quote's cells: in a table's row wide white space parts one number from the next."""
    parts = re.split(r"\s{2,}", unicodedata.normalize("NFC", citation.quote))
    return tuple(cell for part in parts if (cell := plain(part)))


def _numbers(text: str) -> Iterator[str]:
    """The numbers of a plain text, ranges whole, footnote marks apart."""
    yield from re.findall(rf"(?<![^\W\d_{_RAISED}])[{_RAISED}]+", text)
    for number, _, _ in placed_numbers(text):
        yield number


def placed_numbers(text: str) -> Iterator[tuple[str, int, int]]:
    """The numbers of a plain text, ranges whole, each with where it begins and ends."""
    for match in _RANGE.finditer(re.sub(f"[{_RAISED}]", " ", text)):
        yield _tidy(match.group()), match.start(), match.end()


def _tidy(number: str) -> str:
    """A sign beside its digits; "(-3)" is "-3"."""
    number = re.sub(r"^([-+]) ", r"\1", number)
    number = re.sub(r"\( ?([-+]?) ?", r"(\1", number).replace(" )", ")")
    return re.sub(r"\(([-+][^()]+)\)", r"\1", number)


def forms(texts: Iterable[str]) -> frozenset[str]:
    """Every form in which an answer may print the numbers of these plain texts (cells or prose)."""
    found: set[str] = set()
    for text in texts:
        # Brackets and a minus behind belong to a number that fills its cell; in prose they are none.
        prose = len(text) > 30 or len(re.findall(r"[^\W\d_]+", text)) > 2
        for number in _numbers(text):
            for part in (number, *map(_tidy, _ONE.findall(number))):
                found |= {part, re.sub(r"(?<=\d)[^\W\d_]+$", "", part)}
                if prose:
                    found.add(part.strip("()").removesuffix("-"))
    return frozenset(found)
