"""The second step: what the columns of a table are, with the first row shown as it is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from diary.domain.table_match import (
    ColumnUse,
    DateOrder,
    DecimalMark,
    TableField,
    TableLook,
    TableMatch,
)
from diary.domain.table_samples import decoded_cell
from diary.texts.numbers import Formats
from diary.ui.dialogs.form_parts import ChoiceBox
from diary.ui.import_wizard.column_row import ColumnRow
from diary.ui.import_wizard.decoded_words import read_as_text
from diary.ui.import_wizard.match_words import (
    DATES,
    LENGTHS_OR_TIMES,
    SCORES,
    mark_choices,
    order_choices,
)
from diary.ui.widgets.announce import announce
from diary.ui.widgets.chip import TickChip
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.scroll import VerticalScroll
from diary.ui.widgets.text import PlainLabel, flowing_label, plain_label
from diary.words import _, plural


class NamedTable(NamedTuple):
    """A kind of table and the name of the first file that is one."""

    name: str
    look: TableLook


class MatchStep(QWidget):
    """Shows one table at a time; `match` is what the person says about it."""

    def __init__(self, formats: Formats, zone: str) -> None:
        super().__init__()
        self._formats = formats
        self._zone = zone
        self._look: TableLook | None = None
        self.rows: list[ColumnRow] = []
        self._name = flowing_label("", role="strong", name="import.table.name")
        self._hint = flowing_label(_("Say what each column is. Nothing is added yet."), role="hint")
        self.order = ChoiceBox(_("Order of dates"), order_choices(), name="import.date_order")
        self.mark = ChoiceBox(_("Decimal mark"), mark_choices(), name="import.decimal_mark")
        self._error = plain_label("", role="error", word_wrap=True, name="import.match.error")
        self._mark_read = flowing_label("", role="hint", name="import.mark.read")
        self._order_read = flowing_label("", role="hint", name="import.order.read")
        for box in (self.order, self.mark):
            box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
            box.choice_changed.connect(self._show_read)
        self.remember = TickChip(_("Remember for files like this"), name="import.remember")
        self.remember.setChecked(True)
        self._columns = QWidget()
        self._column_rows = QVBoxLayout(self._columns)
        self._column_rows.setContentsMargins(0, 0, 0, 0)
        self._column_rows.setSpacing(8)
        content = QWidget()
        body = QVBoxLayout(content)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(10)
        body.addWidget(self._name)
        body.addWidget(self._hint)
        body.addWidget(self._error)
        body.addWidget(self._columns)
        body.addWidget(_lines((_("Order of dates"), self.order), (_("Decimal mark"), self.mark)))
        for part in (self._order_read, self._mark_read):
            body.addWidget(part)
        chips = QWidget()
        FlowLayout(chips).addWidget(self.remember)
        body.addWidget(chips)
        body.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._scroll = VerticalScroll(content, name="import.match.scroll")
        layout.addWidget(self._scroll)

    # ---- for the dialog ------------------------------------------------------------------------

    def show_table(self, table: NamedTable, match: TableMatch | None = None) -> None:
        """Show a table, matched as it was read or as the person said before."""
        look = table.look
        self._look = look
        match = look.match if match is None else match
        rows = plural("“{name}”, {n} row", "“{name}”, {n} rows", look.row_count)
        self._name.setText(rows.format(name=table.name, n=look.row_count))
        self._say_wrong("")
        while (old := self._column_rows.takeAt(0)) is not None:
            widget = old.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.rows = []
        for column, name in enumerate(look.header):
            samples = [row[column] for row in look.samples if column < len(row)]
            tag = _("Guessed.") if column in look.guessed else ""
            row = ColumnRow(column, name, samples, match.use_of(column), tag)
            row.use_changed.connect(self._on_row_use_changed)
            self._column_rows.addWidget(row)
            self.rows.append(row)
        self.order.set_choice(match.date_order)
        self.mark.set_choice(match.decimal_mark)
        self._show_read()

    def match(self) -> TableMatch:
        """What the columns are, as it is said now."""
        order, mark = self.order.choice(), self.mark.choice()
        uses = tuple(use for row in self.rows if (use := row.use()) is not None)
        zone = None if self._look is None else self._look.match.zone
        return TableMatch(
            uses,
            order if isinstance(order, DateOrder) else DateOrder.YEAR_FIRST,
            mark if isinstance(mark, DecimalMark) else DecimalMark.POINT,
            zone,
        )

    def check(self) -> bool:
        """True when the columns are enough for runs or scores; else it says what is missing."""
        fields = {use.field for use in self.match().uses}
        if not fields & DATES:
            return self._say_wrong(_("Say which column is the date."))
        if not fields & (LENGTHS_OR_TIMES | SCORES):
            return self._say_wrong(_("Say which column is the distance or the time."))
        if TableField.PAIN in fields and TableField.SIDE not in fields:
            text = _("Say which column tells the knee, or choose the left or right knee.")
            return self._say_wrong(text)
        return self._say_wrong("")

    def first_field(self) -> QWidget:
        """What has the focus on arrival: the first column that nobody knows."""
        unknown = (row.field for row in self.rows if row.use() is None)
        known = (row.field for row in self.rows)
        return next(unknown, next(known, self.order))

    # ---- inside --------------------------------------------------------------------------------

    @Slot(int)
    def _on_row_use_changed(self, column: int) -> None:
        """A field stands in one column: the one chosen last has it."""
        chosen = self.rows[column].use()
        for row in self.rows:
            use = row.use()
            if chosen is None or use is None or row.column == column:
                continue
            if use.field is chosen.field:
                row.show_use(None)
        self._say_wrong("")
        self._show_read()

    @Slot()
    def _show_read(self) -> None:
        match = self.match()
        mark_read = order_read = ""
        for row in self.rows:
            use, sample = row.use(), self._sample(row.column)
            text = "" if use is None else self._read(sample, use, match)
            is_wrong = use is not None and not self._is_readable(sample, use, match)
            row.say_read(text, is_wrong=is_wrong)
            if use is not None and use.field in DATES and not order_read:
                order_read = text
            if use is not None and not mark_read:
                mark_read = self._mark_text(row.column, use, match)
        self._show_below(self._order_read, self.order, order_read)
        self._show_below(self._mark_read, self.mark, mark_read)

    def _show_below(self, label: PlainLabel, box: ChoiceBox, text: str) -> None:
        label.setText(text)
        label.setHidden(not text)
        box.setAccessibleDescription(text)

    def _read(self, sample: str, use: ColumnUse, match: TableMatch) -> str:
        return read_as_text(sample, use, match, self._zone, self._formats) if sample else ""

    def _is_readable(self, sample: str, use: ColumnUse, match: TableMatch) -> bool:
        return not sample or decoded_cell(sample, use, match, self._zone).is_readable

    def _mark_text(self, column: int, use: ColumnUse, match: TableMatch) -> str:
        """The first sample with a decimal mark: "8,25 is read as 8.25"."""
        if self._look is None:
            return ""
        for row in self._look.samples:
            text = row[column] if column < len(row) else ""
            if not any(mark in text for mark in DecimalMark):
                continue
            number = decoded_cell(text, replace(use), match, self._zone).number
            if number is not None:
                return _("{text} is read as {number}.").format(
                    text=text.strip(), number=self._formats.number(number, 2)
                )
        return ""

    def _sample(self, column: int) -> str:
        rows = () if self._look is None else self._look.samples
        return next((row[column] for row in rows if column < len(row) and row[column].strip()), "")

    def _say_wrong(self, text: str) -> bool:
        self._error.setText(text)
        self._error.setHidden(not text)
        if text:
            announce(self._error, text, is_urgent=True)
            self._scroll.bring_into_view(self._error)
            self.first_field().setFocus()
        return not text


def _lines(*fields: tuple[str, ChoiceBox]) -> QWidget:
    whole = QWidget()
    row = FlowLayout(whole)
    for word, box in fields:
        part = QWidget()
        inside = FlowLayout(part)
        inside.addWidget(flowing_label(word))
        inside.addWidget(box)
        row.addWidget(part)
    return whole


def tables_to_match(tables: Sequence[NamedTable]) -> list[NamedTable]:
    """The tables of which something was guessed."""
    return [table for table in tables if table.look.guessed]
