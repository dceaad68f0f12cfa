"""The card of one knee: scales and signs on the left, the map on the right, or one below the other.

It shows a `KneeView` and tells what the person answered; it changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from diary.domain.knee import (
    MAIN_SIGNS,
    Area,
    Knee,
    Quality,
    Sign,
    SwellingSize,
    WorseWith,
)
from diary.domain.rules.safety import Noted
from diary.texts.labels import label
from diary.ui.pages.today.day_view import (
    KneeView,
    ScoreView,
    other_knee,
    short_spots_text,
    spots_text,
)
from diary.ui.pages.today.feelings import TickFold
from diary.ui.pages.today.more_signs import MoreSigns
from diary.ui.pages.today.no_pain_words import only_worst_open_text
from diary.ui.pages.today.score_row import ScoreRow
from diary.ui.widgets.button import escaped_mnemonic, push_button
from diary.ui.widgets.card import Card
from diary.ui.widgets.chip_group import ChipGroup
from diary.ui.widgets.fields import ChoiceRow
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.knee_map import KneeMap
from diary.ui.widgets.side_layout import SideLayout
from diary.ui.widgets.text import flowing_label, plain_label, set_plain_tooltip
from diary.words import _

_COLUMN_GAP = 20
_LEFT_SHARE, _RIGHT_SHARE = 59, 41


class KneeSection(Card):
    """One open knee.

    `score_given` carries a `DueScore` and a value or None, `areas_given` a tuple of `Area` or
    None, `signs_given` the main signs answered, `more_signs_given` the others, `swelling_given` a
    `SwellingSize` or None, `qualities_given` and `worse_with_given` a tuple or None.
    `order_changed` tells that there are other stops than before, `unfolded` carries what the
    person has just unfolded.
    """

    score_given = Signal(object, object)
    areas_given = Signal(object)
    signs_given = Signal(dict)
    more_signs_given = Signal(dict)
    swelling_given = Signal(object)
    qualities_given = Signal(object)
    worse_with_given = Signal(object)
    copy_requested = Signal()
    order_changed = Signal()
    unfolded = Signal(object)
    rest_requested = Signal()
    same_spots_requested = Signal()

    def __init__(self, knee: Knee) -> None:
        super().__init__(label(knee), name=f"today.{knee}")
        self.knee = knee
        self._rows: list[ScoreRow] = []
        self._row_count = 0
        self._is_compact = False
        self._view: KneeView | None = None
        self._same_spots_text = ""
        self.rest = push_button(_("Rest of this knee 0"), name=f"today.{knee}.rest")
        self.rest.clicked.connect(self.rest_requested)
        self.heading_actions.addWidget(self.rest)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(_COLUMN_GAP)
        self._columns.addLayout(self._left_column(), _LEFT_SHARE)
        self._columns.addLayout(self._right_column(), _RIGHT_SHARE)
        self.body.addLayout(self._columns)

    def set_compact(self, is_compact: bool) -> None:
        """Put the map below the signs, or beside the scales."""
        wanted = (
            QBoxLayout.Direction.TopToBottom if is_compact else QBoxLayout.Direction.LeftToRight
        )
        if is_compact != self._is_compact:
            self._is_compact = is_compact
            for row in self._rows:
                row.set_compact(is_compact=is_compact)
        if self._columns.direction() != wanted:
            self._columns.setDirection(wanted)
            self._columns.setSpacing(12 if is_compact else _COLUMN_GAP)

    def show_view(self, view: KneeView) -> bool:
        """Show another state; True when there are other scales than before."""
        if view == self._view:
            return False
        self._view = view
        is_rebuilt = [row.due for row in self.rows()] != [score.due for score in view.scores]
        self._show_rows(view.scores)
        self._show_rest(can_rest=view.can_rest, is_open=bool(view.unanswered))
        answers = {str(sign): view.said.signs.get(sign) for sign in MAIN_SIGNS}
        if self.signs.answers() != answers:
            self.signs.set_answers(answers)
        self._show_swelling(view)
        self.more.show_answers(
            view.said.signs, is_asking=view.asks_more_signs, is_today=view.is_today
        )
        areas = view.said.areas
        shown = None if areas is None else frozenset(str(area) for area in areas)
        if self.map.areas() != shown:
            self.map.set_areas(shown)
        self._show_same_spots(view.last_spots, has_answer=areas is not None)
        self.copy.setHidden(not view.can_copy_spots)
        self.feels_like.show_keys(view.said.qualities)
        self.worse_with.show_keys(view.said.worse_with)
        return is_rebuilt

    def forget_view(self) -> None:
        """Show everything again next time: what is on screen was not kept."""
        self._view = None

    def fold(self) -> None:
        """Begin another day with the folded parts folded."""
        self.more.fold()
        self.feels_like.fold()
        self.worse_with.fold()

    def focus_sign(self, noted: Noted) -> QWidget:
        """Put the focus on a sign, unfolded if it is one of those that are folded; returns it."""
        if isinstance(noted, Quality):
            chip = self.feels_like.chip(noted)
        else:
            sign = Sign.SWELLING if isinstance(noted, SwellingSize) else noted
            is_main = sign in MAIN_SIGNS
            chip = self.signs.chip(str(sign)) if is_main else self.more.chip(sign)
        chip.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return chip

    def rows(self) -> tuple[ScoreRow, ...]:
        """Return the pain scales in order."""
        return tuple(self._rows[: self._row_count])

    def first_unanswered(self) -> QWidget | None:
        """Return the first scale without an answer."""
        return next((row.scale for row in self.rows() if row.scale.value() is None), None)

    def headings_of(self, part: QWidget) -> list[QWidget]:
        """Return what names a part that is being answered, the outermost first."""
        for row in self.rows():
            if row is part or row.isAncestorOf(part):
                return [self, row]
        room = self.more.room
        return [self.more.heading()] if room is part or room.isAncestorOf(part) else []

    def tab_stops(self) -> list[QWidget]:
        """Return what takes the focus, in reading order."""
        # Rows of cells and of choices move as a whole: their own cells stay behind them.
        stops: list[QWidget] = [self.rest, *(row.scale for row in self._rows)]
        stops += [*self.signs.tab_stops(), self.swelling, self.more.button, *self.more.tab_stops()]
        stops += self.map.drawing.boxes.values()
        stops += [self.map.chip(str(area)) for area in (Area.INSIDE, Area.ALL_OVER)]
        stops += [self.same_spots, self.copy]
        return [*stops, *self.feels_like.tab_stops(), *self.worse_with.tab_stops()]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_same_spots()

    def _left_column(self) -> QVBoxLayout:
        self._scores = QVBoxLayout()
        self._scores.setSpacing(10)
        anchors = QWidget()
        ends = SideLayout(anchors, least_width=0)
        ends.addWidget(flowing_label(_("0 = no pain"), role="hint"))
        ends.addWidget(flowing_label(_("10 = worst pain you can imagine"), role="hint"))
        self.signs = ChipGroup(
            {str(sign): label(sign) for sign in MAIN_SIGNS},
            none_label=_("None of these"),
            name=f"today.{self.knee}.signs",
        )
        self.signs.setAccessibleName(_("{knee}, also noticed").format(knee=label(self.knee)))
        self.signs.answers_changed.connect(self._on_signs_answers_changed)
        self.swelling = ChoiceRow(
            _("{knee}, how large is the swelling?").format(knee=label(self.knee)),
            {str(size): label(size) for size in SwellingSize},
            name=f"today.{self.knee}.swelling_size",
        )
        self.swelling.choice_changed.connect(self._on_swelling_choice_changed)
        self._swelling_label = plain_label(_("How large is the swelling?"), role="hint")
        self.more = MoreSigns(self.knee)
        self.more.signs_given.connect(self.more_signs_given)
        self.more.order_changed.connect(self.order_changed)
        self.more.unfolded.connect(self.unfolded)
        self.signs.put_last(self.more.button)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addLayout(self._scores)
        column.addWidget(anchors)
        column.addSpacing(6)
        column.addWidget(flowing_label(_("Also noticed in this knee"), role="strong"))
        column.addWidget(self.signs)
        column.addWidget(self._swelling_label)
        column.addWidget(self.swelling)
        column.addWidget(self.more.room)
        column.addStretch(1)
        return column

    def _right_column(self) -> QVBoxLayout:
        self.map = KneeMap(
            "left" if self.knee is Knee.LEFT else "right",
            {str(area): label(area) for area in Area},
            name=f"today.{self.knee}.map",
        )
        self.map.areas_changed.connect(self._on_map_areas_changed)
        self.same_spots = push_button("", name=f"today.{self.knee}.same_spots")
        self.same_spots.clicked.connect(self.same_spots_requested)
        other = label(other_knee(self.knee))
        self.copy = push_button(
            _("Copy to {knee}").format(knee=_inside_sentence(other)),
            kind="quiet",
            name=f"today.{self.knee}.copy",
        )
        self.copy.setAccessibleName(
            _("{knee}: copy these spots to {other}, mirrored").format(
                knee=label(self.knee), other=_inside_sentence(other)
            )
        )
        set_plain_tooltip(self.copy, _("The same spots on the other knee, mirrored"))
        self.copy.clicked.connect(self.copy_requested)
        self.copy.hide()
        self.feels_like = self._tick_fold(_("Feels like"), Quality, "qualities")
        self.feels_like.keys_given.connect(self.qualities_given)
        self.worse_with = self._tick_fold(_("Worse with"), WorseWith, "worse_with")
        self.worse_with.keys_given.connect(self.worse_with_given)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(plain_label(_("Where does it hurt?"), role="strong"))
        column.addWidget(self.map)
        spots = QWidget()
        row = FlowLayout(spots)
        row.addWidget(self.same_spots)
        row.addWidget(self.copy)
        column.addWidget(spots)
        for fold in (self.feels_like, self.worse_with):
            column.addWidget(fold.button, 0, Qt.AlignmentFlag.AlignLeading)
            column.addWidget(fold.room)
        column.addStretch(1)
        return column

    def _tick_fold(self, title: str, members: type[StrEnum], key: str) -> TickFold:
        fold = TickFold(title, label(self.knee), members, f"today.{self.knee}.{key}")
        fold.order_changed.connect(self.order_changed)
        return fold

    def _show_rows(self, scores: tuple[ScoreView, ...]) -> None:
        """Rows are used again for other scores: one that is deleted might have the focus."""
        while len(self._rows) < len(scores):
            row = ScoreRow(self.knee, scores[len(self._rows)])
            row.set_compact(is_compact=self._is_compact)
            row.score_given.connect(self.score_given)
            self._scores.addWidget(row)
            self._rows.append(row)
        for number, row in enumerate(self._rows):
            row.setVisible(number < len(scores))
        for row, score in zip(self._rows, scores, strict=False):
            row.show_view(score)
        self._row_count = len(scores)

    def _show_rest(self, *, can_rest: bool, is_open: bool) -> None:
        knee = _inside_sentence(label(self.knee))
        text = _("Give 0 to every score of the {knee} without an answer").format(knee=knee)
        self.rest.setEnabled(can_rest)
        self.rest.setAccessibleName(text)
        answered = _("Every score of the {knee} has an answer already.").format(knee=knee)
        why_not = only_worst_open_text() if is_open else answered
        set_plain_tooltip(self.rest, text if can_rest else why_not)

    def _show_swelling(self, view: KneeView) -> None:
        is_asked = view.said.signs.get(Sign.SWELLING) is True
        self._swelling_label.setHidden(not is_asked)
        self.swelling.setHidden(not is_asked)
        size = view.said.swelling_size
        self.swelling.set_choice(None if size is None else str(size))

    def _show_same_spots(self, last: tuple[Area, ...] | None, *, has_answer: bool) -> None:
        self.same_spots.setHidden(last is None)
        self.same_spots.setEnabled(not has_answer)
        if last is None:
            return
        spots = spots_text(last)
        self._same_spots_text = _("Same spots as last time: {spots}").format(
            spots=short_spots_text(last)
        )
        self._fit_same_spots()
        self.same_spots.setAccessibleName(
            _("{knee}: same spots as last time, {spots}").format(knee=label(self.knee), spots=spots)
        )
        set_plain_tooltip(self.same_spots, _("{spots} (Alt+S)").format(spots=spots))

    def _fit_same_spots(self) -> None:
        """Name the spots on the button where there is room for it."""
        for text in (self._same_spots_text, _("Same spots as last time")):
            self.same_spots.setText(escaped_mnemonic(text))
            if self.same_spots.sizeHint().width() <= self.map.width():
                return

    @Slot(dict)
    def _on_signs_answers_changed(self, answers: Mapping[str, bool | None]) -> None:
        self.signs_given.emit(
            {Sign(key): is_on for key, is_on in answers.items() if is_on is not None}
        )

    @Slot(object)
    def _on_swelling_choice_changed(self, key: str | None) -> None:
        self.swelling_given.emit(None if key is None else SwellingSize(key))

    @Slot(object)
    def _on_map_areas_changed(self, keys: frozenset[str] | None) -> None:
        self.areas_given.emit(None if keys is None else tuple(Area(key) for key in sorted(keys)))


def _inside_sentence(text: str) -> str:
    return text[:1].lower() + text[1:]
