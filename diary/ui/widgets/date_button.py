"""A button that shows a day with its name and opens a calendar to pick another one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from diary.ui.icons import show_icon
from diary.ui.widgets.text import plain_label
from diary.words import _

if TYPE_CHECKING:
    from diary.ui.widgets.day_mark import MarkOfDay


def day_text(day: date, *, has_year: bool = True) -> str:
    """Return a day as "Fri 20 Nov 2026", with the locale's names and a four-digit year."""
    shown = "ddd d MMM yyyy" if has_year else "ddd d MMM"
    return QLocale().toString(QDate(day.year, day.month, day.day), shown)


class CalendarPopup(QFrame):
    """The calendar under a date button; Enter or a click picks, Esc closes."""

    day_picked = Signal(object)

    def __init__(
        self, parent: QWidget, day: date, last_day: date | None, day_mark: MarkOfDay | None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("card", "true")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # Imported here: the first paint needs no calendar.
        from diary.ui.widgets.calendar import DayCalendar  # noqa: PLC0415 - see above

        self.calendar = DayCalendar(day, last_day=last_day, day_mark=day_mark)
        self.calendar.clicked.connect(self._on_calendar_picked)
        self.calendar.activated.connect(self._on_calendar_picked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self.calendar)
        if last_day is not None:
            hint = _("You can fill in later days on the day.")
            layout.addWidget(plain_label(hint, role="small", word_wrap=True))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    @Slot(QDate)
    def _on_calendar_picked(self, picked: QDate) -> None:
        self.close()
        self.day_picked.emit(date(picked.year(), picked.month(), picked.day()))


class DateButton(QPushButton):
    """Shows ``day``; ``date_picked`` carries the day the person picked, also if it is the same.

    Days after ``last_day`` cannot be picked. ``day_mark(day)`` returns what the calendar shows of
    a day.
    """

    date_picked = Signal(object)

    def __init__(
        self,
        day: date,
        *,
        label: str = "",
        last_day: date | None = None,
        day_mark: MarkOfDay | None = None,
        name: str | None = None,
    ) -> None:
        super().__init__()
        if name is not None:
            self.setObjectName(name)
        self._label = label or _("Day")
        self._last_day = last_day
        self._day_mark = day_mark
        self._day = day
        self._is_short = False
        self.setAutoDefault(False)
        self.clicked.connect(self.open_calendar)
        self.set_day(day)
        show_icon(self, "calendar", "text2")

    def day(self) -> date:
        """Return the day shown."""
        return self._day

    def set_day(self, day: date) -> None:
        """Show another day without telling anybody."""
        self._day = day
        self.setText(day_text(day, has_year=not self._is_short))
        self.setAccessibleName(f"{self._label}, {day_text(day)}")

    def set_short(self, *, is_short: bool) -> None:
        """Leave out the year, where room is short; the name for screen readers keeps it."""
        if is_short != self._is_short:
            self._is_short = is_short
            self.set_day(self._day)

    def set_last_day(self, last_day: date | None) -> None:
        """Change the last day that can be picked; ``None`` for no end."""
        self._last_day = last_day

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_open_key = event.key() in {Qt.Key.Key_Down, Qt.Key.Key_F4}
        if is_open_key or event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    @Slot()
    def open_calendar(self) -> CalendarPopup:
        """Open the calendar below the button."""
        popup = CalendarPopup(self, self._day, self._last_day, self._day_mark)
        popup.day_picked.connect(self._on_popup_day_picked)
        popup.adjustSize()
        popup.move(self._place(popup))
        popup.show()
        popup.calendar.setFocus()
        return popup

    def _place(self, popup: QWidget) -> QPoint:
        at = self.mapToGlobal(QPoint(0, self.height() + 4))
        screen = self.screen().availableGeometry()
        x = max(screen.left(), min(at.x(), screen.right() - popup.width()))
        if at.y() + popup.height() > screen.bottom():
            above = self.mapToGlobal(QPoint(0, -popup.height() - 4)).y()
            return QPoint(x, max(screen.top(), above))
        return QPoint(x, at.y())

    @Slot(object)
    def _on_popup_day_picked(self, day: date) -> None:
        self.set_day(day)
        self.setFocus()
        self.date_picked.emit(day)
