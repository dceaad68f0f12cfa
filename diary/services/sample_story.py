"""The course of the example: what hurts how much on which day, drawn from seed and day alone.

Nothing depends on how long the example is, so its last weeks are the same for every length.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from random import Random

from diary.domain.ids import RANDOM_BYTES, uuid7
from diary.domain.period import zone_of

SUNDAY = 6
# Ages are days before the last day.
STORY_DAYS = 140
JUMP_AGE = 36
RISE_FROM_AGE, RISE_TO_AGE = 26, 4
USUAL, WORST = 1.0, 4.5
HOLIDAY_AGES = range(66, 75)
VISIT_AGE = 16
NEXT_VISIT_DAYS = 4
FORM_AGE = 2
PT_INITIALS = "M.S."
SWELLING_AGE = 5
# Before the story a bad patch now and then, over after six weeks.
PATCH_EVERY_DAYS, PATCH_DAYS = 610, 42


@dataclass(frozen=True, slots=True)
class Story:
    """Seed, last day and zone; everything is worked out from these."""

    seed: int
    last_on: date
    zone: str

    def age(self, on: date) -> int:
        """Days before the last day."""
        return (self.last_on - on).days

    def on(self, age: int) -> date:
        """The day of an age."""
        return self.last_on - timedelta(days=age)

    def dice(self, on: date, what: str) -> Random:
        """Random numbers of their own for one subject on one day."""
        return Random(f"{self.seed} {self.last_on} {on} {what}")

    def at(self, on: date, local: time) -> datetime:
        """An instant from local day and time."""
        return datetime.combine(on, local, zone_of(self.zone)).astimezone(UTC)

    def identity(self, at: datetime, what: str) -> str:
        """An id that sorts by time."""
        return uuid7(at, Random(f"{self.seed} {at} {what}").randbytes(RANDOM_BYTES))

    @property
    def jump_on(self) -> date:
        """The Sunday of the run that was too long."""
        near = self.on(JUMP_AGE)
        return near + timedelta(days=(SUNDAY - near.weekday() + 3) % 7 - 3)

    def is_story(self, on: date) -> bool:
        """True in the last weeks, before which the years were quieter."""
        return self.age(on) < STORY_DAYS

    def is_away(self, on: date) -> bool:
        """True on holiday: nothing is written down."""
        age = self.age(on)
        return age in HOLIDAY_AGES or (age >= STORY_DAYS and age % 365 in range(200, 210))

    def is_missed(self, on: date) -> bool:
        """True when no scores were written down; the last days are all there."""
        age = self.age(on)
        if age <= 2 or age == VISIT_AGE:
            return False
        # Two forgotten days rarely follow one another in the last two weeks.
        share = 0.05 if age < 14 else 0.09
        return self.dice(on, "missed").random() < share

    def left(self, on: date) -> int:
        """The highest score of the left knee that day."""
        return _left(self, on)

    def left_level(self, on: date) -> float:
        """The pain of the left knee that day, before it is rounded to a score."""
        return self._level(on) + self._noise(on, "left")

    def right(self, on: date) -> int:
        """The highest score of the right knee that day: mostly 0."""
        share = 0.08 if self.is_story(on) else 0.03
        return int(self.dice(on, "right").random() < share)

    def is_sore(self, on: date) -> bool:
        """True while the left knee is clearly worse than usual."""
        return self._level(on) >= USUAL + 1.5

    def _level(self, on: date) -> float:
        age = self.age(on)
        if age >= STORY_DAYS:
            return 0.4 + self._patch(age)
        after_jump = (on - self.jump_on).days
        if 0 <= after_jump <= 3:
            return USUAL + (0.6, 1.2, 0.9, 0.4)[after_jump]
        share = (RISE_FROM_AGE - age) / (RISE_FROM_AGE - RISE_TO_AGE)
        return USUAL + (WORST - USUAL) * max(0.0, min(1.0, share))

    def _patch(self, age: int) -> float:
        into = age % PATCH_EVERY_DAYS
        return 3.0 * (1 - abs(2 * into / PATCH_DAYS - 1)) if into < PATCH_DAYS else 0.0

    def _noise(self, on: date, what: str) -> float:
        """Ups and downs of which half carry over to the next day."""
        today, before = _gust(self, on, what), _gust(self, on - timedelta(days=1), what)
        return max(-0.9, min(0.9, 0.7 * today + 0.5 * before))


@lru_cache(maxsize=16)
def _gust(story: Story, on: date, what: str) -> float:
    return story.dice(on, what).gauss(0, 0.5)


@lru_cache(maxsize=16)
def _left(story: Story, on: date) -> int:
    # Asked for each score of the day and of the day after.
    return max(0, min(7, round(story.left_level(on))))
