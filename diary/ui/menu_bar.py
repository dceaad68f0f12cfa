"""A menu bar made of a table of entries and keys; which entries there are says each window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from diary.words import _

THEMES = ("system", "light", "dark", "contrast")


class Entry(NamedTuple):
    """A menu entry; an empty key is a separator."""

    key: str = ""
    text: str = ""
    keys: tuple[str, ...] = ()
    is_checkable: bool = False


class Menu(NamedTuple):
    """A menu and its entries; a nested `Menu` opens to the side, and with a key can be filled."""

    text: str
    entries: tuple[Entry | Menu, ...]
    key: str = ""


class Choice(NamedTuple):
    """An entry of a menu that is filled when it opens; `text` comes from people."""

    value: str
    text: str
    is_checked: bool = False


SEPARATOR = Entry()


def theme_menu() -> Menu:
    """The menu of the looks there are."""
    titles = (_("Same as the &system"), _("&Light"), _("&Dark"), _("High &contrast"))
    themes = (
        Entry(f"theme_{name}", title, is_checkable=True)
        for name, title in zip(THEMES, titles, strict=True)
    )
    return Menu(_("&Theme"), tuple(themes))


class WindowMenus(QObject):
    """Fills a menu bar; `triggered` carries the key of the entry, `opening` comes before a menu.

    `choices_wanted` carries the key of a menu that opens and can be filled with choices;
    `choice_made` that key and the value of the choice.
    """

    triggered = Signal(str)
    opening = Signal()
    choices_wanted = Signal(str)
    choice_made = Signal(str, str)

    def __init__(self, bar: QMenuBar, table: Sequence[Menu]) -> None:
        super().__init__(bar)
        self.actions: dict[str, QAction] = {}
        self._menus: dict[str, QMenu] = {}
        self._choices: list[QAction] = []
        for menu in table:
            self._fill(bar, menu)
        themes = QActionGroup(self)
        for name in THEMES:
            themes.addAction(self.actions[f"theme_{name}"])

    def enable(self, wanted: Mapping[str, bool]) -> None:
        """Enable or disable entries by key."""
        for key, is_enabled in wanted.items():
            self.actions[key].setEnabled(is_enabled)

    def check(self, wanted: Mapping[str, bool]) -> None:
        """Set the ticks of entries by key, without triggering them."""
        for key, is_checked in wanted.items():
            self.actions[key].setChecked(is_checked)

    def show_steps(self, undo_text: str, redo_text: str) -> None:
        """Name what Undo and Redo would do."""
        for key, plain, named, text in (
            ("undo", _("&Undo"), _("&Undo {step}"), undo_text),
            ("redo", _("&Redo"), _("&Redo {step}"), redo_text),
        ):
            step = text.replace("&", "&&")
            self.actions[key].setText(named.format(step=step) if text else plain)
            self.actions[key].setEnabled(bool(text))

    def show_choices(self, key: str, choices: Sequence[Choice]) -> None:
        """Put choices above the fixed entries of a menu, in place of the ones before."""
        menu = self._menus[key]
        for old in self._choices:
            menu.removeAction(old)
            old.deleteLater()
        self._choices.clear()
        first = menu.actions()[0]
        for choice in choices:
            action = QAction(choice.text.replace("&", "&&"), menu)
            action.setCheckable(True)
            action.setChecked(choice.is_checked)
            action.triggered.connect(
                lambda _=False, value=choice.value: self.choice_made.emit(key, value)
            )
            menu.insertAction(first, action)
            self._choices.append(action)
        if choices:
            self._choices.append(menu.insertSeparator(first))

    def _fill(self, parent: QMenuBar | QMenu, menu: Menu) -> None:
        shown = parent.addMenu(menu.text)
        shown.aboutToShow.connect(self.opening)
        if menu.key:
            self._menus[menu.key] = shown
            shown.aboutToShow.connect(lambda: self.choices_wanted.emit(menu.key))
        for entry in menu.entries:
            if isinstance(entry, Menu):
                self._fill(shown, entry)
            elif not entry.key:
                shown.addSeparator()
            else:
                action = shown.addAction(entry.text)
                action.setObjectName(f"window.{entry.key}")
                action.setShortcuts([QKeySequence(keys) for keys in entry.keys])
                action.setCheckable(entry.is_checkable)
                action.triggered.connect(lambda _=False, key=entry.key: self.triggered.emit(key))
                self.actions[entry.key] = action
