from __future__ import annotations

from diary.domain.table_match import (
    ColumnUse,
    DateOrder,
    DecimalMark,
    TableField,
    TableLook,
    TableMatch,
    TableUnit,
)
from diary.texts.tables import (
    date_order_word,
    decimal_mark_word,
    field_word,
    table_reading_lines,
    unit_word,
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
