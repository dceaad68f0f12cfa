"""What a PT types to suggest an exercise; empty fields are left to the runner."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QWidget

from diary.domain.errors import InvalidValueError, Reason
from diary.domain.exercise import Exercise, Side
from diary.texts.labels import label
from diary.ui.dialogs.form_parts import ChoiceBox, Labelled
from diary.ui.widgets.fields import LineField
from diary.ui.widgets.flow_layout import FlowLayout
from diary.words import _

NAME = "review.offer_exercise"


class ExerciseOfferPart(QWidget):
    """Name, how much of it, on which side, and a word about it; weights are kilograms."""

    def __init__(self) -> None:
        super().__init__()
        self.called = LineField(_("Exercise"), name=f"{NAME}.name")
        self.sets = LineField(_("Sets"), name=f"{NAME}.sets")
        self.reps = LineField(_("Repeats"), name=f"{NAME}.reps")
        self.seconds = LineField(_("Seconds"), name=f"{NAME}.seconds")
        self.load = LineField(_("Weight, kg"), name=f"{NAME}.load")
        sides: list[tuple[object, str]] = [(None, _("Not told"))]
        sides += [(each, label(each)) for each in Side]
        self.side = ChoiceBox(_("Side"), sides, name=f"{NAME}.side")
        self.side.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.side.setSizeAdjustPolicy(self.side.SizeAdjustPolicy.AdjustToContents)
        self.note = LineField(_("In your words"), name=f"{NAME}.note")
        row = FlowLayout(self)
        for part in (self.called, self.sets, self.reps, self.seconds, self.load):
            row.addWidget(part)
        row.addWidget(Labelled(_("Side"), self.side))
        row.addWidget(self.note)

    @property
    def lines(self) -> dict[str, LineField]:
        """The fields to type in, by what they are called where they are wrong."""
        return {
            "name": self.called,
            "sets": self.sets,
            "reps": self.reps,
            "seconds": self.seconds,
            "load_kg": self.load,
            "note": self.note,
        }

    def exercise(self) -> Exercise:
        """What was typed; raises `InvalidValueError`."""
        side = self.side.choice()
        return Exercise(
            self.called.text().strip(),
            sets=_whole("sets", self.sets),
            reps=_whole("reps", self.reps),
            seconds=_number("seconds", self.seconds),
            load_kg=_number("load_kg", self.load),
            side=None if side is None else Side(str(side)),
            note=self.note.text().strip(),
        )


def _number(name: str, field: LineField) -> float | None:
    text = field.text().strip().replace(",", ".")
    if not text:
        return None
    try:
        return float(text)
    except ValueError as error:
        raise InvalidValueError(name, Reason.NOT_A_NUMBER, text) from error


def _whole(name: str, field: LineField) -> int | None:
    value = _number(name, field)
    if value is None:
        return None
    if not value.is_integer():
        raise InvalidValueError(name, Reason.WRONG_TYPE, field.text())
    return int(value)
