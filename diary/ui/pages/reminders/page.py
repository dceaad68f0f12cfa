"""Reminders: what the rules say today with their evidence, and what they said before."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from diary.domain.period import local
from diary.domain.rules.findings import Findings, Rule
from diary.texts.reminders import learning_text
from diary.ui.context import PageContext
from diary.ui.dialogs.form_parts import Fold
from diary.ui.pages.page import Page
from diary.ui.pages.reminders.card import ReminderCard
from diary.ui.pages.reminders.paragraph import Paragraph
from diary.ui.pages.reminders.past import PastCard
from diary.ui.pages.reminders.reminder_view import (
    ReminderView,
    history,
    recorded_days,
    reminder_view,
    rule_paragraphs,
)
from diary.ui.present_signs import present_notice
from diary.ui.theme import em, theme_watcher
from diary.ui.widgets.button import push_button
from diary.ui.widgets.empty_state import EmptyState
from diary.ui.widgets.scroll import VerticalScroll
from diary.ui.widgets.text import plain_label
from diary.ui.width_class import is_wide
from diary.words import _, plural

_WIDEST_EM = 60
_WIDEST_BESIDE_EM = 50


class RemindersPage(Page):
    """Open reminders as cards, the history below them, and how the rules work."""

    key = "reminders"

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.title = _("Reminders")
        self._views: list[ReminderView] = []
        self._cards: list[ReminderCard] = []
        self._is_stale = True
        self.help = push_button(
            _("When to get help now"), kind="quiet", icon_name="help", name="reminders.help"
        )
        self.help.clicked.connect(self._on_help_clicked)
        self._empty = EmptyState(
            "reminder", _("Nothing needs your attention"), name="reminders.empty"
        )
        self._learning = Paragraph("", "hint")
        self._learning.setObjectName("reminders.learning")
        self._past = PastCard()
        self._past.grown.connect(self.order_changed)
        self._how = Fold(_("How reminders work"), name="reminders.how")
        self._how.fold_changed.connect(self.order_changed)
        self.numbers = push_button(
            _("How the numbers are made"), kind="quiet", name="reminders.numbers"
        )
        self.numbers.clicked.connect(self._on_numbers_clicked)
        self._paragraphs: dict[Rule, Paragraph] = {}
        self._lay_out()
        context.bridge.reminders_changed.connect(self._on_bridge_reminders_changed)
        context.bridge.diary_ready.connect(self._on_bridge_diary_ready)
        context.unread.changed.connect(self._on_bridge_diary_ready)
        theme_watcher().theme_changed.connect(self._lay_out_columns)
        self._lay_out_columns()

    def activate(self, where: object = None) -> None:
        """Show what is open now; the focus goes to the first card."""
        del where
        self.refresh()
        stop = self._cards[0].show_button if self._cards else self._how.button
        stop.setFocus()
        self._scroll.verticalScrollBar().setValue(0)

    def actions_for_header(self) -> list[QWidget]:
        return [self.help]

    def tab_stops(self) -> list[QWidget]:
        stops: list[QWidget] = [card.show_button for card in self._cards]
        if not self._past.isHidden() and not self._past.more.isHidden():
            stops.append(self._past.more)
        how = [self._how.button, *([self.numbers] if self._how.is_open() else [])]
        return [*stops, *how]

    def cards(self) -> list[ReminderCard]:
        """The cards of the open reminders in order."""
        return list(self._cards)

    @Slot()
    def refresh(self) -> None:
        """Show the findings as they are now."""
        self._is_stale = False
        unread = self.context.unread.text(self.context.journal)
        if unread is not None:
            self._show_unread(*unread)
            return
        diary, formats = self.context.journal.diary, self.context.formats()
        findings = self.context.reminders.findings
        views = [reminder_view(each, diary, formats) for each in findings.open]
        if views != self._views:
            self._show_cards(views)
        self._empty.setHidden(bool(views))
        self._empty.set_text(self._empty_title(), self._checked_text())
        learning = learning_text(findings.learning)
        self._learning.setText(learning)
        self._learning.setHidden(not learning)
        past = history(findings, diary, formats)
        self._past.setHidden(not past)
        self._past.show_events(past, formats)
        self._lay_out_columns()
        for rule, _heading, text in rule_paragraphs(diary.settings, formats):
            self._paragraphs[rule].setText(text)

    def _show_unread(self, title: str, sentence: str) -> None:
        """Show nothing that was found in a part of the diary."""
        if self._views:
            self._show_cards([])
        self._empty.set_text(title, sentence)
        for part, is_shown in ((self._empty, True), (self._learning, False), (self._past, False)):
            part.setVisible(is_shown)
        self._lay_out_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out_columns()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.refresh()

    # ---- building ----

    def _lay_out(self) -> None:
        settings, formats = self.context.journal.diary.settings, self.context.formats()
        for rule, heading, text in rule_paragraphs(settings, formats):
            self._how.body.addWidget(plain_label(heading, role="strong", word_wrap=True))
            self._paragraphs[rule] = Paragraph(text)
            self._how.body.addWidget(self._paragraphs[rule])
        self._how.body.addWidget(self.numbers, 0, Qt.AlignmentFlag.AlignLeading)
        content = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.TopToBottom, content)
        self._columns.setContentsMargins(20, 2, 20, 12)
        self._columns.setSpacing(12)
        self._card_column = QVBoxLayout()
        now, besides = QVBoxLayout(), QVBoxLayout()
        for column in (self._card_column, now, besides):
            column.setSpacing(12)
        now.addLayout(self._card_column)
        now.addWidget(self._empty)
        now.addWidget(self._learning)
        now.addStretch(1)
        besides.addWidget(self._past)
        besides.addWidget(self._how)
        besides.addStretch(1)
        self._columns.addLayout(now, _WIDEST_EM)
        self._columns.addLayout(besides, _WIDEST_BESIDE_EM)
        self._scroll = VerticalScroll(content, name="reminders.scroll")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)

    def _empty_title(self) -> str:
        # A sign that should be looked at stands above the page and is no reminder.
        if present_notice(self.context) is not None:
            return _("No reminders are open")
        return _("Nothing needs your attention")

    def _show_cards(self, views: list[ReminderView]) -> None:
        focused = next((card.key for card in self._cards if card.show_button.hasFocus()), None)
        for card in self._cards:
            card.hide()
            self._card_column.removeWidget(card)
            card.deleteLater()
        self._views = views
        self._cards = [ReminderCard(view) for view in views]
        for card in self._cards:
            card.show_requested.connect(self.navigate_requested)
            self._card_column.addWidget(card)
            # A layout shows what is new only later, and the focus may come before.
            card.show()
        self.order_changed.emit()
        if focused is not None:
            # The card may have gone; the focus stays on the page.
            same = [card.show_button for card in self._cards if card.key == focused]
            rest = [card.show_button for card in self._cards]
            (same or rest or [self._how.button])[0].setFocus()

    def _checked_text(self) -> str:
        stamp = self.context.stamp()
        at = local(stamp.recorded_at, stamp.timezone).time()
        days = recorded_days(self.context.journal.diary)
        text = plural(
            "Last checked today {time} against {n} day of entries.",
            "Last checked today {time} against {n} days of entries.",
            days,
        )
        return text.format(time=self.context.formats().time_of_day(at), n=days)

    # ---- slots ----

    @Slot(object)
    def _on_bridge_reminders_changed(self, _findings: Findings) -> None:
        self._is_stale = True
        if self.isVisible():
            self.refresh()

    @Slot()
    def _on_bridge_diary_ready(self) -> None:
        self._is_stale = True
        if self.isVisible():
            self.refresh()

    @Slot()
    def _on_help_clicked(self) -> None:
        self.navigate_requested.emit("get_help", None)

    @Slot()
    def _on_numbers_clicked(self) -> None:
        self.navigate_requested.emit("numbers", None)

    @Slot()
    def _lay_out_columns(self) -> None:
        """What was before stands below what is open now, or beside it in a wide window."""
        wide = is_wide(self) and not self._past.isHidden()
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.LeftToRight if wide else direction.TopToBottom)
        # Below one another the second part has all the height that the first leaves.
        self._columns.setStretch(0, _WIDEST_EM if wide else 0)
        self._columns.setStretch(1, _WIDEST_BESIDE_EM if wide else 1)
        content = self._scroll.widget()
        if content is not None:
            widest = _WIDEST_EM + _WIDEST_BESIDE_EM if wide else _WIDEST_EM
            content.setMaximumWidth(widest * em())
