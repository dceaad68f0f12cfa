"""The choices above the report: visit, days, paper, how the person is named, what goes along."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import cast

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from diary.domain.diary import Diary
from diary.domain.hand_over import KNEE_PARTS
from diary.domain.knee import Knee
from diary.domain.report_choice import Paper, PersonShown, knees_left_out, usual_knees
from diary.texts.hand_over import left_out_text
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.ui.dialogs.form_parts import ChoiceBox, Labelled
from diary.ui.visit_wishes import ReportWish
from diary.ui.visits.leaving_ticks import LeavingTicks
from diary.ui.visits.naming import person_choices
from diary.ui.visits.range_picker import RangePicker
from diary.ui.widgets.announce import announce
from diary.ui.widgets.button import push_button
from diary.ui.widgets.chip import TickChip
from diary.ui.widgets.date_button import DateButton
from diary.ui.widgets.fields import ChoiceRow
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.text import plain_label
from diary.words import _


class ReportControls(QWidget):
    """`wish_changed` carries what was chosen, `visit_picked` the day of the next visit or None.

    `look_through_requested` asks for the notes one by one.
    """

    wish_changed = Signal(object)
    visit_picked = Signal(object)
    look_through_requested = Signal()

    def __init__(self, wish: ReportWish, diary: Diary, today: date) -> None:
        super().__init__()
        self._wish = wish
        self._usual_knees = usual_knees(diary, wish.days(diary, today))
        self.visit = DateButton(today, label=_("For the visit on"), name="report.visit")
        self.no_visit = push_button(_("No visit"), kind="quiet", name="report.no_visit")
        self.days = RangePicker(wish, diary, today, name="report")
        papers: dict[str, str] = {Paper.A4: _("A4"), Paper.LETTER: _("Letter")}
        self.paper = ChoiceRow(_("Paper"), papers, name="report.paper")
        names = person_choices(diary.person, is_printed=True)
        self.person = ChoiceBox(_("Named by"), names, name="report.person")
        self.person.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.person.setSizeAdjustPolicy(self.person.SizeAdjustPolicy.AdjustToContents)
        self.knees = {knee: TickChip(label(knee), name=f"report.knee.{knee}") for knee in Knee}
        self._said = ""
        self._given_way = plain_label("", role="hint", word_wrap=True, name="report.knee_said")
        self._given_way.hide()
        self._left_out = plain_label("", role="warn", word_wrap=True, name="report.left_out")
        self._left_out.hide()
        self.leaving = LeavingTicks(wish, self, name="report")
        self._lay_out()
        self._connect()

    def show_wish(self, wish: ReportWish, diary: Diary, today: date, formats: Formats) -> None:
        """Show what is chosen, without telling anybody."""
        choice = wish.choice(diary, today)
        self._wish, self._usual_knees = wish, usual_knees(diary, choice.span)
        visit_on = diary.person.next_visit_on
        self.visit.set_day(visit_on or today)
        if visit_on is None:
            self.visit.setText(_("Choose a day"))
            self.visit.setAccessibleName(_("For the visit on: no day is chosen"))
        self.no_visit.setHidden(visit_on is None)
        is_past = visit_on is not None and visit_on < today
        said = _("That day is over. The report does not name it.") if is_past else ""
        self._visit.say_below(said)
        self.visit.setAccessibleDescription(said)
        self.days.show_wish(wish, diary, today, formats)
        self.paper.set_choice(choice.paper)
        self.person.set_choices(person_choices(diary.person, is_printed=True))
        self.person.set_choice(choice.person)
        for knee, chip in self.knees.items():
            chip.setChecked(knee in choice.knees)
        self._given_way.setText(self._said)
        self._given_way.setHidden(not self._said)
        gone = left_out_text(KNEE_PARTS[knee] for knee in knees_left_out(diary, choice))
        self._left_out.setText(_("{left_out} The report says so.").format(left_out=gone))
        self._left_out.setHidden(not gone)
        kept, count = self.leaving.show_wish(wish, diary, choice.span)
        shown = _("Look through ({kept} of {n})…").format(kept=kept, n=count)
        self.leaving.look_through.setText(shown if count else _("No notes"))

    def tab_stops(self) -> list[QWidget]:
        """The controls in reading order."""
        stops: list[QWidget] = [
            self.visit,
            self.no_visit,
            *self.days.tab_stops(),
            self.paper,
            self.person,
            *self.knees.values(),
            *self.leaving.widgets(),
        ]
        return [each for each in stops if not each.isHidden()]

    # ---- building ----

    def _lay_out(self) -> None:
        visit = QWidget()
        pair = FlowLayout(visit)
        pair.addWidget(self.visit)
        pair.addWidget(self.no_visit)
        first, second = QWidget(), QWidget()
        row = FlowLayout(first, spacing=20, row_spacing=8)
        self._visit = Labelled(_("For the visit on"), visit)
        row.addWidget(self._visit)
        row.addWidget(self.days)
        row.addWidget(Labelled(_("Paper"), self.paper))
        row.addWidget(Labelled(_("Named by"), self.person, is_wide=False))
        flow = FlowLayout(second)
        for widget in (*self.knees.values(), *self.leaving.widgets()):
            flow.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(first)
        column.addWidget(second)
        column.addWidget(self._given_way)
        column.addWidget(self._left_out)

    def _connect(self) -> None:
        self.visit.date_picked.connect(self.visit_picked)
        self.no_visit.clicked.connect(lambda: self.visit_picked.emit(None))
        self.days.wish_changed.connect(self._take)
        self.paper.choice_changed.connect(self._on_paper_choice_changed)
        self.person.choice_changed.connect(self._on_person_choice_changed)
        for knee, chip in self.knees.items():
            chip.clicked.connect(lambda _on=False, knee=knee: self.toggle_knee(knee))
        self.leaving.wish_changed.connect(self._take)
        self.leaving.look_through_requested.connect(self.look_through_requested)

    def toggle_knee(self, knee: Knee) -> None:
        """Show or leave out a knee; the last one shown gives way to the other.

        The usual ones are no choice: what is written about the other later is shown then.
        """
        knees = set(self._wish.knees or self._usual_knees) ^ {knee}
        self._said = ""
        if not knees:
            knees = set(Knee) - {knee}
            self._said = _("The report needs a knee: the other one is ticked now.")
            announce(self.knees[knee], self._said)
        shown = tuple(each for each in Knee if each in knees)
        is_usual = shown == self._usual_knees
        self._take(replace(self._wish, knees=None if is_usual else shown))

    # ---- slots ----

    @Slot(object)
    def _take(self, wish: ReportWish) -> None:
        self._wish = wish
        self.wish_changed.emit(wish)

    @Slot(object)
    def _on_paper_choice_changed(self, key: object) -> None:
        # Delete takes an answer back elsewhere; a report always has a paper.
        paper = self._wish.paper if key is None else Paper(str(key))
        self.paper.set_choice(paper)
        self._take(replace(self._wish, paper=paper))

    @Slot(object)
    def _on_person_choice_changed(self, shown: object) -> None:
        self._take(replace(self._wish, person=cast("PersonShown", shown)))
