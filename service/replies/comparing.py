"""What a yes-or-no question holds a number against: its words, apart from what the number is of."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from index.contract import Library
from service.asking import Asked, Relative
from service.question import Question
from service.terms import Term, make_term


class Relation(StrEnum):
    """How the number asked about should stand to the other one for the answer to be yes."""

    MORE = "more"
    LESS = "less"
    WITHIN = "within"
    SAME = "same"


class Standard(StrEnum):
    """What the number is held against."""

    BUDGET = "budget"
    TARGET = "target"
    EARLIER = "earlier"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A question taken apart: `asking` is it as a question for an amount, without the words of the
    comparison. `other` is the second amount, of a question that compares two ("onko A suurempi kuin B")."""

    relation: Relation
    standard: Standard
    asking: Question
    other: Question | None = None


def _words(*alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(alternatives)})\b", re.IGNORECASE)


_SAME = _words(
    r"yhtä (?:suur\w+|paljon|mon\w+)", r"sam(?:an|at) (?:suurui\w+|verran)", "equal", "lika (?:stor|mycket)"
)
_WITHIN = _words(
    r"pysy\w*", r"riit[tä]\w*", r"pitä(?:ä|ä?kö|vät|vätkö)", r"pit(?:i|ivät)(?:kö)?", "raameissa|puitteissa",
    r"keep\w*|kept|stay\w*|within|enough", r"håll\w*|höll\w*|räck\w*|inom",
)  # fmt: skip
_GROWS = (
    r"kasv(?:aa|avat|oi|oivat|anut|aneet)(?:ko)?", r"nous(?:ee|evat|i|ivat|sut|seet)?(?:ko)?",
    r"nousivat(?:ko)?",
    r"nostet\w+|korote\w+|kiristet\w+|kiristyi\w*",
    r"lisäänty\w+", r"suuren[ei]\w+", r"piden[ei]\w+|pitene\w+|pidenty\w+",
    r"hidast\w+", r"kohosi\w*", r"kallis?tu\w+",
    r"grow\w*|grew|increas\w+|rise[sn]?|rose|slowed", r"väx\w+|öka\w*|stig\w+|steg",
)  # fmt: skip
_SHRINKS = (
    r"vähen[ei]\w+|vähenty\w+", r"lask(?:ee|evat|i|ivat|enut|eneet)(?:ko)?",
    r"pienen[ei]\w+|pienenty\w+|piene(?:ni|nivät)(?:kö)?",
    r"alennet\w+|kevennet\w+|leikat\w+|laske(?:taan|ttiin)(?:ko)?",
    r"supist\w+", r"alen[ei]\w+|alentu\w+", r"lyhen[ei]\w+|lyhenty\w+",
    r"nopeut\w+", r"putos\w+|putoa\w+", r"halpen\w+",
    r"decreas\w+|f[ae]ll(?:en|s)?|drop\w*|shr[aiu]nk|declin\w+|faster", r"minsk\w+|sjunk\w*|sjönk",
)  # fmt: skip
_MORE_THAN = (
    r"ylit\w+", "yli(?:kö)?", "enemmän(?:kö)?",
    r"suure(?:mp|mm)\w+|suurempi(?:ko)?", r"isom(?:p|m)\w+", r"korkeam(?:p|m)\w+",
    r"pidem(?:p|m)\w+", "exceed(?:s|ed)?|over|more|larger|higher|bigger|above",
    r"överskrid\w*|överskred\w*|över|större|mera?|högre",
)  # fmt: skip
_LESS_THAN = (
    r"alit\w+", "alle", "vähemmän(?:kö)?",
    r"pienem(?:p|m)\w+", r"matalam(?:p|m)\w+|alhaisem(?:p|m)\w+|alem(?:p|m)\w+",
    r"lyhyem(?:p|m)\w+", r"fall short|below|under|less|fewer|smaller|lower",
    r"underskrid\w*|underskred\w*|under|mindre|lägre",
)  # fmt: skip
_MOVES = _words(*_GROWS, *_SHRINKS)
MORE = _words(*_GROWS, *_MORE_THAN)
LESS = _words(*_SHRINKS, *_LESS_THAN)
BUDGET = re.compile(
    r"\w*talousarvio\w*|\w*budj\w+|\w*käyttösuunnitelma\w*|\w*määrärah\w+"
    r"|\w*budget\w*|\w*anslag\w*|\bsuunnitel\w+|\barvioi?tu\w*",
    re.IGNORECASE,
)
_TARGET = re.compile(r"\w*tavoit\w+|\bpyritt\w+|\btarget\w*|\bgoals?\b|\bmål\w*", re.IGNORECASE)
_REACHED = _words(
    r"saavut\w+", r"pääs\w+", r"täytt\w+", r"toteutu\w+", r"jäi\w*", "reach(?:ed)?|met", r"nådde\w*|uppnå\w*"
)
_AT_TARGET = re.compile(r"\btavoittee(?:ssa|ssaan|seen|seensa)\b|\btavoitteen mukai\w+", re.IGNORECASE)
_SINCE = _words(
    r"vuodesta|vuodenvaihtee\w+|kuusta|edellis\w+|aiem\w+|viime",
    "from|since|previous|last",
    r"från|sedan|förra|föregående",
)
_THAN = _words("kuin", "than", "än")
_SPEAKS_OF_COMPARING = _words(
    r"pysy\w*|riit[tä]\w*|pitä\w+|pit(?:i|ivät)\w*|toteut\w+|men(?:ee|i|evät|ivät|nyt)\w*",
    r"jä[äi]\w*|tul(?:ee|i|evat|ivat)\w*",
    r"saa(?:daan|tiin|vat|ko)\w*|annet\w+|annettu\w*|merkit\w+|varat\w+",
    r"varattu\w*|luva\w+|ollut|ovat\w*|onko|oliko|olivat\w*",
    r"muute(?:ttu|tun|tussa|tussa)\w*|kat[ei]t\w+|maks(?:aa|oi|avat|oivat)(?:ko)?",
    r"koko|vuodeksi|vuoden|ennuste\w*|toteuma\w*",
    r"aset(?:e|t)\w+|valtuuston|sille|niille|takaisin|vuoden|tänä|saavut\w+|pääs\w+|ajateltiin|piti|odotet\w+|verrattuna|nähden|compared|jämfört",
)  # fmt: skip
_MONEY_OUT = re.compile(r"meno|kulu|kustannu", re.IGNORECASE)
_MONEY_IN = re.compile(r"tulo|tuotto", re.IGNORECASE)
_RATE = re.compile(r"[^\W\d_]prosent|\baste|aste(?:en|tta)?\b", re.IGNORECASE)
"""What is itself in per cent: "veroprosentti", "omavaraisuusaste"."""
_MONEY = re.compile(r"\b(?:raha[ant]?|rahoja|rahojen|rahaa|money|pengar(?:na)?)\b", re.IGNORECASE)
COSTS, REVENUE = "toimintakulut", "toimintatuotot"


