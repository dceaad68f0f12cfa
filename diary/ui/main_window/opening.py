"""Opens a diary behind the painted window: the file first, then everything in it.

Answers are saved a few milliseconds after the first paint; reading twenty years takes far longer.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from diary.domain.errors import (
    DiaryDamagedError,
    DiaryError,
    DiaryForeignError,
    DiaryMissingError,
    MigrationFailedError,
)
from diary.ui.collecting import spare_for_good

if TYPE_CHECKING:
    from diary.domain.diary import Diary
    from diary.domain.errors import StaleChangeError
    from diary.services.ports import DiaryStore, Progress
    from diary.services.rule_memory import RuleMemory
    from diary.ui.context import PageContext
    from diary.ui.parts import WindowParts


# A backup may help against these; the others pass by themselves or lie in the rights.
OF_THE_CONTENT = (DiaryDamagedError, DiaryForeignError, DiaryMissingError, MigrationFailedError)


class OpenElsewhereError(DiaryError):
    """Another window has the diary at `path`."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


class Opening:
    """One way of opening for every try.

    `read` is called when the whole diary is there, with the changes that no longer fitted, and
    `failed` with what went wrong; then no store is joined and nothing that was answered is lost: it
    waits in the journal, or is in the file whose other content cannot be read.
    `saving_begun` of the bridge tells in between that answers go to disk.
    """

    def __init__(
        self,
        context: PageContext,
        parts: WindowParts,
        read: Callable[[list[StaleChangeError]], None],
        failed: Callable[[Exception], None],
    ) -> None:
        self._journal = context.journal
        self._bridge = context.bridge
        self._reminders = context.reminders
        self._tasks = context.tasks
        self._parts = parts
        self._read = read
        self._failed = failed

    def start(self, path: Path) -> None:
        """Open the diary at the path in a thread."""
        self._tasks.run(
            lambda _progress: self._parts.open_store(path),
            lambda store: self._take_store(path, store),
            self._failed,
        )

    def _take_store(self, path: Path, store: DiaryStore) -> None:
        try:
            refused = self._journal.begin_saving(store)
        except Exception as error:  # noqa: BLE001 - the window tells the person, nothing is lost
            store.close()
            self._failed(error)
            return
        self._bridge.saving_begun.emit()
        # Beside the open file: its connection is needed for what is answered meanwhile.
        read, evaluate = self._parts.read_beside, self._reminders.evaluation()

        def work(_progress: Progress) -> tuple[Diary, RuleMemory]:
            diary = read(path)
            memory = evaluate(diary)
            spare_for_good("diary")
            return diary, memory

        self._tasks.run(work, lambda found: self._take_diary(*found, refused), self._fail_to_read)

    def _take_diary(
        self, diary: Diary, memory: RuleMemory, refused: list[StaleChangeError]
    ) -> None:
        self._reminders.expect(memory)
        self._journal.complete(diary)
        self._read(refused)

    def _fail_to_read(self, error: Exception) -> None:
        """The file is open, but what it holds cannot be read."""
        self._journal.detach()
        self._failed(error)
