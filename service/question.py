"""What is asked: a question becomes its type, its words, the kind of number and the period.

Nothing here looks at evidence. What depends on the report that will answer ("last year") is kept
relative and resolved when a report is in hand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.contract import Library, ReportSummary
from ingest.columns import find_kinds
from ingest.periods import find_periods
from ingest.records import ColumnKind, Period
from ingest.whose import form_of
from service import asking
from service.asking import Asked, Relative
from service.bridging import bridges, is_general
from service.continuing import Named, refers_by_noun, replaced
from service.idioms import plain
from service.implied import implied_kinds, implies_deviation, implies_original, so_far
from service.language import language_of
from service.mending import mended
from service.owners import NOBODY, Owners, organisation_words, owners_asked
from service.records import Ask, Language
from service.terms import UNSEEN, Term, make_term
from service.vocabulary import STOP_WORDS
from service.where import find_where


@dataclass(frozen=True, slots=True)
class Question:
    """A question understood. Empty fields mean that it does not say.

    `periods` are those named in full; `timed` is the text that names times whose year only the
    report tells ("maaliskuun lopussa"), `relative` those that it tells altogether ("viime vuonna").
    `until`: the times are meant up to their end ("maaliskuun loppuun mennessä").
    `implied` are the kinds of number that its verbs imply where it names none, `so_far` that the report's
    own time is meant ("alkuvuonna").
    `group` and `city` say whose figures are meant, `total` that the sum of all is. `organisation` and the
    ids `reports` say where it tells to look; no ids where it names no report. `strange` are words of another
    language that neither a vocabulary nor the library knows.
    Of a question that `follows` another, `added` are its own essential words, `left` those before that it
    does not mean any more, and `turned` says that it names another kind of number or another time.
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
    until: bool = False
    owners: Owners = NOBODY
    implied: tuple[ColumnKind, ...] = ()
    so_far: bool = False
    follows: bool = False
    added: tuple[Term, ...] = ()
    turned: bool = False
    left: tuple[Term, ...] = ()
    strange: tuple[str, ...] = ()
    organisation: str | None = None
    reports: frozenset[str] = frozenset()

    @property
    def essential(self) -> tuple[Term, ...]:
        return tuple(term for term in self.terms if term.essential)


_WORD = re.compile(r"[^\W_]+(?:[-+/:][^\W_]+)*")
_COMPUTED = re.compile(r"\s*laske\b|.*\bper asukas", re.IGNORECASE)
_NAMES_A_THING = re.compile(r"\s*(?:mikä|mitkä|what|vad|vilka)\b", re.IGNORECASE)
_ANY_YEAR = 2000
_MOST_TERMS = 60
"""A question has a dozen words; what comes after these is not looked at."""
_COLUMN_TYPES = (
    Asked.AMOUNT, Asked.COUNT, Asked.PERCENT, Asked.DIFFERENCE, Asked.OPEN, Asked.YES_NO, Asked.TREND,
    Asked.ACROSS, Asked.RATIO,
)  # fmt: skip
_BUDGETS = (ColumnKind.BUDGET, ColumnKind.AMENDED_BUDGET)
_PLANNED = (
    ColumnKind.BUDGET, ColumnKind.AMENDED_BUDGET, ColumnKind.FORECAST, ColumnKind.TARGET, ColumnKind.ACTUAL,
)  # fmt: skip
_TYPE_WORDS = (Asked.SUMMARY, Asked.WHY, Asked.WHEN, Asked.DEFINITION, Asked.PERCENT)
_TOLD_IN_WORDS = (Asked.OPEN, Asked.WHY, Asked.WHEN, Asked.WHO, Asked.YES_NO)
_TRANSLATED = (Language.SWEDISH, Language.ENGLISH)


def understand(ask: Ask, library: Library, reports: Sequence[ReportSummary]) -> Question:
    """The question with what it needs from the conversation so far; `reports` are those in scope."""
    question = _placed(ask.question, ask.language, library, reports)
    if not ask.history:
        return question
    goes_on = asking.FOLLOW_UP.match(ask.question) or asking.REFERS.search(ask.question)
    if question.essential and not goes_on:
        return question
    before = _placed(ask.history[-1].question, ask.language, library, reports)
    for turn in ask.history[-2::-1]:
        leans = _leans(before)
        if before.essential and not (leans or asking.FOLLOW_UP.match(before.text)):
            break
        earlier = _placed(turn.question, ask.language, library, reports)
        if leans:  # "missä vaiheessa ollaan?": of what was spoken of
            earlier_terms = tuple(replace(term, name=False) for term in earlier.essential)
            before = replace(before, terms=(*before.terms, *earlier_terms))
        else:
            before = continued(earlier, before)
        before = _owned(before, library, reports)
    return _owned(continued(before, question), library, reports)


