"""Column names from header lines that are broken anywhere.

"1 000 euroa TP 2024 / Alkup. KS / 2025 KS+LTA 2025 / Ennuste / 2025" are five lines and four
columns. The words for kinds of column and the periods are marked; then the line of marks is cut
into as many columns as the body has, by dynamic programming over the shapes that a column name
can have. The cut is used only when it is the single best one.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise

from ingest.columns import find_kinds
from ingest.numbers import find_unit
from ingest.periods import find_periods
from ingest.records import ColumnKind
from ingest.text.lines import Line, collapse, ends_with_hyphen, starts_lower

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|/\d\d(?!\d)")
_MODIFIER = re.compile(
    r"^(?:alkup|alkuper|muut|tark|kum|voim|oleva|hyväks|vuoden|koko|ed\b|edell|lisä|käyttö|esit|valt)",
    re.IGNORECASE,
)
_UNIT_WORD = re.compile(
    r"^\(?(?:%|€|eur|euroa?|m€|t€|k€|htv|kpl|%-yks\.?|€/as\.?|€/asukas)\)?[,.]?$", re.IGNORECASE
)
_COMPARES = (ColumnKind.DEVIATION, ColumnKind.CHANGE)
# What may not be cut apart, by the order of kind and period that is not used.
_TORN = {"PK": ("KP",), "KP": ("PK",)}
_SHAPE_SCORES = (
    (re.compile(r"C"), 300),
    (re.compile(r"KP|PK"), 300),
    (re.compile(r"D(?:P|C)"), 300),
    (re.compile(r"(?:P|C)D"), 300),
    (re.compile(r"D(?:[KCP]{2})?"), 220),
    (re.compile(r"DK"), 220),
    (re.compile(r"NP"), 120),
    (re.compile(r"N"), 60),
    (re.compile(r"K"), 100),
    (re.compile(r"P"), 100),
)


@dataclass(frozen=True, slots=True)
class Header:
    """A header read: `lines` counts the lines it takes above the body, `names` has one name per
    number column, `corner` is what stands over the labels."""

    lines: int
    corner: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Atom:
    """A token or a mention. `sort`: K kind, D deviation or change, P period, C kind with its
    period, U unit, N a name of other words, o other."""

    sort: str
    text: str
    first_line: int
    last_line: int


def read_header(above: Sequence[Line], columns: int) -> Header | None:
    """The header of a body of `columns` number columns from the lines above it (top to bottom).

    Where a line names the unit, the header is all that follows it. Else the longest stretch of
    lines that can be cut into exactly `columns` names wins, unless a line that clearly belongs to
    the header would be left over. None when nothing fits: better no name than a wrong one.
    """
    unit = max((place for place, line in enumerate(above) if _ends_corner(line.text)), default=None)
    if unit is not None and unit < len(above):
        names = _names(above[unit + 1 :], columns, True)
        if names is not None:
            return Header(len(above) - unit, collapse(above[unit].text), names[1])
        return None if unit < len(above) - 1 else _longest(above[unit:], columns)
    return _longest(above, columns)


def _longest(above: Sequence[Line], columns: int) -> Header | None:
    for count in range(len(above), 0, -1):
        found = _names(above[-count:], columns, False)
        if found is not None:
            left_over = count < len(above) and _is_all_names(above[-count - 1].text)
            return None if left_over else Header(count, *found)
    return None


def _names(lines: Sequence[Line], columns: int, cornered: bool) -> tuple[str, tuple[str, ...]] | None:
    """The corner and the names from all of the lines; `cornered` when the corner stands above."""
    if not lines:
        return None
    texts = whole_words([collapse(line.text) for line in lines])
    return (
        _row_by_row([line.text for line in lines], columns)
        or _one_name_a_group(lines, columns, cornered)
        or _flow(texts, columns, cornered)
        or _one_name_a_line(texts, columns)
    )


def whole_words(texts: Sequence[str]) -> list[str]:
    """Words that were divided at a line's end, whole again."""
    joined: list[str] = []
    for text in texts:
        if joined and ends_with_hyphen(joined[-1]) and starts_lower(text):
            joined[-1] = joined[-1].rstrip()[:-1] + text
        else:
            joined.append(text)
    return joined


