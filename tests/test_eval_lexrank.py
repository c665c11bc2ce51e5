"""The LexRank extract beside Luku's summary: what it takes, what counts as a key figure, what is found."""

from __future__ import annotations

import argparse
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from eval.exits import DONE, WRONG_USE
from eval.sides import command, lexrank
from eval.sides.lexrank import KeyFigure, key_figures_of, share_of
from eval.statistics import Share

TEXT = """Sataman liikenne kasvoi selvästi vuoden aikana.
Sataman liikenne kasvoi, koska laituri valmistui keväällä.
Liikenne kasvoi satamassa myös vuoden lopussa.
Museon katto vuotaa edelleen pahasti sateella.
"""


def test_the_extract_takes_what_others_speak_of() -> None:
    made = lexrank.lexrank([TEXT], 60)
    assert "liikenne" in made.lower() and "Museon" not in made


@pytest.mark.parametrize("length", [0, 50, 120, 10_000])
def test_the_extract_is_no_longer_than_asked_for(length: int) -> None:
    made = lexrank.lexrank([TEXT], length)
    assert len(made) <= length
    assert all(line in TEXT.splitlines() for line in made.splitlines())


def test_the_extract_does_not_repeat_itself() -> None:
    assert lexrank.lexrank([TEXT + TEXT], 10_000).count("laituri valmistui") == 1


def test_no_text_gives_no_extract() -> None:
    assert lexrank.lexrank(["", "12 34"], 100) == ""


def printed(metric: str, raw: str, value: str, **more: object) -> dict[str, object]:
    return {
        "metric": metric, "raw": raw, "value": value, "unit": "EUR", "kind": "table", "page": 1,
        "column": "TP 2031", "period": "2031", **more,
    }  # fmt: skip


def read(*figures: dict[str, object]) -> dict[str, object]:
    return {"report": {"period": {"end": "2031-12-31"}}, "figures": list(figures)}


def test_key_figures_are_cards_and_bottom_lines_of_the_own_year() -> None:
    found = key_figures_of(
        read(
            printed("Vuosikate", "912", "912"),
            printed("Vuosikate", "870", "870", period="2030"),
            printed("Vuosikate", "900", "900", column="TA 2031"),
            printed("Postimerkit", "3", "3"),
            printed("KÄVIJÄT", "55", "55", kind="card", unit=None, period=None),
            printed("KÄVIJÄT", "51", "51", kind="card", unit=None, period=None),
        )
    )
    assert [(one.label, sorted(one.forms)) for one in found] == [("vuosikate", ["912"]), ("kävijät", ["55"])]


def test_a_matter_counts_once_however_it_is_rounded() -> None:
    found = key_figures_of(
        read(
            printed("Vuosikate", "7 643", "7643000"),
            printed("Vuosikate/Jäämä", "7 642 587,40", "7642587.40"),
            printed("Vuosikate", "21 408", "21408000"),
        )
    )
    assert [(min(one.forms), one.first) for one in found] == [("21 408", False), ("7 643", True)][::-1]


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("Vuosikate oli 7 643 tuhatta.", 1),
        ("Vuosikate oli 7,6 miljoonaa euroa.", 1),
        ("Vuosikate oli 17 643 tuhatta.", 0),
        ("Vuosikate oli 7 643,4 tuhatta.", 0),
        ("Vuosikate oli 27,6 miljoonaa euroa.", 0),
        ("", 0),
    ],
)
def test_a_key_figure_is_found_as_a_whole_number(text: str, hits: int) -> None:
    (figure,) = key_figures_of(read(printed("Vuosikate", "-7 643", "-7643000")))
    assert share_of([figure], text) == Share(hits, 1)


SUMMARY = {
    "figures": [{"entity": None, "metric": "Vuosikate", "column": "2031", "raw": "912", "printed_unit": "€"}],
    "sections": [
        {"heading": "Satama", "sentences": [{"text": "Satamaan valmistui laituri.", "citation": 1}]}
    ],
}


@pytest.fixture
def url() -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._send({"reports": [{"id": "satama", "file": "satama.txt"}], "version": "1"})

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["content-length"]))
            self._send(SUMMARY)

        def _send(self, body: object) -> None:
            data = json.dumps(body).encode()
            self.send_response(200)
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def options(url: str, *files: Path) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    command.add_parser(parser.add_subparsers(dest="command"))
    return parser.parse_args(["sides", "--url", url, "--summaries", *map(str, files)])


def test_both_sides_in_one_table(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "satama.txt"
    file.write_text(TEXT, encoding="utf-8")
    wanted = (KeyFigure("vuosikate", frozenset({"912"}), True), KeyFigure("kate", frozenset({"7"}), False))
    monkeypatch.setattr(lexrank, "key_figures", lambda file: wanted)
    assert command.do(options(url, file)) == DONE
    table = capsys.readouterr().out
    assert "| Luku's summary |" in table and "| 1.00 of 1 | 0.50 of 2 |" in table
    assert "| LexRank of the same length |" in table and "| 0.00 of 1 | 0.00 of 2 |" in table


def test_a_report_that_the_service_lacks_is_wrong_use(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.do(options(url, tmp_path / "museo.txt")) == WRONG_USE
    assert "museo.txt" in capsys.readouterr().err
