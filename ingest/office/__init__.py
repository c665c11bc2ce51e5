"""Reads Office Open XML files: documents, slides and workbooks, with the records of every reader."""

from __future__ import annotations

from ingest.office.package import is_office, looks_like_office
from ingest.office.reading import read_office

__all__ = ["is_office", "looks_like_office", "read_office"]
