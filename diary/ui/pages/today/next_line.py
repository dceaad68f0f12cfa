"""What the plan has for today, in a quiet line: the next session, and the run of the stage."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from diary.domain.diary import Diary
from diary.domain.exercise import SessionKind
from diary.domain.rules.facts import Facts
from diary.domain.rules.findings import Findings
from diary.domain.rules.return_to_run import Proposal
from diary.domain.run_walk import RunWalk
from diary.domain.session import day_order
from diary.domain.sessions_by_week import plan_on, week_of
from diary.services.run_walk import next_step
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.texts.plans import stage_line, week_line
from diary.texts.rule_texts.return_to_run import proposal_text
from diary.ui.widgets.button import push_button
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.side_layout import SideLayout
from diary.ui.widgets.text import flowing_label
from diary.words import _


@dataclass(frozen=True, slots=True)
class NextView:
    """What there is to say; `can_log` when a stage is on and no sign comes first."""

    lines: tuple[str, ...] = ()
    can_log: bool = False


def next_view(
    diary: Diary, facts: Facts | None, findings: Findings, today: date, formats: Formats
) -> NextView:
    """What the plan has for a day; nothing without a plan, a planned session or a stage."""
    lines = [*_session_lines(diary, today, formats)]
    run_walk = diary.run_walk
    if run_walk is None or run_walk.is_paused:
        return NextView(tuple(lines))
    told = None if facts is None else next_step(diary, run_walk, facts, findings, today)
    lines.append(_stage_text(run_walk, told, formats))
    return NextView(tuple(lines), can_log=told is None or not told.is_sign_first)


def _stage_text(run_walk: RunWalk, told: Proposal | None, formats: Formats) -> str:
    """The stage that is on, and how long to rest; or the sign that comes first."""
    if told is not None and told.is_sign_first:
        title, why, _more = proposal_text(told, formats)
        return _("Run-walk: {stage}. {why}").format(stage=title, why=why)
    text = _("Run-walk: {stage}").format(stage=stage_line(run_walk))
    if told is not None and told.rest_until is not None:
        text += " " + _("Rest until {day}.").format(day=formats.weekday_day(told.rest_until))
    return text


def _session_lines(diary: Diary, today: date, formats: Formats) -> list[str]:
    plan = plan_on(diary, today)
    planned = [each for each in diary.sessions.values() if each.is_done is None]
    if plan is not None and (plan.per_week.strength or plan.per_week.mobility):
        kind = SessionKind.STRENGTH if plan.per_week.strength else SessionKind.MOBILITY
        week = week_of(diary, today, kind)
        count = week_line(week.done, week.target)
        name = plan.name or label(kind)
        if today in week.done_on:
            done = _("Today's session is done. This week: {count}.")
            return [done.format(count=count)]
        text = _("Today's session: {name}. This week: {count}.")
        return [text.format(name=name, count=count)]
    coming = sorted((each for each in planned if each.on >= today), key=day_order)
    text = _("Next session: {kind}, {day}.")
    return [
        text.format(kind=label(each.kind), day=formats.weekday_day(each.on)) for each in coming[:1]
    ]


class NextLine(QFrame):
    """Hidden while there is nothing to say.

    `plan_requested` asks for the page of the plan, `log_requested` for the run of the stage.
    """

    plan_requested = Signal()
    log_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.setObjectName("today.coming")
        self._text = flowing_label("", role="hint", name="today.coming.text")
        self.open = push_button(_("Open plan"), kind="quiet", name="today.coming.open")
        self.open.clicked.connect(self.plan_requested)
        self.log = push_button(_("Log this run"), kind="quiet", name="today.coming.log")
        self.log.clicked.connect(self.log_requested)
        ways = QWidget()
        row = FlowLayout(ways)
        row.addWidget(self.open)
        row.addWidget(self.log)
        line = SideLayout(self)
        line.setContentsMargins(16, 3, 8, 3)
        line.addWidget(self._text)
        line.addWidget(ways)
        self.hide()

    def show_next(self, view: NextView) -> bool:
        """Say what there is; True when there are other stops than before."""
        before = self.tab_stops()
        self._text.setText("\n".join(view.lines))
        self.log.setHidden(not view.can_log)
        self.setHidden(not view.lines)
        return self.tab_stops() != before

    def tab_stops(self) -> list[QWidget]:
        """What Tab reaches, in order."""
        if self.isHidden():
            return []
        return [self.open] if self.log.isHidden() else [self.open, self.log]
