"""A timer for holds: a countdown that can be seen and heard by a screen reader, without a sound.

A hold that is over waits for Next; a new exercise waits for Start. An exercise is marked as done
only when a hold of it was started or the person said so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFont, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QProgressBar, QVBoxLayout, QWidget

from diary.ui.pages.plan.hold_steps import Countdown, HoldStep, clock_text
from diary.ui.theme import em, role_font
from diary.ui.widgets.announce import announce
from diary.ui.widgets.button import push_button
from diary.ui.widgets.flow_layout import FlowLayout
from diary.ui.widgets.text import plain_label
from diary.words import _

NAME = "plan_timer"
_LOOK_MS = 200
_WIDTH_EM = 26
_CLOCK_SCALE = 2.6
_THOUSAND = 1000


class TimerDialog(QDialog):
    """Goes through steps; `clock` gives seconds.

    `exercise_finished` carries the id of an exercise that was done and whose last step is behind;
    `session_finished` carries the ids of all that were, when every step is behind and there are
    any. `marked` holds them; `is_told` is True when nothing more is to be said about them.
    """

    exercise_finished = Signal(str)
    session_finished = Signal(object)

    def __init__(
        self,
        steps: Sequence[HoldStep],
        clock: Callable[[], float],
        title: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(NAME)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setWindowTitle(title)
        self.setMinimumWidth(_WIDTH_EM * em())
        self._steps, self._clock = tuple(steps), clock
        self._place = 0
        self._started: set[str] = set()
        self.marked: list[str] = []
        self.is_told = True
        self._count: Countdown | None = None
        self._looking = QTimer(self)
        self._looking.setInterval(_LOOK_MS)
        self._looking.timeout.connect(self.look)
        self._build()
        self._show_step()

    def _build(self) -> None:
        self._where = plain_label("", role="hint", name=f"{NAME}.where")
        self._title = plain_label("", role="card_title", word_wrap=True, name=f"{NAME}.step")
        self._detail = plain_label("", role="hint", word_wrap=True)
        self.time = plain_label("", role="title", name=f"{NAME}.time")
        font = QFont(role_font("title"))
        font.setPointSizeF(font.pointSizeF() * _CLOCK_SCALE / 1.5)
        self.time.setFont(font)
        self.time.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._bar = QProgressBar()
        self._bar.setObjectName(f"{NAME}.bar")
        self._bar.setAccessibleName(_("Time left"))
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(10)
        self._said = plain_label("", role="strong", word_wrap=True, name=f"{NAME}.said")
        self._next_up = plain_label("", role="hint", word_wrap=True)
        self.go = push_button(_("Start"), kind="primary", name=f"{NAME}.go")
        self.go.setDefault(True)
        self.next = push_button(_("Next"), name=f"{NAME}.next")
        self.back = push_button(_("Back"), name=f"{NAME}.back")
        self.close_button = push_button(_("Close"), name=f"{NAME}.close")
        self.go.clicked.connect(self._on_go_clicked)
        self.next.clicked.connect(self._on_next_clicked)
        self.back.clicked.connect(self._on_back_clicked)
        self.close_button.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        for part in (
            *(self._where, self._title, self._detail, self.time),
            *(self._bar, self._said, self._next_up),
        ):
            column.addWidget(part)
        buttons = QWidget()
        row = FlowLayout(buttons)
        for button in (self.go, self.next, self.back, self.close_button):
            row.addWidget(button)
        column.addWidget(buttons)
        QShortcut(QKeySequence("P"), self, self._on_go_clicked)
        QShortcut(QKeySequence("N"), self, self._on_next_clicked)
        self.go.setFocus()

    @property
    def place(self) -> int:
        """Which step is on, from 0; the count of steps once all are behind."""
        return self._place

    @Slot()
    def look(self) -> None:
        """Show the time that is left now."""
        count = self._count
        if count is None:
            return
        now = self._clock()
        left = count.left(now)
        self.time.setText(clock_text(left))
        self.time.setAccessibleName(_("{time} left").format(time=clock_text(left)))
        self._bar.setMaximum(_THOUSAND)
        self._bar.setValue(round(_THOUSAND * (1 - left / count.seconds)) if count.seconds else 0)
        if count.is_running and not left:
            count.stop(now)
            self._looking.stop()
            self._say(_("Time. Rest, then go on to the next one."))
            self._show_go()
            self.next.setFocus()

    def _show_step(self) -> None:
        step = self._steps[self._place]
        text = _("Step {n} of {all}")
        self._where.setText(text.format(n=self._place + 1, all=len(self._steps)))
        self._where.setHidden(len(self._steps) == 1)
        self._title.setText(step.title)
        self._detail.setText(step.detail)
        self._detail.setHidden(not step.detail)
        self._count = None if step.seconds is None else Countdown(step.seconds)
        self.time.setHidden(step.seconds is None)
        self._bar.setHidden(step.seconds is None)
        self._said.hide()
        following = self._steps[self._place + 1 : self._place + 2]
        coming = [_("Then: {step}").format(step=each.title) for each in following]
        self._next_up.setText("".join(coming))
        self._next_up.setHidden(not coming)
        self.back.setEnabled(self._place > 0)
        self._show_go()
        self.look()

    def _show_go(self) -> None:
        count = self._count
        following = self._place + 1 < len(self._steps)
        ahead = _("Next") if following else _("Finish")
        text = _("Start")
        if count is None:
            text, ahead = _("Done"), _("Skip")
        elif count.is_running:
            text = _("Pause")
        elif count.left_s < count.seconds:
            text = _("Go on")
        elif self._steps[self._place].exercise_id:
            ahead = _("Skip")
        for button, said in ((self.go, text), (self.next, ahead)):
            button.setText(said)
            button.setAccessibleName(said)
        self.go.setEnabled(count is None or count.left_s > 0)

    def _say(self, text: str) -> None:
        self._said.setText(text)
        self._said.setHidden(not text)
        announce(self, text)

    @Slot()
    def _on_go_clicked(self) -> None:
        count, now = self._count, self._clock()
        self._started.add(self._steps[self._place].exercise_id)
        if count is None:
            # Counted by the person, who says here that it was done.
            self._on_next_clicked()
            return
        if count.is_running:
            count.stop(now)
            self._looking.stop()
        else:
            count.go(now)
            self._looking.start()
        self._show_go()
        self.look()

    @Slot()
    def _on_next_clicked(self) -> None:
        step = self._steps[self._place]
        self._looking.stop()
        self._mark(step)
        if self._place + 1 == len(self._steps):
            self.is_told = bool(self.marked) or not step.exercise_id
            self.accept()
            if self.marked:
                self.session_finished.emit(self.marked)
            return
        self._place += 1
        self._show_step()
        announce(self, self._steps[self._place].title)
        following = self._steps[self._place]
        # A new exercise waits until the person is ready for it; the next side does not.
        is_going_on = not step.exercise_id or step.exercise_id in self._started
        if self._count is not None and following.exercise_id == step.exercise_id and is_going_on:
            self._on_go_clicked()
        self.go.setFocus()

    def _mark(self, step: HoldStep) -> None:
        """Tell that an exercise was done, when something of it was started."""
        is_done = step.exercise_id in self._started and step.exercise_id not in self.marked
        if step.exercise_id and step.is_last and is_done:
            self.marked.append(step.exercise_id)
            self.is_told = False
            self.exercise_finished.emit(step.exercise_id)

    @Slot()
    def _on_back_clicked(self) -> None:
        if self._place:
            self._looking.stop()
            self._place -= 1
            self._show_step()
            self.go.setFocus()
