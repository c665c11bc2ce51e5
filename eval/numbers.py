"""The value of a printed number. Written apart from the product's reader, which it judges."""

from __future__ import annotations

import re
from decimal import Decimal

from eval.text import plain

_BODY = re.compile(r"\d[\d .,]*")
_GROUPED_BY_COMMA = re.compile(r"\d{1,3}(,\d{3})+\.\d+")
_GROUPED_BY_POINT = re.compile(r"\d{1,3}(\.\d{3})+")


def printed_value(text: str) -> Decimal | None:
    """The first number of a printed form, without its scale: "−2 245,5 t€" -> -2245.5, None of none.

    A number wholly in brackets is negative, as accounts print it. A point groups thousands where
    three digits follow each point ("1.234" is 1234), else it stands before decimals; a comma groups
    only where a point follows too ("1,234.5").
    """
    text = plain(text)
    found = _BODY.search(text)
    if not found:
        return None
    body = found.group().rstrip(" .,").replace(" ", "")
    before, after = text[: found.start()].rstrip(), text[found.end() :].lstrip()
    bracketed = before == "(" and after.startswith(")")
    negative = before.endswith("-") or bracketed
    if _GROUPED_BY_COMMA.fullmatch(body):
        body = body.replace(",", "")
    elif "," in body:
        whole, _, decimals = body.partition(",")
        body = whole.replace(".", "") + "." + decimals.replace(",", "").replace(".", "")
    elif _GROUPED_BY_POINT.fullmatch(body) or body.count(".") > 1:
        body = body.replace(".", "")
    value = Decimal(body)
    return -value if negative else value
