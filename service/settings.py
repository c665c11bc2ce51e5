"""The service's settings, all from the environment.

    LUKU_LIBRARY         folder of the library (default `library` in the working directory)
    LUKU_EDITOR_TOKEN    who shows it may add and remove reports over HTTP, in ASCII without spaces;
                         unset: nobody may
    LUKU_METRICS         `all`: everybody may read /metrics; unset: this machine, and who shows the token
    LUKU_MAX_UPLOAD_MB   largest report that is taken in, in megabytes (default 100)
    LUKU_ALLOWED_ORIGINS origins whose pages may ask and search, as https://www.example.org, several with
                         spaces or commas between, * for all (default: none but this service's own)
    LUKU_OPERATOR        who offers the service, as the accessibility statement names it
    LUKU_CONTACT         where faults of accessibility are told: a mail or web address
    LUKU_READING_SECONDS     processor time for reading one file, in seconds; each page adds one (default 60)
    LUKU_PAGE_SECONDS        the same for each page alone (default 20)
    LUKU_READING_MEMORY_MB   memory for reading one file, in megabytes; each page adds 4 (default 2000)
    LUKU_READING_PAGES       of a file with more pages the first ones are read (default 5000)

The settings of the embedding model belong to the library and are read in `index`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ingest.errors import LukuError
from ingest.limits import ReadingLimits

MEGABYTE = 1_000_000
_TOKEN = re.compile(r"[!-~]+")
"""What every client can send in a header."""
_ORIGIN = re.compile(r"https?://[\w.-]+(?::\d+)?|https?://\[[0-9a-fA-F:]+\](?::\d+)?")


@dataclass(frozen=True, slots=True)
class Settings:
    library: Path = Path("library")
    editor_token: str | None = None
    max_upload_mb: int = 100
    allowed_origins: tuple[str, ...] = ()
    operator: str | None = None
    contact: str | None = None
    open_metrics: bool = False
    reading: ReadingLimits = field(default_factory=ReadingLimits)

    @property
    def max_upload_bytes(self) -> int:
        return self.max_upload_mb * MEGABYTE


def read_settings(environ: Mapping[str, str] | None = None, library: Path | None = None) -> Settings:
    """The settings of an environment; `library` (from the command line) goes before LUKU_LIBRARY.

    Raises `LukuError("bad_setting")` naming the variable whose value cannot be used.
    """
    environ = os.environ if environ is None else environ
    return Settings(
        library=library or Path(environ.get("LUKU_LIBRARY") or "library"),
        editor_token=_token(environ, "LUKU_EDITOR_TOKEN"),
        max_upload_mb=_positive(environ, "LUKU_MAX_UPLOAD_MB", 100),
        allowed_origins=_origins(environ, "LUKU_ALLOWED_ORIGINS"),
        operator=environ.get("LUKU_OPERATOR", "").strip() or None,
        contact=environ.get("LUKU_CONTACT", "").strip() or None,
        open_metrics=_is_all(environ, "LUKU_METRICS"),
        reading=ReadingLimits(
            seconds=_positive(environ, "LUKU_READING_SECONDS", 60),
            page_seconds=_positive(environ, "LUKU_PAGE_SECONDS", 20),
            memory_mb=_positive(environ, "LUKU_READING_MEMORY_MB", 2_000),
            pages=_positive(environ, "LUKU_READING_PAGES", 5_000),
        ),
    )


def _token(environ: Mapping[str, str], name: str) -> str | None:
    token = environ.get(name, "").strip()
    if token and not _TOKEN.fullmatch(token):
        raise LukuError(
            "bad_setting",
            f"Asetuksessa {name} saa olla vain ASCII-merkkejä (a-z, A-Z, 0-9, -, _ …) ilman välejä: "
            "muuta ei voi lähettää HTTP-otsakkeessa.",
            setting=name,
        )
    return token or None


def _is_all(environ: Mapping[str, str], name: str) -> bool:
    text = environ.get(name, "").strip()
    if text not in ("", "all"):
        raise LukuError("bad_setting", f"Asetus {name} on all tai tyhjä, nyt: {text}", setting=name)
    return text == "all"


def _origins(environ: Mapping[str, str], name: str) -> tuple[str, ...]:
    origins = tuple(origin.rstrip("/").lower() for origin in environ.get(name, "").replace(",", " ").split())
    for origin in origins:
        if origin != "*" and not _ORIGIN.fullmatch(origin):
            raise LukuError(
                "bad_setting",
                f"Asetuksen {name} osoitteissa on vain protokolla, palvelin ja portti "
                f"(https://www.example.org), nyt: {origin}",
                setting=name,
            )
    return origins


def _positive(environ: Mapping[str, str], name: str, default: int) -> int:
    text = environ.get(name, "").strip()
    if not text:
        return default
    if not text.isdecimal() or int(text) == 0:
        raise LukuError(
            "bad_setting", f"Asetuksen {name} pitää olla positiivinen kokonaisluku, nyt: {text}", setting=name
        )
    return int(text)
