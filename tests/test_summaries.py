"""Summaries: verbatim, cited, spread over a report, of a topic, of a length; over HTTP, at the terminal."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from fakes import FakeLibrary, fake_answer, make_report
from starlette.testclient import TestClient
from town import NEW, OLD, Town

import index.library
from ingest.errors import LukuError
from ingest.records import (
    Box,
    ColumnKind,
    Figure,
    FigureKind,
    Period,
    Quote,
    Report,
    Statement,
    StatementKind,
)
from service.api import create_app
from service.asking import Asked, asked_type
from service.cli import main
from service.guard import untraced
from service.records import Language
from service.settings import Settings
from service.summaries import Summary, about, request_of, summarise, told
from service.summaries.key_figures import most_figures
from service.summaries.request import MAX_SENTENCES, Request
from service.summaries.told import page
from service.summaries.vocabulary import key_metric

YEAR = Period("2031", date(2031, 1, 1), date(2031, 12, 31))
BEFORE = Period("2030", date(2030, 1, 1), date(2030, 12, 31))
ACCOUNTS = "kaislasto-tilinpaatos-2031"


def figure(
    raw: str,
    metric: str,
    column: str,
    kind: ColumnKind | None = ColumnKind.ACTUAL,
    period: Period | None = YEAR,
    of: FigureKind = FigureKind.TABLE,
    unit: str | None = "EUR",
    proved: bool | None = None,
) -> Figure:
    plain = raw.replace(" ", "").replace(",", ".").replace("+", "")
    return Figure(
        raw, Decimal(plain), unit, 1, "€" if unit else None, of, None, metric, column, kind, period, 1, None,
        support=(Quote(1, column),), proved=proved,
    )  # fmt: skip


class Book:
    """Statements of an invented report, made one after another."""

    def __init__(self) -> None:
        self.made: list[Statement] = []
        self.section: tuple[str, ...] = ()
        self.entity: str | None = None

    def add(self, kind: StatementKind, text: str, label: str = "", *figures: Figure, table: str = "") -> Book:
        number = len(self.made)
        boxes = (Box(70, number, 400, number + 9),)
        self.made.append(
            Statement(
                f"s{number}",
                kind,
                text,
                label or text,
                1 + number // 10,
                boxes,
                self.section,
                self.entity,
                table=table or None,
                figures=figures,
            )
        )
        return self

    def heading(self, text: str, entity: str | None = None) -> Book:
        self.section, self.entity = (), entity
        self.add(StatementKind.HEADING, text)
        self.section = (text,)
        return self

    def say(self, *texts: str) -> Book:
        for text in texts:
            self.add(StatementKind.SENTENCE, text)
        return self

    def row(self, label: str, now: str, before: str, table: str = "t1", proved: bool | None = None) -> Book:
        return self.add(
            StatementKind.ROW,
            f"{label}  {now}  {before}",
            label,
            figure(now, label, "TP 2031", proved=proved),
            figure(before, label, "TP 2030", period=BEFORE),
            table=table,
        )

    def report(self) -> Report:
        return replace(
            make_report(f"{ACCOUNTS}.txt"), title="Kaislaston tilinpäätös", period=YEAR,
            organisation="Kaislaston kaupunki", statements=tuple(self.made),
        )  # fmt: skip


def accounts() -> Book:
    book = Book().heading("Talous vuonna")
    book.say(
        "Tilikauden ylijäämä oli 480 euroa, koska verotulot kasvoivat.",
        "Tilikauden ylijäämä oli 480 euroa, koska verotulot kasvoivat selvästi.",
        "Kaupunki maalasi kaksi siltaa kesän aikana siniseksi.",
    )
    book.row("Toimintakate", "-7 310", "-7 105").row("Vuosikate", "912", "870")
    book.row("Tilikauden ylijäämä", "480", "399").row("Hymiöt", "17", "16")
    book.heading("Satama", "Kaislaston satama")
    book.say(
        "Sataman liikenne kasvoi kahdeksan prosenttia uuden laiturin ansiosta.",
        "Laituri valmistui syksyllä suunnitellussa aikataulussa.",
    )
    book.add(
        StatementKind.CARD,
        "LIIKEVAIHTO 310 € (2030: 290)",
        "LIIKEVAIHTO",
        figure("310", "LIIKEVAIHTO", "TOTEUMA", of=FigureKind.CARD),
        figure("290", "LIIKEVAIHTO", "2030", of=FigureKind.CARD, period=BEFORE),
    )
    book.row("Toimintakate", "77", "71", "t2")
    book.heading("Sanasto").say("Vuosikate tarkoittaa sitä, mitä jää poistoihin ja lainojen lyhennyksiin.")
    return book


@pytest.fixture
def shelf(tmp_path: Path) -> FakeLibrary:
    library = FakeLibrary(tmp_path)
    library.add(accounts().report(), b"")
    return library


def sentences(summary: Summary) -> list[str]:
    return [sentence.text for section in summary.sections for sentence in section.sentences]


def names(summary: Summary) -> list[tuple[str, str]]:
    return [(row.figure.metric, row.figure.raw) for row in summary.key_figures]


# What is in a summary


def test_every_sentence_and_figure_is_quoted_from_its_page(shelf: FakeLibrary) -> None:
    summary = summarise(shelf, ACCOUNTS)
    of_report = {statement.text: statement for statement in shelf.statements(ACCOUNTS)}
    assert summary.title == "Kaislaston tilinpäätös"
    assert sentences(summary)
    for section in summary.sections:
        for sentence in section.sentences:
            citation = summary.citations[sentence.citation - 1]
            assert citation.quote == sentence.text
            assert (citation.page, citation.boxes) == (
                of_report[sentence.text].page,
                of_report[sentence.text].boxes,
            )
    for row in summary.key_figures:
        assert row.figure.citation is not None
        assert row.figure.raw in summary.citations[row.figure.citation - 1].quote
    text = told(summary)
    assert untraced(text.text, text.figures, text.citations) == ()


def test_cards_come_first_then_bottom_lines_in_reading_order(shelf: FakeLibrary) -> None:
    metrics = [metric for metric, _ in names(summarise(shelf, ACCOUNTS))]
    assert list(dict.fromkeys(metrics)) == ["LIIKEVAIHTO", "Toimintakate", "Vuosikate", "Tilikauden ylijäämä"]
    assert "Hymiöt" not in metrics


def test_an_actual_beside_a_forecast_on_its_card_is_not_called_one(tmp_path: Path) -> None:
    forecast = figure("310", "LIIKEVAIHTO ENNUSTE", "ENNUSTE", ColumnKind.FORECAST, of=FigureKind.CARD)
    actual = figure("290", "LIIKEVAIHTO ENNUSTE", "2030", of=FigureKind.CARD, period=BEFORE)
    book = Book().heading("Satama")
    book.add(
        StatementKind.CARD,
        "LIIKEVAIHTO ENNUSTE 310 € (2030: 290)",
        "LIIKEVAIHTO ENNUSTE",
        forecast,
        actual,
    )
    library = FakeLibrary(tmp_path)
    library.add(book.report(), b"")
    rows = summarise(library, ACCOUNTS).key_figures
    assert [(row.name, row.number) for row in rows] == [
        ("LIIKEVAIHTO ENNUSTE", "310 €"),
        ("LIIKEVAIHTO, 2030", "290 €"),
    ]


def test_figures_are_of_the_reports_period_and_the_one_before(shelf: FakeLibrary) -> None:
    rows = names(summarise(shelf, ACCOUNTS))
    assert [raw for metric, raw in rows if metric == "Vuosikate"] == ["912", "870"]


def test_a_deviation_goes_before_the_year_before(tmp_path: Path) -> None:
    book = Book().heading("Kadut")
    book.add(
        StatementKind.ROW,
        "Toimintakate  -5  -6  -7  -1",
        "Toimintakate",
        figure("-5", "Toimintakate", "TP 2030", period=BEFORE),
        figure("-6", "Toimintakate", "TA 2031", ColumnKind.BUDGET),
        figure("-7", "Toimintakate", "Ennuste 2031", ColumnKind.FORECAST),
        figure("-1", "Toimintakate", "Poikkeama", ColumnKind.DEVIATION, None),
        table="t1",
    )
    library = FakeLibrary(tmp_path)
    library.add(book.report(), b"")
    assert names(summarise(library, ACCOUNTS)) == [("Toimintakate", "-7"), ("Toimintakate", "-1")]


def test_rows_of_one_name_are_told_apart_by_their_headings(tmp_path: Path) -> None:
    book = Book().heading("Rantaraitti").row("Toimintakate", "-31", "-30")
    book.heading("Myllypuisto").row("Toimintakate", "-77", "-70", "t2")
    library = FakeLibrary(tmp_path)
    library.add(book.report(), b"")
    made = [row.name for row in summarise(library, ACCOUNTS, "toimintakate").key_figures]
    assert made[0].startswith("Rantaraitti – Toimintakate") and made[2].startswith("Myllypuisto – ")


def test_the_same_number_of_the_same_metric_is_shown_once(tmp_path: Path) -> None:
    book = Book().heading("Tuloslaskelma").row("Vuosikate", "912", "870")
    book.heading("Rahoituslaskelma").row("Vuosikate", "912", "870", "t2")
    library = FakeLibrary(tmp_path)
    library.add(book.report(), b"")
    assert names(summarise(library, ACCOUNTS)) == [("Vuosikate", "912"), ("Vuosikate", "870")]


def test_a_number_that_its_table_contradicts_is_not_shown(tmp_path: Path) -> None:
    library = FakeLibrary(tmp_path)
    library.add(Book().heading("Luvut").row("Vuosikate", "912", "870", proved=False).report(), b"")
    assert "912" not in [raw for _, raw in names(summarise(library, ACCOUNTS))]


def test_where_no_bottom_line_is_named_large_amounts_are_shown(tmp_path: Path) -> None:
    book = Book().heading("Määrärahat").row("Laivat", "90 000", "1").row("Köydet", "3", "1")
    book.row("Määrärahat yhteensä", "90 003", "2")
    library = FakeLibrary(tmp_path)
    library.add(book.report(), b"")
    raws = [raw for _, raw in names(summarise(library, ACCOUNTS, max_sentences=1))]
    assert {"90 000", "90 003"} <= set(raws)


def test_nothing_is_said_twice(shelf: FakeLibrary) -> None:
    told_twice = [text for text in sentences(summarise(shelf, ACCOUNTS)) if "ylijäämä oli 480" in text]
    assert len(told_twice) == 1


def test_what_a_glossary_says_is_left_out_while_there_is_better(shelf: FakeLibrary) -> None:
    assert not any("tarkoittaa" in text for text in sentences(summarise(shelf, ACCOUNTS, max_sentences=3)))


def test_sentences_stand_under_their_headings_in_reading_order(shelf: FakeLibrary) -> None:
    summary = summarise(shelf, ACCOUNTS)
    headings = [section.heading for section in summary.sections]
    assert headings[:2] == ["Talous vuonna", "Kaislaston satama – Satama"] or headings[:2] == [
        "Talous vuonna",
        "Satama",
    ]
    order = [statement.text for statement in shelf.statements(ACCOUNTS)]
    places = [order.index(text) for text in sentences(summary)]
    assert places == sorted(places)


def test_weight_goes_to_figures_and_reasons(shelf: FakeLibrary) -> None:
    (only,) = sentences(summarise(shelf, ACCOUNTS, max_sentences=1))
    assert only.startswith("Tilikauden ylijäämä oli 480 euroa")


def test_sections_share_a_summary(tmp_path: Path) -> None:
    book = Book()
    for unit in ("Kadut", "Museot", "Uimala"):
        book.heading(unit).say(
            *(f"{unit}: menot ylittyivät {n} euroa kohteessa {unit}{n}." for n in range(9))
        )
    library = FakeLibrary(tmp_path)
    library.add(book.report(), b"")
    summary = summarise(library, ACCOUNTS, max_sentences=6)
    counted = Counter({section.heading: len(section.sentences) for section in summary.sections})
    assert set(counted) == {"Kadut", "Museot", "Uimala"} and max(counted.values()) <= 3


def test_a_heading_with_digits_is_cited(tmp_path: Path) -> None:
    library = FakeLibrary(tmp_path)
    library.add(Book().heading("Katsaus vuoteen 2031").say("Menot ylittyivät 40 eurolla.").report(), b"")
    summary = summarise(library, ACCOUNTS)
    (section,) = summary.sections
    assert section.citation is not None
    assert summary.citations[section.citation - 1].quote == "Katsaus vuoteen 2031"
    text = told(summary)
    assert "Katsaus vuoteen 2031" in text.text and untraced(text.text, (), text.citations) == ()


def test_an_empty_report_gives_an_empty_summary(tmp_path: Path) -> None:
    library = FakeLibrary(tmp_path)
    library.add(Book().report(), b"")
    summary = summarise(library, ACCOUNTS)
    assert (summary.figures, summary.sections, summary.citations) == ((), (), ())
    assert told(summary).text == ""
    assert "ei ole tekstiä eikä lukuja" in page(summary)


def test_sentences_of_one_pattern_with_other_numbers_are_not_repetitions(tmp_path: Path) -> None:
    book = Book().heading("Määrärahat")
    book.say("Menot ylittyivät 41 500 eurolla kaduilla.", "Menot ylittyivät 7 200 eurolla uimalassa.")
    book.say("Menot ylittyivät 41 500 eurolla myös kaduilla.")
    library = FakeLibrary(tmp_path)
    library.add(book.report(), b"")
    assert len(sentences(summarise(library, ACCOUNTS))) == 2


def test_an_amount_told_in_other_words_is_not_told_again(tmp_path: Path) -> None:
    book = Book().heading("Verot")
    for text in ("Verotulot olivat kaikkiaan 47 900 euroa.", "Kaupungille kertyi verotulot 47 900 euroa."):
        book.add(StatementKind.SENTENCE, text, text, figure("47 900", text, "", of=FigureKind.TEXT))
    library = FakeLibrary(tmp_path)
    library.add(book.report(), b"")
    assert len(sentences(summarise(library, ACCOUNTS))) == 1


# Length


@pytest.mark.parametrize("length", [1, 2, 4])
def test_length_on_request(shelf: FakeLibrary, length: int) -> None:
    summary = summarise(shelf, ACCOUNTS, max_sentences=length)
    assert len(sentences(summary)) == length
    rows = {row.figure.citation for row in summary.key_figures}
    assert len(rows) <= most_figures(length)


@pytest.mark.parametrize("length", [0, -3, MAX_SENTENCES + 1])
def test_a_length_out_of_bounds_is_refused(shelf: FakeLibrary, length: int) -> None:
    with pytest.raises(LukuError) as caught:
        summarise(shelf, ACCOUNTS, max_sentences=length)
    assert caught.value.code == "invalid_request" and str(length) in caught.value.message


# Topics


def test_a_unit_as_topic(town: Town) -> None:
    summary = summarise(town.library, NEW, "museopalvelut")
    assert {row.figure.raw for row in summary.key_figures} >= {"955", "-1 930"}
    assert all("Katu" not in section.heading for section in summary.sections)
    assert not any("Katu" in row.name for row in summary.key_figures)
    assert "Museoissa kävi alkuvuonna 23 760 kävijää." in sentences(summary)


def test_an_inflected_topic(town: Town) -> None:
    given = summarise(town.library, NEW, "Katupalvelujen tilanteesta")
    assert {row.figure.raw for row in given.key_figures} >= {"3 520", "-80", "-7 675"}


def test_what_a_unit_is_without_is_not_about_that(town: Town) -> None:
    """ "Tekninen toimiala ilman vesihuoltoa" does not speak of vesihuolto."""
    with pytest.raises(LukuError) as caught:
        summarise(town.library, NEW, "vesihuolto")
    assert caught.value.code == "topic_not_found"


def test_several_things_asked_for_are_all_told(town: Town) -> None:
    given = told(summarise(town.library, NEW, "kaupungin talous: verotulot, lainakanta ja sairauspoissaolot"))
    for raw in ("122 900", "142,6", "4,7"):
        assert raw in given.text
    assert untraced(given.text, given.figures, given.citations) == ()


def test_a_unit_with_and_in_its_name_is_one_topic(tmp_path: Path) -> None:
    book = Book().heading("Satama ja väylät").say("Väylät harattiin keväällä 20 eurolla.")
    book.heading("Kadut").say("Katujen väylät maalattiin.", "Satama näkyy kadulle.")
    library = FakeLibrary(tmp_path)
    library.add(book.report(), b"")
    assert (
        sentences(summarise(library, ACCOUNTS, "satama ja väylät"))[0]
        == "Väylät harattiin keväällä 20 eurolla."
    )
    assert summarise(library, ACCOUNTS, "satama ja väylät").missing == ()


def test_two_matters_joined_by_and_are_both_told(town: Town) -> None:
    raws = {row.figure.raw for row in summarise(town.library, NEW, "verotulot ja toimintakulut").key_figures}
    assert "122 900" in raws and {"-7 675", "-1 930"} & raws


def test_what_is_not_spoken_of_is_named(town: Town) -> None:
    summary = summarise(town.library, NEW, "verotulot, helikopterit ja lainakanta")
    assert summary.missing == ("helikopterit",)
    assert "helikopterit" in page(summary)


def test_an_unknown_topic_is_an_error_with_topics_to_ask_for(town: Town) -> None:
    with pytest.raises(LukuError) as caught:
        summarise(town.library, NEW, "helikopterit")
    error = caught.value
    assert error.code == "topic_not_found" and "helikopterit" in error.message
    assert "Museopalvelut" in str(error.detail["suggestions"])


def test_a_report_of_rows_alone_suggests_its_largest(tmp_path: Path) -> None:
    library = FakeLibrary(tmp_path)
    library.add(Book().row("1. Laivat", "90 000", "1").row("2. Köydet", "3", "1").report(), b"")
    with pytest.raises(LukuError) as caught:
        summarise(library, ACCOUNTS, "helikopterit")
    assert caught.value.detail["suggestions"] == "Laivat; Köydet"


def test_years_of_the_topic_choose_the_columns(shelf: FakeLibrary) -> None:
    assert names(summarise(shelf, ACCOUNTS, "vuosikate 2030")) == [("Vuosikate", "870")]


def test_no_topic_but_spaces_is_no_topic(shelf: FakeLibrary) -> None:
    assert summarise(shelf, ACCOUNTS, "  ") == summarise(shelf, ACCOUNTS)


def test_a_topic_too_long_is_refused(shelf: FakeLibrary) -> None:
    with pytest.raises(LukuError) as caught:
        summarise(shelf, ACCOUNTS, "a" * 301)
    assert caught.value.code == "invalid_request" and "301" in caught.value.message


def test_two_reports_are_summed_up_in_their_order(town: Town) -> None:
    summary = summarise(town.library, (OLD, NEW), "verotulot")
    reports = [summary.citations[s.citation - 1].report for part in summary.sections for s in part.sentences]
    assert reports == [OLD, NEW]


def test_an_unknown_report(town: Town) -> None:
    with pytest.raises(LukuError) as caught:
        summarise(town.library, "muu")
    assert caught.value.code == "report_not_found"


@pytest.mark.parametrize("report", [NEW, OLD])
@pytest.mark.parametrize("length", [None, 3, 30])
def test_no_number_that_is_not_quoted(town: Town, report: str, length: int | None) -> None:
    for language in Language:
        given = told(summarise(town.library, report, None, length, language))
        assert given.text and untraced(given.text, given.figures, given.citations) == ()


# Requests in words


@pytest.mark.parametrize(
    ("question", "request_"),
    [
        ("Tiivistä sataman tilanne", Request("sataman tilanne")),
        ("Tiivistä raportti", Request(None)),
        ("tiivistä tämä tilinpäätös kolmella virkkeellä.", Request(None, 3)),
        ("Voisitko tiivistää valtuutetulle sataman vuoden?", Request("sataman vuoden")),
        ("Tee lyhyt yhteenveto: lainat, investoinnit", Request("lainat, investoinnit")),
        ("Kokoa tiivis katsaus verotuloihin", Request("verotuloihin")),
        ("Sammanfatta hamnens läge", Request("hamnens läge")),
        ("Summarise the report in 5 sentences", Request(None, 5)),
        ("Give me a short summary of the harbour", Request("harbour")),
        ("Tiivistä satama 400 virkkeellä", Request("satama 400 virkkeellä")),
    ],
)
def test_what_a_request_asks_for(question: str, request_: Request) -> None:
    assert request_of(question) == request_


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Olen uusi valtuutettu. Kerro parilla lauseella, miltä kaupungin talous näyttää tänä vuonna.", None),
        ("Mitä kuntayhtymän taloudessa tapahtui vuonna 2032? Lyhyt yhteenveto riittää.", None),
        ("Tiivistä kaupungin talouden vuosi 2032 muutamalla lauseella.", None),
        ("Mikä on kaupungin taloudellinen tilanne?", None),
        ("Miten vesilaitoksella meni?", "vesilaitoksella"),
        ("Referoi Katupalvelujen osuus.", "Katupalvelujen"),
        ("Kuvaile Kirjaston taloutta.", "Kirjaston"),
        ("Mitä investoinneista kerrotaan?", "investoinneista"),
        ("Tee lyhyt yhteenveto: lainat, investoinnit", "lainat, investoinnit"),
    ],
)
def test_what_a_summary_is_about_without_the_words_of_asking(question: str, topic: str | None) -> None:
    assert about(request_of(question).topic) == topic


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Mitä investoinneista kerrotaan?", Asked.SUMMARY),
        ("Miten Katupalveluissa meni?", Asked.SUMMARY),
        ("Mikä on kaupungin taloudellinen tilanne?", Asked.SUMMARY),
        ("Kerro kaupungin henkilöstöstä", Asked.SUMMARY),
        ("Kerro lainausten lukumäärä.", Asked.COUNT),
        ("Kerro toimintakatteen ennuste vuodelle 2033", Asked.OPEN),
    ],
)
def test_a_summary_is_asked_for_without_the_word(question: str, asked: Asked) -> None:
    assert asked_type(question) is asked


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Tilikauden yli-/alijäämä", "result"),
        ("TOIMINTAKATE", "margin"),
        ("Vuosikate, €/asukas", "annual margin"),
        ("Edellisten tilikausien ylijäämä", "before"),
        ("Kertynyt yli-/alijäämä", "accumulated"),
        ("Lainakanta 31.12.", "debt"),
        ("Räkenskapsperiodens resultat", "result"),
        ("Postimerkit", None),
    ],
)
def test_labels_of_bottom_lines(label: str, name: str | None) -> None:
    found = key_metric(label)
    assert (found.name if found else None) == name


# Over HTTP and at the terminal


@pytest.fixture
def client(shelf: FakeLibrary) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(), shelf, fake_answer), raise_server_exceptions=False) as client:
        yield client


def test_the_route_answers_as_the_contract_says(client: TestClient) -> None:
    response = client.post("/api/v1/summary", json={"report": ACCOUNTS, "max_sentences": 2})
    assert response.status_code == 200
    body = response.json()
    assert {"title", "figures", "sections", "citations"} <= set(body)
    assert {"heading", "sentences"} <= set(body["sections"][0])
    cited = body["sections"][0]["sentences"][0]
    quote = body["citations"][cited["citation"] - 1]
    assert (quote["quote"], quote["id"]) == (cited["text"], cited["citation"])
    assert body["figures"][0]["metric"] == "LIIKEVAIHTO" and body["figures"][0]["value"] == "310"


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"report": "muu"}, 404, "report_not_found"),
        ({"report": ACCOUNTS, "topic": "helikopterit"}, 404, "topic_not_found"),
        ({"report": ACCOUNTS, "topic": "x" * 301}, 422, "invalid_request"),
        ({"report": ACCOUNTS, "max_sentences": 0}, 422, "invalid_request"),
        ({"report": ACCOUNTS, "max_sentences": MAX_SENTENCES + 1}, 422, "invalid_request"),
        ({"report": ACCOUNTS, "length": 3}, 422, "invalid_request"),
        ({"report": ACCOUNTS, "language": "de"}, 422, "invalid_request"),
        ({}, 422, "invalid_request"),
    ],
)
def test_the_route_refuses_in_the_one_shape(
    client: TestClient, body: dict[str, object], status: int, code: str
) -> None:
    response = client.post("/api/v1/summary", json=body)
    assert (response.status_code, response.json()["error"]["code"]) == (status, code)


@pytest.fixture
def terminal(shelf: FakeLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeLibrary:
    folder = tmp_path / "library"
    folder.mkdir()
    monkeypatch.setattr(index.library, "open_library", lambda *_, **__: shelf)
    monkeypatch.setenv("LUKU_LIBRARY", str(folder))
    return shelf


def test_the_command_prints_table_and_sentences_with_pages(
    terminal: FakeLibrary, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["summary", ACCOUNTS, "--max-sentences", "2"]) == 0
    out, err = capsys.readouterr()
    assert err == "" and out.startswith("Kaislaston tilinpäätös\n\nKeskeiset luvut\n")
    assert "(sivu 1)" in out and "• Tilikauden ylijäämä oli 480 euroa" in out
    assert terminal.closed


def test_the_command_as_json_is_what_http_answers(
    terminal: FakeLibrary, client: TestClient, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["summary", ACCOUNTS, "--topic", "satama", "--json"]) == 0
    answered = client.post("/api/v1/summary", json={"report": ACCOUNTS, "topic": "satama"})
    assert json.loads(capsys.readouterr().out) == answered.json()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["summary", ACCOUNTS, "--topic", "helikopterit"], 1, "helikopterit"),
        (["summary", "muu"], 2, "muu"),
        (["summary", ACCOUNTS, "--topic", "x" * 301], 2, "liian pitkä"),
    ],
)
def test_the_command_tells_what_is_wrong(
    terminal: FakeLibrary, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, said: str
) -> None:
    assert main(arguments) == code
    out, err = capsys.readouterr()
    assert out == "" and said in err and err.count("\n") == 1


@pytest.mark.parametrize("length", ["0", "61", "kolme"])
def test_the_command_refuses_a_length(terminal: FakeLibrary, length: str) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["summary", ACCOUNTS, "--max-sentences", length])
    assert caught.value.code == 2
