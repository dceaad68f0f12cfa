"""Files that hold far more than a life: the window goes on, and soon shows what is in them."""

from __future__ import annotations

from pathlib import Path
from time import monotonic

import pytest

from diary.ui.review.reader import ReviewReader, tab_titles
from tests.fuzz.crafted import CRAFTED
from tests.ui.review.conftest import OpenDesk
from tests.ui.review.test_files import heading

SOON_S = 5.0


@pytest.mark.parametrize("name", ["a night of runs", "a visit half a century ago"])
def test_a_heavy_file_never_stops_the_window_for_long(
    open_desk: OpenDesk, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.kneelog"
    path.write_bytes(CRAFTED[name].make())
    real, stops = ReviewReader.show_file, []

    def timed(*given: object) -> None:
        began = monotonic()
        real(*given)  # type: ignore[arg-type]  # handed through
        stops.append(monotonic() - began)

    monkeypatch.setattr(ReviewReader, "show_file", timed)
    desk = open_desk(path)
    assert desk.window.shown() is not None
    assert stops
    assert max(stops) < SOON_S
    for key in tab_titles():
        began = monotonic()
        desk.window.reader.show_tab(key)
        assert monotonic() - began < SOON_S
    desk.rest()


def test_of_a_visit_decades_ago_the_last_two_years_are_summed_up(
    open_desk: OpenDesk, tmp_path: Path
) -> None:
    path = tmp_path / "a.kneelog"
    path.write_bytes(CRAFTED["a visit half a century ago"].make())
    desk = open_desk(path)
    shown = desk.window.shown()
    assert shown is not None
    assert len(shown.choice.span) == 731
    assert "Since the last visit" not in heading(desk)
