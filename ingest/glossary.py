"""Terms and their meanings under a glossary's heading, or in a table of terms.

A glossary is set in many ways: "TP: tilinpäätös.", "Sitova taso – taso, jonka …", the term on a line of
its own over its meaning, or a table of two columns. Each becomes a definition whose label is the term.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.numbers import find_numbers
from ingest.records import Statement, StatementKind

_HEADING = re.compile(
    r"\b(?:\w*sanasto\w*|\w*käsitteet|\w*käsittei(?:tä|den|stö)\w*|\w*lyhenteet|\w*lyhentei(?:tä|den)\w*"
    r"|\w*termit|\w*termejä|\w*termien|\w*terminologia\w*|\w*termistö\w*|\w*määritelm\w+|\w*selitteet"
    r"|\w*selitteitä|ordlist\w+|\w*begrepp\w*|\w*förkortning\w*|definition(?:er|s)|glossary|abbreviations"
    r"|terminology)\b|^(?:key )?(?:terms|concepts)$",
    re.IGNORECASE,
)
_TABLE_HEAD = re.compile(
    r"\b(?:\w*termi|\w*käsite|\w*lyhenne|sana|tunnusluku|term|begrepp|förkortning|ord|abbreviation|concept)\s+"
    r"(?:(?:ja|sen|och|and)\s+)?\w*"
    r"(?:selit|merkity|määrit|tarkoit|laskenta|kaava|förklaring|betydelse|definition|meaning|explanation)",
    re.IGNORECASE,
)
_ENTRY = re.compile(r"(?P<term>[^\s:;.!?][^:;!?]{0,70}?)(?::| [–—-])\s+(?P<meaning>\S.*)", re.DOTALL)
_PLAIN_ENTRY = re.compile(r"(?P<term>[A-ZÅÄÖ][A-ZÅÄÖ0-9+]{1,9})\s+(?P<meaning>[a-zåäö].*)", re.DOTALL)
_NEXT_ENTRY = re.compile(r"(?<=[^\W\d_.)])[,;]?\s+(?=[A-ZÅÄÖ][A-ZÅÄÖ0-9+%]{1,9}(?::| [–—-])\s)")
_ABBREVIATION = re.compile(r"[A-ZÅÄÖ][A-ZÅÄÖ0-9+%/.-]{1,11}")
_LONGEST_TERM = 6
_FEWEST_WORDS = 5
_GAP = "  "
_SAID = (StatementKind.SENTENCE, StatementKind.HEADING)


def explained(statements: Sequence[Statement]) -> list[Statement]:
    """The statements of a page in order, those that say what a term means as definitions.

    A line of several abbreviations is a definition for each; the sentences that follow a meaning in the
    same paragraph go with it up to one with a figure.
    """
    made: list[Statement] = []
    last = ""  # the sentence that ended the definition before
    terms: str | None = None  # a table whose columns are named as terms and meanings
    for statement in statements:
        if statement.kind is StatementKind.ROW:
            last = ""
            if _TABLE_HEAD.search(_words(statement)) and not statement.figures:
                terms = statement.table
            made.append(_row(statement, statement.table is not None and statement.table == terms))
            continue
        if not _in_glossary(statement):
            last = ""
            made.append(statement)
            continue
        entries = list(_entries(statement))
        if entries:
            made += entries
            last = _words(statement)
        elif made and _is_meaning(made[-1], statement) and not _is_list(made):
            made.append(replace(statement, kind=StatementKind.DEFINITION, label=made[-1].text))
            last = statement.text
        elif last and statement.context == last and _goes_on(statement):
            made[-1] = _joined(made[-1], statement)
            last = statement.text
        else:
            made.append(statement)
            last = ""
    return made


def _in_glossary(statement: Statement) -> bool:
    return any(_HEADING.search(heading) for heading in statement.section)


def _words(statement: Statement) -> str:
    return " ".join(statement.text.split())


def _entries(statement: Statement) -> Iterator[Statement]:
    """A sentence "term: meaning" as a definition, several of them each as their own; else nothing."""
    if statement.kind is not StatementKind.SENTENCE:
        return
    starts = [0, *(match.end() for match in _NEXT_ENTRY.finditer(statement.text))]
    parts = [
        statement.text[start:end].strip(" ,;")
        for start, end in zip(starts, [*starts[1:], len(statement.text)], strict=True)
    ]
    found = [(match["term"].strip(), part) for part in parts if (match := _entry(part))]
    if len(found) < len(parts):
        whole = _entry(statement.text)
        found = [(whole["term"].strip(), statement.text)] if whole else []
    for number, (term, text) in enumerate(found):
        own = statement.figures if len(found) == 1 else ()
        context = statement.context if number == 0 else ""
        yield replace(
            statement, kind=StatementKind.DEFINITION, label=term, text=text, figures=own, context=context
        )


def _entry(text: str) -> re.Match[str] | None:
    match = _ENTRY.fullmatch(text) or _PLAIN_ENTRY.fullmatch(text)
    if match is None or not _is_term(match["term"]):
        return None
    return match if _says_something(match["meaning"]) else None


def _is_term(text: str) -> bool:
    words = text.split()
    if not 1 <= len(words) <= _LONGEST_TERM or _HEADING.fullmatch(text.strip()) or "," in text:
        return False
    return any(letter.isalpha() for letter in text) and not any(n.unit for n in find_numbers(text))


def _says_something(text: str) -> bool:
    """Whether a text can be a meaning: words, not an amount."""
    numbers = find_numbers(text)
    amount = bool(numbers) and numbers[0].start < 2 and numbers[0].unit is not None
    return not amount and sum(letter.isalpha() for letter in text) >= 3


def _is_meaning(before: Statement, statement: Statement) -> bool:
    """Whether a sentence says what the short line before it means."""
    if statement.kind is not StatementKind.SENTENCE or before.kind not in _SAID:
        return False
    if not _in_glossary(before) or _HEADING.search(before.text):
        return False
    if before.figures or not _is_term(before.text) or len(before.text.split()) > 4:
        return False
    if before.text.endswith((".", ":", "!", "?")) or not _says_something(statement.text):
        return False
    if len(statement.text.split()) >= _FEWEST_WORDS:
        return True
    # A meaning of few words tells itself from the next term by its letters or its full stop.
    told = statement.text.endswith(".") or statement.text[:1].islower()
    return told and not _ABBREVIATION.fullmatch(statement.text)


def _is_list(made: Sequence[Statement]) -> bool:
    """Whether several short lines stand over each other: terms without their meanings, as a column of them
    reads, so that nothing tells whose meaning comes next."""
    if len(made) < 2 or made[-1].section != made[-2].section:
        return False
    before = made[-2]
    return before.kind in _SAID and _is_term(before.text) and not before.text.endswith((".", ":", "!", "?"))


def _goes_on(statement: Statement) -> bool:
    return statement.kind is StatementKind.SENTENCE and not statement.figures


def _joined(definition: Statement, statement: Statement) -> Statement:
    boxes = tuple(dict.fromkeys((*definition.boxes, *statement.boxes)))
    return replace(definition, text=f"{definition.text} {statement.text}", boxes=boxes)


def _row(statement: Statement, of_terms: bool) -> Statement:
    """A row of a table of terms as a definition, its first cell being the term."""
    cells = statement.text.split(_GAP)
    told = of_terms or _in_glossary(statement) or _TABLE_HEAD.search(statement.context) is not None
    if not told or statement.figures or len(cells) < 2 or _TABLE_HEAD.search(_words(statement)):
        return statement
    if not _is_term(cells[0]) or not any(_says_something(cell) for cell in cells[1:]):
        return statement
    return replace(statement, kind=StatementKind.DEFINITION, label=cells[0])
