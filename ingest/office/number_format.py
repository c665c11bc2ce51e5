"""Numbers as a spreadsheet shows them: a stored value and its number format code to the printed text.

Codes are stored in one spelling for all languages (decimal point, comma for groups; ECMA-376 part 1,
18.8.30-31). What is printed here is what a Finnish Excel shows: decimal comma, groups parted by a
space, dates as day.month.year. Colours, widths and fillers print nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import lru_cache

from ingest.office.date_format import is_date_code, show_date

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_(?P<space>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<exponent>[Ee][+-]0+)|(?P<digit>[0#?])|(?P<mark>[.,%/])|(?P<general>General|Yleinen|Standard)|(?P<other>.)",
    re.DOTALL | re.IGNORECASE,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_CURRENCY = re.compile(r"\$([^-\]]*)")
_GENERAL_WIDTH = 11
_MOST_DECIMALS = 60


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class _Section:
    """One of the up to four parts of a code: for positive, negative, zero, text."""

    tokens: tuple[_Token, ...]
    condition: tuple[str, Decimal] | None
    code: str

    @property
    def is_date(self) -> bool:
        return is_date_code(self.code)


def show_value(value: Decimal, code: str, epoch_1904: bool = False) -> str:
    """A number or date as its cell shows it. An empty section ("0;;") hides the number: ""."""
    sections = _sections(code)
    section, magnitude = _choose(sections, value)
    if section is None:
        return show_general(value)
    if section.is_date:
        shown = show_date(value, section.code, epoch_1904)
        return shown if shown is not None else show_general(value)
    if not section.tokens:
        return ""
    return " ".join(_number(magnitude, section).split())


def show_text(text: str, code: str) -> str:
    """A text as its cell shows it: most formats leave it as it is, "@" in a section may add words."""
    sections = _sections(code)
    section = sections[3] if len(sections) > 3 else None
    if section is None and sections and any(token.text == "@" for token in sections[-1].tokens):
        section = sections[-1]
    if section is None:
        return text
    parts = [text if t.kind == "other" and t.text == "@" else _literal(t) for t in section.tokens]
    return "".join(parts).strip()


def show_general(value: Decimal) -> str:
    """The General format: as many decimals as fit eleven characters, no groups."""
    with localcontext() as context:
        context.prec = 15
        value = +value
    magnitude = abs(value)
    if magnitude != 0 and (magnitude >= Decimal(10) ** _GENERAL_WIDTH or magnitude < Decimal("1e-9")):
        mantissa, exponent = f"{value:.5E}".split("E")
        mantissa = mantissa.rstrip("0").rstrip(".")
        return f"{mantissa}E{exponent[0]}{exponent[1:].zfill(2)}".replace(".", ",")
    whole = len(str(int(magnitude)))
    places = max(0, _GENERAL_WIDTH - whole - 1)
    shown = _rounded(value, places)
    if "." in shown:
        shown = shown.rstrip("0").rstrip(".")
    return ("0" if shown == "-0" else shown).replace(".", ",")


def _rounded(value: Decimal, places: int) -> str:
    with localcontext() as context:
        context.prec = 400
        return f"{value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP):f}"


@lru_cache(maxsize=4096)
def _sections(code: str) -> tuple[_Section, ...]:
    parts: list[list[re.Match[str]]] = [[]]
    for match in _TOKEN.finditer(code[:400]):
        if match.lastgroup == "other" and match["other"] == ";":
            parts.append([])
        else:
            parts[-1].append(match)
    return tuple(_section(part) for part in parts[:4])


def _section(matches: list[re.Match[str]]) -> _Section:
    tokens: list[_Token] = []
    condition = None
    for match in matches:
        kind = match.lastgroup or "other"
        text = match[kind]
        if kind == "bracket":
            if found := _CONDITION.fullmatch(text):
                condition = (found[1], Decimal(found[2]))
            elif found := _CURRENCY.match(text):
                tokens.append(_Token("quoted", found[1]))
            continue
        tokens.append(_Token(kind, text))
    return _Section(tuple(tokens), condition, "".join(match[0] for match in matches))


def _choose(sections: tuple[_Section, ...], value: Decimal) -> tuple[_Section | None, Decimal]:
    """The section for a value, and the number it is to print: without its sign where the section is for
    negative numbers and prints the sign itself."""
    numeric = sections[:3]
    if any(section.condition for section in numeric):
        for place, section in enumerate(numeric):
            if section.condition is None or _meets(value, section.condition):
                own = section.condition is not None and section.condition[0] in ("<", "<=") and place > 0
                return section, abs(value) if own else value
        return None, value
    if len(numeric) == 1 or not any(section.tokens for section in numeric):
        section = numeric[0]
        return (None, value) if not section.tokens and not section.code else (section, value)
    if value < 0:
        return numeric[1], abs(value)
    if value == 0 and len(numeric) > 2:
        return numeric[2], value
    return numeric[0], value


def _meets(value: Decimal, condition: tuple[str, Decimal]) -> bool:
    sign, limit = condition
    return {
        "<": value < limit, "<=": value <= limit, ">": value > limit, ">=": value >= limit,
        "=": value == limit, "<>": value != limit,
    }[sign]  # fmt: skip


def _literal(token: _Token) -> str:
    if token.kind in ("fill", "bracket"):
        return ""
    if token.kind == "space":
        return " "
    return token.text


def _number(value: Decimal, section: _Section) -> str:
    tokens = list(section.tokens)
    if any(token.kind == "general" for token in tokens):
        return "".join(show_general(value) if t.kind == "general" else _literal(t) for t in tokens)
    digits = [place for place, token in enumerate(tokens) if token.kind == "digit"]
    if not digits:
        text = "".join(_literal(t) for t in tokens if t.text != "@" or t.kind != "other")
        if any(t.text == "@" and t.kind == "other" for t in tokens):
            return show_general(value)
        return text
    first, last = digits[0], digits[-1]
    if any(token.kind == "exponent" for token in tokens):
        return _scientific(value, tokens, first)
    if any(token.kind == "mark" and token.text == "/" for token in tokens):
        return _fraction(value)
    percent = sum(token.kind == "mark" and token.text == "%" for token in tokens)
    point = next(
        (p for p, t in enumerate(tokens) if t.kind == "mark" and t.text == "."), None
    )  # fmt: skip
    end_of_whole = point if point is not None else last + 1
    thousands = 0
    after = last + 1
    while after < len(tokens) and tokens[after].kind == "mark" and tokens[after].text == ",":
        thousands += 1
        after += 1
    before_point = end_of_whole - 1
    while point is not None and before_point >= 0 and tokens[before_point].text == ",":
        if tokens[before_point].kind != "mark":
            break
        thousands += 1
        before_point -= 1
    grouped = any(
        t.kind == "mark" and t.text == "," for t in tokens[first : min(before_point + 1, last + 1)]
    )  # fmt: skip
    value = value * (Decimal(100) ** percent) / (Decimal(1000) ** thousands)
    decimals = [p for p in digits if point is not None and p > point]
    shown = _rounded(_fifteen(value), min(len(decimals), _MOST_DECIMALS))
    negative = shown.startswith("-")
    whole, _, fraction = shown.lstrip("-").partition(".")
    lead = tokens[:first] if point is None or first < point else tokens[:point]
    body = _whole(whole, tokens[first:end_of_whole] if first < end_of_whole else [], grouped)
    tail = ""
    if point is not None:
        tail = _decimals(fraction, tokens[point + 1 : last + 1])
    rest = "".join(
        "%" if t.kind == "mark" and t.text == "%" else ("" if t.kind == "mark" else _literal(t))
        for t in tokens[max(last + 1, (point or 0) + 1) :]
    )
    before = "".join("%" if t.text == "%" and t.kind == "mark" else _literal(t) for t in lead)
    return f"{'-' if negative else ''}{before}{body}{tail}{rest}"


def _fifteen(value: Decimal) -> Decimal:
    """A spreadsheet shows fifteen figures at most: 2.675 stored as 2.67499999999999982 is 2.675."""
    with localcontext() as context:
        context.prec = 15
        context.rounding = ROUND_HALF_UP
        return +value


def _whole(whole: str, tokens: list[_Token], grouped: bool) -> str:
    """The figures before the decimal point, filled into their places from the right; literals among
    the places ("# ##0") stay where they are."""
    whole = whole.lstrip("0")
    places = [t for t in tokens if t.kind == "digit"]
    least = 0
    for place, token in enumerate(places):
        if token.text == "0":
            least = len(places) - place
            break
    whole = whole.rjust(least, "0")
    if grouped:
        groups: list[str] = []
        while whole:
            groups.insert(0, whole[-3:])
            whole = whole[:-3]
        return " ".join(groups) + "".join(_literal(t) for t in tokens if t.kind not in ("digit", "mark"))
    shown = ""
    left = len(places)
    for token in reversed(tokens):
        if token.kind == "digit":
            left -= 1
            take = len(whole) if left == 0 else 1
            shown, whole = (whole[-take:] if whole else "") + shown, whole[: max(0, len(whole) - take)]
        elif token.kind != "mark" and (whole or left == 0 or not _literal(token).isspace()):
            shown = _literal(token) + shown
    return whole + shown


def _decimals(fraction: str, tokens: list[_Token]) -> str:
    places = [t for t in tokens if t.kind == "digit"]
    kept = len(places)
    while kept and places[kept - 1].text in "#?" and fraction[kept - 1 : kept] == "0":
        kept -= 1
    shown = fraction[:kept]
    literals = "".join(_literal(t) for t in tokens if t.kind not in ("digit", "mark"))
    return (
        (f",{shown}" if shown else ",") + literals
        if places and (shown or places[0].text == "0")
        else literals
    )


def _scientific(value: Decimal, tokens: list[_Token], first: int) -> str:
    place = next(p for p, t in enumerate(tokens) if t.kind == "exponent")
    point = next((p for p, t in enumerate(tokens[:place]) if t.kind == "mark" and t.text == "."), None)
    decimals = sum(t.kind == "digit" for t in tokens[point:place]) if point is not None else 0
    mantissa, exponent = f"{value:.{decimals}E}".split("E") if value else (f"{0:.{decimals}f}", "+0")
    width = len(tokens[place].text) - 2
    sign = "-" if exponent[0] == "-" else ("+" if "+" in tokens[place].text else "")
    before = "".join(_literal(t) for t in tokens[:first])
    after = "".join(_literal(t) for t in tokens[place + 1 :])
    return f"{before}{mantissa.replace('.', ',')}E{sign}{exponent[1:].zfill(width)}{after}"


def _fraction(value: Decimal) -> str:
    """A fraction is shown in decimals: its printed form ("5 1/4") cannot be told from two numbers."""
    return show_general(value)
