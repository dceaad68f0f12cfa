"""Text size and theme chosen in the review window beside one's own diary."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from diary.ui.look import WindowLook
from diary.ui.review.window import ReviewWindow
from diary.ui.theme import theme_watcher
from diary.ui.ui_state import UiState
from tests.builders import a_diary
from tests.builders_review import a_file, runner
from tests.ui.conftest import Build
from tests.ui.house import House


@pytest.fixture
def house(build: Build) -> Iterator[House]:
    built = build(a_diary())
    yield built
    built.later.review.finish()
    if built.later.review.window is not None:
        built.later.review.window.close()


def reviewing(house: House, folder: Path) -> ReviewWindow:
    house.later.review.show([a_file(folder / "theirs.kneelog", runner())])
    window = house.later.review.window
    assert window is not None
    return window


def kept(house: House) -> WindowLook:
    """What the next start of the program will wear."""
    return WindowLook(UiState.in_folder(house.path.parent))


def test_what_is_chosen_beside_ones_own_window_is_kept(house: House, tmp_path: Path) -> None:
    window = reviewing(house, tmp_path)
    window.acts.do("larger")
    window.acts.do("larger")
    window.acts.do("theme_dark")
    assert (theme_watcher().text_percent, theme_watcher().chosen) == (120, "dark")
    assert (kept(house).text_percent(), kept(house).theme()) == (120, "dark")
    assert window.menus.actions["theme_dark"].isChecked()
    house.window.commands.do("smaller")
    assert kept(house).text_percent() == 110
    window.acts.do("normal")
    assert kept(house).text_percent() == 100
