"""How a knee took a run (R-RESP), and whether it settles overnight (R-NEXTDAY).

The light of the run is that of the highest score during and after it; the light of the morning
compares the next morning with what was there before. The worse of both counts. Until there is a
morning light the response is provisional (rule book 2.2; Thomee 1997, Silbernagel 2007).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from diary.domain.knee import Knee
from diary.domain.rules.daily import NEVER, Evidence, Opening, event
from diary.domain.rules.facts import Facts, KneeFacts
from diary.domain.rules.findings import EventKind, Rule, RuleEvent
from diary.domain.rules.pain_level import TOLERANCE
from diary.domain.run import EMPTY_RUN_KNEE, Run, RunKnee
from diary.domain.settings import Settings

OPEN_DAYS = 14
MORNING_RISE = 2
MEDIAN_DAYS, MEDIAN_LEAST = 7, 3
# A morning longer ago than this says nothing about runs of late (our choice).
MORNING_DAYS = 84


class Light(StrEnum):
    """How a knee took something, from well to badly."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


class Response(StrEnum):
    """What a run says about the next one."""

    SETTLED = "settled"
    HOLD = "hold"
    STEP_BACK = "step_back"


_RESPONSES = {
    Light.GREEN: Response.SETTLED,
    Light.AMBER: Response.HOLD,
    Light.RED: Response.STEP_BACK,
}
_ORDER = tuple(Light)


@dataclass(frozen=True, slots=True)
class RunResponse:
    """How one knee took one run; scores None = not answered, `pre` may be a median.

    `run_light` None = nothing was said about the run; `morning_light` None = not known (yet).
    """

    pre: float | None
    during: int | None
    after: int | None
    morning: int | None
    run_light: Light
    morning_light: Light | None
    is_provisional: bool
    has_limped: bool = False
    has_turned_sharp: bool = False

    @property
    def before(self) -> float | None:
        """What the next morning is compared with; None = not known, or it is another run's."""
        return self.pre if self.is_provisional or self.morning is not None else None

    @property
    def light(self) -> Light:
        """The worse of both lights."""
        if self.morning_light is None:
            return self.run_light
        return max(self.run_light, self.morning_light, key=_ORDER.index)

    @property
    def result(self) -> Response:
        """What it says about the next run."""
        return _RESPONSES[self.light]

    def evidence(self, knee: Knee) -> dict[str, object]:
        """The numbers by their names in the exchange format."""
        return {
            "pre": self.pre,
            "during": self.during,
            "after": self.after,
            "morning": self.morning,
            "light": self.light,
            "result": self.result,
            "provisional": self.is_provisional,
            "knee": knee.value,
        }


def score_light(score: int, settings: Settings) -> Light:
    """The light of a score during or after a run."""
    if score <= settings.green_max:
        return Light.GREEN
    return Light.AMBER if score <= settings.amber_max else Light.RED


def morning_light(morning: int, pre: float | None, settings: Settings) -> Light | None:
    """The light of the next morning; None when what was there before is not known."""
    if morning > settings.amber_max:
        return Light.RED
    if pre is None:
        return None
    rise = morning - pre
    if rise >= MORNING_RISE - TOLERANCE:
        return Light.RED
    return Light.AMBER if rise >= 1 - TOLERANCE else Light.GREEN


def pain_before(facts: Facts, knee: Knee, day: int, known_from: int = 0) -> float | None:
    """What the knee had before a run of this day; None = unknown.

    The morning of the day, else the latest score of the day before, else the median of the seven
    days before, from three recorded ones on. Nothing is known of days before `known_from`.
    """
    of_knee = facts.knees[knee]
    morning = of_knee.morning(day)
    if morning is not None:
        return morning
    latest = _latest_score(of_knee, facts.runs.get(day - 1, ()), knee, day - 1)
    if latest is not None:
        return latest
    if of_knee.series.is_beyond(day) or day - MEDIAN_DAYS < known_from:
        return None
    known = of_knee.series.known(day - MEDIAN_DAYS, day)
    return float(median(known)) if len(known) >= MEDIAN_LEAST else None


def _latest_score(facts: KneeFacts, runs: Sequence[Run], knee: Knee, day: int) -> int | None:
    """The last score of a day in the order of moments, not of typing; None = none."""
    said = facts.said.get(day)
    if said is not None and said.worst is not None:
        return said.worst.value
    for run in reversed(runs):
        on_run = run.knees.get(knee, EMPTY_RUN_KNEE)
        for score in (on_run.after, on_run.during):
            if score is not None:
                return score.value
    return None if said is None or said.morning is None else said.morning.value


