"""The page of units, dates and the language."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QLocale, Slot

from diary import words
from diary.domain.settings import DEFAULTS, DistanceUnit, WeightUnit
from diary.services.settings import reset_settings
from diary.ui.context import PageContext
from diary.ui.dialogs.form_parts import ChoiceBox, Labelled
from diary.ui.dialogs.go_to_date import is_day_first
from diary.ui.look import WindowLook
from diary.ui.preferences.page import PreferencesPage
from diary.ui.widgets.fields import ChoiceRow
from diary.ui.widgets.text import flowing_label
from diary.words import _

_UNITS = frozenset({"distance_unit", "weight_unit"})
_DAYS = range(1, 8)


class UnitsPage(PreferencesPage):
    """Kilometres or miles, kilograms or pounds, how dates are written, and the language."""

    key = "units"

    @classmethod
    def heading(cls) -> str:
        return _("Units and language")

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._look = WindowLook(context.ui_state)
        self._build_units()
        self._build_dates()
        self._build_language()
        self.body.addStretch(1)

    def refresh(self) -> None:
        super().refresh()
        settings, formats = self.diary().settings, self.context.formats()
        self.distance.set_choice(settings.distance_unit)
        self.weight.set_choice(settings.weight_unit)
        self.first_day.set_choice(self._look.display().first_weekday)
        self.language.set_choice(self._look.language())
        today = self.context.today()
        typed = f"{today:%d.%m.%Y}" if is_day_first() else f"{today:%m/%d/%Y}"
        self._example.setText(
            _("{day} and {distance}, as your system writes them.").format(
                day=formats.day(today), distance=formats.distance(8250, 2)
            )
            + " "
            + _("You can type {typed} or {iso}.").format(typed=typed, iso=today.isoformat())
        )

    def can_reset(self) -> bool:
        return True

    def reset(self) -> None:
        diary, at = self.diary(), self.context.stamp().recorded_at
        text = _("reset of “{page}”").format(page=self.title)
        self.push(text, reset_settings(diary, _UNITS, at))
        self._look.choose_display(replace(self._look.display(), first_weekday=0))
        self._look.choose_language(words.SYSTEM)

    def _build_units(self) -> None:
        card = self.card(
            _("Distance"), _("Only what is shown changes; every run is kept in metres.")
        )
        self.distance = ChoiceRow(
            _("Distance"),
            {DistanceUnit.KM.value: _("Kilometres"), DistanceUnit.MI.value: _("Miles")},
            name="preferences.units.distance",
        )
        self.distance.choice_changed.connect(self._on_distance_choice_changed)
        card.body.addWidget(self.distance)
        card = self.card(_("Weight"))
        self.weight = ChoiceRow(
            _("Weight"),
            {WeightUnit.KG.value: _("Kilograms"), WeightUnit.LB.value: _("Pounds")},
            name="preferences.units.weight",
        )
        self.weight.choice_changed.connect(self._on_weight_choice_changed)
        card.body.addWidget(self.weight)
        self.words += f" {_('Kilometres')} {_('Miles')} {_('Kilograms')} {_('Pounds')}"

    def _build_dates(self) -> None:
        card = self.card(_("Dates and numbers"))
        self._example = flowing_label("", name="preferences.units.example")
        card.body.addWidget(self._example)
        locale = QLocale()
        days: list[tuple[object, str]] = [(0, _("Same as the system"))]
        days += [(day, locale.standaloneDayName(day)) for day in _DAYS]
        title = _("First day of the week")
        self.first_day = ChoiceBox(title, days, name="preferences.units.first_day")
        self.first_day.choice_changed.connect(self._on_first_day_choice_changed)
        line = Labelled(title, self.first_day)
        line.say_below(_("For calendars only. Weekly sums are the same everywhere."))
        card.body.addWidget(line)
        self.words += f" {title}"

    def _build_language(self) -> None:
        title = _("Language")
        card = self.card(title)
        offered: list[tuple[object, str]] = [
            (key, _language_name(key)) for key in words.languages()
        ]
        self.language = ChoiceBox(title, offered, name="preferences.units.language")
        self.language.choice_changed.connect(self._on_language_choice_changed)
        line = Labelled(title, self.language)
        line.say_below(_("Kneelog speaks it when it is started next."))
        card.body.addWidget(line)

    @Slot(object)
    def _on_distance_choice_changed(self, key: object) -> None:
        unit = DistanceUnit(str(key or DEFAULTS.distance_unit))
        self.choose({"distance_unit": unit}, _("unit of distance"))
        self.refresh()

    @Slot(object)
    def _on_weight_choice_changed(self, key: object) -> None:
        unit = WeightUnit(str(key or DEFAULTS.weight_unit))
        self.choose({"weight_unit": unit}, _("unit of weight"))
        self.refresh()

    @Slot(object)
    def _on_first_day_choice_changed(self, day: object) -> None:
        self._look.choose_display(replace(self._look.display(), first_weekday=int(str(day))))

    @Slot(object)
    def _on_language_choice_changed(self, key: object) -> None:
        self._look.choose_language(str(key))


def _language_name(key: str) -> str:
    """What those who speak a language call it."""
    if key == words.SYSTEM:
        return _("Same as the system")
    return "English" if key == words.ENGLISH else QLocale(key).nativeLanguageName()
