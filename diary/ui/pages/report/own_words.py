"""What the person wants said at the visit: questions, goal, when it began, and a code for a name.

Everything is kept in the diary as soon as the typing rests.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from diary.domain.errors import InvalidValueError
from diary.domain.person import (
    GOAL_LONGEST,
    NAME_LONGEST,
    QUESTION_LONGEST,
    QUESTIONS_MOST,
    Person,
)
from diary.texts.numbers import Formats
from diary.texts.problems import problem_text
from diary.ui.dialogs.form_parts import Labelled
from diary.ui.widgets.button import push_button
from diary.ui.widgets.date_button import DateButton
from diary.ui.widgets.fields import ChoiceRow, LineField
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.fold import FoldButton
from diary.words import _

REST_MS = 400
_YES, _NO = "yes", "no"
_YEAR_DIGITS = 4


class OwnWords(QWidget):
    """`typed` tells that something else stands there.

    `rested` carries the name of a step and what is to be kept, fields of `Person`; `order_changed`
    tells that another field is shown or hidden.
    """

    typed = Signal()
    rested = Signal(str, object)
    order_changed = Signal()

    def __init__(self, formats: Callable[[], Formats]) -> None:
        super().__init__()
        self._formats = formats
        self._person = Person()
        self._step = ""
        self._values: dict[str, Any] = {}
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.settle)
        self._build()
        self._lay_out()
        self._connect()

    def show_person(self, person: Person, today: date) -> None:
        """Show what is kept; what is just being typed stays."""
        if self._step:
            return
        self._person = person
        if self._questions() != person.questions:
            for place, field in enumerate(self.questions):
                known = person.questions[place] if place < len(person.questions) else ""
                field.set_text(known)
        for field, kept in (
            (self.goal, person.goal or ""),
            (self.code, person.code or ""),
            (self.since_year, _year_text(person.running_since_year)),
        ):
            if field.text() != kept:
                field.set_text(kept)
        since = person.trouble_since_on
        self.trouble.set_last_day(today)
        self.trouble.set_day(since or today)
        if since is None:
            self.trouble.setText(_("Choose a day"))
            self.trouble.setAccessibleName(_("The trouble began on: no day is chosen"))
        self.no_trouble.setHidden(since is None)
        earlier = person.earlier_knee_problem
        self.earlier.set_choice(None if earlier is None else _YES if earlier else _NO)
        self._show_next_question()

    def with_typed(self, person: Person) -> Person:
        """The person with what was typed and is not kept yet."""
        return replace(person, **self._values)

    @Slot()
    def settle(self) -> None:
        """Have kept what was typed."""
        self._rest.stop()
        step, self._step = self._step, ""
        values, self._values = self._values, {}
        if step:
            self.rested.emit(step, values)

    def tab_stops(self) -> list[QWidget]:
        """The questions."""
        return [field.edit for field in self.questions if not field.isHidden()]

    def folded_stops(self) -> list[QWidget]:
        """What the button unfolds, in reading order; empty while it is folded."""
        if not self.more.is_open():
            return []
        stops: list[QWidget] = [self.goal.edit, self.trouble, self.no_trouble, self.earlier]
        stops += [self.since_year.edit, self.code.edit]
        return [each for each in stops if not each.isHidden()]

    def show_folded(self, *, is_open: bool) -> None:
        """Unfold or fold what is asked beside the questions."""
        self.more.set_open(is_open=is_open)
        self._on_more_fold_toggled(is_open)

    # ---- building ----

    def _build(self) -> None:
        self.questions = [
            LineField(
                _("My questions for the visit")
                if place == 0
                else _("Question {n}").format(n=place + 1),
                name=f"report.question.{place + 1}",
            )
            for place in range(QUESTIONS_MOST)
        ]
        for place, field in enumerate(self.questions):
            field.edit.setMaxLength(QUESTION_LONGEST)
            field.edit.setAccessibleName(_("Question {n} for the visit").format(n=place + 1))
        self.more = FoldButton(_("Goal, and when it began"), name="report.more")
        # It stands further down, where the page wants it.
        self.folded = QWidget()
        self.folded.hide()
        self.goal = LineField(_("What I want to get back to"), name="report.goal")
        self.goal.edit.setMaxLength(GOAL_LONGEST)
        self.trouble = DateButton(
            date(2000, 1, 1), label=_("The trouble began on"), name="report.trouble"
        )
        self.no_trouble = push_button(_("Not known"), kind="quiet", name="report.no_trouble")
        self.since_year = LineField(_("Running since the year"), name="report.since_year")
        self.since_year.edit.setMaxLength(_YEAR_DIGITS)
        answers: dict[str, str] = {_YES: _("Yes"), _NO: _("No")}
        self.earlier = ChoiceRow(
            _("Had trouble with a knee before"), answers, name="report.earlier"
        )
        self.code = LineField(
            _("Code"),
            hint=_("Such as a number from your PT. It is printed when you choose “Code only”."),
            name="report.code",
        )
        self.code.edit.setMaxLength(NAME_LONGEST)

    def _lay_out(self) -> None:
        began = QWidget()
        pair = FlowLayout(began)
        pair.addWidget(self.trouble)
        pair.addWidget(self.no_trouble)
        earlier = Labelled(_("Had trouble with a knee before"), self.earlier)
        flow = FlowLayout(self.folded, spacing=16, row_spacing=12)
        flow.add_line(self.goal)
        for part in (Labelled(_("The trouble began on"), began), earlier):
            flow.addWidget(part)
        for field in (self.since_year, self.code):
            field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            flow.addWidget(field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for field in self.questions:
            column.addWidget(field)

    def _connect(self) -> None:
        for field in self.questions:
            field.edit.textEdited.connect(self._on_question_text_edited)
            field.edit.editingFinished.connect(self.settle)
        self.goal.edit.textEdited.connect(self._on_goal_text_edited)
        self.code.edit.textEdited.connect(self._on_code_text_edited)
        self.since_year.edit.textEdited.connect(self._on_since_year_text_edited)
        for field in (self.goal, self.code, self.since_year):
            field.edit.editingFinished.connect(self.settle)
        self.trouble.date_picked.connect(self._on_trouble_date_picked)
        self.no_trouble.clicked.connect(lambda: self._on_trouble_date_picked(None))
        self.earlier.choice_changed.connect(self._on_earlier_choice_changed)
        self.more.fold_toggled.connect(self._on_more_fold_toggled)

    # ---- what is typed ----

    def _questions(self) -> tuple[str, ...]:
        return tuple(text for field in self.questions if (text := field.text()))

    def _show_next_question(self) -> None:
        """Show every question there is and one empty field below."""
        filled = [place for place, field in enumerate(self.questions) if field.text()]
        last = max(filled, default=-1)
        is_new = False
        for place, field in enumerate(self.questions):
            is_hidden = place > last + 1
            is_new = is_new or field.isHidden() != is_hidden
            field.setHidden(is_hidden)
        if is_new:
            self.order_changed.emit()

    def _take(self, step: str, field: LineField | None, **values: Any) -> None:  # noqa: ANN401 - fields of Person
        try:
            replace(self._person, **values)
        except InvalidValueError as error:
            if field is not None:
                field.set_error(problem_text(error, self._formats()))
            return
        if field is not None:
            field.set_error("")
        if self._step not in ("", step):
            self.settle()
        self._step = step
        self._values |= values
        self._rest.start()
        self.typed.emit()

    def _say_full(self) -> None:
        """Say below a question why no letter comes any more."""
        for field in self.questions:
            is_full = len(field.edit.text()) >= QUESTION_LONGEST
            said = _("That is all there is room for: {n} letters.").format(n=QUESTION_LONGEST)
            field.set_hint(said if is_full else "")

    @Slot()
    def _on_question_text_edited(self) -> None:
        self._say_full()
        self._take(_("questions for the visit"), None, questions=self._questions())
        self._show_next_question()

    @Slot()
    def _on_goal_text_edited(self) -> None:
        self._take(_("goal"), self.goal, goal=self.goal.text() or None)

    @Slot()
    def _on_code_text_edited(self) -> None:
        self._take(_("code"), self.code, code=self.code.text() or None)

    @Slot()
    def _on_since_year_text_edited(self) -> None:
        typed = self.since_year.text()
        if typed and not (typed.isdecimal() and len(typed) == _YEAR_DIGITS):
            self.since_year.set_error(_("Type a year with four digits, such as 2015."))
            return
        year = int(typed) if typed else None
        self._take(_("running since"), self.since_year, running_since_year=year)

    @Slot(bool)
    def _on_more_fold_toggled(self, is_open: bool) -> None:
        self.folded.setVisible(is_open)
        self.order_changed.emit()

    @Slot(object)
    def _on_trouble_date_picked(self, on: date | None) -> None:
        self._take(_("when the trouble began"), None, trouble_since_on=on)
        self.settle()

    @Slot(object)
    def _on_earlier_choice_changed(self, key: object) -> None:
        said = None if key is None else key == _YES
        self._take(_("trouble before"), None, earlier_knee_problem=said)
        self.settle()


def _year_text(year: int | None) -> str:
    return "" if year is None else str(year)
