import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from diary.domain.diary import Diary
from diary.services.sample import sample_diary
from tests.builders import ON, ZONE
from tests.cli.conftest import Kneelog

AS_IT_IS = {"format": "kneelog", "version": 1}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return tmp_path / "source.json"


def test_a_new_diary_is_empty_and_never_takes_the_place_of_another(kneelog: Kneelog) -> None:
    assert kneelog("new").status == 0
    assert kneelog.diary == Diary()
    before = kneelog.path.read_bytes()
    said = kneelog("new")
    assert said.status == 3
    assert "exists already" in said.err
    assert kneelog("sample").status == 3
    assert kneelog.path.read_bytes() == before


def test_a_diary_goes_out_and_comes_back(kneelog: Kneelog, source: Path, tmp_path: Path) -> None:
    kneelog.fill(sample_diary(140, 1, ON, ZONE))
    assert kneelog("export", "--format", "json", "--out", str(source)).status == 0
    written = json.loads(source.read_text("utf-8"))
    assert all(written[key] for key in written if key not in ("span", "run_walk", "reminders"))
    other = tmp_path / "other.sqlite3"
    said = kneelog("new", "--from", str(source), "--diary", str(other))
    assert (said.status, said.err) == (0, "")
    again = kneelog("export", "--format", "json", "--out", "-", "--diary", str(other))
    assert again.out.encode() == source.read_bytes()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ({"days": [{"on": "2026-11-20", "note": 5}]}, "$.days[0].note: "),
        ({"runs": [{"id": "a"}]}, "$.runs[0].on: "),
        ({"version": 2}, "$.version: This file was made by a newer version"),
    ],
)
def test_a_refused_file_is_told_with_the_place_and_no_diary_is_made(
    kneelog: Kneelog, source: Path, content: dict[str, Any], told: str
) -> None:
    source.write_text(json.dumps({**AS_IT_IS, **content}))
    said = kneelog("new", "--from", str(source))
    assert said.status == 3
    assert said.err.startswith(told)
    assert said.err.endswith("source.json was refused; no diary was made.\n")
    assert sorted(each.name for each in source.parent.iterdir()) == ["source.json"]


def test_a_file_that_is_no_diary_at_all_is_told_in_words(kneelog: Kneelog, source: Path) -> None:
    source.write_bytes(b"%PDF-1.7 and more")
    said = kneelog("new", "--from", str(source))
    assert (said.status, said.err) == (
        3,
        "source.json is not a diary file. No diary was made. Give a diary.json or a .kneelog.\n",
    )
    assert not kneelog.path.exists()


def test_a_file_with_oddities_is_taken_and_they_are_named(kneelog: Kneelog, source: Path) -> None:
    days = [{"on": "2026-11-20", "plan": "perhaps", "note": "fine"}]
    source.write_text(json.dumps({**AS_IT_IS, "days": days, "totals": []}))
    said = kneelog("new", "--from", str(source))
    assert said.status == 1
    assert said.err == "$.days[0].plan: “perhaps” is not known; taken as not answered.\n"
    assert kneelog.diary.day(ON).note == "fine"


def test_a_file_with_a_thousand_oddities_names_the_first_of_them(
    kneelog: Kneelog, source: Path
) -> None:
    source.write_text(json.dumps({**AS_IT_IS, **{f"k{number}": 1 for number in range(1000)}}))
    said = kneelog("new", "--from", str(source))
    assert said.status == 1
    assert len(said.err.splitlines()) == 31
    assert "970 more" in said.err


def test_a_missing_file_and_a_damaged_one_are_refused(kneelog: Kneelog, source: Path) -> None:
    said = kneelog("new", "--from", str(source))
    assert (said.status, said.err) == (
        3,
        f"{source} was not found. Check the name and its folders.\n",
    )
    source.write_bytes(b"PK\x03\x04rest")
    said = kneelog("new", "--from", str(source))
    assert said.status == 3
    assert said.err == (
        "The file breaks off. Copy it again, or ask for it once more.\n"
        "source.json was refused; no diary was made.\n"
    )
    assert not kneelog.path.exists()


def test_a_diary_that_cannot_be_written_leaves_nothing(
    kneelog: Kneelog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("diary.storage.store.SqliteStore.write", broken)
    assert kneelog("sample").status == 3
    assert list(tmp_path.iterdir()) == []


def test_the_same_seed_and_day_give_the_same_export(kneelog: Kneelog, tmp_path: Path) -> None:
    exports = []
    for name in ("one", "two"):
        diary = ("--diary", str(tmp_path / name))
        kneelog.clock.turn(seconds=5)
        said = kneelog("sample", *diary, "--seed", "3", "--last", "2026-11-01", "--days", "90")
        assert said.status == 0
        told = kneelog("export", "--format", "json", "--out", "-", *diary).document
        assert told.pop("made_at")
        exports.append(told)
    assert exports[0] == exports[1]
    assert exports[0]["days"][-1]["on"] == "2026-11-01"


def test_the_example_ends_today(kneelog: Kneelog) -> None:
    assert kneelog("sample").out.startswith("Made an example diary")
    assert max(kneelog.diary.days) == ON


def test_in_the_night_the_example_ends_the_evening_before(kneelog: Kneelog) -> None:
    kneelog.clock.at = datetime(2026, 11, 21, 0, 51, tzinfo=UTC)
    assert kneelog("sample").status == 0
    assert max(kneelog.diary.days) == date(2026, 11, 20)
