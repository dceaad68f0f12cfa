import getpass
import json
import os
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from diary.services.sample import sample_diary
from tests.builders import ON, ZONE
from tests.builders_hand_over import QuickFiles
from tests.cli.conftest import Kneelog, of_diary
from tests.fuzz.crafted import changed, sound

SAMPLE = sample_diary(60, 1, ON, ZONE)


@pytest.fixture
def full(kneelog: Kneelog) -> Kneelog:
    kneelog.fill(SAMPLE)
    return kneelog


@pytest.fixture
def quick(full: Kneelog) -> Kneelog:
    """Locks files in no time."""
    full.parts = replace(full.parts, hand_over_files=QuickFiles)
    return full


def export(kneelog: Kneelog, path: Path | str, kind: str, *more: str) -> Any:  # noqa: ANN401 - a `Said`
    return kneelog("export", "--format", kind, "--out", str(path), *more)


def test_a_diary_is_handed_on_and_made_again(full: Kneelog, tmp_path: Path) -> None:
    file, other = tmp_path / "a.kneelog", tmp_path / "other.sqlite3"
    said = export(full, file, "kneelog")
    assert (said.status, said.err) == (0, "")
    with zipfile.ZipFile(file) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        told = json.loads(archive.read("diary.json"))
    assert said.out.splitlines()[1:] == [f"The number of this file: {manifest['file_id']}"]
    assert told["reminders"][0]["title"]
    assert file.stat().st_mode & 0o777 == 0o600
    said = full("new", "--from", str(file), "--diary", str(other))
    assert (said.status, said.err) == (0, "")
    assert of_diary(full, other) == full.diary


def test_what_is_left_out_is_said_and_not_in_the_file(full: Kneelog, tmp_path: Path) -> None:
    file = tmp_path / "a.kneelog"
    said = export(full, file, "kneelog", "--without", "notes, shoes", "--from", "-28")
    assert "Left out: notes, shoes." in said.out
    with zipfile.ZipFile(file) as archive:
        told = json.loads(archive.read("diary.json"))
    assert (told["shoes"], {day["note"] for day in told["days"]}) == ([], {""})
    assert told["span"]["to"] == "2026-11-20"
    said = export(full, "-", "json", "--without", "runs")
    assert said.document["runs"] == []


def test_earlier_days_go_along_without_their_notes(full: Kneelog, tmp_path: Path) -> None:
    file = tmp_path / "a.kneelog"
    days = ("--from", "2026-11-07", "--to", "2026-11-20")
    said = export(full, file, "kneelog", *days, "--days-before")
    assert (said.status, said.err) == (0, "")
    with zipfile.ZipFile(file) as archive:
        told = json.loads(archive.read("diary.json"))
        manifest = json.loads(archive.read("manifest.json"))
    assert told["span"] == {"from": "2026-10-24", "to": "2026-11-20"}
    assert manifest["shown"] == {"from": "2026-11-07", "to": "2026-11-20"}
    noted = {day["on"] for day in told["days"] if day["note"]}
    assert noted
    assert min(noted) >= "2026-11-07"
    assert min(day["on"] for day in told["days"]) < "2026-11-07"


def test_earlier_days_need_a_first_day_and_a_file_for_them(full: Kneelog) -> None:
    said = export(full, "-", "json", "--from", "-7", "--days-before")
    assert (said.status, said.err) == (2, "Only a kneelog file and csv take earlier days along.\n")
    said = export(full, "a.kneelog", "kneelog", "--days-before")
    assert (said.status, said.err) == (2, "With --days-before, give a first day with --from.\n")


def test_an_unknown_part_is_told_with_the_known_ones(full: Kneelog) -> None:
    for words in ("thoughts", ","):
        said = export(full, "-", "json", "--without", words)
        assert said.status == 2
        assert "painkillers" in said.err


