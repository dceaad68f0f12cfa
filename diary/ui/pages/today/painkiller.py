"""The name and the time of a painkiller, both optional and typed; no dose and no advice."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from diary.domain.day import PAINKILLER_LONGEST, Painkiller
from diary.domain.errors import InvalidValueError
from diary.domain.typed_time import parse_time_of_day
from diary.texts.numbers import Formats
from diary.ui.theme import em
from diary.ui.widgets.fields import LineField
from diary.ui.widgets.flow_layout import FlowLayout
from diary.words import _

_NAME_EM = 14


class PainkillerLine(QWidget):
    """`painkiller_typed` carries a `Painkiller`, or None when both fields are empty.

    `left` tells that the focus goes elsewhere, `escaped` asks for somewhere to go to.
    """

    painkiller_typed = Signal(object)
    left = Signal()
    escaped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown: Painkiller | None = None
        self.name = LineField(_("Painkiller, name (optional)"), name="today.painkiller.name")
        self.name.edit.setMaxLength(PAINKILLER_LONGEST)
        self.time = LineField(_("Time (optional)"), name="today.painkiller.time")
        self.time.edit.setAccessibleName(_("Painkiller, time (optional)"))
        self.time.edit.setPlaceholderText(_("HH:MM"))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.name.setMinimumWidth(_NAME_EM * em())
        row = FlowLayout(self, spacing=12, is_from_top=True)
        row.setContentsMargins(0, 4, 0, 0)
        row.addWidget(self.name)
        row.addWidget(self.time)
        for field in (self.name, self.time):
            field.edit.textEdited.connect(self._on_edit_text_edited)
            field.edit.installEventFilter(self)

    def show_painkiller(self, painkiller: Painkiller | None) -> None:
        """Show what is kept; what is being typed is left alone when it means the same."""
        if painkiller == self._shown:
            return
        self._shown = painkiller
        at = None if painkiller is None else painkiller.at
        self.name.set_text("" if painkiller is None else painkiller.name)
        self.time.set_text("" if at is None else Formats().time_of_day(at))

    def tab_stops(self) -> list[QWidget]:
        """Return both fields."""
        return [self.name.edit, self.time.edit]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self._check()
            self.left.emit()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.escaped.emit()
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
                self._check()
                self.left.emit()
                return True
        return super().eventFilter(watched, event)

    @Slot()
    def _on_edit_text_edited(self) -> None:
        kept = self._shown.at if self._shown is not None else None
        try:
            at = parse_time_of_day(self.time.text()) if self.time.text() else None
        except InvalidValueError:
            # Half a time: what was there before stays until it is a whole one.
            at = kept
        name = self.name.text()
        self._shown = Painkiller(name, at) if name or at is not None else None
        self.painkiller_typed.emit(self._shown)

    def _check(self) -> None:
        """Say what to type when the time is none; a time is written out in full."""
        typed = self.time.text()
        try:
            at = parse_time_of_day(typed) if typed else None
        except InvalidValueError:
            self.time.set_error(_("Type a time such as 7:30 or 19:45."))
            return
        self.time.set_text("" if at is None else Formats().time_of_day(at))