def asks_of_target(question: Question) -> bool:
    """Does the question ask whether a target was reached?"""
    return _TARGET.search(question.text) is not None


def comparison(question: Question, library: Library) -> Comparison | None:
    """What the question compares, None when it asks for no comparison."""
    text = question.text
    relation = _relation(text)
    target = _TARGET.search(text)
    if relation is None and target is not None and (_REACHED.search(text) or _AT_TARGET.search(text)):
        relation = Relation.WITHIN
    if relation is None:
        return None
    than = _THAN.search(text)
    if relation is Relation.SAME:
        return None
    asking = _asking(question, library)
    earlier = (
        _MOVES.search(text) or _SINCE.search(text) or len(question.periods) > 1
        or Relative.YEAR_BEFORE in question.relative
    )  # fmt: skip
    if target is not None:
        standard = Standard.TARGET
    elif BUDGET.search(text) and not earlier:
        standard = Standard.BUDGET
    elif earlier:
        standard = Standard.EARLIER
    elif than is not None and (two := _two(question, asking, than.start(), library)) is not None:
        return Comparison(relation, Standard.OTHER, *two)
    else:
        standard = Standard.BUDGET
    return Comparison(relation, standard, asking)


def _relation(text: str) -> Relation | None:
    if _SAME.search(text):
        return Relation.SAME
    if _WITHIN.search(text):
        return Relation.WITHIN
    more, less = MORE.search(text), LESS.search(text)
    if more and less:  # "jääkö pienemmäksi kuin … yli": the first word says it
        return Relation.MORE if more.start() < less.start() else Relation.LESS
    return Relation.MORE if more else Relation.LESS if less else None


def _asking(question: Question, library: Library) -> Question:
    """The question for the amount: without the words of the comparison; of a unit's money as a whole
    where it names no item."""
    kept: list[Term] = []
    money = _MONEY.search(question.text) is not None
    for term in question.terms:
        compound = BUDGET.fullmatch(term.word)
        if compound is not None and _MONEY_OUT.match(term.word):  # "menobudjetti"
            kept.append(make_term(COSTS, term.start, (), library))
        elif compound is not None and _MONEY_IN.match(term.word):
            kept.append(make_term(REVENUE, term.start, (), library))
        elif not _of_comparing(term.word):
            kept.append(term)
    items = [term for term in kept if term.essential and not term.keys & question.owners.words]
    if not items and (question.owners.names or money):
        kept = [term for term in kept if not _MONEY.fullmatch(term.word)]
        kept.append(make_term(COSTS, len(question.text), (), library))
    rate = question.unit == "%" and _RATE.search(question.text) is not None
    asked, unit = (Asked.PERCENT, "%") if rate else (Asked.AMOUNT, None)
    return replace(question, asked=asked, terms=tuple(kept), kinds=(), unit=unit)


def uncompared(question: Question) -> Question:
    """The question without the words and times that only compare: "miksi X ylitti budjettinsa" is of X."""
    kept = tuple(term for term in question.terms if not _of_comparing(term.word))
    relative = tuple(name for name in question.relative if name is not Relative.YEAR_BEFORE)
    return replace(question, terms=kept or question.terms, relative=relative)


def _of_comparing(word: str) -> bool:
    return any(
        pattern.fullmatch(word)
        for pattern in (_WITHIN, MORE, LESS, BUDGET, _TARGET, _REACHED, _SINCE, _SPEAKS_OF_COMPARING)
    )


def _two(
    question: Question, asking: Question, than: int, library: Library
) -> tuple[Question, Question] | None:
    """The two amounts of "onko A suurempi kuin B"; what B leaves unsaid (the item or whose it is) is A's."""
    first = [term for term in asking.terms if term.start < than]
    second = [term for term in asking.terms if term.start > than and term.start < len(question.text)]
    whose = question.owners.words
    if not any(term.essential for term in second) or not any(term.essential for term in first):
        return None
    named = [term for term in second if term.keys & whose]
    if named and len(named) == len([term for term in second if term.essential]):
        second += [term for term in first if not term.keys & whose]
    elif not named:
        second += [term for term in first if term.keys & whose]
    return replace(asking, terms=tuple(first)), replace(asking, terms=tuple(second))
