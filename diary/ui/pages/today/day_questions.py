"""What is asked about the day and not about a knee: the plan answer and a note."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from diary.domain.day import NOTE_LONGEST, Day, PlanAnswer
from diary.domain.run import Finish, Run
from diary.texts.labels import label
from diary.ui.widgets.announce import announce
from diary.ui.widgets.button import push_button
from diary.ui.widgets.card import Card
from diary.ui.widgets.chip import TickChip
from diary.ui.widgets.fields import ChoiceRow
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.text import plain_label, set_plain_tooltip
from diary.words import _, plural

_LEAST_LINES, _MOST_LINES = 2, 4
_CUT_SHORT = (Finish.CUT_SHORT_KNEE, Finish.CUT_SHORT_OTHER)


class PlanSection(Card):
    """Did you run as planned? `plan_given` carries a `PlanAnswer` or None."""

    plan_given = Signal(object)
    held_back_given = Signal(bool)
    finish_given = Signal(str, object)
    run_requested = Signal()

    def __init__(self) -> None:
        question = _("Did you run as planned?")
        super().__init__(question, name="today.plan_card")
        self._last_run_id = ""
        self.plan = ChoiceRow(
            question, {str(answer): label(answer) for answer in PlanAnswer}, name="today.plan"
        )
        self.plan.choice_changed.connect(self._on_plan_choice_changed)
        self._reason_label = plain_label("", role="hint", word_wrap=True)
        self.reason = ChoiceRow(
            _("Why was it cut short?"),
            {
                str(Finish.CUT_SHORT_KNEE): _("Because of the knee"),
                str(Finish.CUT_SHORT_OTHER): _("Other reason"),
            },
            name="today.finish",
        )
        self.reason.choice_changed.connect(self._on_reason_choice_changed)
        self.held_back = TickChip(_("I held back, worried about the knee"), name="today.held_back")
        self.held_back.clicked.connect(self.held_back_given)
        # A button, not the choice itself: arrow keys pass "Cut short" on the way to the others.
        self.log_run = push_button(_("Log a run…"), kind="quiet", name="today.log_run")
        set_plain_tooltip(self.log_run, _("Ctrl+N"))
        self.log_run.clicked.connect(self.run_requested)
        for part in (self.plan, self._reason_label, self.reason):
            self.body.addWidget(part)
        row = FlowLayout(self.body)
        row.addWidget(self.held_back)
        row.addWidget(self.log_run)

    def show_day(self, day: Day, last_run: Run | None) -> None:
        """Show the answers of a day; "Yes" is proposed when there was a run."""
        self.plan.set_choice(None if day.plan is None else str(day.plan))
        is_proposed = last_run is not None and day.plan is None
        self.plan.set_proposed(str(PlanAnswer.AS_PLANNED) if is_proposed else None)
        can_say = day.plan is not None
        self.held_back.setEnabled(can_say)
        set_plain_tooltip(
            self.held_back, "" if can_say else _("First answer “Did you run as planned?” above.")
        )
        self.held_back.setChecked(bool(day.held_back))
        self._last_run_id = "" if last_run is None else last_run.id
        is_cut_short = day.plan is PlanAnswer.CUT_SHORT
        self._reason_label.setHidden(not is_cut_short)
        self._reason_label.setText(
            _("Why it was cut short is kept with the run.")
            if last_run is None
            else _("Why was it cut short?")
        )
        self.reason.setHidden(not is_cut_short or last_run is None)
        finish = None if last_run is None else last_run.finish
        self.reason.set_choice(str(finish) if finish in _CUT_SHORT else None)

    def tab_stops(self) -> list[QWidget]:
        """Return everything that takes the focus, in reading order."""
        return [self.plan, self.reason, self.held_back, self.log_run]

    @Slot(object)
    def _on_plan_choice_changed(self, key: str | None) -> None:
        self.plan_given.emit(None if key is None else PlanAnswer(key))

    @Slot(object)
    def _on_reason_choice_changed(self, key: str | None) -> None:
        self.finish_given.emit(self._last_run_id, None if key is None else Finish(key))


class NoteEdit(QPlainTextEdit):
    """A few lines of plain text; Tab and Esc leave it, and undo is that of the window.

    `left` tells that the focus goes elsewhere, `escaped` asks for somewhere to go to, `grown` that
    it became higher while it is being typed into.
    """

    left = Signal()
    escaped = Signal()
    grown = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.textChanged.connect(self._on_text_changed)

    def event(self, event: QEvent) -> bool:
        # One undo for the whole window: the text must not keep the keys for itself.
        is_override = event.type() == QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and _is_undo(event):
            event.ignore()
            return False
        done = super().event(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.Show, QEvent.Type.Resize}:
            self._grow()
        return done

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def drop_before_cursor(self, count: int) -> None:
        """Take away what was put in last: the characters that stand before the cursor."""
        cursor = self.textCursor()
        inside = QTextCursor(cursor)
        inside.movePosition(QTextCursor.MoveOperation.Start, QTextCursor.MoveMode.KeepAnchor)
        if len(inside.selectedText()) < count:
            cursor.movePosition(QTextCursor.MoveOperation.End)
            inside.select(QTextCursor.SelectionType.Document)
        # Qt counts a character beyond the first 65,536 as two.
        dropped = inside.selectedText()[-count:]
        units = len(dropped.encode("utf-16-le", "surrogatepass")) // 2
        cursor.setPosition(cursor.position() - units, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        self.setTextCursor(cursor)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def _grow(self) -> None:
        lines = max(_LEAST_LINES, min(_MOST_LINES, round(self.document().size().height())))
        margins = self.contentsMargins()
        frame = margins.top() + margins.bottom() + round(2 * self.document().documentMargin())
        height = lines * self.fontMetrics().lineSpacing() + frame
        if self.height() != height or self.minimumHeight() != height:
            is_higher = height > self.height()
            self.setFixedHeight(height)
            if is_higher and self.hasFocus():
                self.grown.emit()

    @Slot()
    def _on_text_changed(self) -> None:
        self._grow()


class NoteSection(Card):
    """A note of at most 500 characters; what does not fit is left out, and that is said.

    `note_typed` carries the whole text, `note_left` comes when the focus goes elsewhere,
    `part_grown` carries what needs more room while it is being typed into.
    """

    note_typed = Signal(str)
    note_left = Signal()
    part_grown = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Note"), name="today.note_card")
        self.edit = NoteEdit()
        self.edit.setObjectName("today.note")
        self.edit.setAccessibleName(_("Note"))
        self.edit.textChanged.connect(self._on_edit_text_changed)
        self.edit.left.connect(self.note_left)
        self.edit.grown.connect(self._on_edit_grown)
        self._counter = plain_label("", role="small", name="today.note.counter")
        self.heading_actions.addWidget(self._counter)
        self.body.addWidget(self.edit)
        self._left_out = plain_label("", role="warn", word_wrap=True, name="today.note.left_out")
        self._left_out.hide()
        self.body.addWidget(self._left_out)
        self._over = 0
        self._is_showing = False
        self._show_count()

    def show_hint(self, text: str) -> None:
        """Show what an empty note asks for."""
        self.edit.setPlaceholderText(text)

    def show_note(self, text: str) -> None:
        """Show the note of a day; what is being typed is left alone when it is the same."""
        if text == self.edit.toPlainText():
            return
        self._is_showing = True
        self.edit.setPlainText(text)
        self.edit.moveCursor(QTextCursor.MoveOperation.End)
        self._is_showing = False
        self._show_count()

    def headings_of(self, part: QWidget) -> list[QWidget]:
        """Return what a part of the note is read with, the outermost first."""
        return [self, self.edit] if self.isAncestorOf(part) else []

    @Slot()
    def _on_edit_grown(self) -> None:
        is_all_in = self._left_out.isHidden()
        self.part_grown.emit(self.edit if is_all_in else self._left_out)

    @Slot()
    def _on_edit_text_changed(self) -> None:
        text = self.edit.toPlainText()
        if len(text) > NOTE_LONGEST:
            # Not the end of the note: what was there before stays.
            self._over = len(text) - NOTE_LONGEST
            self.edit.drop_before_cursor(self._over)
            return
        over, self._over = self._over, 0
        self._show_count()
        self._show_left_out(over)
        if not self._is_showing:
            self.note_typed.emit(text)

    def _show_left_out(self, count: int) -> None:
        """Say how much of what was typed or pasted just now is not in the note."""
        said = plural(
            "{n} character did not fit: a note has room for {most}.",
            "{n} characters did not fit: a note has room for {most}.",
            count,
        )
        self._left_out.setText(said.format(n=count, most=NOTE_LONGEST) if count else "")
        was_hidden = self._left_out.isHidden()
        self._left_out.setHidden(not count)
        if count:
            announce(self.edit, self._left_out.text())
        if count and was_hidden:
            self._on_edit_grown()

    def _show_count(self) -> None:
        count = len(self.edit.toPlainText())
        self._counter.setText(f"{count}/{NOTE_LONGEST}")
        self.edit.setAccessibleDescription(
            _("{count} of {most} characters").format(count=count, most=NOTE_LONGEST)
        )


def _is_undo(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Undo) or event.matches(
        QKeySequence.StandardKey.Redo
    )
