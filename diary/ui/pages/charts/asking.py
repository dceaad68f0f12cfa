"""What stands under a chart: what it does not say, and a question the person may ask of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from diary.ui.latest import Latest
from diary.ui.pages.charts.shown import Question, ShownChart
from diary.ui.tasks import TaskRunner
from diary.ui.widgets.announce import announce
from diary.ui.widgets.button import push_button
from diary.ui.widgets.text import plain_label
from diary.words import _


class ChartNote(QWidget):
    """The note of a chart, the button of its question, and the answer once it was asked for.

    `answered` tells that there is an answer to be read and copied. It stays for as long as what it
    was asked about does, and is seen whenever the question is.
    """

    answered = Signal()

    def __init__(self, tasks: TaskRunner) -> None:
        super().__init__()
        self._question: Question | None = None
        self._about: object = None
        self._answering = Latest(tasks, self)
        self._note = plain_label("", role="hint", word_wrap=True, name="charts.note")
        self.ask = push_button("", name="charts.ask")
        self.answer = plain_label("", word_wrap=True, name="charts.answer")
        self.copy = push_button(_("Copy answer"), name="charts.copy_answer")
        self.ask.clicked.connect(self._on_ask_clicked)
        self.copy.clicked.connect(self._on_copy_clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self._note, self.ask, self.answer, self.copy):
            # A button is as wide as its text, a text as wide as the page.
            is_button = part in (self.ask, self.copy)
            whole = Qt.AlignmentFlag(0)
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft if is_button else whole)
        self._show_parts()

    def show_chart(self, shown: ShownChart | None) -> None:
        """Show the note of a chart and what may be asked of it; None = there is no chart."""
        enough = shown if shown is not None and shown.is_enough else None
        self._question = None if enough is None else enough.question
        self._note.setText("" if enough is None else enough.note)
        if self._question is not None and self._question.about != self._about:
            # An answer belonged to what was asked about before.
            self._answering.forget()
            self.answer.setText("")
            self._about = self._question.about
        self._show_parts()

    def tab_stops(self) -> list[QWidget]:
        """What the keyboard reaches."""
        if self._question is None:
            return []
        return [self.ask, self.copy] if self.answer.text() else [self.ask]

    def _show_parts(self) -> None:
        question = self._question
        self.ask.setText("" if question is None else question.text)
        self.ask.setHidden(question is None)
        self._note.setHidden(not self._note.text())
        is_answered = question is not None and bool(self.answer.text())
        self.answer.setVisible(is_answered)
        self.copy.setVisible(is_answered)
        self.setHidden(question is None and not self._note.text())

    @Slot(bool)
    def _on_ask_clicked(self, _is_on: bool) -> None:
        if self._question is not None:
            self._answering.want(self._question.answer, self._tell)

    @Slot(bool)
    def _on_copy_clicked(self, _is_on: bool) -> None:
        QGuiApplication.clipboard().setText(self.answer.text())

    def _tell(self, text: str) -> None:
        self.answer.setText(text)
        self._show_parts()
        if self._question is not None:
            self.answered.emit()
            announce(self.ask, text)
