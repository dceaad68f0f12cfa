"""The pairs a run can be put to, each with its running total."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from diary.domain.diary import Diary
from diary.domain.rules.shoe_wear import ShoeWear, shoe_wear
from diary.domain.run import Run
from diary.domain.shoe import Shoe
from diary.texts.numbers import Formats
from diary.words import _


@dataclass(frozen=True, slots=True)
class ShoeChoice:
    """A pair and how it is offered: "Blue 12 (512 of 650 km)"."""

    shoe: Shoe
    text: str


def runs_by_shoe(runs: Iterable[Run]) -> dict[str, list[Run]]:
    """The runs of each pair that has any."""
    found: dict[str, list[Run]] = {}
    for run in runs:
        if run.shoe_id is not None:
            found.setdefault(run.shoe_id, []).append(run)
    return found


def wear_total(wear: ShoeWear, formats: Formats) -> str:
    """How far a pair has run: "512 of 650 km"."""
    return _("{distance} of {limit}").format(
        distance=formats.distance_value(wear.distance_m, 0), limit=formats.distance(wear.limit_m, 0)
    )


def shoe_choices(
    diary: Diary, on: date, formats: Formats, kept_id: str | None = None
) -> list[ShoeChoice]:
    """The pairs in use by name; a retired one only when it is the one chosen now."""
    runs = runs_by_shoe(diary.runs.values())
    offered = [shoe for shoe in diary.shoes.values() if not shoe.is_retired or shoe.id == kept_id]
    choices = []
    for shoe in sorted(offered, key=lambda each: each.name.casefold()):
        wear = shoe_wear(shoe, runs.get(shoe.id, []), diary.settings, on)
        total = wear_total(wear, formats)
        choices.append(ShoeChoice(shoe, f"{shoe.name} ({total})"))
    return choices
