import sqlite3
import stat
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from diary.bootstrap.files import known_diaries
from diary.domain.person import Contact, ContactKind
from diary.domain.reading import Caution, ReadFile, ReadProblem, ReadRequest, Refusal
from diary.domain.run import Run, Sport
from diary.services.ports import IdSource
from diary.services.sample import sample_diary
from tests.builders import ON, ZONE, a_diary, a_run, a_shoe
from tests.cli.conftest import Kneelog
from tests.cli.damage import with_changed_rows
from tests.reading import opening

GPX = """<?xml version="1.0"?>
<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><trk><type>running</type><trkseg>
<trkpt lat="38.70" lon="-9.1"><time>2026-11-18T18:00:00Z</time></trkpt>
<trkpt lat="38.71" lon="-9.1"><time>2026-11-18T18:06:00Z</time></trkpt>
<trkpt lat="38.72" lon="-9.1"><time>2026-11-18T18:12:00Z</time></trkpt>
</trkseg></trk></gpx>"""


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "watch"
    folder.mkdir()
    (folder / "run.gpx").write_text(GPX)
    return folder


def test_files_are_added_once_in_the_pair_worn(kneelog: Kneelog, files: Path) -> None:
    kneelog.fill(a_diary(shoes=[a_shoe("s1", "Blue 12")]))
    said = kneelog("import", str(files), "--shoe", "blue 12", "--json")
    assert (said.status, said.err) == (0, "")
    told = said.document
    assert {key: told[key] for key in ("added", "duplicates", "not_runs", "failed")} == {
        "added": 1,
        "duplicates": 0,
        "not_runs": 0,
        "failed": 0,
    }
    run = kneelog.diary.runs[told["files"][0]["runs"][0]]
    assert (run.shoe_id, run.sport, run.on.isoformat()) == ("s1", Sport.RUN, "2026-11-18")
    again = kneelog("import", str(files / "run.gpx"))
    assert again.status == 0
    assert "Already here" in again.out
    assert len(kneelog.diary.runs) == 1


def test_a_dry_run_adds_nothing(kneelog: Kneelog, files: Path) -> None:
    kneelog("new")
    said = kneelog("import", str(files), "--dry-run")
    assert said.status == 0
    assert "1 would be added" in said.out
    assert kneelog.diary.runs == {}


def backups(kneelog: Kneelog) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = kneelog("backups", "--json").document["backups"]
    return listed


def test_a_backup_is_made_before_anything_is_added(kneelog: Kneelog, files: Path) -> None:
    kneelog.fill(a_diary(runs=[a_run()]))
    assert kneelog("import", str(files)).status == 0
    [backup] = backups(kneelog)
    assert (backup["reason"], backup["runs"], backup["verified"]) == ("import", 1, True)
    assert len(kneelog.diary.runs) == 2
    # Nothing to add, nothing to go back from.
    assert kneelog("import", str(files)).status == 0
    assert kneelog("import", str(files), "--dry-run").status == 0
    assert len(backups(kneelog)) == 1


def test_into_a_damaged_diary_nothing_is_added(kneelog: Kneelog, files: Path) -> None:
    kneelog("sample")
    with_changed_rows(kneelog.path)
    before = kneelog.path.read_bytes()
    said = kneelog("import", str(files))
    assert (said.status, said.out) == (3, "")
    assert "has a problem, so no backup was made of it. Nothing was changed" in said.err
    assert "kneelog --diary" in said.err
    assert kneelog.path.read_bytes() == before


def test_where_no_backup_can_be_made_nothing_is_added(kneelog: Kneelog, files: Path) -> None:
    kneelog("new")
    (kneelog.path.parent / "backups").write_text("in the way")
    said = kneelog("import", str(files), "--json")
    assert (said.status, said.out) == (3, "")
    assert "Your diary is fine" in said.err
    assert kneelog.diary.runs == {}


def test_a_second_folder_that_is_gone_is_told_and_the_import_goes_on(
    kneelog: Kneelog, files: Path, tmp_path: Path
) -> None:
    kneelog("new")
    known_diaries().set_second_folder(kneelog.path, tmp_path / "stick")
    said = kneelog("import", str(files), "--json")
    assert (said.status, said.document["added"]) == (0, 1)
    assert "“stick” was not found" in said.err
    made = kneelog("backup")
    assert made.status == 1
    assert "“stick” was not found" in made.err
    (tmp_path / "stick").mkdir()
    assert kneelog("backup").status == 0
    assert len(list((tmp_path / "stick").rglob("*.sqlite3"))) == 1


