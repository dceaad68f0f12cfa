from __future__ import annotations

from datetime import date, datetime, time

from diary.domain.table_match import (
    ColumnUse,
    DateOrder,
    DecimalMark,
    TableField,
    TableMatch,
    TableUnit,
)
from diary.domain.table_samples import DecodedCell, decoded_cell

F = TableField
MATCH = TableMatch(
    (
        ColumnUse(0, F.START),
        ColumnUse(1, F.DISTANCE, TableUnit.KM),
        ColumnUse(2, F.MOVING, TableUnit.CLOCK),
        ColumnUse(3, F.AVG_HR),
        ColumnUse(5, F.TITLE),
    ),
    DateOrder.DAY_FIRST,
    DecimalMark.COMMA,
)


def decoded(*cells: str) -> list[DecodedCell]:
    """A row by the uses of its columns."""
    return [
        decoded_cell(text, use, MATCH, "Europe/Berlin")
        for text, use in zip(cells, MATCH.uses, strict=True)
    ]


def test_what_is_read_of_each_cell() -> None:
    assert decoded("02.11.2026 06:40", "8,25", "45:10", "142", " Runde ") == [
        DecodedCell("02.11.2026 06:40", datetime(2026, 11, 2, 6, 40)),  # noqa: DTZ001 - local
        DecodedCell("8,25", 8250.0, 8.25),
        DecodedCell("45:10", 2710.0),
        DecodedCell("142", 142.0, 142.0),
        DecodedCell(" Runde ", "Runde"),
    ]
    assert decoded("?", "x", "--", "", "") == [
        DecodedCell("?"),
        DecodedCell("x", is_readable=False),
        DecodedCell("--"),
        DecodedCell(""),
        DecodedCell(""),
    ]


def test_a_cadence_is_shown_as_the_steps_that_the_run_will_have() -> None:
    strides, said = ColumnUse(0, F.CADENCE, TableUnit.STRIDES), ColumnUse(0, F.CADENCE)
    assert decoded_cell("82", strides, MATCH, "UTC") == DecodedCell("82", 164.0, 82.0)
    # Nobody takes 328 steps a minute.
    assert decoded_cell("164", strides, MATCH, "UTC").value == 164.0
    assert decoded_cell("82", said, MATCH, "UTC").value == 82.0
    assert not decoded_cell("x", said, MATCH, "UTC").is_readable


def test_another_order_and_mark_show_at_once() -> None:
    use = ColumnUse(0, F.DATE)
    by_month = TableMatch((use,), DateOrder.MONTH_FIRST, DecimalMark.POINT)
    assert decoded_cell("02.11.2026", use, by_month, "UTC").value == date(2026, 2, 11)
    assert not decoded_cell("13.11.2026", use, by_month, "UTC").is_readable
    distance = ColumnUse(0, F.DISTANCE, TableUnit.METRE)
    assert decoded_cell("8,250", distance, by_month, "UTC").value == 8250.0
    assert decoded_cell("8,250", distance, MATCH, "UTC").value == 8.25


def test_starts_are_shown_on_the_clock_of_the_place() -> None:
    use = ColumnUse(0, F.START)
    with_offset = decoded_cell("2026-11-02T06:40:00+01:15", use, MATCH, "America/New_York")
    assert with_offset.value == datetime(2026, 11, 2, 6, 40)  # noqa: DTZ001 - local
    in_utc = decoded_cell("2026-11-02T06:40:00Z", use, MATCH, "America/New_York")
    assert in_utc.value == datetime(2026, 11, 2, 1, 40)  # noqa: DTZ001 - local
    day = decoded_cell("2026-11-02", use, MATCH, "UTC")
    assert day.value == date(2026, 11, 2)


def test_times_of_day_and_climbs() -> None:
    assert decoded_cell("18:05", ColumnUse(0, F.TIME_OF_DAY), MATCH, "UTC").value == time(18, 5)
    assert decoded_cell("41", ColumnUse(0, F.ASCENT), MATCH, "UTC").value == 41.0
    assert decoded_cell("100", ColumnUse(0, F.ASCENT, TableUnit.FOOT), MATCH, "UTC").value == 30.48
