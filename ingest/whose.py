"""Whose figures: the last look at a report's statements, when all its units are known.

A heading says whose page it is, but a table's title, the section row above a row, a row's own label and
the sentence itself are nearer to the number and go first. A name is known as a unit's when a heading
names it so, or when one and the same set of labels is printed under it and under others ("Toimintatuotot,
Toimintakulut" under each unit of a table).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.entities import names_metric, unit_named
from ingest.records import Figure, FigureKind, Statement, StatementKind, Table
from ingest.tables.owners import owner_named

_WORD = re.compile(r"[^\W\d_]+(?:[-&][^\W\d_]+)*")
_OF_THINGS = re.compile(
    r"investoin|hanke|hankkee|hankkei|kohde|kohtee|kohtei|projekti|tytäryh|yhtiö|konserniyh|yksiköittäin"
    r"|toimialoittain|toimielimittäin|tulosalueittain|projekt|investering|bolag|enhet",
    re.IGNORECASE,
)
_LONGEST_ENDING = 5
"""Letters that a Finnish case ending may add to a word, a possessive suffix left out."""
_CHANGED = 3
"""Letters at a word's end that inflection may change ("lautakunta" - "lautakunnan")."""


@dataclass(frozen=True, slots=True)
class _Name:
    """A name of a unit, as printed, and its words in small letters."""

    text: str
    words: tuple[str, ...]


def with_owners(
    statements: Sequence[Statement], tables: Sequence[Table], organisation: str | None
) -> tuple[Statement, ...]:
    """The statements with their figures' entities told as nearly as the report tells them.

    An entity that only a far heading gave stays where nothing nearer names one.
    """
    paths = _carried_on(_row_paths(tables), tables)
    known = _known(statements, paths, organisation)
    titles = {table.id: _owner_of_title(table, known) for table in tables}
    things = {table.id for table in tables if _lists_things(table, paths)}
    made = []
    for statement in statements:
        if statement.kind is StatementKind.ROW and statement.table is not None and statement.row is not None:
            path = paths.get((statement.table, statement.row), ())
            listed = statement.table in things
            made.append(_row(statement, path, titles.get(statement.table), known, listed))
        elif statement.kind in (StatementKind.SENTENCE, StatementKind.CARD):
            made.append(_said(statement, known))
        else:
            made.append(statement)
    return tuple(made)


def _row_paths(tables: Iterable[Table]) -> dict[tuple[str, int], tuple[str, ...]]:
    found: dict[tuple[str, int], tuple[str, ...]] = {}
    for table in tables:
        for cell in table.cells:
            if not cell.header and cell.row_path:
                found.setdefault((table.id, cell.row), cell.row_path)
    return found


def _carried_on(
    paths: Mapping[tuple[str, int], tuple[str, ...]], tables: Iterable[Table]
) -> dict[tuple[str, int], tuple[str, ...]]:
    """The paths with the section row before a page break above the rows behind it, where these complete
    the labels that other section rows of the table have."""
    made = dict(paths)
    for table in tables:
        if len(table.pages) < 2:
            continue
        page_of = {cell.row: cell.page for cell in table.cells if not cell.header}
        groups: list[tuple[str | None, list[int]]] = []  # a section row's text and the rows under it
        for row in sorted(row for name, row in paths if name == table.id):
            path = paths[(table.id, row)]
            above = path[-2] if len(path) > 1 else None
            new_page = bool(groups) and page_of.get(row) != page_of.get(groups[-1][1][-1])
            if not groups or groups[-1][0] != above or (above is None and new_page):
                groups.append((above, []))
            groups[-1][1].append(row)
        sets = [
            [paths[(table.id, row)][-1].casefold() for row in rows]
            for above, rows in groups
            if above is not None
        ]
        for (above, rows), (after, rest) in pairwise(groups):
            if above is None or after is not None or page_of.get(rows[-1]) == page_of.get(rest[0]):
                continue
            begun = [paths[(table.id, row)][-1].casefold() for row in rows]
            most = max((len(each) for each in sets if each[: len(begun)] == begun), default=0) - len(begun)
            more = [paths[(table.id, row)][-1].casefold() for row in rest[:most]]
            if more and begun + more in sets:
                for row in rest[:most]:
                    made[(table.id, row)] = (*paths[(table.id, rows[-1])][:-1], *paths[(table.id, row)])
    return made


def _known(
    statements: Sequence[Statement],
    paths: Mapping[tuple[str, int], tuple[str, ...]],
    organisation: str | None,
) -> dict[str, _Name]:
    """The names of units by their small letters: from headings, recurring groups of rows, legal forms."""
    names: dict[str, str] = {}
    for statement in statements:
        if statement.entity:
            names.setdefault(statement.entity.casefold(), statement.entity)
    for text in (*_recurring(paths), *(path[-1] for path in paths.values() if path)):
        if text.casefold() not in names and (text in _recurring(paths) or _legal(text)):
            names[text.casefold()] = text
    if organisation:
        names[organisation.casefold()] = organisation
        for kind in ("kaupunki", "kunta"):  # "Kuuselan kaupunki" is told with its own name
            names.setdefault(f"{organisation} {kind}".casefold(), organisation)
    made = {}
    for key, text in names.items():
        words = tuple(word.casefold() for word in _WORD.findall(key))
        if words and len(words[0]) > 2:
            made[key] = _Name(text, words)
    return made


