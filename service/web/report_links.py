"""Addresses that come ready made, as a citation's does, in the language that the page was asked for."""

from __future__ import annotations

from collections.abc import Callable

from service.records import Language


def keeper(language: Language | None) -> Callable[[str], str]:
    """Adds the language that was asked for, if one was, to an address of ours."""

    def keep(url: str) -> str:
        if language is None:
            return url
        return f"{url}{'&' if '?' in url else '?'}lang={language.value}"

    return keep
