"""What a reading child and its parent say to each other: messages of JSON.

Everything is decoded by type, and the values check themselves when they are made again; nothing
that comes from a child is ever run.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import msgspec

from diary.domain.errors import InvalidValueError
from diary.domain.reading import ReadFile, ReadProblem, ReadRequest
from diary.formats.pipe import LARGEST_MESSAGE_BYTES, behind_its_length


class BrokenMessageError(Exception):
    """What came is not one of the messages below."""


class Ask(msgspec.Struct):
    """Read a path (in the bytes of the file system) but for these members of it."""

    path: bytes
    request: ReadRequest
    passed_over: Mapping[str, ReadProblem]


class Ready(msgspec.Struct, tag="ready"):
    """The child is loaded and can be asked."""


class Opened(msgspec.Struct, tag="opened"):
    """A member of an archive is read from now on; `packed_bytes` is its size there."""

    member: str
    packed_bytes: int


class Reached(msgspec.Struct, tag="reached"):
    """So much of the path was read, 0 to 1."""

    share: float


class Found(msgspec.Struct, tag="found"):
    """One result."""

    file: ReadFile


class Done(msgspec.Struct, tag="done"):
    """Everything in the path was read."""


Answer: TypeAlias = Ready | Opened | Reached | Found | Done
_encode = msgspec.json.Encoder().encode
_ask = msgspec.json.Decoder(Ask)
_answer: msgspec.json.Decoder[Answer] = msgspec.json.Decoder(
    Ready | Opened | Reached | Found | Done
)


def framed(message: Ask | Answer) -> bytes:
    """A message as it is sent; raises `BrokenMessageError` for what cannot be."""
    try:
        content = _encode(message)
    except (UnicodeEncodeError, ValueError, TypeError) as error:
        raise BrokenMessageError from error
    if len(content) > LARGEST_MESSAGE_BYTES:
        raise BrokenMessageError
    return behind_its_length(content)


def ask_in(content: bytes) -> Ask:
    """What the parent asks."""
    return _ask.decode(content)


def answer_in(content: bytes) -> Answer:
    """What a child says; raises `BrokenMessageError` for anything but values within bounds."""
    try:
        return _answer.decode(content)
    except (msgspec.DecodeError, InvalidValueError, ValueError, RecursionError) as error:
        raise BrokenMessageError from error
