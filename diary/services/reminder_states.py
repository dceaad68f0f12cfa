"""What the inbox lists: open reminders joined by cause and knee, with what a person did with them.

The rules say what is open; here nothing is judged anew but whether a reminder sleeps, was put away,
or may be told. Entries and answers about days after the day asked are not read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import chain

from diary.domain.day import Day
from diary.domain.diary import Diary
from diary.domain.knee import Knee, KneeDay, Moment
from diary.domain.period import diary_day, local
from diary.domain.reminder_state import ReminderKey, ReminderState, StateName
from diary.domain.rule import Level, Rule
from diary.domain.rules.findings import Findings, OpenReminder
from diary.domain.run import RunKnee
from diary.services.reminder_wakes import Stand, stand_of

# What one cause shows as: the first is said, the others join its card.
ONE_CAUSE = (Rule.WORSE, Rule.NEXTDAY, Rule.RESP)
SAME_DAYS = timedelta(days=7)
TOLD_FOR = timedelta(days=7)
FIRST_WEEK = timedelta(days=7)
# Budgets of what is told by itself; the page lists everything.
ACTS_TOLD, OTHERS_TOLD = 3, 5
# Hints about habits: of these at most one a week is told.
HABITS = frozenset({Rule.REST, Rule.STRENGTH, Rule.CADENCE})
_EVEN_WHEN_NEW = frozenset({Rule.SHOE, Rule.SPIKE})


@dataclass(frozen=True, slots=True)
class ShownReminder:
    """One card: a reminder, those that join it, and where they stand.

    `said` is what the person did with it last, None = nothing; `answers` is everything that was
    done with any reminder on it. `raised_on` is the day it came up: that of its level, or that on
    which it came back after a sleep. `is_back` tells that it did; `is_early` that this was before
    its time, since more has come.
    """

    reminder: OpenReminder
    joined: tuple[OpenReminder, ...] = ()
    state: StateName = StateName.OPEN
    said: ReminderState | None = None
    raised_on: date = date.min
    is_back: bool = False
    is_early: bool = False
    answers: tuple[ReminderState, ...] = ()

    @property
    def all(self) -> tuple[OpenReminder, ...]:
        """Every reminder on the card, the one that is said first."""
        return (self.reminder, *self.joined)

    @property
    def rule(self) -> Rule:
        """The rule of the card."""
        return self.reminder.rule

    @property
    def subject(self) -> str:
        """The knee, pair, run or diary it is about."""
        return self.reminder.subject

    @property
    def level(self) -> Level:
        """How much attention it asks for."""
        return self.reminder.level

    @property
    def fired_on(self) -> date:
        """The day it first came up."""
        return self.reminder.fired_on

    @property
    def knee(self) -> Knee | None:
        """The knee it is about; None when it is about none."""
        return knee_of(self.reminder)

    @property
    def key(self) -> str:
        """What tells its card from the others of the page."""
        return card_key(self.reminder)

    @property
    def can_be_put_away(self) -> bool:
        """False for what is about safety: that stays until it is answered."""
        return self.level is not Level.SAFETY


def state_key(reminder: OpenReminder) -> ReminderKey:
    """What the answers to a reminder are kept under."""
    knee = knee_of(reminder)
    is_named = knee is not None and reminder.subject != knee.value
    return (reminder.fired_on, reminder.rule, reminder.subject, knee if is_named else None)


def card_key(reminder: OpenReminder) -> str:
    """The rule and what it is about, with the knee where that does not say it."""
    *_, subject, knee = state_key(reminder)
    parts = (reminder.rule.value, subject, *([knee.value] if knee is not None else []))
    return ".".join(parts)


def knee_of(reminder: OpenReminder) -> Knee | None:
    """The knee of a reminder; None when it is about none."""
    side = reminder.evidence.get("knee", reminder.subject)
    return Knee(str(side)) if side in list(Knee) else None


# ---- what is listed -----------------------------------------------------------------------------


def shown(findings: Findings, diary: Diary, on: date) -> list[ShownReminder]:
    """Every card of the day, the most important first; rules that are off are left out.

    One card a cause and knee: rising pain, mornings after runs and a run above the limit about the
    same days are one.
    """
    wanted = [each for each in findings.open if diary.settings.is_on(each.rule)]
    stands = {id(each): stand_of(each, state_key(each), findings, diary, on) for each in wanted}
    place = {id(each): number for number, each in enumerate(wanted)}
    cards: list[tuple[int, ShownReminder]] = []
    for cluster in _clusters(wanted):
        standing = _silenced([(each, stands[id(each)]) for each in cluster])
        for state in StateName:
            members = [pair for pair in standing if pair[1].state is state]
            if members:
                first = min(place[id(each)] for each, _ in members)
                cards.append((first, _card(members)))
    return [card for _, card in sorted(cards, key=lambda pair: pair[0])]


def standings(findings: Findings, diary: Diary) -> list[tuple[OpenReminder, StateName]]:
    """Every open reminder by itself with where it stands, in order; rules that are off left out."""
    cards = shown(findings, diary, findings.on)
    states = {id(each): card.state for card in cards for each in card.all}
    return [(each, states[id(each)]) for each in findings.open if id(each) in states]


def _card(members: Sequence[tuple[OpenReminder, Stand]]) -> ShownReminder:
    (lead, stand), *rest = members
    return ShownReminder(
        reminder=lead,
        joined=tuple(each for each, _ in rest),
        state=stand.state,
        said=stand.said,
        raised_on=max(each.raised_on for _, each in members),
        is_back=any(each.is_back for _, each in members),
        is_early=any(each.is_early for _, each in members),
        answers=tuple(dict.fromkeys(said for _, each in members for said in each.answers)),
    )


def _clusters(reminders: Iterable[OpenReminder]) -> list[list[OpenReminder]]:
    """Reminders with one cause together, the one to be said first; all others alone."""
    alone: list[list[OpenReminder]] = []
    by_knee: dict[Knee, list[OpenReminder]] = {}
    for each in reminders:
        knee = knee_of(each)
        if each.rule in ONE_CAUSE and knee is not None:
            by_knee.setdefault(knee, []).append(each)
        else:
            alone.append([each])
    for found in by_knee.values():
        clusters: list[list[OpenReminder]] = []
        for each in sorted(found, key=lambda one: about(one)[0]):
            if clusters and _are_near(clusters[-1], each):
                clusters[-1].append(each)
            else:
                clusters.append([each])
        alone += [sorted(cluster, key=_importance) for cluster in clusters]
    return alone


def _importance(reminder: OpenReminder) -> tuple[int, int]:
    return (ONE_CAUSE.index(reminder.rule), -reminder.fired_on.toordinal())


def about(reminder: OpenReminder) -> tuple[date, date]:
    """The first and the last day a reminder about pain speaks of."""
    if reminder.rule is Rule.RESP:
        return (reminder.fired_on, reminder.fired_on)
    return (reminder.fired_on - SAME_DAYS + timedelta(days=1), reminder.asked_on)


def _are_near(cluster: Iterable[OpenReminder], reminder: OpenReminder) -> bool:
    last = max(about(each)[1] for each in cluster)
    return about(reminder)[0] - last < SAME_DAYS


def _silenced(members: list[tuple[OpenReminder, Stand]]) -> list[tuple[OpenReminder, Stand]]:
    """What joins a card that sleeps or is being seen to is as silent; only a greater cause speaks.

    A card that was put away silences nothing but itself.
    """
    found: list[tuple[OpenReminder, Stand]] = []
    for reminder, stand in members:
        over = None
        if stand.state is StateName.OPEN and stand.said is None:
            over = next((each for one, each in members if _is_quieting(one, each, reminder)), None)
        quiet = stand
        if over is not None:
            quiet = replace(stand, state=over.state, said=over.said, answers=over.answers)
        found.append((reminder, quiet))
    return found


def _is_quieting(one: OpenReminder, stand: Stand, other: OpenReminder) -> bool:
    is_waiting = stand.state in {StateName.SNOOZED, StateName.DOING}
    return is_waiting and _rank(one) <= _rank(other)


def _rank(reminder: OpenReminder) -> int:
    return ONE_CAUSE.index(reminder.rule) if reminder.rule in ONE_CAUSE else -1


# ---- what may be told ---------------------------------------------------------------------------


def to_tell(cards: Iterable[ShownReminder], diary: Diary, on: date) -> list[ShownReminder]:
    """What a strip or a message outside the window may say now, the most important first.

    Open cards that came up within the last 7 days: everything about safety, of the others at most
    3 that ask to act and 5 below that. A watch is a line on the page and no more; of hints about
    habits the first one of a week is told. In the first week of a diary only safety, shoes, long
    runs and what rests on imported runs.
    """
    cards = list(cards)
    is_new, habit = in_first_week(diary, on), _habit_of_week(cards, on)
    acts, others = ACTS_TOLD, OTHERS_TOLD
    told = []
    for card in cards:
        if card.state is not StateName.OPEN or not _may_be_told(card, on):
            continue
        if card.level is Level.SAFETY:
            told.append(card)
        elif (card.rule in HABITS and card is not habit) or (
            is_new and not _counts_when_new(card, diary)
        ):
            continue
        elif card.level is Level.ACT and acts > 0:
            acts -= 1
            told.append(card)
        elif card.level is not Level.ACT and others > 0:
            others -= 1
            told.append(card)
    return told


def counted(cards: Iterable[ShownReminder], on: date) -> int:
    """How many the page list counts: open, to act on or about safety, of the last 7 days."""
    return sum(
        card.state is StateName.OPEN
        and card.level in {Level.SAFETY, Level.ACT}
        and _may_be_told(card, on)
        for card in cards
    )


def _may_be_told(card: ShownReminder, on: date) -> bool:
    is_safety = card.level is Level.SAFETY
    return is_safety or (card.rule is not Rule.WATCH and on - card.raised_on <= TOLD_FOR)


def _habit_of_week(cards: Iterable[ShownReminder], on: date) -> ShownReminder | None:
    """The hint about a habit that came up first in the last 7 days, put away or not."""
    habits = [each for each in cards if each.rule in HABITS and on - each.raised_on <= TOLD_FOR]
    return min(habits, key=lambda each: each.raised_on, default=None)


def _counts_when_new(card: ShownReminder, diary: Diary) -> bool:
    run = diary.runs.get(card.subject)
    return card.rule in _EVEN_WHEN_NEW or (run is not None and run.source is not None)


def in_first_week(diary: Diary, on: date) -> bool:
    """True in the first 7 days of what a person tells a diary; an empty one is new too.

    Runs from files do not make it older: they may be years old on the day they are brought in.
    Nor do days that are filled in later, where it is known when.
    """
    known = on - FIRST_WEEK
    days = (_told_on(day.on, _times_of(day), diary) for day in diary.days.values())
    typed = (
        _told_on(run.on, _score_times(run.knees.values()), diary)
        for run in diary.runs.values()
        if run.source is None
    )
    return not any(told_on <= known for told_on in chain(days, typed))


def _told_on(on: date, times: Iterable[datetime | None], diary: Diary) -> date:
    """The day an entry about a day was typed, as far as is known; else that day."""
    known = [at for at in times if at is not None]
    if not known:
        return on
    return diary_day(local(min(known), diary.person.timezone), diary.settings.day_turnover)


def _times_of(day: Day) -> Iterator[datetime | None]:
    yield day.recorded_at
    yield from _score_times(day.knees.values())


def _score_times(knees: Iterable[KneeDay | RunKnee]) -> Iterator[datetime | None]:
    for knee in knees:
        for score in (knee.score(moment) for moment in Moment):
            if score is not None:
                yield score.recorded_at
