"""Rows by the word that a column of verdicts gives them: "ei toteutunut", "epävarma", "valmis"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from index.contract import Library
from ingest.records import Cell, Statement, StatementKind, Table
from service.choose import Evidence
from service.citations import Citations
from service.question import Question
from service.replies.base import Reply
from service.replies.rows.pick import asks_which
from service.replies.rows.suiting import said_of_table, wanted_of
from service.replies.rows.tables import likely_tables

_SHARE = 0.6
"""So many of a column's cells have to be verdicts for it to be one of verdicts."""
_ENOUGH = 0.6
_LONGEST = 6
_SURE = 0.75


class Verdict(StrEnum):
    """What a report says became of a target or a project."""

    NOT = "not"
    PARTLY = "partly"
    UNSURE = "unsure"
    LATE = "late"
    GOES_ON = "goes_on"
    DONE = "done"


_WORDS: tuple[tuple[Verdict, str], ...] = (
    (Verdict.UNSURE, r"epävarm\w*|vaara(?:ssa|ntunut|ntui)\w*|uhat(?:tuna|ut)"),
    (Verdict.PARTLY, r"osi(?:n|ttain|ttainen|ttaiset)|osaksi|melkein|lähes"),
    (Verdict.LATE, r"myöhäs\w+|viiväst\w+|lykkäänt\w+|lykät\w+|siirret\w+|siirty[iyvn]\w*"),
    (
        Verdict.NOT,
        r"(?:ei(?:vät)?)\s+(?:\w+\s+)?(?:toteud\w+|toteutun\w+|saavut\w+|tavoit\w+|täyt\w+|onnist\w+|pääst\w+)"
        r"|toteutumat\w+|saavuttamat\w+|täyttymät\w+|tekemättä|^ei$|epäonnist\w+",
    ),
    (
        Verdict.GOES_ON,
        r"kesken(?:eräi\w+)?|käynni(?:ssä|stetty|styi|styneet|stynyt)|jatku\w+|etenee|työn alla",
    ),
    (
        Verdict.DONE,
        r"toteutu\w*|saavute\w+|saavutti\w*|täyttyi\w*|valmi(?:s|it|stui|stuivat|stunut)|^kyllä$|^ok$|kunnossa"
        r"|suunnitelman mukai\w+|aikataulussa|onnistui\w*|tehty|hyväksytty",
    ),
)
_PATTERNS: tuple[tuple[Verdict, re.Pattern[str]], ...] = tuple(
    (verdict, re.compile(rf"\b(?:{words})\b" if not words.startswith("^") else words, re.IGNORECASE))
    for verdict, words in _WORDS
)


@dataclass(frozen=True, slots=True)
class _Judged:
    """The rows of a table that have the verdict asked for: each with its name and the word it is given."""

    report: str
    fit: float
    rows: tuple[tuple[Statement, str, str], ...]


def verdict_rows(question: Question, evidence: Evidence, library: Library) -> Reply | None:
    """The rows to which a table gives the verdict that the question names; None where none does."""
    asked = verdict_of(question.text)
    if asked is None or not asks_which(question.text):
        return None
    found = max(_judged(question, asked, evidence, library), key=lambda each: each.fit, default=None)
    if found is None:
        return None
    citations = Citations(evidence.reports)
    lines = [f"• {name}: {word} [{citations.statement(found.report, row)}]" for row, name, word in found.rows]
    return Reply("\n".join(lines), (), citations.all, _SURE)


def verdict_of(text: str) -> Verdict | None:
    """The verdict that a text speaks of."""
    return next((verdict for verdict, pattern in _PATTERNS if pattern.search(text)), None)


def _judged(question: Question, asked: Verdict, evidence: Evidence, library: Library) -> Iterator[_Judged]:
    terms = wanted_of(question, [m.span() for _, p in _PATTERNS for m in p.finditer(question.text)])
    for report, table in likely_tables(terms, evidence, library):
        cells: dict[int, dict[int, Cell]] = {}
        for cell in table.cells:
            if not cell.header and cell.text.strip():
                cells.setdefault(cell.row, {})[cell.column] = cell
        column = _verdict_column(cells)
        fit = said_of_table(table, terms, library) if column is not None else 0.0
        if column is None or fit < _ENOUGH:
            continue
        rows = tuple(_with_verdict(report, table, cells, column, asked, library))
        if rows:
            yield _Judged(report, fit + 0.05 * (report == evidence.newest), rows)


def _verdict_column(cells: Mapping[int, Mapping[int, Cell]]) -> int | None:
    """The column whose cells are verdicts, the last where there are several."""
    columns = sorted({place for row in cells.values() for place in row if place > 0}, reverse=True)
    for column in columns:
        texts = [" ".join(row[column].text.split()) for row in cells.values() if column in row]
        short = [text for text in texts if len(text.split()) <= _LONGEST and verdict_of(text)]
        if len(texts) >= 2 and len(short) >= _SHARE * len(texts):
            return column
    return None


def _with_verdict(
    report: str,
    table: Table,
    cells: Mapping[int, Mapping[int, Cell]],
    column: int,
    asked: Verdict,
    library: Library,
) -> Iterator[tuple[Statement, str, str]]:
    rows = {
        s.row: s
        for page in table.pages
        for s in library.statements(report, page)
        if s.table == table.id and s.kind is StatementKind.ROW
    }
    for number, row in sorted(cells.items()):
        word = " ".join(row[column].text.split()) if column in row else ""
        statement = rows.get(number)
        name = row[min(row)].text if row else ""
        if statement is not None and word and verdict_of(word) is asked:
            yield statement, " ".join(name.split()), word
