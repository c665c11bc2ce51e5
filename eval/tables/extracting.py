"""The value cells that `luku extract FILE --json` prints of many files.

Starting Python anew for each file costs more than reading it, so each of a few processes calls the
entry point of the command file after file. Nothing of the product is imported here.
"""

from __future__ import annotations

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from types import TracebackType

from eval.tables.score import Found, found

_WORKER = """
import contextlib, io, json, sys
from service.cli import main
for line in sys.stdin:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(["extract", line.rstrip("\\n"), "--json"])
    print(json.dumps([code, out.getvalue(), err.getvalue()]), flush=True)
"""


class ExtractFailed(Exception):
    """The product does not run here; the message says why."""


class Extractor:
    """One process of `luku extract`, for as long as the `with` lasts."""

    def __init__(self) -> None:
        command = [sys.executable, "-c", _WORKER]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def __enter__(self) -> Extractor:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate()

    def readings(self, file: Path) -> list[Found]:
        """The value cells read from a file; none where the file could not be read."""
        assert self._process.stdin is not None and self._process.stdout is not None
        try:
            self._process.stdin.write(f"{file}\n")
            self._process.stdin.flush()
            answer = self._process.stdout.readline()
        except BrokenPipeError:
            answer = ""
        if not answer:
            assert self._process.stderr is not None
            raise ExtractFailed(self._process.stderr.read().strip()[-500:] or "luku extract ended")
        code, printed, _ = json.loads(answer)
        return readings(printed) if code == 0 else []


def readings(printed: str) -> list[Found]:
    """The value cells in what `luku extract --json` printed."""
    report = json.loads(printed)
    return [
        found(
            tuple(cell["row_path"]),
            tuple(cell["column_path"]),
            Decimal(cell["value"]),
            cell["unit"],
            cell["scale"],
        )
        for table in report["tables"]
        for cell in table["cells"]
        if not cell["header"] and cell["value"] is not None
    ]
