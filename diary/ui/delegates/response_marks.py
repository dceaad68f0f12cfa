"""Draws how each knee took a run: a letter, a shape, and the word where the column has room.

The outline is dashed while the next morning is missing. Like scores, what a response looks like is
drawn once and kept.
"""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from diary.domain.knee import Knee
from diary.domain.rules.responses import RunResponse
from diary.texts.run_outlook import knee_letter, result_word, result_words
from diary.ui.delegates.run_row import paint_ground
from diary.ui.models.run_cells import Responses
from diary.ui.models.run_table import RunTableModel
from diary.ui.run_outlook.shapes import response_path
from diary.ui.theme import color, theme_watcher

_PAD = 8
_GAP, _BETWEEN = 4, 10
_SHARE_OF_LINE = 0.72
_PEN = 1.6
_DASHES = [1.6, 1.2]


class ResponseMarksDelegate(QStyledItemDelegate):
    """The column of responses; without any the cell stays empty."""

    def __init__(self, model: RunTableModel) -> None:
        super().__init__(model)
        self._model = model
        self._drawn: dict[tuple[str, bool, int, float], QPixmap] = {}
        self._needed = 0
        theme_watcher().theme_changed.connect(self._on_theme_changed)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        paint_ground(painter, option)
        responses = self._model.responses_at(index.row())
        if not responses:
            return
        room = option.rect.adjusted(_PAD, 0, -_PAD, 0)
        has_words = self._words_width(option.fontMetrics) <= room.width()
        ratio = painter.device().devicePixelRatioF()
        picture = self._picture(responses, option, ratio, has_words=has_words)
        width = round(picture.width() / ratio)
        at = QStyle.visualRect(
            option.direction, room, QRect(room.left(), room.top(), width, room.height())
        )
        painter.drawPixmap(at.topLeft(), picture)

    def _words_width(self, metrics: QFontMetrics) -> int:
        """The room that two knees need with the longest word, so that all rows look alike."""
        if not self._needed:
            longest = max(metrics.horizontalAdvance(word) for word in result_words())
            self._needed = marks_width(metrics) - 2 * _PAD + 2 * (_GAP + longest)
        return self._needed

    def _picture(
        self, responses: Responses, option: QStyleOptionViewItem, ratio: float, *, has_words: bool
    ) -> QPixmap:
        looks = "".join(
            f"{knee}{found.result}{found.is_provisional:d}" for knee, found in responses
        )
        key = (looks, has_words, option.rect.height(), ratio)
        found = self._drawn.get(key)
        if found is None:
            width = _width(responses, option.fontMetrics, has_words=has_words)
            size = QSize(width, option.rect.height())
            found = _drawn(responses, size, option.font, ratio, has_words=has_words)
            self._drawn[key] = found
        return found

    def _on_theme_changed(self) -> None:
        self._drawn.clear()
        self._needed = 0


def marks_width(metrics: QFontMetrics) -> int:
    """The width of the marks of two knees without their words, with the room around them."""
    letters = sum(metrics.horizontalAdvance(knee_letter(knee)) for knee in Knee)
    return letters + 2 * (_GAP + _side(metrics)) + _BETWEEN + 2 * _PAD


def _side(metrics: QFontMetrics) -> int:
    return round(metrics.height() * _SHARE_OF_LINE)


def _width(responses: Responses, metrics: QFontMetrics, *, has_words: bool) -> int:
    width = _BETWEEN * (len(responses) - 1)
    for knee, response in responses:
        width += metrics.horizontalAdvance(knee_letter(knee)) + _GAP + _side(metrics)
        if has_words:
            width += _GAP + metrics.horizontalAdvance(result_word(response))
    return width


def _drawn(
    responses: Responses, size: QSize, font: QFont, ratio: float, *, has_words: bool
) -> QPixmap:
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font)
    left = 0
    for knee, response in responses:
        left = _write(painter, left, size.height(), knee_letter(knee), "text2") + _GAP
        left = _paint_shape(painter, left, size.height(), response)
        if has_words:
            left = _write(painter, left + _GAP, size.height(), result_word(response), "text")
        left += _BETWEEN
    painter.end()
    return picture


def _write(painter: QPainter, left: int, height: int, text: str, role: str) -> int:
    width = painter.fontMetrics().horizontalAdvance(text)
    painter.setPen(color(role))
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine
    # A little wider than measured, so that nothing of the last letter is lost.
    painter.drawText(QRect(left, 0, width + 2, height), int(flags), text)
    return left + width


def _paint_shape(painter: QPainter, left: int, height: int, response: RunResponse) -> int:
    side = _side(painter.fontMetrics())
    box = QRectF(left, (height - side) / 2, side, side).adjusted(1, 1, -1, -1)
    pen = QPen(color("text"), _PEN)
    if response.is_provisional:
        pen.setDashPattern(_DASHES)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(response_path(response.result, box))
    return left + side
