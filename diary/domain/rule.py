"""The names of the rules and how much attention their reminders ask for."""

from __future__ import annotations

from enum import StrEnum


class Rule(StrEnum):
    """The rules."""

    WORSE = "R-WORSE"
    WATCH = "R-WATCH"
    PERSIST = "R-PERSIST"
    SWELL = "R-SWELL"
    LOCK = "R-LOCK"
    SHARP = "R-SHARP"
    NIGHT = "R-NIGHT"
    GIVEWAY = "R-GIVEWAY"
    NEXTDAY = "R-NEXTDAY"
    RESP = "R-RESP"
    SKIP = "R-SKIP"
    SPIKE = "R-SPIKE"
    LAYOFF = "R-LAYOFF"
    SHOE = "R-SHOE"
    FEAR = "R-FEAR"
    RECUR = "R-RECUR"
    REST = "R-REST"
    STRENGTH = "R-STRENGTH"
    CADENCE = "R-CADENCE"
    PLATEAU = "R-PLATEAU"
    GAP = "R-GAP"
    VISIT = "R-VISIT"
    BACKUP = "R-BACKUP"
    NOW = "U1"
    SOON = "U2"

    @property
    def level(self) -> Level:
        """How much attention its reminders ask for."""
        if self in (Rule.NOW, Rule.SOON):
            return Level.SAFETY
        if self in _LOOK:
            return Level.LOOK
        return Level.NOTE if self in _NOTE else Level.ACT


class Level(StrEnum):
    """How much attention a reminder asks for, the most first."""

    SAFETY = "safety"
    ACT = "act"
    LOOK = "look"
    NOTE = "note"


_LOOK = {Rule.SKIP, Rule.SPIKE, Rule.SHOE, Rule.PLATEAU}
_NOTE = {
    *(Rule.WATCH, Rule.LAYOFF, Rule.FEAR, Rule.RECUR, Rule.REST),
    *(Rule.STRENGTH, Rule.CADENCE, Rule.GAP, Rule.VISIT, Rule.BACKUP),
}
