"""Random tables with known cells: that their truth is one, how it is scored, and how much Luku reads."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from io import BytesIO

import pypdf
import pypdfium2
import pytest

from eval.tables.columns import ColumnSpec, header_cells
from eval.tables.extracting import readings
from eval.tables.layout import draw
from eval.tables.make import make_sheet
from eval.tables.score import Found, Score, found, score
from eval.tables.spec import (
    Amount,
    Fact,
    HeaderCell,
    Label,
    Producer,
    Profile,
    TableSpec,
    UnitAt,
    facts,
)
from eval.tables.words import Branch, words
from ingest.read import read_bytes

SEEDS = range(1, 31)
FLOOR = 0.99
"""Share of numbers read exactly with all that they say. The target is 0.98."""


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return "".join(page.get_textpage().get_text_range() for page in document)


def producer_of(pdf: bytes) -> str:
    return str((pypdf.PdfReader(BytesIO(pdf)).metadata or {}).get("/Producer"))


def bare(text: str) -> str:
    return re.sub(r"[\s\u00a0\u2009\u202f\x02\ufffe\u00ad-]", "", text)


def fact(row: tuple[str, ...] = ("Tulot",), column: tuple[str, ...] = ("TA", "2025")) -> Fact:
    return Fact((tuple(map(Label, row)),), column, Decimal(5000), "EUR", 1000, "5")


def reading(**changed: object) -> Found:
    told = {"row_path": ("Tulot",), "column_path": ("TA 2025",), "value": Decimal("5E+3")}
    said = {**told, "unit": "EUR", "scale": 1000, **changed}
    return found(**said)  # type: ignore[arg-type]  # a test's short way of writing five arguments


# --- the tables


@pytest.mark.parametrize("seed", [3, 4])
def test_a_seed_is_the_same_table_for_ever(seed: int) -> None:
    sheet = make_sheet(seed, Profile.TUNE)
    assert sheet == make_sheet(seed, Profile.TUNE)
    assert sheet != make_sheet(seed, Profile.MEASURE)
    assert draw(sheet) == draw(sheet)


@pytest.mark.parametrize("profile", Profile)
def test_every_amount_and_label_is_drawn(profile: Profile) -> None:
    for seed in range(1, 13):
        sheet = make_sheet(seed, profile)
        printed = bare(text_of(draw(sheet)))
        for one in facts(sheet):
            assert bare(one.printed) in printed, (seed, one)
            assert bare(one.row_paths[0][-1].plain)[:12] in printed, (seed, one)


def test_the_producers_take_turns() -> None:
    first, second = make_sheet(1, Profile.TUNE), make_sheet(2, Profile.TUNE)
    assert (first.producer, second.producer) == (Producer.REPORTLAB, Producer.FPDF2)
    assert "reportlab" in producer_of(draw(first)).lower()
    assert "fpdf2" in producer_of(draw(second)).lower()


def totals_and_parts(table: TableSpec) -> list[tuple[Amount, list[Amount]]]:
    """First-column amounts of rows and of the rows right under them."""
    below: dict[tuple[Label, ...], list[Amount]] = {}
    for row in table.rows:
        if row.amounts:
            below.setdefault(row.paths[0][:-1], []).append(row.amounts[0])
    return [
        (row.amounts[0], below[row.paths[0]]) for row in table.rows if row.amounts and row.paths[0] in below
    ]


def test_parts_add_up_to_the_row_they_are_under() -> None:
    checked = 0
    for seed in range(1, 40):
        for table in make_sheet(seed, Profile.TUNE).tables:
            for total, parts in totals_and_parts(table):
                if table.column_path(0)[-1].startswith(("Poikkeama", "Ero", "Muutos")):
                    continue
                assert (total.value or 0) == sum(part.value or 0 for part in parts), (seed, total)
                checked += 1
    assert checked > 20


def test_columns_of_a_group_share_its_header() -> None:
    columns = (ColumnSpec(("2024", "TA")), ColumnSpec(("2024", "Tot.")), ColumnSpec(("Muutos",)))
    cells = header_cells(columns, UnitAt.HEADER_LINE, "t€", low=False)
    assert HeaderCell("2024", 0, 1, 0, 0) in cells
    assert HeaderCell("Muutos", 2, 2, 0, 1) in cells
    assert HeaderCell("t€", 2, 2, 2, 2) in cells


def labels(branch: Branch) -> set[str]:
    return {branch.label}.union(*(labels(part) for part in branch.parts))


def test_the_profiles_share_hardly_any_words() -> None:
    tune, measure = words(Profile.TUNE, swedish=False), words(Profile.MEASURE, swedish=False)
    rows = [set().union(*map(labels, each.statements)) | set(each.offices) for each in (tune, measure)]
    assert rows[0] & rows[1] == set()
    assert set(tune.heads.actual) & set(measure.heads.actual) == set()


# --- the scoring


def judged(*read: Found, true: tuple[Fact, ...] = (fact(),)) -> Score:
    return score(true, list(read))


def test_what_is_read_exactly_is_right() -> None:
    assert judged(reading()).right == 1
    assert judged(reading(column_path=("TA", "2025"), row_path=("Tulot\u00a0",))).right == 1


@pytest.mark.parametrize(
    ("changed", "cause"),
    [
        ({"row_path": ("Menot", "Tulot")}, "row path"),
        ({"row_path": ("Menot",)}, "row label"),
        ({"column_path": ("2025",)}, "column path"),
        ({"unit": None, "scale": 1, "value": Decimal(5)}, "unit"),
        ({"value": Decimal(-5000)}, "sign"),
        ({"value": Decimal(6000)}, "value"),
    ],
)
def test_a_miss_says_what_is_wrong(changed: dict[str, object], cause: str) -> None:
    told = judged(reading(**changed))
    assert (told.right, [miss.cause for miss in told.misses]) == (0, [cause])
    assert told.invented == ()


def test_a_reading_serves_one_fact_and_what_is_left_is_invented() -> None:
    assert judged(reading(), true=(fact(), fact())).right == 1
    assert judged(reading(), reading()).invented == (reading(),)
    assert [miss.cause for miss in judged().misses] == ["not found"]


def test_codes_and_marks_may_be_read_with_the_label() -> None:
    label = Label("Tulo¬vero", before="3", mark="1)", unit="%")
    assert {"Tulovero", "3 Tulovero", "Tulovero 1)", "3 Tulovero1) %"} <= label.forms
    assert "Tulovero 2)" not in label.forms


def test_cells_of_extract_become_readings() -> None:
    cell = {
        "header": False,
        "row_path": ["A"],
        "column_path": ["B", "C"],
        "value": "5",
        "unit": None,
        "scale": 1,
    }
    cells = [cell, {**cell, "header": True}, {**cell, "value": None}]
    assert readings(json.dumps({"tables": [{"cells": cells}]})) == [Found(("A",), "B C", Decimal(5), None, 1)]


# --- the reading


def test_tables_of_many_seeds_are_read() -> None:
    told = []
    for seed in SEEDS:
        sheet = make_sheet(seed, Profile.TUNE)
        report = read_bytes(draw(sheet), f"taulukot-{seed}.pdf")
        read = [
            found(cell.row_path, cell.column_path, cell.value, cell.unit, cell.scale)
            for table in report.tables
            for cell in table.cells
            if not cell.header and cell.value is not None
        ]
        told.append(score(facts(sheet), read))
    assert sum(each.right for each in told) >= FLOOR * sum(each.facts for each in told)
