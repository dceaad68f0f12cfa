"""The window without a pointer: the script of what a person does by keys alone."""

import re
from datetime import timedelta
from functools import partial

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QTableView, QWidget
from pytestqt.qtbot import QtBot

from diary.charts.painter import FigurePainter
from diary.domain.change import Change, ChangeSet
from diary.domain.diary import Diary
from diary.domain.knee import MAIN_SIGNS, Area, Knee
from diary.ui.pages.reminders import RemindersPage
from diary.ui.pages.runs.run_table_view import RunTableView
from tests.builders import a_run
from tests.journeys.conftest import OpenTask
from tests.journeys.hands import Hands, closed, in_front, stored_once
from tests.journeys.sample import task_diary
from tests.ui.house import TODAY, House, focus_name

Key = Qt.Key
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
MOST_KEYS, MOST_STOPS = 10, 60
# Header, strip, left knee, right knee, day, footer: what comes later is read later.
_KNEE = (
    r"rest",
    r"(morning|during\.|after\.|worst)",
    r"signs\.",
    r"swelling",
    r"more_signs",
    r"map\.above",
    r"map\.front",
    r"map\.below",
    r"map\.inner",
    r"map\.outer",
    r"map\.behind",
    r"map\.inside",
    r"map\.all_over",
    r"same_spots",
    r"copy",
    r"qualities",
    r"worse_with",
)
READING_ORDER = (
    r"window\.pages",
    r"today\.(previous|day|next|no_pain|more$)",
    r"(window\.strip|safety)",
    r"today\.strip",
    r"today\.coming\.",
    *(rf"today\.left\.{part}" for part in _KNEE),
    r"today\.right\.",
    r"today\.(plan|finish|log_run)",
    r"today\.held_back",
    r"today\.limits",
    r"today\.care\.(?!add|own\.(edit|take))",
    r"today\.care\.(add|own\.(edit|take))",
    r"today\.painkiller",
    r"today\.note",
    r"today\.help",
    r"today\.done",
    r"window\.(saved|diary|backup|status)",
)


def test_1_a_day_in_ten_keys(
    task_house: OpenTask, hands: Hands, spoken: list[str], qtbot: QtBot
) -> None:
    house = task_house()
    assert focus_name() == "today.left.morning"
    hands.type("4")
    hands.tab()
    hands.type("3")
    hands.tab()
    hands.press(Key.Key_Space)
    hands.alt(Key.Key_S)
    hands.ctrl(Key.Key_Return)
    assert hands.tally.keys <= MOST_KEYS
    stored = stored_once(house, qtbot, lambda diary: TODAY in diary.days)
    said = stored.day(TODAY).knee(Knee.LEFT)
    assert said.morning is not None
    assert said.worst is not None
    assert (said.morning.value, said.worst.value) == (4, 3)
    assert said.signs == dict.fromkeys(MAIN_SIGNS, False)
    assert said.areas is not None
    assert "Saved 18:42" in spoken


def test_2_tab_reads_today_from_header_to_footer_and_back(
    task_house: OpenTask, hands: Hands, qtbot: QtBot
) -> None:
    house = task_house(ChangeSet((Change(None, a_run("r", TODAY)),)))
    house.find("window.pages").setFocus()
    visited: list[str] = []
    while focus_name() != "window.pages" or not visited:
        visited.append(focus_name())
        hands.tab()
        qtbot.waitUntil(partial(is_in_sight, house))
        assert len(visited) <= 2 * MOST_STOPS
    ranks = [rank_of(name) for name in visited]
    assert ranks == sorted(ranks), visited
    assert len(visited) == len(set(visited)), visited
    scales = [name for name in visited if re.match(r"today\.left\.(morning|during|after)", name)]
    assert scales == ["today.left.morning", "today.left.during.r", "today.left.after.r"]
    on_the_page = [name for name in visited if name.startswith("today.")]
    assert on_the_page[0] == "today.previous"
    assert len(on_the_page) <= MOST_STOPS
    back = []
    for _ in visited:
        hands.back_tab()
        back.append(focus_name())
    assert back == visited[::-1]


def rank_of(name: str) -> int:
    ranks = [rank for rank, part in enumerate(READING_ORDER) if re.match(part, name)]
    assert ranks, f"{name} has no place in the order"
    return ranks[0]


def is_in_sight(house: House) -> bool:
    """True when the whole of what has the focus can be seen in the window."""
    focused = QApplication.focusWidget()
    assert focused is not None
    around: QWidget = house.window
    for area in house.window.findChildren(QScrollArea):
        content = area.widget()
        if area.isVisible() and content is not None and content.isAncestorOf(focused):
            around = area.viewport()
    return around.rect().contains(QRect(focused.mapTo(around, QPoint()), focused.size()))


