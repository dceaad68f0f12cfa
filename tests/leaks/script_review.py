"""Others' files in the window: every tab, a remark and the notes for the runner."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from diary.ui.review.window import ReviewWindow
from tests.leaks.hand import Hand


def review(hand: Hand, _stage: None) -> None:
    """Go through somebody's files, write a remark and save it for them."""
    reviewed(hand)


def reviewed(hand: Hand) -> None:
    """Every tab of the review window, a remark, and the notes for the runner."""

    def window() -> ReviewWindow | None:
        found = [each for each in QApplication.topLevelWidgets() if isinstance(each, ReviewWindow)]
        return next((each for each in found if each.isVisible()), None)

    hand.until(window, "the review window")
    shown = window()
    assert shown is not None
    hand.until(lambda: not shown.reading.is_busy and shown.shown() is not None, "a file")
    for key in [each for each, _title in _tabs()]:
        shown.reader.show_tab(key)
        hand.until(lambda: not shown.tasks.is_busy, key)
        hand.record.scenes.append(f"review window {key}")
        hand.look()
        shown.grab()
    shown.reader.show_tab("charts")
    field = shown.reader.note_bar.field
    field.setFocus()
    QTest.keyClicks(field, "downhill?")
    QTest.keyClick(field, Qt.Key.Key_Return)
    path = shown.current_path()
    assert path is not None
    hand.until(lambda: Path(f"{path}.notes.json").exists(), "the notes")
    hand.prompts.folder = Path.cwd()
    shown.acts.do("save_notes")
    hand.until(lambda: any(Path.cwd().glob("*.kneenotes")), "the notes for the runner")
    hand.look()
    shown.close()


def _tabs() -> list[tuple[str, str]]:
    from diary.ui.review.reader import tab_titles  # noqa: PLC0415 - with the review window

    return list(tab_titles().items())
