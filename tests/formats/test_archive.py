"""A zip or a folder from a stranger: what is sound in it is read, the rest is refused by name."""

from __future__ import annotations

import gzip
import os
import random
import socket
import time
import zipfile
from pathlib import Path

import pytest

from diary.domain.reading import Refusal
from diary.formats import source
from diary.formats.archive import Archive, archive_at
from diary.formats.refused import RefusedError
from diary.formats.zip_members import MEMBERS_MOST
from tests.builders_zips import Member, deflated, zip_of, zipped

MEGABYTE = 1024 * 1024


def content_of(archive: Archive, name: str) -> bytes:
    with archive.opened(name) as found:
        return b"".join(found.chunks())


def code_of(archive: Archive, name: str) -> tuple[str, str]:
    with pytest.raises(RefusedError) as refused:
        content_of(archive, name)
    return refused.value.problem.code, refused.value.problem.detail


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "archive.zip"


def test_a_zip_is_read_by_name(path: Path) -> None:
    large = random.Random(1).randbytes(300_000)
    contents = {"b/two.bin": large, "one.txt": b"1", "b/empty": b"", "c.gz": gzip.compress(b"ccc")}
    path.write_bytes(zipped(contents))
    with archive_at(path) as archive:
        assert archive.names == ("b/empty", "b/two.bin", "c.gz", "one.txt")
        assert archive.refused == ()
        assert content_of(archive, "b/two.bin") == large
        assert content_of(archive, "c.gz") == b"ccc"
        assert content_of(archive, "b/empty") == b""
        assert code_of(archive, "absent") == (Refusal.MISSING_MEMBER, "")


def test_two_members_can_be_open_at_once(path: Path) -> None:
    one, two = (random.Random(seed).randbytes(300_000) for seed in (1, 2))
    path.write_bytes(zip_of(Member("1", one, is_deflated=False), Member("2", two)))
    with archive_at(path) as archive, archive.opened("1") as first:
        pieces = first.chunks()
        begin = next(pieces)
        assert content_of(archive, "2") == two
        assert begin + b"".join(pieces) == one


def test_a_folder_is_read_by_name(tmp_path: Path) -> None:
    (tmp_path / "b" / ".hidden").mkdir(parents=True)
    for name in ("b/two", "one", ".hid", "b/.hidden/three"):
        (tmp_path / name).write_bytes(name.encode())
    with archive_at(tmp_path) as archive:
        assert archive.names == ("one", "b/two")
        assert content_of(archive, "b/two") == b"b/two"
        assert code_of(archive, "b/.hidden/three") == (Refusal.MISSING_MEMBER, "")
        assert code_of(archive, "../" + tmp_path.name + "/one") == (Refusal.MISSING_MEMBER, "")


def test_pipes_devices_and_links_in_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    os.mkfifo(folder / "pipe.fit")
    (folder / "zero").symlink_to("/dev/zero")
    (folder / "round").symlink_to(folder, target_is_directory=True)
    (folder / "nowhere").symlink_to(folder / "absent")
    (folder / "itself").symlink_to(folder / "itself")
    with socket.socket(socket.AF_UNIX) as listening:
        # The path of a socket may have a hundred letters only.
        monkeypatch.chdir(folder)
        listening.bind("socket")
    with archive_at(folder) as archive:
        assert archive.names == ("itself", "nowhere", "pipe.fit", "socket", "zero")
        assert code_of(archive, "itself") == (Refusal.UNREADABLE, "OSError")
        assert code_of(archive, "nowhere") == (Refusal.UNREADABLE, "FileNotFoundError")
        for name in ("pipe.fit", "socket", "zero"):
            assert code_of(archive, name) == (Refusal.UNREADABLE, "not a regular file")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may look into every folder")
def test_a_folder_that_may_not_be_looked_into_is_named(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0)
    with archive_at(tmp_path) as archive:
        assert archive.names == ("closed",)
        assert code_of(archive, "closed")[0] == Refusal.UNREADABLE
    (tmp_path / "closed").chmod(0o700)


@pytest.mark.parametrize(
    "name",
    ["../up", "/etc/passwd", "a/../../up", "..\\up", "\\\\server\\x", "C:\\x", "C:x", "n" * 501],
)
def test_names_that_lead_elsewhere_are_refused(path: Path, name: str, tmp_path: Path) -> None:
    path.write_bytes(zip_of(Member(name, b"bad"), Member("good", b"good")))
    with archive_at(path) as archive:
        assert archive.names == ("good",)
        ((shown, problem),) = archive.refused
        assert name.startswith(shown)
        assert problem.code == Refusal.UNREADABLE
        assert content_of(archive, "good") == b"good"
    assert list(tmp_path.iterdir()) == [path]


def test_names_of_other_systems_and_hidden_ones(path: Path) -> None:
    names = ("a\\b.fit", "./c//d.fit", "__MACOSX/._c", ".DS_Store", "e/.git/x", "folder/", "l\nm\0")
    path.write_bytes(zip_of(*(Member(name, b"x" if name[-1] != "/" else b"") for name in names)))
    with archive_at(path) as archive:
        assert archive.names == ("a/b.fit", "c/d.fit", "l?m")
        assert archive.refused == ()


def test_a_name_that_is_there_twice_is_not_read(path: Path) -> None:
    path.write_bytes(zip_of(Member("a", b"1"), Member("./a", b"2"), Member("b", b"3")))
    with archive_at(path) as archive:
        assert archive.names == ("b",)
        assert {name for name, _ in archive.refused} == {"a", "./a"}


