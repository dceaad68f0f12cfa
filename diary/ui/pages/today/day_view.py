"""What Today shows of one day, as values and sentences; no widget and no change is made here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from diary.domain.diary import Diary
from diary.domain.knee import Area, Knee, KneeDay, Moment, Score
from diary.domain.period import diary_day, is_late, local
from diary.domain.rules.safety import asks_more_signs
from diary.domain.run import Run
from diary.services.entries import (
    DueScore,
    due_scores,
    highest_score,
    last_areas,
    no_pain_scores,
    score_of,
)
from diary.style import pain_band
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.ui.pages.today.day_words import moment_label
from diary.words import _, plural

ONE_DAY = timedelta(days=1)
AFTER_RUN_WAITS = timedelta(hours=2)
# Answers about days so far back can be late.
LATE_FROM_DAYS = 2


@dataclass(frozen=True, slots=True)
class ScoreView:
    """One pain scale: what it asks, what was answered, and what is said about the answer."""

    due: DueScore
    label: str
    hint: str
    value: int | None
    is_late: bool
    feedback: str
    # The longest that is ever said about an answer: so much room is kept for it.
    room: str


@dataclass(frozen=True, slots=True)
class KneeView:
    """One knee of the day."""

    knee: Knee
    title: str
    scores: tuple[ScoreView, ...]
    said: KneeDay
    last_spots: tuple[Area, ...] | None
    asks_more_signs: bool
    can_copy_spots: bool
    # True when "No pain" answers a score that is open.
    can_rest: bool
    is_today: bool

    @property
    def unanswered(self) -> list[DueScore]:
        """The scores that have no answer yet."""
        return [score.due for score in self.scores if score.value is None]

    @property
    def has_entry(self) -> bool:
        """True when anything was said about the knee."""
        return not self.said.is_empty or len(self.unanswered) < len(self.scores)


def knee_view(diary: Diary, on: date, knee: Knee, today: date, formats: Formats) -> KneeView:
    """Everything Today shows about one knee."""
    runs = {run.id: run for run in diary.runs_on(on)}
    order = [due.run_id for due in due_scores(diary, on, knee) if due.moment is Moment.DURING]
    views = []
    for due in due_scores(diary, on, knee):
        score = score_of(diary, on, knee, due.moment, due.run_id)
        run = runs.get(due.run_id or "")
        number = order.index(due.run_id) + 1 if run is not None and len(order) > 1 else None
        views.append(
            ScoreView(
                due=due,
                label=_score_label(
                    due.moment, number, _start_words(diary, run, formats), is_today=on == today
                ),
                hint=_hint(diary, on, due.moment, run, formats, is_today=on == today),
                value=None if score is None else score.value,
                is_late=_is_late(diary, score, on),
                feedback=_feedback(diary, on, knee, due, score, is_today=on == today),
                room=_longest_feedback(on, today),
            )
        )
    said, other = diary.day(on).knee(knee), diary.day(on).knee(other_knee(knee))
    is_other_asked = other_knee(knee) in diary.person.tracked_knees or not other.is_empty
    return KneeView(
        knee,
        label(knee),
        tuple(views),
        said,
        last_areas(diary, on, knee),
        asks_more_signs=asks_more_signs(diary, on, knee),
        can_copy_spots=bool(said.areas) and is_other_asked and other.areas != said.areas,
        can_rest=bool(no_pain_scores(diary, on, knee)),
        is_today=on == today,
    )


def other_knee(knee: Knee) -> Knee:
    """The knee beside this one."""
    return Knee.RIGHT if knee is Knee.LEFT else Knee.LEFT


def answered_text(views: Iterable[KneeView]) -> str:
    """How far the scores of the day are answered: "2 of 3 scores"."""
    scores = [score for view in views for score in view.scores]
    done = sum(score.value is not None for score in scores)
    text = plural("{done} of {n} score", "{done} of {n} scores", len(scores))
    return text.format(done=done, n=len(scores))


def closed_text(view: KneeView, *, is_tracked: bool, is_away: bool, is_today: bool) -> str:
    """The one line that stands for a knee whose section is closed."""
    values = [score.value for score in view.scores if score.value is not None]
    if not values and is_away:
        return _("Not asked while you are away")
    if not values and is_tracked:
        return _("Not answered")
    if not values:
        return _("Not tracked today") if is_today else _("Not tracked that day")
    if max(values) == 0:
        return _("○ 0 all day") if len(values) == len(view.scores) else _("○ 0 so far")
    return _("highest {score} · {word}").format(score=max(values), word=score_word(max(values)))


def score_word(value: int) -> str:
    """The word of a score: "Moderate"."""
    return {
        "no_pain": _("No pain"),
        "mild": _("Mild"),
        "moderate": _("Moderate"),
        "severe": _("Severe"),
        "worst": _("Worst imaginable"),
    }[pain_band(value).word]


def after_run_text(diary: Diary, on: date, now: datetime) -> str:
    """That the score after a run that ended less than two hours ago can wait; else empty."""
    for run in diary.runs_on(on):
        if not run.is_run or run.started_at is None:
            continue
        ended = run.started_at + timedelta(seconds=run.elapsed_s or run.moving_s or 0)
        is_open = any(run.knee(knee).after is None for knee in diary.person.tracked_knees)
        if is_open and timedelta() <= now - ended < AFTER_RUN_WAITS:
            return _("You can add the after-run score later on this page.")
    return ""


def spots_text(areas: Iterable[Area]) -> str:
    """Spots in a few words: "Front, around or under the kneecap · Inner side"."""
    return " · ".join(label(area) for area in areas)


def short_spots_text(areas: Iterable[Area]) -> str:
    """Spots in one word each, for a button: "Front, Inner side"."""
    short = {
        Area.ABOVE: _("Above"),
        Area.FRONT: _("Front"),
        Area.BELOW: _("Below"),
        Area.BEHIND: _("Back"),
        Area.ALL_OVER: _("All over"),
    }
    return ", ".join(short.get(area) or label(area) for area in areas)


def moment_word(moment: Moment) -> str:
    """A moment as the name of a score: "morning"."""
    return {
        Moment.MORNING: _("morning"),
        Moment.DURING: _("during the run"),
        Moment.AFTER: _("after the run"),
        Moment.WORST: _("worst"),
    }[moment]


def knee_word(knee: Knee) -> str:
    """A knee inside a sentence: "left"."""
    return _("left") if knee is Knee.LEFT else _("right")


def _score_label(moment: Moment, number: int | None, start: str, *, is_today: bool) -> str:
    if number is None:
        return moment_label(moment, is_today=is_today)
    if moment is Moment.DURING:
        text = _("During run {number}").format(number=number)
    else:
        text = _("After run {number}").format(number=number)
    return f"{text}, {start}" if start else text


def _start_words(diary: Diary, run: Run | None, formats: Formats) -> str:
    if run is None or run.started_at is None:
        return ""
    started = local(run.started_at, run.timezone or diary.person.timezone)
    return formats.time_of_day(started.time())


def _hint(
    diary: Diary, on: date, moment: Moment, run: Run | None, formats: Formats, *, is_today: bool
) -> str:
    if moment is Moment.MORNING:
        return _morning_hint(diary, on, formats)
    if moment is Moment.WORST:
        return _("any time today") if is_today else _("any time that day")
    if moment is Moment.AFTER:
        return _("worst since finishing")
    amount = "" if run is None else _run_amount(run, formats)
    is_only = len([each for each in diary.runs_on(on) if each.is_run]) == 1
    if is_today and is_only:
        return _("{run} today, worst point").format(run=amount)
    return _("{run}, worst point").format(run=amount)


def _morning_hint(diary: Diary, on: date, formats: Formats) -> str:
    before = on - ONE_DAY
    runs = [run for run in diary.runs_on(before) if run.is_run]
    metres = sum(run.distance_m or 0.0 for run in runs)
    if not metres:
        return _("first steps after getting up")
    return _("the morning after {distance} on {day}").format(
        distance=formats.distance(metres), day=formats.weekday_day(before)
    )


def _run_amount(run: Run, formats: Formats) -> str:
    if run.distance_m:
        return formats.distance(run.distance_m)
    return formats.duration(run.duration_s or 0.0)


def _is_late(diary: Diary, score: Score | None, on: date) -> bool:
    if score is None or score.recorded_at is None:
        return False
    zone = score.timezone or diary.person.timezone
    return is_late(score.recorded_at, on, zone, diary.settings.day_turnover)


def _late_words(diary: Diary, score: Score, on: date) -> str:
    """How long after its day a score was typed; empty for one that is not late."""
    if score.recorded_at is None or not _is_late(diary, score, on):
        return ""
    typed = local(score.recorded_at, score.timezone or diary.person.timezone)
    days = (diary_day(typed, diary.settings.day_turnover) - on).days
    return plural("entered {n} day later", "entered {n} days later", days).format(n=days)


def _feedback(
    diary: Diary, on: date, knee: Knee, due: DueScore, score: Score | None, *, is_today: bool
) -> str:
    """What is said beside an answer; the day before is told only once there is one."""
    if score is None:
        return _("Not answered")
    parts = [str(score.value), score_word(score.value)]
    before = _same_moment_before(diary, on, knee, due)
    highest = highest_score(diary, on, knee)
    if due.moment is Moment.WORST and highest is not None and score.value < highest:
        # Said once and beside it: what was typed is taken as it is.
        parts.append(_("less than the {score} above").format(score=highest))
    elif before is not None:
        parts.append(_compared(score.value - before, is_today=is_today))
    late = _late_words(diary, score, on)
    parts += [late] if late else []
    return " · ".join(parts)


def _longest_feedback(on: date, today: date) -> str:
    """As long as the feedback can get; a late answer says how late it is."""
    is_today = on == today
    compared = (_compared(each, is_today=is_today) for each in (-10, 0, 10))
    words = (score_word(value) for value in range(11))
    parts = ["10", max(words, key=len), max(compared, key=len)]
    days = (today - on).days
    if days >= LATE_FROM_DAYS:
        late = plural("entered {n} day later", "entered {n} days later", days)
        parts.append(late.format(n=days))
    return " · ".join(parts)


def _same_moment_before(diary: Diary, on: date, knee: Knee, due: DueScore) -> int | None:
    values = [
        found.value
        for earlier in due_scores(diary, on - ONE_DAY, knee)
        if earlier.moment is due.moment
        and (found := score_of(diary, on - ONE_DAY, knee, earlier.moment, earlier.run_id))
    ]
    return max(values, default=None)


def _compared(difference: int, *, is_today: bool) -> str:
    if difference == 0:
        return _("same as yesterday") if is_today else _("same as the day before")
    if difference > 0:
        text = (
            plural("{n} more than yesterday", "{n} more than yesterday", difference)
            if is_today
            else plural("{n} more than the day before", "{n} more than the day before", difference)
        )
    else:
        text = (
            plural("{n} less than yesterday", "{n} less than yesterday", -difference)
            if is_today
            else plural("{n} less than the day before", "{n} less than the day before", -difference)
        )
    return text.format(n=abs(difference))
