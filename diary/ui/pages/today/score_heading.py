"""The words above a pain scale; giving a score never changes how high they stand.

What is asked and what is said about the answer stand in one line where the longest answer leaves
room for half of the hint between them; the hint goes when the answer needs that room. Elsewhere the
answer has a line of its own from the start. Nothing is cut off.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from diary.ui.widgets.text import plain_label, set_plain_tooltip
from diary.words import _

_GAP = 8


class ScoreHeading(QWidget):
    """Name, hint and answer of one pain scale."""

    def __init__(self) -> None:
        super().__init__()
        self._name = plain_label("", role="strong")
        self._hint = plain_label("", role="hint", word_wrap=True)
        self._said = plain_label("", role="hint", word_wrap=True)
        for part in (self._name, self._hint, self._said):
            part.setParent(self)
        self._said.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignTop)
        self._longest = ""
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_words(self, name: str, hint: str, said: str, longest: str) -> None:
        """Show other words; `longest` is the longest that is said about any answer."""
        is_measured_again = (name, hint, longest) != (
            self._name.text(),
            self._hint.text(),
            self._longest,
        )
        self._longest = longest
        self._name.setText(name)
        self._hint.setText(hint)
        self._said.setText(said)
        if is_measured_again:
            self.updateGeometry()
        self._place()

    def said(self) -> str:
        """Return what is said about the answer."""
        return self._said.text()

    def sizeHint(self) -> QSize:
        width = sum(_width(part) for part in (self._name, self._hint)) + 2 * _GAP
        width += self._room_for_answer()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(_width(self._name), self._line())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return sum(self._heights(width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        # A label inside has another font or other words.
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.FontChange}:
            self.updateGeometry()
            self._place()
        return done

    def _line(self) -> int:
        return max(part.fontMetrics().height() for part in (self._name, self._hint)) + 1

    def _room_for_answer(self) -> int:
        """The widest that is said beside the name."""
        metrics = self._said.fontMetrics()
        return (
            max(metrics.horizontalAdvance(text) for text in (self._longest, self._said.text())) + 2
        )

    def _heights(self, width: int) -> tuple[int, int, int]:
        """The heights of the lines of name, hint and answer; 0 = in the line before."""
        line, metrics = self._line(), self._said.fontMetrics()
        name, hint = _width(self._name), _width(self._hint)
        longest = metrics.horizontalAdvance(self._longest) + 2
        unanswered = metrics.horizontalAdvance(_("Not answered")) + 2
        beside = max(longest + hint // 2, unanswered + hint)
        if name + beside + 2 * _GAP <= width:
            return line, 0, 0
        answer = max(line, _wrapped_height(self._said, self._longest, width))
        if name + _GAP + hint <= width:
            return line, 0, answer
        return line, max(line, _wrapped_height(self._hint, self._hint.text(), width)), answer

    def _place(self) -> None:
        width = self.width()
        first, second, third = self._heights(width)
        name = min(_width(self._name), width)
        said = width
        if not third:
            wanted = self._said.fontMetrics().horizontalAdvance(self._said.text()) + 2
            said = min(wanted, width - name - _GAP)
        left = 0 if second else name + _GAP
        rest = width - left - (0 if third else said + _GAP)
        # Half a hint says less than none; it is for the question, and there is an answer by now.
        is_hint_out = not second and rest < _width(self._hint)
        self._hint.setHidden(is_hint_out)
        set_plain_tooltip(self, self._hint.text() if is_hint_out else "")
        self._put(self._name, QRect(0, 0, name, first))
        self._put(self._hint, QRect(left, first if second else 0, max(0, rest), second or first))
        self._put(
            self._said, QRect(width - said, first + second if third else 0, said, third or first)
        )

    def _put(self, part: QLabel, place: QRect) -> None:
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            place.moveLeft(self.width() - place.right() - 1)
        part.setGeometry(place)


def _wrapped_height(part: QLabel, text: str, width: int) -> int:
    flags = int(Qt.TextFlag.TextWordWrap)
    return part.fontMetrics().boundingRect(QRect(0, 0, width, 10_000), flags, text).height()


def _width(part: QLabel) -> int:
    return part.fontMetrics().horizontalAdvance(part.text()) + 2
