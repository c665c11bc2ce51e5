"""The command `luku`: what it prints, its exit codes, and what it does not import."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import FakeLibrary, fake_answer, make_report

import index.library
import service.answer
from index.contract import Outcome
from ingest.errors import LukuError
from ingest.records import Problem, Report
from service.cli import main

ROOT = Path(__file__).parent.parent
TEXT = "Satama\n\nToimintakate oli 1,5 milj. euroa.\n"


@pytest.fixture
def shelf(library: FakeLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library folder; whatever opens it gets the library in memory."""
    folder = tmp_path / "library"
    folder.mkdir()

    def open_fake(path: Path, embedder: object = None, create: bool = True) -> FakeLibrary:
        assert path == folder
        return library

    monkeypatch.setattr(index.library, "open_library", open_fake)
    monkeypatch.setattr(service.answer, "answer", fake_answer)
    monkeypatch.setenv("LUKU_LIBRARY", str(folder))
    return folder


def test_ask_prints_the_answer_with_its_source(shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "mikä on poikkeama?"]) == 0
    out, err = capsys.readouterr()
    assert out == (
        "Poikkeama on +130 1 000 € [1].\n\n"
        "Lähteet\n[1] vesila-q1-2025.txt, sivu 1\n    ”Toimintakate 2 320 +130”\n"
    )
    assert err == ""


def test_ask_json_is_what_http_answers(shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "mikä on poikkeama?", "--json", "--report", "vesila-q1-2025"]) == 0
    reply = json.loads(capsys.readouterr().out)
    assert (reply["figures"][0]["value"], reply["figures"][0]["period"]) == ("130000", "Q1/2025")


