from datetime import time

import pytest

from diary.domain.errors import InvalidValueError, Reason
from diary.domain.typed_time import parse_time_of_day


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("18:05", time(18, 5)),
        ("7", time(7)),
        ("18.05", time(18, 5)),
        ("705", time(7, 5)),
        ("6:30 pm", time(18, 30)),
        ("6.30 AM", time(6, 30)),
        ("12 a.m.", time(0)),
        ("12:15pm", time(12, 15)),
    ],
)
def test_a_time_of_day_is_understood(text: str, at: time) -> None:
    assert parse_time_of_day(text) == at


@pytest.mark.parametrize("text", ["", "24:00", "7:5", "noon", "18:61", "18:05 pm", "0 am", "pm"])
def test_what_is_no_time_of_day_is_refused(text: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        parse_time_of_day(text)
    assert caught.value.reason is Reason.NOT_A_TIME
