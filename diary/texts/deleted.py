"""Plain words for what lies in the bin: what it was, when it was deleted, what can come back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from diary.domain.bin import DeletedEntry, DeletedKind, LeftOut, Omission
from diary.domain.day import Day
from diary.domain.diary import DatedScore
from diary.domain.event import Event
from diary.domain.knee import Knee, KneeDay, Moment
from diary.domain.period import local
from diary.domain.run import Run
from diary.domain.run_walk import RunWalk
from diary.domain.shoe import Shoe
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.texts.problems import field_word
from diary.texts.pt_notes import note_name
from diary.texts.sessions import exercise_name, plan_name, session_name
from diary.texts.totals import total_name
from diary.words import _, mark, plural

KEPT_DAYS = 30
_NAMED_MOST = 3

_WHY = {
    Omission.ANSWERED_SINCE: mark("answered anew since"),
    Omission.RUN_DELETED: mark("its run is deleted too"),
    Omission.IMPORTED_AGAIN: mark("the same run was imported again"),
    Omission.SHOE_GONE: mark("the shoes are gone"),
    Omission.EXERCISE_GONE: mark("the exercise is gone"),
    Omission.PLAN_GONE: mark("the plan is gone"),
}
_KNEE_FIELDS = {
    "areas": mark("spots"),
    "qualities": mark("feels like"),
    "worse_with": mark("worse with"),
    "signs": mark("signs"),
    "swelling_size": mark("size of the swelling"),
}
_DAY_FIELDS = {
    "plan": mark("run as planned"),
    "held_back": mark("held back"),
    "away": mark("away"),
    "limits": mark("what the knee limited"),
    "care": mark("what was done for it"),
}


def deleted_title(entry: DeletedEntry, formats: Formats) -> str:
    """What was deleted, in one line: "Run, 8.2 km, Thu 19 Nov 2026"."""
    if entry.kind is DeletedKind.SEVERAL:
        return _several(entry)
    return next(iter(_names(entry, formats)), _("Nothing that can be shown"))


def deleted_names(entry: DeletedEntry, formats: Formats) -> str:
    """The first parts of what was deleted together; empty for a single one."""
    if entry.kind is not DeletedKind.SEVERAL:
        return ""
    names = _names(entry, formats)
    text = "; ".join(names[:_NAMED_MOST])
    more = len(names) - _NAMED_MOST
    return _("{names}; {n} more").format(names=text, n=more) if more > 0 else text


def deleted_when(entry: DeletedEntry, now: datetime, zone: str | None, formats: Formats) -> str:
    """When it was deleted and how long it stays: "Deleted today 18:42, 30 days left"."""
    at, today = local(entry.deleted_at, zone), local(now, zone).date()
    time = formats.time_of_day(at.time())
    ago = (today - at.date()).days
    if ago == 0:
        when = _("Deleted today {time}").format(time=time)
    elif ago == 1:
        when = _("Deleted yesterday {time}").format(time=time)
    else:
        when = _("Deleted {day}").format(day=formats.day(at.date()))
    # A clock that was set back makes nothing stay longer than it does.
    left = min(KEPT_DAYS, KEPT_DAYS - ago)
    if left <= 0:
        stays = _("goes soon")
    else:
        stays = plural("{n} day left", "{n} days left", left).format(n=left)
    return f"{when}, {stays}"


def left_out_text(entry: DeletedEntry, formats: Formats) -> str:
    """Which parts do not come back and why; empty when everything does."""
    if not entry.left_out:
        return ""
    parts = "; ".join(_unique(_left_out(each, formats) for each in entry.left_out))
    if entry.restore:
        return _("Does not come back: {parts}.").format(parts=parts)
    return _("Cannot come back: {parts}.").format(parts=parts)


def restored_text(entry: DeletedEntry, formats: Formats) -> str:
    """What was brought back, with what was not."""
    text = _("Back in the diary: {title}.").format(title=deleted_title(entry, formats))
    rest = left_out_text(entry, formats)
    return f"{text} {rest}" if rest else text


# ---- one part ---------------------------------------------------------------------------------


def _names(entry: DeletedEntry, formats: Formats) -> list[str]:
    return [
        *(_run_name(run, formats) for run in entry.runs),
        *(_shoe_name(shoe) for shoe in entry.shoes),
        *(_event_name(event, formats) for event in entry.events),
        *(_day_name(day, formats) for day in entry.days),
        *(_score_name(score, formats) for score in entry.scores),
        *(total_name(total, formats) for total in entry.totals),
        *(note_name(note) for note in entry.pt_notes),
        *(exercise_name(kept) for kept in entry.exercises),
        *(plan_name(plan, formats) for plan in entry.plans),
        *(session_name(session, formats) for session in entry.sessions),
        *(_stages_name(run_walk) for run_walk in entry.run_walks),
    ]


def _run_name(run: Run, formats: Formats) -> str:
    parts = [label(run.sport)]
    if run.distance_m is not None:
        parts.append(formats.distance(run.distance_m))
    elif run.duration_s is not None:
        parts.append(formats.duration(run.duration_s))
    return ", ".join([*parts, formats.day(run.on)])


def _shoe_name(shoe: Shoe) -> str:
    return _("Shoes “{name}”").format(name=shoe.name)


def _event_name(event: Event, formats: Formats) -> str:
    return f"{label(event.kind)}, {formats.day(event.on)}"


def _score_name(dated: DatedScore, formats: Formats) -> str:
    return _("{knee}, {moment}: {score}, {day}").format(
        knee=label(dated.knee),
        moment=_moment(dated.moment),
        score=dated.score.value,
        day=formats.day(dated.on),
    )


def _day_name(day: Day, formats: Formats) -> str:
    parts = [part for knee in Knee for part in _knee_parts(knee, day)]
    parts += [_(text) for name, text in _DAY_FIELDS.items() if getattr(day, name)]
    if day.care_own or day.care_minutes or day.painkiller is not None:
        parts.append(_(_DAY_FIELDS["care"]))
    if day.note:
        parts.append(_("note"))
    said = ", ".join(_unique(parts))
    return f"{formats.day(day.on)}: {said}" if said else formats.day(day.on)


def _knee_parts(knee: Knee, day: Day) -> list[str]:
    said = day.knees.get(knee)
    if said is None:
        return []
    parts = _said_of(said)
    return [f"{label(knee)} {', '.join(parts)}"] if parts else []


def _said_of(said: KneeDay) -> list[str]:
    parts = []
    for moment in (Moment.MORNING, Moment.WORST):
        score = said.score(moment)
        if score is not None:
            parts.append(f"{_moment(moment)} {score.value}")
    parts += [_(text) for name, text in _KNEE_FIELDS.items() if getattr(said, name)]
    return parts


def _moment(moment: Moment) -> str:
    text = label(moment)
    return text[:1].lower() + text[1:]


def _stages_name(run_walk: RunWalk) -> str:
    steps = len(run_walk.steps)
    text = plural(
        "Run-walk stages, stage {stage} of {all}, {n} step",
        "Run-walk stages, stage {stage} of {all}, {n} steps",
        steps,
    )
    return text.format(stage=run_walk.stage, all=len(run_walk.stages), n=steps)


# ---- several, and what is left out -------------------------------------------------------------


def _several(entry: DeletedEntry) -> str:
    runs, shoes, events = len(entry.runs), len(entry.shoes), len(entry.events)
    days, scores = len(entry.days), len(entry.scores)
    totals, notes = len(entry.totals), len(entry.pt_notes)
    exercises, plans, sessions = len(entry.exercises), len(entry.plans), len(entry.sessions)
    counts = (
        (runs, plural("{n} run", "{n} runs", runs)),
        (shoes, plural("{n} pair of shoes", "{n} pairs of shoes", shoes)),
        (events, plural("{n} event", "{n} events", events)),
        (days, plural("answers of {n} day", "answers of {n} days", days)),
        (scores, plural("{n} score", "{n} scores", scores)),
        (totals, plural("{n} total of a form", "{n} totals of forms", totals)),
        (notes, plural("{n} note from the PT", "{n} notes from the PT", notes)),
        (exercises, plural("{n} exercise", "{n} exercises", exercises)),
        (plans, plural("{n} plan", "{n} plans", plans)),
        (sessions, plural("{n} session", "{n} sessions", sessions)),
        (len(entry.run_walks), _("run-walk stages")),
    )
    text = ", ".join(words.format(n=n) for n, words in counts if n)
    return text[:1].upper() + text[1:]


def _left_out(part: LeftOut, formats: Formats) -> str:
    words = _field_words(part.field)
    if part.on is not None:
        words = f"{words}, {formats.short_day(part.on)}"
    return f"{words} ({_(_WHY[part.why])})"


def _field_words(field: str) -> str:
    side, _dot, name = field.rpartition(".")
    if side not in {knee.value for knee in Knee}:
        return _(_DAY_FIELDS[name]) if name in _DAY_FIELDS else field_word(name)
    if name in {moment.value for moment in Moment}:
        words = _moment(Moment(name))
    elif name in _KNEE_FIELDS:
        words = _(_KNEE_FIELDS[name])
    else:
        words = field_word(name)
    return f"{label(Knee(side))}, {words}"


def _unique(parts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(parts))
