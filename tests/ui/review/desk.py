"""A review window on files of others, with a clock that stands still and prompts that answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from diary.bootstrap.review import review_parts
from diary.formats.kneenotes import read_notes_file, write_notes
from diary.services.review_notes import ReviewNotes
from diary.texts.numbers import Formats
from diary.ui.chart_source import ChartSource
from diary.ui.parts import ReviewParts
from diary.ui.review.window import ReviewWindow
from diary.ui.widgets.text import PlainLabel
from tests.builders import counted_ids
from tests.builders_hand_over import QuickFiles
from tests.ui.answers import AnsweringPrompts
from tests.ui.house import SetClock


@dataclass
class Desk:
    """One review window and everything around it."""

    window: ReviewWindow
    clock: SetClock
    prompts: AnsweringPrompts
    qtbot: QtBot
    said: list[str] = field(default_factory=list)

    def find(self, name: str) -> QWidget:
        """The widget with this object name."""
        found = self.window.findChild(QWidget, name)
        assert isinstance(found, QWidget), name
        return found

    def rest(self) -> None:
        """Wait until everything is read, counted and drawn."""
        self.qtbot.waitUntil(
            lambda: not (self.window.reading.is_busy or self.window.tasks.is_busy), timeout=20_000
        )

    def open(self, *places: Path) -> None:
        """Go through these files."""
        self.window.show_places(places)
        self.rest()

    def rows(self) -> list[str]:
        """The list of files as it is seen."""
        files = self.window.files
        return [files.item(row).text() for row in range(files.count())]


def desk_parts(
    clock: SetClock, prompts: AnsweringPrompts, charts: ChartSource | None = None
) -> ReviewParts:
    """The parts of a review window; files are read in this process."""
    real = review_parts(charts or ChartSource(), prompts, Formats)
    return ReviewParts(
        files=QuickFiles(),
        notes=ReviewNotes(read_notes_file, write_notes, "kneelog 0.1.0"),
        charts=real.charts,
        prompts=prompts,
        formats=Formats,
        now=clock.now,
        seconds=clock.seconds,
        new_id=counted_ids(),
        page_pictures=real.page_pictures,
    )


def texts_of(widget: QObject) -> str:
    """Everything that is written on the labels inside, hidden or not."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return "\n".join(label.text() for label in widget.findChildren(PlainLabel))
