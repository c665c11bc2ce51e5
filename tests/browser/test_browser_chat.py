"""The conversation as a page: long answers, contradictions, lost connections, feedback, copying."""

from __future__ import annotations

import json
import re
from typing import Any

from playwright.sync_api import Page, Route, expect
from serving import CheckPage, OpenPage, Server

ASK = "**/api/v1/ask"
QUESTION = "Mikä on vuosikate vuonna 2024?"
NEVER_BY_ITSELF = """() => {
  const wait = window.setTimeout;
  window.setTimeout = (act, time, ...more) => wait(act, time === 1000 ? 1e9 : time, ...more);
}"""
"""The first wait of a lost connection does not end: it would, while the test looks at the page."""


def figure(raw: str, citation: int, **more: Any) -> dict[str, Any]:
    value = re.sub(r"\D", "", raw)
    return {
        "raw": raw, "printed_unit": "€", "value": value, "unit": "EUR", "scale": 1, "entity": "Kaupunki",
        "metric": "Verotulot", "column": "TP 2024", "period": "2024", "derivation": None,
        "citation": citation, "ocr": False, "proved": None, **more,
    }  # fmt: skip


def citation(number: int, quote: str = "Verotulot 1 000") -> dict[str, Any]:
    return {
        "id": number, "report": "r", "file": "r.pdf", "title": "<i>Tilinpäätös</i> 2024", "page": number,
        "kind": "table", "quote": quote, "boxes": [], "url": f"/report/r?page={number}", "ocr": False,
    }  # fmt: skip


def answer(**more: Any) -> dict[str, Any]:
    trust = {"text_and_table": False, "sums_checked": None, "ocr": False, "contradiction": False}
    return {
        "id": "a1", "status": "answered", "language": "fi", "confidence": 0.9, "conflicts": [],
        "suggestions": [], "took_ms": 1, "answer": "Verotulot, TP 2024: 1 000 € [1]",
        "figures": [figure("1 000", 1)], "citations": [citation(1)],
        **more, "trust": trust | more.get("trust", {}),
    }  # fmt: skip


def answers_with(route: Route, body: dict[str, Any]) -> None:
    told = f"event: searching\ndata: {{}}\n\nevent: answer\ndata: {json.dumps(body)}\n\n"
    told += 'event: follow_ups\ndata: {"questions": []}\n\n'
    route.fulfill(content_type="text/event-stream", body=told)


def ask(page: Page, question: str = QUESTION) -> None:
    page.get_by_label("Kysymyksesi").fill(question)
    page.get_by_role("button", name="Kysy", exact=True).click()


def test_an_answer_with_forty_citations(open_page: OpenPage, axe: CheckPage) -> None:
    page = open_page("/chat", phone=True)
    lines = "\n".join(f"• Verotulot {number} € [{number}]" for number in range(1, 41))
    many = answer(answer=lines, figures=[], citations=[citation(number) for number in range(1, 41)])
    page.route(ASK, lambda route: answers_with(route, many))
    ask(page, "Kaikki verotulot")
    expect(page.locator("luku-chat .text li")).to_have_count(40)
    expect(page.locator("luku-chat .source:visible")).to_have_count(1)
    page.get_by_text("Muut lähteet (39)").click()
    expect(page.locator("luku-chat .source:visible")).to_have_count(40)
    expect(page.locator("luku-chat .source").last).to_contain_text("<i>Tilinpäätös</i> 2024")
    expect(page.get_by_role("link", name="Lähde 40:")).to_have_attribute("href", re.compile("page=40"))
    axe(page)


