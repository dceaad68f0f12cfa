"""Care, plan, shoes and limits of a visit report: counts over the days that were answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from diary.domain.day import Care, Day, PlanAnswer
from diary.domain.pain_limits import limit_changes
from diary.domain.period import local
from diary.domain.person import Season
from diary.domain.rules.engine import runs_by_shoe
from diary.domain.rules.shoe_wear import shoe_wear
from diary.domain.run import Run
from diary.domain.settings import DEFAULTS
from diary.domain.shoe import Shoe
from diary.reports.content_parts import Fact, FactsSection, LinesSection, ShoesSection, Table
from diary.reports.content_plan import next_facts, plan_facts, told_care
from diary.reports.content_scope import ReportScope
from diary.texts import report as texts
from diary.texts import report_care as say
from diary.texts.labels import label
from diary.texts.settings import setting_groups

MOST_OWN, MOST_EVENTS, MOST_SHOES, MOST_CHANGES = 8, 8, 8, 8
MOST_NAMES = 6
_WEEK = 7
# A rate of 28 days cannot be told from fewer.
_RATE_DAYS = 28


# ---- care and plan ------------------------------------------------------------------------------


def care_section(scope: ReportScope) -> FactsSection:
    """What was done for the knee, how the plan went, and what happened."""
    days = [scope.diary.days[on] for on in scope.span if on in scope.diary.days]
    plan = (*plan_facts(scope), *_care(scope, days), *_plan(scope, days))
    facts = (*plan, *_events(scope), *next_facts(scope))
    nothing = "" if facts else texts.nothing_text()
    return FactsSection(texts.section_title("care"), facts, nothing)


def _care(scope: ReportScope, days: list[Day]) -> Iterator[Fact]:
    answered = Counter(care for day in days for care in day.care)
    done = Counter(care for day in days for care, is_done in day.care.items() if is_done)
    told = told_care(scope)
    for care in Care:
        if done[care] and care not in told:
            value = say.care_text(done[care], answered[care], len(scope.span))
            yield Fact(label(care), value, _care_note(scope, days, care, done[care]))
    own = Counter(text.strip() for day in days for text in set(day.care_own) if text.strip())
    for text, count in own.most_common(MOST_OWN):
        yield Fact(text, say.own_care_text(count))
    asked = sum(bool(day.care) for day in days)
    if asked and not done and not own:
        yield Fact(say.any_care_label(), say.no_care_text(asked, len(scope.span)))


def _care_note(scope: ReportScope, days: list[Day], care: Care, count: int) -> str:
    parts = []
    if care is Care.STRENGTH:
        parts.append(_strength(scope, count))
    if care is Care.PAINKILLER:
        given = (day.painkiller.name.strip() for day in days if day.painkiller is not None)
        names = Counter(name for name in given if name)
        parts.append(say.painkillers_note(dict(names.most_common(MOST_NAMES))))
    minutes = sum(day.care_minutes.get(care, 0) for day in days)
    if minutes:
        parts.append(say.minutes_note(minutes))
    return "; ".join(part for part in parts if part)


def _strength(scope: ReportScope, count: int) -> str:
    settings, season = scope.diary.settings, scope.diary.person.season
    target = {
        Season.IN: settings.strength_target_in,
        Season.OFF: settings.strength_target_off,
        None: None,
    }[season]
    a_week = count * _WEEK / max(len(scope.span), _WEEK)
    return say.strength_note(a_week, target, season, scope.formats)


def _plan(scope: ReportScope, days: list[Day]) -> Iterator[Fact]:
    answers = Counter(day.plan for day in days if day.plan is not None)
    if answers:
        counts = {answer: answers[answer] for answer in PlanAnswer if answers[answer]}
        yield Fact(say.plan_label(), say.plan_text(counts))
    has_stages = scope.diary.run_walk is not None
    staged = [] if has_stages else [run for run in scope.runs if run.run_walk_stage is not None]
    for run in staged[-1:]:
        value = say.stage_text(run.run_walk_stage or 0, run.on, scope.formats)
        yield Fact(say.stage_label(), value)


def _events(scope: ReportScope) -> Iterator[Fact]:
    events = sorted(
        (
            event
            for event in scope.diary.events.values()
            if event.on in scope.span or (event.until or event.on) in scope.span
        ),
        key=lambda event: (event.on, event.id),
    )
    if not events:
        return
    lines = [say.event_line(event, scope.formats) for event in events[-MOST_EVENTS:]]
    left = len(events) - len(lines)
    yield Fact(say.events_label(), "; ".join(lines), say.more_text(left) if left else "")


# ---- shoes --------------------------------------------------------------------------------------


def shoes_section(scope: ReportScope) -> ShoesSection:
    """Pairs with runs in the span and pairs that are not retired, the most used first."""
    by_shoe = runs_by_shoe(scope.diary.runs.values())
    here: dict[str | None, float] = {}
    for run in scope.runs:
        here[run.shoe_id] = here.get(run.shoe_id, 0.0) + (run.distance_m or 0.0)
    pairs = sorted(
        (shoe for shoe in scope.diary.shoes.values() if _is_shown(scope, shoe, here)),
        key=lambda shoe: (-here.get(shoe.id, 0.0), shoe.name),
    )
    rows = tuple(
        _shoe_row(scope, shoe, by_shoe.get(shoe.id, {}).values(), here.get(shoe.id, 0.0))
        for shoe in pairs[:MOST_SHOES]
    )
    has_forecast = any(row[-1] for row in rows)
    changes = _shoe_changes(scope, {key: value.values() for key, value in by_shoe.items()})
    nameless = sum(run.shoe_id not in scope.diary.shoes for run in scope.runs)
    lines = [*changes, say.without_shoe_text(nameless) if rows else ""]
    if len(pairs) > MOST_SHOES:
        lines.insert(0, say.more_text(len(pairs) - MOST_SHOES))
    return ShoesSection(
        title=texts.section_title("shoes"),
        table=Table(
            say.shoes_caption(),
            say.shoes_head(scope.formats, has_forecast=has_forecast),
            rows if has_forecast else tuple(row[:-1] for row in rows),
            frozenset({1, 2}),
        ),
        changes=tuple(line for line in lines if line),
        nothing="" if rows or changes else texts.nothing_text(),
    )


def _is_shown(scope: ReportScope, shoe: Shoe, here: dict[str | None, float]) -> bool:
    is_gone = shoe.retired_on is not None and shoe.retired_on < scope.span.start
    is_later = shoe.first_used_on is not None and shoe.first_used_on > scope.last_on
    return shoe.id in here or not (is_gone or is_later)


def _shoe_row(
    scope: ReportScope, shoe: Shoe, runs: Iterable[Run], here_m: float
) -> tuple[str, ...]:
    formats, last_on = scope.formats, scope.last_on
    wear = shoe_wear(shoe, list(runs), scope.diary.settings, last_on)
    is_retired = shoe.retired_on is not None and shoe.retired_on <= last_on
    has_rate = scope.reaches_back(scope.span.end, _RATE_DAYS)
    return (
        shoe.name,
        say.used_text(wear, formats),
        formats.distance_value(here_m),
        say.state_text(wear.state, is_retired=is_retired),
        say.forecast_text(wear, last_on, formats) if has_rate and not is_retired else "",
    )


def shoe_changes_in(
    scope: ReportScope, first: date, last: date, runs: Mapping[str, Iterable[Run]]
) -> list[tuple[date, str]]:
    """What changed about shoes from one day to another: new pairs, retired ones, limits, soles."""
    found: list[tuple[date, str]] = []
    formats = scope.formats
    for shoe in scope.diary.shoes.values():
        used = min((run.on for run in runs.get(shoe.id, ())), default=None)
        first_on = shoe.first_day(used)
        # A file does not hold the first run of a pair that nothing else dates.
        is_known = scope.file_from is None or shoe.first_used_on is not None
        if first_on is not None and is_known:
            found.append((first_on, say.first_day_text(shoe, first_on, formats)))
        if shoe.retired_on is not None:
            found.append((shoe.retired_on, say.retired_text(shoe, shoe.retired_on, formats)))
        found += [
            (each.on, say.limit_changed_text(shoe, each, formats)) for each in shoe.limit_changes
        ]
        found += [(each.on, say.sole_text(shoe, each, formats)) for each in shoe.inspections]
    return sorted(each for each in found if first <= each[0] <= last)


def _shoe_changes(scope: ReportScope, runs: Mapping[str, Iterable[Run]]) -> list[str]:
    found = shoe_changes_in(scope, scope.span.start, scope.last_on, runs)
    return [text for _on, text in found[-MOST_CHANGES:]]


# ---- limits -------------------------------------------------------------------------------------


def limits_section(scope: ReportScope) -> LinesSection:
    """The pain limits with who set them and when, and the numbers of rules that were changed."""
    settings, formats = scope.diary.settings, scope.formats
    dated = [
        (local(each.at, scope.diary.person.timezone).date(), each)
        for each in limit_changes(scope.diary)
    ]
    known = [pair for pair in dated if pair[0] <= scope.last_on]
    on, newest = known[-1] if known else (None, None)
    earlier = [
        say.limit_change_text(each, day, formats)
        for day, each in known
        if day in scope.span and newest is not None and each.at != newest.at
    ]
    own = [
        say.own_number_text(group.heading, name, settings.in_use(name), formats)
        for group in setting_groups()
        if group.is_in_use and group.key not in {"limits", "snooze"}
        for name in group.names
        if getattr(settings, name) != getattr(DEFAULTS, name)
    ]
    pain = say.pain_limits_text(settings.green_max, settings.amber_max)
    lines = (f"{pain} {say.set_by_text(newest, on, formats)}", *earlier, *own, say.usual_text())
    return LinesSection(texts.section_title("limits"), lines)
