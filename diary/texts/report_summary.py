"""What the summary of a visit report and its safety signs say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from diary.domain.event import Event
from diary.domain.knee import Knee, Moment
from diary.domain.rules.safety import Noted
from diary.domain.run import Run
from diary.texts.charts import knee_word, middle_text
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.texts.report import day_and_year, short_days_text
from diary.texts.run_response_chart import side_word
from diary.texts.safety import signs_text
from diary.words import _, plural

_UNKNOWN = "\N{EN DASH}"
_DATES_NAMED = 4


# ---- safety signs -------------------------------------------------------------------------------


def sign_line(noted: Noted, knee: Knee) -> str:
    """A safety sign and its knee: "Swelling, clear (left)"."""
    words = signs_text([noted])
    return sign_of_knee(words[:1].upper() + words[1:], knee)


def sign_days_text(days: Sequence[date], formats: Formats) -> str:
    """On which days: "17 Nov to 19 Nov (3 days)", "4 days from 2 Nov to 19 Nov"."""
    first, last, count = days[0], days[-1], len(days)
    shown = short_days_text(first, last, formats)
    if (last - first).days + 1 == count:
        return plural("{days} ({n} day)", "{days} ({n} days)", count).format(days=shown, n=count)
    return plural("{n} day, {days}", "{n} days, {days}", count).format(days=shown, n=count)


def help_text(event: Event | None, formats: Formats) -> str:
    """Whether help was arranged, and with whom as it was typed."""
    if event is None:
        return _("No help noted")
    text = _("Help arranged {day}").format(day=formats.short_day(event.on))
    return f"{text}: {event.text}" if event.text else text


def no_safety_text(answered: int, days: int) -> str:
    """That no safety sign was ticked, and on how many days anything was answered about signs."""
    if not answered:
        return _("Not known: no question about signs was answered in these days.")
    text = plural(
        "None ticked; signs were answered on {n} of {days} day.",
        "None ticked; signs were answered on {n} of {days} days.",
        days,
    )
    return text.format(n=answered, days=days)


def no_safety_beside_text(
    answered: int, days: int, *, shown: Iterable[Knee], left_out: Iterable[Knee]
) -> str:
    """The same where only one knee was looked at: "Left knee: none ticked; … Right knee: …"."""
    if answered:
        text = plural(
            "{knee}: none ticked; signs were answered on {n} of {days} day.",
            "{knee}: none ticked; signs were answered on {n} of {days} days.",
            days,
        )
    else:
        text = _("{knee}: not known, no question about signs was answered in these days.")
    said = [text.format(knee=label(knee), n=answered, days=days) for knee in shown]
    said += [_("{knee}: left out.").format(knee=label(knee)) for knee in left_out]
    return " ".join(said)


def swelling_text(slight: Mapping[Knee, int], unsized: Mapping[Knee, int]) -> str:
    """On how many days a swelling was ticked that is no safety sign; "" = none.

    A size that was not answered is not told as a small one.
    """
    told = (
        (slight, _("Swelling ticked, but not as clear or large: {where}.")),
        (unsized, _("Swelling ticked, size not said: {where}.")),
    )
    return " ".join(text.format(where=_where(days)) for days, text in told if days)


def _where(days_by_knee: Mapping[Knee, int]) -> str:
    """Days of each knee: "left 2 days, right 1 day"."""
    return ", ".join(
        plural("{knee} {n} day", "{knee} {n} days", days).format(knee=knee_word(knee), n=days)
        for knee, days in days_by_knee.items()
    )


# ---- now against before -------------------------------------------------------------------------


def before_head(days: str) -> str:
    """The heading of the column of the days before: "Before (25 Sep to 22 Oct 2026)"."""
    return _("Before ({days})").format(days=days)


def now_head(days: str) -> str:
    """The heading of the column of these days."""
    return _("Now ({days})").format(days=days)


def about_text(days: int) -> str:
    """What is compared with what."""
    text = plural(
        "This day against the day before.",
        "These {n} days against the {n} days before.",
        days,
    )
    return text.format(n=days)


def shorter_about_text(days: int, before: int) -> str:
    """The same where the diary does not go back so far."""
    text = plural(
        "These {n} days against the {before} day before, the first of the diary.",
        "These {n} days against the {before} days before, the first of the diary.",
        before,
    )
    return text.format(n=days, before=before)


def from_text(on: date, formats: Formats) -> str:
    """The day on which the diary begins: "from 5 Jul 2026"."""
    return _("from {day}").format(day=day_and_year(on, formats))


def unknown_text() -> str:
    """A value nobody can know: a dash."""
    return _UNKNOWN


def no_entries_text() -> str:
    """That there is nothing to be told of a span."""
    return _("no entries")


def not_in_file_text() -> str:
    """That a file does not reach that far back."""
    return _("not in this file")


def morning_label(knee: Knee) -> str:
    """The line of mornings: "Left knee mornings, middle value"."""
    return _("{knee} mornings, middle value").format(knee=label(knee))


def mornings_note(count: int, ends: tuple[float, float] | None, formats: Formats) -> str:
    """Of how many mornings, and the middle of the first and the last seven of them."""
    text = plural("{n} morning", "{n} mornings", count).format(n=count)
    if ends is None:
        return text
    more = _("first 7: {first} → last 7: {last}, of {count}")
    return more.format(
        count=text, first=middle_text(ends[0], formats), last=middle_text(ends[1], formats)
    )


def worst_label() -> str:
    """The line of the highest score."""
    return _("Worst score")


def worst_value(value: int, knees: Sequence[Knee]) -> str:
    """The highest score with its knee: "5, left"."""
    if not value:
        return str(value)
    both = _(" and ").join(knee_word(knee) for knee in knees)
    return f"{value}, {both}"


def worst_note(day: str, moment: Moment, run: Run | None, formats: Formats, count: int) -> str:
    """When the worst was, with its run: "Sun 15 Nov, after a run of 14.1 km"."""
    length = _run_words(run, formats)
    if moment is Moment.DURING:
        text = _("{day}, during {run}").format(day=day, run=length)
    elif moment is Moment.AFTER:
        text = _("{day}, after {run}").format(day=day, run=length)
    elif run is not None:
        text = _("{day}, a day with {run}").format(day=day, run=length)
    else:
        text = day
    if count == 1:
        return text
    return plural("{n} day, last {when}", "{n} days, last {when}", count).format(n=count, when=text)


def _run_words(run: Run | None, formats: Formats) -> str:
    if run is None or run.distance_m is None:
        return _("a run")
    return formats.distance(run.distance_m)


def settled_label() -> str:
    """The line of runs after which a knee had settled."""
    return _("Settled by the next morning")


def settled_value(counts: Sequence[tuple[Knee, int, int]]) -> str:
    """By knee: "left 6 of 10, right 10 of 10"; a dash without a morning."""
    parts = [
        _("{knee} {n} of {of}").format(knee=knee_word(knee), n=settled, of=of)
        for knee, settled, of in counts
        if of
    ]
    return ", ".join(parts) or _UNKNOWN


def settled_note(cut_off: int = 0) -> str:
    """What it is counted over; for `cut_off` runs a file lacks the days around them."""
    text = _("of runs with a score the next morning")
    if not cut_off:
        return text
    lacking = plural(
        "{n} run left out: days around it are not in this file",
        "{n} runs left out: days around them are not in this file",
        cut_off,
    ).format(n=cut_off)
    return _("{text}; {more}").format(text=text, more=lacking)


def cut_label() -> str:
    """The line of runs and days the knee took."""
    return _("Because of the knee")


def cut_value(cut_short: int, skipped: int) -> str:
    """Runs cut short and skipped: "cut short 1, skipped 2"."""
    return _("cut short {n}, skipped {m}").format(n=cut_short, m=skipped)


def held_back_label() -> str:
    """The line of days with worry."""
    return _("Held back, worried")


def held_back_value(days: int, answered: int) -> str:
    """Of the days with an answer: "4 of 20 days"; a dash without one."""
    if not answered:
        return _UNKNOWN
    return plural("{n} of {of} day", "{n} of {of} days", answered).format(n=days, of=answered)


def held_back_note() -> str:
    """What it is counted over."""
    return _("of days with an answer about the plan")


def load_label() -> str:
    """The line of distance."""
    return _("Running a week")


def load_value(metres: float | None, formats: Formats, *, is_incomplete: bool) -> str:
    """Metres a week: "24.1 km", "at least 24.1 km"."""
    if metres is None:
        return _UNKNOWN
    text = formats.distance(metres)
    return _("at least {amount}").format(amount=text) if is_incomplete else text


def runs_note(count: int, since: str = "") -> str:
    """How many runs these days have; `since` is the day they are counted from, "" = the first."""
    if since:
        text = plural("{n} run, counted from {day}", "{n} runs, counted from {day}", count)
        return text.format(n=count, day=since)
    return plural("{n} run in these days", "{n} runs in these days", count).format(n=count)


def longest_label() -> str:
    """The line of the longest run."""
    return _("Longest run")


def longest_value(run: Run | None, formats: Formats) -> str:
    """Its distance."""
    known = None if run is None else run.distance_m
    return _UNKNOWN if known is None else formats.distance(known)


def spikes_label() -> str:
    """The line of runs that were much longer than those before them."""
    return _("Much longer than the 30 days before")


def spikes_value(count: int) -> str:
    """How many runs."""
    return plural("{n} run", "{n} runs", count).format(n=count)


def spikes_unknown_note() -> str:
    """Why nobody can tell which runs were much longer."""
    return _("the 30 days before are not all in this file")


def dates_note(days: Sequence[str]) -> str:
    """The newest of some days: "Mon 2 Nov, Sun 15 Nov"."""
    shown = [*days[-_DATES_NAMED:]]
    if len(days) > _DATES_NAMED:
        shown.insert(0, "\N{HORIZONTAL ELLIPSIS}")
    return ", ".join(shown)


def recorded_label() -> str:
    """The line of days with a score."""
    return _("Days recorded")


def recorded_value(recorded: int, days: int) -> str:
    """Days with a score of all days."""
    return plural("{n} of {of} day", "{n} of {of} days", days).format(n=recorded, of=days)


# ---- few entries --------------------------------------------------------------------------------


def thin_text(recorded: int, days: int) -> str:
    """That there is too little for a summary."""
    text = plural(
        "{n} of {days} day has a score, too few for a summary. Everything that is there:",
        "{n} of {days} days have a score, too few for a summary. Everything that is there:",
        days,
    )
    return text.format(n=recorded, days=days)


def entries_caption() -> str:
    """What the list of entries is."""
    return _("Entries by day")


def entries_head(knees: Sequence[Knee]) -> tuple[str, ...]:
    """Its headings."""
    return (_("Day"), *(side_word(knee) for knee in knees), _("Runs"), _("Signs"))


_MOMENTS = {
    Moment.MORNING: lambda: _("morning {n}"),
    Moment.DURING: lambda: _("during {n}"),
    Moment.AFTER: lambda: _("after {n}"),
    Moment.WORST: lambda: _("worst {n}"),
}


def score_words(moment: Moment, value: int) -> str:
    """A score with its moment: "during 3"."""
    return _MOMENTS[moment]().format(n=value)


def sign_of_knee(sign: str, knee: Knee) -> str:
    """A sign with its knee: "Swelling (left)"."""
    return _("{sign} ({knee})").format(sign=sign, knee=knee_word(knee))
