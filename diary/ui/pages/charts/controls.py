"""The rows above the chart: which chart, days, knees, moment and load, and chart or table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import cast

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from diary.domain.delays import Delay
from diary.domain.knee import Knee, Moment
from diary.domain.load import LoadMeasure
from diary.domain.period import ONE_DAY, Span
from diary.texts.charts import measure_choice, moment_choice
from diary.texts.labels import label
from diary.texts.load_numbers import load_numbers_title
from diary.ui.dialogs.form_parts import ChoiceBox
from diary.ui.icons import show_icon
from diary.ui.pages.charts.choice import DEFAULT_RANGE, RANGE_KEYS, ChartChoice, RangeKey
from diary.ui.pages.charts.delay_controls import DelayControls
from diary.ui.pages.charts.kind_box import KindBox
from diary.ui.pages.charts.kinds.listing import chart_kind
from diary.ui.widgets.button import push_button
from diary.ui.widgets.chip import TickChip
from diary.ui.widgets.date_button import DateButton
from diary.ui.widgets.fields import ChoiceRow
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.text import plain_label, set_plain_tooltip
from diary.words import _


class ChartControls(QWidget):
    """Holds the choice; `choice_changed` carries the new one, `table_toggled` chart or table.

    `menu_requested` asks for the menu of the chart. Where there is little room all but the list of
    charts is folded behind a button; `fold_changed` tells that other controls are seen.
    """

    choice_changed = Signal(object)
    table_toggled = Signal(bool)
    menu_requested = Signal()
    fold_changed = Signal()

    def __init__(self, choice: ChartChoice, span: Span, today: date) -> None:
        super().__init__()
        # The person's own; of its knees only those that are offered are shown.
        self._choice = choice
        self._span = span
        self._is_folded = False
        self._offered: tuple[Knee, ...] = tuple(Knee)
        self._usual = set(choice.knees)
        self._build(today)
        self._connect()
        self.show_choice(choice, span, today)

    def choice(self) -> ChartChoice:
        """What is chosen, of what there is a choice of."""
        own, offered = self._choice, self._offered
        knees = tuple(each for each in own.knees if each in offered) or offered
        knee = own.knee if own.knee in offered else next(iter(offered), None)
        return replace(own, knees=knees, knee=knee)

    def show_choice(self, choice: ChartChoice, span: Span, today: date) -> None:
        """Show a choice and the days it means, without telling anybody."""
        shown = self.choice()
        if choice.knees == shown.knees:
            choice = replace(choice, knees=self._choice.knees)
        if choice.knee == shown.knee:
            choice = replace(choice, knee=self._choice.knee)
        self._choice, self._span = choice, span
        self.kind.set_choice(choice.kind)
        self._show_heeded()
        self.load_numbers.setChecked(choice.has_load_numbers)
        self.range.set_choice(choice.range_key)
        last_on = span.end - ONE_DAY
        self.first_day.set_last_day(last_on)
        self.first_day.set_day(span.start)
        self.last_day.set_last_day(today)
        self.last_day.set_day(last_on)
        self._tick_knees()
        self.moment.set_choice(choice.moment)
        self.measure.set_choice(choice.measure)
        self.events.setChecked(choice.has_events)
        self.delay.show_choice(choice.delay, self.choice().knee or Knee.LEFT)

    def offer_knees(self, offered: tuple[Knee, ...], usual: tuple[Knee, ...]) -> ChartChoice:
        """Offer a choice of knees only where there are two, and tell what is shown then.

        One alone is shown. What was chosen comes back with the other knee. One that is among the
        `usual` ones for the first time is shown until it is hidden.
        """
        shown = {*self._choice.knees, *(set(usual) - self._usual)}
        self._usual.update(usual)
        self._offered = offered
        self._choice = replace(self._choice, knees=tuple(each for each in Knee if each in shown))
        self._tick_knees()
        self._show_heeded()
        return self.choice()

    def set_folded(self, *, is_folded: bool) -> None:
        """Leave room for the chart, or show all choices side by side."""
        if is_folded != self._is_folded:
            self._is_folded = is_folded
            self.fold.setChecked(False)
            self._show_heeded()
            self.fold_changed.emit()

    def set_table_shown(self, *, is_shown: bool) -> None:
        """Show on the button whether the table is there, without telling anybody."""
        self.table.setChecked(is_shown)

    def tab_stops(self) -> list[QWidget]:
        """The controls in reading order."""
        stops: list[QWidget] = [
            self.kind,
            self.fold,
            self.range,
            self.first_day,
            self.last_day,
            *self.knees.values(),
            self.moment,
            self.measure,
            self.events,
            self.table,
            self.more,
            self.load_numbers,
        ]
        return [each for each in [*stops, *self.delay.tab_stops()] if each.isVisibleTo(self)]

    @Slot()
    def open_list(self) -> None:
        """Open the list of charts."""
        self.kind.setFocus()
        self.kind.showPopup()

    def toggle_knee(self, knee: Knee) -> None:
        """Show or hide a knee; the last one shown gives way to the other."""
        knees = set(self.choice().knees) ^ {knee}
        if not knees:
            knees = set(Knee) - {knee}
        self._change(replace(self._choice, knees=tuple(each for each in Knee if each in knees)))

    # ---- building ----

    def _build(self, today: date) -> None:
        texts = {
            "4w": (_("4 w"), _("4 weeks")),
            "12w": (_("12 w"), _("12 weeks")),
            "6m": (_("6 m"), _("6 months")),
            "1y": (_("1 y"), _("1 year")),
            "all": (_("All"), _("All days")),
        }
        self.kind = KindBox()
        self.fold = push_button(_("Choices"), name="charts.choices")
        self.fold.setCheckable(True)
        self._show_fold(is_open=False)
        short: dict[str, str] = {key: texts[key][0] for key in RANGE_KEYS}
        self.range = ChoiceRow(_("Range"), short, name="charts.range")
        for key in RANGE_KEYS:
            chip = self.range.chip(key)
            chip.setAccessibleName(texts[key][1])
            set_plain_tooltip(chip, texts[key][1])
        self.first_day = DateButton(self._span.start, label=_("From"), name="charts.from")
        self.last_day = DateButton(today, label=_("To"), last_day=today, name="charts.to")
        self.knees = {knee: TickChip(label(knee), name=f"charts.knee.{knee}") for knee in Knee}
        moments: list[tuple[object, str]] = [(None, moment_choice(None))]
        moments += [(moment, moment_choice(moment)) for moment in Moment]
        self.moment = ChoiceBox(_("Moment of the scores"), moments, name="charts.moment")
        measures = [(measure, measure_choice(measure)) for measure in LoadMeasure]
        self.measure = ChoiceBox(_("Load counted in"), measures, name="charts.load")
        for box in (self.kind, self.moment, self.measure):
            box.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            box.setSizeAdjustPolicy(box.SizeAdjustPolicy.AdjustToContents)
        self.events = TickChip(_("Events"), name="charts.events")
        # A table for few people: it is offered beside the other one, and nowhere else.
        self.load_numbers = TickChip(load_numbers_title(), name="charts.load_numbers")
        self.delay = DelayControls()
        self.table = push_button(_("Table"), name="charts.table_button")
        self.table.setCheckable(True)
        set_plain_tooltip(self.table, _("Ctrl+Shift+T"))
        # The same menu as that of the chart, for those who never press the other button.
        self.more = push_button(_("Add or save…"), name="charts.more")
        said = _("Add an event, or copy, save or print the chart (Shift+F10 on the chart)")
        set_plain_tooltip(self.more, said)
        self._lay_out()

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        # A line break may not stand between the word and its day.
        until = QWidget()
        pair = QHBoxLayout(until)
        pair.setContentsMargins(0, 0, 0, 0)
        pair.addWidget(plain_label(_("to")))
        pair.addWidget(self.last_day)
        # The two days stay together for as long as a line has room for both.
        span = QWidget()
        both = FlowLayout(span)
        both.addWidget(self.first_day)
        both.addWidget(until)
        self._ranges = _named(_("Range"), self.range)
        self._days = span
        self._moments = _named(_("Score"), self.moment)
        self._measures = _named(_("Load"), self.measure)
        days = (self.kind, self.fold, self._ranges, span)
        shown = (
            *self.knees.values(),
            self._moments,
            self._measures,
            self.events,
            self.table,
            self.more,
            self.load_numbers,
        )
        self._lower = QWidget()
        for holder, row in ((QWidget(), days), (self._lower, shown)):
            flow = FlowLayout(holder)
            for widget in row:
                flow.addWidget(widget)
            rows.addWidget(holder)
        rows.addWidget(self.delay)

    def _connect(self) -> None:
        self.kind.choice_changed.connect(self._on_kind_choice_changed)
        self.fold.toggled.connect(self._on_fold_toggled)
        self.range.choice_changed.connect(self._on_range_choice_changed)
        self.first_day.date_picked.connect(self._on_first_day_date_picked)
        self.last_day.date_picked.connect(self._on_last_day_date_picked)
        for knee, chip in self.knees.items():
            chip.clicked.connect(lambda _on=False, knee=knee: self.toggle_knee(knee))
        self.moment.choice_changed.connect(self._on_moment_choice_changed)
        self.measure.choice_changed.connect(self._on_measure_choice_changed)
        self.events.clicked.connect(self._on_events_clicked)
        self.table.toggled.connect(self._show_heeded)
        self.table.clicked.connect(self.table_toggled)
        self.more.clicked.connect(self.menu_requested)
        self.load_numbers.clicked.connect(self._on_load_numbers_clicked)
        self.delay.delay_changed.connect(self._on_delay_changed)
        self.delay.knee_changed.connect(self._on_delay_knee_changed)

    @Slot()
    def _show_heeded(self) -> None:
        """Show the choices the chart heeds, and no others."""
        heeded = chart_kind(self._choice.kind).controls
        is_open = not self._is_folded or self.fold.isChecked()
        self.fold.setVisible(self._is_folded)
        for part in (self._ranges, self._days, self._lower):
            part.setVisible(is_open)
        has_both = len(self._offered) > 1
        for chip in self.knees.values():
            chip.setVisible(has_both and "knees" in heeded)
        self._moments.setVisible("moment" in heeded)
        self._measures.setVisible("load" in heeded)
        self.events.setVisible("events" in heeded)
        self.delay.setVisible(is_open and "delay" in heeded)
        self.delay.knee.setVisible(has_both)
        self.load_numbers.setVisible("load_numbers" in heeded and self.table.isChecked())

    def _show_fold(self, *, is_open: bool) -> None:
        show_icon(self.fold, "chevron-up" if is_open else "chevron-down")
        self.fold.setAccessibleDescription(_("open") if is_open else _("closed"))

    def _change(self, choice: ChartChoice) -> None:
        self._choice = choice
        self._tick_knees()
        self.choice_changed.emit(self.choice())

    def _tick_knees(self) -> None:
        shown = self.choice().knees
        for knee, chip in self.knees.items():
            chip.setChecked(knee in shown)

    # ---- slots ----

    @Slot(bool)
    def _on_fold_toggled(self, is_open: bool) -> None:
        self._show_fold(is_open=is_open)
        self._show_heeded()
        self.fold_changed.emit()

    @Slot(object)
    def _on_kind_choice_changed(self, key: object) -> None:
        self._change(replace(self._choice, kind=chart_kind(str(key)).key))
        self._show_heeded()

    @Slot(object)
    def _on_range_choice_changed(self, key: RangeKey | None) -> None:
        # Delete takes an answer back elsewhere; here there is always a range.
        chosen = key or self._choice.range_key or DEFAULT_RANGE
        self.range.set_choice(chosen)
        self._change(replace(self._choice, range_key=chosen, span=None))

    @Slot(object)
    def _on_first_day_date_picked(self, on: date) -> None:
        self._pick(Span(on, max(self._span.end, on + ONE_DAY)))

    @Slot(object)
    def _on_last_day_date_picked(self, on: date) -> None:
        start = self._span.start
        if on < start:
            start = on - timedelta(len(self._span) - 1)
        self._pick(Span(start, on + ONE_DAY))

    def _pick(self, span: Span) -> None:
        self._change(replace(self._choice, range_key=None, span=span))

    @Slot(object)
    def _on_moment_choice_changed(self, moment: object) -> None:
        self._change(replace(self._choice, moment=cast("Moment | None", moment)))

    @Slot(object)
    def _on_measure_choice_changed(self, measure: object) -> None:
        self._change(replace(self._choice, measure=LoadMeasure(str(measure))))

    @Slot(bool)
    def _on_events_clicked(self, is_on: bool) -> None:
        self._change(replace(self._choice, has_events=is_on))

    @Slot(bool)
    def _on_load_numbers_clicked(self, is_on: bool) -> None:
        self._change(replace(self._choice, has_load_numbers=is_on))

    @Slot(object)
    def _on_delay_changed(self, delay: Delay) -> None:
        self._change(replace(self._choice, delay=delay))

    @Slot(object)
    def _on_delay_knee_changed(self, knee: Knee) -> None:
        self._change(replace(self._choice, knee=knee))


def _named(name: str, choice: QWidget) -> QWidget:
    """A choice with what it is about before it; they part only where a line is too short."""
    holder = QWidget()
    pair = FlowLayout(holder)
    pair.addWidget(plain_label(name))
    pair.addWidget(choice)
    return holder
