"""The entry in the tray and its small window, on a desktop that is made up."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from diary.domain.change import Change
from diary.domain.diary import Diary
from diary.domain.event import EventKind
from diary.domain.knee import Knee, Sign
from diary.ui.background import Background, TrayChoices
from diary.ui.main_window.presence import Presence
from diary.ui.tray.quick_entry import QuickEntry
from tests.builders import a_day, a_diary, a_knee_day, an_event
from tests.ui.conftest import Build
from tests.ui.house import TODAY, House, cut_off
from tests.ui.tray_hands import Switch


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A desktop with a tray; what is shown there is written down."""
    shown: list[str] = []
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    # Without a desktop Qt complains when the entry is really shown.
    monkeypatch.setattr(QSystemTrayIcon, "setVisible", lambda _icon, _is_on: None)
    monkeypatch.setattr(
        QSystemTrayIcon, "showMessage", lambda _icon, title, *_rest: shown.append(title)
    )
    return shown


@pytest.fixture
def house(desk: list[str], build: Build) -> House:
    return build(a_diary())


def found(house: House) -> Presence:
    there = house.window.findChild(Presence)
    assert isinstance(there, Presence)
    return there


def presence(house: House) -> Presence:
    house.context.background._has_tray = lambda: True
    house.context.background.changed.emit()
    return found(house)


def quick(house: House, qtbot: QtBot) -> QuickEntry:
    there = presence(house)
    there.icon.scores_requested.emit()
    assert there.quick is not None
    qtbot.waitUntil(there.quick.isActiveWindow)
    return there.quick


def test_scores_of_today_are_given_by_keys_and_taken_back(house: House, qtbot: QtBot) -> None:
    window = quick(house, qtbot)
    first = window.rows()[0]
    assert first.scale.value() is None
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_4)
    qtbot.waitUntil(lambda: house.diary.day(TODAY).knee(Knee.LEFT).morning is not None)
    kept = house.stored().day(TODAY).knee(Knee.LEFT).morning
    assert kept is not None
    assert kept.value == 4
    assert house.text("today.count.below").startswith("1 of")
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert house.stored().day(TODAY).knee(Knee.LEFT).morning is None
    assert first.scale.value() is None


def test_esc_closes_it_and_keeps_what_was_given(house: House, qtbot: QtBot) -> None:
    window = quick(house, qtbot)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_3)
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    closed = presence(house).quick
    assert closed is None or not closed.isVisible()
    kept = house.stored().day(TODAY).knee(Knee.LEFT).morning
    assert kept is not None
    assert kept.value == 3
    again = quick(house, qtbot)
    assert again.rows()[0].scale.value() == 3
    again.reject()


def test_a_high_score_leads_to_the_signs_on_today(house: House, qtbot: QtBot) -> None:
    window = quick(house, qtbot)
    note = window.findChild(type(window.day), "quick.note")
    assert note is not None
    assert note.isHidden()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_8)
    qtbot.waitUntil(lambda: not note.isHidden())
    assert "signs" in note.text()
    house.window.hide()
    window.today_button.click()
    assert house.window.isVisible()
    assert house.window.current_page().key == "today"
    assert presence(house).quick is not window or not window.isVisible()


def test_a_sign_to_be_looked_at_is_named_though_help_is_arranged_for_another(
    house: House, qtbot: QtBot
) -> None:
    findings = ("left.locking",)
    helped = an_event("help", TODAY, kind=EventKind.HELP_ARRANGED, findings=findings)
    signs = {Sign.LOCKING: True, Sign.NO_WEIGHT: True}
    day = a_day(TODAY, left=a_knee_day(signs=signs))
    house.context.undo.push("signs", Change(house.diary.days.get(TODAY), day))
    house.context.undo.push("help", Change(None, helped))
    window = quick(house, qtbot)
    note = window.findChild(type(window.day), "quick.note")
    assert note is not None
    assert note.text() == "Get this looked at today."


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_nothing_is_cut_off_in_large_text(
    house: House, qtbot: QtBot, plain_look: object, theme: str
) -> None:
    assert callable(plain_look)
    plain_look(theme, 200)
    window = quick(house, qtbot)
    assert cut_off(window) == []
    assert all(row.scale.accessibleName() for row in window.rows())
    window.reject()


