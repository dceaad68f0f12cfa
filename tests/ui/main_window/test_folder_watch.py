"""The watched folder: finds are offered once, and added unasked only where that was chosen."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from diary.domain.change import Change, ChangeSet
from diary.domain.errors import ForeignChangeError
from diary.domain.person import Person
from diary.ui.import_wizard.check_model import Column
from diary.ui.import_wizard.dialog import ImportDialog
from diary.ui.import_wizard.step_heading import CHECK
from diary.ui.main_window.folder_watch import FIRST_LOOK_MS, SEE_MS, FolderWatch
from tests.builders import a_diary, a_shoe
from tests.builders_files import FitSession, GpxTrack, fit_file, gpx_file, line_of_points
from tests.builders_strava import Export, ExportRow, write_zip
from tests.ui.conftest import Build
from tests.ui.house import NOW, ZONE, House, foreign_write
from tests.ui.import_wizard.hands import start_of, write_runs
from tests.ui.main_window.hands import click, go_to_example, offered, open_own, said, settle


@pytest.fixture
def house(build: Build) -> House:
    house = build(a_diary(person=Person(timezone=ZONE)))
    house.later.watch.begin(house.path)
    return house


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "Downloads"
    at_rest(write_runs(folder, 2))
    return folder


def at_rest(paths: list[Path]) -> None:
    """Nobody has written to these files for a while."""
    for path in paths:
        os.utime(path, (NOW.timestamp() - 600, NOW.timestamp() - 600))


def watch(house: House, folder: Path, *, adds_unasked: bool = False) -> FolderWatch:
    """Choose the folder as Preferences do."""
    house.context.watching.choose(folder, adds_unasked=adds_unasked)
    return house.later.watch


def see(house: House, qtbot: QtBot) -> None:
    """The timer has run out; what it begins is done."""
    house.later.watch.see()
    qtbot.waitUntil(lambda: not house.context.tasks.is_busy)


def see_twice(house: House, qtbot: QtBot) -> None:
    """What came in since the last time is not the same yet; then it is."""
    see(house, qtbot)
    house.clock.pass_seconds(60)
    see(house, qtbot)


def test_nothing_is_looked_at_until_a_folder_is_chosen(house: House, folder: Path) -> None:
    assert not house.later.watch.timer.isActive()
    watch(house, folder)
    assert house.later.watch.timer.interval() == FIRST_LOOK_MS
    assert min(FIRST_LOOK_MS, SEE_MS) >= 30_000
    house.context.watching.choose(None, adds_unasked=False)
    assert not house.later.watch.timer.isActive()


def test_new_runs_are_offered_once_and_looked_at(house: House, folder: Path, qtbot: QtBot) -> None:
    watch(house, folder)
    see(house, qtbot)
    assert "2 new runs in “Downloads”." in said(house)
    assert offered(house) == ["look_at_found", "not_now"]
    assert house.diary.runs == {}
    click(house, "look_at_found")
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ImportDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ImportDialog)
    qtbot.waitUntil(lambda: dialog.step == CHECK)
    dialog.reject()
    house.clock.pass_seconds(3700)
    see(house, qtbot)
    assert said(house) == ""


def test_not_now_is_remembered_but_what_comes_later_is_offered(
    house: House, folder: Path, qtbot: QtBot
) -> None:
    watch(house, folder)
    see(house, qtbot)
    click(house, "not_now")
    house.clock.pass_seconds(600)
    at_rest(write_runs(folder, 1, first=5))
    see(house, qtbot)
    # The hour is not over.
    assert said(house) == ""
    house.clock.pass_seconds(3600)
    see_twice(house, qtbot)
    assert "1 new run in “Downloads”." in said(house)


def test_what_is_here_already_is_not_offered(house: House, folder: Path, qtbot: QtBot) -> None:
    watch(house, folder, adds_unasked=True)
    see(house, qtbot)
    qtbot.waitUntil(lambda: len(house.diary.runs) == 2)
    click(house, "close")
    shutil.copy(folder / "run-0.fit", folder / "again.fit")
    at_rest([folder / "again.fit"])
    house.clock.pass_seconds(3700)
    see_twice(house, qtbot)
    assert said(house) == ""


def test_new_runs_are_added_unasked_where_that_was_chosen(
    house: House, folder: Path, qtbot: QtBot
) -> None:
    doubtful = folder / "no-distance.fit"
    doubtful.write_bytes(fit_file(FitSession(start=start_of(9), distance_m=None)))
    at_rest([doubtful])
    watch(house, folder, adds_unasked=True)
    see(house, qtbot)
    qtbot.waitUntil(lambda: "2 runs added from “Downloads”." in said(house))
    assert len(house.stored().runs) == 2
    assert len(house.backups) == 1
    assert offered(house) == ["look_at_left", "undo_import", "close"]
    click(house, "undo_import")
    assert house.stored().runs == {}
    assert said(house) == ""


def test_a_folder_that_is_gone_is_told_once(house: House, folder: Path, qtbot: QtBot) -> None:
    watch(house, folder)
    shutil.rmtree(folder)
    see(house, qtbot)
    assert "The folder “Downloads” cannot be looked into." in said(house)
    click(house, "close")
    house.clock.pass_seconds(3700)
    see(house, qtbot)
    assert said(house) == ""


def test_an_offer_waits_until_nothing_else_is_said(
    house: House, folder: Path, qtbot: QtBot
) -> None:
    watch(house, folder)
    house.window.window_strip.show_message("info", "Something else")
    see(house, qtbot)
    assert "Something else" in said(house)
    house.window.window_strip.take_away()
    see(house, qtbot)
    assert "2 new runs in “Downloads”." in said(house)


def test_unasked_runs_wear_the_pair_that_was_chosen_before(
    house: House, tmp_path: Path, qtbot: QtBot
) -> None:
    house.context.journal.apply(Change(None, a_shoe("blue")))
    house.later.watch._parts.import_memory().note_gear(house.path, {"Pegasus": "blue", "Old": None})
    folder = tmp_path / "Downloads"
    rows = [
        ExportRow(f"471100{n}", start_of(n), gear=name)
        for n, name in enumerate(("Pegasus", "Old", "Never seen"))
    ]
    folder.mkdir()
    at_rest([write_zip(folder / "export.zip", Export(rows).members())])
    watch(house, folder, adds_unasked=True)
    see(house, qtbot)
    qtbot.waitUntil(lambda: len(house.stored().runs) == 3)
    worn = [run.shoe_id for run in house.stored().runs_in_order()]
    assert worn.count("blue") == 1
    assert worn.count(None) == 2


def test_what_another_program_added_meanwhile_is_not_added_twice(
    house: House, folder: Path, qtbot: QtBot
) -> None:
    importing = house.later.watch._parts.importing()
    plan = importing.look(sorted(folder.iterdir()))
    (first, *_rest) = [each.run for each in plan.planned()]
    foreign_write(house.path, ChangeSet((Change(None, replace(first, id="theirs")),)))
    done: list[bool] = []
    house.later.watch._unasked.add(plan, importing, folder, lambda: done.append(True))
    qtbot.waitUntil(lambda: bool(done))
    assert "1 run added from “Downloads”." in said(house)
    assert len(house.stored().runs) == 2
    assert "theirs" in house.stored().runs


def test_no_backup_is_made_for_what_another_program_has_added_already(
    house: House, folder: Path, qtbot: QtBot
) -> None:
    importing = house.later.watch._parts.importing()
    plan = importing.look(sorted(folder.iterdir()))
    theirs = [replace(each.run, id=f"theirs {each.run.id}") for each in plan.planned()]
    foreign_write(house.path, ChangeSet(tuple(Change(None, run) for run in theirs)))
    done: list[bool] = []
    house.later.watch._unasked.add(plan, importing, folder, lambda: done.append(True))
    qtbot.waitUntil(lambda: bool(done))
    assert house.backups == []
    assert len(house.stored().runs) == 2


def test_undo_of_the_strip_leaves_what_another_program_changed_since(
    house: House, folder: Path, qtbot: QtBot, spoken: list[str]
) -> None:
    watch(house, folder, adds_unasked=True)
    see(house, qtbot)
    qtbot.waitUntil(lambda: len(house.stored().runs) == 2)
    run = next(iter(house.stored().runs.values()))
    foreign_write(house.path, ChangeSet((Change(run, replace(run, note="mine")),)))
    click(house, "undo_import")
    assert [run.note for run in house.stored().runs.values()] == ["mine"]
    assert "The import was undone. What was changed since then stays." in spoken


def test_what_could_not_be_added_is_found_again(house: House, folder: Path, qtbot: QtBot) -> None:
    watch(house, folder, adds_unasked=True)
    apply = house.context.journal.apply
    house.context.journal.apply = refuse  # type: ignore[method-assign,assignment]  # as if somebody wrote
    see(house, qtbot)
    qtbot.waitUntil(lambda: not house.context.tasks.is_busy)
    assert house.stored().runs == {}
    house.context.journal.apply = apply  # type: ignore[method-assign]  # and now nobody does
    house.clock.pass_seconds(3700)
    see(house, qtbot)
    qtbot.waitUntil(lambda: len(house.stored().runs) == 2)


def refuse(_change: ChangeSet) -> ChangeSet:
    raise ForeignChangeError


def test_the_whole_of_a_run_that_is_here_in_part_is_offered(
    house: House, tmp_path: Path, qtbot: QtBot
) -> None:
    points = line_of_points(start_of(1))
    half, whole = (gpx_file(GpxTrack([part])) for part in (points[:5], points))
    folder = tmp_path / "Downloads"
    folder.mkdir()
    path = folder / "run.gpx"
    path.write_text(half)
    importing = house.later.watch._parts.importing()
    importing.commit(importing.look([path]))
    path.write_text(whole)
    at_rest([path])
    watch(house, folder)
    see(house, qtbot)
    assert "“Downloads” has more of a run you have." in said(house)
    click(house, "not_now")
    house.context.watching.choose(None, adds_unasked=False)
    watch(house, folder, adds_unasked=True)
    see(house, qtbot)
    qtbot.waitUntil(lambda: "Runs in “Downloads” need a look." in said(house))
    assert offered(house) == ["look_at_left", "close"]
    assert len(house.stored().runs) == 1


def test_a_file_that_still_comes_in_is_not_added(house: House, folder: Path, qtbot: QtBot) -> None:
    """Nothing came for twenty seconds, and then the rest."""
    path = folder / "run-0.fit"
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    os.utime(path, (NOW.timestamp() - 20, NOW.timestamp() - 20))
    watch(house, folder, adds_unasked=True)
    see(house, qtbot)
    qtbot.waitUntil(lambda: len(house.stored().runs) == 1)
    click(house, "close")
    path.write_bytes(content)
    at_rest([path])
    house.clock.pass_seconds(60)
    see_twice(house, qtbot)
    qtbot.waitUntil(lambda: len(house.stored().runs) == 2)


def test_a_part_that_was_deleted_does_not_hide_the_whole(
    house: House, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "Downloads"
    folder.mkdir()
    path = folder / "run.fit"
    path.write_bytes(
        fit_file(FitSession(start=start_of(1), distance_m=2000, timer_s=600, elapsed_s=600))
    )
    importing = house.later.watch._parts.importing()
    importing.commit(importing.look([path]))
    (part,) = house.context.journal.diary.runs.values()
    house.context.journal.apply(ChangeSet((Change(part, None),)))
    path.write_bytes(fit_file(FitSession(start=start_of(1))))
    at_rest([path])
    watch(house, folder)
    see(house, qtbot)
    assert "1 new run in “Downloads”." in said(house)
    click(house, "look_at_found")
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ImportDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ImportDialog)
    qtbot.waitUntil(lambda: dialog.step == CHECK)
    assert dialog.check.model.text_at(0, Column.STATE) == "Needs a look: you deleted a part of it"
    dialog.reject()


def test_what_is_found_for_ones_own_diary_does_not_go_into_the_example(
    build: Build, folder: Path, qtbot: QtBot
) -> None:
    house = open_own(build, qtbot)
    own = house.path
    watch(house, folder, adds_unasked=True)
    go_to_example(house, qtbot)
    runs = dict(house.diary.runs)
    assert not house.context.watching.is_possible
    see(house, qtbot)
    assert house.diary.runs == runs
    house.session.open(own)
    settle(house, qtbot)
    see_twice(house, qtbot)
    qtbot.waitUntil(lambda: len(house.diary.runs) == 2)


def test_an_offer_goes_with_its_diary_and_is_made_again_there(
    build: Build, folder: Path, qtbot: QtBot
) -> None:
    house = open_own(build, qtbot)
    own = house.path
    watch(house, folder)
    see(house, qtbot)
    assert offered(house) == ["look_at_found", "not_now"]
    go_to_example(house, qtbot)
    assert said(house) == ""
    house.session.open(own)
    settle(house, qtbot)
    see(house, qtbot)
    assert "2 new runs in “Downloads”." in said(house)
