"""The next step of coming back in stages: what the runs at a stage say, never done by itself.

A stage is left upwards after two settled runs in a row, at most twice in seven days; one that asks
to hold repeats it, two of those in a row go one back; a step back goes one back with two days of
rest, the second within fourteen days two; a gap without runs goes back too (rule book 8). A run
that waits for its morning does not count, unless it asks to step back whatever the morning brings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from diary.domain.knee import Sign
from diary.domain.rules.facts import Facts
from diary.domain.rules.responses import Light, run_response
from diary.domain.run import Run
from diary.domain.run_walk import RunWalk, StartGate, StepReason
from diary.domain.settings import Settings

GREENS_NEEDED, AMBERS_BACK = 2, 2
PROMOTIONS_MOST, PROMOTION_DAYS = 2, 7
RED_DAYS, REST_DAYS = 14, 2
# Days without a run and how many stages that goes back; from the longest on it begins anew.
GAP_ONE, GAP_TWO, GAP_RESTART = 7, 14, 28
# A swelling ticked longer ago than this, and not answered since, is not known to be there.
SWELLING_DAYS = 7
_LIGHTS = tuple(Light)


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
    GAP = "gap"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class StageSession:
    """A run at a stage and how the knees took it: the worse of both; None = nothing was said.

    `is_provisional`: it waits for the morning, and another light may come of it.
    """

    run_id: str
    on: date
    stage: int
    light: Light | None
    is_provisional: bool = False

    @property
    def counts(self) -> bool:
        """True when nothing that is still to come can make it better."""
        is_final = self.light is not None and not self.is_provisional
        return is_final or self.light is Light.RED


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the next step could be, and why; the person takes it or does not.

    `sessions` are the runs at the present stage since the last step, `greens` how many of them in
    a row were settled, `gap_days` the days since the last run. `rest_until` is the last day of
    rest; None = none is asked for.
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


@dataclass(frozen=True, slots=True)
class _Counted:
    """What the runs at a stage add up to: in a row, up to the last one that counts."""

    greens: int = 0
    ambers: int = 0
    last: StageSession | None = None
    sessions: tuple[StageSession, ...] = field(default=())


def proposal(run_walk: RunWalk, facts: Facts, settings: Settings, today: date) -> Proposal:
    """What the runs up to a day say about the stage that is on."""
    stage, day = run_walk.stage, today.toordinal()
    if run_walk.is_paused:
        return Proposal(ProposalKind.HOLD, ProposalReason.PAUSED, stage, stage)
    last_day = _last_run_day(run_walk, facts, day)
    gap_days = None if last_day is None else day - last_day
    back = _after_gap(run_walk, last_day, day)
    counted = _count(run_walk, facts, settings, day)
    if back is not None:
        kind = ProposalKind.RESTART if back.is_restart else ProposalKind.BACK
        return Proposal(
            kind,
            ProposalReason.GAP,
            stage,
            back.stage,
            sessions=counted.sessions,
            gap_days=gap_days,
        )
    reds = _reds(run_walk, facts, settings, day)
    kind, reason, steps = _outcome(run_walk, counted, reds, day)
    return Proposal(
        kind,
        reason,
        stage,
        max(1, stage + steps),
        is_pt_suggested=reason is ProposalReason.STEP_BACK_TWICE,
        rest_until=_rest_until(reds, day),
        sessions=counted.sessions,
        greens=counted.greens,
        gap_days=gap_days,
    )


def _outcome(
    run_walk: RunWalk, counted: _Counted, reds: Sequence[date], day: int
) -> tuple[ProposalKind, ProposalReason, int]:
    """What is proposed, why, and by how many stages."""
    last = counted.last
    if last is None or _is_waiting(counted.sessions[-1], day):
        reason = ProposalReason.WAITING if counted.sessions else ProposalReason.NO_RUN
        return ProposalKind.HOLD, reason, 0
    if last.light is Light.RED:
        is_second = sum((last.on - on).days < RED_DAYS for on in reds if on <= last.on) > 1
        reason = ProposalReason.STEP_BACK_TWICE if is_second else ProposalReason.STEP_BACK
        return _back(run_walk, reason, 2 if is_second else 1)
    if counted.ambers >= AMBERS_BACK:
        return _back(run_walk, ProposalReason.HELD_TWICE, 1)
    held = _held(run_walk, counted, day)
    if held is not None:
        return ProposalKind.HOLD, held, 0
    return ProposalKind.PROMOTE, ProposalReason.SETTLED_TWICE, 1


def _is_waiting(session: StageSession, day: int) -> bool:
    """True from a run to the next morning; a morning that was left out is not waited for."""
    return not session.counts and day - session.on.toordinal() <= 1


def _held(run_walk: RunWalk, counted: _Counted, day: int) -> ProposalReason | None:
    """Why a stage is repeated after runs that asked for no step back; None = it is not."""
    if counted.ambers:
        return ProposalReason.HELD
    if counted.greens < GREENS_NEEDED:
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


def session_of(facts: Facts, run: Run, settings: Settings, until: date) -> StageSession:
    """How the knees took a run as far as is known on a day; swelling and locking are red."""
    day = until.toordinal()
    found = [
        response
        for knee in facts.knees
        if (response := run_response(facts, knee, run, settings, day)) is not None
    ]
    lights = [each.light for each in found]
    if _has_sign(facts, run.on.toordinal(), day):
        lights.append(Light.RED)
    light = max(lights, key=_LIGHTS.index, default=None)
    is_provisional = any(each.is_provisional for each in found)
    return StageSession(run.id, run.on, run.run_walk_stage or 1, light, is_provisional)


def _has_sign(facts: Facts, run_day: int, until: int) -> bool:
    """True with swelling or locking on the day of a run, or on the next when that has no run."""
    days = [run_day]
    if run_day < until and run_day + 1 not in facts.runs:
        days.append(run_day + 1)
    return any(
        day in of_knee.yes[sign]
        for of_knee in facts.knees.values()
        for sign in (Sign.SWELLING, Sign.LOCKING)
        for day in days
    )


def _runs_at_stages(facts: Facts, start: int, stop: int) -> Iterator[Run]:
    """The runs of some days that were run at a stage, in order."""
    for day in facts.run_days.within(start, stop):
        for run in facts.runs[day]:
            if run.run_walk_stage is not None:
                yield run


def _count(run_walk: RunWalk, facts: Facts, settings: Settings, day: int) -> _Counted:
    """Go through the runs at the present stage; a gap between two runs begins the count anew."""
    since = run_walk.since_on
    start = 0 if since is None else since.toordinal()
    today = date.fromordinal(day)
    greens = ambers = 0
    last: StageSession | None = None
    sessions: list[StageSession] = []
    for run in _runs_at_stages(facts, start, day + 1):
        if run.run_walk_stage != run_walk.stage:
            continue
        run_day = run.on.toordinal()
        before = facts.run_days.last_until(run_day - 1)
        if before is not None and run_day - before >= GAP_ONE:
            greens = ambers = 0
        session = session_of(facts, run, settings, today)
        sessions.append(session)
        if not session.counts:
            continue
        last = session
        greens = greens + 1 if session.light is Light.GREEN else 0
        ambers = ambers + 1 if session.light is Light.AMBER else 0
    return _Counted(greens, ambers, last, tuple(sessions))


def _reds(run_walk: RunWalk, facts: Facts, settings: Settings, day: int) -> list[date]:
    """The days of the runs at any stage of late that asked to step back, each as often."""
    started = 0 if run_walk.started_on is None else run_walk.started_on.toordinal()
    # The last run may lie back as far as a gap that asks for nothing.
    start = max(started, day - RED_DAYS - GAP_ONE)
    today = date.fromordinal(day)
    runs = _runs_at_stages(facts, start, day + 1)
    sessions = (session_of(facts, run, settings, today) for run in runs)
    return [each.on for each in sessions if each.light is Light.RED]


def _rest_until(reds: Sequence[date], day: int) -> date | None:
    if not reds:
        return None
    until = reds[-1] + timedelta(days=REST_DAYS)
    return until if until.toordinal() >= day else None


# ---- gaps ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Back:
    """The stage that a gap goes back to; `is_restart`: it was so long that all begins anew."""

    stage: int
    is_restart: bool


def _last_run_day(run_walk: RunWalk, facts: Facts, day: int) -> int | None:
    last = facts.run_days.last_until(day)
    started = run_walk.started_on
    is_before = last is not None and started is not None and last < started.toordinal()
    return None if is_before else last


def _after_gap(run_walk: RunWalk, last_day: int | None, day: int) -> _Back | None:
    """Where a gap goes back to; None without one, or when that step was taken already."""
    if last_day is None:
        return None
    # What the person chose in the middle of a gap is not taken back by the same gap.
    chosen = [
        each.on.toordinal()
        for each in run_walk.steps
        if each.reason in {StepReason.BY_HAND, StepReason.HOLD}
        and last_day + GAP_ONE <= each.on.toordinal() <= day
    ]
    since = max([last_day, *chosen])
    gap_days = day - since
    if gap_days < GAP_ONE:
        return None
    taken = (each for each in run_walk.steps if each.reason is StepReason.GAP)
    from_stages = [each.from_stage for each in taken if since < each.on.toordinal() <= day]
    before = from_stages[0] if from_stages else run_walk.stage
    is_restart = gap_days >= GAP_RESTART
    back = before - 1 if is_restart else (2 if gap_days >= GAP_TWO else 1)
    stage = max(1, before - back)
    return _Back(stage, is_restart) if stage < run_walk.stage else None


# ---- before the first stage ---------------------------------------------------------------------


class GateNeed(StrEnum):
    """What is asked for before the first stage."""

    WALK_30 = "walk_30"
    NO_SWELLING = "no_swelling"
    NO_URGENT_SIGN = "no_urgent_sign"
    HOP_TEST = "hop_test"


@dataclass(frozen=True, slots=True)
class Gate:
    """What is missing before the first stage, and what is only worth asking a PT for."""

    missing: tuple[GateNeed, ...] = ()
    to_ask: tuple[GateNeed, ...] = ()

    @property
    def is_open(self) -> bool:
        """True when nothing is missing."""
        return not self.missing


def start_gate(gate: StartGate, facts: Facts, today: date, *, is_urgent_open: bool) -> Gate:
    """What is missing before the first stage on a day.

    `is_urgent_open`: a sign that should be looked at the same day is open. A PT can say to begin
    in spite of the walk and a swelling, but not in spite of such a sign.
    """
    missing = [GateNeed.NO_URGENT_SIGN] if is_urgent_open else []
    if not gate.pt_override:
        if gate.walk_30_ok is not True:
            missing.append(GateNeed.WALK_30)
        if _is_swollen(facts, today.toordinal()):
            missing.append(GateNeed.NO_SWELLING)
    to_ask = () if gate.hop_test_ok is True or gate.pt_override else (GateNeed.HOP_TEST,)
    return Gate(tuple(missing), to_ask)


def _is_swollen(facts: Facts, day: int) -> bool:
    for of_knee in facts.knees.values():
        yes = of_knee.yes[Sign.SWELLING].last_until(day)
        no = of_knee.no[Sign.SWELLING].last_until(day)
        if yes is not None and day - yes < SWELLING_DAYS and (no is None or no < yes):
            return True
    return False
