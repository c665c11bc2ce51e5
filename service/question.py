"""What is asked: a question becomes its type, its words, the kind of number and the period.

Nothing here looks at evidence. What depends on the report that will answer ("last year") is kept
relative and resolved when a report is in hand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from index.contract import Library
from index.spelling import Vocabulary, correct, fold
from ingest.columns import find_kinds
from ingest.periods import find_periods
from ingest.records import ColumnKind, Period
from service.records import Ask, Language
from service.vocabulary import BRIDGES, GENERIC, SCOPES, STOP_WORDS, SYNONYMS


class Asked(StrEnum):
    """What the answer has to be."""

    AMOUNT = "amount"
    COUNT = "count"
    PERCENT = "percent"
    WHEN = "when"
    WHO = "who"
    WHY = "why"
    LIST = "list"
    DEFINITION = "definition"
    YES_NO = "yes_no"
    DIFFERENCE = "difference"
    SUMMARY = "summary"
    OPEN = "open"


class Relative(StrEnum):
    """A period named from where the report stands."""

    THIS_YEAR = "this_year"
    LAST_YEAR = "last_year"
    YEAR_BEFORE = "year_before"
    NEXT_YEAR = "next_year"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a compound, the words that may stand for it, and the letters of the compound it is."""

    key: str
    also: frozenset[str]
    place: range


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the question that the evidence has to speak of.

    `keys` are its lemmas, `also` those of words that may stand for it, `parts` its compound parts
    and `length` the compound's letters. `stems` are beginnings that inflections and derivations
    share, `roots` shorter ones of all its words, `explains` everything that it accounts for in a
    label. `essential`: without it the answer would be about something else. `name`: written like
    a name.
    """

    word: str
    keys: frozenset[str]
    also: frozenset[str]
    parts: tuple[Part, ...]
    weight: float
    essential: bool
    name: bool
    length: int
    stems: tuple[str, ...]
    roots: tuple[str, ...]
    explains: frozenset[str]


@dataclass(frozen=True, slots=True)
class Question:
    """A question understood. Empty fields mean that it does not say.

    `group` and `city` say whose figures are meant, `total` that the sum of all is.
    `periods` are those named in full; `timed` is the text that names times whose year only the
    report tells ("maaliskuun lopussa"), `relative` those that it tells altogether ("viime vuonna").
    """

    text: str
    search_text: str
    language: Language
    asked: Asked
    terms: tuple[Term, ...]
    kinds: tuple[ColumnKind, ...] = ()
    periods: tuple[Period, ...] = ()
    timed: str = ""
    relative: tuple[Relative, ...] = ()
    original_budget: bool = False
    unit: str | None = None
    past: bool = False
    group: bool = False
    city: bool = False
    total: bool = False


_WORD = re.compile(r"[^\W_]+(?:[-+/:][^\W_]+)*")

_TYPES: tuple[tuple[Asked, re.Pattern[str]], ...] = tuple(
    (asked, re.compile(pattern, re.IGNORECASE))
    for asked, pattern in (
        (Asked.SUMMARY, r"\b(?:tiivistä|tiivistelmä\w*|yhteenve\w+|kokoa|koosta|esitä(?=.*katsau)|sammanfatta\w*|summari[sz]e\w*|summary|overview)\b"),
        (Asked.DEFINITION, r"\b(?:mitä(?=\s(?:\S+\s){1,4}?(?:kertoo|mittaa|kuvaa|osoittaa|ilmaisee)\b)|tarkoittaa|tarkoitetaan|tarkottaa|merkitsee|määritel\w+|mitä eroa|mikä ero\b|lyhenne\w*|betyder|innebär|mean|means|stand for|definition)\b"),
        (Asked.WHY, r"\b(?:miksi|miks|minkä vuoksi|minkä takia|mistä syystä|mistä \w*\s?johtu\w+|mikä \w*\s?syy\w*|mistä syntyy|varför|why)\b"),
        (Asked.WHEN, r"\b(?:milloin|koska|millon|mistä alkaen|minä päivänä|mihin mennessä|när|when|what date|vilket datum)\b"),
        (Asked.PERCENT, r"(?:montako|kuinka mon\w+|paljonko|mikä) pros\w+|prosenttiosuu\w*|kuinka iso osa|kuinka suuri osa|mikä osuus|hur många procent|what (?:percentage|share)|hur stor andel"),
        (Asked.DIFFERENCE, r"\b(?:paljonko|kuinka paljon|montako|how much|hur mycket)\b.*\b(?:kasv\w+|nous\w+|lask\w+|väh[ei]n\w+|pien[ei]n\w+|muutt?u\w+|ero|erotus|enemmän|vähemmän|suurempi|pienempi|more|less|increase\w*|decrease\w*|grow\w*|ökat|ökade|minskat|minskade|mer|mindre)\b|\b(?:jäi|jää) käyttämättä"),
        (Asked.COUNT, r"\b(?:montako|monta|moniko|kuinka mon[ei]\w*|montaks|montakko|montakohan|lukumäärä|how many|hur många)\b"),
        (Asked.AMOUNT, r"\b(?:paljon?ko\w*|paljonks|kauanko|kuinka kauan|miten kauan|kuinka paljon|kuinka suur\w+|miten paljon|miten suur\w+|how much|how large|how big|hur mycket|hur stor\w*|mitä maksaa|minkä suurui\w+)\b"),
        (Asked.WHO, r"^\s*(?:no\s+)?(?:kuka|ketkä|kenen|kuka on|mikä (?:yritys|yhtiö|firma|urakoitsija|toimittaja)|who|which company|vem|vilka personer|vilket företag)\b"),
        (Asked.LIST, r"\b(?:mitkä|mit[äa] (?!(?:on|oli|tarkoit|maksa))\w+ja\b|luettele|listaa|vilka|which (?!of)\w+s\b|list)\b"),
        (Asked.YES_NO, r"^\s*(?:\w+(?:ko|kö)\b(?<!paljonko)(?<!montako)|finns det|är det|har \w+|is |are |did |does |was |were |has )"),
    )
)  # fmt: skip

_PERCENT = re.compile(r"prosent|%|procent|percent|veroaste|\baste\b", re.IGNORECASE)
_MONEY = re.compile(r"\b(?:euro\w*|€|raha\w*|maksa\w*|kust\w+|money|cost\w*|pengar|euros?)\b", re.IGNORECASE)
PER_HEAD = re.compile(r"asukasta kohti|asukasta kohden|per asukas|/\s?as|per nuppi|nuppia kohti|per invånare|per capita|per resident", re.IGNORECASE)  # fmt: skip
_RELATIVE: tuple[tuple[Relative, re.Pattern[str]], ...] = tuple(
    (relative, re.compile(pattern, re.IGNORECASE))
    for relative, pattern in (
        (Relative.YEAR_BEFORE, r"edellis\w*\s?vuo\w+|edellisvuo\w+|vuotta aiem\w+|vuosi sitten|vuotta aikaisem\w+|vuosi aiem\w+|year before|previous year|året innan|föregående år"),
        (Relative.LAST_YEAR, r"viime vuo\w+|viimevuo\w+|last year|i fjol|förra året"),
        (Relative.THIS_YEAR, r"tänä vuonna|kuluva\w* vuo\w+|tämän vuoden|this year|i år\b"),
        (Relative.NEXT_YEAR, r"ensi vuo\w+|next year|nästa år"),
    )
)  # fmt: skip
_PAST = re.compile(r"\b(?:oli|olivat|oliko|toteutui\w*|kertyi\w*|maksoi\w*|sai|käytettiin|tuli|was|were|did|var)\b", re.IGNORECASE)  # fmt: skip
_ORIGINAL = re.compile(r"alkuper\w+|\boriginal\b|ursprunglig\w*", re.IGNORECASE)
_GROUP = re.compile(r"\b(?:kaupunki|kunta)?konserni(?:n|ssa|lla|sta|a|tase\w*|tilinpäätö\w*|tuloslaskelma\w*)?\b|\bkoncern(?:en|ens)?\b|\bgroup\b", re.IGNORECASE)  # fmt: skip
_CITY = re.compile(r"\b(?:kaupun[gk]i\w{0,4}|kun[tn]a\w{0,3}|valtio\w{0,3}|stad(?:en|ens)?|kommun(?:en|ens)?|city|municipality)\b", re.IGNORECASE)  # fmt: skip
_TOTAL = re.compile(r"\b(?:yhteensä|kaikkiaan|kokonais\w+|koko|total|altogether|sammanlagt|totalt)\b", re.IGNORECASE)
_FOLLOW_UP = re.compile(r"^\s*(?:no\s+)?(?:entä|entäs|ent|ja|mites|och|and|what about|how about|hur är det med)\b", re.IGNORECASE)  # fmt: skip
_REFERS = re.compile(r"\b(?:siitä|sen|se|siinä|niistä|niiden|niitä|tuosta|it|its|that|den|det|dess)\b", re.IGNORECASE)
_OTHER_NAME = re.compile(r"\b([^\W\d_]+)\s+(?:eli|toisin sanoen|i\.e\.|dvs\.?)\s+(?=[^\W\d_])", re.IGNORECASE)
_WITHOUT = re.compile(r"\b(?:ilman|lukuun ottamatta|pois lukien|utan|exklusive|excluding|without)\b[^,;?)]*", re.IGNORECASE)  # fmt: skip
_ANY_YEAR = 2000
_ASKING_FORMS = frozenset(
    """mikä mitä mitkä paljonko montako milloin kuinka miksi missä kuka onko oliko entä vuonna vuoden tarkoittaa
    ennuste poikkeama toteuma talousarvio tilinpäätös prosentti paljon monta suuri""".split()
)
_ASKING = Vocabulary(_ASKING_FORMS)
_ASKING_FOLDED = {fold(word): word for word in _ASKING_FORMS if fold(word) != word}
_UNSEEN = "\0"
"""A key that no library has: its weight is that of a word never seen."""
_AMENDED = re.compile(
    r"\blisätalousarvio\w*(?:\s+\w+){0,2}?\s+(?:mukaan lukien|mukaan luettuna|huomioon(?: ottaen)?|huomioi\w+|jälkeen|mukana)"
    r"|\bvoimassa olev\w+|\b(?:muute|tarkiste)t\w+(?= (?:talousarvio|määräraha|käyttösuunnitelma|budjet))",
    re.IGNORECASE,
)
_EXPECTED = re.compile(r"\b(?:arvioidaan|arvioitu|arvioitiin|ennuste\w*|odotetaan|on menossa|expected|väntas|beräknas)\b", re.IGNORECASE)  # fmt: skip
_COLUMN_TYPES = (Asked.AMOUNT, Asked.COUNT, Asked.PERCENT, Asked.DIFFERENCE, Asked.OPEN, Asked.YES_NO)
_TRANSLATED = {Language.SWEDISH, Language.ENGLISH}
_FINNISH_WORDS = frozenset("mikä mitä paljonko montako milloin kuinka miksi missä kuka onko oli olivat ja on mitkä entä vuonna tarkoittaa".split())  # fmt: skip
_SWEDISH_WORDS = frozenset("vad är hur när vilka vilket varför stort stor många mycket och det den av för att har hade blev på vem till under slutet".split())  # fmt: skip
_ENGLISH_WORDS = frozenset("what how when which why who the is are was were did does of in for and have has had many much about".split())  # fmt: skip


def understand(ask: Ask, library: Library) -> Question:
    """The question with what it needs from the conversation so far."""
    question = _read(ask.question, ask.language, library)
    if not ask.history:
        return question
    bare = not [term for term in question.terms if term.essential]
    if not (_FOLLOW_UP.match(ask.question) or bare or _REFERS.search(ask.question)):
        return question
    before = _read(ask.history[-1].question, ask.language, library)
    for turn in ask.history[-2::-1]:
        if [term for term in before.terms if term.essential] and not _FOLLOW_UP.match(before.text):
            break
        before = continued(_read(turn.question, ask.language, library), before)
    return continued(before, question)


def continued(before: Question, now: Question) -> Question:
    """A follow-up: what it names replaces what was named before, the rest stays.

    When the follow-up brings words of its own, the older words only help, since one of them is
    what the new word replaces ("entä konsernin?").
    """
    own = bool([term for term in now.terms if term.essential])
    kept = tuple(replace(term, essential=term.essential and not own, weight=term.weight * (0.6 if own else 1)) for term in before.terms)  # fmt: skip
    asked = before.asked if now.asked in (Asked.OPEN, Asked.YES_NO) or (_FOLLOW_UP.match(now.text) and not own) else now.asked  # fmt: skip
    timed = bool(now.periods or now.relative)
    return replace(
        now,
        search_text=f"{now.search_text} {before.search_text}",
        asked=asked,
        terms=now.terms + tuple(term for term in kept if not any(term.keys & new.keys for new in now.terms)),
        kinds=now.kinds or (() if timed else before.kinds),
        periods=now.periods if timed else before.periods,
        relative=now.relative if timed else before.relative,
        unit=now.unit or before.unit,
        past=now.past or before.past,
    )


def language_of(text: str) -> Language:
    """The language of a question by its function words; Finnish when nothing tells."""
    words = [word.lower() for word in _WORD.findall(text)]
    votes = {
        Language.FINNISH: sum(word in _FINNISH_WORDS for word in words) + sum(bool(re.search(r"ko$|kö$|ssa$|ssä$|sta$|stä$", word)) for word in words),
        Language.SWEDISH: sum(word in _SWEDISH_WORDS for word in words),
        Language.ENGLISH: sum(word in _ENGLISH_WORDS for word in words),
    }  # fmt: skip
    best = max(votes.values())
    return next(language for language, count in votes.items() if count == best)


def _read(text: str, language: Language | None, library: Library) -> Question:
    text = _mended(text, library)
    language = language or language_of(text)
    asked = next((asked for asked, pattern in _TYPES if pattern.search(text)), Asked.OPEN)
    said = _WITHOUT.sub(lambda match: " " * len(match.group()), text)
    kinds = find_kinds(said)
    periods = find_periods(said)
    timed = find_periods(said, _ANY_YEAR)
    relative = tuple(name for name, pattern in _RELATIVE if pattern.search(said))
    taken = [(mention.start, mention.end) for mention in (*periods, *timed)]
    if asked in (Asked.SUMMARY, Asked.WHY, Asked.WHEN, Asked.DEFINITION):
        taken += [match.span() for match in dict(_TYPES)[asked].finditer(said)]
    for pattern in (_AMENDED, PER_HEAD, *(pattern for _, pattern in _RELATIVE)):
        taken += [match.span() for match in pattern.finditer(said)]
    taken += [match.span(1) for match in _OTHER_NAME.finditer(said)]
    columns = [(mention.start, mention.end) for mention in kinds] if asked in _COLUMN_TYPES else []
    terms: list[Term] = []
    found_kinds = [mention.kind for mention in kinds]
    translations: list[str] = []
    for match in _WORD.finditer(said):
        word = match.group()
        if any(start <= match.start() < end for start, end in taken) or word.lower() in STOP_WORDS:
            continue
        bridged = BRIDGES.get(word.lower(), ()) if language in _TRANSLATED else ()
        translations.extend(bridged)
        in_column = any(start <= match.start() and match.end() <= end for start, end in columns)
        term = _term(word, match.start() == 0, bridged, library)
        if not in_column and asked in _COLUMN_TYPES:
            corrected = [mention.kind for key in sorted(term.keys) if _whole_kind(key) for mention in find_kinds(key)] if not kinds else []  # fmt: skip
            if corrected:
                found_kinds.extend(corrected[:1])
                in_column = True
        if language in _TRANSLATED and not bridged and not term.name and term.weight >= library.weight(_UNSEEN):
            term = replace(term, essential=False, weight=0.1 * term.weight)  # a word of that language
        if in_column:
            term = replace(term, essential=False, weight=0.3 * term.weight)
        terms.append(term)
    unit = None
    if PER_HEAD.search(text):
        unit = "EUR/asukas"
    elif asked is Asked.PERCENT or _PERCENT.search(text):
        unit = "%"
    elif _MONEY.search(text):
        unit = "EUR"
    return Question(
        text=text,
        search_text=" ".join((text, *translations)),
        language=language,
        asked=asked,
        terms=tuple(terms),
        kinds=_asked_kinds(said, found_kinds) if asked in _COLUMN_TYPES else (),
        periods=tuple(dict.fromkeys(mention.period for mention in periods)),
        timed=said if len(timed) > len(periods) else "",
        relative=relative,
        original_budget=bool(_ORIGINAL.search(text)),
        unit=unit,
        past=bool(_PAST.search(text)),
        group=bool(_GROUP.search(said)),
        city=bool(_CITY.search(said)) and not _GROUP.search(said),
        total=bool(_TOTAL.search(said)),
    )


def _mended(text: str, library: Library) -> str:
    """The question with its question words spelt right ("montakko", "mika"), the rest untouched."""
    made: list[str] = []
    end = 0
    for match in _WORD.finditer(text):
        word = match.group().lower()
        if word.isalpha() and word not in _ASKING_FORMS:
            found = library.words(word)
            if word in _ASKING_FOLDED or not all(keys.known for keys in found):
                better = _ASKING_FOLDED.get(word) or correct(word, _ASKING)
                if better != word:
                    made += [text[end : match.start()], better]
                    end = match.end()
    return "".join((*made, text[end:]))


def _asked_kinds(text: str, said: Sequence[ColumnKind]) -> tuple[ColumnKind, ...]:
    """The kinds of number asked for. A deviation is asked from the budget, not the budget itself."""
    kinds = tuple(dict.fromkeys(said))
    if ColumnKind.DEVIATION in kinds:
        return (ColumnKind.DEVIATION,)
    if _AMENDED.search(text):
        return (ColumnKind.AMENDED_BUDGET,)
    if not kinds and _EXPECTED.search(text):
        return (ColumnKind.FORECAST,)
    return kinds


def _whole_kind(key: str) -> bool:
    """A dictionary form that is as a whole a column word ("poikkeama"), not a compound with one."""
    return any(mention.start == 0 and mention.end == len(key) for mention in find_kinds(key))


def _term(word: str, first: bool, bridged: Sequence[str], library: Library) -> Term:
    lemmas: list[str] = []
    parts: list[str] = []
    action = may_act = known = True
    for found in library.words(word):
        if not found.function:
            lemmas += found.lemmas
            parts += found.parts
            action = action and found.action
            may_act = may_act and found.may_act
            known = known and found.known
    also = {other for key in lemmas for other in SYNONYMS.get(key, ())}
    for finnish in bridged:
        also |= {finnish, *SYNONYMS.get(finnish, ())}
    lower = word.lower()
    # Of several readings the one that the library speaks of is meant.
    weight = min((library.weight(key) for key in lemmas), default=0.0)
    generic = not lemmas or lower in GENERIC or bool(set(lemmas) & (GENERIC | SCOPES))
    helps = bool(lemmas) and (action or (may_act and weight >= library.weight(_UNSEEN)))
    keys = frozenset(lemmas) or frozenset({lower})
    also -= keys
    compound = max(keys, key=len)
    made = tuple(_part(part, compound) for part in dict.fromkeys(parts) if part not in keys)
    return Term(
        word=word,
        keys=keys,
        also=frozenset(also),
        parts=made,
        weight=0.4 * weight if generic else 0.6 * weight if action else weight,
        essential=not (generic or helps),
        name=not first and word[0].isupper(),
        length=len(compound),
        stems=tuple(key[: max(5, int((0.75 if known else 0.6) * len(key)))] for key in keys if len(key) >= 5),
        roots=tuple({key[: max(4, (2 * len(key)) // 3)] for key in (*keys, *also) if len(key) >= 3}),
        explains=keys | also | {part.key for part in made},
    )


def _part(part: str, compound: str) -> Part:
    at = compound.find(part[: max(3, len(part) - 1)])
    place = range(at, min(len(compound), at + len(part))) if at >= 0 else range(0)
    return Part(part, SYNONYMS.get(part, frozenset()), place)
