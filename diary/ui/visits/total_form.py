"""Asks for the total of one form; hands a `Total` back and saves nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from diary.domain.errors import InvalidValueError, Reason
from diary.domain.knee import Knee
from diary.domain.total import (
    ANSWER_MOST,
    SCALES,
    Direction,
    Scale,
    Total,
    ostrc_total,
)
from diary.domain.units import parse_number
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.texts.totals import ostrc_names, points, scale_text
from diary.ui.dialogs.form_dialog import FormDialog
from diary.ui.dialogs.form_parts import ChoiceBox, Labelled
from diary.ui.widgets.announce import announce
from diary.ui.widgets.date_button import DateButton
from diary.ui.widgets.fields import ChoiceRow, LineField
from diary.ui.widgets.text import plain_label
from diary.words import _

NAME = "total_form"
_BOTH = "both"


class TotalForm(FormDialog):
    """`total_given` carries the total; `base` is the one that is changed, None = a new one."""

    total_given = Signal(object)

    def __init__(
        self,
        base: Total | None,
        scale: Scale,
        today: date,
        new_id: Callable[[], str],
        formats: Formats,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Add total") if base is None else _("Edit total")
        super().__init__(title, _("Save total"), name=NAME, parent=parent)
        self._base, self._new_id, self._formats = base, new_id, formats
        self._build(scale, today)
        self._lay_out()
        self._connect()
        if base is not None:
            self._fill(base)
        self._show_scale()
        self.scale.setFocus()

    def submit(self) -> None:
        """Hand the total on, or say what is wrong with it."""
        wrong = self._wrong()
        if wrong:
            self._show_wrong(wrong)
            return
        self.accept()
        self.total_given.emit(self._told())

    # ---- building ------------------------------------------------------------------------------

    def _build(self, scale: Scale, today: date) -> None:
        scales: list[tuple[object, str]] = [(each, label(each)) for each in Scale]
        self.scale = ChoiceBox(_("Form"), scales, name=f"{NAME}.scale")
        self.scale.set_choice(scale)
        knees: dict[str, str] = {knee: label(knee) for knee in Knee}
        knees[_BOTH] = _("Both or the whole leg")
        self.knee = ChoiceRow(_("About which knee"), knees, name=f"{NAME}.knee")
        self.day = DateButton(today, label=_("Filled in on"), last_day=today, name=f"{NAME}.day")
        answers = {str(worth): str(worth) for worth in range(ANSWER_MOST + 1)}
        self.answers = [
            ChoiceRow(name, answers, name=f"{NAME}.answer.{place + 1}")
            for place, name in enumerate(ostrc_names())
        ]
        self.total = LineField(_("Total"), name=f"{NAME}.total")
        ends: dict[str, str] = {
            Direction.HIGH_IS_BETTER: _("Higher is better"),
            Direction.LOW_IS_BETTER: _("Lower is better"),
        }
        self.direction = ChoiceRow(_("Which end is better"), ends, name=f"{NAME}.direction")

    def _lay_out(self) -> None:
        self._knee = Labelled(_("About which knee"), self.knee)
        self._direction = Labelled(_("Which end is better"), self.direction)
        self._direction.say_below(_("It stands on the sheet, or your PT knows."))
        self._answers = QWidget()
        column = QVBoxLayout(self._answers)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        hint = _("Give the four answers, 0 to 3 from the top, or only the total below.")
        column.addWidget(plain_label(hint, role="hint", word_wrap=True))
        self._answer_parts = [
            Labelled(name, row) for name, row in zip(ostrc_names(), self.answers, strict=True)
        ]
        for part in self._answer_parts:
            column.addWidget(part)
        self.body.addWidget(Labelled(_("Form"), self.scale))
        self.body.addWidget(self._knee)
        self.body.addWidget(Labelled(_("Filled in on"), self.day, is_wide=False))
        self.body.addWidget(self._answers)
        self.body.addWidget(self.total)
        self.body.addWidget(self._direction)
        self.body.addStretch(1)

    def _connect(self) -> None:
        self.scale.choice_changed.connect(self._show_scale)
        for row in self.answers:
            row.choice_changed.connect(self._on_answer_choice_changed)

    def _fill(self, base: Total) -> None:
        self.scale.set_choice(base.scale)
        self.knee.set_choice(base.knee or _BOTH)
        self.day.set_day(base.on)
        for row, answer in zip(self.answers, base.answers, strict=False):
            row.set_choice(str(answer))
        self.total.set_text(points(base.total, self._formats))
        self.direction.set_choice(base.direction)

    # ---- what is typed -------------------------------------------------------------------------

    def _scale(self) -> Scale:
        return Scale(str(self.scale.choice()))

    def _given(self) -> tuple[int, ...]:
        """The answers as far as they were given; those after a first one that ends it are left."""
        if self._scale() is not Scale.OSTRC_O2:
            return ()
        given = [row.choice() for row in self.answers]
        if given[0] in ("0", str(ANSWER_MOST)) and None in given:
            given = given[:1]
        return tuple(-1 if each is None else int(each) for each in given)

    def _answered(self) -> tuple[int, ...]:
        """The answers that count; () where only a total is given. Raises where some are missing."""
        given = self._given()
        answers = () if all(each < 0 for each in given) else given
        if any(each < 0 for each in answers):
            raise InvalidValueError("answers", Reason.REQUIRED)
        return answers

    def _wrong(self) -> list[InvalidValueError]:
        """Everything that is missing or cannot be, in reading order."""
        wrong: list[InvalidValueError] = []
        if self.knee.choice() is None:
            wrong.append(InvalidValueError("knee", Reason.REQUIRED))
        try:
            self._made(None)
        except InvalidValueError as error:
            wrong.append(error)
        return wrong

    def _told(self) -> Total:
        knee = self.knee.choice()
        return self._made(None if knee is None or knee == _BOTH else Knee(knee))

    def _made(self, knee: Knee | None) -> Total:
        scale, answers = self._scale(), self._answered()
        total = float(ostrc_total(answers)) if answers else self._typed_total()
        facts = SCALES[scale]
        chosen = self.direction.choice() if facts.direction is None else None
        return Total(
            self._base.id if self._base is not None else self._new_id(),
            self.day.day(),
            scale,
            total,
            knee,
            answers,
            None if chosen is None else Direction(chosen),
        )

    def _typed_total(self) -> float:
        typed = self.total.text()
        if not typed:
            raise InvalidValueError("total", Reason.REQUIRED)
        return parse_number("total", typed)

    @Slot()
    def _show_scale(self) -> None:
        """Show what this form is asked with."""
        scale = self._scale()
        self._answers.setVisible(scale is Scale.OSTRC_O2)
        self._direction.setVisible(SCALES[scale].direction is None)
        self._show_range()
        self.fit()

    def _show_range(self) -> None:
        self.total.set_hint(scale_text(self._scale()))
        is_counted = self._scale() is Scale.OSTRC_O2 and any(each >= 0 for each in self._given())
        self.total.edit.setEnabled(not is_counted)

    @Slot(object)
    def _on_answer_choice_changed(self, _key: object) -> None:
        self._answer_parts[0].say_below("")
        given = self._given()
        try:
            is_whole = bool(given) and all(each >= 0 for each in given)
            self.total.set_text(str(ostrc_total(given)) if is_whole else "")
        except InvalidValueError:
            self.total.set_text("")
        self._show_range()

    def _show_wrong(self, wrong: Sequence[InvalidValueError]) -> None:
        """Say below every field what to do, and go to the first."""
        self._knee.say_below("")
        self._answer_parts[0].say_below("")
        self.total.set_error("")
        said = [self._say_wrong(error) for error in wrong]
        part, first = said[0]
        self._go_to(part, " ".join((first, *(text for _part, text in said[1:]))))

    def _say_wrong(self, error: InvalidValueError) -> tuple[QWidget, str]:
        """Say below the field what to do; returns where to go, and the text."""
        if error.field == "knee":
            text = _("Choose a knee, or both.")
            self._knee.say_below(text, is_error=True)
            return self.knee.chip(Knee.LEFT), text
        if error.field == "answers":
            text = _("Answer all four. Only the first is enough when it is 0 or 3.")
            self._answer_parts[0].say_below(text, is_error=True)
            return self.answers[0].chip("0"), text
        facts = SCALES[self._scale()]
        whole = _("Type the total, a whole number from 0 to {most}.")
        text = (whole if facts.is_whole else _("Type the total, from 0 to {most}.")).format(
            most=facts.most
        )
        self.total.set_error(text)
        return self.total.edit, text

    def _go_to(self, part: QWidget, text: str) -> None:
        part.setFocus()
        announce(part, text)
        self.keep_in_view(part)
