"""The line above the table: find, shoe, range, activity, with pain; all but the text is kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from diary.domain.run import Sport
from diary.domain.shoe import Shoe
from diary.texts.labels import label
from diary.ui.dialogs.form_parts import ChoiceBox
from diary.ui.icons import add_clear_button, icon
from diary.ui.models.run_filter import NO_SHOE, RunFilter
from diary.ui.pages.runs.find_field import FindField
from diary.ui.theme import em, theme_watcher
from diary.ui.ui_state import UiState
from diary.ui.widgets.button import push_button
from diary.ui.widgets.chip import TickChip
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.text import set_plain_tooltip
from diary.words import _

# Days back from today; 0 is everything.
_RANGES = (0, 28, 84, 182, 365)
_FIND_EM = 14
_SHOE, _RANGE, _SPORT, _PAIN = "runs.shoe", "runs.range", "runs.sport", "runs.with_pain"
_ANY = "any"


class FilterBar(QWidget):
    """What the table is narrowed down to; `filter_changed` tells that it is another."""

    filter_changed = Signal()

    def __init__(self, ui_state: UiState) -> None:
        super().__init__()
        self._ui_state = ui_state
        # A pair that was chosen the last time can only be chosen once it is offered.
        self._kept_shoe = ui_state.get(_SHOE, _ANY)
        self._kept_sport = ui_state.get(_SPORT, _ANY)
        self.find_field = FindField()
        self.find_field.setObjectName("runs.find")
        self.find_field.setAccessibleName(
            _("Find in place, note and shoe, and in the notes of days")
        )
        self.find_field.setPlaceholderText(_("Find: place, note, shoe"))
        add_clear_button(self.find_field)
        self.find_field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        set_plain_tooltip(self.find_field, _("Ctrl+F"))
        self._search = self.find_field.addAction(
            icon("search", "text2"), QLineEdit.ActionPosition.LeadingPosition
        )
        self.shoe = ChoiceBox(_("Shoe"), [(None, _("All shoes"))], name=_SHOE)
        self.range = ChoiceBox(_("Range"), _range_choices(), name=_RANGE)
        self.range.set_choice(ui_state.get(_RANGE, 0))
        self.sport = ChoiceBox(_("Activity"), _sport_choices(()), name=_SPORT)
        for box in (self.shoe, self.range, self.sport):
            box.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            box.setSizeAdjustPolicy(box.SizeAdjustPolicy.AdjustToContents)
        self.sport.hide()
        self.pain = TickChip(_("With pain"), name=_PAIN)
        self.pain.setChecked(ui_state.get(_PAIN, False))
        set_plain_tooltip(self.pain, _("Runs with a score above 0 during or after"))
        self.clear_button = push_button(_("Clear filters"), kind="quiet", name="runs.clear")
        row = FlowLayout(self)
        for part in self._parts():
            row.addWidget(part)
        self._join()
        theme_watcher().theme_changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def run_filter(self, today: date) -> RunFilter:
        """The filter that is set, as of a day."""
        days, shoe_id = self.range.choice(), self.shoe.choice()
        sport = self.sport.choice()
        since = today - timedelta(days=days - 1) if isinstance(days, int) and days else None
        return RunFilter(
            text=self.find_field.text().strip(),
            shoe_id=shoe_id if isinstance(shoe_id, str) else None,
            since=since,
            is_with_pain=self.pain.isChecked(),
            sport=sport if isinstance(sport, Sport) else None,
        )

    def offer_shoes(self, shoes: Iterable[Shoe]) -> None:
        """Offer these pairs, those in use first."""
        choices: list[tuple[object, str]] = [(None, _("All shoes"))]
        in_order = sorted(shoes, key=lambda each: (each.is_retired, each.name.casefold()))
        choices += [(shoe.id, shoe.name) for shoe in in_order]
        self.shoe.set_choices([*choices, (NO_SHOE, _("No shoe recorded"))])
        if self._kept_shoe != _ANY:
            self.shoe.set_choice(self._kept_shoe)

    def offer_sports(self, sports: Iterable[Sport]) -> None:
        """Offer these activities; with runs only there is nothing to choose."""
        self.sport.set_choices(_sport_choices(sports))
        if self._kept_sport in set(Sport):
            self.sport.set_choice(Sport(self._kept_sport))
        self.sport.setHidden(set(sports) <= {Sport.RUN})
        self._show_clear()

    def clear(self) -> None:
        """Show everything again."""
        self.blockSignals(True)  # one change, not four
        self.find_field.clear()
        self.shoe.set_choice(None)
        self.range.set_choice(0)
        self.sport.set_choice(None)
        self.pain.setChecked(False)
        self.blockSignals(False)
        self._keep()
        self.filter_changed.emit()

    def words(self) -> str:
        """What is set, in words: "“Red 3”, last 4 weeks"."""
        parts = []
        if self.find_field.text().strip():
            parts.append(_("“{text}”").format(text=self.find_field.text().strip()))
        if self.shoe.choice() is not None:
            parts.append(_("shoe “{name}”").format(name=self.shoe.currentText()))
        if self.range.choice():
            text = self.range.currentText()
            parts.append(text[:1].lower() + text[1:])
        if self.sport.choice() is not None:
            text = self.sport.currentText()
            parts.append(text[:1].lower() + text[1:])
        if self.pain.isChecked():
            parts.append(_("with pain"))
        return ", ".join(parts)

    def tab_stops(self) -> list[QWidget]:
        """The controls in reading order."""
        return [part for part in self._parts() if not part.isHidden()]

    def _parts(self) -> list[QWidget]:
        return [self.find_field, self.shoe, self.range, self.sport, self.pain, self.clear_button]

    def _join(self) -> None:
        self.find_field.textChanged.connect(self._on_part_changed)
        for box in (self.shoe, self.range, self.sport):
            box.choice_changed.connect(self._on_part_changed)
        self.pain.toggled.connect(self._on_part_changed)
        self.clear_button.clicked.connect(self._on_clear_button_clicked)
        self._show_clear()

    def _keep(self) -> None:
        """Remember what is chosen; what is typed is for this time only."""
        shoe, days, sport = self.shoe.choice(), self.range.choice(), self.sport.choice()
        self._kept_shoe = shoe if isinstance(shoe, str) else _ANY
        self._kept_sport = sport.value if isinstance(sport, Sport) else _ANY
        self._ui_state.set(_SHOE, self._kept_shoe)
        self._ui_state.set(_RANGE, days if isinstance(days, int) else 0)
        self._ui_state.set(_SPORT, self._kept_sport)
        self._ui_state.set(_PAIN, self.pain.isChecked())
        self._show_clear()

    def _show_clear(self) -> None:
        # The text has a way out of its own at the end of its line.
        has_choice = self.shoe.choice() is not None or self.sport.choice() is not None
        is_set = has_choice or bool(self.range.choice()) or self.pain.isChecked()
        self.clear_button.setHidden(not is_set)

    @Slot()
    def _on_part_changed(self) -> None:
        if self.sender() is not self.find_field:
            self._keep()
        self.filter_changed.emit()

    @Slot()
    def _on_clear_button_clicked(self) -> None:
        self.find_field.setFocus()
        self.clear()

    @Slot()
    def _on_theme_changed(self) -> None:
        self._search.setIcon(icon("search", "text2"))
        self.find_field.setMinimumWidth(_FIND_EM * em())


def _range_choices() -> list[tuple[object, str]]:
    texts = (
        _("All time"),
        _("Last 4 weeks"),
        _("Last 12 weeks"),
        _("Last 6 months"),
        _("Last year"),
    )
    return list(zip(_RANGES, texts, strict=True))


def _sport_choices(sports: Iterable[Sport]) -> list[tuple[object, str]]:
    choices: list[tuple[object, str]] = [(None, _("All activities"))]
    there = set(sports)
    for sport in Sport:
        if sport in there:
            text = _("Runs only") if sport is Sport.RUN else label(sport)
            choices.append((sport, text))
    return choices
