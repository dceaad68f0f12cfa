"""How wide a window is in heights of its text, so that large text is laid out as a small window."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from diary.ui.theme import em

COMPACT_BELOW_EM = 60
ROOMY_ABOVE_EM = 70
WIDE_ABOVE_EM = 100


def is_compact(widget: QWidget) -> bool:
    """True when the window of `widget` has room for one column only."""
    return widget.window().width() < COMPACT_BELOW_EM * em()


def is_roomy(widget: QWidget) -> bool:
    """True when a card as wide as the page has room for two columns of text."""
    return widget.window().width() > ROOMY_ABOVE_EM * em()


def is_wide(widget: QWidget) -> bool:
    """True when the window of `widget` has room for two columns of cards."""
    return widget.window().width() > WIDE_ABOVE_EM * em()
