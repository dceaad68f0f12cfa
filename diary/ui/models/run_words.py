"""What the cells of the run table say: short for the eye, spelled out for the ear."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.rules.responses import RunResponse
from diary.domain.run import Finish, Run, Sport
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.texts.run_outlook import knee_letter, result_word
from diary.ui.widgets.effort_scale import effort_word
from diary.words import _

ONE_DAY = timedelta(days=1)
MISSING = "\N{EN DASH}"
# What a pace in minutes says something about; on a bicycle it would be read as that of a run.
_PACED = (Sport.RUN, Sport.WALK, Sport.HIKE)
_OPEN = "\N{HORIZONTAL ELLIPSIS}"


class PainScores(NamedTuple):
    """One knee around one run: during, after, and the following day's morning."""

    during: int | None
    after: int | None
    next_morning: int | None

    @property
    def is_empty(self) -> bool:
        """True when there is none of them."""
        return self == NO_SCORES


NO_SCORES = PainScores(None, None, None)


def pain_scores(run: Run, knee: Knee, diary: Diary) -> PainScores:
    """The scores around a run; a walk or ride without scores of its own has none."""
    said = run.knees.get(knee)
    if said is None and not run.is_run:
        return NO_SCORES
    next_day = diary.days.get(run.on + ONE_DAY)
    knee_day = next_day.knees.get(knee) if next_day else None
    morning = knee_day.morning if knee_day else None
    during, after = (said.during, said.after) if said else (None, None)
    return PainScores(
        during.value if during else None,
        after.value if after else None,
        morning.value if morning else None,
    )


def pain_text(scores: PainScores) -> str:
    """The scores in short: "3 / 4 / " and a dash for a missing one; empty without any."""
    if scores.is_empty:
        return ""
    return " / ".join(MISSING if score is None else str(score) for score in scores)


def pain_spoken(knee: Knee, scores: PainScores) -> str:
    """The scores spelled out: "Left knee: during 3, after 4, next morning not answered"."""
    during, after, morning = (
        _("not answered") if score is None else str(score) for score in scores
    )
    return _("{knee}: during {during}, after {after}, next morning {morning}").format(
        knee=label(knee), during=during, after=after, morning=morning
    )


def responses_text(responses: Iterable[tuple[Knee, RunResponse]]) -> str:
    """How the knees took a run, in short: "L hold, R settled", with dots for a missing morning."""
    return ", ".join(
        f"{knee_letter(knee)} {result_word(response)}{_OPEN if response.is_provisional else ''}"
        for knee, response in responses
    )


def day_text(on: date, today: date, formats: Formats) -> str:
    """The day in short: "Fri 20 Nov" in the present year, else "20 Nov 2025"."""
    if on.year == today.year:
        return formats.weekday_day(on)
    return f"{formats.short_day(on)} {on.year}"


def kind_text(run: Run) -> str:
    """What kind of run it was, or which other sport, and whether it was cut short."""
    name = label(run.sport) if not run.is_run else (label(run.kind) if run.kind else "")
    if run.finish in (Finish.CUT_SHORT_KNEE, Finish.CUT_SHORT_OTHER):
        return _("{kind}, cut short").format(kind=name) if name else _("Cut short")
    return name


def kind_spoken(run: Run) -> str:
    """As `kind_text`, with the reason why the run was cut short."""
    if run.finish in (Finish.CUT_SHORT_KNEE, Finish.CUT_SHORT_OTHER):
        name = label(run.sport) if not run.is_run or run.kind is None else label(run.kind)
        return f"{name}, {label(run.finish)}"
    return kind_text(run) or _("Type not given")


def pace_of(run: Run) -> float | None:
    """Seconds a kilometre of what is done on foot; None for a ride or a swim."""
    return run.pace_s_per_km if is_paced(run) else None


def is_paced(run: Run) -> bool:
    """True for what is done on foot."""
    return run.sport in _PACED


def pace_spoken(run: Run, formats: Formats) -> str:
    """The pace with its unit: "5:30 per km"."""
    pace = pace_of(run)
    if pace is None:
        return _("No pace")
    return _("{pace} per {unit}").format(pace=formats.pace(pace), unit=formats.unit_label())


def effort_spoken(run: Run) -> str:
    """The effort with its word: "Effort 4 of 10, somewhat hard"."""
    if run.rpe is None:
        return _("Effort not answered")
    return _("Effort {effort} of 10, {word}").format(effort=run.rpe, word=effort_word(run.rpe))
