"""Numbers at the axis of a low panel do not touch one another."""

import pytest

from diary.charts.run_responses import spaced

TICKS = {0: "0", 3: "3", 6: "6", 10: "10"}


@pytest.mark.parametrize(
    ("height", "shown"),
    [(100.0, "0 3 6 10"), (30.0, "0 6 10"), (12.0, "0 10"), (0.0, "0 10")],
)
def test_a_low_panel_has_fewer_numbers(height: float, shown: str) -> None:
    ticks = spaced(TICKS, height, 12.0)
    # Each keeps its line across the panel.
    assert list(ticks) == list(TICKS)
    assert " ".join(filter(None, ticks.values())) == shown
