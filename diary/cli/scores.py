"""`kneelog scores`: every pain score by day, knee and moment."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterable
from datetime import time, timedelta

from diary.cli.call import Call, formats_of, put_document, put_table, say
from diary.cli.options import option_json, options_for_days
from diary.cli.words import none_of
from diary.domain.diary import DatedScore, Diary
from diary.domain.period import is_late, local
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.words import _

# However the zone lies, nothing recorded by then is late.
NEVER_LATE = timedelta(days=1)


def configure(parser: ArgumentParser) -> None:
    """Add the options."""
    options_for_days(parser)
    option_json(parser)


def run(call: Call) -> int:
    """List them."""
    is_chosen = call.chosen_days()
    diary, listed, problems = call.parts.read_scores(call.diary_path)
    status = call.status_after(problems)
    scores = [dated for dated in listed if is_chosen(dated.on)]
    if call.is_json:
        put_document({"scores": _documents(scores, diary)})
    elif scores:
        formats = formats_of(diary)
        heads = (_("Day"), _("Knee"), _("Moment"), _("Score"), _("Recorded"), _("Late"))
        rows = (_row(each, diary, formats) for each in scores)
        put_table(heads, rows, right="lllr")
    else:
        say(none_of(_("scores")))
    return status


def _documents(scores: Iterable[DatedScore], diary: Diary) -> list[dict[str, object]]:
    return [
        {
            "on": dated.on,
            "knee": dated.knee,
            "moment": dated.moment,
            "score": dated.score.value,
            "run_id": dated.run_id,
            "recorded_at": dated.score.recorded_at,
            "late": _late(dated, diary.person.timezone, diary.settings.day_turnover),
            "source": dated.score.source,
        }
        for dated in scores
    ]


def _late(dated: DatedScore, zone: str | None, turnover: time) -> bool | None:
    """Whether it was recorded late; None when it is not known when."""
    recorded_at = dated.score.recorded_at
    if recorded_at is None:
        return None
    if recorded_at.date() - dated.on <= NEVER_LATE:
        return False
    return is_late(recorded_at, dated.on, dated.score.timezone or zone, turnover)


def _row(dated: DatedScore, diary: Diary, formats: Formats) -> tuple[str, ...]:
    at = dated.score.recorded_at
    zone = dated.score.timezone or diary.person.timezone
    late = _late(dated, diary.person.timezone, diary.settings.day_turnover)
    return (
        formats.day(dated.on),
        label(dated.knee),
        label(dated.moment),
        str(dated.score.value),
        "" if at is None else f"{local(at, zone):%Y-%m-%d %H:%M}",
        _("late") if late else "",
    )
