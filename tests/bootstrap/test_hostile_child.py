"""What a reader does to hurt: each deed ends with its name, in its time, and costs one file."""

from __future__ import annotations

import gzip
import os
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

from diary.bootstrap import child_process, reading_child
from diary.bootstrap.child_process import ChildProcess
from diary.domain.reading import Refusal
from tests.bootstrap.reading import ROOT, Children, a_fit, codes, read_all
from tests.builders_zips import Member, zip_of

MEGABYTE = 1024 * 1024


def folder_with(tmp_path: Path, deed: str) -> Path:
    """A deed between two good files."""
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "1.fit").write_bytes(a_fit(1))
    (folder / "2").write_text(f"{deed} ")
    (folder / "3.fit").write_bytes(a_fit(3))
    return folder


@pytest.mark.usefixtures("bad_child")
@pytest.mark.parametrize(
    ("deed", "code"),
    [
        ("hang", Refusal.TIMEOUT),
        ("half", Refusal.TIMEOUT),
        ("chatter", Refusal.TIMEOUT),
    ],
)
def test_who_does_not_come_to_an_end_is_ended(tmp_path: Path, deed: str, code: Refusal) -> None:
    began = time.monotonic()
    found = read_all(folder_with(tmp_path, deed))
    assert codes(found) == ["run", code, "run"]
    # Three seconds for the deed, the rest for loading two children on a busy machine.
    assert time.monotonic() - began < 60


@pytest.mark.usefixtures("bad_child")
@pytest.mark.parametrize("deed", ["openings", "results"])
def test_answers_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, deed: str) -> None:
    monkeypatch.setattr(reading_child, "seconds_for", lambda _bytes: 60.0)
    monkeypatch.setattr(reading_child, "ANSWERS_MOST", 1000)
    path = tmp_path / "bad"
    path.write_text(f"{deed} ")
    found = read_all(path)
    assert codes(found)[-1] == Refusal.TOO_LARGE
    assert len(found) <= 1001


@pytest.mark.usefixtures("bad_child")
def test_memory_that_is_eaten_bit_by_bit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_child, "seconds_for", lambda _bytes: 60.0)
    found = read_all(folder_with(tmp_path, "nibble"))
    assert codes(found) == ["run", Refusal.TOO_LARGE, "run"]


@pytest.mark.usefixtures("bad_child")
def test_nobody_is_left_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, children: Children
) -> None:
    held = tmp_path / "held"
    os.mkfifo(held)
    monkeypatch.setenv("BAD_CHILD_FILE", str(held))
    reading = os.open(held, os.O_RDONLY | os.O_NONBLOCK)
    found = read_all(folder_with(tmp_path, "heir"))
    assert codes(found) == ["run", Refusal.TIMEOUT, "run"]
    assert children.are_gone
    assert os.read(reading, 10) == b"x"
    # The end of the pipe comes when its last holder is gone.
    assert select.select([reading], [], [], 5.0)[0] == [reading]
    assert os.read(reading, 10) == b""
    os.close(reading)


def test_bombs_beside_good_files(tmp_path: Path) -> None:
    bomb = bytes(100 * MEGABYTE)
    contents = {
        "1.fit": a_fit(1),
        "2.gz": gzip.compress(bomb, 1),
        "3.zip": zip_of(Member("a.gpx", b"<gpx>" + bomb), Member("b.fit", a_fit(2))),
        "4.fit": a_fit(3),
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    found = read_all(tmp_path)
    assert codes(found) == ["run", Refusal.TOO_LARGE, Refusal.TOO_LARGE, "run", "run"]


def test_a_child_that_does_not_listen_stops_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    command = [sys.executable, "-c", "import signal; signal.pause()"]
    monkeypatch.setattr(child_process, "child_command", lambda: command)
    child = ChildProcess()
    child.send(bytes(MEGABYTE))
    assert child.next_message(0.0) is None
    child.kill()


def test_what_nobody_takes_is_not_piled_up(
    monkeypatch: pytest.MonkeyPatch, children: Children
) -> None:
    code = (
        "import sys, struct\n"
        "size = 4 * 2**20\n"
        "for _ in range(50): sys.stdout.buffer.write(struct.pack('>I', size) + bytes(size))"
    )
    monkeypatch.setattr(child_process, "child_command", lambda: [sys.executable, "-c", code])
    child = ChildProcess()
    assert child.next_message(10.0) == bytes(4 * MEGABYTE)
    # It waits until somebody takes more of the 200 megabytes.
    with pytest.raises(subprocess.TimeoutExpired):
        children.started[0].wait(1.5)
    child.kill()
    assert children.are_gone


def test_the_parent_stays_small(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, "eat")
    (folder / "4").write_text("nibble ")
    (folder / "5.zip").write_bytes(zip_of(Member("a.gpx", b"<gpx>" + bytes(100 * MEGABYTE))))
    code = f"""
import resource, sys
from datetime import UTC, datetime
from pathlib import Path
from diary.bootstrap import child_process, reading_child
from diary.bootstrap.foreign import open_reader
from diary.domain.reading import ReadRequest
reading_child.seconds_for = lambda _bytes: 60.0
places = [{str(ROOT)!r}, *sys.path]
command = f"import sys; sys.path[:] = {{places!r}}; from tests.bootstrap import bad_child as it"
command += "; it.main()"
child_process.child_command = lambda: [sys.executable, "-c", command]
most = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
with open_reader(lambda share: True) as read:
    before = most()
    found = list(read(Path({str(folder)!r}), ReadRequest("UTC", datetime.now(UTC)), lambda: "x"))
print(*("run" if file.runs else file.error.code for file in found), most() - before)
"""
    command = [sys.executable, "-c", code]
    said = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    *results, grown = said.split()
    assert results == ["run", "too_large", "run", "too_large", "too_large"]
    assert int(grown) < 50
