"""What is said on the first run, and the changes of the diary it becomes; no Qt.

Nothing is made of a question that was left open, except that the distance unit of the region is
taken: a person who skips would otherwise meet a unit they never use.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from diary.domain.change import ChangeSet
from diary.domain.checks import in_range, short_text
from diary.domain.diary import Diary
from diary.domain.errors import InvalidValueError, Reason
from diary.domain.knee import Knee, Sign, SwellingSize
from diary.domain.rules.safety import SafetyNotice, SafetySigns, StandingSigns, Urgency
from diary.domain.settings import DistanceUnit
from diary.domain.shoe import INITIAL_MOST_M, NAME_LONGEST, Shoe, ShoeKind
from diary.domain.units import parse_distance_m
from diary.services.entries import Stamp, put_shoe, set_knee
from diary.services.settings import set_person, set_settings

# Asked in the order of the first run's page; large swelling is a size, the others are signs.
NOW_SIGNS: tuple[Sign | SwellingSize, ...] = (
    Sign.NO_WEIGHT,
    Sign.HOT_OR_FEVERISH,
    Sign.STUCK,
    SwellingSize.LARGE_FAST,
    Sign.OUT_OF_SHAPE,
    Sign.NUMB_OR_COLD,
    Sign.CALF_SWOLLEN,
)


class Bothered(StrEnum):
    """Which knee bothers the person."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"
    NONE = "none"

    @property
    def tracked(self) -> tuple[Knee, ...]:
        """The knees asked about from now on.

        With none, both stay: a knee that is not asked about cannot be seen getting worse.
        """
        one = {Bothered.LEFT: (Knee.LEFT,), Bothered.RIGHT: (Knee.RIGHT,)}
        return one.get(self, (Knee.LEFT, Knee.RIGHT))


@dataclass(frozen=True, slots=True)
class FirstAnswers:
    """What was said; None and empty = left open.

    `sign_knees` are the knees `signs` were noted on; `shoe` and `already` are texts as typed.
    """

    unit: DistanceUnit
    bothered: Bothered | None = None
    signs: tuple[Sign | SwellingSize, ...] = ()
    sign_knees: tuple[Knee, ...] = ()
    shoe: str = ""
    already: str = ""


def shoe_of(answers: FirstAnswers, shoe_id: str) -> Shoe | None:
    """The pair run in now; None = none was named.

    Raises `InvalidValueError` for `name` or `initial_distance_m`.
    """
    name, already = answers.shoe.strip(), answers.already.strip()
    if not name and not already:
        return None
    if not name:
        raise InvalidValueError("name", Reason.REQUIRED)
    short_text("name", name, NAME_LONGEST)
    metres = 0.0
    if already:
        metres = parse_distance_m(already, answers.unit, "initial_distance_m")
        in_range("initial_distance_m", metres, 0, INITIAL_MOST_M)
    return Shoe(shoe_id, name, kind=ShoeKind.DAILY, initial_distance_m=metres)


def set_up(diary: Diary, answers: FirstAnswers, shoe: Shoe | None, stamp: Stamp) -> ChangeSet:
    """Knees, unit and shoe as one step."""
    parts = [set_settings(diary, {"distance_unit": answers.unit}, stamp.recorded_at)]
    if answers.bothered is not None:
        person = replace(diary.person, tracked_knees=answers.bothered.tracked)
        parts.append(set_person(diary, person))
    if shoe is not None:
        settings = replace(diary.settings, distance_unit=answers.unit)
        parts.append(put_shoe(diary, replace(shoe, limit_m=settings.shoe_limit_m(shoe.kind))))
    return ChangeSet(tuple(change for part in parts for change in part.changes))


def note_signs(
    diary: Diary, answers: FirstAnswers, knee: Knee, on: date, stamp: Stamp
) -> ChangeSet:
    """The signs as a yes of one knee on a day; other answers of that knee stay."""
    yes = {sign: True for sign in answers.signs if isinstance(sign, Sign)}
    said = diary.day(on).knee(knee)
    size = said.swelling_size
    if SwellingSize.LARGE_FAST in answers.signs:
        yes[Sign.SWELLING], size = True, SwellingSize.LARGE_FAST
    if not yes:
        return ChangeSet(())
    signs = {**said.signs, **yes}
    return set_knee(diary, on, knee, stamp.recorded_at, signs=signs, swelling_size=size)


def notice_of(
    signs: tuple[Sign | SwellingSize, ...], knees: tuple[Knee, ...], on: date
) -> SafetyNotice:
    """What is to be said about signs that were just ticked; before the knee is known, all the same.

    What to do does not depend on which knee it is.
    """
    noted = SafetySigns(Urgency.NOW, signs)
    standing = (StandingSigns(on, knee, noted) for knee in knees or (Knee.LEFT,))
    return SafetyNotice(on, tuple(standing))
