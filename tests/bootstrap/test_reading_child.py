"""What the parent of a reading child takes from it, and what it does about a bad one."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from diary import bootstrap
from diary.bootstrap import CHILD_OPTION, child_process, reading_child
from diary.bootstrap.child_process import child_command
from diary.bootstrap.foreign import open_reader
from diary.domain.knee import Moment
from diary.domain.reading import ReadRequest, Refusal
from diary.domain.run import Sport
from diary.domain.table_match import ColumnUse, TableField
from diary.formats.pipe import received
from diary.formats.reading import read_path
from diary.formats.wire import Ask, Done, Found, Ready, answer_in, framed
from tests.bootstrap.reading import REQUEST, ROOT, Children, a_fit, always, codes, ids, read_all
from tests.builders_apple import apple_file, old_workout
from tests.builders_samples import SAMPLE
from tests.builders_zips import zipped


def test_a_child_finds_what_is_found_without_one(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"1.fit": a_fit(1), "b/2.fit": a_fit(2), "x": b"?"}))
    paths = [SAMPLE, tmp_path / "a.zip", tmp_path / "absent.gpx"]
    new_id = ids()
    expected = [file for path in paths for file in read_path(path, REQUEST, new_id)]
    assert read_all(*paths) == expected
    assert len(expected) > 4


def test_what_is_asked_reaches_the_child(tmp_path: Path) -> None:
    (tmp_path / "a.fit").write_bytes(a_fit(1))
    request = ReadRequest("Asia/Tokyo", REQUEST.imported_at, Sport.HIKE)
    with open_reader(always) as read:
        (file,) = read(tmp_path / "a.fit", request, lambda: "my-id")
    (run,) = file.runs
    assert (run.id, run.sport, run.timezone) == ("my-id", Sport.HIKE, "Asia/Tokyo")


def test_scores_of_a_table_stay_with_their_runs(tmp_path: Path) -> None:
    path = tmp_path / "runs.csv"
    path.write_text(
        "Date,km,Duration,Pain during left\n2026-03-01,8.2,45:10,3\n2026-03-02,5.0,30:10,6\n"
    )
    (guess,) = read_all(path)
    assert guess.table is not None
    pain = ColumnUse(3, TableField.PAIN_LEFT, None, Moment.DURING)
    said = replace(guess.table.match, uses=(*guess.table.match.uses, pain))
    request = replace(REQUEST, matches={guess.table.key: said})
    numbers = count(7)
    with open_reader(always) as read:
        (found,) = read(path, request, lambda: f"mine-{next(numbers)}")
    assert [run.id for run in found.runs] == ["mine-7", "mine-8"]
    assert [(score.run_id, score.value) for score in found.scores] == [("mine-7", 3), ("mine-8", 6)]


def test_names_that_are_no_text(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.fit"))
    path.write_bytes(a_fit(1))
    (file,) = read_all(path)
    assert len(file.runs) == 1


@pytest.mark.usefixtures("bad_child")
@pytest.mark.parametrize(
    ("deed", "code"),
    [
        ("crash", Refusal.UNREADABLE),
        ("taken", Refusal.TOO_LARGE),
        ("eat", Refusal.TOO_LARGE),
        ("babble", Refusal.UNREADABLE),
        ("lie", Refusal.UNREADABLE),
        ("print", Refusal.UNSUPPORTED),
    ],
)
def test_a_bad_file_is_named_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, deed: str, code: Refusal
) -> None:
    monkeypatch.setattr(reading_child, "seconds_for", lambda _bytes: 60.0)
    (tmp_path / "bad").write_text(deed + " x")
    (tmp_path / "good.fit").write_bytes(a_fit(1))
    found = read_all(tmp_path / "good.fit", tmp_path / "bad", tmp_path / "good.fit")
    assert codes(found) == ["run", code, "run"]
    assert [Path(file.path).name for file in found] == ["good.fit", "bad", "good.fit"]
    assert [run.id for file in found for run in file.runs] == ["run-1", "run-2"]


@pytest.mark.usefixtures("bad_child")
@pytest.mark.parametrize("is_zip", [True, False])
def test_a_bad_member_is_named_and_the_others_are_read_once(tmp_path: Path, is_zip: bool) -> None:
    contents = {
        "1.fit": a_fit(1),
        "2": b"hang ",
        "3.fit": a_fit(3),
        "4": b"crash ",
        "5.fit": a_fit(5),
        "6": b"taken ",
    }
    path = tmp_path / "archive"
    if is_zip:
        path.write_bytes(zipped(contents))
    else:
        path.mkdir()
        for name, content in contents.items():
            (path / name).write_bytes(content)
    found = read_all(path)
    assert [file.member for file in found] == list(contents)
    assert codes(found) == ["run", "timeout", "run", "unreadable", "run", "too_large"]
    assert [run.id for file in found for run in file.runs] == ["run-1", "run-2", "run-3"]


@pytest.mark.usefixtures("bad_child")
def test_an_archive_of_bad_members_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_child, "RESTARTS_MOST", 2)
    path = tmp_path / "a.zip"
    path.write_bytes(zipped(dict.fromkeys("12345", b"crash ")))
    assert codes(read_all(path)) == ["unreadable"] * 3


@pytest.mark.usefixtures("bad_child")
def test_the_system_ends_what_calculates_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_child, "seconds_for", lambda _bytes: 60.0)
    (tmp_path / "bad").write_text("spin ")
    assert codes(read_all(tmp_path / "bad")) == ["timeout"]


@pytest.mark.usefixtures("bad_child")
def test_a_child_cannot_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BAD_CHILD_FILE", str(tmp_path / "written"))
    (tmp_path / "bad").write_text("write ")
    assert codes(read_all(tmp_path / "bad")) == ["unreadable"]
    assert (tmp_path / "written").read_bytes() == b""


@pytest.mark.usefixtures("bad_child")
def test_what_nobody_wants_any_more_ends_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, children: Children
) -> None:
    monkeypatch.setattr(reading_child, "seconds_for", lambda _bytes: 60.0)
    (tmp_path / "bad").write_text("hang ")
    (tmp_path / "good.fit").write_bytes(a_fit(1))
    asked = count()

    def is_wanted(share: float = 0.0) -> bool:
        return next(asked) < 8

    began = time.monotonic()
    paths = (tmp_path / "good.fit", tmp_path / "bad")
    found = read_all(*paths, is_wanted=is_wanted)
    assert codes(found) == ["run"]
    assert time.monotonic() - began < 10
    assert children.are_gone


@pytest.mark.usefixtures("bad_child")
def test_a_large_file_tells_how_far_it_is(tmp_path: Path) -> None:
    path = tmp_path / "export.xml"
    path.write_text(apple_file(old_workout(), records=5_000))
    shares: list[float] = []

    def is_wanted(share: float = 0.0) -> bool:
        shares.append(share)
        return True

    assert codes(read_all(path, is_wanted=is_wanted)) == ["run"]
    assert shares == sorted(shares)
    assert max(shares) == 1.0


def test_a_reader_that_is_closed_leaves_nothing_behind(tmp_path: Path, children: Children) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({f"{day}.fit": a_fit(day) for day in range(1, 20)}))
    with open_reader(always) as read:
        found = read(path, REQUEST, ids())
        next(found)
        assert not children.are_gone
    assert children.are_gone


def test_a_path_that_is_left_early_does_not_answer_for_the_next(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({f"{day}.fit": a_fit(day) for day in range(1, 9)}))
    (tmp_path / "b.fit").write_bytes(a_fit(20))
    with open_reader(always) as read:
        found = read(tmp_path / "a.zip", REQUEST, ids())
        next(found)
        found.close()  # type: ignore[attr-defined]  # it is a generator
        (file,) = read(tmp_path / "b.fit", REQUEST, ids())
    assert (file.member, len(file.runs)) == (None, 1)


def test_where_no_child_can_be_started_every_file_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child_process, "child_command", lambda: [str(tmp_path / "absent")])
    assert codes(read_all(SAMPLE / "trail_run.gpx", SAMPLE)) == ["unreadable", "unreadable"]


def test_the_parent_loads_no_parser() -> None:
    code = f"""
