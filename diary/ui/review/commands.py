"""The menus of the review window: reading, pinning and printing, and nothing of one's own diary."""

from __future__ import annotations

from collections.abc import Sequence

from diary.ui.menu_bar import SEPARATOR, Entry, Menu, theme_menu
from diary.words import _

TAB = "tab_"


def review_menus(tabs: Sequence[tuple[str, str]]) -> tuple[Menu, ...]:
    """The menus; `tabs` are keys and titles."""
    return (_file_menu(), _find_menu(), _view_menu(), _go_menu(tabs), _help_menu())


def _file_menu() -> Menu:
    return Menu(
        _("&File"),
        (
            Entry("open_files", _("&Open files…"), ("Ctrl+O",)),
            Entry("open_folder", _("Open a &folder…")),
            SEPARATOR,
            Entry("save_notes", _("&Save notes for the runner…"), ("Ctrl+S",)),
            Entry("print", _("&Print…"), ("Ctrl+P",)),
            SEPARATOR,
            Entry("close_file", _("&Close this file")),
            Entry("close", _("Close the &window"), ("Ctrl+W",)),
        ),
    )


def _find_menu() -> Menu:
    return Menu(
        _("&Edit"),
        (
            Entry("find", _("&Find in runs…"), ("Ctrl+F",)),
            Entry("note", _("Write a &note…"), ("Ctrl+N",)),
        ),
    )


def _view_menu() -> Menu:
    return Menu(
        _("&View"),
        (
            Entry("larger", _("Lar&ger text"), ("Ctrl+=", "Ctrl++")),
            Entry("smaller", _("S&maller text"), ("Ctrl+-",)),
            Entry("normal", _("&Normal text")),
            SEPARATOR,
            Entry("table", _("Show data as ta&ble"), ("Ctrl+Shift+T",)),
            theme_menu(),
        ),
    )


def _go_menu(tabs: Sequence[tuple[str, str]]) -> Menu:
    entries = (
        Entry(f"{TAB}{key}", title, (f"Ctrl+{number}",))
        for number, (key, title) in enumerate(tabs, 1)
    )
    return Menu(
        _("&Go"),
        (
            Entry("previous_file", _("&Previous file"), ("Ctrl+PgUp",)),
            Entry("next_file", _("&Next file"), ("Ctrl+PgDown",)),
            SEPARATOR,
            *entries,
            SEPARATOR,
            Entry("earlier", _("&Earlier days"), ("Alt+Left",)),
            Entry("later", _("&Later days"), ("Alt+Right",)),
            Entry("date", _("&Go to date…"), ("Ctrl+G",)),
        ),
    )


def _help_menu() -> Menu:
    return Menu(
        _("&Help"),
        (
            Entry("review", _("&Help"), ("F1",)),
            Entry("how_charts", _("How to read the &charts")),
            Entry("numbers", _("How the &numbers are made")),
        ),
    )
