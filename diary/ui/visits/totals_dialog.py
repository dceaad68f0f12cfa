"""The totals of forms that were filled in with a PT: what there is, and ways to change it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from diary.domain.change import ChangeSet
from diary.domain.total import Scale, Total, change_to, in_order_of_time
from diary.services.totals import put_total, remove_total
from diary.texts.totals import change_text, substantial_text, total_name, total_text
from diary.ui.context import PageContext
from diary.ui.dialogs.reading import fit_to_text
from diary.ui.dialogs.two_line_list import TwoLineList, TwoLines
from diary.ui.visits.deleted_strip import DeletedStrip
from diary.ui.visits.total_form import TotalForm
from diary.ui.widgets.button import push_button
from diary.ui.widgets.empty_state import EmptyState
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.text import flowing_label
from diary.words import _

_WIDTH_EM, _HEIGHT_EM = 36, 28


class TotalsDialog(QDialog):
    """Changes the diary through the undo history; it is right again after every change."""

    def __init__(self, context: PageContext, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("totals")
        self.setWindowTitle(_("Totals of forms"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self._totals: list[Total] = []
        self._hint = flowing_label(
            _(
                "When your PT has you fill in a form, keep its total here. The questions stay on"
                " paper. The report shows the totals and by how much they changed."
            ),
            role="hint",
        )
        self._told = DeletedStrip(context.undo, name="totals.told")
        self._told.answered.connect(self._take_focus)
        self.list = TwoLineList(_("Totals, the newest first"), name="totals.list")
        self.list.row_entered.connect(self._on_edit_clicked)
        self.list.itemDoubleClicked.connect(self._on_edit_clicked)
        self.nothing = EmptyState(
            "report",
            _("No totals yet"),
            _("Add the total of a form such as AKPS or LEFS."),
            name="totals.none",
        )
        self.add = push_button(_("Add total…"), kind="primary", name="totals.add")
        self.edit = push_button(_("Edit…"), name="totals.edit")
        self.remove = push_button(_("Delete"), name="totals.remove")
        self.close_button = push_button(_("Close"), name="totals.close")
        self.add.clicked.connect(self._on_add_clicked)
        self.edit.clicked.connect(self._on_edit_clicked)
        self.remove.clicked.connect(self._on_remove_clicked)
        self.close_button.clicked.connect(self.accept)
        self._lay_out()
        context.bridge.entries_changed.connect(self._on_bridge_entries_changed)
        self.refresh()
        fit_to_text(self, _WIDTH_EM, _HEIGHT_EM)

    def refresh(self) -> None:
        """Show what is in the diary now; the row stays chosen as far as it is there."""
        place = self.list.currentRow()
        self._totals = in_order_of_time(self._context.journal.diary.totals.values())[::-1]
        self.list.show_rows([self._row(total) for total in self._totals])
        self.list.setCurrentRow(min(max(place, 0), len(self._totals) - 1))
        has_some = bool(self._totals)
        for part in (self.list, self.edit, self.remove):
            part.setVisible(has_some)
        self.nothing.setHidden(has_some)

    def _row(self, total: Total) -> TwoLines:
        formats = self._context.formats()
        change = change_to(total, self._totals)
        parts = [formats.day(total.on), substantial_text(total)]
        if change is not None:
            parts.append(change_text(change, formats))
        return TwoLines(total_text(total, formats), ", ".join(filter(None, parts)))

    def _lay_out(self) -> None:
        buttons = QWidget()
        row = FlowLayout(buttons)
        for button in (self.add, self.edit, self.remove, self.close_button):
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self._hint)
        layout.addWidget(self._told)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.nothing, 1)
        layout.addWidget(buttons)

    # ---- what the person does ------------------------------------------------------------------

    @Slot()
    def _on_add_clicked(self) -> None:
        usual = self._totals[0].scale if self._totals else Scale.AKPS
        self._open_form(None, usual)

    @Slot()
    def _on_edit_clicked(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._totals):
            self._open_form(self._totals[row], self._totals[row].scale)

    def _open_form(self, base: Total | None, scale: Scale) -> None:
        context = self._context
        form = TotalForm(base, scale, context.today(), context.new_id, context.formats(), self)
        form.total_given.connect(self._on_form_total_given)
        form.open()

    @Slot(object)
    def _on_form_total_given(self, total: Total) -> None:
        diary, formats = self._context.journal.diary, self._context.formats()
        step = _("total {name}").format(name=total_name(total, formats))
        self._context.undo.push(step, put_total(diary, total))
        self._told.hide()
        places = [each.id for each in self._totals]
        if total.id in places:
            self.list.setCurrentRow(places.index(total.id))
        self.list.setFocus()

    @Slot()
    def _on_remove_clicked(self) -> None:
        row = self.list.currentRow()
        if not 0 <= row < len(self._totals):
            return
        total = self._totals[row]
        name = total_name(total, self._context.formats())
        gone = remove_total(self._context.journal.diary, total.id)
        self._told.delete(_("deleting of total {name}").format(name=name), gone, name)
        self._take_focus()

    @Slot()
    def _take_focus(self) -> None:
        (self.list if self._totals else self.add).setFocus()

    @Slot(object)
    def _on_bridge_entries_changed(self, _change_set: ChangeSet) -> None:
        self.refresh()