def test_a_contradiction_shows_both_figures(open_page: OpenPage, axe: CheckPage) -> None:
    page = open_page("/chat", dark=True)
    both = answer(
        answer="Raporteissa on tästä eri tietoja: 1 000 € [1] 1 200 € [2]",
        figures=[figure("1 000", 1), figure("1 200", 2)],
        citations=[citation(1), citation(2)],
        conflicts=[{"about": "Verotulot", "citations": [1, 2]}],
        trust={"contradiction": True, "ocr": True},
    )
    page.route(ASK, lambda route: answers_with(route, both))
    ask(page)
    expect(page.locator("luku-chat .raw")).to_have_text(["1 000", "1 200"])
    expect(page.locator("luku-chat .figure a.page")).to_have_count(2)
    marks = page.get_by_role("list", name="Luotettavuus").get_by_role("listitem")
    expect(marks).to_have_text(["Raporteissa on ristiriita", "Tunnistettu kuvasta: tarkista sivulta"])
    expect(page.get_by_role("status")).to_contain_text("Raporteissa on ristiriita")
    axe(page)


def test_a_computed_figure_shows_what_it_was_computed_from(open_page: OpenPage) -> None:
    page = open_page("/chat")
    parts = [figure("1 200", 1), figure("1 000", 2)]
    computed = figure("+200", 0, derivation={"operation": "difference", "operands": parts}) | {
        "citation": None
    }
    told = answer(
        answer="Erotus: +200 € = 1 200 − 1 000 [1][2]",
        figures=[computed],
        citations=[citation(1), citation(2)],
    )
    page.route(ASK, lambda route: answers_with(route, told))
    ask(page)
    expect(page.locator("luku-chat .raw")).to_have_text("+200")
    expect(page.locator("luku-chat .computed li")).to_contain_text(["1 200 €", "1 000 €"])
    expect(page.locator("luku-chat .mark")).to_have_text("Laskettu raporttien luvuista")


def test_a_unit_that_holds_a_number_stands_by_itself(open_page: OpenPage) -> None:
    page = open_page("/chat")
    told = answer(figures=[figure("1 000", 1, printed_unit="1 000 €")])
    page.route(ASK, lambda route: answers_with(route, told))
    ask(page)
    expect(page.locator("luku-chat .number")).to_have_text("1 000")
    expect(page.locator("luku-chat .counted")).to_have_text("Yksikkö: 1 000 €")


def test_a_lost_connection_is_tried_again_by_itself(open_page: OpenPage) -> None:
    page = open_page("/chat")
    page.route(ASK, lambda route: route.abort("connectionreset"), times=1)
    ask(page)
    expect(page.locator("luku-chat .raw")).to_have_text("12 711 911,31")


def test_a_lost_connection_is_told_and_tried_again_on_request(open_page: OpenPage, axe: CheckPage) -> None:
    page = open_page("/chat")
    page.evaluate(NEVER_BY_ITSELF)
    page.route(ASK, lambda route: route.abort("connectionreset"))
    ask(page)
    notice = page.locator("luku-chat .notice")
    expect(notice).to_contain_text("Yhteys katkesi. Yritetään uudelleen.")
    expect(page.get_by_role("status")).to_contain_text("Yhteys katkesi")
    axe(page)
    page.unroute(ASK)
    page.get_by_role("button", name="Yritä uudelleen").click()
    expect(page.locator("luku-chat .raw")).to_have_text("12 711 911,31")
    expect(notice).to_have_count(0)


def test_a_stream_that_breaks_before_the_answer_is_a_lost_connection(open_page: OpenPage) -> None:
    page = open_page("/chat")
    broken = "event: searching\ndata: {}\n\nevent: answer\ndata: {"
    page.route(ASK, lambda route: route.fulfill(content_type="text/event-stream", body=broken))
    ask(page)
    expect(page.locator("luku-chat .notice")).to_contain_text("Yhteys katkesi")
    page.get_by_role("button", name="Peruuta").click()
    expect(page.locator("luku-chat .notice")).to_contain_text("Kysymys peruttiin.")
    expect(page.get_by_label("Kysymyksesi")).to_be_focused()


