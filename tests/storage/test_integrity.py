"""Damage is found, named and worded; what is whole is read all the same."""

import random
import shutil
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest

from diary.domain.errors import DiaryDamagedError, DiaryFileError
from diary.domain.file_problem import Problem, ProblemCode
from diary.domain.knee import Sign
from diary.domain.person import Contact, ContactKind, Person
from diary.domain.reminder_state import DismissReason, ReminderState, StateName
from diary.domain.rule import Rule
from diary.domain.settings import Settings
from diary.storage import database
from diary.storage.backups.making import examine
from diary.storage.integrity import check_file, check_open
from diary.storage.migrations.runner import SCHEMA
from diary.storage.reading import read_diary
from diary.storage.store import SqliteStore
from diary.texts.checks import check_text
from tests.builders import ON, a_day, a_diary, a_knee_day, a_run, a_shoe, an_event, filling
from tests.storage.released import RELEASED, released_diary
from tests.thorough import cases

FLIPS = cases(60)


PUT_AWAY = ReminderState(Rule.SHOE, "shoe-1", ON, StateName.DISMISSED, reason=DismissReason.KNOWN)


@pytest.fixture
def kept(store: SqliteStore, path: Path) -> Path:
    """A closed diary with a few entries."""
    day = a_day(left=a_knee_day(2, 4, signs={Sign.SWELLING: True}), note="stairs")
    diary = a_diary(
        [day],
        [a_run(left=3, shoe_id="shoe-1"), a_run("run-2")],
        [a_shoe()],
        [an_event()],
        settings=Settings(green_max=3, amber_max=6),
        person=Person(contacts=(Contact(ContactKind.PT, "Anna Berg", "030 1234"),)),
        reminder_states={PUT_AWAY.key: PUT_AWAY},
    )
    store.write(filling(diary))
    store.close()
    return path


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def codes(path: Path) -> list[tuple[ProblemCode, str]]:
    problems = check_file(path)
    assert all(check_text(problem) for problem in problems)
    return [(problem.code, problem.where) for problem in problems]


