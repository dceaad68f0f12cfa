"""`kneelog log score KNEE MOMENT SCORE`: one score of a day or of a run."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date

from diary.cli.call import DONE, Call, UsageError, formats_of, say
from diary.cli.options import choices, one_of
from diary.domain.diary import Diary
from diary.domain.errors import InvalidValueError, Reason
from diary.domain.knee import SCORE_HIGHEST, SCORE_LOWEST, Knee, Moment, ScoreSource
from diary.domain.period import local
from diary.domain.run import Run
from diary.services.entries import Stamp, set_score
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.words import _


def configure(parser: ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("knee", type=one_of(Knee), metavar="KNEE", help=choices(Knee))
    parser.add_argument("moment", type=one_of(Moment), metavar="MOMENT", help=choices(Moment))
    parser.add_argument("score", metavar="SCORE", help=_("a whole number from 0 to 10"))
    parser.add_argument("--on", metavar="DATE", help=_("the day it is about (default: today)"))
    text = _("the run of during and after, when the day has several")
    parser.add_argument("--run", dest="run_id", metavar="ID", help=text)


def run(call: Call) -> int:
    """Write one score."""
    knee, moment = Knee(call.options.knee), Moment(call.options.moment)
    value = score_number(call.options.score)
    stamp = Stamp(call.parts.clock.now(), call.parts.clock.zone(), ScoreSource.COMMAND_LINE)
    with call.open_store() as store:
        diary = store.load()
        on = call.past_day(call.options.on, diary.settings.day_turnover)
        run_id = _run_id(call, diary, moment, on)
        if run_id is not None:
            on = diary.runs[run_id].on
        changes = set_score(diary, on, knee, moment, value, stamp, run_id=run_id)
        if changes:
            store.write(changes)
    text = _("{knee}, {moment}, {day}: {score}")
    day = formats_of(diary).day(on)
    said = text.format(knee=label(knee), moment=label(moment).lower(), day=day, score=value)
    say(said if changes else _("{said} (it was so already)").format(said=said))
    return DONE


def score_number(text: str) -> int:
    """A whole number from 0 to 10; raises `InvalidValueError`."""
    if not (text.isascii() and text.isdigit()):
        raise InvalidValueError("score", Reason.WRONG_TYPE, text)
    value = int(text) if len(text) <= 3 else SCORE_HIGHEST + 1
    if not SCORE_LOWEST <= value <= SCORE_HIGHEST:
        raise InvalidValueError("score", Reason.OUT_OF_RANGE, text)
    return value


def _run_id(call: Call, diary: Diary, moment: Moment, on: date) -> str | None:
    """The run a score belongs to; None for the moments of a day."""
    given: str | None = call.options.run_id
    if not moment.belongs_to_run:
        if given is not None:
            raise UsageError(_("--run goes only with during and after."))
        return None
    if given is not None:
        if given not in diary.runs:
            raise InvalidValueError("run_id", Reason.NAMES_NOTHING, given)
        if call.options.on is not None and diary.runs[given].on != on:
            raise UsageError(_("This run is of another day; leave out --on."))
        return given
    runs = [each for each in diary.runs_on(on) if each.is_run]
    if len(runs) == 1:
        return runs[0].id
    formats = formats_of(diary)
    day = formats.day(on)
    if not runs:
        text = _("There is no run on {day}. Log it first, or give another day with --on.")
        raise UsageError(text.format(day=day))
    text = _("There are {count} runs on {day}. Say which with --run: {runs}")
    told = ", ".join(_told(each, formats) for each in runs)
    raise UsageError(text.format(count=len(runs), day=day, runs=told))


def _told(run: Run, formats: Formats) -> str:
    """A run by its id and by what a person knows it by: "r1 (18:05, 8.2 km)"."""
    parts = []
    if run.started_at is not None:
        parts.append(f"{local(run.started_at, run.timezone):%H:%M}")
    if run.distance_m is not None:
        parts.append(formats.distance(run.distance_m))
    elif run.duration_s is not None:
        parts.append(formats.duration(run.duration_s))
    return f"{run.id} ({', '.join(parts)})" if parts else run.id
