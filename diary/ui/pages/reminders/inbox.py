"""The cards of the page: which of them are shown, and what is done with them."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from diary.domain.change import ChangeSet
from diary.domain.reminder_state import DismissReason, ReminderState, StateName
from diary.domain.rule import Rule
from diary.services.reminder_acts import (
    Snooze,
    asks_about_kind,
    bring_back,
    dismiss,
    see_to,
    snooze,
    switch_rule,
)
from diary.services.reminder_settled import settled
from diary.services.reminder_states import ShownReminder
from diary.texts.reminder_states import standing_text
from diary.texts.rule_texts.how import rule_heading
from diary.ui.context import PageContext
from diary.ui.entry_forms.saving import push_and_tell
from diary.ui.pages.reminders.card import ReminderCard, SettledCard
from diary.ui.pages.reminders.reminder_view import (
    ReminderView,
    SettledView,
    reminder_view,
    settled_view,
    told_once,
)
from diary.ui.widgets.button import escaped_mnemonic, push_button
from diary.ui.widgets.strip import MessageStrip
from diary.words import _, plural


class Choice(StrEnum):
    """Which cards are shown."""

    OPEN = "open"
    DOING = "doing"
    AWAY = "away"
    SETTLED = "settled"
    ALL = "all"


_STATES = {
    Choice.OPEN: {StateName.OPEN},
    Choice.DOING: {StateName.DOING},
    Choice.AWAY: {StateName.SNOOZED, StateName.DISMISSED},
    Choice.SETTLED: set[StateName](),
    Choice.ALL: set(StateName),
}


def choice_texts() -> tuple[tuple[Choice, str], ...]:
    """The choices with their texts, in order."""
    return (
        (Choice.OPEN, _("Open")),
        (Choice.DOING, _("In progress")),
        (Choice.AWAY, _("Put away")),
        (Choice.SETTLED, _("Settled")),
        (Choice.ALL, _("All")),
    )


class Inbox(QWidget):
    """The cards one below the other.

    `rule_requested` carries the rule to explain, `choice_requested` which cards to show;
    `order_changed` tells that there are other stops. `after_all` is where the focus goes when no
    card is left. The page places `elsewhere`, the way to the cards that are not open.
    """

    show_requested = Signal(str, object)
    rule_requested = Signal(object)
    choice_requested = Signal(object)
    order_changed = Signal()

    def __init__(self, context: PageContext, after_all: Callable[[], QWidget]) -> None:
        super().__init__()
        self.choice = Choice.OPEN
        self._context = context
        self._after_all = after_all
        self._views: list[ReminderView] = []
        self._settled_views: list[SettledView] = []
        self._shown: dict[str, ShownReminder] = {}
        self._cards: list[ReminderCard] = []
        self._settled: list[SettledCard] = []
        self._asked: Rule | None = None
        self._acted = ""
        self._is_roomy = False
        # The offer stands where the card was that it is about.
        self._offer_at = 0
        self.offer = MessageStrip("info", "", name="reminders.offer")
        self.offer.hide()
        self.offer.action_requested.connect(self._on_offer_action_requested)
        self.elsewhere = push_button("", kind="quiet", name="reminders.elsewhere")
        self.elsewhere.clicked.connect(self._on_elsewhere_clicked)
        self._elsewhere_choice = Choice.ALL
        self._column = QVBoxLayout()
        self._column.setSpacing(12)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        self._column.addWidget(self.offer)
        layout.addLayout(self._column)

    @property
    def is_empty(self) -> bool:
        """True when no card is shown."""
        return not self._cards and not self._settled

    @property
    def has_more(self) -> bool:
        """True when there are cards besides the open ones, and the open ones are shown."""
        return not self.elsewhere.isHidden()

    def cards(self) -> list[ReminderCard]:
        """The cards of reminders in order."""
        return list(self._cards)

    def stops(self) -> list[QWidget]:
        """What Tab reaches, in order."""
        by_card = [card.stops() for card in self._cards]
        if self._asked is not None:
            offers: list[QWidget] = [self.offer.button(key) for key in ("off", "keep")]
            by_card.insert(self._offer_at, offers)
        more = [self.elsewhere] if self.has_more else []
        return [*(stop for stops in by_card for stop in stops), *more]

    def refresh(self) -> None:
        """Show the cards as they are now."""
        context = self._context
        diary, formats, today = context.journal.diary, context.formats(), context.today()
        shown = context.reminders.shown
        wanted = [each for each in shown if each.state in _STATES[self.choice]]
        facts = context.reminders.facts
        views = told_once(reminder_view(each, diary, formats, today, facts) for each in wanted)
        self._shown = {each.key: each for each in wanted}
        ended = []
        if self.choice in {Choice.SETTLED, Choice.ALL}:
            ended = settled(context.reminders.findings, diary, today)
        settled_views = [settled_view(each, diary, formats, today) for each in ended]
        if views != self._views or settled_views != self._settled_views:
            self._show_views(views, settled_views)
        self._show_elsewhere(shown)
        if self._asked is not None and not self._is_asked_still(self._asked):
            # It was taken back, or the kind was switched off otherwise.
            self._asked = None
            self.offer.hide()
            self.order_changed.emit()

    def set_roomy(self, *, is_roomy: bool) -> None:
        """Use the width of the cards for two columns inside them, or one."""
        self._is_roomy = is_roomy
        for card in self._cards:
            card.set_roomy(is_roomy=is_roomy)

    def show_nothing(self) -> None:
        """Show no card: nothing is found in a part of the diary."""
        if self._views or self._settled_views:
            self._show_views([], [])
        self._show_elsewhere([])
        self.offer.hide()

    def _is_asked_still(self, rule: Rule) -> bool:
        diary = self._context.journal.diary
        return diary.settings.is_on(rule) and asks_about_kind(rule, diary, self._context.today())

    def switch(self, rule: Rule, *, is_on: bool) -> None:
        """Have reminders of a rule or not, and say so."""
        name = rule_heading(rule)
        step = _("switch on: {rule}") if is_on else _("switch off: {rule}")
        told = _("Switched on: {rule}.") if is_on else _("Switched off: {rule}.")
        change = switch_rule(self._context.journal.diary, rule, self._context.today(), is_on=is_on)
        push_and_tell(self._context, step.format(rule=name), change, told.format(rule=name))

    def _show_elsewhere(self, shown: list[ShownReminder]) -> None:
        """Offer the cards that were put off or taken on."""
        states = [each.state for each in shown if each.state is not StateName.OPEN]
        count, is_hidden = len(states), self.choice is not Choice.OPEN or not states
        if set(states) == {StateName.DOING}:
            self._elsewhere_choice = Choice.DOING
            text = plural("Show {n} in progress", "Show {n} in progress", count)
        elif StateName.DOING not in states:
            self._elsewhere_choice = Choice.AWAY
            text = plural("Show {n} put away", "Show {n} put away", count)
        else:
            self._elsewhere_choice = Choice.ALL
            text = plural(
                "Show {n} in progress or put away", "Show {n} in progress or put away", count
            )
        text = text.format(n=count)
        self.elsewhere.setText(escaped_mnemonic(text))
        self.elsewhere.setAccessibleName(text)
        if self.elsewhere.isHidden() != is_hidden:
            self.elsewhere.setHidden(is_hidden)
            self.order_changed.emit()

    def _show_views(self, views: list[ReminderView], ended: list[SettledView]) -> None:
        place = self._focused_place()
        for card in (*self._cards, *self._settled):
            card.hide()
            self._column.removeWidget(card)
            # It goes later; its names belong to the new cards from now on.
            for part in (card, *card.findChildren(QWidget)):
                part.setObjectName("")
            card.deleteLater()
        self._views, self._settled_views = views, ended
        self._cards = [ReminderCard(view) for view in views]
        self._settled = [SettledCard(view) for view in ended]
        for card in self._cards:
            card.set_roomy(is_roomy=self._is_roomy)
            self._listen(card)
        for each in (*self._cards, *self._settled):
            self._column.addWidget(each)
            # A layout shows what is new only later, and the focus may come before.
            each.show()
        self._place_offer()
        self.order_changed.emit()
        if place is not None:
            self._focus_near(*place)

    def _place_offer(self) -> None:
        self._column.removeWidget(self.offer)
        self._column.insertWidget(min(self._offer_at, len(self._cards)), self.offer)

    def _listen(self, card: ReminderCard) -> None:
        key = card.key
        card.show_requested.connect(self.show_requested)
        card.snooze_requested.connect(lambda length: self._snooze(key, length))
        card.dismiss_requested.connect(lambda reason: self._dismiss(key, reason))
        card.take_requested.connect(lambda: self._take(key))
        card.reopen_requested.connect(lambda: self._reopen(key))
        card.rule_requested.connect(lambda: self.rule_requested.emit(self._shown[key].rule))
        card.switch_off_requested.connect(lambda: self.switch(self._shown[key].rule, is_on=False))

    def _focused_place(self) -> tuple[int, str, str] | None:
        """The number and the key of the card with the focus, and which of its controls has it."""
        focused = QApplication.focusWidget()
        for number, card in enumerate(self._cards):
            if focused is not None and card.isAncestorOf(focused):
                return number, card.key, focused.objectName()
            if card.key == self._acted:
                # Pressed by a pointer that leaves the focus where it is.
                return number, card.key, ""
        return None

    def _focus_near(self, number: int, key: str, name: str) -> None:
        """The focus stays on its control, or goes to the next card; it is never lost."""
        same = next((card for card in self._cards if card.key == key), None)
        stops = [] if same is None else same.stops()
        found = next((each for each in stops if each.objectName() == name), None)
        if found is None and self._cards:
            card = same or self._cards[min(number, len(self._cards) - 1)]
            found = card.stops()[0]
        (found or self._after_all()).setFocus()

    # ---- what is done with a card ----

    def _snooze(self, key: str, length: Snooze) -> None:
        context, card = self._context, self._shown[key]
        change = snooze(card, context.journal.diary, length, context.stamp().recorded_at)
        self._push(card, _("snooze: {title}"), change)

    def _take(self, key: str) -> None:
        context, card = self._context, self._shown[key]
        at = context.stamp().recorded_at
        change = see_to(card, context.journal.diary, context.today(), at)
        self._push(card, _("take on: {title}"), change)

    def _dismiss(self, key: str, reason: DismissReason) -> None:
        context, card = self._context, self._shown[key]
        place = next(at for at, each in enumerate(self._cards) if each.key == key)
        change = dismiss(card, context.journal.diary, reason, context.stamp().recorded_at)
        self._push(card, _("dismiss: {title}"), change)
        if reason is DismissReason.NOT_USEFUL and asks_about_kind(
            card.rule, context.journal.diary, context.today()
        ):
            self._ask_about(card.rule, place)

    def _reopen(self, key: str) -> None:
        context, card = self._context, self._shown[key]
        self._push(card, _("open again: {title}"), bring_back(card, context.journal.diary))

    def _push(self, card: ShownReminder, step: str, change: ChangeSet) -> None:
        context = self._context
        title = next(each.text.title for each in self._views if each.key == card.key)
        after = next((each.after for each in change.changes), None)
        told = _("Open again.")
        if isinstance(after, ReminderState):
            settings = context.journal.diary.settings
            formats = context.formats().read_on(context.today())
            told = standing_text(after.state, after, settings, formats)
        self._acted = card.key
        push_and_tell(context, step.format(title=title), change, told)
        self._acted = ""

    def _ask_about(self, rule: Rule, place: int) -> None:
        self._asked, self._offer_at = rule, place
        self._place_offer()
        self.offer.set_message(
            "info",
            _("Twice not useful: {rule}").format(rule=rule_heading(rule)),
            _("This kind can be switched off. “How reminders work” brings it back."),
            actions=(("off", _("Switch this kind off")), ("keep", _("Keep it"))),
        )
        self._context.messages.say(self.offer.accessibleName())
        self.offer.show()
        self.order_changed.emit()

    @Slot()
    def _on_elsewhere_clicked(self) -> None:
        self.choice_requested.emit(self._elsewhere_choice)

    @Slot(str)
    def _on_offer_action_requested(self, key: str) -> None:
        rule, self._asked = self._asked, None
        if key == "off" and rule is not None:
            self.switch(rule, is_on=False)
        self.offer.hide()
        self.order_changed.emit()
        near = self._cards[min(self._offer_at, len(self._cards) - 1)] if self._cards else None
        (self._after_all() if near is None else near.stops()[0]).setFocus()
