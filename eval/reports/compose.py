"""Composing a report: text, cards and tables go onto pages and into the report's truth at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from eval.reports.balance import Statements
from eval.reports.books import CityBooks, rounded
from eval.reports.figures import Ident, Printed, Saying, Truth
from eval.reports.looks import Look
from eval.reports.page import Booklet, Bullets, Card, Cards, Heading, Item, Page, Para, Row, Table
from eval.reports.vocabulary import Count, Event, Role, Vocabulary
from eval.reports.words import Word, capital
from eval.tables.amounts import Printing

ENDS = ("", "31.3.", "30.6.", "30.9.", "31.12.")
MONTHS = ("", "1–3", "1–6", "1–9", "1–12")


@dataclass(frozen=True, slots=True)
class PrintUnit:
    """How numbers of a table are printed: divided by `scale`, with `places` decimals, in `unit`."""

    text: str
    unit: str = "EUR"
    scale: int = 1
    places: int = 0


PERCENT = PrintUnit("%", "%", 1, 1)
PIECES = PrintUnit("", "", 1, 0)


@dataclass(frozen=True, slots=True)
class Column:
    role: Role
    year: int
    quarter: int = 0
    unit: PrintUnit | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A table row before printing. Without `metric` it is a heading row."""

    label: str
    entity: Word | None = None
    metric: Word | None = None
    bold: bool = False
    indent: int = 0
    unit: PrintUnit | None = None


Value = Callable[[Word, Word, Column], Decimal | None]


