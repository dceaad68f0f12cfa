"""The page of the two pain limits: the numbers, and who set them and when."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from diary.domain.errors import InvalidValueError
from diary.domain.pain_limits import LIMITS, agreement, limit_changes
from diary.domain.period import local
from diary.domain.settings import LimitPreset, SetBy
from diary.services.settings import (
    PRESETS,
    Source,
    note_who_set_limits,
    preset_of,
)
from diary.texts.problems import problem_text
from diary.ui.context import PageContext
from diary.ui.dialogs.form_parts import Labelled
from diary.ui.preferences.page import PreferencesPage
from diary.ui.widgets.card import Card
from diary.ui.widgets.date_button import DateButton
from diary.ui.widgets.fields import ChoiceRow, LineField
from diary.ui.widgets.text import flowing_label
from diary.words import _

OWN = "own"


class LimitsPage(PreferencesPage):
    """The two pain limits: fine up to, stop above; who set them is kept with the date."""

    key = "limits"

    @classmethod
    def heading(cls) -> str:
        return _("Pain limits")

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        card = self.card(
            _("How much pain is fine on a run?"),
            _(
                "Two numbers: up to the first a run is fine, above the second it is time to stop. "
                "Charts of past days keep the limits of that time."
            ),
        )
        names: dict[str, str] = {
            LimitPreset.CAUTIOUS: _("Cautious: fine up to 2, stop above 3"),
            LimitPreset.USUAL: _("Usual: fine up to 2, stop above 5"),
            LimitPreset.AGREED: _("Agreed with my PT"),
            OWN: _("My own numbers"),
        }
        self.presets = ChoiceRow(_("Pain limits"), names, name="preferences.limits.preset")
        self.presets.choice_changed.connect(self._on_presets_choice_changed)
        card.body.addWidget(self.presets)
        self.add_numbers(card, LIMITS)
        self._build_agreement()
        self._state = flowing_label("", role="hint", name="preferences.limits.history")
        self.body.addWidget(self._state)
        self.add_numbers_help()
        self.body.addStretch(1)
        self.words += " " + " ".join(names.values())

    def refresh(self) -> None:
        super().refresh()
        diary = self.diary()
        self.presets.set_choice(preset_of(diary) or OWN)
        noted = agreement(diary)
        if self.agreed.isHidden() == bool(noted):
            self.agreed.setHidden(not noted)
            self.order_changed.emit()
        self.day.set_day(self._day_of(noted[-1].at) if noted else self.context.today())
        self.show_line(self.initials, noted[-1].initials if noted else "")
        self._state.setText(self._state_text())

    def reset(self) -> None:
        self.forget_wrong()
        self._choose_preset(LimitPreset.USUAL, _("reset of “{page}”").format(page=self.title))

    def source(self) -> Source:
        noted = agreement(self.diary())
        if noted:
            return Source(LimitPreset.AGREED, SetBy.PT, noted[-1].initials)
        return Source(None, SetBy.ME)

    def problem_of(self, name: str, error: InvalidValueError) -> str:
        if error.field != name:
            return _("“Stop above” must be more than “fine up to”. Raise it first.")
        return super().problem_of(name, error)

    # ---- inside --------------------------------------------------------------------------------

    def _build_agreement(self) -> None:
        title = _("Agreed with my PT")
        self.agreed: Card = self.card(title)
        today = self.context.today()
        self.day = DateButton(today, label=title, last_day=today, name="preferences.limits.day")
        self.day.date_picked.connect(self._on_day_date_picked)
        self._day_line = Labelled(_("Since"), self.day, is_wide=False)
        self.initials = LineField(
            _("Initials of my PT"),
            hint=_("Go along with the limits when you hand over your diary."),
            name="preferences.limits.initials",
        )
        self.initials.edit.editingFinished.connect(self._on_initials_editing_finished)
        parts: tuple[QWidget, ...] = (self._day_line, self.initials)
        for part in parts:
            self.agreed.body.addWidget(part)
        self.agreed.hide()
        self.words += f" {self.initials.edit.accessibleName()}"

    def _state_text(self) -> str:
        diary, formats = self.diary(), self.context.formats()
        settings, changes = diary.settings, limit_changes(diary)
        text = _("In use: fine up to {green}, stop above {amber}.").format(
            green=settings.green_max, amber=settings.amber_max
        )
        noted = agreement(diary)
        if noted:
            day = formats.day(self._day_of(noted[-1].at))
            who = _("Agreed with your PT on {day}.").format(day=day)
            if noted[-1].initials:
                who = _("Agreed with {initials} on {day}.").format(
                    initials=noted[-1].initials, day=day
                )
            return f"{text} {who}"
        if changes:
            day = formats.day(self._day_of(changes[-1].at))
            return f"{text} " + _("Set by you on {day}.").format(day=day)
        return text

    def _day_of(self, at: datetime) -> date:
        return local(at, self.context.stamp().timezone).date()

    @Slot(object)
    def _on_presets_choice_changed(self, key: object) -> None:
        if key in PRESETS:
            self.forget_wrong()
            self._choose_preset(LimitPreset(str(key)), _("pain limits"))
        elif key == LimitPreset.AGREED:
            self._note(Source(LimitPreset.AGREED, SetBy.PT), self.context.today())
        elif key == OWN:
            if agreement(self.diary()):
                self._note(Source(None, SetBy.ME), self.context.today())
            self._rows["green_max"].edit.setFocus()
        self.refresh()

    def _choose_preset(self, preset: LimitPreset, text: str) -> None:
        """Take a named pair; the same pair may have been agreed with a PT before."""
        source = Source(preset, SetBy.ME)
        pair = dict(zip(LIMITS, PRESETS[preset], strict=True))
        settings = self.diary().settings
        if pair != {name: getattr(settings, name) for name in LIMITS}:
            self.choose(pair, text, source)
        elif agreement(self.diary()):
            self._note(source, self.context.today(), text)

    def _note(self, source: Source, on: date, text: str = "") -> None:
        stamp, diary = self.context.stamp(), self.diary()
        try:
            changes = note_who_set_limits(diary, source, on, stamp.recorded_at, stamp.timezone)
        except InvalidValueError:
            changed_on = self._day_of(limit_changes(diary)[-1].at)
            day = self.context.formats().day(changed_on)
            told = _("The limits were changed after that. Pick {day} or later.").format(day=day)
            self._day_line.say_below(told, is_error=True)
            return
        self._day_line.say_below("")
        self.push(text or _("who set the pain limits"), changes)

    @Slot(object)
    def _on_day_date_picked(self, on: date) -> None:
        self._note(Source(LimitPreset.AGREED, SetBy.PT, self.initials.text()), on)
        self.refresh()

    @Slot()
    def _on_initials_editing_finished(self) -> None:
        noted = agreement(self.diary())
        if not noted or self.initials.text() == noted[-1].initials:
            return
        try:
            source = Source(LimitPreset.AGREED, SetBy.PT, self.initials.text())
            self._note(source, self._day_of(noted[-1].at))
        except InvalidValueError as error:
            self.initials.set_error(problem_text(error, self.context.formats()))
            return
        self.initials.set_error("")
        self.refresh()
