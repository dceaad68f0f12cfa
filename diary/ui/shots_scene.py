"""One scene: a page, dialog or state that can be seen, and how it is opened."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeAlias

from PySide6.QtWidgets import QWidget

from diary.ui.shots_stage import Stage

Open: TypeAlias = "Callable[[Stage], Iterator[QWidget]]"


class Scene(NamedTuple):
    """One picture: `key` is `<page>[-<state>]`, `is_empty` takes a diary without entries.

    `open` yields the window or dialog that is to be seen and puts things back when it goes on; it
    yields nothing when the diary has nothing of the kind.
    """

    key: str
    open: Open
    is_empty: bool = False
