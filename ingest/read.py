"""The main path of reading: a file in, a `Report` out.

bytes -> layouts -> identity -> sections -> tables -> statements -> Report
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from ingest.errors import UnreadableFile
from ingest.formats import FORMATS, is_pdf, read_other
from ingest.identity import Identity, detect_identity, parse_period_override
from ingest.pdf import read_pdf
from ingest.pdf.scans import Recogniser
from ingest.recognised import doubts_of, mark_statements, mark_tables
from ingest.records import (
    Block,
    BlockKind,
    Grid,
    GridCell,
    Layout,
    Page,
    Period,
    Problem,
    Quote,
    Report,
    Statement,
    Table,
)
from ingest.report_kinds import tells_past
from ingest.sections import Placed, place_blocks
from ingest.sentences import Range
from ingest.statements import line_boxes, page_statements
from ingest.tables import join_grids, read_table
from ingest.tables.said_once import unit_for_all_tables
from ingest.tables.shared_units import unit_of_first_side
from ingest.tables.titles import title_above, with_caption
from ingest.tables.unclear import unclear_columns
from ingest.tables.units import TableUnit
from ingest.whose import with_owners

MAX_BYTES = 200 * 1024 * 1024
_FAILED = ("page_too_slow", "page_unreadable")


@dataclass(frozen=True, slots=True)
class Overrides:
    """What the person knows better than the detection; None leaves it to the detection."""

    organisation: str | None = None
    unit: str | None = None
    kind: str | None = None
    period: str | None = None


def read_report(
    path: Path,
    overrides: Overrides = Overrides(),
    password: str | None = None,
    max_bytes: int = MAX_BYTES,
    ocr: bool = False,
) -> Report:
    """Read one file. With `ocr`, text is recognised on pages that are only pictures.

    Raises UnreadableFile (with a code and advice) when nothing can be read; LukuError `bad_period` for
    an override that names no period, `ocr_unavailable` when text recognition is not installed.
    """
    if not path.is_file():
        raise UnreadableFile("not_found", f"Tiedostoa {path} ei ole.", file=str(path))
    size = path.stat().st_size
    if size > max_bytes:
        raise UnreadableFile(
            "too_large",
            f"{path.name} on liian suuri ({size / 1e6:.0f} Mt); raja on {max_bytes / 1e6:.0f} Mt.",
            file=path.name,
        )
    return read_bytes(path.read_bytes(), path.name, overrides, password, ocr)


def read_bytes(
    data: bytes,
    file: str,
    overrides: Overrides = Overrides(),
    password: str | None = None,
    ocr: bool = False,
) -> Report:
    """Read a file that is already in memory; `file` is its name, from which id and format come. With
    `ocr`, text is recognised on pages that are only pictures."""
    file = unicodedata.normalize("NFC", file)
    if not data:
        raise UnreadableFile("empty_file", f"{file} on tyhjä tiedosto.", file=file)
    forced = parse_period_override(overrides.period) if overrides.period else None
    recognise = _recogniser() if ocr else None
    layouts, metadata_title, problems = _layouts(data, file, password, recognise)
    pictures = {problem.page for problem in problems if problem.code == "no_text_layer"}
    blocks_read = (block for layout in layouts if layout.page not in pictures for block in layout.blocks)
    if not any(block.text.strip() or block.kind is BlockKind.TABLE for block in blocks_read):
        raise _without_text(file, ocr, problems)
    identity = _overridden(detect_identity(layouts, file, metadata_title), overrides, forced)
    placed = place_blocks(layouts)
    tables: list[Table] = []
    stated: TableUnit | None = None
    statements: list[Statement] = []
    pages: list[Page] = []
    for layout, blocks, grids in zip(layouts, placed, join_grids(layouts), strict=True):
        goes_on = tables[-1:] if None in grids else []
        begun = _tables(
            layout, blocks, grids, len(tables), identity.period, stated, tables[-1] if tables else None
        )
        stated = _stated(blocks, layout.page) or stated
        tables.extend(begun)
        statements.extend(
            page_statements(
                blocks, (*goes_on, *begun), layout.page, identity.period, tells_past(identity.kind)
            )
        )
        pages.append(_page(layout, blocks))
    doubts = doubts_of(layouts)
    return Report(
        id=slug(Path(file).stem),
        file=file,
        sha256=hashlib.sha256(data).hexdigest(),
        title=identity.title,
        organisation=identity.organisation,
        unit=identity.unit,
        kind=identity.kind,
        period=identity.period,
        language=identity.language,
        pages=tuple(pages),
        tables=mark_tables(tables, doubts),
        statements=mark_statements(with_owners(statements, tables, identity.organisation), doubts),
        problems=(*problems, *(problem for table in tables for problem in unclear_columns(table))),
    )


def _recogniser() -> Recogniser:
    from ingest.ocr.recognise import open_recogniser  # an extra, which most files do without

    return open_recogniser()


def _without_text(file: str, ocr: bool, problems: Sequence[Problem]) -> UnreadableFile:
    """Why a file gave no text: a page that failed is the reason, before the lack of a text layer is."""
    failed = next((problem for problem in problems if problem.code in _FAILED), None)
    if failed is not None:
        return UnreadableFile(failed.code, f"{file}: tekstiä ei saatu. {failed.message}", file=file)
    if not file.lower().endswith(".pdf"):
        return UnreadableFile("empty_file", f"{file}: tiedostossa ei ole tekstiä.", file=file)
    return UnreadableFile(
        "no_text_layer",
        f"{file}: millään sivulla ei ole tekstiä, "
        + (
            "eikä tekstintunnistus löytänyt sitä kuvistakaan."
            if ocr
            else "sivut ovat ehkä kuvia. Lue tiedosto valitsimella --ocr, niin teksti tunnistetaan kuvista."
        ),
        file=file,
    )


_NOT_DECOMPOSED = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "ł": "l", "đ": "d", "ð": "d", "þ": "th"}
)


def slug(stem: str) -> str:
    """A report's id of a-z, digits and single hyphens: "Q1 – Äänekoski" -> "q1-aanekoski".

    Letters that have no such form ("отчёт 2024") leave a mark of the whole name behind, so that two
    names do not become one id.
    """
    plain = unicodedata.normalize("NFKD", stem.lower().translate(_NOT_DECOMPOSED))
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    words = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
    if words and not any(char.isalnum() and not char.isascii() for char in letters):
        return words
    name = unicodedata.normalize("NFC", stem).encode("utf-8", "surrogatepass")
    return f"{words or 'raportti'}-{hashlib.sha256(name).hexdigest()[:8]}"


def _layouts(
    data: bytes, file: str, password: str | None, recognise: Recogniser | None
) -> tuple[tuple[Layout, ...], str | None, tuple[Problem, ...]]:
    if is_pdf(data, file):
        reading = read_pdf(data, file, password, recognise)
        return reading.layouts, reading.title, reading.problems
    other = read_other(data, file)
    if other is not None:
        return other.layouts, other.title, other.problems
    raise UnreadableFile(
        "unknown_format",
        f"{file}: tätä tiedostomuotoa ei osata lukea. Tuetut muodot: {', '.join(FORMATS)}.",
        file=file,
    )


def _overridden(identity: Identity, overrides: Overrides, period: Period | None) -> Identity:
    return replace(
        identity,
        organisation=overrides.organisation or identity.organisation,
        unit=overrides.unit or identity.unit,
        kind=overrides.kind or identity.kind,
        period=period or identity.period,
    )


def _tables(
    layout: Layout,
    blocks: Sequence[Placed],
    grids: Sequence[Grid | None],
    before: int,
    period: Period | None,
    stated: TableUnit | None = None,
    last: Table | None = None,
) -> tuple[Table, ...]:
    """The tables that begin on a page; a grid that goes on from the page before is None. `stated` is the
    unit that an earlier page states for all tables, `last` the table before them."""
    places = [place for place, item in enumerate(blocks) if item.block.kind is BlockKind.TABLE]
    made: list[Table] = []
    read = 0
    for place, grid in zip(places, grids, strict=True):
        stated, read = _stated(blocks[read:place], layout.page) or stated, place
        if grid is None:
            continue
        title = with_caption(title_above(blocks, place), grid)
        name = f"t{before + len(made) + 1}"
        read_with = partial(read_table, grid, name, title.text, title.above, period, stated)
        table = read_with()
        shared = unit_of_first_side(table, made[-1] if made else last)
        if shared is not None:
            table = read_with(shared)
        if table.printed_unit and table.unit_quote is None:
            table = replace(table, unit_quote=_unit_above(table.printed_unit, blocks[:place], layout.page))
        made.append(table)
    return tuple(made)


def _stated(blocks: Sequence[Placed], page: int) -> TableUnit | None:
    """The unit that some blocks state for all tables from there on: the last such statement."""
    for item in reversed(blocks):
        said = unit_for_all_tables(item.block.text) if item.block.kind is not BlockKind.TABLE else None
        if said is not None:
            return TableUnit(said.unit, Quote(page, said.unit.text, line_boxes(item.block, said.place)))
    return None


def _unit_above(printed: str, blocks: Sequence[Placed], page: int) -> Quote | None:
    """Where the unit stands that a table takes from the text above it."""
    for item in reversed(blocks):
        at = item.block.text.find(printed)
        if at >= 0:
            return Quote(page, printed, line_boxes(item.block, Range(at, at + len(printed))))
    return None


def _page(layout: Layout, placed: Sequence[Placed]) -> Page:
    grids = iter(layout.grids)
    blocks: list[Block] = []
    for item in placed:
        block = item.block
        if block.kind is BlockKind.TABLE:
            block = replace(block, text=_grid_text(next(grids)))
        blocks.append(replace(block, spans=()))
    text = "\n".join(block.text for block in blocks if block.text)
    return Page(layout.page, layout.width, layout.height, layout.label, text, tuple(blocks), layout.ocr)


def _grid_text(grid: Grid) -> str:
    rows: dict[int, list[GridCell]] = {}
    for cell in grid.cells:
        rows.setdefault(cell.row, []).append(cell)
    return "\n".join(
        " ".join(" ".join(cell.text.split()) for cell in sorted(cells, key=lambda c: c.column) if cell.text)
        for _, cells in sorted(rows.items())
    )
