"""The parts of a reminder's text, and what the modules beside this one share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from diary.domain.diary import Diary
from diary.domain.knee import Knee
from diary.domain.rules.findings import Rule
from diary.domain.run import Run
from diary.domain.settings import Settings
from diary.texts.numbers import Formats
from diary.words import mark

KNEES = {Knee.LEFT: mark("left knee"), Knee.RIGHT: mark("right knee")}


@dataclass(frozen=True, slots=True)
class ReminderText:
    """The parts of a reminder's card that are text."""

    title: str
    why: str
    evidence_lines: tuple[str, ...]
    next: str


@dataclass(frozen=True, slots=True)
class Said:
    """What a rule said: its evidence, of the day `on`; `diary` gives names and entries."""

    rule: Rule
    subject: str
    evidence: Mapping[str, object]
    on: date
    diary: Diary
    formats: Formats

    @property
    def knee(self) -> Knee:
        """The knee it is about; raises `ValueError` where it is about none."""
        return Knee(str(self.evidence.get("knee", self.subject)))

    @property
    def run(self) -> Run | None:
        """The run it is about; None when it is about none, or the run is gone."""
        return self.diary.runs.get(self.subject)

    @property
    def settings(self) -> Settings:
        """The settings in use."""
        return self.diary.settings


def number(evidence: Mapping[str, object], name: str) -> float:
    """A number of the evidence; raises `TypeError` where there is none."""
    value = evidence[name]
    if not isinstance(value, int | float):
        raise TypeError(name)
    return value
