"""From grids of printed texts to tables whose cells know what they say."""

from ingest.tables.joining import join_grids
from ingest.tables.understanding import read_table

__all__ = ["join_grids", "read_table"]
