"""The frame of a form: fields that scroll, questions above the buttons, Save and Cancel.

Nothing is saved here. Esc and Cancel close without a question; whoever opened the form keeps what
was typed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from diary.ui.focus_order import descendants_in_order, put_in_order
from diary.ui.theme import em, theme_watcher
from diary.ui.widgets.announce import announce
from diary.ui.widgets.button import push_button
from diary.ui.widgets.emptying import take_all_out
from diary.ui.widgets.remembered_sizes import forget_sizes
from diary.ui.widgets.scroll import VerticalScroll
from diary.ui.widgets.strip import Level, MessageStrip
from diary.ui.widgets.text import set_plain_tooltip
from diary.words import _

WIDTH = 560
MARGIN = 20
_GAP = 12
# Room for the window's own frame and the system's bars.
_SCREEN_SHARE = 0.9
_SAVE_KEYS = ("Ctrl+Return", "Ctrl+Enter")


class FormDialog(QDialog):
    """A form as wide as 560 px at 100 % text; `body` is the layout its fields go into.

    A subclass offers `submit`, which checks what was typed and calls `accept`.
    """

    draft_dropped = Signal()

    def __init__(
        self, title: str, save_text: str, *, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setModal(True)
        content = QWidget()
        self.body = QVBoxLayout(content)
        self.body.setContentsMargins(MARGIN, MARGIN, MARGIN, _GAP)
        self.body.setSpacing(_GAP)
        self._content = content
        self._scroll = VerticalScroll(content, name=f"{name}.scroll")
        self._strips = QVBoxLayout()
        self._strips.setContentsMargins(MARGIN, 0, MARGIN, 0)
        self._strips.setSpacing(8)
        self.cancel_button = push_button(_("Cancel"), name=f"{name}.cancel")
        self.cancel_button.clicked.connect(self.reject)
        self.save_button = push_button(save_text, kind="primary", name=f"{name}.save")
        self.save_button.setDefault(True)
        set_plain_tooltip(self.save_button, _("Ctrl+Enter"))
        self.save_button.clicked.connect(self._on_save_clicked)
        buttons = QHBoxLayout()
        self._buttons = buttons
        buttons.setContentsMargins(MARGIN, _GAP, MARGIN, MARGIN - 4)
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.save_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._scroll, 1)
        whole.addLayout(self._strips)
        whole.addLayout(buttons)
        # What a layout hides, shows or polishes has its new size only after its next round.
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.timeout.connect(self._on_settled_timeout)
        self._in_view: QWidget | None = None
        for keys in _SAVE_KEYS:
            QShortcut(QKeySequence(keys), self, self._on_save_clicked)

    def submit(self) -> None:
        """Check what was typed; accept it, or say what is wrong."""
        raise NotImplementedError

    def offer_draft(
        self,
        text: str,
        take: Callable[[], None],
        first: Callable[[], QWidget],
        last: QWidget | None = None,
    ) -> None:
        """Ask above the fields whether to go on at `first` with what was typed before.

        `last` is the last stop of Tab where that is not the button that saves.
        """
        actions = (("continue", _("Continue")), ("discard", _("Discard")))
        strip = MessageStrip("info", text, actions=actions, name=f"{self.objectName()}.draft")
        self.body.insertWidget(0, strip)

        def answer(key: str) -> None:
            strip.hide()
            if key == "continue":
                take()
            else:
                self.draft_dropped.emit()
            # Not left to Qt: it would go on to the next stop there is, such as Cancel.
            first().setFocus()
            self.fit()

        strip.action_requested.connect(answer)
        # It stands above the fields, and so it does for Tab.
        put_in_order([last or self.save_button, *descendants_in_order(strip)])

    def show_strips(
        self,
        strips: Sequence[tuple[str, str, Sequence[tuple[str, str]]]],
        answer: Callable[[str, str], None],
        level: Level = "look",
    ) -> None:
        """Ask between fields and buttons: (key, question, actions); answered by key and action."""
        self.clear_strips()
        for key, text, actions in strips:
            strip = MessageStrip(level, text, actions=actions, name=f"{self.objectName()}.{key}")
            strip.action_requested.connect(lambda action, key=key: answer(key, action))
            self._strips.addWidget(strip)
            # A layout leaves out what is not shown yet.
            strip.show()
            announce(strip, text)
        self.fit()

    def clear_strips(self) -> None:
        """Take the questions away."""
        take_all_out(self._strips)
        self.fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()

    @Slot()
    def fit(self) -> None:
        """Become as high as the fields need, as far as the screen goes."""
        if self.isVisible():
            self._fit_now()
            self._settled.start(0)

    def keep_in_view(self, field: QWidget) -> None:
        """Scroll to a field once the form has its new height."""
        self._in_view = field
        self.fit()

    def _fit_now(self) -> None:
        room = self.screen().availableGeometry().size() * _SCREEN_SHARE
        wanted = round(WIDTH * theme_watcher().text_percent / 100)
        least = self._content.minimumSizeHint().width() + em()
        width = min(max(wanted, least), room.width())
        forget_sizes(self._content)
        rest = self._buttons.sizeHint().height()
        if self._strips.count():
            rest += self._strips.heightForWidth(width)
        before = self.size()
        self.resize(width, min(self._scroll.height_for(width) + rest, room.height()))
        # One that somebody moved aside stays there until it grows.
        if self.size() != before:
            self._keep_on_screen()

    def _keep_on_screen(self) -> None:
        """Move to where the whole form is seen: it grows downwards, and Save is at its foot."""
        room, frame = self.screen().availableGeometry(), self.frameGeometry()
        left = max(room.left(), min(frame.left(), room.right() + 1 - frame.width()))
        top = max(room.top(), min(frame.top(), room.bottom() + 1 - frame.height()))
        if QPoint(left, top) != frame.topLeft():
            self.move(left, top)

    @Slot()
    def _on_settled_timeout(self) -> None:
        self._fit_now()
        field, self._in_view = self._in_view, None
        if field is not None:
            self._scroll.ensureWidgetVisible(field)

    @Slot()
    def _on_save_clicked(self) -> None:
        self.submit()
