"""Numbers as Finnish reports print them, in running text and in table cells.

Groups of three digits stand apart by any kind of space or by a point, decimals behind a comma; a
minus is a hyphen, a true minus or a dash, in cells also parentheses or a sign at the end. Running
text is full of digits that are no figures: dates, clock times, years, sections, page references,
ordinals, codes. They are blanked out first, so that no figure can grow over them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from ingest.units import SPACES, PrintedUnit, find_unit, unit_after_number

__all__ = ["PrintedNumber", "PrintedUnit", "find_numbers", "find_unit", "is_year", "parse_cell"]


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """One number as printed and as meant.

    `raw` is verbatim `text[start:end]`: sign, digits, separators, in cells parentheses, no unit.
    `number` is `raw` as a Decimal, `value` = `number` * `scale`, in `unit` (None: not said).
    `printed_unit` is the unit as printed beside the number, `qualifier` a printed "noin", "yli" …
    """

    raw: str
    number: Decimal
    value: Decimal
    unit: str | None
    scale: int
    printed_unit: str | None
    qualifier: str | None
    start: int
    end: int


_MINUS = "-\u2212\u2013\u2010\u2011"
_DASHES = _MINUS + "\u2014"
_BODY = (
    rf"(?:[1-9][0-9]{{0,2}}(?P<gap>[{SPACES}])[0-9]{{3}}(?:(?P=gap)[0-9]{{3}})*(?!\d)"  # 1 234 567
    r"|[1-9][0-9]{0,2}(?: ?\.[0-9]{3})+(?!\d)"  # 1.234.567, and "1 .234" as some print it
    r"|[1-9][0-9]{0,2}(?:,[0-9]{3})+(?=\.[0-9])"  # 1,234.56
    r"|[1-9][0-9]{0,2}(?:,[0-9]{3}){2,}(?!\d)"  # 1,234,567
    r"|[0-9]+)"
    r"(?:[.,][0-9]+)?"
)

# --- the value of a printed number ---------------------------------------------------------------

_POINT_GROUPS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_COMMA_GROUPS = re.compile(r"[1-9]\d{0,2}(?:,\d{3}){2,}")


def _unsigned(body: str) -> Decimal:
    digits = re.sub(rf"[{SPACES}]", "", body)
    comma, point = digits.rfind(","), digits.rfind(".")
    if comma >= 0 and point >= 0:
        thousands, decimal = (".", ",") if comma > point else (",", ".")
        return Decimal(digits.replace(thousands, "").replace(decimal, "."))
    if _COMMA_GROUPS.fullmatch(digits):
        return Decimal(digits.replace(",", ""))
    if point >= 0 and (digits.count(".") > 1 or _POINT_GROUPS.fullmatch(digits)):
        return Decimal(digits.replace(".", ""))
    return Decimal(digits.replace(",", "."))


def is_year(raw: str) -> bool:
    """Whether a number printed so, without sign or separators, reads as a year of our time."""
    return re.fullmatch(r"(?:19|20)\d\d", raw) is not None


# --- cells ---------------------------------------------------------------------------------------

_FOOTNOTE = r"(?:\s*(?:\*{1,3}|[¹²³⁴⁵⁶⁷⁸⁹]{1,2}|\d\)))?"
_CELL_QUALIFIER = r"(?:(?P<qualifier>noin|n\.|yli|alle|lähes|vajaa|ca\.?|[<>≤≥~])\s*)?"
_CELL = re.compile(
    rf"\s*{_CELL_QUALIFIER}(?:€\s*)?"
    rf"(?P<raw>\(\s*[{_MINUS}]?\s*{_BODY.replace('gap', 'gap1')}\s*\)"
    rf"|(?:\+/[{_MINUS}]|±|[{_MINUS}+])?\s*{_BODY.replace('gap', 'gap2')}(?:[{_MINUS}](?!\d))?)"
    r"(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_CELL = 80
_AFTER_CELL = re.compile(rf"(?:,[{_DASHES}])?{_FOOTNOTE}\s*")
_NOT_A_CELL = re.compile(r"\s*\d{1,2}\.\d{1,2}\.(?:\d{2,4})?\s*|\s*0\d+\s*")


@lru_cache(maxsize=8192)
def parse_cell(text: str) -> PrintedNumber | None:
    """The number of a table cell, or None where the whole cell is not one number.

    A unit, a qualifier and a footnote mark may stand beside it. Dashes, "..", "x" and dates are
    not numbers; "(3,2)", "- 3,2" and "3,2-" are negative. A lone "2024" is the number 2024: that
    it is a year only the row it stands in can tell.
    """
    match = _CELL.fullmatch(text) if len(text) <= _LONGEST_CELL else None
    if match is None or _NOT_A_CELL.fullmatch(text):
        return None
    raw, rest = match["raw"], match["rest"]
    found = unit_after_number(rest, 0)
    if found is not None and _AFTER_CELL.fullmatch(rest, found[1]):
        unit: PrintedUnit | None = found[0]
    elif _AFTER_CELL.fullmatch(rest):
        unit = PrintedUnit("€", "EUR", 1) if "€" in text[: match.start("raw")] else None
    else:
        return None
    body = re.search(r"\d(?:.*\d)?", raw, re.DOTALL)
    assert body is not None  # _BODY holds a digit
    number = _unsigned(body.group())
    if raw[-1] in _MINUS and is_year(raw[:-1]):
        return None  # from that year on
    negative = raw.startswith("(") or (raw[0] in _MINUS) or (raw[-1] in _MINUS)
    if negative and number:
        number = -number
    scale = unit.scale if unit else 1
    qualifier = match["qualifier"]
    return PrintedNumber(
        raw, number, number * scale, unit.unit if unit else None, scale, unit.text if unit else None,
        qualifier.lower() if qualifier else None, match.start("raw"), match.end("raw"),
    )  # fmt: skip


# --- running text --------------------------------------------------------------------------------

_DASH = rf"\s?[{_DASHES}]\s?"
_NO_FIGURES = tuple(
    re.compile(pattern, re.IGNORECASE | re.MULTILINE)
    for pattern in (
        r"(?<!\S)\S{1,60}@\S+|https?://\S+|www\.\S+",
        # page numbers of a table of contents
        r"(?:(?<!\.)\.{4,}|(?<!\. )(?:\. ){4,}|…)\s{0,9}\d{1,3}\s*$",
        # telephone, business identity and account numbers
        rf"(?<![\d,.])(?<!\d[{SPACES}])(?:\+358[ -]?\d{{1,3}}|0\d{{1,2}})(?:[ -]\d{{2,4}}){{2,}}(?!\d)",
        r"(?<!\d)\d{7}-\d(?!\d)|\bFI\d\d(?:\s?\d{4}){3}\s?\d\d\b",
        # section numbers: 1.3.1
        r"(?<![\d.,])\d{1,2}(?:\.\d{1,2}){2,}\.?(?![\d,])",
        # dates, and ranges of dates: 1.1.–31.3.2025, 7.4., 2025-03-31
        rf"(?<![\d.,])\d{{1,2}}\.(?:{_DASH}\d{{1,2}}\.)?\s?\d{{1,2}}\.(?:\s?(?:19|20)\d\d(?!\d)|\d\d(?![\d.]))?",
        r"(?<!\d)(?:19|20)\d\d-\d\d-\d\d(?!\d)",
        # codes with a slash: Q1/2025, 410/2015, 52/157, 123/02.05.01/2025
        rf"(?<![{_DASHES}\w.,])[{_DASHES}\w.]{{0,30}}?\d/\d[\w./]*(?![\w,])",
        # sections and laws: 63–65 §, :n 110 §
        r"(?<!\d)\d{1,4}(?:\s{0,3}(?:,|ja|[-–])\s{0,3}\d{1,4}){0,9}\s?[a-z]?\s?§",
        # clock times
        r"\b(?:klo|kello|kl)\b\.?\s*\d{1,2}(?:[.:]\d\d)?(?:\s*[-–]\s*\d{1,2}(?:[.:]\d\d)?)?",
        r"(?:(?<![\w.,:])|(?<=\bklo))\d{1,2}:\d\d(?![\d:])",
        # numbers of files and telephones
        r"\b(?:dnro|diaarinumero|puh\.?|tel\.?)\s*:?\s*\d+(?:[ -]\d+){0,5}(?![\d,%€])",
        # ordinals: 2. vaihe, 1.–3. luokka
        rf"(?<![\d.,])\d{{1,4}}\.{_DASH}\d{{1,4}}\.",
        r"(?<![\d.,:\u00a0\u202f\u2009\u2007])\d{1,2}\.(?=\s+[a-zåäö])(?-i:(?=\s+[a-zåäö]))",
    )
)
# These are figures after all where the number goes on or a unit follows: "luvussa 3 200 henkilöä".
_NO_FIGURES_ALONE = tuple(
    re.compile(pattern, re.IGNORECASE | re.MULTILINE)
    for pattern in (
        # sections and laws: § 63
        r"§+(?::\w+)?\s{0,3}\d{1,4}(?:\s{0,3}(?:,|ja|[-–])\s{0,3}\d+(?![\d,.])){0,9}",
        # references: s. 12, sivu 2, taulukko 3, liite 4, nro 5
        r"\b(?:sivu(?:lla|lta|n|t|illa)?|ss?\.|sid\.|pages?|pp?\.|taulukko|taulukossa|kuvio|kuviossa|kuva"
        r"|kuvassa|liite|liitteessä|liitetieto|luvussa|kohta|kohdassa|momentti|mom\.|nro|n:o"
        r"|sida|tabell|bilaga|table|figure|appendix)"
        r"\s*:?\s*\d+(?:\.\d+)*(?:\s?[-–]\s?\d+)?(?![\d,%€])",
        # names with numbers: valtatie 4:n, luokille 1–6, Rantatie 12
        r"\b(?:(?:valta|kanta|seutu|yhdys|maan|moottori)ti(?:e|en|etä|estä|ellä|elle|eltä|ehen)|vt\.?"
        r"|(?:vuosi)?luok(?:at|ille|illa|ilta|issa|kien))\s+\d{1,5}(?:\s?[-–]\s?\d{1,2})?(?::[a-zåäö]+)?(?!\d|,\d|[%€])",
        r"(?-i:\b[A-ZÅÄÖ])\w{2,30}(?:ti(?:e|en|ellä|elle|ehen)|ka(?:tu|dun|dulla|dulle|tuun)|kuja(?:n|lla|lle)?|väylä(?:n|llä)?"
        r"|pol(?:ku|un|ulla)|rait(?:ti|in|illa)|vägen|gatan)\s+\d{1,4}(?:\s?[-–]\s?\d{1,4})?(?!\d|,\d|[%€])",
        # headings and lists: 1.3 …, 2. …, 46) …
        r"(?:\A|(?<=[.:;!?)])\s{0,3}\n|\n\s{0,3}\n)\s{0,9}\(?\d{1,2}(?:[.)]|\.\d{1,2})\s+(?=[^\s\d])",
    )
)
_NEXT_GROUP = re.compile(rf"[{SPACES}]\d{{3}}(?!\d)")
_BLANK = "\x00"

_SIGNED = re.compile(rf"(?:[{_MINUS}+](?:[{SPACES}](?=\d))?)?{_BODY}")
# A minus may stand apart from its number only where no other dash can: "(- 5 %)", "= - 5", "oli - 5".
_BEFORE_MINUS = re.compile(
    r"(?:[(\[=:]|\b(?:on|oli(?:vat)?|ovat|olisi(?:vat)?|ollut|olleet|oleva\w*|lienee|jäi(?:vät)?|jää|toteutui"
    r"|is|are|was|were|är|var|blev|blir)(?:[^\S\n]+(?:noin|n\.|arviolta|about|cirka))?[^\S\n])[^\S\n]?$",
    re.IGNORECASE,
)
_LONGEST_BEFORE_MINUS = 32
_QUALIFIER = re.compile(
    r"(?<!\w)(?P<words>(?:(?:hieman|vähän|selvästi|reilusti|jonkin verran)\s+)?"
    r"(?:noin|n\.|yli|alle|lähes|miltei|melkein|vajaa(?:t|n|lla|ksi|seen)?|runsa(?:s|at|an|alla|asti)|reilu(?:t|n|lla|sti)?"
    r"|enintään|korkeintaan|vähintään|ainakin|suunnilleen|likimain|jopa|arviolta"
    r"|cirka|ca\.?|ungefär|nästan|drygt|knappt|över|högst|minst"
    r"|about|approximately|nearly|almost|over|under|at least|up to))\s+$",
    re.IGNORECASE,
)
_YEAR_WORD = re.compile(
    r"(?:\bvuo\w+|\bv\.|\b(?:TP|TA|KS|TS|TAE|ENN|Q[1-4])\b|kuu\w*|kevä\w+|kesä\w*|syksy\w*|\bår(?:et)?|\b(?:in|of))\s*$",
    re.IGNORECASE,
)
_COUNT_WORDS = {
    "puoli": "0.5", "puolen": "0.5", "puolella": "0.5", "puolitoista": "1.5", "yksi": "1", "yhden": "1",
    "yhdellä": "1", "kaksi": "2", "kahden": "2", "kahdella": "2", "kolme": "3", "kolmen": "3",
    "kolmella": "3", "neljä": "4", "neljän": "4", "neljällä": "4", "viisi": "5", "viiden": "5",
    "viidellä": "5", "kuusi": "6", "seitsemän": "7", "kahdeksan": "8", "yhdeksän": "9", "kymmenen": "10",
}  # fmt: skip
_SPELLED_SCALES = {"tuhat": 1000, "tuhan": 1000, "miljo": 1_000_000, "milja": 1_000_000_000}
_SPELLED = re.compile(
    rf"\b(?:(?P<whole>{'|'.join(_COUNT_WORDS)})\s+ja\s+(?=puol))?(?:\b(?P<count>{'|'.join(_COUNT_WORDS)})\s+)?"
    r"(?P<scale>miljoona(?:a|n|lla|lle|sta|ksi)?|miljardi(?:a|n|lla|ksi)?|tuha(?:t|tta|nnen|nnella))"
    r"\s+(?P<euro>euro(?:a|n|lla|lle|sta|on|ksi)?)\b",
    re.IGNORECASE,
)
# A word that counts, in any case; "(kaksi) ja (puoli)" counts on. What it counts to only _COUNT_WORDS know.
_COUNTING = re.compile(
    r"(?:\d|\b(?:yksi|yhde|yhtä|kaksi|kahde|kahta|kolm|neljä|viisi|viide|viittä|kuusi|kuude|kuutta|seitsem|kymmen"
    r"|sata(?!m)|sada|sato|tuha|toista|puoli|puole|muutam|usea|moni|mone|monta|pari|joita|joide|tusin)\w*)"
    r"(?:\s+ja)?[-–\s]*$",
    re.IGNORECASE,
)
_LONGEST_COUNT = 40
_PARTITIVE = ("miljoonaa", "miljardia", "tuhatta")


def _without_other_digits(text: str) -> str:
    for pattern in _NO_FIGURES:
        text = pattern.sub(lambda match: _blank(match.group()), text)
    for pattern in _NO_FIGURES_ALONE:
        text = pattern.sub(lambda match: match.group() if _goes_on(match) else _blank(match.group()), text)
    return text


def _goes_on(match: re.Match[str]) -> bool:
    """Whether a digit group or a unit follows. A capital begins a title: "Taulukko 3 Euroa asukasta"."""
    text, end = match.string, match.end()
    if _NEXT_GROUP.match(text, end) and re.search(r"(?<!\d)[1-9]\d{0,2}$", match.group()):
        return True
    if re.match(r"\s*[A-ZÅÄÖ][a-zåäö]", text[end:]):
        return False
    return unit_after_number(text, end) is not None


def _blank(piece: str) -> str:
    # Line breaks stay, so that patterns which look for the start of a line still see it.
    return "".join(character if character == "\n" else _BLANK for character in piece)


def _qualifier_before(text: str, start: int) -> str | None:
    match = _QUALIFIER.search(text, max(0, start - 32), start)
    return re.sub(r"\s+", " ", match["words"].lower()) if match else None


def _sign_counts(text: str, sign: int, body: int, telling: bool) -> bool:
    """Whether the sign of a number (its digits begin at `body`) is one, not a dash in a range, a list or
    a word. `telling`: the number has decimals or a unit, so a dash before it at the start is no bullet."""
    if body - sign > 1 and text[sign] != "+":
        before = text[max(0, sign - _LONGEST_BEFORE_MINUS) : sign]
        return _BEFORE_MINUS.search(before) is not None if before.strip() else telling and sign < 2
    return sign == 0 or not (text[sign - 1].isalnum() or text[sign - 1] in "%€.)²³‰")


def _ends_range(text: str, sign: int, number: Decimal, unit: str | None, left: PrintedNumber | None) -> bool:
    """Whether a dash with a space before it leads from a smaller number to this one: "5 –10 %"."""
    if left is None or left.raw[0] in _MINUS + "+" or not left.number < number:
        return False
    end = left.end
    if left.printed_unit is not None:
        if left.unit != unit:
            return False
        end = text.find(left.printed_unit, end) + len(left.printed_unit)
    return text[end:sign] in tuple(SPACES)


def _stands_alone(text: str, start: int, end: int, has_unit: bool) -> bool:
    """Whether the number in [start, end) is one of its own, not a piece of a word or a code."""
    before, before_that = text[start - 1 : start], text[max(0, start - 2) : max(0, start - 1)]
    if before.isalnum() or before in {"_", "/", "#"} or _in_ratio(text, start):
        return False
    if before in {".", ","} and before_that.isdigit():
        return False
    if before and before in _DASHES and before_that.isalpha():
        return False
    after, after_that = text[end : end + 1], text[end + 1 : end + 2]
    if after in {"/", ":", ".", ","} and after_that.isdigit():
        return False
    if after.isalnum() or after == "_":
        return has_unit
    return not (after and after in _DASHES and after_that.isalpha())


_GLUED_WORD = re.compile(r"(?<![\w.,:/@#])[^\W\d_]{4,60}(?:\u2212|\+)?$")
_CAPITALS_OR_NAME = re.compile(r"[A-ZÅÄÖ]{2,}[\u2212+]?$")


def _glued_to_word(text: str, start: int, digits: str, has_unit: bool) -> bool:
    """Whether only a lost space parts a number from the word before it ("Lainakanta2 345 €").

    The word is longer than an abbreviation, and the number shows that it is one: by groups of digits,
    decimals or, behind a word that is not all capitals (a code: "COVID19"), its unit.
    """
    word = _GLUED_WORD.search(text[max(0, start - 61) : start])
    if word is None or text[start] in _MINUS + "+" or not text[start].isdigit():
        return False
    if re.search(rf"\d[{SPACES}]\d{{3}}|\d,\d", digits):
        return True
    return has_unit and _CAPITALS_OR_NAME.search(word.group()) is None


_RATIO = re.compile(r"(?<![\w.,])(?P<left>\d+(?:[.,]\d+)?):$")


def _in_ratio(text: str, start: int) -> bool:
    """Whether a number at `start` follows a colon as in "1:5" or "12:45", not as in "2024:7,4"."""
    match = _RATIO.search(text[max(0, start - 12) : start])
    return match is not None and not is_year(match["left"])


def _digit_numbers(text: str, blanked: str) -> list[PrintedNumber]:
    found: list[PrintedNumber] = []
    for match in _SIGNED.finditer(blanked):
        start, end = match.span()
        body = re.search(r"\d.*", match.group(), re.DOTALL)
        assert body is not None  # _BODY holds a digit
        digits, first = body.group(), start + body.start()
        unit_found = unit_after_number(blanked, end)
        unit = unit_found[0] if unit_found else None
        number = _unsigned(digits)
        if first > start:
            telling = unit is not None or "," in digits
            left = found[-1] if found else None
            if not _sign_counts(blanked, start, first, telling) or (
                blanked[start] in _MINUS
                and _ends_range(blanked, start, number, unit.unit if unit else None, left)
            ):
                start = first
        glued = _glued_to_word(blanked, start, digits, unit is not None)
        if glued and start == first and blanked[start - 1] in "\u2212+":
            start -= 1
        if not glued and not _stands_alone(blanked, start, end, unit_found is not None):
            continue
        if re.match(r"0\d", digits):
            continue
        if re.fullmatch(r"\d{1,2}\.\d{1,2}", digits) and unit_found is None:
            continue  # a date or a section number
        if re.fullmatch(r"(?:19|20)\d\d\.\d{1,2}", digits) and unit_found is None:
            continue  # a year at a sentence's end and the mark of a note
        if is_year(digits) and (unit_found is None or _YEAR_WORD.search(blanked, max(0, start - 24), start)):
            continue
        if blanked[start] in _MINUS and number:
            number = -number
        scale = unit.scale if unit else 1
        found.append(
            PrintedNumber(
                text[start:end], number, number * scale, unit.unit if unit else None, scale,
                text[_after_space(text, end) : unit_found[1]] if unit_found else None,
                _qualifier_before(text, start), start, end,
            )
        )  # fmt: skip
    return found


def _after_space(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def _spelled_numbers(text: str, blanked: str) -> list[PrintedNumber]:
    """ "noin miljoonalla eurolla", "puoli miljoonaa euroa": a number without a digit."""
    found = []
    for match in _SPELLED.finditer(blanked):
        whole, count, start = match["whole"], match["count"], match.start()
        if _COUNTING.search(blanked, max(0, start - _LONGEST_COUNT), start):
            continue
        if not count and match["scale"].lower() in _PARTITIVE and not _qualifier_before(text, start):
            continue  # something counts it: "kymmeniä miljoonaa"
        scale = _SPELLED_SCALES[match["scale"].lower()[:5]]
        number = Decimal(_COUNT_WORDS[count.lower()] if count else 1)
        if whole:
            number += Decimal(_COUNT_WORDS[whole.lower()])
        end = match.end("count") if count else match.end("scale")
        printed = text[match.start("scale") : match.end("euro")]
        found.append(
            PrintedNumber(
                text[start:end], number, number * scale, "EUR", scale, printed,
                _qualifier_before(text, start), start, end,
            )
        )  # fmt: skip
    return found


_RANGE_GAP = re.compile(rf"\s?[{_DASHES}]\s?|\s?\.\.\.?\s?|\s?…\s?")
_COMPARED = re.compile(
    r"\s+(?:enemm|vähemm|pare|suure|piene|korkea|ale|heiko|runsa|yli\b|alle\b|more\b|less\b)", re.IGNORECASE
)
_COUNTED_NEXT = re.compile(r"\s+[^\W\d_]+(?:aa|ää|[tl]ia|[tl]iä|ja|jä|ta|tä)\b", re.IGNORECASE)


def _share_units(text: str, numbers: list[PrintedNumber]) -> list[PrintedNumber]:
    """Let the first end of a range have the unit printed after the second ("40–60 %")."""
    shared = list(numbers)
    for i in range(len(shared) - 2, -1, -1):
        left, right = shared[i], shared[i + 1]
        if left.printed_unit or not right.printed_unit:
            continue
        if _RANGE_GAP.fullmatch(text, left.end, right.start):
            value = left.number * right.scale
            shared[i] = replace(
                left, value=value, unit=right.unit, scale=right.scale, printed_unit=right.printed_unit
            )
    return shared


def _name_scales(text: str, numbers: list[PrintedNumber]) -> list[PrintedNumber]:
    """Say euros where only "milj." is printed and nothing else is counted.

    "(poikkeama +0,9 milj.)" is money: the bare abbreviation ends there. A bare scale before a
    noun is money only in a text which names euros, and not before a counted thing ("1,2
    miljoonaa kävijää").
    """
    euros = "€" in text or re.search(r"\beuro|\beur\b", text, re.IGNORECASE) is not None
    named = []
    for number in numbers:
        if number.unit is None and number.scale > 1 and number.printed_unit:
            after = text.find(number.printed_unit, number.end) + len(number.printed_unit)
            ends = re.match(r"\s*(?:[).,;:!?–]|$)", text[after:]) is not None
            counted = _COUNTED_NEXT.match(text, after)
            if counted and _COMPARED.match(text, counted.end()):
                counted = None
            if ends or (euros and counted is None):
                number = replace(number, unit="EUR")
        named.append(number)
    return named


@lru_cache(maxsize=4096)
def find_numbers(text: str) -> tuple[PrintedNumber, ...]:
    """The figures printed in running text, in order, never overlapping.

    Not figures: dates, clock times, years without a unit, § and section numbers, page and table
    references, ordinals, list numbers, codes ("Q1/2025", "410/2015"). A parenthesis in running
    text is no sign. Both ends of a range are figures and share its unit.
    """
    blanked = _without_other_digits(text)
    numbers = _digit_numbers(text, blanked) + _spelled_numbers(text, blanked)
    numbers.sort(key=lambda number: number.start)
    return tuple(_name_scales(text, _share_units(text, numbers)))
