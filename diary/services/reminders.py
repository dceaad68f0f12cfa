"""Keeps what the rules say up to date with the diary, computing again only what a change touches.

Before the whole diary is loaded the findings rest on a few days; they then name no knee as
learning, since what is missing may only not have been read yet.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from diary.domain.change import ChangeSet
    from diary.domain.diary import Diary
    from diary.domain.rules.facts import Facts
    from diary.domain.rules.findings import Findings
    from diary.services.events import EventBus
    from diary.services.journal import Journal
    from diary.services.reminder_states import ShownReminder
    from diary.services.rule_memory import RuleMemory

FindingsListener: TypeAlias = "Callable[[Findings], None]"

# From so many changes on (an import) starting over is quicker than following each.
MANY_CHANGES = 200


class Reminders:
    """What the rules say today about the journal's diary.

    `today` gives the day the diary is on. Listeners are told the new findings after every change.
    """

    def __init__(self, journal: Journal, bus: EventBus, today: Callable[[], date]) -> None:
        self._journal = journal
        self._today = today
        self._is_whole = journal.is_attached
        self._listeners: list[FindingsListener] = []
        # Nothing is evaluated before somebody asks or the diary changes.
        self._memory: RuleMemory | None = None
        self._findings: Findings | None = None
        self._expected: RuleMemory | None = None
        self._backed_up_on: date | None = None
        bus.subscribe(self._take)

    @property
    def findings(self) -> Findings:
        """What is open and what happened, as of today."""
        on, found = self._today(), self._findings
        if found is None or on != found.on or self._is_whole != self._journal_is_whole():
            found = self._evaluate(on)
        return found

    @property
    def facts(self) -> Facts | None:
        """What the rules read of the diary, to be read only; None until all of it is loaded."""
        if not self._journal_is_whole():
            return None
        if self._memory is None:
            self._evaluate(self._today())
        return None if self._memory is None else self._memory.facts

    @property
    def shown(self) -> list[ShownReminder]:
        """The cards of the inbox, as of today."""
        from diary.services.reminder_states import shown  # noqa: PLC0415 - after the first paint

        findings = self.findings
        return shown(findings, self._journal.diary, findings.on)

    @property
    def to_tell(self) -> list[ShownReminder]:
        """The cards that may be told by themselves today, the most important first."""
        from diary.services.reminder_states import to_tell  # noqa: PLC0415 - as above

        return to_tell(self.shown, self._journal.diary, self.findings.on)

    def on_changed(self, listener: FindingsListener) -> None:
        """Call `listener` with the findings after every change of the diary, from now on."""
        self._listeners.append(listener)

    def evaluation(self) -> Callable[[Diary], RuleMemory]:
        """What evaluates a diary that is being read, in the thread that reads it.

        What it returns is for `expect`; it touches nothing of what is shown.
        """
        on, backed_up_on = self._today(), self._backed_up_on

        def evaluated(diary: Diary) -> RuleMemory:
            from diary.services.rule_memory import RuleMemory  # noqa: PLC0415 - as above

            memory = RuleMemory(diary, backed_up_on)
            memory.findings(on)
            return memory

        return evaluated

    def expect(self, memory: RuleMemory) -> None:
        """Have this at hand for the diary that the journal takes over next."""
        self._expected = memory

    def note_backup(self, on: date | None) -> None:
        """Learn on which day the diary was last backed up and checked; None = not known."""
        if on != self._backed_up_on:
            self._backed_up_on = on
            if self._memory is not None:
                self._memory.note_backup(on)
            if self._findings is not None:
                self._tell(self._evaluate(self._today()))

    def _tell(self, findings: Findings) -> None:
        for listener in tuple(self._listeners):
            listener(findings)

    def _take(self, change_set: ChangeSet) -> None:
        # An empty set says that another diary was loaded.
        if not change_set.changes or len(change_set.changes) > MANY_CHANGES:
            self._is_whole = self._is_whole or not change_set.changes
            self._memory = self._taken_over()
        elif self._memory is not None:
            self._memory.follow(self._journal.diary, change_set)
        self._tell(self._evaluate(self._today()))

    def _taken_over(self) -> RuleMemory | None:
        """What was evaluated beforehand, brought up to what was written since; None: nothing."""
        memory, self._expected = self._expected, None
        if memory is None:
            return None
        diary = self._journal.diary
        if memory.diary is not diary:
            from diary.domain.changes_between import changes_between  # noqa: PLC0415 - as above

            memory.follow(diary, changes_between(memory.diary, diary))
        memory.note_backup(self._backed_up_on)
        return memory

    def _journal_is_whole(self) -> bool:
        return self._is_whole or self._journal.is_attached

    def _evaluate(self, on: date) -> Findings:
        self._is_whole = self._journal_is_whole()
        if self._memory is None:
            # The first paint waits for no rule.
            from diary.services.rule_memory import RuleMemory  # noqa: PLC0415 - see above

            self._memory = RuleMemory(self._journal.diary, self._backed_up_on)
        findings = self._memory.findings(on)
        self._findings = findings if self._is_whole else replace(findings, learning=())
        return self._findings
