"""The process that locks or unlocks one file with a passphrase, since that takes much memory.

The passphrase comes through the pipe with the file and is in no argument, no environment, no file.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from importlib import import_module
from typing import Any, Protocol

import msgspec

from diary.domain.hand_over import HandOverCode, HandOverRefusedError
from diary.formats.age_header import check_work
from diary.formats.pipe import OUT_OF_MEMORY, behind_its_length, received
from diary.formats.rights import allow_seconds, give_up_rights, take_pipes

MEMORY_BYTES = 2560 * 1024 * 1024
SECONDS = 15.0
# How the library's sentences begin; the rest of them depends on what it found.
_SAID = {
    "Decryption failed": HandOverCode.WRONG_KEY,
    "Excessive work": HandOverCode.TOO_MUCH_WORK,
}


class Deed(StrEnum):
    """What is to be done with a file."""

    LOCK = "lock"
    UNLOCK = "unlock"


class AskPassphrase(msgspec.Struct):
    """What is asked; the file follows in a message of its own."""

    deed: Deed
    passphrase: str


class Told(msgspec.Struct):
    """How it went; None = done, and the file follows in a message of its own."""

    refused: HandOverCode | None = None


def main() -> int:
    """Say that it is ready, take passphrase and file, give the file back the other way round."""
    questions, answers = take_pipes()
    give_up_rights(MEMORY_BYTES)
    try:
        # Loaded before it is needed: the parent does something else meanwhile.
        _library()
        answers.write(behind_its_length(b""))
        answers.flush()
        head, content = received(questions.read), received(questions.read)
        if head is None or content is None:
            return 0
        allow_seconds(SECONDS)
        ask = msgspec.json.decode(head, type=AskPassphrase)
        told, turned = Told(), b""
        try:
            turned = _turned(ask, content)
        except HandOverRefusedError as error:
            told = Told(error.code)
        for part in (msgspec.json.encode(told), turned):
            answers.write(behind_its_length(part))
        answers.flush()
    except MemoryError:
        return OUT_OF_MEMORY
    except BrokenPipeError:
        return 0
    return 0


def _turned(ask: AskPassphrase, content: bytes) -> bytes:
    library = _library()
    if ask.deed is Deed.LOCK:
        return library.passphrase.encrypt(content, ask.passphrase)
    check_work(content)
    try:
        return library.passphrase.decrypt(content, ask.passphrase)
    except library.DecryptError as error:
        said = str(error)
        code = next((code for begin, code in _SAID.items() if said.startswith(begin)), None)
        raise HandOverRefusedError(code or HandOverCode.UNREADABLE) from error


class _Passphrases(Protocol):
    """What is used of the library, which carries no annotations."""

    encrypt: Callable[[bytes, str], bytes]
    decrypt: Callable[[bytes, str], bytes]


class _Library(Protocol):
    passphrase: _Passphrases
    DecryptError: type[Exception]


def _library() -> _Library:
    library: Any = import_module("pyrage")
    found: _Library = library
    return found
