"""Opens the review window from the window of one's own diary, of which nothing is handed on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from diary.domain.hand_over import ENDING
from diary.ui.look import WindowLook
from diary.words import _

if TYPE_CHECKING:
    from diary.texts.numbers import Formats
    from diary.ui.chart_source import ChartSource
    from diary.ui.context import PageContext
    from diary.ui.parts import ReviewParts
    from diary.ui.prompts import Prompts
    from diary.ui.review.window import ReviewWindow


class ReviewFlow(QObject):
    """Answers File > Read somebody's diary; there is one such window at a time."""

    def __init__(
        self,
        window: QWidget,
        context: PageContext,
        parts: Callable[[ChartSource, Prompts, Callable[[], Formats]], ReviewParts],
    ) -> None:
        super().__init__(window)
        self._prompts = context.prompts
        # Of one's own diary only how numbers are written.
        self.parts = partial(parts, context.charts, context.prompts, context.formats)
        # Both windows are dressed alike, so what is chosen in either is kept.
        self._look = WindowLook(context.ui_state)
        self.window: ReviewWindow | None = None

    @Slot()
    def ask_for_files(self) -> None:
        """Ask which files, and go through them."""
        chosen = self._prompts.choose_files(_("Open somebody's diary to read"), (f"*{ENDING}",))
        if chosen:
            self.show(chosen)

    @Slot()
    def ask_for_folder(self) -> None:
        """Ask for a folder, and go through the files in it."""
        chosen = self._prompts.choose_folder(_("Open a folder of diaries"), None)
        if chosen is not None:
            self.show([chosen])

    def show(self, places: Sequence[Path]) -> None:
        """Go through the files at these places."""
        # Most people never review anything.
        from diary.ui.review.window import ReviewWindow  # noqa: PLC0415 - see above

        if self.window is None:
            self.window = ReviewWindow(self.parts(), self._look)
            self.window.closed.connect(self._on_window_closed)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()
        self.window.idle.begin()
        self.window.show_places(places)

    def finish(self) -> None:
        """The program ends: wait for what is still read."""
        if self.window is not None:
            self.window.finish()

    @Slot()
    def _on_window_closed(self) -> None:
        window, self.window = self.window, None
        if window is not None:
            window.finish()
            window.deleteLater()