import sys
from datetime import UTC, datetime
from pathlib import Path
from diary.bootstrap.foreign import open_reader
from diary.domain.reading import ReadRequest
with open_reader(lambda share: True) as read:
    found = list(read(Path({str(SAMPLE)!r}), ReadRequest("UTC", datetime.now(UTC)), lambda: "x"))
assert sum(len(file.runs) for file in found) > 1, found
print(*sys.modules)
"""
    command = [sys.executable, "-c", code]
    said = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    loaded = set(said.split())
    parsers = {name for name in loaded if name.startswith("diary.formats.")}
    assert parsers == {"diary.formats.pipe", "diary.formats.wire"}
    assert not loaded & {"pyexpat", "fitdecode", "zipfile", "PySide6", "sqlalchemy", "numpy"}


def test_a_packaged_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert child_command() == [sys.executable, CHILD_OPTION]


def answers_of(command: list[str], path: Path) -> Iterator[object]:
    ask = framed(Ask(os.fsencode(path), REQUEST, {}))
    said = subprocess.run(command, cwd=ROOT, input=ask, check=True, capture_output=True).stdout
    left = memoryview(said)

    def read(most: int) -> bytes:
        nonlocal left
        taken, left = bytes(left[:most]), left[most:]
        return taken

    while (content := received(read)) is not None:
        yield answer_in(content)


def test_the_program_itself_can_be_the_child() -> None:
    command = [sys.executable, "-m", "diary", bootstrap.CHILD_OPTION]
    ready, found, done = answers_of(command, SAMPLE / "trail_run.gpx")
    assert ready == Ready()
    assert isinstance(found, Found)
    assert len(found.file.runs) == 1
    assert done == Done()
