"""One window a language for everything that is looked at here, on the example diary."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from diary import words
from diary.domain.diary import Diary
from diary.services.sample import sample_diary
from diary.ui import theme
from diary.ui.main_window.status_line import StatusLine
from diary.ui.shots_stage import Stage
from diary.ui.theme import apply_theme, set_reduced_motion
from tests.ui.house import TODAY, ZONE, House, a_house
from tests.ui.looks.walk import Stages


@pytest.fixture(autouse=True)
def plain_look() -> Callable[[], None]:
    """Take the place of the dressing of every test: the windows here live for the whole room."""
    return lambda: None


@pytest.fixture(scope="module", autouse=True)
def _look(qapp: QApplication) -> Iterator[None]:
    """Draw with the font that is shipped: the same letters on every computer."""
    watcher = theme.theme_watcher()
    # Read before it is exchanged, so that the other rooms go on with their own.
    kept = watcher.base_font()
    shipped = QFont(theme._load_bundled_font())
    shipped.setPointSizeF(theme.LINUX_BASE_PT)
    watcher._base_font = shipped
    set_reduced_motion(is_reduced=True)
    # Before the first window is built: it would otherwise keep sizes of another font.
    apply_theme(qapp, "light", 100)
    yield
    watcher._base_font = kept
    words.install("en")
    apply_theme(qapp, "light", 100)


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory, _look: None) -> Iterator[Stages]:
    """The window in English."""
    with _stages(tmp_path_factory.mktemp("english"), "en") as stages:
        yield stages


@pytest.fixture
def untouched(tmp_path: Path, qapp: QApplication, _look: None) -> Iterator[Stages]:
    """The window in English in which nothing was done before."""
    apply_theme(qapp, "light", 100)
    with _stages(tmp_path, "en") as stages:
        yield stages


@pytest.fixture(scope="module")
def pseudo(tmp_path_factory: pytest.TempPathFactory, _look: None) -> Iterator[Stages]:
    """The window in the test language, whose every text is two fifths longer."""
    with _stages(tmp_path_factory.mktemp("pseudo"), words.PSEUDO) as stages:
        yield stages


@contextmanager
def _stages(folder: Path, language: str) -> Iterator[Stages]:
    from diary.charts.painter import FigurePainter  # noqa: PLC0415 - imports matplotlib

    words.install(language)
    houses = []
    for name, diary in (("filled", sample_diary(140, 1, TODAY, ZONE)), ("empty", Diary())):
        (folder / name).mkdir()
        house = a_house(folder / name, diary)
        house.context.charts.take(FigurePainter())
        # Known some time after every start; here from the beginning, whatever is walked first.
        foot = house.window.statusBar()
        assert isinstance(foot, StatusLine)
        foot.show_backup(words._("Backup: today"))
        houses.append(house)
    words.install("en")
    filled, empty = (Stage(house.window, house.later) for house in houses)
    yield Stages(filled, empty, language)
    for house in houses:
        _close(house)


def _close(house: House) -> None:
    house.context.undo.clear()
    house.context.tasks.close()
    house.later.painting.close()
    house.context.journal.detach()
    house.window.hide()
    house.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
