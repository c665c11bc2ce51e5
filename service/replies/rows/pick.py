"""Which rows are asked for, told by the question's own words: "ylittivät", "alle 10 prosenttia", "eniten"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from ingest.numbers import find_numbers


class Condition(StrEnum):
    """What a row has to meet."""

    OVER = "over"
    UNDER = "under"
    WITHIN = "within"
    GREW = "grew"
    FELL = "fell"
    ABOVE = "above"
    BELOW = "below"
    NEGATIVE = "negative"
    POSITIVE = "positive"


@dataclass(frozen=True, slots=True)
class Pick:
    """The rows wanted: those that meet `condition` (against `limit`, for above and below), of them the
    `count` largest or smallest where `extreme` says so. `spans` are the places in the question of the
    words that say all this."""

    condition: Condition | None
    extreme: str | None
    count: int
    limit: Decimal | None
    percent: bool
    spans: tuple[tuple[int, int], ...]


MOST, LEAST = "most", "least"
_WHICH = re.compile(
    r"\b(?:mi(?:kä|tkä|nkä|ssä|llä|lle|hin|stä|lta|ltä|tä)|mi(?:llä|ssä|stä)|luettele|listaa|ket?kä|kuka|nimeä"
    r"|kerro|which|what|vilk[ae]\w*|vilket)\b",
    re.IGNORECASE,
)
_HOW_MUCH = re.compile(r"\b(?:paljonko|kuinka|montako|miksi|milloin|mistä syystä)\b", re.IGNORECASE)
_PLAN = (
    r"(?:\w*talousarvio\w*|\w*budje\w+|\w*määräraha\w*|\w*käyttösuunnitelma\w*|arvioi?\w*|suunnitel\w+"
    r"|varat\w+|budjetoi\w+|tuloarvio\w*|kustannusarvio\w*)"
)
_BEFORE = r"(?:edellis\w+|viime|vuotta aiem\w+|vuonna|vuosi sitten|aiemmin|aikaisem\w+)"
_CONDITIONS: tuple[tuple[Condition, re.Pattern[str]], ...] = tuple(
    (condition, re.compile(pattern, re.IGNORECASE))
    for condition, pattern in (
        (Condition.WITHIN, rf"\bpysy\w+(?=.*\b{_PLAN})|\bei(?:vät)? ylit\w+|\briit(?:ti|tivät|tää|tävät)\b"),
        (
            Condition.OVER,
            rf"\bylit(?:t|ty|ti|y)\w*|\byli {_PLAN}"
            rf"|\b(?:enemmän|kalliim\w+|suurem\w+) kuin (?:\w+ ){{0,3}}{_PLAN}"
            r"|\bexceed\w*|\böverskr\w+|\bover budget",
        ),
        (
            Condition.UNDER,
            rf"\balit(?:t|ty|ti|y)\w*|\balle (?:\w+ )?{_PLAN}|\bvähemmän kuin (?:\w+ ){{0,3}}{_PLAN}"
            r"|\bkäyttämättä\b|\bunderskr\w+|\bunder budget",
        ),
        (
            Condition.FELL,
            rf"\bvähe(?:n|t|ntyn)\w+|\bpien(?:en|et)\w+|\blask(?:i|ivat|ee|evat|enut|eneet|ussa)\b|\bsupist\w+"
            rf"|\b(?:vähemmän|pienem\w+) kuin {_BEFORE}",
        ),
        (
            Condition.GREW,
            rf"\bkasv(?:oi|oivat|aa|avat|anut|aneet)\b|\blisäänt\w+|\bnous(?:i|ivat|ee|evat|seet|sut)\b|\bsuuren\w+"
            rf"|\b(?:enemmän|suurem\w+) kuin {_BEFORE}",
        ),
        (Condition.NEGATIVE, r"\balijäämäi\w+|\btappiolli\w+|\bmiinuksel\w+|\bnegatiivi\w+"),
        (Condition.POSITIVE, r"\bylijäämäi\w+|\bvoitolli\w+|\bplussal\w+|\bpositiivi\w+"),
    )
)
_LIMIT = re.compile(
    r"\b(yli|enemmän kuin|vähintään|suurem\w+ kuin|korkeam\w+ kuin|alle|vähemmän kuin|enintään|pienem\w+ kuin"
    r"|matalam\w+ kuin)\s+(?=[\d−-])",
    re.IGNORECASE,
)
_UP = re.compile(r"yli|enemmän|vähint|suurem|korkeam", re.IGNORECASE)
_MOST = re.compile(
    r"\b(?:eniten|suurin|suurimm\w+|suurimpi\w*|suurin\w*|korkei(?:n|m\w+)|isoi(?:n|m\w+)|kallei(?:n|m\w+)"
    r"|runsai(?:n|m\w+)|enimm\w+|largest|biggest|highest|most|störst\w*|högst\w*|mest)\b",
    re.IGNORECASE,
)
_LEAST = re.compile(
    r"\b(?:vähiten|pieni(?:n|mm\w+|mpi\w*)|matali(?:n|m\w+)|ali(?:n|mm\w+|mpi\w*)|alhaisi(?:n|m\w+)"
    r"|halvi(?:n|m\w+)|smallest|lowest|least|fewest|minst\w*|lägst\w*)\b",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"(?:mmat|mpia|mpien|immista|immissa|immille)$", re.IGNORECASE)
_COUNTS = {
    "kaksi": 2, "kolme": 3, "neljä": 4, "viisi": 5, "kuusi": 6, "seitsemän": 7, "kahdeksan": 8,
    "yhdeksän": 9, "kymmenen": 10, "kahden": 2, "kolmen": 3, "neljän": 4, "viiden": 5, "two": 2, "three": 3,
    "five": 5, "två": 2, "tre": 3, "fem": 5,
}  # fmt: skip
_COUNT = re.compile(rf"\b({'|'.join(_COUNTS)}|[2-9]|10)\s+(?=\w+)", re.IGNORECASE)
_SEVERAL = 3
_PERCENT = re.compile(r"prosen\w+|%|suhteelli\w+|percent|procent", re.IGNORECASE)


def asks_which(text: str) -> bool:
    """Does a question ask for one or some of several things?"""
    return bool(_WHICH.search(text)) and not _HOW_MUCH.search(text)


def pick_of(text: str) -> Pick | None:
    """What a question wants of rows; None where it asks for no rows by what stands in them."""
    if not asks_which(text):
        return None
    spans: list[tuple[int, int]] = []
    limit, condition = _limit(text, spans)
    if condition is None:
        for kind, pattern in _CONDITIONS:
            if found := pattern.search(text):
                condition = kind
                spans.append(found.span())
                break
    extreme, count = None, 0
    for name, pattern in ((MOST, _MOST), (LEAST, _LEAST)):
        if found := pattern.search(text):
            extreme = name
            spans.append(found.span())
            count = _count(text[: found.start()], spans) or (_SEVERAL if _PLURAL.search(found[0]) else 1)
            break
    if condition is None and extreme is None:
        return None
    return Pick(condition, extreme, count, limit, bool(_PERCENT.search(text)), tuple(spans))


def _limit(text: str, spans: list[tuple[int, int]]) -> tuple[Decimal | None, Condition | None]:
    found = _LIMIT.search(text)
    if found is None:
        return None, None
    numbers = [n for n in find_numbers(text) if n.start >= found.end() - 1]
    if not numbers:
        return None, None
    first = numbers[0]
    spans.append((found.start(), first.end))
    return first.value, Condition.ABOVE if _UP.match(found[1]) else Condition.BELOW


def _count(before: str, spans: list[tuple[int, int]]) -> int:
    """The number that stands before "suurinta"."""
    found = list(_COUNT.finditer(before + " x"))
    if not found or len(before[found[-1].end() :].split()) > 1:
        return 0
    spans.append(found[-1].span(1))
    said = found[-1][1].lower()
    return _COUNTS.get(said) or int(said)
