"""The one table of what can be seen: each page, dialog and state, and how it is opened.

Pictures are drawn from it and the tests of looks and of keyboard and screen reader walk it, so what
is new here is looked at in every theme, text size and width from then on.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QWidget

from diary.domain.backup import BackupReason
from diary.domain.change import ChangeSet
from diary.domain.knee import Knee, Sign
from diary.domain.run import start_order
from diary.domain.shoe import Shoe
from diary.services.entries import no_pain, remove_run, set_knee
from diary.ui.dialogs.away_span import AwaySpanDialog
from diary.ui.dialogs.form_dialog import FormDialog
from diary.ui.dialogs.restore import RestoreDialog
from diary.ui.first_run.first_run import FirstRun
from diary.ui.main_window.window_help import show_files_help
from diary.ui.pages.runs import RunsPage
from diary.ui.pages.shoes import ShoesPage
from diary.ui.preferences.dialog import PreferencesDialog
from diary.ui.shots_charts import chart_scenes
from diary.ui.shots_import import import_pictures
from diary.ui.shots_plan import plan_scenes
from diary.ui.shots_reminders import reminder_scenes
from diary.ui.shots_review import review_scenes
from diary.ui.shots_scene import Scene
from diary.ui.shots_stage import Stage
from diary.ui.shots_visits import visit_scenes
from diary.ui.widgets.date_button import DateButton
from diary.ui.widgets.day_mark import DayMark

# The pages of Preferences in the order of its list.
PREFERENCES = (
    *("you", "units", "limits", "reminders", "look"),
    *("shoes", "data", "privacy", "safety", "more"),
)


def scenes() -> tuple[Scene, ...]:
    """Every scene, page by page."""
    return (
        *_pages(),
        *_first_run(),
        *_today(),
        *_runs(),
        *_imports(),
        *_shoes(),
        *chart_scenes(),
        *reminder_scenes(),
        *plan_scenes(),
        *visit_scenes(),
        *review_scenes(),
        *_preferences(),
        *_windows(),
        *_helps(),
    )


def _pages() -> Iterator[Scene]:
    for key in ("today", "runs", "shoes", "charts", "reminders", "plan", "report"):
        yield Scene(key, partial(_page, key))
        yield Scene(f"{key}-empty", partial(_page, key), is_empty=True)


def _page(key: str, stage: Stage) -> Iterator[QWidget]:
    stage.page(key)
    yield stage.window


def _first_run() -> Iterator[Scene]:
    for number, name in enumerate(("welcome", "knees", "look")):
        yield Scene(f"first-run-{name}", partial(_first_run_page, number), is_empty=True)


def _first_run_page(number: int, stage: Stage) -> Iterator[QWidget]:
    stage.page("today")
    pages = FirstRun(stage.window, stage.context)
    dialog = pages.start()
    for _step in range(number):
        dialog.go_on()
    stage.settle()
    # The end of the dialog would write what was answered.
    yield from _forgotten(dialog)
    pages.deleteLater()


# ---- Today ---------------------------------------------------------------------------------------


def _today() -> Iterator[Scene]:
    yield Scene("today-answered", _today_answered)
    yield Scene("today-safety", _today_safety)
    yield Scene("today-yesterday", _today_yesterday)
    yield Scene("today-calendar", _today_calendar)
    yield Scene("today-go-to-date", partial(_command, "today", "date"))
    yield Scene("today-away-span", _today_away_span)
    yield Scene("today-example", _today_example)


def _today_answered(stage: Stage) -> Iterator[QWidget]:
    stage.page("today")
    context = stage.context
    with stage.changed(no_pain(context.journal.diary, context.today(), context.stamp())):
        yield stage.window


def _today_safety(stage: Stage) -> Iterator[QWidget]:
    stage.page("today")
    context, diary = stage.context, stage.context.journal.diary
    knee = next(iter(diary.person.tracked_knees), Knee.LEFT)
    signs = {Sign.NO_WEIGHT: True, Sign.SWELLING: True}
    at = context.stamp().recorded_at
    with stage.changed(set_knee(diary, context.today(), knee, at, signs=signs)):
        yield stage.window


def _today_yesterday(stage: Stage) -> Iterator[QWidget]:
    today = stage.context.today()
    stage.window.show_page("today", today - timedelta(days=1))
    yield stage.window
    stage.window.show_page("today", today)


def _today_calendar(stage: Stage) -> Iterator[QWidget]:
    stage.page("today")
    button = stage.find("today.day")
    if isinstance(button, DateButton):
        popup = button.open_calendar()
        stage.settle()
        yield popup


def _today_away_span(stage: Stage) -> Iterator[QWidget]:
    stage.page("today")
    dialog = AwaySpanDialog(stage.window, stage.context.today(), lambda _day: DayMark())
    stage.dialog(dialog.open)
    yield dialog


def _today_example(stage: Stage) -> Iterator[QWidget]:
    stage.page("today")
    stage.window.example_banner.show_example(is_shown=True)
    yield stage.window
    stage.window.example_banner.show_example(is_shown=False)


# ---- Runs ----------------------------------------------------------------------------------------


def _runs() -> Iterator[Scene]:
    yield Scene("runs-filtered", partial(_runs_found, "long"))
    yield Scene("runs-no-match", partial(_runs_found, "zzzz"))
    yield Scene("runs-chosen", _runs_chosen)
    yield Scene("run-form", partial(_form, "runs", "new"))
    yield Scene("run-form-more", partial(_form, "runs", "new", unfold="run_form.more"))
    yield Scene("run-form-errors", partial(_form, "runs", "new", is_submitted=True))
    yield Scene("run-form-edit", _run_form_edit)


def _runs_found(text: str, stage: Stage) -> Iterator[QWidget]:
    page = stage.page("runs")
    if isinstance(page, RunsPage):
        page.filters.find_field.setText(text)
        yield stage.window
        page.filters.clear()


def _runs_chosen(stage: Stage) -> Iterator[QWidget]:
    page = stage.page("runs")
    if isinstance(page, RunsPage) and (shown := page.table.shown_runs()):
        page.table.choose([run.id for run in shown[:3]])
        yield stage.window
        page.table.go_to(shown[0].id)


def _run_form_edit(stage: Stage) -> Iterator[QWidget]:
    page = stage.page("runs")
    if isinstance(page, RunsPage) and (shown := page.table.shown_runs()):
        opened = stage.dialog(lambda: page.table.open_requested.emit(shown[0].id))
        yield from _forgotten(opened)


def _form(
    page: str, command: str, stage: Stage, *, unfold: str = "", is_submitted: bool = False
) -> Iterator[QWidget]:
    stage.page(page)
    dialog = stage.dialog(lambda: stage.window.commands.do(command))
    if isinstance(dialog, FormDialog):
        if unfold:
            stage.click(unfold, dialog)
        if is_submitted:
            for field in dialog.findChildren(QLineEdit):
                field.clear()
            dialog.submit()
        stage.settle()
    yield from _forgotten(dialog)


def _forgotten(dialog: QDialog | None) -> Iterator[QWidget]:
    """Show a form whose fields are not offered again."""
    if dialog is not None:
        yield dialog
        with QSignalBlocker(dialog):
            dialog.close()
        dialog.deleteLater()


def _imports() -> Iterator[Scene]:
    for key, open_it in import_pictures().items():
        yield Scene(key, open_it)


# ---- Shoes ---------------------------------------------------------------------------------------


def _shoes() -> Iterator[Scene]:
    yield Scene("shoe-form", partial(_form, "shoes", "add"))
    yield Scene("shoe-form-more", partial(_form, "shoes", "add", unfold="shoe_form.more"))
    yield Scene("shoe-form-errors", partial(_form, "shoes", "add", is_submitted=True))
    for key in ("edit", "limit", "sole", "retire", "history"):
        yield Scene(f"shoes-{key}", partial(_shoe_card, key))


def _shoe_card(key: str, stage: Stage) -> Iterator[QWidget]:
    page, shoes = stage.page("shoes"), stage.context.journal.diary.shoes
    used = sorted((shoe for shoe in shoes.values() if shoe.retired_on is None), key=_by_name)
    if not isinstance(page, ShoesPage) or not used:
        return
    card = page.card(used[0].id)
    button = stage.find(f"{card.objectName()}.{key}")
    if not isinstance(button, QPushButton) or button.isHidden():
        return
    dialog = stage.dialog(button.click)
    if dialog is not None:
        yield from _forgotten(dialog)
        return
    yield stage.window
    card.close_panel()
    if button.isChecked():
        button.click()


def _by_name(shoe: Shoe) -> str:
    return shoe.name


# ---- Preferences, diaries and backups ------------------------------------------------------------


def _preferences() -> Iterator[Scene]:
    for key in PREFERENCES:
        yield Scene(f"preferences-{key}", partial(_preferences_page, key))
    yield Scene("preferences-nothing-found", partial(_preferences_page, "you", search="zzzz"))


def _preferences_page(key: str, stage: Stage, *, search: str = "") -> Iterator[QWidget]:
    stage.page("today")
    dialog = stage.dialog(lambda: stage.window.commands.do("preferences"))
    if isinstance(dialog, PreferencesDialog):
        dialog.show_page(key)
        dialog.search.setText(search)
        stage.settle()
        yield dialog


def _windows() -> Iterator[Scene]:
    for key, command in (
        ("new-diary", "new_diary"),
        ("second-folder", "backup_folder"),
        ("recently-deleted", "recently_deleted"),
        ("delete-diary", "delete_diary"),
    ):
        yield Scene(key, partial(_command, "today", command))
    yield Scene("recently-deleted-runs", _deleted_runs)
    yield Scene("restore-empty", partial(_command, "today", "restore"), is_empty=True)
    yield Scene("restore", partial(_restore, 0))
    yield Scene("restore-look", partial(_restore, 1))
    yield Scene("restore-decide", partial(_restore, 2))
    yield Scene("restore-confirm", partial(_restore, 3))


def _command(page: str, command: str, stage: Stage) -> Iterator[QWidget]:
    stage.page(page)
    dialog = stage.dialog(lambda: stage.window.commands.do(command))
    if dialog is not None:
        yield dialog


def _deleted_runs(stage: Stage) -> Iterator[QWidget]:
    diary = stage.context.journal.diary
    newest = sorted(diary.runs.values(), key=start_order)[-3:]
    changes = [change for run in newest for change in remove_run(diary, run.id).changes]
    with stage.changed(ChangeSet(tuple(changes))):
        yield from _command("today", "recently_deleted", stage)
        stage.clear()


def _restore(presses: int, stage: Stage) -> Iterator[QWidget]:
    stage.page("today")
    stage.later.session.backups().make(BackupReason.BY_HAND)
    dialog = stage.dialog(lambda: stage.window.commands.do("restore"))
    if not isinstance(dialog, RestoreDialog):
        return
    for _press in range(min(presses, 2)):
        dialog.next_button.click()
        stage.settle()
    if presses > 2:
        asked = stage.dialog(dialog.decide.replace_requested.emit)
        if asked is not None:
            yield asked
            asked.close()
    else:
        yield dialog


# ---- help ----------------------------------------------------------------------------------------


def _helps() -> Iterator[Scene]:
    for command in ("help", "shortcuts", "get_help", "where_data", "about"):
        yield Scene(command.replace("_", "-"), partial(_command, "today", command))
    yield Scene("files-help", _files_help)


def _files_help(stage: Stage) -> Iterator[QWidget]:
    dialog = stage.dialog(lambda: show_files_help(stage.window, ""))
    if dialog is not None:
        yield dialog
