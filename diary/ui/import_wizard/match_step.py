"""The second step: what the columns of a table are, with the first row shown as it is read."""

from __future__ import annotations

from dataclasses import replace

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
from diary.texts.tables import odd_scores_text
from diary.ui.focus_order import put_in_order
from diary.ui.import_wizard.column_row import ColumnRow
from diary.ui.import_wizard.decoded_words import mark_text, read_as_text, short
from diary.ui.import_wizard.match_order import MatchOrder
from diary.ui.import_wizard.match_words import DATES, LENGTHS_OR_TIMES
from diary.ui.import_wizard.pain_words import pains_text
from diary.ui.import_wizard.remembered_match import fitting_order
from diary.ui.import_wizard.table_walk import NamedTable
from diary.ui.widgets.announce import announce
from diary.ui.widgets.chip import TickChip
from diary.ui.widgets.emptying import take_all_out
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.scroll import VerticalScroll
from diary.ui.widgets.strip import MessageStrip
from diary.ui.widgets.text import flowing_label, plain_label
from diary.words import _, plural


class MatchStep(QWidget):
    """Shows one table at a time; `match` is what the person says about it."""

    def __init__(self, formats: Formats, zone: str) -> None:
        super().__init__()
        self._formats = formats
        self._zone = zone
        self._look: TableLook | None = None
        self.rows: list[ColumnRow] = []
        self._name = flowing_label("", role="strong", name="import.table.name")
        hint = flowing_label(_("Say what each column is. Nothing is added yet."), role="hint")
        self._error = plain_label("", role="error", word_wrap=True, name="import.match.error")
        self.pains = MessageStrip("info", "", name="import.pains")
        self.pains.action_requested.connect(self._on_pains_action_requested)
        self._odd = plain_label("", role="warn", word_wrap=True, name="import.odd_scores")
        self._misfit = plain_label("", role="warn", word_wrap=True, name="import.misfit")
        self.leave_out = TickChip(_("Leave this table out"), name="import.leave_out")
        self.leave_out.toggled.connect(self._on_leave_out_toggled)
        leave_out_line = QWidget()
        FlowLayout(leave_out_line).addWidget(self.leave_out)
        self.order = MatchOrder()
        self.order.changed.connect(self._show_read)
        self.order.confirmed.connect(self._on_order_confirmed)
        self._columns = QWidget()
        self._column_rows = QVBoxLayout(self._columns)
        self._column_rows.setContentsMargins(0, 0, 0, 0)
        self._column_rows.setSpacing(8)
        self.remember = TickChip(_("Remember for files like this"), name="import.remember")
        chips = QWidget()
        FlowLayout(chips).addWidget(self.remember)
        self._said = (self.pains, self._odd, self.order, self._columns, chips)
        content = QWidget()
        body = QVBoxLayout(content)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(10)
        for part in (self._name, hint, leave_out_line, self._misfit, self._error, *self._said):
            body.addWidget(part)
        body.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._scroll = VerticalScroll(content, name="import.match.scroll")
        layout.addWidget(self._scroll)

    # ---- for the dialog ------------------------------------------------------------------------

    def show_table(
        self, table: NamedTable, match: TableMatch | None = None, *, is_left_out: bool = False
    ) -> None:
        """Show a table, matched as it was read or as the person said before."""
        look, is_said = table.look, match is not None
        self._look = look
        misfit = "" if is_said else table.misfit
        match = look.match if match is None else match
        order = fitting_order(misfit, match) if misfit else None
        match = match if order is None else replace(match, date_order=order)
        self._show_misfit("" if order else misfit)
        rows = plural("“{name}”, {n} row", "“{name}”, {n} rows", look.row_count)
        said = rows.format(name=table.name, n=look.row_count)
        if table.file_count > 1:
            text = plural("and {n} more like it", "and {n} more like it", table.file_count - 1)
            said = f"{said}, {text.format(n=table.file_count - 1)}"
        self._name.setText(said)
        self._say_wrong("")
        self.leave_out.setChecked(is_left_out)
        self._show_columns(look, match)
        odd_day = misfit if order else ""
        self.order.show_look(look, match, is_said=is_said, misfit=odd_day)
        self._on_order_confirmed()
        self._odd.setText(odd_scores_text(look))
        self._show_read()
        self._show_said()

    def match(self) -> TableMatch:
        """What the columns are, as it is said now."""
        order, mark = self.order.order.choice(), self.order.mark.choice()
        uses = tuple(use for row in self.rows if (use := row.use()) is not None)
        zone = None if self._look is None else self._look.match.zone
        return TableMatch(
            uses,
            order if isinstance(order, DateOrder) else DateOrder.YEAR_FIRST,
            mark if isinstance(mark, DecimalMark) else DecimalMark.POINT,
            zone,
        )

    def is_left_out(self) -> bool:
        """True when nothing of the table is wanted."""
        return self.leave_out.isChecked()

    def check(self) -> bool:
        """True when the columns are enough for runs or scores; else it says what is missing."""
        if self.is_left_out():
            return self._say_wrong("")
        fields = {use.field for use in self.match().uses}
        if not fields & DATES:
            return self._say_wrong(_("Say which column is the date."))
        if not fields & LENGTHS_OR_TIMES and not any(field.is_score for field in fields):
            return self._say_wrong(_("Say which column is the distance or the time."))
        if TableField.PAIN in fields and TableField.SIDE not in fields:
            text = _("Say which column tells the knee, or choose the left or right knee.")
            uses = ((row, row.use()) for row in self.rows)
            at = (row.field for row, use in uses if use and use.field is TableField.PAIN)
            return self._say_wrong(text, next(at))
        if self.order.is_open:
            text = _("Look how dates and numbers are read, and tick that it is right.")
            return self._say_wrong(text, self.order.confirm)
        return self._say_wrong("")

    def first_field(self) -> QWidget:
        """What has the focus on arrival: what is open about the table, from above."""
        if self.is_left_out():
            return self.leave_out
        if self._unused_pains():
            return self.pains.button("use")
        return self.order.order if self.order.is_open else self._first_column()

    def _first_column(self) -> QWidget:
        """The first column that nobody knows."""
        unknown = (row.field for row in self.rows if row.use() is None)
        known = (row.field for row in self.rows)
        return next(unknown, next(known, self.order.order))

    # ---- showing a table -----------------------------------------------------------------------

    def _show_misfit(self, cell: str) -> None:
        """Tell that what was remembered of such tables is not what this one holds."""
        text = _("Such tables were matched before, but “{text}” does not fit. Check the columns.")
        self._misfit.setText(text.format(text=short(cell)) if cell else "")
        self._misfit.setHidden(not cell)

    def _show_columns(self, look: TableLook, match: TableMatch) -> None:
        take_all_out(self._column_rows)
        self.rows = []
        for column in range(len(look.header)):
            row = ColumnRow(column, look, match.use_of(column))
            row.use_changed.connect(self._on_row_use_changed)
            self._column_rows.addWidget(row)
            self.rows.append(row)
        boxes = [box for row in self.rows for box in (row.field, row.unit)]
        put_in_order([self.order.confirm, *boxes])

    def _show_said(self) -> None:
        """Of a table that is left out there is nothing to be said."""
        for part in self._said:
            part.setHidden(self.is_left_out())
        if not self.is_left_out():
            self._show_pains()
            self._odd.setHidden(not self._odd.text())

    def _show_pains(self) -> None:
        """Tell the columns that look like scores of a knee and are not imported."""
        unused = self._unused_pains()
        if unused and self._look is not None:
            text = pains_text(self._look, unused)
            more = plural(
                "It is left out unless you say what it is.",
                "They are left out unless you say what they are.",
                len(unused),
            )
            use = plural("Use it", "Use them", len(unused))
            self.pains.set_message("info", text, more, actions=[("use", use)])
            put_in_order([self.leave_out, self.pains.button("use"), self.order.order])
        self.pains.setHidden(not unused)

    def _unused_pains(self) -> list[ColumnUse]:
        pains = () if self._look is None else self._look.pains
        return [use for use in pains if self.rows[use.column].use() is None]

    # ---- inside --------------------------------------------------------------------------------

    @Slot(bool)
    def _on_leave_out_toggled(self, _is_on: bool) -> None:
        self._say_wrong("")
        self._show_said()

    @Slot()
    def _on_order_confirmed(self) -> None:
        """A guess is remembered only once somebody has looked at it."""
        self.remember.setEnabled(not self.order.is_open)
        self.remember.setChecked(not self.order.is_open)

    @Slot()
    def _on_pains_action_requested(self) -> None:
        used = self._unused_pains()
        for use in used:
            self.rows[use.column].show_use(use)
        self._show_read()
        # The button that has the focus is taken away.
        self.rows[used[0].column].field.setFocus()
        self._show_pains()

    @Slot(int)
    def _on_row_use_changed(self, column: int) -> None:
        """A field other than a score stands in one column: the one chosen last has it."""
        chosen = self.rows[column].use()
        for row in self.rows:
            use = row.use()
            if chosen is None or use is None or row.column == column:
                continue
            if use.field is chosen.field and not use.field.is_score:
                row.show_use(None)
        self._say_wrong("")
        self._show_read()
        self._show_pains()

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
        self.order.say_read(order_read, mark_read)

    def _read(self, sample: str, use: ColumnUse, match: TableMatch) -> str:
        return read_as_text(sample, use, match, self._zone, self._formats) if sample else ""

    def _mark_text(self, column: int, use: ColumnUse, match: TableMatch) -> str:
        if self._look is None:
            return ""
        return mark_text(self._look, column, use, match, self._zone, self._formats)

    def _is_readable(self, sample: str, use: ColumnUse, match: TableMatch) -> bool:
        return not sample or decoded_cell(sample, use, match, self._zone).is_readable

    def _sample(self, column: int) -> str:
        rows = () if self._look is None else self._look.samples
        return next((row[column] for row in rows if column < len(row) and row[column].strip()), "")

    def _say_wrong(self, text: str, at: QWidget | None = None) -> bool:
        self._error.setText(text)
        self._error.setHidden(not text)
        if text:
            announce(self._error, text, is_urgent=True)
            self._scroll.bring_into_view(self._error if at is None else at)
            (at or self._first_column()).setFocus()
        return not text
