"""Web pages: what a browser shows as blocks and grids, and pages that are odd or hostile."""

from __future__ import annotations

import pytest

from ingest.errors import UnreadableFile
from ingest.html import looks_like_html, read_html
from ingest.read import read_bytes
from ingest.records import BlockKind, FigureKind, Grid, Layout

Shown = list[tuple[BlockKind, str, int]]


def page(body: str, head: str = "") -> Layout:
    text = f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"
    (layout,) = read_html(text.encode(), "sivu.html").layouts
    return layout


def shown(layout: Layout) -> Shown:
    return [(block.kind, block.text, block.level) for block in layout.blocks]


def texts(grid: Grid) -> list[list[str]]:
    rows = [[""] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        rows[cell.row][cell.column] = cell.text
    return rows


def test_headings_paragraphs_and_lists_in_order() -> None:
    layout = page(
        "<h1>Kuusi&shy;lahti</h1><p>Menot olivat\n  5,6&nbsp;milj. <b>euroa</b>.</p>vapaa teksti"
        "<ul><li>yksi<ul><li>alakohta</li></ul></li><li><p>kaksi</p></li></ul><h2>Talous</h2>"
    )
    assert shown(layout) == [
        (BlockKind.HEADING, "Kuusilahti", 1),
        (BlockKind.PARAGRAPH, "Menot olivat 5,6 milj. euroa.", 0),
        (BlockKind.PARAGRAPH, "vapaa teksti", 0),
        (BlockKind.BULLET, "yksi", 1),
        (BlockKind.BULLET, "alakohta", 2),
        (BlockKind.BULLET, "kaksi", 1),
        (BlockKind.HEADING, "Talous", 2),
    ]


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>var menot = 99</script>",
        "<style>p { width: 99px }</style>",
        "<nav><a>Sivu 99</a></nav>",
        "<div role=navigation>99</div>",
        "<p hidden>99</p>",
        '<p style="color: red; DISPLAY : none">99</p>',
        "<template>99</template>",
        "<!-- 99 -->",
        "<select><option>99</option></select>",
        '<div style="display:none"><table><tr><td>99</td><td>98</td></tr></table></div>',
    ],
)
def test_what_a_browser_does_not_show_is_left_out(hidden: str) -> None:
    layout = page(f"<p>alku</p>{hidden}<p>loppu</p>")
    assert [text for _, text, _ in shown(layout)] == ["alku", "loppu"]
    assert layout.grids == ()


def test_tables_keep_spans_header_rows_captions_and_blanks() -> None:
    layout = page(
        "<table><caption>Tuloslaskelma</caption><tfoot><tr><td>Tulos</td><td>100</td><td>300</td></tr></tfoot>"
        "<thead><tr><th rowspan=2>1 000 €</th><th colspan=2>Toteuma</th></tr>"
        "<tr><th>2023</th><th>2024</th></tr></thead><tr><td>Tulot</td><td>1&nbsp;000</td><td></td></tr></table>"
    )
    (grid,) = layout.grids
    assert grid.header_rows == 2
    assert texts(grid) == [
        ["1 000 €", "Toteuma", ""], ["", "2023", "2024"], ["Tulot", "1 000", ""], ["Tulos", "100", "300"],
    ]  # fmt: skip
    spans = {cell.text: (cell.row_span, cell.column_span) for cell in grid.cells}
    assert (spans["1 000 €"], spans["Toteuma"]) == ((2, 1), (1, 2))
    assert [kind for kind, _, _ in shown(layout)] == [BlockKind.CAPTION, BlockKind.TABLE]


def test_a_table_inside_a_cell_is_a_table_of_its_own() -> None:
    inner = "<table><tr><td>Vesi</td><td>5</td></tr><tr><td>Sähkö</td><td>6</td></tr></table>"
    layout = page(
        f"<table><tr><th>Erä</th><th>2024</th></tr><tr><td>Kulut {inner}</td><td>11</td></tr></table>"
    )
    assert [texts(grid) for grid in layout.grids] == [
        [["Erä", "2024"], ["Kulut", "11"]],
        [["Vesi", "5"], ["Sähkö", "6"]],
    ]