@lru_cache(maxsize=1 << 14)
def _ends_corner(text: str) -> bool:
    """A line that stands over the labels and names the unit: "1 000 euroa", "Hanke (1 000 €)"."""
    if is_unit_line(text):
        return True
    unit = find_unit(text)
    plain = text.strip().rstrip(")").endswith(unit.text.rstrip(")")) if unit else False
    return plain and len(text.split()) <= 6 and not find_kinds(text) and not find_periods(text)


def _is_all_names(text: str) -> bool:
    atoms = _atoms([collapse(text)])
    return all(atom.sort != "o" for atom in atoms) and any(atom.sort in "KDPC" for atom in atoms)


@lru_cache(maxsize=1 << 14)
def is_group_line(text: str) -> bool:
    """A line without header words that begins like a name: a group's heading in the body."""
    return (
        text[:1].isupper() and len(text) <= 75 and all(atom.sort == "o" for atom in _atoms([collapse(text)]))
    )


@lru_cache(maxsize=1 << 14)
def is_unit_line(text: str) -> bool:
    """A line that only names the unit: "1 000 euroa", "(milj. €)", "Tuhatta euroa"."""
    unit = find_unit(text)
    return unit is not None and len(text.strip(" ().,:")) <= len(unit.text.strip(" ().,:")) + 1


@lru_cache(maxsize=1 << 14)
def is_header_like(text: str) -> bool:
    """Does a line name a kind of column, a period or a unit, and is it no sentence?"""
    if len(text) > 160 or text.rstrip().endswith((";", "!", "?")):
        return False
    if find_unit(text) is None and not find_kinds(text) and not find_periods(text):
        return False
    others = [atom for atom in _atoms([collapse(text)]) if atom.sort == "o"]
    return len(others) <= 4


def _flow(lines: Sequence[str], columns: int, cornered: bool) -> tuple[str, tuple[str, ...]] | None:
    """Cut the lines as one running text."""
    corner, atoms = ("", _atoms(lines)) if cornered else _without_corner(_atoms(lines))
    if corner and atoms[:1] and atoms[0].first_line > 0:
        return None  # what stands on lines of its own above the names is a title
    atoms = _attach(atoms, lines)
    if not atoms or any(atom.sort == "o" or (atom.sort == "N" and not cornered) for atom in atoms):
        return None
    names = _cut(tuple(atoms), columns)
    return (corner, names) if names else None


def _one_name_a_group(
    lines: Sequence[Line], columns: int, cornered: bool
) -> tuple[str, tuple[str, ...]] | None:
    """Names of one or more lines with blank lines between them."""
    groups: list[list[str]] = []
    for number, line in enumerate(lines):
        if number == 0 or line.gap > 0:
            groups.append([])
        groups[-1].append(collapse(line.text))
    if len(groups) == len(lines) or len(groups) != columns or columns < 2:
        return None
    names = tuple(" ".join(whole_words(group)) for group in groups)
    marked = sum(any(atom.sort in "KDPC" for atom in _atoms([name])) for name in names)
    enough = marked * 2 >= columns if cornered else marked == columns
    return ("", names) if enough and all(len(name) <= 60 for name in names) else None


def _row_by_row(lines: Sequence[str], columns: int) -> tuple[str, tuple[str, ...]] | None:
    """Each line names all columns in part: "TP TA Ennuste" over "2024 2025 2025"."""
    corner = ""
    stacked: list[tuple[str, ...]] = []
    for line in lines:
        parts = _parts(line, columns)
        if parts is None:
            return None
        if parts[0]:
            corner = f"{corner} {parts[0]}".strip()
        stacked.append(parts[1])
    return corner, tuple(" ".join(names) for names in zip(*stacked, strict=True))


