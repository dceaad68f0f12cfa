"""One row of a table to an activity and to scores of a knee, by a match.

What cannot be read is left out and named, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from diary.domain.knee import Knee
from diary.domain.reading import Caution, ReadRequest, ReadScore
from diary.domain.run import Sport
from diary.domain.table_cells import is_missing, number_in
from diary.domain.table_dates import WrittenTime, time_of_day, written_time
from diary.domain.table_match import ColumnUse, TableField, TableMatch
from diary.domain.table_samples import measured, steps
from diary.formats.recorded import Recorded, plausible_offset
from diary.formats.sport_words import sport_of
from diary.formats.table_kinds import TableKind
from diary.formats.table_names import is_side, moment_named
from diary.formats.table_scores import score_in

_F = TableField
_LENGTHS_AND_TIMES = {
    _F.DISTANCE: "distance_m",
    _F.MOVING: "moving_s",
    _F.ELAPSED: "elapsed_s",
    _F.ASCENT: "ascent_m",
    _F.DESCENT: "descent_m",
}
_NUMBERS = {_F.AVG_HR: "avg_hr", _F.MAX_HR: "max_hr", _F.CADENCE: "cadence", _F.EFFORT: "rpe"}
_PAINS = {_F.PAIN: (), _F.PAIN_LEFT: (Knee.LEFT,), _F.PAIN_RIGHT: (Knee.RIGHT,)}
_CELL_SHOWN = 20
_ID_LONGEST = 64


@dataclass(slots=True)
class Row:
    """What a row holds: an activity, its pair of shoes, scores before they know of the run.

    `is_zone_open` when its start stands there without a zone.
    """

    recorded: Recorded = field(default_factory=Recorded)
    shoe: str = ""
    on: date | None = None
    scores: list[ReadScore] = field(default_factory=list)
    is_zone_open: bool = False

    @property
    def is_activity(self) -> bool:
        """False for a day of rest, or of nothing but scores."""
        found = self.recorded
        has_time = found.moving_s is not None or found.elapsed_s is not None
        return has_time or bool(found.distance_m)


class RowReader:
    """Reads the rows of one table."""

    def __init__(
        self, header: Sequence[str], match: TableMatch, kind: TableKind, request: ReadRequest
    ) -> None:
        self._match = match
        self._kind = kind
        self._zone = match.zone or request.zone
        self._is_zone_said = match.zone is not None
        self._uses = {use.field: use for use in match.uses}
        self._moments = {
            use.column: use.moment
            or moment_named(header[use.column] if use.column < len(header) else "")
            for use in match.uses
            if use.field in _PAINS
        }

    @property
    def has_days(self) -> bool:
        """True when some column says the day."""
        return _F.START in self._uses or _F.DATE in self._uses

    def read(self, cells: Sequence[str]) -> Row:
        """One row."""
        row = Row()
        self._take_day(row, cells)
        recorded = row.recorded
        for use in self._match.uses:
            text = cells[use.column] if use.column < len(cells) else ""
            if not is_missing(text):
                self._take(row, use, text.strip())
        self._kind.mend(recorded, cells, self._match)
        self._take_scores(row, cells)
        return row

    def _take_day(self, row: Row, cells: Sequence[str]) -> None:
        text = self._text(_F.START, cells) or self._text(_F.DATE, cells)
        found = written_time(text, self._match.date_order)
        if found is None:
            if text:
                row.recorded.warn(Caution.FIELD_DROPPED, f"on {_shown(text)}")
            return
        if _F.START not in self._uses:
            at = time_of_day(self._text(_F.TIME_OF_DAY, cells))
            found = WrittenTime(found.on, at, None if at else found.offset)
        self._take_start(row, found)

    def _take_start(self, row: Row, found: WrittenTime) -> None:
        recorded = row.recorded
        row.on = found.on
        recorded.on = found.on
        recorded.started_at = found.started_at(self._zone)
        if found.at is None or recorded.started_at is None:
            return
        if found.offset is None:
            row.is_zone_open = not self._is_zone_said
            self._take_said_zone(recorded, found)
        elif found.offset:
            recorded.offset = plausible_offset(found.offset)

    def _take_said_zone(self, recorded: Recorded, found: WrittenTime) -> None:
        """A zone that a person said for the table stays with its runs."""
        if not self._is_zone_said or recorded.started_at is None or found.at is None:
            return
        utc = replace(found, offset=timedelta(0)).started_at("UTC")
        if utc is not None:
            recorded.offset = plausible_offset(utc - recorded.started_at)

    def _text(self, wanted: TableField, cells: Sequence[str]) -> str:
        use = self._uses.get(wanted)
        text = cells[use.column] if use is not None and use.column < len(cells) else ""
        return "" if is_missing(text) else text.strip()

    def _take(self, row: Row, use: ColumnUse, text: str) -> None:
        recorded, what = row.recorded, use.field
        if what in _LENGTHS_AND_TIMES:
            self._take_number(
                recorded,
                _LENGTHS_AND_TIMES[what],
                measured(text, use, self._match.decimal_mark),
                text,
            )
        elif what in _NUMBERS:
            value = number_in(text, self._match.decimal_mark)
            if what is _F.CADENCE and use.unit is not None and value is not None:
                value, recorded.is_of_both_feet = steps(value, use.unit), True
            self._take_number(recorded, _NUMBERS[what], value, text)
        elif what is _F.SPORT:
            recorded.sport, recorded.surface = sport_of(text)
            if recorded.sport is Sport.OTHER:
                recorded.warn(Caution.SPORT_GUESSED)
        elif what is _F.TITLE:
            recorded.title = text
        elif what is _F.NOTE:
            recorded.note = text
        elif what is _F.SHOE:
            row.shoe = " ".join(text.split())
        elif what is _F.EXTERNAL_ID:
            recorded.external_id = text[:_ID_LONGEST]

    def _take_number(self, recorded: Recorded, name: str, value: float | None, text: str) -> None:
        if value is None:
            recorded.warn(Caution.FIELD_DROPPED, f"{name} {_shown(text)}")
        else:
            setattr(recorded, name, value)

    def _take_scores(self, row: Row, cells: Sequence[str]) -> None:
        for use in self._match.uses:
            if use.field not in _PAINS or row.on is None:
                continue
            text = cells[use.column] if use.column < len(cells) else ""
            if is_missing(text):
                continue
            value = score_in(text, self._match.decimal_mark)
            knees = _PAINS[use.field] or tuple(_knees(self._text(_F.SIDE, cells)))
            if value is None:
                row.recorded.warn(Caution.FIELD_DROPPED, f"pain {_shown(text)}")
            elif not knees:
                row.recorded.warn(Caution.FIELD_DROPPED, "side")
            else:
                moment = self._moments[use.column]
                row.scores += [
                    ReadScore(row.on, knee, moment, value, column=use.column) for knee in knees
                ]


def scores_of_run(row: Row, run_id: str) -> Iterator[ReadScore]:
    """The scores of a row that has a run."""
    for score in row.scores:
        yield replace(score, run_id=run_id) if score.moment.belongs_to_run else score


def scores_of_day(row: Row) -> Iterator[ReadScore]:
    """The scores of a row without a run: what was during or after one has no place."""
    for score in row.scores:
        if score.moment.belongs_to_run:
            row.recorded.warn(Caution.FIELD_DROPPED, f"{score.moment} {score.value}")
        else:
            yield score


def _knees(side: str) -> Iterator[Knee]:
    is_left, is_right = is_side(side)
    if is_left:
        yield Knee.LEFT
    if is_right:
        yield Knee.RIGHT


def _shown(text: str) -> str:
    return " ".join(text.split())[:_CELL_SHOWN]
