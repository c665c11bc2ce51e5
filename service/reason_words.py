"""How a sentence says that it gives a reason."""

from __future__ import annotations

import re

REASON = re.compile(
    r"\b(?:vuoksi|takia|johdosta|johtu\w+|koska|syynä|syy\b|syyt\b|syitä|syistä|ansiosta|myötä|seurauksena|aiheut\w+"
    r"|selitt\w+|selity\w+|sillä|perustu\w+|taustalla|vaikut(?:ti|tivat|taa|tavat|tanut|taneet)|siksi|jott(?:a|ei|eivät)"
    r"|eftersom|beror|berodde|på grund|orsak\w+|because|due to|owing|caused)\b",
    re.IGNORECASE,
)
