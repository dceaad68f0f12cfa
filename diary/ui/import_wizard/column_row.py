"""One column of a foreign table: its name and samples, and what the person says it is."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from diary.domain.knee import Moment
from diary.domain.table_match import ColumnUse, TableField, TableLook, TableUnit
from diary.ui.dialogs.form_parts import ChoiceBox
from diary.ui.import_wizard.decoded_words import short
from diary.ui.import_wizard.match_words import field_choices, unit_choices
from diary.ui.theme import em
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.side_layout import SideLayout
from diary.ui.widgets.text import flowing_label, plain_label
from diary.words import _

_LEAST_EM = 11


class ColumnRow(QFrame):
    """`use_changed` carries the number of the column; `use` is what it is now."""

    use_changed = Signal(int)

    def __init__(self, column: int, look: TableLook, use: ColumnUse | None) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.column = column
        self.is_touched = False
        self._is_guessed = column in look.guessed
        self._moment = look.moment_of(column)
        title = column_title(look, column)
        samples = [row[column] for row in look.samples if column < len(row)]
        filled = [short(sample) for sample in samples if sample.strip()]
        examples = " \N{MIDDLE DOT} ".join(filled) if filled else _("empty in the first rows")
        self.field = ChoiceBox(
            _("What “{column}” is").format(column=title),
            field_choices(),
            name=f"import.column.{column}",
        )
        self.unit = ChoiceBox(
            _("More about “{column}”").format(column=title),
            [(None, "")],
            name=f"import.column.{column}.unit",
        )
        for box in (self.field, self.unit):
            box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
        self.field.choice_changed.connect(self._on_field_choice_changed)
        self.unit.choice_changed.connect(self._on_unit_choice_changed)
        words = QWidget()
        lines = QVBoxLayout(words)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2)
        lines.addWidget(plain_label(title, role="strong", word_wrap=True))
        lines.addWidget(plain_label(examples, role="hint", word_wrap=True))
        choices = QWidget()
        row = FlowLayout(choices)
        for box in (self.field, self.unit):
            row.addWidget(box)
        self._below = flowing_label("", role="hint", name=f"import.column.{column}.read")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(4)
        both = SideLayout(layout, least_width=_LEAST_EM * em())
        both.addWidget(words)
        both.addWidget(choices)
        layout.addWidget(self._below)
        self.show_use(use)

    def use(self) -> ColumnUse | None:
        """What the column holds; None = it is not imported."""
        of, more = self.field.choice(), self.unit.choice()
        if not isinstance(of, TableField):
            return None
        unit = more if isinstance(more, TableUnit) else None
        # What the name of the column says stays open for another table of the same columns.
        moment = more if isinstance(more, Moment) and more is not self._moment else None
        return ColumnUse(self.column, of, unit, moment)

    def show_use(self, use: ColumnUse | None) -> None:
        """Show what the column holds, without telling anybody."""
        of = None if use is None else use.field
        self.field.set_choice(of)
        self._offer_units(of)
        if use is not None and not use.field.is_score:
            self.unit.set_choice(use.unit)
        elif use is not None:
            self.unit.set_choice(use.moment or self._moment)

    def say_read(self, text: str, *, is_wrong: bool = False) -> None:
        """Say below how the first row is read; what was guessed stands out."""
        is_tagged = self._is_guessed and self.use() is not None and not self.is_touched
        tag = _("Guessed: check it.") if is_tagged else ""
        said = " ".join(part for part in (tag, text) if part)
        self._below.set_role("error" if is_wrong else "body" if is_tagged else "hint")
        self._below.setText(said)
        self._below.setHidden(not said)
        self.field.setAccessibleDescription(said)

    def _offer_units(self, of: TableField | None) -> None:
        choices = unit_choices(of)
        self.unit.set_choices(choices or [(None, "")])
        if of is not None and of.is_score:
            self.unit.set_choice(self._moment)
        self.unit.setHidden(not choices)

    @Slot(object)
    def _on_field_choice_changed(self, of: TableField | None) -> None:
        self.is_touched = True
        self._offer_units(of)
        self.use_changed.emit(self.column)

    @Slot()
    def _on_unit_choice_changed(self) -> None:
        self.is_touched = True
        self.use_changed.emit(self.column)


def column_title(look: TableLook, column: int) -> str:
    """What a column is called in the file, or its number."""
    name = look.header[column] if column < len(look.header) else ""
    return short(name) or _("Column {n}").format(n=column + 1)
