"""Which days of a week or longer are worth a look, for charts that count several days together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.pain_and_load import runs_by_day
from diary.domain.period import Span
from diary.domain.trends import knee_scores


def spot_days(diary: Diary, knees: Sequence[Knee], days: Span) -> tuple[date, ...]:
    """The days on which a spot of one of the knees was named, else those with pain."""
    said = [(on, diary.days[on]) for on in days if on in diary.days]
    named = tuple(on for on, day in said if any(day.knee(each).areas for each in knees))
    if named:
        return named
    runs = runs_by_day(run for run in diary.runs.values() if run.on in days)
    return tuple(
        on
        for on in days
        if any(
            score.value
            for knee in knees
            for score in knee_scores(diary.days.get(on), runs.get(on, ()), knee)
        )
    )


def sign_days(diary: Diary, knees: Sequence[Knee], days: Span) -> tuple[date, ...]:
    """The days on which a sign, a limit or care was answered with yes, else those answered at all.

    Answers about other knees than these count as none.
    """
    answers = {
        on: [
            *(yes for knee in knees for yes in diary.days[on].knee(knee).signs.values()),
            *diary.days[on].limits.values(),
            *diary.days[on].care.values(),
            *(True for text in diary.days[on].care_own if text.strip()),
        ]
        for on in days
        if on in diary.days
    }
    yes = tuple(on for on, said in answers.items() if any(said))
    return yes or tuple(on for on, said in answers.items() if said)


def run_days(diary: Diary, days: Span) -> tuple[date, ...]:
    """The days with a run."""
    found = {run.on for run in diary.runs.values() if run.is_run and run.on in days}
    return tuple(sorted(found))
