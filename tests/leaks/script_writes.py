"""Everything that the window can write, by its own buttons and menus."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget

from diary.services.export_for_pt import Form
from diary.ui.preferences.dialog import PreferencesDialog
from diary.ui.shots_stage import Stage
from diary.ui.shots_table import PREFERENCES
from diary.ui.visits import places
from diary.ui.visits.export_dialog import ExportDialog
from diary.ui.widgets.pain_scale import PainScale
from tests.leaks.ground import PASSPHRASE
from tests.leaks.hand import Hand
from tests.leaks.script_review import reviewed
from tests.leaks.script_walk import notifications


def first(hand: Hand, _stage: None) -> None:
    """The first start of all: answer the three pages."""
    from diary.ui.first_run.dialog import FirstRunDialog  # noqa: PLC0415 - once

    def dialog() -> FirstRunDialog | None:
        tops = QApplication.topLevelWidgets()
        found = [each for each in tops if isinstance(each, FirstRunDialog)]
        return found[0] if found else None

    hand.until(dialog, "the first run")
    shown = dialog()
    assert shown is not None
    while (present := dialog()) is not None and present.isVisible():
        hand.look()
        hand.until(present.next.isEnabled, "next")
        QTest.mouseClick(present.next, Qt.MouseButton.LeftButton)
    hand.record.steps.append("first run answered")


def writes(hand: Hand, stage: Stage) -> None:
    """Have everything written that the window can write."""
    work = Path.cwd()
    hand.prompts.folder = work / "handed on"
    hand.prompts.folder.mkdir(exist_ok=True)
    places.documents = lambda: work / "handed on"
    do = stage.window.commands.do
    steps: dict[str, Callable[[], object]] = {
        "score": lambda: _score(hand, stage),
        "draft": lambda: _draft(hand, stage),
        "backup": lambda: do("backup_now"),
        "second folder": lambda: _second(hand, stage),
        "charts": lambda: _charts(hand, stage),
        "report": lambda: _report(hand, stage),
        "export": lambda: _export(hand, stage, ""),
        "export with a passphrase": lambda: _export(hand, stage, PASSPHRASE),
        "import": lambda: _import(hand, stage),
        "watched folder": lambda: _watch(hand, stage),
        "preferences": lambda: _preferences(hand, stage),
        "start at login": lambda: _at_login(hand, stage),
        "help": lambda: [do(key) for key in ("help", "about", "where_data", "week_look")],
        "notifications": lambda: notifications(hand, stage),
        "review": lambda: _review_from(hand, stage),
        "new diary": lambda: _new(hand, stage),
        "restore beside": lambda: _restore(hand, stage, "restore.separate"),
        "restore in its place": lambda: _restore(hand, stage, "restore.replace"),
        "example": lambda: do("example"),
    }
    for name, step in steps.items():
        hand.step(name, partial(_done, step, stage))


def _done(step: Callable[[], object], stage: Stage) -> None:
    step()
    stage.settle()


def _score(hand: Hand, stage: Stage) -> None:
    stage.page("today")
    before = stage.context.journal.diary
    press_score(stage, 3)
    hand.type("today.note", "typed here", stage.window)
    stage.page("runs")
    hand.until(lambda: stage.context.journal.diary != before, "the score")


def press_score(stage: Stage, number: int) -> None:
    """Press a number on a scale of the page shown that has another one, or none."""
    for scale in stage.window.findChildren(PainScale):
        if scale.isVisible() and scale.value() != number:
            QTest.mouseClick(scale.cells()[number], Qt.MouseButton.LeftButton)
            return
    raise LookupError("no scale is shown")


def _draft(hand: Hand, stage: Stage) -> None:
    stage.page("runs")
    stage.window.commands.do("new")
    hand.type("run_form.distance", "7,5")
    hand.press("run_form.cancel")


def _second(hand: Hand, stage: Stage) -> None:
    hand.prompts.folder = Path.cwd() / "second"
    hand.prompts.folder.mkdir(exist_ok=True)
    stage.window.commands.do("backup_folder")
    hand.press("backup_folder.choose")
    stage.settle()
    stage.window.commands.do("backup_now")
    hand.until(lambda: any(hand.prompts.folder.rglob("*.sqlite3")), "a backup in the second folder")
    hand.prompts.folder = Path.cwd() / "handed on"


def _charts(hand: Hand, stage: Stage) -> None:
    stage.page("charts")
    for form in ("PNG", "SVG", "PDF"):
        there = _waits_for(hand.prompts.folder, form.lower())
        hand.press("charts.more")
        menu = hand.part("charts.menu")
        assert isinstance(menu, QMenu)
        hand.choose(menu, f"As {form}")
        menu.close()
        stage.settle()
        hand.until(there, form)


def _waits_for(folder: Path, ending: str) -> Callable[[], bool]:
    """Tells whether there is one more file of this ending than now."""
    before = len(list(folder.glob(f"*.{ending}")))
    return lambda: len(list(folder.glob(f"*.{ending}"))) > before


def _report(hand: Hand, stage: Stage) -> None:
    stage.page("report")
    for name, ending in (("report.save_pdf", "pdf"), ("report.save_page", "html")):
        there = _waits_for(hand.prompts.folder, ending)
        hand.press(name)
        stage.settle()
        hand.press("export.name.do") if _is_asked("export.name.do") else None
        hand.until(there, name)


def _is_asked(name: str) -> bool:
    tops = QApplication.topLevelWidgets()
    found = [top.findChild(QWidget, name) for top in tops]
    return any(isinstance(each, QWidget) and each.isVisible() for each in found)


def _export(hand: Hand, stage: Stage, passphrase: str) -> None:
    dialog = stage.dialog(lambda: stage.window.commands.do("export_for_pt"))
    assert isinstance(dialog, ExportDialog)
    before = set(hand.prompts.folder.iterdir())
    for form in Form:
        dialog.forms[form].setChecked(True)
    dialog.set_folder(hand.prompts.folder)
    dialog.passphrase.edit.setText(passphrase)
    dialog.again.edit.setText(passphrase)
    QTest.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    hand.until(lambda: len(set(hand.prompts.folder.iterdir()) - before) >= len(Form), "four forms")
    stage.settle()


def _import(hand: Hand, stage: Stage) -> None:
    hand.prompts.files = sorted((Path.cwd() / "more").iterdir())
    before = len(stage.context.journal.diary.runs)
    stage.window.commands.do("import_runs")
    hand.press("import.files")
    stage.settle()
    for _press in range(3):
        if len(stage.context.journal.diary.runs) == before:
            hand.press("import.main")
            stage.settle()
    hand.until(lambda: len(stage.context.journal.diary.runs) > before, "imported runs")


def _watch(hand: Hand, stage: Stage) -> None:
    watching = stage.context.watching
    watching.choose(Path.cwd() / "watch", adds_unasked=True)
    stage.later.watch.see()
    stage.settle()


def _preferences(hand: Hand, stage: Stage) -> None:
    stage.window.commands.do("preferences")
    stage.settle()
    dialog = next(
        each for each in QApplication.topLevelWidgets() if isinstance(each, PreferencesDialog)
    )
    for key in PREFERENCES:
        dialog.show_page(key)
        stage.settle()
    name = "preferences.privacy.hide_name"
    hide = dialog.findChild(QAbstractButton, name)
    if hide is not None:
        hide.click()
    stage.context.ui_state.set("theme", "dark")


def _at_login(_hand: Hand, stage: Stage) -> None:
    switch = stage.context.background.start_at_login
    assert switch is not None
    switch.choose(is_on=True)


def _new(hand: Hand, stage: Stage) -> None:
    before = stage.window.diary_path
    stage.window.commands.do("new_diary")
    hand.type("new_diary.name", "Second")
    hand.press("new_diary.make")
    hand.until(lambda: stage.window.diary_path != before, "the new diary")
    stage.settle()


def _restore(hand: Hand, stage: Stage, way: str) -> None:
    do = stage.window.commands.do
    do("backup_now")
    stage.settle()
    do("restore")
    hand.press("restore.next")
    stage.settle()
    hand.press("restore.next")
    hand.press(way)
    stage.settle()
    if way.endswith("replace"):
        asked = [
            each
            for top in QApplication.topLevelWidgets()
            for each in top.findChildren(QAbstractButton)
            if each.objectName().endswith(".do") and each.isVisible()
        ]
        asked[-1].click()
    hand.until(lambda: not stage.context.tasks.is_busy, "the restored diary")
    stage.settle()


def _review_from(hand: Hand, stage: Stage) -> None:
    hand.prompts.files = sorted((Path.cwd() / "theirs").glob("*.kneelog"))
    stage.window.commands.do("review_files")
    reviewed(hand)