def test_closing_ends_the_program_unless_the_tray_was_chosen(house: House) -> None:
    presence(house)
    TrayChoices(house.context.ui_state).choose_running(is_kept=True)
    assert not house.window.close()
    assert not house.window.isVisible()
    assert house.context.journal.is_attached
    presence(house).icon.open_requested.emit()
    assert house.window.isVisible()
    house.window.commands.do("quit")
    assert not house.window.isVisible()


def test_quit_in_the_tray_ends_a_hidden_window(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[int] = []
    monkeypatch.setattr(QCoreApplication, "exit", lambda *_: ended.append(1))
    there = presence(house)
    TrayChoices(house.context.ui_state).choose_running(is_kept=True)
    house.window.close()
    assert ended == []
    there.icon.quit_requested.emit()
    assert ended == [1]


def test_a_tray_that_comes_after_the_program_gets_its_entry(build: Build, desk: list[str]) -> None:
    house = build(Diary())
    assert found(house).icon.entry is None
    house.context.background._has_tray = lambda: True
    house.window.look_for_changes()
    assert found(house).icon.show("x")
    assert desk == ["x"]


def test_closing_into_a_tray_that_just_came_leaves_an_entry_there(
    build: Build, desk: list[str]
) -> None:
    house = build(Diary())
    house.context.background._has_tray = lambda: True
    TrayChoices(house.context.ui_state).choose_running(is_kept=True)
    assert not house.window.close()
    assert not house.window.isVisible()
    assert found(house).icon.entry is not None


def test_a_tray_that_goes_gives_the_window_back(house: House) -> None:
    there = presence(house)
    TrayChoices(house.context.ui_state).choose_running(is_kept=True)
    house.window.close()
    house.window.look_for_changes()
    assert not house.window.isVisible()
    house.context.background._has_tray = lambda: False
    house.window.look_for_changes()
    assert house.window.isVisible()
    assert house.window.isMinimized()
    assert not there.icon.can_show
    assert house.window.close()


def test_a_closed_window_stays_closed(house: House) -> None:
    presence(house)
    house.window.commands.do("quit")
    house.window.look_for_changes()
    assert not house.window.isVisible()


def test_logging_out_ends_it_unless_the_person_thought_better_of_it(house: House) -> None:
    presence(house)
    TrayChoices(house.context.ui_state).choose_running(is_kept=True)
    house.window.expect_end()
    house.clock.pass_seconds(120)
    assert not house.window.close()
    house.window.expect_end()
    assert house.window.close()


def test_a_program_that_was_moved_is_started_at_login_from_its_new_place(house: House) -> None:
    moved, off = Switch(is_chosen=True, is_moved=True), Switch()
    full = Switch(is_chosen=True, is_moved=True, is_full=True)
    for switch in (moved, off, full):
        house.context.background = Background(None, partial(find, switch))
        Presence(house.window, house.session, lambda: False)
    assert moved.is_on()
    assert not off.is_on()
    assert not full.is_on()


def find(switch: Switch) -> Switch:
    return switch


def test_without_a_tray_closing_is_the_end_whatever_was_chosen(build: Build) -> None:
    house = build(Diary())
    TrayChoices(house.context.ui_state).choose_running(is_kept=True)
    assert found(house).icon.entry is None
    assert not found(house).icon.can_show
    assert not found(house).icon.show("x")
    assert house.window.close()


def test_a_line_stands_in_the_menu_until_it_is_over_and_leads_to_its_page(
    house: House, desk: list[str]
) -> None:
    icon = presence(house).icon
    assert icon.show("Kneelog: a reminder is waiting")
    assert desk == ["Kneelog: a reminder is waiting"]
    assert icon.waiting.isVisible()
    icon.withdraw()
    assert not icon.waiting.isVisible()
    icon.show("Kneelog: a reminder is waiting")
    icon.waiting.trigger()
    assert house.window.current_page().key == "reminders"
    assert not icon.waiting.isVisible()
