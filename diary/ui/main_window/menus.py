"""Every menu entry and key of the window in one table; the shortcut list is made from it too."""

from __future__ import annotations

from collections.abc import Sequence

from diary.ui.main_window.page_table import PageEntry
from diary.ui.menu_bar import SEPARATOR, Entry, Menu, theme_menu
from diary.words import _

# What can be done for the backups, also from the status line.
CARE = ("backup_now", "restore", "backup_folder")


def menu_table(pages: Sequence[PageEntry]) -> tuple[Menu, ...]:
    """The menus of the window in the present language."""
    return (_file_menu(), _edit_menu(), _view_menu(), _go_menu(pages), _help_menu())


def _file_menu() -> Menu:
    return Menu(
        _("&File"),
        (
            Entry("new", _("&Log a run…"), ("Ctrl+N",)),
            Entry("add", _("&Add shoe or session…"), ("Ctrl+Shift+N",)),
            SEPARATOR,
            Entry("new_diary", _("New &diary…")),
            Menu(_("&Open diary"), (Entry("open_other", _("Other &file…")),), "diaries"),
            SEPARATOR,
            Entry("import_runs", _("&Import runs…"), ("Ctrl+I",)),
            Entry("export_for_pt", _("&Export for my PT…"), ("Ctrl+E",)),
            Entry("pt_notes", _("&Take in notes from my PT…")),
            Entry("print", _("Pri&nt…"), ("Ctrl+P",)),
            SEPARATOR,
            Entry("review_files", _("Open somebody's diary to read (re&view)…"), ("Ctrl+O",)),
            Entry("review_folder", _("Open a &folder of diaries (review)…")),
            SEPARATOR,
            Entry("backup_now", _("&Back up now")),
            Entry("restore", _("&Restore from backup…")),
            Entry("backup_folder", _("&Second backup folder…")),
            Entry("recently_deleted", _("Re&cently deleted…")),
            SEPARATOR,
            Entry("preferences", _("&Preferences…"), ("Ctrl+,",)),
            SEPARATOR,
            Entry("quit", _("&Quit"), ("Ctrl+Q",)),
        ),
    )


def _edit_menu() -> Menu:
    return Menu(
        _("&Edit"),
        (
            Entry("undo", _("&Undo"), ("Ctrl+Z",)),
            Entry("redo", _("&Redo"), ("Ctrl+Y", "Ctrl+Shift+Z")),
            SEPARATOR,
            Entry("cut", _("Cu&t"), ("Ctrl+X",)),
            Entry("copy", _("&Copy"), ("Ctrl+C",)),
            Entry("paste", _("&Paste"), ("Ctrl+V",)),
            SEPARATOR,
            Entry("find", _("&Find…"), ("Ctrl+F",)),
            Entry("duplicate", _("Dup&licate…"), ("Ctrl+D",)),
            Entry("delete", _("&Delete"), ("Del",)),
            SEPARATOR,
            Entry("no_pain", _("&No pain today"), ("Alt+0",)),
            Entry("same_spots", _("&Same spots as last time"), ("Alt+S",)),
            Entry("done", _("D&one for today"), ("Ctrl+Return", "Ctrl+Enter")),
        ),
    )


def _view_menu() -> Menu:
    return Menu(
        _("&View"),
        (
            Entry("left_knee", _("Show &left knee"), is_checkable=True),
            Entry("right_knee", _("Show &right knee"), is_checkable=True),
            SEPARATOR,
            Entry("larger", _("Lar&ger text"), ("Ctrl+=", "Ctrl++")),
            Entry("smaller", _("S&maller text"), ("Ctrl+-",)),
            Entry("normal", _("&Normal text")),
            SEPARATOR,
            Entry("table", _("Show data as ta&ble"), ("Ctrl+Shift+T",)),
            theme_menu(),
        ),
    )


def _go_menu(pages: Sequence[PageEntry]) -> Menu:
    entries = (Entry(f"page_{page.key}", page.title, (f"Ctrl+{page.digit}",)) for page in pages)
    return Menu(
        _("&Go"),
        (
            *entries,
            SEPARATOR,
            Entry("previous", _("&Previous day"), ("Alt+Left",)),
            Entry("next", _("&Next day"), ("Alt+Right",)),
            Entry("date", _("&Go to date…"), ("Ctrl+G",)),
            Entry("present_day", _("To&day's date"), ("Ctrl+T",)),
            Entry("week_look", _("A look at the &week…")),
            SEPARATOR,
            Entry("away", _("&Away on this day")),
            Entry("away_span", _("Away for so&me days…")),
            Entry("not_away", _("Not awa&y any more")),
        ),
    )


def _help_menu() -> Menu:
    return Menu(
        _("&Help"),
        (
            Entry("help", _("&Help"), ("F1",)),
            Entry("shortcuts", _("&Keyboard shortcuts"), ("Ctrl+/",)),
            Entry("get_help", _("&When to get help now")),
            Entry("numbers", _("How the &numbers are made")),
            Entry("how_reminders", _("How &reminders work")),
            Entry("how_charts", _("How to read the &charts")),
            Entry("visit_report", _("The &visit report")),
            Entry("where_data", _("Where my &data is kept")),
            Entry("files", _("When something is wrong with a &file")),
            SEPARATOR,
            Entry("example", _("&Try with an example diary")),
            SEPARATOR,
            Entry("about", _("&About Kneelog")),
        ),
    )
