"""Review: a file of ten years is there within a second of our own work, the window standing.

Reading happens in a process of its own, in which a stranger's file can do no harm. What that takes
with an empty diary is not our own work; the whole stands beside it.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

from diary.bootstrap.hand_over import HandOverFiles
from diary.domain.diary import Diary
from diary.formats.exchange import encode_diary
from diary.services.handing_over import HandingOver, Leaving
from diary.services.sample import sample_diary
from diary.texts.numbers import Formats
from tests.benchmarks.measure import Figure, timed
from tests.benchmarks.reference import FOLDER, LAST_ON

ALLOWED_S = 1.0
ROUNDS = 5
_DAYS = 3650
_MADE_AT = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)


def review_figures() -> list[Figure]:
    """From asking for a file to its summary on screen, and without starting the child."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    path = ten_year_file()
    empty = empty_file()
    shown = [_shown_s(path) for _ in range(ROUNDS)]
    child = [_shown_s(empty) for _ in range(ROUNDS)]
    ours_s = min(shown) - min(child)
    return [
        Figure("Review", "10 years, our own work", ours_s, ALLOWED_S, "allowed", 1.0),
        Figure("Review", "10 years, with a child", min(shown), ALLOWED_S, "allowed", 1.0),
    ]


def ten_year_file() -> Path:
    """A hand-over file of ten years."""
    diary = sample_diary(days=_DAYS, seed=1, last_on=LAST_ON, zone="Europe/Lisbon")
    return _file("ten.kneelog", diary)


def empty_file() -> Path:
    """A hand-over file without an entry: what reading any takes at least."""
    return _file("empty.kneelog", Diary())


def _file(name: str, diary: Diary) -> Path:
    handing = HandingOver(HandOverFiles(), encode_diary, "kneelog 0.1.0")
    on = handing.hand_on(diary, Leaving(), today=LAST_ON, made_at=_MADE_AT, formats=Formats())
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / name
    path.write_bytes(handing.file(on))
    return path


def _shown_s(path: Path) -> float:
    """Seconds from asking for a file in a window that stands until its summary is painted."""
    from PySide6.QtCore import QEventLoop  # noqa: PLC0415 - Qt

    from diary.bootstrap.review import review_parts  # noqa: PLC0415 - Qt
    from diary.ui.application import application  # noqa: PLC0415 - Qt
    from diary.ui.chart_source import ChartSource  # noqa: PLC0415 - Qt
    from diary.ui.prompts import WindowPrompts  # noqa: PLC0415 - Qt
    from diary.ui.review.window import ReviewWindow  # noqa: PLC0415 - Qt

    app = application()
    prompts = WindowPrompts(app.activeWindow)
    window = ReviewWindow(review_parts(ChartSource(), prompts, Formats))
    window.show()
    loop = QEventLoop()
    window.reading.came_to_rest.connect(loop.quit)

    def show() -> None:
        window.show_places([path])
        loop.exec()
        window.grab()

    taken_s = timed(show)
    if window.shown() is None:
        raise RuntimeError("the file was not shown")
    window.close()
    window.finish()
    window.deleteLater()
    return taken_s


if __name__ == "__main__":
    for figure in review_figures():
        print(f"{figure.what}: {figure.ours_s:.2f} s")