def _leans(question: Question) -> bool:
    """Does a question within a conversation name next to nothing, so that it is of what was spoken of?"""
    named = any(term.name for term in question.essential) or question.owners.names
    told = question.periods or question.timed or question.relative or question.kinds or question.unit
    if told or _NAMES_A_THING.match(question.text):
        return False  # "mikä on vuosikate?" is whole by itself
    return question.asked in _TOLD_IN_WORDS and len(question.essential) < 2 and not named


def _placed(
    text: str, language: Language | None, library: Library, reports: Sequence[ReportSummary]
) -> Question:
    """A question read without what says where to look; with it where nothing else is asked."""
    where = find_where(text, library, reports)
    question = _owned(_read(where.text, language or language_of(text), library), library, reports)
    if where.text != text and not question.essential:
        question = _owned(_read(text, language, library), library, reports)
    named = where.organisation is not None and len({r.organisation for r in reports if r.organisation}) == 1
    owners = replace(question.owners, organisation=named or question.owners.organisation)
    return replace(question, owners=owners, organisation=where.organisation, reports=where.reports)


def _owned(question: Question, library: Library, reports: Sequence[ReportSummary]) -> Question:
    terms = tuple(_of_organisation(term, library, reports) for term in question.terms)
    owners = owners_asked(terms, library, reports)
    organisations = {report.organisation for report in reports if report.organisation}
    own = organisation_words(reports, library)
    if any(not term.keys & own for term in terms if term.essential):
        # The name says where to look, as a filter would; it asks for nothing by itself.
        searched = _without_words(question.search_text, [t.word for t in terms if t.keys & own])
        question = replace(question, search_text=searched)
        terms = tuple(_helping(term) if term.keys & own else term for term in terms)
    if owners.organisation and len(organisations) > 1:
        owners = replace(owners, organisation=False)
    return replace(question, terms=terms, owners=owners)


def _without_words(text: str, words: Sequence[str]) -> str:
    """A text to search by without names that only say where: they pull towards whatever repeats them.
    What is a part of a longer name ("Rantalan Vesi Oy") stays."""
    for word in words:
        text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)(?!-|\s+[A-ZÅÄÖ])", " ", text)
    return " ".join(text.split())


def _helping(term: Term) -> Term:
    return replace(term, essential=False, weight=min(term.weight, 0.2))


def _of_organisation(term: Term, library: Library, reports: Sequence[ReportSummary]) -> Term:
    """A case of an organisation's name that the lexicon does not know has the name's keys too."""
    word = term.word.casefold()
    for name in {report.organisation for report in reports if report.organisation}:
        first = name.split()[0].casefold()
        if word != first and not term.action and form_of(word, first):
            return replace(term, keys=term.keys.union(*(keys.lemmas for keys in library.words(first))))
    return term


def continued(before: Question, now: Question) -> Question:
    """A follow-up: what it names replaces what was named before of its kind, the rest stays.

    A unit takes the place of a unit ("entä Vesilaitoksella?"), an item that of an item ("ja poistot?"); a
    word for the thing itself ("koko hankkeen") takes none. Another type of question ("kuka sitä johtaa")
    keeps of the question before what it was about.
    """
    same_thing = tuple(term for term in now.terms if refers_by_noun(term))
    if same_thing and len(same_thing) < len(now.terms):
        now = replace(now, terms=tuple(_helping(t) if t in same_thing else t for t in now.terms))
    gone = _replaced(before, now, refers=bool(same_thing))
    named = any(term.name for term in now.terms)
    other_matter = now.asked in (Asked.WHO, Asked.WHEN) and any(term.action for term in now.terms)
    of_whom = {term for term in before.terms if term.name or term.keys & before.owners.words}
    of_whom |= set() if of_whom else set(before.essential)
    kept = [
        term
        for place, term in enumerate(before.terms)
        if not (
            term in gone
            or any(term.keys & new.keys for new in now.terms)
            or (named and term.name and not term.essential)
            or (other_matter and term not in of_whom)
            or (
                "muu" in term.keys
                and any(next_one in gone for next_one in before.terms[place + 1 : place + 2])
            )
        )
    ]
    another = bool(gone) and not (named or now.owners.names)
    own_unit = before.unit == "EUR/asukas" and another and not _COMPUTED.match(before.text)
    of_same = bool(now.essential) and (bool(same_thing) or _points_back(now))
    vague = now.asked in (Asked.OPEN, Asked.YES_NO)
    timed = bool(now.periods or now.relative or now.timed)
    return replace(
        now,
        search_text=f"{now.search_text} {before.search_text}",
        asked=now.asked if not vague else Asked.AMOUNT if own_unit else before.asked,
        terms=(*now.terms, *kept),
        kinds=now.kinds or (() if timed or of_same else before.kinds),
        periods=now.periods if timed else before.periods,
        timed=now.timed if timed else before.timed,
        relative=now.relative if timed else before.relative,
        original_budget=now.original_budget or (before.original_budget and not now.kinds),
        unit=now.unit or (None if own_unit else before.unit),
        past=now.past or before.past,
        implied=now.implied or before.implied,
        so_far=now.so_far or (before.so_far and not timed),
        until=now.until if timed else before.until,
        follows=True,
        added=now.essential,
        left=gone,
        turned=bool(timed or now.kinds or now.unit),
        organisation=now.organisation or before.organisation,
        reports=now.reports or (frozenset() if timed else before.reports),
    )


