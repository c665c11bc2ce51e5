"""What a report says about itself: whose it is, of what kind, from when, in which language."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ingest import organisation
from ingest.errors import LukuError
from ingest.identity import Identity, detect_identity, parse_period_override
from ingest.identity_period import months, quarter
from ingest.organisation import find_organisation, genitives
from ingest.periods import year_period
from ingest.records import Block, BlockKind, Layout
from ingest.report_kinds import report_kind
from ingest.text.reading import read_plain_text

SHARED = Path(__file__).resolve().parent.parent.parent / "shared" / "reports"
PROSE = "Toiminta oli vuoden aikana vilkasta ja se on ollut suunnitelman mukaista. "


def page(
    number: int, *lines: str, kind: BlockKind = BlockKind.HEADING, body: str = "", running: str = ""
) -> Layout:
    blocks = [Block(kind, line, None, 1, size=20.0 - place) for place, line in enumerate(lines)]
    if body:
        blocks += [Block(BlockKind.PARAGRAPH, f"{body} {n}. " + PROSE, None) for n in range(15)]
    if running:
        blocks.append(Block(BlockKind.FOOTER, f"{running} Sivu {number}", None))
    return Layout(number, 595, 842, None, tuple(blocks), ())


def identify(*layouts: Layout, file: str = "raportti.pdf", title: str | None = None) -> Identity:
    return detect_identity(layouts, file, title)


def test_a_title_slide_with_the_unit() -> None:
    identity = identify(
        page(1, "Sivistyspalvelut", "Seurantaraportti Q3/2026"),
        page(
            2,
            "Katsaus",
            body="Ristijoen kaupunki kasvaa. Ristijoki on kaupunki",
            running="SEURANTARAPORTTI Q3/2026",
        ),
    )
    assert identity == Identity(
        "Sivistyspalvelut – Seurantaraportti Q3/2026", "Ristijoki", "Sivistyspalvelut", "seurantaraportti",
        quarter(2026, 3), "fi",
    )  # fmt: skip


def test_a_cover_of_annual_accounts_with_dates_of_meetings() -> None:
    identity = identify(
        page(
            1,
            "Haapasalon kaupunki",
            "Tilinpäätös ja toimintakertomus 2031",
            "Kaupunginhallitus 29.3.2032 § 88",
        ),
        page(2, "Sisällys", body="Haapasalossa väki väheni"),
    )
    assert (identity.title, identity.organisation) == (
        "Tilinpäätös ja toimintakertomus 2031",
        "Haapasalon kaupunki",
    )
    assert (identity.kind, identity.period, identity.unit) == ("tilinpäätös", year_period(2031), None)


def test_a_signature_sheet_before_the_cover_is_passed_over() -> None:
    identity = identify(
        page(1, "Asiakirjan ovat allekirjoittaneet", "Maija Esimerkki 2.4.2025", "Ville Malli 3.4.2025"),
        page(2, "Tilinpäätös 2024"),
        page(3, "Katsaus", body="Ristijoen kaupungin talous ja Ristijoki"),
    )
    assert (identity.period, identity.kind, identity.organisation) == (
        year_period(2024),
        "tilinpäätös",
        "Ristijoki",
    )


def test_a_budget_is_about_its_first_year() -> None:
    identity = identify(page(1, "Haapasalon kunta", "Talousarvio 2030 ja taloussuunnitelma 2031–2032"))
    assert (identity.kind, identity.period) == ("talousarvio", year_period(2030))
    assert identity.organisation == "Haapasalon kunta"


def test_a_follow_up_dated_by_its_last_day_runs_from_new_year() -> None:
    identity = identify(page(1, "Haapasalon kaupunki", "Osavuosikatsaus 31.8.2030"))
    assert (identity.period, identity.kind) == (months(2030, 1, 8), "osavuosikatsaus")


def test_without_a_cover_running_lines_and_file_name_say_it() -> None:
    text = (
        " TEKNINEN TOIMI\n\nKatsaus\n\nLumet sulivat aikaisin ja työ alkoi.\n\nOSAVUOSIKATSAUS Q2/2029\n"
        " TEKNINEN TOIMI\n\nTalous\n\nMenot kasvoivat ja tulot vähenivät.\n\nOSAVUOSIKATSAUS Q2/2029\n"
        " TEKNINEN TOIMI\n\nLopuksi\n\nHaapajärvi ja Haapajärven kadut.\n\nOSAVUOSIKATSAUS Q2/2029\n"
    )
    file = "haapajarvi-tekninen-q2-2029.txt"
    identity = detect_identity(read_plain_text(text.encode(), file), file, None)
    assert identity.organisation == "Haapajärvi"
    assert identity.unit == "Tekninen toimi"
    assert (identity.kind, identity.period) == ("osavuosikatsaus", quarter(2029, 2))
    assert identity.title == "Tekninen toimi – Osavuosikatsaus Q2/2029"


def test_nothing_said_is_nothing_known() -> None:
    identity = identify(page(1, body="Muistio kokouksesta"), file="muistio.pdf")
    assert identity == Identity("muistio", None, None, None, None, "fi")


def test_a_file_name_alone_gives_kind_and_period() -> None:
    identity = identify(page(1, body="Väki väheni"), file="jokilaakso-talousarvio-2033.pdf")
    assert (identity.kind, identity.period, identity.organisation) == ("talousarvio", year_period(2033), None)


def test_swedish_accounts() -> None:
    body = "Staden har en god ekonomi och det är för att kommunens skatter har ökat till året"
    identity = identify(page(1, "Sjövik stad", "Bokslut 2024"), page(2, "Översikt", body=body))
    assert (identity.organisation, identity.kind, identity.language) == ("Sjövik", "tilinpäätös", "sv")
    assert identity.period == year_period(2024)


def test_english_report() -> None:
    body = "The city of the north is in good shape and was growing with the region for the year"
    identity = identify(
        page(1, "City of Northhaven", "Interim Report Q1/2027"), page(2, "Overview", body=body)
    )
    assert (identity.organisation, identity.kind, identity.language) == (
        "Northhaven",
        "osavuosikatsaus",
        "en",
    )


def test_a_title_in_the_metadata_that_names_the_kind_is_the_title() -> None:
    identity = identify(page(1, "Arviointikertomus"), title="Haapasalon arviointikertomus 2030")
    assert (identity.title, identity.period) == ("Haapasalon arviointikertomus 2030", year_period(2030))


def test_metadata_that_says_nothing_does_not_hide_the_cover() -> None:
    assert (
        identify(page(1, "Tilinpäätös 2030"), title="Microsoft Word - lopullinen_v3.docx").title
        == "Tilinpäätös 2030"
    )


# --- organisation --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "pair",
    [
        "Lahti Lahden", "Turku Turun", "Helsinki Helsingin", "Seinäjoki Seinäjoen", "Kemi Kemin",
        "Loppi Lopen",
        "Tampere Tampereen", "Kauniainen Kauniaisten", "Hanko Hangon", "Rauma Rauman", "Kokemäki Kokemäen",
        "Vantaa Vantaan", "Mikkeli Mikkelin", "Imatra Imatran",
    ],
)  # fmt: skip
def test_genitives_of_place_names(pair: str) -> None:
    name, genitive = pair.casefold().split()
    assert genitive in genitives(name)


def test_the_nominative_is_only_given_when_it_is_printed() -> None:
    assert find_organisation(["Ristijoen kaupunki"], [], "", "Ristijoella sataa.") == "Ristijoen kaupunki"
    assert find_organisation(["Ristijoen kaupunki"], [], "", "Ristijoki on pieni.") == "Ristijoki"
    assert find_organisation(["Ristijoen kaupunki"], [], "ristijoki tilinpaatos 2030", "") == "Ristijoki"
    assert find_organisation(["Säynäjärven kunta"], [], "saynajarvi ta 2030", "") == "Säynäjärvi"


def test_a_neighbour_mentioned_in_the_text_is_not_the_organisation() -> None:
    text = "Haapasalon kaupunki teki sopimuksen. " * 3 + "Ristijoen kaupungin lukio. " * 5
    assert find_organisation(["Haapasalon kaupunki"], [], "", text) == "Haapasalon kaupunki"


def test_a_name_is_looked_up_once_however_often_it_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def counted(genitive: str, words: dict[str, str]) -> str | None:
        asked.append(genitive)
        return None

    monkeypatch.setattr(organisation, "nominative", counted)
    organisation.find_organisation([], [], "", "Kuuselan kaupungin talous. Salmen kunnan talous. " * 50)
    assert sorted(asked) == ["Kuuselan", "Salmen"]


def test_common_words_are_no_names() -> None:
    assert (
        find_organisation(
            ["Kaupungin tilinpäätös"], [], "", "Kunnan kunnan ja Konsernin kunta. Koko kaupunki."
        )
        is None
    )


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Etelärannan hyvinvointialueen tilinpäätös 2030", "Etelärannan hyvinvointialue"),
        ("Jokivarren koulutuskuntayhtymä", "Jokivarren koulutuskuntayhtymä"),
        ("Kanavavirasto: tilinpäätös 2030", "Kanavavirasto"),
    ],
)
def test_other_public_bodies(title: str, name: str) -> None:
    assert find_organisation([title], [], "", "") == name


# --- kind and period -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Tilinpäätös ja toimintakertomus 2031", "tilinpäätös"),
        ("TALOUSARVIO 2030", "talousarvio"),
        ("Tarkastuslautakunnan arviointikertomus", "arviointikertomus"),
        ("haapasalo tilinpaatos 2024", "tilinpäätös"),
        ("Delårsrapport 2/2025", "osavuosikatsaus"),
        ("Kaupunkistrategian talousarvio", "talousarvio"),
        ("Radan hankearviointi", "selvitys"),
        ("Kokousmuistio", None),
    ],
)
def test_kinds(line: str, kind: str | None) -> None:
    assert report_kind([line]) == kind


@pytest.mark.parametrize(
    ("text", "label", "start", "end"),
    [
        ("2024", "2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("Q1/2025", "Q1/2025", date(2025, 1, 1), date(2025, 3, 31)),
        ("q4/2025", "Q4/2025", date(2025, 10, 1), date(2025, 12, 31)),
        ("2025-Q2", "Q2/2025", date(2025, 4, 1), date(2025, 6, 30)),
        ("2025-01-01..2025-03-31", "Q1/2025", date(2025, 1, 1), date(2025, 3, 31)),
        ("2024-01-01..2024-08-31", "1–8/2024", date(2024, 1, 1), date(2024, 8, 31)),
        ("2024-01-01..2024-12-31", "2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02-29..2024-02-29", "29.2.2024", date(2024, 2, 29), date(2024, 2, 29)),
        (" 2024 ", "2024", date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_a_period_given_by_a_person(text: str, label: str, start: date, end: date) -> None:
    period = parse_period_override(text)
    assert (period.label, period.start, period.end) == (label, start, end)


@pytest.mark.parametrize(
    "text", ["", "kevät", "Q5/2025", "2025-03-31..2025-01-01", "2025-02-30..2025-03-01", "20245", "Q1/0000"]
)
def test_what_is_no_period_is_refused_with_advice(text: str) -> None:
    with pytest.raises(LukuError, match="Q1/2025") as caught:
        parse_period_override(text)
    assert caught.value.code == "bad_period"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared reports are not here")
def test_a_real_text_file_without_a_cover() -> None:
    path = SHARED / "lahti-konsernihallinto-q1-2025.txt"
    identity = detect_identity(read_plain_text(path.read_bytes(), path.name), path.name, None)
    assert (identity.organisation, identity.unit) == ("Lahti", "Konsernihallinto")
    assert (identity.kind, identity.period, identity.language) == ("seurantaraportti", quarter(2025, 1), "fi")
