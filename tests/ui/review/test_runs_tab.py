"""The runs of a file: what was recorded about one stands below the table."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QLabel

from diary.domain.run import Finish
from tests.builders_review import a_file, runner
from tests.ui.review.conftest import OpenDesk
from tests.ui.review.desk import Desk


def text(desk: Desk, name: str) -> str:
    found = desk.find(name)
    assert isinstance(found, QLabel)
    return found.text()


def test_all_that_was_recorded_about_a_run_stands_below_the_table(
    open_desk: OpenDesk, tmp_path: Path
) -> None:
    diary = runner()
    run = max(diary.runs.values(), key=lambda each: each.on)
    told = replace(run, note="word\n" * 60, finish=Finish.CUT_SHORT_KNEE, pain_onset_m=3200.0)
    diary = replace(diary, runs={**diary.runs, run.id: told})
    desk = open_desk(a_file(tmp_path / "a.kneelog", diary))
    desk.window.reader.show_tab("runs")
    desk.rest()
    assert text(desk, "review.moments").startswith("d/a/m: during, after, next morning.")
    desk.window.reader.current_tab().go_to(run.on)
    about = text(desk, "review.run")
    assert "Cut short, knee · Pain began after 3.2 km" in about
    assert "next morning" in about
    assert about.endswith("word")
    details = desk.find("review.run_details")
    # What is long scrolls and leaves the table its room.
    assert 0 < details.height() <= desk.find("review.runs").height() // 2
