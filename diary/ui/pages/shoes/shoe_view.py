"""What a card says about a pair, as values and sentences; no widget and no change is made here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.rules.shoe_wear import ShoeWear, shoe_wear
from diary.domain.run import Run, start_order
from diary.domain.shoe import Shoe, WearState
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.ui.dialogs.shoe_choice import wear_total
from diary.words import _, plural

LAST_RUNS = 10
LEAST_RUNS = 5
HALF_A_YEAR = 182


@dataclass(frozen=True, slots=True)
class ShoeView:
    """One pair as its card shows it."""

    shoe: Shoe
    wear: ShoeWear
    usual: str
    total: str
    words: str
    forecast: str
    knees: tuple[str, ...]
    has_runs: bool

    @property
    def spoken(self) -> str:
        """The pair in one sentence: "Red 3, 628 of 650 km, near its limit"."""
        state = label(self.wear.state)
        return f"{self.shoe.name}, {self.total}, {state[:1].lower()}{state[1:]}"


def shoe_view(
    shoe: Shoe, runs: Sequence[Run], diary: Diary, on: date, formats: Formats
) -> ShoeView:
    """Everything the card of a pair shows on a day; `runs` are those made in it."""
    wear = shoe_wear(shoe, runs, diary.settings, on)
    return ShoeView(
        shoe=shoe,
        wear=wear,
        usual=_usual(shoe),
        total=wear_total(wear, formats),
        words=_words(shoe, wear, formats),
        forecast="" if shoe.is_retired else _forecast(wear, on, formats),
        knees=tuple(_knee_lines(runs, diary.person.tracked_knees, formats)),
        has_runs=bool(runs),
    )


def retired_text(shoe: Shoe, formats: Formats) -> str:
    """Since when a pair is retired."""
    if shoe.retired_on is None:
        return ""
    return _("Retired on {day}").format(day=formats.day(shoe.retired_on))


def _usual(shoe: Shoe) -> str:
    members = [*shoe.usual_for.kinds, *shoe.usual_for.surfaces]
    named = ", ".join(label(member).lower() for member in members)
    parts = [label(shoe.kind)] if shoe.kind else []
    if named:
        parts.append(_("usual for {what}").format(what=named))
    return " · ".join(parts)


def _words(shoe: Shoe, wear: ShoeWear, formats: Formats) -> str:
    """The share of the limit and the state in words: "79 % used · In good range"."""
    over_m = wear.distance_m - wear.limit_m
    if over_m > 0:
        share = _("{distance} over").format(distance=formats.distance(over_m, 0))
    else:
        # 99.6 % must not read as all of it.
        percent = min(round(wear.share * 100), 99) if wear.share < 1 else 100
        share = _("{share} % used").format(share=percent)
    words = f"{share} · {label(wear.state)}"
    if wear.state is WearState.INSPECT:
        found = ", ".join(label(finding).lower() for finding in shoe.inspections[-1].findings)
        return f"{words}: {found}" if found else words
    return words


def _forecast(wear: ShoeWear, on: date, formats: Formats) -> str:
    if wear.forecast_on is None:
        if wear.m_per_week <= 0:
            return _("When the limit is reached: not enough runs to say")
        return _("At your pace: more than a year to the limit")
    if wear.forecast_on <= on:
        return ""
    around = _near_day(wear.forecast_on, on, formats)
    text = _("At your pace: limit around {day}").format(day=around)
    if wear.forecast_from is None or wear.forecast_to is None:
        return text
    if wear.forecast_from == wear.forecast_to:
        return text
    span = _("between {first} and {last}").format(
        first=_near_day(wear.forecast_from, on, formats),
        last=_near_day(wear.forecast_to, on, formats),
    )
    return f"{text} ({span})"


def _near_day(day: date, on: date, formats: Formats) -> str:
    """Day and month, and the year where months could be taken for those just gone by."""
    short = formats.short_day(day)
    return f"{short} {day.year}" if (day - on).days > HALF_A_YEAR else short


def _knee_lines(runs: Iterable[Run], knees: Iterable[Knee], formats: Formats) -> Iterable[str]:
    """The middle during score of each knee over the last runs; a few runs say nothing."""
    newest = sorted(runs, key=start_order, reverse=True)
    for knee in knees:
        scores = [
            said.during.value for run in newest if (said := run.knees.get(knee)) and said.during
        ][:LAST_RUNS]
        if len(scores) < LEAST_RUNS:
            continue
        middle = median(scores)
        text = plural(
            "{knee}, during the last {n} run in them: middle {middle}",
            "{knee}, during the last {n} runs in them: middle {middle}",
            len(scores),
        )
        shown = formats.number(middle, 0 if float(middle).is_integer() else 1)
        yield text.format(knee=label(knee), n=len(scores), middle=shown)
