"""From a template and values to a page: the texts, links and headers that every page has.

A template sees, beside its own values:

    t("search.title", name=value)   a text in the page's language
    language, languages             the page's language; all of them as (code, name, address, is it this one)
    url("/reports", unit="x")       an address of ours that keeps the language asked for; None is left out
    static("luku.css")              a file of `static/` under an address that changes with its contents
    path                            the path of the page itself
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote, urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from service.records import Language
from service.texts import say
from service.web.headers import PAGE_HEADERS
from service.web.languages import NAMES, asked_language

HERE = Path(__file__).parent
STATIC_FOLDER = HERE / "static"
STATIC_PATH = "/static"

_TEMPLATES = Environment(
    loader=FileSystemLoader(HERE / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """A language as the switch offers it: the same page in that language."""

    code: Language
    name: str
    url: str
    current: bool


def render(
    request: Request, template: str, language: Language, status_code: int = 200, **values: object
) -> HTMLResponse:
    """A page of ours in one language."""
    page = _TEMPLATES.get_template(template).render(
        t=_teller(language),
        language=language.value,
        languages=language_links(request, language),
        url=_linker(asked_language(request)),
        static=static,
        path=request.url.path,
        **values,
    )
    headers = {"Vary": "Accept-Language", "Content-Language": language.value}
    return HTMLResponse(page, status_code, headers | PAGE_HEADERS)


def address(path: str, language: Language | None = None, **params: object) -> str:
    """An address of ours: parameters that are None are left out, sequences are repeated."""
    pairs: list[tuple[str, str]] = []
    for name, value in params.items():
        several = value if isinstance(value, (list, tuple)) else (value,)
        pairs.extend((name, str(one)) for one in several if one is not None)
    if language:
        pairs.append(("lang", language.value))
    return quote(path, safe="/:@!$&'()*+,;=~-._") + (f"?{urlencode(pairs, quote_via=quote)}" if pairs else "")


def static(name: str) -> str:
    """The address of a static file, with a hash of its contents: it can then be kept for a year."""
    file = STATIC_FOLDER / name
    return f"{STATIC_PATH}/{name}?v={_digest(file, file.stat().st_mtime_ns)}"


def language_links(request: Request, current: Language) -> tuple[LanguageLink, ...]:
    """The page that is asked for, in each language."""
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "lang"]
    path = address("/" + request.url.path.lstrip("/"))  # "//elsewhere" would lead to another host
    return tuple(
        LanguageLink(code, name, f"{path}?{urlencode([*kept, ('lang', code.value)])}", code is current)
        for code, name in NAMES.items()
    )


@lru_cache(maxsize=256)
def _digest(file: Path, changed: int) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:12]


def _teller(language: Language) -> Callable[..., str]:
    def t(key: str, **values: object) -> str:
        return say(key, language, **values)

    return t


def _linker(language: Language | None) -> Callable[..., str]:
    def url(path: str, **params: object) -> str:
        return address(path, language, **params)

    return url