def _parts(line: str, columns: int) -> tuple[str, tuple[str, ...]] | None:
    cells = [collapse(cell) for cell in re.split(r" {2,}|\t+", line.strip())]
    if columns > 1 and len(cells) in (columns, columns + 1):
        return ("", tuple(cells)) if len(cells) == columns else (cells[0], tuple(cells[1:]))
    found = _flow([collapse(line)], columns, False)
    if found is not None:
        return found
    tokens = collapse(line).split(" ")
    proper = all(token[:1].isupper() or token[:1].isdigit() or _UNIT_WORD.match(token) for token in tokens)
    unknown = all(atom.sort in "oU" for atom in _atoms([collapse(line)]))
    kinds = all(find_kinds(token) for token in tokens)
    fits = columns >= 3 and len(tokens) == columns and (kinds or (unknown and proper))
    return ("", tuple(tokens)) if fits else None


def _one_name_a_line(lines: Sequence[str], columns: int) -> tuple[str, tuple[str, ...]] | None:
    """As many lines as columns (and one for the corner), each of them a name."""
    corner = ""
    rest = list(lines)
    if len(rest) == columns + 1 and is_unit_line(rest[0]):
        corner = rest.pop(0)
    if columns < 2 or len(rest) != columns:
        return None
    marked = [any(atom.sort != "o" for atom in _atoms([line])) for line in rest]
    return (corner, tuple(rest)) if all(marked) and all(len(line) <= 40 for line in rest) else None


def _atoms(lines: Sequence[str]) -> list[_Atom]:
    return list(_atoms_of(tuple(lines)))


@lru_cache(maxsize=1 << 12)
def _atoms_of(lines: tuple[str, ...]) -> tuple[_Atom, ...]:
    """The words of the lines, those of one mention together."""
    text = " ".join(lines)
    line_of: list[int] = []
    for number, line in enumerate(lines):
        line_of += [number] * (len(line) + 1)
    spans: list[tuple[int, int, str]] = []
    unit = find_unit(text)
    if unit is not None and len(unit.text) > 1 and (place := text.find(unit.text)) >= 0:
        spans.append((place, place + len(unit.text), "U"))
    for start, end, kind in _kind_spans(text):
        sort = "D" if kind in _COMPARES else "C" if _YEAR.search(text[start:end]) else "K"
        spans.append((start, end, sort))
    spans += [(mention.start, mention.end, "P") for mention in find_periods(text)]
    atoms: list[_Atom] = []
    last_span: tuple[int, int, str] | None = None
    for token in re.finditer(r"\S+", text):
        span = next((s for s in spans if s[0] < token.end() and token.start() < s[1]), None)
        first, last = line_of[token.start()], line_of[token.end() - 1]
        if span is not None and span[2] in "KD" and _YEAR.search(token.group()):
            # One mention or two overlapping ones: the year makes the name complete, or is a period.
            span = next(
                (s for s in spans if s[2] == "P" and s[0] < token.end() and token.start() < s[1]), span
            )
        if span is not None and span == last_span:
            joined = f"{atoms[-1].text} {token.group()}"
            atoms[-1] = _Atom(atoms[-1].sort, joined, atoms[-1].first_line, last)
        else:
            sort = span[2] if span else "U" if _UNIT_WORD.match(token.group()) else "o"
            atoms.append(_Atom(sort, token.group(), first, last))
        last_span = span
    return tuple(atoms)


def _kind_spans(text: str) -> Iterator[tuple[int, int, ColumnKind]]:
    """Mentions of kinds. In one header "TA 2030 muutos" is the change of the budget; in a row of
    headers a year ends a name, so a mention is cut after a year where another kind follows."""
    for mention in find_kinds(text):
        words = text[mention.start : mention.end]
        cuts = [
            found.end()
            for found in re.finditer(r"\S*(?:19|20)\d\d\s+(?=(\S+))", words)
            if find_kinds(found[1])
        ]
        for start, end in pairwise([0, *cuts, len(words)]):
            for part in find_kinds(words[start:end]):
                yield mention.start + start + part.start, mention.start + start + part.end, part.kind