def test_a_refusal_is_told_in_the_language_of_the_page(open_page: OpenPage) -> None:
    page = open_page("/chat?lang=sv", language="sv")
    refusal = {"error": {"code": "report_not_found", "message": "Raporttia ei ole.", "detail": {}}}
    page.route(ASK, lambda route: route.fulfill(status=404, json=refusal))
    page.get_by_label("Din fråga").fill("Vad?")
    page.keyboard.press("Enter")
    expect(page.locator("luku-chat .notice")).to_contain_text("finns inte i biblioteket")


def test_a_question_that_waits_is_asked_again_after_a_change_of_page(open_page: OpenPage) -> None:
    page = open_page("/chat")
    page.route(ASK, lambda route: None)
    ask(page)
    expect(page.get_by_text("Etsitään raporteista")).to_be_visible()
    page.unroute(ASK)
    page.reload()
    expect(page.locator("luku-chat .raw")).to_have_text("12 711 911,31")


def test_feedback_is_given_and_kept(open_page: OpenPage, server: Server, axe: CheckPage) -> None:
    page = open_page("/chat")
    ask(page)
    wrong = page.get_by_role("button", name="Väärin")
    wrong.click()
    expect(wrong).to_have_attribute("aria-pressed", "true")
    page.get_by_label("Mikä on väärin? (vapaaehtoinen)").fill("Kysyin <b>toista</b> vuotta")
    axe(page)
    page.get_by_role("button", name="Lähetä").click()
    expect(page.get_by_label("Mikä on väärin? (vapaaehtoinen)")).to_have_count(0)
    expect(wrong).to_be_focused()
    expect(page.get_by_role("status")).to_contain_text("Kiitos palautteesta.")
    kept = [json.loads(line) for line in (server.library / "feedback.jsonl").read_text().splitlines()]
    assert (kept[-1]["verdict"], kept[-1]["comment"]) == ("wrong", "Kysyin <b>toista</b> vuotta")
    assert kept[-1]["question"] == QUESTION


def test_an_answer_is_copied_with_its_source(open_page: OpenPage, server: Server) -> None:
    page = open_page("/chat")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server.url)
    ask(page)
    page.get_by_role("button", name="Kopioi lähteineen").click()
    expect(page.get_by_role("status")).to_contain_text("Kopioitu.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "12 711 911,31 €" in copied
    assert "sivu 5" in copied
    assert f"{server.url}/report/hiidenkoski-tilinpaatos-2024?page=5" in copied


def test_a_conversation_can_be_begun_again(open_page: OpenPage) -> None:
    page = open_page("/chat")
    ask(page)
    expect(page.locator("luku-chat .raw")).to_be_visible()
    page.get_by_role("button", name="Aloita alusta").click()
    expect(page.locator("luku-chat .turn")).to_have_count(0)
    expect(page.get_by_label("Kysymyksesi")).to_be_focused()
    page.reload()
    expect(page.locator("luku-chat .examples .proposal").first).to_be_visible()
    expect(page.locator("luku-chat .turn")).to_have_count(0)


def test_an_empty_question_is_not_asked(open_page: OpenPage) -> None:
    page = open_page("/chat")
    ask(page, "   ")
    expect(page.get_by_role("status")).to_have_text("Kirjoita ensin kysymys.")
    expect(page.locator("luku-chat .turn")).to_have_count(0)


def test_without_scripts_the_page_leads_to_the_search(open_page: OpenPage) -> None:
    page = open_page("/chat", scripts=False)
    expect(page.get_by_text("Keskustelu tarvitsee JavaScriptin.")).to_be_visible()
    expect(page.get_by_role("main").get_by_role("link", name="Siirry hakuun")).to_have_attribute("href", "/")


def test_the_place_of_the_conversation_is_kept_before_its_script(open_page: OpenPage) -> None:
    page = open_page("/chat")
    expect(page.locator("luku-chat .window")).to_be_visible()
    whole = page.locator("luku-chat").bounding_box()
    page.route("**/widget.js", lambda route: route.abort())
    page.reload()
    assert page.locator("luku-chat").bounding_box() == whole
