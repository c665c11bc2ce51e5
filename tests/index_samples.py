"""Reports of an invented city, Koivuranta, built by hand for the tests of the library."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from ingest.records import (
    Block,
    BlockKind,
    Box,
    Cell,
    Column,
    ColumnKind,
    Figure,
    FigureKind,
    Page,
    Period,
    Problem,
    Report,
    Statement,
    StatementKind,
    Table,
)

FIRST_QUARTER = Period("Q1/2031", date(2031, 1, 1), date(2031, 3, 31))
SECOND_QUARTER = Period("Q2/2031", date(2031, 4, 1), date(2031, 6, 30))
BOX = Box(50.0, 100.0, 400.0, 112.0)


class LetterEmbedder:
    """A stand-in for a model: texts are near when they use the same pieces of words."""

    def __init__(self, identity: str = "letters", dimension: int = 64) -> None:
        self.identity = identity
        self.dimension = dimension

    def encode_queries(self, texts: list[str]) -> NDArray[np.float32]:
        return self._encode(texts)

    def encode_passages(self, texts: list[str]) -> NDArray[np.float32]:
        return self._encode(texts)

    def _encode(self, texts: list[str]) -> NDArray[np.float32]:
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        for row, text in enumerate(texts):
            for start in range(len(text) - 3):
                piece = text[start : start + 4].lower()
                digest = hashlib.blake2b(piece.encode(), digest_size=4).digest()
                vectors[row, int.from_bytes(digest, "big") % self.dimension] += 1.0
            vectors[row, 0] += 0.1
        result: NDArray[np.float32] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return result


def figure(raw: str, value: str, metric: str, page: int = 1, entity: str | None = None) -> Figure:
    return Figure(
        raw=raw, value=Decimal(value), unit="EUR", scale=1_000_000, printed_unit="milj. euroa",
        kind=FigureKind.TEXT, entity=entity, metric=metric, column=None, column_kind=ColumnKind.FORECAST,
        period=FIRST_QUARTER, page=page, box=BOX,
    )  # fmt: skip


def sentence(
    id_: str,
    text: str,
    page: int = 1,
    section: tuple[str, ...] = (),
    entity: str | None = None,
    figures: tuple[Figure, ...] = (),
    kind: StatementKind = StatementKind.SENTENCE,
    label: str | None = None,
    context: str = "",
) -> Statement:
    return Statement(
        id=id_, kind=kind, text=text, label=text if label is None else label, page=page, boxes=(BOX,),
        section=section, entity=entity, context=context, figures=figures,
    )  # fmt: skip


def row(id_: str, table: str, number: int, label: str, cells: str, page: int = 2) -> Statement:
    return Statement(
        id=id_, kind=StatementKind.ROW, text=f"{label} {cells}", label=label, page=page, boxes=(BOX,),
        section=("Tuloslaskelma",), entity=None, context="Tuloslaskelma TA 2031 Ennuste 2031", table=table,
        row=number,
    )  # fmt: skip


def report(
    id_: str,
    statements: Sequence[Statement],
    organisation: str | None = "Koivurannan kaupunki",
    unit: str | None = "Vesilaitos",
    kind: str | None = "osavuosikatsaus",
    period: Period | None = FIRST_QUARTER,
    tables: tuple[Table, ...] = (),
    problems: tuple[Problem, ...] = (),
    file: str | None = None,
) -> Report:
    """A report whose pages print its statements, one paragraph each."""
    pages = []
    for number in range(1, max((statement.page for statement in statements), default=1) + 1):
        here = [statement for statement in statements if statement.page == number]
        blocks = tuple(Block(BlockKind.PARAGRAPH, statement.text, BOX) for statement in here)
        text = "\n".join(statement.text for statement in here)
        pages.append(Page(number, 595.0, 842.0, str(number), text, blocks))
    name = file or f"{id_}.pdf"
    return Report(
        id=id_, file=name, sha256=hashlib.sha256(original(id_)).hexdigest(), title=f"Raportti {id_}",
        organisation=organisation, unit=unit, kind=kind, period=period, language="fi", pages=tuple(pages),
        tables=tables, statements=tuple(statements), problems=problems,
    )  # fmt: skip


def original(id_: str) -> bytes:
    return f"%PDF alkuperäinen {id_}".encode()


def income_table(rows: int = 3) -> Table:
    columns = (
        Column(0, "", None),
        Column(1, "TA 2031", ColumnKind.BUDGET),
        Column(2, "Ennuste 2031", ColumnKind.FORECAST),
    )
    cells = tuple(
        Cell(
            i,
            1,
            1,
            1,
            2,
            "1 234",
            False,
            BOX,
            ("Toimintatuotot",),
            ("TA 2031",),
            Decimal("1234000"),
            "EUR",
            1000,
        )
        for i in range(1, rows + 1)
    )
    return Table("t1", (2,), "Tuloslaskelma", "1 000 euroa", BOX, rows + 1, columns, cells)


def water_report() -> Report:
    """The water utility's first quarter: headings, sentences, a definition, table rows."""
    ahead = ("Talous", "Vesilaitos")
    return report(
        "vesilaitos-q1",
        [
            sentence("s1", "Talous", kind=StatementKind.HEADING),
            sentence(
                "s2",
                "Vesilaitoksen ylijäämän ennuste on 2,4 milj. euroa.",
                section=ahead,
                entity="Vesilaitos",
                figures=(figure("2,4", "2400000", "ylijäämä", entity="Vesilaitos"),),
            ),
            sentence(
                "s3", "Poikkeama talousarviosta on +0,7 milj. euroa.", section=ahead, entity="Vesilaitos"
            ),
            sentence("s4", "Putkirikkoja korjattiin talvella tavallista enemmän.", section=("Toiminta",)),
            sentence(
                "s5",
                "Vuosikate kertoo, paljonko rahaa jää investointeihin.",
                section=("Sanasto",),
                kind=StatementKind.DEFINITION,
                label="Vuosikate",
            ),
            row("r1", "t1", 1, "Toimintatuotot", "10 500 11 200"),
            row("r2", "t1", 2, "Henkilöstömenot", "-3 100 -3 050"),
            row("r3", "t1", 3, "Vuosikate", "4 000 4 700"),
        ],
        tables=(income_table(),),
        problems=(Problem("no_text_layer", "Sivulla ei ole tekstiä.", 3),),
    )


def school_report() -> Report:
    """Another unit of the same city, a quarter later."""
    return report(
        "koulut-q2",
        [
            sentence("s1", "Lukioiden opiskelijamäärä kasvoi 120 opiskelijalla.", section=("Lukiot",)),
            sentence(
                "s2", "Perusopetuksen henkilöstömenot olivat 41,3 milj. euroa.", section=("Perusopetus",)
            ),
            sentence("s3", "Kouluruokailun poikkeama on -0,2 milj. euroa.", section=("Ruokailu",)),
        ],
        unit="Sivistystoimi",
        kind="talouskatsaus",
        period=SECOND_QUARTER,
    )
