"""What the plan has for today, in a quiet line: its sessions, and the step or run of the stages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from diary.domain.diary import Diary
from diary.domain.rules.facts import Facts
from diary.domain.rules.findings import Findings
from diary.domain.rules.return_to_run import Proposal
from diary.domain.run_walk import RunWalk
from diary.domain.session import Session, day_order
from diary.domain.sessions_by_week import SessionWeek, session_plans_on, week_of
from diary.services.run_walk import next_step
from diary.services.session_ticks import is_of_kind
from diary.texts.labels import label
from diary.texts.numbers import Formats
from diary.texts.plans import stage_line, stage_text, week_line
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
    """The step that is proposed, else the stage that is on; how long to rest; or the sign first."""
    if told is None:
        return _("Run-walk: {stage}").format(stage=stage_line(run_walk))
    title, why, _more = proposal_text(told, formats)
    if told.is_sign_first:
        return _("Run-walk: {stage}. {why}").format(stage=title, why=why)
    text = _("Run-walk: {stage}").format(stage=stage_line(run_walk))
    if told.is_step:
        text = _(
            "Run-walk. {next}, {what}. {why} Stage {n} stays on until you take this step on Plan."
        ).format(
            next=title,
            what=stage_text(run_walk.stages[told.stage_to - 1]),
            why=why,
            n=run_walk.stage,
        )
    if told.rest_until is not None:
        text += " " + _("Rest until {day}.").format(day=formats.weekday_day(told.rest_until))
    return text


def _session_lines(diary: Diary, today: date, formats: Formats) -> list[str]:
    """One line for each kind that is asked for, and the next session that is planned beside it."""
    plans = session_plans_on(diary, today)
    there = diary.sessions_on(today)
    lines, shown = [], set[str]()
    for kind, plan in plans.by_kind:
        mine = [each for each in there if is_of_kind(each, kind)]
        name = plan.name or label(kind)
        if plans.has_both and plan.name:
            name = _("{plan}, {kind}").format(plan=plan.name, kind=label(kind).lower())
        week = week_of(diary, today, kind)
        text = _session_text(week, mine, today, has_name=plans.has_both)
        lines.append(text.format(name=name, count=week_line(week.done, week.target)))
        if today not in week.done_on:
            shown |= {each.id for each in mine}
    coming = [
        each
        for each in diary.sessions.values()
        if each.is_done is None and each.on >= today and each.id not in shown
    ]
    if coming:
        first = min(coming, key=day_order)
        text = _("Next session: {kind}, {day}.")
        lines.append(text.format(kind=label(first.kind), day=formats.weekday_day(first.on)))
    return lines


def _session_text(
    week: SessionWeek, mine: Sequence[Session], today: date, *, has_name: bool
) -> str:
    """What is said of today's session of a kind: done, open, skipped, or none is left this week."""
    if today in week.done_on:
        if has_name:
            return _("Today's session is done: {name}. This week: {count}.")
        return _("Today's session is done. This week: {count}.")
    if not any(each.is_done is None for each in mine):
        if mine:
            if has_name:
                return _("Today's session was skipped: {name}. This week: {count}.")
            return _("Today's session was skipped. This week: {count}.")
        if week.target is not None and week.done >= week.target:
            return _("{name}: this week's sessions are done, {count}.")
    return _("Today's session: {name}. This week: {count}.")


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
