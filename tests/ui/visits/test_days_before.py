"""The diary file takes as many days before along, so that a review compares as the report does."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from pytestqt.qtbot import QtBot

from diary.domain.period import ONE_DAY, Span
from diary.formats.handover import read
from diary.services.export_for_pt import Form
from diary.services.reviewing import reviewed
from diary.ui.visit_wishes import Visits
from tests.ui.house import TODAY, House
from tests.ui.visits.conftest import VISIT_ON, month_diary
from tests.ui.visits.test_export import STEM, is_gone, opened

VisitHouse = Callable[..., House]


def test_the_diary_file_takes_the_days_before_along_without_their_notes(
    visit_house: VisitHouse, qtbot: QtBot, tmp_path: Path
) -> None:
    diary = month_diary()
    early_on = VISIT_ON - timedelta(3)
    early = replace(diary.days[early_on], note="Before the visit")
    house = visit_house(replace(diary, days={**diary.days, early_on: early}))
    dialog = opened(house, qtbot)
    assert not dialog.days_before.isVisible()
    dialog.forms[Form.FILE].click()
    assert dialog.days_before.isChecked()
    assert dialog.days_before.label == "Also the 20 days before, for comparing"
    dialog.save_button.click()
    qtbot.waitUntil(is_gone(dialog))
    found = read((tmp_path / f"{STEM}.kneelog").read_bytes())
    assert found.span == Span(VISIT_ON - timedelta(19), TODAY + ONE_DAY)
    assert early_on in found.diary.days
    assert found.diary.days[early_on].note == ""
    assert any(day.note for day in found.diary.days.values())
    # The review begins with the days of the report and has something to compare them with.
    seen = reviewed(found, TODAY)
    assert seen.choice.span == Span(VISIT_ON + ONE_DAY, TODAY + ONE_DAY)


def test_the_days_before_can_stay_and_that_is_remembered(
    visit_house: VisitHouse, qtbot: QtBot, tmp_path: Path
) -> None:
    house = visit_house()
    dialog = opened(house, qtbot)
    dialog.forms[Form.FILE].click()
    dialog.days_before.click()
    dialog.save_button.click()
    qtbot.waitUntil(is_gone(dialog))
    found = read((tmp_path / f"{STEM}.kneelog").read_bytes())
    assert found.span == Span(VISIT_ON + ONE_DAY, TODAY + ONE_DAY)
    assert not Visits().wish(house.context.ui_state).has_days_before
