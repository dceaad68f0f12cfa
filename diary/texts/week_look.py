"""What a look at one week says, in plain words: what was noted and what is not known.

Nothing is praised and nothing is blamed: numbers, days, and what was new.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from diary.domain.knee import Knee
from diary.domain.pain_and_load import MarkKind
from diary.domain.period import local
from diary.domain.plan_weeks import PlanKind, PlanRow
from diary.domain.run_responses import SettledCount
from diary.domain.run_walk import StageStep
from diary.domain.week_look import LongerRun, WeekChanges, WeekLoad, WeekLook, WeekPain
from diary.texts.charts import mark_text, middle_text
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.texts.plan_chart import kind_word
from diary.texts.report_care import (
    forecast_text,
    limit_change_text,
    limit_changed_text,
    used_text,
)
from diary.texts.sessions import plan_name
from diary.words import _, plural


@dataclass(frozen=True, slots=True)
class WeekPart:
    """A heading with its lines."""

    key: str
    heading: str
    lines: tuple[str, ...]


def week_title(look: WeekLook, formats: Formats) -> str:
    """Which week it is: "Mon 9 Nov to Sun 15 Nov 2026"."""
    first, last = look.monday, look.sunday
    begin = formats.weekday_day(first) if first.year == last.year else formats.day(first)
    return _("{first} to {last}").format(first=begin, last=formats.day(last))


def week_begun_text(look: WeekLook) -> str:
    """That the week is not over; "" once it is."""
    if look.is_over:
        return ""
    text = plural(
        "The week is not over: this is its first day.",
        "The week is not over: these are its first {n} days.",
        look.days,
    )
    return text.format(n=look.days)


def week_parts(look: WeekLook, timezone: str | None, formats: Formats) -> tuple[WeekPart, ...]:
    """Everything there is to say about a week, in the order in which it is read."""
    return (
        WeekPart("recorded", _("What was recorded"), (_recorded(look),)),
        WeekPart("running", _("Running"), tuple(_running(look, formats))),
        WeekPart("knees", _("Knees"), tuple(_knee(each, formats) for each in look.pains)),
        WeekPart("after", _("After runs"), tuple(_after(look))),
        WeekPart("sessions", _("Sessions"), tuple(_session(look, row) for row in look.rows)),
        WeekPart("shoes", _("Shoes nearest to their limit"), tuple(_shoes(look, formats))),
        WeekPart("changes", _("What was new"), tuple(_changes(look.changes, timezone, formats))),
    )


def week_text(look: WeekLook, timezone: str | None, formats: Formats) -> str:
    """The whole as text, for copying and printing."""
    head = [_("A look at the week"), week_title(look, formats), week_begun_text(look)]
    blocks = ["\n".join(filter(None, head))]
    blocks += [
        "\n".join((each.heading, *(f"- {line}" for line in each.lines)))
        for each in week_parts(look, timezone, formats)
    ]
    return "\n\n".join(blocks) + "\n"


def week_offer_text() -> str:
    """The quiet line on Today at the end of a week."""
    return _("The week in a few lines, when you like.")


def _recorded(look: WeekLook) -> str:
    if not look.recorded:
        return _("No scores in this week.")
    text = plural(
        "Scores on {recorded} of {n} day.", "Scores on {recorded} of {n} days.", look.days
    )
    return text.format(recorded=look.recorded, n=look.days)


def _running(look: WeekLook, formats: Formats) -> Iterator[str]:
    load = look.load
    yield _load(load, formats)
    usual = load.usual
    if usual is None or not usual.amount:
        yield _("Your usual week is not known: it needs 35 days with enough entries.")
        return
    text = _("Your usual week is {usual}; the usual range is {low} to {high}.")
    if usual.is_incomplete:
        text = _("Your usual week is at least {usual}.")
    yield text.format(
        usual=formats.distance(usual.amount),
        low=formats.distance_value(usual.low),
        high=formats.distance(usual.high),
    )
    against = _against(look)
    if against:
        yield against


def _load(load: WeekLoad, formats: Formats) -> str:
    runs = plural("{n} run", "{n} runs", load.run_count).format(n=load.run_count)
    if load.distance_m is None:
        if load.run_count:
            return _("{runs}; how far is not known.").format(runs=runs)
        return _("Not known whether you ran: too little was entered.")
    if not load.run_count:
        return _("No runs.")
    distance = formats.distance(load.distance_m)
    if load.is_incomplete:
        text = _("{runs}, at least {distance}: a run has no distance.")
        return text.format(runs=runs, distance=distance)
    return _("{runs}, {distance}.").format(runs=runs, distance=distance)


def _against(look: WeekLook) -> str:
    """Above or below the usual range; a week that is not over can only be above it."""
    load = look.load
    if load.usual is None or load.usual.is_incomplete or load.distance_m is None:
        return ""
    if load.distance_m > load.usual.high:
        return _("This week is longer than your usual range.")
    if not look.is_over or load.is_incomplete:
        return ""
    if load.distance_m < load.usual.low:
        return _("This week is shorter than your usual range.")
    return _("This week is within your usual range.")


def _knee(pain: WeekPain, formats: Formats) -> str:
    knee = label(pain.knee)
    if pain.highest is None or pain.highest_on is None:
        text = _("{knee}: no scores.").format(knee=knee)
    else:
        day = formats.weekday_day(pain.highest_on)
        if pain.middle is None:
            text = plural(
                "{knee}: worst {highest}, last on {day}; {n} day with a score is too few for a"
                " middle.",
                "{knee}: worst {highest}, last on {day}; {n} days with a score are too few for a"
                " middle.",
                pain.days,
            ).format(knee=knee, highest=pain.highest, day=day, n=pain.days)
        else:
            text = _("{knee}: middle {middle}, worst {highest}, last on {day}.").format(
                knee=knee, middle=middle_text(pain.middle, formats), highest=pain.highest, day=day
            )
    return f"{text} {_before(pain, formats)}"


def _before(pain: WeekPain, formats: Formats) -> str:
    if pain.before is None:
        return _("The four weeks before are not known.")
    text = _("In the four weeks before: middle {middle}.")
    return text.format(middle=middle_text(pain.before, formats))


def _after(look: WeekLook) -> Iterator[str]:
    if not look.load.run_count:
        yield _("No runs to tell of.")
        return
    for pain in look.pains:
        yield _settled(pain.knee, pain.settled)


def _settled(knee: Knee, count: SettledCount) -> str:
    name = label(knee)
    if not count.of:
        return _("{knee}: no run has a score the next morning.").format(knee=name)
    text = plural(
        "{knee}: settled by morning after {settled} of {n} run with a morning score.",
        "{knee}: settled by morning after {settled} of {n} runs with a morning score.",
        count.of,
    )
    parts = [text.format(knee=name, settled=count.settled, n=count.of)]
    if count.untold:
        text = plural(
            "After {n} of them nobody can tell: how the knee was before is not known.",
            "After {n} of them nobody can tell: how the knee was before is not known.",
            count.untold,
        )
        parts.append(text.format(n=count.untold))
    if count.without:
        text = plural(
            "{n} run has no morning score.", "{n} runs have no morning score.", count.without
        )
        parts.append(text.format(n=count.without))
    return " ".join(parts)


def _session(look: WeekLook, row: PlanRow) -> str:
    week, kind = row.weeks[0], kind_word(row.kind)
    if not (week.done or week.skipped or week.target):
        return _("{kind}: none noted, and no target.").format(kind=kind)
    done = _("{n} noted") if look.is_over else _("{n} noted so far")
    parts = [done.format(n=week.done)]
    if week.target:
        parts.append(_("target {n}").format(n=week.target))
    elif row.kind is not PlanKind.OTHER:
        parts.append(_("no target"))
    if week.skipped:
        parts.append(_("{n} skipped").format(n=week.skipped))
    return f"{kind}: {', '.join(parts)}."


def _shoes(look: WeekLook, formats: Formats) -> Iterator[str]:
    if not look.shoes:
        yield _("No shoes in use with a distance.")
    on = min(look.sunday, date.fromordinal(look.monday.toordinal() + look.days - 1))
    for shoe, wear in look.shoes:
        text = _("{shoe}: {used} {unit}, {state}").format(
            shoe=shoe.name,
            used=used_text(wear, formats),
            unit=formats.unit_label(),
            state=_lowered(label(wear.state)),
        )
        forecast = forecast_text(wear, on, formats)
        yield f"{text}, {forecast}." if forecast else f"{text}."


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def _changes(changes: WeekChanges, timezone: str | None, formats: Formats) -> Iterator[str]:
    found = list(_new(changes, timezone, formats))
    yield from found or [_("Nothing new was noted.")]


def _new(changes: WeekChanges, timezone: str | None, formats: Formats) -> Iterator[str]:
    for mark in changes.marks:
        day = formats.weekday_day(mark.on)
        text = _("{day}: {what}.")
        if mark.kind is MarkKind.SIGN:
            text = _("{day}: safety sign, {what}.")
        what = mark_text(mark)
        yield text.format(day=day, what=_lowered(what) if mark.kind is MarkKind.SIGN else what)
    for longer in changes.longer_runs:
        yield _longer(longer, formats)
    for plan in changes.plans_begun:
        yield _("{plan}: began.").format(plan=plan_name(plan, formats))
    for plan in changes.plans_ended:
        yield _("{plan}: ended.").format(plan=plan_name(plan, formats))
    for step in changes.steps:
        yield _step(step, formats)
    for change in changes.pain_limits:
        yield limit_change_text(change, local(change.at, timezone).date(), formats)
    for shoe, limit in changes.shoe_limits:
        yield f"{limit_changed_text(shoe, limit, formats)}."
    if changes.away_days:
        text = plural("Away on {n} day.", "Away on {n} days.", changes.away_days)
        yield text.format(n=changes.away_days)


def _longer(longer: LongerRun, formats: Formats) -> str:
    text = _(
        "{day}: a much longer run than usual, {distance}; the longest of the 30 days before was"
        " {longest}."
    )
    return text.format(
        day=formats.weekday_day(longer.run.on),
        distance=formats.distance(longer.run.distance_m or 0.0),
        longest=formats.distance(longer.longest_m),
    )


def _step(step: StageStep, formats: Formats) -> str:
    day = formats.weekday_day(step.on)
    if step.from_stage == step.to_stage:
        text = _("{day}: stage {n} of running and walking is repeated.")
        return text.format(day=day, n=step.to_stage)
    text = _("{day}: from stage {old} to stage {new} of running and walking.")
    return text.format(day=day, old=step.from_stage, new=step.to_stage)
