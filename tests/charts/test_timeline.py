from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.transforms import Affine2D

from diary.charts.fonts import text_width
from diary.charts.timeline import (
    LANES,
    MOST_LABELS,
    NUMBER_LANES,
    PlacedMark,
    draw_row,
    marks_words,
    placed_marks,
)
from diary.domain.pain_and_load import MarkKind, TimelineMark
from diary.style import load_theme

START = date(2026, 1, 1)
SIZE_PT = 9.0
WIDTH = 900.0


def a_mark(day: int, kind: MarkKind = MarkKind.EVENT, length: int = 0) -> TimelineMark:
    on = START + timedelta(day)
    return TimelineMark(kind, on, on + timedelta(length))


def place(marks: list[TimelineMark], texts: list[str], days: int = 90) -> list[PlacedMark]:
    first = START.toordinal()
    return placed_marks(
        marks, texts, lambda day: (day - first + 0.5) * WIDTH / days, WIDTH, SIZE_PT
    )


def test_a_label_stands_right_of_its_mark_or_left_at_the_edge() -> None:
    early, last = place([a_mark(3), a_mark(89)], ["PT visit", "New shoes: Red 3"])
    assert (early.text, early.is_labelled, early.is_text_left) == ("PT visit", True, False)
    assert (last.text, last.is_text_left) == ("New shoes: Red 3", True)


def test_signs_come_first_when_there_is_no_room_for_all() -> None:
    marks = [a_mark(day) for day in range(0, 80, 8)] + [a_mark(83, MarkKind.SIGN)]
    placed = place(marks, ["An event with a name"] * 10 + ["Swelling (left)"])
    labelled = [each for each in placed if each.is_labelled]
    assert len(labelled) <= MOST_LABELS
    assert any(each.mark.kind is MarkKind.SIGN for each in labelled)
    assert [each.number for each in placed] == list(range(1, 12))
    numbered = [each for each in placed if each.text and not each.is_labelled]
    assert all(each.text == str(each.number) for each in numbered)


def test_a_long_label_is_shortened() -> None:
    (first, _second) = place([a_mark(40), a_mark(60)], ["A very long text of an event" * 4, "B"])
    assert first.text.endswith("…")


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_a_label_is_as_far_from_its_mark_at_every_text_size(scale: float) -> None:
    """Drawn and looked at: the blank columns between the mark and the nearest letter."""
    size_pt, height = SIZE_PT * scale, 60
    first = START.toordinal()
    placed = placed_marks(
        [a_mark(3), a_mark(89)],
        ["PT visit", "First visit"],
        lambda day: (day - first + 0.5) * WIDTH / 90,
        WIDTH,
        size_pt,
    )
    assert [each.is_text_left for each in placed] == [False, True]
    figure = Figure(figsize=((WIDTH + 20) / 96, height / 96), dpi=96)
    theme = load_theme("light")
    page = Affine2D().scale(1.0, -1.0).translate(0.0, height)
    draw_row(figure, placed, (4.0, 4.0), theme, lane_height=24.0, page=page, size_pt=size_pt)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()  # type: ignore[no-untyped-call]  # matplotlib has no types here
    pixels = np.asarray(canvas.buffer_rgba())  # type: ignore[no-untyped-call]  # as above
    is_blank = pixels[:, :, :3].min(axis=(0, 2)) > 250
    half = 9.0 / 2 * scale
    for each, step in zip(placed, (1, -1), strict=True):
        column = round(4.0 + each.x + step * (half + 1))
        blank = 0
        while is_blank[column + step * blank]:
            blank += 1
        assert 4.0 * scale <= blank <= 9.0 * scale


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 89),
            st.sampled_from(MarkKind),
            st.integers(0, 20),
            st.text("abc XYZ", min_size=1, max_size=40),
        ),
        max_size=25,
    )
)
def test_nothing_in_the_row_touches_anything_else(
    drawn: list[tuple[int, MarkKind, int, str]],
) -> None:
    marks = [a_mark(day, kind, length) for day, kind, length, _text in drawn]
    placed = place(marks, [text.strip() or "x" for *_others, text in drawn])
    assert len(placed) == len(marks)
    assert sum(each.is_labelled for each in placed) <= MOST_LABELS
    lanes: dict[int, list[tuple[float, float]]] = {}
    for each in placed:
        if each.lane is not None:
            assert 0 <= each.lane < (LANES if each.is_labelled else NUMBER_LANES)
            wide = text_width(each.text, SIZE_PT) if each.text else 0.0
            low = each.x - (wide if each.is_text_left else 0.0)
            high = max(each.x, each.end) + (0.0 if each.is_text_left else wide)
            assert high <= WIDTH + 8.0
            lanes.setdefault(each.lane, []).append((low, high))
    for taken in lanes.values():
        taken.sort()
        for (_low, high), (low, _high) in pairwise(taken):
            assert low > high


def test_fourteen_events_in_twelve_weeks_all_have_a_label_or_their_number() -> None:
    marks = [a_mark(6 * number, MarkKind.EVENT) for number in range(14)]
    placed = place(marks, ["Race: something to recall on this day"] * 14)
    assert all(each.text for each in placed)
    assert [each.text for each in placed if not each.is_labelled] == [
        str(each.number) for each in placed if not each.is_labelled
    ]
    assert marks_words(placed, "numbers", "more", "bare") == "numbers"


def test_the_legend_speaks_of_numbers_only_where_there_are_some() -> None:
    placed = place([a_mark(number % 84) for number in range(60)], ["x"] * 60)
    assert not [each.text for each in placed if not each.is_labelled and each.text]
    assert marks_words(placed, "numbers", "more", "bare") == "bare"
    at = [3, 14, *(9 * [40]), 75]
    crowded = place([a_mark(day) for day in at], ["A long text " * 5] * len(at))
    assert {bool(each.text) for each in crowded if not each.is_labelled} == {True, False}
    assert marks_words(crowded, "numbers", "more", "bare") == "more"
    assert marks_words(place([a_mark(4)], ["x"]), "numbers", "more", "bare") == ""


def test_signs_keep_their_cross_among_many_events() -> None:
    marks = [a_mark(2 * number) for number in range(30)]
    marks += [a_mark(2 * number, MarkKind.SIGN) for number in range(10, 22)]
    placed = place(marks, ["y" * 30] * 42)
    signs = [each for each in placed if each.mark.kind is MarkKind.SIGN]
    assert all(each.lane is not None for each in signs)
    # Nothing else of those without words has a place above the ticks.
    assert not [each for each in placed if each not in signs and not each.is_labelled and each.lane]


def test_a_sign_without_any_room_is_a_red_tick() -> None:
    placed = place([a_mark(40, MarkKind.SIGN) for _number in range(9)], ["Swelling (left)"] * 9)
    assert [each for each in placed if each.lane is None]
    figure = Figure(figsize=(9.6, 1.2), dpi=96)
    theme = load_theme("light")
    page = Affine2D().scale(1.0, -1.0).translate(0.0, 115.0)
    draw_row(figure, placed, (4.0, 4.0), theme, lane_height=24.0, page=page, size_pt=SIZE_PT)
    (ticks,) = (each for each in figure.artists if isinstance(each, LineCollection))
    red = list(to_rgba(theme.roles["danger"]))
    colors = np.asarray(ticks.get_colors()).tolist()
    assert colors == [red] * len(ticks.get_segments())
