"""Asks what is handed to a PT, of which days, with what in it, and where it is put.

It makes nothing itself; it shows how far that has come and what went wrong.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple, cast

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from diary.domain.diary import Diary
from diary.domain.hand_over import KNEE_PARTS, PASSPHRASE_LONGEST, Part
from diary.domain.report_choice import PersonShown, knees_left_out
from diary.services.export_for_pt import Form
from diary.texts.hand_over import left_out_text
from diary.texts.numbers import Formats
from diary.ui.dialogs.form_dialog import FormDialog
from diary.ui.dialogs.form_parts import ChoiceBox, Labelled, two_columns
from diary.ui.visit_wishes import ReportWish
from diary.ui.visits.export_words import (
    days_before_hint,
    days_before_text,
    days_text,
    form_text,
    form_title,
    notes_text,
)
from diary.ui.visits.leaving_ticks import LeavingTicks
from diary.ui.visits.naming import person_choices
from diary.ui.visits.range_picker import RangePicker
from diary.ui.widgets.announce import announce
from diary.ui.widgets.button import push_button
from diary.ui.widgets.chip import TickChip
from diary.ui.widgets.fields import LineField
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.side_layout import SideLayout
from diary.ui.widgets.text import elided_label, plain_label
from diary.words import _

NAME = "export"
SLOW_AFTER_MS = 300
_USUAL = frozenset({Form.PAGE, Form.PDF})
_FULL = frozenset({Form.FILE, Form.TABLES})


class ExportDecision(NamedTuple):
    """What was decided beside the wish; `without` counts for diary file and tables alone."""

    forms: frozenset[Form]
    without: frozenset[Part]
    passphrase: str | None
    folder: Path


class ExportDialog(FormDialog):
    """`decided` carries an `ExportDecision`; `wish_changed` what was chosen for the report.

    `look_through_requested` asks for the notes, `folder_requested` for another folder,
    `stop_requested` to give up what is under way.
    """

    decided = Signal(object)
    wish_changed = Signal(object)
    look_through_requested = Signal()
    folder_requested = Signal()
    stop_requested = Signal()

    def __init__(
        self, wish: ReportWish, diary: Diary, today: date, folder: Path, parent: QWidget
    ) -> None:
        super().__init__(_("Export for my PT"), _("Export"), name=NAME, parent=parent)
        self._wish = wish
        self._folder = folder
        self._is_working = False
        self._build(wish, diary, today)
        self._lay_out()
        self._connect()
        self.set_folder(folder)
        self._show_heeded()
        self.forms[Form.PAGE].setFocus()

    @property
    def is_working(self) -> bool:
        """True while something is made."""
        return self._is_working

    def show_wish(self, wish: ReportWish, diary: Diary, today: date, formats: Formats) -> None:
        """Show what is chosen, without telling anybody."""
        self._wish = wish
        span = wish.days(diary, today)
        self.days.show_wish(wish, diary, today, formats)
        self.days_before.set_label(days_before_text(len(span)))
        self.days_before.setChecked(wish.has_days_before)
        entries = sum(on in span for on in diary.days)
        hidden = knees_left_out(diary, wish.choice(diary, today))
        told = days_text(entries, len(span)), left_out_text(KNEE_PARTS[knee] for knee in hidden)
        self._days_text.setText(" ".join(filter(None, told)))
        notes = self.leaving.show_wish(wish, diary, span)
        self._notes_text.setText(notes_text(*notes) if wish.has_notes else "")
        self._notes_text.setHidden(not wish.has_notes)
        self.person.set_choices(person_choices(diary.person))
        self.person.set_choice(wish.person)
        self.fit()

    def set_folder(self, folder: Path) -> None:
        """Put everything there."""
        self._folder = folder
        self._folder_text.setText(str(folder))
        said = _("Save to {folder}. Choose another folder").format(folder=folder)
        self.folder.setAccessibleName(said)

    def begin(self) -> None:
        """Something is made from now on; it shows when that takes a while."""
        self._is_working = True
        self._show_error("")
        self.save_button.setEnabled(False)
        self._progress.setRange(0, 0)
        self._slow.start()

    def end(self, problem: str = "") -> None:
        """Nothing is under way any more; say what went wrong, if anything did."""
        self._is_working = False
        self._slow.stop()
        self._working.hide()
        self.save_button.setEnabled(True)
        self._show_error(problem)

    @Slot(int, int)
    def show_progress(self, done: int, total: int) -> None:
        """So many files of so many are made."""
        self._progress.setRange(0, total)
        self._progress.setValue(done)

    def submit(self) -> None:
        """Hand the decision on, or say what is missing."""
        forms = self.chosen_forms()
        if self._is_working:
            return
        if not forms:
            self._show_error(_("Tick at least one thing to hand over."))
            self.forms[Form.PAGE].setFocus()
            return
        passphrase = self.passphrase.edit.text() if Form.FILE in forms else ""
        if passphrase != (self.again.edit.text() if Form.FILE in forms else ""):
            self.again.set_error(_("Type the same passphrase twice."))
            self.again.edit.setFocus()
            self.keep_in_view(self.again)
            announce(self.again, _("Type the same passphrase twice."))
            return
        self.again.set_error("")
        without = frozenset(part for part, chip in self.parts.items() if not chip.isChecked())
        self.decided.emit(ExportDecision(forms, without, passphrase or None, self._folder))

    def reject(self) -> None:
        if self._is_working:
            self.stop_requested.emit()
        else:
            super().reject()

    def chosen_forms(self) -> frozenset[Form]:
        """What is ticked."""
        return frozenset(form for form, chip in self.forms.items() if chip.isChecked())

    # ---- building ------------------------------------------------------------------------------

    def _build(self, wish: ReportWish, diary: Diary, today: date) -> None:
        self.forms = {form: TickChip(form_title(form), name=f"{NAME}.{form}") for form in Form}
        for form, chip in self.forms.items():
            chip.setChecked(form in _USUAL)
            chip.setAccessibleDescription(form_text(form))
        self.days = RangePicker(wish, diary, today, name=NAME)
        self._days_text = plain_label("", role="hint", word_wrap=True, name=f"{NAME}.days")
        self.leaving = LeavingTicks(wish, self, name=NAME)
        self._notes_text = plain_label("", role="hint", word_wrap=True)
        self.person = ChoiceBox(_("Named by"), person_choices(diary.person), name=f"{NAME}.person")
        self.person.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.person.setSizeAdjustPolicy(self.person.SizeAdjustPolicy.AdjustToContents)
        self._person = Labelled(_("Named by"), self.person, is_wide=False)
        words = {Part.RUNS: _("Runs"), Part.SHOES: _("Shoes"), Part.REMINDERS: _("Reminders")}
        self.parts = {part: TickChip(text, name=f"{NAME}.{part}") for part, text in words.items()}
        for chip in self.parts.values():
            chip.setChecked(True)
        self.days_before = TickChip(days_before_text(1), name=f"{NAME}.days_before")
        self.days_before.setAccessibleDescription(days_before_hint())
        self.passphrase = LineField(_("Passphrase"), name=f"{NAME}.passphrase")
        self.again = LineField(_("Type it again"), name=f"{NAME}.again")
        for field in (self.passphrase, self.again):
            field.edit.setMaxLength(PASSPHRASE_LONGEST)
            field.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.shows = TickChip(_("Show"), name=f"{NAME}.show")
        self.shows.setAccessibleName(_("Show the passphrase"))
        self._folder_text = elided_label("", name=f"{NAME}.folder_text")
        self.folder = push_button(_("Choose folder…"), name=f"{NAME}.folder")
        self._error = plain_label("", role="error", word_wrap=True, name=f"{NAME}.error")
        self._error.hide()
        self._build_progress()

    def _build_progress(self) -> None:
        self._progress = QProgressBar()
        self._progress.setObjectName(f"{NAME}.progress")
        self._progress.setAccessibleName(_("Making the files"))
        self._progress.setTextVisible(False)
        self._working = QWidget()
        column = QVBoxLayout(self._working)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        text = _("Making the files. Nothing is saved before all of them are made.")
        column.addWidget(plain_label(text, role="hint", word_wrap=True))
        column.addWidget(self._progress)
        self._working.hide()
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW_AFTER_MS)
        self._slow.timeout.connect(self._on_slow_timeout)

    def _lay_out(self) -> None:
        self.body.addWidget(plain_label(_("What to hand over"), role="card_title"))
        forms = two_columns()
        for place, (form, chip) in enumerate(self.forms.items()):
            forms.addWidget(_explained(chip, form_text(form)), place // 2, place % 2)
        self.body.addLayout(forms)
        self.body.addWidget(self.days)
        self.body.addWidget(self._days_text)
        self.body.addWidget(plain_label(_("What goes along"), role="card_title"))
        self.body.addWidget(_row(*self.leaving.widgets()))
        self.body.addWidget(self._notes_text)
        self.body.addWidget(self._person)
        self._of_file = QWidget()
        inside = QVBoxLayout(self._of_file)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(plain_label(_("In the diary file and the tables also"), role="strong"))
        inside.addWidget(_row(*self.parts.values()))
        inside.addWidget(_explained(self.days_before, days_before_hint()))
        self.body.addWidget(self._of_file)
        self._lock = QWidget()
        grid = two_columns()
        grid.addWidget(self.passphrase, 0, 0)
        grid.addWidget(self.again, 0, 1)
        lock = QVBoxLayout(self._lock)
        lock.setContentsMargins(0, 0, 0, 0)
        lock.setSpacing(8)
        hint = _(
            "A passphrase locks the diary file. It is up to you. Tell it to your PT in another way"
            " than the file; nobody can find it out again."
        )
        lock.addWidget(plain_label(_("Lock the diary file"), role="card_title"))
        lock.addWidget(plain_label(hint, role="hint", word_wrap=True))
        lock.addLayout(grid)
        lock.addWidget(self.shows, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addWidget(self._lock)
        self.body.addWidget(plain_label(_("Save to"), role="card_title"))
        where = SideLayout(self.body)
        where.addWidget(self._folder_text)
        where.addWidget(self.folder)
        self.body.addWidget(self._working)
        self.body.addWidget(self._error)
        self.body.addStretch(1)

    def _connect(self) -> None:
        for chip in self.forms.values():
            chip.toggled.connect(self._show_heeded)
        self.days.wish_changed.connect(self._take)
        self.leaving.wish_changed.connect(self._take)
        self.leaving.look_through_requested.connect(self.look_through_requested)
        self.person.choice_changed.connect(self._on_person_choice_changed)
        self.days_before.clicked.connect(self._on_days_before_clicked)
        self.shows.toggled.connect(self._on_shows_toggled)
        self.folder.clicked.connect(self.folder_requested)

    @Slot()
    def _show_heeded(self) -> None:
        """Show what the chosen forms can be asked, and nothing else."""
        forms = self.chosen_forms()
        self._of_file.setVisible(bool(forms & _FULL))
        self._lock.setVisible(Form.FILE in forms)
        self.fit()

    def _show_error(self, text: str) -> None:
        self._error.setText(text)
        self._error.setHidden(not text)
        if text:
            announce(self._error, text, is_urgent=True)
            self.keep_in_view(self._error)

    # ---- slots ---------------------------------------------------------------------------------

    @Slot()
    def _on_slow_timeout(self) -> None:
        self._working.show()
        announce(self._working, _("Making the files"))
        self.keep_in_view(self._working)

    @Slot(object)
    def _take(self, wish: ReportWish) -> None:
        self._wish = wish
        self.wish_changed.emit(wish)

    @Slot(object)
    def _on_person_choice_changed(self, shown: object) -> None:
        self._take(replace(self._wish, person=cast("PersonShown", shown)))

    @Slot(bool)
    def _on_days_before_clicked(self, is_on: bool) -> None:
        self._take(replace(self._wish, has_days_before=is_on))

    @Slot(bool)
    def _on_shows_toggled(self, is_on: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if is_on else QLineEdit.EchoMode.Password
        for field in (self.passphrase, self.again):
            field.edit.setEchoMode(mode)


def _row(*parts: QWidget) -> QWidget:
    row = QWidget()
    flow = FlowLayout(row)
    for part in parts:
        flow.addWidget(part)
    return row


def _explained(chip: TickChip, text: str) -> QWidget:
    """A tick with a line below it that says what it is."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(chip, 0, Qt.AlignmentFlag.AlignLeading)
    column.addWidget(plain_label(text, role="hint", word_wrap=True))
    column.addStretch(1)
    return whole
