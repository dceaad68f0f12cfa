"""A note of the PT, pinned to a day, to a run, or to the visit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from diary.domain.checks import aware, real_day, short_text, utc
from diary.domain.errors import InvalidValueError, Reason
from diary.domain.run import Run

TEXT_LONGEST = 1000
AUTHOR_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Pin:
    """What a note is about: a day, a run, or (neither of them) the visit."""

    on: date | None = None
    run_id: str | None = None

    def __post_init__(self) -> None:
        real_day("on", self.on)
        if self.run_id == "":
            raise InvalidValueError("run_id", Reason.REQUIRED)
        if self.on is not None and self.run_id is not None:
            raise InvalidValueError("run_id", Reason.NEEDS_OTHER, self.run_id, other="on")

    @property
    def is_visit(self) -> bool:
        """True when it is about the visit as a whole."""
        return self.on is None and self.run_id is None


THE_VISIT = Pin()


@dataclass(frozen=True, slots=True)
class PtNote:
    """What a PT wrote, plain text as it came; `author` are initials, `received_at` is ours."""

    id: str
    pin: Pin
    text: str
    author: str = ""
    received_at: datetime | None = None

    def __post_init__(self) -> None:
        if not self.id:
            raise InvalidValueError("id", Reason.REQUIRED)
        if not self.text.strip():
            raise InvalidValueError("text", Reason.REQUIRED)
        short_text("text", self.text, TEXT_LONGEST)
        short_text("author", self.author, AUTHOR_LONGEST)
        aware("received_at", self.received_at)
        object.__setattr__(self, "received_at", utc(self.received_at))


def pinned_on(note: PtNote, runs: Mapping[str, Run]) -> date | None:
    """The day a note is about, itself or by its run; None = it is about the visit."""
    run = runs.get(note.pin.run_id or "")
    return note.pin.on if run is None else run.on


def without_run(note: PtNote, runs: Mapping[str, Run]) -> PtNote:
    """The note pinned to the day of its run, for when the run goes; of no known run, the visit."""
    if note.pin.run_id is None:
        return note
    run = runs.get(note.pin.run_id)
    return replace(note, pin=THE_VISIT if run is None else Pin(run.on))
