from collections.abc import Callable
from pathlib import Path

import pytest

from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.services.sample import sample_diary
from diary.storage.lock import DiaryLock
from tests.builders import ON, ZONE
from tests.cli.conftest import Kneelog, commands, of_diary
from tests.cli.damage import with_changed_rows, with_lost_pages, with_stale_log

KEYS = ["path", "made_at", "days", "runs", "reason", "verified"]


@pytest.fixture
def example(kneelog: Kneelog) -> Kneelog:
    kneelog.fill(sample_diary(60, 1, ON, ZONE))
    return kneelog


# ---- making and listing -----------------------------------------------------------------------


def test_a_backup_is_made_checked_and_listed(example: Kneelog) -> None:
    said = example("backup")
    assert (said.status, said.err) == (0, "")
    first, path = said.out.splitlines()
    diary = example.diary
    assert first.startswith(f"Made backup 1 and checked it: {len(diary.days)} days, ")
    listed = example("backups", "--json")
    assert (listed.status, listed.err) == (0, "")
    [row] = listed.document["backups"]
    assert list(row) == KEYS
    made_at = row.pop("made_at")
    assert made_at.endswith("Z")
    assert row == {
        "path": path,
        "days": len(diary.days),
        "runs": len(diary.runs),
        "reason": "by_hand",
        "verified": True,
    }


def test_backups_are_listed_newest_first_in_a_table(example: Kneelog) -> None:
    for _ in range(3):
        example("backup")
    said = example("backups")
    assert said.status == 0
    heads, *rows = said.out.splitlines()
    assert heads.split() == ["No.", "Made", "Why", "Days", "Activities", "MB", "Checked"]
    assert [row.split()[0] for row in rows[:3]] == ["3", "2", "1"]
    assert "by hand" in rows[0]
    assert rows[0].endswith("yes")
    listed = example("backups", "--json").document["backups"]
    assert [Path(row["path"]).name[:7] for row in listed] == ["0000003", "0000002", "0000001"]


