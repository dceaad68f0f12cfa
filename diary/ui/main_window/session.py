"""The diary that is open: opens it behind the painted window, and goes to another without a start.

Nothing of the present diary is given up before the next one is locked, opened and read, so that
whatever goes wrong leaves everything as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from diary.domain.errors import DiaryBusyError, StaleChangeError
from diary.services.diary_files import save_as_new
from diary.ui.main_window.all_saved import is_all_saved
from diary.ui.main_window.leaving import Leaving
from diary.ui.main_window.opening import OF_THE_CONTENT, OpenElsewhereError, Opening
from diary.words import _

if TYPE_CHECKING:
    from diary.services.backups import Backups
    from diary.services.known_diaries import KnownDiaries
    from diary.services.ports import DiaryStore, Progress
    from diary.services.restoring import Restoring
    from diary.ui.main_window.window import MainWindow
    from diary.ui.parts import OpenedDiary, WindowParts

T = TypeVar("T")


class _Wish(NamedTuple):
    """A diary that was asked for while another was on its way."""

    path: Path
    is_new: bool
    # Told once: True when this diary is open, False when all stays as it was.
    ended: Callable[[bool], None]


class _Work(NamedTuple):
    """What was done while the diary was closed, and the diary opened again."""

    result: object
    problem: Exception | None
    opened: OpenedDiary


class DiarySession(QObject):
    """One window's diary.

    `opened` tells that a diary is attached, at the start and after every change of file;
    `path_changed` comes before it when it is another file. `damaged` carries the error of an
    opening that failed because of what the file holds, `found_elsewhere` the path of a diary that
    another window has.
    """

    opened = Signal()
    path_changed = Signal()
    damaged = Signal(object)
    found_elsewhere = Signal(object)

    def __init__(self, window: MainWindow, parts: WindowParts) -> None:
        super().__init__(window)
        self._window = window
        self._context = window.context
        self._journal = parts.journal
        self._parts = parts
        self._path = parts.diary_path.absolute()
        self._is_busy = False
        self._wish: _Wish | None = None
        self._heading: Path | None = None
        self._error: Exception | None = None
        self._changes = self._backed_up = 0
        # Diaries that are thrown away later; they are not what is opened next time.
        self._passing: set[Path] = set()
        self._opening = Opening(self._context, parts, self._take_first, self._fail)
        self._leaving = Leaving(parts, self._context.tasks, self)
        self._leaving.left.connect(self._go_on)
        window.reopen_requested.connect(self.start)
        self._context.bridge.entries_saved.connect(self.note_change)
        self._context.undo.write_failed.connect(self._on_undo_write_failed)

    # ---- what others ask -----------------------------------------------------------------------

    @property
    def path(self) -> Path:
        """The file of the diary shown."""
        return self._path

    @property
    def next_path(self) -> Path:
        """The file of the diary that is on its way, else of the one shown."""
        wished = None if self._wish is None else self._wish.path
        return wished or self._heading or self._path

    @property
    def diaries_folder(self) -> Path:
        """Where new diaries go."""
        return self._parts.diaries_folder

    @property
    def known(self) -> KnownDiaries:
        """The diaries this person has opened, and what was said about them."""
        return self._parts.known()

    @property
    def changes(self) -> int:
        """How many changes were written to this diary; `note_backup` takes it."""
        return self._changes

    @property
    def needs_backup(self) -> bool:
        """True when something was written that no backup holds."""
        return self._changes > self._backed_up

    @property
    def create_store(self) -> Callable[[Path], DiaryStore]:
        """What makes an empty diary file."""
        return self._parts.create_store

    def backups(self) -> Backups:
        """The backups of the diary shown; also when it could not be opened."""
        return self._parts.backups(self._path)

    def restoring(self) -> Restoring:
        """What can be done with them."""
        return self._parts.restoring(self._path)

    @Slot()
    def note_change(self) -> None:
        """Something was written that no backup holds yet."""
        self._changes += 1

    def note_backup(self, changes: int) -> None:
        """A backup holds everything up to this number of changes."""
        self._backed_up = max(self._backed_up, changes)

    # ---- opening -------------------------------------------------------------------------------

    @Slot()
    def start(self) -> None:
        """Open the diary in a thread, at the start or again after it failed.

        Answers are saved from the moment the file is open; the rest of it is read after that.
        """
        if self._is_busy or self._journal.is_attached:
            return
        self._is_busy = True
        self._context.unread.set_failed(has_failed=False)
        self._opening.start(self._path)

    def open(self, path: Path, ended: Callable[[bool], None] | None = None) -> None:
        """Go to another diary, made when there is no file.

        What was typed is saved first; when that cannot be written everything stays. A file that
        cannot be opened leaves the present diary as it is, with a message. `ended` is told once
        whether this call led to the diary; it does not when another one is asked for meanwhile.
        """
        self._go_to(_Wish(path.absolute(), is_new=False, ended=ended or _forget))

    def open_for_now(self, path: Path) -> None:
        """Go to a diary that is thrown away later, and remember the one before as the last."""
        self._passing.add(path.absolute())
        self.open(path)

    def create(self, path: Path, ended: Callable[[bool], None] | None = None) -> None:
        """Make a new diary and go to it as `open` does; nothing may stand at the path."""
        self._go_to(_Wish(path.absolute(), is_new=True, ended=ended or _forget))

    def go_on_in(self, path: Path) -> None:
        """Put what is shown into a new file and go on in it, with Undo as it is.

        For a diary whose file was deleted or replaced; a change that waits to be written is written
        into the new file. Nothing happens before the whole diary is there.
        """
        if self._is_busy or not self._journal.is_attached:
            return
        diary, new = self._journal.diary, path.absolute()
        self._begin()

        def made() -> OpenedDiary:
            save_as_new(diary, new, self._parts.create_store)
            return self._parts.open_diary(new)

        def take(opened: OpenedDiary) -> None:
            self._window.hold(is_held=False)
            old = self._journal.give_up()
            self._attach(opened)
            self._leaving.begin(self._path, old, needs_backup=False)
            self._become(new)
            # What waited to be written goes into the new file now.
            self._context.undo.retry()
            self._end()
            self._tell_opened()

        self._context.tasks.run(lambda _progress: self._locked(new, made), take, self._stay)

    def while_closed(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Close the diary, do `work` in a thread, open the diary again, then call `done`.

        `failed` gets what the work or the opening raised, or why nothing was begun: a change that
        could not be saved.
        """
        if self._is_busy or not self._is_settled():
            failed(self._error or DiaryBusyError(str(self._path)))
            return
        self._begin()
        store, path = self._journal.give_up(), self._path

        def perform(progress: Progress) -> _Work:
            if store is not None:
                store.close()
            result, problem = None, None
            try:
                result = work(progress)
            except Exception as error:  # noqa: BLE001 - told once the diary is open again
                problem = error
            return _Work(result, problem, self._parts.open_diary(path))

        def take(ended: _Work) -> None:
            self._window.hold(is_held=False)
            if ended.problem is None:
                self._context.undo.clear()
                self._window.take_down_pages()
                self.note_change()
            self._attach(ended.opened)
            self._end()
            self._tell_opened()
            if ended.problem is None:
                done(ended.result)  # type: ignore[arg-type]  # what `work` returned is a T
            else:
                failed(ended.problem)

        def fail(error: Exception) -> None:
            self._fail(error)
            failed(error)

        self._context.tasks.run(perform, take, fail)

    def finish(self) -> None:
        """Close the diary for good, with the backup that is due; waits. The window is gone then."""
        store = self._journal.give_up()
        self._leaving.close_down(self._path, store, needs_backup=self.needs_backup)

    # ---- going to another ----------------------------------------------------------------------

    def _go_to(self, wish: _Wish) -> None:
        if self._is_busy or self._leaving.is_under_way(wish.path):
            replaced, self._wish = self._wish, wish
            if replaced is not None:
                replaced.ended(False)
        elif wish.path == self._path and not wish.is_new:
            self._stay_here()
            wish.ended(self._journal.is_attached)
        elif not self._is_settled():
            wish.ended(False)
        else:
            self._begin()
            self._heading = wish.path
            self._context.messages.tell(_("Opening “{name}”").format(name=wish.path.stem))
            opened = self._parts.new_diary if wish.is_new else self._parts.open_diary
            self._context.tasks.run(
                lambda _progress: self._locked(wish.path, lambda: opened(wish.path)),
                lambda opened: self._take_next(wish, opened),
                lambda error: self._stay(error, wish),
            )

    def _stay_here(self) -> None:
        if self._journal.is_attached:
            self._context.messages.tell(_("“{name}” is open.").format(name=self._path.stem))
        else:
            self.start()

    def _locked(self, path: Path, opened: Callable[[], OpenedDiary]) -> OpenedDiary:
        """Take the right to the diary, then open it; called in a thread."""
        if not self._parts.locks.take(path):
            raise OpenElsewhereError(path)
        try:
            return opened()
        except BaseException:
            if path != self._path:
                self._parts.locks.give_back(path)
            raise

    def _take_next(self, wish: _Wish, opened: OpenedDiary) -> None:
        path = wish.path
        old, needs_backup = self._journal.give_up(), self.needs_backup
        self._context.undo.clear()
        self._context.messages.forget_toast()
        # Pages keep what was typed and not saved; nothing of it may reach another diary.
        self._window.take_down_pages()
        self._leaving.begin(self._path, old, needs_backup=needs_backup)
        self._window.hold(is_held=False)
        self._become(path)
        self._attach(opened)
        self._end()
        self._tell_opened()
        wish.ended(self._journal.is_attached)

    def _become(self, path: Path) -> None:
        self._path = path
        self._changes = self._backed_up = 0
        self._window.show_diary(path)
        self.path_changed.emit()

    # ---- what came of it -----------------------------------------------------------------------

    def _take_first(self, refused: list[StaleChangeError]) -> None:
        self._window.diary_ready()
        for stale in refused:
            self._context.messages.problem(stale)
        self._end()
        self._tell_opened()

    def _attach(self, opened: OpenedDiary) -> None:
        self._journal.replace_diary(opened.diary)
        try:
            refused = self._journal.attach(opened.store)
        except Exception as error:  # noqa: BLE001 - the window tells the person, nothing is lost
            opened.store.close()
            self._tell_failed(error)
            return
        self._window.diary_ready()
        for stale in refused:
            self._context.messages.problem(stale)

    def _tell_opened(self) -> None:
        if not self._journal.is_attached:
            return
        path, known = self._path, self.known
        if path not in self._passing:
            self._context.tasks.run(lambda _progress: known.opened(path), _forget, _forget)
        self.opened.emit()

    def _fail(self, error: Exception) -> None:
        """The diary shown cannot be opened; it is tried again when the person asks."""
        self._end()
        self._tell_failed(error)

    def _tell_failed(self, error: Exception) -> None:
        self._error = error
        self._window.storage_failed(error)
        if isinstance(error, OF_THE_CONTENT):
            self.damaged.emit(error)

    def _stay(self, error: Exception, wish: _Wish | None = None) -> None:
        """Another diary could not be opened; the one shown is as it was."""
        self._end()
        if isinstance(error, OpenElsewhereError):
            self.found_elsewhere.emit(error.path)
        else:
            self._context.messages.problem(error)
        if wish is not None:
            wish.ended(False)

    # ---- inside --------------------------------------------------------------------------------

    def _is_settled(self) -> bool:
        """True when everything typed is on disk; else the strip says what is not."""
        self._error = None
        return is_all_saved(self._window, self.start)

    def _begin(self) -> None:
        self._is_busy = True
        self._window.hold(is_held=True)

    def _end(self) -> None:
        self._is_busy, self._heading = False, None
        self._window.hold(is_held=False)
        self._go_on()

    @Slot()
    def _go_on(self) -> None:
        """Fulfil a wish that had to wait."""
        wish = self._wish
        if wish is not None and not self._is_busy and not self._leaving.is_under_way(wish.path):
            self._wish = None
            self._go_to(wish)

    @Slot(object)
    def _on_undo_write_failed(self, error: object) -> None:
        if isinstance(error, Exception):
            self._error = error


def _forget(_nothing: object) -> None:
    """What is remembered for convenience may fail in silence."""
