"""Visit report: what it shows is chosen above, below it stand both pages as they are printed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from diary.domain.change import ChangeSet
from diary.domain.knee import Knee
from diary.domain.period import ONE_DAY
from diary.domain.report_choice import leaving_notes
from diary.services.settings import set_person
from diary.services.visit_reports import (
    AskedReport,
    Coverage,
    coverage,
    has_entries,
    last_entry_on,
    last_weeks_to,
)
from diary.texts.numbers import Formats
from diary.texts.problems import problem_text
from diary.texts.report import recorded_text
from diary.texts.visit_page import empty_text, pages_text, thin_text
from diary.ui.context import PageContext
from diary.ui.latest import Latest
from diary.ui.pages.page import Commands, Page, PageCommand
from diary.ui.pages.report.controls import ReportControls
from diary.ui.pages.report.footer import ReportFooter
from diary.ui.pages.report.from_others import FromOthers
from diary.ui.pages.report.leaving import Leaving
from diary.ui.pages.report.own_words import OwnWords
from diary.ui.pages.report.preview import Preview
from diary.ui.pages.report.sides import Sides
from diary.ui.visit_wishes import ReportWish, with_span
from diary.ui.visits.notes_dialog import NotesDialog
from diary.ui.widgets.empty_state import EmptyState
from diary.ui.widgets.scroll import VerticalScroll
from diary.ui.widgets.strip import MessageStrip
from diary.ui.widgets.text import plain_label
from diary.words import _

_ZOOM_KEY, _CHOICES_KEY = "report.zoom", "report.choices"


class _Drawn(NamedTuple):
    """What came of a wish for pictures; `problem` is what went wrong instead."""

    cover: Coverage
    pages: tuple[bytes, ...] = ()
    problem: Exception | None = None


class ReportPage(Page):
    """Shows what `context.visits` holds as chosen, and changes it."""

    key = "report"
    help_topic = "visit_report"

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.title = _("Visit report")
        diary, today = context.journal.diary, context.today()
        self.controls = ReportControls(self._wish(), diary, today)
        self.own_words = OwnWords(context.formats)
        zoom = context.ui_state.get(_ZOOM_KEY, "whole")
        self.preview = Preview("width" if zoom == "width" else "whole")
        self.from_others = FromOthers(context, self.own_words.more)
        self._thin = plain_label("", role="warn", word_wrap=True, name="report.thin")
        self._unsaved = MessageStrip("look", "", name="report.unsaved")
        self._nothing = EmptyState(
            "report", "", actions=[("last", _("Use last 4 weeks with entries"))], name="report.none"
        )
        self._unread = EmptyState("report", "", name="report.unread")
        self._footer = ReportFooter()
        self.leaving = Leaving(context, self.asked, self)
        self._drawing = Latest(context.tasks, self)
        self._is_stale = True
        # What is changed in one go is drawn once.
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._draw)
        self._lay_out()
        self._connect()

    # ---- the shell -----------------------------------------------------------------------------

    def activate(self, where: object = None) -> None:
        del where
        self.refresh()
        if self._stack.currentWidget() is self.scroll_area:
            (self.controls.visit if self.sides.is_open else self.sides.fold).setFocus()
            self.scroll_area.verticalScrollBar().setValue(0)

    def settle(self) -> None:
        self.own_words.settle()

    def footer(self) -> QWidget:
        return self._footer

    def commands(self) -> Commands:
        if self._stack.currentWidget() is not self.scroll_area:
            return {}
        found: dict[PageCommand, Callable[[], None]] = {
            "left_knee": partial(self.controls.toggle_knee, Knee.LEFT),
            "right_knee": partial(self.controls.toggle_knee, Knee.RIGHT),
        }
        if self._can_leave():
            found["print"] = self.leaving.ask_printer
        return found

    def checks(self) -> dict[PageCommand, bool]:
        shown = self._wish().choice(self.context.journal.diary, self.context.today()).knees
        return {"left_knee": Knee.LEFT in shown, "right_knee": Knee.RIGHT in shown}

    def tab_stops(self) -> list[QWidget]:
        if self._stack.currentWidget() is self._unread:
            return []
        nothing = [self._nothing.button("last")] if not self._nothing.isHidden() else []
        shown = self.preview.tab_stops() if not self.preview.isHidden() else []
        settings = [
            *self.controls.tab_stops(),
            *self.own_words.tab_stops(),
            self.own_words.more,
            self.from_others.totals,
            self.from_others.pt_notes,
            *self.own_words.folded_stops(),
        ]
        return [
            self.sides.fold,
            *(settings if self.sides.is_open else []),
            *[each for each in nothing if not each.isHidden()],
            *shown,
        ]

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.scroll_area.viewport():
            self.preview.set_view_height(self.scroll_area.viewport().height())
        return super().eventFilter(watched, event)

    # ---- what is shown -------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the diary and the choice as they are now."""
        self._is_stale = False
        unread = self.context.unread.text(self.context.journal)
        if unread is not None:
            self._unread.set_text(*unread)
            self._drawing.forget()
            self._show(self._unread)
            self._footer.recorded.setText("")
            self._footer.set_possible(is_possible=False)
            return
        diary, today, formats = self.context.journal.diary, self.context.today(), self._formats()
        wish = self._wish()
        self.controls.show_wish(wish, diary, today, formats)
        self.own_words.show_person(diary.person, today)
        self.from_others.show_counts()
        self._show_emptiness(has_some=has_entries(diary, wish.days(diary, today)))
        self._show(self.scroll_area)
        self._soon.start()
        self.order_changed.emit()

    def asked(self) -> AskedReport:
        """The report as it is chosen, with what was just typed."""
        context = self.context
        diary, today = context.journal.diary, context.today()
        choice = self._wish().choice(diary, today)
        is_present = choice.span.end - ONE_DAY == today
        kept = self.own_words.with_typed(diary.person)
        return AskedReport(
            replace(diary, person=kept),
            choice,
            today,
            self._formats(),
            findings=context.reminders.findings if is_present else None,
        )

    def _wish(self) -> ReportWish:
        return self.context.visits.wish(self.context.ui_state)

    def _formats(self) -> Formats:
        return self.context.formats()

    def _can_leave(self) -> bool:
        return not self.preview.isHidden()

    def _show_emptiness(self, *, has_some: bool) -> None:
        diary, today, formats = self.context.journal.diary, self.context.today(), self._formats()
        self.preview.setVisible(has_some)
        self._nothing.setHidden(has_some)
        self._footer.set_possible(is_possible=has_some)
        if has_some:
            self.preview.set_paper(self._wish().paper)
            return
        self._thin.hide()
        self._footer.recorded.setText("")
        last_on = last_entry_on(diary, today)
        self._nothing.set_text(*empty_text(last_on, formats))
        self._nothing.button("last").setHidden(last_on is None)

    def _show(self, widget: QWidget) -> None:
        if self._stack.currentWidget() is not widget:
            self._stack.setCurrentWidget(widget)
            self.order_changed.emit()

    @Slot()
    def _draw(self) -> None:
        """Have the pages drawn in a thread."""
        if self.preview.isHidden():
            self._drawing.forget()
            return
        asked, scale = self.asked(), self.preview.pixels_a_point()
        reports = self.context.visits.parts.reports

        def work() -> _Drawn:
            cover = coverage(asked.diary, asked.choice)
            try:
                return _Drawn(cover, reports.pictures(asked, scale))
            except Exception as error:  # noqa: BLE001 - told beside the preview
                return _Drawn(cover, problem=error)

        self._drawing.want(work, partial(self._take, scale))

    def _take(self, scale: float, drawn: _Drawn) -> None:
        cover = drawn.cover
        recorded = recorded_text(cover.recorded, cover.days, cover.late)
        is_new = recorded != self._footer.recorded.text()
        self._footer.recorded.setText(recorded)
        self._thin.setText(thin_text(cover.recorded, cover.days) if cover.is_thin else "")
        self._thin.setVisible(cover.is_thin)
        if is_new:
            # The line below the page may be higher now.
            self.order_changed.emit()
        if drawn.problem is not None:
            self.preview.say(problem_text(drawn.problem, self._formats()))
            return
        self.preview.show_pictures(drawn.pages, scale, f"{recorded} {pages_text()}")

    # ---- building ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 2, 20, 12)
        column.setSpacing(12)
        self._thin.hide()
        self._unsaved.hide()
        settings = (self.controls, self.own_words, self.from_others, self.own_words.folded)
        self.sides = Sides(settings, (self._thin, self.preview, self._nothing))
        self.sides.set_open(is_open=self.context.ui_state.get(_CHOICES_KEY, True))
        column.addWidget(self._unsaved)
        column.addWidget(self.sides, 1)
        self.scroll_area = VerticalScroll(inside, name="report.scroll")
        self.scroll_area.viewport().installEventFilter(self)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.scroll_area)
        self._stack.addWidget(self._unread)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def _connect(self) -> None:
        bridge, visits = self.context.bridge, self.context.visits
        bridge.entries_changed.connect(self._on_bridge_entries_changed)
        for signal in (bridge.diary_ready, bridge.day_changed, self.context.unread.changed):
            signal.connect(self._on_something_changed)
        visits.wish_changed.connect(self._on_something_changed)
        visits.handed_on.connect(self._unsaved.hide)
        self.leaving.unsaved.connect(self._on_leaving_unsaved)
        self.sides.fold_changed.connect(self._on_sides_fold_changed)
        self.controls.wish_changed.connect(self._on_controls_wish_changed)
        self.controls.visit_picked.connect(self._on_controls_visit_picked)
        self.controls.look_through_requested.connect(self._on_controls_look_through_requested)
        self.own_words.typed.connect(self._soon.start)
        self.own_words.rested.connect(self._on_own_words_rested)
        self.own_words.order_changed.connect(self.order_changed)
        self.preview.pictures_wanted.connect(self._soon.start)
        self.preview.zoom_changed.connect(self._on_preview_zoom_changed)
        self.preview.scroll_requested.connect(self._on_preview_scroll_requested)
        self._drawing.slowness_changed.connect(self._on_drawing_slowness_changed)
        self._nothing.action_requested.connect(self._on_nothing_action_requested)
        self.from_others.take_in_requested.connect(self._on_from_others_take_in_requested)
        self._footer.asked.connect(self._on_footer_asked)

    # ---- slots ---------------------------------------------------------------------------------

    @Slot(object)
    def _on_bridge_entries_changed(self, _change_set: ChangeSet) -> None:
        self._on_something_changed()

    @Slot()
    def _on_something_changed(self) -> None:
        if self.isVisible():
            self.refresh()
        else:
            self._is_stale = True

    @Slot(object)
    def _on_controls_wish_changed(self, wish: ReportWish) -> None:
        self.context.visits.choose(wish, self.context.ui_state)

    @Slot(object)
    def _on_controls_visit_picked(self, on: date | None) -> None:
        diary = self.context.journal.diary
        change = set_person(diary, replace(diary.person, next_visit_on=on))
        self.context.undo.push(_("next visit"), change)
        self.refresh()

    @Slot()
    def _on_controls_look_through_requested(self) -> None:
        diary, wish = self.context.journal.diary, self._wish()
        notes = leaving_notes(diary, wish.days(diary, self.context.today()))
        dialog = NotesDialog(notes, wish.left_out_notes, self._formats(), self)
        dialog.left_out_given.connect(self._on_notes_left_out_given)
        dialog.open()

    @Slot(object)
    def _on_notes_left_out_given(self, keys: frozenset[str]) -> None:
        self._on_controls_wish_changed(replace(self._wish(), left_out_notes=keys))

    @Slot(str, object)
    def _on_own_words_rested(self, step: str, values: dict[str, Any]) -> None:
        diary = self.context.journal.diary
        change = set_person(diary, replace(diary.person, **values))
        self.context.undo.push(step, change, merge_key=f"report.{step}")

    @Slot(bool)
    def _on_sides_fold_changed(self, is_open: bool) -> None:
        self.context.ui_state.set(_CHOICES_KEY, is_open)
        self.order_changed.emit()

    @Slot(str)
    def _on_leaving_unsaved(self, text: str) -> None:
        """Say it where the person looks; it is gone with the next thing that leaves."""
        self._unsaved.set_message("look", text)
        self._unsaved.show()
        self.scroll_area.verticalScrollBar().setValue(0)
        self.context.messages.say(text, is_urgent=True)

    @Slot(str)
    def _on_preview_zoom_changed(self, zoom: str) -> None:
        self.context.ui_state.set(_ZOOM_KEY, zoom)

    @Slot(int)
    def _on_preview_scroll_requested(self, by: int) -> None:
        bar = self.scroll_area.verticalScrollBar()
        bar.setValue(bar.value() + by * bar.pageStep())

    @Slot(bool)
    def _on_drawing_slowness_changed(self, is_slow: bool) -> None:
        if is_slow:
            self.preview.say(_("Drawing the pages…"))

    @Slot(str)
    def _on_nothing_action_requested(self, _key: str) -> None:
        last_on = last_entry_on(self.context.journal.diary, self.context.today())
        if last_on is not None:
            self._on_controls_wish_changed(with_span(self._wish(), last_weeks_to(last_on)))

    @Slot()
    def _on_from_others_take_in_requested(self) -> None:
        self.navigate_requested.emit("pt_notes", None)

    @Slot(str)
    def _on_footer_asked(self, key: str) -> None:
        self.settle()
        if key == "export":
            self.navigate_requested.emit("export_for_pt", None)
        elif key == "print":
            self.leaving.ask_printer()
        elif key == "pdf":
            self.leaving.save("pdf")
        else:
            self.leaving.save("html")
