"""What a reading process and the one that asks it say to each other: frames of MessagePack.

MessagePack and not pickle: whoever took over the reading process with a hostile file could run code
in the asking one with a pickle, while a frame can only hold these records.
"""

from __future__ import annotations

import struct
from typing import IO, Protocol

import msgspec

from ingest.limits import ReadingLimits
from ingest.records import Report

_LENGTH = struct.Struct(">Q")
_MOST_BYTES = 1 << 31
"""No file and no report takes as much; a frame that says so is no frame."""


class Readable(Protocol):
    """What frames are read from: `read` gives as many bytes as asked for, fewer only at the end."""

    def read(self, size: int, /) -> bytes: ...


class Request(msgspec.Struct, frozen=True, tag=True):
    """Read this file. The overrides are those of `ingest.read.Overrides`."""

    data: bytes
    file: str
    overrides: dict[str, str | None]
    password: str | None
    limits: ReadingLimits
    ocr: bool = False


class Pages(msgspec.Struct, frozen=True, tag=True):
    """The file was opened; so many of its pages are going to be read. `reading` is the page that is read
    now, `recognising` the page whose text is being recognised now; 0 if none is."""

    count: int
    recognising: int = 0
    reading: int = 0


class Done(msgspec.Struct, frozen=True, tag=True):
    """The file was read."""

    report: Report


class Refused(msgspec.Struct, frozen=True, tag=True):
    """The reader raised a `LukuError`: an `UnreadableFile` if `unreadable`."""

    code: str
    message: str
    detail: dict[str, str | int | None]
    unreadable: bool


class OutOfMemory(msgspec.Struct, frozen=True, tag=True):
    """The file needed more memory than it may have."""


class Fault(msgspec.Struct, frozen=True, tag=True):
    """The reader failed in a way that it should not; `trace` is for the log."""

    name: str
    trace: str


class Died(msgspec.Struct, frozen=True, tag=True):
    """The process that read the file ended without an answer; `signal` ended it, 0 if none did."""

    signal: int


Answer = Pages | Done | Refused | OutOfMemory | Fault | Died

_encoder = msgspec.msgpack.Encoder()
_requests = msgspec.msgpack.Decoder(Request)
_answers = msgspec.msgpack.Decoder(Answer)


def write_request(stream: IO[bytes], request: Request) -> None:
    write_frame(stream, _encoder.encode(request))


def read_request(stream: IO[bytes]) -> Request | None:
    """The next request; None when the asking process has gone."""
    frame = read_frame(stream)
    return None if frame is None else _requests.decode(frame)


def write_answer(stream: IO[bytes], answer: Answer) -> None:
    write_frame(stream, _encoder.encode(answer))


def read_answer(stream: IO[bytes]) -> Answer | None:
    """The next answer; None when the other process has gone. Raises msgspec.DecodeError or ValueError for
    what is none."""
    frame = read_frame(stream)
    return None if frame is None else _answers.decode(frame)


def write_frame(stream: IO[bytes], frame: bytes) -> None:
    stream.write(_LENGTH.pack(len(frame)))
    stream.write(frame)
    stream.flush()


def read_frame(stream: Readable) -> bytes | None:
    """One whole frame; None at the end of the stream, also when it ends within a frame. Raises ValueError
    for a length that no frame has."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > _MOST_BYTES:
        raise ValueError(f"a frame of {length} bytes")
    frame = stream.read(length)
    return frame if len(frame) == length else None
