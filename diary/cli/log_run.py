"""`kneelog log run`: one activity; every key of a run in `diary.json` is an option."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from diary.cli.call import DONE, Call, UsageError, formats_of, plain, put_document, say
from diary.cli.log_score import score_number
from diary.cli.naming import shoe_named
from diary.cli.options import choices, one_of, option_choice, option_json
from diary.domain.checks import in_range
from diary.domain.diary import Diary
from diary.domain.errors import InvalidValueError, Reason
from diary.domain.knee import Knee, Moment, Score, ScoreSource
from diary.domain.period import local, zone_of
from diary.domain.run import (
    TYPED_TIME_MOST_S,
    Aid,
    Finish,
    Hills,
    Run,
    RunKind,
    Sport,
    Surface,
    WarmUp,
)
from diary.domain.settings import DistanceUnit
from diary.domain.units import parse_distance_m, parse_duration_s, parse_number
from diary.services.entries import put_run
from diary.texts.labels import label
from diary.words import _, mark

_CHOICES: dict[str, type[StrEnum]] = {
    "sport": Sport,
    "kind": RunKind,
    "surface": Surface,
    "hills": Hills,
    "warmup": WarmUp,
    "finish": Finish,
}
# Options in metres, in seconds, and plain numbers, each with its key and its line in the help.
_DISTANCES = {
    "--distance": ("distance_m", mark("distance, such as 8.2km or 5mi")),
    "--planned-distance": ("planned_distance_m", mark("what was planned")),
    "--pain-onset-distance": ("pain_onset_m", mark("distance at which the pain began")),
}
_TIMES = {
    "--time": ("moving_s", mark("time, such as 45:10, 1:05:00 or 45 (minutes)")),
    "--elapsed": ("elapsed_s", mark("time with the stops")),
    "--pain-onset-time": ("pain_onset_s", mark("time at which the pain began")),
}
_NUMBERS = {
    "--ascent": ("ascent_m", mark("metres up")),
    "--descent": ("descent_m", mark("metres down")),
    "--cadence": ("cadence_spm", mark("steps a minute of both feet")),
}
_WHOLE_NUMBERS = {
    "--avg-hr": ("avg_hr", mark("average heart rate")),
    "--max-hr": ("max_hr", mark("highest heart rate")),
    "--rpe": ("rpe", mark("effort from 1 to 10")),
    "--run-walk-stage": ("run_walk_stage", mark("stage of the way back to running")),
}
_BY_KNEE = {
    "--during": mark("score during the run, such as left=3; may be given for each knee"),
    "--after": mark("score after the run, such as left=4"),
    "--limped": mark("limped, such as left=no"),
    "--turned-sharp": mark("turned from dull to sharp, such as left=yes"),
}
_ANSWERS = {"yes": True, "no": False}


def configure(parser: ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("--on", metavar="DATE", help=_("the day (default: today)"))
    text = _("local start, such as 18:05")
    parser.add_argument("--start", metavar="HH:MM", help=text)
    text = _("time zone by its IANA name or offset (default: the computer's)")
    parser.add_argument("--timezone", metavar="ZONE", help=text)
    for key, kind in _CHOICES.items():
        option_choice(parser, f"--{key}", kind)
    for table in (_DISTANCES, _TIMES, _NUMBERS, _WHOLE_NUMBERS):
        for option, (key, about) in table.items():
            parser.add_argument(option, dest=key, metavar="N", help=_(about))
    text = _("worn for the knee; may be given several times")
    aids = [*Aid, "none"]
    known, shown = one_of(aids), choices(aids)
    parser.add_argument("--aid", dest="aids", action="append", type=known, metavar=shown, help=text)
    parser.add_argument("--shoe", metavar="NAME", help=_("the pair worn, by its name"))
    text = _("my form faded towards the end")
    answers = one_of(_ANSWERS)
    parser.add_argument("--form-faded", type=answers, metavar=choices(_ANSWERS), help=text)
    for option, about in _BY_KNEE.items():
        text = _(about)
        parser.add_argument(option, action="append", metavar="KNEE=…", default=[], help=text)
    parser.add_argument("--title", default="", help=_("a name for it"))
    parser.add_argument("--note", default="", help=_("up to 500 characters"))
    option_json(parser)


def run(call: Call) -> int:
    """Write one activity."""
    with call.open_store() as store:
        diary = store.load()
        made = _run(call, diary, _day(call, diary))
        store.write(put_run(diary, made))
    if call.is_json:
        from diary.formats import exchange_writing  # noqa: PLC0415 - only for JSON

        put_document({"runs": [exchange_writing.run(made)]})
    else:
        say(_said(made, diary))
    return DONE


def _day(call: Call, diary: Diary) -> date:
    on = call.past_day(call.options.on, diary.settings.day_turnover)
    start: str | None = call.options.start
    if call.options.on is None and start is not None:
        # A run that began after midnight is of the day it began on.
        zone = call.options.timezone or call.parts.clock.zone()
        return call.today if _start(start, call.today, zone) <= call.parts.clock.now() else on
    return on


def _run(call: Call, diary: Diary, on: date) -> Run:
    options = call.options
    zone = options.timezone or call.parts.clock.zone()
    zone_of(zone)
    started_at = None if options.start is None else _start(options.start, on, zone)
    if started_at is not None and started_at > call.parts.clock.now():
        raise InvalidValueError("started_at", Reason.IN_FUTURE, started_at)
    made = Run(
        call.parts.new_id(),
        on,
        started_at=started_at,
        timezone=zone if started_at is not None or options.timezone else None,
        shoe_id=shoe_named(diary, options.shoe).id if options.shoe else None,
        aids=_aids(options.aids),
        form_faded=None if options.form_faded is None else _ANSWERS[options.form_faded],
        title=options.title,
        note=options.note,
        **_chosen(options),
        **_measured(options, diary.settings.distance_unit),
    )
    _refuse_unlikely(made)
    return _with_knees(made, options, call)


def _refuse_unlikely(made: Run) -> None:
    """Raise for what a person cannot have meant, though a file may say it."""
    for key, seconds in (("moving_s", made.moving_s), ("elapsed_s", made.elapsed_s)):
        in_range(key, seconds, 0, TYPED_TIME_MOST_S)
    if made.avg_hr is not None and made.max_hr is not None and made.avg_hr > made.max_hr:
        raise UsageError(_("Give a highest heart rate that is not below the average."))


def _start(text: str, on: date, zone: str) -> datetime:
    try:
        at = datetime.strptime(text, "%H:%M").time()  # noqa: DTZ007 - only the time is taken
    except ValueError as error:
        raise UsageError(_("Give --start as a local time such as 18:05.")) from error
    return datetime.combine(on, at, zone_of(zone))


def _aids(given: list[str] | None) -> tuple[Aid, ...] | None:
    if given is None:
        return None
    if "none" in given and len(given) > 1:
        raise UsageError(_("--aid none goes with no other aid."))
    return tuple(Aid(name) for name in given if name != "none")


def _chosen(options: Namespace) -> dict[str, Any]:
    return {
        key: kind(getattr(options, key))
        for key, kind in _CHOICES.items()
        if getattr(options, key) is not None
    }


def _measured(options: Namespace, unit: DistanceUnit) -> dict[str, Any]:
    def whole(text: str, key: str) -> int:
        number = parse_number(key, text)
        if not number.is_integer():
            raise InvalidValueError(key, Reason.WRONG_TYPE, text)
        return int(number)

    parsers: list[tuple[Iterable[tuple[str, str]], Callable[[str, str], float]]] = [
        (_DISTANCES.values(), lambda text, key: parse_distance_m(text, unit, key)),
        (_TIMES.values(), parse_duration_s),
        (_NUMBERS.values(), lambda text, key: parse_number(key, text)),
        (_WHOLE_NUMBERS.values(), whole),
    ]
    return {
        key: parse(getattr(options, key), key)
        for keys, parse in parsers
        for key, _about in keys
        if getattr(options, key) is not None
    }


def _with_knees(made: Run, options: Namespace, call: Call) -> Run:
    now, zone = call.parts.clock.now(), call.parts.clock.zone()
    for moment in (Moment.DURING, Moment.AFTER):
        for knee, text in _by_knee(getattr(options, moment), f"--{moment}"):
            score = Score(score_number(text), now, zone, ScoreSource.COMMAND_LINE)
            made = made.with_knee(knee, made.knee(knee).with_score(moment, score))
    for key in ("limped", "turned_sharp"):
        option = f"--{key.replace('_', '-')}"
        for knee, text in _by_knee(getattr(options, key), option):
            if text not in _ANSWERS:
                raise UsageError(_("Give {option} as left=yes or left=no.").format(option=option))
            answer: dict[str, Any] = {key: _ANSWERS[text]}
            made = made.with_knee(knee, replace(made.knee(knee), **answer))
    if made.knees and not made.is_run:
        raise UsageError(_("Only a run has scores of its own. Use log score for the day."))
    return made


def _by_knee(given: list[str], option: str) -> list[tuple[Knee, str]]:
    """What was said of each knee: "left=3" or "left=3,right=0"."""
    found: dict[Knee, str] = {}
    for text in (part for each in given for part in each.split(",")):
        name, _equals, said = text.partition("=")
        if name not in list(Knee) or not said:
            wanted = _("Give {option} as left=… or right=…, not “{given}”.")
            raise UsageError(wanted.format(option=option, given=plain(text)))
        if Knee(name) in found:
            raise UsageError(_("{option} is given twice for one knee.").format(option=option))
        found[Knee(name)] = said
    return list(found.items())


def _said(made: Run, diary: Diary) -> str:
    formats = formats_of(diary)
    parts = [label(made.sport)]
    if made.distance_m is not None:
        parts.append(formats.distance(made.distance_m))
    if made.duration_s is not None:
        parts.append(formats.duration(made.duration_s))
    if made.shoe_id is not None:
        parts.append(diary.shoes[made.shoe_id].name)
    day = formats.day(made.on)
    if made.started_at is not None:
        day += f" {local(made.started_at, made.timezone):%H:%M}"
    return plain(f"{day}: {', '.join(parts)} ({made.id})")
