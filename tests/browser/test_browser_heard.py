"""What a screen reader is given of the main views: names, order, languages, and what is read by itself.

Each test reads the accessibility tree of a view, in its order, as a person hears it who does not see it;
what a pattern leaves out may differ.
"""

from __future__ import annotations

import re
from urllib.parse import quote

import httpx
from playwright.sync_api import expect
from serving import EDITOR_TOKEN, OpenPage, OtherSite, Server

QUESTION = "Mikä on katu- ja puistopalvelujen toimintakulujen ennuste 2025?"


def test_an_answer_is_heard_before_its_source_and_the_results(open_page: OpenPage) -> None:
    page = open_page(f"/?q={quote(QUESTION)}&wait=1")
    expect(page.get_by_role("main")).to_match_aria_snapshot(
        """
        - heading "Hae ja kysy raporteista" [level=1]
        - search "Hae ja kysy raporteista":
          - combobox "Kysymys tai hakusanat"
          - button "Hae"
        - region "Vastaus":
          - heading "Vastaus" [level=2]
          - paragraph: /Toimintakulut/
          - paragraph: /-14.780/
          - heading "Lähde" [level=3]
          - blockquote: /-14.780/
          - paragraph:
            - link /^Kaupunkirakenteen toimiala, osavuosikatsaus Q2\\/2025, sivu \\d+$/
        - region /hakutulosta/:
          - heading /hakutulosta/ [level=2]
          - navigation "Järjestys"
          - list:
            - listitem:
              - heading /, sivu \\d+$/ [level=3]
        """
    )


def test_a_chart_is_heard_as_a_named_list_of_links(open_page: OpenPage) -> None:
    page = open_page(f"/?q={quote('Mikä on Uomaveden liikevaihdon ennuste?')}&wait=1")
    chart = page.get_by_role("figure", name="Liikevaihto – Uomavesi")
    expect(chart.get_by_role("link")).to_have_count(2)
    for point in chart.get_by_role("link").all():
        expect(point).to_have_accessible_name(re.compile(r", ennuste: .+, sivu \d+$"))


def test_a_page_with_a_mark_tells_first_what_is_marked(open_page: OpenPage, server: Server) -> None:
    told = httpx.post(f"{server.url}/api/v1/ask", json={"question": QUESTION}, timeout=120).json()
    figure = told["figures"][0]
    cited = next(one for one in told["citations"] if one["id"] == figure["citation"])
    page = open_page(f"{cited['url']}&lang=sv")
    expect(page.get_by_role("main")).to_match_aria_snapshot(
        """
        - navigation "Var du är"
        - heading /^Kaupunkirakenteen .+ – Sida \\d+ \\/ \\d+$/ [level=1]
        - navigation "Från sida till sida":
          - link "Föregående sida"
          - link "Nästa sida"
          - spinbutton "Till sida"
          - button "Gå"
        - group "Förstoring"
        - complementary "Om sidan":
          - region "Markerat ställe":
            - heading "Markerat ställe" [level=2]
            - blockquote:
              - text: /Toimintakulut/
              - strong: "-14 780"
            - paragraph:
              - text: /Toimintakulut, Ennuste 2025/
              - strong: /-14 780/
            - paragraph:
              - link "Gå till det markerade stället"
        - region "Sidan som bild":
          - img /text under bilden/
        - region "Sidans text":
          - heading "Sidans text" [level=2]
        """
    )
    for said in (page.locator(".r-quoted .l-quote"), page.locator(".r-what"), page.locator(".r-sheet")):
        expect(said).to_have_attribute("lang", "fi")


def test_the_widget_reads_the_new_answer_alone_and_names_its_source_once(
    open_page: OpenPage, other_site: OtherSite, server: Server
) -> None:
    page = open_page(
        other_site.put(
            "/kuultu",
            f"""<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>Sida</title>
            <link rel="icon" href="data:,"></head><body><h1>Sida</h1><script src="{server.url}/widget.js">
            </script><luku-chat></luku-chat></body></html>""",
        )
    )
    page.get_by_role("button", name="Fråga rapporterna").click()
    field = page.get_by_label("Din fråga")
    for question in ("Mikä on vuosikate vuonna 2024?", "Mikä on vuosikate vuonna 2023?"):
        field.fill(question)
        field.press("Enter")
        expect(page.locator("luku-chat .turn").last.locator(".actions")).to_be_visible()
    expect(page.get_by_role("dialog", name="Fråga rapporterna")).to_match_aria_snapshot(
        """
        - heading "Fråga rapporterna" [level=2]
        - region "Frågor och svar":
          - list:
            - listitem:
              - 'heading "Du frågade: Mikä on vuosikate vuonna 2024?" [level=3]'
              - paragraph: /^12.711.911,31.€$/
            - listitem:
              - 'heading "Du frågade: Mikä on vuosikate vuonna 2023?" [level=3]'
              - paragraph: /^14.028.108,65.€$/
              - list "Tillförlitlighet"
              - figure:
                - blockquote: /Vuosikate/
                - link "Sida 5, Hiidenkosken kaupunki Tilinpäätös 2024 (öppnas i en ny flik)"
              - button "Kopiera med källa"
              - group "Är svaret rätt?":
                - button "Rätt"
                - button "Fel"
        - textbox "Din fråga"
        - button "Fråga"
        """
    )
    said = page.locator("luku-chat").get_by_role("status")
    expect(said).to_contain_text("14 028 108,65")
    expect(said).not_to_contain_text("12 711 911,31")
    expect(page.locator("luku-chat blockquote").first).to_have_attribute("lang", "fi")
    expect(page.locator("luku-chat .what").first).to_have_attribute("lang", "fi")


def test_adding_reports_is_heard_in_the_order_it_is_done(open_page: OpenPage) -> None:
    page = open_page("/reports?lang=fi")
    page.get_by_label("Toimittajan tunnus").fill(EDITOR_TOKEN)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Raporttien tiedostot")).to_be_focused()
    expect(page.get_by_role("main")).to_match_aria_snapshot(
        """
        - heading "Raportit" [level=1]
        - search "Rajaa luetteloa"
        - table "Raportit":
          - rowgroup:
            - row:
              - columnheader "Raportti"
              - columnheader "Organisaatio ja yksikkö"
              - columnheader "Tyyppi"
              - columnheader "Ajanjakso"
              - columnheader "Sivuja"
              - columnheader "Poista"
          - rowgroup:
            - row:
              - rowheader:
                - link
              - cell
              - cell
              - cell
              - cell /^\\d+$/
              - cell:
                - 'button /^Poista: .+/'
        - region /Toimittajalle/:
          - heading /Toimittajalle/ [level=2]
          - status: Voit nyt lisätä ja poistaa raportteja.
          - button "Raporttien tiedostot"
          - button "Lisää raportit"
          - button "Unohda tunnus"
        """
    )
