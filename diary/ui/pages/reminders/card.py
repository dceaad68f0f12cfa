"""The card of one reminder: level, what, why, the numbers behind it, what to do next, actions."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from diary.domain.reminder_state import DismissReason
from diary.services.reminder_acts import Snooze
from diary.texts.labels import label
from diary.ui.pages.reminders.before_part import BeforePart
from diary.ui.pages.reminders.paragraph import Paragraph
from diary.ui.pages.reminders.reminder_view import ReminderView, SettledView
from diary.ui.theme import em, theme_watcher
from diary.ui.widgets.button import menu_button, push_button
from diary.ui.widgets.card import GAP as CARD_GAP
from diary.ui.widgets.card import Card
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.icon_label import IconLabel
from diary.ui.widgets.side_layout import SideLayout
from diary.ui.widgets.strip import LEVEL_LOOKS, Level, level_word
from diary.ui.widgets.text import TextRole, flowing_label, plain_label
from diary.words import _

_ICON = 18
_BETWEEN = 32
# Below this width of its own the heading stands alone in its line.
_HEAD_EM = 26
# The button in the line of the heading has more air around its words than a title.
_RISE = 5
# How the width is shared between a card and what changed before.
_MAIN_SHARE, _BESIDE_SHARE = 5, 3


class ReminderCard(Card):
    """The card of one reminder.

    `show_requested` carries page key and where to go on it, `snooze_requested` how long, and
    `dismiss_requested` why; the others ask for what their names say.
    """

    show_requested = Signal(str, object)
    snooze_requested = Signal(object)
    dismiss_requested = Signal(object)
    take_requested = Signal()
    reopen_requested = Signal()
    rule_requested = Signal()
    switch_off_requested = Signal()

    def __init__(self, view: ReminderView) -> None:
        super().__init__(name=f"reminders.card.{view.key}")
        self.view = view
        self.key = view.key
        self._stops: list[QWidget] = []
        word = level_word(view.level.value)
        self.setAccessibleName(f"{word}: {view.text.title}")
        # The heading stands where a plain card has its title.
        self.body.setContentsMargins(0, -CARD_GAP - _RISE, 0, 0)
        self._head = SideLayout(self.body)
        self._head.addWidget(_heading(view.level.value, view.text.title, view.since))
        self._head.addWidget(self._way())
        self._columns = QHBoxLayout()
        self._columns.setSpacing(_BETWEEN)
        self.body.addLayout(self._columns)
        self._main = QVBoxLayout()
        self._main.setSpacing(CARD_GAP)
        self._columns.addLayout(self._main, _MAIN_SHARE)
        self._add_reasons()
        # What changed before stands here, or beside all of this where there is room.
        self._before_at = self._main.count()
        self._before: BeforePart | None = None
        if view.before is not None:
            self._before = BeforePart(view.before, f"{self.objectName()}.before")
            self._main.addWidget(self._before)
        self._add_advice()
        theme_watcher().theme_changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def stops(self) -> list[QWidget]:
        """What Tab reaches, in order."""
        return list(self._stops)

    def set_roomy(self, *, is_roomy: bool) -> None:
        """Put what changed before beside the rest, or between its evidence and what is next."""
        before = self._before
        if before is None or (self._columns.indexOf(before) >= 0) == is_roomy:
            return
        if is_roomy:
            self._main.removeWidget(before)
            self._columns.addWidget(before, _BESIDE_SHARE, Qt.AlignmentFlag.AlignTop)
        else:
            self._columns.removeWidget(before)
            self._main.insertWidget(self._before_at, before)

    def _way(self) -> QPushButton:
        """The button that leads to what the card is about."""
        view = self.view
        text, icon_name = {
            "shoes": (_("Show shoe"), "shoe"),
            "backup_now": (_("Back up now"), "export"),
        }.get(view.page_key, (_("Show on chart"), "chart"))
        button = push_button(
            text, kind="quiet", icon_name=icon_name, name=f"{self.objectName()}.show"
        )
        button.clicked.connect(lambda: self.show_requested.emit(view.page_key, view.where))
        return self._named(button, text)

    def _add_reasons(self) -> None:
        """Where it stands, why it is there, and the numbers behind it."""
        view = self.view
        if view.standing:
            self._main.addWidget(Paragraph(view.standing, "strong"))
        self._main.addWidget(Paragraph(view.text.why))
        for line in view.also:
            self._main.addWidget(Paragraph(line))
        if view.text.evidence_lines:
            self._main.addWidget(Paragraph("\n".join(view.text.evidence_lines), "hint"))
        if view.before_elsewhere:
            self._main.addWidget(Paragraph(view.before_elsewhere, "hint"))

    def _add_advice(self) -> None:
        """What could come next, and what can be answered."""
        advice = QVBoxLayout()
        advice.setContentsMargins(0, 4, 0, 4)
        advice.setSpacing(2)
        self._main.addLayout(advice)
        advice.addWidget(plain_label(_("What you can do next"), role="strong"))
        advice.addWidget(Paragraph(self.view.text.next))
        self._main.addWidget(self._actions())
        self._main.addStretch(1)

    def _actions(self) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row)
        if self.view.lengths:
            self._add_answers(flow)
        how = self._button(_("Not right"), "rule")
        how.clicked.connect(self.rule_requested)
        flow.addWidget(how)
        return row

    def _add_answers(self, flow: FlowLayout) -> None:
        if self.view.is_open:
            text = _("I will do this")
            take = push_button(text, kind="primary", name=f"{self.objectName()}.take")
            self._named(take, text)
            take.clicked.connect(self.take_requested)
            flow.addWidget(take)
        else:
            reopen = self._button(_("Open again"), "reopen")
            reopen.clicked.connect(self.reopen_requested)
            flow.addWidget(reopen)
        sleep = self._menu_button(_("Snooze"), self._snooze_menu(), "snooze")
        flow.addWidget(sleep)
        # From anywhere on the card; the menu's own key is that of a drop-down.
        keys = QShortcut(QKeySequence("Alt+Down"), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(sleep.showMenu)
        flow.addWidget(self._menu_button(_("Dismiss"), self._dismiss_menu(), "dismiss"))

    def _snooze_menu(self) -> QMenu:
        menu = QMenu(self)
        for text, length in self.view.lengths:
            action = _action(menu, text, f"{self.objectName()}.snooze.{_length_key(length)}")
            action.triggered.connect(
                lambda _is_on=False, length=length: self.snooze_requested.emit(length)
            )
            if text == self.view.usual_length:
                menu.setDefaultAction(action)
        # The usual length is one key away.
        menu.aboutToShow.connect(self._on_snooze_menu_about_to_show)
        self._sleep_menu = menu
        return menu

    def _dismiss_menu(self) -> QMenu:
        menu = QMenu(self)
        for reason in DismissReason:
            action = _action(menu, label(reason), f"{self.objectName()}.dismiss.{reason}")
            action.triggered.connect(
                lambda _is_on=False, reason=reason: self.dismiss_requested.emit(reason)
            )
        menu.addSeparator()
        text = _("Switch this kind off")
        off = _action(menu, text, f"{self.objectName()}.dismiss.switch_off")
        off.triggered.connect(self.switch_off_requested)
        return menu

    def _button(self, text: str, name: str) -> QPushButton:
        return self._named(push_button(text, name=f"{self.objectName()}.{name}"), text)

    def _menu_button(self, text: str, menu: QMenu, name: str) -> QPushButton:
        return self._named(menu_button(text, menu, name=f"{self.objectName()}.{name}"), text)

    def _named(self, button: QPushButton, text: str) -> QPushButton:
        """A button with a name of its own among the cards; it is the next stop."""
        button.setAccessibleName(f"{text}: {self.view.text.title}")
        self._stops.append(button)
        return button

    @Slot()
    def _on_snooze_menu_about_to_show(self) -> None:
        usual = self._sleep_menu.defaultAction()
        if usual is not None:
            self._sleep_menu.setActiveAction(usual)

    @Slot()
    def _on_theme_changed(self) -> None:
        self._head.set_least_width(_HEAD_EM * em())


class SettledCard(Card):
    """A reminder that has ended by itself: what it was, and how it ended, as far as is known."""

    def __init__(self, view: SettledView) -> None:
        super().__init__(name=f"reminders.settled.{view.key}")
        self.view = view
        word = _("Settled") if view.is_known else _("Closed")
        self.setAccessibleName(f"{word}: {view.title}")
        row = QWidget()
        heading = FlowLayout(row, spacing=8, row_spacing=2)
        # A tick would say that it is over.
        look = ("check", "good") if view.is_known else ("minus", "text")
        heading.addWidget(_marked(*look, word, "good" if view.is_known else "hint"))
        heading.addWidget(flowing_label(view.title, role="card_title"))
        self.body.addWidget(row)
        self.body.setContentsMargins(0, -CARD_GAP, 0, 0)
        self.body.addWidget(Paragraph(view.text))


def _heading(level: Level, title: str, since: str) -> QWidget:
    heading = QWidget()
    row = FlowLayout(heading, spacing=8, row_spacing=2)
    look = LEVEL_LOOKS[level]
    ink: TextRole = "error" if look.ink == "danger" else "warn"
    role: TextRole = ink if look.ink != "accent" else "hint"
    row.addWidget(_marked(look.icon_name, look.ink, level_word(level), role))
    row.addWidget(flowing_label(title, role="card_title"))
    row.addWidget(plain_label(since, role="hint"))
    return heading


def _marked(icon_name: str, ink: str, word: str, role: TextRole) -> QWidget:
    """A shape and its word, which stay together."""
    mark = QWidget()
    marked = QHBoxLayout(mark)
    marked.setContentsMargins(0, 0, 0, 0)
    marked.setSpacing(6)
    marked.addWidget(IconLabel(icon_name, ink, size=_ICON))
    marked.addWidget(plain_label(word, role=role))
    return mark


def _action(menu: QMenu, text: str, name: str) -> QAction:
    action = menu.addAction(text.replace("&", "&&"))
    action.setObjectName(name)
    return action


def _length_key(length: Snooze) -> str:
    if length.days is not None:
        return str(length.days)
    return "visit" if length.until is not None else "distance"
