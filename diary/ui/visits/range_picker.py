"""Which days a report or an export is about: a range by its name, or two days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import cast

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from diary.domain.diary import Diary
from diary.domain.period import ONE_DAY, Span
from diary.domain.report_choice import last_visit_on
from diary.texts.numbers import Formats
from diary.ui.dialogs.form_parts import ChoiceBox, Labelled
from diary.ui.visit_wishes import (
    RangeKey,
    ReportWish,
    range_key_in_use,
    with_range,
    with_span,
)
from diary.ui.widgets.announce import announce
from diary.ui.widgets.date_button import DateButton, day_text
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.text import plain_label
from diary.words import _


class RangePicker(QWidget):
    """`wish_changed` carries what was chosen with other days; the parts are called `name.part`."""

    wish_changed = Signal(object)

    def __init__(self, wish: ReportWish, diary: Diary, today: date, *, name: str) -> None:
        super().__init__()
        self._wish = wish
        self._span = wish.days(diary, today)
        self.range = ChoiceBox(_("Days"), [(None, "")], name=f"{name}.range")
        self.range.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.range.setSizeAdjustPolicy(self.range.SizeAdjustPolicy.AdjustToContents)
        self.first_day = DateButton(self._span.start, label=_("From"), name=f"{name}.from")
        self.last_day = DateButton(today, label=_("To"), last_day=today, name=f"{name}.to")
        # A line break may not stand between the word and its day.
        until = QWidget()
        pair = QHBoxLayout(until)
        pair.setContentsMargins(0, 0, 0, 0)
        pair.addWidget(plain_label(_("to")))
        pair.addWidget(self.last_day)
        # The two days stay together in one line wherever that is wide enough for both.
        days, both = QWidget(), QWidget()
        line = FlowLayout(days)
        line.addWidget(self.first_day)
        line.addWidget(until)
        row = FlowLayout(both)
        row.addWidget(self.range)
        row.addWidget(days)
        self._days = Labelled(_("Days"), both)
        whole = FlowLayout(self)
        whole.addWidget(self._days)
        self._moved = ""
        self.range.choice_changed.connect(self._on_range_choice_changed)
        self.first_day.date_picked.connect(self._on_first_day_date_picked)
        self.last_day.date_picked.connect(self._on_last_day_date_picked)

    def show_wish(self, wish: ReportWish, diary: Diary, today: date, formats: Formats) -> None:
        """Show what is chosen, without telling anybody."""
        self._wish, self._span = wish, wish.days(diary, today)
        self.range.set_choices(_ranges(diary, today, formats))
        self.range.set_choice(range_key_in_use(wish, diary, today))
        last_on = self._span.end - ONE_DAY
        self.first_day.set_last_day(last_on)
        self.first_day.set_day(self._span.start)
        self.last_day.set_last_day(today)
        self.last_day.set_day(last_on)
        self._days.say_below(self._moved)

    def tab_stops(self) -> list[QWidget]:
        """The controls in reading order."""
        return [self.range, self.first_day, self.last_day]

    @Slot(object)
    def _on_range_choice_changed(self, key: object) -> None:
        self._moved = ""
        if key is None:
            self._take(with_span(self._wish, self._span))
        else:
            self._take(with_range(self._wish, cast("RangeKey", key)))

    @Slot(object)
    def _on_first_day_date_picked(self, on: date) -> None:
        self._moved = ""
        self._take(with_span(self._wish, Span(on, max(self._span.end, on + ONE_DAY))))

    @Slot(object)
    def _on_last_day_date_picked(self, on: date) -> None:
        start = self._span.start
        self._moved = ""
        if on < start:
            start = on - timedelta(len(self._span) - 1)
            text = _("The first day moved to {day}, so that it is as many days as before.")
            self._moved = text.format(day=day_text(start))
            announce(self.first_day, self._moved)
        self._take(with_span(self._wish, Span(start, on + ONE_DAY)))

    def _take(self, wish: ReportWish) -> None:
        self._wish = wish
        self.wish_changed.emit(wish)


def _ranges(diary: Diary, today: date, formats: Formats) -> list[tuple[object, str]]:
    visit_on = last_visit_on(diary, today)
    found: list[tuple[object, str]] = []
    if visit_on is not None:
        text = _("Since the last visit ({day})").format(day=formats.short_day(visit_on))
        found.append(("visit", text))
    return [
        *found,
        ("2w", _("Last 2 weeks")),
        ("4w", _("Last 4 weeks")),
        ("8w", _("Last 8 weeks")),
        ("12w", _("Last 12 weeks")),
        (None, _("Chosen days")),
    ]
