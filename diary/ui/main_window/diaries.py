"""Which diary is shown: a new one, one that is known, or any other file."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from diary.services.diary_files import DELETED, ENDING, deleted_diaries
from diary.ui.dialogs.new_diary import NewDiaryDialog
from diary.ui.menu_bar import Choice
from diary.ui.one_instance import ask_to_show
from diary.words import _

if TYPE_CHECKING:
    from diary.ui.context import PageContext
    from diary.ui.main_window.session import DiarySession
    from diary.ui.main_window.window import MainWindow

MENU = "diaries"


class Diaries(QObject):
    """Answers File > New diary and File > Open diary.

    `bring_back_requested` carries a file of the folder of deleted diaries.
    """

    bring_back_requested = Signal(object)

    def __init__(self, window: MainWindow, context: PageContext, session: DiarySession) -> None:
        super().__init__(window)
        self._window = window
        self._context = context
        self._session = session
        window.menus.choices_wanted.connect(self._on_menus_choices_wanted)
        window.menus.choice_made.connect(self._on_menus_choice_made)
        session.found_elsewhere.connect(self._on_session_found_elsewhere)

    @Slot()
    def ask_for_new(self) -> None:
        """Ask for the name of a new diary and go to it."""
        dialog = NewDiaryDialog(self._window, self._session.diaries_folder)
        dialog.name_chosen.connect(self._on_dialog_name_chosen)
        dialog.open()

    @Slot()
    def ask_for_file(self) -> None:
        """Ask for the file of a diary and go to it."""
        chosen = self._context.prompts.choose_files(_("Open diary"), (f"*{ENDING}",))
        if chosen:
            self._go_to(chosen[0].absolute())

    @Slot(object)
    def _on_dialog_name_chosen(self, path: Path) -> None:
        self._session.create(path)

    @Slot(str)
    def _on_menus_choices_wanted(self, key: str) -> None:
        if key == MENU:
            self._window.menus.show_choices(MENU, self._choices())

    @Slot(str, str)
    def _on_menus_choice_made(self, key: str, value: str) -> None:
        if key == MENU:
            self._go_to(Path(value))

    def _go_to(self, path: Path) -> None:
        """Open a diary; a deleted one comes back to its place, where its backups are."""
        is_deleted = path.parent.name == DELETED and path != self._session.path
        if is_deleted and not (path.parent.parent / path.name).exists():
            self.bring_back_requested.emit(path)
        else:
            self._session.open(path)

    def _choices(self) -> list[Choice]:
        present = self._session.path
        paths = self._session.known.paths()
        if present not in paths:
            paths.append(present)
        paths.sort(key=lambda path: (path.stem.casefold(), str(path)))
        names = Counter(path.stem for path in paths)
        choices = [
            Choice(
                str(path),
                # Two diaries of one name are told apart by their folders.
                path.stem if names[path.stem] == 1 else f"{path.stem} \N{EN DASH} {path.parent}",
                is_checked=path == present,
            )
            for path in paths
        ]
        deleted = [
            path for path in deleted_diaries(self._session.diaries_folder) if path not in paths
        ]
        text = _("Bring back “{name}”")
        return choices + [Choice(str(path), text.format(name=path.stem)) for path in deleted]

    @Slot(object)
    def _on_session_found_elsewhere(self, path: Path) -> None:
        text = _("“{name}” is open in another window.").format(name=path.stem)
        self._context.messages.problem_told.emit(text)
        self._context.messages.say(text, is_urgent=True)
        self._context.tasks.run(lambda _progress: ask_to_show(path), _forget, _forget)


def _forget(_nothing: object) -> None:
    """Whether the other window could come to the front can be seen."""
