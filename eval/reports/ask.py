"""Questions about made reports: candidates by type, then as many of each as its share says.

A figure's right answers are all its printings in the report; what must not be given are its neighbours:
the same line in other columns and years, the same column of other lines and of other units.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from random import Random

from eval.cases import Case, Truth
from eval.reports.figures import Figure, Ident, Printed, Saying
from eval.reports.make import VOCABULARIES, WORDINGS, Made
from eval.reports.vocabulary import Role, Vocabulary
from eval.reports.wordings import Wordings
from eval.reports.words import capital
from eval.tables.spec import Profile
from eval.text import digits

SHARES = {
    "table_cell": 14, "card": 5, "prose": 5, "deviation": 7, "percent": 4, "count": 5, "when": 4, "who": 3,
    "definition": 4, "reason": 4, "yes_no": 4, "list": 2, "difference": 4, "trend": 3, "cross_report": 2,
    "follow_up": 5, "misspelled": 4, "colloquial": 5, "swedish": 3, "english": 3, "contradiction": 1,
    "summary": 2, "unanswerable": 11,
}  # fmt: skip
"""Per cent of the questions; what a type cannot fill goes to table cells."""
MONTH_WORDS = ("", "tammi–maaliskuussa", "tammi–kesäkuussa", "tammi–syyskuussa", "tammi–joulukuussa")
ENDS = ("", "31.3.", "30.6.", "30.9.", "31.12.")
SIGNED = frozenset({Role.DEVIATION, Role.GROWTH, Role.CHANGES})
PLAIN_ROLES = frozenset(Role) - {Role.DEVIATION, Role.SHARE, Role.GROWTH}
MOST_WRONG = 8


@dataclass(frozen=True, slots=True)
class Question:
    """A case. `absent`, of an unanswerable: what the report does not say."""

    case: Case
    absent: str = ""


@dataclass(slots=True)
class Asker:
    """Candidates over one report."""

    random: Random
    made: Made
    words: Vocabulary
    asked: Wordings
    others: tuple[Made, ...]
    figures: list[Figure] = field(init=False)

    def __post_init__(self) -> None:
        self.figures = list(self.made.truth.figures.values())

    @property
    def report(self) -> str:
        return self.made.booklet.stem

    # one figure

    def forms(self, figure: Figure) -> tuple[str, ...]:
        """All printed forms of a figure; a cost may be told without its minus, a deviation may not."""
        forms: list[str] = []
        for printed in figure.printings:
            forms.append(printed.raw)
            if figure.ident.role not in SIGNED and figure.ident.metric.cost:
                forms.append(unsigned(printed.raw))
        return tuple(dict.fromkeys(forms))

    def pages(self, printings: Iterable[Printed]) -> tuple[int, ...]:
        return tuple(sorted({self.made.pages[printed.key] for printed in printings}))

    def wrong(self, figure: Figure, right: Iterable[str]) -> tuple[str, ...]:
        accepted = {digits(form) for form in right}
        kin: dict[str, list[str]] = {"column": [], "entity": [], "metric": []}
        for other in self.figures:
            if other is not figure and closeness(figure.ident, other.ident) == 1:
                raws = [p.raw for p in other.printings if p.unit == figure.finest.unit]
                kin[alone(figure.ident, other.ident)] += raws
        near = [*kin["column"], *kin["entity"][:MOST_WRONG], *kin["metric"]]
        near = [raw for raw in dict.fromkeys(near) if digits(raw).strip("0,") and digits(raw) not in accepted]
        return tuple(near[:MOST_WRONG])

    def truth(self, figure: Figure) -> Truth | None:
        """What a strict judge goes by; None where the report prints the figure in two ways."""
        first = figure.printings[0]
        if any((other.value, other.scale) != (first.value, first.scale) for other in figure.printings):
            return None
        entity = figure.ident.entity
        forms = (entity.nom, *self.city_forms) if entity == self.made.books.name else (entity.nom,)
        period = () if figure.ident.role is Role.TO_DATE else (str(figure.ident.year),)
        value = Decimal(f"{first.value.normalize():f}")
        return Truth(value, first.unit or None, first.scale, period, forms)

    @property
    def city_forms(self) -> tuple[str, ...]:
        return tuple(f"{self.made.books.name.gen} {kind}" for kind in ("kaupunki", "kunta"))

    def about(self, kind: str, question: str, figure: Figure, history: tuple[str, ...] = ()) -> Question:
        forms = self.forms(figure)
        case = Case(
            id="",
            report=self.report,
            type=kind,
            question=question,
            answer_values=forms,
            answer_quote=figure.finest.quote,
            pages=self.pages(figure.printings),
            must_not=self.wrong(figure, forms),
            history=history,
            truth=self.truth(figure),
        )
        return Question(case)

    def slots(self, ident: Ident) -> dict[str, str]:
        return {
            **ident.metric.forms,
            "e": ident.entity.gen,
            "n": ident.entity.nom,
            "y": str(ident.year),
            "kk": MONTH_WORDS[ident.quarter],
            "end": f"{ENDS[ident.quarter]}{ident.year}",
            "sv": ident.metric.sv,
            "en": ident.metric.en,
        }

    def what(self, ident: Ident) -> str:
        phrases = self.asked.what[ident.role]
        if ident.metric.plural:  # "mikä on … ennuste", not "mikä on … toimintatuotot"
            phrases = tuple(phrase for phrase in phrases if "{m}" not in phrase or "(" in phrase) or phrases
        return self.random.choice(phrases).format(**self.slots(ident))

    def wrapped(self, kind: str, ident: Ident) -> str:
        what = self.what(ident)
        return capital(self.random.choice(self.asked.wraps[kind]).format(what=what, What=capital(what)))

    def plain_question(self, ident: Ident) -> str:
        direct = self.asked.direct.get(ident.role, ())
        if direct and self.random.random() < 0.5:
            return capital(self.random.choice(direct).format(**self.slots(ident)))
        return self.wrapped("table_cell", ident)

    def some(self, fits: Callable[[Figure], bool]) -> Iterator[Figure]:
        chosen = [figure for figure in self.figures if fits(figure) and digits(figure.finest.raw).strip("0,")]
        self.random.shuffle(chosen)
        yield from chosen

    # types

    def candidates(self, kind: str) -> Iterator[Question]:
        match kind:
            case "table_cell":
                for figure in self.some(plain_cell):
                    yield self.about(kind, self.plain_question(figure.ident), figure)
            case "card" | "prose":
                for figure in self.some(lambda f: any(p.way == kind for p in f.printings)):
                    yield self.about(kind, self.wrapped(kind, figure.ident), figure)
            case "deviation":
                for figure in self.some(lambda f: f.ident.role is Role.DEVIATION):
                    yield self.about(kind, self.wrapped(kind, figure.ident), figure)
            case "percent":
                for figure in self.some(lambda f: f.finest.unit == "%"):
                    yield self.about(kind, self.wrapped(kind, figure.ident), figure)
            case "colloquial":
                for figure in self.some(plain_cell):
                    what = self.what(figure.ident).lower()
                    question = self.random.choice(self.asked.wraps[kind]).format(what=what)
                    yield self.about(kind, question, figure)
            case "misspelled":
                for figure in self.some(plain_cell):
                    yield self.about(kind, misspelled(self.random, self.plain_question(figure.ident)), figure)
            case "swedish" | "english":
                yield from self._foreign(kind)
            case "count" | "when" | "who" | "definition" | "reason" | "list" | "contradiction":
                yield from self._said(kind)
            case "yes_no":
                yield from self._yes_no()
            case "difference":
                yield from self._difference()
            case "trend":
                yield from self._trend()
            case "cross_report":
                yield from self._cross()
            case "follow_up":
                yield from self._follow_up()
            case "summary":
                yield from self._summary()
            case "unanswerable":
                yield from self._unanswerable()

    def _foreign(self, kind: str) -> Iterator[Question]:
        templates = self.asked.swedish if kind == "swedish" else self.asked.english
        for figure in self.some(lambda f: bool(f.ident.metric.sv) and f.ident.role in templates):
            question = self.random.choice(templates[figure.ident.role]).format(**self.slots(figure.ident))
            yield self.about(kind, question, figure)

    def _said(self, kind: str) -> Iterator[Question]:
        sayings = [saying for saying in self.made.truth.sayings if saying.kind == kind]
        self.random.shuffle(sayings)
        for saying in sayings:
            for template in self._templates(kind, saying):
                slots = {"y": str(self.made.year), **saying.slots}
                yield Question(self._word_case(kind, capital(template.format(**slots)), saying))

    def _templates(self, kind: str, saying: Saying) -> list[str]:
        templates: tuple[str, ...] = {
            "count": self.asked.count, "when": self.asked.when, "who": self.asked.who,
            "definition": self.asked.definition, "reason": self.asked.reason,
            "contradiction": self.asked.contradiction,
            "list": self.asked.lists.get(saying.slots.get("t", ""), ()),
        }[kind]  # fmt: skip
        return self.random.sample(templates, min(2, len(templates)))

    def _word_case(self, kind: str, question: str, saying: Saying) -> Case:
        one = len(saying.groups) == 1
        return Case(
            id="",
            report=self.report,
            type=kind,
            question=question,
            answer_values=tuple(dict.fromkeys(group[0] for group in saying.groups)),
            match="any" if one else "all",
            groups=() if one and len(saying.groups[0]) == 1 else saying.groups,
            answer_quote=saying.quote,
            pages=tuple(sorted({self.made.pages[key] for key in saying.keys})),
            must_not=saying.must_not,
        )

    def _yes_no(self) -> Iterator[Question]:
        for figure in self.some(lambda f: f.ident.role is Role.DEVIATION and f.ident.metric.plural):
            ident = figure.ident
            seen = Role.FORECAST if ident.quarter else Role.ACTUAL
            later = self._other(ident, role=seen)
            plan = self._other(ident, role=Role.AMENDED, quarter=0)
            if later is None or plan is None or ident.metric.nom.startswith("rahoitus"):
                continue
            larger = abs(later.finest.value) > abs(plan.finest.value)
            template, asks_larger = self.random.choice(self.asked.yes_no)
            forms = (*self.forms(figure), unsigned(figure.finest.raw), *self.forms(later), *self.forms(plan))
            case = Case(
                id="",
                report=self.report,
                type="yes_no",
                question=capital(template.format(**self.slots(ident))),
                answer_values=tuple(dict.fromkeys(forms)),
                answer_quote=figure.finest.quote,
                pages=self.pages([*figure.printings, *later.printings, *plan.printings]),
                polarity="kyllä" if larger == asks_larger else "ei",
            )
            yield Question(case)

    def _other(self, ident: Ident, **changed: object) -> Figure | None:
        told = {"entity": ident.entity, "metric": ident.metric, "role": ident.role, "year": ident.year,
                "quarter": ident.quarter, **changed}  # fmt: skip
        return next(
            (
                figure
                for figure in self.figures
                if all(getattr(figure.ident, name) == value for name, value in told.items())
            ),
            None,
        )

    def _difference(self) -> Iterator[Question]:
        for figure in self.some(lambda f: f.ident.role in self.asked.plurals and plain_cell(f)):
            ident = figure.ident
            mates = [
                other for other in self.figures
                if closeness(ident, other.ident) == 1 and other.ident.entity != ident.entity
                and other.finest.scale == figure.finest.scale and other.finest.unit == figure.finest.unit
                and other.ident.entity.nom[0].isupper() == ident.entity.nom[0].isupper()
                and self.made.books.name not in (other.ident.entity, ident.entity)
            ]  # fmt: skip
            if not mates:
                continue
            other = self.random.choice(mates)
            gap = abs(figure.finest.value - other.finest.value)
            if not gap:
                continue
            exact = gap / figure.finest.scale
            forms = tuple(
                dict.fromkeys(f"{exact:,f}".replace(",", mark).replace(".", ",") for mark in (" ", ""))
            )
            plural = self.asked.plurals[ident.role].format(y=ident.year)
            slots = {**self.slots(ident), "n2": other.ident.entity.nom, "plural": plural}
            template = self.random.choice(self.asked.difference)
            question = template.format(**slots, what=self.what(ident), what2=self.what(other.ident))
            case = Case(
                id="",
                report=self.report,
                type="difference",
                question=capital(question),
                answer_values=forms,
                also_accept=tuple(f"{sign}{form}" for form in forms for sign in ("-", "\u2212")),
                answer_quote=figure.finest.quote,
                pages=self.pages([*figure.printings, *other.printings]),
                evidence=(*self.forms(figure), *self.forms(other)),
            )
            yield Question(case)

    def _trend(self) -> Iterator[Question]:
        for figure in self.some(lambda f: f.ident.role in (Role.ACTUAL, Role.VALUE)):
            before = self._other(figure.ident, year=figure.ident.year - 1)
            if before is None:
                continue
            question = self.random.choice(self.asked.trend).format(
                **self.slots(figure.ident), p=before.ident.year
            )
            case = self._both("trend", question, figure, before)
            yield Question(case)

    def _both(self, kind: str, question: str, first: Figure, second: Figure) -> Case:
        groups = (self.forms(first), self.forms(second))
        return Case(
            id="",
            report=self.report,
            type=kind,
            question=capital(question),
            answer_values=(first.finest.raw, second.finest.raw),
            match="all",
            groups=groups,
            answer_quote=first.finest.quote,
            pages=self.pages([*first.printings, *second.printings]),
        )

    def _cross(self) -> Iterator[Question]:
        """The same forecast in the first and second quarter of a year."""
        if self.made.kind != "quarter" or self.made.quarter != 1:
            return
        later = next(
            (m for m in self.others if m.kind == "quarter" and m.quarter == 2 and m.books is self.made.books),
            None,
        )
        if later is None:
            return
        for figure in self.some(
            lambda f: f.ident.role is Role.FORECAST and f.ident.entity in self.made.books.units
        ):
            ident = figure.ident
            second = later.truth.figures.get(Ident(ident.entity, ident.metric, ident.role, ident.year, 2))
            if second is None or second.finest.raw == figure.finest.raw:
                continue
            question = self.random.choice(self.asked.cross).format(
                **self.slots(ident), c=self.made.books.name.gen
            )
            pages = tuple(sorted({later.pages[printed.key] for printed in second.printings}))
            first_case = self.about("cross_report", capital(question), figure).case
            case = Case(
                id="",
                report=self.report,
                type="cross_report",
                question=first_case.question,
                answer_values=(figure.finest.raw, second.finest.raw),
                match="all",
                groups=(self.forms(figure), self.forms(second)),
                answer_quote=figure.finest.quote,
                pages=first_case.pages,
                reports=((later.booklet.stem, pages),),
            )
            yield Question(case)

    def _follow_up(self) -> Iterator[Question]:
        for figure in self.some(plain_cell):
            ident = figure.ident
            for other in self.random.sample(self.figures, min(60, len(self.figures))):
                changed = differs(ident, other.ident)
                if changed == "entity" and other.ident.entity != self.made.books.name:
                    question = self.random.choice(self.asked.next_entity).format(n=other.ident.entity.nom)
                elif changed == "year":
                    question = self.random.choice(self.asked.next_year).format(y=other.ident.year)
                elif changed == "metric":
                    question = self.random.choice(self.asked.next_metric).format(m=other.ident.metric.nom)
                else:
                    continue
                if digits(other.finest.raw).strip("0,"):
                    yield self.about("follow_up", question, other, history=(self.plain_question(ident),))
                    break

    def _summary(self) -> Iterator[Question]:
        owners = (
            [company.name for company in self.made.books.companies]
            if self.made.kind == "group"
            else list(self.made.books.units)
        )
        self.random.shuffle(owners)
        for owner in owners:
            figures = [figure for figure in self.figures if figure.ident.entity == owner]
            if len(figures) < 4:
                continue
            forms = tuple(dict.fromkeys(form for figure in figures for form in self.forms(figure)))
            forms = tuple(form for form in forms if digits(form).strip("0,"))
            question = self.random.choice(self.asked.summary).format(e=owner.gen, n=owner.nom)
            case = Case(
                id="",
                report=self.report,
                type="summary",
                question=capital(question),
                answer_values=forms,
                answer_quote=figures[0].finest.quote,
                pages=self.pages(printed for figure in figures for printed in figure.printings),
            )
            yield Question(case)

    def _unanswerable(self) -> Iterator[Question]:
        """Another year, unit or metric than the report has; other things; general knowledge."""
        figures = list(self.some(plain_cell))
        kinds = ["year", "unit", "metric", "count", "outside", "topic"] * 3
        self.random.shuffle(kinds)
        for kind, figure in zip(kinds, figures, strict=False):
            ident = figure.ident
            wrong = self.forms(figure)
            match kind:
                case "year":
                    year = self.made.books.year + self.random.choice((-9, -7, 6, 8))
                    ident = Ident(ident.entity, ident.metric, ident.role, year, ident.quarter)
                    yield self._nothing(self.plain_question(ident), str(year), wrong)
                case "unit":
                    if ident.entity not in self.made.books.units:
                        continue
                    unit = self.random.choice(self.made.books.other_units)
                    ident = Ident(unit, ident.metric, ident.role, ident.year, ident.quarter)
                    yield self._nothing(self.plain_question(ident), unit.nom, wrong)
                case "metric":
                    metric = self.random.choice(self.words.absent)
                    ident = Ident(ident.entity, metric, ident.role, ident.year, ident.quarter)
                    yield self._nothing(self.plain_question(ident), metric.nom, wrong)
                case "count":
                    count = self.random.choice(self.words.absent_counts)
                    template = self.random.choice(self.asked.no_count)
                    question = template.format(
                        one=count.one, many=count.many, gen=count.gen, verb=count.verb, y=self.made.year
                    )
                    yield self._nothing(capital(question), count.many, ())
                case "outside":
                    yield self._nothing(self.random.choice(self.words.outside), "", ())
                case "topic":
                    question, absent = self.random.choice(self.words.topics)
                    yield self._nothing(question, absent, ())

    def _nothing(self, question: str, absent: str, wrong: tuple[str, ...]) -> Question:
        case = Case(
            id="",
            report=self.report,
            type="unanswerable",
            question=question,
            answer_values=(),
            must_not=wrong,
        )
        return Question(case, absent=absent)


def unsigned(raw: str) -> str:
    return raw.strip("()").lstrip("+-\u2212\u2013 ")


def plain_cell(figure: Figure) -> bool:
    """A figure from a table that is no deviation and no per cent."""
    told = any(printed.way == "table" for printed in figure.printings)
    return told and figure.ident.role in PLAIN_ROLES and figure.finest.unit != "%"


def closeness(first: Ident, second: Ident) -> int:
    """In how many of entity, metric and column two figures differ."""
    column = (first.role, first.year, first.quarter) != (second.role, second.year, second.quarter)
    return (first.entity != second.entity) + (first.metric != second.metric) + column


def alone(first: Ident, second: Ident) -> str:
    """Which of entity, metric and column it is that two figures differ in."""
    if first.entity != second.entity:
        return "entity"
    return "metric" if first.metric != second.metric else "column"


def differs(first: Ident, second: Ident) -> str:
    """What alone is different: entity, metric or year; "" else."""
    if closeness(first, second) != 1:
        return ""
    kin = alone(first, second)
    if kin != "column":
        return kin
    same = first.role is second.role and first.quarter == second.quarter
    return "year" if same else ""


def misspelled(random: Random, question: str) -> str:
    """Two slips as people make them in long words: a dot left off, letters swapped, doubled or dropped."""
    words = question.split(" ")
    long = [place for place, each in enumerate(words) if len(each) > 7 and each.isalpha()]
    for place in random.sample(long, min(2, len(long))):
        each = words[place]
        at = random.randrange(2, len(each) - 2)
        words[place] = random.choice(
            (
                each.replace("ä", "a").replace("ö", "o"),
                each[:at] + each[at + 1] + each[at] + each[at + 2 :],
                each[:at] + each[at] + each[at:],
                each[:at] + each[at + 1 :],
            )
        )
    return " ".join(words)


def tags_of(made: Made) -> tuple[tuple[str, str], ...]:
    """What scores can be split by: the kind of report, its look and what wrote the file."""
    producer = made.booklet.producer if made.booklet.suffix == "pdf" else made.booklet.suffix
    return (("kind", made.kind), ("look", made.booklet.look.name), ("producer", producer))


def ask_questions(made: tuple[Made, ...], seed: int, profile: Profile, count: int) -> tuple[Question, ...]:
    """So many questions over the reports; the same for the same reports and seed."""
    random = Random(f"questions-{profile.value}-{seed}")
    askers = [Asker(random, each, VOCABULARIES[profile], WORDINGS[profile], made) for each in made]
    chosen: list[Question] = []
    seen: set[tuple[str, str, tuple[str, ...]]] = set()
    whole = sum(SHARES.values())
    for kind in [*list(SHARES)[1:], "table_cell"]:
        wanted = round(count * SHARES[kind] / whole) if kind != "table_cell" else count - len(chosen)
        streams = [asker.candidates(kind) for asker in askers]
        while wanted > 0 and streams:
            for stream in list(streams):
                question = next(stream, None)
                if question is None:
                    streams.remove(stream)
                    continue
                key = (question.case.report, question.case.question, question.case.history)
                if key in seen or wanted <= 0:
                    continue
                seen.add(key)
                chosen.append(question)
                wanted -= 1
    tags = {each.booklet.stem: tags_of(each) for each in made}
    chosen = [replace(each, case=replace(each.case, tags=tags[each.case.report])) for each in chosen]
    order = {each.booklet.stem: place for place, each in enumerate(made)}
    return tuple(
        sorted(
            chosen, key=lambda question: (order[question.case.report], list(SHARES).index(question.case.type))
        )
    )
