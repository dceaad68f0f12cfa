"""A month whose days carry their highest score, a dot for a run and a bar for a day away."""

from datetime import date

from PySide6.QtCore import QDate, QLocale, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QTableView, QToolButton, QWidget

from diary.style import pain_band
from diary.ui.display import first_weekday
from diary.ui.icons import show_icon
from diary.ui.theme import color, current_theme, disabled_ink, em, role_font, theme_watcher
from diary.ui.widgets.announce import announce
from diary.ui.widgets.day_mark import DayMark, MarkOfDay
from diary.ui.widgets.shapes import shape_path
from diary.words import _, plural

_CELL_WIDTH_EM = 2.7
_CELL_HEIGHT_EM = 2.4
_ROWS = 7


def day_words(day: date, mark: DayMark) -> str:
    """Return a day as it is spoken: "12 November, highest 4, one run"."""
    parts = [QLocale().toString(_qdate(day), "d MMMM")]
    if mark.score is not None:
        parts.append(_("highest {score}").format(score=mark.score))
    if mark.runs:
        parts.append(plural("one run", "{n} runs", mark.runs).format(n=mark.runs))
    if mark.is_away:
        parts.append(_("away"))
    if mark == DayMark():
        parts.append(_("no entry"))
    return ", ".join(parts)


class DayCalendar(QCalendarWidget):
    """One month; days after ``last_day`` are disabled. ``day_mark`` tells what a day carries."""

    def __init__(
        self,
        day: date,
        *,
        last_day: date | None = None,
        day_mark: MarkOfDay | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._day_mark = day_mark
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setGridVisible(False)
        if last_day is not None:
            self.setMaximumDate(_qdate(last_day))
        self.setFirstDayOfWeek(first_weekday())
        self.setSelectedDate(_qdate(day))
        self.setAccessibleName(_("Calendar"))
        self._name_buttons()
        self.selectionChanged.connect(self._on_selection_changed)
        theme_watcher().theme_changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def day(self) -> date:
        """Return the selected day."""
        return _date(self.selectedDate())

    def mark(self, day: date) -> DayMark:
        """Return what a day carries."""
        return DayMark() if self._day_mark is None else self._day_mark(day)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        grid = QSize(round(_CELL_WIDTH_EM * em() * 7), round(_CELL_HEIGHT_EM * em() * (_ROWS + 1)))
        return hint.expandedTo(grid)

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def paintCell(self, painter: QPainter, rect: QRect, qdate: QDate) -> None:
        shown = _date(qdate)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, color("surface"))
        if shown == self.day():
            frame = QRectF(rect).adjusted(2, 2, -2, -2)
            painter.setPen(QPen(color("accent"), 2))
            painter.setBrush(color("infobg"))
            painter.drawRoundedRect(frame, 6, 6)
        is_open = self.minimumDate() <= _qdate(shown) <= self.maximumDate()
        is_inside = shown.month == self.monthShown()
        ink = color("text" if is_inside else "text2") if is_open else disabled_ink()
        painter.setPen(ink)
        # Below the number there is room for its mark; where days carry none it has the middle.
        has_marks = self._day_mark is not None
        number = rect.adjusted(0, 3, 0, -rect.height() // 2 + 3) if has_marks else rect
        painter.drawText(number, Qt.AlignmentFlag.AlignCenter, str(shown.day))
        if is_open:
            mark = self.mark(shown)
            self._paint_mark(painter, rect, mark)
            if mark.is_away:
                self._paint_away(painter, rect)
        painter.restore()

    def _paint_away(self, painter: QPainter, rect: QRect) -> None:
        """A bar below the day; days in a row make one line."""
        bar = QRectF(rect.left(), rect.bottom() - 4, rect.width(), 3)
        painter.fillRect(bar, color("text2"))

    def _paint_mark(self, painter: QPainter, rect: QRect, mark: DayMark) -> None:
        line = QRect(rect.left(), rect.center().y() + 1, rect.width(), rect.height() // 2 - 4)
        font = role_font("small")
        painter.setFont(font)
        side = painter.fontMetrics().height() * 0.6
        text = "" if mark.score is None else str(mark.score)
        text_width = painter.fontMetrics().horizontalAdvance(text)
        dot = side * 0.6 if mark.runs else 0.0
        gap = 3.0
        width = (side + gap + text_width if text else 0.0) + (dot + gap if dot and text else dot)
        x = line.center().x() - width / 2
        middle = line.center().y() + 1.0
        if mark.score is not None:
            self._paint_score(painter, QRectF(x, middle - side / 2, side, side), mark.score)
            painter.setPen(color("text"))
            at = QRect(round(x + side + gap), line.top(), text_width + 2, line.height())
            painter.drawText(at, int(Qt.AlignmentFlag.AlignVCenter), text)
            x += side + gap + text_width + gap
        if mark.runs:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("load"))
            painter.drawEllipse(QRectF(x, middle - dot / 2, dot, dot))

    def _paint_score(self, painter: QPainter, box: QRectF, score: int) -> None:
        shape = pain_band(score).shape
        fill = QColor(current_theme().ramp[score].color)
        painter.setPen(QPen(color("text"), 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush if shape == "ring" else QBrush(fill))
        painter.drawPath(shape_path(shape, box))

    def _name_buttons(self) -> None:
        for name, icon_name, label in (
            ("qt_calendar_prevmonth", "chevron-left", _("Previous month")),
            ("qt_calendar_nextmonth", "chevron-right", _("Next month")),
        ):
            button = self.findChild(QToolButton, name)
            if isinstance(button, QToolButton):
                button.setAccessibleName(label)
                show_icon(button, icon_name)
        # The grid of days has the focus, and has no name of its own.
        days = self.findChild(QTableView, "qt_calendar_calendarview")
        if isinstance(days, QTableView):
            days.setAccessibleName(_("Days"))

    @Slot()
    def _on_selection_changed(self) -> None:
        spoken = day_words(self.day(), self.mark(self.day()))
        self.setAccessibleDescription(spoken)
        announce(self, spoken)

    @Slot()
    def _on_theme_changed(self) -> None:
        plain = QTextCharFormat()
        plain.setForeground(color("text2"))
        plain.setBackground(color("surface"))
        self.setHeaderTextFormat(plain)
        # Qt paints the names of Saturday and Sunday red, which here would mean a safety sign.
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(weekday, plain)
        self.updateGeometry()


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _date(qdate: QDate) -> date:
    return date(qdate.year(), qdate.month(), qdate.day())