def test_a_table_that_only_places_things_is_no_table() -> None:
    layout = page(
        "<table><tr><td><h2>Talous</h2><p>Menot 5 euroa.</p></td><td><ul><li>kohta</li></ul></td>"
        "</tr></table>"
    )
    assert layout.grids == ()
    assert [text for _, text, _ in shown(layout)] == ["Talous", "Menot 5 euroa.", "kohta"]


def test_cards_in_boxes_become_cards_and_figures() -> None:
    body = (
        "<h1>Kuusilahti 2025</h1><div class=kortit><div><div>LAINAKANTA ENNUSTE</div><div><b>8,1</b></div>"
        "<div>milj. euroa</div><div>(2024: 7,4)</div></div>"
        "<div><span>Vuosikate</span><br>2,0 milj. €<br>(2024: 1,1)</div></div>"
    )
    assert [text for kind, text, _ in shown(page(body)) if kind is BlockKind.CARD] == [
        "LAINAKANTA ENNUSTE\n8,1\nmilj. euroa\n(2024: 7,4)",
        "Vuosikate\n2,0 milj. €\n(2024: 1,1)",
    ]
    report = read_bytes(f"<!doctype html><body>{body}".encode(), "kuusilahti.html")
    cards = [(f.metric, int(f.value)) for f in report.figures if f.kind is FigureKind.CARD]
    assert cards[:2] == [("LAINAKANTA ENNUSTE", 8_100_000), ("LAINAKANTA ENNUSTE", 7_400_000)]


def test_a_raised_mark_is_no_digit() -> None:
    assert shown(page("<p>Lainaa 5 600<sup>1</sup> euroa</p>"))[0][1] == "Lainaa 5 600¹ euroa"


@pytest.mark.parametrize(
    "data",
    [
        "<p>Päätös – 5 €".encode(),
        "<p>Päätös – 5 €".encode("utf-8-sig"),
        "<html><p>Päätös – 5 €".encode("utf-16"),
        "<meta charset=windows-1252><p>Päätös – 5 €".encode("cp1252"),
        '<meta http-equiv=content-type content="text/html; charset=iso-8859-15"><p>Päätös - 5 €'.encode(
            "iso-8859-15"
        ),
        "<meta charset=ISO-8859-1><p>Päätös – 5 €".encode("cp1252"),
        "<meta charset=utf-8><p>Päätös – 5 €".encode("cp1252"),
        "<meta charset=olematon><p>Päätös – 5 €".encode("cp1252"),
        "<meta charset=base64><p>Päätös – 5 €".encode("cp1252"),
    ],
)
def test_the_encoding_is_found(data: bytes) -> None:
    (layout,) = read_html(data, "sivu.html").layouts
    assert layout.blocks[0].text.replace("–", "-") == "Päätös - 5 €"


def test_the_title_and_entities() -> None:
    reading = read_html(b"<title>Tulot &amp; menot</title><p>5&euro; &lt; 6&#8364; &amp;nbsp;</p>", "a.htm")
    assert reading.title == "Tulot & menot"
    assert reading.layouts[0].blocks[0].text == "5€ < 6€ &nbsp;"


def test_content_tells_a_page_whatever_its_name() -> None:
    assert looks_like_html(b"\xef\xbb\xbf <!-- tehty --> <!DOCTYPE HTML><p>x")
    assert not looks_like_html(b"Tulot < menot")
    report = read_bytes(b"<!doctype html><p>Menot olivat 5 milj. euroa.</p>", "menot.txt")
    assert report.pages[0].blocks[0].text == "Menot olivat 5 milj. euroa."


