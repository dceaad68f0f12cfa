"""A small window for today's scores; every answer goes the way it goes on Today.

Signs, spots and the rest stand on Today, one button away.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from diary.domain.knee import Knee
from diary.texts.labels import label
from diary.texts.safety import safety_title
from diary.ui.context import PageContext
from diary.ui.focus_order import descendants_in_order, put_in_order
from diary.ui.pages.today.day_view import KneeView, answered_text, knee_view
from diary.ui.pages.today.recorder import DayRecorder
from diary.ui.pages.today.score_row import ScoreRow
from diary.ui.preferences.rows import ButtonRow
from diary.ui.present_signs import present_notice
from diary.ui.theme import em, theme_watcher
from diary.ui.widgets.announce import announce
from diary.ui.widgets.button import push_button
from diary.ui.widgets.card import Card
from diary.ui.widgets.scroll import VerticalScroll
from diary.ui.widgets.side_layout import SideLayout
from diary.ui.widgets.text import TextRole, flowing_label, plain_label
from diary.words import _

_WIDTH_EM = 38
_SCREEN_SHARE = 0.9
_EDGE = 16


class QuickEntry(QDialog):
    """Today's scores of the tracked knees; `today_requested` asks for the page of the day.

    It is built anew whenever it is asked for, and goes when it is closed.
    """

    today_requested = Signal()

    def __init__(self, context: PageContext, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._recorder = DayRecorder(context, context.today(), self)
        self._rows: dict[Knee, list[ScoreRow]] = {}
        self._views: dict[Knee, KneeView] = {}
        self._cards: dict[Knee, Card] = {}
        self.setObjectName("quick")
        # The end of the program follows the window of the diary, never this one.
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Today's scores"))
        self._build()
        # Esc, the button and the window's own cross end alike; every answer is kept.
        self.finished.connect(self._recorder.flush)
        self._recorder.refused.connect(self._on_recorder_refused)
        context.bridge.entries_changed.connect(self._on_diary_changed)
        context.bridge.day_changed.connect(self._on_diary_changed)
        context.undo.waiting_changed.connect(self._on_diary_changed)
        theme_watcher().theme_changed.connect(self._on_theme_changed)
        # Fewer keys than in the window of the diary, and the same for the same.
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self).activated.connect(self._undo)

    @Slot()
    def open(self) -> None:
        """Show the scores of today, with the focus on the first that has no answer."""
        self.refresh()
        self._fit()
        self.show()
        self.raise_()
        self.activateWindow()
        self.focus_first_unanswered()

    def rows(self) -> list[ScoreRow]:
        """The scales shown, in order."""
        shown = [row for knee in self._views for row in self._rows[knee]]
        return [row for row in shown if not row.isHidden()]

    def focus_first_unanswered(self) -> None:
        """Put the focus on the first scale without an answer, else on the way out."""
        rows = self.rows()
        first = next((row.scale for row in rows if row.scale.value() is None), None)
        (first or self.close_button).setFocus()

    @Slot()
    def refresh(self) -> None:
        """Show the scores of today, with what could not be written yet."""
        context = self._context
        diary, today, formats = context.undo.shown_diary(), context.today(), context.formats()
        if self._recorder.on != today:
            self._recorder.flush()
            self._recorder.on = today
        self.day.setText(formats.day(today))
        self._views.clear()
        is_new_order = False
        for knee in diary.person.tracked_knees:
            is_new_order |= self._show_knee(knee_view(diary, today, knee, today, formats))
        for knee, card in self._cards.items():
            card.setHidden(knee not in self._views)
        if is_new_order:
            # Never through the inside of the scroll area: see decision 11 in ARCHITECTURE.md.
            inside = descendants_in_order(self._content)
            put_in_order([*inside, self.today_button, self.close_button])
        self._count.setText(answered_text(self._views.values()))
        self._show_note()

    # ---- inside --------------------------------------------------------------------------------

    def _build(self) -> None:
        self._content = QWidget()
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(_EDGE, 12, _EDGE, 8)
        self._column.setSpacing(12)
        self.day = flowing_label("", role="title", name="quick.day")
        self._count = plain_label("", role="hint", name="quick.count")
        head = SideLayout(self._column)
        head.addWidget(self.day)
        head.addWidget(self._count)
        self._knees = QVBoxLayout()
        self._knees.setSpacing(12)
        self._column.addLayout(self._knees)
        self._note = flowing_label("", role="strong", name="quick.note")
        anchors = flowing_label(_("0 = no pain, 10 = worst pain you can imagine"), role="hint")
        for part in (anchors, self._note):
            self._column.addWidget(part)
        self._column.addStretch(1)
        self.today_button = push_button(_("Open Today"), name="quick.today")
        self.today_button.clicked.connect(self._on_today_button_clicked)
        self.close_button = push_button(_("Close"), kind="primary", name="quick.close")
        self.close_button.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._scroll = VerticalScroll(self._content, name="quick.scroll")
        layout.addWidget(self._scroll, 1)
        ends = SideLayout(layout)
        ends.setContentsMargins(_EDGE, 8, _EDGE, 12)
        ends.addWidget(ButtonRow((self.today_button,)))
        ends.addWidget(self.close_button)

    def _show_knee(self, view: KneeView) -> bool:
        """Show the scores of a knee; True when there are more scales than before."""
        knee = view.knee
        self._views[knee] = view
        if knee not in self._rows:
            card = Card(label(knee), name=f"quick.{knee}")
            self._knees.addWidget(card)
            self._rows[knee], self._cards[knee] = [], card
        rows = self._rows[knee]
        is_new_order = len(rows) < len(view.scores)
        while len(rows) < len(view.scores):
            row = ScoreRow(knee, view.scores[len(rows)])
            row.score_given.connect(
                lambda due, value, knee=knee: self._recorder.give_score(knee, due, value)
            )
            self._cards[knee].body.addWidget(row)
            rows.append(row)
        for number, row in enumerate(rows):
            row.setVisible(number < len(view.scores))
        for row, score in zip(rows, view.scores, strict=False):
            row.show_view(score)
        return is_new_order

    def _show_note(self) -> None:
        """The one thing to know beside the scores, the most urgent first."""
        context = self._context
        notice, text = present_notice(context), ""
        role: TextRole = "error"
        if context.undo.has_waiting:
            text = _("Could not save. Your last change is still on screen.")
        elif notice is not None and notice.told:
            text = safety_title(notice.urgency)
        elif any(view.asks_more_signs for view in self._views.values()):
            role, text = "strong", _("Any of the signs today? They stand on Today.")
        if text != self._note.text():
            self._note.setText(text)
            if text:
                announce(self, text, is_urgent=True)
        self._note.set_role(role)
        self._note.setHidden(not text)

    @Slot()
    def _undo(self) -> None:
        self._recorder.flush()
        self._context.undo.undo()

    @Slot()
    def _on_diary_changed(self) -> None:
        if self.isVisible():
            self.refresh()

    @Slot()
    def _on_recorder_refused(self) -> None:
        self.refresh()

    @Slot()
    def _on_today_button_clicked(self) -> None:
        self.reject()
        self.today_requested.emit()

    @Slot()
    def _on_theme_changed(self) -> None:
        if self.isVisible():
            self._fit()

    def _fit(self) -> None:
        """As wide as a line of cells wants, as high as what is shown, within the screen."""
        room = self.screen().availableGeometry().size() * _SCREEN_SHARE
        width = min(_WIDTH_EM * em(), room.width())
        self.setMinimumWidth(min(width, 24 * em()))
        height = self._scroll.height_for(width)
        ends = self.close_button.sizeHint().height() + 20
        self.resize(width, min(height + ends, room.height()))
