"""A look at the week: what was noted from Monday to Sunday, in words, one week at a time."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from diary.domain.load import WEEK_DAYS
from diary.domain.period import ONE_DAY
from diary.domain.week_look import WeekLook, first_week, monday_of, week_look, week_to_look_at
from diary.texts.week_look import week_begun_text, week_parts, week_text, week_title
from diary.ui.context import PageContext
from diary.ui.dialogs.reading import fit_to_text
from diary.ui.latest import Latest
from diary.ui.week_look.offer import WeekOffer
from diary.ui.week_look.paper import week_paper
from diary.ui.widgets.announce import announce
from diary.ui.widgets.button import push_button
from diary.ui.widgets.card import Card
from diary.ui.widgets.emptying import take_all_out
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.scroll import VerticalScroll
from diary.ui.widgets.side_layout import SideLayout
from diary.ui.widgets.text import flowing_label, plain_label
from diary.words import _

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_WIDTH_EM, _HEIGHT_EM = 40, 44
_WEEK = timedelta(WEEK_DAYS)
_EARLIER_KEYS, _LATER_KEYS = "Alt+Left", "Alt+Right"


class WeekLookDialog(QDialog):
    """Shows the week `monday` begins (None: the one that is worth a look today).

    It is counted in a thread, and anew when the diary changes.
    """

    def __init__(self, context: PageContext, parent: QWidget, monday: date | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("week_look")
        self.setWindowTitle(_("A look at the week"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self._monday = monday or week_to_look_at(context.today())
        self._look: WeekLook | None = None
        self._counting = Latest(context.tasks, self)
        self.title = flowing_label("", role="title", name="week_look.title")
        self._begun = flowing_label("", role="hint", name="week_look.begun")
        self._told = flowing_label("", role="hint", name="week_look.told")
        self._told.hide()
        self._busy = plain_label(_("Counting…"), role="hint", name="week_look.busy")
        self._busy.hide()
        self._build_buttons()
        self._parts = QVBoxLayout()
        self._parts.setSpacing(12)
        self._lay_out()
        context.bridge.entries_changed.connect(self._on_bridge_entries_changed)
        self._mark_seen()
        self.refresh()
        fit_to_text(self, _WIDTH_EM, _HEIGHT_EM)
        self.earlier.setFocus()

    @property
    def shown(self) -> WeekLook | None:
        """The week that is shown; None until it was counted."""
        return self._look

    def print_on(self, printer: QPrinter) -> None:
        """Print the week that is shown."""
        if self._look is not None:
            paper = week_paper(self._look, self._zone(), self._context.formats())
            paper.print_(printer)
            self._tell(_("Sent to the printer."))

    # ---- building ------------------------------------------------------------------------------

    def _build_buttons(self) -> None:
        self.earlier = push_button(_("Week before"), name="week_look.earlier")
        self.later = push_button(_("Week after"), name="week_look.later")
        self.copy = push_button(_("Copy as text"), name="week_look.copy")
        self.print = push_button(_("Print…"), name="week_look.print")
        self.close_button = push_button(_("Close"), kind="primary", name="week_look.close")
        self.earlier.clicked.connect(self._on_earlier_clicked)
        self.later.clicked.connect(self._on_later_clicked)
        self.copy.clicked.connect(self._on_copy_clicked)
        self.print.clicked.connect(self._on_print_clicked)
        self.close_button.clicked.connect(self.accept)
        for keys, button in ((_EARLIER_KEYS, self.earlier), (_LATER_KEYS, self.later)):
            QShortcut(QKeySequence(keys), self).activated.connect(button.click)
        for button in (self.earlier, self.later, self.copy, self.print):
            button.setAutoDefault(False)

    def _lay_out(self) -> None:
        weeks, copies, ways = QWidget(), QWidget(), QWidget()
        for room, parts in (
            (weeks, (self.earlier, self.later, self._busy)),
            (copies, (self.copy, self.print)),
        ):
            row = FlowLayout(room)
            for each in parts:
                row.addWidget(each)
        end = SideLayout(ways)
        end.addWidget(copies)
        end.addWidget(self.close_button)
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(2, 2, 2, 2)
        inside.addLayout(self._parts)
        inside.addStretch(1)
        scroll = VerticalScroll(content, name="week_look.scroll")
        # With the keyboard the lines are read by scrolling.
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        scroll.setAccessibleName(_("The week in words"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        for part in (self.title, self._begun, weeks):
            layout.addWidget(part)
        layout.addWidget(scroll, 1)
        layout.addWidget(self._told)
        layout.addWidget(ways)

    # ---- what is shown -------------------------------------------------------------------------

    def refresh(self) -> None:
        """Have the week counted; the last one that was asked for is shown."""
        diary, today = self._context.undo.shown_diary(), self._context.today()
        self.later.setEnabled(self._monday < monday_of(today))
        self.earlier.setEnabled(self._monday > first_week(diary, today))
        self._busy.show()
        self._counting.want(partial(week_look, diary, self._monday, today), self._show)

    def _mark_seen(self) -> None:
        """A week that is opened on its last day or after it is offered on Today no more."""
        today = self._context.today()
        is_over = self._monday + _WEEK - ONE_DAY <= today
        if is_over and self._monday == week_to_look_at(today):
            WeekOffer(self._context.ui_state).leave(self._monday)

    def _show(self, look: WeekLook) -> None:
        self._look = look
        self._busy.hide()
        formats = self._context.formats()
        self.title.setText(week_title(look, formats))
        begun = week_begun_text(look)
        self._begun.setText(begun)
        self._begun.setHidden(not begun)
        take_all_out(self._parts)
        for part in week_parts(look, self._zone(), formats):
            card = Card(part.heading, name=f"week_look.{part.key}")
            for line in part.lines:
                card.body.addWidget(flowing_label(line))
            self._parts.addWidget(card)
            # Else it would come with the next turn of the loop only.
            card.show()

    def _zone(self) -> str | None:
        return self._context.journal.diary.person.timezone

    def _go(self, by: timedelta) -> None:
        self._monday += by
        self._told.hide()
        self.refresh()
        monday = self._context.formats().day(self._monday)
        announce(self, _("Week from {day}").format(day=monday))

    def _tell(self, text: str) -> None:
        self._told.setText(text)
        self._told.show()
        announce(self, text)

    # ---- what the person does ------------------------------------------------------------------

    @Slot()
    def _on_earlier_clicked(self) -> None:
        self._go(-_WEEK)
        if not self.earlier.isEnabled():
            self.later.setFocus()

    @Slot()
    def _on_later_clicked(self) -> None:
        self._go(_WEEK)
        if not self.later.isEnabled():
            self.earlier.setFocus()

    @Slot()
    def _on_copy_clicked(self) -> None:
        if self._look is not None:
            text = week_text(self._look, self._zone(), self._context.formats())
            QGuiApplication.clipboard().setText(text)
            self._tell(_("Copied as text."))

    @Slot()
    def _on_print_clicked(self) -> None:
        # Few people ever print, and everybody waits for what is imported.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415 - see above

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.setObjectName("week_look.printer")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(_("Print the week"))
        dialog.accepted.connect(lambda: self.print_on(printer))
        # `open` of this class wants a receiver in the old style.
        dialog.setModal(True)
        dialog.show()

    @Slot(object)
    def _on_bridge_entries_changed(self, _change_set: object) -> None:
        self.refresh()
