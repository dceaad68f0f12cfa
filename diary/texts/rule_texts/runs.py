"""How runs went: R-RESP, R-NEXTDAY, R-SPIKE, R-LAYOFF and R-RECUR."""

from __future__ import annotations

from collections.abc import Mapping

from diary.domain.pain_limits import agreement, limit_changes
from diary.domain.rules.pain_level import TOLERANCE
from diary.domain.run import Run
from diary.domain.settings import DEFAULTS
from diary.texts.labels import label
from diary.texts.numbers import Formats, stretch_text
from diary.texts.rule_texts.text import KNEES, ReminderText, Said, number
from diary.words import _, plural


def response_title(said: Said) -> str:
    """Such as 'Left knee: step back after Thursday's run'."""
    knee, run, formats = said.knee, said.run, said.formats
    if run is None:
        return _("{knee}: step back after a run").format(knee=label(knee))
    return _("{knee}: step back after the run of {day}").format(
        knee=label(knee), day=formats.weekday_day(run.on)
    )


def response_text(said: Said) -> ReminderText:
    """R-RESP: the scores around one run and what was too much."""
    evidence, run, formats = said.evidence, said.run, said.formats
    parts = {
        "during": _("{n} during"),
        "after": _("{n} after"),
        "morning": _("{n} the next morning"),
    }
    scores = [
        text.format(n=evidence[name]) for name, text in parts.items() if evidence[name] is not None
    ]
    why = ", ".join(scores)
    if run is not None:
        # Limping alone is told without any score.
        text = _("{run}: {scores}") if scores else "{run}"
        why = text.format(run=_run_named(run, formats), scores=why)
    return ReminderText(
        response_title(said),
        f"{why}.",
        tuple(_response_reasons(said)),
        _(
            "Step back with the next run: shorter or easier, after a quiet morning."
            " If it happens again, talk to your PT."
        ),
    )


def _run_named(run: Run, formats: Formats) -> str:
    day = formats.weekday_day(run.on)
    if run.distance_m is None:
        return _("The run of {day}").format(day=day)
    return _("{distance} on {day}").format(distance=formats.distance(run.distance_m), day=day)


def _response_reasons(said: Said) -> list[str]:
    """What made it a step back, each in a line."""
    evidence, settings, run = said.evidence, said.settings, said.run
    lines, is_own, is_agreed = [], _is_own_limit(said), bool(agreement(said.diary))
    highest = max((_score(evidence, name) for name in ("during", "after")), default=-1)
    if highest > settings.amber_max:
        text = _("{n} on the run; the most is {limit} unless you change it.")
        if is_own:
            text = _("{n} on the run; you set {limit} as the most.")
        if is_agreed:
            text = _("{n} on the run; the limit you agreed with your PT is {limit}.")
        lines.append(text.format(n=highest, limit=settings.amber_max))
    on_run = None if run is None else run.knees.get(said.knee)
    if on_run is not None and on_run.limped:
        lines.append(_("You limped."))
    if on_run is not None and on_run.turned_sharp:
        lines.append(_("The pain turned from dull to sharp."))
    morning, pre = _score(evidence, "morning"), evidence["pre"]
    if morning > settings.amber_max:
        text = _("{n} the next morning; the most is {limit} unless you change it.")
        if is_own:
            text = _("{n} the next morning; you set {limit} as the most.")
        if is_agreed:
            text = _("{n} the next morning; the limit you agreed with your PT is {limit}.")
        lines.append(text.format(n=morning, limit=settings.amber_max))
    elif isinstance(pre, int | float) and morning >= pre + 2 - TOLERANCE:
        text = _("The next morning {n}, before the run {pre}.")
        digits = 0 if pre == int(pre) else 1
        lines.append(text.format(n=morning, pre=said.formats.number(pre, digits)))
    return lines


def _is_own_limit(said: Said) -> bool:
    """True when somebody chose the upper limit; the usual one was set by nobody."""
    names = {change.name for change in limit_changes(said.diary)}
    return "amber_max" in names or said.settings.amber_max != DEFAULTS.amber_max


def next_day_title(said: Said) -> str:
    """Such as 'Left knee: often not settled by morning'."""
    return _("{knee}: often not settled by morning").format(knee=label(said.knee))


