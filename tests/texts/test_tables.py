from __future__ import annotations

from dataclasses import replace

from diary.domain.knee import Moment
from diary.domain.table_match import (
    ColumnUse,
    DateOrder,
    DecimalMark,
    OddScore,
    TableField,
    TableLook,
    TableMatch,
    TableUnit,
)
from diary.texts.tables import (
    date_order_word,
    decimal_mark_word,
    field_word,
    moment_word,
    odd_scores_text,
    pains_left_out_text,
    table_reading_lines,
    unit_word,
)

MATCH_OF_PAIN = TableMatch(
    (ColumnUse(0, TableField.DATE),), DateOrder.YEAR_FIRST, DecimalMark.POINT
)


def test_every_choice_about_a_column_has_its_own_words() -> None:
    for words in (
        [field_word(each) for each in TableField],
        [unit_word(each) for each in TableUnit],
        [date_order_word(each) for each in DateOrder],
        [decimal_mark_word(each) for each in DecimalMark],
    ):
        assert all(words)
        assert len(set(words)) == len(words)


def test_how_a_table_was_read() -> None:
    match = TableMatch(
        (
            ColumnUse(0, TableField.DATE),
            ColumnUse(1, TableField.DISTANCE, TableUnit.MILE),
            ColumnUse(2, TableField.NOTE),
            ColumnUse(7, TableField.TITLE),
        ),
        DateOrder.MONTH_FIRST,
        DecimalMark.COMMA,
    )
    look = TableLook("key", ("Day", " Miles ", ""), (), 3, match, frozenset({1, 2}))
    assert table_reading_lines(look) == [
        "“Day” is read as: Date",
        "“Miles” is read as: Distance (miles), guessed",
        "“column 3” is read as: Note, guessed",
        "“column 8” is read as: Title",
        "Dates: month, day, year. Decimals: comma, as in 8,25.",
    ]


def test_pain_that_was_left_out_is_named() -> None:
    pains = (ColumnUse(1, TableField.PAIN_LEFT), ColumnUse(2, TableField.PAIN_RIGHT))
    look = TableLook("key", ("Day", "Knie links", ""), (), 3, MATCH_OF_PAIN, pains=pains)
    assert (
        pains_left_out_text(look)
        == "2 columns look like knee pain and were left out: “Knie links”, “column 3”."
    )
    assert pains_left_out_text(replace(look, pains=())) == ""


def test_cells_that_are_no_scores_are_named() -> None:
    odd = tuple(OddScore(row, 1, "12") for row in range(3, 13))
    look = TableLook("key", ("Day", "Left"), (), 3, MATCH_OF_PAIN)
    assert odd_scores_text(look) == ""
    one = replace(look, odd_scores=odd[:1], odd_score_count=1)
    assert (
        odd_scores_text(one) == "1 value is not a score of 0 to 10 and was left out: “12” in row 3."
    )
    text = odd_scores_text(replace(look, odd_scores=odd, odd_score_count=90))
    assert text.startswith("90 values are not scores of 0 to 10")
    assert text.endswith("“12” in row 10, 82 more.")


def test_a_column_of_scores_is_said_with_its_moment() -> None:
    uses = (
        ColumnUse(1, TableField.PAIN_LEFT, None, Moment.AFTER),
        ColumnUse(2, TableField.PAIN_RIGHT),
    )
    match = replace(MATCH_OF_PAIN, uses=uses)
    moments = (Moment.WORST, Moment.WORST, Moment.MORNING)
    look = TableLook("key", ("Day", "Left", "Right early"), (), 3, match, moments=moments)
    assert table_reading_lines(look)[:2] == [
        "“Left” is read as: Pain score of the left knee (after the run)",
        "“Right early” is read as: Pain score of the right knee (in the morning)",
    ]
    assert len({moment_word(moment) for moment in Moment}) == len(Moment)
