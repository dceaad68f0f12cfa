"""Does something once a diary is open, and nothing when another one is opened instead."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diary.ui.main_window.session import DiarySession


def once_opened(session: DiarySession, path: Path, then: Callable[[], None]) -> None:
    """Call `then` at the next opening if it is that of the diary at `path`."""
    wanted = path.absolute()

    def take() -> None:
        session.opened.disconnect(take)
        if session.path == wanted:
            then()

    session.opened.connect(take)
