"""The disk with a cache in front of it, and the record that it is fed with."""

from random import Random

import pytest

from tests.faults.disk import Cut, Disk, Event, Left, Move, Name, Sync, SyncFolder, Write
from tests.faults.recording import Recording, UnreadableTraceError

ANY = list(Left)
DRAW = Random(1)


def after(disk: Disk, left: Left) -> dict[str, bytes]:
    return disk.cut(left, Random(1)).by_name()


def hexed(text: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in text.encode())


def disk_after(*events: Event) -> Disk:
    disk = Disk({"/d/old": b"old"})
    for event in events:
        disk.take(event)
    return disk


@pytest.mark.parametrize("left", ANY)
def test_what_was_synced_is_there_whatever_is_lost(left: Left) -> None:
    disk = disk_after(Name("/d/new", 7), Write(7, 0, b"new"), Sync(7), SyncFolder("/d"))
    assert after(disk, left) == {"/d/old": b"old", "/d/new": b"new"}


def test_a_name_may_be_there_before_its_bytes() -> None:
    disk = disk_after(Name("/d/.part", 7), Write(7, 0, b"new"), Move("/d/.part", "/d/old"))
    assert after(disk, Left.NOTHING) == {"/d/old": b"old"}
    assert after(disk, Left.NAMES) == {"/d/old": b""}
    assert after(disk, Left.EVERYTHING) == {"/d/old": b"new"}
    # A file without a name is lost with all that is in it.
    assert after(disk, Left.BYTES) == {"/d/old": b"old"}


def test_writes_may_be_torn_and_come_in_any_order() -> None:
    disk = disk_after(*(Write(0, 512 * number, b"x" * 512) for number in range(4)))
    found = {disk.cut(Left.SOME, DRAW).by_name()["/d/old"] for _ in range(100)}
    assert b"old" in found
    assert b"x" * 2048 in found
    assert any(content[:512] == b"old" + bytes(509) for content in found if len(content) == 2048)


def test_a_file_is_cut_and_grown() -> None:
    assert after(disk_after(Cut(0, 1)), Left.EVERYTHING) == {"/d/old": b"o"}
    assert after(disk_after(Cut(0, 5)), Left.EVERYTHING) == {"/d/old": b"old\0\0"}
    assert after(disk_after(Cut(0, 1)), Left.NOTHING) == {"/d/old": b"old"}


def test_a_name_that_was_taken_away_may_still_be_there() -> None:
    disk = disk_after(Name("/d/old", None))
    assert after(disk, Left.NOTHING) == {"/d/old": b"old"}
    assert after(disk, Left.EVERYTHING) == {}
    disk.take(SyncFolder("/d"))
    assert after(disk, Left.NOTHING) == {}


TRACE = f"""\
77 openat(AT_FDCWD, "{hexed("/d/.part")}", O_WRONLY|O_CREAT|O_EXCL|O_CLOEXEC, 0600) = 5
77 openat(AT_FDCWD, "{hexed("/d/old")}", O_RDONLY|O_CLOEXEC) = 6
77 write(5, "{hexed("ne")}", 2) = 2
77 sendfile(5, 6, [1] => [3], 8388608) = 2
77 pwrite64(5, "{hexed("N")}", 1, 0) = 1
77 pwrite64(5, "{hexed("lost")}", 4, 9) = -1 ENOSPC (No space left on device) (INJECTED)
77 fsync(5) = 0
77 close(5) = 0
77 openat(AT_FDCWD, "{hexed("/elsewhere")}", O_WRONLY|O_CREAT, 0600) = 5
77 write(5, "{hexed("not ours")}", 8) = 8
77 rename("{hexed("/d/.part")}", "{hexed("/d/new")}") = 0
77 openat(AT_FDCWD, "{hexed("/d")}", O_RDONLY|O_CLOEXEC) = 7
77 fsync(7) = 0
77 writev(1, [{{iov_base="{hexed("done" + chr(10))}", iov_len=5}}], 1) = 5
77 +++ exited with 0 +++
"""


def test_a_record_is_read_into_what_was_done() -> None:
    disk = Disk({"/d/old": b"old"})
    for event in Recording("/d", {"/d/old": b"old"}).events(TRACE.splitlines()):
        disk.take(event)
    assert disk.said == ["done"]
    for left in ANY:
        assert after(disk, left) == {"/d/old": b"old", "/d/new": b"Neld"}


def test_calls_of_two_threads_inside_each_other_are_put_together() -> None:
    begun = f'77 openat(AT_FDCWD, "{hexed("/d/a")}", O_RDWR|O_CREAT, 0600 <unfinished ...>'
    write = f'77 pwrite64(5, "{hexed("new")}", 3, 0 <unfinished ...>'
    late = f'77 pwrite64(5, "{hexed("X")}", 1, 0) = 1'
    lines = [
        *(begun, "78 fcntl(4, F_GETFL) = 0", "77 <... openat resumed>) = 5"),
        *(write, "78 fcntl(4, F_GETFL) = 0", "77 <... pwrite64 resumed>) = 3"),
        *("78 fsync(5 <unfinished ...>", late, "78 <... fsync resumed>) = 0"),
        # The number is given out again before the other thread is told that it is free.
        "78 close(5 <unfinished ...>",
        f'77 openat(AT_FDCWD, "{hexed("/d/b")}", O_RDWR|O_CREAT, 0600) = 5',
        *("78 <... close resumed>) = 0", f'77 pwrite64(5, "{hexed("b")}", 1, 0) = 1'),
    ]
    disk = Disk({})
    for event in Recording("/d", {}).events(lines):
        disk.take(event)
    assert after(disk, Left.EVERYTHING) == {"/d/a": b"Xew", "/d/b": b"b"}
    # What was written while the other thread synced is not safe.
    assert after(disk, Left.NAMES) == {"/d/a": b"new", "/d/b": b""}


@pytest.mark.parametrize(
    "line",
    [
        "77 mystery(5) = 0",
        "77 <... fsync resumed>) = 0",
        '77 write(5, "\\x6e"..., 2) = 2',
        '77 pwrite64(5, "\\x6e", 1, 0 <unfinished ...>',
    ],
)
def test_what_cannot_be_understood_is_not_passed_over(line: str) -> None:
    with pytest.raises(UnreadableTraceError):
        list(Recording("/d", {}).events([line]))
