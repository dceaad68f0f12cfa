"""What the tests of Preferences do with fields."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from diary.ui.preferences.dialog import PreferencesDialog
from diary.ui.preferences.rows import NumberRow


def give(qtbot: QtBot, edit: QLineEdit, text: str) -> None:
    """Type a text in place of what stands there, and leave the field with Enter."""
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, text)
    qtbot.keyClick(edit, Qt.Key.Key_Return)


def row(dialog: PreferencesDialog, name: str) -> NumberRow:
    found = dialog.findChild(NumberRow, f"preferences.{name}")
    assert isinstance(found, NumberRow)
    return found
