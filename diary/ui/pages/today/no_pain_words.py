"""What "No pain" says: what it has written, what it leaves open, and why it is off."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from diary.domain.diary import Diary
from diary.domain.knee import Knee, Moment
from diary.services.entries import no_pain_scores, open_scores
from diary.ui.pages.today.day_view import knee_word
from diary.ui.pages.today.day_words import moment_words
from diary.words import _


def why_not_no_pain(diary: Diary, on: date, knees: Iterable[Knee]) -> str:
    """Why "No pain" can answer no score of these knees; empty = it can answer some."""
    asked = tuple(knees)
    if any(no_pain_scores(diary, on, knee) for knee in asked):
        return ""
    if any(open_scores(diary, on, knee) for knee in asked):
        return only_worst_open_text()
    return _("Every score has an answer already.")


def only_worst_open_text() -> str:
    """Why a worst score that is open does not become 0."""
    return _("Only the worst score is open. It cannot be 0: a higher score is recorded already.")


def no_pain_done_text(diary: Diary, on: date, knees: Iterable[Knee], *, is_today: bool) -> str:
    """What "No pain" writes into this diary: "0 recorded for left and right, this morning."."""
    written: dict[tuple[Moment, ...], list[str]] = {}
    left_open: list[str] = []
    asked = set(knees)
    for knee in (each for each in Knee if each in asked):
        zeros = no_pain_scores(diary, on, knee)
        moments = tuple(each for each in Moment if each in {due.moment for due in zeros})
        if moments:
            written.setdefault(moments, []).append(knee_word(knee))
        if len(zeros) < len(open_scores(diary, on, knee)):
            left_open.append(knee_word(knee))
    parts = [
        _("{knees}, {moments}").format(
            knees=_listed(words),
            moments=_listed([moment_words(each, is_today=is_today) for each in moments]),
        )
        for moments, words in written.items()
    ]
    done = _("0 recorded for {what}.").format(what="; ".join(parts))
    if not left_open:
        return done
    kept = _("Worst stays open for {knees}: a higher score is recorded already.")
    return done + " " + kept.format(knees=_listed(left_open))


def _listed(words: list[str]) -> str:
    """Words as they stand in a sentence: "left, right and both"."""
    if len(words) < 2:
        return "".join(words)
    return _("{first} and {last}").format(first=", ".join(words[:-1]), last=words[-1])
