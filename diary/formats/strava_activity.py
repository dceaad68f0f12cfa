"""One row of a Strava table as an activity: what it says by itself, before its file is read."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from diary.domain.errors import InvalidValueError
from diary.domain.reading import Caution, ReadRequest, Refusal
from diary.domain.run import NOTE_LONGEST, Run, SourceFormat, Sport
from diary.formats.recorded import Reading, Recorded, run_of
from diary.formats.refused import RefusedError
from diary.formats.sport_words import known_sport
from diary.formats.strava_columns import StravaColumns, StravaField
from diary.formats.strava_dates import strava_instant
from diary.formats.strava_sports import strava_sport

_F = StravaField
# Lengths of a pool stand as metres where all others are kilometres.
_POOL_LEAST = 50.0
_SAME_ELAPSED_S = 2.0
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_NUMBER = re.compile(r"[-+]?\d[\d.,]*(?:[eE][-+]?\d+)?")
_CLOCK = re.compile(r"(?:(\d{1,4}):)?(\d{1,2}):(\d{2}(?:[.,]\d+)?)")
_GROUPED_IN_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+")


@dataclass(frozen=True, slots=True)
class StravaActivity:
    """A row: `member` is the name of its file ("" = typed by hand), `gear` its pair of shoes.

    `recorded` are its values unchecked; `word` is its sport where nobody knows that word.
    """

    member: str
    recorded: Recorded
    gear: str
    word: str = ""

    @property
    def sha256(self) -> str:
        """A name for the row that stays the same in every language and in later exports."""
        says = self.recorded
        known = says.external_id or f"{says.started_at} {says.elapsed_s} {says.distance_m}"
        return hashlib.sha256(f"strava activity {known}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class StravaTable:
    """How the rows of one table are to be read; `shoes` are the names of pairs by their number."""

    columns: StravaColumns
    is_month_first: bool = False
    shoes: Mapping[str, str] = field(default_factory=dict)

    def activity(self, cells: Sequence[str]) -> StravaActivity:
        """What a row says; raises `RefusedError` (unreadable) when its cells have slipped."""
        self._refuse_slipped(cells)
        recorded = self._recorded(cells)
        word = ""
        said = self._cell(cells, _F.TYPE)
        known = strava_sport(said) or known_sport(said)
        if known is not None:
            recorded.sport, recorded.surface = known
        elif said:
            # A word nobody knows may be anything but is hardly a run: those are listed.
            recorded.sport, word = Sport.OTHER, said[:40]
        recorded.distance_m = self._distance_m(cells, recorded.sport)
        self._take_note(cells, recorded)
        member = self._cell(cells, _F.FILE).replace("\\", "/")
        return StravaActivity(member, recorded, self._gear(cells), word)

    def _refuse_slipped(self, cells: Sequence[str]) -> None:
        """The elapsed time stands twice: of a short row this tells whether cells are missing."""
        if len(cells) == self.columns.width:
            return
        first, second = self._seconds(cells, _F.ELAPSED), self._seconds(cells, _F.ELAPSED_2)
        if first is None or (second is not None and abs(first - second) > _SAME_ELAPSED_S):
            raise RefusedError(Refusal.UNREADABLE, "cells are missing")

    def _recorded(self, cells: Sequence[str]) -> Recorded:
        elapsed_s = self._seconds(cells, _F.ELAPSED_2)
        if elapsed_s is None:
            elapsed_s = self._seconds(cells, _F.ELAPSED)
        cadences = [self._number(cells, each) for each in (_F.AVG_CADENCE, _F.MAX_CADENCE)]
        max_hr = self._number(cells, _F.MAX_HR_2) or self._number(cells, _F.MAX_HR)
        return Recorded(
            started_at=strava_instant(
                self._cell(cells, _F.DATE), is_month_first=self.is_month_first
            ),
            moving_s=self._seconds(cells, _F.MOVING),
            elapsed_s=elapsed_s,
            ascent_m=self._number(cells, _F.ASCENT),
            descent_m=self._number(cells, _F.DESCENT),
            avg_hr=self._number(cells, _F.AVG_HR),
            max_hr=max_hr,
            # In some languages the two columns have each other's name.
            cadence=min(filter(None, cadences), default=None) if cadences[0] else None,
            rpe=self._number(cells, _F.EFFORT),
            title=_text(self._cell(cells, _F.NAME)),
            external_id=self._cell(cells, _F.ID)[:40] or None,
        )

    def _distance_m(self, cells: Sequence[str], sport: Sport | None) -> float | None:
        """Metres of the second block, else the kilometres of the first."""
        metres = self._number(cells, _F.DISTANCE_2)
        if metres is not None:
            return metres
        found = self._number(cells, _F.DISTANCE)
        if found is None:
            return None
        return found if sport is Sport.SWIM and found >= _POOL_LEAST else found * 1000

    def _take_note(self, cells: Sequence[str], recorded: Recorded) -> None:
        """Description and private note; a cut is named."""
        parts = [_text(self._cell(cells, each)) for each in (_F.DESCRIPTION, _F.PRIVATE_NOTE)]
        recorded.note = "\n\n".join(dict.fromkeys(part for part in parts if part))
        if len(recorded.note) > NOTE_LONGEST:
            recorded.warn(Caution.FIELD_DROPPED, f"note {len(recorded.note)} characters")

    def _gear(self, cells: Sequence[str]) -> str:
        """The pair's name, or the number of a pair that has none."""
        number = gear_number(self._cell(cells, _F.GEAR_ID))
        name = _text(self._cell(cells, _F.GEAR)) or self.shoes.get(number, number)
        return " ".join(name.split())[:200]

    def _cell(self, cells: Sequence[str], each: StravaField) -> str:
        return self.columns.cell(cells, each)

    def _number(self, cells: Sequence[str], each: StravaField) -> float | None:
        return _number(self._cell(cells, each), is_english=self.columns.is_english)

    def _seconds(self, cells: Sequence[str], each: StravaField) -> float | None:
        text = self._cell(cells, each)
        if ":" not in text:
            return _number(text, is_english=self.columns.is_english)
        clock = _CLOCK.fullmatch(text)
        if clock is None:
            return None
        hours, minutes, seconds = int(clock[1] or 0), int(clock[2]), clock[3].replace(",", ".")
        return hours * 3600.0 + minutes * 60.0 + float(seconds)


