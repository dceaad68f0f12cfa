import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from diary.services.sample import sample_diary
from tests.builders import ON, ZONE
from tests.cli.conftest import Kneelog, commands, of_diary
from tests.cli.damage import with_changed_rows, with_lost_pages


@pytest.fixture
def example(kneelog: Kneelog) -> Kneelog:
    kneelog.fill(sample_diary(60, 1, ON, ZONE))
    return kneelog


@pytest.mark.parametrize("damage", [with_changed_rows, with_lost_pages, Path.unlink])
def test_every_command_that_a_check_names_works(
    example: Kneelog, damage: Callable[[Path], None]
) -> None:
    before = example.diary
    [row] = example("backup", "--json").document["backups"]
    made = datetime.fromisoformat(row["made_at"]).astimezone(ZoneInfo(ZONE))
    damage(example.path)
    broken = example.path.read_bytes() if example.path.exists() else None
    said = example("check")
    assert said.status == (1 if broken else 3)
    assert f"the newest good backup, made {made:%Y-%m-%d %H:%M} (" in said.out
    tried, done, *saved = commands(said)
    assert example(*tried).status == 0
    assert (example.path.read_bytes() if example.path.exists() else None) == broken
    for command in saved:
        salvaged = example(*command)
        assert salvaged.status in {0, 1}, salvaged.err
        assert of_diary(example, Path(command[-1])).days
    assert example(*done).status == 0
    assert example.diary == before
    assert example("check").status == 0


def test_the_damaged_diary_is_kept_and_can_still_be_read_after_going_back(
    example: Kneelog,
) -> None:
    example("backup")
    with_lost_pages(example.path)
    broken = example.path.read_bytes()
    said = example("restore", "newest")
    assert said.status == 0
    [kept] = [line for line in said.out.splitlines() if line.startswith("The damaged diary is")]
    assert Path(kept.partition(": ")[2]).read_bytes() == broken
    [command] = commands(said)
    salvaged = example(*command)
    assert salvaged.status == 1
    assert salvaged.err
    assert of_diary(example, Path(command[-1])).days


def test_a_check_as_json_keeps_its_shape_and_the_ways_out_go_elsewhere(example: Kneelog) -> None:
    example("backup")
    with_changed_rows(example.path)
    said = example("check", "--json")
    assert said.status == 1
    document = json.loads(said.out)
    assert list(document) == ["ok", "problems"]
    assert all(list(problem) == ["code", "where", "text"] for problem in document["problems"])
    assert len(list(commands(said))) == 3


def test_a_backup_can_be_checked_like_any_diary(example: Kneelog) -> None:
    example("backup")
    path = Path(example("backups", "--json").document["backups"][0]["path"])
    assert example("check", "--diary", str(path)).status == 0
    path.chmod(0o600)
    with_changed_rows(path)
    said = example("check", "--diary", str(path))
    assert said.status == 1
    assert "There is no backup of it" in said.out


def test_without_any_good_backup_only_saving_is_offered(example: Kneelog) -> None:
    example("backup")
    path = Path(example("backups", "--json").document["backups"][0]["path"])
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:5000])
    with_changed_rows(example.path)
    said = example("check")
    assert said.status == 1
    assert "None of the backups" in said.out
    [command] = commands(said)
    assert "--readable" in command
    salvaged = example(*command)
    assert salvaged.status == 1
    assert "An entry is not as it was written" in salvaged.err


def test_many_problems_are_cut_short_but_for_json(example: Kneelog) -> None:
    example.path.unlink()
    example.fill(sample_diary(140, 1, ON, ZONE))
    with_changed_rows(example.path)
    said = example("check")
    assert "more; --json lists them all." in said.out
    assert len(example("check", "--json").document["problems"]) > 30
