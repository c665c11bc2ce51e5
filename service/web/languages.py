"""The language that a page is shown in: asked for in the address, else the reader's own, else Finnish."""

from __future__ import annotations

from fastapi import Request

from service.records import Language

NAMES = {Language.FINNISH: "Suomi", Language.SWEDISH: "Svenska", Language.ENGLISH: "English"}
"""Each language's name in itself."""


def asked_language(request: Request) -> Language | None:
    """The language that the address asks for (`?lang=sv`), if it is one of ours."""
    return _known(request.query_params.get("lang", ""))


def language_of(request: Request) -> Language:
    """The language of a request."""
    return asked_language(request) or _preferred(request.headers.get("accept-language", ""))


def _preferred(accept: str) -> Language:
    """The first of our languages by the weights of an Accept-Language header."""
    weighed = []
    for place, item in enumerate(accept.split(",")):
        tag, _, rest = item.partition(";")
        language = _known(tag.strip()[:2].lower())
        weight = _weight(rest)
        if language and weight > 0:
            weighed.append((-weight, place, language))
    return min(weighed)[2] if weighed else Language.FINNISH


def _weight(parameters: str) -> float:
    name, _, number = parameters.strip().partition("=")
    try:
        return float(number) if name.strip() == "q" else 1.0
    except ValueError:
        return 0.0


def _known(code: str) -> Language | None:
    return Language(code) if code in set(Language) else None
