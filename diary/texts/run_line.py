"""Reads a run written in one line, such as "8.2 km 45:10 easy road", into the parts of the form.

Words are the labels of the form in the present language and the English keys; what is not
understood is kept as the note, so that nothing typed is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from diary.domain.errors import InvalidValueError
from diary.domain.run import Hills, RunKind, Surface
from diary.domain.typed_day import parse_day
from diary.texts.labels import label
from diary.words import _

_DISTANCE = re.compile(r"(?:[0-9]+[.,]?[0-9]*|[.,][0-9]+)(?:km|k|mi|miles?)", re.IGNORECASE)
_UNIT = re.compile(r"km|k|mi|miles?", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]+[.,]?[0-9]*")
_CLOCK = re.compile(r"\d{1,3}:\d{2}(?::\d{2})?")
_DURATION = re.compile(r"(?:\d{1,2}h(?:\d{1,2}(?:min|m)?)?|\d{1,4}(?:min|m|'))", re.IGNORECASE)
_EFFORT = re.compile(r"(?:rpe|effort)[:=]?(10|[1-9])", re.IGNORECASE)
_EFFORT_WORD = re.compile(r"(?:rpe|effort)[:=]?", re.IGNORECASE)
_WHOLE_EFFORT = re.compile(r"10|[1-9]")


@dataclass(frozen=True, slots=True)
class RunLine:
    """What a line said; texts as typed, `rest` what was not understood."""

    distance: str = ""
    time: str = ""
    on: date | None = None
    kind: RunKind | None = None
    surface: Surface | None = None
    hills: Hills | None = None
    rpe: int | None = None
    rest: str = ""

    @property
    def is_run(self) -> bool:
        """True when there is a distance or a time, so that the line is worth taking."""
        return bool(self.distance or self.time)


def read_run_line(text: str, today: date, *, is_day_first: bool = True) -> RunLine:
    """The parts of a run in one line; never raises, an empty line says nothing."""
    said, rest = RunLine(), []
    words = _joined(text.split())
    for word in words:
        taken = _with_word(said, word, today, is_day_first=is_day_first)
        if taken is None:
            rest.append(word)
        else:
            said = taken
    return replace(said, rest=" ".join(rest))


def _joined(words: list[str]) -> list[str]:
    """Put a number and its unit together: "8.2 km" and "effort 5" are one word each."""
    found: list[str] = []
    for word in words:
        before = found[-1] if found else ""
        is_unit = _UNIT.fullmatch(word.rstrip(",;")) is not None and _NUMBER.fullmatch(before)
        is_effort = _EFFORT_WORD.fullmatch(before) and _WHOLE_EFFORT.fullmatch(word.rstrip(",;"))
        if is_unit or is_effort:
            found[-1] = before + word
        else:
            found.append(word)
    return found


def _with_word(said: RunLine, word: str, today: date, *, is_day_first: bool) -> RunLine | None:
    """The line with one more word; None when it says nothing new."""
    bare = word.strip(",;()")
    effort = _EFFORT.fullmatch(bare)
    if effort and said.rpe is None:
        return replace(said, rpe=int(effort[1]))
    if _DISTANCE.fullmatch(bare) and not said.distance:
        return replace(said, distance=bare)
    if (_CLOCK.fullmatch(bare) or _DURATION.fullmatch(bare)) and not said.time:
        return replace(said, time=bare.rstrip("'"))
    for name, members in (("kind", RunKind), ("surface", Surface), ("hills", Hills)):
        member = _member(members, bare)
        if member is not None and getattr(said, name) is None:
            # "name" is one of the three fields above.
            return replace(said, **{name: member})  # type: ignore[arg-type]
    return _with_day(said, bare, today, is_day_first=is_day_first)


def _member(
    members: type[RunKind | Surface | Hills], word: str
) -> RunKind | Surface | Hills | None:
    wanted = _plain(word)
    choices: Iterable[RunKind | Surface | Hills] = members
    return next(
        (each for each in choices if wanted in {_plain(each.value), _plain(label(each))}), None
    )


def _with_day(said: RunLine, word: str, today: date, *, is_day_first: bool) -> RunLine | None:
    # A bare number is a distance nobody gave a unit to, or part of a note; never a day.
    if said.on is not None or word.isdigit():
        return None
    has_digit = any(letter.isdigit() for letter in word)
    if not has_digit and _plain(word) not in _day_words():
        return None
    try:
        on = parse_day(word, today, is_day_first=is_day_first)
    except InvalidValueError:
        return None
    return replace(said, on=on) if on <= today else None


def _day_words() -> set[str]:
    return {"today", "yesterday", _plain(_("today")), _plain(_("yesterday"))}


def _plain(text: str) -> str:
    return re.sub(r"[\s_-]+", "", text).casefold()
