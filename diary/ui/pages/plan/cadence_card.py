"""Steps a minute, for those who want to follow them; nothing is said before that is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from statistics import median

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from diary.domain.diary import Diary
from diary.domain.rules.cadence import (
    BASE_DAYS,
    BASE_RUNS,
    RECENT_DAYS,
    RECENT_RUNS,
    base_on,
    cadence_course,
    cadence_target,
)
from diary.domain.rules.daily import REFIRE_DAYS
from diary.domain.rules.facts import Facts
from diary.domain.settings import Settings
from diary.texts.numbers import Formats
from diary.ui.widgets.button import push_button
from diary.ui.widgets.card import Card
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.text import plain_label
from diary.words import _


@dataclass(frozen=True, slots=True)
class CadenceView:
    """What is known of steps a minute; `is_followed` when hints are wanted."""

    is_followed: bool
    lines: tuple[str, ...]


def cadence_view(diary: Diary, facts: Facts, today: date, formats: Formats) -> CadenceView | None:
    """The card on a day; None while no run has steps a minute and nothing is followed."""
    is_followed = diary.settings.cadence_taken_up_on is not None
    has_steps = any(run.cadence_spm for run in diary.runs.values())
    if not is_followed and not has_steps:
        return None
    if not is_followed:
        base = base_on(facts, today.toordinal())
        usual = _too_few() if base is None else _usual(base.spm, formats)
        return CadenceView(False, (usual,))
    course = cadence_course(facts, diary.settings, today)
    speaks = _speaks(diary.settings, formats)
    if course is None:
        return CadenceView(True, (_too_few(), speaks))
    lines = [_usual(course.base.spm, formats)]
    recent = [
        run.cadence_spm
        for run in course.runs
        if run.cadence_spm is not None and (today - run.on).days < RECENT_DAYS
    ]
    if not recent:
        lines.append(_("No easy run at about that pace in the last 7 days."))
        return CadenceView(True, (*lines, speaks))
    current = float(median(recent))
    now = _("The last 7 days: {n}.").format(n=formats.number(current, 0))
    lines.append(now)
    target = cadence_target(current, course.base.spm, diary.settings)
    if target is None:
        text = _("That is {stop} or more already: there is nothing to try now.")
        lines.append(text.format(stop=formats.number(diary.settings.cadence_stop_spm, 0)))
    elif target <= round(current):
        lines.append(_("Stay where you are. Ask your PT before you go further."))
    else:
        lines.append(_("Next, if you like: {n} for some minutes of an easy run.").format(n=target))
    return CadenceView(True, (*lines, speaks))


def _usual(spm: float, formats: Formats) -> str:
    return _("Your usual on easy runs: {n} steps a minute.").format(n=formats.number(spm, 0))


def _speaks(settings: Settings, formats: Formats) -> str:
    """When a reminder comes of it, and what it says."""
    text = _(
        "After {runs} easy runs in {days} days at about that pace below {stop} steps a minute, a"
        " reminder says how many to try next, at most every {again} days."
    )
    return text.format(
        runs=RECENT_RUNS,
        days=RECENT_DAYS,
        stop=formats.number(settings.cadence_stop_spm, 0),
        again=REFIRE_DAYS,
    )


def _too_few() -> str:
    text = _("Your usual is known after {runs} easy runs with steps a minute in {days} days.")
    return text.format(runs=BASE_RUNS, days=BASE_DAYS)


class CadenceCard(Card):
    """`follow_requested` carries whether hints are wanted."""

    follow_requested = Signal(bool)

    def __init__(self) -> None:
        super().__init__(_("Steps a minute"), name="plan.cadence")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        about = _(
            "Optional. In lab studies, a few more steps a minute at the same pace put less load on"
            " the knee of many runners (Heiderscheit 2011). Taller and slower runners step slower"
            " by nature."
        )
        self._lines = plain_label("", word_wrap=True, name="plan.cadence.lines")
        self.follow = push_button(_("Follow this"), name="plan.cadence.follow")
        self.stop = push_button(_("Stop"), name="plan.cadence.stop")
        self.stop.setAccessibleName(_("Stop following steps a minute"))
        self.follow.setAccessibleName(_("Follow steps a minute"))
        self.follow.clicked.connect(lambda: self.follow_requested.emit(True))
        self.stop.clicked.connect(lambda: self.follow_requested.emit(False))
        ways = QWidget()
        row = FlowLayout(ways)
        row.addWidget(self.follow)
        row.addWidget(self.stop)
        self.body.addWidget(plain_label(about, role="hint", word_wrap=True))
        self.body.addWidget(self._lines)
        self.body.addWidget(ways)

    def show_cadence(self, view: CadenceView | None) -> None:
        """Show what is known; None hides the card."""
        self.setHidden(view is None)
        if view is not None:
            self._lines.setText("\n".join(view.lines))
            self.follow.setHidden(view.is_followed)
            self.stop.setHidden(not view.is_followed)

    def stops(self) -> list[QWidget]:
        """What Tab reaches."""
        if self.isHidden():
            return []
        return [self.stop if self.follow.isHidden() else self.follow]