def test_tables_are_a_new_folder(full: Kneelog, tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    assert export(full, folder, "csv").status == 0
    assert {"days.csv", "runs.csv", "shoes.csv"} <= {each.name for each in folder.iterdir()}
    said = export(full, folder, "csv")
    assert (said.status, "exists already" in said.err) == (3, True)
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []
    said = export(full, "-", "csv")
    assert (said.status, said.err) == (2, "CSV is several files. Give the name of a new folder.\n")


def test_a_folder_that_cannot_be_written_is_not_begun(
    full: Kneelog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = iter(range(99))

    def full_disk(_number: int) -> None:
        if next(calls) > 1:
            raise OSError(28, "No space left on device")

    before = sorted(each.name for each in tmp_path.iterdir())
    monkeypatch.setattr(os, "fsync", full_disk)
    said = export(full, tmp_path / "tables", "csv")
    assert (said.status, "no space left" in said.err) == (3, True)
    assert sorted(each.name for each in tmp_path.iterdir()) == before


def test_a_script_locks_and_opens_a_file_with_a_passphrase(quick: Kneelog, tmp_path: Path) -> None:
    file, other, words = tmp_path / "a.kneelog", tmp_path / "other", tmp_path / "words"
    words.write_text("knee and shoe\nsecond line\n")
    said = export(quick, file, "kneelog", "--passphrase-file", str(words))
    assert (said.status, said.err) == (0, "")
    assert file.read_bytes().startswith(b"age-encryption.org/")
    arguments = ("new", "--from", str(file), "--diary", str(other), "--passphrase-file", str(words))
    assert quick(*arguments).status == 0
    assert of_diary(quick, other) == quick.diary
    other.unlink()
    words.write_text("knee and shoes\n")
    said = quick(*arguments)
    assert said.status == 3
    assert said.err.startswith("The passphrase does not open the file. Type it again.\n")
    assert not other.exists()


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the person types, one line each."""
    typed: list[str] = []
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(getpass, "getpass", lambda _prompt: typed.pop(0))
    return typed


def test_a_passphrase_is_typed_twice_the_same(
    quick: Kneelog, tmp_path: Path, terminal: list[str]
) -> None:
    file = tmp_path / "a.kneelog"
    for lines, told in (
        (["one", "two"], "The two are not the same. Nothing was written.\n"),
        ([""], "No passphrase was given.\n"),
        (["x" * 1001], "The passphrase is too long.\n"),
    ):
        terminal[:] = lines
        said = export(quick, file, "kneelog", "--passphrase")
        assert (said.status, said.err) == (2, told)
    assert not file.exists()
    terminal[:] = ["one", "one"]
    assert export(quick, file, "kneelog", "--passphrase").status == 0
    terminal[:] = ["one"]
    other = tmp_path / "other"
    assert quick("new", "--from", str(file), "--diary", str(other)).status == 0


def test_without_a_terminal_nobody_is_asked(
    full: Kneelog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False)
    said = export(full, tmp_path / "a", "kneelog", "--passphrase")
    assert (said.status, "--passphrase-file" in said.err) == (2, True)


def test_only_a_file_for_somebody_else_has_a_passphrase(full: Kneelog, tmp_path: Path) -> None:
    said = export(full, tmp_path / "a", "json", "--passphrase")
    assert (said.status, said.err) == (2, "Only a kneelog file can have a passphrase.\n")


def test_a_newer_file_makes_no_diary(kneelog: Kneelog, tmp_path: Path) -> None:
    file = tmp_path / "a.kneelog"
    file.write_bytes(sound(changed(version=2)))
    said = kneelog("new", "--from", str(file))
    assert said.status == 3
    assert said.err.startswith("The file was made by a newer version.")
    assert not kneelog.path.exists()


def test_what_is_odd_in_a_file_is_told_and_the_diary_is_made(
    kneelog: Kneelog, tmp_path: Path
) -> None:
    file = tmp_path / "a.kneelog"
    file.write_bytes(sound(changed(moods=[1])))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("../x.exe", b"x")
    said = kneelog("new", "--from", str(file))
    assert said.status == 1
    assert said.err == (
        "“../x.exe” is not known here and was not opened.\n"
        "$.moods: This key is not known and was left out.\n"
    )
    assert kneelog.diary.days


def test_a_diary_that_is_refused_is_told_with_the_place(kneelog: Kneelog, tmp_path: Path) -> None:
    file = tmp_path / "a.kneelog"
    file.write_bytes(sound(changed(days=[{"on": 7}, {"on": 8}])))
    said = kneelog("new", "--from", str(file))
    assert said.status == 3
    first, second, last = said.err.splitlines()
    assert first.startswith("The diary in the file cannot be read. Ask for it once more. $.days[0]")
    assert second.startswith("$.days[1].on: ")
    assert last == "a.kneelog was refused; no diary was made."
