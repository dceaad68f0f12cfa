from pathlib import Path

from PySide6.QtGui import QImage

from diary.ui.main_window.page_table import page_entries
from diary.ui.shots import take_shots
from tests.builders import a_day, a_diary
from tests.ui.conftest import Build
from tests.ui.house import TODAY


def test_every_page_is_drawn_and_no_choice_is_changed(build: Build, tmp_path: Path) -> None:
    house = build(a_diary([a_day(TODAY, left=4)]))
    house.context.ui_state.set("theme", "light")
    files = take_shots(house.context, tmp_path / "out", "dark", 130, (1100, 700))
    assert [file.name for file in files] == [
        f"{entry.key}-dark-130-1100x700.png" for entry in page_entries()
    ]
    pictures = [QImage(str(file)) for file in files]
    assert {(picture.width(), picture.height()) for picture in pictures} == {(1100, 700)}
    assert all(picture.pixelColor(5, 690).lightness() < 80 for picture in pictures)
    assert house.context.ui_state.get("theme", "") == "light"