def run_response(
    facts: Facts, knee: Knee, run: Run, settings: Settings, until: int, known_from: int = 0
) -> RunResponse | None:
    """How a knee took a run as far as is known on the day `until`; None when nothing was said.

    The next morning belongs to the last run of a day; an earlier one rests on its own scores.
    Nothing is known of days before `known_from`.
    """
    of_knee, day = facts.knees[knee], run.on.toordinal()
    said = run.knees.get(knee, EMPTY_RUN_KNEE)
    light = _run_light(said, settings)
    if light is None:
        return None
    pre = pain_before(facts, knee, day, known_from)
    is_last = facts.runs[day][-1].id == run.id
    morning = of_knee.morning(day + 1) if is_last and day < until else None
    next_light = None if morning is None else morning_light(morning, pre, settings)
    return RunResponse(
        pre=pre,
        during=None if said.during is None else said.during.value,
        after=None if said.after is None else said.after.value,
        morning=morning,
        run_light=light,
        morning_light=next_light,
        is_provisional=is_last and next_light is None,
        has_limped=said.limped is True,
        has_turned_sharp=said.turned_sharp is True,
    )


def _run_light(said: RunKnee, settings: Settings) -> Light | None:
    if said.limped or said.turned_sharp:
        return Light.RED
    during, after = said.during, said.after
    if during is None:
        return None if after is None else score_light(after.value, settings)
    highest = during.value if after is None else max(during.value, after.value)
    return score_light(highest, settings)


@dataclass(frozen=True, slots=True)
class StepBack:
    """A reminder that a run asked to step back; open until a later run is final, or too old.

    `ran` is when the run was: its day and its place among the runs of that day.
    """

    run_id: str
    ran: tuple[int, int]
    fired: int


@dataclass(frozen=True, slots=True)
class ResponseRule:
    """R-RESP of one knee: each run that it took badly."""

    knee: Knee
    facts: Facts
    settings: Settings
    first_state: tuple[StepBack, ...] = ()

    @property
    def first(self) -> int:
        """The first day with a run."""
        return self.facts.run_days.first

    def advance(
        self, state: tuple[StepBack, ...], start: int, stop: int
    ) -> tuple[tuple[StepBack, ...], list[RuleEvent]]:
        """Evaluate the days; a run can be told on its day and on the morning after it."""
        events: list[RuleEvent] = []
        day = max(start, self.first)
        while day < stop:
            if not state:
                run_day = self.facts.run_days.next_from(day - 1)
                if run_day is None or (day := max(day, run_day)) >= stop:
                    break
            state = self._step(state, day, events)
            day += 1
        return state, events

    def latest(self, _state: tuple[StepBack, ...], _day: int) -> Mapping[Rule, Evidence]:
        """None: the numbers stay those of the fire."""
        return {}

    def _step(
        self, state: tuple[StepBack, ...], day: int, events: list[RuleEvent]
    ) -> tuple[StepBack, ...]:
        kept = self._still_open(state, day, events) if state else []
        for run in self.facts.runs.get(day, ()):
            said = run.knees.get(self.knee)
            if said is not None and _run_light(said, self.settings) is Light.RED:
                kept.append(self._tell(run, day, events))
        before = self.facts.runs.get(day - 1)
        if before and self._is_red_morning(before[-1], day):
            kept.append(self._tell(before[-1], day, events))
        return tuple(kept)

    def _still_open(
        self, state: tuple[StepBack, ...], day: int, events: list[RuleEvent]
    ) -> list[StepBack]:
        finals = self._final_on(day)
        kept = []
        for each in state:
            is_over = day - each.fired >= OPEN_DAYS
            if is_over or any(ran > each.ran for ran in finals):
                evidence = {"knee": self.knee.value}
                events.append(event(Rule.RESP, each.run_id, day, EventKind.CLEAR, evidence))
            else:
                kept.append(each)
        return kept

    def _is_red_morning(self, run: Run, day: int) -> bool:
        """True when only the morning of a day makes the run of the day before a step back."""
        morning = self.facts.knees[self.knee].morning(day)
        # No rise of 2 is possible below it; asked first, since nearly every day ends here.
        if morning is None or morning < MORNING_RISE or self.knee not in run.knees:
            return False
        found = run_response(self.facts, self.knee, run, self.settings, day)
        return (
            found is not None
            and found.run_light is not Light.RED
            and found.morning_light is Light.RED
        )

    def _tell(self, run: Run, day: int, events: list[RuleEvent]) -> StepBack:
        found = run_response(self.facts, self.knee, run, self.settings, day)
        evidence = {} if found is None else found.evidence(self.knee)
        events.append(event(Rule.RESP, run.id, day, EventKind.FIRE, evidence))
        run_day = run.on.toordinal()
        place = [each.id for each in self.facts.runs[run_day]].index(run.id)
        return StepBack(run.id, (run_day, place), day)

    def _final_on(self, day: int) -> list[tuple[int, int]]:
        """When the runs were whose response is final from this day on."""
        finals = []
        for run_day in (day - 1, day):
            for place, run in enumerate(self.facts.runs.get(run_day, ())):
                found = run_response(self.facts, self.knee, run, self.settings, day)
                if found is not None and not found.is_provisional:
                    finals.append((run_day, place))
        return finals


