"""Acts that write into the diary, each of which leaves as many entries there as it found.

Scores are typed into the same few weeks over and over; runs that are entered, brought in or deleted
are taken back. So whatever grows while the course goes on is no entry.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QPlainTextEdit

from diary import bootstrap
from diary.domain.change import apply
from diary.domain.diary import Diary
from diary.domain.knee import Knee, Moment
from diary.services import entries
from diary.ui.import_wizard.dialog import ImportDialog
from diary.ui.import_wizard.step_heading import CHECK, DONE
from diary.ui.pages.runs.run_table_view import RunTableView
from diary.ui.widgets.pain_scale import PainScale
from tests.builders_files import FitSession, fit_file
from tests.soak.desk import Desk, NotReachedError

Key = Qt.Key
WEEKS = 3
_A_YEAR_BEFORE = 400
_AT_ONCE = 3
_MOST_STEPS = 12
_SERIOUS = "today.left.signs.locking"


def go_to_a_day(desk: Desk) -> None:
    """Show one of the days of the last weeks on Today."""
    back = desk.dice.randrange(7 * WEEKS)
    desk.page("today", desk.window.context.today() - timedelta(days=back))
    desk.rest()


def type_scores(desk: Desk) -> None:
    """Digits on the scales of a day, taken back, put on again, and taken back."""
    go_to_a_day(desk)
    before = desk.parts.journal.diary
    scales = desk.shown(PainScale)
    for scale in desk.dice.sample(scales, min(4, len(scales))):
        scale.setFocus()
        cell = scale.focusProxy()
        assert cell is not None
        desk.press(cell, Key(Key.Key_1 + desk.dice.randrange(9)))
        desk.rest()
    steps = _undo_to(desk, before)
    for _ in range(steps):
        desk.trigger("redo")
        desk.rest()
    _undo_to(desk, before)


def _undo_to(desk: Desk, before: Diary) -> int:
    """Undo until the diary is what it was; returns how many steps that took."""
    steps = 0
    while desk.parts.journal.diary != before:
        if steps > _MOST_STEPS or not desk.can("undo"):
            raise NotReachedError("diary as it was")
        desk.trigger("undo")
        desk.rest()
        steps += 1
    return steps


def tick_chips(desk: Desk) -> None:
    """Chips of a day, one of them a sign that should not wait; all of it taken back."""
    go_to_a_day(desk)
    before = desk.parts.journal.diary
    chips = [each for each in desk.shown(QAbstractButton) if each.isCheckable()]
    names = [each.objectName() for each in chips if each.objectName().startswith("today.")]
    for name in (*desk.dice.sample(names, min(3, len(names))), _SERIOUS):
        chip = desk.window.findChild(QAbstractButton, name)
        if isinstance(chip, QAbstractButton) and chip.isVisible() and chip.isEnabled():
            chip.click()
            desk.rest()
    _undo_to(desk, before)


def write_a_note(desk: Desk) -> None:
    """The note of a day: a word more, kept by going to another page, and taken back."""
    go_to_a_day(desk)
    before = desk.parts.journal.diary
    fields = desk.shown(QPlainTextEdit)
    if fields:
        fields[0].setFocus()
        fields[0].moveCursor(fields[0].textCursor().MoveOperation.End)
        QTest.keyClicks(fields[0], " uphill")
    desk.page("runs")
    desk.rest()
    _undo_to(desk, before)


def log_a_run(desk: Desk) -> None:
    """A run typed into the form and saved; then undone, done again and undone."""
    desk.page("runs")
    before = len(desk.parts.journal.diary.runs)
    desk.trigger("new")
    form = desk.dialog("run_form")
    # At a pace nobody would ask about.
    kilometres = desk.dice.randrange(4, 15)
    desk.type(desk.part("run_form.distance.edit", form), f"{kilometres}.{desk.dice.randrange(9)}")
    desk.type(
        desk.part("run_form.time.edit", form), f"{6 * kilometres}:{desk.dice.randrange(10, 60)}"
    )
    for scale in desk.shown(PainScale, form)[:2]:
        scale.setFocus()
        desk.press(scale.focusProxy() or scale, Key(Key.Key_0 + desk.dice.randrange(9)))
    desk.push("run_form.save", form)
    desk.gone()
    desk.rest()
    _must_be(desk, before + 1, "run saved")
    for key in ("undo", "redo", "undo"):
        desk.trigger(key)
        desk.rest()
    _must_be(desk, before, "run taken back")


def edit_a_run(desk: Desk) -> None:
    """A run opened from the table, another distance typed, saved and taken back."""
    table = choose_a_run(desk)
    run_id = table.current_id()
    assert run_id is not None
    before = desk.parts.journal.diary.runs[run_id]
    desk.press(table, Key.Key_Return)
    form = desk.dialog("run_form")
    # A little more or less: whatever is unlikely for its time would be asked about.
    other_km = (before.distance_m or 5000.0) * desk.dice.uniform(0.97, 1.03) / 1000
    desk.type(desk.part("run_form.distance.edit", form), f"{other_km:.2f}")
    desk.push("run_form.save", form)
    desk.gone()
    desk.rest()
    if desk.parts.journal.diary.runs[run_id] != before:
        desk.trigger("undo")
        desk.rest()
    if desk.parts.journal.diary.runs[run_id] != before:
        raise NotReachedError("run as it was")


def delete_runs(desk: Desk) -> None:
    """One run deleted and brought back, and one copied into a form that is left."""
    choose_a_run(desk)
    before = len(desk.parts.journal.diary.runs)
    desk.trigger("delete")
    desk.rest()
    _must_be(desk, before - 1, "run deleted")
    desk.trigger("undo")
    desk.rest()
    _must_be(desk, before, "run brought back")
    choose_a_run(desk)
    if desk.can("duplicate"):
        desk.trigger("duplicate")
        desk.leave(desk.dialog("run_form"))


def bring_in_runs(desk: Desk) -> None:
    """Files of a watch, read in a child of their own, added and taken back."""
    folder = desk.folder / "watch"
    folder.mkdir(exist_ok=True)
    desk.prompts.files = []
    for number in range(_AT_ONCE):
        path = folder / f"run-{number}.fit"
        path.write_bytes(fit_file(FitSession(start=_next_start(desk), distance_m=6000.0)))
        desk.prompts.files.append(path)
    before = len(desk.parts.journal.diary.runs)
    desk.page("runs")
    desk.trigger("import_runs")
    dialog = desk.dialog("import")
    assert isinstance(dialog, ImportDialog)
    desk.push("import.files", dialog)
    desk.until(lambda: dialog.step == CHECK and not dialog.is_working, "files read", 120)
    dialog.main_button.click()
    desk.until(lambda: dialog.step == DONE, "files added", 120)
    _must_be(desk, before + _AT_ONCE, "runs brought in")
    desk.push("import.undo", dialog)
    desk.until(lambda: len(desk.parts.journal.diary.runs) == before, "import taken back")
    desk.leave(dialog)
    desk.rest()


def empty_the_bin(desk: Desk) -> None:
    """What was taken back so far is deleted for good."""
    desk.trigger("recently_deleted")
    dialog = desk.dialog("deleted")
    if desk.button("deleted.empty", dialog).isEnabled():
        desk.push("deleted.empty", dialog)
        desk.push("deleted.confirm.do", desk.dialog("deleted.confirm"))
        desk.rest()
    desk.leave(desk.dialog("deleted"))
    desk.rest()


def another_program_writes(desk: Desk) -> None:
    """The same file written by somebody else, and put back; the window takes both over."""
    context = desk.window.context
    on = context.today() - timedelta(days=desk.dice.randrange(7 * WEEKS))
    diary, score = desk.parts.journal.diary, desk.dice.randrange(11)
    change = entries.set_score(diary, on, Knee.LEFT, Moment.MORNING, score, context.stamp())
    for each in (change, change.inverse()):
        store = bootstrap.open_store(desk.window.diary_path)
        try:
            # Read again here it would be a third whole diary in this process.
            written = apply(desk.parts.journal.diary, store.write(each))
        finally:
            store.close()
        desk.pulse.skip()
        desk.window.look_for_changes()
        _until_shown(desk, written)
        desk.rest()


def _until_shown(desk: Desk, written: Diary) -> None:
    desk.until(lambda: desk.parts.journal.diary == written, "change of another program")


def choose_a_run(desk: Desk) -> RunTableView:
    """One of the runs in sight is chosen in the table."""
    desk.page("runs")
    table = desk.part("runs.table")
    assert isinstance(table, RunTableView)
    row = desk.dice.randrange(min(10, table.model().rowCount()))
    table.setFocus()
    table.selectRow(row)
    return table


def _next_start(desk: Desk) -> datetime:
    """Every second day, back from the years before the diary: no file is ever the same."""
    desk.imported += 1
    first = min(desk.parts.journal.diary.days)
    days = _A_YEAR_BEFORE + 2 * (desk.imported % 2000)
    at = datetime(
        first.year, first.month, first.day, 6, 40, tzinfo=desk.parts.stamp().recorded_at.tzinfo
    )
    return at - timedelta(days=days, seconds=desk.imported)


def _must_be(desk: Desk, count: int, what: str) -> None:
    desk.until(lambda: len(desk.parts.journal.diary.runs) == count, what)
