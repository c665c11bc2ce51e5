"""Dates and times as a Finnish spreadsheet shows them: a day number and a format code to text."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import Decimal

_MONTHS = (
    "tammikuu", "helmikuu", "maaliskuu", "huhtikuu", "toukokuu", "kesäkuu", "heinäkuu", "elokuu",
    "syyskuu", "lokakuu", "marraskuu", "joulukuu",
)  # fmt: skip
_DAYS = ("maanantai", "tiistai", "keskiviikko", "torstai", "perjantai", "lauantai", "sunnuntai")
_SHORT_DAYS = ("ma", "ti", "ke", "to", "pe", "la", "su")
_SKIP = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_PART = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[(?P<elapsed>h+|m+|s+)\]|\[[^\]]*\]'
    r"|(?P<half>AM/PM|A/P)|(?P<fraction>\.0+)|(?P<field>y+|m+|d+|h+|s+|e+)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_LAST_DAY = 2958466  # 31.12.9999


def is_date_code(code: str) -> bool:
    """Whether a format code shows dates or times: a day, month, year or hour letter outside quotes."""
    bare = _SKIP.sub("", code)
    return (
        not re.search(r"general", bare, re.IGNORECASE)
        and re.search(r"[dmyhs]", bare, re.IGNORECASE) is not None
    )


def show_date(value: Decimal, code: str, epoch_1904: bool = False) -> str | None:
    """A day number in the format code's order of parts; None where it is no date that can be shown."""
    if not 0 <= value < _LAST_DAY:
        return None
    moment = _moment(value, epoch_1904)
    parts = list(_PART.finditer(code))
    shown: list[str] = []
    twelve = any(part["half"] for part in parts)
    for place, part in enumerate(parts):
        if part["quoted"] is not None or part["escaped"] is not None:
            shown.append(part["quoted"] or part["escaped"] or "")
        elif part["elapsed"]:
            shown.append(_elapsed(value, part["elapsed"]))
        elif part["half"]:
            shown.append("ap." if moment.hour < 12 else "ip.")
        elif part["fraction"]:
            width = len(part["fraction"]) - 1
            shown.append("," + f"{moment.microsecond:06d}"[:width])
        elif part["field"]:
            field = part["field"].lower()
            shown.append(
                _minutes(moment, field) if _is_minutes(parts, place) else _field(moment, field, twelve)
            )
        elif part["other"] and part["other"] != "@":
            shown.append(part["other"])
    return " ".join("".join(shown).split())


def _moment(value: Decimal, epoch_1904: bool) -> datetime:
    """Day 1 is 1.1.1900; the 29.2.1900 that spreadsheets believe in shifts the days before it."""
    start = datetime(1904, 1, 1) if epoch_1904 else datetime(1899, 12, 30)
    if not epoch_1904 and value < 60:
        start += timedelta(days=1)
    seconds = int((value * 86400 * 1000).to_integral_value())
    return start + timedelta(milliseconds=seconds)


def _elapsed(value: Decimal, field: str) -> str:
    unit = {"h": 24, "m": 1440, "s": 86400}[field[0].lower()]
    return str(int(value * unit + Decimal("0.0000005"))).zfill(len(field))


def _is_minutes(parts: list[re.Match[str]], place: int) -> bool:
    """An m right after hours or right before seconds is minutes, else months."""
    if parts[place]["field"][0].lower() != "m" or len(parts[place]["field"]) > 2:
        return False
    fields = [p for p in range(len(parts)) if parts[p]["field"] or parts[p]["elapsed"]]
    here = fields.index(place)

    def letter(step: int) -> str:
        at = here + step
        if not 0 <= at < len(fields):
            return ""
        return (parts[fields[at]]["field"] or parts[fields[at]]["elapsed"])[0].lower()

    return letter(-1) == "h" or letter(1) == "s"


def _minutes(moment: datetime, field: str) -> str:
    return str(moment.minute).zfill(len(field))


def _field(moment: datetime, field: str, twelve: bool) -> str:
    if field[0] in "ye":
        return f"{moment.year:04d}" if len(field) > 2 or field[0] == "e" else f"{moment.year % 100:02d}"
    if field[0] == "m":
        name = _MONTHS[moment.month - 1]
        if len(field) >= 3:
            return {3: name[:-3], 4: name, 5: name[0].upper()}.get(len(field), name)
        return str(moment.month).zfill(len(field))
    if field[0] == "d":
        if len(field) >= 3:
            return (_SHORT_DAYS if len(field) == 3 else _DAYS)[moment.weekday()]
        return str(moment.day).zfill(len(field))
    if field[0] == "h":
        hour = (moment.hour - 1) % 12 + 1 if twelve else moment.hour
        return str(hour).zfill(len(field))
    return str(moment.second).zfill(len(field))
