"""What one day of pain and load says, in a line and in the cells of a table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from diary.domain.day import Day
from diary.domain.diary import Diary
from diary.domain.knee import Knee, KneeDay, Moment, Sign
from diary.domain.load import SILENT_DAYS, LoadMeasure, run_load
from diary.domain.pain_and_load import KneeSeries, MarkKind, PainAndLoadSeries, TimelineMark
from diary.domain.period import ONE_DAY
from diary.domain.run import Run
from diary.domain.trends import knee_scores
from diary.texts.charts import knee_word, load_words, mark_text, moment_word, week_words
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.texts.spot_chart import spots_words
from diary.words import _

# Of a note of the PT as much as can be read at a glance.
_NOTE_MOST = 80


def day_readout(
    series: PainAndLoadSeries, diary: Diary, runs: Sequence[Run], on: date, formats: Formats
) -> str:
    """Everything the chart shows about one day of the series, as one line.

    `runs` are the activities of the day in order of start.
    """
    last = series.span.end - ONE_DAY
    is_same_year = series.span.start.year == last.year
    head = formats.weekday_day(on) if is_same_year else formats.day(on)
    parts = [_pain(series, each, diary, runs, on) for each in series.knees]
    if not any(parts):
        parts = [_("no scores")]
    day = diary.days.get(on)
    if day is not None:
        parts += [noticed_words(day, each.knee) for each in series.knees]
    parts += _load_parts(series, diary, runs, on, formats)
    parts += [_mark_words(each) for each in series.marks if each.on <= on <= each.until]
    if day is not None and day.note:
        parts.append(_("note “{note}”").format(note=" ".join(day.note.split())))
    return f"{head}: " + "; ".join(part for part in parts if part)


def _pain(
    series: PainAndLoadSeries, knee: KneeSeries, diary: Diary, runs: Sequence[Run], on: date
) -> str:
    words = pain_words(diary, runs, on, knee.knee, series.moment)
    value = knee.values[series.place(on)]
    late = _("entered late")
    return f"{words}, {late}" if value is not None and value.is_late else words


def noticed_words(day: Day, knee: Knee) -> str:
    """Signs and spots of a knee: "left swelling (slight), stiff after sitting; left at front"."""
    said = day.knee(knee)
    parts = []
    signs = [_sign_words(said, sign) for sign in Sign if said.signs.get(sign)]
    if signs:
        parts.append(f"{knee_word(knee)} {', '.join(signs)}")
    if said.areas:
        spots = spots_words(said.areas)
        parts.append(_("{knee} spots: {spots}").format(knee=knee_word(knee), spots=spots))
    return "; ".join(parts)


def _sign_words(said: KneeDay, sign: Sign) -> str:
    words = _lowered(label(sign))
    if sign is not Sign.SWELLING or said.swelling_size is None:
        return words
    return f"{words} ({_lowered(label(said.swelling_size))})"


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def _mark_words(each: TimelineMark) -> str:
    words = mark_text(each, note_most=_NOTE_MOST)
    if each.kind is not MarkKind.SIGN:
        return words
    return _("safety sign: {sign}").format(sign=_lowered(words))


def _load_parts(
    series: PainAndLoadSeries, diary: Diary, runs: Sequence[Run], on: date, formats: Formats
) -> list[str]:
    """The runs of a day, the seven days that end with it, and the usual week."""
    place = series.place(on)
    parts = run_words(diary, runs, series.measure, formats)
    week, usual = week_words(series, place, formats), series.usual_weeks[place]
    if not parts:
        is_rest = series.is_week_of_rest[place]
        parts.append(_("no run in 7 days") if is_rest else _no_run(series, diary, on))
    # Of 7 days without a known load some may be unknown: that is not told as 0.
    if week and (series.week_sums[place] or series.is_week_incomplete[place]):
        parts.append(_("7 days {amount}").format(amount=week))
    if usual is not None and usual.amount:
        amount, is_incomplete = usual.amount, usual.is_incomplete
        words = load_words(amount, series.measure, formats, is_incomplete=is_incomplete)
        parts.append(_("usual week {amount}").format(amount=words))
    return parts


def _no_run(series: PainAndLoadSeries, diary: Diary, on: date) -> str:
    """That there was no run, or why nobody knows."""
    if series.loads[series.place(on)] is not None:
        return _("no run")
    day = diary.days.get(on)
    if day is not None and day.away:
        return _("away")
    if series.first_on is None or on < series.first_on:
        return _("before the first score or run")
    text = _(
        "not known whether you ran: no scores, answers or runs entered for {days} days or more"
    )
    return text.format(days=SILENT_DAYS)


def pain_words(
    diary: Diary, runs: Sequence[Run], on: date, knee: Knee, moment: Moment | None = None
) -> str:
    """The scores of one knee on a day: "left 5 at most (morning 4, during 4, after 5)".

    Those of a chosen moment stand first: "left morning 4 (during 4, after 5)".
    """
    said = _said(diary, runs, on, knee)
    name, each = knee_word(knee), _each(said)
    if moment is not None and said:
        drawn = [one for one in said if one[0] is moment]
        others = [one for one in said if one[0] is not moment]
        first = _each(drawn) or _("no score of this moment")
        return f"{name} {first} ({_each(others)})" if others else f"{name} {first}"
    if len(said) <= 1:
        return f"{name} {each}" if said else ""
    highest = max(value for _moment, value in said)
    text = _("{knee} {value} at most ({each})") if highest else _("{knee} {value} ({each})")
    return text.format(knee=name, value=highest, each=each)


def scores_words(
    diary: Diary, runs: Sequence[Run], on: date, knee: Knee, moment: Moment | None = None
) -> str:
    """The same scores in a table, after the value drawn: "5 (morning 4, during 4, after 5)".

    Without a score of the chosen moment no value stands before them: "(worst 3)".
    """
    said = _said(diary, runs, on, knee)
    if not said:
        return ""
    drawn = [value for at, value in said if moment in (None, at)]
    each = f"({_each(said)})"
    return f"{max(drawn)} {each}" if drawn else each


def _said(diary: Diary, runs: Sequence[Run], on: date, knee: Knee) -> list[tuple[Moment, int]]:
    day = diary.days.get(on)
    return [
        (moment, score.value) for moment in Moment for score in knee_scores(day, runs, knee, moment)
    ]


def _each(said: Sequence[tuple[Moment, int]]) -> str:
    return ", ".join(f"{moment_word(moment)} {value}" for moment, value in said)


def run_words(
    diary: Diary, runs: Sequence[Run], measure: LoadMeasure, formats: Formats
) -> list[str]:
    """Every run of a day: "14.1 km long, Red 3"; other sports are left out."""
    return [_run(diary, run, measure, formats) for run in runs if run.is_run]


def _run(diary: Diary, run: Run, measure: LoadMeasure, formats: Formats) -> str:
    words = []
    if run.distance_m is not None:
        words.append(formats.distance(run.distance_m))
    if run.duration_s is not None and (measure is not LoadMeasure.DISTANCE or not words):
        words.append(formats.duration(run.duration_s))
    if run.kind is not None:
        words.append(label(run.kind).lower())
    parts = [" ".join(words)]
    if measure is LoadMeasure.EFFORT and run.rpe is not None:
        parts.append(_("effort {amount}").format(amount=run.rpe))
    shoe = diary.shoes.get(run.shoe_id or "")
    if shoe is not None:
        parts.append(shoe.name)
    if run_load(run, measure) is None:
        parts.append(_without(run, measure))
    return ", ".join(parts)


def _without(run: Run, measure: LoadMeasure) -> str:
    """What the run lacks for the measure."""
    if measure is LoadMeasure.DISTANCE:
        return _("without distance")
    is_effort_missing = measure is LoadMeasure.EFFORT and run.rpe is None
    return _("without effort") if is_effort_missing else _("without time")
