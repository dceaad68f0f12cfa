"""Running and walking in stages: where one is, how the runs went, and what could come next.

Nothing moves by itself; every step is a button.
"""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from diary.domain.run_walk import StartGate
from diary.ui.pages.plan.run_walk_view import GateView, RunWalkView
from diary.ui.widgets.button import ButtonKind, escaped_mnemonic, menu_button, push_button
from diary.ui.widgets.card import Card
from diary.ui.widgets.chip import TickChip
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.text import PlainLabel, plain_label
from diary.words import _

NAME = "plan.run_walk"


class GatePart(QWidget):
    """What is asked before the first stage; `answered` when a tick changed."""

    answered = Signal()
    start_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = _column(self)
        about = _(
            "Back to running in stages of running and walking, from 1 minute at a time to 25. You"
            " take each step yourself; the diary only says what the runs of a stage look like."
        )
        column.addWidget(plain_label(about, role="hint", word_wrap=True))
        self.walk = TickChip(_("I walked 30 minutes at 2 of 10 or less"), name=f"{NAME}.walk")
        self.hop = TickChip(_("Hops and landings were fine with my PT"), name=f"{NAME}.hop")
        self.pt = TickChip(_("My PT said to begin"), name=f"{NAME}.pt")
        ticks = QWidget()
        row = FlowLayout(ticks)
        for tick in (self.walk, self.hop, self.pt):
            tick.clicked.connect(self.answered)
            row.addWidget(tick)
        column.addWidget(ticks)
        self.missing = plain_label("", role="hint", word_wrap=True, name=f"{NAME}.missing")
        column.addWidget(self.missing)
        self.start = push_button(_("Start at stage 1"), name=f"{NAME}.start")
        self.start.clicked.connect(self.start_requested)
        aside = QWidget()
        FlowLayout(aside).addWidget(self.start)
        column.addWidget(aside)

    def answers(self) -> StartGate:
        """What is ticked; what is not is not answered."""
        return StartGate(
            True if self.walk.isChecked() else None,
            True if self.hop.isChecked() else None,
            self.pt.isChecked(),
        )

    def forget(self) -> None:
        """Take every tick away: they were about the start that was made."""
        for tick in (self.walk, self.hop, self.pt):
            tick.setChecked(False)

    def show_gate(self, view: GateView, *, is_asked: bool) -> None:
        """Say what is missing; as something to mend once the start was asked for."""
        lines = [_("Before the first stage:"), *view.missing] if view.missing else []
        lines += view.to_ask
        text = "\n".join(lines)
        self.missing.setText(text)
        self.missing.setHidden(not text)
        is_error = is_asked and bool(view.missing)
        self.missing.set_role("error" if is_error else "hint")
        self.start.setAccessibleDescription(text if view.missing else "")


