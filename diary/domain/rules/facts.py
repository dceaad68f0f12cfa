"""What the rules read of a diary, by day and in order, kept up to date day by day.

Days are proleptic ordinals (`date.toordinal`). A day that is not in a list was not answered.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Mapping
from datetime import date

from diary.domain.day import Care, Day, PlanAnswer
from diary.domain.diary import Diary
from diary.domain.knee import Area, Knee, KneeDay, Quality, Sign
from diary.domain.rules.pain_series import NO_DAY, PainSeries, day_value, day_values
from diary.domain.rules.safety import Urgency, safety_signs
from diary.domain.run import Finish, Run, start_order
from diary.domain.session import Session
from diary.domain.sessions_by_week import TARGET_KINDS, done_days

COUNTED_SIGNS = (Sign.SWELLING, Sign.LOCKING, Sign.NIGHT_PAIN, Sign.GIVING_WAY)
_SHARP = {Quality.SHARP, Quality.STABBING}
_JOINT = {Area.INNER, Area.INSIDE}


class DayCounts:
    """On which days something happened, and how often on each."""

    def __init__(self, counts: Mapping[int, int]) -> None:
        self._counts = dict(counts)
        self.days = sorted(counts)

    def put(self, day: int, count: int) -> None:
        """Give one day another count; 0 = it did not happen."""
        if count and day not in self._counts:
            insort(self.days, day)
        elif not count and day in self._counts:
            del self.days[bisect_left(self.days, day)]
        if count:
            self._counts[day] = count
        else:
            self._counts.pop(day, None)

    @property
    def first(self) -> int:
        """The first such day; `NO_DAY` without any."""
        return self.days[0] if self.days else NO_DAY

    def within(self, start: int, stop: int) -> list[int]:
        """The days from `start` up to but without `stop`, each once."""
        return self.days[bisect_left(self.days, start) : bisect_left(self.days, stop)]

    def count(self, start: int, stop: int) -> int:
        """How many days there are from `start` up to but without `stop`."""
        return bisect_left(self.days, stop) - bisect_left(self.days, start)

    def between(self, start: int, stop: int) -> list[int]:
        """The days from `start` up to but without `stop`, each as often as it happened."""
        return [day for day in self.within(start, stop) for _ in range(self._counts[day])]

    def next_from(self, day: int) -> int | None:
        """The first such day that is not before `day`."""
        at = bisect_left(self.days, day)
        return self.days[at] if at < len(self.days) else None

    def last_until(self, day: int) -> int | None:
        """The last such day that is not after `day`."""
        at = bisect_right(self.days, day)
        return self.days[at - 1] if at else None

    def in_a_row_until(self, day: int) -> int:
        """How many such days without a gap end with `day`; 0 when it is none of them."""
        if day not in self:
            return 0
        end = bisect_left(self.days, day)
        # Days ascend, so what a day lacks to its place can only shrink over a gap.
        start = bisect_left(range(end), day - end, key=lambda at: self.days[at] - at)
        return end - start + 1

    def __contains__(self, day: int) -> bool:
        return day in self._counts


class KneeFacts:
    """What was said about one knee.

    `said` holds the answers of every day that has any; `yes` the days of each counted sign, `no`
    those on which it was denied; `sharp` the days of sharp pain on the inner side or deep inside;
    `urgent` and `soon` the days with a sign that should be looked at the same day, or this week.
    """

    def __init__(self, values: Mapping[int, int], said: Mapping[int, KneeDay]) -> None:
        self.series = PainSeries(values)
        self.said = dict(said)
        answers = [(day, each.signs) for day, each in self.said.items() if each.signs]
        self.yes = {
            sign: DayCounts({day: 1 for day, signs in answers if signs.get(sign) is True})
            for sign in COUNTED_SIGNS
        }
        self.no = {
            sign: DayCounts({day: 1 for day, signs in answers if signs.get(sign) is False})
            for sign in COUNTED_SIGNS
        }
        self.sharp = DayCounts({day: 1 for day, each in self.said.items() if is_sharp(each)})
        urgency = {day: _urgency(each) for day, each in self.said.items()}
        self.urgent, self.soon = (
            DayCounts({day: 1 for day, each in urgency.items() if each is wanted})
            for wanted in (Urgency.NOW, Urgency.SOON)
        )

    def put(self, day: int, value: int | None, said: KneeDay | None) -> None:
        """Give one day another value and other answers; None = none."""
        self.series.put(day, value)
        signs: Mapping[Sign, bool] = {} if said is None else said.signs
        for sign in COUNTED_SIGNS:
            self.yes[sign].put(day, int(signs.get(sign) is True))
            self.no[sign].put(day, int(signs.get(sign) is False))
        self.sharp.put(day, int(said is not None and is_sharp(said)))
        urgency = None if said is None else _urgency(said)
        self.urgent.put(day, int(urgency is Urgency.NOW))
        self.soon.put(day, int(urgency is Urgency.SOON))
        if said is None:
            self.said.pop(day, None)
        else:
            self.said[day] = said

    def morning(self, day: int) -> int | None:
        """The score of a morning; None = unknown."""
        said = self.said.get(day)
        return None if said is None or said.morning is None else said.morning.value


class Facts:
    """Everything the rules read of one diary.

    `runs` holds the runs of each day in order of start; `entries` the days with any answer, run or
    away mark; `skips` and `held_back` count what R-SKIP and R-FEAR count; `done` the days on which
    each kind of session that can have a target was done.
    """

    def __init__(self, diary: Diary) -> None:
        self.runs: dict[int, list[Run]] = {}
        for run in sorted(diary.runs.values(), key=start_order):
            if run.is_run:
                self.runs.setdefault(run.on.toordinal(), []).append(run)
        # Asked of a day for every run of the thirty days after it, so that it is counted once.
        self._longest: dict[int, tuple[Mapping[str, float | None], float | None]] = {}
        self.activity_days = {run.on.toordinal() for run in diary.runs.values()}
        self.run_days = DayCounts(dict.fromkeys(self.runs, 1))
        self.painkillers: set[int] = set()
        said: dict[Knee, dict[int, KneeDay]] = {knee: {} for knee in Knee}
        held_back, skips, kept, away = {}, {}, set(), {}
        for on, day in diary.days.items():
            number = on.toordinal()
            for knee, answers in day.knees.items():
                said[knee][number] = answers
            if day.care.get(Care.PAINKILLER) is True:
                self.painkillers.add(number)
            if day.held_back:
                held_back[number] = 1
            if day.away:
                away[number] = 1
            if day.knees or not day.is_empty:
                kept.add(number)
            if day.plan is PlanAnswer.SKIPPED_KNEE:
                skips[number] = 1
        for number, runs in self.runs.items():
            if cut := _cut_short(runs):
                skips[number] = skips.get(number, 0) + cut
        self.held_back, self.skips = DayCounts(held_back), DayCounts(skips)
        self.away = DayCounts(away)
        self.done = {
            kind: DayCounts({on.toordinal(): 1 for on in done_days(diary, kind)})
            for kind in TARGET_KINDS
        }
        self.entries = DayCounts(dict.fromkeys(kept | self.activity_days, 1))
        values = day_values(diary)
        self.knees = {knee: KneeFacts(values[knee], said[knee]) for knee in Knee}

    def longest_of(self, day: int, before: Run | None = None) -> float | None:
        """The longest run of a day in metres, of those before one of them; None = no distance."""
        found = self._longest.get(day)
        if found is None:
            found = self._longest[day] = _longest_so_far(self.runs.get(day, ()))
        earlier, longest = found
        return longest if before is None else earlier.get(before.id, longest)

    def renew_day(
        self,
        on: date,
        day: Day | None,
        activities: Iterable[Run],
        sessions: Iterable[Session] = (),
    ) -> None:
        """Take in what the diary holds now about one day; runs and sessions in any order."""
        number, of_day = on.toordinal(), sorted(activities, key=start_order)
        runs = [run for run in of_day if run.is_run]
        self._longest.pop(number, None)
        if runs:
            self.runs[number] = runs
        else:
            self.runs.pop(number, None)
        self.run_days.put(number, int(bool(runs)))
        takes = day is not None and day.care.get(Care.PAINKILLER) is True
        (self.painkillers.add if takes else self.painkillers.discard)(number)
        self.held_back.put(number, int(day is not None and bool(day.held_back)))
        self.away.put(number, int(day is not None and day.away))
        of_one_day = Diary(
            days={} if day is None else {on: day}, sessions={each.id: each for each in sessions}
        )
        for kind, done in self.done.items():
            done.put(number, len(done_days(of_one_day, kind)))
        is_skipped = day is not None and day.plan is PlanAnswer.SKIPPED_KNEE
        self.skips.put(number, int(is_skipped) + _cut_short(runs))
        is_kept = bool(of_day) or (day is not None and not day.is_empty)
        self.entries.put(number, int(is_kept))
        for knee, facts in self.knees.items():
            said = None if day is None else day.knees.get(knee)
            facts.put(number, day_value(day, of_day, knee), said)


def is_sharp(said: KneeDay) -> bool:
    """True with sharp or stabbing pain on the inner side or deep inside."""
    if not said.qualities or not said.areas:
        return False
    return bool(_SHARP & set(said.qualities)) and bool(_JOINT & set(said.areas))


def _longest_so_far(runs: Iterable[Run]) -> tuple[Mapping[str, float | None], float | None]:
    """By run the longest distance before it, and the longest of all; `runs` in order."""
    earlier: dict[str, float | None] = {}
    longest: float | None = None
    for run in runs:
        earlier[run.id] = longest
        if run.distance_m is not None:
            longest = run.distance_m if longest is None else max(longest, run.distance_m)
    return earlier, longest


def _urgency(said: KneeDay) -> Urgency | None:
    if said.swelling_size is None and not said.qualities and True not in said.signs.values():
        return None
    signs = safety_signs(said)
    return None if signs is None else signs.urgency


def _cut_short(runs: Iterable[Run]) -> int:
    return sum(run.finish is Finish.CUT_SHORT_KNEE for run in runs)
