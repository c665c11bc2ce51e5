"""Turns of phrase of everyday Finnish that no report prints, put in the one word that reports use for them.

"Pantiin pystyyn" is "perustettiin", "ovet suljettiin" is "lakkautettiin". General turns only; the form need
not be kept, for words are compared by their dictionary forms.
"""

from __future__ import annotations

import re

_PUT = r"(?:pan\w+|pist\w+|lait\w+|lyö\w+|lyöt\w+)"
_IDIOMS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"\b{idiom}\b", re.IGNORECASE), plain)
    for idiom, plain in (
        (rf"{_PUT}((?: \w+){{0,4}}?) pystyyn", r"perustettiin\1"),
        (rf"{_PUT}((?: \w+){{0,2}}?) lapun luukulle|löi hanskat tiskiin", r"lopetti\1"),
        (r"ove(?:t|nsa) (?:sulj\w+|pan\w+ kiinni|kiinni)", "lakkautettiin"),
        (rf"{_PUT}((?: \w+){{0,2}}?) kiinni", r"suljettiin\1"),
        (r"(?:sai|saivat|saaneet|saanut|saa|saavat|annettiin)((?: \w+){0,2}?) potkut", r"irtisanottiin\1"),
        (r"(?:vailla|ilman) (?:työtä|töitä|työpaikkaa)", "työttömänä"),
        (r"miinuksella|miinuksen puolella|pakkasella|pakkasen puolella", "alijäämäinen"),
        (r"plussalla|plussan puolella|voitolla", "ylijäämäinen"),
        (r"(?:poissa|kotona) sairaana|sairaana (?:poissa|kotona)", "sairauspoissaoloja"),
        (
            r"(?:vettä|vedestä)((?: \w+){0,2}?) (?:karka\w+|kato\w+|kado\w+|huk[ak]\w+|valu\w+)"
            r"(?: (?:matkalle|matkalla|hukkaan))?",
            r"vuotovesi\1",
        ),
    )
)  # fmt: skip


def plain(text: str) -> str:
    """The question with its turns of phrase put plainly."""
    for idiom, word in _IDIOMS:
        text = idiom.sub(word, text)
    return text
