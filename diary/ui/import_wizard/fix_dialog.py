"""An activity that needs a look is put right: its day, distance, time, what kind it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from diary.domain.errors import InvalidValueError
from diary.domain.period import local
from diary.domain.run import Run, Sport
from diary.domain.settings import DistanceUnit
from diary.domain.units import parse_distance_m, parse_duration_s
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.texts.problems import problem_text
from diary.ui.dialogs.form_dialog import FormDialog
from diary.ui.dialogs.form_parts import ChoiceBox, Labelled
from diary.ui.import_wizard.check_words import day_text
from diary.ui.widgets.announce import announce
from diary.ui.widgets.date_button import DateButton
from diary.ui.widgets.fields import LineField
from diary.ui.widgets.text import plain_label
from diary.words import _


class FixDialog(FormDialog):
    """`run_fixed` carries the activity as it is to be added; nothing is written."""

    run_fixed = Signal(object)

    def __init__(
        self,
        run: Run,
        formats: Formats,
        last_day: date | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Fix before adding"), _("Use this"), name="import.fixing", parent=parent)
        self._run = run
        self._formats = formats
        self.day = DateButton(run.on, label=_("Date"), last_day=last_day, name="import.fixing.day")
        self.distance = LineField(
            _("Distance"), unit=formats.unit_label(), name="import.fixing.distance"
        )
        if run.distance_m is not None:
            self.distance.set_text(formats.distance_value(run.distance_m, 2))
        self.time = LineField(_("Time"), name="import.fixing.time")
        if run.duration_s is not None:
            self.time.set_text(formats.duration(run.duration_s))
        # What was not typed stays as exact as the file has it.
        self._shown = (self.distance.text(), self.time.text())
        sports: list[tuple[object, str]] = [(sport, label(sport)) for sport in Sport]
        self.sport = ChoiceBox(_("Sport"), sports, name="import.fixing.sport")
        self.sport.set_choice(run.sport)
        self.body.addWidget(plain_label(day_text(run, formats), role="strong", word_wrap=True))
        day = Labelled(_("Date"), self.day, is_wide=False)
        for field in (day, self.distance, self.time, Labelled(_("Sport"), self.sport)):
            self.body.addWidget(field)
        self.body.addStretch(1)
        self.distance.edit.setFocus()
        self.distance.edit.selectAll()

    def submit(self) -> None:
        fixed = self._fixed()
        if fixed is not None:
            self.accept()
            self.run_fixed.emit(fixed)

    def _fixed(self) -> Run | None:
        for field in (self.distance, self.time):
            field.set_error("")
        run = _moved(self._run, self.day.day())
        sport = self.sport.choice()
        distance, time = self.distance.text(), self.time.text()
        at = self.distance
        try:
            metres = run.distance_m if distance == self._shown[0] else self._metres(distance)
            at = self.time
            if time != self._shown[1]:
                run = replace(run, moving_s=parse_duration_s(time) if time else None)
            at = self.distance
            return replace(
                run,
                distance_m=metres,
                sport=sport if isinstance(sport, Sport) else run.sport,
            )
        except InvalidValueError as error:
            at.set_error(problem_text(error, self._formats))
            announce(at, problem_text(error, self._formats), is_urgent=True)
            at.edit.setFocus()
            self.fit()
            return None

    def _metres(self, text: str) -> float | None:
        unit: DistanceUnit = self._formats.unit
        return parse_distance_m(text, unit) if text else None


def _moved(run: Run, day: date) -> Run:
    """The run on another day, at the same time of day."""
    if day == run.on or run.started_at is None:
        return replace(run, on=day)
    # Days added to a local time keep what the clock shows, also across a change of the clocks.
    start = local(run.started_at, run.timezone) + (day - run.on)
    return replace(run, on=day, started_at=start.astimezone(UTC))