def _replaced(before: Question, now: Question, refers: bool) -> tuple[Term, ...]:
    """The essential words of the question before that a follow-up's own words take the place of."""
    said = now.essential
    timed = now.periods or now.relative or now.timed
    bare = asking.FOLLOW_UP.match(now.text) and now.asked is Asked.OPEN
    if bare and not (said or timed or now.kinds or now.total):  # "entä rahat ja saamiset?": only these
        said = tuple(term for term in now.terms if not term.name)
    refers = refers or _points_back(now)
    return replaced(
        Named(before.essential, before.owners.words), Named(said, now.owners.words), refers=refers
    )


def _points_back(question: Question) -> bool:
    """Does it speak of the same thing by a pronoun ("siitä"), and not of what it named itself before it?"""
    pronoun = asking.REFERS.search(question.text)
    return pronoun is not None and not any(term.start < pronoun.start() for term in question.essential)


def _read(text: str, language: Language | None, library: Library) -> Question:
    language = language or language_of(text)
    if language is Language.FINNISH:
        text = mended(text, library)
        text = plain(asking.POLITE.sub("", text))
    asked = asking.asked_type(text)
    if asked is Asked.YES_NO and language is Language.FINNISH and not _asks_by_verb(text, library):
        asked = Asked.OPEN
    said = asking.WITHOUT.sub(lambda match: " " * len(match.group()), text)
    kinds = find_kinds(said) if asked in _COLUMN_TYPES else ()
    periods = find_periods(said)
    timed = find_periods(said, _ANY_YEAR)
    taken = [(mention.start, mention.end) for mention in (*periods, *timed)] + _spoken_for(said, asked)
    columns = [(mention.start, mention.end) for mention in kinds]
    finnish = {bridge.start: bridge for bridge in bridges(said, language)}
    taken += [(bridge.start + 1, bridge.end) for bridge in finnish.values()]
    found_kinds = [mention.kind for mention in kinds]
    terms: list[Term] = []
    translations: list[str] = []
    strange: list[str] = []
    for match in _WORD.finditer(said):
        word = match.group()
        said_otherwise = any(start <= match.start() < end for start, end in taken)
        if said_otherwise or word.lower() in STOP_WORDS or not any(char.isalpha() for char in word):
            continue
        if len(terms) == _MOST_TERMS:
            break
        bridge = finnish.get(match.start())
        bridged = bridge.words if bridge else ()
        translations.extend(bridged)
        term = make_term(said[bridge.start : bridge.end] if bridge else word, match.start(), bridged, library)
        in_column = any(start <= match.start() and match.end() <= end for start, end in columns)
        if not kinds and asked in _COLUMN_TYPES and (misspelt := _kinds_of(term)):
            found_kinds += misspelt
            in_column = True
        if not in_column and asked in _COLUMN_TYPES and (headed := _headed(term)):
            found_kinds.append(headed)  # "menobudjettinsa": inflected as no column word is
            in_column = True
        if in_column and (modifier := _modifier(term)):
            # "menoennuste": the column word says which number, the rest of the compound of what
            term = make_term(modifier, match.start(), (), library)
        elif in_column:
            term = replace(term, essential=False, weight=0.3 * term.weight)
        elif language in _TRANSLATED and not bridged and not term.name and _unseen(term, library):
            term = replace(term, essential=False, weight=0.1 * term.weight)  # a word of that language
            strange.append(term.word)
        elif is_general(term.word, language):
            term = replace(term, essential=False, weight=0.4 * term.weight)
        terms.append(term)
    group = bool(asking.GROUP.search(said)) or any("konserni" in term.keys for term in terms)
    return Question(
        text=text,
        search_text=" ".join((text, *translations)),
        language=language,
        asked=asked,
        terms=tuple(terms),
        kinds=_asked_kinds(said, found_kinds) if asked in _COLUMN_TYPES else (),
        periods=tuple(dict.fromkeys(mention.period for mention in periods)),
        timed=said if len(timed) > len(periods) else "",
        relative=tuple(name for name, pattern in asking.RELATIVES if pattern.search(said)),
        original_budget=implies_original(text),
        unit=asking.unit_asked(text, asked),
        past=bool(asking.PAST.search(text)),
        group=group,
        city=bool(asking.CITY.search(said)) and not group,
        total=bool(asking.TOTAL.search(said)),
        until=bool(asking.UNTIL.search(said)),
        implied=implied_kinds(said),
        so_far=so_far(said),
        strange=tuple(strange),
    )


