"""What the chart "Around each run" and its table say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.period import ONE_DAY
from diary.domain.rules.responses import Response
from diary.domain.run import Finish, Run
from diary.domain.run_responses import (
    KneeCourse,
    KneeCourses,
    RunResponsesSeries,
    SettledCount,
)
from diary.domain.settings import Settings
from diary.domain.units import METRES
from diary.texts.charts import knee_word, span_text
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.texts.run_outlook import knee_response_text, missing_text, result_text
from diary.words import _, plural


@dataclass(frozen=True, slots=True)
class RunResponsesLabels:
    """Every text of the figure of runs but numbers; `days` and `years` one for each run.

    `unit_m` is what a distance is divided by, `foot` what stands below a picture that is kept.
    `dashed` says why some results are not final.
    """

    formats: Formats
    unit_m: float
    distance_title: str
    result_title: str
    days: tuple[str, ...]
    years: tuple[str, ...]
    foot: tuple[str, ...] = ()
    pain_title: str = field(default_factory=lambda: _("Pain around each run, 0 to 10"))
    pain_titles: Mapping[Knee, str] = field(
        default_factory=lambda: {
            Knee.LEFT: _("Left knee, pain 0 to 10"),
            Knee.RIGHT: _("Right knee, pain 0 to 10"),
        }
    )
    pain_ticks: Mapping[int, str] = field(
        default_factory=lambda: {
            0: _("0 none"),
            3: _("3 mild"),
            6: _("6 moderate"),
            10: _("10 worst"),
        }
    )
    knees: Mapping[Knee, str] = field(
        default_factory=lambda: {
            Knee.LEFT: _("Left knee, filled"),
            Knee.RIGHT: _("Right knee, hollow"),
        }
    )
    sides: Mapping[Knee, str] = field(
        default_factory=lambda: {each: side_word(each) for each in Knee}
    )
    moments: tuple[str, str, str] = field(
        default_factory=lambda: (_("During"), _("After"), _("Next morning"))
    )
    results: Mapping[Response, str] = field(
        default_factory=lambda: {
            Response.SETTLED: _("Settled: fine to build"),
            Response.HOLD: _("Hold: repeat, do not build"),
            Response.STEP_BACK: _("Step back: run less"),
        }
    )
    dashed: str = ""
    settled: str = field(default_factory=lambda: _("Settled by morning"))
    late: str = field(default_factory=lambda: _("Entered late"))
    cut_short: str = field(default_factory=lambda: _("Cut short"))
    hollow: str = field(default_factory=lambda: _("Run without distance"))


def run_responses_labels(
    series: RunResponsesSeries, formats: Formats, settings: Settings
) -> RunResponsesLabels:
    """The texts of the figure of this series, made with these limits."""
    return RunResponsesLabels(
        formats=formats,
        unit_m=METRES[formats.unit],
        distance_title=_("Distance of the run, {unit}").format(unit=formats.unit_label()),
        result_title=_result_title(series),
        days=tuple(formats.short_day(run.on) for run in series.runs),
        years=tuple(str(run.on.year) for run in series.runs),
        dashed=_dashed(series),
        foot=(run_responses_coverage(series, formats), run_responses_note(settings)),
    )


def _dashed(series: RunResponsesSeries) -> str:
    """Why results are not final: "Dashed: no score on the next morning"; "" when all are."""
    reasons = [
        missing_text(course.response, run.on, series.known_on)
        for each in series.knees
        for run, course in zip(series.runs, each.courses, strict=True)
        if course.response is not None and course.response.is_provisional
    ]
    words = _(", or ").join(sorted(set(reasons), key=reasons.index))
    return _("Dashed: {reason}").format(reason=words) if words else ""


def side_word(knee: Knee) -> str:
    """The knee at the head of a row or column: "Left"."""
    return _("Left") if knee is Knee.LEFT else _("Right")


def _result_title(series: RunResponsesSeries) -> str:
    counts = [
        _("{knee} {settled} of {of}").format(
            knee=knee_word(each.knee), settled=count.settled, of=count.of
        )
        for each in series.knees
        if (count := each.settled()).of
    ]
    if not counts:
        return _("Result")
    text = _("Result; settled by morning: {counts}")
    return text.format(counts=", ".join(counts))


def settled_text(count: SettledCount) -> str:
    """How often a knee had settled by the morning, counted over runs with a morning value."""
    if not count.of:
        return _("no run with a morning value ({without} without)").format(without=count.without)
    text = plural(
        "settled by morning after {settled} of {of} run with a morning value ({without} without)",
        "settled by morning after {settled} of {of} runs with a morning value ({without} without)",
        count.of,
    ).format(settled=count.settled, of=count.of, without=count.without)
    if not count.untold:
        return text
    untold = plural(
        "after {n} of them it cannot be told, since nothing is known of before the run",
        "after {n} of them it cannot be told, since nothing is known of before those runs",
        count.untold,
    ).format(n=count.untold)
    return _("{settled}; {untold}").format(settled=text, untold=untold)


def knee_settled_text(each: KneeCourses) -> str:
    """The same as a sentence: "Left knee: settled by morning after 12 of 17 …"."""
    text = _("{knee}: {count}.")
    return text.format(knee=label(each.knee), count=settled_text(each.settled()))


def run_responses_coverage(series: RunResponsesSeries, formats: Formats) -> str:
    """After how many runs the knees were as before by morning, which runs, how many scores."""
    shown, scored = len(series.runs), series.scored_count
    if series.run_count > shown:
        which = _("Last {shown} of {all} runs from {span}").format(
            shown=shown, all=series.run_count, span=span_text(series.span, formats)
        )
    else:
        which = plural("{n} run from {span}", "{n} runs from {span}", shown).format(
            n=shown, span=span_text(series.span, formats)
        )
    scores = _("{which}; scores on {scored} of {shown}.").format(
        which=which, scored=scored, shown=shown
    )
    return " ".join([*(knee_settled_text(each) for each in series.knees), scores])


def run_responses_description(series: RunResponsesSeries, formats: Formats) -> str:
    """The chart in a few sentences, for those who cannot see it."""
    text = _(
        "Pain during and after each run and on the next morning, with the result and the distance"
        " of the run."
    )
    return f"{text} {run_responses_coverage(series, formats)}"


def run_responses_note(settings: Settings) -> str:
    """How the results are to be read."""
    return _(
        "Settled: {fine} or less during and after, and {most} or less the next morning, which is"
        " less than 1 higher than before the run. Hold: up to {most} during or after, or the"
        " morning 1 higher. Step back: more than that, a limp, or pain that turned sharp. The tick"
        " looks at the morning alone: settled by morning means {most} or less, and less than 1"
        " higher than before, whatever the run was like. So ticks can go on while pain slowly"
        " rises. Before the run means the score of that morning, else the last of the day before,"
        " else the middle of the 7 days before. None of this shows what else was done that day."
    ).format(fine=settings.green_max, most=settings.amber_max)


def no_scores_text(series: RunResponsesSeries) -> str:
    """What is missing when no run that would be shown has a score."""
    text = plural(
        "The last run of these days has no score. Give one during, after, or the next morning.",
        "None of the last {n} runs of these days has a score. Give one during, after, or the next"
        " morning.",
        len(series.runs),
    )
    return text.format(n=len(series.runs))


def result_words(series: RunResponsesSeries, run: Run, each: KneeCourse) -> str:
    """How a knee took a run: "hold, waiting for the morning"; "" when nothing was said."""
    if each.response is None:
        return ""
    return result_text(each.response, run.on, series.known_on)


def morning_words(each: KneeCourse) -> str:
    """Whether the knee was as before by the morning: "yes", "no", "cannot be told" or ""."""
    if each.morning is None:
        return ""
    if each.morning_light is None:
        return _("cannot be told")
    return _("yes") if each.is_settled else _("no")


def run_readout(series: RunResponsesSeries, diary: Diary, place: int, formats: Formats) -> str:
    """Everything the chart shows about one run, as one line."""
    run = series.runs[place]
    last = series.span.end - ONE_DAY
    is_same_year = series.span.start.year == last.year
    head = formats.weekday_day(run.on) if is_same_year else formats.day(run.on)
    parts = [run_name(diary, run, formats)]
    parts += [
        _course_text(series, each.knee, run, each.courses[place], formats) for each in series.knees
    ]
    return f"{head}: " + "; ".join(part for part in parts if part)


def _course_text(
    series: RunResponsesSeries, knee: Knee, run: Run, each: KneeCourse, formats: Formats
) -> str:
    """One knee around a run: "left hold: 1 before, 4 during, 4 after, 1 the next morning"."""
    parts = []
    if each.response is not None:
        parts.append(knee_response_text(knee, each.response, run.on, series.known_on, formats))
    elif each.morning is not None:
        text = _("{knee} {n} the next morning")
        parts.append(text.format(knee=knee_word(knee), n=each.morning.value))
    else:
        return _("{knee} no scores").format(knee=knee_word(knee))
    if each.is_settled:
        parts.append(_("settled by morning"))
    if any(value is not None and value.is_late for value in each.values):
        parts.append(_("entered late"))
    return ", ".join(parts)


def run_name(diary: Diary, run: Run, formats: Formats) -> str:
    """What a run was: "14.1 km long, Red 3, cut short for the knee"."""
    words = [_("no distance") if run.distance_m is None else formats.distance(run.distance_m)]
    if run.kind is not None:
        words.append(label(run.kind).lower())
    parts = [" ".join(words)]
    shoe = diary.shoes.get(run.shoe_id or "")
    if shoe is not None:
        parts.append(shoe.name)
    if is_cut_short(run):
        parts.append(label(run.finish).lower() if run.finish is not None else "")
    return ", ".join(parts)


def is_cut_short(run: Run) -> bool:
    """True when the run ended before its plan, whatever the reason."""
    return run.finish in (Finish.CUT_SHORT_KNEE, Finish.CUT_SHORT_OTHER)
