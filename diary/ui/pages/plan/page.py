"""Plan: what is to be done each week, today's session, and running and walking in stages.

The page shows what the journal holds; every change goes through `PlanActs`. Nothing that was left
out is counted against anybody.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QMenu, QStackedLayout, QVBoxLayout, QWidget

from diary.domain.change import ChangeSet
from diary.domain.exercise import SessionKind
from diary.domain.exercise_lists import HOLD_S, LISTS, ExerciseList
from diary.domain.plan import Plan
from diary.texts.exercise_lists import ask_pt_text, list_name
from diary.ui.context import PageContext
from diary.ui.entry_forms.run_forms import RunForms
from diary.ui.pages.page import Commands, Page
from diary.ui.pages.plan.cadence_card import CadenceCard, cadence_view
from diary.ui.pages.plan.exercise_lines import ASIDE, DELETE, EDIT, USE, exercise_lines
from diary.ui.pages.plan.hold_steps import ice_choices
from diary.ui.pages.plan.line_card import Line, LineCard
from diary.ui.pages.plan.look_ways import add_look_ways
from diary.ui.pages.plan.plan_acts import PlanActs
from diary.ui.pages.plan.plan_dialogs import PlanDialogs
from diary.ui.pages.plan.plan_view import (
    has_anything,
    head_view,
    past_sessions,
    session_detail,
    session_line,
)
from diary.ui.pages.plan.pt_notes_card import PtNotesCard, open_notes
from diary.ui.pages.plan.run_walk_part import RunWalkPart
from diary.ui.pages.plan.session_part import SessionPart
from diary.ui.pages.plan.week_card import WeekCard
from diary.ui.pages.plan.week_sources import source_texts
from diary.ui.theme import em, theme_watcher
from diary.ui.widgets.button import escaped_mnemonic, menu_button, push_button
from diary.ui.widgets.empty_state import EmptyState
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.scroll import VerticalScroll
from diary.ui.widgets.text import set_plain_tooltip
from diary.ui.width_class import is_wide
from diary.words import _

# Where the page can be asked to go.
LOG_RUN = "log_run"
_KINDS = ("plan", "exercise", "session", "run_walk", "day", "run", "person", "settings", "pt_note")
_WIDEST_EM = 140


class PlanPage(Page):
    """`foot` is the row at the end of the page for ways to look at what a plan does."""

    key = "plan"
    help_topic = "plan"

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.title = _("Plan")
        self._is_stale = True
        self._plan: Plan | None = None
        self.acts = PlanActs(context)
        self.dialogs = PlanDialogs(context, self.acts, self)
        self.run_forms = RunForms(context, self)
        self._build_header()
        self.week = WeekCard()
        self.session = SessionPart(context, self.acts, self.dialogs, self)
        self.mobility = SessionPart(context, self.acts, self.dialogs, self, is_mobility_part=True)
        self.run_walk = RunWalkPart(context, self.dialogs, self)
        self.exercises = LineCard(_("Exercises"), name="plan.exercises", at_first=8)
        self.past = LineCard(_("Other sessions"), name="plan.past", at_first=5)
        self.cadence = CadenceCard()
        self.pt_notes = PtNotesCard()
        self._build_exercise_ways()
        self._empty = EmptyState(
            "plan",
            _("No plan yet"),
            _("Type in the exercises your PT gave you, or start from a list."),
            actions=[("exercise", _("Add exercise")), ("lists", _("From a list"))],
            name="plan.empty",
        )
        lists = self._empty.button("lists")
        lists.setProperty("hasMenu", True)
        lists.setMenu(self.lists.menu())
        lists.setAccessibleDescription(ask_pt_text())
        self._unread = EmptyState("plan", "", name="plan.unread")
        self._lay_out()
        add_look_ways(self, self.foot)
        self._connect()

    def activate(self, where: object = None) -> None:
        """Show the plan as it is now; `LOG_RUN` opens the form of a run at the stage."""
        self.refresh()
        stops = self.tab_stops()
        (stops[0] if stops else self.edit_plan).setFocus()
        if where == LOG_RUN:
            self.run_forms.add_stage()

    def settle(self) -> None:
        self.session.settle()
        self.mobility.settle()

    def actions_for_header(self) -> list[QWidget]:
        return [self.edit_plan, self.add_session, self.timer]

    def tab_stops(self) -> list[QWidget]:
        if self._stack.currentWidget() is self._unread:
            return []
        stops: list[QWidget] = []
        if not self._empty.isHidden():
            stops += self._empty.buttons()
        if not self.week.isHidden():
            stops += self.week.stops()
        if not self.session.card.isHidden():
            stops += self.session.card.stops()
        if not self.mobility.card.isHidden():
            stops += self.mobility.card.stops()
        stops += [] if self.run_walk.card.isHidden() else self.run_walk.card.stops()
        stops += [self.add_exercise, self.lists, *self.exercises.stops()]
        stops += self.pt_notes.stops()
        stops += [] if self.past.isHidden() else self.past.stops()
        stops += self.cadence.stops()
        places = range(self.foot.count())
        feet = (self.foot.itemAt(place) for place in places)
        widgets = (foot.widget() for foot in feet if foot is not None)
        return [*stops, *(widget for widget in widgets if widget is not None)]

    def commands(self) -> Commands:
        return {"add": self._on_add_session_clicked}

    @Slot()
    def refresh(self) -> None:
        """Show the plan as the journal holds it."""
        self._is_stale = False
        context = self.context
        unread = context.unread.text(context.journal)
        if unread is not None:
            self._unread.set_text(*unread)
            self._show(self._unread)
            return
        diary, today, formats = context.undo.shown_diary(), context.today(), context.formats()
        head = head_view(diary, today, formats)
        self._plan = head.exercise_plan
        is_empty = not has_anything(diary)
        self._empty.setHidden(not is_empty)
        self.week.setHidden(is_empty)
        self._name_edit(is_new=not diary.plans)
        asks = bool(diary.exercises) and not diary.plans
        self.week.show_head(head, source_texts(diary, head), asks_for_plan=asks)
        self.session.refresh(head.sessions)
        self.mobility.refresh(head.sessions)
        past = past_sessions(diary, (self.session.shown, self.mobility.shown))
        ways = ((EDIT, _("Edit")), (DELETE, _("Delete")))
        self.past.setHidden(not past)
        self.past.show_lines(
            [
                Line(each.id, session_line(each, today, formats), session_detail(each, diary), ways)
                for each in past
            ]
        )
        self.exercises.show_lines(exercise_lines(diary, head.exercise_plan, today, formats))
        self.exercises.say_hint("" if diary.exercises else _none_text())
        self.run_walk.refresh(diary)
        self.pt_notes.show_notes(diary, formats)
        facts = context.reminders.facts
        self.cadence.show_cadence(
            None if facts is None else cadence_view(diary, facts, today, formats)
        )
        self._show(self._scroll)
        self._lay_out_columns()
        self.order_changed.emit()

    # ---- building ----

    def _build_header(self) -> None:
        self.edit_plan = push_button(_("Edit plan"), name="plan.edit")
        self.edit_plan.clicked.connect(self._on_edit_plan_clicked)
        self.add_session = push_button(
            _("Add session"), kind="primary", icon_name="plus", name="plan.add"
        )
        set_plain_tooltip(self.add_session, _("Ctrl+Shift+N"))
        self.add_session.clicked.connect(self._on_add_session_clicked)
        menu = QMenu(self)
        hold = menu.addAction(_("{n} seconds a side").format(n=round(HOLD_S)))
        hold.triggered.connect(self._on_hold_triggered)
        for minutes in ice_choices():
            ice = menu.addAction(_("Ice, {n} minutes").format(n=minutes))
            ice.triggered.connect(lambda _on=False, minutes=minutes: self.dialogs.time_ice(minutes))
        self.timer = menu_button(_("Timer"), menu, name="plan.timer")

    def _build_exercise_ways(self) -> None:
        self.add_exercise = push_button(_("Add exercise"), name="plan.exercises.add")
        self.add_exercise.clicked.connect(self._on_add_exercise_clicked)
        menu = QMenu(self)
        for each in LISTS:
            action = menu.addAction(escaped_mnemonic(list_name(each.key)))
            action.triggered.connect(lambda _on=False, each=each: self._take_list(each))
        self.lists = menu_button(_("From a list"), menu, name="plan.exercises.lists")
        self.lists.setAccessibleDescription(ask_pt_text())
        set_plain_tooltip(self.lists, ask_pt_text())
        for way in (self.add_exercise, self.lists):
            self.exercises.heading_actions.addWidget(way)

    def _lay_out(self) -> None:
        content = QWidget()
        self._content = content
        whole = QVBoxLayout(content)
        whole.setContentsMargins(20, 2, 20, 12)
        whole.setSpacing(12)
        self._columns = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._columns.setSpacing(12)
        first, second = QVBoxLayout(), QVBoxLayout()
        sessions = (self.session.card, self.mobility.card)
        first_cards = (self._empty, self.week, *sessions, self.run_walk.card)
        for column, cards in (
            (first, first_cards),
            (second, (self.exercises, self.pt_notes, self.past, self.cadence)),
        ):
            column.setSpacing(12)
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
            self._columns.addLayout(column, 1)
        whole.addLayout(self._columns)
        self.foot = FlowLayout(whole)
        whole.addStretch(1)
        self._scroll = VerticalScroll(content, name="plan.scroll")
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._scroll)
        self._stack.addWidget(self._unread)

    def _connect(self) -> None:
        context = self.context
        context.bridge.entries_changed.connect(self._on_bridge_entries_changed)
        context.bridge.reminders_changed.connect(self._on_bridge_reminders_changed)
        context.bridge.diary_ready.connect(self._refresh_soon)
        context.bridge.day_changed.connect(self._refresh_soon)
        context.unread.changed.connect(self._refresh_soon)
        context.undo.waiting_changed.connect(self._refresh_soon)
        theme_watcher().theme_changed.connect(self._lay_out_columns)
        self._empty.action_requested.connect(self._on_empty_action_requested)
        self.week.plan_requested.connect(self._on_edit_plan_clicked)
        self.week.day_ticked.connect(self._on_week_day_ticked)
        self.week.order_changed.connect(self.order_changed)
        self.session.card.order_changed.connect(self.order_changed)
        self.mobility.card.order_changed.connect(self.order_changed)
        self.run_walk.card.order_changed.connect(self.order_changed)
        self.run_walk.log_requested.connect(self._on_run_walk_log_requested)
        for card in (self.past, self.exercises):
            card.order_changed.connect(self.order_changed)
        self.past.action_requested.connect(self._on_past_action_requested)
        self.exercises.action_requested.connect(self._on_exercises_action_requested)
        self.pt_notes.all_requested.connect(lambda: open_notes(self))
        self.cadence.follow_requested.connect(self._on_cadence_follow_requested)

    def _name_edit(self, *, is_new: bool) -> None:
        text = _("Make a plan") if is_new else _("Edit plan")
        self.edit_plan.setText(text)
        self.edit_plan.setAccessibleName(text)

    def _show(self, part: QWidget) -> None:
        if self._stack.currentWidget() is not part:
            self._stack.setCurrentWidget(part)
            self.order_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out_columns()

    @Slot()
    def _lay_out_columns(self) -> None:
        """One column, or two of them side by side in a wide window."""
        wide = is_wide(self)
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.LeftToRight if wide else direction.TopToBottom)
        self._content.setMaximumWidth(_WIDEST_EM * em())

    def _take_list(self, taken: ExerciseList) -> None:
        was_empty = not self._empty.isHidden()
        self.acts.take_list(taken, self._plan)
        if was_empty and not self.week.make_plan.isHidden():
            self.week.make_plan.setFocus()

    # ---- slots ----

    @Slot()
    def _on_edit_plan_clicked(self) -> None:
        self.settle()
        self.dialogs.edit_plan()

    @Slot()
    def _on_add_session_clicked(self) -> None:
        self.settle()
        self.dialogs.add_session()

    @Slot()
    def _on_add_exercise_clicked(self) -> None:
        self.dialogs.add_exercise()

    @Slot(str)
    def _on_empty_action_requested(self, key: str) -> None:
        # The lists open as the menu of their button.
        if key == "exercise":
            self.dialogs.add_exercise()

    @Slot()
    def _on_hold_triggered(self) -> None:
        self.dialogs.time_sides()

    @Slot()
    def _on_run_walk_log_requested(self) -> None:
        self.settle()
        self.run_forms.add_stage()

    @Slot(object, object, bool)
    def _on_week_day_ticked(self, kind: SessionKind, on: date, is_done: bool) -> None:
        self.settle()
        self.acts.tick(kind, on, is_done=is_done)
        self.refresh()

    @Slot(str, str)
    def _on_past_action_requested(self, key: str, session_id: str) -> None:
        if key == EDIT:
            self.dialogs.edit_session(session_id)
        else:
            self.acts.delete_session(session_id)
            self._focus_after(self.past)

    @Slot(str, str)
    def _on_exercises_action_requested(self, key: str, exercise_id: str) -> None:
        if key == EDIT:
            self.dialogs.edit_exercise(exercise_id)
        elif key == DELETE:
            self.acts.delete_exercise(exercise_id)
            self._focus_after(self.exercises)
        elif key in {ASIDE, USE}:
            self.acts.put_aside(exercise_id, is_aside=key == ASIDE)
            row = self.exercises.row(exercise_id)
            if row is not None:
                row.buttons[EDIT].setFocus()

    def _focus_after(self, card: LineCard) -> None:
        """Keep the focus near where a line was taken out."""
        stops = card.stops()
        (stops[0] if stops else self.add_session).setFocus()

    @Slot(bool)
    def _on_cadence_follow_requested(self, is_followed: bool) -> None:
        self.acts.follow_cadence(is_followed=is_followed)
        for stop in self.cadence.stops():
            stop.setFocus()

    @Slot(object)
    def _on_bridge_entries_changed(self, change_set: ChangeSet) -> None:
        if change_set and not any(change_set.touches(kind) for kind in _KINDS):
            return
        self._refresh_soon()

    @Slot(object)
    def _on_bridge_reminders_changed(self, _findings: object) -> None:
        self._refresh_soon()

    @Slot()
    def _refresh_soon(self) -> None:
        self._is_stale = True
        if self.isVisible():
            self.refresh()


def _none_text() -> str:
    text = _("Add what your PT gave you, or begin with a list. {ask}")
    return text.format(ask=ask_pt_text())
