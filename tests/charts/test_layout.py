from diary.charts.layout import laid_out
from diary.domain.period import Span
from tests.charts.example import LAST_ON


def test_a_chart_wants_no_other_height_once_it_has_what_it_wanted() -> None:
    # In pixels of a screen at 150 %, where heights are no whole numbers.
    span = Span(LAST_ON, LAST_ON)
    wanted = {
        laid_out((8.0, pixels / 1.5 / 96), 1.0, [], ["10 worst"], ((), (), span)).wanted_height
        for pixels in range(200, 1500, 7)
    }
    assert len(wanted) == 1
    assert wanted != {0}
