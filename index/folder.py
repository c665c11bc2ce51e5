"""The library as a folder: what its files are, how it is opened, who may write.

    README.txt          says what this folder is
    library.sqlite      everything that was read; the source of truth (beside it -wal and -shm)
    originals/          the files as they came, named by the SHA-256 of their contents
    lexical/            word indexes of statements and passages; derived
    vectors.faiss/.json index of the vectors of large libraries; derived
    feedback.jsonl      what people said of answers, written by the service; not of the library itself
    .lock               held while somebody writes

What is derived can be deleted: it is made again from library.sqlite.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from index import schema
from index.snapshot import Snapshot
from ingest.errors import LukuError

ORIGINALS = "originals"
LOCK = ".lock"
PATIENCE_SECONDS = 120.0

README = """Lukun kirjasto
==============
Tämä kansio on Luku-ohjelman kirjasto. Siinä on kaikki, mitä ohjelmaan on syötetty.

library.sqlite   kaikki raporteista luettu: sivut, taulukot, luvut, lauseet ja vektorit
originals/       alkuperäiset tiedostot, nimenä sisällön SHA-256-tiiviste
lexical/         sanahakemisto (syntyy uudelleen library.sqlite-tiedostosta)
vectors.*        suuren kirjaston vektorihakemisto (syntyy uudelleen samoin)
feedback.jsonl   lukijoiden palaute vastauksista, rivi kustakin (vain jos palautetta on annettu)
.lock            lukko, jota pidetään kirjoittamisen ajan

Varmuuskopioi koko kansio, kun mikään ohjelma ei kirjoita siihen. Älä muokkaa tiedostoja käsin;
raportti poistetaan komennolla: luku reports remove TUNNUS

In English: this folder is a library of the program Luku. library.sqlite holds everything that was
read and is the source of truth; originals/ holds the files as they came; lexical/ and vectors.* are
derived and are made again when missing. Back up the folder as a whole. Do not edit it by hand.
"""


def open_folder(folder: Path, identity: str, create: bool) -> None:
    """Make sure that the folder is a library that this program and this model can use.

    Makes a new library where there is none, if `create`. Raises `LukuError` with the code
    `library_not_found`, `not_a_library`, `library_broken`, `library_newer`, `library_older` or
    `model_mismatch`.
    """
    database = folder / schema.DATABASE
    if not database.is_file():
        _make(folder, identity, create)
    try:
        with closing(schema.connect(database)) as connection:
            schema.check(connection, folder)
            check_model(Snapshot(connection), folder, identity)
    except sqlite3.Error as error:
        raise schema.broken_library(folder, error) from error


def _make(folder: Path, identity: str, create: bool) -> None:
    if folder.exists() and not folder.is_dir():
        raise schema.not_a_library(folder)
    if not create:
        if folder.is_dir() and _strangers(folder):
            raise schema.not_a_library(folder)
        raise LukuError(
            "library_not_found",
            f"Kirjastoa {folder} ei ole. Syötä ensin raportteja (luku ingest) tai anna kirjaston kansio: "
            "--library tai LUKU_LIBRARY.",
            library=str(folder),
        )
    folder.mkdir(parents=True, exist_ok=True)
    with write_lock(folder):
        database = folder / schema.DATABASE
        if database.is_file():
            return
        if _strangers(folder):
            raise schema.not_a_library(folder)
        making = folder / f".{schema.DATABASE}.making"
        making.unlink(missing_ok=True)
        with closing(schema.connect(making)) as connection:
            schema.create(connection, identity)
        os.replace(making, database)
        (folder / ORIGINALS).mkdir(exist_ok=True)
        (folder / "README.txt").write_text(README, encoding="utf-8")


def _strangers(folder: Path) -> list[str]:
    """Files that say that the folder is used for something else."""
    return [path.name for path in folder.iterdir() if not path.name.startswith(".")]


def check_model(snapshot: Snapshot, folder: Path, identity: str) -> None:
    """Raise `LukuError("model_mismatch", …)` when the library holds reports of another model.

    Asked not only when a library is opened: one that was empty then may have been filled since.
    """
    made_with = snapshot.meta("identity")
    if made_with == identity or not snapshot.has_reports():
        return
    raise LukuError(
        "model_mismatch",
        f"Kirjasto {folder} on tehty kielimallilla {made_with}, mutta käytössä on {identity}. Aseta "
        "ympäristömuuttuja LUKU_MODEL samaksi kuin kirjastoa tehtäessä (oletusmallille: poista muuttuja) tai "
        "syötä raportit uuteen kirjastoon.",
        library=str(folder),
    )


@contextmanager
def write_lock(folder: Path) -> Iterator[None]:
    """Only one writer at a time, among all processes. Raises `LukuError("library_busy", …)`."""
    lock = FileLock(folder / LOCK, timeout=PATIENCE_SECONDS)
    try:
        lock.acquire()
    except Timeout as error:
        raise LukuError(
            "library_busy",
            f"Toinen ohjelma kirjoittaa kirjastoon {folder}. Yritä hetken päästä uudelleen.",
            library=str(folder),
        ) from error
    try:
        yield
    finally:
        lock.release()


def somebody_writes(folder: Path) -> bool:
    """Whether the write lock is held at this moment."""
    lock = FileLock(folder / LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        return True
    lock.release()
    return False


def original_name(file: str, content: bytes) -> str:
    """The name under which an original is kept: its contents' SHA-256 and its ending."""
    return hashlib.sha256(content).hexdigest() + Path(file).suffix.lower()


def keep_original(folder: Path, name: str, content: bytes) -> None:
    """Store an original under its `original_name`. Only under the write lock: another writer would
    sweep away a file that no report needs yet."""
    target = folder / ORIGINALS / name
    if not target.exists():
        target.parent.mkdir(exist_ok=True)
        handle, making = tempfile.mkstemp(prefix=".making-", dir=target.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        os.chmod(making, 0o644)
        os.replace(making, target)


def drop_originals(folder: Path, keep: Iterable[str]) -> None:
    """Delete originals that no report of the library needs any more."""
    wanted = set(keep)
    place = folder / ORIGINALS
    for path in place.iterdir() if place.is_dir() else ():
        if path.name not in wanted:
            path.unlink(missing_ok=True)