def _without_corner(atoms: list[_Atom]) -> tuple[str, list[_Atom]]:
    """Take off what stands over the label column: words and units before the first column name."""
    first = next((place for place, atom in enumerate(atoms) if atom.sort not in "oU"), len(atoms))
    while first > 0 and atoms[first - 1].sort == "o" and _MODIFIER.match(atoms[first - 1].text):
        first -= 1
    return " ".join(atom.text for atom in atoms[:first]), atoms[first:]


def _attach(atoms: Sequence[_Atom], lines: Sequence[str]) -> list[_Atom]:
    """Give words that mean nothing by themselves to the name before or after them. A capitalised
    line of such words is a name of its own (N)."""
    result: list[_Atom] = []
    waiting: list[_Atom] = []
    for place, atom in enumerate(atoms):
        if atom.sort != "o":
            words = " ".join([*(word.text for word in waiting), atom.text])
            first = waiting[0].first_line if waiting else atom.first_line
            result.append(_Atom(atom.sort, words, first, atom.last_line))
            waiting = []
            continue
        alone = all(other.sort == "o" for other in atoms if other.first_line == atom.first_line)
        if alone and lines[atom.first_line][:1].isupper() and not _MODIFIER.match(lines[atom.first_line]):
            if result and result[-1].sort == "N" and result[-1].first_line == atom.first_line:
                result[-1] = replace(result[-1], text=f"{result[-1].text} {atom.text}")
            else:
                result.append(replace(atom, sort="N"))
            continue
        follower = next((later for later in atoms[place + 1 :] if later.sort != "o"), None)
        forward = follower is not None and (
            bool(_MODIFIER.match(atom.text)) or atom.last_line == follower.first_line
        )
        if forward or not result:
            waiting.append(atom)
        else:
            before = result[-1]
            result[-1] = replace(before, text=f"{before.text} {atom.text}", last_line=atom.last_line)
    return [*result, *waiting]


def _cut(atoms: tuple[_Atom, ...], columns: int) -> tuple[str, ...] | None:
    """The single best cut into `columns` names, or None. Names keep one order: kind before
    period or period before kind."""
    candidates: list[tuple[int, tuple[int, ...]]] = []
    for banned in ("PK", "KP"):
        candidates += _best_cuts(atoms, columns, banned)
    if not candidates:
        return None
    best = max(score for score, _ in candidates)
    winners = {cuts for score, cuts in candidates if score == best}
    if len(winners) != 1:
        return None
    edges = [0, *winners.pop(), len(atoms)]
    return tuple(" ".join(atom.text for atom in atoms[start:end]) for start, end in itertools.pairwise(edges))


def _best_cuts(atoms: tuple[_Atom, ...], columns: int, banned: str) -> list[tuple[int, tuple[int, ...]]]:
    """The two best ways to cut, as (score, places of the inner cuts)."""

    @cache
    def best(start: int, left: int) -> tuple[tuple[int, tuple[int, ...]], ...]:
        if left == 0:
            return ((0, ()),) if start == len(atoms) else ()
        found: list[tuple[int, tuple[int, ...]]] = []
        for end in range(start + 1, min(len(atoms), start + 5) + 1):
            score = _shape_score(atoms[start:end], banned)
            if score is None:
                continue
            if end < len(atoms) and atoms[end - 1].sort + atoms[end].sort in _TORN[banned]:
                continue  # a kind and its period would stand in neighbouring columns
            if end < len(atoms) and atoms[end].first_line != atoms[end - 1].last_line:
                score += 10
            for rest, cuts in best(end, left - 1):
                found.append((score + rest, (end, *cuts) if end < len(atoms) else cuts))
        return tuple(sorted(found, reverse=True)[:2])

    return list(best(0, columns))


def _shape_score(atoms: Sequence[_Atom], banned: str) -> int | None:
    shape = "".join(atom.sort for atom in atoms)
    core = shape.rstrip("U")
    if banned in core or len(shape) - len(core) > 1:
        return None
    if not core:
        return 40
    score = next((points for pattern, points in _SHAPE_SCORES if pattern.fullmatch(core)), None)
    if score is None:
        return None
    broken = sum(a.last_line != b.first_line for a, b in itertools.pairwise(atoms))
    return score + (5 if len(core) < len(shape) else 0) - 2 * broken