@dataclass(slots=True)
class Composer:
    """One report in the making."""

    random: Random
    words: Vocabulary
    books: CityBooks
    statements: Statements
    look: Look
    printing: Printing
    kind: str
    year: int
    quarter: int = 0
    truth: Truth = field(default_factory=Truth)
    _pages: list[Page] = field(default_factory=list)
    _items: list[Item] = field(default_factory=list)
    _title: str = ""
    _key: int = 0
    _fillers: list[str] = field(default_factory=list)

    def fill(self, pattern: str) -> str:
        """A vocabulary's text about this report's time."""
        return pattern.format(
            y=self.year,
            y1=self.year + 1,
            y2=self.year + 2,
            q=self.quarter,
            m=f"{MONTHS[self.quarter]}/{self.year}",
            e=f"{ENDS[self.quarter]}{self.year}",
        )

    # pages

    def page(self, kind: str, owner: Word | None = None) -> None:
        self._end_page()
        title = self.random.choice(self.words.titles[kind])
        self._title = title.format(E=owner.printed if owner else "")

    def _end_page(self) -> None:
        if self._items:
            self._pages.append(Page(self._title, tuple(self._items)))
            self._items = []

    def booklet(self, suffix: str, producer: str) -> Booklet:
        self._end_page()
        month, year = {1: (4, 0), 2: (8, 0), 3: (10, 0)}.get(self.quarter, (3, 1))
        if self.kind == "budget":
            month, year = 10, -1
        day = f"{self.random.randint(2, 27)}.{month + self.random.randint(0, 1)}.{self.year + year}"
        issue = self.random.choice(self.words.sentences["date_of_issue"]).format(date=day)
        stem = f"{ascii_name(self.books.name.nom)}-{self.fill(self.words.stems[self.kind])}"
        title = self.fill(self.words.kinds[self.kind])
        return Booklet(
            stem,
            title,
            f"{self.books.name.gen} {self.words.municipality}",
            (issue,),
            self.look,
            suffix,
            producer,
            tuple(self._pages),
        )

    # words

    def heading(self, text: str) -> None:
        self._items.append(Heading(text))

    def para(self, *sentences: str) -> int:
        part = self._part(" ".join(sentences))
        self._items.append(part)
        return part.key

    def bullets(self, *texts: str) -> tuple[int, ...]:
        parts = tuple(self._part(text) for text in texts)
        self._items.append(Bullets(parts))
        return tuple(part.key for part in parts)

    def filler(self) -> str:
        if not self._fillers:
            self._fillers = self.random.sample(self.words.filler, len(self.words.filler))
        return self._fillers.pop()

    def _part(self, text: str) -> Para:
        self._key += 1
        return Para(text, self._key)

    def say(self, sentence: str, /, **slots: str) -> str:
        return capital(self.random.choice(self.words.sentences[sentence]).format(**slots))

    @property
    def next_key(self) -> int:
        """The key of the next part."""
        return self._key + 1

    # figures

    def number(self, value: Decimal, unit: PrintUnit, signed: bool = False) -> str:
        return self.printing.number(rounded(value / unit.scale, unit.places), unit.places, signed)

    def printed(self, ident: Ident, value: Decimal, unit: PrintUnit, key: int, quote: str, way: str) -> None:
        shown = rounded(value / unit.scale, unit.places)
        raw = self.number(value, unit, signed=ident.role in (Role.DEVIATION, Role.GROWTH))
        self.truth.add(ident, Printed(raw, shown * unit.scale, unit.unit, unit.scale, key, quote, way))

    def signed(self, metric: Word, role: Role, value: Decimal) -> Decimal:
        """Costs as this report prints them."""
        turned = self.look.costs_positive and metric.cost and role not in (Role.SHARE, Role.GROWTH)
        return -value if turned else value

    def money(self, entity: Word, metric: Word, column: Column) -> Decimal | None:
        value = self.books.money(entity, metric, column.role, column.year, column.quarter)
        return None if value is None else self.signed(metric, column.role, value)

    def amount(self, value: Decimal) -> tuple[str, PrintUnit]:
        """An amount for a sentence ending in "euroa": millions, or whole thousands in full."""
        if abs(value) >= 2_000_000 or value % 1000:
            text = "milj." if self.look.margin < 60 else "miljoonaa"
            unit = PrintUnit(text, scale=1_000_000, places=1 if abs(value) >= 1_000_000 else 2)
            return f"{self.number(value, unit)} {text}", unit
        unit = PrintUnit("euroa")
        return self.number(value, unit), unit

    def two(self, sentence: str, entity: Word, metric: Word, first: Column, second: Column) -> str | None:
        """A sentence with two figures of an entity; None where the books lack one. The next part is it."""
        a, b = self.money(entity, metric, first), self.money(entity, metric, second)
        if a is None or b is None:
            return None
        if metric.cost:
            a, b = abs(a), abs(b)
        (a_text, a_unit), (b_text, b_unit) = self.amount(a), self.amount(b)
        text = self.say(
            sentence,
            Eg=entity.gen,
            e=entity.nom,
            a=a_text,
            b=b_text,
            y=str(first.year),
            m=metric.nom,
            mg=metric.gen,
            mp=metric.part,
            on=metric.forms["on"],
            oli=metric.forms["oli"],
        )
        for column, value, unit in ((first, a, a_unit), (second, b, b_unit)):
            ident = Ident(entity, metric, column.role, column.year, column.quarter)
            self.printed(ident, value, unit, self.next_key, text, "prose")
        return text

    # parts that reports of several kinds have

    @property
    def told_year(self) -> int:
        """The year that what happened is told of: a budget is written in the year before its own."""
        return self.year - 1 if self.kind == "budget" else self.year

    def counts(self, count: Count) -> str:
        now, before = (
            self.printing.number(Decimal(self.books.counted[(count.many, year)]), 0, False)
            for year in (self.told_year, self.told_year - 1)
        )
        text = self.say("count", many=count.many, Many=capital(count.many), verb=count.verb, a=now, b=before)
        slots = {
            "one": count.one,
            "many": count.many,
            "gen": count.gen,
            "verb": count.verb,
            "y": str(self.told_year),
        }
        self._said("count", slots, ((now,),), (before,) if before != now else (), text)
        return text

    def event(self, event: Event) -> str:
        day, month = self.books.days[event.subject]
        date = f"{day}.{month}.{self.told_year}"
        text = self.say(
            "event",
            subject=event.subject,
            Subject=capital(event.subject),
            verb=event.verb,
            date=date,
            Date=date,
        )
        self._said("when", {"subject": event.subject, "verb": event.verb}, ((date,),), (), text)
        return text

    def post(self, place: int) -> str:
        post = self.words.posts[place]
        name = self.books.posts[post.nom]
        text = self.say(
            "post", Ess=capital(post.ess), Nom=capital(post.nom), nom=post.nom, ess=post.ess, name=name
        )
        self._said(
            "who", {"nom": post.nom, "gen": post.gen, "ess": post.ess}, ((name.split()[1],),), (), text
        )
        return text

    def cause(self, unit: Word, over: bool) -> str:
        cause = (self.books.over if over else self.books.under)[unit]
        word = "ylitys" if over else "alitus"
        text = self.say("cause", Eg=unit.gen, eg=unit.gen, over=word, cause=cause.elative)
        slots = {"e": unit.gen, "over": word, "verb": "ylittyvät" if over else "alittuvat"}
        self._said("reason", slots, ((cause.elative, cause.key),), (), text)
        return text

    def aims(self) -> None:
        aims = self.random.sample(self.words.aims, 4)
        self.heading(self.words.aims_head)
        keys = self.bullets(*(aim.text for aim in aims))
        groups = tuple((aim.text, aim.key) for aim in aims)
        self.truth.sayings.append(
            Saying("list", {"what": self.words.aims_head, "t": "aims"}, groups, (), keys, aims[0].text)
        )

    def glossary(self) -> None:
        self.page("terms")
        for term in self.random.sample(self.words.terms, 5):
            text = f"{term.term}: {term.meaning}."
            self._said(
                "definition", {"term": term.term, "gen": term.gen}, ((term.meaning, *term.keys),), (), text
            )
            self.para(text)

    def _said(
        self,
        kind: str,
        slots: dict[str, str],
        groups: tuple[tuple[str, ...], ...],
        wrong: tuple[str, ...],
        text: str,
    ) -> None:
        self.truth.sayings.append(Saying(kind, slots, groups, wrong, (self.next_key,), text))

    # cards and tables

    def card(self, entity: Word, metric: Word, now: Column, before: Column) -> Card | None:
        """A card in millions of euros with a comparison."""
        values = [self.money(entity, metric, column) for column in (now, before)]
        if values[0] is None or values[1] is None:
            return None
        a, b = (abs(value) if metric.cost else value for value in values if value is not None)
        places = 1 if min(abs(a), abs(b)) >= 300_000 else 2
        unit = PrintUnit(self.words.millions[-1], scale=1_000_000, places=places)
        tail, comparison = self.words.card
        self._key += 1
        label = f"{metric.printed} {tail}"
        shown = comparison.format(y=before.year, b=self.number(b, unit))
        card = Card(
            label.upper() if self.look.shouting else label, self.number(a, unit), unit.text, shown, self._key
        )
        for column, value, quote in ((now, a, f"{card.number} {unit.text}"), (before, b, shown)):
            ident = Ident(entity, metric, column.role, column.year, column.quarter)
            self.printed(ident, value, unit, self._key, quote, "card")
        return card

    def cards(self, *cards: Card | None) -> None:
        kept = tuple(card for card in cards if card is not None)
        if kept:
            self._items.append(Cards(kept))

    def table(
        self,
        title: str,
        unit: PrintUnit,
        columns: Sequence[Column],
        rows: Sequence[Line],
        value: Value,
        heads: Sequence[str] = (),
        groups: tuple[tuple[str, int, int], ...] = (),
        label_width: float = 0.36,
    ) -> None:
        """Print a table and take down its figures. `heads` where the columns' roles do not say them."""
        texts = tuple(heads) or tuple(self._heads(columns))
        made: list[Row] = []
        for line in rows:
            self._key += 1
            if line.metric is None or line.entity is None:
                made.append(Row(line.label, (), self._key, line.bold, line.indent))
                continue
            cells = [value(line.entity, line.metric, column) for column in columns]
            units = [column.unit or line.unit or unit for column in columns]
            shown = [
                ""
                if cell is None
                else self.number(cell, each, signed=column.role in (Role.DEVIATION, Role.GROWTH))
                for cell, each, column in zip(cells, units, columns, strict=True)
            ]
            quote = " ".join([line.label, *(text for text in shown if text)])
            for column, cell, each in zip(columns, cells, units, strict=True):
                if cell is not None:
                    ident = Ident(line.entity, line.metric, column.role, column.year, column.quarter)
                    self.printed(ident, cell, each, self._key, quote, "table")
            made.append(Row(line.label, tuple(shown), self._key, line.bold, line.indent))
        told = unit.text and any(column.unit is None for column in columns)
        corner = unit.text if told and self.look.corner else ""
        full = f"{title}, {unit.text}" if told and not self.look.corner else title
        self._items.append(Table(full, corner, texts, tuple(made), groups, label_width))

    def _heads(self, columns: Sequence[Column]) -> list[str]:
        chosen: dict[Role, str] = {}
        heads = []
        for column in columns:
            pattern = chosen.setdefault(column.role, self.random.choice(self.words.heads[column.role]))
            heads.append(
                pattern.format(
                    y=column.year,
                    m=f"{MONTHS[column.quarter]}/{column.year}",
                    e=f"{ENDS[column.quarter]}{column.year}",
                )
            )
        return heads

    @property
    def thousands(self) -> PrintUnit:
        return PrintUnit(self.words.thousands[self.year % len(self.words.thousands)], scale=1000)

    def statement(self, owner: Word, lines: Sequence[tuple[Word, int]]) -> list[Line]:
        """Rows of an income statement; sums are bold."""
        return [Line(each.printed, owner, each, bold=depth == 0, indent=depth) for each, depth in lines]


def ascii_name(text: str) -> str:
    return text.lower().translate(str.maketrans("äöå", "aoa"))
