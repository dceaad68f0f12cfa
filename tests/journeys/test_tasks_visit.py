"""The task with the visit report, by mouse and by keyboard, in no more presses than allowed."""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from diary.bootstrap.visits import visit_parts
from diary.services.entries import set_day
from diary.ui.visit_wishes import Visits
from diary.ui.visits import places
from tests.journeys.conftest import OpenTask
from tests.journeys.hands import Hands
from tests.journeys.sample import YESTERDAY, task_diary
from tests.journeys.task_table import Way
from tests.ui.house import NOW, TODAY, House

both_ways = pytest.mark.parametrize("way", ["mouse", "keys"])
NOTE = "Ached on the stairs of Cedar Street"


def a_house(task_house: OpenTask) -> House:
    """The window on a diary with a note, whose pages are drawn as they are printed."""
    noted = set_day(task_diary(), YESTERDAY, NOW, note=NOTE)
    house = task_house(noted)
    house.context.visits = Visits(visit_parts)
    return house


def text_of(content: bytes) -> str:
    reader = PdfReader(BytesIO(content))
    assert len(reader.pages) == 2
    return " ".join(" ".join(page.extract_text().split()) for page in reader.pages)


@both_ways
def test_22_a_report_without_name_and_notes_is_saved(
    task_house: OpenTask,
    hands: Hands,
    way: Way,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(places, "documents", lambda: tmp_path)
    house = a_house(task_house)
    assert house.diary.person.next_visit_on is not None
    hands.start(22)
    if way == "mouse":
        hands.page(house, "Visit report")
        hands.click(house.find("report.notes"))
        hands.click(house.find("report.save_pdf"))
    else:
        hands.ctrl(Qt.Key.Key_7)
        hands.go_by_tab("report.notes")
        hands.press(Qt.Key.Key_Space)
        hands.go_by_tab("report.save_pdf")
        hands.press(Qt.Key.Key_Return)
    hands.finish(way)
    qtbot.waitUntil(lambda: bool(list(tmp_path.glob("knee-diary-*.pdf"))), timeout=60_000)
    saved = next(tmp_path.glob("knee-diary-*.pdf"))
    assert saved.name.endswith(f"_{TODAY.isoformat()}.pdf")
    text = text_of(saved.read_bytes())
    name = house.diary.person.name
    assert name is None or name not in text
    assert "Cedar" not in text
    assert "The notes were left out of this report." in text
