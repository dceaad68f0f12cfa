"""The first run in the real window, on a folder where there is no diary."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from diary import bootstrap, words
from diary.domain.diary import Diary
from diary.domain.knee import Knee, Sign, SwellingSize
from diary.domain.settings import DistanceUnit
from diary.ui.application import show_window
from diary.ui.first_run.dialog import FirstRunDialog
from diary.ui.main_window.later_parts import LaterParts
from diary.ui.main_window.window import MainWindow
from diary.ui.parts import FIRST_RUN
from diary.ui.theme import ThemeName
from diary.ui.widgets.text import PlainLabel
from tests.ui.answers import AnsweringPrompts
from tests.ui.house import TODAY, Keyboard, SetClock, fill, focus_name
from tests.ui.house import window_parts as parts_for
from tests.ui.room import cut_off
from tests.ui.tree import dump, twins, unnamed

Key = Qt.Key
BOTH = (Knee.LEFT, Knee.RIGHT)


@dataclass
class First:
    """The window with the first run over it."""

    window: MainWindow
    dialog: FirstRunDialog
    path: Path
    qtbot: QtBot
    clicks: int = 0

    def click(self, name: str) -> None:
        """Press the mouse on a control that can be seen."""
        found = self.dialog.findChild(QWidget, f"first_run.{name}")
        assert isinstance(found, QWidget), name
        assert found.isVisible(), name
        self.clicks += 1
        spot = QPoint(12, found.height() // 2)
        self.qtbot.mouseClick(found, Qt.MouseButton.LeftButton, pos=spot)

    def wait_for_today(self) -> None:
        """Wait until the pages have gone and everything is written."""
        self.qtbot.waitUntil(lambda: not self.dialog.isVisible())
        # What a window manager does when a dialog is gone; there is none here.
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)
        context = self.window.context
        self.qtbot.waitUntil(lambda: context.journal.is_attached and not context.tasks.is_busy)
        assert self.window.current_page().key == "today"
        assert not context.journal.has_unsaved

    def stored(self) -> Diary:
        """What is in the file."""
        store = bootstrap.open_store(self.path)
        try:
            return store.load()
        finally:
            store.close()

    def page_title(self) -> str:
        """The heading of the page shown."""
        return self.dialog.page().heading


@pytest.fixture
def region() -> Iterator[Callable[[str], None]]:
    """Return a function that sets the region, as the system does."""
    before = QLocale()

    def choose(name: str) -> None:
        QLocale.setDefault(QLocale(name))

    choose("de_DE")
    yield choose
    QLocale.setDefault(before)


@pytest.fixture
def start(
    qtbot: QtBot, tmp_path: Path, region: Callable[[str], None]
) -> Iterator[Callable[[], First]]:
    """Return a function that starts the program where there is no diary."""
    assert callable(region)
    shown: list[MainWindow] = []

    def make() -> First:
        path = tmp_path / "My knees.sqlite3"
        parts = parts_for(path, SetClock())
        parts.is_first_run = True
        window = show_window(parts)
        window.resize(1280, 800)
        qtbot.addWidget(window)
        shown.append(window)
        qtbot.waitUntil(lambda: window.findChild(FirstRunDialog) is not None)
        dialog = window.findChild(FirstRunDialog)
        assert isinstance(dialog, FirstRunDialog)
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        return First(window, dialog, path, qtbot)

    yield make
    for window in shown:
        for dialog in window.findChildren(QDialog):
            dialog.hide()
        later = window.findChild(LaterParts)
        assert isinstance(later, LaterParts)
        window.context.undo.clear()
        later.finish()


Start = Callable[[], First]


def test_the_first_start_leads_to_today_in_four_clicks(start: Start) -> None:
    first = start()
    assert first.page_title() == "A diary for your runs and your knees"
    first.click("next")
    first.click("knee.left")
    first.click("next")
    first.click("next")
    assert first.clicks <= 6
    first.wait_for_today()
    assert first.stored().person.tracked_knees == (Knee.LEFT,)
    assert focus_name().startswith("today.left")


def test_by_keyboard_it_is_enter_arrow_enter_enter(start: Start, keys: Keyboard) -> None:
    first = start()
    assert focus_name() == "first_run.next"
    keys.press(Key.Key_Return)
    assert focus_name() == "first_run.knee.left"
    keys.press(Key.Key_Right)
    assert focus_name() == "first_run.knee.right"
    keys.press(Key.Key_Return)
    assert focus_name() == "first_run.unit.km"
    keys.press(Key.Key_Return)
    assert keys.count == 4
    first.wait_for_today()
    assert first.stored().person.tracked_knees == (Knee.RIGHT,)


def test_each_page_can_be_skipped(start: Start, keys: Keyboard) -> None:
    first = start()
    first.click("skip")
    assert first.clicks == 1
    first.wait_for_today()
    stored = first.stored()
    assert stored.person.tracked_knees == BOTH
    assert (stored.shoes, stored.days) == ({}, {})
    assert first.window.context.undo.undo_text() == ""


def test_esc_is_skip_and_keeps_what_was_said_before(start: Start, keys: Keyboard) -> None:
    first = start()
    first.click("next")
    first.click("knee.right")
    first.click("next")
    first.click("unit.mi")
    keys.press(Key.Key_Escape)
    first.wait_for_today()
    assert first.stored().person.tracked_knees == (Knee.RIGHT,)
    assert first.stored().settings.distance_unit is DistanceUnit.KM


def test_back_keeps_the_answers(start: Start) -> None:
    first = start()
    first.click("next")
    first.click("knee.both")
    first.click("next")
    first.dialog.look.shoe.edit.setText("Blue 12")
    first.click("back")
    assert first.dialog.knees.knee.choice() == "both"
    first.click("back")
    assert not first.dialog.back.isVisible()
    first.click("next")
    first.click("next")
    assert first.dialog.look.shoe.text() == "Blue 12"
    first.click("next")
    first.wait_for_today()
    assert [shoe.name for shoe in first.stored().shoes.values()] == ["Blue 12"]


def test_a_sign_of_today_is_noted_and_the_safety_text_stands_at_once(
    start: Start, spoken: list[str]
) -> None:
    first = start()
    first.click("next")
    first.click("knee.left")
    strip = first.dialog.knees.strip
    assert not strip.isVisible()
    first.click("sign.no_weight")
    assert strip.isVisible()
    assert "Get this looked at today." in strip.accessibleName()
    assert "Get this looked at today." in spoken[-1]
    first.click("next")
    first.click("next")
    assert first.clicks <= 6
    first.wait_for_today()
    said = first.stored().day(TODAY).knee(Knee.LEFT)
    assert said.signs == {Sign.NO_WEIGHT: True}
    shown = [each.text() for each in first.window.findChildren(PlainLabel) if each.isVisible()]
    assert "Get this looked at today." in shown
    undo = first.window.context.undo
    assert undo.undo_text() == "signs: left knee"
    undo.undo()
    assert first.stored().days == {}
    assert first.stored().person.tracked_knees == (Knee.LEFT,)


def test_a_sign_asks_for_its_knee_even_on_skip(start: Start) -> None:
    first = start()
    first.click("next")
    first.click("sign.large_fast")
    first.click("skip")
    assert first.dialog.isVisible()
    assert focus_name() == "first_run.sign_knee.left"
    first.click("sign_knee.both")
    first.click("skip")
    first.wait_for_today()
    for knee in Knee:
        said = first.stored().day(TODAY).knee(knee)
        assert said.swelling_size is SwellingSize.LARGE_FAST
        assert said.signs == {Sign.SWELLING: True}


def test_the_calf_names_the_emergency_number(start: Start) -> None:
    first = start()
    first.click("next")
    first.click("sign.calf_swollen")
    assert "chest pain" in first.dialog.knees.strip.accessibleName()
    first.click("sign.calf_swollen")
    assert not first.dialog.knees.strip.isVisible()


def test_the_unit_comes_from_the_region_and_can_be_chosen(
    start: Start, region: Callable[[str], None], keys: Keyboard
) -> None:
    region("en_US")
    first = start()
    first.click("next")
    first.click("next")
    look = first.dialog.look
    assert look.chosen_unit() is DistanceUnit.MI
    look.already[DistanceUnit.MI].edit.setText("20")
    first.click("unit.km")
    assert look.already_text() == "20"
    assert not look.already[DistanceUnit.MI].isVisible()
    keys.press(Key.Key_Delete)
    assert look.chosen_unit() is DistanceUnit.KM
    look.shoe.edit.setText("Red 3")
    first.click("next")
    first.wait_for_today()
    stored = first.stored()
    assert stored.settings.distance_unit is DistanceUnit.KM
    assert [shoe.initial_distance_m for shoe in stored.shoes.values()] == [20_000.0]


def test_miles_are_taken_where_people_measure_in_them(
    start: Start, region: Callable[[str], None]
) -> None:
    region("en_US")
    first = start()
    first.click("skip")
    first.wait_for_today()
    assert first.stored().settings.distance_unit is DistanceUnit.MI


def test_a_distance_without_a_shoe_is_asked_about(start: Start, keys: Keyboard) -> None:
    first = start()
    first.click("next")
    first.click("next")
    keys.tab(2)
    assert focus_name() == "first_run.already_km.edit"
    keys.type("thirty")
    keys.press(Key.Key_Return)
    assert focus_name() == "first_run.shoe.edit"
    keys.type("Blue")
    keys.press(Key.Key_Return)
    assert focus_name() == "first_run.already_km.edit"
    error = first.dialog.look.already[DistanceUnit.KM].edit.accessibleDescription()
    assert error == "Type the distance already on them as a number."
    assert first.dialog.isVisible()
    first.click("skip")
    first.wait_for_today()
    assert first.stored().shoes == {}


def test_import_goes_on_with_the_files(start: Start) -> None:
    first = start()
    asked: list[bool] = []
    first.window.import_requested.connect(lambda: asked.append(True))
    first.window.context.prompts = AnsweringPrompts()
    first.click("next")
    first.click("next")
    first.click("import")
    first.wait_for_today()
    assert asked == [True]


def test_restoring_keeps_the_pages_when_no_file_is_chosen(start: Start, tmp_path: Path) -> None:
    first = start()
    prompts = AnsweringPrompts()
    first.window.context.prompts = prompts
    first.click("restore")
    assert prompts.asked == ["Choose a backup"]
    assert first.dialog.isVisible()
    backup = tmp_path / "old" / "Old.sqlite3"
    backup.parent.mkdir()
    fill(backup, Diary())
    prompts.files = [backup]
    first.click("restore")
    assert not first.dialog.isVisible()
    first.qtbot.waitUntil(lambda: _name_of_modal() == "restore")
    modal = QApplication.activeModalWidget()
    assert modal is not None
    modal.close()


def _name_of_modal() -> str:
    modal = QApplication.activeModalWidget()
    return "" if modal is None else modal.objectName()


def test_tab_goes_through_a_page_back_skip_next(start: Start, keys: Keyboard) -> None:
    first = start()
    first.click("next")
    first.click("knee.left")
    names = []
    for _turn in range(11):
        names.append(focus_name())
        keys.tab()
    assert names[0] == "first_run.knee.left"
    assert names[1] == "first_run.sign.no_weight"
    assert names[-3:] == ["first_run.back", "first_run.skip", "first_run.next"]
    assert focus_name() == "first_run.knee.left"


def test_every_stop_has_a_name(start: Start) -> None:
    first = start()
    for _page in first.dialog.pages:
        nodes = dump(first.dialog)
        assert unnamed(nodes) == []
        assert twins(nodes) == []
        first.dialog.knees.chip(Sign.STUCK).click()
        first.dialog.knees.sign_knee.set_choice("left")
        if first.dialog.page() is not first.dialog.look:
            first.click("next")


@pytest.mark.parametrize("language", ["en", "pseudo"])
@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_cut(
    start: Start,
    plain_look: Callable[[ThemeName, int], None],
    percent: int,
    language: str,
) -> None:
    plain_look("light", percent)
    words.install(language)
    first = start()
    dialog = first.dialog
    for page in dialog.pages:
        first.qtbot.waitUntil(lambda: cut_off(dialog) == [])
        buttons = [each for each in dialog.findChildren(QPushButton) if each.isVisible()]
        assert all(each.width() >= each.minimumSizeHint().width() for each in buttons)
        assert dialog.width() <= dialog.screen().availableGeometry().width()
        if page is dialog.knees:
            dialog.knees.chip(Sign.CALF_SWOLLEN).click()
            first.qtbot.waitUntil(lambda: cut_off(dialog) == [])
            dialog.knees.sign_knee.set_choice("right")
        if page is not dialog.look:
            dialog.go_on()


def test_it_is_remembered_that_the_first_run_was_answered_or_skipped(start: Start) -> None:
    first = start()
    later = first.window.findChild(LaterParts)
    assert isinstance(later, LaterParts)
    known = later.session.known
    assert not known.was_said(first.path, FIRST_RUN)
    first.dialog.reject()
    first.wait_for_today()
    assert known.was_said(first.path, FIRST_RUN)
