"""What an ordinary user meets in places that are not theirs: root may do everything."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from diary.services.sample import sample_diary
from tests.architecture.source import ROOT
from tests.builders import ON, ZONE, write_new_diary

NAME = "My knees.sqlite3"
# Takes from root what lets it pass over rights; everybody else has it not.
_AS_ANYBODY = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")
_MAY_PASS = hasattr(os, "geteuid") and os.geteuid() == 0

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "geteuid"), reason="rights are told in another way"),
    pytest.mark.skipif(
        _MAY_PASS and shutil.which("setpriv") is None, reason="root may write everywhere"
    ),
]


@dataclass(frozen=True, slots=True)
class Place:
    """A folder with a diary in it, and commands given by somebody who keeps to rights."""

    folder: Path

    @property
    def path(self) -> Path:
        return self.folder / NAME

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        before = _AS_ANYBODY if _MAY_PASS else ()
        done = subprocess.run(
            [*before, sys.executable, "-m", "diary", "--diary", str(self.path), *arguments],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert "Traceback" not in done.stderr
        return done.returncode, done.stdout, done.stderr

    def names(self) -> list[str]:
        return sorted(each.name for each in self.folder.iterdir())


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    folder = tmp_path / "theirs"
    folder.mkdir()
    place = Place(folder)
    write_new_diary(place.path, sample_diary(60, 1, ON, ZONE))
    yield place
    folder.chmod(0o700)


def test_a_diary_in_a_folder_that_cannot_be_written_can_be_read(place: Place) -> None:
    place.folder.chmod(0o500)
    for command in ("runs", "days", "scores", "shoes", "reminders", "check", "backups"):
        status, out, err = place(command)
        assert (status, err) == (0, ""), command
        assert out
    assert place.names() == [NAME]


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("log score left morning 3", f"You may not write {NAME} or its folder."),
        ("log run --time 40", f"You may not write {NAME} or its folder."),
        ("backup", "No backup could be written"),
        ("export --format json --out FOLDER/x.json", "You may not open or write FOLDER/x.json."),
        ("new --diary FOLDER/new.sqlite3", "You may not write new.sqlite3 or its folder."),
        ("restore OTHER", f"You may not write {NAME} or its folder."),
        ("restore OTHER --as FOLDER/new.sqlite3", "You may not write new.sqlite3 or its folder."),
        (
            "restore --readable --as FOLDER/new.sqlite3",
            "You may not write new.sqlite3 or its folder.",
        ),
    ],
)
def test_what_would_write_there_is_refused_by_the_name_that_was_given(
    place: Place, tmp_path: Path, command: str, told: str
) -> None:
    other = tmp_path / "other.sqlite3"
    shutil.copyfile(place.path, other)
    before = place.path.read_bytes()
    place.folder.chmod(0o500)
    names = {"FOLDER": str(place.folder), "OTHER": str(other)}
    for name, path in names.items():
        command, told = command.replace(name, path), told.replace(name, path)
    status, _out, err = place(*command.split())
    assert status == 3
    assert err.startswith(told)
    assert ".part" not in err
    assert place.names() == [NAME]
    assert place.path.read_bytes() == before


@pytest.mark.parametrize("command", ["runs", "scores", "check", "log score left morning 3"])
def test_a_diary_that_may_not_be_read_is_told_as_such(place: Place, command: str) -> None:
    place.path.chmod(0)
    status, out, err = place(*command.split())
    assert (status, out) == (3, "")
    assert err.startswith(f"You may not read {NAME}. It was not changed.")


def test_a_diary_that_may_not_be_written_is_told_as_such(place: Place) -> None:
    place.path.chmod(0o400)
    status, _out, err = place("log", "score", "left", "morning", "3")
    assert status == 3
    assert err.startswith(f"You may not write {NAME} or its folder.")
    assert place("runs")[0] == 0
