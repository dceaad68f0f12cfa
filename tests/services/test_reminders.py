from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diary.domain.change import Change, ChangeSet
from diary.domain.day import Care
from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.person import Person
from diary.domain.rules.engine import Outside, evaluate
from diary.domain.rules.findings import Findings, Rule
from diary.domain.settings import Settings
from diary.services.events import EventBus
from diary.services.journal import Journal
from diary.services.reminders import MANY_CHANGES, Reminders
from tests.builders import Given, a_day, a_diary, a_run, a_run_knee, a_shoe
from tests.thorough import cases

FIRST = date(2026, 1, 1)
TODAY = FIRST + timedelta(days=80)


@dataclass
class Desk:
    """A journal with reminders beside it; `told` holds what listeners heard."""

    diary: Diary
    on: date = TODAY
    told: list[Findings] = field(default_factory=list)

    def __post_init__(self) -> None:
        bus = EventBus()
        self.journal = Journal(bus, self.diary)
        self.reminders = Reminders(self.journal, bus, lambda: self.on)
        self.reminders.on_changed(self.told.append)

    def load(self) -> None:
        """Tell the journal that this is the whole diary."""
        self.journal.replace_diary(self.journal.diary)

    def score(self, on: date, **knees: Given) -> None:
        before = self.journal.diary.days.get(on)
        self.journal.apply(Change(before, a_day(on, **knees)))

    def expected(self) -> Findings:
        return evaluate(self.journal.diary, self.on)


def rising(days: int = 81) -> Diary:
    """Left 2 for sixty days, then 5; right 1 all the time; a pair near its limit."""
    return a_diary(
        [
            a_day(FIRST + timedelta(days=number), left=2 if number < 60 else 5, right=1)
            for number in range(days)
        ],
        [
            a_run(f"run-{number}", FIRST + timedelta(days=number), shoe_id="shoe-1")
            for number in (3, 70)
        ],
        [a_shoe(initial_distance_m=600_000.0), a_shoe("shoe-2", "Red 3")],
    )


def whole(diary: Diary, on: date = TODAY) -> Desk:
    desk = Desk(diary, on)
    desk.load()
    desk.told.clear()
    return desk


def test_the_findings_are_those_of_today() -> None:
    desk = whole(rising())
    assert desk.reminders.findings == desk.expected()
    assert {Rule.WORSE, Rule.SHOE} <= {each.rule for each in desk.reminders.findings.open}


def test_an_entry_changes_the_findings_at_once_and_listeners_are_told() -> None:
    desk = whole(rising(68), FIRST + timedelta(days=68))
    before = {each.rule for each in desk.reminders.findings.open}
    desk.score(FIRST + timedelta(days=68), left=5)
    assert desk.told == [desk.reminders.findings]
    assert {each.rule for each in desk.told[0].open} - before == {Rule.WATCH}
    assert desk.told[0] == desk.expected()


def test_undoing_an_entry_takes_its_reminder_back() -> None:
    desk = whole(rising(70), FIRST + timedelta(days=70))
    before = desk.reminders.findings
    change = Change(None, a_day(FIRST + timedelta(days=70), left=5))
    desk.journal.apply(change)
    assert desk.reminders.findings != before
    desk.journal.apply(change.inverse())
    assert desk.reminders.findings == before


def test_a_new_day_is_noticed_without_a_change() -> None:
    desk = whole(rising())
    for on in (TODAY + timedelta(days=45), TODAY - timedelta(days=10), TODAY):
        desk.on = on
        assert desk.reminders.findings == desk.expected()
    assert desk.told == []


def test_a_changed_setting_counts_from_the_first_entry_on() -> None:
    desk = whole(rising())
    desk.journal.apply(
        Change(
            Settings(),
            Settings(
                worse_act=2.0,
                worse_cap=1.5,
                worse_watch=None,
                shoe_warn_share=0.95,
                persist_pain_day=5,
                persist_days_1=28,
            ),
        )
    )
    assert desk.reminders.findings == desk.expected()
    assert {each.rule for each in desk.told[-1].open} == {Rule.LAYOFF}


@pytest.mark.parametrize("is_edited", [False, True])
def test_what_was_worked_out_while_the_diary_was_read_is_as_good(is_edited: bool) -> None:
    desk = Desk(a_diary([a_day(TODAY, left=1)]))
    read = rising()
    memory = desk.reminders.evaluation()(read)
    # Answered meanwhile.
    changed = replace(read, days={**read.days, TODAY: a_day(TODAY, left=9)}) if is_edited else read
    desk.reminders.expect(memory)
    desk.journal.replace_diary(changed)
    assert desk.reminders.findings == desk.expected()
    assert desk.told[-1] == desk.expected()
    # It is of no use to the next diary.
    desk.journal.replace_diary(a_diary([a_day(TODAY, right=2)]))
    assert desk.reminders.findings == desk.expected()


def test_a_day_of_a_backup_learned_while_the_diary_is_read_counts() -> None:
    desk, eight_days_ago = Desk(a_diary()), TODAY - timedelta(days=8)
    memory = desk.reminders.evaluation()(rising())
    desk.reminders.note_backup(eight_days_ago)
    desk.reminders.expect(memory)
    desk.journal.replace_diary(rising())
    assert desk.reminders.findings == evaluate(rising(), TODAY, Outside(eight_days_ago))


