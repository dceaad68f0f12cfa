"""`kneelog import` with archives, tables, shoes, scores and what it remembers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from diary.domain.change import Change, ChangeSet
from diary.domain.knee import Knee, Moment
from diary.domain.reading import Caution, ReadFile, ReadProblem, ReadRequest, ReadScore
from diary.domain.run import Run, RunSource, SourceFormat, Sport
from diary.domain.table_match import (
    ColumnUse,
    DateOrder,
    DecimalMark,
    TableField,
    TableLook,
    TableMatch,
    TableUnit,
)
from diary.services.ports import IdSource
from tests.builders import ON, Given, a_diary, a_run, a_shoe
from tests.builders_files import FitSession, GpxTrack, fit_file, gpx_file, line_of_points
from tests.cli.conftest import Kneelog
from tests.reading import opening

START = datetime(2026, 5, 5, 6, 40, tzinfo=UTC)
SOURCE = RunSource("activities.csv", SourceFormat.STRAVA_CSV, "aa")
MATCH = TableMatch(
    (
        ColumnUse(0, TableField.DATE),
        ColumnUse(1, TableField.DISTANCE, TableUnit.MILE),
        ColumnUse(9, TableField.NOTE),
    ),
    DateOrder.MONTH_FIRST,
    DecimalMark.COMMA,
)
LOOK = TableLook("key", ("Day", "Miles"), (("11/2/2026", "5,1"),), 3, MATCH, frozenset({1}))


def archive(new_id: IdSource) -> ReadFile:
    """Three runs and a ride with pairs, one of them by two names."""
    runs = [
        a_run(new_id(), ON - timedelta(days=n), distance_m=5000.0 + n, source=SOURCE, rpe=4)
        for n in range(3)
    ]
    ride = a_run(new_id(), ON - timedelta(days=9), sport=Sport.RIDE, source=SOURCE)
    names = {runs[0].id: "Pegasus", runs[1].id: "blue 12", runs[2].id: "Cloud", ride.id: "Bike"}
    scores = (ReadScore(ON, Knee.LEFT, Moment.WORST, 4),)
    return ReadFile("export.zip", "activities.csv", "aa", (*runs, ride), gear=names, scores=scores)


@pytest.fixture
def with_archive(kneelog: Kneelog) -> Kneelog:
    def read(path: Path, request: ReadRequest, new_id: IdSource) -> Iterator[ReadFile]:
        yield archive(new_id)

    kneelog.fill(a_diary(shoes=[a_shoe("blue"), a_shoe("red", "Red 3")]))
    kneelog.parts = replace(kneelog.parts, open_reader=opening(read))
    return kneelog


def worn(kneelog: Kneelog) -> list[str | None]:
    """The names of the pairs of all activities, the newest first."""
    diary = kneelog.diary
    names = {shoe.id: shoe.name for shoe in diary.shoes.values()}
    runs = reversed(diary.runs_in_order())
    return [names[run.shoe_id] if run.shoe_id else None for run in runs]


def test_pairs_follow_their_names(with_archive: Kneelog) -> None:
    said = with_archive("import", "export.zip")
    assert said.status == 0
    assert "4 added (3 runs, 1 other activity), 0 already here" in said.out
    assert "2 new pairs of shoes: Pegasus, Cloud" in said.out
    assert worn(with_archive) == ["Pegasus", "Blue 12", "Cloud", None]


def test_a_dry_run_says_the_same_and_writes_nothing(with_archive: Kneelog) -> None:
    said = with_archive("import", "export.zip", "--dry-run", "--scores")
    assert said.status == 0
    assert "4 would be added" in said.out
    assert "2 new pairs of shoes: Pegasus, Cloud" in said.out
    assert "1 knee score" in said.out
    assert with_archive.diary == a_diary(shoes=[a_shoe("blue"), a_shoe("red", "Red 3")])


def test_what_a_pair_is_called_is_said_once_and_remembered(with_archive: Kneelog) -> None:
    given = ("--gear", "pegasus=Red 3", "--gear", "Cloud=none", "--gear", "Else=new")
    said = with_archive("import", "export.zip", *given)
    assert "No run among these names a pair “Else”." in said.err
    assert worn(with_archive) == ["Red 3", "Blue 12", None, None]
    for run in list(with_archive.diary.runs.values()):
        with_archive("import", "export.zip")
        assert run.id in with_archive.diary.runs
    memory = with_archive.parts.import_memory()
    known = memory.gear(with_archive.path, ["Pegasus", "Cloud", "Else"])
    assert {name: use.shoe_id for name, use in known.items()} == {"Pegasus": "red", "Cloud": None}


@pytest.mark.parametrize("option", ["Pegasus", "=Red 3", "Pegasus=", "Pegasus=Green"])
def test_a_pair_that_cannot_be_understood(with_archive: Kneelog, option: str) -> None:
    said = with_archive("import", "export.zip", "--gear", option)
    assert said.status == 2
    assert with_archive.diary.runs == {}


def test_scores_are_named_and_only_added_when_asked_for(with_archive: Kneelog) -> None:
    said = with_archive("import", "export.zip")
    assert "1 knee score is in the files and was left out" in said.out
    assert list(with_archive.diary.scores()) == []
    said = with_archive("import", "export.zip", "--scores")
    assert "0 added, 4 already here" in said.out
    assert "\n1 knee score\n" in said.out
    assert [each.score.value for each in with_archive.diary.scores()] == [4]


def test_runs_that_are_here_are_filled_when_asked_for(with_archive: Kneelog) -> None:
    typed = a_run("typed", ON, distance_m=5000.0, note="mine")
    with_archive("log", "run", "--on", str(ON), "--distance", "5km", "--time", "45:10")
    said = with_archive("import", "export.zip", "--fill", "--json")
    assert (said.document["added"], said.document["duplicates"]) == (3, 1)
    (run,) = [each for each in with_archive.diary.runs.values() if each.on == typed.on]
    assert run.rpe == 4
    assert worn(with_archive)[0] == "Pegasus"


def test_how_a_guessed_table_was_read(kneelog: Kneelog) -> None:
    asked: list[ReadRequest] = []

    def read(path: Path, request: ReadRequest, new_id: IdSource) -> Iterator[ReadFile]:
        asked.append(request)
        runs: tuple[Run, ...] = (a_run(new_id(), source=SOURCE),)
        warned = (ReadProblem(Caution.FIELD_DROPPED),)
        yield ReadFile("runs.csv", None, "aa", runs, warned, table=LOOK)

    kneelog("new")
    kneelog.parts = replace(kneelog.parts, open_reader=opening(read))
    said = kneelog("import", "runs.csv")
    assert "“Day” is read as: Date\n" in said.out
    assert "“Miles” is read as: Distance (miles), guessed" in said.out
    assert "“column 10” is read as: Note" in said.out
    assert "Dates: month, day, year. Decimals: comma, as in 8,25." in said.out
    assert dict(asked[0].matches) == {}
    kneelog.parts.import_memory().note_matches({"key": MATCH})
    kneelog("import", "runs.csv")
    assert dict(asked[1].matches) == {"key": MATCH}


def test_scores_alone_are_worth_an_import(kneelog: Kneelog) -> None:
    def read(path: Path, request: ReadRequest, new_id: IdSource) -> Iterator[ReadFile]:
        yield ReadFile("pain.csv", None, "aa", (), scores=a_week())

    kneelog("new")
    kneelog.parts = replace(kneelog.parts, open_reader=opening(read))
    assert kneelog("import", "pain.csv").status == 3
    said = kneelog("import", "pain.csv", "--scores")
    assert said.status == 0
    assert "7 knee scores" in said.out
    assert len(list(kneelog.diary.scores())) == 7


def a_week(**other: Given) -> tuple[ReadScore, ...]:
    days = (ON - timedelta(days=n) for n in range(7))
    return tuple(ReadScore(day, Knee.RIGHT, Moment.WORST, 3, **other) for day in days)


TABLE = (
    "Date,Distance (km),Duration,Shoe,Knee left\n"
    "2025-02-13,5.2,31:10,Ghost,3\n"
    "2026-02-14,8,48:00,Cloud,12\n"
    "2026-02-15,8,99:99,Cloud,2\n"
)


@pytest.fixture
def table(kneelog: Kneelog, tmp_path: Path) -> str:
    kneelog("new")
    path = tmp_path / "runs.csv"
    path.write_text(TABLE)
    return str(path)


def test_a_dry_run_says_what_would_be_added_on_every_line(kneelog: Kneelog, table: str) -> None:
    said = kneelog("import", table, "--odd", "--dry-run")
    first, second, third, *_rest = said.out.splitlines()
    assert all(line.startswith("Would be added  ") for line in (first, second, third))
    assert "Added" not in said.out
    assert kneelog("import", table, "--odd").out.startswith("Added  ")


def test_pain_that_was_left_out_and_odd_cells_are_named(kneelog: Kneelog, table: str) -> None:
    said = kneelog("import", table)
    assert "1 column looks like knee pain and was left out: “Knee left”." in said.out
    assert "1 value is not a score of 0 to 10 and was left out: “12” in row 3." in said.out
    assert "was left out (row 4)." in said.out


def test_what_was_deleted_before_comes_back_when_asked_for(kneelog: Kneelog, table: str) -> None:
    kneelog("import", table, "--odd")
    with closing(kneelog.parts.open_store(kneelog.path)) as store:
        runs = store.load().runs.values()
        store.write(ChangeSet(tuple(Change(run, None) for run in runs)))
    said = kneelog("import", table)
    assert said.out.startswith("Deleted before  ")
    assert "0 added, 0 already here, 3 deleted before" in said.out
    assert "3 were deleted before and were left out; --again adds them." in said.out
    said = kneelog("import", table, "--again")
    assert "3 added (2 runs, 1 other activity), 0 already here, 0 not" in said.out
    assert len(kneelog.diary.runs) == 3


def test_pairs_not_worn_for_long_are_retired_when_asked_for(kneelog: Kneelog, table: str) -> None:
    said = kneelog("import", table, "--dry-run")
    assert "Last worn long ago: Ghost (Thu 13 Feb 2025); --retire retires them." in said.out
    said = kneelog("import", table, "--retire")
    assert "Retired, last worn long ago: Ghost (Thu 13 Feb 2025)." in said.out
    retired = {shoe.name: shoe.retired_on for shoe in kneelog.diary.shoes.values()}
    assert retired == {"Ghost": date(2025, 2, 13), "Cloud": None}


def test_scores_that_are_here_are_not_offered_again(kneelog: Kneelog, tmp_path: Path) -> None:
    kneelog("new")
    path = tmp_path / "pain.csv"
    path.write_text("date,left morning,left evening,left worst\n2026-02-14,3,4,2\n2026-02-15,2,,\n")
    said = kneelog("import", str(path))
    assert "“left evening” is read as: Pain score of the left knee (worst of the day)" in said.out
    assert "3 knee scores are in the files" in said.out
    assert "1 knee score gives way to a higher one of the same knee, day" in said.out
    said = kneelog("import", str(path), "--scores")
    assert said.out.startswith("Added  ")
    said = kneelog("import", str(path))
    assert said.status == 0
    assert said.out.startswith("Already here  ")
    assert "are in the files" not in said.out


def test_a_path_that_is_not_there_is_said_to_be_missing(kneelog: Kneelog, tmp_path: Path) -> None:
    kneelog("new")
    said = kneelog("import", str(tmp_path / "nowhere.fit"))
    assert said.status == 3
    assert "nowhere.fit is not there. Check its name and its folder." in said.err


def test_a_picture_among_runs_is_no_failure(kneelog: Kneelog, table: str) -> None:
    Path(table).with_name("holiday.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    folder = str(Path(table).parent / "all")
    Path(folder).mkdir()
    for name in ("runs.csv", "holiday.jpg"):
        Path(table).with_name(name).rename(Path(folder) / name)
    said = kneelog("import", folder, "--odd")
    assert (said.status, said.err) == (0, "")
    assert "holiday.jpg is a picture or a film" in said.out


def test_the_whole_of_a_run_that_broke_off_is_named(kneelog: Kneelog, tmp_path: Path) -> None:
    kneelog("new")
    points = line_of_points(START)
    for name, part in (("half", points[:5]), ("whole", points)):
        content = gpx_file(GpxTrack([part], type="running"))
        (tmp_path / f"{name}.gpx").write_text(content)
    kneelog("import", str(tmp_path / "half.gpx"))
    said = kneelog("import", str(tmp_path / "whole.gpx"))
    assert said.out.startswith("Already here  ")
    assert "Longer than the run that is here." in said.out
    assert len(kneelog.diary.runs) == 1


def test_the_whole_of_a_run_of_which_a_part_was_deleted(kneelog: Kneelog, tmp_path: Path) -> None:
    kneelog("new")
    points = line_of_points(START)
    for name, part in (("half", points[:5]), ("whole", points)):
        content = gpx_file(GpxTrack([part], type="running"))
        (tmp_path / f"{name}.gpx").write_text(content)
    kneelog("import", str(tmp_path / "half.gpx"))
    with closing(kneelog.parts.open_store(kneelog.path)) as store:
        store.write(ChangeSet(tuple(Change(run, None) for run in store.load().runs.values())))
    said = kneelog("import", str(tmp_path / "whole.gpx"))
    assert said.out.startswith("Needs a look  ")
    assert kneelog.diary.runs == {}
    said = kneelog("import", str(tmp_path / "whole.gpx"), "--odd")
    assert said.out.startswith("Added  ")
    assert "A shorter recording of it was deleted before; this is the whole." in said.out
    assert len(kneelog.diary.runs) == 1


@pytest.fixture
def broken(kneelog: Kneelog, tmp_path: Path) -> Path:
    """A folder with a sound run and one that breaks off after a few seconds."""
    kneelog("new")
    folder = tmp_path / "watch"
    folder.mkdir()
    (folder / "sound.fit").write_bytes(fit_file(FitSession(START)))
    next_day = FitSession(START + timedelta(days=1))
    (folder / "half.fit").write_bytes(fit_file(next_day)[:-3])
    return folder


def test_what_needs_a_look_is_named_and_not_added(kneelog: Kneelog, broken: Path) -> None:
    said = kneelog("import", str(broken))
    assert said.status == 1
    assert len(kneelog.diary.runs) == 1
    lines = said.out.splitlines()
    line = next(number for number, text in enumerate(lines) if "half.fit" in text)
    assert lines[line].startswith("Needs a look  ")
    assert [text.strip() for text in lines[line + 1 : line + 3]] == [
        "Not added: the file breaks off.",
        "The file breaks off: what comes after that is missing.",
    ]
    assert "1 added, 0 already here, 1 left out, 0 not activities, 0 not readable." in lines
    assert lines[-1] == "1 needs a look and was left out; --odd adds it as it is."


def test_what_needs_a_look_is_added_when_asked_for(kneelog: Kneelog, broken: Path) -> None:
    said = kneelog("import", str(broken), "--odd")
    assert (said.status, len(kneelog.diary.runs)) == (0, 2)
    assert "The file breaks off: what comes after that is missing." in said.out
    assert "left out" not in said.out
    assert kneelog("import", str(broken)).status == 0


def test_with_nothing_but_a_broken_file_nothing_is_changed(kneelog: Kneelog, broken: Path) -> None:
    said = kneelog("import", str(broken / "half.fit"), "--json")
    assert (said.status, kneelog.diary.runs) == (3, {})
    (file,) = said.document["files"]
    assert (file["status"], file["warnings"], file["runs"]) == ("skipped", ["cut_short"], [])
    assert said.err == "1 needs a look and was left out; --odd adds it as it is.\n"
