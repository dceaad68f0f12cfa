"""The page about how the window looks; it belongs to this computer and not to the diary."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Slot

from diary.ui.context import PageContext
from diary.ui.dialogs.form_parts import ChoiceBox
from diary.ui.display import Display
from diary.ui.look import NORMAL, TEXT_SIZES, WindowLook
from diary.ui.preferences.page import PreferencesPage
from diary.ui.preferences.rows import ButtonRow
from diary.ui.week_look.offer import WeekOffer
from diary.ui.widgets.chip import TickChip
from diary.ui.widgets.fields import ChoiceRow
from diary.words import _


class LookPage(PreferencesPage):
    """Theme, text size, animations, how charts and knees are drawn, and a line on Today."""

    key = "look"

    @classmethod
    def heading(cls) -> str:
        return _("Look")

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._look = WindowLook(context.ui_state)
        themes = {
            "system": _("Same as the system"),
            "light": _("Light"),
            "dark": _("Dark"),
            "contrast": _("High contrast"),
        }
        self.theme = self._add_choice("theme", _("Theme"), themes)
        self.theme.choice_changed.connect(self._on_theme_choice_changed)
        card = self.card(_("Text size"), _("Ctrl with + or - changes it from everywhere."))
        sizes = [(size, f"{size} %") for size in TEXT_SIZES]
        self.text_size = ChoiceBox(_("Text size"), sizes, name="preferences.look.text_size")
        self.text_size.choice_changed.connect(self._on_text_size_choice_changed)
        card.body.addWidget(ButtonRow((self.text_size,)))
        motions = {"system": _("Same as the system"), "off": _("Off")}
        self.motion = self._add_choice("motion", _("Animations"), motions)
        self.motion.choice_changed.connect(self._on_motion_choice_changed)
        markers = {"normal": _("Normal"), "large": _("Large")}
        self.markers = self._add_choice("markers", _("Marks in charts"), markers)
        self.markers.choice_changed.connect(self._on_markers_choice_changed)
        card = self.card(_("Tables and knees"))
        self.dense = TickChip(_("Dense tables"), name="preferences.look.dense")
        self.dense.clicked.connect(self._on_dense_clicked)
        self.plain_map = TickChip(_("Plain grey knee map"), name="preferences.look.plain_map")
        self.plain_map.clicked.connect(self._on_plain_map_clicked)
        card.body.addWidget(ButtonRow((self.dense, self.plain_map)))
        self.words += f" {self.dense.label} {self.plain_map.label}"
        card = self.card(_("On Today"), _("A quiet line, never a notification."))
        self._week = WeekOffer(context.ui_state)
        self.week = TickChip(
            _("Offer a look at the week on Sundays and Mondays"), name="preferences.look.week"
        )
        self.week.clicked.connect(self._on_week_clicked)
        card.body.addWidget(ButtonRow((self.week,)))
        self.words += f" {self.week.label}"
        self.body.addStretch(1)

    def refresh(self) -> None:
        super().refresh()
        shown = self._look.display()
        self.theme.set_choice(self._look.theme())
        self.text_size.set_choice(self._look.text_percent())
        self.motion.set_choice("system" if self._look.has_motion() else "off")
        self.markers.set_choice("large" if shown.has_large_markers else "normal")
        self.dense.setChecked(shown.has_dense_tables)
        self.plain_map.setChecked(shown.is_map_plain)
        self.week.setChecked(self._week.is_on())

    def can_reset(self) -> bool:
        return True

    def reset(self) -> None:
        usual = Display()
        self._look.choose_motion(has_motion=True)
        self._change(
            has_large_markers=usual.has_large_markers,
            has_dense_tables=usual.has_dense_tables,
            is_map_plain=usual.is_map_plain,
        )
        self._week.choose(is_on=True)
        self._look.choose_theme("system")
        self._look.choose_text_size(NORMAL)
        self.refresh()

    def _add_choice(self, key: str, title: str, choices: dict[str, str]) -> ChoiceRow:
        card = self.card(title)
        row = ChoiceRow(title, choices, name=f"preferences.look.{key}")
        card.body.addWidget(row)
        self.words += " " + " ".join(choices.values())
        return row

    def _change(self, **values: bool) -> None:
        self._look.choose_display(replace(self._look.display(), **values))  # type: ignore[arg-type] # flags by name

    @Slot(object)
    def _on_theme_choice_changed(self, key: object) -> None:
        self._look.choose_theme(str(key or "system"))
        self.refresh()

    @Slot(object)
    def _on_text_size_choice_changed(self, size: object) -> None:
        self._look.choose_text_size(int(str(size)))

    @Slot(object)
    def _on_motion_choice_changed(self, key: object) -> None:
        self._look.choose_motion(has_motion=key != "off")
        self.refresh()

    @Slot(object)
    def _on_markers_choice_changed(self, key: object) -> None:
        self._change(has_large_markers=key == "large")
        self.refresh()

    @Slot(bool)
    def _on_dense_clicked(self, is_on: bool) -> None:
        self._change(has_dense_tables=is_on)

    @Slot(bool)
    def _on_plain_map_clicked(self, is_on: bool) -> None:
        self._change(is_map_plain=is_on)

    @Slot(bool)
    def _on_week_clicked(self, is_on: bool) -> None:
        self._week.choose(is_on=is_on)