def test_nothing_that_a_page_refers_to_is_opened() -> None:
    hostile = (
        '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
        "<html><body><p>a &x; b</p>"
        '<iframe src="http://127.0.0.1:9/x"></iframe><object data="file:///etc/hostname">o</object>'
    )
    (layout,) = read_html(hostile.encode(), "paha.html").layouts
    shown_text = " ".join(block.text for block in layout.blocks)
    assert "a &x; b" in shown_text


@pytest.mark.parametrize("tag", ["div", "b", "ul", "table", "td", "blockquote"])
def test_deep_nesting_neither_fails_nor_passes_unsaid(tag: str) -> None:
    data = (f"<{tag}>" * 20_000 + "5 euroa" + f"</{tag}>" * 20_000).encode()
    reading = read_html(b"<html><body><p>alku</p>" + data, "syva.html")
    text = " ".join(block.text for block in reading.layouts[0].blocks)
    assert "alku" in text
    assert "5 euroa" in text or reading.problems


def test_a_huge_span_costs_nothing() -> None:
    layout = page(
        "<table><tr><td rowspan=9999 colspan=9999>Tulot</td><td>5</td></tr><tr><td>6</td></tr></table>"
    )
    assert sum(cell.row_span * cell.column_span for grid in layout.grids for cell in grid.cells) < 5_000


def test_a_page_without_text_is_refused() -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_bytes(b"<!doctype html><html><body><script>1</script></body></html>", "tyhja.html")
    assert caught.value.code == "empty_file"
    assert "tyhja.html" in caught.value.message


@pytest.mark.parametrize(
    "card",
    [
        "<div>Lainakanta<b>12 345</b>euroa (2023: 12 400)</div>",
        "<div><span>Lainakanta</span><b>12 345</b><span>euroa (2023: 12 400)</span></div>",
        "<div><span>Lainakanta</span><span><b>12 345</b></span><small>euroa (2023: 12 400)</small></div>",
        '<div>Lainakanta<b style="font-size:2em;display:block">12 345</b>euroa (2023: 12 400)</div>',
        '<div style="display:flex"><span>Lainakanta</span><b>12 345</b><i>euroa (2023: 12 400)</i></div>',
    ],
)
def test_words_that_only_a_style_sets_apart_are_parted(card: str) -> None:
    assert shown(page(f"<p>Talous kasvoi.</p>{card}")) == [
        (BlockKind.PARAGRAPH, "Talous kasvoi.", 0),
        (BlockKind.CARD, "Lainakanta\n12 345\neuroa (2023: 12 400)", 0),
    ]
    report = read_bytes(f"<!doctype html><body><p>Talous kasvoi.</p>{card}".encode(), "kortti.html")
    assert [(figure.raw, figure.unit) for figure in report.figures] == [("12 345", "EUR"), ("12 400", "EUR")]


def test_words_of_running_text_stay_whole() -> None:
    body = "<p>Tu<b>lo</b>s oli <b>5 600</b> euroa, <i>TP</i><b>2024</b> ja viite<span>12</span>.</p>"
    assert shown(page(body))[0][1] == "Tulos oli 5 600 euroa, TP2024 ja viite12."
    apart = page('<p><span style="display:inline-block">Tulos</span><span>kasvoi</span></p>')
    assert shown(apart)[0][1] == "Tulos kasvoi"


def test_texts_of_a_drawing_are_a_caption_without_figures() -> None:
    svg = "<svg><text>Asukkaat</text><rect/><text>12 600</text><text>20<tspan>21</tspan></text></svg>"
    hidden = "<svg style='display:none'><text>99</text></svg><svg><path/></svg>"
    body = f"<p>Menot 5 euroa.</p>{svg}{hidden}<p>loppu</p>"
    assert shown(page(body)) == [
        (BlockKind.PARAGRAPH, "Menot 5 euroa.", 0),
        (BlockKind.CAPTION, "Asukkaat\n12 600\n2021", 0),
        (BlockKind.PARAGRAPH, "loppu", 0),
    ]
    report = read_bytes(f"<!doctype html><body>{body}".encode(), "kaavio.html")
    assert [figure.raw for figure in report.figures] == ["5"]
