"""The next step of coming back in stages: what the runs at a stage say, never done by itself.

A stage is left upwards after two settled runs in a row, at most twice in seven days; one that asks
to hold repeats it, two of those in a row go one back; a step back goes one back with two days of
rest, the second within fourteen days two; a gap without runs goes back too (rule book 8). A run
that waits for its morning does not count, unless it asks to step back whatever the morning brings;
the runs of a day count as one. A run that names no stage leads nowhere, but one that asks to step
back holds. A step up is taken back when a run that led to it asks to step back later. While a sign
stands nothing goes on: the sign comes first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from diary.domain.knee import Sign
from diary.domain.rules.facts import Facts
from diary.domain.rules.responses import MORNING_DAYS, Light
from diary.domain.rules.stage_gaps import GAP_ONE, Gap, last_run_day, unanswered_gap
from diary.domain.rules.stage_sessions import StageSession, as_one, is_other_red, sessions_on
from diary.domain.rules.start_gate import is_standing, limped_on
from diary.domain.run_walk import RunWalk
from diary.domain.settings import Settings

GREENS_NEEDED, AMBERS_BACK = 2, 2
PROMOTIONS_MOST, PROMOTION_DAYS = 2, 7
RED_DAYS, REST_DAYS = 14, 2


class ProposalKind(StrEnum):
    """What is proposed."""

    PROMOTE = "promote"
    HOLD = "hold"
    BACK = "back"
    RESTART = "restart"


class ProposalReason(StrEnum):
    """Why it is proposed."""

    SETTLED_TWICE = "settled_twice"
    LAST_STAGE = "last_stage"
    PROMOTED_TWICE = "promoted_twice"
    ONE_MORE = "one_more"
    NO_RUN = "no_run"
    WAITING = "waiting"
    HELD = "held"
    HELD_TWICE = "held_twice"
    STEP_BACK = "step_back"
    STEP_BACK_TWICE = "step_back_twice"
    STEP_BACK_LATE = "step_back_late"
    OTHER_STEP_BACK = "other_step_back"
    GAP = "gap"
    PAUSED = "paused"
    URGENT_FIRST = "urgent_first"
    LOCKING_FIRST = "locking_first"
    SWELLING_FIRST = "swelling_first"
    LIMP_FIRST = "limp_first"


_SIGN_FIRST = {
    ProposalReason.URGENT_FIRST,
    ProposalReason.LOCKING_FIRST,
    ProposalReason.SWELLING_FIRST,
    ProposalReason.LIMP_FIRST,
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the next step could be, and why; the person takes it or does not.

    `sessions` are the runs at the present stage since the last step, `greens` on how many days in
    a row they were settled. `gap_days` are the days without a run that a step back is proposed
    for, else those since the last run. `rest_until` is the last day of rest; None = none is asked
    for.
    """

    kind: ProposalKind
    reason: ProposalReason
    stage_from: int
    stage_to: int
    is_pt_suggested: bool = False
    rest_until: date | None = None
    sessions: tuple[StageSession, ...] = ()
    greens: int = 0
    gap_days: int | None = None

    @property
    def is_step(self) -> bool:
        """True when another stage is proposed."""
        return self.stage_to != self.stage_from

    @property
    def is_sign_first(self) -> bool:
        """True when a sign stands, before which nothing goes on."""
        return self.reason in _SIGN_FIRST


@dataclass(frozen=True, slots=True)
class _Counted:
    """What the days with a run at the stage add up to: in a row, up to the last one that counts.

    `newest` is the last of them whether it counts or not. `is_late`: the last that counts led to
    the step up that was taken. `is_other_red`: a run without a stage asked to step back after them.
    """

    greens: int = 0
    ambers: int = 0
    last: StageSession | None = None
    newest: StageSession | None = None
    sessions: tuple[StageSession, ...] = ()
    is_late: bool = False
    is_other_red: bool = False


