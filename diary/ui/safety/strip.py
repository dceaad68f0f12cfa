"""The safety strip in full: what was noted, what to do, whom to call, and what can be done here.

It is one thing at both levels: only shape, colour and words differ. It cannot be closed.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from diary.domain.event import TEXT_LONGEST
from diary.ui.safety.safety_view import SafetyView
from diary.ui.theme import em, theme_watcher
from diary.ui.widgets.button import icon_button, menu_button, push_button
from diary.ui.widgets.emptying import take_all_out
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.icon_label import IconLabel
from diary.ui.widgets.strip import BAR, ICON, LEVEL_LOOKS, Level, level_word, paint_ground
from diary.ui.widgets.text import flowing_label, plain_label
from diary.words import _

NAME = "safety.strip"
# Lines that are longer are hard to follow back.
_WIDEST_TEXT_EM = 80
_FIELD_EM = 16


class SafetyStrip(QWidget):
    """Shows one `SafetyView`.

    `action_requested` carries `change`, `help`, `phones` or `fold`, `help_arranged` the text that
    was kept, `phone_copied` a number. `order_changed` tells that there are other stops.
    """

    action_requested = Signal(str)
    help_arranged = Signal(str)
    phone_copied = Signal(str)
    order_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName(NAME)
        self._level: Level = "safety"
        self._contacts: tuple[tuple[str, str], ...] | None = None
        self._copies: list[QPushButton] = []
        self._icon = IconLabel("octagon", "danger", size=ICON)
        self._title = plain_label("", role="strong", word_wrap=True)
        self._noted = plain_label("", word_wrap=True)
        self._advice = plain_label("", word_wrap=True)
        self._arranged = plain_label("", word_wrap=True)
        self.fold = icon_button("chevron-up", _("Fold to one line"), name=f"{NAME}.fold")
        self._build_actions()
        self._build_field()
        self._lay_out()
        theme_watcher().theme_changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def show_view(self, view: SafetyView) -> None:
        """Show other words; a text that is being typed stays."""
        self._level = view.level
        look = LEVEL_LOOKS[view.level]
        self._icon.set_icon(look.icon_name, look.ink)
        self._title.setText(view.title)
        self._noted.setText(view.noted)
        self._advice.setText(view.advice)
        self._arranged.setText(view.arranged)
        self._arranged.setHidden(not view.arranged)
        said = f"{view.title} {view.noted} {view.advice} {view.arranged}".rstrip()
        self.setAccessibleName(f"{level_word('safety')}: {said}")
        if view.contacts != self._contacts:
            self._contacts = view.contacts
            self._show_contacts(view.contacts)
        self.update()

    def let_arrange(self, *, is_possible: bool) -> None:
        """Take arranged help, or leave it where nothing could be kept."""
        if is_possible != self.arrange.isEnabledTo(self):
            self.arrange.setEnabled(is_possible)
            self.arrange.setToolTip("" if is_possible else _("The diary could not be opened."))
            if not is_possible:
                self.stop_asking()

    def tab_stops(self) -> list[QWidget]:
        """What takes the focus, in reading order."""
        stops: list[QWidget] = [self.fold, *self._copies]
        stops += [self.choose] if self.is_tight() else self._offered()
        if self.is_asking():
            stops += [self.field, self.keep, self.cancel]
        return stops

    def is_tight(self) -> bool:
        """True while one button with a menu stands for all."""
        return self._actions.isHidden()

    def set_tight(self, *, is_tight: bool) -> None:
        """Let one button with a menu stand for all, so that a low window has room for the words."""
        if is_tight != self.is_tight():
            self._actions.setHidden(is_tight)
            self.choose.setHidden(not is_tight)
            self.order_changed.emit()

    def is_asking(self) -> bool:
        """True while the field about arranged help is open."""
        return not self._asking.isHidden()

    def stop_asking(self) -> None:
        """Close the field and forget what was typed."""
        self.field.clear()
        self._ask(is_on=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.is_asking():
            self._on_cancel_clicked()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_ground(self, self._level)

    # ---- building ------------------------------------------------------------------------------

    def _build_actions(self) -> None:
        self.change = push_button(_("Change this entry"), name=f"{NAME}.change")
        self.arrange = push_button(_("I have arranged help"), name=f"{NAME}.arrange")
        self.help = push_button(_("When to get help"), name=f"{NAME}.help")
        self.phones = push_button(_("Add phone numbers"), name=f"{NAME}.phones")
        self.change.clicked.connect(lambda: self.action_requested.emit("change"))
        self.help.clicked.connect(lambda: self.action_requested.emit("help"))
        self.phones.clicked.connect(lambda: self.action_requested.emit("phones"))
        self.fold.clicked.connect(lambda: self.action_requested.emit("fold"))
        self.arrange.clicked.connect(self._on_arrange_clicked)
        self._actions = QWidget()
        row = FlowLayout(self._actions)
        for button in (self.change, self.arrange, self.help, self.phones):
            row.addWidget(button)
        menu = QMenu(self)
        menu.aboutToShow.connect(self._on_menu_about_to_show)
        self.choose = menu_button(_("Choose what to do"), menu, name=f"{NAME}.choose")
        self.choose.hide()
        self._callers = QWidget()
        self._caller_row = FlowLayout(self._callers, spacing=20, row_spacing=4)

    def _offered(self) -> list[QPushButton]:
        """What can be done now, in order."""
        buttons = (self.change, self.arrange, self.help, self.phones)
        return [button for button in buttons if not button.isHidden()]

    def _build_field(self) -> None:
        label = _("With whom, when (optional)")
        self.field = QLineEdit()
        self.field.setObjectName(f"{NAME}.with_whom")
        self.field.setAccessibleName(label)
        self.field.setMaxLength(TEXT_LONGEST)
        self.field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.field.returnPressed.connect(self._on_keep_clicked)
        self.keep = push_button(_("Keep"), kind="primary", name=f"{NAME}.keep")
        self.keep.setAccessibleName(_("Keep that help is arranged"))
        self.keep.clicked.connect(self._on_keep_clicked)
        self.cancel = push_button(_("Cancel"), name=f"{NAME}.cancel")
        self.cancel.clicked.connect(self._on_cancel_clicked)
        self._asking = QWidget()
        row = FlowLayout(self._asking)
        # The ring of the field keeps clear of the buttons above.
        row.setContentsMargins(0, 4, 0, 2)
        ends = QWidget()
        end_row = QHBoxLayout(ends)
        end_row.setContentsMargins(0, 0, 0, 0)
        end_row.setSpacing(8)
        for button in (self.keep, self.cancel):
            end_row.addWidget(button)
        for widget in (flowing_label(label), self.field, ends):
            row.addWidget(widget)
        self._asking.hide()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(4)
        for part in (self._title, self._noted, self._advice, self._arranged):
            words.addWidget(part)
        words.addSpacing(2)
        for row in (self._callers, self._actions):
            words.addWidget(row)
        words.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeading)
        words.addWidget(self._asking)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(BAR + 10, 9, 10, 10)
        whole.setSpacing(10)
        whole.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(words, 1)
        whole.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignTop)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _show_contacts(self, contacts: tuple[tuple[str, str], ...]) -> None:
        take_all_out(self._caller_row)
        self._copies = []
        for text, phone in contacts:
            self._caller_row.addWidget(self._contact(text, phone))
        self._callers.setHidden(not contacts)
        self.phones.setHidden(bool(contacts))

    def _contact(self, text: str, phone: str) -> QWidget:
        copy = push_button(_("Copy"), name=f"{NAME}.copy.{len(self._copies)}")
        copy.setAccessibleName(_("Copy {number}").format(number=phone))
        copy.clicked.connect(lambda: self.phone_copied.emit(phone))
        self._copies.append(copy)
        whole = QWidget()
        row = FlowLayout(whole, spacing=8, row_spacing=2)
        row.addWidget(flowing_label(text, role="strong"))
        row.addWidget(copy)
        return whole

    # ---- what the person does ------------------------------------------------------------------

    def _ask(self, *, is_on: bool) -> None:
        if is_on != self.is_asking():
            self._asking.setHidden(not is_on)
            self.order_changed.emit()

    @Slot()
    def _on_menu_about_to_show(self) -> None:
        menu = self.choose.menu()
        menu.clear()
        for button in self._offered():
            action = menu.addAction(button.text())
            action.setEnabled(button.isEnabled())
            action.triggered.connect(button.click)

    @Slot()
    def _on_arrange_clicked(self) -> None:
        self._ask(is_on=True)
        self.field.setFocus()

    @Slot()
    def _on_keep_clicked(self) -> None:
        text = self.field.text().strip()
        self.stop_asking()
        self.help_arranged.emit(text)

    @Slot()
    def _on_cancel_clicked(self) -> None:
        (self.choose if self.is_tight() else self.arrange).setFocus()
        self.stop_asking()

    @Slot()
    def _on_theme_changed(self) -> None:
        for label in (self._title, self._noted, self._advice, self._arranged):
            label.setMaximumWidth(_WIDEST_TEXT_EM * em())
        self.field.setMinimumWidth(_FIELD_EM * em())
