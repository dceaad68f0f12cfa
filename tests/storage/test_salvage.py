"""What any page of a damaged diary still holds is saved, and what is not is named."""

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from diary.bootstrap.files import read_diary_file
from diary.domain.diary import Diary
from diary.domain.errors import (
    DiaryDamagedError,
    DiaryExistsError,
    DiaryFileError,
    DiaryForeignError,
    DiaryMissingError,
    DiaryNewerError,
)
from diary.domain.file_problem import ProblemCode
from diary.domain.shoe import Inspection
from diary.services.sample import sample_diary
from diary.storage.carving import PAGE_BYTES, carve, columns_of
from diary.storage.integrity import check_file
from diary.storage.migrations.runner import SCHEMA
from diary.storage.reading import KINDS
from diary.storage.salvage import read_what_can_be_read, save_readable
from diary.storage.store import create_store, open_store
from tests.builders import (
    ON,
    FixedClock,
    a_day,
    a_diary,
    a_run,
    a_shoe,
    an_event,
    counted_ids,
    filling,
)
from tests.storage.released import RELEASED, released_diary

SAMPLE = sample_diary(70, 5, ON, "Europe/Lisbon")
TRIALS = 25


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a closed diary that holds SAMPLE."""
    path = tmp_path_factory.mktemp("sound") / "sample.sqlite3"
    write(path, SAMPLE)
    return path.read_bytes()


def write(path: Path, diary: Diary) -> None:
    store = create_store(path, FixedClock(), counted_ids())
    store.write(filling(diary))
    store.close()


def entries(diary: Diary) -> dict[str, object]:
    """Every entry by the text that stands in each of its rows."""
    listed = (diary.runs, diary.shoes, diary.events)
    found: dict[str, object] = {id_: each for kind in listed for id_, each in kind.items()}
    return found | {on.isoformat(): day for on, day in diary.days.items()}


def differing(whole: Diary, read: Diary) -> set[str]:
    """The entries that are not as they were, but for runs that only let go of their shoes."""
    found = entries(read)
    return {
        name
        for name, entry in entries(whole).items()
        if found.get(name) != entry
        and not (name in whole.runs and found.get(name) == replace(whole.runs[name], shoe_id=None))
    }


def texts_in(lost: bytes, names: Iterable[str]) -> set[str]:
    return {name for name in names if name.encode() in lost}


def zeroed(content: bytes, *pages: int) -> tuple[bytes, bytes]:
    """The file without these pages (from 0), and what stood in them."""
    broken, lost = bytearray(content), b""
    for page in pages:
        place = slice(page * PAGE_BYTES, (page + 1) * PAGE_BYTES)
        lost += content[place]
        broken[place] = bytes(PAGE_BYTES)
    return bytes(broken), lost


def codes(path: Path) -> set[ProblemCode]:
    return {problem.code for problem in read_what_can_be_read(path)[1]}


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


@pytest.fixture
def damaged(tmp_path: Path) -> Callable[[bytes], Path]:
    """Writes the bytes of a damaged file."""
    path = tmp_path / "damaged.sqlite3"

    def written(content: bytes) -> Path:
        path.write_bytes(content)
        return path

    return written


# ---- reading ----------------------------------------------------------------------------------


def test_a_sound_diary_is_read_in_full_and_not_touched(
    damaged: Callable[[bytes], Path], sound: bytes
) -> None:
    path = damaged(sound)
    assert read_what_can_be_read(path) == (SAMPLE, [])
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    assert path.read_bytes() == sound


def test_every_row_is_found_in_the_pages_alone(
    damaged: Callable[[bytes], Path], sound: bytes
) -> None:
    carved = carve(sound)
    with closing(sqlite3.connect(damaged(sound))) as connection:
        for table in columns_of(SCHEMA):
            rows = connection.execute(f"SELECT * FROM {table}").fetchall()
            assert carved.rows[table] == {row[0]: row for row in rows}
            assert carved.counted[table] == len(rows)


def test_only_entries_on_a_broken_page_are_lost(
    damaged: Callable[[bytes], Path], sound: bytes
) -> None:
    """Whatever page it is: also that of the header, and those that lead to others."""
    for page in range(len(sound) // PAGE_BYTES):
        content, lost = zeroed(sound, page)
        diary, problems = read_what_can_be_read(damaged(content))
        assert differing(SAMPLE, diary) <= texts_in(lost, entries(SAMPLE)), page
        if differing(SAMPLE, diary):
            assert problems, page


def test_several_broken_pages_cost_what_stood_in_them(
    damaged: Callable[[bytes], Path], sound: bytes
) -> None:
    draw = random.Random(19)
    for _ in range(TRIALS):
        pages = draw.sample(range(len(sound) // PAGE_BYTES), draw.randint(2, 12))
        content, lost = zeroed(sound, *pages)
        diary, _ = read_what_can_be_read(damaged(content))
        assert differing(SAMPLE, diary) <= texts_in(lost, entries(SAMPLE)), pages


def test_what_stands_before_the_end_of_a_cut_file_is_saved(
    damaged: Callable[[bytes], Path], sound: bytes
) -> None:
    draw = random.Random(20)
    for _ in range(TRIALS):
        end = draw.randrange(len(sound) // 4, len(sound))
        diary, problems = read_what_can_be_read(damaged(sound[:end]))
        whole_end = end - end % PAGE_BYTES
        assert differing(SAMPLE, diary) <= texts_in(sound[whole_end:], entries(SAMPLE)), end
        assert problems, end


def test_flipped_bits_end_in_no_error_and_cost_few_entries(
    damaged: Callable[[bytes], Path], sound: bytes
) -> None:
    draw = random.Random(21)
    for _ in range(TRIALS):
        content = bytearray(sound)
        for _ in range(20):
            bit = draw.randrange(len(content) * 8)
            content[bit // 8] ^= 1 << bit % 8
        with suppress(DiaryNewerError):
            diary, _ = read_what_can_be_read(damaged(bytes(content)))
            assert len(differing(SAMPLE, diary)) <= 30


def test_the_log_is_read_though_the_header_is_lost(path: Path, tmp_path: Path) -> None:
    live = tmp_path / "live.sqlite3"
    write(live, a_diary([a_day(left=3)], [a_run("run-1")]))
    store = open_store(live, FixedClock(), counted_ids(9000))
    store.write(filling(a_diary([a_day(ON + timedelta(1), left=1)], [a_run("run-2")])))
    for ending in ("", "-wal"):
        shutil.copy(f"{live}{ending}", f"{path}{ending}")
    store.close()
    for first in (bytes(PAGE_BYTES), b"\xff" * 100):
        path.write_bytes(first + path.read_bytes()[len(first) :])
        diary, _ = read_what_can_be_read(path)
        assert set(diary.days) == {ON, ON + timedelta(1)}
        assert set(diary.runs) == {"run-1", "run-2"}


def test_a_row_that_goes_on_in_other_pages_is_read(damaged: Callable[[bytes], Path]) -> None:
    looks = tuple(Inspection(date(2020, 1, 1) + timedelta(days)) for days in range(300))
    shoe = a_shoe(inspections=looks, note="long " * 50)
    path = damaged(b"")
    path.unlink()
    write(path, a_diary([a_day(left=1)], shoes=[shoe]))
    path.write_bytes(bytes(100) + path.read_bytes()[100:])
    assert read_what_can_be_read(path)[0].shoes == {shoe.id: shoe}


def test_what_was_removed_for_good_does_not_come_back(path: Path) -> None:
    kept = an_event("event-0", text="kept")
    gone = [an_event(f"event-{1 + each}", text="x" * 200) for each in range(99)]
    store = open_store(path, FixedClock(), counted_ids())
    store.write(filling(a_diary(events=[kept, *gone])))
    store.close()
    change(path, "PRAGMA secure_delete = OFF", "DELETE FROM events WHERE id != 'event-0'")
    assert b"x" * 200 in path.read_bytes()
    path.write_bytes(bytes(16) + path.read_bytes()[16:])
    assert read_what_can_be_read(path)[0] == a_diary(events=[kept])


def test_rows_that_are_not_as_written_are_kept_and_those_that_cannot_be_are_named(
    path: Path,
) -> None:
    runs = [a_run("run-1", left=4, shoe_id="shoe-1"), a_run("run-2", left=2), a_run("run-3")]
    store = open_store(path, FixedClock(), counted_ids())
    store.write(filling(a_diary([a_day(left=3, note="stairs")], runs, [a_shoe()])))
    store.close()
    change(
        path,
        "UPDATE days SET note = 'another'",
        "UPDATE runs SET sport = 'chess' WHERE id = 'run-3'",
        "PRAGMA foreign_keys = OFF",
        "DELETE FROM shoes",
        "DELETE FROM runs WHERE id = 'run-2'",
    )
    diary, problems = read_what_can_be_read(path)
    assert diary.day(ON).note == "another"
    assert diary.runs == {"run-1": a_run("run-1", left=4)}
    found = {(problem.code, problem.where.split("/")[0]) for problem in problems}
    assert found == {
        (ProblemCode.CHANGED_ROW, "days"),
        (ProblemCode.CHANGED_ROW, "runs"),
        (ProblemCode.UNREADABLE_ROW, "runs"),
        (ProblemCode.BROKEN_LINK, "runs"),
        (ProblemCode.BROKEN_LINK, "scores"),
        (ProblemCode.COUNT, "shoes"),
        (ProblemCode.COUNT, "runs"),
    }


@pytest.mark.parametrize("schema", RELEASED)
def test_a_damaged_diary_of_each_form_is_read(
    schema: int, damaged: Callable[[bytes], Path]
) -> None:
    content = RELEASED[schema].read_bytes()
    whole = released_diary(schema)
    for page in range(len(content) // PAGE_BYTES):
        broken, lost = zeroed(content, page)
        with suppress(DiaryDamagedError):
            diary, _ = read_what_can_be_read(damaged(broken))
            assert differing(whole, diary) <= texts_in(lost, entries(whole)), page
            found = {each for each in whole.person.contacts if each.phone.encode() not in lost}
            assert found <= set(diary.person.contacts), page


def test_what_is_no_damaged_diary_is_told_as_before(path: Path, tmp_path: Path) -> None:
    with pytest.raises(DiaryMissingError):
        read_what_can_be_read(tmp_path / "missing")
    for content in (b"", b"Dear diary", random.Random(1).randbytes(50_000)):
        (tmp_path / "foreign").write_bytes(content)
        with pytest.raises(DiaryForeignError):
            read_what_can_be_read(tmp_path / "foreign")
    path.write_bytes(path.read_bytes()[: PAGE_BYTES * 3])
    with pytest.raises(DiaryFileError):
        read_what_can_be_read(path)
    with pytest.raises(DiaryForeignError):
        read_what_can_be_read(tmp_path)


# ---- listings and exports ---------------------------------------------------------------------


def test_listings_and_exports_read_what_can_be_saved(
    damaged: Callable[[bytes], Path], sound: bytes
) -> None:
    for page in (0, *range(1, len(sound) // PAGE_BYTES, 7)):
        path = damaged(zeroed(sound, page)[0])
        assert entries(read_diary_file(path, KINDS)[0]) == entries(read_what_can_be_read(path)[0])
    path = damaged(sound)
    assert read_diary_file(path, KINDS) == (SAMPLE, [])
    assert read_diary_file(path, {"runs"})[0].days == {}
    with pytest.raises(DiaryForeignError):
        read_diary_file(damaged(b"Dear diary"), KINDS)


# ---- saving -----------------------------------------------------------------------------------


def test_what_can_be_read_becomes_a_diary_in_order(
    damaged: Callable[[bytes], Path], sound: bytes, tmp_path: Path
) -> None:
    content = zeroed(sound, 0, 9, 20)[0]
    path, new = damaged(content), tmp_path / "a" / "Saved.sqlite3"
    diary, problems = save_readable(path, new, FixedClock(), counted_ids())
    assert problems
    assert check_file(new) == []
    assert read_what_can_be_read(new) == (diary, [])
    assert [each.name for each in new.parent.iterdir()] == [new.name]
    assert new.stat().st_mode & 0o777 == 0o600
    assert path.read_bytes() == content


def test_saving_replaces_nothing_and_leaves_nothing_half_made(
    damaged: Callable[[bytes], Path],
    sound: bytes,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path, new = damaged(zeroed(sound, 9)[0]), tmp_path / "new.sqlite3"
    new.write_text("mine")
    with pytest.raises(DiaryExistsError):
        save_readable(path, new, FixedClock(), counted_ids())
    assert new.read_text() == "mine"
    new.unlink()

    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("diary.storage.store.write", full)
    with pytest.raises(DiaryFileError):
        save_readable(path, new, FixedClock(), counted_ids())
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
