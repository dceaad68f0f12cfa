"""Which answers of a day ask for help today, and which for a call this week; never a diagnosis."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from diary.domain.knee import Area, KneeDay, Quality, Sign, SwellingSize

_NOW = (
    Sign.NO_WEIGHT,
    Sign.HOT_OR_FEVERISH,
    Sign.STUCK,
    Sign.OUT_OF_SHAPE,
    Sign.NUMB_OR_COLD,
    Sign.CALF_SWOLLEN,
)
_SOON = (Sign.LOCKING, Sign.GIVING_WAY)


class Urgency(StrEnum):
    """When to have a knee looked at."""

    NOW = "now"
    SOON = "soon"


@dataclass(frozen=True, slots=True)
class SafetySigns:
    """What was noted on one knee and how soon it should be looked at."""

    urgency: Urgency
    noted: tuple[Sign | SwellingSize | Quality, ...]


def safety_signs(said: KneeDay) -> SafetySigns | None:
    """The safety signs among the answers about one knee on one day; None when there are none.

    The sets are those of the vocabulary; urgent ones hide the others.
    """
    yes = {sign for sign, is_on in said.signs.items() if is_on}
    now: list[Sign | SwellingSize | Quality] = [sign for sign in _NOW if sign in yes]
    if said.swelling_size is SwellingSize.LARGE_FAST:
        now.append(SwellingSize.LARGE_FAST)
    if Sign.BEGAN_WITH_FALL in yes and yes & {Sign.SWELLING, Sign.POPPED}:
        now.append(Sign.BEGAN_WITH_FALL)
    if {Sign.POPPED, Sign.GIVING_WAY} <= yes:
        now.append(Sign.POPPED)
    if now:
        return SafetySigns(Urgency.NOW, tuple(now))
    soon: list[Sign | SwellingSize | Quality] = [sign for sign in _SOON if sign in yes]
    if said.swelling_size is SwellingSize.CLEAR:
        soon.append(SwellingSize.CLEAR)
    if {Area.INNER, Area.INSIDE} & set(said.areas or ()):
        felt = set(said.qualities or ())
        soon += [each for each in (Quality.SHARP, Quality.STABBING) if each in felt]
    return SafetySigns(Urgency.SOON, tuple(soon)) if soon else None
