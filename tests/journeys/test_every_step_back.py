"""One change of each kind, then all the way back by Edit > Undo and forth again by Redo.

Every step has its name in the menu, and the file holds after each step back what it held before.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from diary.domain.change import Change, ChangeSet
from diary.domain.diary import Diary
from diary.ui.import_wizard.dialog import ImportDialog
from diary.ui.import_wizard.step_heading import CHECK, DONE
from tests.builders import a_run
from tests.builders_files import FitSession, fit_file
from tests.journeys.conftest import OpenTask
from tests.journeys.hands import Hands, closed, in_front, part_of
from tests.ui.house import NOW, TODAY, House

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | SHIFT
LEFT = "today.left"


class Walk:
    """Remembers the name of every step and what the file held before it."""

    def __init__(self, house: House, hands: Hands, qtbot: QtBot) -> None:
        self.house, self.hands, self._qtbot = house, hands, qtbot
        self._names: list[str] = []
        self._states: list[Diary] = [house.stored()]

    def press(self, name: str) -> None:
        """Press a control of the window."""
        self.hands.click(self.house.find(name))

    def did(self, name: str) -> None:
        """A step of this name was made; later ones come too late to be joined to it."""

        def is_named() -> None:
            assert self._text("undo") == f"&Undo {name}"

        self._qtbot.waitUntil(is_named)
        self._names.append(name)
        self._states.append(self.house.stored())
        assert self._states[-1] != self._states[-2], name
        self.house.clock.pass_seconds(10)

    def there_and_back(self) -> None:
        """Undo every step and do it again."""
        for place in reversed(range(len(self._names))):
            assert self._text("undo") == f"&Undo {self._names[place]}"
            self.hands.menu(self.house, "undo")
            assert self._text("redo") == f"&Redo {self._names[place]}"
            assert self.house.stored() == self._states[place], self._names[place]
        assert self._text("undo") == "&Undo"
        assert not self.house.window.menus.actions["undo"].isEnabled()
        for place, name in enumerate(self._names):
            assert self._text("redo") == f"&Redo {name}"
            self.hands.menu(self.house, "redo")
            assert self.house.stored() == self._states[place + 1], name
        assert not self.house.window.menus.actions["redo"].isEnabled()

    def _text(self, key: str) -> str:
        return self.house.window.menus.actions[key].text()


def test_what_is_said_of_a_knee(task_house: OpenTask, hands: Hands, qtbot: QtBot) -> None:
    walk = Walk(task_house(), hands, qtbot)
    walk.press("today.no_pain")
    walk.did("no pain")
    hands.score(walk.house.find(f"{LEFT}.morning"), 3)
    walk.did("score: left knee morning 3")
    hands.press(Key.Key_Delete)
    walk.did("score: left knee morning cleared")
    walk.press(f"{LEFT}.map.inner")
    walk.did("spots: left knee")
    walk.press(f"{LEFT}.signs.swelling")
    walk.did("signs: left knee")
    walk.press(f"{LEFT}.swelling_size.slight")
    walk.did("swelling: left knee")
    # A swelling has unfolded them.
    walk.press(f"{LEFT}.more_signs.night_pain")
    walk.did("more signs: left knee")
    walk.press(f"{LEFT}.qualities")
    walk.press(f"{LEFT}.qualities.dull")
    walk.did("feels like: left knee")
    walk.press(f"{LEFT}.worse_with")
    walk.press(f"{LEFT}.worse_with.kneeling")
    walk.did("worse with: left knee")
    walk.there_and_back()


def test_what_is_done_about_a_sign(task_house: OpenTask, hands: Hands, qtbot: QtBot) -> None:
    walk = Walk(task_house(), hands, qtbot)
    walk.press(f"{LEFT}.more_signs")
    walk.press(f"{LEFT}.more_signs.no_weight")
    walk.did("more signs: left knee")
    walk.press("safety.strip.arrange")
    hands.type("PT, Monday at nine")
    hands.press(Key.Key_Return)
    walk.did("help arranged")
    walk.there_and_back()


def test_what_is_said_of_a_day(task_house: OpenTask, hands: Hands, qtbot: QtBot) -> None:
    walk = Walk(task_house(ChangeSet((Change(None, a_run("r", TODAY)),))), hands, qtbot)
    walk.press("today.plan.cut_short")
    walk.did("plan answer")
    walk.press("today.finish.cut_short_knee")
    walk.did("run: Cut short, knee")
    walk.press("today.held_back")
    walk.did("held back")
    walk.press("today.limits.stairs")
    walk.did("limits")
    walk.press("today.care.painkiller")
    walk.did("care")
    walk.press("today.painkiller.name.edit")
    hands.type("Ibuprofen")
    hands.tab()
    walk.did("painkiller")
    walk.press("today.care.add")
    hands.type("Cold shower")
    hands.press(Key.Key_Return)
    walk.did("care")
    walk.press("today.note")
    hands.type("Sat long")
    hands.tab()
    walk.did("note")
    hands.action(walk.house.find("today.more"), "today.more.away")
    walk.did("away")
    walk.press("today.away.back")
    walk.did("not away any more")
    walk.there_and_back()


def test_what_is_done_with_runs(
    task_house: OpenTask, hands: Hands, qtbot: QtBot, tmp_path: Path
) -> None:
    house = task_house()
    walk = Walk(house, hands, qtbot)
    today = house.context.formats().short_day(TODAY)
    hands.ctrl(Key.Key_N)
    in_front(qtbot, "run_form")
    hands.type("8.2")
    hands.ctrl(Key.Key_Return)
    closed(qtbot)
    walk.did(f"run of {today}")
    hands.press(Key.Key_Return)
    in_front(qtbot, "run_form")
    hands.tab()
    hands.type("45")
    hands.ctrl(Key.Key_Return)
    closed(qtbot)
    walk.did(f"edit run of {today}")
    hands.press(Key.Key_Down, SHIFT)
    walk.press("toast.close")
    hands.action(house.find("runs.selection.surface"), text="Grass")
    walk.did("set surface of 2 runs")
    walk.press("toast.close")
    house.find("runs.table").setFocus()
    hands.press(Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    hands.press(Key.Key_Down, SHIFT)
    walk.press("runs.selection.delete")
    walk.did("delete 2 runs")
    hands.press(Key.Key_Delete)
    walk.did("delete run")
    house.prompts.files = [tmp_path / "watch.fit"]
    start = NOW - timedelta(days=200)
    house.prompts.files[0].write_bytes(fit_file(FitSession(start=start, distance_m=5000.0)))
    hands.ctrl(Key.Key_I)
    dialog = in_front(qtbot, "import")
    assert isinstance(dialog, ImportDialog)
    hands.press(Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.step == CHECK and not dialog.is_working)
    hands.ctrl(Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.step == DONE)
    hands.press(Key.Key_Escape)
    closed(qtbot)
    walk.did("import of 1 run")
    walk.there_and_back()


def test_what_is_done_with_shoes(task_house: OpenTask, hands: Hands, qtbot: QtBot) -> None:
    house = task_house()
    walk = Walk(house, hands, qtbot)
    card = "shoes.card.green"
    hands.ctrl(Key.Key_3)
    hands.press(Key.Key_N, CTRL_SHIFT)
    in_front(qtbot, "shoe_form")
    hands.type("Orange 5")
    hands.ctrl(Key.Key_Return)
    closed(qtbot)
    walk.did("add Orange 5")
    walk.press(f"{card}.edit")
    in_front(qtbot, "shoe_form")
    hands.type("Green 8")
    hands.ctrl(Key.Key_Return)
    closed(qtbot)
    walk.did("edit Green 8")
    walk.press(f"{card}.limit")
    hands.ctrl(Key.Key_A)
    hands.type("900")
    hands.press(Key.Key_Return)
    walk.did("limit of Green 8")
    walk.press(f"{card}.sole")
    walk.press(f"{card}.sole_panel.findings.none")
    walk.press(f"{card}.sole_panel.save")
    walk.did("look at Green 8")
    walk.press(f"{card}.retire")
    walk.press(f"{card}.retire_panel.save")
    walk.did("retire Green 8")
    walk.press("shoes.retired")
    walk.press(f"{card}.reuse")
    walk.did("use Green 8")
    walk.press(f"{card}.delete")
    walk.did("delete Green 8")
    walk.there_and_back()


def test_what_is_brought_back_from_the_bin(
    task_house: OpenTask, hands: Hands, qtbot: QtBot
) -> None:
    house = task_house()
    walk = Walk(house, hands, qtbot)
    hands.ctrl(Key.Key_2)
    hands.press(Key.Key_Delete)
    walk.did("delete run")
    hands.menu(house, "recently_deleted")
    bin_dialog = in_front(qtbot, "deleted")
    qtbot.waitUntil(part_of(bin_dialog, "deleted.list").isVisible)
    hands.click(part_of(bin_dialog, "deleted.restore"))
    qtbot.waitUntil(lambda: house.context.undo.undo_text().startswith("restore of "))
    hands.press(Key.Key_Escape)
    closed(qtbot)
    walk.did(house.context.undo.undo_text())
    walk.there_and_back()


def test_what_is_chosen_in_preferences(task_house: OpenTask, hands: Hands, qtbot: QtBot) -> None:
    house = task_house()
    walk = Walk(house, hands, qtbot)
    hands.menu(house, "preferences")
    dialog = in_front(qtbot, "preferences")
    hands.click(part_of(dialog, "preferences.you.knees.both"))
    walk.did("knees on Today")
    hands.click(part_of(dialog, "preferences.you.initials.edit"))
    hands.ctrl(Key.Key_A)
    hands.type("K.J.")
    hands.tab()
    walk.did("initials")
    hands.press(Key.Key_Escape)
    closed(qtbot)
    walk.there_and_back()