def proposal(
    run_walk: RunWalk, facts: Facts, settings: Settings, today: date, *, is_urgent_open: bool
) -> Proposal:
    """What the runs up to a day say about the stage that is on.

    `is_urgent_open`: a sign that should be looked at the same day is open.
    """
    stage, day = run_walk.stage, today.toordinal()
    if run_walk.is_paused:
        return Proposal(ProposalKind.HOLD, ProposalReason.PAUSED, stage, stage)
    last_day = last_run_day(run_walk, facts, day)
    counted = _count(run_walk, facts, settings, day)
    reds = _reds(run_walk, facts, settings, day)
    rests = sorted({*reds, *_other_reds(run_walk, facts, settings, day)})
    gap = unanswered_gap(run_walk, facts, day)
    sign = _sign_first(facts, day, is_urgent_open=is_urgent_open)
    kind, reason, steps = _outcome(run_walk, counted, reds, day)
    stage_to, is_pt_suggested = max(1, stage + steps), reason is ProposalReason.STEP_BACK_TWICE
    if sign is not None:
        kind, reason, stage_to = ProposalKind.HOLD, sign, stage
    elif gap is not None and gap.stage <= stage_to:
        kind, reason, stage_to = _kind_of(gap), ProposalReason.GAP, gap.stage
    elif _is_limp_first(run_walk, facts, counted, kind, day):
        kind, reason, stage_to = ProposalKind.HOLD, ProposalReason.LIMP_FIRST, stage
    gap_days = None if last_day is None else day - last_day
    return Proposal(
        kind,
        reason,
        stage,
        stage_to,
        is_pt_suggested=is_pt_suggested,
        rest_until=_rest_until(rests, day),
        sessions=counted.sessions,
        greens=counted.greens,
        gap_days=gap.days if reason is ProposalReason.GAP and gap is not None else gap_days,
    )


def _kind_of(gap: Gap) -> ProposalKind:
    return ProposalKind.RESTART if gap.is_restart else ProposalKind.BACK


def _sign_first(facts: Facts, day: int, *, is_urgent_open: bool) -> ProposalReason | None:
    """Which sign stands, also when it came after the last run; None = none does."""
    if is_urgent_open:
        return ProposalReason.URGENT_FIRST
    if is_standing(facts, Sign.LOCKING, day):
        return ProposalReason.LOCKING_FIRST
    return ProposalReason.SWELLING_FIRST if is_standing(facts, Sign.SWELLING, day) else None


def _is_limp_first(
    run_walk: RunWalk, facts: Facts, counted: _Counted, kind: ProposalKind, day: int
) -> bool:
    """True with a limp on a run of late for which nobody went back, and nobody is asked to."""
    is_red = counted.last is not None and counted.last.light is Light.RED
    limped = limped_on(facts, day)
    if limped is None or is_red or kind is ProposalKind.BACK:
        return False
    return not any(
        each.to_stage < each.from_stage and each.on.toordinal() >= limped for each in run_walk.steps
    )


def _outcome(
    run_walk: RunWalk, counted: _Counted, reds: Sequence[date], day: int
) -> tuple[ProposalKind, ProposalReason, int]:
    """What is proposed, why, and by how many stages."""
    last, newest = counted.last, counted.newest
    if newest is not None and _is_waiting(newest, day) and not counted.is_other_red:
        return ProposalKind.HOLD, ProposalReason.WAITING, 0
    if last is not None and last.light is Light.RED:
        return _step_back(run_walk, last, reds, is_late=counted.is_late)
    if counted.is_other_red:
        return ProposalKind.HOLD, ProposalReason.OTHER_STEP_BACK, 0
    if newest is None:
        return ProposalKind.HOLD, ProposalReason.NO_RUN, 0
    if counted.ambers >= AMBERS_BACK:
        return _back(run_walk, ProposalReason.HELD_TWICE, 1)
    held = _held(run_walk, counted, newest, day)
    if held is not None:
        return ProposalKind.HOLD, held, 0
    return ProposalKind.PROMOTE, ProposalReason.SETTLED_TWICE, 1


def _step_back(
    run_walk: RunWalk, last: StageSession, reds: Sequence[date], *, is_late: bool
) -> tuple[ProposalKind, ProposalReason, int]:
    if sum((last.on - on).days < RED_DAYS for on in reds if on <= last.on) > 1:
        return _back(run_walk, ProposalReason.STEP_BACK_TWICE, 2)
    reason = ProposalReason.STEP_BACK_LATE if is_late else ProposalReason.STEP_BACK
    return _back(run_walk, reason, 1)


def _is_waiting(session: StageSession, day: int) -> bool:
    """True from a run to the next morning; a morning that was left out is not waited for."""
    return not session.counts and day - session.on.toordinal() <= 1


def _held(
    run_walk: RunWalk, counted: _Counted, newest: StageSession, day: int
) -> ProposalReason | None:
    """Why a stage is repeated after runs that asked for no step back; None = it is not."""
    # Scores of a run that ask to hold are no better for a morning that nobody entered.
    if counted.ambers or newest.light is Light.AMBER:
        return ProposalReason.HELD
    if counted.greens < GREENS_NEEDED or not newest.counts:
        return ProposalReason.ONE_MORE
    if run_walk.is_last_stage:
        return ProposalReason.LAST_STAGE
    if _promotions(run_walk, day) >= PROMOTIONS_MOST:
        return ProposalReason.PROMOTED_TWICE
    return None


def _back(
    run_walk: RunWalk, reason: ProposalReason, stages: int
) -> tuple[ProposalKind, ProposalReason, int]:
    # Below the first stage there is none: it is repeated.
    kind = ProposalKind.BACK if run_walk.stage > 1 else ProposalKind.HOLD
    return kind, reason, -stages


