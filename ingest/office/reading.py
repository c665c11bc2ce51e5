"""The office reader's entrance: bytes of any Office Open XML file to a `Reading`."""

from __future__ import annotations

from ingest.office.docx import read_docx
from ingest.office.package import OfficeFormat, open_office
from ingest.office.pptx import read_pptx
from ingest.office.xlsx import read_xlsx
from ingest.records import Reading

_READERS = {OfficeFormat.DOCX: read_docx, OfficeFormat.PPTX: read_pptx, OfficeFormat.XLSX: read_xlsx}


def read_office(data: bytes, file: str) -> Reading:
    """Read a .docx, .pptx or .xlsx file, told apart by content. Raises UnreadableFile: `encrypted`,
    `unknown_format`, `broken_file`, `too_large`."""
    office = open_office(data, file)
    return _READERS[office.format](office)