@pytest.mark.parametrize("schema", RELEASED)
def test_every_flipped_bit_that_changes_content_is_found(schema: int, tmp_path: Path) -> None:
    original = RELEASED[schema].read_bytes()
    path = tmp_path / "flipped.sqlite3"
    draw = random.Random(41)
    unnoticed = 0
    for _ in range(FLIPS):
        content = bytearray(original)
        bit = draw.randrange(len(content) * 8)
        content[bit // 8] ^= 1 << bit % 8
        path.write_bytes(content)
        if check_file(path):
            continue
        unnoticed += 1
        assert read_diary(path) == (released_diary(schema), []), f"bit {bit}"
    # Empty room in the pages carries no content.
    assert unnoticed < FLIPS


def test_a_changed_row_of_an_index_of_sqlite_s_own_is_found(kept: Path) -> None:
    """SQLite itself takes it for sound, whatever kind it is of and in which letters."""
    whole, row = kept.read_bytes(), b"indexsqlite_autoindex_runs_1runs"
    start = whole.index(row)
    for place in range(start, start + len(row)):
        content = bytearray(whole)
        content[place] ^= 0x20
        kept.write_bytes(content)
        problems: list[Problem] = []
        assert check_file(kept), place - start
        assert examine(kept, problems) is None or problems, place - start


@pytest.mark.parametrize("keep", [1, 99, 100, 4096, 5000, 0.3, 0.6, 0.95])
def test_a_truncated_file_is_found(tmp_path: Path, keep: float) -> None:
    original = RELEASED[SCHEMA].read_bytes()
    path = tmp_path / "short.sqlite3"
    path.write_bytes(original[: int(keep * len(original)) if keep < 1 else int(keep)])
    assert check_file(path)


def test_a_diary_in_order_has_no_problems_and_is_not_touched(kept: Path) -> None:
    before = kept.read_bytes()
    assert check_file(kept) == []
    assert [each.name for each in kept.parent.iterdir()] == [kept.name]
    assert kept.read_bytes() == before


@pytest.mark.parametrize("is_network", [False, True])
def test_an_open_diary_is_checked_while_it_is_written(
    kept: Path,
    opened: Callable[[Path], SqliteStore],
    monkeypatch: pytest.MonkeyPatch,
    *,
    is_network: bool,
) -> None:
    monkeypatch.setattr(database, "is_on_network", lambda _: is_network)
    store = opened(kept)
    with ThreadPoolExecutor(1) as pool:
        checks = [pool.submit(check_open, kept) for _ in range(4)]
        for number in range(60):
            store.write(filling(a_diary(runs=[a_run(f"run {number}", left=3)])))
    assert [check.result() for check in checks] == [[]] * 4


CHANGES = [
    ("UPDATE scores SET score = 9 WHERE moment = 'morning'", ProblemCode.CHANGED_ROW),
    ("UPDATE days SET deleted_at = updated_at", ProblemCode.CHANGED_ROW),
    ("DELETE FROM events", ProblemCode.COUNT),
    ("UPDATE counts SET live = 7 WHERE table_name = 'runs'", ProblemCode.COUNT),
    ("DELETE FROM counts", ProblemCode.COUNT),
    ("DELETE FROM shoes", ProblemCode.BROKEN_LINK),
    ("DROP INDEX ix_runs_on", ProblemCode.SCHEMA),
    ("CREATE TABLE extra (id)", ProblemCode.SCHEMA),
    ("UPDATE runs SET sport = 'chess' WHERE id = 'run-2'", ProblemCode.UNREADABLE_ROW),
    ("UPDATE contacts SET phone = '030 1235'", ProblemCode.CHANGED_ROW),
    ("UPDATE contacts SET kind = 'aunt'", ProblemCode.UNREADABLE_ROW),
    ("DELETE FROM contacts", ProblemCode.COUNT),
    ("UPDATE reminders SET reason = 'handled'", ProblemCode.CHANGED_ROW),
    ("UPDATE reminders SET state = 'lost'", ProblemCode.UNREADABLE_ROW),
    ("DELETE FROM reminders", ProblemCode.COUNT),
    ("UPDATE days SET note = CAST(x'61ff62' AS TEXT)", ProblemCode.CHANGED_ROW),
]


@pytest.mark.parametrize(("statement", "found"), CHANGES)
def test_a_change_by_another_program_is_found(
    kept: Path, statement: str, found: ProblemCode
) -> None:
    change(kept, statement)
    assert found in [code for code, _ in codes(kept)]


@pytest.mark.parametrize("is_network", [False, True])
@pytest.mark.parametrize(("statement", "found"), CHANGES)
def test_a_change_beneath_an_open_diary_is_found(
    kept: Path,
    opened: Callable[[Path], SqliteStore],
    monkeypatch: pytest.MonkeyPatch,
    statement: str,
    found: ProblemCode,
    *,
    is_network: bool,
) -> None:
    monkeypatch.setattr(database, "is_on_network", lambda _: is_network)
    store = opened(kept)
    change(kept, statement)
    problems = check_open(kept)
    assert found in [problem.code for problem in problems]
    assert store.has_foreign_change()
    store.close()
    assert {(each.code, each.where) for each in problems} == {*codes(kept)}


def test_a_check_beside_a_window_can_be_stopped(kept: Path) -> None:
    change(kept, "UPDATE runs SET sport = 'chess' WHERE id = 'run-2'")
    stop = Event()
    stop.set()
    assert check_open(kept, stop) == []


def test_a_broken_page_beneath_an_open_diary_is_found(
    kept: Path, opened: Callable[[Path], SqliteStore]
) -> None:
    opened(kept)
    size = kept.stat().st_size
    with kept.open("r+b") as file:
        file.seek(size // 2)
        file.write(b"\xff" * (size // 2))
    assert ProblemCode.STRUCTURE in [problem.code for problem in check_open(kept)]


def test_a_problem_of_a_row_is_told_once_for_its_hash_and_once_for_its_value(kept: Path) -> None:
    change(kept, "UPDATE runs SET sport = 'chess' WHERE id = 'run-2'")
    assert codes(kept) == [
        (ProblemCode.CHANGED_ROW, "runs/run-2"),
        (ProblemCode.UNREADABLE_ROW, "runs/run-2"),
    ]


def test_what_is_no_diary_is_told_without_an_error(tmp_path: Path, kept: Path) -> None:
    assert codes(tmp_path / "missing") == [(ProblemCode.MISSING, "")]
    (tmp_path / "text").write_text("Dear diary")
    assert codes(tmp_path / "text") == [(ProblemCode.NOT_A_DIARY, "")]
    change(kept, "PRAGMA user_version = 9")
    assert codes(kept) == [(ProblemCode.NEWER, "")]
    kept.write_bytes(b"\0" + kept.read_bytes()[1:])
    assert codes(kept) == [(ProblemCode.HEADER, "")]


def test_a_problem_is_worded_with_its_place() -> None:
    changed = Problem(ProblemCode.CHANGED_ROW, "scores/0190")
    assert check_text(changed).endswith("(scores, 0190).")
    newer = Problem(ProblemCode.NEWER, details={"found": 9, "known": 1})
    assert "newer version" in check_text(newer)


# ---- reading what is left ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statement", "where"),
    [
        ("UPDATE scores SET source = 'dreamt' WHERE moment = 'worst'", "scores/"),
        ("UPDATE scores SET moment = 'during' WHERE moment = 'worst'", "scores/"),
        ("UPDATE knee_days SET signs = '[]'", "knee_days/"),
        ("UPDATE days SET \"on\" = 'yesterday'", "days/"),
        ("UPDATE runs SET rpe = 99 WHERE id = 'run-2'", "runs/run-2"),
        ("UPDATE shoes SET usual_for = '{'", "shoes/shoe-1"),
        ("UPDATE events SET findings = '[7]'", "events/event-1"),
        ("UPDATE settings SET value = '77' WHERE name = 'amber_max'", "settings/"),
        ("UPDATE settings SET name = 'mood' WHERE name = 'amber_max'", "settings/"),
    ],
)
def test_an_unreadable_row_costs_itself_alone(
    kept: Path, opened: Callable[[Path], SqliteStore], statement: str, where: str
) -> None:
    change(kept, statement)
    store = opened(kept)
    diary = store.load()
    assert [problem.code for problem in store.problems] == [ProblemCode.UNREADABLE_ROW]
    assert store.problems[0].where.startswith(where)
    kinds = (diary.days, diary.runs, diary.shoes, diary.events)
    assert sum(len(kind) for kind in kinds) >= 4
    assert diary.settings.green_max == 3
    assert read_diary(kept) == (diary, store.problems)


def test_a_row_that_cannot_be_read_is_not_overwritten_by_its_neighbours(
    kept: Path, opened: Callable[[Path], SqliteStore]
) -> None:
    change(kept, "UPDATE days SET plan = 'unheard of'")
    store = opened(kept)
    day = next(iter(store.load().days.values()))
    assert day.note == ""
    store.write(filling(a_diary([a_day(right=1)])))
    found = store._connection.execute("SELECT plan, note FROM days").fetchall()
    assert found == [("unheard of", "stairs")]


def test_letters_that_are_none_are_read_as_far_as_they_go(
    kept: Path, opened: Callable[[Path], SqliteStore]
) -> None:
    change(kept, "UPDATE days SET note = CAST(x'61ff62' AS TEXT)")
    store = opened(kept)
    (day,) = store.load().days.values()
    assert day.note == "a\ufffdb"
    assert store.problems == [Problem(ProblemCode.UNREADABLE_TEXT, "days")]


@pytest.mark.parametrize("number", [1, 256, 257, 700])
def test_letters_that_are_none_lose_no_row_and_double_none(
    path: Path, store: SqliteStore, opened: Callable[[Path], SqliteStore], number: int
) -> None:
    runs = [a_run(f"run-{each}", title=f"run {each}") for each in range(1, 701)]
    store.write(filling(a_diary(runs=runs)))
    store.close()
    broken = f"UPDATE runs SET title = CAST(x'61ff62' AS TEXT) WHERE id = 'run-{number}'"
    change(path, broken)
    titles = {run.id: run.title for run in opened(path).load().runs.values()}
    assert titles == {run.id: run.title for run in runs} | {f"run-{number}": "a\ufffdb"}


def test_a_broken_page_is_refused_by_the_store_and_read_around_for_a_copy(
    tmp_path: Path, opened: Callable[[Path], SqliteStore]
) -> None:
    path = tmp_path / "broken.sqlite3"
    shutil.copy(RELEASED[SCHEMA], path)
    with closing(sqlite3.connect(path)) as connection:
        page, size = connection.execute(
            "SELECT rootpage, (SELECT page_size FROM pragma_page_size)"
            " FROM sqlite_schema WHERE name = 'runs'"
        ).fetchone()
    content = bytearray(path.read_bytes())
    content[(page - 1) * size : page * size] = b"\xff" * size
    path.write_bytes(content)
    with pytest.raises(DiaryDamagedError):
        opened(path).load()
    diary, problems = read_diary(path)
    assert Problem(ProblemCode.UNREADABLE_TABLE, "runs") in problems
    assert diary.days == released_diary().days
    assert diary.runs == {}
    assert ProblemCode.STRUCTURE in [code for code, _ in codes(path)]


def test_no_damage_ends_in_an_error_nobody_knows(tmp_path: Path) -> None:
    original = RELEASED[SCHEMA].read_bytes()
    path = tmp_path / "zeroed.sqlite3"
    for page in range(len(original) // 4096):
        content = bytearray(original)
        content[page * 4096 : page * 4096 + 4096] = bytes(4096)
        path.write_bytes(content)
        assert check_file(path)
        try:
            read_diary(path)
        except DiaryFileError:
            continue
