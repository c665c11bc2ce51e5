"""Words that ask for a number in per cent: a share, a rate of interest."""

from __future__ import annotations

import re

SHARE = re.compile(
    r"(?:montako|monta|kuinka mon\w+|monellako|moneenko|paljonko|mikä) pros\w+|prosenttiosuu\w*"
    r"|(?:kuinka|miten|minkä) (?:iso|suur[ie]|moinen|kokoi)\w*"
    r" (?:os(?:a|an|aa|uus|uuden|uutta)|siivu\w*)\b"
    r"|mikä osuus|minkä osuuden|\bprosenttei?na\b|\bprossaa\b"
    r"|moneksi(?:ko)? prosent\w+|hur många procent|hur stor (?:an)?del|vilken andel"
    r"|(?:what|which) (?:percentage|per cent|percent|share|proportion)"
    r"|by (?:what|how many) per ?cent\w*|how (?:large|big) (?:a )?(?:share|proportion|part)",
    re.IGNORECASE,
)
"""A question with these words is for a share."""
RATE = re.compile(
    r"\b(?:mikä|kuinka suuri|miten suuri|millä|paljonko)\b.*\b(?:keski)?kor(?:ko|olla|koa)\b"
    r"|\binterest rate\b|\bränta(?:n)?\b",
    re.IGNORECASE,
)
"""Asks for a rate of interest, not for money."""
