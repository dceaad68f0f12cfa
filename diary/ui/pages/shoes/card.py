"""One pair of shoes: how worn it is in bar, numbers and words, and what can be done about it.

A card is one tab stop. Enter goes to its actions, Esc comes back, arrows go to the next card.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from diary.domain.shoe import WearState
from diary.texts.numbers import Formats
from diary.ui.focus_order import descendants_in_order
from diary.ui.pages.shoes.panels import LimitPanel, Panel, RetirePanel, SolePanel
from diary.ui.pages.shoes.shoe_view import ShoeView, retired_text
from diary.ui.widgets.button import push_button
from diary.ui.widgets.card import Card
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.side_layout import SideLayout
from diary.ui.widgets.text import PlainLabel, TextRole, flowing_label, plain_label
from diary.ui.widgets.wear_bar import WearBar
from diary.words import _

_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Left: -1,
}


class ShoeCard(Card):
    """The card of one pair; every request carries the id of the pair first.

    `step_requested` carries +1 or -1 for the card to go to, `panel_changed` tells that a question
    was asked or taken away.
    """

    edit_requested = Signal(str)
    delete_requested = Signal(str)
    reuse_requested = Signal(str)
    retire_requested = Signal(str, object)
    limit_requested = Signal(str, str)
    look_requested = Signal(str, object)
    step_requested = Signal(int)
    panel_changed = Signal()

    def __init__(self, view: ShoeView, formats: Formats, today: date) -> None:
        super().__init__(view.shoe.name, name=f"shoes.card.{view.shoe.id}")
        self.shoe_id = view.shoe.id
        self._view, self._formats, self._today = view, formats, today
        self._panel: Panel | None = None
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._default = flowing_label("", role="hint")
        self.heading_actions.addWidget(self._default)
        self._about = _line("hint")
        self._bar = WearBar(name=f"{self.objectName()}.wear")
        self._total = flowing_label("", role="strong")
        self._words = _line("body")
        self._forecast = _line("body")
        self._knees = _line("body")
        self._note = _line("hint")
        self._history = _line("hint")
        self._history.hide()
        self.body.addWidget(self._about)
        wear = SideLayout(self.body)
        wear.addWidget(self._bar)
        wear.addWidget(self._total)
        for line in (self._words, self._forecast, self._knees, self._note, self._history):
            self.body.addWidget(line)
        self._room = QVBoxLayout()
        self.body.addLayout(self._room)
        self.body.addStretch(1)
        self._buttons: dict[str, QPushButton] = {}
        self._actions = QWidget()
        self._build_actions()
        self.body.addWidget(self._actions)
        self.show_view(view, formats, today)

    def show_view(self, view: ShoeView, formats: Formats, today: date) -> None:
        """Show the pair as it is now."""
        self._view, self._formats, self._today = view, formats, today
        self.set_title(view.shoe.name)
        self.setAccessibleName(view.spoken)
        self.setAccessibleDescription(_("Enter for what can be done, arrow keys for other pairs"))
        self._bar.set_wear(view.wear.share, view.spoken)
        _say(self._default, view.default)
        _say(self._about, view.about)
        _say(self._total, view.total)
        _say(self._words, view.words)
        # The words say it; the colour only leads the eye there.
        is_worn = view.wear.state is not WearState.OK and not view.shoe.is_retired
        self._words.set_role("warn" if is_worn else "body")
        _say(self._forecast, view.forecast or retired_text(view.shoe, formats))
        _say(self._knees, "\n".join(view.knees))
        _say(self._note, view.shoe.note)
        self._history.setText("\n".join(view.history))
        is_retired = view.shoe.is_retired
        for key in ("limit", "sole", "retire"):
            self._buttons[key].setHidden(is_retired)
        self._buttons["reuse"].setHidden(not is_retired)
        self._buttons["delete"].setHidden(view.has_runs)
        self._buttons["history"].setHidden(not view.history)
        self._show_history()

    def button(self, key: str) -> QPushButton:
        """The button of an action: edit, limit, sole, retire, reuse, delete or history."""
        return self._buttons[key]

    def panel(self) -> Panel | None:
        """The question that is asked in place now."""
        return self._panel

    def tab_stops(self) -> list[QWidget]:
        """The card, what the open question asks, and the actions, in reading order."""
        asked = [] if self._panel is None else descendants_in_order(self._panel)
        return [self, *asked, *self._buttons.values()]

    def set_stop(self, *, is_stop: bool) -> None:
        """Let Tab reach this card, or only the mouse."""
        policy = Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus
        self.setFocusPolicy(policy)

    def set_entered(self, *, is_entered: bool) -> None:
        """Let Tab go through the actions, or only the mouse."""
        policy = Qt.FocusPolicy.StrongFocus if is_entered else Qt.FocusPolicy.NoFocus
        for button in self._buttons.values():
            button.setFocusPolicy(policy)

    def show_limit_error(self, text: str) -> None:
        """Say in the open question what is wrong with the limit."""
        if isinstance(self._panel, LimitPanel):
            self._panel.show_error(text)

    def close_panel(self) -> None:
        """Take the question away; the focus stays in the card."""
        if self._panel is None:
            return
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self._panel.isAncestorOf(focused)
        self._panel.hide()
        self._panel.setObjectName("")
        self._panel.deleteLater()
        self._panel = None
        self._actions.show()
        self.panel_changed.emit()
        if had_focus:
            self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape and not self.hasFocus():
            self.close_panel()
            self.setFocus()
        elif self.hasFocus() and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.set_entered(is_entered=True)
            self._buttons["edit"].setFocus()
        elif self.hasFocus() and key in _STEPS:
            step = _STEPS[Qt.Key(key)]
            is_sideways = key in {Qt.Key.Key_Left, Qt.Key.Key_Right}
            is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            self.step_requested.emit(-step if is_sideways and is_mirrored else step)
        else:
            super().keyPressEvent(event)

    def _build_actions(self) -> None:
        row = FlowLayout(self._actions)
        actions = (
            ("edit", _("Edit"), self._on_edit_clicked),
            ("limit", _("Change limit"), self._on_limit_clicked),
            ("sole", _("Look at the sole"), self._on_sole_clicked),
            ("retire", _("Retire"), self._on_retire_clicked),
            ("reuse", _("Use again"), self._on_reuse_clicked),
            ("delete", _("Delete"), self._on_delete_clicked),
            ("history", _("History"), self._show_history),
        )
        for key, text, act in actions:
            button = push_button(text, name=f"{self.objectName()}.{key}")
            button.setAccessibleDescription(self._view.shoe.name)
            button.clicked.connect(act)
            self._buttons[key] = button
            row.addWidget(button)
        self._buttons["history"].setCheckable(True)
        self.set_entered(is_entered=False)

    def _ask(self, panel: Panel) -> None:
        self.close_panel()
        self._panel = panel
        panel.cancelled.connect(self._on_panel_cancelled)
        self._room.addWidget(panel)
        self._actions.hide()
        panel.show()
        self.panel_changed.emit()
        panel.first_stop().setFocus()

    def _show_history(self) -> None:
        """Show or hide what was seen and changed, as the button is pressed or not."""
        self._history.setHidden(not (self._buttons["history"].isChecked() and self._view.history))

    def _on_edit_clicked(self) -> None:
        self.edit_requested.emit(self.shoe_id)

    def _on_limit_clicked(self) -> None:
        formats = self._formats
        limit = formats.distance_value(self._view.wear.limit_m, 0)
        panel = LimitPanel(f"{self.objectName()}.limit_panel", limit, formats.unit_label())
        panel.answered.connect(lambda text: self.limit_requested.emit(self.shoe_id, text))
        self._ask(panel)

    def _on_sole_clicked(self) -> None:
        looks = [each for each in self._view.shoe.inspections if each.on == self._today]
        seen = looks[-1].findings if looks else None
        panel = SolePanel(f"{self.objectName()}.sole_panel", seen)
        panel.answered.connect(lambda findings: self.look_requested.emit(self.shoe_id, findings))
        self._ask(panel)

    def _on_retire_clicked(self) -> None:
        name = self._view.shoe.name
        panel = RetirePanel(f"{self.objectName()}.retire_panel", name, self._today)
        panel.answered.connect(lambda on: self.retire_requested.emit(self.shoe_id, on))
        self._ask(panel)

    def _on_reuse_clicked(self) -> None:
        self.reuse_requested.emit(self.shoe_id)

    def _on_delete_clicked(self) -> None:
        self.delete_requested.emit(self.shoe_id)

    def _on_panel_cancelled(self) -> None:
        self.close_panel()
        self.setFocus()


def _line(role: TextRole) -> PlainLabel:
    return plain_label("", role=role, word_wrap=True)


def _say(line: PlainLabel, text: str) -> None:
    line.setText(text)
    line.setHidden(not text)
