"""A report cut into passages: first by structure, then by size.

Statements that stand together (same page, same section, same table or running text) are gathered
until a passage is about `TARGET` characters, some 150 tokens of the embedding model. Rows of a
table go with the table's title and header, repeated for every passage of it. A definition stays
alone. Only a statement that is longer than `LONGEST` by itself is cut, at the end of a sentence if
it has one, never inside a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from index.contract import Passage
from ingest.records import Box, Report, Statement, StatementKind, Table

TARGET = 700
LONGEST = 1200

# Places to cut a long text, best first: after a sentence, after a clause, at any space that does
# not stand between digits ("31 406") or between a number and its unit.
_CUTS = [
    r"\n\s*",
    r"(?<=[.!?])\s+(?=[A-ZÅÄÖ•–-])",
    r"(?<=[;:,])\s+",
    r"(?<=[^\W\d])\s+(?=\D)",
]


@dataclass(slots=True)
class _Group:
    """Statements that stand together, being gathered."""

    page: int
    section: tuple[str, ...]
    table: str | None
    statements: list[Statement] = field(default_factory=list)
    length: int = 0

    def fits(self, statement: Statement) -> bool:
        if (statement.page, statement.section, statement.table) != (self.page, self.section, self.table):
            return False
        if _alone(statement) or any(_alone(member) for member in self.statements):
            return False
        return self.length + len(statement.text) <= TARGET

    def add(self, statement: Statement) -> None:
        self.statements.append(statement)
        self.length += len(statement.text) + 1


def cut_passages(report: Report) -> tuple[Passage, ...]:
    """The passages of a report in reading order. Every statement is in one of them at least."""
    tables = {table.id: table for table in report.tables}
    passages: list[Passage] = []
    for group in _groups(report.statements):
        passages += _group_passages(report.id, group, tables)
    passages += _pages_without_statements(report)
    return tuple(sorted(passages, key=lambda passage: passage.page))


def _groups(statements: Iterable[Statement]) -> list[_Group]:
    """Statements gathered in reading order; headings wait for what follows them on their page."""
    groups: list[_Group] = []
    headings: list[Statement] = []
    for statement in statements:
        if headings and headings[-1].page != statement.page:
            groups.append(_group_of(headings))
            headings = []
        if statement.kind is StatementKind.HEADING:
            headings.append(statement)
        elif headings or not groups or not groups[-1].fits(statement):
            groups.append(_group_of([*headings, statement]))
            headings = []
        else:
            groups[-1].add(statement)
    if headings:
        groups.append(_group_of(headings))
    return groups


def _group_of(statements: Sequence[Statement]) -> _Group:
    """A group that begins with these; its section and table are those of the last one."""
    last = statements[-1]
    group = _Group(last.page, last.section, last.table)
    for statement in statements:
        group.add(statement)
    return group


def _alone(statement: Statement) -> bool:
    return statement.kind is StatementKind.DEFINITION


def _group_passages(report: str, group: _Group, tables: dict[str, Table]) -> list[Passage]:
    head = _head(group, tables.get(group.table or ""))
    quote = "\n".join(statement.text for statement in group.statements)
    pieces = [quote] if len(quote) <= LONGEST else _cut(quote)
    boxes = tuple(dict.fromkeys(box for statement in group.statements for box in statement.boxes))
    ids = tuple(statement.id for statement in group.statements)
    return [
        Passage(report, group.page, group.section, f"{head}\n{piece}" if head else piece, piece, boxes, ids)
        for piece in pieces
    ]


def _head(group: _Group, table: Table | None) -> str:
    """What a reader of the page sees above the passage: section path, table title, unit, header."""
    lines = [" > ".join(group.section)] if group.section else []
    entities = dict.fromkeys(statement.entity for statement in group.statements if statement.entity)
    told = " ".join([*group.section, *(statement.text for statement in group.statements)])
    lines += [entity for entity in entities if entity not in told][:1]
    if table is not None:
        if table.title and table.title not in group.section:
            lines.append(table.title)
        header = " | ".join(column.text for column in table.columns if column.text)
        unit = f"({table.printed_unit})" if table.printed_unit else ""
        lines.append(f"{header} {unit}".strip())
    return "\n".join(line for line in lines if line)


def _pages_without_statements(report: Report) -> list[Passage]:
    """Text of pages from which no statement was made is still found by search."""
    covered = {statement.page for statement in report.statements}
    found: list[Passage] = []
    for page in report.pages:
        text = page.text.strip()
        if page.page in covered or not text:
            continue
        boxes: tuple[Box, ...] = tuple(block.box for block in page.blocks if block.box is not None)
        found += [Passage(report.id, page.page, (), piece, piece, boxes, ()) for piece in _cut(text)]
    return found


def _cut(text: str) -> list[str]:
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(
        separators=_CUTS, is_separator_regex=True, keep_separator="end", chunk_size=TARGET, chunk_overlap=0
    )
    pieces = [piece.strip() for piece in splitter.split_text(text)]
    return [piece for piece in pieces if re.search(r"\w", piece)] or [text]