def test_3_the_map_is_walked_and_speaks(task_house: OpenTask, hands: Hands, qtbot: QtBot) -> None:
    house = task_house()
    hands.go_by_tab("today.left.map.above")
    hands.press(Key.Key_Down)
    hands.press(Key.Key_Right)
    assert focus_name() == "today.left.map.inner"
    hands.press(Key.Key_Space)
    stored_once(house, qtbot, lambda diary: diary.day(TODAY).knee(Knee.LEFT).areas == (Area.INNER,))
    inner = house.find("today.left.map.inner")
    face = QAccessible.queryAccessibleInterface(inner)
    assert face is not None
    assert face.text(QAccessible.Text.Name) == "Left knee: Inner side"
    assert face.state().checked


def test_4_a_run_is_logged_taken_back_and_put_on_again(
    task_house: OpenTask, hands: Hands, qtbot: QtBot
) -> None:
    house = task_house()
    hands.ctrl(Key.Key_N)
    in_front(qtbot, "run_form")
    assert focus_name() == "run_form.distance.edit"
    hands.type("8.2")
    hands.tab()
    hands.type("45:10")
    hands.ctrl(Key.Key_Return)
    closed(qtbot)
    logged = stored_once(house, qtbot, has_run_today)
    hands.ctrl(Key.Key_Z)
    assert house.stored() == task_diary()
    hands.ctrl(Key.Key_Y)
    assert house.stored() == logged


def has_run_today(diary: Diary) -> bool:
    return bool(diary.runs_on(TODAY))


def test_5_a_run_is_found_opened_deleted_and_brought_back(
    task_house: OpenTask, hands: Hands, qtbot: QtBot
) -> None:
    house = task_house()
    hands.ctrl(Key.Key_2)
    assert focus_name() == "runs.table"
    hands.ctrl(Key.Key_F)
    assert focus_name() == "runs.find"
    hands.type("blue")
    table = house.find("runs.table")
    assert isinstance(table, RunTableView)
    qtbot.waitUntil(lambda: 0 < len(table.shown_runs()) < len(task_diary().runs))
    hands.press(Key.Key_Down)
    assert focus_name() == "runs.table"
    hands.press(Key.Key_Return)
    in_front(qtbot, "run_form")
    hands.press(Key.Key_Escape)
    closed(qtbot)
    chosen = table.chosen_ids()
    assert len(chosen) == 1
    hands.press(Key.Key_Delete)
    stored_once(house, qtbot, lambda diary: chosen[0] not in diary.runs)
    hands.ctrl(Key.Key_Z)
    assert house.stored() == task_diary()
    assert focus_name() == "runs.table"
    assert table.chosen_ids() == chosen


def test_6_the_chart_is_walked_its_day_opened_and_its_table_shown(
    task_house: OpenTask, hands: Hands, spoken: list[str], qtbot: QtBot
) -> None:
    house = task_house()
    house.context.charts.take(FigurePainter())
    hands.ctrl(Key.Key_4)
    assert focus_name() == "charts.plot"
    hands.tab()
    hands.back_tab()
    assert focus_name() == "charts.plot"
    readout = house.find("charts.readout")
    assert isinstance(readout, QLabel)
    qtbot.waitUntil(lambda: readout.text().startswith("Fri 20 Nov"))
    for _ in range(3):
        hands.press(Key.Key_Left)
    assert readout.text().startswith("Tue 17 Nov")
    assert spoken[-1] == readout.text()
    hands.press(Key.Key_Return)
    assert house.window.current_page().shown_day() == TODAY - timedelta(3)
    hands.ctrl(Key.Key_4)
    hands.press(Key.Key_T, CTRL_SHIFT)
    assert focus_name() == "charts.table"
    table = house.find("charts.table")
    assert isinstance(table, QTableView)
    qtbot.waitUntil(lambda: table.currentIndex().row() == 3)
    hands.press(Key.Key_T, CTRL_SHIFT)
    assert focus_name() == "charts.plot"


def test_7_a_card_is_snoozed_and_the_focus_goes_to_the_next(
    task_house: OpenTask, hands: Hands, qtbot: QtBot
) -> None:
    house = task_house()
    hands.ctrl(Key.Key_5)
    page = house.window.current_page()
    assert isinstance(page, RemindersPage)
    first, second = page.cards()[:2]
    assert focus_name() == f"{first.objectName()}.show"
    key, following = first.key, second.key
    hands.alt(Key.Key_Down)
    hands.press(Key.Key_Return)
    stored_once(house, qtbot, lambda diary: bool(diary.reminder_states))
    assert focus_name() == f"reminders.card.{following}.show"
    hands.ctrl(Key.Key_Z)
    assert house.stored() == task_diary()
    assert page.cards()[0].key == key
    assert focus_name().startswith("reminders.card.")
