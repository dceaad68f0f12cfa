"""Help > Try with an example diary: the way there and the way back to the person's own diary."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from diary.services.example import ExampleDiary
from diary.words import _

if TYPE_CHECKING:
    from diary.ui.context import PageContext
    from diary.ui.main_window.session import DiarySession
    from diary.ui.main_window.window import MainWindow


class ExampleFlow(QObject):
    """Opens an example like any other diary, under a banner that says what it is."""

    def __init__(self, window: MainWindow, context: PageContext, session: DiarySession) -> None:
        super().__init__(window)
        self._window = window
        self._context = context
        self._session = session
        self._example = ExampleDiary(session.create_store)
        self._own = session.path
        self._is_on_its_way = False
        session.path_changed.connect(self._on_session_path_changed)
        window.example_banner.back_requested.connect(self._on_banner_back_requested)

    @Slot()
    def start(self) -> None:
        """Make an example and go to it; when one is shown already, that is said."""
        session, context = self._session, self._context
        if self._is_on_its_way:
            return
        if self.is_shown():
            session.open(session.path)
            return
        self._is_on_its_way = True
        on, zone = context.today(), context.stamp().timezone
        unit = context.journal.diary.settings.distance_unit
        context.tasks.run(
            lambda _progress: self._example.make(_("Example"), on, zone, unit),
            self._go_there,
            self._fail,
        )

    def is_shown(self) -> bool:
        """True while the diary shown is an example."""
        return self._example.holds(self._session.path)

    def finish(self) -> None:
        """Throw the examples away; the last diary is closed then."""
        self._example.throw_away()

    def _go_there(self, path: Path) -> None:
        self._is_on_its_way = False
        self._session.open_for_now(path)

    def _fail(self, error: Exception) -> None:
        self._is_on_its_way = False
        self._context.messages.problem(error)

    @Slot()
    def _on_session_path_changed(self) -> None:
        is_shown = self.is_shown()
        if not is_shown:
            self._own = self._session.path
        self._window.example_banner.show_example(is_shown=is_shown)
        self._window.put_in_order()

    @Slot()
    def _on_banner_back_requested(self) -> None:
        self._session.open(self._own)
