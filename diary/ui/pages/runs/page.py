"""Runs: find one, look at a stretch of them, log, change and delete; deleting can be undone."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from diary.domain.change import ChangeSet
from diary.ui.context import PageContext
from diary.ui.entry_forms.run_forms import RunForms
from diary.ui.models.run_columns import COLUMNS, KNEE_OF, Column
from diary.ui.models.run_search import NoteSearch
from diary.ui.models.run_table import RunTableModel
from diary.ui.pages.page import Commands, Page
from diary.ui.pages.runs.column_choice import ColumnChoice
from diary.ui.pages.runs.filter_bar import FilterBar
from diary.ui.pages.runs.found_notes import FoundNotes
from diary.ui.pages.runs.run_changes import RunChanges
from diary.ui.pages.runs.run_commands import RunCommands
from diary.ui.pages.runs.run_menus import RunMenus
from diary.ui.pages.runs.run_stack import RunStack
from diary.ui.pages.runs.run_table_view import RunTableView
from diary.ui.pages.runs.selection_bar import SelectionBar
from diary.ui.pages.runs.summary import WeekLine, shown_text
from diary.ui.run_outlook.line import OutlookLine
from diary.ui.run_outlook.of_day import is_run_ahead, outlook_of
from diary.ui.widgets.button import push_button
from diary.ui.widgets.empty_state import EmptyState
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.scroll import VerticalScroll
from diary.ui.widgets.text import flowing_label, set_plain_tooltip
from diary.ui.width_class import is_compact
from diary.words import _


class RunsPage(Page):
    """The table of all activities."""

    key = "runs"

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.title = _("Runs")
        self._forms = RunForms(context, self)
        self._forms.run_saved.connect(self._on_forms_run_saved)
        self._model = RunTableModel(
            context.formats, context.today, self, facts=lambda: context.reminders.facts
        )
        self._columns = ColumnChoice(context.ui_state)
        self._changes = RunChanges(context, self)
        self._notes_of_days = NoteSearch()
        self._week_line = WeekLine()
        self._last_id: str | None = None
        # Deleted here; one that comes back is selected again.
        self._deleted: set[str] = set()
        self._is_stale = True
        self._build()
        self._connect()

    def activate(self, where: object = None) -> None:
        """Select the run `where` (its id); a date opens the form of a new run on that day."""
        self.refresh()
        if isinstance(where, str):
            self._show_run(where)
        elif self._last_id is None or self._model.row_of(self._last_id) is None:
            self.table.go_to(None)
        self._put_focus()
        if isinstance(where, date):
            self._forms.add(where)

    def actions_for_header(self) -> list[QWidget]:
        return [self.log, self.bring_in]

    def footer(self) -> QWidget:
        return self._footer

    def tab_stops(self) -> list[QWidget]:
        shown = self._stack.currentWidget()
        if shown is self._none:
            return [self._none.button("log"), self._none.button("import")]
        middle = self.table if shown is self.table else self._no_match.button("clear")
        stops = [*self.filters.tab_stops(), middle]
        if not self._found_notes.isHidden():
            stops.append(self._found_notes.list)
        return [*stops, *self._selection.tab_stops(), *self._outlook.tab_stops()]

    def commands(self) -> Commands:
        return {
            "new": self.log_run,
            "find": self._find,
            "copy": self._commands.copy,
            "duplicate": self._commands.duplicate,
            "delete": self._commands.delete,
            "date": self._commands.ask_for_date,
        }

    @Slot()
    def log_run(self) -> None:
        """Open the form of a new run."""
        self._forms.add()

    @Slot()
    def refresh(self) -> None:
        """Show the runs as the journal holds them, if they are not shown already."""
        if self._is_stale:
            self._is_stale = False
            self._offer_filters()
            self._model.load(self.context.journal.diary)
        self._narrow()
        # What was deleted here may have come back while another page was shown.
        self._choose_restored()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._found_notes.fit()
        self._outlook.set_compact(is_compact=is_compact(self))

    # ---- building ----

    def _build(self) -> None:
        self.log = push_button(_("Log a run"), kind="primary", icon_name="plus", name="runs.log")
        set_plain_tooltip(self.log, _("Ctrl+N"))
        self.bring_in = push_button(_("Import…"), icon_name="import", name="runs.import")
        set_plain_tooltip(self.bring_in, _("Ctrl+I"))
        self.filters = FilterBar(self.context.ui_state)
        self.table = RunTableView(self._model, self._columns)
        self._menus = RunMenus(self.table, self._changes, self._columns, self.context.formats)
        cells = self._model.cells
        self._commands = RunCommands(self.context, self.table, cells, self._changes, self._forms)
        self._found_notes = FoundNotes()
        self._selection = SelectionBar(self._changes)
        self._none = EmptyState(
            "run",
            _("No runs yet"),
            _("Log one by hand or bring in files from your watch."),
            actions=[("log", _("Log a run")), ("import", _("Import…"))],
            name="runs.none",
        )
        self._no_match = EmptyState(
            "search", _("No runs match"), actions=[("clear", _("Clear filters"))], name="runs.empty"
        )
        self._stack = RunStack()
        for each in (self.table, self._none, self._no_match):
            self._stack.addWidget(each)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(20, 2, 20, 8)
        column.setSpacing(12)
        column.addWidget(self.filters)
        column.addWidget(self._stack, 1)
        column.addWidget(self._found_notes)
        column.addWidget(self._selection)
        self._outlook = OutlookLine("runs", has_scores=False)
        column.addWidget(self._outlook)
        self._scroll = VerticalScroll(content, name="runs.scroll")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)
        self._footer = QWidget()
        self._shown = flowing_label("", name="runs.shown")
        self._week = flowing_label("", role="hint", name="runs.week")
        line = FlowLayout(self._footer, spacing=16, row_spacing=2)
        line.setContentsMargins(20, 8, 20, 8)
        line.addWidget(self._shown)
        line.addWidget(self._week)

    def _connect(self) -> None:
        bridge = self.context.bridge
        bridge.entries_changed.connect(self._on_bridge_entries_changed)
        bridge.diary_ready.connect(self._on_bridge_diary_ready)
        bridge.day_changed.connect(self._on_bridge_day_changed)
        self.log.clicked.connect(self.log_run)
        self.bring_in.clicked.connect(self._on_import_clicked)
        self._outlook.order_changed.connect(self.order_changed)
        self._outlook.fold.fold_toggled.connect(self._on_fold_toggled)
        self.filters.filter_changed.connect(self._on_filters_filter_changed)
        self.filters.find_field.left.connect(self._on_find_left)
        self.table.open_requested.connect(self._forms.edit)
        self.table.selectionModel().currentRowChanged.connect(self._on_table_row_changed)
        self.table.chosen_changed.connect(self._on_table_chosen_changed)
        self._menus.command_requested.connect(self._commands.do)
        self._menus.change_requested.connect(self._commands.change)
        self._selection.change_requested.connect(self._commands.change)
        self._selection.delete_requested.connect(self._commands.delete)
        self._selection.end_requested.connect(self._on_selection_end_requested)
        self._selection.left.connect(self.table.setFocus)
        self._changes.removed.connect(self._on_changes_removed)
        self._found_notes.day_requested.connect(self._on_notes_day_requested)
        self._found_notes.left_upwards.connect(self._on_notes_left_upwards)
        self._none.action_requested.connect(self._on_none_action_requested)
        self._no_match.action_requested.connect(self._on_no_match_action_requested)

    # ---- what is shown ----

    def _show_state(self) -> None:
        diary, formats = self.context.journal.diary, self.context.formats()
        has_any = bool(diary.runs) or not self.context.journal.is_attached
        if self._model.rowCount():
            shown: QWidget = self.table
        else:
            shown = self._no_match if has_any else self._none
        self._no_match.set_text(_("No runs match"), self._filter_sentence())
        is_new = self._stack.currentWidget() is not shown
        self._stack.setCurrentWidget(shown)
        self.filters.setHidden(not has_any)
        self._footer.setHidden(not has_any)
        for text in (self._shown, self._week):
            # The window keeps room for what stands in the footer, hidden or not.
            text.setHidden(not has_any)
        self.table.offer_columns(self._possible_columns())
        self._shown.setText(shown_text(self.table.shown_runs(), formats))
        self._week.setText(self._week_line.text(diary, self.context.today(), formats))
        self._show_outlook()
        if is_new:
            self.order_changed.emit()

    def _show_outlook(self) -> None:
        context = self.context
        has_before = is_run_ahead(context, context.today())
        self._outlook.set_compact(is_compact=is_compact(self))
        self._outlook.show_outlook(outlook_of(context), context.formats(), has_before=has_before)

    def _put_focus(self) -> None:
        if self._model.rowCount():
            self.table.setFocus()
        elif self._stack.currentWidget() is self._none:
            self._none.button("log").setFocus()
        else:
            self.filters.find_field.setFocus()

    def _offer_filters(self) -> None:
        diary = self.context.journal.diary
        self.filters.offer_shoes(diary.shoes.values())
        self.filters.offer_sports({run.sport for run in diary.runs.values()})

    def _narrow(self) -> None:
        """Show what passes the filters, and the notes of days that have the words."""
        wanted = self.filters.run_filter(self.context.today())
        self._model.set_filter(wanted)
        was_hidden = self._found_notes.isHidden()
        diary, formats = self.context.journal.diary, self.context.formats()
        notes = self._notes_of_days.found(diary, wanted.text, wanted.since)
        self._found_notes.show_notes(notes, formats)
        self._show_state()
        if self._found_notes.isHidden() != was_hidden:
            self.order_changed.emit()

    def _possible_columns(self) -> set[Column]:
        """All columns but those of a knee that is neither tracked nor scored on any run."""
        diary = self.context.journal.diary
        knees = set(diary.person.tracked_knees)
        for run in diary.runs.values():
            if len(knees) == len(KNEE_OF):
                break
            knees.update(run.knees)
        return {column for column in COLUMNS if KNEE_OF.get(column) in {None, *knees}}

    def _filter_sentence(self) -> str:
        words = self.filters.words()
        return f"{words[:1].upper()}{words[1:]}." if words else ""

    def _show_run(self, run_id: str) -> None:
        if self._model.row_of(run_id) is None and run_id in self.context.journal.diary.runs:
            self.filters.clear()
        self.table.go_to(run_id)

    def _choose_restored(self) -> None:
        back = self._deleted & self.context.journal.diary.runs.keys()
        self._deleted -= back
        if back:
            self.table.choose(back)

    def _find(self) -> None:
        self.filters.find_field.setFocus()
        self.filters.find_field.selectAll()

    # ---- slots ----

    @Slot(object)
    def _on_bridge_entries_changed(self, change_set: ChangeSet) -> None:
        if self._is_stale or not self.isVisible():
            self._is_stale = True
            return
        kept = self.table.current_id()
        chosen = [] if change_set else self.table.chosen_ids()
        if not change_set or change_set.touches("shoe") or change_set.touches("run"):
            self._offer_filters()
        self._model.take_change(self.context.journal.diary, change_set)
        if not change_set:
            self.table.go_to(kept)
            self.table.choose(chosen, kept)
        self._narrow()
        self._choose_restored()

    @Slot()
    def _on_bridge_diary_ready(self) -> None:
        self._is_stale = True
        if self.isVisible():
            self.refresh()

    @Slot()
    def _on_filters_filter_changed(self) -> None:
        kept = self._last_id
        self._narrow()
        self.table.go_to(kept)
        # A button that clears the filters comes and goes.
        self.order_changed.emit()

    @Slot(bool)
    def _on_fold_toggled(self, is_open: bool) -> None:
        if is_open:
            self._scroll.bring_into_view(self._outlook)

    @Slot()
    def _on_find_left(self) -> None:
        if self._model.rowCount():
            self.table.setFocus()
        elif not self._found_notes.isHidden():
            self._found_notes.take_focus()

    @Slot()
    def _on_table_chosen_changed(self) -> None:
        if self._selection.show_chosen(self.table.chosen_runs(), self.context.formats()):
            self.order_changed.emit()

    @Slot()
    def _on_selection_end_requested(self) -> None:
        self.table.go_to(self.table.current_id())
        self.table.setFocus()

    @Slot(object)
    def _on_changes_removed(self, run_ids: list[str]) -> None:
        self._deleted.update(run_ids)
        if self.isVisible():
            self._put_focus()

    @Slot(object)
    def _on_notes_day_requested(self, on: date) -> None:
        self.navigate_requested.emit("today", on)

    @Slot()
    def _on_notes_left_upwards(self) -> None:
        if self._model.rowCount():
            self.table.setFocus()
        else:
            self.filters.find_field.setFocus()

    @Slot()
    def _on_bridge_day_changed(self) -> None:
        self._model.refresh()
        if self.isVisible():
            self._narrow()

    @Slot()
    def _on_table_row_changed(self) -> None:
        self._last_id = self.table.current_id() or self._last_id

    @Slot(str)
    def _on_forms_run_saved(self, run_id: str) -> None:
        self.refresh()
        self._show_run(run_id)
        if self._model.rowCount() and self.isVisible():
            self.table.setFocus()

    @Slot()
    def _on_import_clicked(self) -> None:
        self.navigate_requested.emit("import_runs", None)

    @Slot(str)
    def _on_none_action_requested(self, key: str) -> None:
        if key == "log":
            self.log_run()
        else:
            self._on_import_clicked()

    @Slot(str)
    def _on_no_match_action_requested(self, _key: str) -> None:
        self.filters.clear()
        self.filters.find_field.setFocus()
