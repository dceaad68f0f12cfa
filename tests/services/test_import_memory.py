from __future__ import annotations

import stat
from pathlib import Path

import pytest

from diary.domain.knee import Moment
from diary.domain.table_match import (
    ColumnUse,
    DateOrder,
    DecimalMark,
    TableField,
    TableMatch,
    TableUnit,
)
from diary.services.import_memory import FILE_NAME, ImportMemory
from diary.services.import_plan import NO_SHOE, ShoeUse

MATCH = TableMatch(
    (
        ColumnUse(0, TableField.DATE),
        ColumnUse(3, TableField.DISTANCE, TableUnit.MILE),
        ColumnUse(4, TableField.PAIN_LEFT, None, Moment.AFTER),
    ),
    DateOrder.MONTH_FIRST,
    DecimalMark.COMMA,
    "Asia/Tokyo",
)
DIARY, OTHER = Path("/home/me/My knees.sqlite3"), Path("/home/me/Other.sqlite3")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / FILE_NAME


@pytest.fixture
def memory(file: Path) -> ImportMemory:
    return ImportMemory(file)


def test_columns_are_remembered_by_the_header(memory: ImportMemory, file: Path) -> None:
    assert memory.matches() == {}
    memory.note_matches({"key": MATCH})
    memory.note_matches({"other": TableMatch((), DateOrder.NAMED, DecimalMark.POINT)})
    assert ImportMemory(file).matches()["key"] == MATCH
    assert set(memory.matches()) == {"key", "other"}
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_only_the_newest_headers_are_kept(memory: ImportMemory) -> None:
    memory.note_matches({f"key {n}": MATCH for n in range(250)})
    memory.note_matches({"key 60": MATCH, "last": MATCH})
    kept = memory.matches()
    assert len(kept) == 200
    assert {"key 60", "last", "key 249"} <= kept.keys()
    assert "key 0" not in kept


def test_pairs_are_remembered_for_one_diary_without_their_names(
    memory: ImportMemory, file: Path
) -> None:
    memory.note_gear(DIARY, {"Nike Pegasus": "0190-blue", "Bare feet": None})
    names = ["nike  pegasus", "Bare feet", "Cloud"]
    assert memory.gear(DIARY, names) == {
        "nike  pegasus": ShoeUse("0190-blue"),
        "Bare feet": NO_SHOE,
    }
    assert memory.gear(OTHER, names) == {}
    assert "egasus" not in file.read_text()


def test_the_watched_folder_of_a_diary(memory: ImportMemory, tmp_path: Path) -> None:
    assert (memory.watched_folder(DIARY), memory.adds_unasked(DIARY)) == (None, False)
    memory.watch(DIARY, tmp_path, adds_unasked=True)
    memory.note_seen(DIARY, {"b", "a"})
    assert (memory.watched_folder(DIARY), memory.adds_unasked(DIARY)) == (tmp_path, True)
    assert memory.watched_folder(OTHER) is None
    memory.watch(DIARY, tmp_path)
    assert memory.seen(DIARY) == {"a", "b"}
    memory.watch(DIARY, tmp_path / "other")
    assert memory.seen(DIARY) == frozenset()
    memory.watch(DIARY, None)
    assert memory.watched_folder(DIARY) is None


@pytest.mark.parametrize(
    "content",
    [
        *("", "[]", "{", '{"matches": 3, "diaries": []}'),
        '{"matches": {"key": {"uses": [[0, "nonsense", null]], "date_order": "d/m/y"}}}',
        '{"matches": {"key": 1}, "diaries": {"/home/me/My knees.sqlite3": {"seen": 1, "gear": 2}}}',
    ],
)
def test_a_broken_file_costs_only_the_choices(
    memory: ImportMemory, file: Path, content: str
) -> None:
    file.parent.mkdir()
    file.write_text(content)
    assert memory.matches() == {}
    assert memory.gear(DIARY, ["x"]) == {}
    assert memory.seen(DIARY) == frozenset()
    memory.note_matches({"key": MATCH})
    assert memory.matches() == {"key": MATCH}


def test_a_place_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("in the way")
    memory = ImportMemory(tmp_path / "config" / FILE_NAME)
    memory.note_matches({"key": MATCH})
    assert memory.matches() == {}
