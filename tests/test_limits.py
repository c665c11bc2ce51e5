"""A file is read within limits, in a process that may be lost."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pdf_pages import Sheet, make_pdf

from ingest.errors import LukuError, UnreadableFile
from ingest.guarded import GuardedReader, read_guarded
from ingest.limits import ReadingLimits
from ingest.read import Overrides, read_bytes
from service.settings import read_settings

TEXT = "Vesilän satama\n\nToimintakate oli 2 320 euroa vuonna 2024.\n".encode()


def simple(page: Sheet) -> None:
    page.text(50, 100, "Vuosikate oli 9 552 000 euroa.")


def crowded(page: Sheet) -> None:
    for row in range(200):
        page.text(20, 20 + 4 * row, "Toimintakate 12 345 " * 20, size=3)


def table(page: Sheet) -> None:
    page.text(50, 60, "Tuloslaskelma, 1 000 euroa", bold=True)
    for row, texts in enumerate(
        [["", "2023", "2024"], ["Verotulot", "33 172", "33 595"], ["Korot", "207", "-"]]
    ):
        for column, text in enumerate(texts):
            page.text(50 + 150 * column, 100 + 20 * row, text)


def code_of(data: bytes, limits: ReadingLimits | None = None, reader: GuardedReader | None = None) -> str:
    with pytest.raises(UnreadableFile) as caught:
        if reader is None:
            read_guarded(data, "raportti.pdf", limits=limits)
        else:
            read_guarded(data, "raportti.pdf", limits=limits, reader=reader)
    assert caught.value.message.startswith("raportti.pdf")
    return caught.value.code


def worker(code: str) -> GuardedReader:
    """A reader whose process does something else than it should."""
    return GuardedReader((sys.executable, "-c", code))


@pytest.fixture
def broken(request: pytest.FixtureRequest) -> Iterator[GuardedReader]:
    reader = worker(request.param)
    yield reader
    reader.close()


@pytest.mark.parametrize(("name", "data"), [("satama.txt", TEXT), ("satama.pdf", make_pdf(table, simple))])
def test_the_report_is_the_one_that_is_read_without_limits(name: str, data: bytes) -> None:
    overrides = Overrides(unit="Satama", period="2024")
    assert read_guarded(data, name, overrides) == read_bytes(data, name, overrides)


def test_a_password_reaches_the_reader() -> None:
    data = make_pdf(simple, password="salainen")
    assert "9 552 000" in read_guarded(data, "r.pdf", password="salainen").pages[0].text
    assert code_of(data) == "encrypted"


def test_what_the_reader_raises_is_raised_here() -> None:
    with pytest.raises(LukuError) as caught:
        read_guarded(TEXT, "satama.txt", Overrides(period="joskus"))
    assert (caught.value.code, isinstance(caught.value, UnreadableFile)) == ("bad_period", False)
    assert code_of(b"%PDF-1.7 rikki") == "broken_file"


def test_a_page_that_takes_more_than_its_share_costs_only_itself() -> None:
    data = make_pdf(simple, *[crowded] * 2, simple)
    report = read_guarded(data, "r.pdf", limits=ReadingLimits(page_seconds=0.02))
    assert {(p.code, p.page) for p in report.problems} == {("page_too_slow", 2), ("page_too_slow", 3)}
    assert [bool(page.text) for page in report.pages] == [True, False, False, True]
    assert "Sivua 2" in report.problems[0].message


def test_of_a_file_with_too_many_pages_the_first_ones_are_read() -> None:
    report = read_guarded(make_pdf(*[simple] * 5), "r.pdf", limits=ReadingLimits(pages=3))
    assert len(report.pages) == 3
    assert [(p.code, p.page) for p in report.problems] == [("too_many_pages", None)]


def test_a_file_that_needs_too_much_memory_says_so() -> None:
    with pytest.raises(UnreadableFile, match="muistia") as caught:
        read_guarded(TEXT * 10_000, "satama.txt", limits=ReadingLimits(memory_mb=10))
    assert caught.value.code == "too_large_in_memory"


@pytest.mark.parametrize("broken", ["import sys; sys.stdin.buffer.read()"], indirect=True)
def test_a_process_that_never_answers_is_ended(broken: GuardedReader) -> None:
    assert code_of(TEXT, ReadingLimits(seconds=0.05), broken) == "too_slow"


PATCHED = (
    "import ctypes, os, resource, signal, subprocess, ingest.reading_worker as w\n"
    "w.read_bytes = lambda data, *more: exec(data)\n"
    "w.main()"
)
"""Runs a file instead of reading it, in the copy of the worker."""


@pytest.fixture(scope="module")
def patched() -> Iterator[GuardedReader]:
    reader = worker(PATCHED)
    yield reader
    reader.close()


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("ctypes.string_at(0)", "crashed"),
        ("1 / 0", "crashed"),
        ("os._exit(0)", "crashed"),
        ("os.kill(os.getpid(), signal.SIGABRT)", "crashed"),
        ("held = bytes(range(256)) * 360_000; os.abort()", "too_large_in_memory"),
        ("w.write_answer = None; os.kill(os.getpid(), signal.SIGXCPU)", "too_slow"),
        ("while sum(os.times()[:2]) < 0.05: pass\nos.abort()", "too_slow"),
    ],
    ids=["segfault", "fault", "exit", "abort", "no memory", "no time", "abort after its time"],
)
def test_a_file_that_breaks_its_reader_costs_only_itself(
    patched: GuardedReader, file: str, code: str
) -> None:
    short = "0.05" in file
    limits = ReadingLimits(page_seconds=0.04 if short else 20, memory_mb=120 if "held" in file else 2000)
    assert code_of(b"1 / 0", None, patched) == "crashed"  # the worker is there
    before = patched._worker
    assert code_of(file.encode(), limits, patched) == code
    assert patched._worker is before is not None


@pytest.mark.parametrize(
    "broken",
    [
        "print('moi', flush=True)",
        "import os; os.write(1, b'\\xff' * 100)",
        "import os; os.abort()",
        "raise SystemExit(3)",
    ],
    indirect=True,
    ids=["garbage", "endless frame", "abort", "end"],
)
def test_a_process_that_breaks_costs_one_file(broken: GuardedReader) -> None:
    assert code_of(TEXT, None, broken) == "crashed"


def test_a_process_that_reads_one_file_only_costs_none() -> None:
    reader = worker("import os, ingest.reading_worker as w; del os.fork; w.main()")
    try:
        pages = [read_guarded(TEXT, "satama.txt", reader=reader).pages for _ in range(2)]
    finally:
        reader.close()
    assert pages[0] == pages[1] != ()


@pytest.mark.skipif(sys.platform == "win32", reason="sends a signal")
def test_when_the_asking_process_is_killed_nothing_of_the_reading_stays(tmp_path: Path) -> None:
    """The reading holds one end of a pipe: at the other end its death is seen as the end of it."""
    hang = tmp_path / "started"
    os.mkfifo(hang)
    file = f"pipe = open({str(hang)!r}, 'w'); print('on', file=pipe, flush=True); signal.pause()"
    ask = f"import test_limits as t\nt.read_guarded({file.encode()!r}, 'r.txt', reader=t.worker(t.PATCHED))"
    paths = os.pathsep.join([str(Path(__file__).parent), *sys.path])
    asking = subprocess.Popen([sys.executable, "-c", ask], env=os.environ | {"PYTHONPATH": paths})
    with hang.open() as pipe:
        assert pipe.readline() == "on\n"
        asking.kill()
        asking.wait()
        assert pipe.read() == ""


def test_closing_ends_a_reading_in_its_middle(patched: GuardedReader, tmp_path: Path) -> None:
    hang = tmp_path / "started"
    os.mkfifo(hang)
    file = f"pipe = open({str(hang)!r}, 'w'); print('on', file=pipe, flush=True); signal.pause()"
    codes: list[str] = []
    asking = threading.Thread(target=lambda: codes.append(code_of(file.encode(), None, patched)))
    asking.start()
    with hang.open() as pipe:
        assert pipe.readline() == "on\n"
        patched.close()
        assert pipe.read() == ""
    asking.join()
    assert codes == ["crashed"]


def test_several_threads_get_each_their_own_report() -> None:
    texts = [f"Toimintakate oli {number} 320 euroa.".encode() for number in range(8)]
    with ThreadPoolExecutor(4) as threads:
        reports = list(threads.map(lambda text: read_guarded(text, "satama.txt"), texts))
    assert [report.pages[0].text.encode() for report in reports] == texts


def test_after_a_lost_process_the_next_file_is_read() -> None:
    assert code_of(make_pdf(simple), ReadingLimits(seconds=1e-9)) == "too_slow"
    assert read_guarded(TEXT, "satama.txt").pages


def test_limits_grow_with_the_pages_up_to_the_most() -> None:
    limits = ReadingLimits(seconds=10, memory_mb=100, pages=50)
    assert limits.seconds_for(20) - limits.seconds_for(10) == pytest.approx(limits.seconds_for(10) - 10)
    assert limits.seconds_for(10**9) == limits.seconds_for(50)
    assert limits.bytes_for(0) == 100_000_000 < limits.bytes_for(1) < limits.bytes_for(10**9) < 10**9


def test_limits_are_settings() -> None:
    environ = {
        "LUKU_READING_SECONDS": "5",
        "LUKU_PAGE_SECONDS": "2",
        "LUKU_READING_MEMORY_MB": "700",
        "LUKU_READING_PAGES": "30",
    }
    assert read_settings(environ).reading == ReadingLimits(5, 2, 700, 30)
    assert read_settings({}).reading == ReadingLimits()
    with pytest.raises(LukuError, match="LUKU_READING_PAGES"):
        read_settings({"LUKU_READING_PAGES": "0"})


def test_each_stage_is_called_once_a_page_however_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    from ingest.pdf import read_pdf, words_to_entries

    def calls(pages: int) -> int:
        count = 0

        def counted(*args: object, **kwargs: object) -> object:
            nonlocal count
            count += 1
            return real(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came

        real = words_to_entries.sheet_to_grids
        with monkeypatch.context() as patch:
            patch.setattr(words_to_entries, "sheet_to_grids", counted)
            assert len(read_pdf(make_pdf(*[simple] * pages), "r.pdf").layouts) == pages
        return count

    assert (calls(2), calls(20)) == (2, 20)