def gear_number(text: str) -> str:
    """The number of a pair as it stands in a table, without decimals; "" for none."""
    number = text.partition(".")[0]
    return number if number.isdigit() and number.strip("0") else ""


def run_of_row(
    activity: StravaActivity,
    name: str,
    table_name: str | None,
    request: ReadRequest,
    new_id: Callable[[], str],
) -> Run:
    """The run that a row makes by itself; cautions are added to its `recorded`.

    `name` is that of the file or archive, `table_name` that of the table in an archive. Raises
    `RefusedError`.
    """
    reading = Reading(
        name, request.zone, new_id, request.imported_at, request.sport, member=table_name
    )
    if activity.word and request.sport is None:
        activity.recorded.warn(Caution.SPORT_GUESSED, activity.word)
    try:
        return run_of(activity.recorded, reading, SourceFormat.STRAVA_CSV, activity.sha256)
    except InvalidValueError as error:
        raise RefusedError(Refusal.IMPLAUSIBLE, error.field) from error


def _number(text: str, *, is_english: bool) -> float | None:
    """A number with a point or a comma before its decimals; None when it is none."""
    if not text or _NUMBER.fullmatch(text) is None:
        return None
    if "," in text:
        is_grouped = "." in text and text.rfind(",") < text.rfind(".")
        if is_grouped or (is_english and _GROUPED_IN_ENGLISH.fullmatch(text)):
            text = text.replace(",", "")
        else:
            text = text.replace(".", "").replace(",", ".")
    try:
        return float(text)
    except ValueError:
        return None


def _text(text: str) -> str:
    """A text with plain line ends and without control characters."""
    if text.isprintable():
        return text.strip()
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
