"""The three pages of the first run; each keeps what was answered and knows its tab stops."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from diary.domain.errors import InvalidValueError
from diary.domain.knee import Knee, Sign, SwellingSize
from diary.domain.settings import DistanceUnit
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.texts.problems import problem_text
from diary.texts.safety import advice_text, safety_title
from diary.ui.first_run.answers import NOW_SIGNS, Bothered, notice_of
from diary.ui.widgets.announce import announce
from diary.ui.widgets.button import push_button
from diary.ui.widgets.chip import TickChip
from diary.ui.widgets.fields import ChoiceRow, LineField
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.strip import MessageStrip
from diary.ui.widgets.text import TextRole, plain_label
from diary.words import _

NAME = "first_run"
_GAP, _GAP_SMALL, _GAP_LARGE = 12, 6, 20


class FirstPage(QWidget):
    """A heading and what is asked below it; `size_changed` tells that it needs another height.

    `news_shown` carries a part that was just shown and should be seen.
    """

    size_changed = Signal()
    news_shown = Signal(object)

    def __init__(self, heading: str) -> None:
        super().__init__()
        self.heading = heading
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(_GAP)
        self.column.addWidget(plain_label(heading, role="title", word_wrap=True))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def first_stop(self) -> QWidget | None:
        """What gets the focus on arrival; None = the main button."""
        return None

    def tab_stops(self) -> Sequence[QWidget]:
        """What takes the focus, in reading order."""
        return ()

    def check(self) -> bool:
        """True when the page may be left; else it says what is missing and has the focus."""
        return True

    def _say(self, text: str, role: TextRole = "body") -> None:
        self.column.addWidget(plain_label(text, role=role, word_wrap=True))

    def _section(self, title: str, *parts: QWidget) -> None:
        section = QVBoxLayout()
        section.setSpacing(_GAP_SMALL)
        section.addWidget(plain_label(title, role="strong", word_wrap=True))
        for part in parts:
            section.addWidget(part)
        self.column.addSpacing(_GAP_LARGE - _GAP)
        self.column.addLayout(section)


class WelcomePage(FirstPage):
    """What this is; `restore_requested` asks to go on from a backup."""

    restore_requested = Signal()

    def __init__(self) -> None:
        super().__init__(_("A diary for your runs and your knees"))
        self._say(_("Everything stays on this computer. No account."))
        self._say(_("It does not diagnose. It helps you and your PT see what happened."))
        self.restore = push_button(_("Restore from a backup…"), name=f"{NAME}.restore")
        self.restore.clicked.connect(self.restore_requested)
        self._section(_("Did you keep a diary here before?"))
        FlowLayout(self.column).addWidget(self.restore)
        self.column.addStretch(1)

    def tab_stops(self) -> Sequence[QWidget]:
        return [self.restore]


class KneePage(FirstPage):
    """Which knee bothers the person, and whether it should be looked at today."""

    def __init__(self, today: date) -> None:
        super().__init__(_("Which knee bothers you?"))
        self._today = today
        knees: dict[str, str] = {
            Bothered.LEFT: _("Left"),
            Bothered.RIGHT: _("Right"),
            Bothered.BOTH: _("Both"),
            Bothered.NONE: _("None right now"),
        }
        self.knee = ChoiceRow(self.heading, knees, name=f"{NAME}.knee")
        self.knee.choice_changed.connect(self._on_changed)
        self.column.addWidget(self.knee)
        self._hint = plain_label("", role="hint", word_wrap=True)
        self.column.addWidget(self._hint)
        self._chips = {sign: _sign_chip(sign) for sign in NOW_SIGNS}
        signs = QWidget()
        row = FlowLayout(signs)
        for chip in self._chips.values():
            chip.clicked.connect(self._on_changed)
            row.addWidget(chip)
        self._section(_("Any of these today?"), signs)
        self.strip = MessageStrip("safety", "", name=f"{NAME}.safety")
        self.column.addWidget(self.strip)
        self._which = QWidget()
        which = QVBoxLayout(self._which)
        which.setContentsMargins(0, 0, 0, 0)
        which.setSpacing(_GAP_SMALL)
        question = _("Which knee is this about?")
        self.sign_knee = ChoiceRow(
            question,
            {Bothered.LEFT: _("Left"), Bothered.RIGHT: _("Right"), Bothered.BOTH: _("Both")},
            name=f"{NAME}.sign_knee",
        )
        self.sign_knee.choice_changed.connect(self._on_changed)
        self._error = plain_label("", role="error", word_wrap=True)
        for part in (plain_label(question, role="strong", word_wrap=True), self.sign_knee):
            which.addWidget(part)
        which.addWidget(self._error)
        self.column.addWidget(self._which)
        self.column.addStretch(1)
        self._show()

    def bothered(self) -> Bothered | None:
        """Which knee bothers the person; None = not answered."""
        choice = self.knee.choice()
        return None if choice is None else Bothered(choice)

    def signs(self) -> tuple[Sign | SwellingSize, ...]:
        """What was ticked."""
        return tuple(sign for sign, chip in self._chips.items() if chip.isChecked())

    def sign_knees(self) -> tuple[Knee, ...]:
        """The knees that is about; empty = not known yet."""
        if self._is_one_knee():
            bothered = self.bothered()
            return bothered.tracked if bothered is not None else ()
        choice = self.sign_knee.choice()
        return () if choice is None else Bothered(choice).tracked

    def chip(self, sign: Sign | SwellingSize) -> TickChip:
        """The box of a sign."""
        return self._chips[sign]

    def first_stop(self) -> QWidget:
        return self.knee

    def tab_stops(self) -> Sequence[QWidget]:
        asked = [] if self._which.isHidden() else [self.sign_knee]
        return [self.knee, *self._chips.values(), *asked]

    def check(self) -> bool:
        if not self.signs() or self.sign_knees():
            return True
        text = _("Choose the knee this is about.")
        self._error.setText(text)
        self._error.show()
        self.sign_knee.setAccessibleDescription(text)
        announce(self.sign_knee, text, is_urgent=True)
        self.size_changed.emit()
        self.sign_knee.setFocus()
        return False

    def _is_one_knee(self) -> bool:
        return self.bothered() in {Bothered.LEFT, Bothered.RIGHT}

    @Slot()
    def _on_changed(self) -> None:
        was_hidden = self.strip.isHidden()
        self._show()
        if was_hidden and not self.strip.isHidden():
            announce(self.strip, self.strip.accessibleName(), is_urgent=True)
            self.news_shown.emit(self.strip)
        self.size_changed.emit()

    def _show(self) -> None:
        is_none = self.bothered() is Bothered.NONE
        both = _("Both knees stay on Today, so that you can say so.")
        self._hint.setText(both if is_none else "")
        self._hint.setHidden(not is_none)
        signs = self.signs()
        self.strip.setHidden(not signs)
        if signs:
            notice = notice_of(signs, self.sign_knees(), self._today)
            self.strip.set_message("safety", safety_title(notice.urgency), advice_text(notice))
        self._which.setHidden(not signs or self._is_one_knee())
        self._error.hide()
        self.sign_knee.setAccessibleDescription("")


class LookPage(FirstPage):
    """Distance unit, shoe and runs; `import_requested` asks to read files and leaves the pages."""

    import_requested = Signal()

    def __init__(self, unit: DistanceUnit, formats: Formats) -> None:
        super().__init__(_("About your runs"))
        self._formats = formats
        units = {str(each): _unit_word(each) for each in DistanceUnit}
        self.unit = ChoiceRow(_("Distance"), units, name=f"{NAME}.unit")
        self.unit.set_choice(unit)
        self.unit.choice_changed.connect(self._on_unit_choice_changed)
        self._section(_("Distance"), self.unit)
        self.shoe = LineField(
            _("Shoe you run in now"),
            hint=_("Any name, such as the colour. You can add it later too."),
            name=f"{NAME}.shoe",
        )
        self.already = {
            each: LineField(
                _("Already on it"), unit=_unit_word(each), name=f"{NAME}.already_{each}"
            )
            for each in DistanceUnit
        }
        self.column.addSpacing(_GAP_LARGE - _GAP)
        self.column.addWidget(self.shoe)
        for field in self.already.values():
            self.column.addWidget(field)
        self.bring = push_button(_("Import…"), name=f"{NAME}.import")
        self.bring.clicked.connect(self.import_requested)
        row = QWidget()
        FlowLayout(row).addWidget(self.bring)
        self._section(_("Runs in a file?"), row)
        self.column.addStretch(1)
        self._show_unit()

    def chosen_unit(self) -> DistanceUnit:
        """The unit chosen, at first that of the region."""
        return DistanceUnit(self.unit.choice() or DistanceUnit.KM)

    def already_text(self) -> str:
        """How far the shoe has gone, as typed, in the unit chosen."""
        return self.already[self.chosen_unit()].text()

    def show_error(self, error: InvalidValueError) -> None:
        """Say what is wrong with the shoe and go there."""
        is_name = error.field == "name"
        field = self.shoe if is_name else self.already[self.chosen_unit()]
        other = self.already[self.chosen_unit()] if is_name else self.shoe
        other.set_error("")
        text = problem_text(error, self._formats)
        field.set_error(text)
        announce(field, text, is_urgent=True)
        self.size_changed.emit()
        field.edit.setFocus()

    def first_stop(self) -> QWidget:
        return self.unit

    def tab_stops(self) -> Sequence[QWidget]:
        return [self.unit, self.shoe.edit, self.already[self.chosen_unit()].edit, self.bring]

    @Slot(object)
    def _on_unit_choice_changed(self, choice: object) -> None:
        if choice is None:
            # A distance is always shown in some unit; Delete takes nothing back here.
            self.unit.set_choice(self._shown)
            return
        self.already[self.chosen_unit()].edit.setText(self.already[self._shown].text())
        self._show_unit()
        self.size_changed.emit()

    def _show_unit(self) -> None:
        self._shown = self.chosen_unit()
        for unit, field in self.already.items():
            field.setHidden(unit is not self._shown)


def _sign_chip(sign: Sign | SwellingSize) -> TickChip:
    text = _("Large, fast swelling (within hours)") if sign in SwellingSize else label(sign)
    return TickChip(text, name=f"{NAME}.sign.{sign}")


def _unit_word(unit: DistanceUnit) -> str:
    return _("miles") if unit is DistanceUnit.MI else _("km")
