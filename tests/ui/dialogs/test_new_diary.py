"""A new diary asks for its name and nothing else."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from diary.ui.dialogs.backup_folder import BackupFolderDialog
from diary.ui.dialogs.new_diary import NewDiaryDialog
from diary.ui.theme import ThemeName
from diary.ui.widgets.text import PlainLabel
from diary.words import install
from tests.ui.room import cut_off
from tests.ui.tree import dump, twins, unnamed


@pytest.fixture
def around(qtbot: QtBot) -> Iterator[QWidget]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 700)
    window.show()
    yield window
    window.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def dialog(around: QWidget, tmp_path: Path, qtbot: QtBot) -> NewDiaryDialog:
    dialog = NewDiaryDialog(around, tmp_path)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    with qtbot.waitExposed(dialog):
        dialog.open()
    return dialog


def type_name(dialog: NewDiaryDialog, name: str, qtbot: QtBot) -> str:
    """Type a name and press Enter; returns what stands below the field."""
    edit = dialog.field.edit
    edit.clear()
    qtbot.keyClicks(edit, name)
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    return dialog.field.findChildren(PlainLabel)[-1].text()


def test_a_name_is_enough(dialog: NewDiaryDialog, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(dialog.name_chosen) as chosen:
        type_name(dialog, " Ben ", qtbot)
    assert chosen.args == [tmp_path / "Ben.sqlite3"]
    assert not dialog.isVisible()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("", "Type a name."),
        ("x" * 81, "Shorten the name to 80 characters."),
        ("a/b", 'Leave out / \\ : * ? " < > |. A file name cannot have them.'),
        ("con", "Choose another name. Some computers cannot have a file called “con”."),
        ("ANNA", "Choose another name. There is a diary “ANNA” already."),
    ],
)
def test_what_is_wrong_stands_below_the_field(
    dialog: NewDiaryDialog, qtbot: QtBot, tmp_path: Path, spoken: list[str], name: str, told: str
) -> None:
    (tmp_path / "Anna.sqlite3").touch()
    assert type_name(dialog, name, qtbot) == told
    assert dialog.isVisible()
    assert dialog.field.edit.hasFocus()
    assert told in dialog.field.edit.accessibleDescription()
    assert told in spoken
    qtbot.keyClicks(dialog.field.edit, "B")
    assert told not in dialog.field.edit.accessibleDescription()


def _is_whole(dialog: QWidget) -> bool:
    return not cut_off(dialog)


def test_escape_makes_nothing(dialog: NewDiaryDialog, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.assertNotEmitted(dialog.name_chosen):
        qtbot.keyClicks(dialog.field.edit, "Ben")
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("language", ["en", "pseudo"])
def test_everything_fits_and_has_a_name(
    around: QWidget,
    qtbot: QtBot,
    tmp_path: Path,
    plain_look: Callable[[ThemeName, int], None],
    percent: int,
    language: str,
) -> None:
    install(language)
    plain_look("light", percent)
    for shown in (
        NewDiaryDialog(around, tmp_path),
        BackupFolderDialog(around, tmp_path / "backups" / "My knees", tmp_path / "a stick"),
    ):
        with qtbot.waitExposed(shown):
            shown.open()
        qtbot.waitUntil(partial(_is_whole, shown))
        nodes = dump(shown)
        assert not unnamed(nodes)
        assert not twins(nodes)
        shown.close()
