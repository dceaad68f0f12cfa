"""What is said before a run: how long runs were of late, after a break, and how the last one went.

Facts and a share of them, never a limit: a longer run is not called anything.
"""

from __future__ import annotations

from datetime import date, timedelta
from math import ceil, floor

from diary.domain.knee import Knee
from diary.domain.rules.responses import Response, RunResponse
from diary.domain.rules.run_outlook import LastRun, Longest, Reference, RunOutlook
from diary.domain.rules.single_run import REFERENCE_DAYS, Layoff
from diary.domain.units import METRES
from diary.texts.numbers import Formats, stretch_text
from diary.words import _, mark, plural

_KNEES = {Knee.LEFT: mark("left"), Knee.RIGHT: mark("right")}
_LETTERS = {Knee.LEFT: mark("L"), Knee.RIGHT: mark("R")}
_RESULTS = {
    Response.SETTLED: mark("settled"),
    Response.HOLD: mark("hold"),
    Response.STEP_BACK: mark("step back"),
}
_ADVICE = {
    Response.SETTLED: mark("settled: fine to build"),
    Response.HOLD: mark("hold: repeat, do not build"),
    Response.STEP_BACK: mark("step back: run less"),
}
_TOLERANCE = 1e-6


def before_text(outlook: RunOutlook, formats: Formats) -> str:
    """What there is to know before another run on this day."""
    longest, days = outlook.longest, REFERENCE_DAYS
    if outlook.layoff is not None:
        return _break_text(outlook, outlook.layoff)
    if longest.metres is not None:
        text = _(
            "Before the run: longest in {days} days {longest}; up to {most} is within {percent} %."
        )
        if longest.is_easier_asked:
            text = _(
                "Before the run: longest in {days} days {longest}; a reminder asks for shorter or"
                " easier runs."
            )
        return text.format(days=days, **_numbers(longest, longest.metres, formats))
    if longest.reference is Reference.LEARNING:
        text = _("Before the run: comparing lengths begins {days} days after your first run.")
    elif longest.reference is Reference.NO_DISTANCE:
        text = _("Before the run: no run of the last {days} days has a distance.")
    else:
        text = _("Before the run: no run in the last {days} days to compare with.")
    return text.format(days=days)


def _numbers(longest: Longest, metres: float, formats: Formats) -> dict[str, str]:
    """The longest and what is within the share, rounded down, as a person reads them."""
    unit = METRES[formats.unit]
    most = floor(metres * longest.within / unit * 10 + _TOLERANCE) / 10 * unit
    return {
        "longest": formats.distance(metres),
        "most": formats.distance(most),
        "percent": formats.number(100 * (longest.within - 1), 0),
    }


def _break_text(outlook: RunOutlook, layoff: Layoff) -> str:
    began = _("Before the run: {time} since the last one.").format(
        time=stretch_text(outlook.gap_days)
    )
    if outlook.is_in_stages:
        in_stages = _("The page Plan says what could come next in your stages.")
        return f"{began} {in_stages}"
    if layoff.is_stages:
        advice = _(
            "After a break this long, coming back in stages of running and walking is gentler."
        )
        return f"{began} {advice}"
    parts = []
    for weeks, share in ((layoff.weeks_50, "50"), (layoff.weeks_75, "75")):
        if weeks:
            text = plural("{n} week at about {share} %", "{n} weeks at about {share} %", weeks)
            parts.append(text.format(n=weeks, share=share))
    advice = _("Many runners come back with {weeks} of what they ran before.")
    return f"{began} {advice.format(weeks=', '.join(parts))}"


def while_typing(longest: Longest, metres: float | None, formats: Formats) -> str:
    """What is said below a distance that is being typed; None = nothing that can be read yet."""
    if longest.metres is None:
        return ""
    values = _numbers(longest, longest.metres, formats)
    if longest.is_easier_asked:
        text = _asked_easier(longest.metres, metres)
    elif metres is None:
        text = _("Longest in {days} days {longest}; up to {most} is within {percent} %.")
    elif metres <= longest.metres + _TOLERANCE:
        text = _("Not longer than the longest in {days} days, {longest}.")
    elif metres <= longest.metres * longest.within + _TOLERANCE:
        text = _("Within {percent} % of the longest in {days} days, {longest}.")
    else:
        text = _("{more} % longer than the longest in {days} days, {longest}.")
    more = ceil(100 * (metres or 0.0) / longest.metres - 100 - _TOLERANCE)
    return text.format(days=REFERENCE_DAYS, more=more, **values)