def test_a_finished_copy_goes_into_a_folder_that_is_there(example: Kneelog, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    said = example("backup", "--out", str(stick))
    assert said.status == 3
    assert "“stick” was not found" in said.err
    assert example("backups", "--json").document == {"backups": []}
    stick.mkdir()
    said = example("backup", "--out", str(stick), "--json")
    assert (said.status, said.err) == (0, "")
    [row] = said.document["backups"]
    [copy] = stick.rglob("*.sqlite3")
    assert copy.read_bytes() == Path(row["path"]).read_bytes()


def test_a_copy_that_fails_costs_no_backup_and_is_named(example: Kneelog, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    example("backup", "--out", str(stick))
    [place] = stick.iterdir()
    for each in place.iterdir():
        each.unlink()
    place.rmdir()
    # A file stands where the copies of this diary go.
    place.write_text("")
    said = example("backup", "--out", str(stick))
    assert said.status == 1
    assert "Your diary is fine" in said.err
    assert "A finished copy" not in said.out
    assert len(example("backups", "--json").document["backups"]) == 2


def test_without_backups_the_way_to_one_is_told(example: Kneelog) -> None:
    said = example("backups")
    assert (said.status, said.out.startswith("No backups yet.")) == (0, True)
    [command] = commands(said)
    assert example(*command).status == 0
    assert len(example("backups", "--json").document["backups"]) == 1


def test_backups_are_listed_without_their_diary_and_a_slip_in_the_name_is_told(
    example: Kneelog, tmp_path: Path
) -> None:
    example("backup")
    example.path.unlink()
    assert len(example("backups", "--json").document["backups"]) == 1
    said = example("backups", "--diary", str(tmp_path / "slip.sqlite3"))
    assert (said.status, said.out) == (3, "")
    assert "There is no diary slip.sqlite3" in said.err


@pytest.mark.parametrize("damage", [with_changed_rows, with_lost_pages])
def test_no_backup_is_made_of_a_damaged_diary_and_the_ways_out_are_named(
    example: Kneelog, damage: Callable[[Path], None]
) -> None:
    example("backup")
    damage(example.path)
    before = example.path.read_bytes()
    said = example("backup")
    assert (said.status, said.out) == (3, "")
    assert "every backup made before is kept" in said.err
    [command] = commands(said)
    assert command[-1] == "check"
    assert example.path.read_bytes() == before
    assert len(example("backups", "--json").document["backups"]) == 1


def test_what_a_killed_program_left_in_the_log_is_in_the_backup(example: Kneelog) -> None:
    with_stale_log(example.path, "2026-11-19")
    said = example("backup", "--json")
    assert said.status == 0
    [row] = said.document["backups"]
    told = example("scores", "--json", "--diary", row["path"]).document["scores"]
    assert [
        each["score"]
        for each in told
        if (each["on"], each["knee"], each["moment"]) == ("2026-11-19", "left", "worst")
    ] == [9]


# ---- going back -------------------------------------------------------------------------------


def changed(example: Kneelog) -> tuple[Diary, Diary]:
    """A diary of which there is backup 1, then another entry: (before, now)."""
    before = example.diary
    example("backup")
    assert example("log", "score", "left", "morning", "7", "--on", "2026-11-17").status == 0
    assert (
        example("log", "run", "--distance", "5", "--time", "30", "--on", "2026-11-17").status == 0
    )
    return before, example.diary


@pytest.mark.parametrize("which", ["newest", "1", "0001", "path"])
def test_a_diary_goes_back_and_the_way_back_again_is_printed(example: Kneelog, which: str) -> None:
    before, now = changed(example)
    if which == "path":
        which = example("backups", "--json").document["backups"][0]["path"]
    said = example("restore", which)
    assert (said.status, said.err) == (0, "")
    assert "You would lose" in said.out
    assert "Tue 17 Nov 2026: Run 5.0 km" in said.out
    assert example.diary == before
    [command] = commands(said)
    undone = example(*command)
    assert undone.status == 0
    assert example.diary == now
    # That can be undone too: nothing is ever thrown away.
    [command] = commands(undone)
    assert example(*command).status == 0
    assert example.diary == before


def test_a_dry_run_says_what_would_be_lost_and_its_command_does_it(example: Kneelog) -> None:
    before, now = changed(example)
    names = sorted(example.path.parent.rglob("*.sqlite3"))
    said = example("restore", "newest", "--dry-run")
    assert said.status == 0
    assert "Tue 17 Nov 2026: Run 5.0 km" in said.out
    assert example.diary == now
    assert sorted(example.path.parent.rglob("*.sqlite3")) == names
    [command] = commands(said)
    assert example(*command).status == 0
    assert example.diary == before


def test_a_backup_becomes_a_diary_of_its_own(example: Kneelog, tmp_path: Path) -> None:
    before, now = changed(example)
    new = tmp_path / "deep" / "than “then”.sqlite3"
    assert example("restore", "1", "--as", str(new), "--dry-run").status == 0
    assert not new.exists()
    said = example("restore", "1", "--as", str(new))
    assert (said.status, said.err) == (0, "")
    assert of_diary(example, new) == before
    assert example.diary == now
    [command] = commands(said)
    assert command == ["--diary", str(new)]
    again = example("restore", "1", "--as", str(new))
    assert (again.status, again.out) == (3, "")
    assert "exists already" in again.err
    assert of_diary(example, new) == before


def test_a_diary_from_elsewhere_can_be_brought_in(example: Kneelog, tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite3"
    example("sample", "--seed", "2", "--days", "70", "--diary", str(other))
    said = example("restore", str(other))
    assert said.status == 0
    assert example.diary == of_diary(example, other)


def test_a_lost_diary_comes_back(example: Kneelog) -> None:
    before = example.diary
    example("backup")
    example.path.unlink()
    said = example("restore", "newest")
    assert said.status == 0
    assert example.diary == before
    assert list(commands(said)) == []


def test_beside_an_open_window_only_another_diary_is_made(example: Kneelog, tmp_path: Path) -> None:
    before, now = changed(example)
    window = DiaryLock(example.path)
    assert window.acquire()
    try:
        said = example("restore", "newest")
        assert said.status == 3
        assert "is open in a window or in use by another program" in said.err
        assert example.diary == now
        assert example("restore", "newest", "--dry-run").status == 0
        new = tmp_path / "new.sqlite3"
        assert example("restore", "newest", "--as", str(new)).status == 0
        assert of_diary(example, new) == before
        assert example("backup").status == 0
    finally:
        window.release()
    assert example("restore", "1").status == 0
    assert example.diary == before


def test_a_log_that_was_left_behind_does_not_bring_the_mistake_back(example: Kneelog) -> None:
    before = example.diary
    example("backup")
    with_stale_log(example.path, "2026-11-19")
    said = example("restore", "1")
    assert said.status == 0
    assert example.diary == before
    [command] = commands(said)
    example(*command)
    worst = example.diary.day(ON.replace(day=19)).knee(Knee.LEFT).worst
    assert worst is not None
    assert worst.value == 9


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        ("", 2, "Say which backup"),
        ("7", 2, "There is no backup 7"),
        ("nowhere.sqlite3", 3, "nowhere.sqlite3 was not found"),
        ("DIARY", 2, "That is the diary itself"),
        ("LETTER", 3, "letter.txt is not a backup"),
        ("newest", 3, "There is no sound backup"),
        ("--readable", 2, "Give --readable with --as NEW alone"),
        ("1 --readable --as NEW", 2, "Give --readable with --as NEW alone"),
        ("--readable --as DIARY", 3, "exists already"),
    ],
)
def test_what_cannot_be_restored_is_told_and_nothing_is_done(
    example: Kneelog, tmp_path: Path, arguments: str, status: int, told: str
) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear diary")
    before = example.path.read_bytes()
    names = {"DIARY": str(example.path), "LETTER": str(letter), "NEW": str(tmp_path / "new")}
    said = example("restore", *(names.get(word, word) for word in arguments.split()))
    assert (said.status, said.out) == (status, "")
    assert told in said.err
    assert example.path.read_bytes() == before
    assert not (tmp_path / "new").exists()


def test_a_backup_that_was_changed_is_passed_over_or_refused(example: Kneelog) -> None:
    before = example.diary
    example("backup")
    example("backup")
    newest = Path(example("backups", "--json").document["backups"][0]["path"])
    newest.chmod(0o600)
    with_changed_rows(newest)
    said = example("restore", "2")
    assert said.status == 3
    assert "is not as it was written" in said.err
    assert example.diary == before
    said = example("restore", "newest", "--dry-run")
    assert said.status == 0


def test_a_file_of_another_program_is_not_replaced(kneelog: Kneelog, tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite3"
    kneelog("sample", "--diary", str(other))
    kneelog.path.write_text("Dear diary")
    said = kneelog("restore", str(other))
    assert said.status == 3
    assert "is not a Kneelog diary" in said.err
    assert kneelog.path.read_text() == "Dear diary"