def test_the_sport_can_be_told(kneelog: Kneelog, files: Path) -> None:
    kneelog("new")
    assert kneelog("import", str(files), "--sport", "walk").status == 0
    assert [run.sport for run in kneelog.diary.runs.values()] == [Sport.WALK]


def test_a_bad_file_does_not_stop_the_others(kneelog: Kneelog, files: Path) -> None:
    kneelog("new")
    (files / "a.gpx").write_text("<gpx")
    said = kneelog("import", str(files))
    assert said.status == 1
    assert "a.gpx" in said.err
    assert "1 added" in said.out
    assert "1 not readable" in said.out


def test_when_nothing_could_be_read_nothing_is_changed(kneelog: Kneelog, files: Path) -> None:
    kneelog("new")
    said = kneelog("import", str(files / "missing.fit"), "--json")
    assert said.status == 3
    assert said.document["files"][0]["error"]["code"] == "unreadable"
    assert kneelog("import", str(files), "--shoe", "Red").status == 2
    assert kneelog.diary.runs == {}


def test_warnings_and_other_files_are_told(kneelog: Kneelog, files: Path) -> None:
    kneelog("new")

    def read(path: Path, request: ReadRequest, new_id: IdSource) -> Iterator[ReadFile]:
        runs: tuple[Run, ...] = (a_run("r1"),)
        warned = ReadFile(str(path), "a.fit", "0", runs, (ReadProblem(Caution.CRC_WRONG),))
        other = ReadFile(str(path), "b.fit", "1", (), (), ReadProblem(Refusal.NOT_AN_ACTIVITY))
        yield from (warned, other)

    kneelog.parts = replace(kneelog.parts, open_reader=opening(read))
    said = kneelog("import", str(files / "run.gpx"))
    assert (said.status, kneelog.diary.runs) == (3, {})
    assert "Not added: the file's check sum is wrong." in said.out
    said = kneelog("import", str(files / "run.gpx"), "--odd")
    assert said.status == 0
    assert "compare the numbers with your watch" in said.out
    assert "Not an activity" in said.out


def test_an_export_is_written_whole_for_the_owner_only(kneelog: Kneelog, tmp_path: Path) -> None:
    kneelog.fill(sample_diary(60, 1, ON, ZONE))
    out = tmp_path / "diary.json"
    out.write_text("old")
    said = kneelog("export", "--format", "json", "--out", str(out), "--replace")
    assert said.status == 0
    assert said.out.startswith(f"Wrote {out}: ")
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert out.read_text().startswith('{\n"format": "kneelog"')
    assert out.read_text().endswith('"reminders": []\n}\n')
    assert kneelog("export", "--format", "json", "--out", str(tmp_path / "no/x.json")).status == 3


@pytest.mark.parametrize(
    "command",
    [
        *(("export", "--format", "json", "--out", "-"), ("runs", "--json"), ("shoes", "--json")),
        *(("days", "--json"), ("days",), ("scores", "--json"), ("reminders", "--json")),
        *(("check",), ("backup", "--json"), ("backups", "--json")),
    ],
)
def test_whom_to_call_stays_in_the_diary(kneelog: Kneelog, command: tuple[str, ...]) -> None:
    diary = sample_diary(60, 1, ON, ZONE)
    canary = Contact(ContactKind.PT, "Canary Berg", "0555 98765")
    kneelog.fill(replace(diary, person=replace(diary.person, contacts=(canary,))))
    assert kneelog.diary.person.contacts == (canary,)
    said = kneelog(*command)
    assert said.status == 0
    assert "Canary" not in said.out + said.err
    assert "98765" not in said.out + said.err
    written = [path for path in kneelog.path.parent.rglob("*.json") if path.is_file()]
    assert all("98765" not in path.read_text("utf-8", "replace") for path in written)


