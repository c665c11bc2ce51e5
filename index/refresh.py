"""Bring the derived indexes after a change of the database. Called by the writer, under its lock."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from index.lexical import LexicalIndex, discard, shown_generation
from index.snapshot import Snapshot
from index.state import LEXICAL, PASSAGES, STATEMENTS
from index.vectors import FILE, FINGERPRINT, SMALL, FaissIndex, Fingerprint, load_index, unpack_all


def refresh_indexes(folder: Path, snapshot: Snapshot, report: str, identity: str) -> None:
    """Make the saved indexes show the snapshot, in which only `report` differs from the state before."""
    for name in (STATEMENTS, PASSAGES):
        _refresh_lexical(folder / LEXICAL / name, snapshot, name, report)
    _refresh_vectors(folder, snapshot, report, identity)


def _refresh_lexical(place: Path, snapshot: Snapshot, name: str, report: str) -> None:
    if shown_generation(place) == snapshot.generation - 1:
        try:
            index = LexicalIndex(place)
            index.update(snapshot.generation, [report], snapshot.lexical_documents(name, [report]))
        except ValueError:  # what tantivy raises for files it cannot read
            pass
        else:
            if index.count == snapshot.lexical_count(name):
                return
    discard(place)
    LexicalIndex(place).update(snapshot.generation, [], snapshot.lexical_documents(name))


def _refresh_vectors(folder: Path, snapshot: Snapshot, report: str, identity: str) -> None:
    count = snapshot.passage_count()
    if count <= SMALL:
        for name in (FILE, FINGERPRINT):
            (folder / name).unlink(missing_ok=True)
        return
    index = _vectors_after(folder, snapshot, report, identity)
    if index is None or index.count != count:
        numbers, blobs = snapshot.vectors()
        index = FaissIndex.build(np.array(numbers, np.int64), unpack_all(blobs, snapshot.dimension))
    index.save(folder, Fingerprint(identity, snapshot.generation, count))


def _vectors_after(folder: Path, snapshot: Snapshot, report: str, identity: str) -> FaissIndex | None:
    """The index of the state before, changed to the state now; None if there is none to be had."""
    index = load_index(folder, generation=snapshot.generation - 1, identity=identity)
    if index is None:
        return None
    gone = np.setdiff1d(index.ids(), np.array(snapshot.passage_numbers(), np.int64))
    if len(gone):
        index.remove(gone)
    numbers, blobs = snapshot.vectors([report])
    if numbers:
        index.add(np.array(numbers, np.int64), unpack_all(blobs, snapshot.dimension))
    return index
