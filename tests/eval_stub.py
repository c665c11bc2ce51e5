"""A service of the contract in a few lines, over one invented report, with faults to plant."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from eval.cases import Case, Truth

REPORT = "vesilahti-q2-2031"
PAGE = 4
COLUMNS = ("2030", "2031", "2032")
ROWS = {
    "Vuokrakulut": ("−2 111,5", "−2 245,6", "−2 320,4"),
    "Palvelumaksut": ("4 018,2", "4 127,3", "4 300,9"),
    "Henkilöstökulut": ("−913,7", "−955,1", "−990,8"),
}
UNIT = "1 000 €"
TEXT = (
    "Tuloslaskelma, " + UNIT + "\n" + "\n".join(f"{name} {' '.join(cells)}" for name, cells in ROWS.items())
)

Body = dict[str, object]
Fault = Callable[[str, Body], Body]
"""Takes a metric ("" of a question that nothing answers) and the right reply; gives a wrong one."""


def value_of(raw: str) -> str:
    return str(int(Decimal(raw.replace("−", "-").replace(" ", "").replace(",", ".")) * 1000))


def figure(metric: str, column: int = 1) -> Body:
    raw = ROWS[metric][column]
    return {
        "raw": raw, "printed_unit": UNIT, "value": value_of(raw), "unit": "EUR", "scale": 1000,
        "entity": "Vesilahti", "metric": metric, "column": COLUMNS[column], "period": COLUMNS[column],
        "derivation": None, "citation": 1,
    }  # fmt: skip


def citation(metric: str, page: int = PAGE) -> Body:
    quote = f"{metric} {' '.join(ROWS[metric])}"
    url = f"/report/{REPORT}?page={page}"
    return {"id": 1, "report": REPORT, "file": f"{REPORT}.pdf", "page": page, "quote": quote, "url": url}


def good_reply(metric: str) -> Body:
    if not metric:
        return {
            "status": "not_found", "answer": "Raportit eivät kerro sitä.", "figures": [], "citations": [],
            "confidence": 0.9, "took_ms": 3.0,
        }  # fmt: skip
    return reply_with(metric, figure(metric), citation(metric))


def reply_with(metric: str, given: Body, cited: Body) -> Body:
    return {
        "status": "answered", "confidence": 0.9, "took_ms": 3.0,
        "answer": f"{metric}: {given['raw']} tuhatta euroa vuonna {given['period']} [1].",
        "figures": [given], "citations": [cited],
    }  # fmt: skip


def cases() -> tuple[Case, ...]:
    """One of each row, and one that nothing answers."""
    asked = [
        Case(
            f"c-{number}", REPORT, "table_cell", f"Paljonko {metric} on vuonna 2031?", (cells[1],),
            pages=(PAGE,), must_not=(cells[0], cells[2]),
            truth=Truth(Decimal(value_of(cells[1])), "EUR", 1000, ("2031",), ("Vesilahti",)),
            tags=(("layout", "wide" if number % 2 else "narrow"),),
        )
        for number, (metric, cells) in enumerate(ROWS.items(), start=1)
    ]  # fmt: skip
    return (*asked, Case("c-gone", REPORT, "unanswerable", "Montako saunaa kunnassa on?", ()))


class Stub:
    """What the service does; a test changes what it wants. `asked` are the questions as they came."""

    def __init__(self) -> None:
        self.fault: Fault = lambda metric, reply: reply
        self.text = TEXT
        self.passages: list[Body] = [citation(metric) | {"score": 1.0} for metric in ROWS]
        self.figures: list[Body] = [figure(metric) | {"citation": citation(metric)} for metric in ROWS]
        self.version = "1"
        self.asked: list[str] = []
        self.crash: set[str] = set()
        self.silent: set[str] = set()
        self.babble: set[str] = set()
        self.release = threading.Event()
        self.url = ""

    def get(self, path: str) -> object:
        parts = urlsplit(path)
        if parts.path == "/healthz":
            return {"status": "ok", "version": self.version}
        if parts.path == "/api/v1/reports":
            return {"reports": [{"id": REPORT, "file": f"{REPORT}.pdf"}], "total": 1}
        if parts.path == "/api/v1/search":
            assert parse_qs(parts.query)["report"] == [REPORT]
            return {"passages": self.passages, "figures": self.figures, "facets": {}, "total": 3}
        if parts.path == f"/api/v1/reports/{REPORT}/pages/{PAGE}":
            return {"page": PAGE, "text": self.text, "blocks": [{"kind": "paragraph", "text": self.text}]}
        if parts.path == f"/api/v1/reports/{REPORT}/pages/{PAGE + 1}":
            return {"page": PAGE + 1, "text": "Liitteet", "blocks": []}
        return None

    def ask(self, question: str) -> Body:
        metric = next((name for name in ROWS if name in question), "")
        return self.fault(metric, good_reply(metric))


@contextmanager
def serving() -> Iterator[Stub]:
    """The stub on a free port for as long as the block runs."""
    stub = Stub()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            found = stub.get(self.path)
            self._send(200 if found is not None else 404, json.dumps(found or {}).encode())

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            question = body["question"]
            stub.asked.append(question)
            if any(word in question for word in stub.silent):
                stub.release.wait(30)
                self.close_connection = True
            elif any(word in question for word in stub.crash):
                self._send(500, b"kaatui")
            elif any(word in question for word in stub.babble):
                self._send(200, b"<html>hei</html>")
            else:
                self._send(200, json.dumps(stub.ask(question)).encode())

        def _send(self, status: int, data: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    stub.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield stub
    finally:
        stub.release.set()
        server.shutdown()
        thread.join()
        server.server_close()