def test_an_export_of_a_span_has_reminders_and_what_shoes_ran_before(kneelog: Kneelog) -> None:
    kneelog.fill(sample_diary(140, 1, ON, ZONE))
    options = ("--from", "2026-11-01", "--to", "2026-11-19")
    told = kneelog("export", "--format", "json", "--out", "-", *options).document
    assert told["span"] == {"from": "2026-11-01", "to": "2026-11-19"}
    assert {each["on"] for each in told["runs"]} <= {f"2026-11-{n:02}" for n in range(1, 20)}
    titles = {each["rule"]: each["title"] for each in told["reminders"]}
    assert set(titles) >= {"R-WORSE", "R-SHOE"}
    assert titles["R-WORSE"] == "Left knee pain is rising"
    whole = kneelog("export", "--format", "json", "--out", "-").document
    assert whole["span"] is None
    for shoe in told["shoes"]:
        ran = [run for run in whole["runs"] if run["shoe_id"] == shoe["id"]]
        before = sum(run["distance_m"] for run in ran if run["on"] < "2026-11-01")
        assert shoe["distance_before_span_m"] == pytest.approx(before)


def test_a_file_of_a_span_can_be_read_again(kneelog: Kneelog, tmp_path: Path) -> None:
    kneelog.fill(sample_diary(140, 1, ON, ZONE))
    out, other = str(tmp_path / "span.json"), tmp_path / "other.sqlite3"
    kneelog("export", "--format", "json", "--out", out, "--from", "-20")
    said = kneelog("new", "--from", out, "--diary", str(other))
    assert (said.status, said.err) == (0, "")
    shoes = {
        shoe["name"]: shoe["distance_m"]
        for shoe in kneelog("shoes", "--json", "--diary", str(other)).document["shoes"]
    }
    assert shoes == {
        shoe["name"]: pytest.approx(shoe["distance_m"])
        for shoe in kneelog("shoes", "--json").document["shoes"]
    }


def test_a_sound_diary_is_called_sound(kneelog: Kneelog) -> None:
    kneelog("sample")
    said = kneelog("check", "--json")
    assert (said.status, said.document) == (0, {"ok": True, "problems": []})
    assert kneelog("check").out == (
        "diary.sqlite3 is sound: 131 days, 77 activities, 2 pairs of shoes, each as it was"
        " written.\n"
    )


def test_a_changed_row_is_found_and_told_and_listings_go_on(kneelog: Kneelog) -> None:
    kneelog("sample")
    with closing(sqlite3.connect(kneelog.path)) as connection, connection:
        connection.execute("UPDATE runs SET rpe = 99 WHERE rpe IS NOT NULL AND shoe_id IS NOT NULL")
    said = kneelog("check", "--json")
    assert said.status == 1
    assert said.document["ok"] is False
    first = said.document["problems"][0]
    assert set(first) == {"code", "where", "text"}
    assert first["where"].startswith("runs/")
    listed = kneelog("runs", "--json")
    assert listed.status == 1
    assert "cannot be read" in listed.err
    assert listed.document["runs"]


@pytest.mark.parametrize("content", [None, b"", b"Dear diary"])
def test_what_is_no_diary_cannot_be_checked(kneelog: Kneelog, content: bytes | None) -> None:
    if content is not None:
        kneelog.path.write_bytes(content)
    said = kneelog("check", "--json")
    assert said.status == 3
    assert said.document["ok"] is False


def test_pictures_are_asked_for_with_every_option(kneelog: Kneelog, tmp_path: Path) -> None:
    asked: list[Any] = []

    def run_shots(out: Path, **options: object) -> Sequence[Path]:
        asked.append((out, options))
        return [out / "today.png"]

    kneelog("sample")
    kneelog.parts = replace(kneelog.parts, run_shots=run_shots)
    out = tmp_path / "a" / "shots"
    options = ("--theme", "dark", "--text-size", "200", "--size", "800x600")
    said = kneelog("shots", "--out", str(out), *options)
    assert (said.status, said.out) == (0, f"1 picture in {out}\n")
    assert out.is_dir()
    (at, how) = asked.pop()
    assert (at, how["diary"], how["looks"]) == (out, kneelog.path, [("dark", 200, (800, 600))])
    assert how["is_wanted"]("today")
    assert kneelog("shots", "--out", str(out), "--all", "--page", "runs").status == 0
    (_at, how) = asked.pop()
    assert len(how["looks"]) == 3 * 4 * 4
    assert [how["is_wanted"](key) for key in ("runs-empty", "today")] == [True, False]
