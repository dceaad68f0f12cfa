"""Reads a run written in one line, such as "8.2 km 45:10 easy road", into the parts of the form.

Words are the labels of the form in the present language and the English keys. Every word ends in a
field or, as it was typed, in the note; a number is only taken for what it cannot but be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from diary.domain.errors import InvalidValueError
from diary.domain.knee import Knee, Moment
from diary.domain.run import Hills, RunKind, Surface
from diary.domain.typed_time import parse_time_of_day
from diary.domain.units import parse_distance_m, parse_duration_s
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.texts.run_line_days import DayPhrase, day_phrases
from diary.words import _

_DISTANCE = re.compile(r"(?:[0-9]+[.,]?[0-9]*|[.,][0-9]+) ?(?:km|k|mi|miles?)", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
_CLOCK = re.compile(r"\d{1,3}:\d{2}(?::\d{2})?")
_MINUTES = r"(?:minutes?|mins?)"
_DURATION = re.compile(
    rf"(\d{{1,2}}) ?(?:h|hrs?|hours?)(?: ?(\d{{1,2}})(?: ?(?:{_MINUTES}|m))?)?"
    rf"|(\d{{1,3}}) ?{_MINUTES}"
)
# Only in one word: "80 m" is more often a climb.
_SHORT_MINUTES = re.compile(r"(\d{1,2})(?:m|['\u2019\u2032])")
_CLOCK_HOURS = re.compile(r"(\d{1,2}):(\d{2}) ?(?:h|hrs?|hours?)")
_EFFORT = re.compile(r"(?:rpe|effort)[:=]? ?(10|[1-9])")
_START = re.compile(r"(?:[01]?[0-9]|2[0-3])[:.h][0-5][0-9]")
_HALF_DAY = re.compile(r"\d{1,2}(?:[:.]\d{2})? ?[ap]\.?m\.?")
_SCORE = re.compile(r"10|[0-9]")
_PACE = re.compile(r"pace|per|/.*|min/.*")
_TIMES = frozenset({"x", "\u00d7"})
_MARKS = ",;()"
_LEAST, _MOST = 0.1, 250.0
# Nobody runs faster than that for long: "18:05 8.2 km 45:10" begins with a start.
_FASTEST_S_PER_KM = 150.0
_DURATION_WORDS = 4

Named = TypeVar("Named", Knee, Moment)


@dataclass(frozen=True, slots=True)
class RunLine:
    """What a line said; texts as typed, `rest` what was not understood."""

    distance: str = ""
    time: str = ""
    on: date | None = None
    kind: RunKind | None = None
    surface: Surface | None = None
    hills: Hills | None = None
    rpe: int | None = None
    rest: str = ""
    start: str = ""
    shoe_id: str | None = None
    scores: Mapping[tuple[Knee, Moment], int] = field(default_factory=dict)

    @property
    def is_run(self) -> bool:
        """True when there is a distance or a time, so that the line is worth taking."""
        return bool(self.distance or self.time)


def read_run_line(
    text: str,
    today: date,
    *,
    is_day_first: bool = True,
    shoes: Mapping[str, str] | None = None,
    formats: Formats | None = None,
) -> RunLine:
    """The parts of a run in one line; never raises, an empty line says nothing.

    `shoes` gives the id of each pair by its name; `formats` has the unit and the names of days.
    """
    reading = _Reading(text.split(), formats or Formats())
    return reading.line(today, shoes or {}, is_day_first=is_day_first)


class _Reading:
    """One way through the words of a line; what is certain is taken before what leans on it."""

    def __init__(self, words: Sequence[str], formats: Formats) -> None:
        self._words = words
        self._bare = [word.strip(_MARKS).casefold() for word in words]
        self._is_free = [True] * len(words)
        self._formats = formats

    def line(self, today: date, shoes: Mapping[str, str], *, is_day_first: bool) -> RunLine:
        """What the words say."""
        scores = self._scores()
        shoe_id = self._shoe_id(shoes)
        rpe = self._effort()
        distance = self._distance()
        start = self._start()
        start, time, time_at = self._time(start, distance)
        kind = self._member(RunKind)
        surface = self._member(Surface)
        hills = self._member(Hills)
        days = self._days(today, is_day_first=is_day_first)
        distance = distance or self._bare_distance(time_at, days)
        on = self._day(days, has_distance=bool(distance))
        rest = [word for place, word in enumerate(self._words) if self._is_free[place]]
        return RunLine(
            distance=distance,
            time=time,
            on=on,
            kind=RunKind(kind) if kind else None,
            surface=Surface(surface) if surface else None,
            hills=Hills(hills) if hills else None,
            rpe=rpe,
            rest=" ".join(rest),
            start=start,
            shoe_id=shoe_id,
            scores=scores,
        )

    # ---- words ----

    def _are_free(self, first: int, end: int) -> bool:
        return end <= len(self._words) and all(self._is_free[first:end])

    def _take(self, first: int, end: int) -> None:
        self._is_free[first:end] = [False] * (end - first)

    def _phrases(self, length: int) -> Iterator[tuple[int, str]]:
        """The places where so many words in a row are free, and those words."""
        for first in range(len(self._words) - length + 1):
            if self._are_free(first, first + length):
                yield first, " ".join(self._bare[first : first + length])

    def _is_word(self, place: int, word: str) -> bool:
        """True when a free word here is this one, in English or the present language."""
        if not 0 <= place < len(self._words) or not self._is_free[place]:
            return False
        return self._bare[place] in {word, _plain(_(word))}

    def _is_known(self, place: int, days: Iterable[DayPhrase] = ()) -> bool:
        """True at both ends of the line, and where a word is understood or part of a day."""
        is_inside = 0 <= place < len(self._words)
        is_day = any(day.first <= place < day.end for day in days)
        return not is_inside or not self._is_free[place] or is_day

    # ---- what stands for itself ----

    def _scores(self) -> dict[tuple[Knee, Moment], int]:
        """The scores: "left 3 during" or "left during 3"."""
        scores: dict[tuple[Knee, Moment], int] = {}
        knees = {each: label(each).split()[0] for each in Knee}
        moments = {Moment.DURING: _("During"), Moment.AFTER: _("After")}
        for first, _phrase in self._phrases(3):
            knee = _named(self._bare[first], knees)
            more = self._bare[first + 1 : first + 3]
            numbers = [word for word in more if _SCORE.fullmatch(word)]
            moment = next((found for word in more if (found := _named(word, moments))), None)
            if knee is None or moment is None or len(numbers) != 1 or (knee, moment) in scores:
                continue
            if self._are_free(first, first + 3):
                scores[knee, moment] = int(numbers[0])
                self._take(first, first + 3)
        return scores

    def _shoe_id(self, shoes: Mapping[str, str]) -> str | None:
        """The pair whose whole name is in the line; a name of digits is a number here."""
        names = [name for name in shoes if _NUMBER.fullmatch(name.strip()) is None]
        for name in sorted(names, key=lambda each: -len(each.split())):
            wanted = [word.strip(_MARKS).casefold() for word in name.split()]
            for first in range(len(self._words) - len(wanted) + 1):
                end = first + len(wanted)
                if wanted and self._bare[first:end] == wanted and self._are_free(first, end):
                    self._take(first, end)
                    return shoes[name]
        return None

    def _effort(self) -> int | None:
        for length in (1, 2):
            for first, phrase in self._phrases(length):
                effort = _EFFORT.fullmatch(phrase)
                if effort:
                    self._take(first, first + length)
                    return int(effort[1])
        return None

    def _distance(self) -> str:
        """The first distance with a unit; "6 x 1 km" says how it was made up."""
        found = [
            (first, first + length, phrase)
            for length in (1, 2)
            for first, phrase in self._phrases(length)
            if _DISTANCE.fullmatch(phrase)
        ]
        for first, end, phrase in sorted(found):
            if first == 0 or self._bare[first - 1] not in _TIMES:
                self._take(first, end)
                return "".join(phrase.split())
        return ""

    def _member(self, members: type[RunKind | Surface | Hills]) -> RunKind | Surface | Hills | None:
        choices: Iterable[RunKind | Surface | Hills] = members
        names = {
            name: each for each in choices for name in (_plain(each.value), _plain(label(each)))
        }
        for first, phrase in self._phrases(1):
            member = names.get(_plain(phrase))
            if member is not None:
                self._take(first, first + 1)
                return member
        return None

    # ---- clocks ----

    def _start(self) -> str:
        """The start: "at 18:05", "at 6:30 pm" or "6:30pm"."""
        for length in (2, 1):
            for first, phrase in self._phrases(length):
                if _HALF_DAY.fullmatch(phrase):
                    shown = _time_of_day(phrase)
                    if shown:
                        is_at = self._is_word(first - 1, "at")
                        self._take(first - is_at, first + length)
                        return shown
        for first, phrase in self._phrases(1):
            is_clock = _START.fullmatch(phrase) is not None and not self._is_pace(first)
            if is_clock and self._is_word(first - 1, "at"):
                self._take(first - 1, first + 1)
                return _time_of_day(phrase)
        return ""

    def _is_pace(self, place: int) -> bool:
        return place + 1 < len(self._bare) and bool(_PACE.fullmatch(self._bare[place + 1]))

    def _time(self, start: str, distance: str) -> tuple[str, str, tuple[int, int] | None]:
        """Start, time, and from where to where the time stands; a clock goes before "10 min"."""
        clocks = [
            place
            for place, word in self._phrases(1)
            if _CLOCK.fullmatch(word) and _seconds(word) and not self._is_pace(place)
        ]
        if not start and len(clocks) > 1 and clocks[0] == 0 and self._is_too_fast(distance):
            start = _time_of_day(self._bare[0])
            if start:
                self._take(0, 1)
                clocks = clocks[1:]
        found = self._clock(clocks[0]) if clocks else self._duration()
        if found is None:
            return start, "", None
        first, end, time = found
        if self._is_word(first - 1, "in"):
            first -= 1
        self._take(first, end)
        return start, time, (first, end)

    def _clock(self, place: int) -> tuple[int, int, str]:
        """From where to where a clock stands, and the time: "45:10", or "1:05 h" in hours."""
        hours = _CLOCK_HOURS.fullmatch(" ".join(self._bare[place : place + 2]))
        if hours and self._are_free(place, place + 2):
            return place, place + 2, f"{hours[1]}h{hours[2]}"
        return place, place + 1, self._bare[place]

    def _is_too_fast(self, distance: str) -> bool:
        """True when the clock the line begins with cannot be the time of the distance."""
        text = distance or (self._bare[1] if _NUMBER.fullmatch(self._bare[1]) else "")
        try:
            metres = parse_distance_m(text, self._formats.unit)
        except InvalidValueError:
            return False
        return (_seconds(self._bare[0]) or 0) < metres / 1000 * _FASTEST_S_PER_KM

    def _duration(self) -> tuple[int, int, str] | None:
        """From where to where the first time in words stands, and the time."""
        for first in range(len(self._words)):
            for end in range(first + _DURATION_WORDS, first, -1):
                if not self._are_free(first, end):
                    continue
                time = _duration_text(" ".join(self._bare[first:end]))
                if time and _seconds(time):
                    return first, end, time
        return None

    # ---- what leans on its neighbours ----

    def _bare_distance(self, time_at: tuple[int, int] | None, days: Sequence[DayPhrase]) -> str:
        """A number without a unit: the first thing in the line, or beside the time.

        A whole number has to stand between words that are understood: "3 weeks off" is no distance.
        """
        for place, phrase in self._phrases(1):
            is_in_day = any(day.first <= place < day.end for day in days)
            if is_in_day or not _NUMBER.fullmatch(phrase) or not _can_be_distance(phrase):
                continue
            is_first = all(self._is_known(before, days) for before in range(place))
            is_beside = time_at is not None and place in {time_at[0] - 1, time_at[1]}
            if not is_first and not is_beside:
                continue
            is_whole = phrase.isdigit()
            is_set = self._is_known(place - 1, days) and self._is_known(place + 1, days)
            if not is_whole or is_set:
                self._take(place, place + 1)
                return phrase
        return ""

    def _days(self, today: date, *, is_day_first: bool) -> list[DayPhrase]:
        """What can mean a day among the free words; in "20 Nov 8" the 8 is a number."""
        days: list[DayPhrase] = []
        for day in day_phrases(self._bare, today, self._formats, is_day_first=is_day_first):
            is_apart = not days or days[-1].end <= day.first
            if is_apart and self._are_free(day.first, day.end):
                days.append(day)
        return days

    def _day(self, days: Sequence[DayPhrase], *, has_distance: bool) -> date | None:
        """The day at the beginning or the end of the line, apart from what is understood.

        At the end it follows something understood: "swollen since yesterday" is a note.
        """
        for day in days:
            if not self._are_free(day.first, day.end):
                continue
            first = day.first - 1 if self._is_word(day.first - 1, "on") else day.first
            is_first = not any(self._is_free[:first])
            is_last = not any(self._is_free[day.end :])
            at_start = is_first and (not day.is_weak or self._is_known(day.end))
            at_end = is_last and first > 0 and not self._is_free[first - 1]
            is_sure = has_distance or first == 0 or not day.is_dotted
            if is_sure and (at_start or at_end):
                self._take(first, day.end)
                return day.on
        return None


def _named(word: str, names: Mapping[Named, str]) -> Named | None:
    """The member whose key or name this is."""
    plain = _plain(word)
    return next((each for each, name in names.items() if plain in {each, _plain(name)}), None)


def _time_of_day(text: str) -> str:
    """A clock as the form shows it; "" = it is none."""
    try:
        return f"{parse_time_of_day(text):%H:%M}"
    except InvalidValueError:
        return ""


def _seconds(text: str) -> float | None:
    try:
        return parse_duration_s(text)
    except InvalidValueError:
        return None


def _duration_text(phrase: str) -> str:
    """A time in words as the form reads it; "" = it is none."""
    short = _SHORT_MINUTES.fullmatch(phrase)
    if short:
        return f"{short[1]}min"
    hours = _CLOCK_HOURS.fullmatch(phrase)
    if hours:
        return f"{hours[1]}h{hours[2]}"
    words = _DURATION.fullmatch(phrase)
    if not words:
        return ""
    if words[3]:
        return f"{words[3]}min"
    return f"{words[1]}h{words[2] or ''}"


def _can_be_distance(number: str) -> bool:
    return _LEAST <= float(number.replace(",", ".")) <= _MOST


def _plain(text: str) -> str:
    return re.sub(r"[\s_-]+", "", text).casefold()
