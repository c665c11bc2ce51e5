"""Tables whose columns are runs of spaces (placeholder until written)."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.text_lines import Line
from ingest.text_tables import FoundTable, Free


def find_column_tables(lines: Sequence[Line], free: Free, page: int) -> list[FoundTable]:
    return []