def next_day_text(said: Said) -> ReminderText:
    """R-NEXTDAY: the mornings after the last runs."""
    evidence = said.evidence
    text = plural(
        "After {n} of your last {runs} run your {knee} had not settled overnight.",
        "After {n} of your last {runs} runs your {knee} had not settled overnight.",
        int(number(evidence, "runs")),
    )
    why = text.format(n=evidence["red_mornings"], runs=evidence["runs"], knee=_(KNEES[said.knee]))
    line = _("Runs without a score on the next morning are left out.")
    advice = _(
        "Wait with the next run until a morning is as before, or take an easy walk or ride"
        " instead. Show your PT these runs."
    )
    return ReminderText(next_day_title(said), why, (line,), advice)


def spike_title(_said: Said) -> str:
    """The title of R-SPIKE."""
    return _("A much longer run than usual")


def spike_text(said: Said) -> ReminderText:
    """R-SPIKE: the run against the longest before it."""
    evidence, run, formats = said.evidence, said.run, said.formats
    ratio, longest_m = number(evidence, "ratio"), number(evidence, "longest_m")
    distance_m = ratio * longest_m if run is None else run.distance_m or 0.0
    text = _("{distance} on {day}; the longest of the 30 days before was {longest}.")
    if run is None:
        text = _("{distance}; the longest of the 30 days before was {longest}.")
    why = text.format(
        distance=formats.distance(distance_m),
        day="" if run is None else formats.short_day(run.on),
        longest=formats.distance(longest_m),
    )
    line = _("{share} % of the longest run before it.").format(share=formats.number(100 * ratio, 0))
    advice = _(
        "If the knee is quiet, stay at this length for a while before adding more. If it is not,"
        " go back to about {longest}."
    ).format(longest=formats.distance(longest_m))
    return ReminderText(spike_title(said), why, (line,), advice)


def layoff_title(said: Said) -> str:
    """Such as 'Running again after 21 days'."""
    gap = int(number(said.evidence, "gap_days"))
    return _("Running again after {time}").format(time=stretch_text(gap))


def layoff_text(said: Said) -> ReminderText:
    """R-LAYOFF: two lines of how much to run, or the stages, which go first where they are on."""
    evidence = said.evidence
    # Somebody who begins a diary may have run for years, of which a file has one old run.
    why = _("The run before this one in the diary was {time} earlier.").format(
        time=stretch_text(int(number(evidence, "gap_days")))
    )
    run_walk = said.diary.run_walk
    if run_walk is not None and not run_walk.is_paused:
        advice = _(
            "You are in the stages of running and walking, so go by those: the page Plan says what"
            " could come next after the break."
        )
        return ReminderText(layoff_title(said), why, (), advice)
    if evidence["stages"]:
        advice = _(
            "After a break this long it is gentler to come back in stages of running and walking."
            " The page Plan has eight of them; you take each step yourself."
        )
        return ReminderText(layoff_title(said), why, (), advice)
    lines = []
    for name, share in (("weeks_50", "50"), ("weeks_75", "75")):
        weeks = int(number(evidence, name))
        if weeks:
            text = plural(
                "{n} week at about {share} % of what you ran before",
                "{n} weeks at about {share} % of what you ran before",
                weeks,
            )
            lines.append(text.format(n=weeks, share=share))
    advice = _("Consider building up as above. It is coaching practice, not a measured rule.")
    return ReminderText(layoff_title(said), why, tuple(lines), advice)


def recur_title(said: Said) -> str:
    """The title of R-RECUR."""
    return _("{knee}: pain again after a break").format(knee=label(said.knee))


def recur_text(said: Said) -> ReminderText:
    """R-RECUR: rest calmed it and running brought it back."""
    why = _("After {time} without a run your {knee} was at {pain} again on {day}.").format(
        time=stretch_text(int(number(said.evidence, "rest_days"))),
        knee=_(KNEES[said.knee]),
        pain=said.evidence["pain"],
        day=said.formats.weekday_day(said.on),
    )
    advice = _(
        "Rest calms a knee, but only strength and small steps help it to take more again."
        " Ask your PT for exercises and a way back."
    )
    return ReminderText(recur_title(said), why, (), advice)


def _score(evidence: Mapping[str, object], name: str) -> int:
    value = evidence.get(name)
    return value if isinstance(value, int) else -1
