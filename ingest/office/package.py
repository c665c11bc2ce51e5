"""What kind of office file the bytes are, told by their content, and whether they are safe to unpack.

An Office Open XML file is a zip of XML parts. Before anything of it is parsed, its directory is held
against limits of size, number and ratio of compression (zip bombs), and its XML parts are searched for
document type declarations, which the format forbids and which entity expansion needs.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from enum import StrEnum

from ingest.errors import UnreadableFile

MOST_PARTS = 20_000
MOST_BYTES = 600 * 1024 * 1024  # all parts unpacked, pictures and films included
MOST_XML_BYTES = 160 * 1024 * 1024  # parts that become trees in memory
MOST_RATIO = 250  # real parts pack at most about a hundredfold
_SMALL = 4 * 1024 * 1024  # a part below this may pack as well as it likes
_CHUNK = 1 << 20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_OLD_STREAMS = {
    "WordDocument": (".doc", ".docx"),
    "Workbook": (".xls", ".xlsx"),
    "Book": (".xls", ".xlsx"),
    "PowerPoint Document": (".ppt", ".pptx"),
}
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_XML_ENDINGS = (".xml", ".rels", ".vml")


class OfficeFormat(StrEnum):
    DOCX = ".docx"
    PPTX = ".pptx"
    XLSX = ".xlsx"


_MAIN_PARTS = {
    "word/document.xml": OfficeFormat.DOCX,
    "ppt/presentation.xml": OfficeFormat.PPTX,
    "xl/workbook.xml": OfficeFormat.XLSX,
}
_MAIN_TYPES = {
    b"wordprocessingml.": OfficeFormat.DOCX,
    b"presentationml.": OfficeFormat.PPTX,
    b"spreadsheetml.": OfficeFormat.XLSX,
}


@dataclass(frozen=True, slots=True)
class OfficeFile:
    """An office file whose zip has been found sound: its bytes, name and format."""

    data: bytes
    file: str
    format: OfficeFormat


def looks_like_office(data: bytes) -> bool:
    """Whether the bytes begin as a zip or as the container of the older office formats."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06", _OLE))


def is_office(data: bytes) -> bool:
    """Whether the bytes are a zip that can be opened, or the container of the older office formats."""
    return data.startswith(_OLE) or (looks_like_office(data) and zipfile.is_zipfile(io.BytesIO(data)))


def open_office(data: bytes, file: str) -> OfficeFile:
    """Tell the format and check the zip. Raises UnreadableFile: `encrypted` for a file with a password,
    `unknown_format` for the older formats and zips that are no office file, `broken_file` for a damaged
    or hostile one, `too_large` when it would unpack beyond the limits."""
    if data.startswith(_OLE):
        raise _old_format(data, file)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _check_sizes(package.infolist(), file)
            found = _format(package)
            if found is not None:
                _check_parts(package, file)
    except UnreadableFile:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise broken(file) from error
    except RuntimeError as error:  # a zip with a password
        raise _encrypted(file) from error
    if found is None and b"opendocument" in data[:200]:  # the part "mimetype", first and not packed
        raise UnreadableFile(
            "unknown_format",
            f"{file} on OpenDocument-muotoa, jota ei osata lukea. Tallenna se .docx-, .xlsx-, .pptx- tai "
            "PDF-muotoon.",
            file=file,
        )
    if found is None:
        raise UnreadableFile(
            "unknown_format",
            f"{file}: tiedosto on zip-paketti, mutta ei Word-, PowerPoint- eikä Excel-tiedosto. "
            "Pura paketti ja anna sen tiedostot yksitellen.",
            file=file,
        )
    return OfficeFile(data, file, found)


def broken(file: str) -> UnreadableFile:
    """The error for a file that cannot be parsed."""
    return UnreadableFile(
        "broken_file",
        f"{file} on rikki eikä sitä voi avata. Avaa se ohjelmassa, jolla se on tehty, ja tallenna uudelleen.",
        file=file,
    )


def _encrypted(file: str) -> UnreadableFile:
    return UnreadableFile(
        "encrypted",
        f"{file} on suojattu salasanalla. Avaa se, poista salasana ja tallenna tiedosto uudelleen.",
        file=file,
    )


def _old_format(data: bytes, file: str) -> UnreadableFile:
    if _ENCRYPTED_STREAM in data:
        return _encrypted(file)
    for stream, (old, new) in _OLD_STREAMS.items():
        if (stream + "\0").encode("utf-16-le") in data:
            return UnreadableFile(
                "unknown_format",
                f"{file} on vanhaa {old}-muotoa, jota ei osata lukea. Tallenna se {new}- tai PDF-muotoon.",
                file=file,
            )
    return UnreadableFile(
        "unknown_format",
        f"{file}: tätä vanhaa tiedostomuotoa ei osata lukea. "
        "Tallenna se .docx-, .xlsx-, .pptx- tai PDF-muotoon.",
        file=file,
    )


def _check_sizes(parts: list[zipfile.ZipInfo], file: str) -> None:
    xml = sum(part.file_size for part in parts if part.filename.lower().endswith(_XML_ENDINGS))
    whole = sum(part.file_size for part in parts)
    packed = any(
        part.file_size > _SMALL and part.file_size > MOST_RATIO * max(1, part.compress_size) for part in parts
    )
    if len(parts) > MOST_PARTS or whole > MOST_BYTES or xml > MOST_XML_BYTES or packed:
        raise UnreadableFile(
            "too_large",
            f"{file} purkautuu liian suureksi ({whole / 1e6:.0f} Mt) eikä sitä lueta. "
            "Jaa tiedosto pienempiin osiin tai tallenna se PDF-muotoon.",
            file=file,
        )


def _format(package: zipfile.ZipFile) -> OfficeFormat | None:
    names = set(package.namelist())
    for name, found in _MAIN_PARTS.items():
        if name in names:
            return found
    if "[Content_Types].xml" not in names:
        return None
    types = package.read("[Content_Types].xml")
    return next((found for words, found in _MAIN_TYPES.items() if words in types), None)


def _check_parts(package: zipfile.ZipFile, file: str) -> None:
    """Every part unpacks, and no XML part declares a document type. A zip's reader stops at the size that
    the directory gives, so that the sizes checked before hold."""
    for part in package.infolist():
        is_xml = part.filename.lower().endswith(_XML_ENDINGS)
        before = b""
        with package.open(part) as stream:
            while is_xml and (chunk := stream.read(_CHUNK)):
                seen = before + chunk.replace(b"\0", b"")  # UTF-16 as well
                if _DECLARATION.search(seen):
                    raise broken(file)
                before = seen[-16:]
