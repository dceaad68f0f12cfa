"""Dialogs and drop-downs without a pointer: in, through, and out to where one came from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from diary.domain.backup import BackupReason
from diary.domain.change import Change, ChangeSet
from diary.ui.dialogs.restore import LOOK, RestoreDialog
from tests.journeys.conftest import OpenTask
from tests.journeys.hands import Hands, bring_to_front, closed, in_front, part_of
from tests.journeys.sample import task_diary
from tests.ui.house import House, focus_name

Key = Qt.Key
MOST_STOPS = 90
PAGE_KEYS = {"today": Key.Key_1, "runs": Key.Key_2, "shoes": Key.Key_3}


class Dialog(NamedTuple):
    """A dialog of a menu: the key of its entry, its name, its first field, where it is opened."""

    key: str
    name: str
    first: str
    page: str = "today"
    has_main: bool = True


# Every dialog that a menu opens without asking the system for a file.
DIALOGS = [
    Dialog("new", "run_form", "run_form.distance.edit", "runs"),
    Dialog("add", "shoe_form", "shoe_form.name.edit", "shoes"),
    Dialog("date", "go_to_date", "go_to_date.day.edit"),
    Dialog("new_diary", "new_diary", "new_diary.name.edit"),
    Dialog("restore", "restore", "restore.backups"),
    Dialog("recently_deleted", "deleted", "deleted.list"),
    Dialog("backup_folder", "backup_folder", "backup_folder.choose"),
    # Each choice applies at once: there is nothing to confirm.
    Dialog("preferences", "preferences", "preferences.pages", has_main=False),
    Dialog("away_span", "away_span", "away_span.last"),
    Dialog("help", "help.help", "help.text"),
    Dialog("shortcuts", "shortcuts", "help.text"),
    Dialog("get_help", "help.get_help", "help.text"),
    Dialog("where_data", "help.where_data", "help.text"),
    Dialog("about", "about", "help.text"),
]
each_dialog = pytest.mark.parametrize("said", DIALOGS, ids=[each.key for each in DIALOGS])
# Enter on a button of a day opens its calendar: there the main button is reached by Tab.
WITH_ENTER = [each for each in DIALOGS if each.key != "away_span"]
each_with_enter = pytest.mark.parametrize("said", WITH_ENTER, ids=[each.key for each in WITH_ENTER])


class Opened(NamedTuple):
    """An open dialog and the name of what had the focus before."""

    dialog: QDialog
    opener: str


def a_house(task_house: OpenTask) -> House:
    """With one run in the bin and one backup, so that no dialog is empty."""
    run = next(iter(task_diary().runs.values()))
    house = task_house(ChangeSet((Change(run, None),)))
    house.session.backups().make(BackupReason.BY_HAND)
    return house


def opened(house: House, hands: Hands, qtbot: QtBot, said: Dialog) -> Opened:
    """Open a dialog by the keys of its menu and wait until it is ready."""
    hands.ctrl(PAGE_KEYS[said.page])
    opener = focus_name()
    assert opener
    hands.menu_keys(house, said.key)
    dialog = in_front(qtbot, said.name)
    assert isinstance(dialog, QDialog)
    bring_to_front(qtbot)
    qtbot.waitUntil(lambda: focus_name() == said.first)
    return Opened(dialog, opener)


@each_dialog
def test_8_a_dialog_starts_at_its_first_field_and_esc_leads_back(
    task_house: OpenTask, hands: Hands, qtbot: QtBot, said: Dialog
) -> None:
    house = a_house(task_house)
    before = house.stored()
    dialog, opener = opened(house, hands, qtbot, said)
    stops = list(walk(dialog, hands))
    assert len(stops) == len(set(stops))
    buttons = [each for each in dialog.findChildren(QPushButton) if each.isVisible()]
    shown = {each.objectName() for each in buttons if each.isEnabled() and each.objectName()}
    assert shown <= set(stops)
    hands.press(Key.Key_Escape)
    closed(qtbot)
    bring_to_front(qtbot)
    assert focus_name() == opener
    assert house.stored() == before


@each_with_enter
def test_8_enter_presses_the_main_button(
    task_house: OpenTask, hands: Hands, qtbot: QtBot, said: Dialog
) -> None:
    house = a_house(task_house)
    dialog = opened(house, hands, qtbot, said).dialog
    main = [each for each in dialog.findChildren(QPushButton) if each.isDefault()]
    assert len(main) == int(said.has_main)
    if not said.has_main:
        return
    presses: list[bool] = []
    main[0].clicked.connect(lambda: presses.append(True))
    before = house.stored()
    hands.press(Key.Key_Return)
    # A row that has the focus takes the key itself and does what the button does.
    if isinstance(dialog, RestoreDialog):
        qtbot.waitUntil(lambda: dialog.step == LOOK)
    elif said.key == "recently_deleted":
        qtbot.waitUntil(lambda: house.stored() != before)
    else:
        qtbot.waitUntil(lambda: bool(presses))


@pytest.mark.parametrize("said", DIALOGS[:2], ids=["run", "shoe"])
def test_8_enter_in_a_note_is_a_new_line(
    task_house: OpenTask, hands: Hands, qtbot: QtBot, said: Dialog
) -> None:
    house = a_house(task_house)
    dialog = opened(house, hands, qtbot, said).dialog
    hands.go_by_tab(f"{said.name}.more")
    hands.press(Key.Key_Space)
    hands.go_by_tab(f"{said.name}.note")
    hands.type("One")
    hands.press(Key.Key_Return)
    hands.type("two")
    note = part_of(dialog, f"{said.name}.note")
    assert isinstance(note, QPlainTextEdit)
    assert note.toPlainText() == "One\ntwo"
    assert dialog.isVisible()
    hands.tab()
    assert focus_name() != f"{said.name}.note"


def walk(dialog: QWidget, hands: Hands) -> Iterator[str]:
    """The stops of Tab in a dialog, from the first until it comes round."""
    start = last = QApplication.focusWidget()
    yield focus_name()
    for _ in range(MOST_STOPS):
        hands.tab()
        focused = QApplication.focusWidget()
        assert focused is not None
        assert dialog.isAncestorOf(focused), f"Tab leaves the dialog for {focus_name()}"
        # In a text Tab goes from link to link before it goes on.
        is_on, last = focused is not last, focused
        if focused is not start and is_on:
            yield focus_name()
        elif is_on or is_alone(dialog, focused):
            return
    pytest.fail("Tab does not come round")


def is_alone(dialog: QWidget, focused: QWidget) -> bool:
    """True when nothing else in a dialog can have the focus."""
    return not any(
        each is not focused
        and each.isVisible()
        and each.isEnabled()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        for each in dialog.findChildren(QWidget)
    )


@pytest.mark.parametrize("digit", range(1, 6))
def test_9_tab_goes_round_on_every_page(task_house: OpenTask, hands: Hands, digit: int) -> None:
    house = task_house()
    pages = house.window.page_list
    if digit > pages.count():
        return
    hands.ctrl(Qt.Key(Key.Key_0 + digit))
    pages.setFocus()
    for go_on in (hands.tab, hands.back_tab):
        go_on()
        stops = [focus_name()]
        while focus_name() != "window.pages":
            go_on()
            stops.append(focus_name())
            assert len(stops) < MOST_STOPS, str(stops)
            assert house.window.isActiveWindow()
        assert len(set(stops)) > 1


def test_9_the_calendar_is_left_by_esc_and_picks_by_enter(
    task_house: OpenTask, hands: Hands, qtbot: QtBot
) -> None:
    house = task_house()
    hands.go_by_tab("window.pages")
    hands.go_by_tab("today.day")
    hands.press(Key.Key_Down)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    for _ in range(12):
        # Tab moves inside the popup and never out of reach of Esc.
        hands.tab()
    hands.press(Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)
    assert focus_name() == "today.day"
    hands.press(Key.Key_Return)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    hands.press(Key.Key_Left)
    hands.press(Key.Key_Return)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)
    assert str(house.window.current_page().shown_day()) == "2026-11-19"
    # Whoever picks a day wants to answer on it.
    assert focus_name() == "today.left.morning"
    hands.tab()
    assert focus_name() != "today.left.morning"


@pytest.mark.parametrize("close", [Key.Key_Escape, Key.Key_Return])
def test_9_a_drop_down_opens_by_a_key_and_tab_leaves_it(
    task_house: OpenTask, hands: Hands, qtbot: QtBot, close: Qt.Key
) -> None:
    house = task_house()
    hands.ctrl(Key.Key_2)
    hands.ctrl(Key.Key_F)
    hands.go_by_tab("runs.shoe")
    box = house.find("runs.shoe")
    assert isinstance(box, QComboBox)
    hands.alt(Key.Key_Down)
    qtbot.waitUntil(box.view().isVisible)
    hands.press(Key.Key_Down)
    hands.press(close)
    qtbot.waitUntil(lambda: not box.view().isVisible())
    assert (box.currentIndex() == 1) == (close == Key.Key_Return)
    assert focus_name() == "runs.shoe"
    hands.tab()
    assert focus_name() != "runs.shoe"


def test_9_tab_leaves_the_table_in_both_directions(task_house: OpenTask, hands: Hands) -> None:
    task_house()
    hands.ctrl(Key.Key_2)
    assert focus_name() == "runs.table"
    hands.press(Key.Key_Down)
    assert focus_name() == "runs.table"
    hands.tab()
    assert focus_name() != "runs.table"
    hands.back_tab()
    assert focus_name() == "runs.table"
    hands.back_tab()
    assert focus_name() != "runs.table"
