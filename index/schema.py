"""The tables of the library's database, and the checks when one is opened."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from ingest.errors import LukuError

APPLICATION_ID = 0x4C554B55  # "LUKU"
SCHEMA_VERSION = 3
DATABASE = "library.sqlite"

_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE reports (
    id TEXT PRIMARY KEY, file TEXT NOT NULL, sha256 TEXT NOT NULL, fingerprint TEXT NOT NULL,
    original TEXT NOT NULL, title TEXT NOT NULL, organisation TEXT, unit TEXT, kind TEXT,
    period_label TEXT, period_start TEXT, period_end TEXT, language TEXT NOT NULL,
    pages INTEGER NOT NULL, tables INTEGER NOT NULL, figures INTEGER NOT NULL, problems BLOB NOT NULL
);
CREATE TABLE pages (
    report TEXT NOT NULL REFERENCES reports(id) ON DELETE CASCADE,
    page INTEGER NOT NULL, record BLOB NOT NULL, PRIMARY KEY (report, page)
) WITHOUT ROWID;
CREATE TABLE report_tables (
    report TEXT NOT NULL REFERENCES reports(id) ON DELETE CASCADE,
    position INTEGER NOT NULL, id TEXT NOT NULL, record BLOB NOT NULL, PRIMARY KEY (report, position)
) WITHOUT ROWID;
CREATE TABLE statements (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    report TEXT NOT NULL REFERENCES reports(id) ON DELETE CASCADE,
    position INTEGER NOT NULL, id TEXT NOT NULL, page INTEGER NOT NULL,
    label_keys TEXT NOT NULL, context_keys TEXT NOT NULL, record BLOB NOT NULL,
    vector BLOB NOT NULL, UNIQUE (report, id)
);
CREATE INDEX statements_in_order ON statements(report, page, position);
-- Whose figures there are, and which statements hold some; the figures themselves are in the statements.
CREATE TABLE figures (
    statement INTEGER NOT NULL REFERENCES statements(number) ON DELETE CASCADE,
    position INTEGER NOT NULL, report TEXT NOT NULL, page INTEGER NOT NULL, kind TEXT NOT NULL,
    entity TEXT, metric TEXT NOT NULL, column_text TEXT, column_kind TEXT,
    period_label TEXT, period_start TEXT, period_end TEXT,
    raw TEXT NOT NULL, value TEXT NOT NULL, unit TEXT, scale INTEGER NOT NULL,
    PRIMARY KEY (statement, position)
) WITHOUT ROWID;
CREATE INDEX figures_of_report ON figures(report);
CREATE INDEX owners_of_figures ON figures(entity, report);
CREATE TABLE passages (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    report TEXT NOT NULL REFERENCES reports(id) ON DELETE CASCADE,
    page INTEGER NOT NULL, label_keys TEXT NOT NULL, context_keys TEXT NOT NULL,
    record BLOB NOT NULL, vector BLOB NOT NULL
);
CREATE INDEX passages_of_report ON passages(report);
CREATE TABLE passage_statements (
    passage INTEGER NOT NULL REFERENCES passages(number) ON DELETE CASCADE,
    statement INTEGER NOT NULL REFERENCES statements(number) ON DELETE CASCADE,
    PRIMARY KEY (statement, passage)
) WITHOUT ROWID;
CREATE INDEX statements_of_passage ON passage_statements(passage);
CREATE TABLE report_keys (
    key TEXT NOT NULL, report TEXT NOT NULL REFERENCES reports(id) ON DELETE CASCADE,
    statements INTEGER NOT NULL, PRIMARY KEY (key, report)
) WITHOUT ROWID;
CREATE INDEX keys_of_report ON report_keys(report);
CREATE TABLE report_words (
    word TEXT NOT NULL, report TEXT NOT NULL REFERENCES reports(id) ON DELETE CASCADE,
    PRIMARY KEY (word, report)
) WITHOUT ROWID;
CREATE INDEX words_of_report ON report_words(report);
CREATE TABLE word_keys (form TEXT PRIMARY KEY, keys BLOB NOT NULL) WITHOUT ROWID;
"""


def connect(database: Path) -> sqlite3.Connection:
    """A connection with the settings that every use of the library needs."""
    connection = sqlite3.connect(database, timeout=10.0, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = NORMAL")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def create(connection: sqlite3.Connection, identity: str) -> None:
    """Lay out an empty library."""
    connection.execute("PRAGMA journal_mode = WAL")
    connection.executescript(
        f"BEGIN IMMEDIATE; {_TABLES} PRAGMA application_id = {APPLICATION_ID}; "
        f"PRAGMA user_version = {SCHEMA_VERSION};"
    )
    connection.executemany(
        "INSERT INTO meta VALUES (?, ?)", [("identity", identity), ("dimension", "0"), ("generation", "0")]
    )
    connection.execute("COMMIT")


def check(connection: sqlite3.Connection, folder: Path) -> None:
    """Refuse a database that is not a library, or of another version than this program's."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID:
        raise not_a_library(folder)
    if version > SCHEMA_VERSION:
        raise LukuError(
            "library_newer",
            f"Kirjasto {folder} on tehty uudemmalla Lukun versiolla (muoto {version}, tämä ohjelma "
            f"osaa {SCHEMA_VERSION}). Päivitä Luku.",
            library=str(folder),
        )
    if version < SCHEMA_VERSION:
        raise LukuError(
            "library_older",
            f"Kirjasto {folder} on vanhaa muotoa ({version}, nyt {SCHEMA_VERSION}). Tee uusi kirjasto "
            "toiseen kansioon ja syötä raportit uudelleen: alkuperäiset ovat kansiossa originals.",
            library=str(folder),
        )


def broken_library(folder: Path, error: sqlite3.Error) -> LukuError:
    """The error for a database that cannot be read."""
    return LukuError(
        "library_broken",
        f"Kirjaston {folder} tietokantaa {DATABASE} ei voi lukea ({error}). Palauta kansio "
        "varmuuskopiosta tai tee uusi kirjasto: luku ingest.",
        library=str(folder),
    )


def not_a_library(folder: Path) -> LukuError:
    """The error for a folder that holds something else."""
    return LukuError(
        "not_a_library",
        f"{folder} ei ole Lukun kirjasto. Anna kirjaston kansio (--library tai LUKU_LIBRARY) tai tyhjä "
        "kansio.",
        library=str(folder),
    )
