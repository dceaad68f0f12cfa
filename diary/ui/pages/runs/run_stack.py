"""The place of the table, or of what stands there instead: it always keeps a few rows."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget

from diary.ui.theme import em

# The header, three rows and the bar below them; in a lower window the page scrolls.
_LEAST_EM = 6.5


class RunStack(QStackedWidget):
    """Takes the height that is left over, and a few rows where nothing is."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), round(_LEAST_EM * em()))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), round(_LEAST_EM * em()))

    def hasHeightForWidth(self) -> bool:
        # Else what is not shown would say how high this is.
        return False
