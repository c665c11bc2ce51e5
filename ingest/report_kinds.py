"""Kinds of reports by the words that name them, in Finnish, Swedish and English."""

from __future__ import annotations

import re
from collections.abc import Iterable

_KINDS = (
    ("tilinpäätös", r"tilinpäätö\w*|tilinpaatos|bokslut\w*|financial statements|annual accounts"),
    ("toimintakertomus", r"toimintakertomu\w*|vuosikertomu\w*|verksamhetsberättelse\w*|årsberättelse\w*|"
     r"annual report"),
    ("osavuosikatsaus", r"osavuosi\w*|kolmannesvuosi\w*|välikatsau\w*|neljännesvuosi\w*|delårs\w*|"
     r"interim report"),
    ("puolivuosikatsaus", r"puolivuosi\w*|halvårs\w*|half-year\w* report"),
    ("seurantaraportti", r"seurantarapor\w*|talousrapor\w*|toteumarapor\w*|kuukausirapor\w*|"
     r"seurantakatsau\w*|"
     r"talouskatsau\w*|talouden seuranta\w*|uppföljningsrapport\w*|follow-up report"),
    ("käyttösuunnitelma", r"käyttösuunnitelma\w*|kayttosuunnitelma|dispositionsplan\w*"),
    ("talousarvio", r"talousarvio\w*|budjetti\w*|budget\w*"),
    ("taloussuunnitelma", r"taloussuunnitelma\w*|ekonomiplan\w*|financial plan"),
    ("arviointikertomus", r"arviointikertomu\w*|utvärderingsberättelse\w*|assessment report"),
    ("henkilöstökertomus", r"henkilöstö(?:kertomu|rapor|tilinpäätö)\w*|henkilostokertomus|"
     r"personalberättelse\w*|personalrapport\w*"),
    ("hyvinvointikertomus", r"hyvinvointikertomu\w*|välfärdsberättelse\w*"),
    ("tarkastuskertomus", r"tarkastuskertomu\w*|tilintarkastuskertomu\w*|revisionsberättelse\w*"),
    ("strategia", r"\w*strategia\w*|\w*strategi(?:n|er)?"),
    ("selvitys", r"\w*selvity\w*|hankearvioin\w*|utredning\w*"),
)  # fmt: skip
_PATTERNS = tuple((name, re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)) for name, pattern in _KINDS)
ANY_KIND = re.compile("|".join(pattern.pattern for _, pattern in _PATTERNS[:-2]), re.IGNORECASE)
_WEAK = frozenset({"strategia", "selvitys"})


_AHEAD = frozenset({"talousarvio", "taloussuunnitelma", "käyttösuunnitelma", "strategia", "selvitys"})


def tells_past(kind: str | None) -> bool:
    """Whether a report of this kind tells what happened in its own period; budgets do not."""
    return kind is not None and kind not in _AHEAD


def report_kind(lines: Iterable[str]) -> str | None:
    """The kind named first in the first line that names one ("Tilinpäätös ja toimintakertomus
    2031" is a tilinpäätös). Broad words (strategy, study) count only when no other kind is named."""
    weak: str | None = None
    for line in lines:
        found = sorted((match.start(), order, name) for order, (name, pattern) in enumerate(_PATTERNS)
                       if (match := pattern.search(line)))  # fmt: skip
        strong = [name for _, _, name in found if name not in _WEAK]
        if strong:
            return strong[0]
        if found and weak is None:
            weak = found[0][2]
    return weak
