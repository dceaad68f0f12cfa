"""A calm line about the next run: how long runs were of late, and how the last one was taken.

It is folded in narrow windows and hidden while there is nothing to say.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from diary.domain.knee import Knee
from diary.domain.rules.responses import RunResponse
from diary.domain.rules.run_outlook import RunOutlook
from diary.texts.numbers import Formats
from diary.texts.run_outlook import (
    before_text,
    knee_response_text,
    knee_result_text,
    last_run_text,
    spoken_response,
)
from diary.ui.run_outlook.shapes import RESPONSE_ICONS
from diary.ui.widgets.emptying import take_all_out
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.fold import FoldButton
from diary.ui.widgets.icon_label import IconLabel
from diary.ui.widgets.text import flowing_label, set_plain_tooltip
from diary.words import _

_ICON = 16
_GAP = 16
_CARD_MARGINS = (16, 10, 16, 10)


class OutlookLine(QFrame):
    """`name` begins the object names; `order_changed` tells that there are other stops.

    `is_card` gives it the frame of a card; `has_scores` names the scores behind a response, which
    a page may show already.
    """

    order_changed = Signal()

    def __init__(self, name: str, *, is_card: bool = False, has_scores: bool = True) -> None:
        super().__init__()
        self.setObjectName(f"{name}.outlook")
        self._is_compact = False
        self._has_scores = has_scores
        self._said: tuple[str, ...] = ()
        self.fold = FoldButton(_("Before the next run"), name=f"{name}.outlook.fold")
        self.fold.fold_toggled.connect(self._on_fold_toggled)
        self._words = QWidget()
        words = QVBoxLayout(self._words)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(4)
        self._before = flowing_label("", role="hint", name=f"{name}.outlook.before")
        self._last = QWidget()
        # The knees stay below one another, beside the words about which run it was.
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._last)
        self._beside.setContentsMargins(0, 0, 0, 0)
        self._beside.setSpacing(_GAP)
        self._run = flowing_label("", role="hint", name=f"{name}.outlook.run")
        self._knees = QWidget()
        self._row = FlowLayout(self._knees, spacing=_GAP, row_spacing=4)
        self._beside.addWidget(self._run, 0, Qt.AlignmentFlag.AlignTop)
        self._beside.addWidget(self._knees, 1)
        words.addWidget(self._before)
        words.addWidget(self._last)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        if is_card:
            self.setProperty("card", "true")
            column.setContentsMargins(*_CARD_MARGINS)
        column.setSpacing(4)
        column.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._words)
        self.fold.hide()
        self.hide()

    def show_outlook(
        self, outlook: RunOutlook | None, formats: Formats, *, has_before: bool = True
    ) -> None:
        """Say what is known; None, or nothing left to say, hides the line.

        `has_before` False leaves out what is about another run on the same day.
        """
        before = before_text(outlook, formats) if outlook is not None and has_before else ""
        responses: list[tuple[str, str, str]] = []
        title = ""
        if outlook is not None and outlook.last is not None:
            last = outlook.last
            title = last_run_text(last, formats)
            responses = [
                (
                    RESPONSE_ICONS[response.result],
                    self._knee_text(knee, response, last.run.on, outlook.on, formats),
                    spoken_response(knee, response, last.run.on, outlook.on, formats),
                )
                for knee, response in last.responses.items()
            ]
        said = (before, title, *(part for response in responses for part in response))
        if said != self._said:
            self._said = said
            self._fill(before, title, responses)
        self._set_shown(is_shown=bool(before or title))

    def set_compact(self, *, is_compact: bool) -> None:
        """Fold the words behind a button, or show them."""
        if is_compact != self._is_compact:
            self._is_compact = is_compact
            direction = QBoxLayout.Direction
            self._beside.setDirection(
                direction.TopToBottom if is_compact else direction.LeftToRight
            )
            self._beside.setSpacing(4 if is_compact else _GAP)
            self._show_words()
            self.order_changed.emit()

    def tab_stops(self) -> list[QWidget]:
        """The button that unfolds it, where there is one."""
        return [self.fold] if self._is_compact and not self.isHidden() else []

    def _fill(self, before: str, title: str, responses: list[tuple[str, str, str]]) -> None:
        take_all_out(self._row)
        self._before.setText(before)
        self._before.setHidden(not before)
        self._last.setHidden(not title)
        self._run.setText(title)
        self._knees.setHidden(not responses)
        for part in (_marked(*response) for response in responses):
            self._row.addWidget(part)
            # A layout shows what is new only later.
            part.show()
        results = "; ".join(text for _icon, text, _advice in responses)
        self._words.setAccessibleName(" ".join(filter(None, (before, title, results))))
        # In short words nobody is told what they mean for the next run.
        advice = "; ".join(advice for _icon, _text, advice in responses)
        self._words.setAccessibleDescription(advice)

    def _knee_text(
        self, knee: Knee, response: RunResponse, run_on: date, on: date, formats: Formats
    ) -> str:
        if self._has_scores:
            return knee_response_text(knee, response, run_on, on, formats)
        return knee_result_text(knee, response, run_on, on)

    def _set_shown(self, *, is_shown: bool) -> None:
        if is_shown == self.isHidden():
            self.setHidden(not is_shown)
            self._show_words()
            self.order_changed.emit()

    def _show_words(self) -> None:
        self.fold.setHidden(not self._is_compact)
        self._words.setHidden(self._is_compact and not self.fold.is_open())

    @Slot(bool)
    def _on_fold_toggled(self, _is_open: bool) -> None:
        self._show_words()


def _marked(icon_name: str, text: str, advice: str) -> QWidget:
    """The shape of a response with its words; what they mean is said over them."""
    part = QWidget()
    set_plain_tooltip(part, advice)
    part.setAccessibleDescription(advice)
    row = QHBoxLayout(part)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    row.addWidget(IconLabel(icon_name, "text", size=_ICON), 0, Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(flowing_label(text), 1)
    return part
