"""Units as Finnish reports print them: money and its scales, percentages, person-years, counts.

A unit is looked for in two places. Right after a number ("8,5 milj. euroa") nearly any unit
word counts; in a header, a corner or a caption ("1 000 euroa", "Lainat, €/as.") only what cannot
be ordinary prose does. The vocabulary is general; Swedish and English money words are known too.

Unit names: "EUR", "snt" (cents), "%", "%-yks." (percentage points), "‰", "HTV" (person-years), and
counted things by their Finnish lemma ("asukas", "kpl", "m2"). Ratios join them: "EUR/asukas".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

SPACES = " \u00a0\u202f\u2009\u2007"
"""The spaces that Finnish reports put between groups of digits."""

_GAP = rf"[{SPACES}\t\r\n]{{0,3}}"
# A word cut at the end of a line: "mil- joonaa".
_CUT = r"(?:[-\u2010\u00ad]\s{1,3})?"
_CASES = r"(?:a|aa|an|alla|alle|alta|asta|aan|assa|aksi|ana|ina|issa|isina|ia|in)"
_EURO_CASES = r"(?:a|n|t|s|ja|jen|lla|lle|lta|sta|ssa|on|ksi|na|ina|issa|iksi|ista|ihin|illa|in)?"


@dataclass(frozen=True, slots=True)
class PrintedUnit:
    """A unit as printed: `text` verbatim, `unit` its name (None where only a scale is printed
    and nothing says of what), `scale` what a number is multiplied with to be in `unit`."""

    text: str
    unit: str | None
    scale: int


_THOUSAND_WORD = (
    rf"tu{_CUT}hat{_CUT}(?:ta)?\b|tuhan{_CUT}(?:nen|nella|teen|nesta)\b|tuhansi(?:na|ssa|a|n)\b|tuh\."
    r"|tusen(?:tal)?\b|thousands?\b"
)
_MILLION_WORD = (
    rf"milj\.|milj\b|mil{_CUT}joo{_CUT}n{_CUT}{_CASES}\b|mn\b|mio\b|miljoner\b|miljon\b|millions?\b"
)
_BILLION_WORD = (
    rf"mrd\.|mrd\b|mil{_CUT}jar{_CUT}di(?:a|n|lla|sta|in|ssa|na)?\b|miljarder\b|miljard\b|billions?\b"
)
_EURO = rf"(?:€|eu{_CUT}ro{_EURO_CASES}\b|eur\b)"
# A bare "e" for euros is common after a scale ("1000 e", "milj. e"), nowhere else.
_EURO_AFTER_SCALE = rf"(?:{_EURO}|e\b)"
_WORD = r"[^\W\d_][^\W_]*[²³]?"
_PER = (
    rf"(?:(?:{_GAP}/{_GAP}(?:(?:as|inv|hlö|henk|opp)\.|{_WORD}))+|{_GAP}\bper{_GAP}{_WORD}"
    rf"|{_GAP}\b{_WORD}{_GAP}(?:kohti|kohden)\b)"
)

_SCALED = (
    rf"(?:(?P<thousand>{_THOUSAND_WORD})|(?P<million>{_MILLION_WORD})|(?P<billion>{_BILLION_WORD}))"
    rf"(?:{_GAP}(?P<scaled_euro>{_EURO_AFTER_SCALE}))?"
)
_GLUED = rf"(?P<letter>mrd|[tkm]){_GAP}(?P<glued_euro>€|eur(?:oa)?\b)"
_FIGURE_THOUSAND = (
    rf"(?:[x×]{_GAP})?(?P<figure>1(?:[{SPACES}.]?)000)-?{_GAP}(?P<figure_euro>{_EURO_AFTER_SCALE})"
)
_MONEY = rf"(?:{_GLUED}|{_SCALED}|(?P<euro>{_EURO}))(?P<per>{_PER})?"
# Headers turn it round: "EUR million", "€ 1 000", "€ (tuhansina)", "€ milj.", "thousands of euros".
_BEHIND = (
    rf"(?:(?P<opened>\()|[x×])?{_GAP}(?:(?P<behind_thousand>1[{SPACES}.,]?000(?![{SPACES}]?(?:\d|as|inv|henk))|thousands?\b|tuh\."
    r"|tuhansi(?:na|ssa|a)\b|tuhatta\b|tusental\b)"
    r"|(?P<behind_million>millions?\b|miljoonina\b|milj\b\.?|mn\b|m\b)"
    r"|(?P<behind_billion>billions?\b|mrd\b\.?|bn\b))(?(opened)\)?)"
)
_TURNED = (
    rf"(?:(?:€|\beur(?:o|os)?\b|\beuroa\b(?={_GAP}\()){_GAP}{_BEHIND}"
    rf"|(?:(?P<of_thousand>thousands)|(?P<of_million>millions)|(?P<of_billion>billions)){_GAP}of{_GAP}euros?\b)"
)
_SHORT_THOUSAND = rf"(?P<short>t\.{_GAP}(?:€|eur(?:oa)?\b))"
_NAMED_MONEY = (
    rf"(?:{_FIGURE_THOUSAND}|(?P<turned>{_TURNED})|{_GLUED}|{_SHORT_THOUSAND}|{_SCALED}|(?P<euro>{_EURO})"
    rf"|(?P<bare_euro>\be(?=/(?:as|hlö|opp|m2|kk|v)\b)))(?P<per>{_PER})?"
)
_CENT = (
    rf"(?P<cent>snt\b|sent(?:tiä|tiin|in|illä|it|teinä)\b|c(?=/(?:[kmg]wh|m3|m³|l|km|kg)\b))"
    rf"(?P<cent_per>{_PER})?"
)

_POINTS = (
    rf"%{_GAP}[-\u2010]?{_GAP}yks(?:\.|ikkö\w*|ikö\w*)?|prosent{_CUT}tiyksi(?:kkö|kö)\w*"
    r"|procentenhet\w*|percentage points?"
)
_PERCENT = (
    rf"%|pro{_CUT}sent{_CUT}(?:tia|tina|tiin|teina|tien|ti|in|illa|issa|ista|eissa)\b"
    r"|procent\b|percent\b|per cent\b"
)
_PERSON_YEARS = rf"htv\d?\b|henkilötyö{_CUT}vuo{_CUT}\w+|årsverken\b|årsverke\b|person-years?\b"

# What is counted or measured: lemma and the forms that stand after a number.
_COUNTED: tuple[tuple[str, str], ...] = (
    ("asukas", r"asukas(?:ta)?\b|asukkaa(?:n|lla|lle|sta|ksi)\b|asukkaiden\b|invånare\b|inhabitants?\b"),
    ("oppilas", r"oppilas(?:ta)?\b|oppilaa(?:n|lla|lle|sta)\b|oppilaiden\b|elever\b|pupils?\b"),
    ("henkilö", r"henkilö(?:ä|n|llä|lle|stä|ön|itä)?\b|hlö(?:ä|n|llä)?\b|henkeä\b|personer\b|persons?\b"),
    ("kpl", r"kpl\b(?::\w+)?|kappaletta\b"),
    ("m2", r"m2\b|m²|neliö(?:tä|metriä)\b|(?:k-?|ke|ht?)m(?:2\b|²)"),
    ("m3", r"m3\b|m³|kuutio(?:ta|metriä)\b"),
    ("MWh", r"mwh\b"),
    ("GWh", r"gwh\b"),
    ("kWh", r"kwh\b"),
    ("km", r"km\b(?![/²2])|kilometri(?:ä|n)\b"),
    ("ha", r"ha\b|hehtaari(?:a|n)\b"),
    ("tunti", r"tunti(?:a)?\b|tunnin\b|h\b"),
    ("päivä", r"päivä(?:ä|n)?\b|pv\b(?::\w+)?|vrk\b"),
    ("kuukausi", r"kuukau(?:tta|den|si)\b|kk\b"),
    ("vuosi", r"vuotta\b"),
    ("tonni", r"tonni(?:a|n)\b"),
)
_COUNTED_GROUPS = "|".join(f"(?P<counted{i}>{forms})" for i, (_, forms) in enumerate(_COUNTED))
_PLAIN = rf"(?P<points>{_POINTS})|(?P<percent>{_PERCENT})|(?P<permille>‰)|(?P<htv>{_PERSON_YEARS})"

_AFTER_NUMBER = re.compile(rf"{_CENT}|{_MONEY}|{_PLAIN}|{_COUNTED_GROUPS}", re.IGNORECASE)
_NAMED = re.compile(
    rf"(?<![^\W\d_]){_NAMED_MONEY}|(?<![^\W\d_]){_CENT}|{_PLAIN}"
    # A count or measure only where it stands apart: "Kassan riittävyys, pv", "(kpl)".
    r"|(?:(?<=^)|(?<=[,(\[;:])|(?<=[,(\[;:] )|(?<=[,(\[;:]\u00a0))"
    rf"(?:{_COUNTED_GROUPS})(?=\s*(?:$|[),\];:]))",
    re.IGNORECASE,
)
_PER_NAMES = {
    "as": "asukas", "asukas": "asukas", "asukasta": "asukas", "asukkaat": "asukas", "inv": "asukas",
    "invånare": "asukas", "capita": "asukas", "inhabitant": "asukas", "hlö": "henkilö", "henkilö": "henkilö",
    "henkilöä": "henkilö", "henk": "henkilö", "oppilas": "oppilas", "oppilasta": "oppilas", "opp": "oppilas",
    "m2": "m2", "m²": "m2", "neliö": "m2", "neliötä": "m2", "m3": "m3", "m³": "m3",
    "v": "vuosi", "vuosi": "vuosi", "vuotta": "vuosi", "vuodessa": "vuosi", "kk": "kuukausi",
    "kuukausi": "kuukausi", "h": "tunti", "tunti": "tunti", "pv": "päivä", "päivä": "päivä",
    "htv": "HTV", "mwh": "MWh", "kwh": "kWh", "gwh": "GWh",
}  # fmt: skip


def _per_name(printed: str) -> str:
    words = re.findall(_WORD, printed)
    kept = [word for word in words if word.lower() not in {"per", "kohti", "kohden"}]
    return "".join("/" + _PER_NAMES.get(word.lower(), word.lower()) for word in kept)


def _scale(groups: dict[str, str | None]) -> int:
    letter = (groups.get("letter") or "").lower()
    printed = {name.rpartition("_")[2] for name, text in groups.items() if text}
    if printed & {"figure", "thousand", "short"} or letter in {"t", "k"}:
        return 1000
    if "million" in printed or letter == "m":
        return 1_000_000
    if "billion" in printed or letter == "mrd":
        return 1_000_000_000
    return 1


_MONEY_GROUPS = ("euro", "scaled_euro", "glued_euro", "figure_euro", "turned", "short", "bare_euro")


def _as_unit(match: re.Match[str]) -> PrintedUnit:
    groups = match.groupdict()
    text = match.group().strip()
    if groups["points"]:
        return PrintedUnit(text, "%-yks.", 1)
    if groups["percent"]:
        return PrintedUnit(text, "%", 1)
    if groups["permille"]:
        return PrintedUnit(text, "‰", 1)
    if groups["htv"]:
        return PrintedUnit(text, "HTV", 1)
    if groups["cent"]:
        return PrintedUnit(text, "snt" + _per_name(groups["cent_per"] or ""), 1)
    for i, (lemma, _) in enumerate(_COUNTED):
        if groups[f"counted{i}"]:
            return PrintedUnit(text, lemma, 1)
    money = any(groups.get(name) for name in _MONEY_GROUPS)
    # "kolme miljoonaa asukasta kohti" has no money in it: what is per head stays unknown.
    unit = "EUR" + _per_name(groups["per"] or "") if money else None
    return PrintedUnit(text, unit, _scale(groups))


def unit_after_number(text: str, position: int) -> tuple[PrintedUnit, int] | None:
    """The unit that stands at `position`, right after a number, and where it ends.

    White space may come first. None where no unit stands there. A scale without a noun
    ("4,0 milj.") has unit None.
    """
    start = position
    while start < len(text) and start - position < 3 and text[start].isspace():
        start += 1
    match = _AFTER_NUMBER.match(text, start)
    if match is None:
        return None
    groups = match.groupdict()
    end = match.end()
    if re.match(r"[-\u2010][^\W\d_]", text[end:]) and text[end - 1].isalpha() and not groups["per"]:
        return None  # the head of a compound: "4 h-jakso"
    if groups["per"] and not (groups["euro"] or groups["scaled_euro"] or groups["glued_euro"]):
        end = match.start("per")
        return PrintedUnit(text[start:end], None, _scale(groups)), end
    return _as_unit(match), end


_NUMBER_BEFORE = re.compile(r"\d\s?$")
_DATE_BEFORE = re.compile(r"(?<!\d)(?:19|20)\d\d\s?$")


def _follows_a_number(text: str, start: int) -> bool:
    """Whether the unit at `start` belongs to a number before it ("8,5 milj. euroa")."""
    before = text[max(0, start - 16) : start]
    return _NUMBER_BEFORE.search(before) is not None and _DATE_BEFORE.search(before) is None


@lru_cache(maxsize=4096)
def find_unit(text: str) -> PrintedUnit | None:
    """The first unit named in a header, a corner, a caption or the line above a table.

    A unit that belongs to a printed number ("tuotot olivat 8,5 milj. euroa") names nothing and is
    passed over; a year before it ("TP 2024 1 000 €") is not such a number.
    """
    for match in _NAMED.finditer(text):
        unit = _as_unit(match)
        if not match.group().strip() or _follows_a_number(text, match.start()):
            continue
        if unit.unit is None and unit.scale == 1000:
            # "tuhat" alone is a word of prose, not what a table is printed in.
            continue
        return unit
    return None
