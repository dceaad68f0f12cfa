"""Diaries that could hurt a figure: each is drawn whole, without a warning.

Warnings of matplotlib and numpy are errors here as everywhere in the tests.
"""

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from diary.charts.painter import drawn_of
from diary.charts.picture import ChartLook
from diary.style import load_theme
from tests.charts.diaries import BAD
from tests.charts.kinds import CHARTS

SIZE = (640, 420)


@pytest.mark.parametrize("diary", BAD)
@pytest.mark.parametrize("chart", CHARTS)
def test_a_bad_diary_gives_a_whole_figure(chart: str, diary: str) -> None:
    figure = drawn_of(CHARTS[chart](BAD[diary]()), ChartLook(load_theme("light"), *SIZE)).figure
    canvas = FigureCanvasAgg(figure)
    canvas.draw()  # type: ignore[no-untyped-call]  # matplotlib has no types here
    pixels = np.asarray(canvas.buffer_rgba())  # type: ignore[no-untyped-call]  # as above
    assert pixels.shape[:2] == (SIZE[1], SIZE[0])
    assert len(np.unique(np.ascontiguousarray(pixels).view(np.uint32))) > 5
    for axes in figure.axes:
        assert np.isfinite([*axes.get_xlim(), *axes.get_ylim()]).all()
        for text in axes.findobj(Text):
            assert isinstance(text, Text)
            assert "nan" not in text.get_text()
            assert "inf" not in text.get_text()
