"""The pages that hold the numbers of the rules: pain limits, reminders, shoes."""

from __future__ import annotations

from PySide6.QtCore import Slot

from diary.domain.errors import InvalidValueError
from diary.domain.settings import LimitPreset, SetBy
from diary.services.settings import PRESETS, Source, preset_of
from diary.texts.settings import setting_groups, setting_problem
from diary.ui.context import PageContext
from diary.ui.preferences.page import PreferencesPage
from diary.ui.widgets.fields import ChoiceRow, LineField
from diary.ui.widgets.text import flowing_label
from diary.words import _

_ELSEWHERE = frozenset({"limits", "shoes", "shoe_limits", "cadence", "lag", "plan"})


class LimitsPage(PreferencesPage):
    """The two pain limits: fine up to, stop above; who agreed on them is kept with the date."""

    key = "limits"

    @classmethod
    def heading(cls) -> str:
        return _("Pain limits")

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        card = self.card(
            _("How much pain is fine on a run?"),
            _(
                "“Fine up to 2, stop above 5” is usual. "
                "Charts of past days keep the limits of that time."
            ),
        )
        names: dict[str, str] = {
            LimitPreset.CAUTIOUS: _("Cautious: fine up to 2, stop above 3"),
            LimitPreset.USUAL: _("Usual: fine up to 2, stop above 5"),
            LimitPreset.AGREED: _("Agreed with my PT"),
        }
        self.presets = ChoiceRow(_("Pain limits"), names, name="preferences.limits.preset")
        self.presets.choice_changed.connect(self._on_presets_choice_changed)
        card.body.addWidget(self.presets)
        self.add_numbers(card, ("green_max", "amber_max"))
        self.initials = LineField(
            _("Agreed with, initials"),
            hint=_("Kept with the next change of a limit. Leave empty when you chose it yourself."),
            name="preferences.limits.initials",
        )
        card.body.addWidget(self.initials)
        self._history = flowing_label("", role="hint", name="preferences.limits.history")
        card.body.addWidget(self._history)
        self.body.addStretch(1)
        self.words += " " + " ".join(names.values())

    def refresh(self) -> None:
        super().refresh()
        diary, formats = self.context.journal.diary, self.context.formats()
        self.presets.set_choice(preset_of(diary))
        own = [each for each in diary.setting_changes if each.name in {"green_max", "amber_max"}]
        self._history.setHidden(not own)
        if own:
            last = own[-1]
            text = _("Last changed on {day}.").format(day=formats.day(last.at.date()))
            if last.initials:
                text += " " + _("Agreed with {initials}").format(initials=last.initials)
            self._history.setText(text)

    def _source(self, preset: LimitPreset | None = None) -> Source:
        initials = self.initials.text()
        return Source(preset, SetBy.PT if initials else SetBy.ME, initials)

    @Slot(object)
    def _on_presets_choice_changed(self, key: object) -> None:
        if key == LimitPreset.AGREED or key is None:
            self.presets.set_choice(preset_of(self.context.journal.diary))
            self._rows["green_max"].edit.setFocus()
            return
        preset = LimitPreset(str(key))
        green, amber = PRESETS[preset]
        values: dict[str, object] = {"green_max": green, "amber_max": amber}
        self.choose(values, _("pain limits"), self._source(preset))
        self.refresh()

    def _on_row_value_given(self, name: str, value: object) -> None:
        try:
            self.choose({name: value}, _("pain limits"), self._source())
        except InvalidValueError as error:
            problem = setting_problem(error, name, self.context.formats())
            if error.field != name:
                problem = _("“Stop above” must be more than “fine up to”. Raise it first.")
            self._rows[name].show_error(problem)
            return
        self._rows[name].show_error("")
        self.refresh()


class RemindersPage(PreferencesPage):
    """Every number of the rules that remind, by rule."""

    key = "reminders"

    @classmethod
    def heading(cls) -> str:
        return _("Reminders")

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        for group in setting_groups():
            if group.key not in _ELSEWHERE:
                self.add_numbers(self.card(group.heading), group.names)
        self.body.addStretch(1)


class ShoesPage(PreferencesPage):
    """When shoes are near their limit, and what limit a new pair gets."""

    key = "shoes"

    @classmethod
    def heading(cls) -> str:
        return _("Shoes")

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        for group in setting_groups():
            if group.key in {"shoes", "shoe_limits"}:
                hint = ""
                if group.key == "shoe_limits":
                    hint = _("For new pairs and for those without a limit of their own.")
                self.add_numbers(self.card(group.heading, hint), group.names)
        self.body.addStretch(1)


class MorePage(PreferencesPage):
    """Numbers of the plan, of steps and of the test of pain against load."""

    key = "more"

    @classmethod
    def heading(cls) -> str:
        return _("Plan, steps and tests")

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        for group in setting_groups():
            if group.key in {"cadence", "lag", "plan"}:
                self.add_numbers(self.card(group.heading), group.names)
        self.body.addStretch(1)