def _promotions(run_walk: RunWalk, day: int) -> int:
    """How many steps up there were in the seven days up to a day."""
    return sum(
        each.to_stage > each.from_stage and 0 <= day - each.on.toordinal() < PROMOTION_DAYS
        for each in run_walk.steps
    )


# ---- how the runs were taken --------------------------------------------------------------------


def _count(run_walk: RunWalk, facts: Facts, settings: Settings, day: int) -> _Counted:
    """Go through the days with a run at the present stage; a gap begins the count anew.

    A run at another stage, or at none, counts as well when it asks to step back and came after the
    last step: on the day of the step it is what the step was taken for.
    """
    since = 0 if run_walk.since_on is None else run_walk.since_on.toordinal()
    after = since + bool(run_walk.steps and run_walk.promoted is None)
    # Of other runs only those of late, or the card would take long after years of them.
    after = max(after, day - MORNING_DAYS)
    today, stage = date.fromordinal(day), run_walk.stage
    greens = ambers = 0
    late = last = newest = _late_red(run_walk, facts, settings, day)
    is_halted = False
    shown: list[StageSession] = []
    for run_day in facts.run_days.within(since, day + 1):
        sessions = sessions_on(facts, run_day, settings, today)
        own = [each for each in sessions if each.stage == stage]
        shown += own
        if run_day > since or not run_walk.steps:
            own = [each for each in sessions if each in own or each.light is Light.RED]
        before = facts.run_days.last_until(run_day - 1)
        if own and before is not None and run_day - before >= GAP_ONE:
            greens = ambers = 0
        if own:
            newest, is_halted = as_one(own), False
            greens, ambers = _in_a_row(newest, greens, ambers)
            last = newest if newest.counts else last
        if run_day >= after and is_other_red(facts, run_day, settings, today):
            greens, ambers, is_halted = 0, 0, True
    is_late = last is not None and last is late
    return _Counted(greens, ambers, last, newest, tuple(shown), is_late, is_halted)


def _late_red(run_walk: RunWalk, facts: Facts, settings: Settings, day: int) -> StageSession | None:
    """A run that led to the last step up and asks to step back by now, the later one of two."""
    step = run_walk.promoted
    if step is None:
        return None
    earlier = [each.on for each in run_walk.steps[:-1]]
    begun = earlier[-1] if earlier else run_walk.started_on
    start = 0 if begun is None else begun.toordinal()
    led: list[StageSession] = []
    for run_day in reversed(facts.run_days.within(start, min(day, step.on.toordinal()) + 1)):
        sessions = sessions_on(facts, run_day, settings, date.fromordinal(day))
        own = [each for each in sessions if each.stage == step.from_stage]
        led += [one for one in (as_one(own),) if one.counts] if own else []
        if len(led) == GREENS_NEEDED:
            break
    return next((each for each in led if each.light is Light.RED), None)


def _in_a_row(session: StageSession, greens: int, ambers: int) -> tuple[int, int]:
    """How many in a row were settled, and how many asked to hold, with one day more."""
    match session.light:
        case Light.RED:
            return 0, 0
        case Light.AMBER:
            return 0, ambers + session.counts
        case Light.GREEN if session.counts:
            return greens + 1, 0
        case _:
            return greens, ambers


def _reds(run_walk: RunWalk, facts: Facts, settings: Settings, day: int) -> list[date]:
    """The days of late with a run at any stage that asked to step back."""
    today = date.fromordinal(day)
    return [
        date.fromordinal(run_day)
        # The last run may lie back as far as a gap that asks for nothing.
        for run_day in _days_of_late(run_walk, facts, day, RED_DAYS + GAP_ONE)
        if any(each.light is Light.RED for each in sessions_on(facts, run_day, settings, today))
    ]


def _other_reds(run_walk: RunWalk, facts: Facts, settings: Settings, day: int) -> list[date]:
    """The days for which it may still rest, with a run at no stage that asked to step back."""
    today = date.fromordinal(day)
    return [
        date.fromordinal(run_day)
        for run_day in _days_of_late(run_walk, facts, day, REST_DAYS)
        if is_other_red(facts, run_day, settings, today)
    ]


def _days_of_late(run_walk: RunWalk, facts: Facts, day: int, most: int) -> list[int]:
    """The days with a run among so many before a day and itself, since the stages began."""
    started = 0 if run_walk.started_on is None else run_walk.started_on.toordinal()
    return facts.run_days.within(max(started, day - most), day + 1)


def _rest_until(reds: Sequence[date], day: int) -> date | None:
    if not reds:
        return None
    until = reds[-1] + timedelta(days=REST_DAYS)
    return until if until.toordinal() >= day else None
