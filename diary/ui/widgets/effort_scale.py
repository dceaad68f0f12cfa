"""The effort of a run from 1, very easy, to 10, all out."""

import time
from collections.abc import Callable

from PySide6.QtCore import Signal

from diary.ui.theme import current_theme, mixed
from diary.ui.widgets.cell_row import CellColors, CellRow
from diary.words import _


def effort_word(effort: int) -> str:
    """Return the word for an effort of 1 to 10."""
    words = (
        (1, _("very easy")),
        (2, _("easy")),
        (3, _("easy")),
        (4, _("somewhat hard")),
        (5, _("somewhat hard")),
        (6, _("hard")),
        (7, _("hard")),
        (8, _("very hard")),
        (9, _("very hard")),
        (10, _("all out")),
    )
    return dict(words)[effort]


class EffortScale(CellRow):
    """An effort from 1 to 10 or none; ``effort_changed`` carries ``int`` or ``None``.

    The signal is emitted only for what the person did, never for ``set_value``.
    """

    effort_changed = Signal(object)

    def __init__(self, *, small: bool = False, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(range(1, 11), is_small=small, clock=clock)
        self.setAccessibleName(_("Effort"))

    def cell_name(self, number: int) -> str:
        return _("Effort {effort} of 10, {word}").format(effort=number, word=effort_word(number))

    def colors_of(self, number: int) -> CellColors:
        roles = current_theme().roles
        return CellColors(
            fill=roles["accent"],
            ink=roles["onaccent"],
            edge=roles["text"],
            strip=mixed("surface", "load", number / 10).name(),
        )

    def tell(self, number: int | None) -> None:
        self.effort_changed.emit(number)
