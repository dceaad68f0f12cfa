"""Reminders: what the rules say today with their evidence, and what they said before."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from diary.domain.period import local
from diary.domain.rule import Rule
from diary.domain.rules.findings import Findings
from diary.texts.reminders import learning_text
from diary.ui.context import PageContext
from diary.ui.dialogs.form_parts import ChoiceBox
from diary.ui.pages.page import Page
from diary.ui.pages.reminders.card import ReminderCard
from diary.ui.pages.reminders.how import HowFold
from diary.ui.pages.reminders.inbox import Choice, Inbox, choice_texts
from diary.ui.pages.reminders.past import PastCard
from diary.ui.pages.reminders.reminder_view import history, recorded_days
from diary.ui.present_signs import present_notice
from diary.ui.theme import em, theme_watcher
from diary.ui.widgets.button import push_button
from diary.ui.widgets.empty_state import EmptyState
from diary.ui.widgets.scroll import VerticalScroll
from diary.ui.widgets.text import flowing_label, plain_label
from diary.ui.width_class import is_roomy, is_wide
from diary.words import _, plural

# What is open and what was before share the width of a wide window so.
_NOW_EM = 70
_BESIDE_EM = 40
_LEADING = Qt.AlignmentFlag.AlignLeading


class RemindersPage(Page):
    """Open reminders as cards, the history below them, and how the rules work."""

    key = "reminders"

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.title = _("Reminders")
        self._is_stale = True
        self.help = push_button(
            _("When to get help now"), kind="quiet", icon_name="help", name="reminders.help"
        )
        self.help.clicked.connect(self._on_help_clicked)
        self.show_choice = ChoiceBox(_("Show"), choice_texts(), name="reminders.show")
        self.show_choice.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.show_choice.setMinimumContentsLength(10)
        self.show_choice.choice_changed.connect(self._on_show_choice_changed)
        self._show_part = _named(_("Show"), self.show_choice)
        self.inbox = Inbox(context, lambda: self._how.button)
        self.inbox.order_changed.connect(self.order_changed)
        self.inbox.show_requested.connect(self.navigate_requested)
        self.inbox.rule_requested.connect(self._on_inbox_rule_requested)
        self.inbox.choice_requested.connect(self._on_inbox_choice_requested)
        self._empty = EmptyState(
            "reminder", _("Nothing needs your attention"), name="reminders.empty"
        )
        self._learning = flowing_label("", role="hint", name="reminders.learning")
        self._past = PastCard()
        self._past.grown.connect(self.order_changed)
        self._how = HowFold(context.journal.diary.settings, context.formats())
        self._how.order_changed.connect(self.order_changed)
        self._how.navigate_requested.connect(self.navigate_requested)
        self._how.switch_requested.connect(self._on_how_switch_requested)
        self._lay_out()
        context.bridge.reminders_changed.connect(self._on_bridge_reminders_changed)
        context.bridge.diary_ready.connect(self._on_bridge_diary_ready)
        # Sleeps end and days to look again come with the day, without any entry.
        context.bridge.day_changed.connect(self._on_bridge_diary_ready)
        context.unread.changed.connect(self._on_bridge_diary_ready)
        theme_watcher().theme_changed.connect(self._lay_out_columns)
        self._lay_out_columns()

    def activate(self, where: object = None) -> None:
        """Show what is open now; the focus goes to the card of the key `where`, or to the first."""
        if isinstance(where, str):
            # What is told is open.
            self.show_cards(Choice.OPEN)
        else:
            self.refresh()
        self._focus_first_card()
        for card in self.inbox.cards()[1:]:
            if card.key == where:
                card.stops()[0].setFocus()
                self._scroll.bring_to_top(card)

    def actions_for_header(self) -> list[QWidget]:
        return [self._show_part, self.help]

    def tab_stops(self) -> list[QWidget]:
        stops = self.inbox.stops()
        if not self._past.isHidden() and not self._past.more.isHidden():
            stops.append(self._past.more)
        return [*stops, *self._how.stops()]

    def cards(self) -> list[ReminderCard]:
        """The cards of the open reminders in order."""
        return self.inbox.cards()

    def rule_row(self, rule: Rule) -> QWidget:
        """Where a rule is explained."""
        return self._how.row(rule)

    def show_cards(self, choice: Choice) -> None:
        """Show the cards that stand so."""
        self.show_choice.set_choice(choice)
        self.inbox.choice = choice
        self.refresh()
        self.order_changed.emit()

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
        self.inbox.refresh()
        self._empty.setHidden(not self.inbox.is_empty)
        self._empty.set_text(self._empty_title(), self._checked_text())
        learning = learning_text(findings.learning, diary)
        self._learning.setText(learning)
        # Alone it stands in the middle, as what is above it.
        middle = Qt.AlignmentFlag.AlignHCenter if self.inbox.is_empty else _LEADING
        self._learning.setAlignment(middle)
        self._now.setAlignment(self.inbox.elsewhere, middle)
        self._learning.setHidden(not learning or self.inbox.choice is not Choice.OPEN)
        past = history(findings, diary, formats)
        self._past.setHidden(not past)
        self._past.show_events(past, formats)
        self._lay_out_columns()
        self._how.show_rules(diary.settings, formats, findings.events)

    def _show_unread(self, title: str, sentence: str) -> None:
        """Show nothing that was found in a part of the diary."""
        self.inbox.show_nothing()
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
        content = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.TopToBottom, content)
        self._columns.setContentsMargins(20, 2, 20, 12)
        self._columns.setSpacing(12)
        self._now = now = QVBoxLayout()
        besides = QVBoxLayout()
        for column in (now, besides):
            column.setSpacing(12)
        now.addWidget(self.inbox)
        now.addWidget(self._empty)
        now.addWidget(self.inbox.elsewhere)
        now.addWidget(self._learning)
        now.addStretch(1)
        besides.addWidget(self._past)
        besides.addWidget(self._how)
        besides.addStretch(1)
        self._columns.addLayout(now, _NOW_EM)
        self._columns.addLayout(besides, _BESIDE_EM)
        self._scroll = VerticalScroll(content, name="reminders.scroll")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)

    def _focus_first_card(self) -> None:
        cards = self.inbox.cards()
        stop = cards[0].stops()[0] if cards else self._how.button
        stop.setFocus()
        self._scroll.verticalScrollBar().setValue(0)

    def _empty_title(self) -> str:
        choice = self.inbox.choice
        # A sign that should be looked at stands above the page, too.
        is_more = self.inbox.has_more or present_notice(self.context) is not None
        if choice is Choice.OPEN and is_more:
            return _("No reminders are open")
        return {
            Choice.DOING: _("Nothing is in progress"),
            Choice.AWAY: _("Nothing is put away"),
            Choice.SETTLED: _("Nothing has settled in the last 60 days"),
        }.get(choice, _("Nothing needs your attention"))

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

    @Slot(object)
    def _on_show_choice_changed(self, choice: Choice) -> None:
        self.show_cards(choice)

    @Slot(object)
    def _on_inbox_choice_requested(self, choice: Choice) -> None:
        self.show_cards(choice)
        self._focus_first_card()

    @Slot(object)
    def _on_inbox_rule_requested(self, rule: Rule) -> None:
        stop = self._how.open_rule(rule)
        self.order_changed.emit()
        stop.setFocus()
        self._scroll.bring_into_view(self.rule_row(rule))

    @Slot(object, bool)
    def _on_how_switch_requested(self, rule: Rule, is_on: bool) -> None:
        self.inbox.switch(rule, is_on=is_on)

    @Slot()
    def _on_help_clicked(self) -> None:
        self.navigate_requested.emit("get_help", None)

    @Slot()
    def _lay_out_columns(self) -> None:
        """What was before stands below what is open now, or beside it in a wide window."""
        wide = is_wide(self) and not self._past.isHidden()
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.LeftToRight if wide else direction.TopToBottom)
        # Below one another the second part has all the height that the first leaves.
        self._columns.setStretch(0, _NOW_EM if wide else 0)
        self._columns.setStretch(1, _BESIDE_EM if wide else 1)
        self.inbox.set_roomy(is_roomy=is_roomy(self))
        content = self._scroll.widget()
        if content is not None:
            content.setMaximumWidth((_NOW_EM + _BESIDE_EM) * em())


def _named(word: str, choice: QWidget) -> QWidget:
    """A choice behind its word."""
    part = QWidget()
    row = QHBoxLayout(part)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(plain_label(word, role="hint"))
    row.addWidget(choice)
    part.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return part
