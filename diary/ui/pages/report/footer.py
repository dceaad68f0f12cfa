"""The line below the report: how much was recorded, and the ways in which it leaves."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from diary.ui.widgets.button import push_button
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.side_layout import SideLayout
from diary.ui.widgets.text import flowing_label, set_plain_tooltip
from diary.words import _


class ReportFooter(QWidget):
    """`asked` carries what is wanted: export, print, pdf or html."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.recorded = flowing_label("", role="hint", name="report.recorded")
        buttons = QWidget()
        row = FlowLayout(buttons)
        self._buttons = {
            "export": push_button(_("Export…"), icon_name="export", name="report.export"),
            "print": push_button(_("Print…"), icon_name="print", name="report.print"),
            "html": push_button(_("Save page…"), name="report.save_page"),
            "pdf": push_button(_("Save PDF…"), kind="primary", name="report.save_pdf"),
        }
        set_plain_tooltip(self._buttons["export"], _("Ctrl+E"))
        set_plain_tooltip(self._buttons["print"], _("Ctrl+P"))
        said = _("One page for any browser, with a table below every figure")
        set_plain_tooltip(self._buttons["html"], said)
        for key, button in self._buttons.items():
            button.clicked.connect(lambda _on=False, key=key: self.asked.emit(key))
            row.addWidget(button)
        # Inside another layout it would not hear at once that the text got longer.
        line = SideLayout(self)
        line.setContentsMargins(20, 8, 20, 8)
        line.addWidget(self.recorded)
        line.addWidget(buttons)

    def set_possible(self, *, is_possible: bool) -> None:
        """Let the report leave or not."""
        for button in self._buttons.values():
            button.setEnabled(is_possible)
