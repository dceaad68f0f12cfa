"""A small window in the program's place, right or wrong in one way, to try the judge with.

`python -m tests.surroundings.wrong KIND --diary DIARY`: Today and Charts full of words, a score by
its key, Ctrl+4, Ctrl+Q. It writes with SQLite alone, which the program's own check has to find.
"""

from __future__ import annotations

import sqlite3
import sys
import threading
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

RIGHT = "right"
# Each with what the judge has to find; nothing to find in the first.
KINDS = {
    RIGHT: "",
    "says a traceback": "said: Traceback",
    "loses the score": "new scores: []",
    "adds another score": "new scores:",
    "loses what was there": "old scores are gone",
    "leaves a file open to others": "others may read",
    "cuts the file off": "the diary cannot be read",
    "writes past the check": "kneelog check:",
    "stays blank": "0 words on Today",
    "is black": "0 words on Today",
    "writes boxes": "0 words on Today",
    "has no chart": "no chart was drawn",
    "stays on Today": "no chart was drawn",
    "shows nothing of the key": "the key did nothing that is seen",
    "is too large": "not on the screen",
    "is tiny": "the window is tiny",
    "ends with a failure": "exit status 7",
    "never ends": "it did not end",
    "never comes": "no window came",
}
_SIZES = {"is too large": (1400, 1000), "is tiny": (250, 180)}
_TEXT = "Left knee this morning, first steps after getting up: moderate, rising since Monday"
_LINES, _STEP, _BOX = 24, 28, 8
_LONG_S = 3600.0
_ADD = "INSERT INTO scores SELECT {columns} FROM scores WHERE run_id IS NULL LIMIT 1"
_REMOVE = "DELETE FROM scores WHERE id IN (SELECT id FROM scores ORDER BY id DESC LIMIT 3)"


class Window(QWidget):
    """Paints its words itself."""

    def __init__(self, kind: str, diary: Path) -> None:
        super().__init__()
        self._kind, self._diary = kind, diary
        self._score, self._page = "", "Today"
        self.setWindowTitle(self._page)
        self.resize(*_SIZES.get(kind, (1200, 800)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        has_ctrl = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if has_ctrl and event.key() == Qt.Key.Key_Q:
            QApplication.exit(7 if self._kind == "ends with a failure" else 0)
        elif has_ctrl and event.key() == Qt.Key.Key_4:
            self._page = "Charts"
            self.setWindowTitle(self._page)
        elif not has_ctrl and event.text():
            self._take(event.text())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        is_black = self._kind == "is black"
        painter.fillRect(self.rect(), QColor("black" if is_black else "white"))
        score = "" if self._kind == "shows nothing of the key" else self._score
        if score:
            painter.fillRect(QRect(150, 0, 20, 20), QColor("orange"))
        if self._kind not in {"stays blank", "is black"}:
            painter.setFont(QFont("DejaVu Sans", 11))
            is_charts = self._page == "Charts" and self._kind != "stays on Today"
            lines = 3 if is_charts and self._kind == "has no chart" else _LINES
            for line in range(lines):
                self._write(painter, 20 + _STEP * line + 9 * is_charts, score)
        painter.end()

    def _write(self, painter: QPainter, top: int, score: str) -> None:
        if self._kind != "writes boxes":
            painter.drawText(180, top + 15, f"{_TEXT} {score}" * 2)
            return
        for number, letter in enumerate(_TEXT):
            if letter != " ":
                painter.drawRect(180 + (_BOX + 2) * number, top, _BOX - 2, _BOX)

    def _take(self, score: str) -> None:
        self._score = score
        if self._kind == "says a traceback":
            sys.stderr.write("Traceback (most recent call last):\n")
        if self._kind == "leaves a file open to others":
            notes = self._diary.parent / "notes.txt"
            notes.touch()
            # Whatever it was started with.
            notes.chmod(0o644)
        if self._kind == "cuts the file off":
            self._diary.write_bytes(self._diary.read_bytes()[:5_000])
        elif self._kind != "loses the score":
            self._add(int(score) + (self._kind == "adds another score"))

    def _add(self, score: int) -> None:
        with closing(sqlite3.connect(self._diary)) as connection, connection:
            names = [row[1] for row in connection.execute("PRAGMA table_info(scores)")]
            new = {"id": "'zzz'", "score": str(score), "on": "'2001-01-01'"}
            columns = ", ".join(new.get(name, f'"{name}"') for name in names)
            if self._kind == "loses what was there":
                connection.execute(_REMOVE)
            connection.execute(_ADD.format(columns=columns))


def main() -> int:
    """Show it."""
    kind, _option, diary = sys.argv[1:]
    app = QApplication(sys.argv[:1])
    window = Window(kind, Path(diary))
    if kind == "never comes":
        return 0
    window.show()
    status = app.exec()
    if kind == "never ends":
        threading.Event().wait(_LONG_S)
    return status


if __name__ == "__main__":
    sys.exit(main())
