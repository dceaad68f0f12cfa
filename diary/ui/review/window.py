"""The review window: somebody's files one by one, the same tab for each, and notes beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from diary.services.reviewing import Reviewed, files_in, report_of
from diary.texts.problems import problem_text
from diary.texts.review import empty_texts, place_text
from diary.ui import focus_order
from diary.ui.look import WindowLook, least_size
from diary.ui.menu_bar import WindowMenus
from diary.ui.messages import Messages
from diary.ui.parts import ReviewParts
from diary.ui.review.acts import ReviewActs
from diary.ui.review.commands import review_menus
from diary.ui.review.drafts import Drafts
from diary.ui.review.file_list import FileList
from diary.ui.review.file_names import file_names
from diary.ui.review.header import ReviewHeader
from diary.ui.review.idle import IdleWatch
from diary.ui.review.passphrase_part import PassphrasePart
from diary.ui.review.reader import ReviewReader, tab_titles
from diary.ui.review.reading import FileState, ReviewEntry, ReviewReading
from diary.ui.review.room import is_scarce
from diary.ui.review.side import SideKeeper
from diary.ui.tasks import TaskRunner
from diary.ui.theme import theme_watcher
from diary.ui.widgets.announce import announce
from diary.ui.widgets.empty_state import EmptyState
from diary.ui.width_class import is_compact
from diary.words import _

_SIZE = (1280, 800)


class ReviewWindow(QMainWindow):
    """Shows files and changes none; `closed` tells that it is gone and nothing is read any more.

    `look` keeps text size and theme; None keeps them nowhere.
    """

    closed = Signal()

    def __init__(self, parts: ReviewParts, look: WindowLook | None = None) -> None:
        super().__init__()
        self.setObjectName("review")
        # No name of anybody in the title: others see it too.
        self.setWindowTitle(_("Review, read only"))
        self.setMinimumSize(least_size())
        self.resize(*_SIZE)
        self.parts = parts
        self.tasks = TaskRunner()
        self.reading = ReviewReading(parts, self.tasks, self)
        self.messages = Messages(parts.formats)
        self.messages.speak_in(self)
        self._current: ReviewEntry | None = None
        self._shown: Reviewed | None = None
        self._is_ending = False
        self.side = SideKeeper(parts, self.messages, self)
        self.drafts = Drafts(self.side, self.messages)
        self._build()
        self.idle = IdleWatch(self, parts.seconds)
        self.acts = ReviewActs(self, self, look)
        self._connect()
        self._lay_out()
        self._show_state()

    # ---- files ---------------------------------------------------------------------------------

    def show_places(self, places: Sequence[Path]) -> None:
        """Go through the files at these places, files and folders."""
        try:
            paths = files_in(places)
        except OSError as error:
            self.tell_of(error)
            return
        if not paths and self.reading.entries:
            self.messages.toast(_("There is no diary file in this folder."))
            return
        self._keep_draft()
        problem = self.drafts.settle_all_but(paths)
        self._current = self._shown = None
        self._empty.set_text(*empty_texts(has_looked=bool(places)))
        self.reading.show_files(paths)
        self._offer_files()
        self.show_file(0)
        self.take_focus()
        if problem:
            self.messages.toast(problem)

    def tell_of(self, error: Exception) -> None:
        """Say in plain words what went wrong."""
        self.messages.toast(problem_text(error))

    @Slot(int)
    def show_file(self, number: int) -> None:
        """Show a file by its number; the tab stays."""
        entries = self.reading.entries
        if not 0 <= number < len(entries):
            self._show_state()
            return
        self._keep_draft()
        self._current, self._shown = entries[number], None
        self._show_draft()
        self.reading.want(self._current)
        self._show_state()

    @Slot(int)
    def go_by(self, by: int) -> None:
        """Go to the next file (1) or the one before (-1)."""
        number = self.number() + by
        if 0 <= number < len(self.reading.entries):
            self.show_file(number)

    @Slot()
    def close_current(self) -> None:
        """Take the file that is shown out of the list; what is on the disk stays as it is."""
        if self._current is None:
            return
        number = self.number()
        self._keep_draft()
        if problem := self.drafts.settle(self._current.path):
            self.messages.toast(f"{problem} {_('Your text is still in the line.')}")
            return
        self.reading.close_file(self._current)
        self._current = self._shown = None
        self._forget()
        self._offer_files()
        self.show_file(min(number, len(self.reading.entries) - 1))

    def number(self) -> int:
        """The place of the file that is shown in the list; -1 for none."""
        entries = enumerate(self.reading.entries)
        return next((place for place, each in entries if each is self._current), -1)

    def shown(self) -> Reviewed | None:
        """The file that is seen now; None while there is nothing to see of one."""
        return self._shown

    def current_path(self) -> Path | None:
        """Where the file lies."""
        return None if self._current is None else self._current.path

    # ---- hiding -------------------------------------------------------------------------------

    @Slot()
    def lock(self) -> None:
        """Hide every name and number until somebody says to go on."""
        self._keep_draft()
        self.idle.end()
        self.reading.lock()
        self._shown = None
        self._forget()
        # It may name a file.
        self.messages.forget_toast()
        self.header.show_place("", "", -1, 0)
        self._whole.setCurrentWidget(self._cover)
        self.menuBar().setEnabled(False)
        self._cover.button("go_on").setFocus()

    @Slot()
    def unlock(self) -> None:
        """Go on where it was."""
        number = max(self.number(), 0)
        self._current = None
        self._whole.setCurrentWidget(self._work)
        self.menuBar().setEnabled(True)
        self.idle.begin()
        self._offer_files()
        self.show_file(number)
        self.take_focus()

    def take_focus(self) -> None:
        """Put the focus where going through files begins."""
        if not self.reading.entries:
            self._empty.button("open_files").setFocus()
        elif self.files.isHidden():
            self.reader.tab_row.setFocus()
        else:
            self.files.setFocus()

    @Slot()
    def put_in_order(self) -> None:
        """Let Tab go from the top to the bottom, as it is read."""
        stops: list[QWidget] = [*self.header.tab_stops(), self.files]
        if self._content.currentWidget() is self.reader:
            stops += self.reader.tab_stops()
        focus_order.put_in_order(stops)

    # ---- the window ----------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._keep_draft()
        event.setAccepted(self.drafts.may_end(self.close))
        if not event.isAccepted():
            self._show_draft()
            return
        self.idle.end()
        self._forget()
        self._is_ending = True
        # What is being read still comes to its end, unseen.
        self.reading.show_files(())

    def finish(self) -> None:
        """Keep what was begun, and wait for what is read; nothing is shown after this."""
        self._keep_draft()
        self.drafts.settle_all_but(())
        self.tasks.close()

    # ---- building ------------------------------------------------------------------------------

    def _build(self) -> None:
        self.menus = WindowMenus(self.menuBar(), review_menus(list(tab_titles().items())))
        self.reader = ReviewReader(self.parts, self.tasks)
        self.passphrase = PassphrasePart(self.reading.pause_s)
        self._refused = EmptyState("warning", "", name="review.refused")
        self._waiting = EmptyState("report", _("Reading the file…"), name="review.waiting")
        choices = [("open_files", _("Open files…")), ("open_folder", _("Open a folder…"))]
        texts = empty_texts(has_looked=False)
        self._empty = EmptyState("report", *texts, actions=choices, name="review.empty")
        self._cover = EmptyState(
            "lock",
            _("Hidden after 10 minutes"),
            _("Names and numbers are hidden. A file with a passphrase asks for it again."),
            actions=[("go_on", _("Go on"))],
            name="review.cover",
        )
        self._lay_out_parts()

    def _lay_out_parts(self) -> None:
        self._content = QStackedWidget()
        for part in (self.reader, self.passphrase, self._refused, self._waiting, self._empty):
            self._content.addWidget(part)
        self.header, self.files = ReviewHeader(), FileList()
        self._work = QWidget()
        column = QVBoxLayout(self._work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.files)
        body.addWidget(self._content, 1)
        column.addLayout(body, 1)
        self._whole = QStackedWidget()
        self._whole.addWidget(self._work)
        self._whole.addWidget(self._cover)
        self.setCentralWidget(self._whole)

    def _connect(self) -> None:
        self.header.moved.connect(self.go_by)
        self.header.file_chosen.connect(self.show_file)
        self.header.close_requested.connect(self.close_current)
        self.files.file_chosen.connect(self.show_file)
        self.reader.order_changed.connect(self.put_in_order)
        self.reading.entry_changed.connect(self._on_reading_entry_changed)
        self.reading.came_to_rest.connect(self._on_reading_came_to_rest)
        self.passphrase.passphrase_typed.connect(self._on_passphrase_typed)
        self._empty.action_requested.connect(self.acts.do)
        self._cover.action_requested.connect(self.unlock)
        self.idle.became_idle.connect(self.lock)
        self.side.notes_changed.connect(self._on_side_notes_changed)
        theme_watcher().theme_changed.connect(self._lay_out)

    # ---- what is shown -------------------------------------------------------------------------

    def _show_state(self) -> None:
        """Show the file that was chosen as far as it is read."""
        entry, count = self._current, len(self.reading.entries)
        number = self.number()
        place = "" if entry is None else place_text(number + 1, count, "")
        named = "" if entry is None else place_text(number + 1, count, entry.name)
        self.header.show_place(place, named, number, count)
        self.files.show_row(number)
        show: dict[FileState, Callable[[ReviewEntry], QWidget]] = {
            FileState.WAITING: lambda _entry: self._waiting,
            FileState.LOCKED: self._ask_passphrase,
            FileState.READ: self._read_part,
            FileState.REFUSED: self._refused_part,
        }
        part = self._empty if entry is None else show[entry.state](entry)
        # What has the focus goes out of sight with the part around it.
        is_lost = self._content.currentWidget() is not part and self._has_focus_inside()
        self._content.setCurrentWidget(part)
        self.acts.refresh()
        self.put_in_order()
        self._keep_focus(part, is_lost=is_lost)

    def _has_focus_inside(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self._content.isAncestorOf(focused)

    def _keep_focus(self, part: QWidget, *, is_lost: bool) -> None:
        """Ask for a passphrase where nobody walks through the list; else lose no focus."""
        is_only_one = len(self.reading.entries) == 1
        if part is self.passphrase and (is_only_one or not self.files.hasFocus()):
            self.passphrase.take_focus()
        elif is_lost:
            self.take_focus()

    def _ask_passphrase(self, entry: ReviewEntry) -> QWidget:
        self.passphrase.show_entry(
            entry,
            is_tried=self.reading.is_read_now(entry),
            is_next=self.reading.is_tried_next(entry),
        )
        return self.passphrase

    def _refused_part(self, entry: ReviewEntry) -> QWidget:
        self._refused.set_text(_("This file cannot be read"), entry.problem)
        return self._refused

    def _read_part(self, entry: ReviewEntry) -> QWidget:
        if entry.reviewed is None:
            return self._waiting
        if entry.reviewed is not self._shown:
            self.passphrase.forget()
            self._shown = entry.reviewed
            report = entry.report or report_of(self._shown, entry.formats)
            self.reader.show_file(self._shown, report, entry.formats)
            self.side.show_file(entry)
            announce(self, place_text(self.number() + 1, len(self.reading.entries), entry.name))
        return self.reader

    def _forget(self) -> None:
        """Have nothing of any file on screen."""
        self.reader.forget()
        self.passphrase.forget()
        self.files.show_files((), ())
        self.header.offer_files(())

    def _keep_draft(self) -> None:
        # Nothing is seen of the file: the line is empty, and what was begun is known.
        if self._shown is not None:
            self.drafts.take_from(self.reader.note_bar)

    def _show_draft(self) -> None:
        path = self.current_path()
        self.reader.note_bar.field.setText("" if path is None else self.drafts.text_for(path))

    def _offer_files(self) -> None:
        entries = self.reading.entries
        names = file_names(entries, self.parts.formats())
        self.files.show_files(entries, names)
        self.header.offer_files(names)
        self._lay_out()

    @Slot()
    def _lay_out(self) -> None:
        compact, count = is_compact(self), len(self.reading.entries)
        self.files.setHidden(compact or not count)
        scarce = is_scarce(self)
        self.header.set_compact(is_compact=compact and count > 1, is_scarce=scarce)
        self.reader.note_bar.set_scarce(is_scarce=scarce)

    # ---- slots ---------------------------------------------------------------------------------

    @Slot(int)
    def _on_reading_entry_changed(self, number: int) -> None:
        if self._whole.currentWidget() is self._cover:
            return
        entry = self.reading.entries[number]
        names = file_names(self.reading.entries, self.parts.formats())
        self.files.show_entries(self.reading.entries, names)
        self.header.offer_files(names)
        if entry is self._current:
            self._show_state()

    @Slot()
    def _on_reading_came_to_rest(self) -> None:
        if self._is_ending:
            self._is_ending = False
            self.closed.emit()

    @Slot(str)
    def _on_passphrase_typed(self, passphrase: str) -> None:
        if self._current is not None:
            self.reading.unlock(self._current, passphrase)
            self._ask_passphrase(self._current)

    @Slot()
    def _on_side_notes_changed(self) -> None:
        self.reader.notes_tab.show_notes(self.side.notes(), self.side.state_text())
