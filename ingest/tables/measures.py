"""What a row's label says its numbers count or measure, at its end: "Käynnit, 1 000 kpl", "pv/htv".

Only an end that is a measure and nothing else counts, a scale before it and what it is told for behind it.
"""

from __future__ import annotations

import re

from ingest.units import SPACES, PrintedUnit

_MEASURES = (
    ("kpl", r"kpl|kappaletta"),
    ("henkilö", r"henkilöä|henkeä|hlöä?|henk\."),
    ("asukas", r"asukasta|as\."),
    ("oppilas", r"oppilasta|opp\."),
    ("HTV", r"htv\d?|henkilötyövuotta"),
    ("m2", r"k-?m[2²]|kem[2²]|ht?m[2²]|m[2²]|neliötä|neliömetriä"),
    ("m3", r"m[3³]|kuutiota|kuutiometriä|r-?m[3³]"),
    ("km", r"km|kilometriä"),
    ("ha", r"ha|hehtaaria"),
    ("kWh", r"kwh"),
    ("MWh", r"mwh"),
    ("GWh", r"gwh"),
    ("tonni", r"tonnia?|tn?"),
    ("tunti", r"tuntia?|h"),
    ("päivä", r"päivä[ät]?|päiviä|pvä?|vrk|vuorokautta"),
    ("viikko", r"viikkoa?|vko|vk"),
    ("kuukausi", r"kuukautta|kk"),
    ("vuosi", r"vuotta"),
)
_TOLD_FOR = (
    ("asukas", r"asukas(?:ta)?|as\.?"),
    ("oppilas", r"oppilas(?:ta)?|opp\.?"),
    ("henkilö", r"henkilöä?|hlö|henk\.?"),
    ("HTV", r"htv|henkilötyövuosi"),
    ("m2", r"(?:ht|k-?|ke)?m[2²]|neliö"),
    ("m3", r"m[3³]"),
    ("vuosi", r"vuosi|v\.?"),
    ("kuukausi", r"kuukausi|kk"),
    ("viikko", r"viikko|vko|vk"),
    ("päivä", r"päivä|pv|vrk"),
    ("tunti", r"tunti|h"),
)
_GAP = rf"[{SPACES}]?"
_SCALE = rf"(?:(?P<thousand>1[{SPACES}.]?000|tuhatta|tuh\.)|(?P<million>milj\.|miljoonaa))"
_MEASURE = "|".join(f"(?P<measure{place}>{forms})" for place, (_, forms) in enumerate(_MEASURES))
_FOR = "|".join(f"(?P<for{place}>{forms})" for place, (_, forms) in enumerate(_TOLD_FOR))
_WHOLE = re.compile(
    rf"(?:{_SCALE}{_GAP})?(?:{_MEASURE}){_GAP}(?:(?:/|\bper\b){_GAP}(?:{_FOR}))?", re.IGNORECASE
)
_END = re.compile(
    rf"(?:(?<![\w/-])|(?<=[^\W\d])(?=päivä))(?:{_MEASURE}){_GAP}/{_GAP}(?:{_FOR})$", re.IGNORECASE
)


def measure_of(label: str) -> PrintedUnit | None:
    """The measure at a label's end, behind a comma or in parentheses; "kpl/asukas" also without these.

    Percentages and money are not its business, nor is a number before the measure that is no scale
    ("Matka yli 5 km").
    """
    inside = re.search(r"[(\[]([^()\[\]]{1,30})[)\]]\s*$", label)
    tail = inside.group(1).strip() if inside else re.split(r"[,;]\s?(?!\d{3}\b)|:\s+", label)[-1].strip()
    if tail != label.strip() or inside:
        found = _WHOLE.fullmatch(tail)
        if found is not None:
            return _as_unit(found)
    ending = _END.search(label.strip())
    if ending is None or re.search(r"\d\s*$", label.strip()[: ending.start()]):
        return None
    return _as_unit(ending)


def _as_unit(match: re.Match[str]) -> PrintedUnit:
    groups = match.groupdict()
    name = next(unit for place, (unit, _) in enumerate(_MEASURES) if groups[f"measure{place}"])
    told_for = next((f"/{unit}" for place, (unit, _) in enumerate(_TOLD_FOR) if groups[f"for{place}"]), "")
    scale = 1000 if groups.get("thousand") else 1_000_000 if groups.get("million") else 1
    return PrintedUnit(match.group().strip(), name + told_for, scale)