def _recurring(paths: Mapping[tuple[str, int], tuple[str, ...]]) -> frozenset[str]:
    """Section rows of one table under which the same labels are printed as under another."""
    under: dict[tuple[str, str], list[str]] = defaultdict(list)
    for (table, _), path in paths.items():
        if len(path) >= 2:
            under[(table, path[-2])].append(path[-1].casefold())
    sets: Counter[tuple[str, frozenset[str]]] = Counter()
    for (table, _), labels in under.items():
        if len(labels) >= 2:
            sets[(table, frozenset(labels))] += 1
    return frozenset(
        parent
        for (table, parent), labels in under.items()
        if sets[(table, frozenset(labels))] >= 2 and not names_metric(parent)
    )


def _legal(text: str) -> bool:
    return len(text) < 80 and re.search(r"\b(?:Oy|Oyj|Ab|KOy|ry)\b(?!:)", text) is not None


def _owner_of_title(table: Table, known: Mapping[str, _Name]) -> str | None:
    """The unit that a table's title names as a whole, or before a description of what it shows."""
    title = " ".join((table.title or "").split())
    if not title:
        return None
    for part in (title, re.split(r"[,:(–|]| - ", title)[0].strip()):
        name = known.get(part.casefold())
        if name is not None:
            return name.text
    named = owner_named(title) or unit_named(title)
    if named is not None:
        return named
    found = _mentions(title, known)
    return found[0][1] if len({text for _, text in found}) == 1 else None


def _lists_things(table: Table, paths: Mapping[tuple[str, int], tuple[str, ...]]) -> bool:
    """Whether a table's rows are projects, companies or units rather than items of one owner."""
    labels = [path[-1] for (name, _), path in paths.items() if name == table.id and path]
    if len(labels) < 2:
        return False
    things = sum(not names_metric(label) for label in labels)
    corner = " ".join(cell.text for cell in table.cells if cell.header and cell.column == 0)
    return things >= 0.7 * len(labels) and bool(_OF_THINGS.search(f"{table.title or ''} {corner}"))


def _row(
    statement: Statement,
    path: Sequence[str],
    title: str | None,
    known: Mapping[str, _Name],
    listed: bool,
) -> Statement:
    label = " ".join(statement.label.split())
    owner = _of_label(label, known) if label else None
    if owner is None and listed and label and not names_metric(label):
        owner = label
    if owner is None:
        above = path[:-1] if label else path
        owner = next((name for step in reversed(above) if (name := _of_label(step, known))), None)
    owner = owner or title or statement.entity
    figures = tuple(_owned(figure, owner, statement.entity) for figure in statement.figures)
    return replace(statement, entity=owner, figures=figures)


def _owned(figure: Figure, owner: str | None, before: str | None) -> Figure:
    """The figure with its row's owner, unless its own column or row names another."""
    if figure.entity is not None and figure.entity != before:
        return figure
    return replace(figure, entity=owner)


def _of_label(label: str, known: Mapping[str, _Name]) -> str | None:
    bare = re.sub(r"\s+yhteensä$", "", " ".join(label.split()), flags=re.IGNORECASE).casefold()
    name = known.get(bare)
    return name.text if name is not None else owner_named(label)


def _said(statement: Statement, known: Mapping[str, _Name]) -> Statement:
    """A sentence or card with the unit that it names itself."""
    mentions = _mentions(statement.text, known)
    if not mentions:
        return statement
    figures = []
    for figure in statement.figures:
        at = statement.text.find(figure.raw)
        before = [text for place, text in mentions if place <= at] or [text for _, text in mentions[:1]]
        figures.append(replace(figure, entity=before[-1]) if figure.kind is not FigureKind.TABLE else figure)
    return replace(statement, entity=mentions[0][1], figures=tuple(figures))


def _mentions(text: str, known: Mapping[str, _Name]) -> list[tuple[int, str]]:
    """Where a text names known units in any case of inflection, longest names first at each place."""
    words = [(match.start(), match.group().casefold()) for match in _WORD.finditer(text)]
    found: list[tuple[int, str]] = []
    place = 0
    by_length = sorted(known.values(), key=lambda name: -len(name.words))
    while place < len(words):
        name = next((each for each in by_length if _inflected(words, place, each.words)), None)
        if name is None:
            place += 1
        else:
            found.append((words[place][0], name.text))
            place += len(name.words)
    return found


def _inflected(words: Sequence[tuple[int, str]], place: int, name: Sequence[str]) -> bool:
    """Do the words from `place` on read as the name, each in its own inflection?"""
    if place + len(name) > len(words):
        return False
    return all(form_of(words[place + offset][1], part) for offset, part in enumerate(name))


def form_of(word: str, name: str) -> bool:
    """Is a word, in small letters, the name in some case ("lautakunnan" of "lautakunta")?"""
    if word == name:
        return True
    common = next(
        (n for n, (a, b) in enumerate(zip(word, name, strict=False)) if a != b), min(len(word), len(name))
    )
    kept = max(4, len(name) - _CHANGED)
    return common >= min(kept, len(name)) and len(word) - common <= _LONGEST_ENDING and len(name) > 3
