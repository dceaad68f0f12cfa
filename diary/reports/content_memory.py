"""What is counted of a whole diary for a report, kept for the next report of the same diary.

Its lists are values: another object means that something was changed. What is kept is replaced
whole, so any thread may ask.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cached_property

from diary.domain.diary import Diary
from diary.domain.load import LoadHistory
from diary.domain.period import ONE_DAY, Span
from diary.domain.report_choice import Paper, ReportChoice, shown_part
from diary.domain.rules.facts import Facts

_ANY_DAYS = Span(date(2000, 1, 1), date(2000, 1, 1) + ONE_DAY)


@dataclass(frozen=True)
class Counted:
    """The part of a diary that may be seen, with what does not depend on the days shown."""

    diary: Diary

    @cached_property
    def history(self) -> LoadHistory:
        """The load of all days."""
        return LoadHistory(self.diary)

    @cached_property
    def facts(self) -> Facts:
        """What rules read."""
        return Facts(self.diary)


@dataclass(frozen=True)
class _Kept:
    whole: Diary
    choice: ReportChoice
    counted: Counted


_kept: list[_Kept] = []


def counted(diary: Diary, choice: ReportChoice) -> Counted:
    """The part of one's own diary that may be seen; that of the report before where it is equal."""
    # Days and paper say nothing about what is hidden.
    hiding = replace(choice, span=_ANY_DAYS, paper=Paper.A4)
    for each in _kept:
        if each.choice == hiding and _is_same(each.whole, diary):
            return each.counted
    found = Counted(shown_part(diary, choice))
    _kept[:] = [_Kept(diary, hiding, found)]
    return found


def _is_same(kept: Diary, diary: Diary) -> bool:
    """True where nothing was changed.

    What was just typed of a person is compared as a value, and so are settings: those of a day
    that is over are made anew.
    """
    lists = (each.name for each in fields(Diary) if each.name not in {"person", "settings"})
    is_whole = all(getattr(kept, name) is getattr(diary, name) for name in lists)
    return is_whole and kept.person == diary.person and kept.settings == diary.settings