def test_asked_and_not_found_is_1(shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "mikä on asukasluku?"]) == 1
    assert "asukasluku" in capsys.readouterr().out
    assert main(["ask", "mikä on asukasluku?", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["status"] == "not_found"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["ask", ""], "tyhjä"),
        (["ask", "x" * 10_000], "liian pitkä"),
        (["ask", "mikä?", "--report", "muu"], "muu"),
        (["search", "  "], "tyhjä"),
        (["reports", "show", "muu"], "muu"),
        (["reports", "remove", "muu"], "muu"),
    ],
)
def test_wrong_use_is_2_and_one_line(
    shelf: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("luku: virhe: ") and said in err and err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "puuttuu: KOMENTO"),
        (["ei-ole"], "tuntematon: 'ei-ole' (vaihtoehdot: "),
        (["ask"], "puuttuu: KYSYMYS"),
        (["ask", "a", "--ei"], "tuntematon argumentti: --ei"),
        (["ask", "a", "--report"], "--report: arvo puuttuu"),
        (["ask", "a", "--json=1"], "--json: arvoa ei oteta: '1'"),
        (["ingest"], "puuttuu: POLKU"),
        (["search", "a", "--limit", "0"], "--limit: 0 ei ole kokonaisluku väliltä 1–100"),
        (["search", "a", "--limit", "x"], "x ei ole kokonaisluku"),
        (["serve", "--port", "70000"], "70000 ei ole kokonaisluku"),
        (["serve", "--p", "1", "--l"], "arvo puuttuu"),
        (["reports"], "puuttuu: TOIMI"),
        (["reports", "show"], "puuttuu: TUNNUS"),
    ],
)
def test_unknown_arguments_are_2(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_info:
        main(arguments)
    assert exit_info.value.code == 2
    told = capsys.readouterr().err
    assert told.startswith("käyttö: luku") and "virhe: " in told and said in told
    assert "argument " not in told and "required" not in told


@pytest.mark.parametrize("command", [[], ["extract"], ["ingest"], ["reports", "list"]])
def test_help_is_finnish(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_info:
        main([*command, "--help"])
    assert exit_info.value.code == 0
    told = capsys.readouterr().out
    assert told.startswith("käyttö: luku") and "valinnat:" in told and "näytä tämä ohje" in told
    assert not {"usage", "options", "arguments", "show", "message"} & set(re.findall(r"[a-z]+", told))


@pytest.mark.parametrize("arguments", [["ask", "mikä?"], ["search", "a"], ["reports", "list"]])
def test_a_library_that_is_not_there_is_not_made(
    tmp_path: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    missing = tmp_path / "ei-ole"
    assert main([*arguments, "--library", str(missing)]) == 2
    assert str(missing) in capsys.readouterr().err
    assert not missing.exists()


def test_a_bad_setting_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("LUKU_MAX_UPLOAD_MB", "paljon")
    assert main(["reports", "list"]) == 2
    assert "LUKU_MAX_UPLOAD_MB" in capsys.readouterr().err


def test_ingest_tells_which_report_a_copy_is(
    shelf: Path, tmp_path: Path, library: FakeLibrary, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.txt", "a kopio.txt"):
        (tmp_path / name).write_text(TEXT)
        assert main(["ingest", str(tmp_path / name)]) == 0
    out, err = capsys.readouterr()
    assert set(library.stored) == {"vesila-q1-2025", "a"}
    assert "ennallaan  a " in out
    assert "a kopio.txt: sama tiedosto on jo kirjastossa raporttina a" in err


def test_ingest_walks_folders_and_passes_over_hidden_files(
    shelf: Path, tmp_path: Path, library: FakeLibrary, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "raportit"
    (folder / "alla").mkdir(parents=True)
    (folder / ".piilo").mkdir()
    for name in ("b.txt", "alla/a.TXT", ".c.txt", ".piilo/d.txt", "~$b.docx", "e.csv"):
        (folder / name).write_text(f"{TEXT}\n{name}\n")
    assert main(["ingest", str(folder), "--organisation", "Uusi kunta"]) == 0
    out, err = capsys.readouterr()
    assert set(library.stored) == {"vesila-q1-2025", "a", "b"}
    assert library.report("a").organisation == "Uusi kunta"
    assert [line.split()[:2] for line in out.splitlines()] == [["lisätty", "a"], ["lisätty", "b"]]
    assert "[1/2]" in err and "[2/2]" in err
    assert main(["ingest", str(folder / "b.txt")]) == 0
    assert capsys.readouterr().out.startswith("ennallaan")


def test_unreadable_files_are_3_and_the_others_are_stored(
    shelf: Path, tmp_path: Path, library: FakeLibrary, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "tyhja.pdf").write_bytes(b"")
    (tmp_path / "vale.pdf").write_bytes(b"ei PDF")
    (tmp_path / "muoto.docx").write_bytes(b"PK")
    (tmp_path / "hyva.txt").write_text(TEXT)
    names = ["tyhja.pdf", "ei-ole.pdf", "vale.pdf", "hyva.txt", "muoto.docx"]
    assert main(["ingest", *(str(tmp_path / name) for name in names)]) == 3
    errors = [line for line in capsys.readouterr().err.splitlines() if line.startswith("luku: virhe: ")]
    assert len(errors) == 4
    for name, line in zip(["tyhja.pdf", "ei-ole.pdf", "vale.pdf", "muoto.docx"], errors, strict=True):
        assert name in line
    assert set(library.stored) == {"vesila-q1-2025", "hyva"}


def test_a_fault_of_ours_in_one_file_costs_no_other(
    shelf: Path,
    tmp_path: Path,
    library: FakeLibrary,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def read(data: bytes, file: str, *_: object) -> Report:
        if file == "outo.pdf":
            raise ZeroDivisionError("division by zero")
        return make_report(file)

    monkeypatch.setattr("service.intake.read_guarded", read)
    for name in ("outo.pdf", "toinen.pdf"):
        (tmp_path / name).write_bytes(b"%PDF-")
    assert main(["ingest", str(tmp_path / "outo.pdf"), str(tmp_path / "toinen.pdf")]) == 3
    assert "outo.pdf: lukeminen kaatui" in capsys.readouterr().err
    assert "toinen" in library.stored


def test_an_error_of_the_library_ends_the_ingest(
    shelf: Path, tmp_path: Path, library: FakeLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(report: Report, original: bytes, told: object = None) -> Outcome:
        raise LukuError("library_busy", "Toinen ohjelma kirjoittaa kirjastoon.")

    monkeypatch.setattr(library, "add", busy)
    (tmp_path / "uusi.txt").write_text(TEXT)
    assert main(["ingest", str(tmp_path / "uusi.txt")]) == 2


def test_a_port_in_use_is_told(shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-m", "service", "serve", "--port", port, "--library", str(shelf)]
        run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 2
    assert f"luku: virhe: Palvelu ei käynnistynyt osoitteessa 127.0.0.1:{port}." in run.stderr


def test_a_file_over_the_limit_is_unreadable(
    shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: FakeLibrary
) -> None:
    (tmp_path / "iso.txt").write_bytes(b"x" * 1_000_001)
    monkeypatch.setenv("LUKU_MAX_UPLOAD_MB", "1")
    assert main(["ingest", str(tmp_path / "iso.txt")]) == 3
    assert main(["extract", str(tmp_path / "iso.txt")]) == 3
    assert "iso" not in library.stored


def test_a_folder_without_reports_is_wrong_use(shelf: Path, tmp_path: Path) -> None:
    (tmp_path / "tyhja").mkdir()
    assert main(["ingest", str(tmp_path / "tyhja")]) == 2


def test_two_files_of_one_name_are_pointed_out(
    shelf: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "sama.txt").write_text(TEXT + folder)
    assert main(["ingest", str(tmp_path / "x"), str(tmp_path / "y")]) == 0
    told = capsys.readouterr()
    assert "jätettiin pois" in told.err and told.out.count("lisätty") == 1


def test_of_a_pdf_and_its_text_side_by_side_the_pdf_is_read(
    shelf: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "katsaus.txt").write_text(TEXT)
    (tmp_path / "a" / "katsaus.pdf").write_bytes(b"%PDF-1.4 rikki")
    assert main(["ingest", str(tmp_path / "a")]) == 3  # the broken PDF, not the text in its place
    assert "katsaus.txt jätettiin pois" in capsys.readouterr().err


def test_extract_shows_what_is_read_and_stores_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "uusi.txt").write_text(TEXT)
    monkeypatch.chdir(tmp_path)
    assert main(["extract", "uusi.txt", "--unit", "Satama"]) == 0
    out = capsys.readouterr().out
    assert "uusi.txt" in out and "Satama" in out
    assert main(["extract", "uusi.txt", "--json"]) == 0
    body = json.loads(capsys.readouterr().out)
    assert list(body) == ["report", "pages", "tables", "figures", "problems"]
    assert (body["report"]["id"], body["report"]["pages"]) == ("uusi", 1)
    assert "Toimintakate" in body["pages"][0]["text"]
    assert main(["extract", "ei-ole.pdf"]) == 3
    assert [path.name for path in tmp_path.iterdir()] == ["uusi.txt"]


def test_search_and_reports(shelf: Path, library: FakeLibrary, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "toimintakate"]) == 0
    out = capsys.readouterr().out
    assert "1. vesila-q1-2025.txt, sivu 1 (Satama)" in out
    assert "+130 1 000 €  Vesilän satama · Toimintakate · Poikkeama" in out
    assert main(["search", "toimintakate", "--json", "--limit", "1"]) == 0
    assert json.loads(capsys.readouterr().out)["total"] == 1

    assert main(["reports", "list"]) == 0
    assert "vesila-q1-2025" in capsys.readouterr().out
    assert main(["reports", "list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["reports"][0]["figures"] == 2
    assert main(["reports", "show", "vesila-q1-2025"]) == 0
    assert "Vesilän kaupunki" in capsys.readouterr().out
    assert main(["reports", "remove", "vesila-q1-2025"]) == 0
    assert library.stored == {} and library.closed


def test_problems_of_pages_are_told(
    shelf: Path,
    library: FakeLibrary,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def read(data: bytes, file: str, *_: object) -> Report:
        return replace(make_report(file), problems=(Problem("no_text_layer", "Sivulla ei ole tekstiä.", 17),))

    monkeypatch.setattr("service.intake.read_guarded", read)
    (tmp_path / "skannattu.pdf").write_bytes(b"%PDF-")
    assert main(["ingest", str(tmp_path / "skannattu.pdf")]) == 0
    assert "sivu 17: Sivulla ei ole tekstiä." in capsys.readouterr().err


def test_an_error_of_the_library_is_told(
    shelf: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(path: Path, embedder: object = None, create: bool = True) -> FakeLibrary:
        raise LukuError("model_mismatch", "Kirjasto on tehty toisella mallilla.")

    monkeypatch.setattr(index.library, "open_library", refuse)
    assert main(["ask", "mikä?"]) == 2
    assert capsys.readouterr().err == "luku: virhe: Kirjasto on tehty toisella mallilla.\n"


def imported_by(code: str) -> set[str]:
    """The top-level modules that a fresh Python has imported after the code."""
    program = f"{code}\nimport sys; print(' '.join(name for name in sys.modules if '.' not in name))"
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(run.stdout.splitlines()[-1].split())


def test_help_imports_nothing_heavy() -> None:
    code = "import service.cli\ntry: service.cli.main(['--help'])\nexcept SystemExit: pass"
    assert not imported_by(code) & {"pydantic", "numpy", "faiss", "fastapi", "torch", "sqlite3"}


def test_asking_imports_no_torch_and_no_web_framework() -> None:
    code = "import service.answer, service.schemas, service.search, service.terminal, index.library"
    heavy = {
        "torch",
        "transformers",
        "sentence_transformers",
        "fastapi",
        "starlette",
        "langchain_text_splitters",
    }
    assert not imported_by(code) & heavy