def _asks_by_verb(text: str, library: Library) -> bool:
    """ "Ylittyikö …" asks, "Luokkakoko …" only ends alike: the first word has to be a verb."""
    first = _WORD.search(text)
    return first is None or any(keys.may_act or keys.function for keys in library.words(first.group()))


def _spoken_for(text: str, asked: Asked) -> list[tuple[int, int]]:
    """Where words stand that say how the question is meant, not what about."""
    patterns = [
        asking.AMENDED,
        asking.PER_HEAD,
        asking.DECORATION,
        *(pattern for _, pattern in asking.RELATIVES),
    ]
    if asked in _TYPE_WORDS:
        patterns.append(dict(asking.TYPES)[asked])
    spans = [match.span() for pattern in patterns for match in pattern.finditer(text)]
    return spans + [match.span(1) for match in asking.OTHER_NAME.finditer(text)]


def _modifier(term: Term) -> str | None:
    """What stands before a column word in a compound, None where the word is no such compound."""
    compound = max(term.keys, key=len)
    heads = [part.key for part in term.parts if compound.endswith(part.key) and find_kinds(part.key)]
    modifier = compound.removesuffix(max(heads, key=len)) if heads else ""
    return modifier if len(modifier) > 2 and not find_kinds(modifier) else None


def _headed(term: Term) -> ColumnKind | None:
    """The kind of number that a compound's last part names where the rest names a thing."""
    if _modifier(term) is None:
        return None
    compound = max(term.keys, key=len)
    heads = [part.key for part in term.parts if compound.endswith(part.key)]
    return next((m.kind for head in heads for m in find_kinds(head) if m.kind in _PLANNED), None)


def _unseen(term: Term, library: Library) -> bool:
    return term.weight >= library.weight(UNSEEN)


def _asked_kinds(text: str, said: Sequence[ColumnKind]) -> tuple[ColumnKind, ...]:
    """The kinds of number asked for. A deviation is asked from the budget, not the budget itself."""
    kinds = tuple(dict.fromkeys(said))
    if implies_original(text):  # "ennen muutoksia" asks for the budget, not for its changes
        kinds = tuple(kind for kind in kinds if kind is not ColumnKind.CHANGE) or (ColumnKind.BUDGET,)
    if ColumnKind.DEVIATION in kinds or _against_budget(text, kinds):
        return (ColumnKind.DEVIATION,)
    if asking.AMENDED.search(text):
        return (ColumnKind.AMENDED_BUDGET,)
    if not kinds and asking.EXPECTED.search(text):
        return (ColumnKind.FORECAST,)
    return kinds


def _against_budget(text: str, kinds: Sequence[ColumnKind]) -> bool:
    """ "Paljonko kulut ylittävät budjetin": an outcome held against a budget is their deviation."""
    budget = any(kind in _BUDGETS for kind in kinds) or (
        ColumnKind.TARGET in kinds and implies_deviation(text)
    )
    outcome = any(kind in (ColumnKind.FORECAST, ColumnKind.ACTUAL) for kind in kinds)
    if budget and outcome and asking.FROM_BUDGET.search(text):
        return True
    return budget and (asking.EXCEEDS.search(text) is not None or implies_deviation(text))


def _kinds_of(term: Term) -> list[ColumnKind]:
    """The kind that a word names as a whole once its spelling is mended ("poikeama")."""
    whole = [m for key in sorted(term.keys) for m in find_kinds(key) if (m.start, m.end) == (0, len(key))]
    return [mention.kind for mention in whole[:1]]
