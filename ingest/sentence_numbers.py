"""Which of the numbers printed in a sentence are figures, and what each of them measures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.numbers import PrintedNumber, find_numbers, find_unit
from ingest.sentences import Range, clause_at

_DASHES = "-\u2010\u2011\u2212\u2013\u2014"
_SMALL = re.compile(r"\d{1,2}")
_MARK_BEFORE_A_NAME = re.compile(r"\s*\(?\d{1,2}\)?\s+[A-ZÅÄÖ][a-zåäö]")
_DASH_AFTER = re.compile(rf"\s?[{_DASHES}]\s?\d")
_DASH_BEFORE = re.compile(rf"\d\s?[{_DASHES}]\s?$")
_PLAIN_DIGITS = re.compile(r"\d{6,}")
_YEAR = r"(?:19[5-9]|20[0-4])\d"
_MONTH = r"(?:0[1-9]|1[0-2])"
_RUN_TOGETHER = re.compile(rf"{_YEAR}{_MONTH}|{_MONTH}{_YEAR}|(?=\d{{7}})\d*{_YEAR}\d*")
_RANGE = re.compile(rf"\s?[{_DASHES}]\s?")
_COMPARED = re.compile(
    rf"\s?\((?:(?:TP|TA|KS|TOT|ENN|ed(?:ellinen|ellisenä)?\.?\s?v(?:uosi|uonna)?\.?|vuonna|v\.)\s?)*(?:{_YEAR})?\s?:?\s?",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_OF_THINGS = re.compile(r"(?:i|j)[aä]$")
_ENDING = re.compile(r":[^\W\d_]+")
_NEXT_LABEL = re.compile(r"\s[A-ZÅÄÖ][a-zåäö]+:\s")
_LIST_NUMBER = re.compile(r"\A\(?\d{1,2}[.)]\s+")
_EDGES = " .,:;()–-"


def sentence_numbers(sentence: str) -> tuple[PrintedNumber, ...]:
    """The figures of one sentence, in order.

    Not figures: a sentence that is a number of a list or a note and nothing else, the mark before a
    note's first word ("1 Tilastolaitos"), a range of small counts that names no unit ("2–4 kokousta": it
    says no one number), years run together with other digits ("202412", "600202112").
    """
    found: list[PrintedNumber] = []
    for number in find_numbers(sentence):
        if found and _is_compared(sentence, found[-1], number):
            told = found[-1]
            number = replace(
                number, value=number.number * told.scale, unit=told.unit, scale=told.scale,
                printed_unit=told.printed_unit,
            )  # fmt: skip
        if _is_figure(sentence, number):
            found.append(number)
    return tuple(_counted(sentence, number, found) for number in found)


def _counted(sentence: str, number: PrintedNumber, all_numbers: Sequence[PrintedNumber]) -> PrintedNumber:
    """The number in the unit that begins its clause, if it has none and is alone there: "Henkilötyövuosia
    kertyi kaikkiaan 51,5"."""
    if number.unit is not None or number.scale != 1:
        return number
    clause = clause_at(sentence, number.start)
    first = _WORD.match(sentence, clause.start)
    if first is None or not _OF_THINGS.search(first.group()):
        return number
    if any(other is not number and clause.start <= other.start < clause.end for other in all_numbers):
        return number
    unit = find_unit(first.group())
    if unit is None or unit.text != first.group() or unit.scale != 1:
        return number
    return replace(number, unit=unit.unit)


def _is_compared(sentence: str, told: PrintedNumber, number: PrintedNumber) -> bool:
    """Whether a number without a unit stands in brackets behind one that has it, as the same of another
    time: "−3,2 milj. euroa (2031: +1,1)"."""
    if told.unit is None or number.unit is not None or number.scale != 1:
        return False
    between = sentence[_unit_end(sentence, told) : number.start]
    match = _COMPARED.fullmatch(between)
    return match is not None and between.strip(" (:") != "" and sentence[number.end : number.end + 1] == ")"


def _is_figure(sentence: str, number: PrintedNumber) -> bool:
    if number.unit is not None or number.scale != 1:
        return True
    if _PLAIN_DIGITS.fullmatch(number.raw):
        return number.raw.endswith("000") or _RUN_TOGETHER.fullmatch(number.raw) is None
    if not _SMALL.fullmatch(number.raw.lstrip(_DASHES)):
        return True
    if not any(letter.isalnum() for letter in sentence[: number.start] + sentence[number.end :]):
        return number.raw[0] in _DASHES
    if not sentence[: number.start].strip(" (") and _MARK_BEFORE_A_NAME.match(sentence):
        return False
    first = number.end - len(number.raw.lstrip(_DASHES + " "))
    ranged = _DASH_AFTER.match(sentence, number.end) or _DASH_BEFORE.search(sentence[:first])
    return ranged is None


def metric_of(sentence: str, number: PrintedNumber) -> str:
    """What a sentence measures with a number: its clause without the number and its unit.

    A number alone in its clause ("(45 kpl)", "(2031: 47,0 %)") takes the nearest clause before it that
    has words.
    """
    clause = clause_at(sentence, number.start)
    start = _qualifier_start(sentence, number, clause.start)
    end = _unit_end(sentence, number)
    for other in find_numbers(sentence):  # the other end of a range
        if other.start > number.start and _RANGE.fullmatch(sentence, end, other.start):
            end = _unit_end(sentence, other)
        elif other.start < number.start and _RANGE.fullmatch(sentence, _unit_end(sentence, other), start):
            start = _qualifier_start(sentence, other, clause.start)
    if ending := _ENDING.match(sentence, end):
        end = ending.end()
    head, tail = sentence[clause.start : max(start, clause.start)], sentence[end : max(end, clause.end)]
    if label := _NEXT_LABEL.search(tail):
        tail = tail[: label.start()]
    own = _LIST_NUMBER.sub("", " ".join(f"{head} {tail}".split()).strip(_EDGES))
    if _WORD.search(_without_numbers(own)):
        return own
    while clause.start > 0:
        before = _clause_before(sentence, clause)
        if before is None:
            break
        clause = before
        words = _without_numbers(sentence[clause.start : clause.end])
        if _WORD.search(words):
            return words
    return own or " ".join(sentence[clause.start : clause.end].split())


def _qualifier_start(sentence: str, number: PrintedNumber, least: int) -> int:
    """Where a number begins with the "noin" before it."""
    words = (number.qualifier or "").split()
    at = sentence.lower().rfind(words[0], least, number.start) if words else -1
    return at if at >= 0 else number.start


def _unit_end(sentence: str, number: PrintedNumber) -> int:
    at = sentence.find(number.printed_unit, number.end) if number.printed_unit else -1
    beside = at >= 0 and not sentence[number.end : at].strip()  # the unit of a range stands at its end
    return at + len(number.printed_unit or "") if beside else number.end


def _clause_before(sentence: str, clause: Range) -> Range | None:
    """The nearest clause before one, with a letter or a digit in it."""
    position = clause.start - 1
    while position >= 0:
        found = clause_at(sentence, position)
        if found.start < clause.start and found.end > found.start and found.end <= clause.start:
            return found
        position -= 1
    return None


def _without_numbers(text: str) -> str:
    kept, at = "", 0
    for number in find_numbers(text):
        kept += text[at : _qualifier_start(text, number, at)] + " "
        at = _unit_end(text, number)
    return " ".join((kept + text[at:]).split()).strip(_EDGES)
