"""How wide a window is in heights of its text, so that large text is laid out as a small window."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from diary.ui.theme import em, theme_watcher

COMPACT_BELOW_EM = 60
ROOMY_ABOVE_EM = 70
WIDE_ABOVE_EM = 100
# A line of 100 % text at 96 dots to the inch. Icons, targets and the map are drawn for that: a
# screen that says it has fewer dots makes the text smaller and nothing else: no room is gained.
LEAST_EM = 16


def is_compact(widget: QWidget) -> bool:
    """True when the window of `widget` has room for one column only."""
    return widget.window().width() < COMPACT_BELOW_EM * _unit()


def is_roomy(widget: QWidget) -> bool:
    """True when a card as wide as the page has room for two columns of text."""
    return widget.window().width() > ROOMY_ABOVE_EM * _unit()


def is_wide(widget: QWidget) -> bool:
    """True when the window of `widget` has room for two columns of cards."""
    return widget.window().width() > WIDE_ABOVE_EM * _unit()


def _unit() -> int:
    """The height of a line in pixels, as tall as on a usual screen at least."""
    return max(em(), LEAST_EM * theme_watcher().text_percent // 100)