@dataclass(frozen=True, slots=True)
class Mornings:
    """The mornings after the last runs and whether each was red, the oldest first; the reminder.

    `red_count` is how many were, however long ago.
    """

    red: tuple[tuple[int, bool], ...] = ()
    opening: Opening = NEVER
    red_count: int = 0


@dataclass(frozen=True, slots=True)
class NextDayRule:
    """R-NEXTDAY of one knee: it did not settle overnight after several of the last runs."""

    knee: Knee
    facts: Facts
    settings: Settings
    first_state: Mornings = Mornings()

    @property
    def first(self) -> int:
        """The first day with a run."""
        return self.facts.run_days.first

    def advance(self, state: Mornings, start: int, stop: int) -> tuple[Mornings, list[RuleEvent]]:
        """Evaluate the days on which there can be another morning, or one grows too old."""
        events: list[RuleEvent] = []
        day = max(start, self.first)
        while True:
            found = self._next_day(state, day)
            if found is None or (day := found) >= stop:
                return state, events
            state = self._after_night(state, day)
            if state.opening.open_since is not None or self._may_speak(state):
                state = Mornings(state.red, self._step(state, day, events), state.red_count)
            day += 1

    def _next_day(self, state: Mornings, day: int) -> int | None:
        """The next day, from this one on, on which anything can change."""
        run_day = self.facts.run_days.next_from(day - 1)
        if state.opening.open_since is None and not self._may_speak(state):
            return None if run_day is None else run_day + 1
        found = [] if run_day is None else [run_day + 1]
        if state.opening.open_since is not None:
            ends = (morning + MORNING_DAYS for morning, _ in state.red)
            found += [end for end in ends if end >= day]
        elif self._evidence(state, day) is not None:
            found.append(day)
        return min(found, default=None)

    def latest(self, state: Mornings, day: int) -> Mapping[Rule, Evidence]:
        """The numbers of a day while it is open."""
        evidence = self._evidence(state, day)
        is_open = state.opening.open_since is not None
        return {Rule.NEXTDAY: evidence} if is_open and evidence is not None else {}

    def _after_night(self, state: Mornings, day: int) -> Mornings:
        runs = self.facts.runs.get(day - 1)
        morning = self.facts.knees[self.knee].morning(day)
        if not runs or morning is None:
            return state
        pre = pain_before(self.facts, self.knee, day - 1)
        light = morning_light(morning, pre, self.settings)
        if light is None:
            return state
        red = (*state.red, (day, light is Light.RED))[-self.settings.nextday_runs :]
        return Mornings(red, state.opening, sum(is_red for _, is_red in red))

    def _step(self, state: Mornings, day: int, events: list[RuleEvent]) -> Opening:
        evidence, opening = self._evidence(state, day), state.opening
        if evidence is not None and opening.may_fire(day):
            events.append(event(Rule.NEXTDAY, self.knee.value, day, EventKind.FIRE, evidence))
            return opening.fired(day)
        if evidence is None and opening.open_since is not None:
            events.append(event(Rule.NEXTDAY, self.knee.value, day, EventKind.CLEAR, {}))
            return opening.cleared()
        return opening

    def _may_speak(self, state: Mornings) -> bool:
        """False when too few mornings were red, as nearly always; then nothing else counts."""
        return state.red_count >= self.settings.nextday_count

    def _evidence(self, state: Mornings, day: int) -> Evidence | None:
        if not self._may_speak(state):
            return None
        known = [is_red for morning, is_red in state.red if day - morning < MORNING_DAYS]
        if sum(known) < self.settings.nextday_count:
            return None
        return {"red_mornings": sum(known), "runs": len(known)}
