"""Reads a run written in one line, such as "8.2 km 45:10 easy road", into the parts of the form.

Words are the labels of the form in the present language and the English keys; what is not
understood is kept as the note, so that nothing typed is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from diary.domain.errors import InvalidValueError
from diary.domain.knee import Knee, Moment
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
_START = re.compile(r"(?:[01]?[0-9]|2[0-3])[:.h][0-5][0-9]")
_SCORE = re.compile(r"10|[0-9]")
_MARKS = ",;()"
_WHOLE_EFFORT = re.compile(r"10|[1-9]")

Named = TypeVar("Named", Knee, Moment)


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
    start: str = ""
    shoe_id: str | None = None
    scores: Mapping[tuple[Knee, Moment], int] = field(default_factory=dict)

    @property
    def is_run(self) -> bool:
        """True when there is a distance or a time, so that the line is worth taking."""
        return bool(self.distance or self.time)


def read_run_line(
    text: str,
    today: date,
    *,
    is_day_first: bool = True,
    shoes: Mapping[str, str] | None = None,
) -> RunLine:
    """The parts of a run in one line; never raises, an empty line says nothing.

    `shoes` gives the id of each pair by its name.
    """
    said, rest = RunLine(), []
    words = _joined(text.split())
    place = 0
    while place < len(words):
        later = words[place:]
        longer = _with_shoe(said, later, shoes or {}) or _with_start(said, later)
        longer = longer or _with_score(said, later)
        if longer is not None:
            said, taken = longer
            place += taken
            continue
        more = _with_word(said, words[place], today, is_day_first=is_day_first)
        if more is None:
            rest.append(words[place])
        said, place = more or said, place + 1
    return replace(said, rest=" ".join(rest))


def _with_shoe(
    said: RunLine, words: Sequence[str], shoes: Mapping[str, str]
) -> tuple[RunLine, int] | None:
    """The line with the pair whose name the next words are, and how many words that took."""
    if said.shoe_id is not None:
        return None
    for name in sorted(shoes, key=lambda each: -len(each.split())):
        length = len(name.split())
        bare = " ".join(word.strip(_MARKS) for word in words[:length])
        if length and bare.casefold() == " ".join(name.split()).casefold():
            return replace(said, shoe_id=shoes[name]), length
    return None


def _with_start(said: RunLine, words: Sequence[str]) -> tuple[RunLine, int] | None:
    """The line with a start: "at 18:05"."""
    if said.start or len(words) < 2 or _plain(words[0]) not in {"at", _plain(_("at"))}:
        return None
    clock = words[1].strip(_MARKS)
    return (replace(said, start=clock), 2) if _START.fullmatch(clock) else None


def _with_score(said: RunLine, words: Sequence[str]) -> tuple[RunLine, int] | None:
    """The line with a score: "left 3 during" or "left during 3"."""
    bare = [word.strip(_MARKS) for word in words[:3]]
    if len(bare) < 3:
        return None
    knee = _named(bare[0], {each: label(each).split()[0] for each in Knee})
    names = {Moment.DURING: _("During"), Moment.AFTER: _("After")}
    numbers = [word for word in bare[1:] if _SCORE.fullmatch(word)]
    moments = [_named(word, names) for word in bare[1:] if word not in numbers]
    if knee is None or len(numbers) != 1 or moments == [None] or not moments:
        return None
    moment = moments[0]
    if moment is None or (knee, moment) in said.scores:
        return None
    return replace(said, scores={**said.scores, (knee, moment): int(numbers[0])}), 3


def _named(word: str, names: Mapping[Named, str]) -> Named | None:
    """The member whose key or name this is."""
    plain = _plain(word)
    return next((each for each, name in names.items() if plain in {each, _plain(name)}), None)


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
    bare = word.strip(_MARKS)
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
