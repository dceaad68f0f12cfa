"""Hand-over files through the real children: locked, unlocked, read, and what goes wrong there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from diary import bootstrap
from diary.bootstrap import HAND_OVER_OPTION, PASSPHRASE_OPTION, hand_over
from diary.bootstrap.child_process import child_command
from diary.bootstrap.hand_over import HandOverFiles
from diary.domain.hand_over import HandOverCode, HandOverRefusedError
from diary.formats.age_header import check_work
from diary.formats.handover import read
from diary.formats.handover_limits import FILE_MOST_BYTES
from diary.formats.passphrase_child import MEMORY_BYTES
from tests.bootstrap.reading import ROOT, Children
from tests.fuzz.crafted import sound

PASSPHRASE = "knee and \U0001f3c3 shoe"
FILES = HandOverFiles()


@pytest.fixture(scope="module")
def locked() -> bytes:
    return FILES.locked(sound(), PASSPHRASE)


def code_of(act: Callable[[], object]) -> HandOverCode:
    with pytest.raises(HandOverRefusedError) as found:
        act()
    return found.value.code


def test_the_child_gives_what_the_reader_finds(children: Children) -> None:
    assert FILES.read(sound()) == read(sound())
    assert children.are_gone


@pytest.mark.timeout(600)  # a passphrase takes its time on a busy machine
def test_a_passphrase_opens_the_file_and_no_other_does(locked: bytes, children: Children) -> None:
    assert locked.startswith(b"age-encryption.org/v1\n-> scrypt ")
    assert FILES.is_locked(locked)
    assert FILES.read(locked, PASSPHRASE) == read(sound())
    assert code_of(lambda: FILES.read(locked, PASSPHRASE + " ")) is HandOverCode.WRONG_KEY
    assert code_of(lambda: FILES.read(locked)) is HandOverCode.LOCKED
    assert children.are_gone


def test_a_locked_file_that_is_damaged_is_refused(locked: bytes) -> None:
    cut = locked[: len(locked) // 2]
    assert code_of(lambda: FILES.read(cut, PASSPHRASE)) is HandOverCode.UNREADABLE


def test_a_lock_in_a_lock_is_no_diary(locked: bytes) -> None:
    assert code_of(lambda: read(locked)) is HandOverCode.NOT_A_HAND_OVER


@pytest.mark.parametrize(
    ("work", "code"),
    [
        (b"22", HandOverCode.TOO_MUCH_WORK),
        (b"64", HandOverCode.TOO_MUCH_WORK),
        (b"999", HandOverCode.TOO_MUCH_WORK),
        (b"9999", HandOverCode.OTHER_LOCK),
        (b"-1", HandOverCode.OTHER_LOCK),
        (b"0", HandOverCode.OTHER_LOCK),
        (b"", HandOverCode.OTHER_LOCK),
    ],
)
def test_work_without_end_is_refused_before_any_is_done(
    locked: bytes, work: bytes, code: HandOverCode, children: Children
) -> None:
    asking = re.sub(rb"(-> scrypt \S+) \d+", rb"\1 " + work, locked, count=1)
    assert code_of(lambda: FILES.read(asking, PASSPHRASE)) is code
    assert children.started == []


@pytest.mark.parametrize(
    "content",
    [
        b"age-encryption.org/v1\n-> X25519 " + b"A" * 43 + b"\n" + b"B" * 43 + b"\n--- x",
        b"age-encryption.org/v2\n-> scrypt " + b"A" * 22 + b" 10\n",
        b"age-encryption.org/",
        b"-----BEGIN AGE ENCRYPTED FILE-----\nAAAA\n",
    ],
)
def test_other_locks_are_named_as_such(content: bytes) -> None:
    assert code_of(lambda: FILES.is_locked(content)) is HandOverCode.OTHER_LOCK
    assert code_of(lambda: check_work(content)) is HandOverCode.OTHER_LOCK


def test_the_parent_loads_neither_locks_nor_parsers(tmp_path: Path, locked: bytes) -> None:
    file = tmp_path / "a.kneelog"
    file.write_bytes(locked)
    code = f"""
import sys
from pathlib import Path
from diary.bootstrap.foreign import hand_over_files
files = hand_over_files()
found = files.read(files.content_of(Path({str(file)!r})), {PASSPHRASE!r})
assert found.is_complete and found.diary.days
print(*sys.modules)
"""
    command = [sys.executable, "-c", code]
    said = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    loaded = set(said.split())
    assert not loaded & {"pyrage", "zipfile", "json", "PySide6", "sqlalchemy", "numpy"}
    assert not loaded & {"diary.formats.handover", "diary.formats.exchange"}


def test_the_passphrase_is_in_no_argument_and_no_environment() -> None:
    command = child_command(PASSPHRASE_OPTION)
    assert "passphrase_child" in command[-1]
    assert PASSPHRASE not in " ".join(command)
    assert PASSPHRASE not in "".join(os.environ.values())
    assert MEMORY_BYTES == 2.5 * 1024**3


def test_a_packaged_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert child_command(HAND_OVER_OPTION) == [sys.executable, "--read-hand-over"]
    assert child_command(PASSPHRASE_OPTION) == [sys.executable, "--use-passphrase"]


@pytest.mark.parametrize("option", [HAND_OVER_OPTION, PASSPHRASE_OPTION])
def test_a_child_that_is_asked_nothing_ends(option: str) -> None:
    assert option in bootstrap.CHILDREN
    command = [sys.executable, "-m", "diary", option]
    said = subprocess.run(command, cwd=ROOT, input=b"", check=True, capture_output=True)
    # That it is ready, and no more.
    assert said.stdout == bytes(4)


@pytest.mark.parametrize(
    ("deed", "code"),
    [
        ("while True: time.sleep(9)", HandOverCode.TIMEOUT),
        ("os._exit(3)", HandOverCode.TOO_LARGE),
        ("os.kill(os.getpid(), 11)", HandOverCode.UNREADABLE),
        ("os.write(1, bytes([255]) * 9)", HandOverCode.UNREADABLE),
        ("os.write(1, struct.pack('>I', 2) + b'{}')", HandOverCode.UNREADABLE),
    ],
)
def test_a_child_that_goes_wrong_is_ended_and_the_file_refused(
    monkeypatch: pytest.MonkeyPatch, children: Children, deed: str, code: HandOverCode
) -> None:
    program = f"import os, struct, time; os.write(1, bytes(4)); {deed}"
    program = program.replace("; while", "\nwhile")
    monkeypatch.setattr(hand_over, "child_command", lambda _o: [sys.executable, "-c", program])
    monkeypatch.setattr(hand_over, "READING_MOST_S", 1.0)
    began = time.monotonic()
    assert code_of(lambda: FILES.read(sound())) is code
    assert time.monotonic() - began < 60
    assert children.are_gone


def test_only_regular_files_of_some_size_are_opened(tmp_path: Path) -> None:
    pipe, large = tmp_path / "pipe", tmp_path / "large"
    os.mkfifo(pipe)
    with large.open("wb") as file:
        file.truncate(FILE_MOST_BYTES + 1)
    assert code_of(lambda: FILES.content_of(pipe)) is HandOverCode.NOT_A_FILE
    assert code_of(lambda: FILES.content_of(tmp_path)) is HandOverCode.NOT_A_FILE
    assert code_of(lambda: FILES.content_of(large)) is HandOverCode.TOO_LARGE
    with pytest.raises(FileNotFoundError):
        FILES.content_of(tmp_path / "absent")
