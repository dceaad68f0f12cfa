"""What can be seen of the review window, on the diary of the stage as if it came from a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from diary.domain.diary import Diary
from diary.domain.hand_over import HandOver, HandOverCode, HandOverRefusedError, Part
from diary.domain.offer import LimitsOffer
from diary.domain.period import Span
from diary.domain.pt_note import THE_VISIT, Pin
from diary.services.review_notes import with_note, with_offer
from diary.ui.review.printing import PrintDialog
from diary.ui.review.reader import tab_titles
from diary.ui.review.window import ReviewWindow
from diary.ui.shots_scene import Scene
from diary.ui.shots_stage import Stage

_SHA256 = "7f3a" + 60 * "0"
# Files are called by the days they were made on.
_DAMAGED, _LOCKED, _BROKEN = "2026-11-18", "2026-11-19", "2026-11-20"
_FOUR = ("2026-11-17", _DAMAGED, _LOCKED, _BROKEN)


def review_scenes() -> Iterator[Scene]:
    """Every tab, and what stands there instead."""
    for key in tab_titles():
        yield Scene(f"review-{key}", partial(_tab, key))
    yield Scene("review-locked", partial(_file, 2))
    yield Scene("review-refused", partial(_file, 3))
    yield Scene("review-hidden", _hidden)
    yield Scene("review-print", _print)
    yield Scene("review-nothing", _nothing, is_empty=True)


class _DiaryItself:
    """Hands out one diary as if it had been read of files; see `services.ports.HandOverFiles`."""

    def __init__(self, diary: Diary, made_at: datetime) -> None:
        self._found = HandOver(diary, _SHA256, is_complete=True, made_at=made_at)

    def written(
        self,
        document: bytes,
        others: Mapping[str, bytes],
        *,
        made_at: datetime,
        program: str,
        span: Span | None,
        left_out: Iterable[Part],
        shown: Span | None,
    ) -> bytes:
        """Nothing is written for a picture."""
        raise NotImplementedError

    def content_of(self, path: Path) -> bytes:
        """The name of the file stands for what is in it."""
        return path.stem.encode()

    def is_locked(self, content: bytes) -> bool:
        """True for the one file with a passphrase."""
        return content.decode() == _LOCKED

    def locked(self, content: bytes, passphrase: str) -> bytes:
        """Nothing is locked for a picture."""
        raise NotImplementedError

    def read(self, content: bytes, passphrase: str | None = None) -> HandOver:
        """The diary, damaged in the second file."""
        del passphrase
        if content.decode() == _BROKEN:
            raise HandOverRefusedError(HandOverCode.UNREADABLE)
        return replace(self._found, is_complete=content.decode() != _DAMAGED)


@contextmanager
def _window(stage: Stage, *names: str) -> Iterator[ReviewWindow]:
    """The review window over such files, as large as the window of the stage."""
    context = stage.context
    files = _DiaryItself(context.journal.diary, context.stamp().recorded_at)
    window = ReviewWindow(replace(stage.later.review.parts(), files=files))
    unseen = Qt.WidgetAttribute.WA_DontShowOnScreen
    window.setAttribute(unseen, stage.window.testAttribute(unseen))
    window.resize(stage.window.size())
    window.show()
    window.activateWindow()
    window.show_places([Path(f"{name}.kneelog") for name in names])
    _rest(stage, window)
    yield window
    window.close()
    window.finish()
    window.deleteLater()


def _rest(stage: Stage, window: ReviewWindow) -> None:
    stage.settle()
    while window.tasks.is_busy or window.reading.is_busy:
        stage.settle()


def _tab(key: str, stage: Stage) -> Iterator[QWidget]:
    with _window(stage, *_FOUR) as window:
        shown = window.shown()
        if key == "notes" and shown is not None:
            notes = with_note(window.side.notes(), "1", THE_VISIT, _a_note(shown.diary))
            notes = with_note(notes, "2", Pin(shown.last_on), _a_note(shown.diary))
            window.reader.notes_tab.show_notes(with_offer(notes, LimitsOffer("3", 2, 4)))
        window.reader.show_tab(key)
        window.reader.current_tab().take_focus()
        _rest(stage, window)
        yield window


def _a_note(diary: Diary) -> str:
    """Words that somebody typed."""
    return next((day.note for day in diary.days.values() if day.note), "…")


def _file(number: int, stage: Stage) -> Iterator[QWidget]:
    with _window(stage, *_FOUR) as window:
        window.show_file(number)
        _rest(stage, window)
        yield window


def _hidden(stage: Stage) -> Iterator[QWidget]:
    with _window(stage, *_FOUR) as window:
        window.lock()
        yield window


def _print(stage: Stage) -> Iterator[QWidget]:
    with _window(stage, *_FOUR) as window:
        dialog = stage.dialog(PrintDialog(window, 2).open)
        if dialog is not None:
            yield dialog
            dialog.reject()


def _nothing(stage: Stage) -> Iterator[QWidget]:
    with _window(stage) as window:
        window.take_focus()
        yield window
