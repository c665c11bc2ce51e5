"""Runs: kept in a folder, gone on with, asked again where something changed; the command line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from eval_stub import REPORT, Stub, cases, serving

from eval.__main__ import main
from eval.cases import Case, case_to_line
from eval.client import Service, ServiceDown
from eval.exits import DONE, MISSED, NO_SERVICE, WRONG_USE
from eval.record import record_from_line
from eval.run import BadRun, Settings, read_run, run


@pytest.fixture
def stub() -> Iterator[Stub]:
    with serving() as running:
        yield running


@pytest.fixture
def case_file(tmp_path: Path) -> Path:
    file = tmp_path / "cases.jsonl"
    file.write_text("".join(case_to_line(case) + "\n" for case in cases()), encoding="utf-8")
    return file


def asked_by(stub: Stub, out: Path, some: tuple[Case, ...] = cases(), again: bool = False) -> list[str]:
    """Runs and tells which questions came to the service."""
    stub.asked.clear()
    with Service(stub.url) as service:
        run(service, some, Settings(at_once=1, look=False), out, again=again)
    return list(stub.asked)


def test_a_run_that_was_broken_off_goes_on(stub: Stub, tmp_path: Path) -> None:
    out = tmp_path / "run"

    def stop(done: int, of: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with Service(stub.url) as service, pytest.raises(KeyboardInterrupt):
        run(service, cases(), Settings(at_once=1, look=False), out, progress=stop)
    info, before = read_run(out)
    assert info.finished is None and 2 <= len(before) < 4
    # a line that was being written when the power went
    with (out / "answers.jsonl").open("a", encoding="utf-8") as stream:
        stream.write('{"id": "c-3", "ty')
    left = asked_by(stub, out)
    assert left == [case.question for case in cases()[len(before) :]]
    info, after = read_run(out)
    assert info.finished and (info.kept, info.asked) == (len(before), len(left))
    assert [record.id for record in after] == ["c-1", "c-2", "c-3", "c-gone"]
    assert after[: len(before)] == tuple(sorted(before, key=lambda record: record.id))
    assert asked_by(stub, out) == []


def test_only_what_changed_is_asked_again(stub: Stub, tmp_path: Path) -> None:
    out = tmp_path / "run"
    assert len(asked_by(stub, out)) == 4
    changed = replace(cases()[1], question="Paljonko Palvelumaksut ovat vuonna 2031?")
    assert asked_by(stub, out, (cases()[0], changed, *cases()[2:])) == [changed.question]
    assert len(asked_by(stub, out, again=True)) == 4
    stub.version = "2"
    assert len(asked_by(stub, out)) == 4, "answers of another version are another service's"


def test_answers_that_were_not_looked_into_are_asked_again_to_look(stub: Stub, tmp_path: Path) -> None:
    asked_by(stub, tmp_path / "run")
    stub.asked.clear()
    with Service(stub.url) as service:
        info, records = run(service, cases(), Settings(), tmp_path / "run")
    assert len(stub.asked) == 4 and info.kept == 0
    assert all(record.ranking is not None for record in records)


def test_the_scores_of_a_run_that_was_broken_off_say_so(
    stub: Stub, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(done: int, of: int) -> None:
        raise KeyboardInterrupt

    with Service(stub.url) as service, pytest.raises(KeyboardInterrupt):
        run(service, cases(), Settings(at_once=1), tmp_path / "run", progress=stop)
    for command in (["score"], ["report", "--against", str(tmp_path / "run")]):
        assert main([*command, str(tmp_path / "run")]) == DONE
        assert "broken off" in capsys.readouterr().err


def test_a_report_is_written_beside_its_run_unless_a_file_is_named(
    stub: Stub, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked_by(stub, tmp_path / "run")
    assert main(["report", str(tmp_path / "run"), "--html"]) == DONE
    assert (tmp_path / "run" / "report.html").is_file()
    assert main(["report", str(tmp_path / "run"), "--html", str(tmp_path)]) == WRONG_USE
    assert "cannot be written" in capsys.readouterr().err


@pytest.mark.parametrize("seconds", ["0", "-3", "nan", "inf", "soon"])
def test_a_time_limit_that_is_none_is_wrong_use(case_file: Path, seconds: str) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["run", "--cases", str(case_file), "--timeout", seconds])
    assert caught.value.code == WRONG_USE


def test_what_got_no_answer_is_asked_again(stub: Stub, tmp_path: Path) -> None:
    stub.crash = {"Palvelumaksut"}
    asked_by(stub, tmp_path / "run")
    stub.crash = set()
    assert asked_by(stub, tmp_path / "run") == [cases()[1].question]
    assert all(record.right for record in read_run(tmp_path / "run")[1])


def test_a_run_tells_how_it_was_made(stub: Stub, tmp_path: Path) -> None:
    with Service(stub.url) as service:
        info, records = run(service, cases(), Settings(at_once=3), tmp_path / "run", [Path("a.jsonl")])
    assert info == read_run(tmp_path / "run")[0]
    assert (info.url, info.version, info.reports) == (stub.url, "1", {REPORT: REPORT})
    assert info.settings.at_once == 3 and info.files == ("a.jsonl",) and info.questions == 4
    assert info.busy is not None and info.busy > 0
    lines = (tmp_path / "run" / "answers.jsonl").read_text(encoding="utf-8").splitlines()
    assert tuple(record_from_line(line) for line in lines) == records
    first = json.loads(lines[0])
    assert json.loads(first["reply"])["status"] == "answered" and first["tags"] == {"layout": "wide"}


def test_a_folder_of_something_else_is_left_alone(stub: Stub, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("x")
    with Service(stub.url) as service, pytest.raises(BadRun, match=r"run\.json"):
        run(service, cases(), Settings(), tmp_path)
    assert stub.asked == [] and [file.name for file in tmp_path.iterdir()] == ["note.txt"]


def test_a_service_that_is_down_is_told_before_anything_is_written(tmp_path: Path) -> None:
    with Service("http://127.0.0.1:9") as service, pytest.raises(ServiceDown):
        run(service, cases(), Settings(), tmp_path / "run")
    assert not (tmp_path / "run").exists()


def test_the_command_line_from_run_to_check(
    stub: Stub, tmp_path: Path, case_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "run"
    command = ["run", "--url", stub.url, "--cases", str(case_file), "--out", str(out)]
    assert main(command) == DONE
    shown = capsys.readouterr()
    assert "table_cell" in shown.out and "exact of the answerable 1.000" in shown.out
    assert "asked 4 of 4" in shown.err and "busy" in shown.err

    assert main(["score", str(out), "--by", "layout"]) == DONE
    assert "wide" in capsys.readouterr().out
    assert main(["score", str(out), "--json"]) == DONE
    assert json.loads(capsys.readouterr().out)["exact"] == 1.0

    expected = tmp_path / "expected.toml"
    text = '[x]\ncommand = "c"\ncases = "f"\nquestions = {}\n[x.scores]\nexact = 1.0\nuntraced = 0\n'
    check = ["check", str(out), "--name", "x", "--expected", str(expected)]
    expected.write_text(text.format(4))
    assert main(check) == DONE
    assert capsys.readouterr().out.count("OK") == 3
    expected.write_text(text.format(5))
    assert main(check) == MISSED
    assert main([*check, "--name", "y"]) == WRONG_USE

    stub.version, stub.crash = "2", {"Vuokrakulut"}
    assert main(command) == NO_SERVICE, "a question without an answer shows in the exit code"
    assert main(["report", str(out), "--html", str(tmp_path / "r" / "page.html")]) == DONE
    assert "kaatui" in (tmp_path / "r" / "page.html").read_text(encoding="utf-8")
    assert main(["compare", str(out), str(out)]) == DONE
    assert "all" in capsys.readouterr().out


def test_wrong_use_is_told_and_nothing_is_asked(
    stub: Stub, tmp_path: Path, case_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["run", "--url", stub.url, "--cases", str(case_file)]
    assert main([*command, "--reports", str(tmp_path / "none")]) == WRONG_USE
    case_file.write_text(case_file.read_text(encoding="utf-8") + '{"id": "x"}\n', encoding="utf-8")
    assert main(command) == WRONG_USE
    assert "line 5" in capsys.readouterr().err
    assert main(["score", str(tmp_path / "none")]) == WRONG_USE
    assert stub.asked == []
