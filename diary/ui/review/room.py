"""How much room the review window has for its text: what can be reached elsewhere goes first."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from diary.ui.theme import em

_NARROW_BELOW_EM, _SHORT_BELOW_EM = 48, 33


def is_scarce(widget: QWidget) -> bool:
    """True when a chart or a table would be left without room beside all that can be chosen."""
    window = widget.window()
    return window.width() < _NARROW_BELOW_EM * em() or window.height() < _SHORT_BELOW_EM * em()
