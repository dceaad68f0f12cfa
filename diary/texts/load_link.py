"""What the test of pain against load says: a pattern or no clear link, never a cause or a limit.

Shares of strong links that are missed come from simulated diaries (rule book 5).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from diary.domain.rules.lag import LEAST_SHARE_LEFT, LagNeed, Link, LoadTest, Shortage
from diary.texts.charts import span_text
from diary.texts.delay_chart import days_text, painkiller_text
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.words import _, mark


class Missed(NamedTuple):
    """How often the test missed a strong link that was there in simulated diaries of some weeks."""

    weeks: int
    share: str


_MISSED = (
    Missed(24, mark("about 1 time in 7")),
    Missed(12, mark("about half the time")),
    Missed(8, mark("about 7 times in 10")),
)
_NEEDS: Mapping[LagNeed, str] = {
    LagNeed.DAYS: mark("{least} days from the first entry to the last. You have {have}."),
    LagNeed.SCORES: mark("{least} days with a score of this knee. You have {have}."),
    LagNeed.RUN_DAYS: mark("{least} days with a run and its distance. You have {have}."),
    LagNeed.VALUES: mark("{least} different scores. You have {have}."),
    LagNeed.PAIRS: mark(
        "{least} days with a score and a known distance on the day before. You have {have}."
    ),
}
_HIGHEST_PERCENT = 100


def question_text() -> str:
    """The button that asks for the test."""
    return _("Test this on my diary…")


def answer_paragraphs(test: LoadTest, formats: Formats) -> tuple[str, ...]:
    """What the test found, or what it still needs: the first paragraph says what was looked at."""
    if test.shortages:
        return (
            *_head(test, formats),
            _("The test needs more before it says anything:"),
            *(f"\N{BULLET} {need_text(each)}" for each in test.shortages),
        )
    if test.is_too_regular or test.link is None:
        return (*_head(test, formats), *_too_regular(test))
    return (
        *_head(test, formats),
        verdict_text(test.link, test, formats),
        other_way_text(),
        painkiller_text(test.painkiller_days),
        _numbers(test, test.link, formats),
    )


def need_text(shortage: Shortage) -> str:
    """What there is too little of, with what there is."""
    return _(_NEEDS[shortage.need]).format(least=shortage.least, have=shortage.have)


def verdict_text(link: Link, test: LoadTest, formats: Formats) -> str:
    """A pattern with its numbers, or that none is clear and what that is worth."""
    if link.is_clear:
        text = _(
            "In this diary, next-day pain tended to be higher after bigger days (rank link {rho}, "
            "{days}). {rare} This is a pattern, not proof that distance causes the pain."
        )
        return text.format(
            rho=formats.number(link.rho, 2), days=days_text(link.days), rare=_rare(link)
        )
    weeks = 0 if test.span is None else len(test.span) // 7
    shorter = next((each for each in _MISSED if weeks >= each.weeks), _MISSED[-1])
    longer = next((each for each in reversed(_MISSED) if each.weeks > weeks), shorter)
    if shorter.weeks < weeks < longer.weeks:
        text = _(
            "No clear link in these {n} weeks. That does not mean there is none: in tests, even a "
            "strong link was missed {share} with {weeks} weeks, and {less} with {more}."
        )
    else:
        text = _(
            "No clear link in these {n} weeks. That does not mean there is none: in tests, even a "
            "strong link was missed {share} with {weeks} weeks."
        )
    return text.format(
        n=weeks,
        share=_(shorter.share),
        weeks=shorter.weeks,
        less=_(longer.share),
        more=longer.weeks,
    )


def _rare(link: Link) -> str:
    """How many copies had as strong a link: the same numbers as in the last paragraph."""
    if not link.as_strong:
        text = _(
            "None of {shifts} copies of your diary, shifted in time, showed a link this strong."
        )
        return text.format(shifts=link.shifts)
    text = _(
        "Only {strong} of {shifts} copies of your diary, shifted in time, showed a link this "
        "strong."
    )
    return text.format(strong=link.as_strong, shifts=link.shifts)


def other_way_text() -> str:
    """Why the next day is tested and not the same one."""
    return _(
        "People run less when it hurts. That is why the test looks at the day after; it cannot "
        "take this out altogether."
    )


def _head(test: LoadTest, formats: Formats) -> tuple[str, ...]:
    if test.span is None:
        return ()
    text = _(
        "{knee}, {span}: the day's highest score against the distance of the day before. The test "
        "always looks at this, whatever is chosen above."
    )
    return (text.format(knee=label(test.knee), span=span_text(test.span, formats)),)


def _too_regular(test: LoadTest) -> tuple[str, ...]:
    percent = round((test.share_left or 0.0) * _HIGHEST_PERCENT)
    return (
        _(
            "You run about the same on the same weekdays, so distance and weekday cannot be told "
            "apart."
        ),
        _(
            "What stays different from week to week is only {percent} % of the ups and downs of "
            "your distance. The test needs {least} %."
        ).format(percent=percent, least=round(LEAST_SHARE_LEFT * _HIGHEST_PERCENT)),
    )


def _numbers(test: LoadTest, link: Link, formats: Formats) -> str:
    """The numbers for whoever wants to check them."""
    known = [(lag, rho) for lag, rho in test.background if rho is not None]
    others = "; ".join(
        _("{n}: {rho}").format(n=lag, rho=formats.number(rho, 2)) for lag, rho in known
    )
    text = _(
        "In numbers: rank link {rho} over {days}; {strong} of {shifts} shifted copies had one this "
        "strong; p {p}, one-sided."
    ).format(
        rho=formats.number(link.rho, 2),
        days=days_text(link.days),
        strong=link.as_strong,
        shifts=link.shifts,
        p=formats.number(link.p, 3),
    )
    if not others:
        return text
    background = _("Only as background and not tested, the link by days of delay: {links}.")
    return f"{text} {background.format(links=others)}"