def test_before_everything_is_loaded_no_knee_is_called_learning() -> None:
    part = a_diary([a_day(TODAY, left=4)], person=Person(tracked_knees=(Knee.LEFT,)))
    desk = Desk(part)
    assert len(desk.reminders.findings.learning) == 0
    desk.score(TODAY, left=5)
    assert len(desk.told[-1].learning) == 0
    desk.journal.replace_diary(rising())
    assert desk.told[-1] == desk.expected()
    desk.journal.replace_diary(part)
    assert list(desk.told[-1].learning) == [Knee.LEFT]


def test_an_import_of_many_runs_is_followed() -> None:
    desk = whole(rising())
    runs = [
        a_run(f"new-{number}", FIRST + timedelta(days=number % 80), shoe_id="shoe-2", left=6)
        for number in range(MANY_CHANGES + 5)
    ]
    desk.journal.apply(ChangeSet(tuple(Change(None, run) for run in runs)))
    assert desk.told == [desk.expected()]


def test_a_run_that_moves_to_another_day_and_pair_leaves_no_trace() -> None:
    desk = whole(rising())
    run = a_run("late", TODAY, distance_m=60_000.0, shoe_id="shoe-1", left=10, right=10)
    desk.journal.apply(Change(None, run))
    moved = replace(run, on=FIRST + timedelta(days=30), shoe_id="shoe-2")
    desk.journal.apply(Change(run, moved))
    assert desk.told[-1] == desk.expected()
    desk.journal.apply(Change(moved, None))
    assert desk.told[-1] == desk.expected() == evaluate(rising(), TODAY)


def _put_score(random: Random, diary: Diary, on: date) -> Change:
    before = diary.days.get(on)
    scores = {knee.value: random.choice([None, 0, 2, 5, 8]) for knee in Knee}
    care = {Care.PAINKILLER: random.random() < 0.5}
    return Change(before, a_day(on, care=care, **scores))


def _drop_day(random: Random, diary: Diary, on: date) -> Change:
    before = diary.days.get(on)
    return _put_score(random, diary, on) if before is None else Change(before, None)


def _put_run(random: Random, diary: Diary, on: date) -> Change:
    run_id = f"run-{random.randint(0, 8)}"
    after = a_run(
        run_id,
        on,
        distance_m=random.choice([None, 8000.0, 42_000.0]),
        shoe_id=random.choice([None, "shoe-1", "shoe-2"]),
        left=a_run_knee(random.choice([None, 3, 9]), None),
    )
    return Change(diary.runs.get(run_id), after)


def _drop_run(random: Random, diary: Diary, on: date) -> Change:
    run = next(iter(diary.runs.values()), None)
    return _put_run(random, diary, on) if run is None else Change(run, None)


def _put_shoe(random: Random, diary: Diary, on: date) -> Change:
    before = diary.shoes["shoe-1"]
    return Change(before, replace(before, initial_distance_m=random.uniform(400_000, 660_000)))


EDITS: tuple[Callable[[Random, Diary, date], Change], ...] = (
    *(_put_score, _put_score, _put_score),
    *(_drop_day, _put_run, _drop_run, _put_shoe),
)


@settings(deadline=None, max_examples=cases(10))
@given(st.integers(0, 2**32))
def test_after_any_edits_the_findings_are_those_of_the_whole_diary(seed: int) -> None:
    random = Random(seed)
    desk = whole(rising(random.choice([0, 30, 81])))
    for _ in range(25):
        edit = random.choice(EDITS)
        on = TODAY + timedelta(days=random.choice([0, 0, -1, -random.randint(0, 120), 3]))
        desk.journal.apply(edit(random, desk.journal.diary, on))
        desk.on = TODAY + timedelta(days=random.choice([0, 0, 0, 1, -40, 60]))
        assert desk.reminders.findings == desk.expected()


def test_the_day_of_a_backup_is_learned_later_and_forgotten_again() -> None:
    desk, eight_days_ago = Desk(rising()), TODAY - timedelta(days=8)
    desk.load()
    assert desk.reminders.findings == desk.expected()
    desk.told.clear()
    desk.reminders.note_backup(eight_days_ago)
    reminded = evaluate(desk.diary, TODAY, Outside(eight_days_ago))
    assert Rule.BACKUP in {each.rule for each in reminded.open}
    assert desk.reminders.findings == reminded
    desk.reminders.note_backup(None)
    assert desk.told == [reminded, desk.expected()]


def test_switching_a_kind_off_works_nothing_out_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = whole(rising())
    before = desk.reminders.findings
    begun: list[object] = []

    def begin(*parts: object) -> dict[object, object]:
        begun.append(parts)
        return {}

    monkeypatch.setattr("diary.services.rule_memory.rules_of", begin)
    was = desk.journal.diary.settings
    desk.journal.apply(Change(was, replace(was, rules_off=frozenset({Rule.WORSE}))))
    assert not begun
    assert desk.reminders.findings == before
    assert Rule.WORSE not in {each.rule for each in desk.reminders.shown}
