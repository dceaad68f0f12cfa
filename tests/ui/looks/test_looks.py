"""Every page and dialog, in every state there is a scene for: names, room, words, focus, looks."""

from __future__ import annotations

import calendar
import difflib
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtCore import QLocale, QModelIndex, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QGraphicsOpacityEffect,
    QLabel,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QStatusBar,
    QTableView,
    QWidget,
)

from diary import words
from diary.paths import resource_path
from diary.services.entries import own_care
from diary.ui.dialogs.form_dialog import FormDialog
from diary.ui.pages.runs import RunsPage
from diary.ui.preferences.dialog import PreferencesDialog
from diary.ui.shots import Dress
from diary.ui.shots_stage import Stage
from diary.ui.shots_table import PREFERENCES, scenes
from diary.ui.shots_visits import PT_TEXTS
from diary.ui.theme import ThemeName
from diary.ui.widgets import announce
from tests.builders import a_diary, a_run
from tests.thorough import IS_THOROUGH
from tests.ui.conftest import Build
from tests.ui.house import TODAY
from tests.ui.looks import focus_walk, pictures, room_checks, tree_checks
from tests.ui.looks.walk import DATA, IS_REGENERATING, PLAIN, REGENERATE, Stages, walk

# One walk shows more than a hundred windows: on a busy computer that takes minutes.
pytestmark = pytest.mark.timeout(900)

FOCUS = DATA / "focus"
THEMES: tuple[ThemeName, ...] = ("light", "dark", "contrast")


def _every(_key: str) -> bool:
    return True


def _is_page(key: str) -> bool:
    page, _, state = key.partition("-")
    is_of_page = page in {"today", "runs", "shoes", "charts", "reminders", "plan", "report"}
    return is_of_page and (IS_THOROUGH or state in {"", "empty"})


# The window at large text, at its least width, as wide as a desk screen, and at the smallest text.
TIGHT = {
    "200 %": Dress("light", 200, (1280, 800)),
    "720 px": Dress("dark", 100, (720, 800)),
    "wide, small": Dress("contrast", 80, (1920, 1080)),
    "1000 px, 150 %": Dress("light", 150, (1000, 800)),
}
# Dialogs are as wide as their text: the other widths of the window say nothing new of them. Of a
# page they say nearly all by its plain state; the others of its states are for the thorough tests.
ROOMY = dict.fromkeys(("720 px", "wide, small", "1000 px, 150 %"), _is_page)
# What the tests of pictures look at.
DRAWN = (
    *("today", "today-empty", "runs", "shoes", "reminders", "quick-entry"),
    *("run-form-more", "preferences-limits", "preferences-look"),
)
KEYS = {"Ctrl", "Shift", "Alt", "Del", "Return", "Enter", "Left", "Right", "Kneelog"}


# ---- what a screen reader is told ----------------------------------------------------------------


class Found(NamedTuple):
    """What one walk in the plain look has found: faults by kind, the tab stops by scene."""

    heard: list[str]
    focus: list[str]
    stops: dict[str, list[str]]
    left_behind: list[str]


@pytest.fixture(scope="module")
def plain(english: Stages) -> Found:
    """Everything that can be found out in one walk."""
    found = Found([], [], {}, [])
    stages = (english.filled, english.empty)
    before = [stage.context.journal.diary for stage in stages]
    for scene, widget in walk(english, PLAIN):
        found.heard.extend(f"{scene.key}: {fault}" for fault in tree_checks.faults(widget))
        if isinstance(widget, QMenu):
            # The arrows walk a menu, and it takes no focus from what is below it.
            continue
        window = widget.window()
        window.activateWindow()
        found.stops[scene.key], faults = _stops(window)
        found.focus.extend(f"{scene.key}: {fault}" for fault in faults)
    for stage, diary in zip(stages, before, strict=True):
        if stage.context.journal.diary != diary or stage.context.undo.undo_text():
            found.left_behind.append(f"changes: {stage.context.undo.undo_text()}")
    shown = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    found.left_behind.extend(f"a window: {widget.objectName()}" for widget in shown)
    return found


def test_everything_can_be_heard(plain: Found) -> None:
    assert not plain.heard, "\n".join(plain.heard)


def test_every_scene_leaves_the_window_as_it_was(plain: Found) -> None:
    assert len(plain.stops) > 60
    assert plain.left_behind == []


