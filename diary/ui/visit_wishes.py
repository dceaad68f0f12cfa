"""What was chosen for reports, held while the window is open and partly remembered after it.

Nothing a person has typed is ever remembered here, nor which notes stay private.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypeVar, get_args

from PySide6.QtCore import QLocale, QObject, Signal

from diary.domain.knee import Knee
from diary.domain.period import ONE_DAY, Span
from diary.domain.report_choice import (
    Paper,
    PersonShown,
    ReportChoice,
    last_visit_on,
    usual_knees,
    usual_span,
)

if TYPE_CHECKING:
    from diary.domain.diary import Diary
    from diary.ui.parts import VisitParts
    from diary.ui.ui_state import UiState

RangeKey = Literal["visit", "2w", "4w", "8w", "12w"]
RANGE_KEYS: tuple[RangeKey, ...] = get_args(RangeKey)
_WEEKS: dict[str, int] = {"2w": 2, "4w": 4, "8w": 8, "12w": 12}
Zoom = Literal["whole", "width"]
_LETTER = (QLocale.Country.UnitedStates, QLocale.Country.Canada, QLocale.Country.Mexico)
T = TypeVar("T", bound=str)


@dataclass(frozen=True, slots=True)
class ReportWish:
    """What was chosen; `range_key` None = the days of `span`, `knees` None = the usual ones.

    `has_days_before` counts for the diary file and the tables alone: as many days before go along.
    """

    range_key: RangeKey | None = "visit"
    span: Span | None = None
    paper: Paper = Paper.A4
    person: PersonShown = PersonShown.INITIALS
    knees: tuple[Knee, ...] | None = None
    has_notes: bool = True
    left_out_notes: frozenset[str] = frozenset()
    has_painkiller_names: bool = True
    has_start_times: bool = False
    has_days_before: bool = True

    def days(self, diary: Diary, today: date) -> Span:
        """The days this means."""
        if self.range_key is None and self.span is not None:
            return self.span
        if self.range_key in _WEEKS:
            days = 7 * _WEEKS[self.range_key]
            return Span(today - timedelta(days - 1), today + ONE_DAY)
        return usual_span(diary, today)

    def choice(self, diary: Diary, today: date) -> ReportChoice:
        """The same as it is asked of a report."""
        span, visit_on = self.days(diary, today), diary.person.next_visit_on
        return ReportChoice(
            span=span,
            knees=self.knees or usual_knees(diary, span),
            paper=self.paper,
            person=self.person,
            has_notes=self.has_notes,
            left_out_notes=self.left_out_notes,
            has_painkiller_names=self.has_painkiller_names,
            has_start_times=self.has_start_times,
            visit_on=visit_on if visit_on is not None and visit_on >= today else None,
        )


def range_key_in_use(wish: ReportWish, diary: Diary, today: date) -> RangeKey | None:
    """The range as it is named: without a visit its days are the last four weeks."""
    if wish.range_key == "visit" and last_visit_on(diary, today) is None:
        return "4w"
    return wish.range_key


class Visits(QObject):
    """How things for a visit are made, and what was chosen for them.

    `load` gives what makes them, on first use; `wish_changed` tells that something was chosen,
    `handed_on` that something was saved or printed.
    """

    wish_changed = Signal()
    handed_on = Signal()

    def __init__(self, load: Callable[[], VisitParts] | None = None) -> None:
        super().__init__()
        self._load = load
        self._wish: ReportWish | None = None

    @cached_property
    def parts(self) -> VisitParts:
        """What makes and reads; raises `RuntimeError` in a window that was given none."""
        if self._load is None:
            raise RuntimeError("nothing makes reports here")
        return self._load()

    def wish(self, state: UiState) -> ReportWish:
        """What is chosen now."""
        if self._wish is None:
            self._wish = _remembered(state)
        return self._wish

    def choose(self, wish: ReportWish, state: UiState) -> None:
        """Choose something else, and remember it."""
        if wish != self._wish:
            self._wish = wish
            _remember(wish, state)
            self.wish_changed.emit()

    def forget(self) -> None:
        """Another diary is shown: days, knees and notes of the one before mean nothing there."""
        self._wish = None
        self.wish_changed.emit()


def _remembered(state: UiState) -> ReportWish:
    usual = Paper.LETTER if QLocale().territory() in _LETTER else Paper.A4
    return ReportWish(
        range_key=_one_of(state, "report.range", RANGE_KEYS, "visit"),
        paper=_one_of(state, "report.paper", tuple(Paper), usual),
        person=_one_of(state, "report.person", tuple(PersonShown), PersonShown.INITIALS),
        has_notes=state.get("report.notes", True),
        has_painkiller_names=state.get("report.painkillers", True),
        has_start_times=state.get("report.start_times", False),
        has_days_before=state.get("report.days_before", True),
    )


def _remember(wish: ReportWish, state: UiState) -> None:
    if wish.range_key is not None:
        state.set("report.range", str(wish.range_key))
    state.set("report.paper", str(wish.paper))
    # A name goes along only when it was chosen this time.
    if wish.person is not PersonShown.NAME:
        state.set("report.person", str(wish.person))
    state.set("report.notes", wish.has_notes)
    state.set("report.painkillers", wish.has_painkiller_names)
    state.set("report.start_times", wish.has_start_times)
    state.set("report.days_before", wish.has_days_before)


def _one_of(state: UiState, key: str, known: tuple[T, ...], usual: T) -> T:
    kept = state.get(key, "")
    return next((each for each in known if each == kept), usual)


def with_range(wish: ReportWish, key: RangeKey) -> ReportWish:
    """The days of a range instead."""
    return replace(wish, range_key=key, span=None)


def with_span(wish: ReportWish, span: Span) -> ReportWish:
    """These days instead."""
    return replace(wish, range_key=None, span=span)
