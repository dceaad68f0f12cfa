"""What nobody expects, while somebody's words are at hand."""

from __future__ import annotations

from collections.abc import Callable

from diary.storage.store import SqliteStore
from diary.ui.shots_stage import Stage
from tests.leaks.hand import Hand
from tests.leaks.script_writes import press_score


def faults(hand: Hand, stage: Stage) -> None:
    """Let what nobody expects go wrong while somebody's words are at hand."""
    context = stage.context
    words = " ".join(filter(None, (day.note for day in context.journal.diary.days.values())))[:400]

    def broken(_self: object, *_given: object, **_named: object) -> None:
        raise RuntimeError(f"row ({words!r}, {context.journal.diary.person.contacts!r})")

    context.messages.fault_told.connect(lambda text, _error: hand.record.problems.append(text))
    context.messages.told.connect(hand.record.problems.append)
    real = SqliteStore.write
    setattr(SqliteStore, "write", broken)  # noqa: B010 - the fault
    hand.step("a write", lambda: _fault(hand, stage))
    setattr(SqliteStore, "write", real)  # noqa: B010 - as above
    tell = context.messages.problem
    hand.step("a task", lambda: context.tasks.run(broken, lambda _made: None, tell))
    stage.settle()
    hand.step("a slot", lambda: _in_slot(hand, broken))
    stage.settle()
    hand.record.steps.append("faults provoked")


def _fault(hand: Hand, stage: Stage) -> None:
    stage.page("today")
    press_score(stage, 4)
    stage.settle()


def _in_slot(hand: Hand, broken: Callable[..., None]) -> None:
    from PySide6.QtCore import QTimer  # noqa: PLC0415 - used here

    QTimer.singleShot(0, lambda: broken(None))
