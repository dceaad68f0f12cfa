"""`kneelog runs`: every activity, in order of day and start."""

from __future__ import annotations

from argparse import ArgumentParser

from diary.cli.call import Call, formats_of, put_document, put_table, say
from diary.cli.options import option_json, options_for_days
from diary.cli.words import none_of
from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.period import local
from diary.domain.run import Run, Sport
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.words import _


def configure(parser: ArgumentParser) -> None:
    """Add the options."""
    options_for_days(parser)
    option_json(parser)


def run(call: Call) -> int:
    """List them."""
    is_chosen = call.chosen_days()
    diary, status = call.read_diary("runs", *([] if call.is_json else ["shoes"]))
    runs = [run for run in diary.runs_in_order() if is_chosen(run.on)]
    if call.is_json:
        from diary.formats import exchange_writing  # noqa: PLC0415 - only for JSON

        put_document({"runs": [exchange_writing.run(each) for each in runs]})
    elif runs:
        heads = (_("Day"), _("Start"), _("Distance"), _("Time"), _("Pace"), _("What"), _("Shoe"))
        knees = (_("Left"), _("Right"), _("Id"))
        formats = formats_of(diary)
        rows = (_row(each, diary, formats) for each in runs)
        put_table((*heads, *knees), rows, right="lrrrrllrr")
    else:
        say(none_of(_("activities")))
    return status


def _row(run: Run, diary: Diary, formats: Formats) -> tuple[str, ...]:
    started = "" if run.started_at is None else f"{local(run.started_at, run.timezone):%H:%M}"
    what = label(run.kind) if run.sport is Sport.RUN and run.kind else label(run.sport)
    shoe = diary.shoes.get(run.shoe_id or "")
    return (
        formats.day(run.on),
        started,
        "" if run.distance_m is None else formats.distance(run.distance_m),
        "" if run.duration_s is None else formats.duration(run.duration_s),
        "" if run.pace_s_per_km is None or not run.is_run else formats.pace(run.pace_s_per_km),
        what,
        shoe.name if shoe else "",
        *(_scores(run, knee) for knee in Knee),
        run.id,
    )


def _scores(run: Run, knee: Knee) -> str:
    """During and after: "3 4", with "-" for what was not answered."""
    said = run.knees.get(knee)
    if said is None:
        return ""
    scores = (said.during, said.after)
    return " ".join("-" if score is None else str(score.value) for score in scores)