@pytest.mark.parametrize(
    ("member", "code", "detail"),
    [
        (Member("a", b"x", flags=0x801), Refusal.ENCRYPTED, ""),
        (Member("a", b"/etc/passwd", mode=0o120777), Refusal.UNREADABLE, "not a regular file"),
        (Member("a", b"", mode=0o010644), Refusal.UNREADABLE, "not a regular file"),
        (Member("a", b"x", method=9), Refusal.UNSUPPORTED, "compression 9"),
        (Member("a", b"x" * 500, bytes_out=3), Refusal.UNREADABLE, "sizes"),
        (Member("a", b"x", bytes_out=2**32 - 2), Refusal.TOO_LARGE, ""),
        (Member("a", b"x", packed_bytes=10**6), Refusal.UNREADABLE, "overlapping members"),
    ],
)
def test_a_member_that_cannot_be_read_is_named(
    path: Path, member: Member, code: Refusal, detail: str
) -> None:
    path.write_bytes(zip_of(member))
    with archive_at(path) as archive:
        assert archive.names == ("a",)
        assert code_of(archive, "a") == (code, detail)


@pytest.mark.parametrize(
    "member",
    [
        Member("a", b"x" * 500, crc=1),
        Member("a", b"x" * 500, bytes_out=600),
        Member("a", b"x" * 500, packed=deflated(b"x" * 500)[:-2]),
        Member("a", b"x" * 500, packed=b"\xff" * 20),
    ],
)
def test_a_damaged_member_gives_what_it_has(path: Path, member: Member) -> None:
    path.write_bytes(zip_of(member))
    with archive_at(path) as archive, archive.opened("a") as found:
        assert b"".join(found.chunks()).strip(b"x") == b""
        assert found.is_cut


def test_members_on_top_of_one_another_are_refused(path: Path) -> None:
    bomb = Member("0", b"x" * 5 * MEGABYTE)
    path.write_bytes(zip_of(bomb, *(Member(str(number), b"", at=0) for number in range(1, 50))))
    with archive_at(path) as archive:
        assert len(archive.names) == 50
        assert {code_of(archive, name) for name in archive.names} == {
            (Refusal.UNREADABLE, "overlapping members")
        }


def test_a_bomb_is_refused_while_it_streams(path: Path) -> None:
    zeros = bytes(20 * MEGABYTE)
    path.write_bytes(
        zip_of(
            Member("plain", zeros),
            Member("lying", zeros, bytes_out=1000),
            Member("inner.gz", gzip.compress(zeros)),
            Member("empty.gz", gzip.compress(b"") * 10**6),
            Member("good", b"good"),
        )
    )
    began = time.process_time()
    with archive_at(path) as archive:
        assert code_of(archive, "plain")[0] == Refusal.TOO_LARGE
        assert code_of(archive, "lying") == (Refusal.UNREADABLE, "sizes")
        assert code_of(archive, "inner.gz")[0] == Refusal.TOO_LARGE
        assert code_of(archive, "empty.gz")[0] == Refusal.TOO_LARGE
        assert content_of(archive, "good") == b"good"
    assert time.process_time() - began < 5


def test_all_members_together_are_counted(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "LARGEST_BYTES", 1000)
    path.write_bytes(zipped(dict.fromkeys("abcde", b"x" * 300)))
    with archive_at(path) as archive:
        for name in "abc":
            assert len(content_of(archive, name)) == 300
        assert code_of(archive, "d")[0] == Refusal.TOO_LARGE


def test_too_many_members_are_counted_before_they_are_listed(path: Path) -> None:
    many = MEMBERS_MOST + 1
    entry = zip_of(Member("a"))
    entries_at, end_at = entry.index(b"PK\x01\x02"), entry.index(b"PK\x05\x06")
    one = entry[entries_at:end_at]
    end = bytearray(entry[end_at:])
    end[12:16] = (len(one) * many).to_bytes(4, "little")
    path.write_bytes(entry[:entries_at] + one * many + bytes(end))
    with pytest.raises(RefusedError) as refused, archive_at(path):
        pass
    assert refused.value.problem.code == Refusal.TOO_LARGE


def test_a_large_zip_with_sizes_of_eight_bytes(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as written, written.open("a", "w", force_zip64=True) as file:
        file.write(b"content")
    with archive_at(path) as archive:
        assert content_of(archive, "a") == b"content"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04",
        b"PK\x05\x06",
        b"plain text",
        zipped({"a": b"x"})[:-30],
        zip_of(Member("a", b"x"), list_bytes=10**6),
        zip_of(Member(b"\xff\xff", b"x")),
    ],
    # A zip holds the time it was made at, which no name of a test may.
    ids=["empty", "begun", "ended", "text", "cut", "long_list", "odd_name"],
)
def test_what_is_no_zip_or_not_whole_is_refused(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(RefusedError) as refused, archive_at(path):
        pass
    assert refused.value.problem.code in {Refusal.UNREADABLE, Refusal.TRUNCATED}


def test_every_flipped_byte_of_a_small_zip(path: Path) -> None:
    whole = zip_of(Member("a", b"x" * 50), Member("b/c.fit", b"y" * 50, is_deflated=False))
    for place in range(len(whole)):
        broken = bytearray(whole)
        broken[place] ^= 0xFF
        path.write_bytes(broken)
        try:
            with archive_at(path) as archive:
                for name in archive.names:
                    try:
                        content_of(archive, name)
                    except RefusedError:
                        continue
        except RefusedError:
            continue
