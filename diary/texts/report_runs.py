"""What the tables of runs of a visit report say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from diary.domain.chart_columns import ChartColumns
from diary.domain.knee import Knee
from diary.domain.run import Sport
from diary.texts.chart_columns import column_heading
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.texts.run_outlook import knee_letter
from diary.texts.safety import inside_sentence
from diary.words import _, plural


def runs_head(
    knees: Sequence[Knee], formats: Formats, *, has_start: bool, has_climb: bool
) -> tuple[str, ...]:
    """The headings of the newest runs."""
    unit = formats.unit_label()
    return (
        _("Day"),
        *((_("Start"),) if has_start else ()),
        _("Distance, {unit}").format(unit=unit),
        _("Time"),
        _("Pace, min/{unit}").format(unit=unit),
        _("Type"),
        _("Surface"),
        _("Hills"),
        *((_("Climb, m"),) if has_climb else ()),
        _("Shoe"),
        _("Effort"),
        *(_("{knee} d/a/m").format(knee=knee_letter(knee)) for knee in knees),
        _("Finished"),
    )


def newest_caption(shown: int, count: int) -> str:
    """Which runs are listed."""
    if shown == count:
        return plural("{n} run, the newest first", "{n} runs, the newest first", shown).format(
            n=shown
        )
    return _("The newest {n} of {count} runs").format(n=shown, count=count)


def moments_short(values: Sequence[int | None]) -> str:
    """Scores during, after and next morning: "3/4/1"; "" when there is none."""
    if not any(value is not None for value in values):
        return ""
    return "/".join("\N{EN DASH}" if value is None else str(value) for value in values)


def older_caption(count: int) -> str:
    """Which runs are counted together."""
    return plural(
        "{n} run before those, counted together", "{n} runs before those, counted together", count
    ).format(n=count)


def more_runs_text(count: int) -> str:
    """How many runs stand nowhere on the paper; "" without any."""
    if not count:
        return ""
    text = plural("{n} more run in the diary file", "{n} more runs in the diary file", count)
    return text.format(n=count)


def older_head(columns: ChartColumns, knees: Sequence[Knee], formats: Formats) -> tuple[str, ...]:
    """The headings of the runs counted together."""
    unit = formats.unit_label()
    return (
        column_heading(columns),
        _("Runs"),
        _("Distance, {unit}").format(unit=unit),
        _("Longest, {unit}").format(unit=unit),
        *(_("{knee} highest during or after").format(knee=knee_letter(knee)) for knee in knees),
        _("Cut short, knee"),
    )


def others_text(counts: Mapping[Sport, int]) -> str:
    """What else was done: "Besides: ride 3, swim 1."; "" without any."""
    if not counts:
        return ""
    parts = (f"{inside_sentence(label(sport))} {count}" for sport, count in counts.items())
    return _("Besides: {what}.").format(what=", ".join(parts))


def moments_note() -> str:
    """How the columns of scores are to be read."""
    return _("d/a/m: during, after, next morning. \N{EN DASH} not answered.")
