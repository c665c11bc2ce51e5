"""Everything that Luku says in its own words, in the languages it speaks. One place for all.

Beside this file lies one TOML file a view or part. Its name is the first part of a text's key: the
table `[not_found]` of `answer.toml` is `answer.not_found`, with a text for each language in it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from service.records import Language


def read_texts(folder: Path) -> dict[str, dict[Language, str]]:
    """The texts of all TOML files of a folder, by key and language."""
    found: dict[str, dict[Language, str]] = {}
    for file in sorted(folder.glob("*.toml")):
        for name, told in tomllib.loads(file.read_text(encoding="utf-8")).items():
            found[f"{file.stem}.{name}"] = {Language(code): str(text) for code, text in told.items()}
    return found


TEXTS: Mapping[str, Mapping[Language, str]] = read_texts(Path(__file__).parent)


def say(key: str, language: Language, **values: object) -> str:
    """One text with its values filled in."""
    return TEXTS[key][language].format(**values)


def texts_of(part: str, language: Language) -> dict[str, str]:
    """All texts of one part in one language, unfilled: what a script of a page is given."""
    start = f"{part}."
    return {key.removeprefix(start): told[language] for key, told in TEXTS.items() if key.startswith(start)}


def every_text(part: str) -> tuple[str, ...]:
    """The texts of one part in every language."""
    return tuple(text for key, told in TEXTS.items() if key.startswith(f"{part}.") for text in told.values())