class RunWalkCard(Card):
    """The gate, or the stage that is on.

    `step_requested` carries a stage chosen by hand and whether leaving stages out is meant;
    `order_changed` tells that there are other stops.
    """

    start_requested = Signal()
    log_requested = Signal()
    take_requested = Signal()
    repeat_requested = Signal()
    step_requested = Signal(int, bool)
    pause_requested = Signal(bool)
    stages_requested = Signal()
    leave_requested = Signal()
    gate_answered = Signal()
    order_changed = Signal()

    def __init__(self) -> None:
        super().__init__(_("Run-walk"), name=NAME)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.gate = GatePart()
        self.gate.answered.connect(self.gate_answered)
        self.gate.start_requested.connect(self.start_requested)
        self._view: RunWalkView | None = None
        self._asked: int | None = None
        self.log = self._button("log", _("Log this run"), "primary")
        self.log.clicked.connect(self.log_requested)
        self.heading_actions.addWidget(self.log)
        self._stages = QWidget()
        self._build_stages()
        self.body.addWidget(self.gate)
        self.body.addWidget(self._stages)
        self._stages.hide()

    def show_gate(self, view: GateView, *, is_asked: bool) -> None:
        """Show what comes before the first stage."""
        self._view = None
        self.gate.show_gate(view, is_asked=is_asked)
        self._show(self.gate)

    def show_stage(self, view: RunWalkView) -> None:
        """Show the stage that is on."""
        self._view = view
        self.gate.forget()
        self._stage.setText(view.stage)
        _say(
            self._runs,
            "\n".join((_("Runs at this stage (during / after / next morning):"), *view.runs))
            if view.runs
            else "",
        )
        self._next.setText(view.next)
        self._reason.setText(view.reason)
        told, run_walk = view.proposal, view.run_walk
        is_paused = run_walk.is_paused
        self.take.setHidden(not told.is_step or is_paused)
        # While a sign stands nothing points onwards; the form of any run still knows the stages.
        is_waiting = is_paused or told.is_sign_first
        self.repeat.setHidden(is_waiting)
        self.by_hand.setHidden(run_walk.is_last_stage or is_waiting)
        self.log.setHidden(is_waiting)
        text = _("Go on") if is_paused else _("Pause")
        self.pause.setText(text)
        self.pause.setAccessibleName(text)
        self._fill_menu(view)
        self._ask_about(None)
        self._show(self._stages)

    def stops(self) -> list[QWidget]:
        """What Tab reaches, in order."""
        if self._view is None:
            gate = self.gate
            return [gate.walk, gate.hop, gate.pt, gate.start]
        asked = [] if self._asked is None else [self.skip, self.stay]
        buttons = (self.log, self.take, self.repeat, self.by_hand, self.pause, self.other)
        return [button for button in (*buttons, *asked) if not button.isHidden()]

    def _build_stages(self) -> None:
        column = _column(self._stages)
        self._stage = plain_label("", role="strong", word_wrap=True, name=f"{NAME}.stage")
        self._runs = plain_label("", role="hint", word_wrap=True, name=f"{NAME}.runs")
        self._next = plain_label("", word_wrap=True, name=f"{NAME}.next")
        self._reason = plain_label("", role="hint", word_wrap=True, name=f"{NAME}.reason")
        for line in (self._stage, self._runs, self._next, self._reason):
            column.addWidget(line)
        self.take = self._button("take", _("Take it"))
        self.take.clicked.connect(self.take_requested)
        self.repeat = self._button("repeat", _("Repeat"))
        self.repeat.clicked.connect(self.repeat_requested)
        self.by_hand = self._button("by_hand", _("Next by hand"))
        self.by_hand.clicked.connect(self._on_by_hand_clicked)
        self.pause = self._button("pause", _("Pause"))
        self.pause.clicked.connect(self._on_pause_clicked)
        self._menu = QMenu(self)
        self.other = menu_button(_("Stages"), self._menu, name=f"{NAME}.other")
        buttons = QWidget()
        row = FlowLayout(buttons)
        for button in (self.take, self.repeat, self.by_hand, self.pause, self.other):
            row.addWidget(button)
        column.addWidget(buttons)
        self._question = QWidget()
        question = _column(self._question)
        self._question_text = plain_label("", role="warn", word_wrap=True, name=f"{NAME}.asked")
        question.addWidget(self._question_text)
        self.skip = self._button("skip", _("Go there all the same"))
        self.stay = self._button("stay", _("Stay"))
        self.skip.clicked.connect(self._on_skip_clicked)
        self.stay.clicked.connect(self._on_stay_clicked)
        ways = QWidget()
        row = FlowLayout(ways)
        row.addWidget(self.skip)
        row.addWidget(self.stay)
        question.addWidget(ways)
        column.addWidget(self._question)
        self._question.hide()

    def _fill_menu(self, view: RunWalkView) -> None:
        self._menu.clear()
        for n, text in enumerate(view.stages, 1):
            action = self._menu.addAction(escaped_mnemonic(text))
            action.setCheckable(True)
            action.setChecked(n == view.run_walk.stage)
            action.triggered.connect(lambda _on=False, n=n: self._go_to(n))
        self._menu.addSeparator()
        change = self._menu.addAction(_("Change the stages…"))
        change.triggered.connect(self.stages_requested)
        leave = self._menu.addAction(_("Leave the stages"))
        leave.triggered.connect(self.leave_requested)

    def _go_to(self, stage: int) -> None:
        """Go to a stage that was chosen; ask first when it leaves some out or a sign stands."""
        view = self._view
        if view is None:
            return
        ups = stage - view.run_walk.stage
        # With a sign that should not wait there is nothing to ask: the step is refused in words.
        if not view.is_urgent and (ups > 1 or (ups > 0 and view.sign)):
            self._ask_about(stage)
            self.stay.setFocus()
        else:
            self.step_requested.emit(stage, False)

    def _ask_about(self, stage: int | None) -> None:
        self._asked = stage
        text = ""
        if stage is not None and self._view is not None:
            text = _question(self._view, stage)
        self._question_text.setText(text)
        self._question.setHidden(stage is None)
        self.order_changed.emit()

    def _show(self, part: QWidget) -> None:
        self.gate.setHidden(part is not self.gate)
        self._stages.setHidden(part is not self._stages)
        if part is self.gate:
            self.log.hide()
        self.order_changed.emit()

    def _button(self, key: str, text: str, kind: ButtonKind = "plain") -> QPushButton:
        return push_button(text, kind=kind, name=f"{NAME}.{key}")

    @Slot()
    def _on_by_hand_clicked(self) -> None:
        if self._view is not None:
            self.step_requested.emit(self._view.run_walk.stage + 1, False)

    @Slot()
    def _on_pause_clicked(self) -> None:
        if self._view is not None:
            self.pause_requested.emit(not self._view.run_walk.is_paused)

    @Slot()
    def _on_skip_clicked(self) -> None:
        if self._asked is not None:
            self.step_requested.emit(self._asked, True)

    @Slot()
    def _on_stay_clicked(self) -> None:
        self._ask_about(None)
        self.other.setFocus()


def _question(view: RunWalkView, stage: int) -> str:
    """What is asked before a higher stage: the sign that comes first, and what is left out."""
    between = range(view.run_walk.stage + 1, stage)
    lines = [view.sign, _("Go up now only if your PT wants it so.")] if view.sign else []
    if between:
        text = _("This leaves out: stage {stages}. Do that only if your PT wants it so.")
        lines.append(text.format(stages=", ".join(str(each) for each in between)))
    return " ".join(lines)


def _column(part: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    return column


def _say(line: PlainLabel, text: str) -> None:
    line.setText(text)
    line.setHidden(not text)
