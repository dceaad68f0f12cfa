"""`kneelog days`: what was said about each day."""

from __future__ import annotations

from argparse import ArgumentParser

from diary.cli.call import Call, formats_of, put_document, put_table, say
from diary.cli.options import option_json, options_for_days
from diary.cli.words import none_of
from diary.domain.day import Day
from diary.domain.knee import Knee, KneeDay
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
    diary, status = call.read_diary("days")
    days = [diary.days[on] for on in sorted(diary.days) if is_chosen(on)]
    if call.is_json:
        from diary.formats import exchange_writing  # noqa: PLC0415 - only for JSON

        put_document({"days": [exchange_writing.day(each) for each in days]})
    elif days:
        formats = formats_of(diary)
        heads = (_("Day"), _("Left"), _("Right"), _("Signs"), _("Plan"), _("Care"), _("Note"))
        put_table(heads, (_row(each, formats) for each in days))
    else:
        say(none_of(_("days")))
    return status


def _row(day: Day, formats: Formats) -> tuple[str, ...]:
    signs = [
        f"{label(sign)} ({knee})"
        for knee, said in day.knees.items()
        for sign, is_there in said.signs.items()
        if is_there
    ]
    care = [label(care) for care, is_done in day.care.items() if is_done]
    return (
        formats.day(day.on),
        *(_scores(day.knee(knee)) for knee in Knee),
        ", ".join(signs),
        _("Away") if day.away else label(day.plan) if day.plan else "",
        ", ".join([*care, *day.care_own]),
        day.note,
    )


def _scores(said: KneeDay) -> str:
    """Morning and worst: "2 4", with "-" for what was not answered."""
    if said.morning is None and said.worst is None:
        return ""
    scores = (said.morning, said.worst)
    return " ".join("-" if score is None else str(score.value) for score in scores)
