"""Plain words for restoring: what a backup holds, what would be lost, what was saved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from diary.domain.comparison import Difference, LostOn, day_count, last_on
from diary.domain.day import Day
from diary.domain.diary import Diary
from diary.domain.file_problem import Problem, ProblemCode
from diary.domain.knee import Knee, KneeDay
from diary.domain.run import Run
from diary.texts.checks import check_text
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.texts.pt_notes import note_name
from diary.texts.sessions import exercise_name, plan_name, session_name
from diary.texts.totals import total_name
from diary.words import _, mark, plural

LISTED_MOST = 50

_ROWS = {
    "shoes": mark("{missing} of {counted} pairs of shoes could not be found."),
    "runs": mark("{missing} of {counted} runs could not be found."),
    "days": mark("The notes and answers of {missing} of {counted} days could not be found."),
    "knee_days": mark("{missing} of {counted} answers about a knee could not be found."),
    "scores": mark("{missing} of {counted} scores could not be found."),
    "events": mark("{missing} of {counted} events could not be found."),
    "settings": mark("{missing} of {counted} settings could not be found."),
    "setting_changes": mark("{missing} of {counted} changes of settings could not be found."),
    "person": mark("What was said about the person could not be found."),
    "reminders": mark("What was done with {missing} of {counted} reminders could not be found."),
    "totals": mark("{missing} of {counted} totals of forms could not be found."),
    "pt_notes": mark("{missing} of {counted} notes from the PT could not be found."),
    "exercises": mark("{missing} of {counted} exercises could not be found."),
    "plans": mark("{missing} of {counted} plans could not be found."),
    "sessions": mark("{missing} of {counted} sessions could not be found."),
    "run_walk": mark("The stages of running and walking could not be found."),
}


# ---- before a restore ---------------------------------------------------------------------------


def preview_text(
    backup: Diary, present: Diary | None, difference: Difference, formats: Formats
) -> str:
    """What a backup holds, what the diary holds now, and how much would be lost; one paragraph.

    `present` None = the diary cannot be read.
    """
    ends = [last_on(diary) for diary in (backup, present or Diary())]
    has_years = len({on.year for on in ends if on is not None}) > 1
    parts = [_backup_text(backup, ends[0], formats, has_year=has_years)]
    if present is None:
        parts.append(_("Your diary now cannot be read, so what you would lose cannot be told."))
        parts.append(_("It is kept as it lies."))
    else:
        parts.append(_present_text(ends[1], formats, has_year=has_years))
        parts += _loss_texts(difference)
    return " ".join(parts)


def _backup_text(backup: Diary, last: date | None, formats: Formats, *, has_year: bool) -> str:
    days, runs = day_count(backup), len(backup.runs)
    if last is None:
        return _("This backup has no entries.")
    return _("This backup: {days}, {runs}, last entry {day}.").format(
        days=plural("{n} day", "{n} days", days).format(n=days),
        runs=plural("{n} run", "{n} runs", runs).format(n=runs),
        day=_date(last, formats, has_year=has_year),
    )


def _present_text(last: date | None, formats: Formats, *, has_year: bool) -> str:
    if last is None:
        return _("Your diary now has no entries.")
    day = _date(last, formats, has_year=has_year)
    return _("Your diary now: last entry {day}.").format(day=day)


def _date(on: date, formats: Formats, *, has_year: bool) -> str:
    return f"{formats.short_day(on)} {on.year}" if has_year else formats.short_day(on)


def _loss_texts(difference: Difference) -> list[str]:
    if difference.is_same:
        return [_("Both hold the same.")]
    dates = difference.by_date()
    lost = sum(each.is_lost for each in dates)
    changed = len(dates) - lost
    changed += len(difference.changed_shoes) + len(difference.changed_events)
    changed += len(difference.changed_totals) + len(difference.changed_pt_notes)
    changed += len(difference.changed_exercises) + len(difference.changed_plans)
    changed += len(difference.changed_sessions) + difference.has_other_run_walk
    changed += difference.has_other_settings + difference.has_other_person
    parts = []
    if things := _lost_things(difference, lost):
        parts.append(_("You would lose {things}, listed below.").format(things=_joined(things)))
    if changed:
        text = plural(
            "{n} entry would be as it was then, listed below.",
            "{n} entries would be as they were then, listed below.",
            changed,
        )
        parts.append(text.format(n=changed))
    if not parts:
        parts.append(_("You would lose nothing."))
    more = [
        *_counted(difference.more_days, difference.more_runs, difference.more_shoes),
        *_of_visits(difference.more_totals, difference.more_pt_notes),
        *_of_plans(difference.more_exercises, difference.more_plans, difference.more_sessions),
    ]
    if difference.has_more_run_walk:
        more.append(_("stages of running and walking"))
    if more:
        text = _("The backup has {things} that your diary has not.")
        parts.append(text.format(things=_joined(more)))
    return parts


def _lost_things(difference: Difference, days: int) -> list[str]:
    shoes, events = len(difference.lost_shoes), len(difference.lost_events)
    things = _counted(days, 0, shoes)
    if events:
        things.append(plural("{n} event", "{n} events", events).format(n=events))
    things += _of_visits(len(difference.lost_totals), len(difference.lost_pt_notes))
    plans, sessions = len(difference.lost_plans), len(difference.lost_sessions)
    return things + _of_plans(len(difference.lost_exercises), plans, sessions)


def _of_plans(exercises: int, plans: int, sessions: int) -> list[str]:
    counts = (
        (exercises, plural("{n} exercise", "{n} exercises", exercises)),
        (plans, plural("{n} plan", "{n} plans", plans)),
        (sessions, plural("{n} session", "{n} sessions", sessions)),
    )
    return [text.format(n=number) for number, text in counts if number]


def _of_visits(totals: int, notes: int) -> list[str]:
    counts = (
        (totals, plural("{n} total of a form", "{n} totals of forms", totals)),
        (notes, plural("{n} note from the PT", "{n} notes from the PT", notes)),
    )
    return [text.format(n=number) for number, text in counts if number]


def _counted(days: int, runs: int, shoes: int) -> list[str]:
    counts = (
        (days, plural("{n} day", "{n} days", days)),
        (runs, plural("{n} run", "{n} runs", runs)),
        (shoes, plural("{n} pair of shoes", "{n} pairs of shoes", shoes)),
    )
    return [text.format(n=number) for number, text in counts if number]


def _joined(things: Sequence[str]) -> str:
    if len(things) < 2:
        return "".join(things)
    return _("{several} and {last}").format(several=", ".join(things[:-1]), last=things[-1])


# ---- the list -----------------------------------------------------------------------------------


def lost_lines(difference: Difference, formats: Formats, most: int = LISTED_MOST) -> list[str]:
    """What would be lost or be as it was then, one line each, newest day first; empty = nothing.

    At most `most` lines and one that says how many more there are.
    """
    lines = [
        *_lines_of_dates(difference.by_date(), formats),
        *(_("Shoes: {name}").format(name=shoe.name) for shoe in difference.lost_shoes),
        *(_then(_("Shoes: {name}").format(name=shoe.name)) for shoe in difference.changed_shoes),
        *(f"{formats.day(event.on)}: {label(event.kind)}" for event in difference.lost_events),
        *(
            _then(f"{formats.day(event.on)}: {label(event.kind)}")
            for event in difference.changed_events
        ),
        *(total_name(each, formats) for each in difference.lost_totals),
        *(_then(total_name(each, formats)) for each in difference.changed_totals),
        *(note_name(each) for each in difference.lost_pt_notes),
        *(_then(note_name(each)) for each in difference.changed_pt_notes),
        *_lines_of_plans(difference, formats),
    ]
    if difference.has_other_settings:
        lines.append(_then(_("Settings")))
    if difference.has_other_person:
        lines.append(_then(_("What you said about yourself")))
    return _cut(lines, most)


def _lines_of_plans(difference: Difference, formats: Formats) -> Iterable[str]:
    yield from (exercise_name(each) for each in difference.lost_exercises)
    yield from (_then(exercise_name(each)) for each in difference.changed_exercises)
    yield from (plan_name(each, formats) for each in difference.lost_plans)
    yield from (_then(plan_name(each, formats)) for each in difference.changed_plans)
    yield from (session_name(each, formats) for each in difference.lost_sessions)
    yield from (_then(session_name(each, formats)) for each in difference.changed_sessions)
    if difference.has_other_run_walk:
        yield _then(_("Stages of running and walking"))


def _lines_of_dates(dates: Iterable[LostOn], formats: Formats) -> Iterable[str]:
    for each in dates:
        day = formats.day(each.on)
        lost = [*_day_parts(each.day), *(_run_text(run, formats) for run in each.runs)]
        changed = [
            *_day_parts(each.changed_day),
            *(_run_text(run, formats) for run in each.changed_runs),
        ]
        if lost:
            yield _("{day}: {entries}").format(day=day, entries=", ".join(lost))
        if changed:
            yield _then(_("{day}: {entries}").format(day=day, entries=", ".join(changed)))


def _then(text: str) -> str:
    return _("{entry} (would be as it was then)").format(entry=text)


def _day_parts(day: Day | None) -> list[str]:
    if day is None:
        return []
    parts = [_knee_text(knee, day.knee(knee)) for knee in Knee if not day.knee(knee).is_empty]
    if day.note:
        parts.append(_("note"))
    return parts or [_("answers")]


def _knee_text(knee: Knee, said: KneeDay) -> str:
    score = said.worst or said.morning
    return f"{label(knee)} {score.value}" if score else label(knee)


def _run_text(run: Run, formats: Formats) -> str:
    if run.distance_m is not None:
        return f"{label(run.sport)} {formats.distance(run.distance_m)}"
    return f"{label(run.sport)} {formats.duration(run.duration_s or 0)}"


def _cut(lines: list[str], most: int) -> list[str]:
    more = len(lines) - most
    if more <= 0:
        return lines
    return [*lines[:most], plural("and {n} more", "and {n} more", more).format(n=more)]


# ---- after saving what can be read --------------------------------------------------------------


def salvaged_text(days: int, runs: int, shoes: int) -> str:
    """How much of a damaged diary was saved."""
    things = _counted(days, runs, shoes)
    if not things:
        return _("No entry could be read.")
    return _("Saved: {things}.").format(things=_joined(things))


def salvaged_lines(problems: Sequence[Problem], most: int = LISTED_MOST) -> list[str]:
    """What could not be saved as it was, one line each; empty = everything was saved.

    What is missing altogether comes first.
    """
    missing = [text for problem in problems if (text := _missing_text(problem))]
    others = [check_text(each) for each in problems if each.code in _NAMED]
    return _cut([*missing, *dict.fromkeys(others)], most)


_NAMED = (
    ProblemCode.CHANGED_ROW,
    ProblemCode.UNREADABLE_ROW,
    ProblemCode.UNREADABLE_TEXT,
    ProblemCode.BROKEN_LINK,
)


def _missing_text(problem: Problem) -> str:
    counted, found = problem.details.get("counted"), problem.details.get("found")
    if problem.code is not ProblemCode.COUNT or problem.where not in _ROWS:
        return ""
    if not isinstance(counted, int) or not isinstance(found, int) or found >= counted:
        return ""
    return _(_ROWS[problem.where]).format(missing=counted - found, counted=counted)
