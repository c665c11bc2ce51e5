"""HTTP routes of a report's tables: which there are, one with its cells, and as files."""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict
from pydantic.config import JsonDict

from index.contract import Library
from ingest.errors import LukuError
from ingest.records import Table
from service.links import reader_url
from service.records import Language
from service.report_schemas import TableBody
from service.running import Running
from service.table_files import CSV, XLSX, table_csv, table_xlsx

table_router = APIRouter(prefix="/api/v1/reports", tags=["reports"])

_EXAMPLE: JsonDict = {
    "tables": [
        {
            "id": "t2",
            "pages": [14],
            "title": "Tuotot ja kulut yksiköittäin",
            "printed_unit": "1 000 euroa",
            "rows": 13,
            "columns": 7,
            "url": "/report/hiidenkoski-q1-2025?page=14",
            "csv": "/api/v1/reports/hiidenkoski-q1-2025/tables/t2.csv",
            "xlsx": "/api/v1/reports/hiidenkoski-q1-2025/tables/t2.xlsx",
        }
    ],
    "total": 1,
}


class TableSummaryBody(BaseModel):
    """A table without its cells, with the addresses of the page that shows it and of its files."""

    id: str
    pages: list[int]
    title: str | None
    printed_unit: str | None
    rows: int
    columns: int
    url: str
    csv: str
    xlsx: str

    @classmethod
    def of(cls, report: str, table: Table) -> TableSummaryBody:
        return cls(
            id=table.id,
            pages=list(table.pages),
            title=table.title,
            printed_unit=table.printed_unit,
            rows=table.rows,
            columns=len(table.columns),
            url=reader_url(report, table.pages[0] if table.pages else 1, (table.box,) if table.box else ()),
            csv=table_file_url(report, table.id, "csv"),
            xlsx=table_file_url(report, table.id, "xlsx"),
        )


class TablesBody(BaseModel):
    """The tables of a report in reading order."""

    model_config = ConfigDict(json_schema_extra={"example": _EXAMPLE})

    tables: list[TableSummaryBody]
    total: int


def table_file_url(report: str, table: str, ending: str) -> str:
    """Where a table is given as a file."""
    return f"/api/v1/reports/{quote(report)}/tables/{quote(table)}.{ending}"


@table_router.get("/{report}/tables")
async def list_tables(
    report: str,
    service: Running,
    page: Annotated[int | None, Query(ge=1, description="Only those that stand on this page")] = None,
) -> TablesBody:
    """The tables of a report, or of one of its pages."""
    found = await service.run(service.library.tables, report, page)
    return TablesBody(tables=[TableSummaryBody.of(report, table) for table in found], total=len(found))


@table_router.get(
    "/{report}/tables/{table}.csv",
    response_class=Response,
    responses={
        200: {"content": {"text/csv": {"example": "\ufeff1 000 euroa;TP 2024\r\nToimintatuotot;2 874\r\n"}}}
    },
)
async def csv_file(report: str, table: str, service: Running) -> Response:
    """A table as printed: UTF-8, semicolons between the cells."""
    found = await service.run(_table, service.library, report, table)
    return _saved(await service.run(table_csv, found), CSV, f"{report}-{table}.csv")


@table_router.get(
    "/{report}/tables/{table}.xlsx", response_class=Response, responses={200: {"content": {XLSX: {}}}}
)
async def xlsx_file(
    report: str, table: str, service: Running, lang: Literal["fi", "sv", "en"] = "fi"
) -> Response:
    """A table as a workbook: its numbers as numbers, everything as printed, and its source."""
    found = await service.run(_table, service.library, report, table)
    summary = await service.run(service.library.report, report)
    made = await service.run(table_xlsx, found, summary, Language(lang))
    return _saved(made, XLSX, f"{report}-{table}.xlsx")


@table_router.get("/{report}/tables/{table}")
async def show_table(report: str, table: str, service: Running) -> TableBody:
    """A table with its cells, what its headers were understood to say, and its own arithmetic."""
    return TableBody.model_validate(await service.run(_table, service.library, report, table))


def _table(library: Library, report: str, wanted: str) -> Table:
    for table in library.tables(report):
        if table.id == wanted:
            return table
    raise LukuError(
        "table_not_found", f"Raportissa {report} ei ole taulukkoa {wanted}.", report=report, table=wanted
    )


def _saved(data: bytes, media_type: str, name: str) -> Response:
    """A file to be saved. Its name is that of a report and a table: plain letters, digits and hyphens."""
    headers = {"Content-Disposition": f'attachment; filename="{quote(name)}"'}
    return Response(data, media_type=media_type, headers=headers)