def test_saving_deleting_and_undoing_are_announced(
    build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    sent: list[str] = []
    house = build(a_diary(runs=[a_run("r1", TODAY), a_run("r2", TODAY - timedelta(days=1))]))
    stage, commands = Stage(house.window, house.later), house.window.commands
    page = stage.page("runs")
    assert isinstance(page, RunsPage)
    monkeypatch.setattr(
        QAccessible, "updateAccessibility", lambda event: sent.append(type(event).__name__)
    )
    monkeypatch.setattr(announce, "listeners", [lambda _widget, text: heard.append(text)])
    page.table.choose(["r1"])
    commands.do("delete")
    assert heard[-1].startswith("Run deleted.")
    commands.do("undo")
    assert heard[-1].startswith("Undone: ")
    form = stage.dialog(lambda: page.table.open_requested.emit("r1"))
    assert isinstance(form, FormDialog)
    for note in form.findChildren(QPlainTextEdit):
        note.setPlainText("Windy")
    form.submit()
    assert heard[-1] == "Run changed."
    assert sent.count("QAccessibleAnnouncementEvent") >= 3


# ---- room ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("tight", TIGHT)
def test_nothing_is_cut_off(english: Stages, tight: str) -> None:
    found = [
        f"{scene.key}: {fault}"
        for scene, widget in walk(english, TIGHT[tight], ROOMY.get(tight, _every))
        for fault in room_checks.faults(widget)
    ]
    assert not found, "\n".join(found)


def test_a_longer_language_has_room_and_no_text_goes_past_the_catalogue(pseudo: Stages) -> None:
    known = _known_words(pseudo)
    found = []
    for scene, widget in walk(pseudo, PLAIN):
        found += [f"{scene.key}: {fault}" for fault in room_checks.faults(widget)]
        missed = room_checks.untranslated(widget, known)
        found += [f"{scene.key}: not translated: {text!r}" for text in missed]
    assert not found, "\n".join(found)


def _known_words(stages: Stages) -> frozenset[str]:
    """Words that stand outside every catalogue: what people typed, names of keys, days, months."""
    diary = stages.filled.context.journal.diary
    typed: list[str | None] = [shoe.name for shoe in diary.shoes.values()]
    typed += [text for shoe in diary.shoes.values() for text in (shoe.brand, shoe.model, shoe.note)]
    typed += [day.note for day in diary.days.values()]
    typed += [run.note for run in diary.runs.values()]
    typed += [event.text for event in diary.events.values()]
    typed += [plan.name for plan in diary.plans.values()]
    typed += [session.text for session in diary.sessions.values()]
    exercises = [kept.exercise for kept in diary.exercises.values()]
    typed += [text for each in exercises for text in (each.name, each.note)]
    typed += PT_TEXTS
    typed += [diary.person.goal, *diary.person.questions]
    typed += [note.text for note in diary.pt_notes.values()]
    typed += [day.painkiller.name for day in diary.days.values() if day.painkiller is not None]
    typed += [total.scale.value.upper() for total in diary.totals.values()]
    typed += [*calendar.day_name, *calendar.day_abbr, *calendar.month_name, *calendar.month_abbr]
    typed += own_care(diary, TODAY)
    typed += [QLocale(key).nativeLanguageName() for key in words.languages()[1:]]
    # The pages of the help are translated as whole files.
    typed.append(resource_path("help", "get_help.md").read_text(encoding="utf-8"))
    typed += [stages.filled.window.diary_path.as_posix(), diary.person.initials]
    return frozenset(re.findall(r"[^\W\d_]{3,}", " ".join(filter(None, typed)))) | KEYS


# ---- keyboard ------------------------------------------------------------------------------------


def test_tab_goes_round_and_back_and_every_stop_is_seen(plain: Found) -> None:
    assert not plain.focus, "\n".join(plain.focus)


def test_focus_goes_as_in_the_golden_lists(plain: Found) -> None:
    lists: dict[str, list[str]] = {}
    for key, names in plain.stops.items():
        lists.setdefault(key.split("-")[0], []).append("\n".join([f"[{key}]", *names]))
    found = [
        line for name, parts in lists.items() for line in _compared(name, "\n\n".join(parts) + "\n")
    ]
    assert not found, "\n".join(found)


def _stops(window: QWidget) -> tuple[list[str], list[str]]:
    """The names of the stops from the one that has the focus now, and what is wrong with them."""
    forward = focus_walk.stops(window)
    back = focus_walk.stops(window, is_back=True)
    faults = []
    if back != [*forward[:1], *reversed(forward[1:])]:
        faults.append(f"Shift+Tab goes {[focus_walk.name_of(stop) for stop in back]}")
    faults += [f"not inside: {name}" for name in _strangers(forward, window)]
    faults += [f"out of sight: {name}" for name in _unseen(forward, window)]
    return [focus_walk.name_of(stop) for stop in forward], faults


def _strangers(stops: list[QWidget], window: QWidget) -> list[str]:
    return [focus_walk.name_of(stop) for stop in stops if stop.window() is not window]


def _unseen(stops: list[QWidget], window: QWidget) -> Iterator[str]:
    """The stops that cannot be seen while they have the focus."""
    for stop in stops:
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        if QApplication.focusWidget() is stop and focus_walk.hidden(window, stop):
            yield focus_walk.name_of(stop)


def _compared(name: str, text: str) -> list[str]:
    file = FOCUS / f"{name}.txt"
    if IS_REGENERATING:
        FOCUS.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return []
    stored = file.read_text(encoding="utf-8") if file.is_file() else ""
    if stored == text:
        return []
    changes = difflib.unified_diff(stored.splitlines(), text.splitlines(), "was", "is", n=1)
    return [f"{file.name}; when it was meant: {REGENERATE}", *changes]


def test_every_golden_list_belongs_to_a_scene() -> None:
    assert {file.stem for file in FOCUS.iterdir()} == {key.split("-")[0] for key in _keys()}


# ---- pictures ------------------------------------------------------------------------------------


def test_pages_look_like_the_golden_pictures(untouched: Stages) -> None:
    found = [
        pictures.compared(f"{scene.key}-{theme}", _at_rest(widget))
        for theme in THEMES
        for scene, widget in walk(untouched, Dress(theme, 100, (1280, 800)), DRAWN.__contains__)
    ]
    assert not any(found), "\n".join(filter(None, found))


def _at_rest(widget: QWidget) -> QWidget:
    """The same from its top and with nothing selected, whatever was done there before."""
    for area in widget.findChildren(QAbstractScrollArea):
        area.verticalScrollBar().setValue(0)
    for table in widget.findChildren(QTableView):
        table.clearSelection()
        table.setCurrentIndex(QModelIndex())
    return widget


def test_a_single_control_that_is_gone_is_noticed(
    english: Stages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "FOLDER", tmp_path)
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    unnoticed = []
    for _scene, window in walk(english, PLAIN, "today".__eq__):
        with monkeypatch.context() as patch:
            patch.setattr(pictures, "IS_REGENERATING", True)
            assert pictures.compared("page", window) == ""
        parts: list[QPushButton | QLabel] = [*window.findChildren(QPushButton)]
        parts += window.findChildren(QLabel)
        in_sight = [part for part in parts if part.text() and _is_whole(part)]
        assert len(in_sight) > 20
        for part in in_sight:
            # A faded part keeps its room, so that nothing else moves.
            effect = QGraphicsOpacityEffect(part)
            effect.setOpacity(0)
            part.setGraphicsEffect(effect)
            unnoticed += [] if pictures.compared("page", window) else [part.text()]
            part.setGraphicsEffect(None)  # type: ignore[arg-type] # None takes it away
    assert unnoticed == []


def _is_whole(part: QWidget) -> bool:
    """True for what is seen in full and is not in the line at the foot."""
    is_seen = part.isVisible() and part.visibleRegion().boundingRect().size() == part.size()
    return is_seen and not isinstance(part.parentWidget(), QStatusBar)


def test_every_golden_picture_belongs_to_a_scene() -> None:
    wanted = {f"{key}-{theme}.png" for key in DRAWN for theme in THEMES}
    assert {file.name for file in pictures.FOLDER.iterdir()} == wanted
    assert set(DRAWN) <= set(_keys())


# ---- the table of scenes -------------------------------------------------------------------------


def _keys() -> list[str]:
    return [scene.key for scene in scenes()]


def test_there_is_a_scene_for_every_page_of_preferences(english: Stages) -> None:
    dialog = english.filled.dialog(lambda: english.filled.window.commands.do("preferences"))
    assert isinstance(dialog, PreferencesDialog)
    rows = [dialog.list.item(row) for row in range(dialog.list.count())]
    assert tuple(row.data(Qt.ItemDataRole.UserRole) for row in rows) == PREFERENCES
    dialog.close()
