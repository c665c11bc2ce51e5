"""From grids of printed texts to tables whose cells know what they say."""

from ingest.tables.understanding import read_table

__all__ = ["read_table"]
