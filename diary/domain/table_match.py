"""What the columns of a foreign table mean, as it was guessed or as a person said."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from diary.domain.knee import Moment

# Watches count the steps of one leg; nobody runs with 120 of them a minute.
ONE_LEG_CADENCE_MOST = 120.0


class TableField(StrEnum):
    """What a column may hold; the names are those of a run where there is one."""

    START = "start"
    DATE = "date"
    TIME_OF_DAY = "time_of_day"
    DISTANCE = "distance"
    MOVING = "moving"
    ELAPSED = "elapsed"
    SPORT = "sport"
    TITLE = "title"
    NOTE = "note"
    SHOE = "shoe"
    AVG_HR = "avg_hr"
    MAX_HR = "max_hr"
    CADENCE = "cadence"
    ASCENT = "ascent"
    DESCENT = "descent"
    EFFORT = "effort"
    EXTERNAL_ID = "external_id"
    SIDE = "side"
    PAIN = "pain"
    PAIN_LEFT = "pain_left"
    PAIN_RIGHT = "pain_right"

    @property
    def is_score(self) -> bool:
        """True for scores of a knee; several columns may hold them, of any other field only one."""
        return self in (TableField.PAIN, TableField.PAIN_LEFT, TableField.PAIN_RIGHT)


class TableUnit(StrEnum):
    """How a column of lengths or times is written."""

    KM = "km"
    MILE = "mi"
    METRE = "m"
    CENTIMETRE = "cm"
    FOOT = "ft"
    SECOND = "s"
    MILLISECOND = "ms"
    MINUTE = "min"
    CLOCK = "h:m:s"
    HOUR_MINUTE = "h:m"
    STEPS = "spm"
    STRIDES = "rpm"


class DateOrder(StrEnum):
    """In which order a date is written; `NAMED` has the month as a word."""

    DAY_FIRST = "d/m/y"
    MONTH_FIRST = "m/d/y"
    YEAR_FIRST = "y-m-d"
    NAMED = "named"


class DecimalMark(StrEnum):
    """What stands before the decimals."""

    POINT = "."
    COMMA = ","


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """The column of a number (from 0) holds a field; `unit` for lengths, times and cadence.

    `moment` is that of scores; None = the one that the name of the column says.
    """

    column: int
    field: TableField
    unit: TableUnit | None = None
    moment: Moment | None = None


@dataclass(frozen=True, slots=True)
class TableMatch:
    """What the columns of one kind of table mean; a column that is not named is not imported.

    `zone` is an IANA name or offset of the times in it; None = the person's.
    """

    uses: tuple[ColumnUse, ...]
    date_order: DateOrder
    decimal_mark: DecimalMark
    zone: str | None = None

    def use_of(self, column: int) -> ColumnUse | None:
        """What a column is used for; None = not imported."""
        return next((each for each in self.uses if each.column == column), None)


@dataclass(frozen=True, slots=True)
class OddScore:
    """A cell of a column of scores that is no whole number of 0 to 10.

    `row` is counted as a spreadsheet counts, `text` what stands there.
    """

    row: int
    column: int
    text: str


@dataclass(frozen=True, slots=True)
class TableLook:
    """One table as a person looks at it before anything is read into runs.

    `key` stays the same for every file with the same header (or without one, with the same kinds
    of columns), `samples` are up to 3 rows as they
    stand there, `row_count` all rows, `match` what was used to read it, `guessed` the columns
    whose meaning nobody has said. `is_said` tells that `match` is what a person said, now or for
    an earlier table. `is_order_open` and `is_mark_open` tell that no row shows the order of dates
    or the decimal mark. `pains` are the columns that look like scores of a knee and are not in
    `match`, as what they would be; `odd_scores` the first cells that are no scores, in columns of
    scores that are used or not, `odd_score_count` all of them. `moments` is, by column, the moment
    that its name says.
    """

    key: str
    header: tuple[str, ...]
    samples: tuple[tuple[str, ...], ...]
    row_count: int
    match: TableMatch
    guessed: frozenset[int] = frozenset()
    is_said: bool = False
    is_order_open: bool = False
    is_mark_open: bool = False
    pains: tuple[ColumnUse, ...] = ()
    odd_scores: tuple[OddScore, ...] = ()
    odd_score_count: int = 0
    moments: tuple[Moment, ...] = ()

    @property
    def wants_a_look(self) -> bool:
        """True when nobody said yet what is guessed, or what becomes of columns of pain."""
        return not self.is_said and bool(self.guessed or self.pains or self.odd_score_count)

    def moment_of(self, column: int) -> Moment:
        """The moment of the scores in a column: as chosen, or as its name says."""
        use = self.match.use_of(column)
        if use is not None and use.moment is not None:
            return use.moment
        return self.moments[column] if column < len(self.moments) else Moment.WORST