def _asked_easier(longest_m: float, metres: float | None) -> str:
    """The same while a reminder asks for shorter or easier runs: the longest, and no share."""
    if metres is None:
        return _("Longest in {days} days {longest}; a reminder asks for shorter or easier runs.")
    if metres <= longest_m + _TOLERANCE:
        return _(
            "Not longer than the longest in {days} days, {longest}; a reminder asks for shorter or"
            " easier runs."
        )
    return _(
        "{more} % longer than the longest in {days} days, {longest}; a reminder asks for shorter"
        " or easier runs."
    )


def last_run_text(last: LastRun, formats: Formats) -> str:
    """Which run it was: "Last run, Thu 19 Nov:"."""
    return _("Last run, {day}:").format(day=formats.weekday_day(last.run.on))


def knee_response_text(
    knee: Knee, response: RunResponse, run_on: date, on: date, formats: Formats
) -> str:
    """How a knee took a run, with what decided it, on a day: "left hold: 2 before, 4 after"."""
    return _("{knee} {result}: {scores}").format(
        knee=_(_KNEES[knee]),
        result=result_word(response),
        scores=_reasons(response, run_on, on, formats),
    )


def knee_result_text(knee: Knee, response: RunResponse, run_on: date, on: date) -> str:
    """The same without the scores: "left hold", and why it is not final."""
    return _("{knee} {result}").format(
        knee=_(_KNEES[knee]), result=result_text(response, run_on, on)
    )


def result_text(response: RunResponse, run_on: date, on: date) -> str:
    """The same without the knee: "hold, waiting for the morning"."""
    text = result_word(response)
    if not response.is_provisional:
        return text
    return _("{response}, {missing}").format(
        response=text, missing=missing_text(response, run_on, on)
    )


def spoken_response(
    knee: Knee, response: RunResponse, run_on: date, on: date, formats: Formats
) -> str:
    """The same with what it says about the next run: "left hold: repeat, do not build (…)"."""
    return _("{knee} {advice} ({scores})").format(
        knee=_(_KNEES[knee]),
        advice=_advice(response, run_on, on),
        scores=_reasons(response, run_on, on, formats),
    )


def _advice(response: RunResponse, run_on: date, on: date) -> str:
    """What a response says about the next run.

    A morning can only make it worse: "hold" stands without one, "fine to build" does not.
    """
    if response.is_provisional and response.result is Response.SETTLED:
        if _is_waiting(response, run_on, on):
            return _("settled so far")
        return _("settled on the run")
    return _(_ADVICE[response.result])


def result_word(response: RunResponse) -> str:
    """The response in a word: "hold"."""
    return _(_RESULTS[response.result])


def knee_letter(knee: Knee) -> str:
    """The letter of a knee in a table."""
    return _(_LETTERS[knee])


def result_words() -> list[str]:
    """Every word a response can have."""
    return [_(word) for word in _RESULTS.values()]


def before_score(before: float, formats: Formats) -> str:
    """The score before a run, which can be the middle of some days: "2" or "2.5"."""
    return formats.number(before, 0 if before == int(before) else 1)


def _reasons(response: RunResponse, run_on: date, on: date, formats: Formats) -> str:
    """What decided how a knee took a run: "0 before, 2 during, 2 the next morning"."""
    parts = []
    if response.before is not None:
        parts.append(_("{n} before").format(n=before_score(response.before, formats)))
    for text, score in ((_("{n} during"), response.during), (_("{n} after"), response.after)):
        if score is not None:
            parts.append(text.format(n=score))
    if response.has_limped:
        parts.append(_("limped"))
    if response.has_turned_sharp:
        parts.append(_("turned sharp"))
    if response.morning is not None:
        parts.append(_("{n} the next morning").format(n=response.morning))
    if response.is_provisional:
        parts.append(missing_text(response, run_on, on))
    return ", ".join(parts)


def missing_text(response: RunResponse, run_on: date, on: date) -> str:
    """Why the response is not final: "waiting for the morning"."""
    if response.morning is not None:
        return _("not known how it was before the run")
    if _is_waiting(response, run_on, on):
        return _("waiting for the morning")
    return _("no score on the next morning")


def _is_waiting(response: RunResponse, run_on: date, on: date) -> bool:
    """True while the next morning can still have a score that is new."""
    return response.morning is None and on <= run_on + timedelta(days=1)
