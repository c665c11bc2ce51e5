"""What can go wrong with a file, in words a person can act on.

    LukuError
    └── UnreadableFile      the file as a whole cannot be read; carries a code and the file's name

The codes are part of the contract: `not_found`, `empty_file`, `unknown_format`, `not_a_pdf`,
`encrypted`, `wrong_password`, `broken_file`, `too_large`, `no_text_layer`, `not_a_file`, `too_slow`,
`too_large_in_memory`, `crashed`, `page_too_slow`, `page_unreadable` (none of its pages could be read).
"""

from __future__ import annotations


class LukuError(Exception):
    """An error that is shown to people. `code` is stable, the message is for reading."""

    def __init__(self, code: str, message: str, **detail: str | int | None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.detail = detail


class UnreadableFile(LukuError):
    """A file that cannot be read at all: nothing of it is stored."""
