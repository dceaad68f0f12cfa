"""What a card says about a pair, as values and sentences; no widget and no change is made here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.rules.shoe_wear import ShoeWear, shoe_wear
from diary.domain.run import Run, RunKind, Surface, start_order
from diary.domain.shoe import Shoe, UsualFor, WearState
from diary.services.shoe_offer import offered_shoe
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.ui.dialogs.shoe_choice import wear_total
from diary.words import _, plural

LAST_RUNS = 10
LEAST_RUNS = 5
FORECAST_LEAST_DAYS = 14
HALF_A_YEAR = 182


@dataclass(frozen=True, slots=True)
class ShoeView:
    """One pair as its card shows it.

    `default` says what the pair is the usual one for, `about` what it is and what else it was
    ticked for; `history` is what was seen and changed, newest first.
    """

    shoe: Shoe
    wear: ShoeWear
    default: str
    about: str
    total: str
    words: str
    forecast: str
    knees: tuple[str, ...]
    history: tuple[str, ...]
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
    default = _default_for(shoe, diary)
    return ShoeView(
        shoe=shoe,
        wear=wear,
        default=_default(default),
        about=_about(shoe, default),
        total=wear_total(wear, formats),
        words=_words(shoe, wear, formats),
        forecast="" if shoe.is_retired else _forecast(wear, runs, on, formats),
        knees=tuple(_knee_lines(runs, diary.person.tracked_knees, formats)),
        history=_history(shoe, formats),
        has_runs=bool(runs),
    )


def retired_text(shoe: Shoe, formats: Formats) -> str:
    """Since when a pair is retired."""
    if shoe.retired_on is None:
        return ""
    return _("Retired on {day}").format(day=formats.day(shoe.retired_on))


def _default_for(shoe: Shoe, diary: Diary) -> UsualFor:
    """Those kinds and surfaces of a pair for which the run form offers it before all others."""
    if shoe.is_retired:
        return UsualFor()

    def is_offered(surface: Surface | None, kind: RunKind | None) -> bool:
        offered = offered_shoe(diary, surface, kind)
        return offered is not None and offered.id == shoe.id

    return UsualFor(
        tuple(kind for kind in shoe.usual_for.kinds if is_offered(None, kind)),
        tuple(surface for surface in shoe.usual_for.surfaces if is_offered(surface, None)),
    )


def _default(default: UsualFor) -> str:
    """What the pair is taken for by itself: "default: long, road"."""
    named = _named(default)
    return _("default: {what}").format(what=named) if named else ""


def _about(shoe: Shoe, default: UsualFor) -> str:
    """Kind, maker and model, and what it was ticked for while another pair is the usual one."""
    rest = UsualFor(
        tuple(kind for kind in shoe.usual_for.kinds if kind not in default.kinds),
        tuple(surface for surface in shoe.usual_for.surfaces if surface not in default.surfaces),
    )
    parts = [label(shoe.kind)] if shoe.kind else []
    maker = f"{shoe.brand} {shoe.model}".strip()
    parts += [maker] if maker else []
    if shoe.orthotics:
        parts.append(_("with inserts"))
    named = _named(rest)
    if named:
        parts.append(_("also for {what}").format(what=named))
    return " · ".join(parts)


def _named(usual: UsualFor) -> str:
    return ", ".join(label(member).lower() for member in (*usual.kinds, *usual.surfaces))


def _history(shoe: Shoe, formats: Formats) -> tuple[str, ...]:
    """What was seen and changed, newest first: looks at the sole, limits, the first day."""
    told: list[tuple[date, str]] = []
    if shoe.first_used_on is not None:
        first = _("First used {day}").format(day=formats.day(shoe.first_used_on))
        told.append((shoe.first_used_on, first))
    for change in shoe.limit_changes:
        text = _("Limit {limit} from {day}").format(
            limit=formats.distance(change.limit_m, 0), day=formats.day(change.on)
        )
        told.append((change.on, text))
    for look in shoe.inspections:
        found = ", ".join(label(finding).lower() for finding in look.findings)
        text = _("Sole on {day}: {what}").format(
            day=formats.day(look.on), what=found or _("looks fine")
        )
        told.append((look.on, text))
    # Of one day what was done last comes first.
    return tuple(text for _on, text in sorted(told, key=lambda each: each[0])[::-1])


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


def _forecast(wear: ShoeWear, runs: Sequence[Run], on: date, formats: Formats) -> str:
    if wear.forecast_on is None:
        # The pace is that of four weeks: of a pair begun in them it looks slower than it is.
        days = (on - min((run.on for run in runs), default=on)).days
        if wear.m_per_week <= 0 or days < FORECAST_LEAST_DAYS:
            return _("At your pace: not enough runs to say")
        return _("At your pace: more than a year to the limit")
    if wear.forecast_on <= on:
        return ""
    around = _near_day(wear.forecast_on, on, formats)
    text = _("At your pace: limit around {day}").format(day=around)
    if wear.forecast_from is None or wear.forecast_to is None or wear.is_forecast_narrow:
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
