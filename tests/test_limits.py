"""A file is read within limits, in a process that may be lost."""

from __future__ import annotations

import sys
from collections.abc import Iterator

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


PATCHED = "import ctypes, ingest.reading_worker as w\nw.read_bytes = lambda *a: {}\nw.main()"


@pytest.mark.parametrize(
    "broken",
    [
        PATCHED.format("ctypes.string_at(0)"),
        PATCHED.format("1 / 0"),
        PATCHED.format("w.os._exit(0)"),
        PATCHED.format("w.os.write(4, b'x' * 100)"),
        "print('moi', flush=True)",
        "import os; os.abort()",
        "raise SystemExit(3)",
    ],
    indirect=True,
    ids=["segfault", "fault", "exit", "garbage in between", "garbage", "abort", "end"],
)
def test_a_process_that_breaks_costs_one_file(broken: GuardedReader) -> None:
    assert code_of(TEXT, None, broken) == "crashed"


def test_after_a_lost_process_the_next_file_is_read() -> None:
    reader = GuardedReader()
    try:
        assert read_guarded(TEXT, "satama.txt", reader=reader).pages
        assert code_of(make_pdf(simple), ReadingLimits(seconds=1e-9), reader) == "too_slow"
        assert read_guarded(TEXT, "satama.txt", reader=reader).pages
    finally:
        reader.close()


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
    from ingest.pdf import read_pdf, reading

    def calls(pages: int) -> int:
        count = 0

        def counted(*args: object, **kwargs: object) -> object:
            nonlocal count
            count += 1
            return real(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came

        real = reading.sheet_to_grids
        with monkeypatch.context() as patch:
            patch.setattr(reading, "sheet_to_grids", counted)
            assert len(read_pdf(make_pdf(*[simple] * pages), "r.pdf").layouts) == pages
        return count

    assert (calls(2), calls(20)) == (2, 20)
